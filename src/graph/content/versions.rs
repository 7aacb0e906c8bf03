//! Versions of files: listing, reading, restoring and deleting them.

use axum::{http::StatusCode, response::Response};

use crate::{
    graph::{
        address::{Address, sealed::Sealed},
        auth::Caller,
        error::Error,
        json::{NoParameters, Path},
        odata::Options,
        render::{Render, context::Context, date::date},
        respond, scopes,
        wire::{List, Publication, VersionBody},
    },
    http::{self, LinkBase, Operation},
    world::{Ability, Error as WorldError, Node, Version},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-list-versions>
pub const LIST: Operation = Operation { name: "driveItem.versions.list", ..scopes::LIST };

/// <https://learn.microsoft.com/en-us/graph/api/driveitemversion-get>
pub const GET: Operation = Operation { name: "driveItemVersion.get", ..scopes::READ };

/// <https://learn.microsoft.com/en-us/graph/api/driveitemversion-get-contents>
pub const CONTENT: Operation = Operation { name: "driveItemVersion.content", ..scopes::READ };

/// <https://learn.microsoft.com/en-us/graph/api/driveitemversion-restore>
pub const RESTORE: Operation = Operation { name: "driveItemVersion.restore", ..scopes::WRITE };

/// Deletes an earlier version; in the schema, and used by clients that tidy up.
pub const DELETE: Operation = Operation { name: "driveItemVersion.delete", ..RESTORE };

/// Lists the versions of a file, the current one first.
///
/// Handles `GET /v1.0/drives/{drive}/items/{item}/versions`.
pub fn list(caller: Caller, base: LinkBase, address: Address, options: Options) -> Result<Response, Error> {
    let world = caller.world();
    let node = file(caller.reach_to(world, &address, Ability::Download)?)?;
    let render = Render::new(world, &base, Some(&caller));
    let context = Context::of(&caller, &base, &address).list("versions", &options);
    let value =
        node.versions().map(|version| options.selected(&body(&render, node, &version, None))).collect();
    Ok(respond::json(StatusCode::OK, &List { context, value }))
}

/// Returns a version of a file.
///
/// Handles `GET /v1.0/drives/{drive}/items/{item}/versions/{version}`.
pub fn get(
    caller: Caller,
    base: LinkBase,
    address: Address,
    Path(version): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.world();
    let node = file(caller.reach_to(world, &address, Ability::Download)?)?;
    let render = Render::new(world, &base, Some(&caller));
    let version = world.version(node.id, parse_id(node, &version)?)?;
    let context = Context::of(&caller, &base, &address).entry("versions", &options);
    Ok(options.respond(StatusCode::OK, &body(&render, node, &version, Some(context))))
}

/// Redirects to the content of a version, at an address that needs no token.
///
/// Handles `GET /v1.0/drives/{drive}/items/{item}/versions/{version}/content`.
pub fn content(
    caller: Caller,
    base: LinkBase,
    address: Address,
    Path(version): Path<String>,
) -> Result<Response, Error> {
    let (world, now) = (caller.world(), caller.now());
    let node = file(caller.reach_to(world, &address, Ability::Download)?)?;
    let version = world.version(node.id, parse_id(node, &version)?)?;
    if version.number == node.version() {
        return Err(Error::Invalid("You cannot get the content of the current version."));
    }
    respond::redirect(Sealed::version(node.id, version.number, now).address(&base))
}

/// Restores an earlier version, as a new one.
///
/// Handles `POST /v1.0/drives/{drive}/items/{item}/versions/{version}/restoreVersion`.
pub fn restore(
    caller: Caller,
    address: Address,
    Path(version): Path<String>,
    _: NoParameters,
) -> Result<Response, Error> {
    caller.write(|world, now| {
        let node = file(caller.reach_to(world, &address, Ability::History)?)?;
        let (id, number) = (node.id, parse_id(node, &version)?);
        world.restore_version(caller.actor, id, number, now)?;
        Ok(http::empty(StatusCode::NO_CONTENT))
    })
}

/// Deletes an earlier version permanently.
///
/// Handles `DELETE /v1.0/drives/{drive}/items/{item}/versions/{version}`.
pub fn delete(caller: Caller, address: Address, Path(version): Path<String>) -> Result<Response, Error> {
    caller.write(|world, _| {
        let node = file(caller.reach_to(world, &address, Ability::History)?)?;
        let (id, number) = (node.id, parse_id(node, &version)?);
        if number == node.version() {
            return Err(Error::Invalid("The current version of an item cannot be deleted."));
        }
        world.delete_version(id, number)?;
        Ok(http::empty(StatusCode::NO_CONTENT))
    })
}

/// Refuses folders.
fn file(node: &Node) -> Result<&Node, Error> {
    if node.is_folder() { Err(Error::Invalid("Only files have versions.")) } else { Ok(node) }
}

/// Reads the number of a version from an id such as `3.0`, or `current`.
fn parse_id(node: &Node, id: &str) -> Result<u32, Error> {
    if id == "current" {
        return Ok(node.version());
    }
    let number = id.strip_suffix(".0").and_then(|number| number.parse().ok());
    Ok(number.ok_or(WorldError::NotFound)?)
}

/// Returns a version, with the context of a response if it is the whole of one.
fn body(render: &Render<'_>, node: &Node, version: &Version, context: Option<String>) -> VersionBody {
    let id = format!("{}.0", version.number);
    VersionBody {
        context,
        download_url: render
            .home(node.drive)
            .is_personal
            .then(|| Sealed::download(node.id, version.number, render.base.now).address(render.base)),
        last_modified_by: render.by(node, version.modified),
        last_modified_date_time: date(version.modified.at),
        publication: Publication { level: "published", version_id: id.clone(), checked_out_by: None },
        size: version.content.size(),
        id,
    }
}
