//! Putting items into bundles, and taking them out.

use axum::{http::StatusCode, response::Response};

use super::find;
use crate::{
    graph::{
        address::{self, Address},
        auth::Caller,
        error::Error,
        items::metadata::ItemBody,
        json::{Json, Path},
        scopes,
    },
    http::{self, Operation},
    world::{Error as WorldError, NodeId, Stamp, Timestamp, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/bundle-additem>
pub const ADD: Operation = Operation { name: "bundle.children.add", ..scopes::WRITE_BUNDLES };

/// <https://learn.microsoft.com/en-us/graph/api/bundle-removeitem>
pub const REMOVE: Operation = Operation { name: "bundle.children.remove", ..scopes::WRITE_BUNDLES };

/// Puts an item into a bundle; it also stays in its folder.
///
/// Handles `POST /v1.0/drives/{drive}/bundles/{item}/children`.
pub fn add(caller: Caller, address: Address, Json(body): Json<ItemBody>) -> Result<Response, Error> {
    let id = find::named(&caller, caller.world(), &address)?.id;
    add_to(&caller, &body, id)
}

/// Puts an item into a bundle, whatever address led to the bundle.
pub fn add_to(caller: &Caller, body: &ItemBody, id: NodeId) -> Result<Response, Error> {
    body.refuse_content()?;
    caller.write(|world, now| {
        let item = find::child(world, world.bundle(id)?.drive, body.id.as_deref())?;
        Ok(world.add_to_bundle(id, item, Stamp { at: now, by: caller.actor })?)
    })?;
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Takes an item out of a bundle; it stays in its folder.
///
/// Handles `DELETE /v1.0/drives/{drive}/bundles/{item}/children/{child}`.
pub fn remove(caller: Caller, address: Address, Path(child): Path<String>) -> Result<Response, Error> {
    caller.write(|world, now| {
        let id = find::named(&caller, world, &address)?.id;
        take_out(&caller, world, id, &child, now)
    })?;
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Takes the item of this id out of a bundle, whatever address led to the bundle.
pub fn take_out(
    caller: &Caller,
    world: &mut World,
    id: NodeId,
    child: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let item = address::find::item(world, child).ok_or(WorldError::NotFound)?;
    Ok(world.remove_from_bundle(id, item, Stamp { at: now, by: caller.actor })?)
}
