//! Making groups, changing and removing them.

use std::sync::Arc;

use crate::world::{
    accounts::actor::{Actor, Stamp},
    error::Error,
    groups::group::{Group, GroupKind, Member, MemberRole},
    id::{GroupId, UserId},
    sharing::role::NamedRole,
    state::World,
    time::Timestamp,
};

impl World {
    /// Creates a team without a drive, whose first member owns it.
    pub fn add_team(&mut self, name: &str, members: &[UserId], now: Timestamp) -> GroupId {
        let role = |at| if at == 0 { MemberRole::Owner } else { MemberRole::Normal };
        let members = members.iter().enumerate().map(|(at, user)| Member::new(*user, role(at)));
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
        let (name, description, parent, initial) = (name.into(), "".into(), None, None);
        let group = Group { id, name, description, kind, parent, members, initial, created };
        self.groups.insert(id, Arc::new(group));
        id
    }

    /// Creates a department without people and without a drive.
    pub fn add_department(
        &mut self,
        name: &str,
        parent: Option<GroupId>,
        by: Actor,
        now: Timestamp,
    ) -> GroupId {
        self.last_group += 1;
        let id = GroupId(self.last_group);
        let created = Stamp { at: now, by };
        let (name, description, members, initial) = (name.into(), "".into(), [].into(), None);
        let kind = GroupKind::Department;
        let group = Group { id, name, description, kind, parent, members, initial, created };
        self.groups.insert(id, Arc::new(group));
        id
    }

    /// Makes a person a member in this role, or gives a member this role.
    ///
    /// A new member gets what the group gives those who join; who looks after it needs no grant.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn join_group(&mut self, id: GroupId, user: UserId, role: MemberRole) -> Result<(), Error> {
        self.edit_group(id, |group| {
            let mut members = group.members.to_vec();
            if let Some(member) = members.iter_mut().find(|member| member.user == user) {
                member.role = role;
            } else {
                let granted = group.initial.filter(|_| role == MemberRole::Normal);
                members.push(Member { granted, ..Member::new(user, role) });
            }
            for member in members.iter_mut().filter(|member| member.role >= MemberRole::Admin) {
                member.granted = None;
            }
            group.members = members.into();
        })
    }

    /// Says what a member may do in the group's drives; none: what their role allows.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn grant_role(&mut self, id: GroupId, user: UserId, granted: Option<NamedRole>) -> Result<(), Error> {
        self.group(id).and_then(|group| group.member(user)).ok_or(Error::NotFound)?;
        self.edit_group(id, |group| {
            let change = |member: &Member| {
                if member.user == user { Member { granted, ..*member } } else { *member }
            };
            group.members = group.members.iter().map(change).collect();
        })
    }

    /// Takes a person out of a group; `heir` owns it if nobody else does, unless it is a department.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn leave_group(&mut self, id: GroupId, user: UserId, heir: UserId) -> Result<(), Error> {
        self.edit_group(id, |group| {
            group.members = group.members.iter().filter(|member| member.user != user).copied().collect();
        })?;
        let group = self.group(id).ok_or(Error::NotFound)?;
        if group.kind != GroupKind::Department && group.owner().is_none() {
            self.join_group(id, heir, MemberRole::Owner)?;
        }
        Ok(())
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
