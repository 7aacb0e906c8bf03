//! Making bundles.

use axum::{http::StatusCode, response::Response};

use super::{body::Cover, change, find};
use crate::{
    graph::{
        address::{Address, names},
        auth::Caller,
        error::Error,
        items::metadata::ItemBody,
        json::{self, Json, Query},
        scopes,
    },
    http::{LinkBase, Operation},
    world::{Album, NodeId, OnConflict, Stamp},
};

/// <https://learn.microsoft.com/en-us/graph/api/drive-post-bundles>
pub const CREATE: Operation = Operation { name: "bundle.create", ..scopes::WRITE_BUNDLES };

/// Makes a bundle or an album of items of the drive.
///
/// Handles `POST /v1.0/drives/{drive}/bundles`.
pub fn create(
    caller: Caller,
    base: LinkBase,
    address: Address,
    query: Query,
    Json(body): Json<ItemBody>,
) -> Result<Response, Error> {
    let on_conflict = json::conflict_behavior(&query, body.conflict_behavior())?.unwrap_or(OnConflict::Fail);
    body.refuse_content()?;
    let name = body.name.as_deref().ok_or(Error::Invalid("The name of the bundle must be provided."))?;
    names::check(name)?;
    let facet = body.bundle.as_deref().ok_or(Error::Invalid("The bundle facet must be provided."))?;
    if body.folder.is_some() || body.file.is_some() || body.remote_item.is_some() {
        return Err(Error::Invalid("A bundle is neither a file nor a folder."));
    }
    let (id, world) = caller.write_and_view(|world, now| {
        let drive = find::drive(&caller, world, &address)?.id;
        let children = body.children.iter().flatten();
        let items: Vec<NodeId> =
            children.map(|child| find::child(world, drive, child.id.as_deref())).collect::<Result<_, _>>()?;
        let album = facet.album.as_ref().map(|album| match &album.cover_image_item_id {
            Cover::Item(id) => find::cover(world, id, items.iter().copied()).map(Some),
            Cover::Kept | Cover::None => Ok(None),
        });
        let album = album.transpose()?.map(|cover| Album { cover });
        let stamp = Stamp { at: now, by: caller.actor };
        Ok(world.create_bundle(drive, name, album, &items, on_conflict, stamp)?)
    })?;
    change::changed(&caller, &world, &base, &address, id, StatusCode::CREATED)
}
