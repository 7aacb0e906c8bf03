//! Reading a drive, and lists of drives.

use axum::{http::StatusCode, response::Response};

use crate::{
    graph::{
        address::{Address, DriveAddress},
        auth::Caller,
        error::Error,
        json::Path,
        odata::{Options, count::count_response, paging::page},
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

/// Counts drives.
pub const COUNT: Operation = Operation { name: "drive.count", ..scopes::READ };

/// Returns a drive.
///
/// Handles `GET /v1.0/drives/{drive}`.
pub async fn get_drive(
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
pub async fn list(caller: Caller, base: LinkBase, options: Options) -> Result<Response, Error> {
    respond_with(&caller, &base, &options, reached(&caller, caller.world()))
}

/// Returns the number of drives that the caller reaches, as plain text.
///
/// Handles `GET /v1.0/drives/$count`.
pub async fn count(caller: Caller, _: Options) -> Response {
    count_response(reached(&caller, caller.world()).count() as u64)
}

/// Lists the caller's drive.
///
/// Handles `GET /v1.0/me/drives`.
pub async fn of_me(caller: Caller, base: LinkBase, options: Options) -> Result<Response, Error> {
    list_of(&caller, &base, &options, &DriveAddress::Mine)
}

/// Lists a person's drive.
///
/// Handles `GET /v1.0/users/{user}/drives`.
pub async fn of_user(
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
pub async fn of_group(
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
pub async fn of_site(
    caller: Caller,
    base: LinkBase,
    Path(site): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    list_of(&caller, &base, &options, &DriveAddress::Site(site))
}

/// Returns the number of the caller's drives, as plain text.
///
/// Handles `GET /v1.0/me/drives/$count`.
pub async fn count_of_me(caller: Caller, _: Options) -> Result<Response, Error> {
    count_of(&caller, &DriveAddress::Mine)
}

/// Returns the number of a person's drives, as plain text.
///
/// Handles `GET /v1.0/users/{user}/drives/$count`.
pub async fn count_of_user(caller: Caller, Path(user): Path<String>, _: Options) -> Result<Response, Error> {
    count_of(&caller, &DriveAddress::User(user))
}

/// Returns the number of a group's drives, as plain text.
///
/// Handles `GET /v1.0/groups/{group}/drives/$count`.
pub async fn count_of_group(
    caller: Caller,
    Path(group): Path<String>,
    _: Options,
) -> Result<Response, Error> {
    count_of(&caller, &DriveAddress::Group(group))
}

/// Returns the number of a site's drives, as plain text.
///
/// Handles `GET /v1.0/sites/{site}/drives/$count`.
pub async fn count_of_site(caller: Caller, Path(site): Path<String>, _: Options) -> Result<Response, Error> {
    count_of(&caller, &DriveAddress::Site(site))
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

/// Counts the drives of a person, group or site: one, if the caller reaches it.
fn count_of(caller: &Caller, address: &DriveAddress) -> Result<Response, Error> {
    caller.drive(caller.world(), address).map(|_| count_response(1))
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
