//! Searching files: 文件搜索 in the vendor's 云文档 / 文件（夹） chapter.

use std::sync::Arc;

use axum::response::Response;

use super::{
    filter::Filter,
    run::{Search, Where},
};
use crate::{
    documents::text,
    http::{self, Operation, Query},
    wps::{
        auth::Caller,
        error::Error,
        lists::{place, reach::Reach},
        paging::Page,
        render::{Render, With},
        respond, scopes,
        wire::{FoundFile, SearchResults},
        words::Words,
    },
};

/// 文件搜索.
pub const SEARCH: Operation = Operation { name: "files.search", ..scopes::SEARCH_FILES_MCP };

const PLACES: [(&str, Where); 3] =
    [("file_name", Where::Name), ("content", Where::Content), ("all", Where::Both)];

/// Finds files and folders by words in their names and texts, in all that the caller may see.
///
/// Handles `GET /v7/files/search`.
pub async fn search(caller: Caller, page: Page, query: Query) -> Result<Response, Error> {
    let place = query.word("type", &PLACES)?.ok_or(Error::Missing("type"))?;
    let search = Search {
        filter: Filter::read(&caller, &query)?,
        words: Words::of(query.get("keyword").unwrap_or_default()),
        place,
        by_people: query.flag("search_operator_name")?,
        by_creation: query.word("order_by", &[("ctime", true), ("mtime", false)])?.unwrap_or(false),
        ascending: query.word("order", &[("asc", true), ("desc", false)])?.unwrap_or(false),
    };
    let with = With { with_ext_attrs: false, ..With::read(&query)? };
    // Links are told of every item.
    query.flag("with_link")?;
    let with_total = query.flag("with_total")?;
    let world = Arc::clone(caller.world());
    let found = http::heavy(caller.call.memory(), text::MOST_ROOM, move || search.run(&world, &page));
    let (found, total) = found.await?;
    let (world, reach) = (caller.world(), Reach::of(&caller));
    let render = Render::new(&caller, world, caller.now());
    let item = |(id, highlights)| {
        let node = world.node(id).ok()?;
        let file_src = place::file_src(reach, world, node, caller.dialect);
        Some(FoundFile { file: render.file(node, with), file_src, highlights })
    };
    let items = found.items.into_iter().filter_map(item).collect();
    let next_page_token = found.next_page_token;
    let total = with_total.then_some(total);
    Ok(respond::success(caller.dialect, &SearchResults { items, next_page_token, total }))
}
