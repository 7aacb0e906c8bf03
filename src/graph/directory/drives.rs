//! Lists of drives.

use axum::response::Response;

use super::page;
use crate::{
    graph::{auth::Caller, error::Error, items, json::Path, odata::Options, render::Render, wire::DriveBody},
    http::{Base, Operation},
    world::{Drive, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/drive-list>
pub const LIST: Operation = Operation { name: "drive.list", ..items::GET_DRIVE };

/// All drives that the caller reaches.
pub async fn list(caller: Caller, base: Base, options: Options) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, _| {
        let drives = world.drives().filter(|drive| caller.check(drive).is_ok());
        answer(&caller, world, &base, &options, drives)
    })
}

/// The caller's own drive.
pub async fn of_me(caller: Caller, base: Base, options: Options) -> Result<Response, Error> {
    of(&caller, &base, &options, "~me.")
}

/// A person's drive.
pub async fn of_user(
    caller: Caller,
    base: Base,
    Path(user): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    of(&caller, &base, &options, &format!("~user.{user}"))
}

/// A group's drive.
pub async fn of_group(
    caller: Caller,
    base: Base,
    Path(group): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    of(&caller, &base, &options, &format!("~group.{group}"))
}

/// A site's drive.
pub async fn of_site(
    caller: Caller,
    base: Base,
    Path(site): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    of(&caller, &base, &options, &format!("~site.{site}"))
}

/// Everybody has one drive.
fn of(caller: &Caller, base: &Base, options: &Options, address: &str) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, _| {
        let drive = caller.drive(world, address)?;
        answer(caller, world, base, options, [drive].into_iter())
    })
}

fn answer<'w>(
    caller: &Caller,
    world: &World,
    base: &Base,
    options: &Options,
    drives: impl Iterator<Item = &'w Drive>,
) -> Result<Response, Error> {
    let render = Render { world, base: &base.0 };
    let drives = drives.map(|drive| DriveBody { context: None, ..render.drive(drive) });
    page(&caller.0.call, &base.0, options, format!("{}/v1.0/$metadata#drives", base.0), drives)
}
