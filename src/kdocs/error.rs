//! KDocs' errors: one enum, one table.
//!
//! KDocs' own table is not known: a code that the table of its sibling has is ours too, and one whose third digit is 9
//! is of our making (reference 5.3).

use std::borrow::Cow;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use thiserror::Error;

use super::{auth::wps2::SignatureError, wire::Failure};
use crate::{
    http::{self, Refusal, body::BodyError, date},
    world,
};

/// A refusal in KDocs' terms.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Error {
    /// The world refused.
    #[error("the world refused: {0:?}")]
    World(world::Error),
    /// The token, its scopes or the daily limit were refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The signature was refused.
    #[error(transparent)]
    Signature(#[from] SignatureError),
    /// The body could not be read.
    #[error("the body could not be read: {0:?}")]
    Body(BodyError),
    /// The body is not what is expected; the text is for developers.
    #[error("the request is invalid: {0}")]
    Invalid(Cow<'static, str>),
    /// The caller has no item of this id.
    #[error("the caller has no item {0}")]
    NoFile(String),
    /// No share link has this id, or the document is not shared.
    #[error("there is no link {0}")]
    NoLink(String),
    /// The name is taken, and the call does not vary it.
    #[error("the name {0} is taken")]
    NameConflict(String),
    /// The document lives online only and has no content to download.
    #[error("{0} is an online document")]
    OnlineFile(String),
    /// The file is longer than this many bytes.
    #[error("the file is longer than {0} bytes")]
    FileTooLarge(u64),
    /// An address could not be fetched; the text says which and why.
    #[error("the download failed: {0}")]
    DownloadFailed(Cow<'static, str>),
    /// More downloads are under way than the server carries out at once.
    #[error("too many tasks are under way")]
    TooManyTasks,
    /// The caller has no right to change the share.
    #[error("permission denied: {0}")]
    PermissionDenied(Cow<'static, str>),
    /// The document has as many webhooks as it may have.
    #[error("the document has {0} webhooks")]
    TooManyWebhooks(u64),
    /// The authorization code is unknown, used or expired.
    #[error("the authorization code is not good")]
    AuthCode,
    /// No application has this id.
    #[error("there is no application {0}")]
    NoApp(String),
    /// The key is not that of the application.
    #[error("the key of the application is wrong")]
    AppKey,
    /// The refresh token is unknown or expired.
    #[error("the refresh token is not good")]
    RefreshToken,
    /// The address is none of those that the application may be led back to.
    #[error("the redirect address {0} is not registered")]
    RedirectUri(String),
    /// The request asks for a scope that does not exist.
    #[error("there is no scope {0}")]
    NoScope(String),
    /// The request asks for another response than a code.
    #[error("the response type {0} is unknown")]
    ResponseType(String),
    /// The caller has no task of this id.
    #[error("the caller has no task {0}")]
    NoTask(String),
    /// The call names more ids than one call may.
    #[error("{given} ids are more than {most}")]
    TooMany {
        /// How many it names.
        given: usize,
        /// The most that it may name.
        most: usize,
    },
    /// The items do not lie in one directory.
    #[error("the items do not lie in one directory")]
    NotSameDirectory,
    /// A range of a file was asked for that it does not have.
    #[error("the file has no such range")]
    NoRange,
    /// The vendor has no such route.
    #[error("there is no route {0}")]
    NoRoute(String),
    /// The path exists, the method does not.
    #[error("the path has other methods")]
    Method,
    /// This route is documented and not emulated yet.
    #[error("{0} is not emulated yet")]
    NotEmulated(String),
    /// A handler panicked; the log says where.
    #[error("a handler panicked")]
    Panicked,
}

impl From<world::Error> for Error {
    fn from(error: world::Error) -> Self {
        Self::World(error)
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
    /// The status of the response.
    pub status: StatusCode,
    /// The code.
    pub code: u32,
    /// The name of the error.
    pub message: &'static str,
    /// The text for developers.
    pub hint: Cow<'static, str>,
}

fn reply(
    status: StatusCode,
    code: u32,
    message: &'static str,
    hint: impl Into<Cow<'static, str>>,
) -> ErrorReply {
    ErrorReply { status, code, message, hint: hint.into() }
}

fn no_file(hint: impl Into<Cow<'static, str>>) -> ErrorReply {
    reply(StatusCode::NOT_FOUND, 30012, "FileNotExists", hint)
}

fn no_task(hint: impl Into<Cow<'static, str>>) -> ErrorReply {
    reply(StatusCode::NOT_FOUND, 10902, "TaskNotExist", hint)
}

fn invalid(hint: impl Into<Cow<'static, str>>) -> ErrorReply {
    reply(StatusCode::BAD_REQUEST, 10001, "InvalidArgument", hint)
}

fn name_conflict(hint: impl Into<Cow<'static, str>>) -> ErrorReply {
    reply(StatusCode::CONFLICT, 30015, "FileNameConflict", hint)
}

fn download_failed(hint: impl Into<Cow<'static, str>>) -> ErrorReply {
    reply(StatusCode::BAD_REQUEST, 30009, "DownloadFail", hint)
}

fn parent(hint: &'static str) -> ErrorReply {
    reply(StatusCode::BAD_REQUEST, 30906, "InvalidParent", hint)
}

fn internal(hint: &'static str) -> ErrorReply {
    reply(StatusCode::INTERNAL_SERVER_ERROR, 30004, "InternalError", hint)
}

impl Error {
    /// Returns what a client reads: the table of all errors.
    pub fn reply(&self) -> ErrorReply {
        match self {
            Self::World(error) => of_world(error),
            Self::Refused(refusal) => of_refusal(refusal),
            Self::Signature(error) => of_signature(error),
            Self::Body(BodyError::TooLarge(limit)) => {
                let hint = format!("the body is larger than {limit} bytes");
                ErrorReply { status: StatusCode::PAYLOAD_TOO_LARGE, ..invalid(hint) }
            }
            Self::Body(BodyError::Truncated) => invalid("the body ended early"),
            Self::Body(BodyError::NoRoom(cause)) => of_world(&(*cause).into()),
            Self::Body(BodyError::Stalled) => {
                ErrorReply { status: StatusCode::REQUEST_TIMEOUT, ..invalid("the body did not arrive") }
            }
            Self::Invalid(hint) => invalid(hint.clone()),
            Self::NoFile(id) => no_file(id.clone()),
            Self::NoTask(id) => no_task(id.clone()),
            Self::NoLink(id) => reply(StatusCode::NOT_FOUND, 30014, "LinkNotExists", id.clone()),
            Self::NameConflict(name) => name_conflict(name.clone()),
            Self::OnlineFile(id) => {
                let hint = format!("{id} is an online document and cannot be downloaded");
                reply(StatusCode::BAD_REQUEST, 30006, "OnlineFileType", hint)
            }
            Self::FileTooLarge(limit) => {
                let hint = format!("a file has at most {limit} bytes");
                reply(StatusCode::BAD_REQUEST, 30008, "FileSizeLimited", hint)
            }
            Self::DownloadFailed(hint) => download_failed(hint.clone()),
            Self::TooManyTasks => {
                let hint = "too many downloads are under way";
                reply(StatusCode::TOO_MANY_REQUESTS, 30010, "TooManyTask", hint)
            }
            Self::PermissionDenied(hint) => {
                reply(StatusCode::FORBIDDEN, 10003, "PermissionDenied", hint.clone())
            }
            Self::TooManyWebhooks(most) => {
                let hint = format!("a document has at most {most} webhooks");
                reply(StatusCode::BAD_REQUEST, 30016, "TooManyWebhooks", hint)
            }
            Self::AuthCode => {
                let hint = "code is invalid or expired";
                reply(StatusCode::BAD_REQUEST, 20001, "AuthCodeInvalid", hint)
            }
            Self::NoApp(id) => {
                let hint = format!("expect the app_id of a known app, actual: {id}");
                reply(StatusCode::UNAUTHORIZED, 20002, "AppNotExist", hint)
            }
            Self::AppKey => {
                let hint = "app_key is not the key of the app";
                reply(StatusCode::UNAUTHORIZED, 20902, "AppKeyInvalid", hint)
            }
            Self::RefreshToken => {
                let hint = "refresh_token is invalid or expired";
                reply(StatusCode::UNAUTHORIZED, 20901, "RefreshTokenInvalid", hint)
            }
            Self::RedirectUri(address) => {
                reply(StatusCode::BAD_REQUEST, 20004, "InvalidRedirectUri", address.clone())
            }
            Self::NoScope(scope) => reply(StatusCode::BAD_REQUEST, 20003, "InvalidScope", scope.clone()),
            Self::ResponseType(given) => {
                reply(StatusCode::BAD_REQUEST, 20005, "InvalidResponseType", given.clone())
            }
            Self::TooMany { given, most } => {
                let hint = format!("{given} ids: one call takes at most {most}");
                reply(StatusCode::BAD_REQUEST, 30905, "TooManyFiles", hint)
            }
            Self::NotSameDirectory => {
                let hint = "all files of one call must lie in the same directory";
                reply(StatusCode::BAD_REQUEST, 30907, "NotSameDirectory", hint)
            }
            Self::NoRange => {
                let hint = "the file has no such range";
                ErrorReply { status: StatusCode::RANGE_NOT_SATISFIABLE, ..invalid(hint) }
            }
            Self::NoRoute(route) => reply(StatusCode::NOT_FOUND, 30909, "ApiNotExist", route.clone()),
            Self::Method => {
                let hint = "the path exists, the method does not";
                reply(StatusCode::METHOD_NOT_ALLOWED, 30911, "MethodNotAllowed", hint)
            }
            Self::NotEmulated(route) => {
                let hint = format!("mockdrive does not emulate {route} yet");
                reply(StatusCode::NOT_IMPLEMENTED, 30005, "NoImpl", hint)
            }
            Self::Panicked => internal("the mock panicked; its log says where"),
        }
    }
}

fn of_world(error: &world::Error) -> ErrorReply {
    use world::Error as W;
    match error {
        // Another one's file is as unknown as none, and so is one in the recycle bin.
        W::NotFound | W::InBin(_) | W::NotInBin(_) | W::NoDrive | W::Unreachable(_) | W::Disabled(_) => {
            no_file("")
        }
        W::NoTask(_) => no_task(""),
        W::NotAFolder(_) => parent("the target is not a directory"),
        W::NotAFile(_) => invalid("a file is needed here and this is a directory"),
        W::IsRoot(_) => invalid("this cannot be done to the topmost directory"),
        W::NameTaken(_) => name_conflict("the name is taken"),
        W::InvalidName { .. } => invalid("no file can have this name"),
        W::IntoItself(_) => parent("a directory cannot be moved into itself"),
        W::AlreadyThere(_) => parent("the target is the directory that the files lie in"),
        W::OtherDrive(_) => parent("the target lies in another drive"),
        W::QuotaExceeded { needed, left } => {
            let hint = format!("{needed} bytes are needed and {left} are left");
            reply(StatusCode::FORBIDDEN, 10903, "SpaceNotEnough", hint)
        }
        W::TooManyItems { limit } => invalid(format!("more than {limit} items")),
        W::TooDeep { limit } => invalid(format!("a directory would lie deeper than {limit} levels")),
        W::BadArchive | W::BadPassword => invalid("the file is not an archive that can be read"),
        W::NotFetched(why) => download_failed(why.to_string()),
        W::Injected | W::Panicked => internal("the control API ended the task"),
    }
}

fn of_refusal(refusal: &Refusal) -> ErrorReply {
    let token = |hint| reply(StatusCode::UNAUTHORIZED, 20007, "AccessTokenInvalid", hint);
    match refusal {
        Refusal::NoToken => token("access_token is required"),
        Refusal::UnknownToken | Refusal::ExpiredToken => token("access_token is invalid or expired"),
        Refusal::Scope(scopes) => reply(StatusCode::FORBIDDEN, 20003, "InvalidScope", scopes.join(" or ")),
        Refusal::Quota { limit, resets } => {
            let at = resets.civil(http::QUOTA_DAY_OFFSET).strftime("%Y-%m-%dT%H:%M:%S+08:00");
            let hint = format!("the quota of {limit} calls a day is used up until {at}");
            reply(StatusCode::TOO_MANY_REQUESTS, 30002, "RateLimiter", hint)
        }
    }
}

fn of_signature(error: &SignatureError) -> ErrorReply {
    let unsigned = |hint| reply(StatusCode::UNAUTHORIZED, 30003, "InvalidSignature", hint);
    match error {
        SignatureError::Missing(name) => unsigned(format!(
            "the header {name} is required. expect: Date, Content-Md5, Content-Type and \
             Authorization: WPS-2:{{app_id}}:{{signature}}"
        )),
        SignatureError::Malformed => unsigned("Authorization: expect WPS-2:{app_id}:{signature}".into()),
        SignatureError::UnknownApp(id) => {
            let hint = format!("expect the app_id of a known app, actual: {id}");
            reply(StatusCode::UNAUTHORIZED, 20002, "AppNotExist", hint)
        }
        SignatureError::Date { given, now, skew } => {
            let within = skew.map(|skew| format!(" within {} s of {}", skew.as_secs(), date::http(*now)));
            let within = within.unwrap_or_default();
            let hint = format!(
                "not a valid datetime or too skewed. expect: an RFC 1123 date{within}, actual: {given}"
            );
            reply(StatusCode::UNAUTHORIZED, 30901, "InvalidDate", hint)
        }
        SignatureError::ContentMd5 { expected, actual } => {
            let hint = format!("Content-Md5 not match. expect: {expected}, actual: {actual}");
            reply(StatusCode::UNAUTHORIZED, 30902, "InvalidContentMd5", hint)
        }
        SignatureError::Signature { expected, actual } => {
            unsigned(format!("signature not match. expect: {expected}, actual: {actual}"))
        }
    }
}

impl IntoResponse for ErrorReply {
    fn into_response(self) -> Response {
        let Self { status, code, message, hint } = self;
        http::json(status, &Failure { code, message, msg: message, hint: &hint })
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        http::with_reason(self.reply().into_response(), &self)
    }
}
