//! Tags that change with an item and with its content: GUIDs with a number behind them, in quotes that are part of them.
//!
//! See reference 4.6 and 12.1.

use std::convert::Infallible;

use axum::http::{HeaderMap, HeaderName, HeaderValue, header, request::Parts};
use uuid::{Uuid, fmt::Braced};

use crate::{
    graph::{error::Error, ids, short_text::ShortText},
    http::FromParts,
    world::{Bundle, Destination, Node, World},
};

/// Returns the eTag of an item, which changes whenever the item does.
pub fn e_tag(node: &Node) -> ShortText {
    tag("", ids::item_guid(node), node.revision)
}

/// Returns the cTag of a file, which changes whenever its content does; folders have none that says anything.
pub fn c_tag(node: &Node) -> Option<ShortText> {
    (!node.is_folder()).then(|| content_tag(node, node.content_revision()))
}

/// Returns the cTag that a folder of a personal drive is told with: it never changes, and the root has none.
pub fn constant_c_tag(node: &Node) -> Option<ShortText> {
    node.parent.map(|_| content_tag(node, 0))
}

/// Returns the cTag of a content that an item has or had.
pub fn content_tag(node: &Node, revision: u32) -> ShortText {
    tag("c:", ids::item_guid(node), revision)
}

/// Returns the eTag of a bundle, which changes whenever the bundle does, and its cTag, which changes with what it holds.
pub fn of_bundle(bundle: &Bundle) -> [ShortText; 2] {
    let guid = ids::guid_of(bundle.id);
    [tag("", guid, bundle.revision), tag("c:", guid, bundle.changes)]
}

/// Returns a tag of 54 characters at the most: a GUID in braces, a number, a comma, a prefix and quotes.
fn tag(prefix: &str, guid: Uuid, revision: u32) -> ShortText {
    let mut tag = ShortText::new();
    tag.push_str("\"");
    tag.push_str(prefix);
    tag.push_str(guid.braced().encode_upper(&mut [0; Braced::LENGTH]));
    tag.push_str(",");
    tag.push_str(itoa::Buffer::new().format(revision));
    tag.push_str("\"");
    tag
}

/// The tags that a client has already.
pub struct Known(Option<HeaderValue>);

impl Known {
    /// Returns those in the headers of a request.
    pub fn of(headers: &HeaderMap) -> Self {
        Self(headers.get(header::IF_NONE_MATCH).cloned())
    }

    /// Returns them as they are listed.
    pub fn list(&self) -> Option<&str> {
        self.0.as_ref()?.to_str().ok()
    }
}

impl FromParts for Known {
    type Refusal = Infallible;

    fn from_parts(parts: &Parts) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

/// Refuses to change an item that `If-Match` does not name.
pub fn check_if_match(headers: &HeaderMap, node: &Node) -> Result<(), Error> {
    match if_match(headers) {
        Some(list) if !names(list, node) => Err(Error::Modified),
        _ => Ok(()),
    }
}

/// Returns the tags of which a thing has to have one to be changed.
pub fn if_match(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::IF_MATCH).map(|list| list.to_str().unwrap_or_default())
}

/// Refuses to write where `If-Match` does not name the item that is there, or `If-None-Match` names it.
pub fn check_tags(headers: &HeaderMap, world: &World, to: &Destination) -> Result<(), Error> {
    let node = world.occupant(to).and_then(|id| world.node(id).ok());
    let is_named = |header: HeaderName| {
        let list = headers.get(header)?.to_str().unwrap_or_default();
        Some(node.is_some_and(|node| names(list, node)))
    };
    let is_other = is_named(header::IF_MATCH) == Some(false);
    if is_other || is_named(header::IF_NONE_MATCH) == Some(true) { Err(Error::Modified) } else { Ok(()) }
}

/// Returns whether a list of tags, as `If-Match` and `If-None-Match` hold it, names this item as it is now.
///
/// Both tags count, with or without their quotes; `*` names everything.
pub fn names(list: &str, node: &Node) -> bool {
    let tags = [Some(e_tag(node)), c_tag(node)];
    tags.iter().flatten().any(|tag| lists(list, tag))
}

/// Returns whether a list of tags names this bundle as it is now, by either of its tags.
pub fn names_bundle(list: &str, bundle: &Bundle) -> bool {
    of_bundle(bundle).iter().any(|tag| lists(list, tag))
}

/// Returns whether a list of tags contains this one; `*` contains every one.
pub fn lists(list: &str, tag: &str) -> bool {
    let is_it = |given: &str| bare(given) == bare(tag);
    // A tag has a comma in it.
    list.trim() == "*" || is_it(list) || list.split("\",").any(is_it)
}

/// Returns a tag without quotes, and without the mark of a weak one.
fn bare(tag: &str) -> &str {
    let tag = tag.trim();
    tag.strip_prefix("W/").unwrap_or(tag).trim_matches('"')
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
            let (e, c) = (e_tag(node), c_tag(node).expect("a file has one"));
            let unquoted = e.trim_matches('"').to_owned();
            for list in [&*e, &*c, &unquoted, &format!("\"x\", {e}"), &format!("W/{e}"), "*"] {
                assert!(names(list, node), "{list}");
            }
            for list in ["", "\"x\"", "\"{86EB4C8E-D20D-46B9-AD41-23B8868DDA8A},1\""] {
                assert!(!names(list, node), "{list}");
            }
        }
    }
}
