//! All permissions, by the items that they were given on and by their numbers.

use std::sync::Arc;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use crate::world::{id::NodeId, sharing::permission::Permission};

/// All permissions.
#[derive(Clone, Default, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Permissions {
    /// Those of each item that has any, oldest first.
    of_item: OrdMap<NodeId, Arc<Vec<Permission>>>,
    /// The item that each was given on.
    item_of: OrdMap<u64, NodeId>,
}

impl Permissions {
    /// Returns the permissions that were given on this very item.
    pub fn of(&self, id: NodeId) -> &[Permission] {
        self.of_item.get(&id).map_or(&[], |all| all)
    }

    /// Returns the permissions of all items that have any.
    pub fn all(&self) -> &OrdMap<NodeId, Arc<Vec<Permission>>> {
        &self.of_item
    }

    /// Returns the item that the permission of this number was given on.
    pub fn item_of(&self, number: u64) -> Option<NodeId> {
        self.item_of.get(&number).copied()
    }

    /// Iterates over all permissions, each with the item that it was given on.
    pub fn iter(&self) -> impl Iterator<Item = (NodeId, &Permission)> {
        self.of_item.iter().flat_map(|(id, all)| all.iter().map(|given| (*id, given)))
    }

    /// Keeps a permission, in place of one of the same number.
    pub fn put(&mut self, id: NodeId, permission: Permission) {
        let number = permission.number;
        self.item_of.insert(number, id);
        let all = Arc::make_mut(self.of_item.entry(id).or_default());
        match all.iter_mut().find(|known| known.number == number) {
            Some(known) => *known = permission,
            None => all.push(permission),
        }
    }

    /// Changes a permission of an item. Returns whether there is one of this number.
    pub fn edit(&mut self, id: NodeId, number: u64, change: impl FnOnce(&mut Permission)) -> bool {
        let Some(all) = self.of_item.get_mut(&id) else { return false };
        let known = Arc::make_mut(all).iter_mut().find(|known| known.number == number);
        known.map(change).is_some()
    }

    /// Removes a permission of an item. Returns whether there was one of this number.
    pub fn remove(&mut self, id: NodeId, number: u64) -> bool {
        let Some(all) = self.of_item.get_mut(&id) else { return false };
        let before = all.len();
        let all = Arc::make_mut(all);
        all.retain(|known| known.number != number);
        let (after, found) = (all.len(), all.len() < before);
        if after == 0 {
            self.of_item.remove(&id);
        }
        if found {
            self.item_of.remove(&number);
        }
        found
    }

    /// Removes all permissions of an item.
    pub fn forget(&mut self, id: NodeId) {
        for given in self.of_item.remove(&id).iter().flat_map(|all| all.iter()) {
            self.item_of.remove(&given.number);
        }
    }
}
