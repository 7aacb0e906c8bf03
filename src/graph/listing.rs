//! Lists of items, a page at a time.
//!
//! A folder in its own order is read from the name behind which the page begins, so a page costs the same whatever
//! the folder holds. What is sorted, filtered or searched is gone through as a whole, and its pages are counted.

use std::{str::FromStr, sync::Arc};

use data_encoding::BASE64URL_NOPAD;
use serde_json::Value;

use super::{
    error::Error,
    ids,
    odata::{Options, PAGE},
    render::Render,
};
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
    let token = nodes.last().filter(|_| more).map(|last| behind(last));
    Ok(Page { nodes, token, count: options.counts().then(|| folder.children()) })
}

/// What lies in a folder, as it is told with the folder: the first items, and the address of the rest.
pub fn expanded(render: &Render, folder: &Node, options: &Options) -> (Vec<Value>, Option<String>) {
    let mut nodes: Vec<_> = render.world.children(folder.id).take(PAGE + 1).collect();
    let more = nodes.len() > PAGE;
    nodes.truncate(PAGE);
    let token = nodes.last().filter(|_| more).map(|last| behind(last));
    let link = token.zip(options.link_to_rest("children")).map(|(token, select)| {
        let drive = render.world.drive(folder.drive).map(ids::drive).unwrap_or_default();
        let folder = ids::item(render.world, folder);
        format!("{}/v1.0/drives/{drive}/items/{folder}/children?{select}$skiptoken={token}", render.base)
    });
    let told = nodes.into_iter().map(|node| options.selected_of("children", &render.item(node)));
    (told.collect(), link)
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
fn behind(last: &Node) -> String {
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
