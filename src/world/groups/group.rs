//! Groups: people with roles, who share drives.

use std::sync::Arc;

use crate::world::{
    accounts::actor::Stamp,
    id::{GroupId, UserId},
};

/// People who share drives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// What people call it.
    pub name: Arc<str>,
    /// A text for people.
    pub description: Arc<str>,
    /// What it is.
    pub kind: GroupKind,
    /// The group that it is a part of.
    pub parent: Option<GroupId>,
    /// Its people, in the order in which they joined; all but a department always have an owner.
    pub members: Arc<[Member]>,
    /// The time and the author of its creation.
    pub created: Stamp,
}

/// The kinds of groups.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum GroupKind {
    /// People who work together.
    Team,
    /// A part of the organisation.
    Department,
    /// People who are named together and share no drive.
    List,
}

/// One of a group's people.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Member {
    /// The person.
    pub user: UserId,
    /// What they may do in the group's drives.
    pub role: MemberRole,
}

/// What a member may do; each role includes the ones before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum MemberRole {
    /// Reading.
    ReadOnly,
    /// Changing.
    Normal,
    /// Everything but giving the group away.
    Admin,
    /// Everything.
    Owner,
}

impl Group {
    /// Returns the role of a person; none if they are no member.
    pub fn role(&self, user: UserId) -> Option<MemberRole> {
        self.members.iter().find(|member| member.user == user).map(|member| member.role)
    }

    /// Returns the first owner.
    pub fn owner(&self) -> Option<UserId> {
        self.members.iter().find(|member| member.role == MemberRole::Owner).map(|member| member.user)
    }
}
