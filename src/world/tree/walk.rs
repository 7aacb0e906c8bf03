//! Walking over a subtree in steps.

use std::{collections::VecDeque, sync::Arc};

use crate::world::{id::NodeId, state::World, tree::node::Node};

/// A walk over items and all that lies below them, one after the other, each in the order of [`World::subtree`].
///
/// It borrows nothing, so that it can stop and go on later, in the same world.
#[derive(Clone, Default, Debug)]
pub struct Walk {
    /// The topmost items that were not met yet.
    tops: VecDeque<NodeId>,
    /// The folder whose children come next, and the name of the last one of them that was met.
    place: Option<(NodeId, Option<Arc<str>>)>,
    /// The folders after that.
    folders: VecDeque<NodeId>,
}

impl Walk {
    /// Begins at an item.
    pub fn from(top: NodeId) -> Self {
        Self::over([top])
    }

    /// Goes from one item to the next.
    pub fn over(tops: impl IntoIterator<Item = NodeId>) -> Self {
        Self { tops: tops.into_iter().collect(), ..Self::default() }
    }

    /// Returns the next items, fewer than `most` only where the walk ends.
    pub fn next<'w>(&mut self, world: &'w World, most: usize) -> Vec<&'w Arc<Node>> {
        let mut met = Vec::new();
        while met.len() < most {
            let before = met.len();
            if let Some((folder, after)) =
                self.place.take().or_else(|| Some((self.folders.pop_front()?, None)))
            {
                met.extend(world.children_after(folder, after.as_deref()).take(most - before));
                if met.len() == most {
                    self.place = met.last().map(|last| (folder, Some(Arc::clone(&last.name))));
                }
            } else if let Some(top) = self.tops.pop_front() {
                met.extend(world.node(top).ok());
            } else {
                break;
            }
            self.folders.extend(met[before..].iter().filter(|node| node.children() > 0).map(|node| node.id));
        }
        met
    }
}
