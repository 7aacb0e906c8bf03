//! Drives and items, read.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::Value;

use super::{
    answer, auth::Caller, error::Error, ids, json::Path, listing, odata::Options, render::Render, tags,
    wire::Items,
};
use crate::{
    http::{self, Base, Call, Links, Operation},
    world::{NodeId, World},
};

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

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-list-children>
pub const COUNT_CHILDREN: Operation = Operation { name: "driveItem.children.count", ..GET_DRIVE };

/// One drive.
pub async fn get_drive(
    caller: Caller,
    base: Base,
    Path(drive): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, _| {
        let drive = caller.drive(world, &drive)?;
        Ok(options.answer(StatusCode::OK, &Render { world, base: &base.0 }.drive(drive)))
    })
}

/// One item, on demand with what lies in it.
pub async fn get_item(
    caller: Caller,
    base: Base,
    Path((drive, item)): Path<(String, String)>,
    options: Options,
    headers: HeaderMap,
) -> Result<Response, Error> {
    // Contents may have to be hashed: a snapshot keeps nobody waiting.
    let world = caller.0.call.sandbox().snapshot();
    let drive = caller.drive(&world, &drive)?.id;
    let node = Caller::item(&world, drive, &item)?;
    if tags::if_none_match(&headers).is_some_and(|list| tags::names(list, &world, node)) {
        return Ok(http::empty(StatusCode::NOT_MODIFIED));
    }
    let render = Render { world: &world, base: &base.0 };
    let entity = render.entity(node);
    if !options.expands("children") || !node.is_folder() {
        return Ok(options.answer(StatusCode::OK, &entity));
    }
    let mut body = options.selected(&entity);
    let (children, next_link) = listing::expanded(&render, node, &options);
    if let Value::Object(members) = &mut body {
        members.insert("children".into(), Value::Array(children));
        members.extend(next_link.map(|link| ("children@odata.nextLink".into(), Value::String(link))));
    }
    Ok(answer(StatusCode::OK, &body))
}

/// The items in a folder, a page at a time.
pub async fn list_children(
    caller: Caller,
    base: Base,
    Path((drive, item)): Path<(String, String)>,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.0.call.sandbox().snapshot();
    let drive = caller.drive(&world, &drive)?.id;
    let folder = Caller::item(&world, drive, &item)?;
    let render = Render { world: &world, base: &base.0 };
    let page = listing::children(&world, folder, &options)?;
    let next_link = page.token.map(|token| next_link(&caller.0.call, &base.0, &token));
    let context = format!("{}('{}')/children", render.items_context(folder), ids::item(&world, folder));
    let value = page.nodes.into_iter().map(|node| options.selected(&render.item(node))).collect();
    Ok(answer(StatusCode::OK, &Items { context, count: page.count, next_link, value }))
}

/// How many items a folder holds, as plain text.
pub async fn count_children(
    caller: Caller,
    Path((drive, item)): Path<(String, String)>,
    options: Options,
) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, _| {
        let drive = caller.drive(world, &drive)?.id;
        let folder = Caller::item(world, drive, &item)?;
        let count = listing::count(world, folder, &options).to_string();
        Ok(([(header::CONTENT_TYPE, "text/plain")], count).into_response())
    })
}

/// Answers with an item as a change has left it.
pub fn answer_item(world: &World, base: &Links, item: NodeId, status: StatusCode) -> Result<Response, Error> {
    Ok(answer(status, &Render { world, base }.entity(world.node(item)?)))
}

/// The address of the next page: that of this one with another token.
pub fn next_link(call: &Call, base: &str, token: &str) -> String {
    let (path, query) = call.path().split_once('?').unwrap_or((call.path(), ""));
    let is_token = |pair: &str| {
        let name = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
        name.trim_start_matches("%24").trim_start_matches('$') == "skiptoken"
    };
    let mut pairs: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !is_token(pair)).collect();
    let token = format!("$skiptoken={token}");
    pairs.push(&token);
    format!("{base}{path}?{}", pairs.join("&"))
}
