//! Where documents of an application lie, and where new ones go.

use std::sync::Arc;

use crate::{
    kdocs::{auth::Caller, error::Error, tasks::batch},
    world::{self, Ability, Node, NodeId, Timestamp, World},
};

/// The directory that receives a new document.
#[derive(Default)]
pub struct Place {
    /// The id of a directory.
    token: Option<String>,
    /// The names down to a directory, from the root; those that are missing are made.
    path: Vec<String>,
}

impl Place {
    /// Reads `parent_token` and `parent_path`, of which a call has one at most; what is empty is not there.
    pub fn read(token: Option<String>, path: Option<Vec<String>>) -> Result<Self, Error> {
        let place = Self { token: token.filter(|token| !token.is_empty()), path: path.unwrap_or_default() };
        if place.token.is_some() && !place.path.is_empty() {
            return Err(Error::Invalid("parent_token and parent_path exclude each other".into()));
        }
        Ok(place)
    }

    /// Returns the directory; makes it where its path is not there yet.
    pub fn enter(&self, caller: &Caller, world: &mut World, now: Timestamp) -> Result<NodeId, Error> {
        if let Some(token) = &self.token {
            return batch::find_target(caller, world, token).map(|folder| folder.id);
        }
        let root = root(caller, world)?;
        Ok(world.create_path(caller.actor, root, self.path.iter().map(String::as_str), now)?)
    }
}

/// Returns the topmost directory of the application.
pub fn root(caller: &Caller, world: &World) -> Result<NodeId, Error> {
    let drive = world.drives().find(|drive| world.admits(drive, &caller.principal));
    Ok(drive.ok_or(world::Error::NoDrive)?.root)
}

/// Returns the document of this id, with which an application may do everything that is its own.
pub fn find<'w>(caller: &Caller, world: &'w World, token: &str) -> Result<&'w Arc<Node>, Error> {
    caller.node(world, token, Ability::Preview)
}

/// Returns the document of this id, which is no directory.
pub fn find_file<'w>(caller: &Caller, world: &'w World, token: &str) -> Result<&'w Arc<Node>, Error> {
    let node = find(caller, world, token)?;
    if node.is_folder() { Err(world::Error::NotAFile(node.id).into()) } else { Ok(node) }
}
