//! Putting an item at an address: the file of an upload session, or an empty folder.

use axum::{http::HeaderMap, response::Response};

use super::session;
use crate::{
    graph::{
        address::{Address, names},
        auth::{Caller, destination::Place},
        error::Error,
        items::metadata::ItemBody,
        json::{self, Json, Query},
        render::{context::Context, tags::check_tags},
        scopes,
    },
    http::{LinkBase, Operation},
    world::{Expected, Node, OnConflict, UploadError, UploadId, UploadSpec, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-createuploadsession#completing-a-file>
pub const PUT_ITEM: Operation = Operation { name: "driveItem.put", ..scopes::WRITE };

/// What a request puts.
enum Source {
    Session(UploadId),
    Folder,
}

/// Creates the file of an upload session at another address, or creates a folder.
///
/// Handles `PUT /v1.0/drives/{drive}/items/{item}`.
pub async fn put(
    caller: Caller,
    base: LinkBase,
    address: Address,
    query: Query,
    headers: HeaderMap,
    Json(body): Json<ItemBody>,
) -> Result<Response, Error> {
    body.refuse_content()?;
    let source = match (body.source_url.as_ref().or(body.content_source_url.as_ref()), &body.folder) {
        (Some(url), _) => Source::Session(session::parse_url(url)?),
        (None, Some(_)) => Source::Folder,
        (None, None) => {
            return Err(Error::Invalid(
                "A PUT of an item needs @microsoft.graph.sourceUrl, the address of an upload session.",
            ));
        }
    };
    let behavior = json::conflict_behavior(&query, body.conflict_behavior())?;
    let metadata = body.metadata_patch()?;
    let (by, on_conflict) = (caller.actor, behavior.unwrap_or(OnConflict::Fail));
    let context = Context::of(&caller, &base, &address).changed();
    let (put, world) = caller.write_and_view(|world, now| {
        let place = place(&caller, world, address, body.name);
        let to = place.find(&caller, world)?;
        check_tags(&headers, world, &to)?;
        let put = match source {
            Source::Session(id) => {
                let session = &world.upload(id)?.spec;
                // Anyone may have the address of a session: it must not carry bytes into another drive.
                if world.drive_of(&session.to)? != world.drive_of(&to)? {
                    return Err(UploadError::Unknown.into());
                }
                let metadata = metadata.or(&session.metadata);
                world.redirect_upload(
                    id,
                    UploadSpec {
                        by,
                        to,
                        on_conflict,
                        metadata,
                        expected: Expected::default(),
                        deferred: true,
                    },
                )?;
                session::commit(world, id, now)?
            }
            Source::Folder => {
                let put = world.put_folder(by, &to, on_conflict, now)?;
                if put.created {
                    names::check_path(world, world.node(put.node)?)?;
                }
                world.patch_metadata(put.node, &metadata)?;
                put
            }
        };
        Ok(put)
    })?;
    session::written(&world, &base, Some(context), put).await
}

/// Returns where the item goes: into the folder at the address if there is one and the body has a name, else to the
/// address itself.
fn place(caller: &Caller, world: &World, address: Address, name: Option<String>) -> Place {
    let child = name.filter(|_| caller.reach(world, &address).is_ok_and(Node::is_folder));
    Place { address, child }
}
