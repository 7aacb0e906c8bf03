//! Who may do what with the items in recycle bins: who put them there, and who may delete where they lay.

use std::{cmp::Reverse, sync::Arc};

use crate::{
    http,
    world::{self, Ability, BinLevel, Drive, Node, World},
    wps::{auth::Caller, error::Error, ids},
};

/// Returns an item that was itself put into the bin and lies in this level of it.
///
/// # Errors
/// [`Error::File`] with [`world::Error::NotFound`], [`world::Error::NotInBin`], [`world::Error::Unreachable`].
pub fn entry<'w>(
    caller: &Caller,
    world: &'w World,
    id: &str,
    level: BinLevel,
) -> Result<&'w Arc<Node>, Error> {
    let refuse = |error| Error::File { id: id.into(), error };
    let node = ids::parse_file(world, id).ok_or(world::Error::NotFound).and_then(|id| world.node(id));
    let node = node.map_err(refuse)?;
    let is_there = node.trashed.as_ref().is_some_and(|trashed| trashed.level == level);
    if !is_there {
        Err(refuse(world::Error::NotInBin(node.id)))
    } else if may(caller, world, node) {
        Ok(node)
    } else {
        Err(refuse(world::Error::Unreachable(node.drive)))
    }
}

/// Returns what lies in the first level of the bin of a drive, or of all drives, if it is the caller's to restore or
/// to end; the latest deletion first.
///
/// # Errors
/// [`world::Error::NoDrive`], [`world::Error::Unreachable`] for a drive that is closed to the caller, with nothing of
/// theirs in it.
pub fn entries<'w>(
    caller: &Caller,
    world: &'w World,
    drive: Option<&str>,
) -> Result<Vec<&'w Arc<Node>>, Error> {
    let of = |drive: &Drive| world.binned(drive.id).filter(|node| may(caller, world, node));
    let mut all: Vec<_> = match drive {
        None => world.drives().flat_map(of).collect(),
        Some(id) => {
            let drive = caller.named_drive(world, id)?;
            let all: Vec<_> = of(drive).collect();
            if all.is_empty() && !caller.sees(world, drive) {
                return Err(world::Error::Unreachable(drive.id).into());
            }
            all
        }
    };
    http::sort_by_key(&mut all, |node| {
        Reverse((node.trashed.as_ref().map(|trashed| trashed.stamp.at), node.id))
    });
    Ok(all)
}

fn may(caller: &Caller, world: &World, node: &Node) -> bool {
    let put_there = node.trashed.as_ref().is_some_and(|trashed| trashed.stamp.by == caller.actor);
    put_there || caller.abilities(world, node).has(Ability::Delete)
}
