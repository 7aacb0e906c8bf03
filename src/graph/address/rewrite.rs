//! The many forms of an address, read in one place before anything is routed.
//!
//! A drive is reached as `/me/drive`, `/users/{id}/drive` and so on, an item by id, by path from the root
//! (`root:/a/b:`) or by path from another item (`items/{id}:/a:`). axum cannot route a path inside a path, so [`read`]
//! takes the drive and the item out of the path: what is left is routed as `/v1.0/drives/{drive}/items/{item}/...`, with
//! placeholders where they stood. SDKs that are given a path in place of an id send `items/root%3A%2Fa%20b%3A`. The
//! service's own words may be written in any case.

use percent_encoding::percent_decode_str;

use super::{
    forms::{Address, DriveAddress, ItemAddress, Start},
    names::LONGEST_PATH,
    segments::{self, COUNT},
};
use crate::graph::error::Error;

/// The path of a batch.
pub const BATCH: &str = "/v1.0/$batch";

/// The form in which the path of an item is routed.
pub const ITEM: &str = "/v1.0/drives/-/items/-";

/// What stands in a route in place of a drive or an item.
const PLACEHOLDER: &str = "-";

/// A path and query as they were read.
#[derive(Default)]
pub struct Routed {
    /// The form that is routed, if it is another one.
    pub path_and_query: Option<String>,
    /// What they name in a drive.
    pub address: Option<Address>,
}

/// Reads the path and query of a request.
///
/// # Errors
/// [`Error::Invalid`] for what is no UTF-8, [`Error::PathTooLong`].
pub fn read(path_and_query: &str) -> Result<Routed, Error> {
    match unglue(path_and_query) {
        None => read_plain(path_and_query),
        Some(link) => {
            let routed = read_plain(link)?;
            Ok(Routed { path_and_query: routed.path_and_query.or_else(|| Some(link.to_owned())), ..routed })
        }
    }
}

/// Returns the path and the query that were asked for, to build a link to more of the same.
pub fn asked(path_and_query: &str) -> (&str, &str) {
    let plain = unglue(path_and_query).unwrap_or(path_and_query);
    plain.split_once('?').unwrap_or((plain, ""))
}

/// What [`read`] does to an address that nothing is glued to.
fn read_plain(path_and_query: &str) -> Result<Routed, Error> {
    let (path, query) = match path_and_query.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (path_and_query, None),
    };
    let bases = ["/v1.0/", "/_api/v2.0/", "/_api/v2.1/"];
    let Some(rest) = bases.iter().find_map(|base| path.strip_prefix(base)) else {
        return Ok(Routed::default());
    };
    if ["$batch", "%24batch"].iter().any(|batch| rest.eq_ignore_ascii_case(batch)) {
        let path_and_query = (path_and_query != BATCH).then(|| BATCH.into());
        return Ok(Routed { path_and_query, address: None });
    }
    if path.starts_with("/_api/") && rest.starts_with("monitor/") {
        return Ok(Routed::default());
    }
    let plain = segments::plain(rest, query);
    let mut segments: Vec<&str> = plain.segments.iter().map(AsRef::as_ref).collect();
    let site = fold_site(&segments);
    if let Some((folded, count)) = &site {
        segments.splice(1..=*count, [folded.as_str()]);
    }
    let (mut routed, address) = match (split_drive(&segments)?, segments.as_slice()) {
        (Some((drive, after)), _) => {
            let (after, item) = split_item(&drive, after)?;
            (format!("/v1.0/drives/{PLACEHOLDER}{after}"), Some(Address { drive, item }))
        }
        (
            None,
            ["drives"]
            | ["drives", COUNT]
            | ["me" | "users" | "groups" | "sites" | "shares" | "subscriptions", ..],
        ) => (format!("/v1.0/{}", segments.join("/")), None),
        _ => return Ok(Routed::default()),
    };
    let options: Vec<&str> = plain.arguments.iter().map(String::as_str).chain(query).collect();
    if !options.is_empty() {
        routed.push('?');
        routed.push_str(&options.join("&"));
    }
    Ok(Routed { path_and_query: (routed != path_and_query).then_some(routed), address })
}

/// The path of an absolute link that a client has glued onto its base, however often: `/v1.0/http://host/path`.
///
/// The JavaScript client takes links for relative ones unless they begin with `https://`.
fn unglue(path: &str) -> Option<&str> {
    let mut found = None;
    let mut rest = path;
    while let Some(link) = rest.strip_prefix("/v1.0/http://") {
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

/// Returns the drive that a path begins with, and what follows it.
fn split_drive<'a, 's>(segments: &'s [&'a str]) -> Result<Option<(DriveAddress, &'s [&'a str])>, Error> {
    Ok(Some(match segments {
        ["me", "drive", after @ ..] | ["drive", after @ ..] => (DriveAddress::Mine, after),
        ["users", user, "drive", after @ ..] => (DriveAddress::User(decode(user)?), after),
        ["groups", group, "drive", after @ ..] => (DriveAddress::Group(decode(group)?), after),
        ["sites", site, "drive", after @ ..] => (DriveAddress::Site(decode(site)?), after),
        ["shares", _, "items", COUNT] => return Ok(None),
        ["shares", share, after @ ..]
            if matches!(after, ["driveItem" | "root" | "items", _, ..])
                || matches!(after, [first, ..] if first.starts_with("root:") || first.starts_with("driveItem:")) =>
        {
            (DriveAddress::Share(decode(share)?), after)
        }
        ["drives", COUNT] | ["me", "drives", COUNT] | ["users" | "groups" | "sites", _, "drives", COUNT] => {
            return Ok(None);
        }
        ["drives", drive, after @ ..]
        | ["me", "drives", drive, after @ ..]
        | ["users" | "groups" | "sites", _, "drives", drive, after @ ..] => {
            (DriveAddress::Id(decode(drive)?), after)
        }
        _ => return Ok(None),
    }))
}

fn decode(segment: &str) -> Result<String, Error> {
    let decoded = percent_decode_str(segment).decode_utf8();
    decoded.map(Into::into).map_err(|_| Error::Invalid("A valid path must be provided."))
}

/// Brings the address of a site by its path, `{host}:/sites/a:`, into one segment; returns also of how many it is made.
fn fold_site(segments: &[&str]) -> Option<(String, usize)> {
    let ["sites", host, path @ ..] = segments else { return None };
    if !host.ends_with(':') || host.to_ascii_lowercase().contains("%2f") {
        return None;
    }
    let end = path.iter().position(|segment| segment.ends_with(':')).map_or(path.len(), |last| last + 1);
    let folded = std::iter::once(host).chain(&path[..end]).copied().collect::<Vec<_>>().join("%2F");
    Some((folded, end + 1))
}

/// Returns what is routed behind the drive, and the item that it names.
fn split_item(drive: &DriveAddress, after: &[&str]) -> Result<(String, ItemAddress), Error> {
    let mut special = None;
    let (mut item, mut rest) = match after {
        ["items", COUNT] => return Ok((joined(after), ItemAddress::root())),
        ["items", item, rest @ ..] => ((*item).to_owned(), rest),
        ["root", rest @ ..] => ("root".to_owned(), rest),
        [first, rest @ ..] if matches!(drive, DriveAddress::Share(_)) && first.starts_with("driveItem") => {
            (first.replacen("driveItem", "root", 1), rest)
        }
        ["following", item] if *item != COUNT => {
            return Ok((format!("/following/{PLACEHOLDER}"), item_address(&decode(item)?)?));
        }
        // What is asked of a followed item, but for the item itself.
        ["following", item, rest @ ..] if !rest.is_empty() => ((*item).to_owned(), rest),
        ["special", name, rest @ ..] if *name != COUNT => {
            let colon = name.find(':').or_else(|| name.to_ascii_lowercase().find("%3a"));
            let (name, path) = name.split_at(colon.unwrap_or(name.len()));
            let name = decode(&name.to_ascii_lowercase())?;
            let item = format!("special{path}");
            // The folder of another application has a name that is ours to give.
            special = Some(if name.contains('.') { Start::Id(name) } else { Start::Special(name) });
            (item, rest)
        }
        [item, rest @ ..] if item.starts_with("root:") => ((*item).to_owned(), rest),
        other => return Ok((joined(other), ItemAddress::root())),
    };
    // `root:` or `{id}:` opens a path that goes on to the next segment that ends in a colon.
    if item.contains(':') && !item.ends_with("::") && !is_closed(&item) {
        while let [segment, after @ ..] = rest {
            item.push_str("%2F");
            item.push_str(segment);
            rest = after;
            if segment.ends_with(':') {
                break;
            }
        }
    }
    // `children/{name}` is one more step of the path.
    let mut is_path = item.contains(':') || item.to_ascii_lowercase().contains("%3a");
    while let ["children", name, after @ ..] = rest
        && *name != COUNT
    {
        push_name(&mut item, name, is_path);
        is_path = true;
        rest = after;
    }
    let item = item_address(&decode(&item)?)?;
    let item = match special {
        Some(start) => ItemAddress { start, ..item },
        None => item,
    };
    Ok((format!("/items/{PLACEHOLDER}{}", joined(rest)), item))
}

fn item_address(text: &str) -> Result<ItemAddress, Error> {
    let item = ItemAddress::parse(text);
    if item.path.chars().count() > LONGEST_PATH { Err(Error::PathTooLong) } else { Ok(item) }
}

fn joined(segments: &[&str]) -> String {
    segments.iter().flat_map(|segment| ["/", segment]).collect()
}

/// Leads an address on to the item of this name.
fn push_name(item: &mut String, name: &str, is_path: bool) {
    let open =
        item.strip_suffix(':').or_else(|| item.strip_suffix("%3A")).or_else(|| item.strip_suffix("%3a"));
    if let Some(open) = open {
        item.truncate(open.len());
    }
    if !is_path {
        item.push(':');
    }
    item.push_str("%2F");
    item.push_str(name);
    item.push(':');
}

/// Whether a segment holds both colons of a path address: `root:%2Fa:`.
fn is_closed(item: &str) -> bool {
    item.matches(':').count() > 1 && item.ends_with(':')
}

#[cfg(test)]
mod tests;
