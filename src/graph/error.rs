//! Graph's errors: one enum, one table.
//!
//! See <https://learn.microsoft.com/en-us/graph/errors>.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::throttle::RateLimit;
use crate::{
    http::{self, Refusal, body::BodyError},
    world,
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
    /// There is no such copy.
    NoOperation,
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
    /// Something panicked.
    Internal,
}

impl From<world::Error> for Error {
    fn from(error: world::Error) -> Self {
        Self::World(error)
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
pub struct Told {
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
    /// The table.
    #[expect(clippy::too_many_lines, reason = "a table has a row for each error")]
    pub fn told(&self) -> Told {
        use world::Error as W;
        let told = |status, code, message: &str, inner| Told { status, code, message: message.into(), inner };
        let invalid = |message: &str, inner| told(StatusCode::BAD_REQUEST, "invalidRequest", message, inner);
        let not_found =
            || told(StatusCode::NOT_FOUND, "itemNotFound", "The resource could not be found.", None);
        let denied = || {
            let message = "The caller doesn't have permission to perform the action.";
            told(StatusCode::FORBIDDEN, "accessDenied", message, None)
        };
        let unauthenticated =
            |message: &str| told(StatusCode::UNAUTHORIZED, "InvalidAuthenticationToken", message, None);
        match self {
            Self::World(error) => match error {
                W::NotFound | W::NoDrive | W::InBin(_) | W::NotInBin(_) => not_found(),
                W::NoTask(_) => Self::NoOperation.told(),
                W::Unreachable(_) => denied(),
                W::NotAFolder(_) => invalid("The item is not a folder.", Some("itemTypeDoesNotMatch")),
                W::NotAFile(_) => invalid("Cannot overwrite an item with the current operation", None),
                W::IsRoot(_) => invalid("The operation is not allowed on the root folder.", None),
                W::NameTaken(_) | W::AlreadyThere(_) => {
                    told(StatusCode::CONFLICT, "nameAlreadyExists", "Name already exists", None)
                }
                W::InvalidName { .. } => invalid("Name contains invalid characters.", Some("invalidPath")),
                W::IntoItself(_) => invalid("An item cannot be placed inside itself.", None),
                W::OtherDrive(_) => invalid("Items cannot be moved between Drives using this request.", None),
                W::QuotaExceeded { .. } => told(
                    StatusCode::INSUFFICIENT_STORAGE,
                    "quotaLimitReached",
                    "The user has reached their quota limit.",
                    None,
                ),
                W::TooManyItems { limit } => invalid(
                    &format!(
                        "Operation is not allowed because the number of affected items exceeds {limit}."
                    ),
                    Some("totalAffectedItemCountExceeded"),
                ),
                W::TooDeep { .. } => invalid("Folder hierarchy depth limit reached.", Some("pathTooDeep")),
                W::BadArchive | W::BadPassword => invalid("The content cannot be read.", None),
                W::Injected => {
                    let message = "An unspecified error has occurred.";
                    told(StatusCode::INTERNAL_SERVER_ERROR, "generalException", message, None)
                }
            },
            Self::Refused(refusal) => match refusal {
                Refusal::NoToken => unauthenticated("Access token is empty."),
                Refusal::UnknownToken => unauthenticated("Access token validation failure."),
                Refusal::ExpiredToken => unauthenticated("Lifetime validation failed, the token is expired."),
                Refusal::Scope(_) => denied(),
                Refusal::Quota { .. } => {
                    let message = "The app or user has been throttled.";
                    told(
                        StatusCode::TOO_MANY_REQUESTS,
                        "activityLimitReached",
                        message,
                        Some("throttledRequest"),
                    )
                }
            },
            Self::Body(BodyError::TooLarge(limit)) => told(
                StatusCode::PAYLOAD_TOO_LARGE,
                "invalidRequest",
                &format!("The request body is larger than {limit} bytes."),
                Some("maxStreamSizeExceeded"),
            ),
            Self::Body(BodyError::Truncated) => invalid("The request body ended early.", None),
            Self::Body(BodyError::Stalled) => {
                told(StatusCode::REQUEST_TIMEOUT, "invalidRequest", "The request body did not arrive.", None)
            }
            Self::Invalid(message) => invalid(message, None),
            Self::Malformed(message) => invalid(message, None),
            Self::QueryOption(message) => invalid(message, Some("invalidQueryOption")),
            Self::PathTooLong => invalid("Path exceeds maximum length.", Some("pathIsTooLong")),
            Self::NoMe => invalid("/me request is only valid with delegated authentication flow.", None),
            Self::NoOperation => {
                told(StatusCode::NOT_FOUND, "operationNotFound", "The operation does not exist.", None)
            }
            Self::Resync { .. } => {
                let message = "Resync required. Replace any local items with the server's version (including \
                               deletes) if you're sure that the service was up to date with your local changes when \
                               you last sync'd. Upload any local changes that the server doesn't know about.";
                told(StatusCode::GONE, "resyncRequired", message, Some("resyncChangesApplyDifferences"))
            }
            Self::Throttled(_) => {
                let message = "The app or user has been throttled.";
                told(StatusCode::TOO_MANY_REQUESTS, "activityLimitReached", message, Some("throttledRequest"))
            }
            Self::Dependency => {
                let message = "The request was not carried out, as one that it depends on failed.";
                told(StatusCode::FAILED_DEPENDENCY, "failedDependency", message, None)
            }
            Self::Method => {
                let message = "The HTTP method is not allowed on this resource.";
                told(StatusCode::METHOD_NOT_ALLOWED, "notAllowed", message, None)
            }
            Self::NotServed(route) => told(
                StatusCode::NOT_IMPLEMENTED,
                "notSupported",
                &format!("mockdrive does not emulate {route}."),
                None,
            ),
            Self::Internal => {
                let message = "An unspecified error has occurred.";
                told(StatusCode::INTERNAL_SERVER_ERROR, "generalException", message, None)
            }
        }
    }
}

/// The body is written by [`super::finish`], which knows the ids of the request.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let told = self.told();
        let mut response = http::empty(told.status);
        response.extensions_mut().insert(told);
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
