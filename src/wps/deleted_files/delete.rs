//! Letting items go from the first level of a bin.

use axum::response::Response;

use crate::{
    http::{Id, Operation, TaskPace},
    world::BinLevel,
    wps::{
        auth::Caller,
        bins::end::{self, EndBody, EndManyBody},
        error::Error,
        json::{Json, OptionalJson},
        scopes,
    },
};

/// 删除一级回收站文件.
pub const DELETE: Operation = Operation { name: "deleted_files.delete", ..scopes::WRITE_DELETED };

/// 一级回收站批量文件删除.
pub const BATCH_DELETE: Operation =
    Operation { name: "deleted_files.batch_delete", starts_task: true, ..scopes::WRITE_DELETED };

/// Lets an item sink into the second level, unless it is to be deleted for good.
///
/// Handles `POST /v7/deleted_files/{file_id}/delete`.
pub fn delete(
    caller: Caller,
    Id(id): Id,
    OptionalJson(body): OptionalJson<EndBody>,
) -> Result<Response, Error> {
    end::one(&caller, &id, BinLevel::First, &body)
}

/// Lets items sink into the second level, unless they are to be deleted for good.
///
/// Handles `POST /v7/deleted_files/batch_delete`.
pub fn batch_delete(
    caller: Caller,
    pace: TaskPace,
    Json(body): Json<EndManyBody>,
) -> Result<Response, Error> {
    end::many(&caller, pace, BinLevel::First, &body)
}
