//! Letting items go from the second level of a bin.

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

/// 二级回收站单文件删除.
pub const DELETE: Operation = Operation { name: "second_deleted_files.delete", ..scopes::WRITE_DELETED };

/// 二级回收站批量文件删除.
pub const BATCH_DELETE: Operation =
    Operation { name: "second_deleted_files.batch_delete", starts_task: true, ..scopes::WRITE_DELETED };

/// Deletes an item for good.
///
/// Handles `POST /v7/second_deleted_files/{file_id}/delete`.
pub fn delete(
    caller: Caller,
    Id(id): Id,
    OptionalJson(body): OptionalJson<EndBody>,
) -> Result<Response, Error> {
    end::one(&caller, &id, BinLevel::Second, &body)
}

/// Deletes items for good.
///
/// Handles `POST /v7/second_deleted_files/batch_delete`.
pub fn batch_delete(
    caller: Caller,
    pace: TaskPace,
    Json(body): Json<EndManyBody>,
) -> Result<Response, Error> {
    end::many(&caller, pace, BinLevel::Second, &body)
}
