//! One version of a file.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive/getRevision.html>.

use axum::response::Response;
use data_encoding::HEXLOWER;
use serde::Deserialize;

use crate::{
    http::{self, LinkBase, Operation},
    koodrive::{
        addresses::{VersionAddress, Via},
        auth::Caller,
        dates,
        error::Error,
        ids,
        json::Loose,
        render::FileRender,
        respond,
        scopes::READ,
        wire::Revision,
    },
    world::{Ability, Error as WorldError, NodeId, World},
};

/// Returns a version of a file.
pub const GET_REVISION: Operation = Operation { name: "getRevision", ..READ };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct GetBody {
    container_id: String,
    file_id: String,
    revision_id: String,
    #[serde(default)]
    url_type: Loose<u64>,
    #[serde(default)]
    fields: Loose<String>,
}

/// Returns a version of a file, with an address of its bytes.
///
/// Handles `POST /koodrive/ose/v1/revision/getRevision`.
pub async fn get(base: LinkBase, caller: Caller) -> Result<Response, Error> {
    let body: GetBody = caller.body()?;
    if body.url_type.0.is_some_and(|kind| !(1..=2).contains(&kind)) {
        return Err(Error::Parameters);
    }
    if body.fields.0.is_some_and(|fields| fields != "*") {
        caller.call.note("fields: all of them are sent");
    }
    let world = caller.world();
    let (id, number) =
        find(&caller, world, &body.container_id, &body.file_id, &body.revision_id, Ability::Download)?;
    let version = world.version(id, number)?;
    let sha256 = http::hash(&version.content, |content| HEXLOWER.encode(content.sha256())).await;
    let render = FileRender::new(&caller, world, &base, None);
    let node = world.node(id)?;
    Ok(respond::beside(Revision {
        container_id: ids::container(node.drive),
        file_id: ids::file(node),
        revision_id: ids::revision(id, number),
        revision_version: number,
        size: version.content.size(),
        sha256,
        edited_time: dates::utc(version.modified.at),
        last_editor: render.user(version.modified.by),
        url: VersionAddress { node: id, version: number, via: Via::Person(caller.user) }.url(&base),
    }))
}

/// Returns the file and the number of a version of it, if the caller may do this with the file.
///
/// # Errors
/// Those of [`Caller::live_item`]; [`WorldError::NotFound`] for a version of another file, or one that is gone.
pub fn find(
    caller: &Caller,
    world: &World,
    space: &str,
    file: &str,
    revision: &str,
    ability: Ability,
) -> Result<(NodeId, u32), WorldError> {
    let id = caller.live_item(world, space, file, ability)?.id;
    let (of, number) = ids::parse_revision(revision).ok_or(WorldError::NotFound)?;
    if of != id {
        return Err(WorldError::NotFound);
    }
    world.version(id, number).map(|version| (id, version.number))
}
