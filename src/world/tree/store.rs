//! All nodes, at the index of their id: eight bytes a place, where a tree would take four times that.

use std::sync::Arc;

use imbl::Vector;

use crate::world::{id::NodeId, tree::node::Node};

/// Nodes at the index of their id; a place that was left stays empty, as ids are never used again.
#[derive(Clone, Debug)]
pub struct NodeStore(Vector<Option<Arc<Node>>>);

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

    /// Iterates over all nodes, by their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Node>> {
        self.0.iter().flatten()
    }
}
