//! The destination of a `PUT`: an item that is there, or a path of which the end is missing.

use super::{caller::Caller, link};
use crate::{
    graph::{
        address::{
            Address, DriveAddress,
            names::{self, LONGEST_PATH},
        },
        error::Error,
    },
    world::{self, Ability, Destination, Node, NodeId, Role, World},
};

/// The place that a `PUT` or an upload session names: an address, and on demand a name in the folder there.
pub struct Place {
    pub address: Address,
    /// The name in the folder at the address.
    pub child: Option<String>,
}

impl Place {
    /// Returns the destination, if the caller may write there; [`Destination::Name`] lists the folders that are missing.
    pub fn find(&self, caller: &Caller, world: &World) -> Result<Destination, Error> {
        let Address { drive, item, .. } = &self.address;
        if let DriveAddress::Share(share) = drive {
            let top = link::open_as(caller, world, share, Role::Write)?;
            let found = self.find_below(caller, world, top)?;
            caller.permit(world, world.node(written(world, &found))?, Ability::Upload)?;
            return Ok(found);
        }
        let drive = caller.named(world, drive)?;
        let root = world.node(drive.root).map_err(Error::from);
        let found = root.and_then(|root| self.find_below(caller, world, root));
        caller.disclose(world, (drive, item), (Role::Write, Ability::Upload), found, |to| written(world, to))
    }

    /// Returns the destination at or below an item, which stands in place of the root.
    fn find_below(&self, caller: &Caller, world: &World, top: &Node) -> Result<Destination, Error> {
        let item = &self.address.item;
        let from = caller.start(world, top.drive, top.id, item)?;
        if !world.is_within(from, top.id) {
            return Err(world::Error::NotFound.into());
        }
        let names: Vec<&str> = item.names().chain(self.child.as_deref()).collect();
        check_length(world, from, &names)?;
        destination(world, from, &names)
    }
}

/// Returns the item that is written, or the deepest one on the way to it that is there.
fn written(world: &World, to: &Destination) -> NodeId {
    match to {
        Destination::File(id) => *id,
        Destination::Name { folder, .. } => world.occupant(to).unwrap_or(*folder),
    }
}

/// Returns the destination at the end of these names.
fn destination(world: &World, from: NodeId, names: &[&str]) -> Result<Destination, Error> {
    let Some((name, folders)) = names.split_last() else {
        let node = world.live(from)?;
        return if node.is_folder() {
            Err(world::Error::NotAFile(from).into())
        } else {
            Ok(Destination::File(from))
        };
    };
    let mut folder = from;
    let mut missing = folders.iter();
    while let Some(child) = missing.as_slice().first().and_then(|name| world.child(folder, name)) {
        folder = child;
        missing.next();
    }
    if missing.as_slice().is_empty()
        && world.child(folder, name).is_none()
        && let Some(known) = Caller::child_by_id(world, folder, name)
    {
        return destination(world, known, &[]);
    }
    missing.as_slice().iter().chain([name]).try_for_each(|name| names::check(name))?;
    let folder = world.live(folder)?;
    if !folder.is_folder() {
        // The path goes through a file, below which there is nothing.
        return Err(world::Error::NotFound.into());
    }
    names::check_folders(world, folder, missing.as_slice().iter().copied())?;
    Ok(Destination::Name {
        folder: folder.id,
        missing: missing.map(|name| (*name).into()).collect(),
        name: (*name).into(),
    })
}

/// Refuses a path from the root that is longer than the service takes.
fn check_length(world: &World, from: NodeId, names: &[&str]) -> Result<(), Error> {
    let above = world.path(world.node(from)?).trim_matches('/').chars().count();
    let length = names.iter().fold(above, |length, name| length + 1 + name.chars().count());
    // A path that begins at the root has no slash in front.
    let slash = usize::from(above == 0);
    if length > LONGEST_PATH + slash { Err(Error::PathTooLong) } else { Ok(()) }
}
