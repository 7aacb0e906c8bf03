//! The names and paths that Graph takes.

use crate::{
    graph::error::Error,
    world::{self, Flavor, Node, World},
};

/// The longest path of an item, in characters.
pub const LONGEST_PATH: usize = 400;

/// Refuses a name that OneDrive and `SharePoint` do not take.
///
/// See <https://support.microsoft.com/office/64883a5d-228e-48f5-b3d2-eb39e07630fa> and reference 10.
pub fn check(name: &str) -> Result<(), Error> {
    if name.chars().count() > world::name::LONGEST {
        return Err(Error::PathTooLong);
    }
    let bad = name.contains(['"', '*', ':', '<', '>', '?', '/', '\\', '|'])
        || name.starts_with(' ')
        || name.ends_with([' ', '.'])
        || world::name::check(name).is_err();
    if bad { Err(world::Error::InvalidName { name: name.into() }.into()) } else { Ok(()) }
}

/// Refuses names of folders that are to be made below one another, as far as they are not there yet.
pub fn check_folders<'a>(
    world: &World,
    top: &Node,
    names: impl IntoIterator<Item = &'a str>,
) -> Result<(), Error> {
    let (mut above, mut is_root) = (Some(top.id), top.parent.is_none());
    for name in names {
        above = above.and_then(|folder| world.child(folder, name));
        if above.is_none() {
            check_kept(world, top, is_root, name, true)?;
        }
        is_root = false;
    }
    Ok(())
}

/// Refuses a name that `SharePoint` keeps to itself: `_vti_` anywhere, and a folder `~`, or one that begins so in the root.
fn check_kept(world: &World, within: &Node, in_root: bool, name: &str, is_folder: bool) -> Result<(), Error> {
    let is_kept = || {
        let tilde = is_folder && (name == "~" || in_root && name.starts_with('~'));
        tilde || name.to_ascii_lowercase().contains("_vti_")
    };
    let refuses = world.drive(within.drive)?.flavor == Flavor::Business && is_kept();
    if refuses { Err(world::Error::InvalidName { name: name.into() }.into()) } else { Ok(()) }
}

/// Refuses a name that cannot stand in this folder, or whose path becomes longer than the service takes.
pub fn check_place(world: &World, folder: &Node, name: &str, is_folder: bool) -> Result<(), Error> {
    check_kept(world, folder, folder.parent.is_none(), name, is_folder)?;
    let above = world.path(folder).trim_matches('/').chars().count();
    let slash = usize::from(above > 0);
    if above + slash + name.chars().count() > LONGEST_PATH { Err(Error::PathTooLong) } else { Ok(()) }
}

/// Refuses the place of an item whose name cannot stand there, or whose path is longer than the service takes.
pub fn check_path(world: &World, node: &Node) -> Result<(), Error> {
    if let Some(folder) = node.parent {
        let in_root = world.node(folder)?.parent.is_none();
        check_kept(world, node, in_root, &node.name, node.is_folder())?;
    }
    let path = world.path(node);
    if path.chars().skip(1).count() > LONGEST_PATH { Err(Error::PathTooLong) } else { Ok(()) }
}
