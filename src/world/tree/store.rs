//! All nodes, at the index of their id: eight bytes a place, where a tree would take four times that.

use std::sync::Arc;

use imbl::Vector;
use serde::{Deserialize, Serialize};

use crate::world::{id::NodeId, tree::node::Node};

/// Nodes at the index of their id; a place that was left stays empty, as ids are never used again.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct NodeStore(Vector<Option<Arc<Node>>>);

/// An item before and now; none where it was not, or is not any more.
pub type ChangedNode<'w> = (Option<&'w Arc<Node>>, Option<&'w Arc<Node>>);

impl Default for NodeStore {
    /// No node has the id 0.
    fn default() -> Self {
        Self(Vector::unit(None))
    }
}

fn index(id: NodeId) -> usize {
    usize::try_from(id.number()).unwrap_or(usize::MAX)
}

impl NodeStore {
    pub fn get(&self, id: NodeId) -> Option<&Arc<Node>> {
        self.0.get(index(id))?.as_ref()
    }

    pub fn get_mut(&mut self, id: NodeId) -> Option<&mut Arc<Node>> {
        self.0.get_mut(index(id))?.as_mut()
    }

    /// Returns how many places there are, those that were left among them.
    pub fn places(&self) -> usize {
        self.0.len()
    }

    /// Returns the id of the next node that is added.
    pub fn next_id(&self) -> NodeId {
        NodeId::from_number(self.0.len() as u64).expect("place 0 is always there")
    }

    /// Adds the node that has [`Self::next_id`].
    pub fn push(&mut self, node: Node) {
        debug_assert_eq!(node.id, self.next_id(), "ids are handed out in order");
        self.0.push_back(Some(Arc::new(node)));
    }

    /// Takes the next id for a node that is to come; its place stays empty until then.
    pub fn reserve(&mut self) -> NodeId {
        let id = self.next_id();
        self.0.push_back(None);
        id
    }

    /// Adds a node with an id that was reserved.
    pub fn fill(&mut self, node: Node) {
        let place = self.0.get_mut(index(node.id));
        debug_assert!(place.as_ref().is_some_and(|place| place.is_none()), "reserved, and still free");
        if let Some(place) = place {
            *place = Some(Arc::new(node));
        }
    }

    pub fn remove(&mut self, id: NodeId) {
        if let Some(place) = self.0.get_mut(index(id)) {
            *place = None;
        }
    }

    /// Returns the places in which two stores differ: what was there before, and what is there now. Leaves that both
    /// share are passed over as a whole.
    pub fn differences<'s>(&'s self, before: &'s Self) -> Vec<ChangedNode<'s>> {
        let mut differences = Vec::new();
        let (mut old_leaves, mut new_leaves) = (before.0.leaves(), self.0.leaves());
        let (mut old, mut new): (&[_], &[_]) = (&[], &[]);
        loop {
            if old.is_empty() {
                old = old_leaves.next().unwrap_or_default();
            }
            if new.is_empty() {
                new = new_leaves.next().unwrap_or_default();
            }
            let both = match (old.len(), new.len()) {
                (0, 0) => return differences,
                (0, rest) | (rest, 0) => rest,
                (old, new) => old.min(new),
            };
            let (old_part, old_rest) = old.split_at(both.min(old.len()));
            let (new_part, new_rest) = new.split_at(both.min(new.len()));
            if !std::ptr::eq(old_part, new_part) {
                let at = |part: &'s [Option<Arc<Node>>], at| part.get(at).and_then(Option::as_ref);
                let pairs = (0..both).map(|place| (at(old_part, place), at(new_part, place)));
                differences.extend(pairs.filter(|pair| match pair {
                    (Some(old), Some(new)) => !Arc::ptr_eq(old, new),
                    (None, None) => false,
                    _ => true,
                }));
            }
            (old, new) = (old_rest, new_rest);
        }
    }

    /// Iterates over the nodes from an id on, by their ids.
    pub fn iter_from(&self, first: NodeId) -> impl Iterator<Item = &Arc<Node>> {
        self.0.focus().narrow(index(first).min(self.0.len())..).into_iter().flatten()
    }

    /// Iterates over all nodes, by their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Node>> {
        self.0.iter().flatten()
    }
}
