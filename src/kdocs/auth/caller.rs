//! KDocs' callers: a token in the query for documents of users, a signature for documents of applications.

use std::{ops::Deref, sync::Arc};

use crate::{
    http,
    kdocs::{error::Error, ids},
    world::{self, Ability, Node, World},
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
    /// Returns the live item of this id, if it lies in a drive of the caller's and they may do this with it.
    ///
    /// # Errors
    /// [`Error::NoFile`]; [`Error::PermissionDenied`] for one who may do other things with it.
    pub fn node<'w>(&self, world: &'w World, id: &str, ability: Ability) -> Result<&'w Arc<Node>, Error> {
        let unknown = |_| Error::NoFile(id.to_owned());
        let node = self.live(world, id).map_err(unknown)?;
        if !world.admits(world.drive(node.drive).map_err(unknown)?, &self.principal) {
            return Err(Error::NoFile(id.to_owned()));
        }
        self.permit(world, node, id, ability)
    }

    /// Returns an item if the caller may do this with it; a copy and a move take along what lies below.
    ///
    /// # Errors
    /// [`Error::NoFile`], [`Error::PermissionDenied`].
    pub fn permit<'w>(
        &self,
        world: &World,
        node: &'w Arc<Node>,
        id: &str,
        ability: Ability,
    ) -> Result<&'w Arc<Node>, Error> {
        let abilities = world.abilities_of(&self.principal, node, self.now());
        let takes_along = matches!(ability, Ability::Copy | Ability::Move);
        let below = || world.abilities_throughout(&self.principal, node, self.now());
        if !abilities.has(Ability::Preview) {
            Err(Error::NoFile(id.to_owned()))
        } else if abilities.has(ability) && (!takes_along || below().has(ability)) {
            Ok(node)
        } else {
            Err(Error::PermissionDenied(format!("the role on {id} does not allow it ({ability:?})").into()))
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
