//! Faults in Graph's words: the errors of its table, and documented ones that nothing here causes.

use axum::{
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};

use super::{
    error::{Error, ErrorReply},
    identity,
    items::delta,
};
use crate::{
    http::{Call, LinkBase, Refusal, body::BodyError},
    sandbox::{KnownError, faults::Wording},
    world::{self, Api, UploadError},
};

/// Documented errors that nothing here causes: status, code, inner code, text.
///
/// See <https://learn.microsoft.com/en-us/graph/errors>; `TooManyRequests` is that of the page on throttling, and
/// `UnknownError` is what its gateway says of services that do not respond.
const OTHERS: [(u16, &str, Option<&str>, &str); 18] = [
    (
        503,
        "serviceNotAvailable",
        None,
        "The service is not available. Try the request again after a delay. There may be a Retry-After header.",
    ),
    (503, "serviceNotAvailable", Some("serviceReadOnly"), "Resource is temporarily read-only."),
    (429, "TooManyRequests", None, "Please retry again later."),
    (401, "unauthenticated", None, "The caller is not authenticated."),
    (402, "invalidRequest", None, "The payment requirements for the API have not been met."),
    (403, "malwareDetected", Some("virusSuspicious"), "Malware was detected in the requested resource."),
    (403, "accessDenied", Some("accessRestricted"), "Access restricted to the item's owner."),
    (406, "invalidRequest", Some("invalidAcceptType"), "Invalid accept type."),
    (
        410,
        "syncStateNotFound",
        None,
        "The sync state generation is not found. The delta token is expired and data must be synchronized again.",
    ),
    (411, "invalidRequest", None, "A Content-Length header is required on the request."),
    (
        415,
        "invalidRequest",
        None,
        "The content type of the request is a format that is not supported by the service.",
    ),
    (422, "invalidRequest", None, "The request is malformed or incorrect."),
    (423, "notAllowed", Some("lockMismatch"), "Lock token does not match existing lock."),
    (
        500,
        "generalException",
        Some("cannotSnapshotTree"),
        "Failed to get a consistent delta snapshot. Try again later.",
    ),
    (500, "generalException", Some("uploadSessionFailed"), "Upload session failed."),
    (502, "UnknownError", None, ""),
    (504, "UnknownError", None, ""),
    (
        509,
        "activityLimitReached",
        None,
        "The app has been throttled for exceeding the maximum bandwidth cap.",
    ),
];

/// Returns all errors; of a code or a status that several have, the first one is meant.
fn errors() -> Vec<Error> {
    let errors = [
        Error::Invalid("The request is malformed or incorrect."),
        Error::Refused(Refusal::ExpiredToken),
        Error::Refused(Refusal::Scope(&[])),
        Error::World(world::Error::NotFound),
        Error::World(world::Error::NameTaken([].into())),
        Error::Refused(Refusal::Quota { limit: 0, resets: world::Timestamp::default() }),
        Error::Internal,
        Error::Modified,
        Error::Locked,
        Error::FileTooLarge,
        Error::RangeTooLong,
        Error::Body(BodyError::TooLarge(0)),
        Error::Body(BodyError::Stalled),
        Error::Gateway("".into()),
        Error::QueryOption("Invalid query option.".into()),
        Error::PathTooLong,
        Error::NoDirectoryObject(String::new()),
        Error::NoResolvedUsers,
        Error::NotSupported("The request is not supported by the system."),
        Error::NoOperation,
        Error::NoSubscription,
        Error::Subscription("".into()),
        Error::NoRange,
        Error::Resync { location: String::new() },
        Error::Dependency,
        Error::Method,
        Error::NotEmulated("this".into()),
    ];
    let of_uploads = [
        UploadError::Unknown,
        UploadError::Overlap,
        UploadError::OutOfOrder,
        UploadError::OtherTotal { session: 0, declared: 0 },
        UploadError::Incomplete,
    ];
    let uploads = of_uploads.map(Error::Upload);
    errors.into_iter().chain(uploads).chain(world::Error::examples().map(Error::World)).collect()
}

fn others() -> impl Iterator<Item = ErrorReply> {
    OTHERS.into_iter().filter_map(|(status, code, inner, message)| {
        let status = StatusCode::from_u16(status).ok()?;
        Some(ErrorReply { status, code, message: message.into(), inner })
    })
}

/// Returns the errors that a fault can be, by their codes and by those inside.
pub fn fault_codes() -> Vec<KnownError> {
    let known = |row: ErrorReply| {
        let codes = [Some(row.code), row.inner].into_iter().flatten();
        codes.map(|code| KnownError::new(Api::Graph, &code, row.status.as_u16())).collect::<Vec<_>>()
    };
    let replies = errors().into_iter().map(|error| error.reply()).chain(others());
    replies.flat_map(known).chain(identity::fault_codes()).collect()
}

/// Returns the code with which an item of a task fails.
pub fn task_fault_code(error: world::Error) -> String {
    Error::World(error).reply().code.to_owned()
}

/// Words a fault; the layers write its body.
pub fn fault(wording: &Wording, call: &Call, headers: &HeaderMap) -> Option<Response> {
    if identity::owns(call.path()) {
        return identity::fault(wording, call);
    }
    // A code stands for itself before it stands for what it is inside of.
    let is_meant = |row: &ErrorReply, inside: bool| {
        let code = if inside { row.inner } else { Some(row.code) };
        code.is_some_and(|code| wording.named.fits(code, row.status.as_u16()))
    };
    let find = |inside: bool| {
        let error = errors().into_iter().find(|error| is_meant(&error.reply(), inside));
        error.map(|error| of_table(error, call, headers)).or_else(|| {
            let row = others().find(|row| is_meant(row, inside))?;
            let mut response = crate::http::empty(row.status);
            response.extensions_mut().insert(row);
            Some(response)
        })
    };
    let mut response = find(false).or_else(|| find(true))?;
    if let (Some(message), Some(row)) = (&wording.message, response.extensions_mut().get_mut::<ErrorReply>())
    {
        row.message = message.clone().into();
    }
    Some(response)
}

fn of_table(error: Error, call: &Call, headers: &HeaderMap) -> Response {
    match error {
        Error::Resync { .. } => {
            let location = delta::link(call, &LinkBase::of(call, headers), None);
            Error::Resync { location }.into_response()
        }
        error => error.into_response(),
    }
}
