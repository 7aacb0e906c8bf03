//! Putting a content where a client addressed it, whether or not something is there.

use std::sync::Arc;

use crate::world::{
    accounts::actor::Actor,
    content::Content,
    error::Error,
    id::{DriveId, NodeId},
    name::OnConflict,
    state::World,
    time::Timestamp,
    tree::destination::{Destination, Put},
};

impl World {
    /// Returns the live item that stands at a destination.
    pub fn occupant(&self, to: &Destination) -> Option<NodeId> {
        match to {
            Destination::File(id) => self.live(*id).is_ok().then_some(*id),
            Destination::Name { folder, missing, name } => {
                let names = missing.iter().chain([name]).map(AsRef::as_ref);
                self.descend(*folder, names)
            }
        }
    }

    /// Returns the drive that a destination lies in.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn drive_of(&self, to: &Destination) -> Result<DriveId, Error> {
        let (Destination::File(id) | Destination::Name { folder: id, .. }) = to;
        Ok(self.node(*id)?.drive)
    }

    /// Gives a file its content, and creates it and the folders above it if they are missing.
    ///
    /// # Errors
    /// As [`Self::create_file`] and [`Self::write`]; [`Error::NotAFile`] for a folder that would be replaced.
    pub fn put(
        &mut self,
        by: Actor,
        to: &Destination,
        content: Content,
        on_conflict: OnConflict,
        now: Timestamp,
    ) -> Result<Put, Error> {
        let (folder, name) = match to {
            Destination::File(id) => {
                let file = self.live(*id)?;
                (file.parent.ok_or(Error::NotAFile(*id))?, Arc::clone(&file.name))
            }
            Destination::Name { folder, missing, name } => {
                let names = missing.iter().map(AsRef::as_ref);
                (self.create_path(by, *folder, names, now)?, Arc::clone(name))
            }
        };
        if let (Some(node), OnConflict::Replace) = (self.child(folder, &name), on_conflict) {
            self.write(by, node, content, now)?;
            return Ok(Put { node, created: false });
        }
        let node = self.create_file(by, folder, &name, content, on_conflict, now)?;
        Ok(Put { node, created: true })
    }

    /// Creates a folder, and the folders above it if they are missing; with [`OnConflict::Replace`], one that exists
    /// stays as it is.
    ///
    /// # Errors
    /// As [`Self::create_folder`].
    pub fn put_folder(
        &mut self,
        by: Actor,
        to: &Destination,
        on_conflict: OnConflict,
        now: Timestamp,
    ) -> Result<Put, Error> {
        let (folder, missing, name) = match to {
            Destination::File(id) => return Err(Error::NameTaken([*id].into())),
            Destination::Name { folder, missing, name } => (*folder, missing, name),
        };
        if let (Some(node), OnConflict::Replace) = (self.occupant(to), on_conflict)
            && self.node(node)?.is_folder()
        {
            return Ok(Put { node, created: false });
        }
        let parent = self.create_path(by, folder, missing.iter().map(AsRef::as_ref), now)?;
        let node = self.create_folder(by, parent, name, on_conflict, now)?;
        Ok(Put { node, created: true })
    }

    /// Refuses what [`Self::put`] would refuse for a content of this size; the world stays as it is.
    ///
    /// # Errors
    /// Those of [`Self::put`].
    pub fn check_put(
        &self,
        by: Actor,
        to: &Destination,
        size: u64,
        on_conflict: OnConflict,
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut trial = self.clone();
        let Put { node, created } = trial.put(by, to, Content::default(), on_conflict, now)?;
        let old = if created { 0 } else { self.node(node)?.size() };
        self.check_room(trial.node(node)?.drive, size.saturating_sub(old))
    }
}
