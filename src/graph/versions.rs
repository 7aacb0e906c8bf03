//! Versions of files.

use axum::{http::StatusCode, response::Response};

use super::{
    answer,
    auth::Caller,
    count,
    error::Error,
    ids,
    items::GET_DRIVE,
    json::Path,
    odata::Options,
    render::Render,
    sealed::{Sealed, redirect},
    wire::{List, Publication, VersionBody},
};
use crate::{
    http::{self, LinkBase, Operation, date},
    world::{Error as WorldError, Node, Version},
};

/// The scopes of whatever changes an item.
pub const WRITE: &[&str] = &["Files.ReadWrite", "Files.ReadWrite.All", "Sites.ReadWrite.All"];

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-list-versions>
pub const LIST: Operation = Operation { name: "driveItem.versions.list", ..GET_DRIVE };

/// How many of them there are.
pub const COUNT: Operation = Operation { name: "driveItem.versions.count", ..GET_DRIVE };

/// <https://learn.microsoft.com/en-us/graph/api/driveitemversion-get>
pub const GET: Operation = Operation { name: "driveItemVersion.get", ..GET_DRIVE };

/// <https://learn.microsoft.com/en-us/graph/api/driveitemversion-get-contents>
pub const CONTENT: Operation = Operation { name: "driveItemVersion.content", ..GET_DRIVE };

/// <https://learn.microsoft.com/en-us/graph/api/driveitemversion-restore>
pub const RESTORE: Operation =
    Operation { name: "driveItemVersion.restore", writes: true, scopes: WRITE, ..Operation::BASE };

/// In the schema, and used by clients that tidy up.
pub const DELETE: Operation = Operation { name: "driveItemVersion.delete", ..RESTORE };

/// The versions of a file, the current one first.
pub async fn list(
    caller: Caller,
    base: LinkBase,
    Path((drive, item)): Path<(String, String)>,
    options: Options,
) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, _| {
        let node = file(caller.reach(world, &drive, &item)?)?;
        let render = Render { world, base: &base };
        let context = format!("{}('{}')/versions", render.items_context(node), ids::item(world, node));
        let value = node.versions().map(|version| options.selected(&body(&render, &version, None))).collect();
        Ok(answer(StatusCode::OK, &List { context, value }))
    })
}

/// How many versions a file has.
pub async fn count(
    caller: Caller,
    Path((drive, item)): Path<(String, String)>,
    _: Options,
) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, _| {
        let node = file(caller.reach(world, &drive, &item)?)?;
        Ok(count::told(node.versions().count() as u64))
    })
}

/// One version of a file.
pub async fn get(
    caller: Caller,
    base: LinkBase,
    Path((drive, item, version)): Path<(String, String, String)>,
    options: Options,
) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, _| {
        let node = file(caller.reach(world, &drive, &item)?)?;
        let render = Render { world, base: &base };
        let version = world.version(node.id, parse(node, &version)?)?;
        let item = ids::item(world, node);
        let context = format!("{}('{item}')/versions/$entity", render.items_context(node));
        Ok(options.answer(StatusCode::OK, &body(&render, &version, Some(context))))
    })
}

/// Leads to the bytes of a version, at an address that needs no token.
pub async fn content(
    caller: Caller,
    base: LinkBase,
    Path((drive, item, version)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, now| {
        let node = file(caller.reach(world, &drive, &item)?)?;
        let version = world.version(node.id, parse(node, &version)?)?;
        redirect(&Sealed::version(node.id, version.number, now), &base)
    })
}

/// Brings a version back, as a new one.
pub async fn restore(
    caller: Caller,
    Path((drive, item, version)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    caller.write(|world, now| {
        let node = file(caller.reach(world, &drive, &item)?)?;
        let (id, number) = (node.id, parse(node, &version)?);
        world.restore_version(caller.0.actor, id, number, now)?;
        Ok(http::empty(StatusCode::NO_CONTENT))
    })
}

/// Deletes an earlier version for good.
pub async fn delete(
    caller: Caller,
    Path((drive, item, version)): Path<(String, String, String)>,
) -> Result<Response, Error> {
    caller.write(|world, _| {
        let node = file(caller.reach(world, &drive, &item)?)?;
        let (id, number) = (node.id, parse(node, &version)?);
        if number == node.version() {
            return Err(Error::Invalid("The current version of an item cannot be deleted."));
        }
        world.delete_version(id, number)?;
        Ok(http::empty(StatusCode::NO_CONTENT))
    })
}

fn file(node: &Node) -> Result<&Node, Error> {
    if node.is_folder() { Err(Error::Invalid("Only files have versions.")) } else { Ok(node) }
}

/// The number in `3.0`; `current` is the number of the current version.
fn parse(node: &Node, id: &str) -> Result<u32, Error> {
    if id == "current" {
        return Ok(node.version());
    }
    let number = id.strip_suffix(".0").and_then(|number| number.parse().ok());
    Ok(number.ok_or(WorldError::NotFound)?)
}

fn body(render: &Render<'_>, version: &Version, context: Option<String>) -> VersionBody {
    let id = format!("{}.0", version.number);
    VersionBody {
        context,
        last_modified_by: render.by(version.modified),
        last_modified_date_time: date::rfc3339(version.modified.at),
        publication: Publication { level: "published", version_id: id.clone(), checked_out_by: None },
        size: version.content.size(),
        id,
    }
}
