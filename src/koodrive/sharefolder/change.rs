//! Making shared folders, renaming and deleting them.
//!
//! See <https://support.huaweicloud.com/intl/zh-cn/api-koodrive-carrier/CreateShareFolder.html> and its neighbours.

use axum::response::Response;
use serde::Deserialize;

use super::find::{find, owner};
use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        dates,
        error::Error,
        ids,
        json::Loose,
        names, respond,
        scopes::WRITE,
        wire::{Made, NewShareFolder, NewShareFolderInfo},
    },
    world::{Ability, OnConflict, Owner},
};

/// Makes a shared folder.
pub const CREATE_SHARE_FOLDER: Operation = Operation { name: "CreateShareFolder", ..WRITE };
/// Renames a shared folder.
pub const RENAME_SHARE_FOLDER: Operation = Operation { name: "RenameShareFolder", ..WRITE };
/// Deletes shared folders.
pub const DELETE_SHARE_FOLDER: Operation = Operation { name: "DeleteShareFolder", ..WRITE };

/// The most folders of one call.
const MOST: usize = 100;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CreateBody {
    share_type: Loose<u64>,
    container_id: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RenameBody {
    id: String,
    file_name: String,
}

/// The table has one id, the example a list of them.
#[derive(Deserialize)]
#[serde(untagged)]
enum Folders {
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize)]
struct DeleteBody {
    id: Folders,
}

/// Makes a folder in the root of the caller's own space, for a family of which they are the only member at first.
///
/// Handles `POST /koodrive/ose/v1/sharefolder/create`.
pub fn create(caller: Caller) -> Result<Response, Error> {
    let CreateBody { share_type, container_id, name } = caller.body()?;
    if share_type.0 != Some(0) {
        return Err(Error::Parameters);
    }
    names::check_shared_folder(&name)?;
    let made = caller.sandbox().write(|world, now| {
        let space = caller.space_for(world, &container_id, Ability::Upload)?;
        if space.owner != Owner::Personal(caller.user) {
            return Err(Error::NoPermission);
        }
        let root = space.root;
        let id = world.create_folder(caller.actor, root, &name, OnConflict::Fail, now)?;
        let group = world.share_folder(caller.user, id, now)?;
        let data = NewShareFolderInfo {
            tenant_id: ids::tenant(world),
            creator: ids::user(caller.user),
            create_time: dates::clock(now),
            group_id: ids::group(group),
            id: ids::shared_folder(id),
            share_folder_id: ids::file(world.node(id)?),
        };
        Ok(NewShareFolder { id: ids::shared_folder(id), data })
    })?;
    Ok(respond::beside(made))
}

/// Renames a shared folder, for all of its family who may rename it.
///
/// Handles `POST /koodrive/ose/v1/sharefolder/rename`.
pub fn rename(caller: Caller) -> Result<Response, Error> {
    let RenameBody { id, file_name } = caller.body()?;
    names::check_shared_folder(&file_name)?;
    caller.sandbox().write(|world, now| {
        let shared = find(&caller, world, &id)?;
        let node = caller.permitted(world, world.live(shared.node)?, Ability::Rename)?.id;
        Ok::<_, Error>(world.rename(caller.actor, node, &file_name, OnConflict::Fail, now)?)
    })?;
    Ok(respond::beside(Made { id }))
}

/// Puts shared folders of the caller's own into the recycle bin; their families are dissolved. All of them or none.
///
/// Handles `POST /koodrive/ose/v1/sharefolder/delete`.
pub fn delete(caller: Caller) -> Result<Response, Error> {
    let DeleteBody { id } = caller.body()?;
    let folders = match id {
        Folders::One(id) => vec![id],
        Folders::Several(ids) => ids,
    };
    if !(1..=MOST).contains(&folders.len()) {
        return Err(Error::Parameters);
    }
    caller.sandbox().write(|world, now| {
        for id in &folders {
            let shared = find(&caller, world, id)?;
            if owner(world, shared) != Some(caller.user) {
                return Err(Error::NoPermission);
            }
            let node = shared.node;
            world.unshare_folder(node)?;
            if world.bin_level(node).is_none() {
                world.trash(caller.actor, node, now)?;
            }
        }
        Ok(())
    })?;
    Ok(respond::done())
}
