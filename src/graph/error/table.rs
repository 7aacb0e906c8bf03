//! The status, the codes and the text that a client reads of each error.

use std::borrow::Cow;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{challenge::Challenge, kinds::Error};
use crate::{
    http::{self, Refusal, body::BodyError},
    world::{self, UploadError},
};

/// What a client reads of an error.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ErrorReply {
    /// The status of the response.
    pub status: StatusCode,
    /// The top-level code.
    pub code: &'static str,
    /// The text for developers.
    pub message: Cow<'static, str>,
    /// The more detailed code inside.
    pub inner: Option<&'static str>,
}

impl Error {
    /// Returns what a client reads: the table.
    #[expect(clippy::too_many_lines, reason = "a table has a row for each error")]
    pub fn reply(&self) -> ErrorReply {
        let unauthenticated = |message: &'static str| {
            row(StatusCode::UNAUTHORIZED, "InvalidAuthenticationToken", message, None)
        };
        match self {
            Self::World(error) => of_world(error),
            Self::Refused(refusal) => match refusal {
                Refusal::NoToken => unauthenticated("Access token is empty."),
                Refusal::UnknownToken => unauthenticated("Access token validation failure."),
                Refusal::ExpiredToken => unauthenticated("Lifetime validation failed, the token is expired."),
                Refusal::Scope(_) => denied(),
                Refusal::Quota { .. } => throttled(),
            },
            Self::Body(BodyError::TooLarge(limit)) => row(
                StatusCode::PAYLOAD_TOO_LARGE,
                "invalidRequest",
                format!("The request body is larger than {limit} bytes."),
                Some("maxStreamSizeExceeded"),
            ),
            Self::Body(BodyError::Truncated) => invalid("The request body ended early.", None),
            Self::Body(BodyError::NoRoom(cause)) => of_world(&(*cause).into()),
            Self::Body(BodyError::Stalled) => {
                row(StatusCode::REQUEST_TIMEOUT, "invalidRequest", "The request body did not arrive.", None)
            }
            Self::Invalid(message) => invalid(*message, None),
            Self::Malformed(message) => invalid(message.clone(), None),
            Self::Gateway(message) => row(StatusCode::BAD_REQUEST, "BadRequest", message.clone(), None),
            Self::QueryOption(message) => invalid(message.clone(), Some("invalidQueryOption")),
            Self::PathTooLong => invalid("Path exceeds maximum length.", Some("pathIsTooLong")),
            Self::NoMe => invalid("/me request is only valid with delegated authentication flow.", None),
            Self::NoAlias => {
                let message = "Must be authenticated to use '/drive' syntax";
                row(StatusCode::UNAUTHORIZED, "unauthenticated", message, None)
            }
            Self::NoDirectoryObject(name) => row(
                StatusCode::NOT_FOUND,
                "Request_ResourceNotFound",
                format!(
                    "Resource '{name}' does not exist or one of its queried reference-property objects are not \
                     present."
                ),
                None,
            ),
            Self::Modified => {
                let message = "ETag does not match current item's value";
                row(StatusCode::PRECONDITION_FAILED, "resourceModified", message, None)
            }
            Self::BrokenTag => {
                let message = "ETag does not match current item's value";
                row(StatusCode::CONFLICT, "resourceModified", message, None)
            }
            Self::NoLink => {
                let message =
                    "The sharing link no longer exists, or you do not have permission to access it.";
                row(StatusCode::FORBIDDEN, "accessDenied", message, None)
            }
            Self::NoResolvedUsers => {
                let message = "One or more users could not be resolved.";
                row(StatusCode::BAD_REQUEST, "noResolvedUsers", message, None)
            }
            Self::FolderContent => {
                let message = "Content cannot be written to a folder.";
                row(StatusCode::NOT_IMPLEMENTED, "notSupported", message, None)
            }
            Self::NotSupported(message) => row(StatusCode::BAD_REQUEST, "notSupported", *message, None),
            Self::NoOperation => {
                row(StatusCode::NOT_FOUND, "operationNotFound", "The operation does not exist.", None)
            }
            Self::NoSubscription => {
                row(StatusCode::NOT_FOUND, "ResourceNotFound", "The object was not found.", None)
            }
            Self::Subscription(message) => {
                row(StatusCode::BAD_REQUEST, "ValidationError", message.clone(), None)
            }
            Self::NoRange => {
                let message = "The specified byte range is invalid or unavailable.";
                row(StatusCode::RANGE_NOT_SATISFIABLE, "invalidRange", message, None)
            }
            Self::Upload(error) => of_upload(error),
            Self::RangeTooLong => row(
                StatusCode::PAYLOAD_TOO_LARGE,
                "invalidRequest",
                "A range of an upload session must be smaller than 60 MiB.",
                Some("maxFragmentLengthExceeded"),
            ),
            Self::FileTooLarge => row(
                StatusCode::PAYLOAD_TOO_LARGE,
                "invalidRequest",
                "Max file size exceeded.",
                Some("maxFileSizeExceeded"),
            ),
            Self::Resync { .. } => {
                let message = "Resync required. Replace any local items with the server's version (including \
                               deletes) if you're sure that the service was up to date with your local changes when \
                               you last sync'd. Upload any local changes that the server doesn't know about.";
                row(StatusCode::GONE, "resyncRequired", message, Some("resyncChangesApplyDifferences"))
            }
            Self::Throttled(_) => throttled(),
            Self::Dependency => {
                let message = "The request was not carried out, as one that it depends on failed.";
                row(StatusCode::FAILED_DEPENDENCY, "failedDependency", message, None)
            }
            Self::Method => {
                let message = "The HTTP method is not allowed on this resource.";
                row(StatusCode::METHOD_NOT_ALLOWED, "notAllowed", message, None)
            }
            Self::Elsewhere(path) => row(
                StatusCode::NOT_FOUND,
                "ResourceNotFound",
                format!("There is no {path} on this host."),
                None,
            ),
            Self::NotEmulated(route) => row(
                StatusCode::NOT_IMPLEMENTED,
                "notSupported",
                format!("mockdrive does not emulate {route}."),
                None,
            ),
            Self::Bundle { operation, .. } => Self::NotEmulated(format!("{operation} of bundles")).reply(),
            Self::Locked => {
                let message = "The file is checked out by another user.";
                row(StatusCode::LOCKED, "resourceLocked", message, None)
            }
            Self::Internal => {
                let message = "An unspecified error has occurred.";
                row(StatusCode::INTERNAL_SERVER_ERROR, "generalException", message, None)
            }
        }
    }
}

/// Returns a row of the table.
fn row(
    status: StatusCode,
    code: &'static str,
    message: impl Into<Cow<'static, str>>,
    inner: Option<&'static str>,
) -> ErrorReply {
    ErrorReply { status, code, message: message.into(), inner }
}

/// Returns a row of the commonest status and code.
fn invalid(message: impl Into<Cow<'static, str>>, inner: Option<&'static str>) -> ErrorReply {
    row(StatusCode::BAD_REQUEST, "invalidRequest", message, inner)
}

/// Returns the row of everything that a limit of calls refuses.
fn throttled() -> ErrorReply {
    let message = "The app or user has been throttled.";
    row(StatusCode::TOO_MANY_REQUESTS, "activityLimitReached", message, Some("throttledRequest"))
}

/// Returns the row of what the caller may not do.
fn denied() -> ErrorReply {
    let message = "The caller doesn't have permission to perform the action.";
    row(StatusCode::FORBIDDEN, "accessDenied", message, None)
}

/// Returns the row of a refusal of the world's.
fn of_world(error: &world::Error) -> ErrorReply {
    use world::Error as W;
    match error {
        W::NotFound | W::NoDrive | W::InBin(_) | W::NotInBin(_) => {
            row(StatusCode::NOT_FOUND, "itemNotFound", "The resource could not be found.", None)
        }
        W::NoTask(_) => Error::NoOperation.reply(),
        W::Unreachable(_) | W::Disabled(_) => denied(),
        W::NotAFolder(_) => invalid("The item is not a folder.", Some("itemTypeDoesNotMatch")),
        W::NotAFile(_) => invalid("Cannot overwrite an item with the current operation", None),
        W::IsRoot(_) => invalid("The operation is not allowed on the root folder.", None),
        W::NameTaken(_) | W::AlreadyThere(_) => {
            row(StatusCode::CONFLICT, "nameAlreadyExists", "Name already exists", None)
        }
        W::InvalidName { .. } => invalid("Name contains invalid characters.", Some("invalidPath")),
        W::IntoItself(_) => invalid("An item cannot be placed inside itself.", None),
        W::OtherDrive(_) => invalid("Items cannot be moved between Drives using this request.", None),
        W::QuotaExceeded { .. } => row(
            StatusCode::INSUFFICIENT_STORAGE,
            "quotaLimitReached",
            "The user has reached their quota limit.",
            None,
        ),
        W::TooManyItems { limit } => invalid(
            format!("Operation is not allowed because the number of affected items exceeds {limit}."),
            Some("totalAffectedItemCountExceeded"),
        ),
        W::TooDeep { .. } => invalid("Folder hierarchy depth limit reached.", Some("pathTooDeep")),
        W::BadArchive | W::BadPassword | W::NotFetched(_) => invalid("The content cannot be read.", None),
        W::Injected | W::Panicked => Error::Internal.reply(),
    }
}

/// Returns the row of a refused upload in ranges.
fn of_upload(error: &UploadError) -> ErrorReply {
    match error {
        UploadError::Unknown => row(
            StatusCode::NOT_FOUND,
            "itemNotFound",
            "Upload session not found.",
            Some("uploadSessionNotFound"),
        ),
        UploadError::Overlap => row(
            StatusCode::RANGE_NOT_SATISFIABLE,
            "invalidRange",
            "Uploaded fragment overlaps with existing data.",
            Some("fragmentOverlap"),
        ),
        UploadError::OutOfOrder => row(
            StatusCode::RANGE_NOT_SATISFIABLE,
            "invalidRange",
            "Uploaded fragment is out of order.",
            Some("fragmentOutOfOrder"),
        ),
        UploadError::OtherTotal { session, declared } => row(
            StatusCode::BAD_REQUEST,
            "invalidRequest",
            format!(
                "The current upload session is for {session} total bytes, but the current fragment declares \
                 a total of {declared}."
            ),
            Some("fragmentLengthMismatch"),
        ),
        UploadError::Incomplete => row(
            StatusCode::BAD_REQUEST,
            "invalidRequest",
            "Upload session incomplete.",
            Some("uploadSessionIncomplete"),
        ),
        UploadError::Put(world::Error::NameTaken(_)) => row(
            StatusCode::CONFLICT,
            "nameAlreadyExists",
            "Another file exists with the same name as the uploaded session. You can redirect the upload \
             session to use a new filename by calling PUT with the new metadata and \
             @microsoft.graph.sourceUrl attribute.",
            None,
        ),
        UploadError::Put(error) => of_world(error),
    }
}

/// The response has no body yet: `layers/finish.rs` knows the ids of the request, and writes it.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let reply = self.reply();
        let mut response = http::with_reason(http::empty(reply.status), &self);
        if let Self::Refused(refusal) = &self
            && let Some(challenge) = Challenge::of(refusal)
        {
            response.extensions_mut().insert(challenge);
        }
        response.extensions_mut().insert(reply);
        match self {
            Self::Resync { location } => {
                if let Ok(location) = HeaderValue::try_from(location) {
                    response.headers_mut().insert(header::LOCATION, location);
                }
            }
            Self::Throttled(limit) => {
                response.headers_mut().insert(header::RETRY_AFTER, limit.reset.into());
            }
            _ => {}
        }
        response
    }
}
