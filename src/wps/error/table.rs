//! The table of all errors: codes, texts, and what developers read besides.

use axum::response::{IntoResponse, Response};

use super::{
    gateway::{of_refusal, of_signature},
    kinds::{DriveNameError, Error},
    reply::{ErrorReply, GatewayReply, reply},
    world::{of_upload, of_world},
};
use crate::{
    http::{self, body::BodyError},
    world::Mismatch,
    wps::wire::{GatewayDebug, OauthDebug},
};

impl Error {
    /// Returns what a client reads: the table of all errors.
    #[expect(clippy::too_many_lines, reason = "it is one table")]
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
            Self::Body(BodyError::NoRoom(cause)) => of_world(&(*cause).into()),
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
            Self::Upload(error) => of_upload(error),
            Self::NoParts => reply(404_007_003, "分块上传任务不存在", "There is no such upload in parts."),
            Self::Merging => reply(409_007_001, "分块上传合并块任务进行中", "Commit again in 2 seconds."),
            Self::Mismatch(Mismatch::Size) => {
                reply(400_007_015, "上传内容不完整", "The bytes are not as many as were announced.")
            }
            Self::Mismatch(Mismatch::Digest) => reply(
                400_007_014,
                "请求或文件内容与散列值不一致",
                "The bytes do not have the digests that were announced.",
            ),
            Self::NoRapidUpload(detail) => reply(403_008_065, "文件不支持秒传操作", detail.clone()),
            Self::NoArchive => {
                reply(403_008_020, "文件下载失败，请稍后重试", "The archive could not be written.")
            }
            Self::NoRange => reply(416_000_001, "请求范围无效", "The file has no such range."),
            Self::NoRoute(route) => reply(404_000_001, "接口不存在", format!("There is no {route}.")),
            Self::Method => reply(405_000_001, "不支持的请求方法", "The path is served with other methods."),
            Self::NotEmulated(route) => {
                reply(501_000_001, "接口尚未实现", format!("mockdrive does not emulate {route} yet."))
            }
            Self::Panicked => reply(500_000_004, "服务端其他错误", "mockdrive panicked; its log says where."),
        }
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

/// The body is written by [`crate::wps::layers`], where the dialect of the request is known.
impl IntoResponse for ErrorReply {
    fn into_response(self) -> Response {
        let mut response = http::empty(self.status());
        response.extensions_mut().insert(self);
        response
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        http::with_reason(self.reply().into_response(), &self)
    }
}
