//! Uploads, the first step: what is to come, where it goes, and in which parts.
//!
//! A content that the tenant has already need not be sent.
//! See <https://support.huaweicloud.com/api-koodrive/createFile.html>.

use std::sync::Arc;

use axum::response::Response;
use serde::{Deserialize, de::IgnoredAny};

use super::{
    incoming::{Incoming, IncomingBody},
    part_body,
};
use crate::{
    http::{Both, LinkBase, Operation, blocking},
    koodrive::{
        auth::Caller, error::Error, file_types, ids, json::Loose, names, place, respond, scopes::WRITE,
        wire::NewUpload,
    },
    world::{
        Ability, Content, Destination, MetadataPatch, Node, NodeId, OnConflict, Style, Timestamp, UploadSpec,
        World,
    },
};

/// Begins an upload.
pub const CREATE_FILE: Operation = Operation { name: "createFile", ..WRITE };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CreateBody {
    file_name: String,
    container_id: String,
    parent_folder: Option<Vec<String>>,
    #[serde(default)]
    file_type: Loose<i64>,
    #[serde(default)]
    auto_rename: Loose<i64>,
    /// The type is that of the name.
    #[serde(rename = "mimeType")]
    _mime_type: Option<IgnoredAny>,
}

/// An upload that makes sense.
struct NewFile {
    container: String,
    parents: Option<Vec<String>>,
    name: String,
    incoming: Incoming,
    on_conflict: OnConflict,
    /// Whether a file of the same name and content is as good.
    unless_same: bool,
    metadata: MetadataPatch,
}

/// What there is of the content already.
enum Known {
    /// Nothing.
    Nothing,
    /// A file of the same name, in this version.
    Same(NodeId, u32),
    /// A file somewhere else.
    Elsewhere(Content),
}

/// Begins an upload, or ends it at once if the content is known.
///
/// Handles `POST /koodrive/ose/v1/files/create`.
pub async fn create(base: LinkBase, caller: Caller) -> Result<Response, Error> {
    let file = Arc::new(read(&caller)?);
    let known = {
        let (file, caller) = (Arc::clone(&file), caller.clone());
        blocking(move || look(&caller, caller.world(), &file)).await?
    };
    let new = caller.sandbox().write(|world, now| {
        let parent = find_parent(&caller, world, &file)?.id;
        if let Known::Same(id, version) = known
            && let Ok(node) = world.live(id)
            && (node.version(), node.parent) == (version, Some(parent))
        {
            return Ok(NewUpload { exist: Some(true), ..describe(world, id)? });
        }
        begin(&caller, world, &file, parent, known, &base, now)
    })?;
    Ok(respond::beside(new))
}

/// Checks what can be checked without looking at the drive.
fn read(caller: &Caller) -> Result<NewFile, Error> {
    let Both(body, Both(incoming, metadata)): Both<CreateBody, Both<IncomingBody, place::MetadataBody>> =
        caller.body()?;
    names::check(&body.file_name)?;
    let is_folder = body.file_type.0 == Some(file_types::FOLDER.into());
    let is_known = body.file_type.0.is_none_or(file_types::is_known) && !is_folder;
    if !is_known {
        return Err(Error::Parameters);
    }
    let incoming = incoming.read(caller)?;
    let (on_conflict, unless_same) = match body.auto_rename.0 {
        Some(4) => (OnConflict::Rename(Style::Stamped), true),
        mode => (names::rename_mode(mode)?, false),
    };
    Ok(NewFile {
        container: body.container_id,
        parents: body.parent_folder,
        name: body.file_name,
        incoming,
        on_conflict,
        unless_same,
        metadata: metadata.patch()?,
    })
}

fn find_parent<'w>(caller: &Caller, world: &'w World, file: &NewFile) -> Result<&'w Node, Error> {
    place::parent(caller, world, &file.container, file.parents.as_deref(), Ability::Upload)
}

/// Looks for the content, which hashes files: never while the world is locked.
fn look(caller: &Caller, world: &World, file: &NewFile) -> Result<Known, Error> {
    let parent = find_parent(caller, world, file)?;
    let is_it = |content: &&Content| file.incoming.expected.mismatch(content).is_none();
    if file.unless_same
        && file.incoming.expected.sha256.is_some()
        && let Some(id) = world.child(parent.id, &file.name)
        && world.node(id)?.content().as_ref().is_some_and(is_it)
    {
        return Ok(Known::Same(id, world.node(id)?.version()));
    }
    Ok(file.incoming.known(world).map_or(Known::Nothing, Known::Elsewhere))
}

fn begin(
    caller: &Caller,
    world: &mut World,
    file: &NewFile,
    parent: NodeId,
    known: Known,
    base: &LinkBase,
    now: Timestamp,
) -> Result<NewUpload, Error> {
    let by = caller.actor;
    if let Known::Elsewhere(content) = known {
        let id = world.create_file(by, parent, &file.name, content, file.on_conflict, now)?;
        world.patch_metadata(id, &file.metadata)?;
        let exist = file.unless_same.then_some(false);
        return Ok(NewUpload { exist, ..describe(world, id)? });
    }
    world.check_room(world.node(parent)?.drive, file.incoming.length)?;
    // The name that the file would have now is the one that its client learns.
    let mut trial = world.clone();
    let id = trial.create_file(by, parent, &file.name, Content::default(), file.on_conflict, now)?;
    let name = Arc::clone(&trial.node(id)?.name);
    let spec = UploadSpec {
        by,
        to: Destination::Name { folder: parent, missing: [].into(), name: Arc::clone(&name) },
        on_conflict: file.on_conflict,
        metadata: file.metadata.clone(),
        expected: file.incoming.expected.clone(),
        deferred: true,
    };
    let (upload, id) = world.open_parts(spec, now);
    let multi_parts = part_body::announce(world, upload, &file.incoming.parts, base)?;
    let folder = world.node(parent)?;
    Ok(NewUpload {
        file_id: ids::made(id),
        rapid_upload: false,
        container_id: ids::container(folder.drive),
        file_name: name.to_string(),
        upload_id: Some(ids::upload(upload)),
        parent_folder: vec![ids::file(folder)],
        exist: file.unless_same.then_some(false),
        multi_parts,
    })
}

/// Returns what is said of a file that is there.
pub fn describe(world: &World, id: NodeId) -> Result<NewUpload, Error> {
    let node = world.node(id)?;
    let parent = node.parent.and_then(|parent| world.node(parent).ok());
    Ok(NewUpload {
        file_id: ids::file(node),
        rapid_upload: true,
        container_id: ids::container(node.drive),
        file_name: node.name.to_string(),
        upload_id: None,
        parent_folder: parent.map(|parent| ids::file(parent)).into_iter().collect(),
        exist: None,
        multi_parts: Vec::new(),
    })
}
