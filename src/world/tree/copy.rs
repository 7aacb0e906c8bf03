//! Copying an item, or the children of a folder.

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

/// The most items that one copy makes, for any caller.
pub const LARGEST_COPY: u64 = 200_000;

/// What to copy, and how.
#[derive(Clone, Debug)]
pub struct CopySpec {
    /// The item.
    pub source: NodeId,
    /// The folder that receives the copy; it may lie in another drive, or below the source.
    pub into: NodeId,
    /// Another name for the copy.
    pub name: Option<Arc<str>>,
    /// What happens where a name is taken.
    pub on_conflict: OnConflict,
    /// Whether earlier versions come along.
    pub versions: bool,
    /// Whether only the children of the source are copied, each into the target.
    pub children_only: bool,
}

impl World {
    /// Returns how many items a copy would make; counting stops behind `most`.
    pub fn count_copy(&self, source: NodeId, children_only: bool, most: u64) -> u64 {
        let own = u64::from(children_only);
        let most = usize::try_from(most.saturating_add(own + 1)).unwrap_or(usize::MAX);
        (self.subtree(source).take(most).count() as u64).saturating_sub(own)
    }

    /// Copies what the source holds at this moment. Returns the copy, or the target when only children are copied.
    ///
    /// Nothing is copied when one name clashes: [`Error::NameTaken`] then lists every clash.
    /// With [`OnConflict::Replace`] a file in the way is deleted for good, with its versions.
    ///
    /// # Errors
    /// Of both ends: [`Error::NotFound`], [`Error::InBin`], [`Error::NotAFolder`]; [`Error::IsRoot`] without
    /// `children_only`, [`Error::InvalidName`], [`Error::NameTaken`], [`Error::TooDeep`],
    /// [`Error::TooManyItems`], [`Error::QuotaExceeded`].
    pub fn copy(&mut self, by: Actor, copy: &CopySpec, now: Timestamp) -> Result<NodeId, Error> {
        let before = self.clone();
        let source = before.live(copy.source)?;
        let target = before.live_folder(copy.into)?;
        if copy.children_only && !source.is_folder() {
            return Err(Error::NotAFolder(copy.source));
        }
        if source.parent.is_none() && !copy.children_only {
            return Err(Error::IsRoot(copy.source));
        }
        if before.count_copy(copy.source, copy.children_only, LARGEST_COPY) > LARGEST_COPY {
            return Err(Error::TooManyItems { limit: LARGEST_COPY });
        }
        let levels = if source.is_folder() { before.height(copy.source) } else { 0 };
        before.check_depth(target, levels.saturating_sub(u32::from(copy.children_only)))?;
        let tops: Vec<&Arc<Node>> =
            if copy.children_only { before.children(copy.source).collect() } else { vec![source] };
        let wanted = |node: &Arc<Node>| copy.name.as_ref().unwrap_or(&node.name).clone();
        let mut clashes = Vec::new();
        let mut freed = 0;
        for node in &tops {
            match before.resolve_name(copy.into, &wanted(node), node.is_folder(), copy.on_conflict, None, now)
            {
                // A file cannot take its own place.
                Ok((_, Some(other))) if other == node.id => clashes.push(other),
                Ok((_, Some(other))) => freed += before.node(other)?.size(),
                Ok((_, None)) => {}
                Err(Error::NameTaken(others)) => clashes.extend_from_slice(&others),
                Err(error) => return Err(error),
            }
        }
        if !clashes.is_empty() {
            return Err(Error::NameTaken(clashes.into()));
        }
        before.check_room(target.drive, source.size().saturating_sub(freed))?;
        let mut made = copy.into;
        for node in tops {
            // Asked again: a copy just made may have taken the name that was free before.
            let (name, in_the_way) =
                self.resolve_name(copy.into, &wanted(node), node.is_folder(), copy.on_conflict, None, now)?;
            if let Some(other) = in_the_way {
                self.remove(other)?;
            }
            let copied =
                self.copy_tree(&before, node, copy.into, name, copy.versions, Stamp { at: now, by })?;
            if !copy.children_only {
                made = copied;
            }
        }
        Ok(made)
    }

    /// Copies a subtree out of `before`; its folders are filled first and counted once.
    fn copy_tree(
        &mut self,
        before: &Self,
        top: &Node,
        into: NodeId,
        name: Arc<str>,
        versions: bool,
        stamp: Stamp,
    ) -> Result<NodeId, Error> {
        let drive = self.node(into)?.drive;
        let copied = self.place(drive, into, name::key(&name), name, copy_of(top, versions), stamp)?;
        self.copy_beside(before, top, copied, versions);
        let mut log = self.drive(drive)?.log.clone();
        let mut folders = vec![(top.id, copied)];
        while let Some((from, to)) = folders.pop() {
            for (key, id) in before.names.children(from, None) {
                let Some(node) = before.nodes.get(id) else { continue };
                let kind = match &node.kind {
                    folder @ NodeKind::Folder { .. } => folder.clone(),
                    NodeKind::File { .. } => copy_of(node, versions),
                };
                let id = self.nodes.next_id();
                let changed = log.add(id);
                self.nodes.push(Node::new(id, drive, Some(to), Arc::clone(&node.name), kind, stamp, changed));
                self.names.insert(to, Arc::clone(key), id);
                self.copy_beside(before, node, id, versions);
                if node.children() > 0 {
                    folders.push((node.id, id));
                }
            }
        }
        self.edit_drive(drive, |drive| drive.log = log)?;
        if top.is_folder() {
            self.edit(copied, |node| node.kind = top.kind.clone())?;
            let size = top.size();
            self.adjust_totals(into, |children| children, |total| total + size);
        }
        Ok(copied)
    }
}

/// Returns what a copy of this item starts with: a folder is empty, a file has its first version or all of them.
fn copy_of(node: &Node, versions: bool) -> NodeKind {
    match &node.kind {
        NodeKind::Folder { .. } => NodeKind::empty_folder(),
        NodeKind::File { content, version, history } if versions => {
            NodeKind::File { content: content.clone(), version: *version, history: history.clone() }
        }
        NodeKind::File { content, .. } => {
            NodeKind::File { content: content.clone(), version: 1, history: None }
        }
    }
}
