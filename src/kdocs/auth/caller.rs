//! KDocs' callers: a token in the query for documents of users, a signature for documents of applications.

use std::{ops::Deref, sync::Arc};

use crate::{
    http,
    kdocs::ids,
    world::{self, Node, World},
};

/// A caller whose credentials were checked, and the documents that are its own.
pub struct Caller {
    /// What all providers know of a caller.
    pub guard: http::Caller,
    /// The id of the application, on which open ids depend.
    pub app_key: Arc<str>,
    /// The documents.
    pub family: Family,
}

/// Whose documents a route is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Family {
    /// Those of the user.
    Personal,
    /// Those of the application.
    Appspace,
}

impl Deref for Caller {
    type Target = http::Caller;

    fn deref(&self) -> &http::Caller {
        &self.guard
    }
}

impl Caller {
    /// Returns the live item of this id, if it lies in a drive of the caller's.
    ///
    /// # Errors
    /// [`world::Error::NotFound`], [`world::Error::InBin`], [`world::Error::Unreachable`].
    pub fn node<'w>(&self, world: &'w World, id: &str) -> Result<&'w Arc<Node>, world::Error> {
        let node = self.live(world, id)?;
        if world.admits(world.drive(node.drive)?, &self.principal) {
            Ok(node)
        } else {
            Err(world::Error::Unreachable(node.drive))
        }
    }

    /// Returns the live item of this id, whoever's it is.
    ///
    /// # Errors
    /// [`world::Error::NotFound`], [`world::Error::InBin`].
    pub fn live<'w>(&self, world: &'w World, id: &str) -> Result<&'w Arc<Node>, world::Error> {
        let node = match self.family {
            Family::Personal => ids::parse_open_id(world, &self.app_key, id),
            Family::Appspace => ids::parse_file_token(world, id),
        };
        world.live(node.ok_or(world::Error::NotFound)?)
    }
}
