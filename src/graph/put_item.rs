//! An item put at an address: the file of an upload session, or an empty folder.
//!
//! See <https://learn.microsoft.com/en-us/graph/api/driveitem-createuploadsession#completing-a-file>.

use axum::{http::HeaderMap, response::Response};
use serde::{Deserialize, de::IgnoredAny};

use super::{
    auth::Caller,
    conflict,
    content::PUT_CONTENT,
    destination::{Address, check_tags},
    error::Error,
    json::{Json, Path, Query},
    ranges,
};
use crate::{
    http::{Base, Operation},
    world::{NewUpload, Node, OnConflict, UploadId, World},
};

/// Makes the file of a session elsewhere than the session was opened for, or a folder:
/// <https://learn.microsoft.com/en-us/graph/api/driveitem-createuploadsession#completing-a-file>
pub const PUT_ITEM: Operation = Operation { name: "driveItem.put", ..PUT_CONTENT };

/// The body; other members are passed over.
#[derive(Deserialize)]
pub struct PutBody {
    name: Option<String>,
    folder: Option<IgnoredAny>,
    #[serde(rename = "@microsoft.graph.conflictBehavior")]
    conflict_behavior: Option<String>,
    #[serde(rename = "@microsoft.graph.sourceUrl")]
    source_url: Option<String>,
    #[serde(rename = "@content.sourceUrl")]
    direct_source_url: Option<String>,
}

/// What is put.
enum Source {
    Session(UploadId),
    Folder,
}

/// Puts an item at an address, or under a name in the folder at that address.
pub async fn put(
    caller: Caller,
    base: Base,
    Path((drive, item)): Path<(String, String)>,
    query: Query,
    headers: HeaderMap,
    Json(body): Json<PutBody>,
) -> Result<Response, Error> {
    let source = match (body.source_url.or(body.direct_source_url), body.folder) {
        (Some(url), _) => Source::Session(ranges::parse_url(&url)?),
        (None, Some(_)) => Source::Folder,
        (None, None) => {
            return Err(Error::Invalid(
                "A PUT of an item needs @microsoft.graph.sourceUrl, the address of an upload session.",
            ));
        }
    };
    let behavior = conflict::read(&query, body.conflict_behavior.as_deref())?;
    let (by, on_conflict) = (caller.0.actor, behavior.unwrap_or(OnConflict::Fail));
    let (world, put) = caller.0.call.sandbox().write(|world, now| {
        let address = address(&caller, world, drive, item, body.name)?;
        let (_, to) = address.find(&caller, world)?;
        check_tags(&headers, world, &to)?;
        let put = match source {
            Source::Session(id) => {
                world.redirect_upload(id, NewUpload { by, to, on_conflict, deferred: true })?;
                world.commit_upload(id, now)?
            }
            Source::Folder => world.put_folder(by, &to, on_conflict, now)?,
        };
        Ok::<_, Error>((world.clone(), put))
    })?;
    ranges::made(&world, &base.0, put).await
}

/// Where it goes: into the folder at the address, if there is one and the body has a name, else to the address
/// itself.
fn address(
    caller: &Caller,
    world: &World,
    drive: String,
    item: String,
    name: Option<String>,
) -> Result<Address, Error> {
    let in_drive = caller.drive(world, &drive)?.id;
    let is_folder = || Caller::item(world, in_drive, &item).is_ok_and(Node::is_folder);
    let child = name.filter(|_| is_folder());
    Ok(Address { drive, item, child })
}
