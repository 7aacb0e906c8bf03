//! The delta query: what changed in a drive or a folder since a token.

use std::time::Duration;

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde_json::Value;

use crate::{
    graph::{
        address::{Address, rewrite, web::drive_type},
        auth::Caller,
        error::Error,
        ids,
        json::Query,
        odata::{Options, Selected},
        render::{Render, expanded, responses},
        respond::{self, to_value},
        scopes,
        wire::{Changes, Deleted, Empty, Item, ItemReference, Tombstone},
    },
    http::{Call, LinkBase, Operation, date, sealed},
    world::{Drive, FeedCursor, FeedRow, Flavor, Node, NodeId, Timestamp, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-delta>
pub const DELTA: Operation =
    Operation { name: "driveItem.delta", units: 2, units_continued: Some(1), ..scopes::READ };

/// How far back a time may lie that stands in place of a token: 60 days.
const FARTHEST: Duration = Duration::from_hours(60 * 24);

/// The kind of the seal by which a token is known as one of this server's.
const SEAL: u8 = b'C';

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
        render: Render { world, base: &base, caller: Some(&caller) },
        drive,
        options: &options,
        caller: &caller,
    };
    let value = page.rows.iter().map(|row| rows.row(row)).collect::<Result<_, Error>>()?;
    let next = Some(link(call, &base, Some(&write_token(page.next, drive, root.id))));
    let (next_link, delta_link) = if page.more { (next, None) } else { (None, next) };
    let context = responses::context_of_anywhere(&base);
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

    /// Returns the row of a deleted item: business drives leave out its name, personal ones its size.
    fn deleted(&self, id: NodeId, parent: Option<NodeId>) -> Result<Value, Error> {
        let world: &World = self.render.world;
        let (name, is_folder) = match (world.node(id), world.deleted_node(id)) {
            (Ok(node), _) => (&node.name, node.is_folder()),
            (Err(_), Some(deleted)) => (&deleted.name, deleted.is_folder),
            (Err(error), None) => return Err(error.into()),
        };
        let consumer = self.drive.flavor == Flavor::Consumer;
        let tombstone = Tombstone {
            id: ids::item_of(self.drive, id),
            name: consumer.then(|| name.to_string()),
            size: (!consumer).then_some(0),
            parent_reference: ItemReference {
                drive_id: ids::drive(self.drive),
                drive_type: drive_type(self.drive),
                id: parent.map(|parent| ids::item_of(self.drive, parent)),
                name: None,
                path: None,
            },
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
fn write_token(cursor: FeedCursor, drive: &Drive, root: NodeId) -> String {
    let FeedCursor { base, at, whole, skip, newest } = cursor;
    let (drive, root, whole) = (drive.id.number(), root.number(), u8::from(whole));
    let text = format!("i1={drive};{root};{whole};{base};{at};{skip};{newest}");
    sealed::address("", "", SEAL, text.into_bytes())
}

/// What a client sends as the token.
#[derive(PartialEq, Eq, Debug)]
enum Token {
    Start,
    Latest,
    Time(Timestamp),
    Place(Place),
}

/// A position in the changes of a drive or folder, as [`write_token`] wrote it.
#[derive(PartialEq, Eq, Debug)]
struct Place {
    drive: u64,
    root: u64,
    cursor: FeedCursor,
}

impl Token {
    /// Reads a token; one that this server did not write is malformed, however much it looks like one.
    fn read(token: &str) -> Result<Self, Error> {
        match token {
            "" => return Ok(Self::Start),
            "latest" => return Ok(Self::Latest),
            _ => {}
        }
        let place = sealed::unseal(SEAL, token).and_then(|text| Place::read(str::from_utf8(&text).ok()?));
        // The `+` of an offset arrives as a space.
        let time = || date::parse_rfc3339(&token.replace(' ', "+")).map(Self::Time);
        place.map(Self::Place).or_else(time).ok_or(Error::Invalid("Provided sync token is malformed"))
    }
}

impl Place {
    fn read(text: &str) -> Option<Self> {
        let numbers = text.strip_prefix("i1=")?.split(';').map(str::parse);
        let numbers: Vec<u64> = numbers.collect::<Result<_, _>>().ok()?;
        let [drive, root, whole, base, at, skip, newest] = *numbers.as_slice() else { return None };
        Some(Self { drive, root, cursor: FeedCursor { base, at, whole: whole == 1, skip, newest } })
    }

    /// Returns the cursor, if the place is one of this drive or folder.
    fn within(self, drive: &Drive, root: NodeId) -> Option<FeedCursor> {
        (self.drive == drive.id.number() && self.root == root.number()).then_some(self.cursor)
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Token, write_token};
    use crate::{fixture, world::FeedCursor};

    #[test]
    fn a_token_is_valid_for_its_own_drive_and_folder_only() {
        let world = fixture::built_in().expect("valid");
        let mut drives = world.drives();
        let (ours, other) = (drives.next().expect("seeded"), drives.next().expect("seeded"));
        let cursor = FeedCursor { base: 7, at: 5, whole: true, skip: 3, newest: 9 };
        let token = write_token(cursor, ours, ours.root);
        let place = || match Token::read(&token) {
            Ok(Token::Place(place)) => place,
            other => panic!("{other:?}"),
        };
        assert_eq!(place().within(ours, ours.root), Some(cursor));
        assert_eq!(place().within(other, ours.root), None);
        assert_eq!(place().within(ours, other.root), None);
        for token in ["x", "LATEST", "aTE9", "aTE9MTsxOzE", "\u{e9}", &token[1..], &token.repeat(2)] {
            assert!(Token::read(token).is_err(), "{token}");
        }
        assert_eq!(Place::read("i1=1;1;1;1;1;1"), None);
    }
}
