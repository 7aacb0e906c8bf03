//! Every reason for which Graph refuses a request; [`table`](super::table) words them for clients.

use std::{borrow::Cow, fmt};

use super::rate_limit::RateLimit;
use crate::{
    http::{Refusal, body::BodyError},
    world::{self, NodeId, UploadError},
};

/// A refusal in Graph's terms; its `Display` is for the log.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
pub enum Error {
    /// The world refused.
    #[error(transparent)]
    World(#[from] world::Error),
    /// The credentials, scopes or daily limit were refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The body could not be read.
    #[error(transparent)]
    Body(#[from] BodyError),
    /// The request is malformed or not allowed, as a text that is always the same says.
    #[error("the request is invalid: {0}")]
    Invalid(&'static str),
    /// The body is not what is expected; the text is for developers.
    #[error("the request is malformed: {0}")]
    Malformed(String),
    /// The gateway in front of the service refuses the request, as this text says.
    #[error("the gateway refuses the request: {0}")]
    Gateway(Cow<'static, str>),
    /// A query option is unknown or cannot be read; the text is for developers.
    #[error("a query option is invalid: {0}")]
    QueryOption(String),
    /// The path is longer than the service takes.
    #[error("the path is too long")]
    PathTooLong,
    /// The token stands for an application, and `/me` needs a person.
    #[error("`/me` needs a person, and the token is an application's")]
    NoMe,
    /// Nobody is signed in, and `/drive` names nobody.
    #[error("`/drive` names nobody, and nobody is signed in")]
    NoAlias,
    /// There is no person or group of this name.
    #[error("the directory has no {0:?}")]
    NoDirectoryObject(String),
    /// The item is not what the client takes it for.
    #[error("the item is not what the client takes it for")]
    Modified,
    /// The tag of `If-Match` is not well formed.
    #[error("the tag of If-Match is not well formed")]
    BrokenTag,
    /// The sharing link opens nothing to the caller, or there is none.
    #[error("the sharing link opens nothing to the caller")]
    NoLink,
    /// A person whom the request names is nobody's name.
    #[error("a person whom the request names cannot be found")]
    NoResolvedUsers,
    /// A folder has no content that could be written.
    #[error("a folder has no content")]
    FolderContent,
    /// The service does not do this here, as the text says.
    #[error("not supported: {0}")]
    NotSupported(&'static str),
    /// There is no such copy.
    #[error("there is no such copy")]
    NoOperation,
    /// The caller has no such subscription.
    #[error("the caller has no such subscription")]
    NoSubscription,
    /// A subscription is not accepted; the text is for developers.
    #[error("the subscription is not accepted: {0}")]
    Subscription(Cow<'static, str>),
    /// The file has no such bytes.
    #[error("the file has no such bytes")]
    NoRange,
    /// An upload in ranges was refused.
    #[error(transparent)]
    Upload(UploadError),
    /// A range of an upload is longer than the service takes.
    #[error("the range is too long")]
    RangeTooLong,
    /// The file is larger than the service takes.
    #[error("the file is too large")]
    FileTooLarge,
    /// The delta token is unknown or no longer good; here the client begins anew.
    #[error("the delta token is no longer good")]
    Resync {
        /// The address without a token.
        location: String,
    },
    /// The application has used up its resource units of this minute.
    #[error("the resource units of this minute are used up")]
    Throttled(RateLimit),
    /// A request of a batch depends on one that failed.
    #[error("a request that this one depends on failed")]
    Dependency,
    /// The path has other methods.
    #[error("the path has other methods")]
    Method,
    /// The address leads to a bundle, and the operation knows items only.
    #[error("{operation} knows items only, and the address leads to the bundle {bundle:?}")]
    Bundle {
        /// The bundle.
        bundle: NodeId,
        /// The name of the operation.
        operation: &'static str,
    },
    /// The host does not have the path.
    #[error("the host does not have {0}")]
    Elsewhere(String),
    /// This is not emulated.
    #[error("mockdrive does not emulate {0}")]
    NotEmulated(String),
    /// Another person has the file checked out.
    #[error("the file is checked out by another person")]
    Locked,
    /// The server failed; the cause is in the log already.
    #[error("the server failed")]
    Internal,
}

impl Error {
    /// Logs a cause that no client is to see; returns the error that stands for it.
    pub fn internal(cause: impl fmt::Display) -> Self {
        tracing::error!(%cause, "a request failed");
        Self::Internal
    }
}

/// What the world refuses of a finished upload is its own refusal; a taken name has a row for uploads.
impl From<UploadError> for Error {
    fn from(error: UploadError) -> Self {
        match error {
            UploadError::Put(error) if !matches!(error, world::Error::NameTaken(_)) => Self::World(error),
            error => Self::Upload(error),
        }
    }
}
