//! Which family is meant, and who owns its folder.

use crate::{
    koodrive::{auth::Caller, error::Error, ids, sharefolder::owner},
    world::{Error as WorldError, SharedFolder, World},
};

/// Returns the folder that the family of this id shares.
pub fn family<'w>(world: &'w World, group: &str) -> Result<&'w SharedFolder, Error> {
    let found = ids::parse_group(world, group).and_then(|group| world.folder_of_family(group));
    Ok(found.ok_or(WorldError::NotFound)?)
}

/// Returns the folder that the family of this id shares, if the caller owns it.
pub fn own_family<'w>(caller: &Caller, world: &'w World, group: &str) -> Result<&'w SharedFolder, Error> {
    let shared = family(world, group)?;
    if owner(world, shared) == Some(caller.user) { Ok(shared) } else { Err(Error::NoPermission) }
}
