//! The primitives that every operation on the tree is made of.

use std::sync::Arc;

use crate::world::{
    accounts::actor::{Actor, Stamp},
    error::Error,
    id::NodeId,
    name::{self, OnConflict},
    state::World,
    time::Timestamp,
    tree::node::{Node, NodeKind},
};

/// How deep a folder may lie below the root of its drive.
pub const DEEPEST: u32 = 400;

impl World {
    /// Changes one item in place.
    pub(in crate::world) fn edit<T>(
        &mut self,
        id: NodeId,
        change: impl FnOnce(&mut Node) -> T,
    ) -> Result<T, Error> {
        self.nodes.get_mut(id).map(|node| change(Arc::make_mut(node))).ok_or(Error::NotFound)
    }

    /// Marks an item as changed: sets its stamp, its revision and its place in the change log.
    pub(in crate::world) fn touch(&mut self, id: NodeId, by: Actor, now: Timestamp) -> Result<(), Error> {
        self.edit(id, |node| {
            node.modified = Stamp { at: now, by };
            node.revision += 1;
        })?;
        self.log(id)
    }

    /// Enters an item's name in its folder.
    pub(in crate::world) fn enter(&mut self, parent: NodeId, key: Arc<str>, id: NodeId, size: u64) {
        self.names.insert(parent, key, id);
        self.adjust_totals(parent, |children| children + 1, |total| total + size);
    }

    /// Takes an item's name out of its folder.
    pub(in crate::world) fn leave(&mut self, node: &Node) -> Result<(), Error> {
        let parent = node.parent.ok_or(Error::IsRoot(node.id))?;
        self.names.remove(parent, &node.name);
        let size = node.size();
        self.adjust_totals(parent, |children| children - 1, |total| total - size);
        Ok(())
    }

    /// Adjusts how many items a folder holds, and the size of it and of all above it.
    pub(in crate::world) fn adjust_totals(
        &mut self,
        folder: NodeId,
        count: impl FnOnce(u32) -> u32,
        sum: impl Fn(u64) -> u64,
    ) {
        let mut count = Some(count);
        let mut next = Some(folder);
        while let Some(id) = next {
            next = self.nodes.get_mut(id).and_then(|node| {
                let node = Arc::make_mut(node);
                if let NodeKind::Folder { children, changes, size, .. } = &mut node.kind {
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

    /// Returns the name under which an item may be entered, and the item that it replaces.
    ///
    /// `own` is the item itself when it moves: its own name is not in its way.
    pub(in crate::world) fn resolve_name(
        &self,
        parent: NodeId,
        wanted: &Arc<str>,
        is_folder: bool,
        on_conflict: OnConflict,
        own: Option<NodeId>,
        now: Timestamp,
    ) -> Result<(Arc<str>, Option<NodeId>), Error> {
        name::check(wanted)?;
        let taken = |name: &Arc<str>| self.names.get(parent, name).filter(|id| Some(*id) != own);
        let Some(other) = taken(wanted) else { return Ok((Arc::clone(wanted), None)) };
        match on_conflict {
            OnConflict::Replace if !is_folder && !self.node(other)?.is_folder() => {
                Ok((Arc::clone(wanted), Some(other)))
            }
            OnConflict::Fail | OnConflict::Replace => Err(Error::NameTaken([other].into())),
            OnConflict::Rename(style) => {
                let own = own.and_then(|id| self.nodes.get(id));
                let own = own.filter(|own| self.names.get(parent, &own.name) == Some(own.id));
                let own = own.map(|own| name::key(&own.name));
                let first_free =
                    |series: &_, from| self.names.first_free(parent, series, from, own.as_deref());
                Ok((style.vary(wanted, is_folder, now, first_free), None))
            }
        }
    }

    /// Refuses a folder that would lie too deep, with all that lies below it.
    pub(in crate::world) fn check_depth(&self, parent: &Node, height: u32) -> Result<(), Error> {
        if self.depth(parent) + 1 + height > DEEPEST {
            Err(Error::TooDeep { limit: DEEPEST })
        } else {
            Ok(())
        }
    }
}
