//! One drive, and lists of drives.

use axum::http::StatusCode;
use axum::response::Response;

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

/// How many there are; see <https://learn.microsoft.com/en-us/graph/api/drive-list>.
pub const COUNT: Operation = Operation { name: "drive.count", ..scopes::READ };

/// One drive.
pub async fn get_drive(
    caller: Caller,
    base: LinkBase,
    address: Address,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.world();
    let drive = caller.drive(world, &address.drive)?;
    Ok(options.answer(StatusCode::OK, &Render { world, base: &base }.drive(drive)))
}

/// All drives that the caller reaches.
pub async fn list(caller: Caller, base: LinkBase, options: Options) -> Result<Response, Error> {
    drives(&caller, &base, &options, reached(&caller, caller.world()))
}

/// How many drives the caller reaches.
pub async fn count(caller: Caller, _: Options) -> Response {
    count_response(reached(&caller, caller.world()).count() as u64)
}

fn reached<'w>(caller: &Caller, world: &'w World) -> impl Iterator<Item = &'w Drive> {
    world.drives().filter(|drive| caller.check(drive).is_ok())
}

/// The caller's own drive.
pub async fn of_me(caller: Caller, base: LinkBase, options: Options) -> Result<Response, Error> {
    of(&caller, &base, &options, &DriveAddress::Mine)
}

/// A person's drive.
pub async fn of_user(
    caller: Caller,
    base: LinkBase,
    Path(user): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    of(&caller, &base, &options, &DriveAddress::User(user))
}

/// A group's drive.
pub async fn of_group(
    caller: Caller,
    base: LinkBase,
    Path(group): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    of(&caller, &base, &options, &DriveAddress::Group(group))
}

/// A site's drive.
pub async fn of_site(
    caller: Caller,
    base: LinkBase,
    Path(site): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    of(&caller, &base, &options, &DriveAddress::Site(site))
}

/// Everybody has one drive.
fn of(
    caller: &Caller,
    base: &LinkBase,
    options: &Options,
    address: &DriveAddress,
) -> Result<Response, Error> {
    let world = caller.world();
    let drive = caller.drive(world, address)?;
    drives(caller, base, options, [drive].into_iter())
}

/// How many drives the caller has.
pub async fn count_of_me(caller: Caller, _: Options) -> Result<Response, Error> {
    count_of(&caller, &DriveAddress::Mine)
}

/// How many drives a person has.
pub async fn count_of_user(caller: Caller, Path(user): Path<String>, _: Options) -> Result<Response, Error> {
    count_of(&caller, &DriveAddress::User(user))
}

/// How many drives a group has.
pub async fn count_of_group(
    caller: Caller,
    Path(group): Path<String>,
    _: Options,
) -> Result<Response, Error> {
    count_of(&caller, &DriveAddress::Group(group))
}

/// How many drives a site has.
pub async fn count_of_site(caller: Caller, Path(site): Path<String>, _: Options) -> Result<Response, Error> {
    count_of(&caller, &DriveAddress::Site(site))
}

/// It is one, if the caller reaches it.
fn count_of(caller: &Caller, address: &DriveAddress) -> Result<Response, Error> {
    caller.drive(caller.world(), address).map(|_| count_response(1))
}

fn drives<'w>(
    caller: &Caller,
    base: &LinkBase,
    options: &Options,
    drives: impl Iterator<Item = &'w Drive>,
) -> Result<Response, Error> {
    let render = Render { world: caller.world(), base };
    let drives = drives.map(|drive| DriveBody { context: None, ..render.drive(drive) });
    page(&caller.call, base, options, format!("{base}/v1.0/$metadata#drives"), drives)
}
