//! Making files, folders and shortcuts: 新建文件（夹）.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Ids, Operation, find_word},
    world::{Ability, Content, NodeId, Timestamp, World, name},
    wps::{
        auth::Caller, change, dialect::Dialect, error::Error, ids, json::Json, on_conflict, scopes, texts,
    },
};

/// 新建文件（夹）
pub const CREATE: Operation = Operation { name: "drives.files.create", ..scopes::WRITE_FILES_MCP };

/// The types of files that every dialect makes, by their extensions.
const EVERYWHERE: &[&str] = &["doc", "docx", "form", "xls", "otl", "ppt", "dbt", "xlsx", "pptx"];
/// Those of the public cloud.
const PUBLIC: &[&str] =
    &["pom", "spt", "dppt", "link", "resh", "ckt", "ddoc", "dpdf", "dxls", "pof", "wpsnote"];
/// Those of private deployments.
const PRIVATE: &[&str] = &["txt", "ksheet"];
/// The extension of shortcuts.
const SHORTCUT: &str = "link";

/// What is made.
#[derive(Clone, Copy)]
enum Kind {
    Folder,
    File,
    Shortcut,
}

const KINDS: &[(&str, Kind)] =
    &[("folder", Kind::Folder), ("file", Kind::File), ("shortcut", Kind::Shortcut)];
/// What private deployments make.
const PRIVATE_KINDS: &[(&str, Kind)] = &[("folder", Kind::Folder), ("file", Kind::File)];

/// The body of [`create`]; unknown members are passed over.
#[derive(Deserialize)]
pub struct CreateBody {
    file_type: String,
    name: String,
    file_id: Option<String>,
    on_name_conflict: Option<String>,
    parent_path: Option<Vec<String>>,
}

/// Makes a folder, a file of no bytes or a shortcut, and the folders above it that are missing.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/create`.
pub fn create(
    caller: Caller,
    Ids(drive, parent): Ids,
    Json(body): Json<CreateBody>,
) -> Result<Response, Error> {
    let kinds = if caller.dialect == Dialect::Public { KINDS } else { PRIVATE_KINDS };
    let kind = find_word("file_type", &body.file_type, kinds)?;
    let on_conflict = on_conflict::rename_or_fail(body.on_name_conflict.as_deref())?;
    texts::check_name("name", &body.name)?;
    if caller.settings().wps_strict_extensions {
        check_extension(caller.dialect, kind, &body.name)?;
    }
    let path = body.parent_path.as_deref().unwrap_or_default();
    path.iter().try_for_each(|folder| texts::check_name("parent_path", folder))?;
    let target = match kind {
        Kind::Shortcut => {
            Some(body.file_id.as_deref().ok_or_else(|| Error::Malformed("file_id is missing.".into()))?)
        }
        Kind::Folder | Kind::File => None,
    };
    change::respond(&caller, |world, now| {
        let target = target.map(|id| caller.file(world, id, Ability::Preview)).transpose()?;
        let target = target.map(|node| node.id);
        let parent = caller.folder(world, &drive, &parent, Ability::NewEmpty)?.id;
        let folder = find_or_make(&caller, world, parent, path, now)?;
        let (by, name) = (caller.actor, &*body.name);
        Ok(match (target, kind) {
            (Some(target), _) => world.create_shortcut(by, folder, name, target, on_conflict, now)?,
            (None, Kind::Folder) => world.create_folder(by, folder, name, on_conflict, now)?,
            (None, Kind::File | Kind::Shortcut) => {
                world.create_file(by, folder, name, Content::default(), on_conflict, now)?
            }
        })
    })
}

/// Refuses a name whose extension is none of those that the dialect makes; folders need none.
fn check_extension(dialect: Dialect, kind: Kind, name: &str) -> Result<(), Error> {
    let known = match (kind, dialect) {
        (Kind::Folder, _) => return Ok(()),
        (Kind::Shortcut, _) => [&[SHORTCUT][..], &[]],
        (Kind::File, Dialect::Public) => [EVERYWHERE, PUBLIC],
        (Kind::File, Dialect::NewPrivate | Dialect::OldPrivate) => [EVERYWHERE, PRIVATE],
    };
    if known.concat().contains(&&*name::extension(name)) {
        return Ok(());
    }
    Err(Error::FileType(format!("The name ends with none of .{}.", known.concat().join(" .")).into()))
}

/// Walks down these names from a folder and makes the folders that are missing, if the caller may make them.
///
/// The deepest folder that is there decides, as it is the one that receives something.
fn find_or_make(
    caller: &Caller,
    world: &mut World,
    parent: NodeId,
    path: &[String],
    now: Timestamp,
) -> Result<NodeId, Error> {
    let mut deepest = parent;
    for name in path {
        let Some(child) = world.child(deepest, name) else { break };
        deepest = child;
    }
    caller.permitted(world, world.live(deepest)?, &ids::file(deepest), Ability::NewEmpty)?;
    Ok(world.create_path(caller.actor, parent, path.iter().map(String::as_str), now)?)
}
