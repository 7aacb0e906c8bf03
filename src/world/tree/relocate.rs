//! Renaming and moving.

use std::sync::Arc;

use crate::world::{
    accounts::actor::Actor,
    error::Error,
    id::{DriveId, NodeId},
    name::{self, OnConflict},
    state::World,
    time::Timestamp,
    tree::node::Node,
};

impl World {
    /// Gives an item another name in its folder.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`], [`Error::IsRoot`], [`Error::InvalidName`], [`Error::NameTaken`].
    pub fn rename(
        &mut self,
        by: Actor,
        id: NodeId,
        name: &str,
        on_conflict: OnConflict,
        now: Timestamp,
    ) -> Result<(), Error> {
        let parent = self.live(id)?.parent.ok_or(Error::IsRoot(id))?;
        self.relocate(by, id, parent, Some(name), on_conflict, now)
    }

    /// Moves an item with all that lies below it, also to another drive, and may rename it on the way.
    ///
    /// With [`OnConflict::Replace`] a file that is in the way goes to the recycle bin.
    ///
    /// # Errors
    /// Of the item: [`Error::NotFound`], [`Error::InBin`], [`Error::IsRoot`]. Of the target: these and
    /// [`Error::NotAFolder`], [`Error::IntoItself`], [`Error::InvalidName`], [`Error::NameTaken`],
    /// [`Error::TooDeep`], [`Error::QuotaExceeded`].
    pub fn relocate(
        &mut self,
        by: Actor,
        id: NodeId,
        into: NodeId,
        name: Option<&str>,
        on_conflict: OnConflict,
        now: Timestamp,
    ) -> Result<(), Error> {
        let node = Arc::clone(self.live(id)?);
        if node.parent.is_none() {
            return Err(Error::IsRoot(id));
        }
        let target = Arc::clone(self.live_folder(into)?);
        if self.is_within(into, id) {
            return Err(Error::IntoItself(into));
        }
        if node.parent != Some(into) {
            let height = if node.is_folder() { self.height(id) } else { 0 };
            self.check_depth(&target, height)?;
        }
        let wanted = name.map_or_else(|| Arc::clone(&node.name), Arc::from);
        let (name, in_the_way) =
            self.resolve_name(into, &wanted, node.is_folder(), on_conflict, Some(id), now)?;
        if target.drive != node.drive {
            self.check_room(target.drive, node.size())?;
        }
        if let Some(other) = in_the_way {
            self.trash(by, other, now)?;
        }
        self.leave(&node)?;
        if target.drive != node.drive {
            self.change_drive(id, target.drive)?;
        }
        self.edit(id, |node| {
            node.parent = Some(into);
            node.name = Arc::clone(&name);
        })?;
        self.enter(into, name::key(&name), id, node.size());
        self.forget_client_time(id);
        self.touch(id, by, now)?;
        match node.parent {
            Some(from) if from == into => Ok(()),
            from => self.log_move(id, from.filter(|_| target.drive == node.drive)),
        }
    }

    /// Moves a subtree to another drive and its change log; its name is entered in no folder at this moment.
    fn change_drive(&mut self, root: NodeId, drive: DriveId) -> Result<(), Error> {
        let nodes: Vec<Arc<Node>> = self.subtree(root).cloned().collect();
        let left = self.drive(self.node(root)?.drive)?.log.newest() + 1;
        for node in nodes {
            self.log_departure(&node, left)?;
            let newest = self.add_change(drive, node.id)?;
            self.edit(node.id, |node| {
                node.drive = drive;
                node.changed = newest;
            })?;
        }
        Ok(())
    }
}
