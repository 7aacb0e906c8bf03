//! Splitting a path into the drive, the item in it, and what is routed behind them.

use percent_encoding::percent_decode_str;

use super::{
    forms::{DriveAddress, ItemAddress, Start},
    names::LONGEST_PATH,
};
use crate::graph::error::Error;

/// What stands in a route in place of a drive or an item.
pub const PLACEHOLDER: &str = "-";

/// The refusal of an address that goes on with another path.
const TWO_PATHS: Error = Error::Invalid("Only one path can be specified in the URL.");

/// Returns the drive that a path begins with, and what follows it.
pub fn split_drive<'a, 's>(segments: &'s [&'a str]) -> Result<Option<(DriveAddress, &'s [&'a str])>, Error> {
    Ok(Some(match segments {
        ["me", "drive", after @ ..] | ["drive", after @ ..] => (DriveAddress::Mine, after),
        ["users", user, "drive", after @ ..] => (DriveAddress::User(decode(user)?), after),
        ["groups", group, "drive", after @ ..] => (DriveAddress::Group(decode(group)?), after),
        ["sites", site, "drive", after @ ..] => (DriveAddress::Site(decode(site)?), after),
        ["shares", share, after @ ..]
            if matches!(after, ["driveItem" | "root" | "items", _, ..])
                || matches!(after, [first, ..] if first.starts_with("root:") || first.starts_with("driveItem:")) =>
        {
            (DriveAddress::Share(decode(share)?), after)
        }
        ["drives", drive, after @ ..]
        | ["me", "drives", drive, after @ ..]
        | ["users" | "groups" | "sites", _, "drives", drive, after @ ..] => {
            (DriveAddress::Id(decode(drive)?), after)
        }
        _ => return Ok(None),
    }))
}

/// Decodes a segment.
fn decode(segment: &str) -> Result<String, Error> {
    if !segment.contains('%') {
        return Ok(segment.to_owned());
    }
    let decoded = percent_decode_str(segment).decode_utf8();
    decoded.map(Into::into).map_err(|_| Error::Invalid("A valid path must be provided."))
}

/// Brings the address of a site by its path, `{host}:/sites/a:`, into one segment; returns also how many it replaces.
pub fn fold_site(segments: &[&str]) -> Option<(String, usize)> {
    let ["sites", host, path @ ..] = segments else { return None };
    if !host.ends_with(':') || host.to_ascii_lowercase().contains("%2f") {
        return None;
    }
    let end = path.iter().position(|segment| segment.ends_with(':')).map_or(path.len(), |last| last + 1);
    let folded = std::iter::once(host).chain(&path[..end]).copied().collect::<Vec<_>>().join("%2F");
    Some((folded, end + 1))
}

/// Returns what is routed behind the drive, and the item that it names.
pub fn split_item(drive: &DriveAddress, after: &[&str]) -> Result<(String, ItemAddress), Error> {
    let mut special = None;
    let (mut item, mut rest) = match after {
        ["items", item, rest @ ..] => ((*item).to_owned(), rest),
        ["root", rest @ ..] => ("root".to_owned(), rest),
        [first, rest @ ..] if matches!(drive, DriveAddress::Share(_)) && first.starts_with("driveItem") => {
            (first.replacen("driveItem", "root", 1), rest)
        }
        ["following", item] => {
            return Ok((format!("/following/{PLACEHOLDER}"), item_address(&decode(item)?)?));
        }
        ["bundles", item, rest @ ..] => {
            return Ok((format!("/bundles/{PLACEHOLDER}{}", joined(rest)), item_address(&decode(item)?)?));
        }
        // A followed item is an item like others, but for the route of the item itself.
        ["following", item, rest @ ..] if !rest.is_empty() => ((*item).to_owned(), rest),
        ["special", name, rest @ ..] => {
            let colon = name.find(':').or_else(|| name.to_ascii_lowercase().find("%3a"));
            let (name, path) = name.split_at(colon.unwrap_or(name.len()));
            let name = decode(&name.to_ascii_lowercase())?;
            let item = format!("special{path}");
            // No client can name the folder of another application by its role.
            special = Some(if name.contains('.') { Start::Id(name) } else { Start::Special(name) });
            (item, rest)
        }
        [item, rest @ ..] if item.starts_with("root:") => ((*item).to_owned(), rest),
        other => return Ok((joined(other), ItemAddress::root())),
    };
    // `root:` or `{id}:` opens a path that goes on to the next segment that ends in a colon, encoded or not.
    if item.contains([':', '%']) {
        rest = finish_path(&mut item, rest)?;
    }
    // `children/{name}` is one more step of the path.
    let mut is_path = item.contains(':') || item.to_ascii_lowercase().contains("%3a");
    while let ["children", name, after @ ..] = rest {
        push_name(&mut item, name, is_path);
        is_path = true;
        rest = after;
    }
    let item = item_address(&if item.contains('%') { decode(&item)? } else { item })?;
    let item = match special {
        Some(start) => ItemAddress { start, ..item },
        None => item,
    };
    Ok((["/items/", PLACEHOLDER, &joined(rest)].concat(), item))
}

/// Reads the address of an item, and refuses one that is too long, and one that holds two paths.
fn item_address(text: &str) -> Result<ItemAddress, Error> {
    let item = ItemAddress::parse(text);
    if item.path.contains(":/") {
        return Err(TWO_PATHS);
    }
    if item.path.chars().count() > LONGEST_PATH { Err(Error::PathTooLong) } else { Ok(item) }
}

/// Brings all segments of the path that an item begins with into one; returns the segments behind them.
///
/// # Errors
/// An empty path from the root, and another path behind the first one.
fn finish_path<'a, 's>(item: &mut String, mut rest: &'s [&'a str]) -> Result<&'s [&'a str], Error> {
    let start = decode(item)?;
    let Some((from, path)) = start.split_once(':') else { return Ok(rest) };
    let mut is_closed = path.ends_with(':');
    let mut is_empty = path.trim_matches(['/', ':']).is_empty();
    while let [segment, after @ ..] = rest
        && !is_closed
    {
        item.push_str("%2F");
        item.push_str(segment);
        rest = after;
        let segment = decode(segment)?;
        is_closed = segment.ends_with(':');
        is_empty &= segment == ":";
    }
    if is_empty && from == "root" {
        return Err(Error::Gateway("Resource not found for the segment 'root:'.".into()));
    }
    if is_closed && rest.first().is_some_and(|next| next.contains(':')) { Err(TWO_PATHS) } else { Ok(rest) }
}

/// Returns segments with a slash before each.
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
