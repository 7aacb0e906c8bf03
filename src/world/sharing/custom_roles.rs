//! Roles that the people of a drive make.

use std::sync::Arc;

use crate::world::{
    error::Error,
    id::{DriveId, NodeId},
    sharing::{
        ability::Abilities,
        permission::Role,
        role::{CustomRole, NamedRole},
    },
    state::World,
};

/// The most roles that the people of a drive can make.
pub const MOST_CUSTOM_ROLES: usize = 100;

impl World {
    /// Iterates over the roles that the people of a drive made, oldest first.
    pub fn custom_roles(&self, drive: DriveId) -> impl Iterator<Item = &CustomRole> {
        let all = self.custom_roles.range((drive, 0)..=(drive, u64::MAX));
        all.map(|(_, role)| &**role)
    }

    /// Returns one role that the people of a drive made.
    pub fn custom_role(&self, drive: DriveId, number: u64) -> Option<&CustomRole> {
        self.custom_roles.get(&(drive, number)).map(Arc::as_ref)
    }

    /// Makes a role for a drive. Returns its number.
    ///
    /// # Errors
    /// [`Error::NoDrive`], [`Error::TooManyItems`].
    pub fn add_custom_role(
        &mut self,
        drive: DriveId,
        name: &str,
        abilities: Abilities,
    ) -> Result<u64, Error> {
        self.drive(drive)?;
        if self.custom_roles(drive).count() >= MOST_CUSTOM_ROLES {
            return Err(Error::TooManyItems { limit: MOST_CUSTOM_ROLES as u64 });
        }
        let number = self.next_serial();
        self.custom_roles
            .insert((drive, number), Arc::new(CustomRole { number, name: name.into(), abilities }));
        Ok(number)
    }

    /// Changes a role of a drive; permissions by that role change with it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn edit_custom_role(
        &mut self,
        drive: DriveId,
        number: u64,
        change: impl FnOnce(&mut CustomRole),
    ) -> Result<(), Error> {
        let role = Arc::make_mut(self.custom_roles.get_mut(&(drive, number)).ok_or(Error::NotFound)?);
        change(role);
        let closest = Role::closest(role.abilities);
        self.of_custom_role(drive, number).into_iter().try_for_each(|(id, permission)| {
            self.edit_permission(id, permission, |given| given.role = closest)
        })
    }

    /// Removes a role of a drive; permissions by it end, or go on by another role.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn remove_custom_role(
        &mut self,
        drive: DriveId,
        number: u64,
        instead: Option<NamedRole>,
    ) -> Result<(), Error> {
        self.custom_roles.remove(&(drive, number)).ok_or(Error::NotFound)?;
        for (id, permission) in self.of_custom_role(drive, number) {
            match instead {
                Some(named) => {
                    let closest = Role::closest(self.abilities_of_role(drive, named).unwrap_or_default());
                    self.edit_permission(id, permission, |given| {
                        given.named = Some(named);
                        given.role = closest;
                    })?;
                }
                None => self.unshare(id, permission)?,
            }
        }
        Ok(())
    }

    /// Forgets the roles that the people of a drive made, which is gone.
    pub(in crate::world) fn forget_custom_roles(&mut self, drive: DriveId) {
        let numbers: Vec<u64> = self.custom_roles(drive).map(|role| role.number).collect();
        for number in numbers {
            self.custom_roles.remove(&(drive, number));
        }
    }

    /// Returns the permissions by a role of a drive, each with its item.
    fn of_custom_role(&self, drive: DriveId, number: u64) -> Vec<(NodeId, u64)> {
        let of_drive = |id: &NodeId| self.node(*id).is_ok_and(|node| node.drive == drive);
        let all = self.all_permissions();
        let by_role =
            all.filter(|(id, given)| given.named == Some(NamedRole::Custom(number)) && of_drive(id));
        by_role.map(|(id, given)| (id, given.number)).collect()
    }
}
