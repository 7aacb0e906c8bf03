//! The path of an item.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive/GetFullPath.html>.

use axum::response::Response;

use crate::{
    http::Operation,
    koodrive::{auth::Caller, error::Error, json::Query, render::full_path, respond, scopes::READ},
    world::Ability,
};

/// Returns the path of an item.
pub const GET_FULL_PATH: Operation = Operation { name: "GetFullPath", ..READ };

/// Returns the path of an item, by ids and by names.
///
/// Handles `GET /koodrive/ose/v1/files/path`.
pub fn path(query: Query, caller: Caller) -> Result<Response, Error> {
    let (id, space) = (query.required("fileId")?, query.required("containerId")?);
    let world = caller.world();
    let node = caller.live_item(world, space, id, Ability::Preview)?;
    Ok(respond::beside(full_path(world, node)))
}
