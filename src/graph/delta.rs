//! Following a drive or a folder: what changed since the last time.
//!
//! See <https://learn.microsoft.com/en-us/graph/api/driveitem-delta>.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use data_encoding::BASE64URL_NOPAD;
use serde_json::Value;

use super::{
    answer,
    auth::Caller,
    error::Error,
    expand, ids,
    items::{self, GET_DRIVE},
    json::{Path, Query},
    odata::{self, Options, to_value},
    render::{Render, drive_type},
    rewrite,
    wire::{Changes, Deleted, Empty, Item, ItemReference, Tombstone},
};
use crate::{
    http::{Call, LinkBase, Operation, date},
    world::{Drive, FeedCursor, FeedRow, Flavor, Node, NodeId, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-delta>
pub const DELTA: Operation = Operation { name: "driveItem.delta", ..GET_DRIVE };

/// Leaves the folders above a change out, unless they changed themselves.
const EXCLUDE_PARENT: &str = "deltaexcludeparent";

/// What changed in a drive.
pub async fn of_drive(
    caller: Caller,
    base: LinkBase,
    Path(drive): Path<String>,
    query: Query,
    options: Options,
    headers: HeaderMap,
) -> Result<Response, Error> {
    of_item(caller, base, Path((drive, "root".into())), query, options, headers).await
}

/// What changed in a folder and below it.
pub async fn of_item(
    caller: Caller,
    base: LinkBase,
    Path((drive, item)): Path<(String, String)>,
    query: Query,
    options: Options,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let call = &caller.0.call;
    let world = call.sandbox().snapshot();
    let root = caller.reach(&world, &drive, &item)?;
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
    let told =
        Told { render: Render { world: &world, base: &base }, drive, options: &options, caller: &caller };
    let value = page.rows.iter().map(|row| told.row(row)).collect::<Result<_, Error>>()?;
    let next = Some(link(call, &base, Some(&write_token(page.next, drive, root.id))));
    let (next_link, delta_link) = if page.more { (next, None) } else { (None, next) };
    let context = items::anywhere(&base);
    Ok(answer(StatusCode::OK, &Changes { context, next_link, delta_link, value }))
}

/// How the changes of one answer are told.
struct Told<'a> {
    render: Render<'a>,
    drive: &'a Drive,
    options: &'a Options,
    caller: &'a Caller,
}

impl Told<'_> {
    fn row(&self, row: &FeedRow) -> Result<odata::Told<Item>, Error> {
        match row {
            FeedRow::Here(id) => Ok(self.here(self.render.world.node(*id)?)),
            FeedRow::Gone { id, parent } => self.gone(*id, *parent).map(odata::Told::Part),
        }
    }

    /// An item as it is; business drives leave its cTag out here.
    fn here(&self, node: &Node) -> odata::Told<Item> {
        let mut item = self.render.item(node);
        if self.drive.flavor == Flavor::Business {
            item.c_tag = None;
        }
        expand::told(self.caller, &self.render, node, item, self.options)
    }

    /// An item that is gone: business drives leave its name out, those of consumers its size.
    fn gone(&self, id: NodeId, parent: Option<NodeId>) -> Result<Value, Error> {
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
        // Whatever was selected, a client has to learn that the item is gone.
        if let Value::Object(members) = &mut selected {
            members.insert("deleted".into(), to_value(&tombstone.deleted));
        }
        Ok(selected)
    }
}

/// The address of this feed with another token, or with none: other options stay and stand before it.
fn link(call: &Call, base: &str, token: Option<&str>) -> String {
    let (path, query) = rewrite::asked(call.path_and_query());
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

/// A token: whose feed it is, and how far it was followed.
fn write_token(cursor: FeedCursor, drive: &Drive, root: NodeId) -> String {
    let FeedCursor { base, at, whole, skip, newest } = cursor;
    let (drive, root, whole) = (drive.id.number(), root.number(), u8::from(whole));
    BASE64URL_NOPAD.encode(format!("i1={drive};{root};{whole};{base};{at};{skip};{newest}").as_bytes())
}

/// Reads what [`write_token`] wrote for the same feed.
fn read_token(token: &str, drive: &Drive, root: NodeId) -> Option<FeedCursor> {
    let text = String::from_utf8(BASE64URL_NOPAD.decode(token.as_bytes()).ok()?).ok()?;
    let numbers = text.strip_prefix("i1=")?.split(';').map(str::parse);
    let numbers: Vec<u64> = numbers.collect::<Result<_, _>>().ok()?;
    let [of_drive, of_root, whole, base, at, skip, newest] = *numbers.as_slice() else { return None };
    let ours = of_drive == drive.id.number() && of_root == root.number() && whole < 2;
    ours.then_some(FeedCursor { base, at, whole: whole == 1, skip, newest })
}

#[cfg(test)]
mod tests {
    use super::{read_token, write_token};
    use crate::{fixture, world::FeedCursor};

    #[test]
    fn a_token_is_good_for_its_feed_only() {
        let world = fixture::built_in().expect("valid");
        let mut drives = world.drives();
        let (ours, other) = (drives.next().expect("seeded"), drives.next().expect("seeded"));
        let cursor = FeedCursor { base: 7, at: 5, whole: true, skip: 3, newest: 9 };
        let token = write_token(cursor, ours, ours.root);
        assert_eq!(read_token(&token, ours, ours.root), Some(cursor));
        assert_eq!(read_token(&token, other, ours.root), None);
        assert_eq!(read_token(&token, ours, other.root), None);
        for token in ["", "x", "latest", "aTE9", "aTE9MTsxOzE", "\u{e9}", &token[1..], &token.repeat(2)] {
            assert_eq!(read_token(token, ours, ours.root), None, "{token}");
        }
    }
}
