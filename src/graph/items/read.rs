//! Reading an item, and the items in a folder.

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};

use super::{bent, removal};
use crate::{
    graph::{
        address::Address,
        auth::Caller,
        bundles::{find, read as bundles},
        error::Error,
        json::Query,
        odata::{
            Options,
            paging::{self, next_link},
        },
        render::{Render, context::Context, expanded, responses, tags},
        respond, scopes,
        wire::{Deleted, Item, Items},
    },
    http::{self, LinkBase, Operation},
    world::{Ability, Error as WorldError, Flavor, Node},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-get>
pub const GET_ITEM: Operation = Operation { name: "driveItem.get", ..scopes::READ };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-list-children>
pub const LIST_CHILDREN: Operation =
    Operation { name: "driveItem.children.list", scans: true, ..scopes::LIST };

/// Lists all items of a drive; in the schema only. The service demands a filter and then ignores it.
pub const LIST_ITEMS: Operation = Operation { name: "driveItem.list", scans: true, ..scopes::LIST };

/// Refuses to list all items of a drive without a filter, as the service does; the list itself is not emulated.
///
/// Handles `GET /v1.0/drives/{drive}/items`.
pub fn list_items(caller: Caller, address: Address, query: Query) -> Result<Response, Error> {
    caller.drive(caller.world(), &address.drive)?;
    Err(match query.option("filter") {
        None => Error::Invalid("The 'filter' query option must be provided."),
        Some(_) => Error::NotEmulated("listing the items of a drive by a filter".into()),
    })
}

/// Returns an item, with the related items and lists that `$expand` names.
///
/// Handles `GET /v1.0/drives/{drive}/items/{item}`.
pub fn get_item(
    caller: Caller,
    base: LinkBase,
    address: Address,
    query: Query,
    options: Options,
    known: tags::Known,
) -> Result<Response, Error> {
    let world = caller.world();
    let with_deleted = query.option("includeDeletedItems") == Some("true");
    let node = match caller.reach(world, &address) {
        Err(error @ Error::World(WorldError::InBin(_))) if with_deleted => {
            let node = removal::binned(&caller, world, &address).ok_or(error)?;
            let render = Render::new(world, &base, Some(&caller));
            let deleted = Some(Deleted { state: "deleted" });
            // A deleted item has no content to download.
            let context = Context::of(&caller, &base, &address).item(&options);
            let body = Item { deleted, download_url: None, ..render.entity(node, context) };
            return Ok(options.respond(StatusCode::OK, &body));
        }
        Ok(node) => node,
        Err(error) => {
            let bundle = find::itself_instead(&caller, world, &address, error)?;
            return bundles::get_bundle(&caller, world, &base, &address, (&options, &known), bundle);
        }
    };
    if known.list().is_some_and(|list| tags::names(list, node)) {
        return Ok(http::empty(StatusCode::NOT_MODIFIED));
    }
    let context = Context::of(&caller, &base, &address).item(&options);
    let render = Render::new(world, &base, Some(&caller));
    Ok(responses::item_response(&caller, &render, node, context, &options))
}

/// Lists the items in a folder, a page at a time.
///
/// Handles `GET /v1.0/drives/{drive}/items/{item}/children`.
pub fn list_children(
    caller: Caller,
    base: LinkBase,
    address: Address,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.world();
    let folder = match caller.reach_to(world, &address, Ability::List) {
        Ok(folder) => folder,
        Err(error) => {
            let bundle = find::itself_instead(&caller, world, &address, error)?;
            return bundles::children_of(&caller, world, &base, &address, &options, bundle);
        }
    };
    let render = Render::new(world, &base, Some(&caller));
    if options.expands("thumbnails") && world.drive(folder.drive)?.flavor == Flavor::Business {
        return Err(Error::QueryOption("Thumbnails of children are told of personal drives only.".into()));
    }
    let page = paging::children(world, folder, &options)?;
    let next_link = page.token.map(|token| next_link(&caller.call, &base, &token));
    let context = Context::of(&caller, &base, &address).list("children", &options);
    let row =
        |node: &Arc<Node>| expanded::with_expansions(&caller, &render, node, render.item(node), &options);
    let value = page.nodes.into_iter().map(row).collect();
    let value = bent::list(&caller.call, world.drive(folder.drive)?, value);
    Ok(respond::json(StatusCode::OK, &Items { context, next_link, value }))
}
