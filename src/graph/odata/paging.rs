//! Pages of lists.
//!
//! A folder in its own order is read from the name after which the page begins, so a page costs the same however many
//! items the folder has. A list that is sorted, filtered or searched is computed as a whole, and its pages are counted.

use std::{num::NonZeroUsize, str::FromStr, sync::Arc};

use axum::{http::StatusCode, response::Response};
use data_encoding::BASE64URL_NOPAD;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::Serialize;

use super::{filter::Subject, options::Options};
use crate::{
    graph::{address::rewrite, error::Error, respond, wire::Items},
    http::Call,
    world::{Node, World},
};

/// What the tokens of pages of items begin with.
const PAGED: &str = "Paged=TRUE&p_SortBehavior=1&";
/// The member of such a token that holds the name after which a page begins.
const NAME: &str = "p_FileLeafRef";
/// The member of such a token that holds the number of the first row of a page, from 1.
const ROW: &str = "PageFirstRow";

/// A page of a list.
pub struct Page<'w> {
    pub nodes: Vec<&'w Arc<Node>>,
    /// The token of the next page, if there is one.
    pub token: Option<String>,
}

/// Returns a page of the items in a folder.
pub fn children<'w>(world: &'w World, folder: &Node, options: &Options) -> Result<Page<'w>, Error> {
    if options.filter().is_some() || !options.is_by_name() {
        return counted(world.children(folder.id), options);
    }
    let after = position(options, NAME)?;
    let (nodes, token) = children_after(world, folder, after.as_deref(), options.page_size());
    Ok(Page { nodes, token })
}

/// Returns the items in a folder that come after a name, in the folder's own order, and the token of the next page.
pub fn children_after<'w>(
    world: &'w World,
    folder: &Node,
    after: Option<&str>,
    size: usize,
) -> (Vec<&'w Arc<Node>>, Option<String>) {
    let mut nodes: Vec<_> = world.children_after(folder.id, after).take(size + 1).collect();
    let more = nodes.len() > size;
    nodes.truncate(size);
    let token = nodes.last().filter(|_| more).map(|last| position_token(NAME, &last.name));
    (nodes, token)
}

/// Returns a page of these items, filtered and sorted as the options say.
pub fn counted<'w>(nodes: impl Iterator<Item = &'w Arc<Node>>, options: &Options) -> Result<Page<'w>, Error> {
    let mut nodes = filtered(nodes, options);
    options.sort(&mut nodes);
    let token = cut(&mut nodes, options)?;
    Ok(Page { nodes, token })
}

/// Cuts a whole list down to the page that the options ask for; returns the token of the next page.
pub fn cut<T>(all: &mut Vec<T>, options: &Options) -> Result<Option<String>, Error> {
    let row = position(options, ROW)?.map(|row| row.parse::<NonZeroUsize>().map_err(|_| bad_token()));
    let start = row.transpose()?.map_or(0, |row| row.get() - 1);
    let token = cut_after(all, start.saturating_add(options.page_size()));
    all.drain(..start.min(all.len()));
    Ok(token)
}

/// Cuts a whole list off behind so many rows; returns the token of the page that begins there.
pub fn cut_after<T>(all: &mut Vec<T>, end: usize) -> Option<String> {
    let token = (end < all.len()).then(|| position_token(ROW, &(end + 1).to_string()));
    all.truncate(end);
    token
}

/// Returns the address of the next page: that of this one with another token.
pub fn next_link(call: &Call, base: &str, token: &str) -> String {
    let (path, query) = rewrite::requested(call.path_and_query());
    let is_token = |pair: &str| {
        let name = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
        name.trim_start_matches("%24").trim_start_matches('$') == "skiptoken"
    };
    let mut pairs: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !is_token(pair)).collect();
    let token = format!("$skiptoken={token}");
    pairs.push(&token);
    format!("{base}{path}?{}", pairs.join("&"))
}

/// Returns the response with a page of a list; its token is the number of the first row.
pub fn page<T: Serialize>(
    call: &Call,
    base: &str,
    options: &Options,
    context: String,
    all: impl Iterator<Item = T>,
) -> Result<Response, Error> {
    let first = start::<NonZeroUsize>(options)?.map_or(1, NonZeroUsize::get);
    let size = options.page_size();
    let mut value: Vec<_> = all.skip(first - 1).take(size + 1).collect();
    let next_link = (value.len() > size).then(|| {
        value.truncate(size);
        next_link(call, base, &token(&(first + size).to_string()))
    });
    let value = value.iter().map(|row| options.selected(row)).collect();
    let context = context + &options.brackets();
    Ok(respond::json(StatusCode::OK, &Items { context, next_link, value }))
}

/// Returns the items that the filter of the options admits.
fn filtered<'w>(nodes: impl Iterator<Item = &'w Arc<Node>>, options: &Options) -> Vec<&'w Arc<Node>> {
    nodes.filter(|node| options.filter().is_none_or(|filter| filter.admits(Subject::item(node)))).collect()
}

/// Returns the token of a page of items, in the form of the service: a query, here with the name after which the page
/// begins or the number of its first row.
fn position_token(member: &str, value: &str) -> String {
    token(&format!("{PAGED}{member}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)))
}

/// Reads where a page of items begins from this member of its token; the first page has none.
fn position(options: &Options, member: &str) -> Result<Option<String>, Error> {
    let Some(query) = start::<String>(options)? else { return Ok(None) };
    let value = query.strip_prefix(PAGED).and_then(|rest| rest.strip_prefix(member)?.strip_prefix('='));
    let value = value.and_then(|value| percent_decode_str(value).decode_utf8().ok());
    value.map(|value| Some(value.into_owned())).ok_or_else(bad_token)
}

/// Returns the token of a page that begins at what the text names.
fn token(start: &str) -> String {
    BASE64URL_NOPAD.encode(start.as_bytes())
}

/// Reads where the page begins from its token; the first page has none.
fn start<T: FromStr>(options: &Options) -> Result<Option<T>, Error> {
    let Some(token) = options.skip_token() else { return Ok(None) };
    let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).ok();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    text.and_then(|text| text.parse().ok()).map(Some).ok_or_else(bad_token)
}

fn bad_token() -> Error {
    Error::QueryOption("The value of $skiptoken is not valid.".into())
}
