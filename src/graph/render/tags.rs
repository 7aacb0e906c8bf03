//! Tags that change with an item and with its content: quoted GUIDs on business drives, base64 on personal ones.
//!
//! See reference 4.6.

use axum::http::{HeaderMap, HeaderName, header};
use data_encoding::BASE64URL_NOPAD;

use crate::{
    graph::{error::Error, ids},
    world::{Destination, Flavor, Node, World},
};

/// Returns the eTag of an item, which changes whenever the item does.
pub fn e_tag(world: &World, node: &Node) -> String {
    if is_consumer(world, node) {
        let tag = format!("{}.{}", ids::item(world, node), node.revision);
        return format!("a{}", BASE64URL_NOPAD.encode(tag.as_bytes()));
    }
    format!("\"{},{}\"", guid(node), node.revision)
}

/// Returns the cTag of an item, which changes whenever its content does; folders of business drives have none.
pub fn c_tag(world: &World, node: &Node) -> Option<String> {
    let has_one = !node.is_folder() || is_consumer(world, node);
    has_one.then(|| content_tag(world, node, node.content_revision()))
}

/// Returns the cTag of a content that an item has or had.
pub fn content_tag(world: &World, node: &Node, revision: u32) -> String {
    if is_consumer(world, node) {
        let tag = format!("c:{}.{}", ids::item(world, node), 256 + u64::from(revision));
        return format!("a{}", BASE64URL_NOPAD.encode(tag.as_bytes()));
    }
    format!("\"c:{},{revision}\"", guid(node))
}

/// Returns the tags that a client has already.
pub fn if_none_match(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::IF_NONE_MATCH)?.to_str().ok()
}

/// Refuses to change an item that `If-Match` does not name.
pub fn check_if_match(headers: &HeaderMap, world: &World, node: &Node) -> Result<(), Error> {
    match headers.get(header::IF_MATCH).map(|list| list.to_str().unwrap_or_default()) {
        Some(list) if !names(list, world, node) => Err(Error::Modified),
        _ => Ok(()),
    }
}

/// Refuses to write where `If-Match` does not name the item that is there, or `If-None-Match` names it.
pub fn check_tags(headers: &HeaderMap, world: &World, to: &Destination) -> Result<(), Error> {
    let node = world.occupant(to).and_then(|id| world.node(id).ok());
    let is_named = |header: HeaderName| {
        let list = headers.get(header)?.to_str().unwrap_or_default();
        Some(node.is_some_and(|node| names(list, world, node)))
    };
    let is_other = is_named(header::IF_MATCH) == Some(false);
    if is_other || is_named(header::IF_NONE_MATCH) == Some(true) { Err(Error::Modified) } else { Ok(()) }
}

/// Returns whether a list of tags, as `If-Match` and `If-None-Match` hold it, names this item as it is now.
///
/// Both tags count, with or without their quotes; `*` names everything.
pub fn names(list: &str, world: &World, node: &Node) -> bool {
    let tags = [Some(e_tag(world, node)), c_tag(world, node)];
    tags.iter().flatten().any(|tag| lists(list, tag))
}

/// Returns whether a list of tags contains this one; `*` contains every one.
pub fn lists(list: &str, tag: &str) -> bool {
    let is_it = |given: &str| bare(given) == bare(tag);
    // A tag of a business drive has a comma in it.
    list.trim() == "*" || is_it(list) || list.split("\",").any(is_it)
}

/// Returns a tag without quotes, and without the mark of a weak one.
fn bare(tag: &str) -> &str {
    let tag = tag.trim();
    tag.strip_prefix("W/").unwrap_or(tag).trim_matches('"')
}

fn is_consumer(world: &World, node: &Node) -> bool {
    world.drive(node.drive).is_ok_and(|drive| drive.flavor == Flavor::Consumer)
}

fn guid(node: &Node) -> String {
    ids::item_guid(node).braced().to_string().to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::{c_tag, e_tag, names};
    use crate::fixture;

    #[test]
    fn a_list_of_tags_names_an_item_by_either_tag() {
        let world = fixture::built_in().expect("valid");
        for drive in world.drives() {
            let node = world.subtree(drive.root).find(|node| !node.is_folder()).expect("a file");
            let (e, c) = (e_tag(&world, node), c_tag(&world, node).expect("a file has one"));
            let unquoted = e.trim_matches('"').to_owned();
            for list in [&e, &c, &unquoted, &format!("\"x\", {e}"), &format!("W/{e}"), &"*".to_owned()] {
                assert!(names(list, &world, node), "{list}");
            }
            for list in ["", "\"x\"", "\"{86EB4C8E-D20D-46B9-AD41-23B8868DDA8A},1\""] {
                assert!(!names(list, &world, node), "{list}");
            }
        }
    }
}
