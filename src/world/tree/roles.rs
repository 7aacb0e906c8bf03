//! Roles of items in their drives, such as that of a special folder: a drive finds the item wherever it is moved.

use std::sync::Arc;

use crate::world::{
    error::Error,
    id::{DriveId, NodeId},
    state::World,
};

impl World {
    /// Returns the live item that plays this role in a drive.
    pub fn in_role(&self, drive: DriveId, role: &str) -> Option<NodeId> {
        let id = *self.role_players.get(&(drive, role.into()))?;
        self.live(id).ok().filter(|node| node.drive == drive).map(|node| node.id)
    }

    /// Returns the role that an item plays in its drive.
    pub fn role(&self, id: NodeId) -> Option<&str> {
        let (drive, role) = self.roles.get(&id)?;
        self.node(id).is_ok_and(|node| node.drive == *drive).then_some(role)
    }

    /// Gives an item a role in its drive, and takes it from the item that played it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`].
    pub fn give_role(&mut self, id: NodeId, role: &str) -> Result<(), Error> {
        let key = (self.live(id)?.drive, Arc::<str>::from(role));
        if let Some(before) = self.role_players.insert(key.clone(), id).filter(|before| *before != id) {
            self.roles.remove(&before);
        }
        if let Some(other) = self.roles.insert(id, key.clone()).filter(|other| *other != key) {
            self.role_players.remove(&other);
        }
        Ok(())
    }

    /// Forgets the roles in a drive that is removed, also those of items that have left it.
    pub(in crate::world) fn forget_roles_in(&mut self, drive: DriveId) {
        let first = (drive, Arc::from(""));
        let roles = self.role_players.range(first..).take_while(|((of, _), _)| *of == drive);
        let roles: Vec<_> = roles.map(|(role, id)| (role.clone(), *id)).collect();
        for (role, id) in roles {
            self.role_players.remove(&role);
            self.roles.remove(&id);
        }
    }

    /// Forgets the role of an item that is gone for good.
    pub(in crate::world) fn forget_role(&mut self, id: NodeId) {
        if let Some(role) = self.roles.remove(&id) {
            self.role_players.remove(&role);
        }
    }
}
