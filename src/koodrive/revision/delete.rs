//! Deleting a version of a file.
//!
//! See <https://support.huaweicloud.com/api-koodrive/deleteRevision.html>.

use axum::response::Response;
use serde::Deserialize;

use super::get::find;
use crate::{
    http::Operation,
    koodrive::{auth::Caller, error::Error, respond, scopes::WRITE},
    world::Ability,
};

/// Deletes a version of a file.
pub const DELETE_REVISION: Operation = Operation { name: "deleteRevision", ..WRITE };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
struct DeleteBody {
    container_id: String,
    file_id: String,
    revision_id: String,
}

/// Deletes a version of a file, but not the latest one.
///
/// Handles `POST /koodrive/ose/v1/revision/deleteRevision`.
pub fn delete(caller: Caller) -> Result<Response, Error> {
    let DeleteBody { container_id, file_id, revision_id } = caller.body()?;
    caller.sandbox().write(|world, _| {
        let (id, number) = find(&caller, world, &container_id, &file_id, &revision_id, Ability::Update)?;
        if world.node(id)?.version() == number {
            caller.call.note("the latest version cannot be deleted");
            return Err(Error::Parameters);
        }
        world.delete_version(id, number).map_err(Error::from)
    })?;
    Ok(respond::done())
}
