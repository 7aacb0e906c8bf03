//! The delta query: what changed in a drive or a folder since a token.

use std::time::Duration;

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde_json::Value;

use super::{
    bent,
    delta_token::{self, Token},
};
use crate::{
    graph::{
        address::{Address, rewrite},
        auth::Caller,
        error::Error,
        ids,
        json::Query,
        odata::{Options, Selected},
        render::{Render, expanded, responses},
        respond::{self, to_value},
        scopes,
        wire::{Changes, Deleted, Empty, Item, Tombstone},
    },
    http::{Call, LinkBase, Operation},
    world::{Drive, FeedRow, Flavor, Node, NodeId, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-delta>
pub const DELTA: Operation =
    Operation { name: "driveItem.delta", units: 2, units_continued: Some(1), scans: true, ..scopes::READ };

/// How far back a time may lie that stands in place of a token: 60 days.
const FARTHEST: Duration = Duration::from_hours(60 * 24);

/// The header that leaves out folders above a change, unless they changed themselves.
const EXCLUDE_PARENT: &str = "deltaexcludeparent";

/// Lists what changed in a drive.
///
/// Handles `GET /v1.0/drives/{drive}/delta`.
pub fn of_drive(
    caller: Caller,
    base: LinkBase,
    address: Address,
    query: Query,
    options: Options,
    headers: HeaderMap,
) -> Result<Response, Error> {
    of_item(caller, base, address, query, options, headers)
}

/// Lists what changed in a folder and below it.
///
/// Handles `GET /v1.0/drives/{drive}/items/{item}/delta`.
pub fn of_item(
    caller: Caller,
    base: LinkBase,
    address: Address,
    query: Query,
    options: Options,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let call = &caller.call;
    let world = caller.world();
    let root = caller.reach(world, &address)?;
    let drive = world.drive(root.drive)?;
    let resync = || Error::Resync { location: link(call, &base, None) };
    let cursor = match query.delta_token().map(Token::read).transpose()? {
        None | Some(Token::Start) => world.feed_from_start(drive.id)?,
        Some(Token::Latest) => world.feed_from_now(drive.id)?,
        Some(Token::Time(at)) if caller.now() > at.plus(FARTHEST) => return Err(resync()),
        Some(Token::Time(at)) => world.feed_since(drive.id, at)?,
        // One of another feed was good there, so the client begins anew here.
        Some(Token::Place(place)) => place.within(drive, root.id).ok_or_else(resync)?,
    };
    let parents = !headers.contains_key(EXCLUDE_PARENT);
    let page = world.follow_changes(root.id, cursor, options.page_size(), parents)?.ok_or_else(resync)?;
    let rows = DeltaRows {
        render: Render::new(world, &base, Some(&caller)),
        drive,
        options: &options,
        caller: &caller,
    };
    let value = page.rows.iter().map(|row| rows.row(row)).collect::<Result<_, Error>>()?;
    let value = bent::delta(call, drive, value);
    let next = Some(link(call, &base, Some(&delta_token::write(page.next, drive, root.id, base.now))));
    let (next_link, delta_link) = if page.more { (next, None) } else { (None, next) };
    let context = responses::context_of_anywhere(&base, &options);
    Ok(respond::json(StatusCode::OK, &Changes { context, next_link, delta_link, value }))
}

/// What the rows of one response have in common.
struct DeltaRows<'a> {
    render: Render<'a>,
    drive: &'a Drive,
    options: &'a Options,
    caller: &'a Caller,
}

impl DeltaRows<'_> {
    /// Returns the row of a change.
    fn row(&self, row: &FeedRow) -> Result<Selected<Item>, Error> {
        match row {
            FeedRow::Here(id) => Ok(self.present(self.render.world.node(*id)?)),
            FeedRow::Gone { id, parent } => self.deleted(*id, *parent).map(Selected::Part),
        }
    }

    /// Returns the row of an item that is there; business drives leave out its cTag here.
    fn present(&self, node: &Node) -> Selected<Item> {
        let mut item = self.render.item(node);
        if self.drive.flavor == Flavor::Business {
            item.c_tag = None;
        }
        expanded::with_expansions(self.caller, &self.render, node, item, self.options)
    }

    /// Returns the row of a deleted item, without its name and its cTag.
    fn deleted(&self, id: NodeId, parent: Option<NodeId>) -> Result<Value, Error> {
        let world: &World = self.render.world;
        let is_folder = match (world.node(id), world.deleted_node(id)) {
            (Ok(node), _) => node.is_folder(),
            (Err(_), Some(deleted)) => deleted.is_folder,
            (Err(error), None) => return Err(error.into()),
        };
        let parent = parent.map(|parent| ids::item_of(self.drive, parent));
        let tombstone = Tombstone {
            id: ids::item_of(self.drive, id),
            size: 0,
            parent_reference: self.render.home(self.drive.id).reference_to(parent),
            file: (!is_folder).then_some(Empty {}),
            folder: is_folder.then_some(Empty {}),
            deleted: Deleted { state: "deleted" },
        };
        let mut selected = self.options.selected(&tombstone);
        // Clients need this facet whatever they select: without it the item looks changed.
        if let Value::Object(members) = &mut selected {
            members.insert("deleted".into(), to_value(&tombstone.deleted));
        }
        Ok(selected)
    }
}

/// Returns the address of this delta query with another token, or with none; other options stay before it.
pub fn link(call: &Call, base: &str, token: Option<&str>) -> String {
    let (path, query) = rewrite::requested(call.path_and_query());
    let feed = path.rfind('/').map_or("", |at| &path[..at]);
    let is_token = |pair: &str| {
        let name = pair.split('=').next().unwrap_or_default().trim_start_matches("%24");
        matches!(name.trim_start_matches(['$', '(']), "token")
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty() && !is_token(pair));
    let token = token.map(|token| format!("token={token}"));
    let pairs: Vec<&str> = pairs.chain(token.as_deref()).collect();
    let mark = if pairs.is_empty() { "" } else { "?" };
    format!("{base}{feed}/delta{mark}{}", pairs.join("&"))
}
