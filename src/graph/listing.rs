//! Lists of items, a page at a time.
//!
//! A folder in its own order is read from the name behind which the page begins, so a page costs the same whatever
//! the folder holds. What is sorted, filtered or searched is gone through as a whole, and its pages are counted.

use std::{str::FromStr, sync::Arc};

use data_encoding::BASE64URL_NOPAD;

use super::{error::Error, odata::Options};
use crate::world::{Node, World};

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
    let token = nodes.last().filter(|_| more).map(|last| BASE64URL_NOPAD.encode(last.name.as_bytes()));
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

/// Where the page begins: what a link to it says.
fn begins<T: FromStr>(options: &Options) -> Result<Option<T>, Error> {
    let Some(token) = options.skip_token() else { return Ok(None) };
    let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).ok();
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    text.and_then(|text| text.parse().ok())
        .map(Some)
        .ok_or_else(|| Error::QueryOption("The value of $skiptoken is not valid.".into()))
}
