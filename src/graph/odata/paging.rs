//! Lists of items, a page at a time.
//!
//! A folder in its own order is read from the name behind which the page begins, so a page costs the same whatever
//! the folder holds. What is sorted, filtered or searched is gone through as a whole, and its pages are counted.

use std::{str::FromStr, sync::Arc};

use axum::http::StatusCode;
use axum::response::Response;
use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;

use super::options::Options;
use crate::{
    graph::{address::rewrite, error::Error, respond, wire::Items},
    http::Call,
    world::{Node, World},
};

/// A page of a list.
pub struct Page<'w> {
    /// The items.
    pub nodes: Vec<&'w Arc<Node>>,
    /// Where the next page begins, if there is one.
    pub token: Option<String>,
    /// How many items all pages hold, if that was asked for.
    pub count: Option<u64>,
}

/// A page of what lies in a folder.
pub fn children<'w>(world: &'w World, folder: &Node, options: &Options) -> Result<Page<'w>, Error> {
    if options.filter().is_some() || !options.is_by_name() {
        return counted(world.children(folder.id), options);
    }
    let after: Option<String> = begins(options)?;
    let size = options.page_size();
    let mut nodes: Vec<_> = world.children_after(folder.id, after.as_deref()).take(size + 1).collect();
    let more = nodes.len() > size;
    nodes.truncate(size);
    let token = nodes.last().filter(|_| more).map(|last| behind(last));
    Ok(Page { nodes, token, count: options.counts().then(|| folder.children()) })
}

/// A page of these items, filtered and sorted as the options say.
pub fn counted<'w>(nodes: impl Iterator<Item = &'w Arc<Node>>, options: &Options) -> Result<Page<'w>, Error> {
    let start: usize = begins(options)?.unwrap_or(0);
    let mut nodes = wanted(nodes, options);
    options.sort(&mut nodes);
    let total = nodes.len();
    let end = start.saturating_add(options.page_size()).min(total);
    let token = (end < total).then(|| BASE64URL_NOPAD.encode(end.to_string().as_bytes()));
    nodes.truncate(end);
    nodes.drain(..start.min(end));
    Ok(Page { nodes, token, count: options.counts().then_some(total as u64) })
}

/// How many items a folder holds that the options' filter admits.
pub fn count(world: &World, folder: &Node, options: &Options) -> u64 {
    match options.filter() {
        None => folder.children(),
        Some(_) => wanted(world.children(folder.id), options).len() as u64,
    }
}

fn wanted<'w>(nodes: impl Iterator<Item = &'w Arc<Node>>, options: &Options) -> Vec<&'w Arc<Node>> {
    nodes.filter(|node| options.filter().is_none_or(|filter| filter.admits(node))).collect()
}

/// The token of a page that begins behind this item.
pub fn behind(last: &Node) -> String {
    BASE64URL_NOPAD.encode(last.name.as_bytes())
}

/// Where the page begins: what a link to it says.
fn begins<T: FromStr>(options: &Options) -> Result<Option<T>, Error> {
    let Some(token) = options.skip_token() else { return Ok(None) };
    let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).ok();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    text.and_then(|text| text.parse().ok())
        .map(Some)
        .ok_or_else(|| Error::QueryOption("The value of $skiptoken is not valid.".into()))
}

/// The address of the next page: that of this one with another token.
pub fn next_link(call: &Call, base: &str, token: &str) -> String {
    let (path, query) = rewrite::asked(call.path_and_query());
    let is_token = |pair: &str| {
        let name = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
        name.trim_start_matches("%24").trim_start_matches('$') == "skiptoken"
    };
    let mut pairs: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !is_token(pair)).collect();
    let token = format!("$skiptoken={token}");
    pairs.push(&token);
    format!("{base}{path}?{}", pairs.join("&"))
}

/// A page of a list that is known in full; its token is the number of the first row, as on consumers' drives.
pub fn page<T: Serialize>(
    call: &Call,
    base: &str,
    options: &Options,
    context: String,
    all: impl Iterator<Item = T>,
) -> Result<Response, Error> {
    let first = options.skip_token().map_or(Ok(1), |token| {
        let number =
            BASE64URL_NOPAD.decode(token.as_bytes()).ok().and_then(|text| String::from_utf8(text).ok());
        let number = number.and_then(|text| text.parse::<usize>().ok()).filter(|number| *number > 0);
        number.ok_or_else(|| Error::QueryOption("The value of $skiptoken is not valid.".into()))
    })?;
    let size = options.page_size();
    let mut value: Vec<_> = all.skip(first - 1).take(size + 1).collect();
    let next_link = (value.len() > size).then(|| {
        value.truncate(size);
        next_link(call, base, &BASE64URL_NOPAD.encode((first + size).to_string().as_bytes()))
    });
    let value = value.iter().map(|row| options.selected(row)).collect();
    Ok(respond::json(StatusCode::OK, &Items { context, next_link, count: None, value }))
}
