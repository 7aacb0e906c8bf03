//! What the world refuses, as WPS words it.

use super::reply::{ErrorReply, reply};
use crate::world::{self, UploadError};

/// Returns what a client reads of a refusal of the world.
pub fn of_world(error: &world::Error) -> ErrorReply {
    use world::Error as W;
    match error {
        W::NotFound => reply(400_008_009, "文件不存在", "There is no such file or folder."),
        W::InBin(_) => reply(400_008_009, "文件不存在", "It is in the recycle bin."),
        W::NotInBin(_) => {
            reply(400_008_009, "文件不存在", "It does not lie in this level of the recycle bin.")
        }
        W::NoDrive => reply(400_008_011, "drive 不存在", "There is no such drive."),
        W::NoTask(_) => reply(400_008_014, "任务不存在", "There is no such task."),
        W::Unreachable(_) => reply(403_000_001, "无权限", "It lies in a drive that the caller cannot reach."),
        W::Disabled(_) => reply(403_000_001, "无权限", "It lies in a drive that is disabled."),
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

/// Returns what a client reads of a refusal of the world's uploads.
pub fn of_upload(error: &UploadError) -> ErrorReply {
    match error {
        UploadError::Unknown => {
            reply(400_000_003, "请求参数取值无效", "There is no such upload, or it was committed.")
        }
        UploadError::Overlap | UploadError::OutOfOrder | UploadError::OtherTotal { .. } => {
            reply(400_000_003, "请求参数取值无效", "The part is not the next one.")
        }
        UploadError::Incomplete => reply(403_008_009, "文件未完成上传", "Bytes are missing."),
        UploadError::Put(error) => of_world(error),
    }
}
