//! What the world knows of the share of a document.
//!
//! A document has one share at KDocs: the link that was given on it through an application of KDocs. Links that other
//! services gave stay theirs. The people of the share are those whom anybody invited by name.

use std::sync::Arc;

use serde::Deserialize;

use crate::{
    kdocs::{auth::Caller, error::Error},
    world::{Api, Node, NodeId, Permission, Permit, Role, Timestamp, User, World},
};

/// What a link, or a person who was named, may do.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Reading.
    Read,
    /// Changing.
    Write,
}

impl Right {
    /// Returns the role of a person who has it.
    pub fn role(self) -> Role {
        match self {
            Self::Read => Role::Read,
            Self::Write => Role::Write,
        }
    }
}

/// Returns the document of this id, if the caller may at least read it.
///
/// Its owners, and the members of its team who may share it, have all rights; the others are people whom a permission
/// names.
pub fn reach<'w>(
    caller: &Caller,
    world: &'w World,
    id: &str,
    now: Timestamp,
) -> Result<(&'w Arc<Node>, Role), Error> {
    let unknown = || Error::NoFile(id.into());
    let node = caller.live(world, id).map_err(|_| unknown())?;
    world.role_held(&caller.principal, node, now).map(|role| (node, role)).ok_or_else(unknown)
}

/// Returns the document of this id, if the caller may change its share.
pub fn own<'w>(caller: &Caller, world: &'w World, id: &str, now: Timestamp) -> Result<&'w Arc<Node>, Error> {
    match reach(caller, world, id, now)? {
        (node, Role::Owner) if node.parent.is_none() => {
            Err(Error::Invalid(format!("the topmost directory {id} cannot be shared").into()))
        }
        (node, Role::Owner) => Ok(node),
        _ => Err(Error::PermissionDenied("only the owner of a document changes its share".into())),
    }
}

/// Returns the link of a document, if it is shared.
pub fn link(world: &World, node: NodeId, now: Timestamp) -> Option<&Permission> {
    ours(world, node).find(|given| matches!(given.grant, Permit::Link { .. }) && given.is_valid(now))
}

/// Returns the link of a document that has to be shared.
pub fn needed<'w>(world: &'w World, node: &Node, id: &str, now: Timestamp) -> Result<&'w Permission, Error> {
    link(world, node.id, now)
        .ok_or_else(|| Error::PermissionDenied(format!("the document {id} is not shared").into()))
}

/// Iterates over what was given on a document through applications of KDocs, also what has expired.
pub fn ours(world: &World, node: NodeId) -> impl Iterator<Item = &Permission> {
    let is_ours = |given: &&Permission| {
        given.app.and_then(|app| world.app(app)).is_some_and(|app| app.api == Api::Kdocs)
    };
    world.permissions(node).iter().filter(is_ours)
}

/// Returns what was given to a person on a document by name.
pub fn member<'w>(world: &'w World, node: NodeId, person: &User, now: Timestamp) -> Option<&'w Permission> {
    let is_theirs = |given: &&Permission| {
        matches!(given.grant, Permit::Person { .. }) && given.names(person.id) && given.is_valid(now)
    };
    world.permissions(node).iter().find(is_theirs)
}
