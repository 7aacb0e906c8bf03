//! What only few items have: permissions, followers, a checkout. Kept beside the nodes, which stay small.

use std::sync::Arc;

use super::{Actor, Error, NodeId, Permission, UserId, World};

/// What is kept beside one item.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(super) struct Marks {
    /// Oldest first.
    pub permissions: Vec<Permission>,
    /// In the order in which they began to follow.
    pub followers: Vec<UserId>,
    /// Who has it checked out.
    pub checkout: Option<Actor>,
}

impl World {
    /// What is kept beside this item, if anything is.
    pub(super) fn marks(&self, id: NodeId) -> Option<&Marks> {
        self.marks.get(&id).map(Arc::as_ref)
    }

    /// Changes what is kept beside an item; nothing is kept where nothing is left.
    pub(super) fn mark<T>(&mut self, id: NodeId, change: impl FnOnce(&mut Marks) -> T) -> T {
        let mut marks = self.marks(id).cloned().unwrap_or_default();
        let outcome = change(&mut marks);
        if marks == Marks::default() {
            self.marks.remove(&id);
        } else {
            self.marks.insert(id, Arc::new(marks));
        }
        outcome
    }

    /// Forgets what is kept beside an item that is gone.
    pub(super) fn unmark(&mut self, id: NodeId) {
        let Some(marks) = self.marks.remove(&id) else { return };
        for given in &marks.permissions {
            self.shared.remove(&given.number);
        }
    }

    /// Lets a person follow an item; whoever follows it already goes on.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`].
    pub fn follow(&mut self, user: UserId, id: NodeId) -> Result<(), Error> {
        self.live(id)?;
        self.mark(id, |marks| {
            if !marks.followers.contains(&user) {
                marks.followers.push(user);
            }
        });
        Ok(())
    }

    /// Ends a person's following of an item; answers whether they followed it.
    pub fn unfollow(&mut self, user: UserId, id: NodeId) -> bool {
        self.mark(id, |marks| {
            let before = marks.followers.len();
            marks.followers.retain(|follower| *follower != user);
            marks.followers.len() < before
        })
    }

    /// The items that a person follows, by their ids; one in the recycle bin may be among them.
    pub fn followed(&self, user: UserId) -> impl Iterator<Item = NodeId> {
        self.marks.iter().filter(move |(_, marks)| marks.followers.contains(&user)).map(|(id, _)| *id)
    }

    /// Who has an item checked out.
    pub fn checkout(&self, id: NodeId) -> Option<Actor> {
        self.marks(id)?.checkout
    }

    /// Checks a file out to somebody, or back in.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`], [`Error::NotAFile`].
    pub fn set_checkout(&mut self, id: NodeId, holder: Option<Actor>) -> Result<(), Error> {
        if self.live(id)?.is_folder() {
            return Err(Error::NotAFile(id));
        }
        self.mark(id, |marks| marks.checkout = holder);
        Ok(())
    }
}
