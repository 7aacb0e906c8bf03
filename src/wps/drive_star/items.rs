//! A person's favourites; clients ask for them, the vendor prints no page of it.

use std::cmp::Ordering;

use axum::response::Response;

use crate::{
    http::{self, Operation, Query},
    world::{Ability, Content, Node},
    wps::{
        auth::Caller,
        error::Error,
        lists::{extensions::Extensions, reach::Reach},
        paging::Page,
        render::{Render, With},
        respond, scopes,
    },
};

/// The most items of a page.
const LARGEST_PAGE: i64 = 200;

/// Favourites.
pub const LIST: Operation = Operation { name: "drive_star.items.list", scans: true, ..scopes::READ_FILES };

/// What favourites are sorted by; when each became one is not kept, so that `ctime` and `rank` are the file's creation.
#[derive(Clone, Copy)]
enum Sort {
    Created,
    Modified,
    Place,
    Name,
    Size,
}

const SORTS: [(&str, Sort); 7] = [
    ("ctime", Sort::Created),
    ("rank", Sort::Created),
    ("mtime", Sort::Modified),
    ("file_mtime", Sort::Modified),
    ("source", Sort::Place),
    ("fname", Sort::Name),
    ("fsize", Sort::Size),
];

/// Returns the person's favourites that they may still see.
///
/// Handles `GET /v7/drive_star/items`.
pub fn list(caller: Caller, query: Query) -> Result<Response, Error> {
    let page = Page::read(&caller.call, &query, LARGEST_PAGE)?;
    let user = caller.principal.user.ok_or(Error::TokenKind { of_person: true })?;
    let with = With { with_permission: query.flag("with_permission")?, ..With::default() };
    // Links are told of every item.
    query.flag("with_link")?;
    let extensions = Extensions::read(&query, "include_exts", "exclude_exts");
    let sort = query.word("order_by", &SORTS)?.unwrap_or(Sort::Created);
    let ascending = query.word("order", &[("asc", true), ("desc", false)])?.unwrap_or(false);
    let (world, reach) = (caller.world(), Reach::of(&caller));
    let followed = world.followed(user).filter_map(|id| world.live(id).ok()).map(|node| &**node);
    let mut nodes: Vec<&Node> = followed
        .filter(|node| extensions.take(&node.name) && reach.may(world, node, Ability::List))
        .collect();
    http::sort_by(&mut nodes, |one, other| order(sort, one, other).then(one.id.cmp(&other.id)));
    if !ascending {
        nodes.reverse();
    }
    let render = Render::new(&caller, world, caller.now());
    let items = page.cut(nodes.into_iter()).map(|node| render.file(node, with));
    Ok(respond::success(caller.dialect, &items))
}

/// Returns the size of a file; folders have none.
fn size(node: &Node) -> u64 {
    node.content().map_or(0, Content::size)
}

fn order(sort: Sort, one: &Node, other: &Node) -> Ordering {
    match sort {
        Sort::Created => one.created.at.cmp(&other.created.at),
        Sort::Modified => one.modified.at.cmp(&other.modified.at),
        Sort::Place => one.drive.cmp(&other.drive),
        Sort::Name => one.name.cmp(&other.name),
        Sort::Size => size(one).cmp(&size(other)),
    }
}
