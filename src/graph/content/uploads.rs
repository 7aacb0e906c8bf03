//! Opening an upload session; [`super::ranges`] is what clients do at its address.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Deserialize;

use super::session;
use crate::{
    graph::{
        address::{Address, names},
        auth::{Caller, destination::Place},
        error::Error,
        items::metadata::ItemBody,
        json::{self, Json, Query},
        render::tags::check_tags,
        respond, scopes,
    },
    http::{LinkBase, Operation, body::Object},
    world::{Destination, Expected, OnConflict, UploadSpec, World, name::key},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-createuploadsession>
pub const CREATE_SESSION: Operation = Operation { name: "driveItem.createUploadSession", ..scopes::WRITE };

/// The body of a request for a session.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionBody {
    item: Option<Object<ItemBody>>,
    defer_commit: Option<bool>,
    #[serde(rename = "@microsoft.graph.conflictBehavior")]
    conflict_behavior: Option<String>,
}

/// Opens a session for the file at an address.
///
/// Handles `POST /v1.0/drives/{drive}/items/{item}/createUploadSession`.
pub fn create(
    caller: Caller,
    base: LinkBase,
    address: Address,
    query: Query,
    headers: HeaderMap,
    Json(body): Json<SessionBody>,
) -> Result<Response, Error> {
    let place = Place { address, child: None };
    let SessionBody { item, defer_commit, conflict_behavior } = body;
    let item = item.map(|Object(item)| item).unwrap_or_default();
    let metadata = item.metadata_patch()?;
    let behavior =
        json::conflict_behavior(&query, item.conflict_behavior().or(conflict_behavior.as_deref()))?;
    let on_conflict = behavior.unwrap_or(OnConflict::Replace);
    let (by, size) = (caller.actor, item.file_size.unwrap_or(0));
    let session = caller.write(|world, now| {
        let to = place.find(&caller, world)?;
        check_name(world, &to, item.name.as_deref().filter(|name| !name.is_empty()))?;
        check_tags(&headers, world, &to)?;
        world.check_put(by, &to, size, on_conflict, now)?;
        if size > session::LARGEST_FILE {
            return Err(Error::FileTooLarge);
        }
        let deferred = defer_commit.unwrap_or(false);
        let spec = UploadSpec { by, to, on_conflict, metadata, expected: Expected::default(), deferred };
        let id = world.open_upload(spec, now);
        Ok(session::session_body(&base, id, world.upload(id)?))
    })?;
    Ok(respond::json(StatusCode::OK, &session))
}

/// Refuses a name in the body that differs from the one in the address.
fn check_name(world: &World, to: &Destination, given: Option<&str>) -> Result<(), Error> {
    let Some(given) = given else { return Ok(()) };
    names::check(given)?;
    let name = match to {
        Destination::File(id) => &world.node(*id)?.name,
        Destination::Name { name, .. } => name,
    };
    if key(name) == key(&given.into()) {
        Ok(())
    } else {
        Err(Error::Invalid("The name of the item is not the one in the URL."))
    }
}
