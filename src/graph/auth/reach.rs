//! What a caller reaches, and in which role.

use super::{
    caller::{Caller, Reach},
    link,
};
use crate::{
    graph::{
        address::{Address, DriveAddress, ItemAddress, Start, special},
        error::Error,
        ids,
    },
    world::{self, Drive, DriveId, Node, NodeId, Role, World},
};

impl Caller {
    /// Returns the item of an address, if the caller may do to it what the operation does.
    pub fn reach<'w>(&self, world: &'w World, address: &Address) -> Result<&'w Node, Error> {
        self.reach_as(world, address, if self.operation.writes { Role::Write } else { Role::Read })
    }

    /// Returns the item of an address, if the drive or a permission that names the caller gives this role.
    pub fn reach_as<'w>(&self, world: &'w World, address: &Address, role: Role) -> Result<&'w Node, Error> {
        let Address { drive, item } = address;
        if let DriveAddress::Share(share) = drive {
            return self.reach_below(world, link::open_as(self, world, share, role)?, item);
        }
        let drive = self.named(world, drive)?;
        self.disclose(world, (drive, item), role, self.item(world, drive.id, item), |node| node.id)
    }

    /// Returns an item at or below the one that a link leads to.
    fn reach_below<'w>(&self, world: &'w World, top: &Node, item: &ItemAddress) -> Result<&'w Node, Error> {
        let from = self.start(world, top.drive, top.id, item)?;
        let id = world.descend(from, item.names()).filter(|id| world.is_within(*id, top.id));
        Ok(world.live(id.ok_or(world::Error::NotFound)?)?)
    }

    /// Returns `found` if the caller has `role` on it. A failure is passed on only to callers who can see the item
    /// that the address starts from.
    pub fn disclose<T>(
        &self,
        world: &World,
        (drive, item): (&Drive, &ItemAddress),
        role: Role,
        found: Result<T, Error>,
        place: impl FnOnce(&T) -> NodeId,
    ) -> Result<T, Error> {
        if self.check(world, drive).is_ok() {
            return found;
        }
        match found {
            Ok(found) if self.role_at(world, place(&found)) >= Some(role) => Ok(found),
            Err(error) if self.role_at_start(world, drive, item).is_some() => Err(error),
            _ => Err(world::Error::Unreachable(drive.id).into()),
        }
    }

    /// Returns what the caller may do with the item that an address in a drive starts from.
    fn role_at_start(&self, world: &World, drive: &Drive, item: &ItemAddress) -> Option<Role> {
        let start = self.start(world, drive.id, drive.root, item).ok()?;
        self.role_at(world, start)
    }

    /// Returns what the caller may do with the item of this id.
    fn role_at(&self, world: &World, id: NodeId) -> Option<Role> {
        self.role(world, world.node(id).ok()?)
    }

    /// Returns what the caller may do with an item, as its owner or by permissions that name them.
    pub fn role(&self, world: &World, node: &Node) -> Option<Role> {
        if self.reach == Reach::AppFolder {
            let (folder, drive) = self.folder.as_ref()?;
            let folder = folder.find(world, self.own(world, drive).ok()?);
            return folder.filter(|folder| world.is_within(node.id, *folder)).map(|_| Role::Owner);
        }
        if world.drive(node.drive).is_ok_and(|drive| self.check(world, drive).is_ok()) {
            return Some(Role::Owner);
        }
        world.role_of(self.principal.user?, node, self.now())
    }

    /// Returns the drive of an address, if the caller owns it or the folder that the address starts in.
    pub fn drive_of<'w>(&self, world: &'w World, address: &Address) -> Result<&'w Drive, Error> {
        let named = self.named(world, &address.drive)?;
        let is_owner = self.role_at_start(world, named, &address.item) == Some(Role::Owner);
        if is_owner { Ok(named) } else { self.check(world, named) }
    }

    /// Returns the item of an address in a drive that the caller may look into.
    pub fn item<'w>(&self, world: &'w World, drive: DriveId, item: &ItemAddress) -> Result<&'w Node, Error> {
        let from = self.start(world, drive, world.drive(drive)?.root, item)?;
        let id = world.descend(from, item.names()).or_else(|| Self::child_by_id(world, from, &item.path));
        Ok(world.live(id.ok_or(world::Error::NotFound)?)?)
    }

    /// Returns the item whose id stands in place of the last name: SDKs fill `children/{name}` with ids.
    pub fn child_by_id(world: &World, from: NodeId, path: &str) -> Option<NodeId> {
        let (above, id) = path.rsplit_once('/').unwrap_or(("", path));
        let folder = world.descend(from, above.split('/').filter(|name| !name.is_empty()))?;
        ids::parse_item(world, id).filter(|id| world.node(*id).is_ok_and(|node| node.parent == Some(folder)))
    }

    /// Returns the item of this drive that an address starts from; `top` stands for the root.
    pub fn start(
        &self,
        world: &World,
        drive: DriveId,
        top: NodeId,
        item: &ItemAddress,
    ) -> Result<NodeId, Error> {
        let found = match &item.start {
            Start::Root => Some(top),
            Start::Special(name) => world.in_role(drive, &special::role(name, self.principal.app)),
            Start::Id(id) => {
                let node = world.live(ids::parse_item(world, id).ok_or(world::Error::NotFound)?)?;
                (node.drive == drive).then_some(node.id)
            }
        };
        Ok(found.ok_or(world::Error::NotFound)?)
    }
}
