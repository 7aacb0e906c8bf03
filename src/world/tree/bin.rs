//! The recycle bin: putting items in, taking them out, deleting them for good.

use std::{num::NonZeroU64, sync::Arc};

use crate::world::{
    accounts::actor::{Actor, Stamp},
    changes::log::DeletedNode,
    error::Error,
    id::{DriveId, NodeId},
    name::{self, OnConflict},
    state::World,
    time::Timestamp,
    tree::node::{Node, Trashed},
};

impl World {
    /// Puts an item with all that lies below it into the recycle bin.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`], [`Error::IsRoot`].
    pub fn trash(&mut self, by: Actor, id: NodeId, now: Timestamp) -> Result<(), Error> {
        let node = Arc::clone(self.live(id)?);
        let mut folders: Vec<Arc<str>> = self
            .ancestry(&node)
            .skip(1)
            .filter(|folder| folder.parent.is_some())
            .map(|folder| Arc::clone(&folder.name))
            .collect();
        folders.reverse();
        self.leave(&node)?;
        let trashed = Trashed { stamp: Stamp { at: now, by }, folders: folders.into() };
        self.edit(id, |node| node.trashed = Some(Box::new(trashed)))?;
        self.bin.insert((node.drive, id));
        self.adjust_deleted(node.drive, |deleted| deleted + node.size())?;
        self.log(id)?;
        self.log_move(id, node.parent)
    }

    /// Iterates over what was put into the recycle bin of a drive, oldest id first.
    pub fn binned(&self, drive: DriveId) -> impl Iterator<Item = &Arc<Node>> {
        self.bin
            .range((drive, NodeId(NonZeroU64::MIN))..)
            .take_while(move |(of, _)| *of == drive)
            .filter_map(|(_, id)| self.nodes.get(*id))
    }

    /// Takes an item out of the recycle bin, back to where it lay.
    ///
    /// If its folder is gone, folders of the same names are created; one that is itself in the bin counts as gone.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::NotInBin`], [`Error::NameTaken`], [`Error::InvalidName`],
    /// [`Error::NotAFolder`] where a file has taken the place of a folder, [`Error::TooDeep`].
    pub fn restore(
        &mut self,
        by: Actor,
        id: NodeId,
        on_conflict: OnConflict,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.restore_to(by, id, None, None, on_conflict, now)
    }

    /// Restores as [`Self::restore`], but to another folder of the same drive, under another name, or both.
    ///
    /// # Errors
    /// Those of [`Self::restore`]; of the folder [`Error::NotFound`], [`Error::InBin`], [`Error::NotAFolder`],
    /// [`Error::OtherDrive`], [`Error::TooDeep`].
    pub fn restore_to(
        &mut self,
        by: Actor,
        id: NodeId,
        into: Option<NodeId>,
        name: Option<&str>,
        on_conflict: OnConflict,
        now: Timestamp,
    ) -> Result<(), Error> {
        let node = Arc::clone(self.node(id)?);
        if node.trashed.is_none() {
            return Err(Error::NotInBin(id));
        }
        let parent = match into {
            Some(into) => self.other_folder(&node, into)?,
            None => self.former_folder(by, &node, now)?,
        };
        let height = if node.is_folder() { self.height(id) } else { 0 };
        self.check_depth(self.node(parent)?, height)?;
        let wanted = name.map_or_else(|| Arc::clone(&node.name), Arc::from);
        let (name, in_the_way) =
            self.resolve_name(parent, &wanted, node.is_folder(), on_conflict, Some(id), now)?;
        if let Some(other) = in_the_way {
            self.trash(by, other, now)?;
        }
        self.bin.remove(&(node.drive, id));
        self.adjust_deleted(node.drive, |deleted| deleted - node.size())?;
        self.edit(id, |node| {
            node.trashed = None;
            node.parent = Some(parent);
            node.name = Arc::clone(&name);
            node.revision += 1;
        })?;
        self.enter(parent, name::key(&name), id, node.size());
        self.log(id)?;
        self.log_move(id, None)
    }

    /// Deletes an item with all that lies below it for good, from the recycle bin or from its folder.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::IsRoot`]; [`Error::InBin`] for what lies below an item in the bin.
    pub fn delete(&mut self, id: NodeId) -> Result<(), Error> {
        let node = self.node(id)?;
        if node.parent.is_none() {
            return Err(Error::IsRoot(id));
        }
        if node.trashed.is_none() {
            self.live(id)?;
        }
        self.remove(id)
    }

    /// Deletes all that lies in the recycle bin of a drive. Returns how many items were put there.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn empty_bin(&mut self, drive: DriveId) -> Result<u64, Error> {
        self.drive(drive)?;
        let ids: Vec<NodeId> = self.binned(drive).map(|node| node.id).collect();
        let count = ids.len() as u64;
        ids.into_iter().try_for_each(|id| self.remove(id))?;
        Ok(count)
    }

    pub(in crate::world) fn remove(&mut self, id: NodeId) -> Result<(), Error> {
        let node = Arc::clone(self.node(id)?);
        if node.trashed.is_some() {
            self.bin.remove(&(node.drive, id));
            self.adjust_deleted(node.drive, |deleted| deleted - node.size())?;
        } else {
            self.leave(&node)?;
        }
        // The log has an entry already for what was put into the bin.
        let left =
            if node.trashed.is_some() { node.changed } else { self.drive(node.drive)?.log.newest() + 1 };
        let below: Vec<Arc<Node>> = self.subtree(id).cloned().collect();
        for gone in below {
            if gone.id != id
                && let Some(parent) = gone.parent
            {
                self.names.remove(parent, &gone.name);
            }
            self.nodes.remove(gone.id);
            self.forget_node(gone.id);
            if gone.trashed.is_none() {
                self.log_departure(&gone, left)?;
            }
            self.deleted_nodes
                .insert(gone.id, DeletedNode { name: Arc::clone(&gone.name), is_folder: gone.is_folder() });
        }
        Ok(())
    }

    /// Forgets what is kept beside a node that is gone for good.
    fn forget_node(&mut self, id: NodeId) {
        self.metadata.remove(&id);
        self.forget_role(id);
        self.permissions.forget(id);
        self.forget_followers(id);
        self.checkouts.remove(&id);
        self.books.remove(&id);
        self.forget_webhooks(id);
    }

    /// Returns the folder that an item in the bin came from, or new ones of the same names.
    fn former_folder(&mut self, by: Actor, node: &Node, now: Timestamp) -> Result<NodeId, Error> {
        let former = node.parent.and_then(|parent| self.live_folder(parent).ok());
        if let Some(folder) = former.filter(|folder| folder.drive == node.drive) {
            return Ok(folder.id);
        }
        let root = self.drive(node.drive)?.root;
        let folders = node.trashed.iter().flat_map(|trashed| trashed.folders.iter());
        self.create_path(by, root, folders.map(AsRef::as_ref), now)
    }

    /// Returns a folder that an item in the bin did not come from, if it can receive it.
    fn other_folder(&self, node: &Node, into: NodeId) -> Result<NodeId, Error> {
        let folder = self.live_folder(into)?;
        if folder.drive != node.drive {
            return Err(Error::OtherDrive(folder.drive));
        }
        self.check_depth(folder, if node.is_folder() { self.height(node.id) } else { 0 })?;
        Ok(into)
    }

    fn adjust_deleted(&mut self, drive: DriveId, change: impl FnOnce(u64) -> u64) -> Result<(), Error> {
        self.edit_drive(drive, |drive| drive.deleted = change(drive.deleted))
    }
}
