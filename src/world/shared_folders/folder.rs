//! Folders that a family shares, and invitations to join one.

use std::sync::Arc;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use crate::world::{
    id::{GroupId, NodeId, UserId},
    time::Timestamp,
};

/// All shared folders by their items, and all invitations by their numbers.
#[derive(Clone, Default, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct SharedFolders {
    pub folders: OrdMap<NodeId, Arc<SharedFolder>>,
    pub invitations: OrdMap<u64, Arc<Invitation>>,
}

/// A folder that the members of a group share.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct SharedFolder {
    /// The folder.
    pub node: NodeId,
    /// Who shares it; its owner is the folder's.
    pub group: GroupId,
    /// Who made it.
    pub by: UserId,
    /// When it was made.
    pub created: Timestamp,
}

/// An invitation to join the group of a shared folder.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Invitation {
    /// Its number, unlike that of every other one.
    pub number: u64,
    /// The folder.
    pub folder: NodeId,
    /// Who invites.
    pub from: UserId,
    /// Who is invited.
    pub to: UserId,
    /// When it was sent.
    pub sent: Timestamp,
    /// When it ends.
    pub expires: Timestamp,
    /// Whether it was accepted, once it was answered.
    pub accepted: Option<bool>,
}

impl Invitation {
    /// Whether it can be answered.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.accepted.is_none() && now < self.expires
    }
}

impl SharedFolders {
    /// Forgets a folder with its invitations. Returns its group.
    pub fn forget_node(&mut self, id: NodeId) -> Option<GroupId> {
        let folder = self.folders.remove(&id)?;
        self.retain_invitations(|invitation| invitation.folder != id);
        Some(folder.group)
    }

    /// Keeps the invitations that pass.
    pub fn retain_invitations(&mut self, passes: impl Fn(&Invitation) -> bool) {
        self.invitations = self
            .invitations
            .iter()
            .filter(|(_, it)| passes(it))
            .map(|(n, it)| (*n, Arc::clone(it)))
            .collect();
    }
}
