//! The names and paths that Graph takes.

use crate::{
    graph::error::Error,
    world::{self, Node, World},
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

/// Refuses a path that becomes longer than the service takes, once this name stands in this folder.
pub fn check_place(world: &World, folder: &Node, name: &str) -> Result<(), Error> {
    let above = world.path(folder).trim_matches('/').chars().count();
    let slash = usize::from(above > 0);
    if above + slash + name.chars().count() > LONGEST_PATH { Err(Error::PathTooLong) } else { Ok(()) }
}

/// Refuses the place of an item whose path is longer than the service takes.
pub fn check_path(world: &World, node: &Node) -> Result<(), Error> {
    let path = world.path(node);
    if path.chars().skip(1).count() > LONGEST_PATH { Err(Error::PathTooLong) } else { Ok(()) }
}
