//! Where a `PUT` goes: an item that is there, or a path of which the end is missing.

use axum::http::{HeaderMap, HeaderName, header};

use super::{
    LONGEST_PATH,
    address::{DriveAddress, ItemAddress},
    auth::Caller,
    error::Error,
    names, shares, tags,
};
use crate::world::{self, Destination, Node, NodeId, Role, World};

/// An address as a `PUT` or a session has it: the item of a route, and a name in it if the route has one.
pub struct Address {
    pub drive: String,
    pub item: String,
    pub child: Option<String>,
}

impl Address {
    /// The destination, if the caller may write there. What the path misses is named by [`Destination::Name`].
    pub fn find(&self, caller: &Caller, world: &World) -> Result<Destination, Error> {
        if let DriveAddress::Share(share) = DriveAddress::parse(&self.drive) {
            return self.find_below(world, shares::open_as(caller, world, share, Role::Write)?);
        }
        let drive = caller.named(world, &self.drive)?;
        let found = world.node(drive.root).map_err(Error::from).and_then(|root| self.find_below(world, root));
        caller.judge(world, (drive, &self.item), Role::Write, found, |to| place(world, to))
    }

    /// The destination at or below an item, which is what `root` stands for.
    fn find_below(&self, world: &World, top: &Node) -> Result<Destination, Error> {
        let address = ItemAddress::parse(&self.item);
        let from = Caller::start(world, top.drive, top.id, &address)?;
        if !world.is_within(from, top.id) {
            return Err(world::Error::NotFound.into());
        }
        let names: Vec<&str> = address.names().chain(self.child.as_deref()).collect();
        check_length(world, from, &names)?;
        destination(world, from, &names)
    }
}

/// The item that is written, or the deepest one on the way that is there.
fn place(world: &World, to: &Destination) -> NodeId {
    match to {
        Destination::File(id) => *id,
        Destination::Name { folder, .. } => world.occupant(to).unwrap_or(*folder),
    }
}

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
    Ok(Destination::Name {
        folder: world.live_folder(folder)?.id,
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

/// Refuses a change of what the client has not seen as it is, or does not want changed.
pub fn check_tags(headers: &HeaderMap, world: &World, to: &Destination) -> Result<(), Error> {
    let node = world.occupant(to).and_then(|id| world.node(id).ok());
    let names = |header: HeaderName| {
        let list = headers.get(header)?.to_str().unwrap_or_default();
        Some(node.is_some_and(|node| tags::names(list, world, node)))
    };
    let is_other = names(header::IF_MATCH) == Some(false);
    if is_other || names(header::IF_NONE_MATCH) == Some(true) { Err(Error::Modified) } else { Ok(()) }
}
