//! What a caller reaches, and in which role.

use super::{
    caller::{Caller, Reach},
    link,
};
use crate::{
    graph::{
        address::{Address, DriveAddress, ItemAddress, Start, find, special},
        error::Error,
    },
    world::{self, Abilities, Ability, Drive, DriveId, Node, NodeId, Role, World},
};

impl Caller {
    /// Returns the item of an address, if the caller may read it, or change it where the operation writes.
    pub fn reach<'w>(&self, world: &'w World, address: &Address) -> Result<&'w Node, Error> {
        self.reach_to(world, address, if self.operation.writes { Ability::Update } else { Ability::Preview })
    }

    /// Returns the item of an address, if the caller may do this with it.
    pub fn reach_to<'w>(
        &self,
        world: &'w World,
        address: &Address,
        ability: Ability,
    ) -> Result<&'w Node, Error> {
        self.reach_as(world, address, if self.operation.writes { Role::Write } else { Role::Read }, ability)
    }

    /// Returns the item of an address, if the drive or a permission that names the caller gives this role, and all that
    /// holds for the item allows them to do this.
    pub fn reach_as<'w>(
        &self,
        world: &'w World,
        address: &Address,
        role: Role,
        ability: Ability,
    ) -> Result<&'w Node, Error> {
        let Address { drive, item, .. } = address;
        if let DriveAddress::Share(share) = drive {
            let node = self.reach_below(world, link::open_as(self, world, share, role)?, item)?;
            return self.permit(world, node, ability);
        }
        let drive = self.named(world, drive)?;
        let found = self.item(world, drive.id, item);
        self.disclose(world, (drive, item), (role, ability), found, |node| node.id)
    }

    /// Returns what the caller may do with an item, one by one; an application by itself may do everything.
    pub fn abilities(&self, world: &World, node: &Node) -> Abilities {
        match self.principal.user {
            Some(_) => world.abilities_by_address(&self.principal, node, self.now()),
            None => world.abilities_of_company(node),
        }
    }

    /// Returns what the caller may do with an item and with everything below it.
    pub fn abilities_throughout(&self, world: &World, node: &Node) -> Abilities {
        match self.principal.user {
            Some(_) => world.abilities_throughout(&self.principal, node, self.now()),
            None => world.abilities_of_company(node),
        }
    }

    /// Returns an item if the caller may do this with it.
    pub fn permit<'w>(&self, world: &World, node: &'w Node, ability: Ability) -> Result<&'w Node, Error> {
        let may = self.abilities(world, node).has(ability);
        if may { Ok(node) } else { Err(world::Error::Unreachable(node.drive).into()) }
    }

    /// Returns an item at or below the one that a link leads to.
    fn reach_below<'w>(&self, world: &'w World, top: &Node, item: &ItemAddress) -> Result<&'w Node, Error> {
        let from = self.start(world, top.drive, top.id, item)?;
        let id = world.descend(from, item.names()).filter(|id| world.is_within(*id, top.id));
        Ok(world.live(id.ok_or(world::Error::NotFound)?)?)
    }

    /// Returns `found` if the caller has `role` on it and may do this with it. A failure is passed on only to callers who
    /// can see the item that the address starts from.
    pub fn disclose<T>(
        &self,
        world: &World,
        (drive, item): (&Drive, &ItemAddress),
        (role, ability): (Role, Ability),
        found: Result<T, Error>,
        place: impl FnOnce(&T) -> NodeId,
    ) -> Result<T, Error> {
        let may = |id| {
            let node = world.node(id).ok()?;
            Some(self.role(world, node) >= Some(role) && self.abilities(world, node).has(ability))
        };
        match found {
            Ok(found) if may(place(&found)) == Some(true) => Ok(found),
            Err(error) if self.sees_start(world, drive, item) => Err(error),
            _ => Err(world::Error::Unreachable(drive.id).into()),
        }
    }

    /// Whether the caller may know whether there is the item that an address in a drive starts from.
    fn sees_start(&self, world: &World, drive: &Drive, item: &ItemAddress) -> bool {
        match self.start(world, drive.id, drive.root, item) {
            Ok(start) => self.role_at(world, start).is_some(),
            Err(_) => self.check(world, drive).is_ok(),
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
        if self.principal.user.is_none() {
            return world.drive_in_use(node.drive).is_ok().then_some(Role::Owner);
        }
        world.role_held(&self.principal, node, self.now())
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
        find::item(world, id).filter(|id| world.node(*id).is_ok_and(|node| node.parent == Some(folder)))
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
                let known = find::item(world, id).ok_or_else(|| self.no_item(world, drive, id))?;
                let node = world.live(known)?;
                (node.drive == drive).then_some(node.id)
            }
        };
        Ok(found.ok_or(world::Error::NotFound)?)
    }

    /// Returns why an id names no item of a drive: to the owner of the drive, it may name a bundle.
    fn no_item(&self, world: &World, drive: DriveId, id: &str) -> Error {
        let bundle = find::bundle(world, id).filter(|bundle| bundle.drive == drive);
        let is_owners = || world.drive(drive).is_ok_and(|drive| self.check(world, drive).is_ok());
        match bundle.filter(|_| is_owners()) {
            Some(bundle) => Error::Bundle { bundle: bundle.id, operation: self.operation.name },
            None => world::Error::NotFound.into(),
        }
    }
}
