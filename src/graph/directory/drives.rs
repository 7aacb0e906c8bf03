//! Lists of drives.

use axum::response::Response;

use super::page;
use crate::{
    graph::{
        auth::Caller, count, error::Error, items, json::Path, odata::Options, render::Render, wire::DriveBody,
    },
    http::{LinkBase, Operation},
    world::{Drive, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/drive-list>
pub const LIST: Operation = Operation { name: "drive.list", ..items::GET_DRIVE };

/// How many there are; see <https://learn.microsoft.com/en-us/graph/api/drive-list>.
pub const COUNT: Operation = Operation { name: "drive.count", ..items::GET_DRIVE };

/// All drives that the caller reaches.
pub async fn list(caller: Caller, base: LinkBase, options: Options) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, _| answer(&caller, world, &base, &options, reached(&caller, world)))
}

/// How many drives the caller reaches.
pub async fn count(caller: Caller, _: Options) -> Response {
    count::told(caller.0.call.sandbox().read(|world, _| reached(&caller, world).count() as u64))
}

fn reached<'w>(caller: &Caller, world: &'w World) -> impl Iterator<Item = &'w Drive> {
    world.drives().filter(|drive| caller.check(drive).is_ok())
}

/// The caller's own drive.
pub async fn of_me(caller: Caller, base: LinkBase, options: Options) -> Result<Response, Error> {
    of(&caller, &base, &options, "~me.")
}

/// A person's drive.
pub async fn of_user(
    caller: Caller,
    base: LinkBase,
    Path(user): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    of(&caller, &base, &options, &format!("~user.{user}"))
}

/// A group's drive.
pub async fn of_group(
    caller: Caller,
    base: LinkBase,
    Path(group): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    of(&caller, &base, &options, &format!("~group.{group}"))
}

/// A site's drive.
pub async fn of_site(
    caller: Caller,
    base: LinkBase,
    Path(site): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    of(&caller, &base, &options, &format!("~site.{site}"))
}

/// Everybody has one drive.
fn of(caller: &Caller, base: &LinkBase, options: &Options, address: &str) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, _| {
        let drive = caller.drive(world, address)?;
        answer(caller, world, base, options, [drive].into_iter())
    })
}

/// How many drives the caller has.
pub async fn count_of_me(caller: Caller, _: Options) -> Result<Response, Error> {
    count_of(&caller, "~me.")
}

/// How many drives a person has.
pub async fn count_of_user(caller: Caller, Path(user): Path<String>, _: Options) -> Result<Response, Error> {
    count_of(&caller, &format!("~user.{user}"))
}

/// How many drives a group has.
pub async fn count_of_group(
    caller: Caller,
    Path(group): Path<String>,
    _: Options,
) -> Result<Response, Error> {
    count_of(&caller, &format!("~group.{group}"))
}

/// How many drives a site has.
pub async fn count_of_site(caller: Caller, Path(site): Path<String>, _: Options) -> Result<Response, Error> {
    count_of(&caller, &format!("~site.{site}"))
}

/// It is one, if the caller reaches it.
fn count_of(caller: &Caller, address: &str) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, _| caller.drive(world, address).map(|_| count::told(1)))
}

fn answer<'w>(
    caller: &Caller,
    world: &World,
    base: &LinkBase,
    options: &Options,
    drives: impl Iterator<Item = &'w Drive>,
) -> Result<Response, Error> {
    let render = Render { world, base };
    let drives = drives.map(|drive| DriveBody { context: None, ..render.drive(drive) });
    page(&caller.0.call, base, options, format!("{base}/v1.0/$metadata#drives"), drives)
}
