//! Groups: people with roles, who share drives.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::world::{
    accounts::actor::Stamp,
    id::{GroupId, UserId},
    sharing::{ability::Preset, role::NamedRole},
};

/// People who share drives.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
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
    /// What people may do in its drives who join it from now on, if not what the role of a member allows.
    pub initial: Option<NamedRole>,
    /// The time and the author of its creation.
    pub created: Stamp,
}

/// The kinds of groups.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum GroupKind {
    /// People who work together.
    Team,
    /// A part of the organisation.
    Department,
    /// People who are named together and share no drive.
    List,
    /// People who share one folder of the owner's.
    Family,
}

/// One of a group's people.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Member {
    /// The person.
    pub user: UserId,
    /// What they may do in the group's drives.
    pub role: MemberRole,
    /// What they may do there instead, unless they look after the group.
    pub granted: Option<NamedRole>,
}

impl Member {
    /// Returns a member who may do what their role allows.
    pub fn new(user: UserId, role: MemberRole) -> Self {
        Self { user, role, granted: None }
    }

    /// Returns the role that says what they may do in the group's drives.
    pub fn named(&self) -> NamedRole {
        let preset = match self.role {
            MemberRole::Owner | MemberRole::Admin => return NamedRole::Preset(Preset::Manageable),
            MemberRole::Normal => Preset::Shareable,
            MemberRole::ReadOnly => Preset::Viewable,
        };
        self.granted.unwrap_or(NamedRole::Preset(preset))
    }
}

/// What a member may do; each role includes the ones before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize, Serialize)]
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
    /// Returns a person as a member; none if they are none.
    pub fn member(&self, user: UserId) -> Option<&Member> {
        self.members.iter().find(|member| member.user == user)
    }

    /// Returns the role of a person; none if they are no member.
    pub fn role(&self, user: UserId) -> Option<MemberRole> {
        self.member(user).map(|member| member.role)
    }

    /// Returns the first owner.
    pub fn owner(&self) -> Option<UserId> {
        self.members.iter().find(|member| member.role == MemberRole::Owner).map(|member| member.user)
    }
}
