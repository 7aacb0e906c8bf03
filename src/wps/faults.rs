//! Faults in the words of WPS: the errors of its tables, those that nothing here causes as well.

use axum::{
    http::HeaderMap,
    response::{IntoResponse, Response},
};

use super::error::{DriveNameError, Error, ErrorReply, OauthError};
use crate::{
    http::{Call, Refusal, body::BodyError},
    sandbox::{KnownError, faults::Wording},
    world::{self, Api, Mismatch, UploadError},
};

/// The codes and texts of the vendor's tables, one a line.
const TABLE: &str = include_str!("faults.txt");

/// Returns the rows of all errors; of a code or a status that several have, the first one is meant.
fn rows() -> Vec<ErrorReply> {
    let errors = [
        Error::Malformed("".into()),
        Error::Refused(Refusal::ExpiredToken),
        Error::Forbidden("".into()),
        Error::NoParts,
        Error::Refused(Refusal::Quota { limit: 0, resets: world::Timestamp::default() }),
        Error::Merging,
        Error::Panicked,
        Error::Value("".into()),
        Error::NotSupported("".into()),
        Error::Body(BodyError::TooLarge(0)),
        Error::Body(BodyError::Truncated),
        Error::ContentType(String::new()),
        Error::NoResource { kind: "resource", id: String::new() },
        Error::Exists { kind: "resource", name: String::new() },
        Error::EmptyList("list"),
        Error::NoUser("".into()),
        Error::NoCompany("".into()),
        Error::NotInCompany,
        Error::NoLink(String::new()),
        Error::Mismatch(Mismatch::Size),
        Error::Mismatch(Mismatch::Digest),
        Error::Upload(UploadError::Incomplete),
        Error::DriveName(DriveNameError::Empty),
        Error::NoRange,
        Error::NoRoute(String::new()),
        Error::Method,
        Error::NotEmulated(String::new()),
    ];
    let oauth = [
        OauthError::InvalidRequest,
        OauthError::InvalidScope,
        OauthError::Pending,
        OauthError::UnsupportedResponseType,
        OauthError::InvalidClient,
        OauthError::InvalidGrant,
        OauthError::UnsupportedGrantType,
        OauthError::AccessDenied,
    ]
    .map(|error| Error::Oauth(error, "".into()));
    let worlds = world::Error::examples().map(Error::World);
    let of_table = TABLE.lines().filter_map(|line| {
        let (code, msg) = line.split_once(' ')?;
        Some(ErrorReply::new(code.parse().ok()?, msg))
    });
    errors.into_iter().chain(worlds).chain(oauth).map(|error| error.reply()).chain(of_table).collect()
}

/// Returns the errors that a fault can be.
pub fn fault_codes() -> Vec<KnownError> {
    let known = |row: ErrorReply| KnownError::new(Api::Wps, &row.code, row.status().as_u16());
    rows().into_iter().map(known).collect()
}

/// Returns the code with which an item of a task fails.
pub fn task_fault_code(error: world::Error) -> String {
    Error::World(error).reply().code.to_string()
}

/// Words a fault; the layers put it into the envelope of the dialect.
pub fn fault(wording: &Wording, _: &Call, _: &HeaderMap) -> Option<Response> {
    let row = rows().into_iter().find(|row| wording.named.fits(row.code, row.status().as_u16()))?;
    let msg = wording.message.clone().map_or(row.msg, Into::into);
    Some(ErrorReply { msg, detail: "A fault of the control API.".into(), ..row }.into_response())
}
