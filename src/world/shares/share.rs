//! A share, and all of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use imbl::{OrdMap, OrdSet};
use serde::{Deserialize, Serialize};

use crate::world::{
    id::{DriveId, GroupId, NodeId, UserId},
    sharing::{ability::Preset, permission::LinkScope},
    time::Timestamp,
};

/// Files and folders of one drive that a person lets others have together.
///
/// On each of them a link stands for the share, so that every service sees who may do what.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Share {
    /// Its number, unlike that of every other share.
    pub number: u64,
    /// The person who shares.
    pub owner: UserId,
    /// The drive that the items lie in.
    pub drive: DriveId,
    /// The items, in the order in which they were named; those that were deleted for good are not among them.
    pub items: Vec<SharedItem>,
    /// What others may do with them.
    pub terms: ShareTerms,
    /// When it was made.
    pub created: Timestamp,
    /// When its terms were last changed.
    pub updated: Timestamp,
    /// The people who came, and when they did first.
    pub guests: BTreeMap<UserId, Timestamp>,
    /// The people who do not want it any more.
    pub left: BTreeSet<UserId>,
    /// How often it was used.
    pub counts: ShareCounts,
}

/// An item of a share.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct SharedItem {
    /// The item.
    pub node: NodeId,
    /// The number of the link that stands for the share there.
    pub link: u64,
}

/// What a person says of a share, and may change.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct ShareTerms {
    /// The people that it is for.
    pub audience: Audience,
    /// Whether they may look at the items.
    pub preview: bool,
    /// Whether they may change them.
    pub edit: bool,
    /// Whether they may take them along.
    pub download: bool,
    /// What they have to know besides.
    pub code: Option<Arc<str>>,
    /// A text for them.
    pub comment: Arc<str>,
    /// When it ends.
    pub expires: Timestamp,
}

/// The people that a share is for.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum Audience {
    /// Everybody.
    Anyone,
    /// Everybody with an account.
    Company,
    /// The people who are named.
    Named {
        /// The people.
        people: Vec<UserId>,
        /// The groups whose members are meant.
        groups: Vec<GroupId>,
    },
}

/// How often a share was used.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Deserialize, Serialize)]
pub struct ShareCounts {
    /// Looked at.
    pub views: u64,
    /// Downloaded.
    pub downloads: u64,
    /// Saved to another place.
    pub saves: u64,
}

/// All shares, and which of them an item belongs to.
#[derive(Clone, Default, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Shares {
    pub(in crate::world) all: OrdMap<u64, Arc<Share>>,
    pub(in crate::world) of_item: OrdSet<(NodeId, u64)>,
}

impl ShareTerms {
    /// Returns the role that fits best what others may do.
    pub fn preset(&self) -> Preset {
        if self.edit {
            Preset::Editable
        } else if self.download {
            Preset::Viewable
        } else {
            Preset::ViewOnly
        }
    }
}

impl Audience {
    /// Returns how far it reaches.
    pub fn scope(&self) -> LinkScope {
        match self {
            Self::Anyone => LinkScope::Anonymous,
            Self::Company => LinkScope::Organization,
            Self::Named { .. } => LinkScope::Users,
        }
    }
}

impl Shares {
    /// Takes an item that is gone out of its shares; a share without any is gone as well.
    pub fn forget_node(&mut self, id: NodeId) {
        while let Some((_, number)) = self.of_item.get_next(&(id, 0)).filter(|(of, _)| *of == id).copied() {
            self.of_item.remove(&(id, number));
            let Some(share) = self.all.get_mut(&number) else { continue };
            let share = Arc::make_mut(share);
            share.items.retain(|item| item.node != id);
            if share.items.is_empty() {
                self.all.remove(&number);
            }
        }
    }
}
