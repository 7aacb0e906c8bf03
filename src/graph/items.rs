//! Drives and items, read.

use axum::{http::StatusCode, response::Response};
use data_encoding::BASE64URL_NOPAD;

use super::{
    answer,
    auth::Caller,
    error::Error,
    json::{Path, Query},
    wire::{Items, Render},
};
use crate::http::{Base, Operation};

const READ: &[&str] = &[
    "Files.Read",
    "Files.ReadWrite",
    "Files.Read.All",
    "Files.ReadWrite.All",
    "Sites.Read.All",
    "Sites.ReadWrite.All",
];

/// <https://learn.microsoft.com/en-us/graph/api/drive-get>
pub const GET_DRIVE: Operation = Operation { name: "drive.get", writes: false, scopes: READ, daily: None };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-get>
pub const GET_ITEM: Operation = Operation { name: "driveItem.get", ..GET_DRIVE };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-list-children>
pub const LIST_CHILDREN: Operation = Operation { name: "driveItem.children.list", ..GET_DRIVE };

/// How many items a page holds, unless `$top` says otherwise.
const PAGE: usize = 200;
/// How many items a page holds at the most.
const LARGEST_PAGE: usize = 1000;

/// One drive.
pub async fn get_drive(caller: Caller, base: Base, Path(drive): Path<String>) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, _| {
        let drive = caller.drive(world, &drive)?;
        Ok(answer(StatusCode::OK, &Render { world, base: &base.0 }.drive(drive)))
    })
}

/// One item.
pub async fn get_item(
    caller: Caller,
    base: Base,
    Path((drive, item)): Path<(String, String)>,
) -> Result<Response, Error> {
    let world = caller.0.call.sandbox().snapshot();
    let drive = caller.drive(&world, &drive)?.id;
    let node = Caller::item(&world, drive, &item)?;
    Ok(answer(StatusCode::OK, &Render { world: &world, base: &base.0 }.entity(node)))
}

/// The items in a folder, a page at a time.
pub async fn list_children(
    caller: Caller,
    base: Base,
    Path((drive, item)): Path<(String, String)>,
    query: Query,
) -> Result<Response, Error> {
    let top = match query.option("top").map(str::parse::<usize>) {
        None => PAGE,
        Some(Ok(top)) if top > 0 => top.min(LARGEST_PAGE),
        Some(_) => return Err(Error::Invalid("The value of $top must be a positive integer.")),
    };
    let after = match query.option("skiptoken").map(|token| BASE64URL_NOPAD.decode(token.as_bytes())) {
        None => None,
        Some(Ok(token)) => {
            Some(String::from_utf8(token).map_err(|_| Error::Invalid("$skiptoken is not ours."))?)
        }
        Some(Err(_)) => return Err(Error::Invalid("$skiptoken is not ours.")),
    };
    let world = caller.0.call.sandbox().snapshot();
    let drive = caller.drive(&world, &drive)?.id;
    let folder = Caller::item(&world, drive, &item)?;
    let render = Render { world: &world, base: &base.0 };
    let mut page: Vec<_> = world.children_after(folder.id, after.as_deref()).take(top + 1).collect();
    let next_link = (page.len() > top).then(|| {
        page.truncate(top);
        let last = page.last().map_or("", |node| &node.name);
        let path = caller.0.call.path().split('?').next().unwrap_or_default();
        let top = query.option("top").map(|top| format!("$top={top}&")).unwrap_or_default();
        format!("{}{path}?{top}$skiptoken={}", base.0, BASE64URL_NOPAD.encode(last.as_bytes()))
    });
    let context = format!("{}('root')/children", render.items_context(folder));
    let value = page.into_iter().map(|node| render.item(node)).collect();
    Ok(answer(StatusCode::OK, &Items { context, next_link, value }))
}
