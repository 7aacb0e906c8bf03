//! The many forms of an address, read in one place before anything is routed.
//!
//! A drive is reached as `/me/drive`, `/users/{id}/drive` and so on, an item by id, by path from the root
//! (`root:/a/b:`) or by path from another item (`items/{id}:/a:`). axum cannot route a path inside a path, so [`read`]
//! takes the drive and the item out of the path: what is left is routed as `/v1.0/drives/{drive}/items/{item}/...`, with
//! placeholders where they stood. SDKs that are given a path in place of an id send `items/root%3A%2Fa%20b%3A`. The
//! service's own words may be written in any case.

use super::{
    forms::{Address, Through},
    segments,
    split::{PLACEHOLDER, fold_site, split_drive, split_item},
    words,
};
use crate::graph::error::Error;

/// The path of a batch.
pub const BATCH: &str = "/v1.0/$batch";

/// The form in which the path of an item is routed.
pub const ITEM: &str = "/v1.0/drives/-/items/-";

/// Where contents are downloaded, to which links in responses lead as well.
const DOWNLOADS: &str = "/_layouts/";

/// What paths begin with, as the routes spell it.
const BASES: [&str; 3] = ["/v1.0/", "/_api/v2.0/", "/_api/v2.1/"];

/// A path and query, rewritten.
#[derive(Default)]
pub struct Rewritten {
    /// The form that is routed, if it is another one.
    pub path_and_query: Option<String>,
    /// The drive and the item that were taken out of it.
    pub address: Option<Address>,
}

/// Reads the path and query of a request.
///
/// # Errors
/// [`Error::Invalid`] for what is no UTF-8 and for a glued link that leads out of Graph, and [`Error::PathTooLong`].
pub fn read(path_and_query: &str) -> Result<Rewritten, Error> {
    if BASES.iter().any(|base| path_and_query.starts_with(base)) {
        return read_spelt(path_and_query);
    }
    let respelt = |base: &&str| words::strip_prefix(path_and_query, base).map(|rest| [base, rest].concat());
    match BASES.iter().find_map(respelt) {
        None => read_spelt(path_and_query),
        Some(respelt) => {
            let rewritten = read_spelt(&respelt)?;
            let path_and_query = rewritten.path_and_query.or(Some(respelt));
            Ok(Rewritten { path_and_query, ..rewritten })
        }
    }
}

/// Reads the path and query of a request whose base is spelt as in the routes.
fn read_spelt(path_and_query: &str) -> Result<Rewritten, Error> {
    match unglue(path_and_query) {
        None => read_plain(path_and_query),
        Some(link) if !BASES.iter().chain([&DOWNLOADS]).any(|base| link.starts_with(base)) => {
            Err(Error::Invalid("An absolute address in the path has to be one of Microsoft Graph."))
        }
        Some(link) => {
            let rewritten = read_plain(link)?;
            let path_and_query = rewritten.path_and_query.or_else(|| Some(link.to_owned()));
            Ok(Rewritten { path_and_query, ..rewritten })
        }
    }
}

/// Returns the path by which a request is routed, without its query, where that is not the one that the client sent.
pub fn routed_path(path: &str) -> Option<String> {
    let mut routed = read(path).ok()?.path_and_query?;
    routed.truncate(routed.find('?').unwrap_or(routed.len()));
    Some(routed)
}

/// Returns the path and the query that the client sent, from which a link to more of the same is built.
pub fn requested(path_and_query: &str) -> (&str, &str) {
    let plain = unglue(path_and_query).unwrap_or(path_and_query);
    plain.split_once('?').unwrap_or((plain, ""))
}

/// Reads a path that no absolute link is glued to.
fn read_plain(path_and_query: &str) -> Result<Rewritten, Error> {
    let (path, query) = match path_and_query.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (path_and_query, None),
    };
    let Some(rest) = BASES.iter().find_map(|base| path.strip_prefix(base)) else {
        return Ok(Rewritten::default());
    };
    if ["$batch", "%24batch"].iter().any(|batch| rest.eq_ignore_ascii_case(batch)) {
        let path_and_query = (path_and_query != BATCH).then(|| BATCH.into());
        return Ok(Rewritten { path_and_query, address: None });
    }
    if path.starts_with("/_api/") && rest.starts_with("monitor/") {
        return Ok(Rewritten::default());
    }
    let plain = segments::plain(rest, query)?;
    let mut segments: Vec<&str> = plain.segments.iter().map(AsRef::as_ref).collect();
    let site = fold_site(&segments);
    if let Some((folded, count)) = &site {
        segments.splice(1..=*count, [folded.as_str()]);
    }
    let (mut routed, address) = match (split_drive(&segments)?, segments.as_slice()) {
        (Some((drive, after)), _) => {
            let through = Through::of(after);
            let (after, item) = split_item(&drive, after)?;
            (["/v1.0/drives/", PLACEHOLDER, &after].concat(), Some(Address { drive, item, through }))
        }
        (None, ["drives"] | ["me" | "users" | "groups" | "sites" | "shares" | "subscriptions", ..]) => {
            (["/v1.0/", &segments.join("/")].concat(), None)
        }
        _ => return Ok(Rewritten::default()),
    };
    for (at, option) in plain.arguments.iter().map(String::as_str).chain(query).enumerate() {
        routed.push(if at == 0 { '?' } else { '&' });
        routed.push_str(option);
    }
    Ok(Rewritten { path_and_query: (routed != path_and_query).then_some(routed), address })
}

/// Returns the path of an absolute link that a client has glued onto its base, however often: `/v1.0/http://host/path`.
///
/// The JavaScript client takes links for relative ones unless they begin with `https://`.
fn unglue(path: &str) -> Option<&str> {
    let mut found = None;
    let mut rest = path;
    while let Some(link) = words::strip_prefix(rest, "/v1.0/http://") {
        let path = &link[link.find('/')?..];
        // The sandbox was chosen before.
        rest = match path.strip_prefix("/_sandbox/") {
            Some(rest) => &rest[rest.find('/')?..],
            None => path,
        };
        found = Some(rest);
    }
    found
}

#[cfg(test)]
mod tests;
