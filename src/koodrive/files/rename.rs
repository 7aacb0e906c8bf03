//! Renaming.
//!
//! See <https://support.huaweicloud.com/api-koodrive/renameFile.html>.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        error::Error,
        json::{Id, Loose},
        names, respond,
        scopes::WRITE,
    },
    world::Ability,
};

/// Gives a file or folder another name.
pub const RENAME_FILE: Operation = Operation { name: "renameFile", ..WRITE };

/// The most characters of the id of a space.
const LONGEST_CONTAINER: usize = 64;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RenameBody {
    container_id: String,
    name: String,
    #[serde(default)]
    rename_mode: Loose<i64>,
}

/// Gives a file or folder another name.
///
/// Handles `POST /koodrive/ose/v1/files/rename/{file_id}`.
pub fn rename(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let RenameBody { container_id, name, rename_mode } = caller.body()?;
    names::check(&name)?;
    let on_conflict = names::rename_mode(rename_mode.0)?;
    if container_id.len() > LONGEST_CONTAINER {
        return Err(Error::Parameters);
    }
    caller.sandbox().write(|world, now| {
        let id = caller.live_item(world, &container_id, &id, Ability::Rename)?.id;
        world.rename(caller.actor, id, &name, on_conflict, now).map_err(Error::from)
    })?;
    Ok(respond::done())
}
