//! Finding versions of files.

use crate::{
    world::{self, Ability, Node, Version, World},
    wps::{auth::Caller, error::Error},
};

/// Returns a file of a drive, if the caller may do this with it.
///
/// # Errors
/// Those of [`Caller::item`], [`world::Error::NotAFile`].
pub fn file<'w>(
    caller: &Caller,
    world: &'w World,
    (drive, id): (&str, &str),
    ability: Ability,
) -> Result<&'w Node, Error> {
    let node = caller.item(world, drive, id, ability)?;
    if node.is_folder() { Err(world::Error::NotAFile(node.id).into()) } else { Ok(node) }
}

/// Returns a version of a file by its number as it was written.
///
/// # Errors
/// [`Error::Malformed`], [`Error::NoResource`].
pub fn find(node: &Node, number: &str) -> Result<Version, Error> {
    let parsed: u64 = number
        .parse()
        .map_err(|_| Error::Malformed(format!("version_num: {number:?} is no number.").into()))?;
    let mut versions = node.versions();
    let found = versions.find(|version| u64::from(version.number) == parsed);
    found.ok_or_else(|| Error::NoResource { kind: "version", id: number.into() })
}
