//! Changing and deleting bundles.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{body::Cover, find};
use crate::{
    graph::{
        address::{Address, names},
        auth::Caller,
        error::Error,
        items::{metadata::ItemBody, preconditions},
        json::{self, Json, Query},
        render::{Render, context::Context},
        respond, scopes,
        wire::Item,
    },
    http::{self, LinkBase, Operation},
    world::{NodeId, OnConflict, Stamp, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/bundle-update>
pub const UPDATE: Operation = Operation { name: "bundle.update", ..scopes::WRITE_BUNDLES };

/// <https://learn.microsoft.com/en-us/graph/api/bundle-delete>
pub const DELETE: Operation = Operation { name: "bundle.delete", ..scopes::WRITE_BUNDLES };

/// Changes the name and the cover of a bundle; all else that the body has is ignored.
///
/// Handles `PATCH /v1.0/drives/{drive}/bundles/{item}`.
pub fn update(
    caller: Caller,
    base: LinkBase,
    address: Address,
    query: Query,
    headers: HeaderMap,
    Json(body): Json<ItemBody>,
) -> Result<Response, Error> {
    let id = find::named(&caller, caller.world(), &address)?.id;
    update_bundle(&caller, &base, &address, &query, &headers, &body, id)
}

/// Changes a bundle, whatever address led to it.
pub fn update_bundle(
    caller: &Caller,
    base: &LinkBase,
    address: &Address,
    query: &Query,
    headers: &HeaderMap,
    body: &ItemBody,
    id: NodeId,
) -> Result<Response, Error> {
    let on_conflict = json::conflict_behavior(query, body.conflict_behavior())?.unwrap_or(OnConflict::Fail);
    body.refuse_content()?;
    body.name.as_deref().map_or(Ok(()), names::check)?;
    let album = body.bundle.as_ref().and_then(|facet| facet.album.as_ref());
    let cover = album.map_or(&Cover::Kept, |album| &album.cover_image_item_id);
    let ((), world) = caller.write_and_view(|world, now| {
        let bundle = world.bundle(id)?;
        preconditions::check_bundle(headers, bundle)?;
        let cover = match cover {
            Cover::Item(id) if bundle.album.is_some() => {
                let items = world.bundled(bundle).map(|node| node.id);
                Some(Some(find::cover(world, id, items)?))
            }
            Cover::None => Some(None),
            Cover::Kept | Cover::Item(_) => None,
        };
        let stamp = Stamp { at: now, by: caller.actor };
        Ok(world.change_bundle(id, body.name.as_deref(), cover, on_conflict, stamp)?)
    })?;
    changed(caller, &world, base, address, id, StatusCode::OK)
}

/// Deletes a bundle for good; its items stay in their folders.
///
/// Handles `DELETE /v1.0/drives/{drive}/bundles/{item}`.
pub fn delete(caller: Caller, address: Address, headers: HeaderMap) -> Result<Response, Error> {
    caller.write(|world, _| {
        let id = find::named(&caller, world, &address)?.id;
        delete_bundle(world, &headers, id)
    })?;
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Deletes a bundle, whatever address led to it.
pub fn delete_bundle(world: &mut World, headers: &HeaderMap, id: NodeId) -> Result<(), Error> {
    preconditions::check_bundle(headers, world.bundle(id)?)?;
    Ok(world.delete_bundle(id)?)
}

/// Returns the response with a bundle that was made or changed.
pub fn changed(
    caller: &Caller,
    world: &World,
    base: &LinkBase,
    address: &Address,
    id: NodeId,
    status: StatusCode,
) -> Result<Response, Error> {
    let context = Some(Context::of(caller, base, address).changed());
    let bundle = world.bundle(id)?;
    let body = Render::new(world, base, Some(caller)).bundle(world.drive(bundle.drive)?, bundle);
    Ok(respond::json(status, &Item { context, ..body }))
}
