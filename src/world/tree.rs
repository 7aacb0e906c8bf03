//! The tree: looking items up, and the few primitives that every operation is made of.

use std::{collections::VecDeque, ops::Bound, sync::Arc};

use super::{Actor, Error, Node, NodeId, NodeKind, Stamp, Timestamp, World, name};

/// How deep a folder may lie below the root of its drive.
pub const DEEPEST: u32 = 400;

/// Where a name stands: the names of one folder are neighbours, in order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct NameKey {
    pub parent: NodeId,
    pub key: Arc<str>,
}

impl World {
    /// An item, wherever it is.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn node(&self, id: NodeId) -> Result<&Arc<Node>, Error> {
        self.nodes.get(id).ok_or(Error::NotFound)
    }

    /// An item that is not in the recycle bin.
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

    /// A folder that is not in the recycle bin.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`], [`Error::NotAFolder`].
    pub fn live_folder(&self, id: NodeId) -> Result<&Arc<Node>, Error> {
        let node = self.live(id)?;
        if node.is_folder() { Ok(node) } else { Err(Error::NotAFolder(id)) }
    }

    /// The item, then the folder that holds it, and so on up to the root.
    pub fn ancestry<'a>(&'a self, node: &'a Node) -> impl Iterator<Item = &'a Node> {
        std::iter::successors(Some(node), |node| self.nodes.get(node.parent?).map(Arc::as_ref))
    }

    /// Whether `node` is `folder` or lies below it.
    pub fn is_within(&self, node: NodeId, folder: NodeId) -> bool {
        self.nodes.get(node).is_some_and(|node| self.ancestry(node).any(|ancestor| ancestor.id == folder))
    }

    /// How many folders lie above an item; 0 for a root.
    pub fn depth(&self, node: &Node) -> u32 {
        u32::try_from(self.ancestry(node).count().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// The names from the root of the drive down to the item, each behind a slash; `/` for the root.
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

    /// The live item of this name in a folder, whatever its case.
    pub fn child(&self, parent: NodeId, name: &str) -> Option<NodeId> {
        self.names.get(&NameKey { parent, key: name::key(&name.into()) }).copied()
    }

    /// The live item at the end of these names, starting from a folder.
    pub fn descend<'a>(&self, from: NodeId, names: impl IntoIterator<Item = &'a str>) -> Option<NodeId> {
        names.into_iter().try_fold(from, |folder, name| self.child(folder, name))
    }

    /// The live items directly in a folder, in the order of their folded names.
    pub fn children(&self, parent: NodeId) -> impl Iterator<Item = &Arc<Node>> {
        self.children_after(parent, None)
    }

    /// As [`Self::children`], from behind a name on.
    pub fn children_after(&self, parent: NodeId, after: Option<&str>) -> impl Iterator<Item = &Arc<Node>> {
        let from = match after {
            Some(name) => Bound::Excluded(NameKey { parent, key: name::key(&name.into()) }),
            None => Bound::Included(NameKey { parent, key: "".into() }),
        };
        self.names
            .range((from, Bound::Unbounded))
            .take_while(move |(key, _)| key.parent == parent)
            .filter_map(|(_, id)| self.nodes.get(*id))
    }

    /// An item and all that lies below it, parents before their children.
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

    /// The children of an item as they are keyed, for copying without folding names again.
    pub(super) fn keyed_children(&self, parent: NodeId) -> impl Iterator<Item = (&Arc<str>, &Arc<Node>)> {
        self.names
            .range(NameKey { parent, key: "".into() }..)
            .take_while(move |(key, _)| key.parent == parent)
            .filter_map(|(key, id)| Some((&key.key, self.nodes.get(*id)?)))
    }

    /// Changes one item in place.
    pub(super) fn edit<T>(&mut self, id: NodeId, change: impl FnOnce(&mut Node) -> T) -> Result<T, Error> {
        self.nodes.get_mut(id).map(|node| change(Arc::make_mut(node))).ok_or(Error::NotFound)
    }

    /// Marks an item as changed: its stamp, its revision and its place in the change log.
    pub(super) fn touch(&mut self, id: NodeId, by: Actor, now: Timestamp) -> Result<(), Error> {
        self.edit(id, |node| {
            node.modified = Stamp { at: now, by };
            node.revision += 1;
        })?;
        self.log(id)
    }

    /// Enters an item's name in its folder.
    pub(super) fn enter(&mut self, parent: NodeId, key: Arc<str>, id: NodeId, size: u64) {
        self.names.insert(NameKey { parent, key }, id);
        self.grow(parent, |children| children + 1, |total| total + size);
    }

    /// Takes an item's name out of its folder.
    pub(super) fn leave(&mut self, node: &Node) -> Result<(), Error> {
        let parent = node.parent.ok_or(Error::IsRoot(node.id))?;
        self.names.remove(&NameKey { parent, key: name::key(&node.name) });
        let size = node.size();
        self.grow(parent, |children| children - 1, |total| total - size);
        Ok(())
    }

    /// Changes how many items a folder holds, and the size of it and of all above it.
    pub(super) fn grow(&mut self, folder: NodeId, count: impl FnOnce(u32) -> u32, sum: impl Fn(u64) -> u64) {
        let mut count = Some(count);
        let mut next = Some(folder);
        while let Some(id) = next {
            next = self.nodes.get_mut(id).and_then(|node| {
                let node = Arc::make_mut(node);
                if let NodeKind::Folder { children, changes, size } = &mut node.kind {
                    *changes += 1;
                    *size = sum(*size);
                    if let Some(count) = count.take() {
                        *children = count(*children);
                    }
                }
                node.parent
            });
        }
    }

    /// The name under which an item may be entered, and the item that has to give way to it.
    ///
    /// `own` is the item itself when it moves: its own name is not in its way.
    pub(super) fn resolve_name(
        &self,
        parent: NodeId,
        wanted: &Arc<str>,
        is_folder: bool,
        on_conflict: name::OnConflict,
        own: Option<NodeId>,
        now: Timestamp,
    ) -> Result<(Arc<str>, Option<NodeId>), Error> {
        name::check(wanted)?;
        let taken = |name: &Arc<str>| {
            self.names.get(&NameKey { parent, key: name::key(name) }).copied().filter(|id| Some(*id) != own)
        };
        let Some(other) = taken(wanted) else { return Ok((Arc::clone(wanted), None)) };
        match on_conflict {
            name::OnConflict::Replace if !is_folder && !self.node(other)?.is_folder() => {
                Ok((Arc::clone(wanted), Some(other)))
            }
            name::OnConflict::Fail | name::OnConflict::Replace => Err(Error::NameTaken([other].into())),
            name::OnConflict::Rename(style) => {
                Ok((style.vary(wanted, is_folder, now, |name| taken(name).is_some()), None))
            }
        }
    }

    /// Refuses a folder that would lie too deep, with all that lies below it.
    pub(super) fn check_depth(&self, parent: &Node, height: u32) -> Result<(), Error> {
        if self.depth(parent) + 1 + height > DEEPEST {
            Err(Error::TooDeep { limit: DEEPEST })
        } else {
            Ok(())
        }
    }

    /// How many levels of folders lie below an item; 0 for a file or an empty folder.
    pub fn height(&self, root: NodeId) -> u32 {
        let base = self.nodes.get(root).map_or(0, |node| self.depth(node));
        self.subtree(root)
            .filter(|node| node.is_folder())
            .map(|node| self.depth(node) - base)
            .max()
            .unwrap_or(0)
    }
}
