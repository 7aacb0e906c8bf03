//! Which names Graph takes.

use super::{LONGEST_PATH, error::Error};
use crate::world::{self, Node, World};

/// Refuses a name that OneDrive and `SharePoint` do not take.
///
/// See <https://support.microsoft.com/office/64883a5d-228e-48f5-b3d2-eb39e07630fa> and reference 10.
pub fn check(name: &str) -> Result<(), Error> {
    let bad = name.contains(['"', '*', ':', '<', '>', '?', '/', '\\', '|'])
        || name.starts_with(' ')
        || name.ends_with([' ', '.'])
        || world::name::check(name).is_err();
    if bad { Err(world::Error::InvalidName { name: name.into() }.into()) } else { Ok(()) }
}

/// Refuses the place of an item whose path is longer than the service takes.
pub fn check_path(world: &World, node: &Node) -> Result<(), Error> {
    let path = world.path(node);
    if path.chars().skip(1).count() > LONGEST_PATH { Err(Error::PathTooLong) } else { Ok(()) }
}
