//! Uploads in ranges: opening a session, and committing one under another name.
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
    content::{self, PUT_CONTENT},
    destination::{Address, check_tags},
    error::Error,
    json::{Json, Path, Query},
    names, ranges,
};
use crate::{
    http::{Base, Operation, Origin},
    world::{self, Destination, NewUpload, Node, OnConflict, World},
};

/// Opens a session: <https://learn.microsoft.com/en-us/graph/api/driveitem-createuploadsession>
pub const CREATE_SESSION: Operation = Operation { name: "driveItem.createUploadSession", ..PUT_CONTENT };

/// Makes the file of a session, with other properties than the session was opened with:
/// <https://learn.microsoft.com/en-us/graph/api/driveitem-createuploadsession#completing-a-file>
pub const COMMIT: Operation = Operation { name: "driveItem.put", ..PUT_CONTENT };

/// The largest file that the service keeps.
const LARGEST: u64 = 250 << 30;

/// The body of a new session.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionBody {
    item: Option<Uploadable>,
    defer_commit: Option<bool>,
    #[serde(rename = "@microsoft.graph.conflictBehavior")]
    conflict_behavior: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Uploadable {
    name: Option<String>,
    file_size: Option<u64>,
    #[serde(rename = "@microsoft.graph.conflictBehavior")]
    conflict_behavior: Option<String>,
}

/// The body of a commit.
#[derive(Deserialize)]
pub struct CommitBody {
    name: Option<String>,
    #[serde(rename = "@microsoft.graph.conflictBehavior")]
    conflict_behavior: Option<String>,
    #[serde(rename = "@microsoft.graph.sourceUrl")]
    source_url: Option<String>,
    #[serde(rename = "@content.sourceUrl")]
    direct_source_url: Option<String>,
}

/// Opens a session for the file at an address.
pub async fn create(
    caller: Caller,
    base: Base,
    Path((drive, item)): Path<(String, String)>,
    query: Query,
    headers: HeaderMap,
    Json(body): Json<SessionBody>,
) -> Result<Response, Error> {
    open(&caller, &base.0, &Address { drive, item, child: None }, &query, &headers, body)
}

/// Opens a session for the file of a name in a folder.
pub async fn create_child(
    caller: Caller,
    base: Base,
    Path((drive, item, name)): Path<(String, String, String)>,
    query: Query,
    headers: HeaderMap,
    Json(body): Json<SessionBody>,
) -> Result<Response, Error> {
    open(&caller, &base.0, &Address { drive, item, child: Some(name) }, &query, &headers, body)
}

fn open(
    caller: &Caller,
    base: &Origin,
    address: &Address,
    query: &Query,
    headers: &HeaderMap,
    body: SessionBody,
) -> Result<Response, Error> {
    let SessionBody { item, defer_commit, conflict_behavior } = body;
    let (name, size, inner) =
        item.map_or((None, None, None), |item| (item.name, item.file_size, item.conflict_behavior));
    let behavior = conflict::read(query, inner.or(conflict_behavior).as_deref())?;
    let on_conflict = behavior.unwrap_or(OnConflict::Replace);
    let (by, size) = (caller.0.actor, size.unwrap_or(0));
    let session = caller.0.call.sandbox().write(|world, now| {
        let (_, to) = address.find(caller, world)?;
        check_name(world, &to, name.as_deref().filter(|name| !name.is_empty()))?;
        check_tags(headers, world, &to)?;
        world.check_put(by, &to, size, on_conflict, now)?;
        if size > LARGEST {
            return Err(Error::FileTooLarge);
        }
        let order = NewUpload { by, to, on_conflict, deferred: defer_commit.unwrap_or(false) };
        let id = world.open_upload(order, now);
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

/// Makes the file of a session at an address, or under a name in the folder at that address.
pub async fn commit(
    caller: Caller,
    base: Base,
    Path((drive, item)): Path<(String, String)>,
    query: Query,
    headers: HeaderMap,
    Json(body): Json<CommitBody>,
) -> Result<Response, Error> {
    let source = body.source_url.or(body.direct_source_url).ok_or(Error::Invalid(
        "A PUT of an item needs @microsoft.graph.sourceUrl, the address of an upload session.",
    ))?;
    let id = ranges::parse_url(&source)?;
    let behavior = conflict::read(&query, body.conflict_behavior.as_deref())?;
    let on_conflict = behavior.unwrap_or(OnConflict::Fail);
    let by = caller.0.actor;
    let (world, put) = caller.0.call.sandbox().write(|world, now| {
        let address = address(&caller, world, drive, item, body.name)?;
        let (_, to) = address.find(&caller, world)?;
        check_tags(&headers, world, &to)?;
        world.redirect_upload(id, NewUpload { by, to, on_conflict, deferred: true })?;
        let put = world.commit_upload(id, now)?;
        Ok::<_, Error>((world.clone(), put))
    })?;
    if let Some(content) = world.live(put.node)?.content() {
        content::hash(content).await?;
    }
    content::written(&world, &base.0, put)
}

/// Where a commit goes: into the folder at the address, if there is one, else to the address itself.
fn address(
    caller: &Caller,
    world: &World,
    drive: String,
    item: String,
    name: Option<String>,
) -> Result<Address, Error> {
    let in_drive = caller.drive(world, &drive)?.id;
    let is_folder = Caller::item(world, in_drive, &item).is_ok_and(Node::is_folder);
    Ok(Address { drive, item, child: name.filter(|_| is_folder) })
}
