//! WPS's errors: one enum, one table.
//!
//! Codes and texts are those of the vendor's tables; the first three digits of a code are the status. Three
//! codes are ours, as the tables have none for unknown routes, wrong methods and what is not emulated.

use std::borrow::Cow;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use thiserror::Error;

use super::{
    auth::error::{Family, SignatureError},
    wire::{GatewayDebug, OauthDebug, SignatureDebug},
};
use crate::{
    http::{self, QueryError, Refusal, body::BodyError},
    world,
};

/// A refusal in WPS's terms.
#[derive(Clone, PartialEq, Debug, Error)]
pub enum Error {
    /// The world refused.
    #[error("the world refused: {0:?}")]
    World(world::Error),
    /// The world refused one of the files that the request names.
    #[error("the world refused the file {id}: {error:?}")]
    File {
        /// The id as it was given.
        id: Box<str>,
        /// Why.
        error: world::Error,
    },
    /// The token, its scopes or the daily limit were refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The token is an application's where a person's is needed, or the other way round.
    #[error("a token of {} is needed", if *.of_person { "a person" } else { "an application" })]
    TokenKind {
        /// Whether a person's is needed.
        of_person: bool,
    },
    /// The signature was refused.
    #[error("{family:?}: {error}")]
    Signature {
        /// Which signature.
        family: Family,
        /// Why.
        error: SignatureError,
        /// What was seen.
        debug: Box<SignatureDebug>,
    },
    /// The plan of the company does not include what this capability opens.
    #[error("the plan is without {0}")]
    Privileges(&'static str),
    /// Nobody has this id.
    #[error("there is no user {0}")]
    NoUser(Box<str>),
    /// No company has this id.
    #[error("there is no company {0}")]
    NoCompany(Box<str>),
    /// A token endpoint refused; the text is for developers.
    #[error("{0:?}: {1}")]
    Oauth(OauthError, Cow<'static, str>),
    /// The body could not be read.
    #[error("the body could not be read: {0:?}")]
    Body(BodyError),
    /// The body is of another type than JSON.
    #[error("the body is of the type {0:?}")]
    ContentType(String),
    /// The body is not what is expected; the text is for developers.
    #[error("the body is malformed: {0}")]
    Malformed(Cow<'static, str>),
    /// A parameter of the query is missing.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A value lies outside of what is allowed; the text is for developers.
    #[error("a value is not allowed: {0}")]
    Value(Cow<'static, str>),
    /// A value is none of the known ones, or is documented as not supported here; the text is for developers.
    #[error("a value is not supported: {0}")]
    NotSupported(Cow<'static, str>),
    /// The caller may not do this with the item; the text is for developers.
    #[error("the caller may not do this: {0}")]
    Forbidden(Cow<'static, str>),
    /// There is nothing of this id, where the vendor has no code for what it names.
    #[error("there is no {kind} {id:?}")]
    NoResource {
        /// What it names.
        kind: &'static str,
        /// The id as it was given.
        id: String,
    },
    /// There is no share link of this id.
    #[error("there is no link {0:?}")]
    NoLink(String),
    /// The drive has no file of this type.
    #[error("the type of file is not supported: {0}")]
    FileType(Cow<'static, str>),
    /// There is no task of this id.
    #[error("there is no task {0:?}")]
    NoTask(String),
    /// No text can be read out of a document; the text is for developers.
    #[error("no text can be read: {0}")]
    NotExtracted(Cow<'static, str>),
    /// The caller may see a document and not read it; the text is for developers.
    #[error("the document may not be read: {0}")]
    NotReadable(Cow<'static, str>),
    /// A list that must not be empty is.
    #[error("{0} is empty")]
    EmptyList(&'static str),
    /// A list is too long.
    #[error("{field} has more than {limit} items")]
    TooMany {
        /// The list.
        field: &'static str,
        /// The most items.
        limit: usize,
    },
    /// A string in a list is too long.
    #[error("{field}[{at}] has more than {limit} characters")]
    TooLong {
        /// The list.
        field: &'static str,
        /// Where the string stands in it, from 0.
        at: usize,
        /// The most characters.
        limit: usize,
    },
    /// A string is too long.
    #[error("{field} has more than {limit} characters")]
    LongText {
        /// The member of the body.
        field: &'static str,
        /// The most characters.
        limit: usize,
    },
    /// No drive can have this name, or another one of the same owner has it.
    #[error("the name of the drive is refused: {0:?}")]
    DriveName(DriveNameError),
    /// There is one of this name already, where the vendor has no code for what it names.
    #[error("there is a {kind} {name:?} already")]
    Exists {
        /// What it names.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// The item cannot be shared.
    #[error("the item cannot be shared")]
    Unshareable,
    /// There is nothing through which a link could be given.
    #[error("no link can be made")]
    LinkNotMade,
    /// The caller is no person of the company.
    #[error("the caller is nobody of the company")]
    NotInCompany,
    /// The drive is not of the kind that is needed; the text is for developers.
    #[error("the drive is of another kind: {0}")]
    DriveKind(Cow<'static, str>),
    /// The caller does not own the group.
    #[error("the caller does not own the group")]
    NotGroupOwner,
    /// The items of one move lie in different folders.
    #[error("the items lie in different folders")]
    DifferentParents,
    /// The item cannot be saved under another name; the text is for developers.
    #[error("the item cannot be saved elsewhere: {0}")]
    SaveAs(Cow<'static, str>),
    /// No operation has this route.
    #[error("there is no route {0}")]
    NoRoute(String),
    /// The method is not served on this path.
    #[error("the path has other methods")]
    Method,
    /// The vendor documents this route and mockdrive does not emulate it yet.
    #[error("{0} is not emulated yet")]
    NotEmulated(String),
    /// A handler panicked; the log says where.
    #[error("a handler panicked")]
    Panicked,
}

/// Why an endpoint of OAuth 2.0 refuses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OauthError {
    /// A field is missing or wrong, or the body is no form.
    InvalidRequest,
    /// The application is unknown or its secret is wrong.
    InvalidClient,
    /// The code or refresh token is unknown, used, expired or another application's.
    InvalidGrant,
    /// The grant is unknown.
    UnsupportedGrantType,
    /// The page of consent can respond with a code only.
    UnsupportedResponseType,
    /// A scope is unknown, or not allowed to this caller.
    InvalidScope,
    /// A person has declined.
    AccessDenied,
    /// Nobody has decided about the device yet.
    Pending,
    /// Nobody has decided about the device in its time.
    ExpiredDevice,
}

impl OauthError {
    /// Returns the code and the text of the vendor's table, with the word of the standard, which clients look for.
    fn reply(self) -> (u32, &'static str, &'static str) {
        match self {
            Self::InvalidRequest => (40_000_001, "InvalidRequest: invalid_request", "invalid_request"),
            Self::InvalidScope => (40_000_005, "InvalidScope: invalid_scope", "invalid_scope"),
            Self::Pending => (40_000_999, "ClientError: authorization_pending", "authorization_pending"),
            Self::UnsupportedResponseType => (
                40_100_004,
                "UnsupportedResponseType: unsupported_response_type",
                "unsupported_response_type",
            ),
            Self::InvalidClient => (40_100_008, "InvalidClient: invalid_client", "invalid_client"),
            Self::InvalidGrant => (40_100_009, "InvalidGrant: invalid_grant", "invalid_grant"),
            Self::ExpiredDevice => (40_100_009, "InvalidGrant: expired_token", "expired_token"),
            Self::UnsupportedGrantType => {
                (40_100_010, "UnsupportedGrantType: unsupported_grant_type", "unsupported_grant_type")
            }
            Self::AccessDenied => (40_300_003, "AccessDenied: access_denied", "access_denied"),
        }
    }
}

/// Why a drive cannot have a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DriveNameError {
    /// It has no character.
    Empty,
    /// It has more than 240 characters.
    TooLong,
    /// It has one of the characters that no drive can have.
    Character,
    /// Another drive of the same owner has it.
    Taken,
}

impl From<world::Error> for Error {
    fn from(error: world::Error) -> Self {
        Self::World(error)
    }
}

impl From<QueryError> for Error {
    fn from(error: QueryError) -> Self {
        match error {
            QueryError::Missing(name) => Self::Missing(name),
            QueryError::NoNumber(_) => Self::Malformed(format!("{error}.").into()),
            QueryError::NoBool(_) | QueryError::NoWord { .. } => {
                Self::NotSupported(format!("{error}.").into())
            }
        }
    }
}

impl From<BodyError> for Error {
    fn from(error: BodyError) -> Self {
        Self::Body(error)
    }
}

/// What a client reads of an error.
#[derive(Clone, PartialEq, Debug)]
pub struct ErrorReply {
    /// The code.
    pub code: u32,
    /// The vendor's text.
    pub msg: &'static str,
    /// The explanation for developers, in English; empty if there is none.
    pub detail: Cow<'static, str>,
    /// What a gateway sends in place of an explanation.
    pub debug: Option<GatewayDebug>,
    /// What a gateway sends in place of all this.
    pub gateway: Option<GatewayReply>,
}

/// What a client reads of a permission that a gateway refuses.
#[derive(Clone, PartialEq, Debug)]
pub struct GatewayReply {
    /// The code, whose first digits need not be those of the status.
    pub code: u32,
    /// The text.
    pub message: Cow<'static, str>,
    /// More of it.
    pub desc: Option<Cow<'static, str>>,
    /// Whether only the gateway of the public cloud says so.
    pub only_public: bool,
}

impl ErrorReply {
    /// Returns the status of the response: the first three digits of the code.
    pub fn status(&self) -> StatusCode {
        let mut digits = self.code;
        while digits > 999 {
            digits /= 10;
        }
        let status = u16::try_from(digits).ok().and_then(|status| StatusCode::from_u16(status).ok());
        status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

fn reply(code: u32, msg: &'static str, detail: impl Into<Cow<'static, str>>) -> ErrorReply {
    ErrorReply { code, msg, detail: detail.into(), debug: None, gateway: None }
}

impl Error {
    /// Returns the fact behind an error of one item of a task, where there is one.
    pub fn fact(&self) -> world::Error {
        match self {
            Self::World(error) | Self::File { error, .. } => error.clone(),
            _ => world::Error::NotFound,
        }
    }

    /// Returns what a client reads: the table of all errors.
    pub fn reply(&self) -> ErrorReply {
        match self {
            Self::World(error) => of_world(error),
            Self::File { id, error } => {
                let about = of_world(error);
                ErrorReply { detail: format!("File `{id}`: {}", about.detail).into(), ..about }
            }
            Self::Refused(refusal) => of_refusal(refusal),
            Self::TokenKind { of_person: true } => {
                reply(403_000_001, "无权限", "The operation needs a user's token; this is an application's.")
            }
            Self::TokenKind { of_person: false } => {
                reply(403_000_001, "无权限", "The operation needs an application's token; this is a user's.")
            }
            Self::Signature { family, error, debug } => ErrorReply {
                debug: Some(GatewayDebug::Signature(debug.clone())),
                ..reply(40_100_001, of_signature(*family, *error), "")
            },
            Self::Privileges(capability) => ErrorReply {
                gateway: Some(GatewayReply {
                    code: 403_000_001,
                    message: format!("kso: PermissionDenied err: ErrPrivileges: {capability}").into(),
                    desc: None,
                    only_public: false,
                }),
                ..reply(403_000_001, "无权限", "")
            },
            Self::NoUser(id) => reply(400_001_006, "用户不存在", format!("User `{id}` is unknown.")),
            Self::NoCompany(id) => reply(400_002_005, "企业不存在", format!("Company `{id}` is unknown.")),
            Self::Oauth(error, desc) => {
                let (code, msg, error) = error.reply();
                ErrorReply {
                    debug: Some(GatewayDebug::Oauth(OauthDebug { error, desc: desc.clone() })),
                    ..reply(code, msg, "")
                }
            }
            Self::Body(BodyError::TooLarge(limit)) => {
                reply(400_000_106, "长度限制超出", format!("The body is longer than {limit} bytes."))
            }
            Self::Body(BodyError::Truncated) => {
                reply(400_000_007, "无效请求", "The body ended before its announced end.")
            }
            Self::Body(BodyError::Stalled) => reply(400_000_007, "无效请求", "The body did not arrive."),
            Self::ContentType(sent) => {
                let detail = format!("Content-Type must be application/json; it is \"{sent}\".");
                reply(415_000_001, "不支持的 ContentType", detail)
            }
            Self::Malformed(detail) => reply(400_000_002, "请求参数格式有误", detail.clone()),
            Self::Missing(name) => reply(400_000_004, "请求参数不支持", format!("{name} is missing.")),
            Self::Value(detail) => reply(400_000_003, "请求参数取值无效", detail.clone()),
            Self::NotSupported(detail) => reply(400_000_004, "请求参数不支持", detail.clone()),
            Self::Forbidden(detail) => reply(403_000_001, "无权限", detail.clone()),
            Self::NoResource { kind, id } => {
                reply(400_000_103, "资源不存在", format!("There is no {kind} `{id}`."))
            }
            Self::NoLink(id) => reply(404_353_001, "链接不存在", format!("There is no link `{id}`.")),
            Self::FileType(detail) => reply(403_008_042, "不支持的文件类型", detail.clone()),
            Self::NoTask(id) => reply(400_008_014, "任务不存在", format!("There is no task `{id}`.")),
            Self::NotExtracted(detail) => reply(400_008_018, "文档内容抽取失败", detail.clone()),
            Self::NotReadable(detail) => reply(400_008_019, "文档禁止访问", detail.clone()),
            Self::EmptyList(field) => reply(400_000_101, "集合为空", format!("{field} is empty.")),
            Self::TooMany { field, limit } => {
                reply(400_000_105, "数目限制超出", format!("{field} has more than {limit} items."))
            }
            Self::TooLong { field, at, limit } => {
                reply(400_000_106, "长度限制超出", format!("{field}[{at}] has more than {limit} characters."))
            }
            Self::LongText { field, limit } => {
                reply(400_000_106, "长度限制超出", format!("{field} has more than {limit} characters."))
            }
            Self::DriveName(error) => of_drive_name(*error),
            Self::Exists { kind, name } => {
                reply(400_000_104, "资源已经存在", format!("There is a {kind} `{name}` already."))
            }
            Self::Unshareable => {
                reply(403_008_073, "当前文件（夹）不支持共享", "The root of a drive is shared as a drive.")
            }
            Self::LinkNotMade => {
                reply(403_008_004, "分享链接创建失败", "The world has no application that gives links.")
            }
            Self::NotInCompany => reply(
                400_002_059,
                "用户不在企业内",
                "The operation needs a user's token; this is an application's.",
            ),
            Self::DriveKind(detail) => reply(403_008_068, "drive 类型错误", detail.clone()),
            Self::NotGroupOwner => {
                reply(403_013_030, "您不是组拥有者", "Only the owner of a library may do this.")
            }
            Self::DifferentParents => reply(
                403_008_069,
                "禁止移动来源于不同父目录的文件",
                "The items of one move have to lie in one folder.",
            ),
            Self::SaveAs(detail) => reply(403_008_016, "文件另存为失败", detail.clone()),
            Self::NoRoute(route) => reply(404_000_001, "接口不存在", format!("There is no {route}.")),
            Self::Method => reply(405_000_001, "不支持的请求方法", "The path is served with other methods."),
            Self::NotEmulated(route) => {
                reply(501_000_001, "接口尚未实现", format!("mockdrive does not emulate {route} yet."))
            }
            Self::Panicked => reply(500_000_004, "服务端其他错误", "mockdrive panicked; its log says where."),
        }
    }
}

fn of_world(error: &world::Error) -> ErrorReply {
    use world::Error as W;
    match error {
        W::NotFound => reply(400_008_009, "文件不存在", "There is no such file or folder."),
        W::InBin(_) => reply(400_008_009, "文件不存在", "It is in the recycle bin."),
        W::NotInBin(_) => reply(400_008_009, "文件不存在", "It is not in the recycle bin."),
        W::NoDrive => reply(400_008_011, "drive 不存在", "There is no such drive."),
        W::NoTask(_) => reply(400_008_014, "任务不存在", "There is no such task."),
        W::Unreachable(_) => reply(403_000_001, "无权限", "It lies in a drive that the caller cannot reach."),
        W::NotAFolder(_) => reply(400_000_003, "请求参数取值无效", "It is not a folder."),
        W::NotAFile(_) => reply(400_000_003, "请求参数取值无效", "It is not a file."),
        W::IsRoot(_) => reply(400_000_003, "请求参数取值无效", "It is the root of a drive."),
        W::NameTaken(_) | W::AlreadyThere(_) => reply(400_008_007, "文件名冲突", "The name is taken."),
        W::InvalidName { name } if name.is_empty() => reply(400_008_015, "文件名为空", "The name is empty."),
        W::InvalidName { .. } => reply(400_000_003, "请求参数取值无效", "No drive can hold this name."),
        W::IntoItself(_) => reply(403_008_017, "移动文件失败。", "The target lies in the moved folder."),
        W::OtherDrive(_) => reply(403_008_017, "移动文件失败。", "The target lies in another drive."),
        W::QuotaExceeded { needed, left } => {
            reply(403_008_014, "空间不足", format!("{needed} bytes are needed and {left} are left."))
        }
        W::TooManyItems { limit } => {
            reply(400_000_105, "数目限制超出", format!("More than {limit} items are affected."))
        }
        W::TooDeep { limit } => {
            reply(400_000_003, "请求参数取值无效", format!("Folders lie at most {limit} levels deep."))
        }
        W::BadArchive => reply(403_008_027, "解压文件失败", "It is not an archive that can be read."),
        W::BadPassword => reply(403_008_027, "解压文件失败", "The password is missing or wrong."),
        W::NotFetched(_) => reply(500_000_004, "服务端其他错误", "The content could not be fetched."),
        W::Injected | W::Panicked => reply(500_000_004, "服务端其他错误", "The task was made to fail."),
    }
}

fn of_drive_name(error: DriveNameError) -> ErrorReply {
    match error {
        DriveNameError::TooLong => reply(
            403_008_057,
            "驱动盘名最多 240 个汉字或字母",
            "The name of a drive has at most 240 characters.",
        ),
        DriveNameError::Character => {
            let msg = r#"驱动盘名不能包含下列字符： `/ \ ; : * ? " < >`"#;
            reply(403_008_058, msg, "The name has a character that no drive can have.")
        }
        DriveNameError::Taken => {
            reply(403_008_060, "驱动盘已经存在", "A drive of the same owner has this name.")
        }
        DriveNameError::Empty => {
            reply(403_008_063, "驱动盘名最少 1 个汉字或个字母", "The name of the drive is empty.")
        }
    }
}

fn of_refusal(refusal: &Refusal) -> ErrorReply {
    let invalid_token = |detail| reply(40_100_011, "InvalidToken", detail);
    match refusal {
        Refusal::NoToken => invalid_token("Authorization: Bearer {access_token} is missing."),
        Refusal::UnknownToken => invalid_token("The access token is unknown."),
        Refusal::ExpiredToken => invalid_token("The access token has expired."),
        Refusal::Scope(any_of) => ErrorReply {
            gateway: Some(GatewayReply {
                code: 400_000_003,
                message: "kso: PermissionDenied access_token verify err: invalid_scope".into(),
                desc: Some(
                    format!(
                        "The requested scope is invalid, unknown, or malformed. The request scopes '{}' are needed.",
                        any_of.join("' or '")
                    )
                    .into(),
                ),
                only_public: true,
            }),
            ..reply(403_000_001, "无权限", format!("The token has none of the scopes {}.", any_of.join(", ")))
        },
        Refusal::Quota { limit, .. } => {
            reply(429_000_001, "请求太频繁", format!("The {limit} calls of today are used up."))
        }
    }
}

fn of_signature(family: Family, error: SignatureError) -> &'static str {
    use SignatureError as S;
    match (family, error) {
        (Family::Kso1, S::NoDate | S::BadDate | S::Skewed) => "kso1sign check error: invalid kso-date header",
        (Family::Kso1, S::NoAuthorization | S::BadAuthorization) => {
            "kso1sign check error: invalid authorization header"
        }
        (Family::Kso1, S::UnknownScheme) => "kso1sign check error: unknown authorization version",
        (Family::Kso1, S::UnknownApp | S::Mismatch | S::OtherApp) => {
            "kso1sign check error: invalid signature"
        }
        (Family::Wps4, S::NoDate) => "sign check fail: missing Wps-Docs-Date",
        (Family::Wps4, S::BadDate) => "sign check fail: invalid Wps-Docs-Date",
        (Family::Wps4, S::Skewed) => "sign check fail: Wps-Docs-Date is too far from the server's time",
        (Family::Wps4, S::NoAuthorization) => "sign check fail: missing Wps-Docs-Authorization",
        (Family::Wps4, S::BadAuthorization) => "sign check fail: invalid Wps-Docs-Authorization",
        (Family::Wps4, S::UnknownScheme) => "sign check fail: unknown authorization version",
        (Family::Wps4, S::UnknownApp | S::OtherApp) => "sign check fail: unknown app",
        (Family::Wps4, S::Mismatch) => "sign check fail: authorization mismatch",
    }
}

/// The body is written by [`super::layers`], where the dialect of the request is known.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let reply = self.reply();
        let mut response = http::empty(reply.status());
        response.extensions_mut().insert(reply);
        response
    }
}
