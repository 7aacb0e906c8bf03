//! Reading bundles, and the items in them.

use axum::{http::StatusCode, response::Response};

use super::find;
use crate::{
    graph::{
        address::Address,
        auth::Caller,
        error::Error,
        odata::{
            Options,
            paging::{self, next_link},
        },
        render::{Render, context::Context, expanded, tags},
        respond, scopes,
        wire::{Item, Items},
    },
    http::{self, LinkBase, Operation},
    world::{Bundle, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/bundle-list>
pub const LIST: Operation = Operation { name: "bundle.list", ..scopes::LIST_BUNDLES };

/// <https://learn.microsoft.com/en-us/graph/api/bundle-get>
pub const GET: Operation = Operation { name: "bundle.get", ..scopes::READ_BUNDLES };

/// Lists the items in a bundle.
pub const LIST_CHILDREN: Operation = Operation { name: "bundle.children.list", ..scopes::LIST_BUNDLES };

/// Lists the bundles of a drive, the oldest first, a page at a time.
///
/// Handles `GET /v1.0/drives/{drive}/bundles`.
pub fn list(caller: Caller, base: LinkBase, address: Address, options: Options) -> Result<Response, Error> {
    let world = caller.world();
    let drive = find::drive(&caller, world, &address)?;
    if options.is_sorted() {
        return Err(Error::NotEmulated("$orderby of bundle.list".into()));
    }
    let render = Render::new(world, &base, Some(&caller));
    let filter = options.filter();
    let admitted = |bundle: &&_| {
        filter.is_none_or(|filter| filter.admits(render.subject(AsRef::<Bundle>::as_ref(*bundle))))
    };
    let mut bundles: Vec<_> = world.bundles(drive.id).filter(admitted).collect();
    let token = paging::cut(&mut bundles, &options)?;
    let next_link = token.map(|token| next_link(&caller.call, &base, &token));
    let context = Context::of(&caller, &base, &address).list_of_drive("bundles", &options);
    let value =
        bundles.iter().map(|bundle| options.selected_or_whole(render.bundle(drive, bundle))).collect();
    Ok(respond::json(StatusCode::OK, &Items { context, next_link, value }))
}

/// Returns a bundle, with its items if `$expand` asks for them.
///
/// Handles `GET /v1.0/drives/{drive}/bundles/{item}`.
pub fn get(
    caller: Caller,
    base: LinkBase,
    address: Address,
    options: Options,
    known: tags::Known,
) -> Result<Response, Error> {
    let world = caller.world();
    let bundle = find::named(&caller, world, &address)?;
    get_bundle(&caller, world, &base, &address, (&options, &known), bundle)
}

/// Returns the response with a bundle, whatever address led to it.
pub fn get_bundle(
    caller: &Caller,
    world: &World,
    base: &LinkBase,
    address: &Address,
    (options, known): (&Options, &tags::Known),
    bundle: &Bundle,
) -> Result<Response, Error> {
    if known.list().is_some_and(|list| tags::names_bundle(list, bundle)) {
        return Ok(http::empty(StatusCode::NOT_MODIFIED));
    }
    let (drive, render) = (world.drive(bundle.drive)?, Render::new(world, base, Some(caller)));
    let context = Some(Context::of(caller, base, address).item(options));
    let item = Item { context, ..render.bundle(drive, bundle) };
    let body = render.bundle_with_expansions(drive, bundle, item, options)?;
    Ok(respond::json(StatusCode::OK, &body))
}

/// Lists the items in a bundle, in the order in which they were added, a page at a time.
///
/// Handles `GET /v1.0/drives/{drive}/bundles/{item}/children`.
pub fn list_children(
    caller: Caller,
    base: LinkBase,
    address: Address,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.world();
    let bundle = find::named(&caller, world, &address)?;
    children_of(&caller, world, &base, &address, &options, bundle)
}

/// Returns the response with the items in a bundle, whatever address led to it.
pub fn children_of(
    caller: &Caller,
    world: &World,
    base: &LinkBase,
    address: &Address,
    options: &Options,
    bundle: &Bundle,
) -> Result<Response, Error> {
    let render = Render::new(world, base, Some(caller));
    let page = paging::counted(world.bundled(bundle), options)?;
    let next_link = page.token.map(|token| next_link(&caller.call, base, &token));
    let context = Context::of(caller, base, address).list("children", options);
    let nodes = page.nodes.into_iter();
    let value = nodes
        .map(|node| expanded::with_expansions(caller, &render, node, render.item(node), options))
        .collect();
    Ok(respond::json(StatusCode::OK, &Items { context, next_link, value }))
}
