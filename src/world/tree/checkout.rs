//! Files that are checked out.

use crate::world::{accounts::actor::Actor, error::Error, id::NodeId, state::World};

impl World {
    /// Returns the actor who has an item checked out.
    pub fn checkout(&self, id: NodeId) -> Option<Actor> {
        self.checkouts.get(&id).copied()
    }

    /// Checks a file out to an actor, or back in.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`], [`Error::NotAFile`].
    pub fn set_checkout(&mut self, id: NodeId, holder: Option<Actor>) -> Result<(), Error> {
        if self.live(id)?.is_folder() {
            return Err(Error::NotAFile(id));
        }
        match holder {
            Some(holder) => self.checkouts.insert(id, holder),
            None => self.checkouts.remove(&id),
        };
        Ok(())
    }
}
