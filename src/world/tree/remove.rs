//! Deleting items for good.

use std::sync::Arc;

use crate::world::{
    changes::log::DeletedNode,
    error::Error,
    id::{DriveId, NodeId},
    state::World,
    tree::node::{BinLevel, Node},
};

impl World {
    /// Deletes an item with all that lies below it for good, from either level of the recycle bin or from its
    /// folder.
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

    /// Deletes an item for good that was put into the bin, if it lies in this level of it.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::NotInBin`] also for what lies below an item in the bin, or in the other level.
    pub fn purge(&mut self, id: NodeId, level: BinLevel) -> Result<(), Error> {
        self.in_level(id, level)?;
        self.remove(id)
    }

    /// Deletes for good all that lies in the first level of a drive's recycle bin. Returns how many items were put
    /// there; what has sunk into the second level stays.
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
            self.sunk.remove(&(node.drive, id));
            self.leave_bin(&node)?;
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
            } else {
                self.depart(gone.drive, gone.id, gone.changed)?;
            }
            self.deleted_nodes
                .insert(gone.id, DeletedNode { name: Arc::clone(&gone.name), is_folder: gone.is_folder() });
        }
        Ok(())
    }
}
