//! The people who follow an item.

use crate::world::{
    error::Error,
    id::{NodeId, UserId},
    state::World,
};

impl World {
    /// Lets a person follow an item; it makes no difference if they follow it already.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`].
    pub fn follow(&mut self, user: UserId, id: NodeId) -> Result<(), Error> {
        self.live(id)?;
        self.followers.insert((id, user));
        Ok(())
    }

    /// Ends a person's following of an item. Returns whether they followed it.
    pub fn unfollow(&mut self, user: UserId, id: NodeId) -> bool {
        self.followers.remove(&(id, user)).is_some()
    }

    /// Iterates over the items that a person follows, by their ids; one in the recycle bin may be among them.
    pub fn followed(&self, user: UserId) -> impl Iterator<Item = NodeId> {
        self.followers.iter().filter(move |(_, follower)| *follower == user).map(|(id, _)| *id)
    }

    /// Forgets the followers of an item that is gone.
    pub(in crate::world) fn forget_followers(&mut self, id: NodeId) {
        while let Some(follower) =
            self.followers.get_next(&(id, UserId(0))).filter(|(of, _)| *of == id).copied()
        {
            self.followers.remove(&follower);
        }
    }
}
