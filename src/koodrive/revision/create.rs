//! Beginning the upload of a version.
//!
//! See <https://support.huaweicloud.com/api-koodrive/createHistoryVersions.html>.

use std::sync::Arc;

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Both, LinkBase, Operation, blocking},
    koodrive::{
        auth::Caller,
        error::Error,
        files::{Incoming, IncomingBody, announce, describe},
        ids,
        json::Loose,
        place::MetadataBody,
        respond,
        scopes::WRITE,
        wire::NewUpload,
    },
    world::{
        Ability, Content, Destination, Error as WorldError, MetadataPatch, Node, OnConflict, Timestamp,
        UploadSpec, World,
    },
};

/// Begins the upload of a version.
pub const CREATE_HISTORY_VERSIONS: Operation = Operation { name: "createHistoryVersions", ..WRITE };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CreateBody {
    container_id: String,
    file_id: String,
    #[serde(default)]
    keep_policy: Loose<u64>,
}

/// A version that is to come.
struct NewVersion {
    container: String,
    file: String,
    incoming: Incoming,
    metadata: MetadataPatch,
}

/// Begins the upload of a version of a file, or ends it at once if the content is known.
///
/// Handles `POST /koodrive/ose/v1/revision/createRevision`.
pub async fn create(base: LinkBase, caller: Caller) -> Result<Response, Error> {
    let version = Arc::new(read(&caller)?);
    find(&caller, caller.world(), &version)?;
    let known = {
        let (version, caller) = (Arc::clone(&version), caller.clone());
        blocking(move || Ok::<_, Error>(version.incoming.known(caller.world()))).await?
    };
    let new = caller.sandbox().write(|world, now| begin(&caller, world, &version, known, &base, now))?;
    Ok(respond::beside(new))
}

fn read(caller: &Caller) -> Result<NewVersion, Error> {
    let Both(body, Both(incoming, metadata)): Both<CreateBody, Both<IncomingBody, MetadataBody>> =
        caller.body()?;
    match body.keep_policy.0 {
        None | Some(0) => {}
        Some(1) => caller.call.note("keepPolicy: the oldest versions of a file go once it has too many"),
        Some(_) => return Err(Error::Parameters),
    }
    Ok(NewVersion {
        container: body.container_id,
        file: body.file_id,
        incoming: incoming.read(caller)?,
        metadata: metadata.patch()?,
    })
}

fn find<'w>(caller: &Caller, world: &'w World, version: &NewVersion) -> Result<&'w Node, WorldError> {
    let node = caller.live_item(world, &version.container, &version.file, Ability::Update)?;
    if node.is_folder() { Err(WorldError::NotAFile(node.id)) } else { Ok(node) }
}

fn begin(
    caller: &Caller,
    world: &mut World,
    version: &NewVersion,
    known: Option<Content>,
    base: &LinkBase,
    now: Timestamp,
) -> Result<NewUpload, Error> {
    let node = find(caller, world, version)?;
    let (id, drive) = (node.id, node.drive);
    if let Some(content) = known {
        world.write(caller.actor, id, content, now)?;
        world.patch_metadata(id, &version.metadata)?;
        return describe(world, id);
    }
    world.check_room(drive, version.incoming.length)?;
    let spec = UploadSpec {
        by: caller.actor,
        to: Destination::File(id),
        on_conflict: OnConflict::Replace,
        metadata: version.metadata.clone(),
        expected: version.incoming.expected.clone(),
        deferred: true,
    };
    let (upload, _) = world.open_parts(spec, now);
    let multi_parts = announce(world, upload, &version.incoming.parts, base)?;
    let upload_id = Some(ids::upload(upload));
    Ok(NewUpload { rapid_upload: false, upload_id, multi_parts, ..describe(world, id)? })
}
