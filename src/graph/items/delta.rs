//! The delta query: what changed in a drive or a folder since a token.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use data_encoding::BASE64URL_NOPAD;
use serde_json::Value;

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
    http::{Call, LinkBase, Operation, date},
    world::{Drive, FeedCursor, FeedRow, Flavor, Node, NodeId, Timestamp, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-delta>
pub const DELTA: Operation =
    Operation { name: "driveItem.delta", units: 2, units_continued: Some(1), ..scopes::READ };

/// What tokens begin and end with, as those of the service do.
const TOKEN_START: &str = "4;%234;%231;3;";
const TOKEN_END: &str = ";%23;%23;%230;%23";

/// Ticks are counted from the year 1, 10,000 a millisecond.
const MILLIS_BEFORE_1970: i64 = 62_135_596_800_000;
const TICKS_A_MILLI: i64 = 10_000;

/// The header that leaves out folders above a change, unless they changed themselves.
const EXCLUDE_PARENT: &str = "deltaexcludeparent";

/// Lists what changed in a drive.
///
/// Handles `GET /v1.0/drives/{drive}/delta`.
pub async fn of_drive(
    caller: Caller,
    base: LinkBase,
    address: Address,
    query: Query,
    options: Options,
    headers: HeaderMap,
) -> Result<Response, Error> {
    of_item(caller, base, address, query, options, headers).await
}

/// Lists what changed in a folder and below it.
///
/// Handles `GET /v1.0/drives/{drive}/items/{item}/delta`.
pub async fn of_item(
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
    let cursor = match query.delta_token() {
        None | Some("") => world.feed_from_start(drive.id)?,
        Some("latest") => world.feed_from_now(drive.id)?,
        Some(token) => match read_token(token, drive, root.id) {
            Some(cursor) => cursor,
            // The `+` of an offset arrives as a space.
            None => match date::parse_rfc3339(&token.replace(' ', "+")) {
                Some(at) => world.feed_since(drive.id, at)?,
                None => return Err(resync()),
            },
        },
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
    let next = Some(link(call, &base, Some(&write_token(page.next, drive, root.id, base.now))));
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
fn link(call: &Call, base: &str, token: Option<&str>) -> String {
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

/// Returns the token of a position in the changes of a drive or folder.
///
/// It has the form of the service: the GUID of the list, the time in ticks, the position, which is ours.
fn write_token(cursor: FeedCursor, drive: &Drive, root: NodeId, now: Timestamp) -> String {
    let FeedCursor { base, at, whole, skip, newest } = cursor;
    let (list, root, whole) = (ids::list_guid(drive), root.number(), u8::from(whole));
    let ticks = (now.millis() + MILLIS_BEFORE_1970) * TICKS_A_MILLI;
    let position = format!("{root}.{whole}.{base}.{at}.{skip}.{newest}");
    BASE64URL_NOPAD.encode(format!("{TOKEN_START}{list};{ticks};{position}{TOKEN_END}").as_bytes())
}

/// Reads a token that [`write_token`] wrote for the same drive or folder.
fn read_token(token: &str, drive: &Drive, root: NodeId) -> Option<FeedCursor> {
    let text = String::from_utf8(BASE64URL_NOPAD.decode(token.as_bytes()).ok()?).ok()?;
    let mut parts = text.strip_prefix(TOKEN_START)?.strip_suffix(TOKEN_END)?.split(';');
    let (list, _ticks, position) = (parts.next()?, parts.next()?.parse::<i64>().ok()?, parts.next()?);
    let numbers: Vec<u64> = position.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [of_root, whole, base, at, skip, newest] = *numbers.as_slice() else { return None };
    let is_list = parts.next().is_none() && list == ids::list_guid(drive).to_string();
    let ours = is_list && of_root == root.number() && whole < 2;
    ours.then_some(FeedCursor { base, at, whole: whole == 1, skip, newest })
}

#[cfg(test)]
mod tests {
    use super::{BASE64URL_NOPAD, ids, read_token, write_token};
    use crate::{
        fixture,
        world::{FeedCursor, Timestamp},
    };

    #[test]
    fn a_token_is_valid_for_its_own_drive_and_folder_only() {
        let world = fixture::built_in().expect("valid");
        let mut drives = world.drives();
        let (ours, other) = (drives.next().expect("seeded"), drives.next().expect("seeded"));
        let cursor = FeedCursor { base: 7, at: 5, whole: true, skip: 3, newest: 9 };
        let token = write_token(cursor, ours, ours.root, Timestamp::from_seconds(1_767_323_045));
        let text = BASE64URL_NOPAD.decode(token.as_bytes()).expect("base64");
        let list = ids::list_guid(ours);
        let expected = format!(
            "4;%234;%231;3;{list};639029198450000000;{}.1.7.5.3.9;%23;%23;%230;%23",
            ours.root.number()
        );
        assert_eq!(String::from_utf8(text), Ok(expected));
        assert_eq!(read_token(&token, ours, ours.root), Some(cursor));
        assert_eq!(read_token(&token, other, ours.root), None);
        assert_eq!(read_token(&token, ours, other.root), None);
        for token in ["", "x", "latest", "aTE9", "aTE9MTsxOzE", "\u{e9}", &token[1..], &token.repeat(2)] {
            assert_eq!(read_token(token, ours, ours.root), None, "{token}");
        }
    }
}
