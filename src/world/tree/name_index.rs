//! The names in each folder.

use std::{ops::Bound, sync::Arc};

use imbl::OrdMap;

use crate::world::{id::NodeId, name, series::Numbers};

/// Where a name stands: the names of one folder are neighbours, in order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct NameKey {
    folder: NodeId,
    /// The folded name, see [`name::key`].
    key: Arc<str>,
}

/// Every live item but the roots, by its folder and its folded name.
#[derive(Clone, Default, Debug)]
pub struct NameIndex {
    by_name: OrdMap<NameKey, NodeId>,
    /// The numbers that names have taken in each folder.
    numbers: Numbers<NodeId>,
}

impl NameIndex {
    /// Returns the item of this name in a folder, in any case.
    pub fn get(&self, folder: NodeId, name: &Arc<str>) -> Option<NodeId> {
        self.by_name.get(&NameKey { folder, key: name::key(name) }).copied()
    }

    /// Enters an item under a name that is folded already.
    pub fn insert(&mut self, folder: NodeId, key: Arc<str>, id: NodeId) {
        self.numbers.insert(folder, &key);
        self.by_name.insert(NameKey { folder, key }, id);
    }

    pub fn remove(&mut self, folder: NodeId, name: &Arc<str>) {
        let key = name::key(name);
        self.numbers.remove(folder, &key);
        self.by_name.remove(&NameKey { folder, key });
    }

    /// Returns the lowest number from one on that no name of a series has in a folder, but perhaps the folded `own`.
    pub fn first_free(&self, folder: NodeId, series: &Arc<str>, from: i64, own: Option<&str>) -> i64 {
        self.numbers.first_free(folder, series, from, own)
    }

    /// Iterates over a folder's items with their folded names, in the order of these; from behind a name on, if one
    /// is given.
    pub fn children(&self, folder: NodeId, after: Option<&str>) -> impl Iterator<Item = (&Arc<str>, NodeId)> {
        let from = match after {
            Some(name) => Bound::Excluded(NameKey { folder, key: name::key(&name.into()) }),
            None => Bound::Included(NameKey { folder, key: "".into() }),
        };
        self.by_name
            .range((from, Bound::Unbounded))
            .take_while(move |(key, _)| key.folder == folder)
            .map(|(key, id)| (&key.key, *id))
    }

    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.by_name.len()
    }
}
