//! A drive and its owner.

use std::sync::Arc;

use imbl::OrdSet;
use serde::{Deserialize, Serialize};

use crate::world::{
    changes::log::ChangeLog,
    drives::details::DriveDetails,
    id::{AppId, DriveId, GroupId, NodeId, UserId},
};

/// A tree of files and folders with an owner and a quota.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Drive {
    /// Its id.
    pub id: DriveId,
    /// What people call it.
    pub name: Arc<str>,
    /// The people or applications that it belongs to.
    pub owner: Owner,
    /// The kind that Graph shows.
    pub flavor: Flavor,
    /// The folder that holds everything.
    pub root: NodeId,
    /// How many bytes it may hold.
    pub total: u64,
    /// Whether nobody may reach what it holds until it is in use again.
    pub is_disabled: bool,
    /// Bytes of what lies in its recycle bin.
    pub deleted: u64,
    /// What is said about it beside its name.
    pub details: Arc<DriveDetails>,
    /// What lies in its recycle bin, in the order in which it was put there.
    pub(in crate::world) binned: OrdSet<(u64, NodeId)>,
    pub(in crate::world) log: ChangeLog,
}

/// The two kinds of drives that Microsoft Graph distinguishes; the other services know one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum Flavor {
    /// `OneDrive` for Business or `SharePoint`.
    Business,
    /// `OneDrive` for consumers.
    Consumer,
}

/// The people or applications that a drive belongs to, and that reach it.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum Owner {
    /// One person.
    Personal(UserId),
    /// Applications, each on its own behalf.
    App(Arc<[AppId]>),
    /// The members of a group.
    Team(GroupId),
}

impl Drive {
    /// Whether what lies in its recycle bin counts against the quota: on consumers' drives it does not.
    pub fn counts_bin(&self) -> bool {
        self.flavor == Flavor::Business
    }

    /// Returns the person who owns a personal drive.
    pub fn person(&self) -> Option<UserId> {
        match self.owner {
            Owner::Personal(user) => Some(user),
            Owner::App(_) | Owner::Team(_) => None,
        }
    }
}
