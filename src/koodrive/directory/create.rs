//! Making a folder.
//!
//! See <https://support.huaweicloud.com/api-koodrive/createDirectory.html>.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Both, Operation},
    koodrive::{
        auth::Caller, error::Error, ids, json::Loose, names, place, respond, scopes::WRITE,
        wire::NewDirectory,
    },
    world::{Ability, Error as WorldError},
};

/// Makes a folder.
pub const CREATE_DIRECTORY: Operation = Operation { name: "createDirectory", ..WRITE };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CreateBody {
    file_name: String,
    #[serde(default)]
    file_type: Loose<i64>,
    container_id: String,
    parent_folder: Option<Vec<String>>,
    #[serde(default)]
    rename_mode: Loose<i64>,
}

/// Makes a folder; a smart folder, which few tenants have, is refused.
///
/// Handles `POST /koodrive/ose/v1/directory`.
pub fn create(caller: Caller) -> Result<Response, Error> {
    let Both(body, metadata): Both<CreateBody, place::MetadataBody> = caller.body()?;
    names::check(&body.file_name)?;
    let on_conflict = names::rename_mode(body.rename_mode.0)?;
    let metadata = metadata.patch()?;
    if body.file_type.0.is_some_and(|kind| kind != 10) {
        return Err(Error::Parameters);
    }
    let made = caller.sandbox().write(|world, now| {
        let parents = body.parent_folder.as_deref();
        let parent = place::parent(&caller, world, &body.container_id, parents, Ability::NewEmpty)?;
        if world.depth(parent) >= place::DEEPEST {
            return Err(Error::World(WorldError::TooDeep { limit: place::DEEPEST }));
        }
        let id = world.create_folder(caller.actor, parent.id, &body.file_name, on_conflict, now)?;
        world.patch_metadata(id, &metadata)?;
        let node = world.node(id)?;
        Ok(NewDirectory { id: ids::file(node), file_name: node.name.to_string() })
    })?;
    Ok(respond::beside(made))
}
