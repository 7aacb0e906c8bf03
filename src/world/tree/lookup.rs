//! Looking items up.

use std::{collections::VecDeque, sync::Arc};

use crate::world::{error::Error, id::NodeId, state::World, tree::node::Node};

/// From this many items on, looking at all of them takes milliseconds.
const MANY: usize = 5000;

impl World {
    /// Returns an item, wherever it is.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn node(&self, id: NodeId) -> Result<&Arc<Node>, Error> {
        self.nodes.get(id).ok_or(Error::NotFound)
    }

    /// Whether there may be so many items that looking at all of them takes long.
    pub fn is_large(&self) -> bool {
        self.nodes.places() > MANY
    }

    /// Returns the id of the next item that is made.
    pub fn next_node(&self) -> NodeId {
        self.nodes.next_id()
    }

    /// Iterates over all items from an id on, wherever they are, in the order in which they were made.
    pub fn nodes_from(&self, first: NodeId) -> impl Iterator<Item = &Arc<Node>> {
        self.nodes.iter_from(first)
    }

    /// Returns an item that is not in the recycle bin.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`].
    pub fn live(&self, id: NodeId) -> Result<&Arc<Node>, Error> {
        let node = self.node(id)?;
        match self.ancestry(node).find(|ancestor| ancestor.trashed.is_some()) {
            Some(_) => Err(Error::InBin(id)),
            None => Ok(node),
        }
    }

    /// Returns a folder that is not in the recycle bin.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`], [`Error::NotAFolder`].
    pub fn live_folder(&self, id: NodeId) -> Result<&Arc<Node>, Error> {
        let node = self.live(id)?;
        if node.is_folder() { Ok(node) } else { Err(Error::NotAFolder(id)) }
    }

    /// Iterates over the item, then the folder that holds it, and so on up to the root.
    pub fn ancestry<'a>(&'a self, node: &'a Node) -> impl Iterator<Item = &'a Node> {
        std::iter::successors(Some(node), |node| self.nodes.get(node.parent?).map(Arc::as_ref))
    }

    /// Whether `node` is `folder` or lies below it.
    pub fn is_within(&self, node: NodeId, folder: NodeId) -> bool {
        self.nodes.get(node).is_some_and(|node| self.ancestry(node).any(|ancestor| ancestor.id == folder))
    }

    /// Returns how many folders lie above an item; 0 for a root.
    pub fn depth(&self, node: &Node) -> u32 {
        u32::try_from(self.ancestry(node).count().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// Returns the path from the root of the drive down to the item; `/` for the root.
    pub fn path(&self, node: &Node) -> String {
        let mut names: Vec<&str> =
            self.ancestry(node).filter(|node| node.parent.is_some()).map(|node| &*node.name).collect();
        if names.is_empty() {
            return "/".into();
        }
        names.push("");
        names.reverse();
        names.join("/")
    }

    /// Returns the live item of this name in a folder, in any case.
    pub fn child(&self, parent: NodeId, name: &str) -> Option<NodeId> {
        self.names.get(parent, &name.into())
    }

    /// Returns the live item at the end of these names, starting from a folder.
    pub fn descend<'a>(&self, from: NodeId, names: impl IntoIterator<Item = &'a str>) -> Option<NodeId> {
        names.into_iter().try_fold(from, |folder, name| self.child(folder, name))
    }

    /// Iterates over the live items directly in a folder, in the order of their folded names.
    pub fn children(&self, parent: NodeId) -> impl Iterator<Item = &Arc<Node>> {
        self.children_after(parent, None)
    }

    /// Iterates as [`Self::children`], from behind a name on.
    pub fn children_after(&self, parent: NodeId, after: Option<&str>) -> impl Iterator<Item = &Arc<Node>> {
        self.names.children(parent, after).filter_map(|(_, id)| self.nodes.get(id))
    }

    /// Iterates over an item and all that lies below it, parents before their children.
    pub fn subtree(&self, root: NodeId) -> impl Iterator<Item = &Arc<Node>> {
        let mut folders = VecDeque::new();
        let mut current: Box<dyn Iterator<Item = &Arc<Node>>> = Box::new(self.nodes.get(root).into_iter());
        std::iter::from_fn(move || {
            loop {
                if let Some(node) = current.next() {
                    if node.children() > 0 {
                        folders.push_back(node.id);
                    }
                    return Some(node);
                }
                current = Box::new(self.children(folders.pop_front()?));
            }
        })
    }

    /// Returns how many levels of folders lie below an item; 0 for a file or an empty folder.
    pub fn height(&self, root: NodeId) -> u32 {
        let base = self.nodes.get(root).map_or(0, |node| self.depth(node));
        self.subtree(root)
            .filter(|node| node.is_folder())
            .map(|node| self.depth(node) - base)
            .max()
            .unwrap_or(0)
    }
}
