//! Graph's errors: one enum, one table.
//!
//! See <https://learn.microsoft.com/en-us/graph/errors>.

use std::fmt;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{challenge::Challenge, rate_limit::RateLimit};
use crate::{
    http::{self, Refusal, body::BodyError},
    world::{self, UploadError},
};

/// A refusal in Graph's terms.
#[derive(Clone, PartialEq, Debug)]
pub enum Error {
    /// The world refused.
    World(world::Error),
    /// The credentials, scopes or quota were refused.
    Refused(Refusal),
    /// The body could not be read.
    Body(BodyError),
    /// Malformed or not allowed, with the text that says so.
    Invalid(&'static str),
    /// The body is not what is expected; the text is for developers.
    Malformed(String),
    /// A query option is unknown or cannot be read; the text is for developers.
    QueryOption(String),
    /// The path is longer than the service takes.
    PathTooLong,
    /// The token stands for an application, and `/me` needs a person.
    NoMe,
    /// Nobody is signed in, and `/drive` names nobody.
    NoAlias,
    /// There is no person or group of this name.
    NoDirectoryObject(String),
    /// The item is not what the client takes it for.
    Modified,
    /// The service does not do this here, with the text that says so.
    NotSupported(&'static str),
    /// There is no such copy.
    NoOperation,
    /// There is no such subscription of the caller's.
    NoSubscription,
    /// A subscription is not taken; the text is for developers.
    Subscription(String),
    /// The file has no such bytes.
    NoRange,
    /// An upload in ranges was refused.
    Upload(UploadError),
    /// A range of an upload is longer than the service takes.
    RangeTooLong,
    /// The file is larger than the service takes.
    FileTooLarge,
    /// The delta token is unknown or no longer good; here the client begins anew.
    Resync {
        /// The address without a token.
        location: String,
    },
    /// The application has used up its resource units of this minute.
    Throttled(RateLimit),
    /// A request of a batch waited for one that failed.
    Dependency,
    /// The method is not served on this path.
    Method,
    /// This route is not emulated.
    NotServed(String),
    /// Somebody else has the file checked out.
    Locked,
    /// Something panicked.
    Internal,
}

impl From<world::Error> for Error {
    fn from(error: world::Error) -> Self {
        Self::World(error)
    }
}

impl From<UploadError> for Error {
    fn from(error: UploadError) -> Self {
        match error {
            UploadError::Put(error) if !matches!(error, world::Error::NameTaken(_)) => Self::World(error),
            error => Self::Upload(error),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<BodyError> for Error {
    fn from(error: BodyError) -> Self {
        Self::Body(error)
    }
}

/// What a client reads of an error.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ErrorReply {
    /// The status of the answer.
    pub status: StatusCode,
    /// The top-level code.
    pub code: &'static str,
    /// The text for developers.
    pub message: String,
    /// The more detailed code inside.
    pub inner: Option<&'static str>,
}

impl Error {
    /// Logs a cause that no client is to see; returns the error that stands for it.
    pub fn internal(cause: impl fmt::Display) -> Self {
        tracing::error!(%cause, "a request failed");
        Self::Internal
    }

    /// Returns what a client reads: the table.
    #[expect(clippy::too_many_lines, reason = "a table has a row for each error")]
    pub fn reply(&self) -> ErrorReply {
        let unauthenticated =
            |message: &str| row(StatusCode::UNAUTHORIZED, "InvalidAuthenticationToken", message, None);
        match self {
            Self::World(error) => of_world(error),
            Self::Refused(refusal) => match refusal {
                Refusal::NoToken => unauthenticated("Access token is empty."),
                Refusal::UnknownToken => unauthenticated("Access token validation failure."),
                Refusal::ExpiredToken => unauthenticated("Lifetime validation failed, the token is expired."),
                Refusal::Scope(_) => denied(),
                Refusal::Quota { .. } => {
                    let message = "The app or user has been throttled.";
                    row(
                        StatusCode::TOO_MANY_REQUESTS,
                        "activityLimitReached",
                        message,
                        Some("throttledRequest"),
                    )
                }
            },
            Self::Body(BodyError::TooLarge(limit)) => row(
                StatusCode::PAYLOAD_TOO_LARGE,
                "invalidRequest",
                &format!("The request body is larger than {limit} bytes."),
                Some("maxStreamSizeExceeded"),
            ),
            Self::Body(BodyError::Truncated) => invalid("The request body ended early.", None),
            Self::Body(BodyError::Stalled) => {
                row(StatusCode::REQUEST_TIMEOUT, "invalidRequest", "The request body did not arrive.", None)
            }
            Self::Invalid(message) => invalid(message, None),
            Self::Malformed(message) => invalid(message, None),
            Self::QueryOption(message) => invalid(message, Some("invalidQueryOption")),
            Self::PathTooLong => invalid("Path exceeds maximum length.", Some("pathIsTooLong")),
            Self::NoMe => invalid("/me request is only valid with delegated authentication flow.", None),
            Self::NoAlias => {
                let message = "Must be authenticated to use '/drive' syntax";
                row(StatusCode::UNAUTHORIZED, "unauthenticated", message, None)
            }
            Self::NoDirectoryObject(name) => row(
                StatusCode::NOT_FOUND,
                "Request_ResourceNotFound",
                &format!(
                    "Resource '{name}' does not exist or one of its queried reference-property objects are not \
                     present."
                ),
                None,
            ),
            Self::Modified => {
                let message = "ETag does not match current item's value";
                row(StatusCode::PRECONDITION_FAILED, "resourceModified", message, None)
            }
            Self::NotSupported(message) => row(StatusCode::BAD_REQUEST, "notSupported", message, None),
            Self::NoOperation => {
                row(StatusCode::NOT_FOUND, "operationNotFound", "The operation does not exist.", None)
            }
            Self::NoSubscription => {
                row(StatusCode::NOT_FOUND, "ResourceNotFound", "The object was not found.", None)
            }
            Self::Subscription(message) => row(StatusCode::BAD_REQUEST, "ValidationError", message, None),
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
            Self::Throttled(_) => {
                let message = "The app or user has been throttled.";
                row(StatusCode::TOO_MANY_REQUESTS, "activityLimitReached", message, Some("throttledRequest"))
            }
            Self::Dependency => {
                let message = "The request was not carried out, as one that it depends on failed.";
                row(StatusCode::FAILED_DEPENDENCY, "failedDependency", message, None)
            }
            Self::Method => {
                let message = "The HTTP method is not allowed on this resource.";
                row(StatusCode::METHOD_NOT_ALLOWED, "notAllowed", message, None)
            }
            Self::NotServed(route) => row(
                StatusCode::NOT_IMPLEMENTED,
                "notSupported",
                &format!("mockdrive does not emulate {route}."),
                None,
            ),
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

/// One row of the table.
fn row(status: StatusCode, code: &'static str, message: &str, inner: Option<&'static str>) -> ErrorReply {
    ErrorReply { status, code, message: message.into(), inner }
}

fn invalid(message: &str, inner: Option<&'static str>) -> ErrorReply {
    row(StatusCode::BAD_REQUEST, "invalidRequest", message, inner)
}

fn denied() -> ErrorReply {
    let message = "The caller doesn't have permission to perform the action.";
    row(StatusCode::FORBIDDEN, "accessDenied", message, None)
}

/// The part of the table that tells of the world's refusals.
fn of_world(error: &world::Error) -> ErrorReply {
    use world::Error as W;
    match error {
        W::NotFound | W::NoDrive | W::InBin(_) | W::NotInBin(_) => {
            row(StatusCode::NOT_FOUND, "itemNotFound", "The resource could not be found.", None)
        }
        W::NoTask(_) => Error::NoOperation.reply(),
        W::Unreachable(_) => denied(),
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
            &format!("Operation is not allowed because the number of affected items exceeds {limit}."),
            Some("totalAffectedItemCountExceeded"),
        ),
        W::TooDeep { .. } => invalid("Folder hierarchy depth limit reached.", Some("pathTooDeep")),
        W::BadArchive | W::BadPassword | W::NotFetched(_) => invalid("The content cannot be read.", None),
        W::Injected | W::Panicked => {
            let message = "An unspecified error has occurred.";
            row(StatusCode::INTERNAL_SERVER_ERROR, "generalException", message, None)
        }
    }
}

/// The part of the table that tells of uploads in ranges.
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
            &format!(
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
        UploadError::Put(error) => Error::World(error.clone()).reply(),
    }
}

/// The body is written by `layers/finish.rs`, which knows the ids of the request.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let reply = self.reply();
        let mut response = http::empty(reply.status);
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
