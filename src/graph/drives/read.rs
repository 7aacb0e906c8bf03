//! Reading a drive, and lists of drives.

use axum::{http::StatusCode, response::Response};

use crate::{
    graph::{
        address::{Address, DriveAddress},
        auth::Caller,
        error::Error,
        json::Path,
        odata::{Options, paging::page},
        render::Render,
        scopes,
        wire::DriveBody,
    },
    http::{LinkBase, Operation},
    world::{Drive, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/drive-get>
pub const GET_DRIVE: Operation = Operation { name: "drive.get", ..scopes::READ };

/// <https://learn.microsoft.com/en-us/graph/api/drive-list>
pub const LIST: Operation = Operation { name: "drive.list", ..scopes::LIST };

/// Returns a drive.
///
/// Handles `GET /v1.0/drives/{drive}`.
pub fn get_drive(
    caller: Caller,
    base: LinkBase,
    address: Address,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.world();
    let drive = caller.drive(world, &address.drive)?;
    let context = Some(format!("{base}/v1.0/$metadata#drives{}/$entity", options.brackets()));
    let body = Render::new(world, &base, Some(&caller)).drive(drive);
    Ok(options.respond(StatusCode::OK, &DriveBody { context, ..body }))
}

/// Lists the drives that the caller reaches.
///
/// Handles `GET /v1.0/drives`.
pub fn list(caller: Caller, base: LinkBase, options: Options) -> Result<Response, Error> {
    respond_with(&caller, &base, &options, reached(&caller, caller.world()))
}

/// Lists the caller's drive.
///
/// Handles `GET /v1.0/me/drives`.
pub fn of_me(caller: Caller, base: LinkBase, options: Options) -> Result<Response, Error> {
    list_of(&caller, &base, &options, &DriveAddress::Mine)
}

/// Lists a person's drive.
///
/// Handles `GET /v1.0/users/{user}/drives`.
pub fn of_user(
    caller: Caller,
    base: LinkBase,
    Path(user): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    list_of(&caller, &base, &options, &DriveAddress::User(user))
}

/// Lists a group's drive.
///
/// Handles `GET /v1.0/groups/{group}/drives`.
pub fn of_group(
    caller: Caller,
    base: LinkBase,
    Path(group): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    list_of(&caller, &base, &options, &DriveAddress::Group(group))
}

/// Lists a site's drive.
///
/// Handles `GET /v1.0/sites/{site}/drives`.
pub fn of_site(
    caller: Caller,
    base: LinkBase,
    Path(site): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    list_of(&caller, &base, &options, &DriveAddress::Site(site))
}

/// Returns the drives that the caller reaches.
fn reached<'w>(caller: &Caller, world: &'w World) -> impl Iterator<Item = &'w Drive> {
    world.drives().filter(|drive| caller.check(world, drive).is_ok())
}

/// Lists the drive of a person, group or site, as each has one.
fn list_of(
    caller: &Caller,
    base: &LinkBase,
    options: &Options,
    address: &DriveAddress,
) -> Result<Response, Error> {
    let drive = caller.drive(caller.world(), address)?;
    respond_with(caller, base, options, std::iter::once(drive))
}

/// Returns the response of a list of drives.
fn respond_with<'w>(
    caller: &Caller,
    base: &LinkBase,
    options: &Options,
    drives: impl Iterator<Item = &'w Drive>,
) -> Result<Response, Error> {
    let render = Render::new(caller.world(), base, Some(caller));
    let drives = drives.map(|drive| render.drive(drive));
    page(&caller.call, base, options, format!("{base}/v1.0/$metadata#drives"), drives)
}
