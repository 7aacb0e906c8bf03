//! Bringing a version of a file back.
//!
//! See <https://support.huaweicloud.com/api-koodrive/restoreRevision.html>.

use axum::response::Response;
use serde::Deserialize;

use super::get::find;
use crate::{
    http::Operation,
    koodrive::{auth::Caller, error::Error, respond, scopes::WRITE},
    world::Ability,
};

/// Brings a version of a file back.
pub const RESTORE_REVISION: Operation = Operation { name: "restoreRevision", ..WRITE };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
struct RestoreBody {
    container_id: String,
    file_id: String,
    revision_id: String,
}

/// Gives a file the content of one of its versions, as a new version.
///
/// Handles `POST /koodrive/ose/v1/revision/restoreRevision`.
pub fn restore(caller: Caller) -> Result<Response, Error> {
    let RestoreBody { container_id, file_id, revision_id } = caller.body()?;
    caller.sandbox().write(|world, now| {
        let (id, number) = find(&caller, world, &container_id, &file_id, &revision_id, Ability::Update)?;
        world.restore_version(caller.actor, id, number, now).map_err(Error::from)
    })?;
    Ok(respond::done())
}
