//! What goes into an archive of an item.

use std::sync::Arc;

use crate::world::{error::Error, id::NodeId, state::World, tasks::job::Packed, tree::node::Node};

impl World {
    /// Returns an item and all below it by their paths, which begin with the item's own name; what does not fit is
    /// left out.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`].
    pub fn pack(&self, top: NodeId, fits: impl Fn(&Node) -> bool) -> Result<Arc<[Packed]>, Error> {
        let node = self.live(top)?;
        let above = node
            .parent
            .map_or(Ok(String::new()), |parent| self.node(parent).map(|parent| self.path(parent)))?;
        let skip = if above == "/" { 1 } else { above.len() + 1 };
        Ok(self
            .subtree(top)
            .filter(|node| node.parent.is_some() && fits(node))
            .map(|node| Packed {
                path: self.path(node)[skip.min(self.path(node).len())..].into(),
                content: node.content().cloned(),
                modified: node.modified.at,
            })
            .collect())
    }
}
