//! Faults in KDocs' words: the errors of its table, and those of its sibling that nothing here causes.
//!
//! The sibling's table has no statuses: those of the codes that nothing here causes are ours.

use std::borrow::Cow;

use axum::{
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};

use super::{
    auth::wps2::SignatureError,
    error::{Error, ErrorReply},
};
use crate::{
    http::{Call, Refusal, body::BodyError},
    sandbox::{KnownError, faults::Wording},
    world::{self, Api, Timestamp},
};

/// What the sibling's table has beyond what happens here: <https://solution.wps.cn/docs/convert/error.html>.
const OTHERS: [(StatusCode, u32, &str); 7] = [
    (StatusCode::GATEWAY_TIMEOUT, 10002, "Timeout"),
    (StatusCode::FORBIDDEN, 20006, "AuditNotPass"),
    (StatusCode::UNAUTHORIZED, 30001, "UserUnauthorized"),
    (StatusCode::FORBIDDEN, 30007, "UserAccountRestrictedAccess"),
    (StatusCode::INTERNAL_SERVER_ERROR, 30011, "ExecuteFailed"),
    (StatusCode::FORBIDDEN, 40001, "InvalidPermissionResponse"),
    (StatusCode::SERVICE_UNAVAILABLE, 40008, "AccountUpgrading"),
];

/// Returns the rows of all errors; of a code or a status that several have, the first one is meant.
fn rows() -> Vec<ErrorReply> {
    let none = String::new;
    let resets = Timestamp::default();
    let errors = [
        Error::Invalid("".into()),
        Error::Refused(Refusal::ExpiredToken),
        Error::PermissionDenied("".into()),
        Error::NoFile(none()),
        Error::NameConflict(none()),
        Error::Refused(Refusal::Quota { limit: 0, resets }),
        Error::Panicked,
        Error::Refused(Refusal::Scope(&[])),
        Error::Signature(SignatureError::Malformed),
        Error::Signature(SignatureError::UnknownApp(none())),
        Error::Signature(SignatureError::Date { given: none(), now: resets, skew: None }),
        Error::Signature(SignatureError::ContentMd5 { expected: none(), actual: none() }),
        Error::Body(BodyError::TooLarge(0)),
        Error::Body(BodyError::Stalled),
        Error::NoLink(none()),
        Error::OnlineFile(none()),
        Error::FileTooLarge(0),
        Error::DownloadFailed("".into()),
        Error::TooManyTasks,
        Error::TooManyWebhooks(0),
        Error::AuthCode,
        Error::AppKey,
        Error::RefreshToken,
        Error::RedirectUri(none()),
        Error::ResponseType(none()),
        Error::NoTask(none()),
        Error::TooMany { given: 0, most: 0 },
        Error::NotSameDirectory,
        Error::NoRange,
        Error::NoRoute(none()),
        Error::Method,
        Error::NotEmulated(none()),
    ];
    let worlds = world::Error::examples().map(Error::World);
    let others = OTHERS.map(|(status, code, message)| ErrorReply { status, code, message, hint: "".into() });
    errors.into_iter().chain(worlds).map(|error| error.reply()).chain(others).collect()
}

/// Returns the errors that a fault can be.
pub fn fault_codes() -> Vec<KnownError> {
    let known = |row: ErrorReply| KnownError::new(Api::Kdocs, &row.code, row.status.as_u16());
    rows().into_iter().map(known).collect()
}

/// Returns the code with which an item of a task fails.
pub fn task_fault_code(error: world::Error) -> String {
    Error::World(error).reply().code.to_string()
}

/// Words a fault; its hint is the text of the rule.
pub fn fault(wording: &Wording, _: &Call, _: &HeaderMap) -> Option<Response> {
    let row = rows().into_iter().find(|row| wording.named.fits(row.code, row.status.as_u16()))?;
    let hint = wording.message.clone().map_or(Cow::Borrowed("a fault of the control API"), Cow::Owned);
    Some(ErrorReply { hint, ..row }.into_response())
}
