//! Which bundle a request is about, and which items.

use std::sync::Arc;

use crate::{
    graph::{
        address::{Address, find},
        auth::Caller,
        error::Error,
    },
    world::{Bundle, Drive, DriveId, Error as WorldError, Flavor, NodeId, World},
};

/// Returns the drive of an address, if it can have bundles: a personal one, asked for by its owner.
pub fn drive<'w>(caller: &Caller, world: &'w World, address: &Address) -> Result<&'w Drive, Error> {
    check(caller, caller.drive(world, &address.drive)?)
}

/// Returns the bundle of an address that goes through the bundles of a drive.
pub fn named<'w>(caller: &Caller, world: &'w World, address: &Address) -> Result<&'w Arc<Bundle>, Error> {
    let drive = drive(caller, world, address)?;
    let found = address.item.id().and_then(|id| find::bundle(world, id));
    Ok(found.filter(|bundle| bundle.drive == drive.id).ok_or(WorldError::NotFound)?)
}

/// Returns the bundle of an address that goes through items, and the names behind it, where an operation on an item
/// failed with this error; passes the error on if the address leads to no bundle.
pub fn instead<'w>(
    caller: &Caller,
    world: &'w World,
    address: &Address,
    error: Error,
) -> Result<&'w Arc<Bundle>, Error> {
    // What was wrong with the request may have been found out before the address was looked up.
    let id = match (&error, caller.reach(world, address).err()) {
        (Error::Bundle { bundle, .. }, _) => *bundle,
        (_, Some(Error::Bundle { bundle, .. })) => bundle,
        _ => return Err(error),
    };
    let bundle = world.bundle(id)?;
    check(caller, world.drive(bundle.drive)?)?;
    Ok(bundle)
}

/// Returns the bundle as [`instead`] does, if the address leads to the bundle itself.
pub fn itself_instead<'w>(
    caller: &Caller,
    world: &'w World,
    address: &Address,
    error: Error,
) -> Result<&'w Arc<Bundle>, Error> {
    if address.item.id().is_some() { instead(caller, world, address, error) } else { Err(error) }
}

/// Returns an item of a drive that a request names to stand in a bundle.
pub fn child(world: &World, drive: DriveId, id: Option<&str>) -> Result<NodeId, Error> {
    let id = id.filter(|id| !id.is_empty()).ok_or(Error::Invalid("The id of the child must be provided."))?;
    match find::item(world, id) {
        Some(item) if world.node(item)?.drive == drive => Ok(item),
        None if find::bundle(world, id).is_some_and(|bundle| bundle.drive == drive) => {
            Err(Error::Invalid("A bundle cannot hold a bundle."))
        }
        _ => Err(WorldError::NotFound.into()),
    }
}

/// Returns the item of this id that is to be the cover of an album with these items.
pub fn cover(world: &World, id: &str, mut items: impl Iterator<Item = NodeId>) -> Result<NodeId, Error> {
    let cover = find::item(world, id).filter(|cover| items.any(|item| item == *cover));
    cover.ok_or(Error::Invalid("coverImageItemId must be the id of an item in the album."))
}

/// Refuses drives that have no bundles, and applications without a person.
fn check<'w>(caller: &Caller, drive: &'w Drive) -> Result<&'w Drive, Error> {
    match (caller.principal.user, drive.flavor) {
        (None, _) => Err(WorldError::Unreachable(drive.id).into()),
        (_, Flavor::Business) => Err(Error::NotSupported("Bundles are supported on personal drives only.")),
        (_, Flavor::Consumer) => Ok(drive),
    }
}
