//! KooDrive's errors: one enum, one table.
//!
//! Business codes come with HTTP 400 and the texts of
//! <https://support.huaweicloud.com/api-koodrive/ErrorCode.html>. What the gateway decides has no documented code:
//! it returns the number and the words of the HTTP status, which cannot be taken for a business code.

use std::borrow::Cow;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::wire::ErrorBody;
use crate::{
    http::{self, QueryError, Refusal, body::BodyError},
    world::{self, UploadError},
};

/// A refusal in KooDrive's terms.
#[derive(Debug, thiserror::Error)]
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
    /// A parameter is missing, mistyped or out of its range.
    #[error("a parameter is missing, mistyped or out of its range")]
    Parameters,
    /// This one is, as the text says; the text is for the journal.
    #[error("{0}")]
    Parameter(Box<str>),
    /// The target folder is missing, is a file, or lies in another space.
    #[error("the target folder is missing, is a file, or lies in another space")]
    Target,
    /// The folder of an upload lies in the recycle bin.
    #[error("the folder of an upload lies in the recycle bin")]
    ParentInBin,
    /// An upload was refused.
    #[error(transparent)]
    Upload(#[from] UploadError),
    /// The content is not the one that was announced.
    #[error("the content is not the one that was announced")]
    OtherContent,
    /// A part of an upload is not the one that was announced.
    #[error("a part of an upload is not the one that was announced")]
    OtherPart,
    /// The caller may not do this here.
    #[error("the caller may not do this here")]
    NoPermission,
    /// The address was made up, or has expired.
    #[error("the address was made up, or has expired")]
    NoAddress,
    /// A search is of no known type.
    #[error("a search is of no known type")]
    SearchType,
    /// A search names no type.
    #[error("a search names no type")]
    NoSearchType,
    /// The space is not that of the team.
    #[error("the space is not that of the team")]
    OtherTeam,
    /// A name is too long.
    #[error("a name is too long")]
    LongName,
    /// The range lies behind the end of the file.
    #[error("the range lies behind the end of the file")]
    NoRange,
    /// The target folder lies in the recycle bin.
    #[error("the target folder lies in the recycle bin")]
    TargetInBin,
    /// There is no such package, or no longer.
    #[error("there is no such package, or no longer")]
    NoPackage,
    /// The package could not be written.
    #[error("the package could not be written")]
    Download,
    /// No route has this path.
    #[error("no route has this path")]
    NoRoute,
    /// The method is not served on this path.
    #[error("the method is not served on this path")]
    Method,
    /// The vendor documents this route, and mockdrive does not emulate it.
    #[error("mockdrive does not emulate {0} yet")]
    NotEmulated(String),
    /// The server failed.
    #[error("the server failed")]
    Internal,
}

/// What a client reads of an error.
pub struct ErrorReply {
    /// The status of the response.
    pub status: StatusCode,
    /// The vendor's code, or the number of the status.
    pub code: u32,
    /// The text.
    pub msg: Cow<'static, str>,
}

/// Returns one of the vendor's codes, which all come with the same status.
fn business(code: u32, msg: &'static str) -> ErrorReply {
    ErrorReply { status: StatusCode::BAD_REQUEST, code, msg: msg.into() }
}

impl ErrorReply {
    /// Returns what a gateway says: the number and the words of the status.
    pub fn of_gateway(status: StatusCode) -> Self {
        let words = status.canonical_reason().unwrap_or_default();
        Self { status, code: status.as_u16().into(), msg: words.into() }
    }
}

/// Returns the refusal of a space, whose English text is not published.
fn no_permission() -> ErrorReply {
    business(13_000_410, "当前用户没有权限操作该空间")
}

impl Error {
    /// Returns the row of the table.
    pub fn reply(&self) -> ErrorReply {
        use world::Error as W;

        match self {
            Self::World(error) => match error {
                W::NoDrive => business(13_000_301, "Space not found."),
                // Spaces may be left and entered here, so this is a file sought in a space that it is not in.
                W::OtherDrive(_) => business(13_000_302, "File is not in the specified space."),
                W::NotInBin(_) => business(
                    13_000_303,
                    "This operation cannot be performed because the file is not in the recycle bin.",
                ),
                W::NotAFolder(_) => Self::Target.reply(),
                W::InBin(_) => business(13_000_306, "File is in the recycle bin."),
                W::IntoItself(_) => business(13_000_307, "Nested directories."),
                W::BadArchive => business(13_000_308, "File metadata error."),
                W::NotFound | W::NoTask(_) => business(13_000_309, "Resource not found."),
                W::TooDeep { .. } => business(13_000_310, "Max. levels exceeded."),
                W::QuotaExceeded { .. } => business(13_000_311, "Insufficient space."),
                W::AlreadyThere(_) => business(13_000_312, "File already in the target folder."),
                W::IsRoot(_) => business(13_000_403, "Change file status failed."),
                W::NameTaken(_) => business(13_000_405, "Duplicate file name."),
                W::NotAFile(_) => business(13_000_406, "This operation cannot be performed on the folder."),
                W::Unreachable(_) => no_permission(),
                W::Disabled(_) => business(13_000_412, "空间不是激活状态"),
                W::BadPassword | W::InvalidName { .. } | W::TooManyItems { .. } => Self::Parameters.reply(),
                W::NotFetched(_) | W::Injected | W::Panicked => Self::Internal.reply(),
            },
            Self::Refused(refusal) => match refusal {
                Refusal::NoToken | Refusal::UnknownToken | Refusal::ExpiredToken => {
                    ErrorReply::of_gateway(StatusCode::UNAUTHORIZED)
                }
                Refusal::Scope(_) => no_permission(),
                Refusal::Quota { .. } => ErrorReply::of_gateway(StatusCode::TOO_MANY_REQUESTS),
            },
            Self::Body(BodyError::TooLarge(_)) => ErrorReply::of_gateway(StatusCode::PAYLOAD_TOO_LARGE),
            Self::Body(BodyError::Truncated) => ErrorReply::of_gateway(StatusCode::BAD_REQUEST),
            Self::Body(BodyError::NoRoom(cause)) => Self::World((*cause).into()).reply(),
            Self::Body(BodyError::Stalled) => ErrorReply::of_gateway(StatusCode::REQUEST_TIMEOUT),
            Self::Upload(error) => match error {
                UploadError::Unknown => business(13_000_401, "Upload task not found."),
                UploadError::Incomplete => Self::OtherContent.reply(),
                UploadError::Overlap | UploadError::OutOfOrder | UploadError::OtherTotal { .. } => {
                    Self::Parameters.reply()
                }
                UploadError::Put(error) => Self::World(error.clone()).reply(),
            },
            Self::OtherContent => business(13_000_402, "File upload incomplete."),
            Self::ParentInBin => business(13_000_404, "Parent directory is in the recycle bin."),
            Self::OtherPart => business(13_000_409, "文件上传失败"),
            Self::NoPermission => no_permission(),
            Self::SearchType => business(13_000_413, "不支持的搜索类型"),
            Self::NoSearchType => business(13_000_414, "搜索类型不能为空"),
            Self::OtherTeam => business(13_000_415, "Space does not match the team."),
            Self::LongName => business(13_000_417, "File name: Max. 250 characters."),
            Self::NoAddress => ErrorReply::of_gateway(StatusCode::FORBIDDEN),
            Self::NoRange => ErrorReply::of_gateway(StatusCode::RANGE_NOT_SATISFIABLE),
            Self::Parameters | Self::Parameter(_) => business(13_000_102, "Verify parameters failed."),
            Self::Target => business(13_000_304, "Target directory is abnormal."),
            Self::TargetInBin => business(13_000_305, "Target directory is in the recycle bin."),
            Self::NoPackage => business(13_000_407, "File download address not found."),
            Self::Download => business(13_000_408, "Download file failed."),
            Self::NoRoute => ErrorReply::of_gateway(StatusCode::NOT_FOUND),
            Self::Method => ErrorReply::of_gateway(StatusCode::METHOD_NOT_ALLOWED),
            Self::NotEmulated(route) => ErrorReply {
                msg: format!("mockdrive does not emulate {route} yet.").into(),
                ..ErrorReply::of_gateway(StatusCode::NOT_IMPLEMENTED)
            },
            Self::Internal => ErrorReply {
                status: StatusCode::INTERNAL_SERVER_ERROR,
                code: 13_000_201,
                msg: "inner server invoke failure".into(),
            },
        }
    }
}

impl From<QueryError> for Error {
    fn from(error: QueryError) -> Self {
        Self::Parameter(error.to_string().into())
    }
}

impl IntoResponse for ErrorReply {
    fn into_response(self) -> Response {
        let Self { status, code, msg } = self;
        http::json(status, &ErrorBody { code, msg: &msg })
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        http::with_reason(self.reply().into_response(), &self)
    }
}
