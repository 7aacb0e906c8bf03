//! One library: 获取文档库信息.

use axum::response::Response;

use super::library;
use crate::{
    http::{Operation, Query},
    wps::{auth::Caller, error::Error, render::Render, respond, scopes},
};

/// By its drive.
pub const META: Operation = Operation { name: "doclib.meta.get", ..scopes::READ_DOCLIBS };

/// Returns a library of the caller.
///
/// Handles `GET /v7/doclib/meta`.
pub fn meta(caller: Caller, query: Query) -> Result<Response, Error> {
    let user = library::person(&caller)?;
    let world = caller.world();
    let drive = caller.drive(world, query.required("drive_id")?)?;
    library::team(drive)?;
    let found = library::of(world, user).find(|(known, ..)| known.id == drive.id);
    let found = found.ok_or_else(|| Error::DriveKind("The drive is no library of the caller.".into()))?;
    let render = Render::new(&caller, world, caller.now());
    Ok(respond::success(caller.dialect, &library::describe(&render, found)))
}
