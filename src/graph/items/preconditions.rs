//! `If-Match` of requests that change or delete an item.

use axum::http::HeaderMap;

use crate::{
    graph::{error::Error, render::tags},
    world::{Bundle, Node},
};

/// Refuses to change an item that `If-Match` does not name; a tag that is not well formed is a refusal of its own.
pub fn check_if_match(headers: &HeaderMap, node: &Node) -> Result<(), Error> {
    check(headers, |list| tags::names(list, node))
}

/// Refuses to change a bundle that `If-Match` does not name, likewise.
pub fn check_bundle(headers: &HeaderMap, bundle: &Bundle) -> Result<(), Error> {
    check(headers, |list| tags::names_bundle(list, bundle))
}

fn check(headers: &HeaderMap, is_named: impl FnOnce(&str) -> bool) -> Result<(), Error> {
    match tags::if_match(headers) {
        Some(list) if !is_well_formed(list) => Err(Error::BrokenTag),
        Some(list) if !is_named(list) => Err(Error::Modified),
        _ => Ok(()),
    }
}

/// Returns whether a list consists of tags, with or without their quotes; a quote that is opened has to be closed.
fn is_well_formed(list: &str) -> bool {
    let tag = list.trim();
    let Some(quoted) = tag.strip_prefix("W/").unwrap_or(tag).strip_prefix('"') else {
        // A tag without quotes may have commas in it.
        return !tag.is_empty() && !tag.contains('"');
    };
    let Some((_, rest)) = quoted.split_once('"') else { return false };
    match rest.trim_start() {
        "" => true,
        rest => rest.strip_prefix(',').is_some_and(is_well_formed),
    }
}

#[cfg(test)]
mod tests {
    use super::is_well_formed;

    #[test]
    fn a_quote_that_is_opened_has_to_be_closed() {
        for list in ["*", "\"a\"", "\"{G},1\"", "{G},1", "W/\"a\"", "\"a\" , W/\"b\",c", "aMTIz.1", "\"\""] {
            assert!(is_well_formed(list), "{list}");
        }
        for list in
            ["", " ", "\"", "\"a", "a\"", "\"{G},1", "\"a\"b", "\"a\" \"b\"", "\"a\",", "W/\"a", "\"a\", \"b"]
        {
            assert!(!is_well_formed(list), "{list}");
        }
    }
}
