//! The directory of an application: `/应用/<app>` in the drive of each user.

use crate::{
    kdocs::{auth::Caller, error::Error},
    world::{Ability, Drive, NodeId, World},
};

/// The directory that holds those of all applications.
const APPS: &str = "应用";

/// Returns the drive of the user: what the vendor calls 我的文档.
///
/// # Errors
/// [`Error::NoFile`] for a user without one.
pub fn drive<'w>(caller: &Caller, world: &'w World) -> Result<&'w Drive, Error> {
    let drive = caller.principal.user.and_then(|user| world.personal_drive(user));
    drive.ok_or_else(|| Error::NoFile(String::new()))
}

/// Returns the names down to the directory of the application; one without a name goes by its id.
pub fn names(caller: &Caller) -> [&str; 2] {
    [APPS, if caller.app_key.is_empty() { "mockdrive" } else { &caller.app_key }]
}

/// Returns the directory of the application, if something was created in it before.
pub fn find(caller: &Caller, world: &World) -> Result<Option<NodeId>, Error> {
    let found = world.descend(drive(caller, world)?.root, names(caller));
    Ok(found.filter(|id| world.live_folder(*id).is_ok()))
}

/// Returns the directory of this id in that of the application, or that itself if no id is given.
///
/// # Errors
/// [`Error::NoFile`], [`Error::Invalid`].
pub fn within(caller: &Caller, world: &World, parent: Option<&str>) -> Result<Option<NodeId>, Error> {
    let top = find(caller, world)?;
    let Some(id) = parent else { return Ok(top) };
    let node = caller.node(world, id, Ability::Preview)?;
    if !node.is_folder() || !top.is_some_and(|top| world.is_within(node.id, top)) {
        return Err(Error::Invalid(format!("{id} is no directory of the app").into()));
    }
    Ok(Some(node.id))
}
