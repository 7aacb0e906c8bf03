//! Uploads in ranges: opening a session.
//!
//! What is done at the address of a session is in [`super::ranges`].
//! See <https://learn.microsoft.com/en-us/graph/api/driveitem-createuploadsession>.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Deserialize;

use super::{
    answer,
    auth::Caller,
    conflict,
    content::PUT_CONTENT,
    destination::{Address, check_tags},
    error::Error,
    json::{Json, Path, Query},
    metadata::Metadata,
    names, ranges,
};
use crate::{
    http::{LinkBase, Operation, body::Object},
    world::{self, Destination, OnConflict, UploadSpec, World},
};

/// Opens a session: <https://learn.microsoft.com/en-us/graph/api/driveitem-createuploadsession>
pub const CREATE_SESSION: Operation = Operation { name: "driveItem.createUploadSession", ..PUT_CONTENT };

/// The largest file that the service keeps.
pub const LARGEST: u64 = 250 << 30;

/// The body of a new session.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionBody {
    item: Option<Object<Metadata>>,
    defer_commit: Option<bool>,
    #[serde(rename = "@microsoft.graph.conflictBehavior")]
    conflict_behavior: Option<String>,
}

/// Opens a session for the file at an address.
pub async fn create(
    caller: Caller,
    base: LinkBase,
    Path((drive, item)): Path<(String, String)>,
    query: Query,
    headers: HeaderMap,
    Json(body): Json<SessionBody>,
) -> Result<Response, Error> {
    open(&caller, &base, &Address { drive, item, child: None }, &query, &headers, body)
}

fn open(
    caller: &Caller,
    base: &LinkBase,
    address: &Address,
    query: &Query,
    headers: &HeaderMap,
    body: SessionBody,
) -> Result<Response, Error> {
    let SessionBody { item, defer_commit, conflict_behavior } = body;
    let item = item.map(|Object(item)| item).unwrap_or_default();
    let metadata = item.metadata()?;
    let behavior = conflict::read(query, item.conflict_behavior().or(conflict_behavior.as_deref()))?;
    let on_conflict = behavior.unwrap_or(OnConflict::Replace);
    let (by, size) = (caller.0.actor, item.file_size.unwrap_or(0));
    let session = caller.write(|world, now| {
        let to = address.find(caller, world)?;
        check_name(world, &to, item.name.as_deref().filter(|name| !name.is_empty()))?;
        check_tags(headers, world, &to)?;
        world.check_put(by, &to, size, on_conflict, now)?;
        if size > LARGEST {
            return Err(Error::FileTooLarge);
        }
        let deferred = defer_commit.unwrap_or(false);
        let spec = UploadSpec { by, to, on_conflict, metadata, deferred };
        let id = world.open_upload(spec, now);
        Ok(ranges::told(base, id, world.upload(id)?))
    })?;
    Ok(answer(StatusCode::OK, &session))
}

/// Insists that a name in the body is the one in the address.
fn check_name(world: &World, to: &Destination, given: Option<&str>) -> Result<(), Error> {
    let Some(given) = given else { return Ok(()) };
    names::check(given)?;
    let name = match to {
        Destination::File(id) => &world.node(*id)?.name,
        Destination::Name { name, .. } => name,
    };
    let key = world::name::key;
    if key(name) == key(&given.into()) {
        Ok(())
    } else {
        Err(Error::Invalid("The name of the item is not the one in the URL."))
    }
}
