//! Making groups, changing and removing them.

use std::sync::Arc;

use crate::world::{
    accounts::actor::{Actor, Stamp},
    error::Error,
    groups::group::{Group, GroupKind, Member, MemberRole},
    id::{GroupId, UserId},
    state::World,
    time::Timestamp,
};

impl World {
    /// Creates a team without a drive, whose first member owns it.
    pub fn add_team(&mut self, name: &str, members: &[UserId], now: Timestamp) -> GroupId {
        let role = |at| if at == 0 { MemberRole::Owner } else { MemberRole::Normal };
        let members = members.iter().enumerate().map(|(at, user)| Member { user: *user, role: role(at) });
        self.add_group(name, GroupKind::Team, members.collect(), now)
    }

    /// Creates a group without a drive.
    ///
    /// # Panics
    /// If it has no owner.
    pub fn add_group(
        &mut self,
        name: &str,
        kind: GroupKind,
        members: Arc<[Member]>,
        now: Timestamp,
    ) -> GroupId {
        self.last_group += 1;
        let id = GroupId(self.last_group);
        let owner = members.iter().find(|member| member.role == MemberRole::Owner);
        let created = Stamp { at: now, by: Actor::User(owner.expect("a group has an owner").user) };
        let (name, description, parent) = (name.into(), "".into(), None);
        self.groups.insert(id, Arc::new(Group { id, name, description, kind, parent, members, created }));
        id
    }

    /// Iterates over all groups, in the order in which they were created.
    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        self.groups.values().map(Arc::as_ref)
    }

    /// Returns one group.
    pub fn group(&self, id: GroupId) -> Option<&Group> {
        self.groups.get(&id).map(Arc::as_ref)
    }

    /// Changes a group.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn edit_group(&mut self, id: GroupId, change: impl FnOnce(&mut Group)) -> Result<(), Error> {
        change(Arc::make_mut(self.groups.get_mut(&id).ok_or(Error::NotFound)?));
        Ok(())
    }

    /// Forgets a group; its drives have to be removed before.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn remove_group(&mut self, id: GroupId) -> Result<(), Error> {
        self.groups.remove(&id).map(drop).ok_or(Error::NotFound)
    }

    /// Whether a person is in a group, in whatever role.
    pub fn is_member(&self, group: GroupId, user: UserId) -> bool {
        self.group(group).is_some_and(|group| group.role(user).is_some())
    }
}
