//! Addresses, parsed: a drive, and an item in it.

use axum::http::request::Parts;

use crate::{
    graph::{error::Error, ids},
    http::FromParts,
    world::Drive,
};

/// The drive and the item that the path of a request names, as they were parsed when it entered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address {
    pub drive: DriveAddress,
    /// The root of the drive where the path names no item.
    pub item: ItemAddress,
    /// The word behind the drive, by which the item was reached.
    pub through: Through,
}

/// The word behind the drive in an address, by which the item is reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Through {
    /// `root`, or nothing.
    Root,
    /// `items`.
    Items,
    /// `special`.
    Special,
    /// `following`.
    Following,
    /// `bundles`.
    Bundles,
    /// `driveItem`, behind a sharing link.
    DriveItem,
}

impl Through {
    /// Returns the word in these segments, which follow a drive.
    pub fn of(after: &[&str]) -> Self {
        match after.first() {
            Some(&"items") => Self::Items,
            Some(&"special") => Self::Special,
            Some(&"following") => Self::Following,
            Some(&"bundles") => Self::Bundles,
            Some(first) if first.starts_with("driveItem") => Self::DriveItem,
            _ => Self::Root,
        }
    }

    /// Returns the word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::Items => "items",
            Self::Special => "special",
            Self::Following => "following",
            Self::Bundles => "bundles",
            Self::DriveItem => "driveItem",
        }
    }
}

impl Address {
    /// Returns the address of an item that is named somewhere else than in the path of a request.
    pub fn new(drive: DriveAddress, item: ItemAddress) -> Self {
        Self { drive, item, through: Through::Root }
    }

    /// Returns the address of the root of this drive.
    pub fn root_of(drive: &Drive) -> Self {
        Self::new(DriveAddress::of(drive), ItemAddress::root())
    }
}

/// A drive as a request names it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DriveAddress {
    /// The caller's own.
    Mine,
    /// A person's, by id, name or mail address.
    User(String),
    /// A group's.
    Group(String),
    /// A site's.
    Site(String),
    /// The one that a sharing link leads into; the item that it leads to stands in place of the root.
    Share(String),
    /// By its id.
    Id(String),
}

impl DriveAddress {
    /// Returns the address of this drive by its id.
    pub fn of(drive: &Drive) -> Self {
        Self::Id(ids::drive(drive).to_string())
    }
}

/// An item as a request names it: where to start, and which names to follow from there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ItemAddress {
    /// The item to start from.
    pub start: Start,
    /// The names down to the item, with a slash between them; empty if the item is the start itself.
    pub path: String,
}

/// Where the address of an item starts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Start {
    /// At the root of the drive.
    Root,
    /// At the item of this id.
    Id(String),
    /// At the special folder of this name, in small letters.
    Special(String),
}

impl ItemAddress {
    /// Returns the address of a drive's root.
    pub const fn root() -> Self {
        Self { start: Start::Root, path: String::new() }
    }

    /// Reads `root:/a/b:`, `{id}:/a/b` or `{id}`, percent-decoded.
    pub fn parse(text: &str) -> Self {
        let (start, path) = text.split_once(':').unwrap_or((text, ""));
        let start = if start == "root" { Start::Root } else { Start::Id(start.into()) };
        Self { start, path: trimmed(path).into() }
    }

    /// Returns the id by which the item itself is named.
    pub fn id(&self) -> Option<&str> {
        match &self.start {
            Start::Id(id) if self.path.is_empty() => Some(id),
            _ => None,
        }
    }

    /// Returns the names of the path, one by one.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.path.split('/').filter(|name| !name.is_empty())
    }

    /// Splits off the last name of the path, if it has one: returns the address of the folder, and the name.
    pub fn split_last(&self) -> Option<(Self, &str)> {
        let (above, name) = self.path.rsplit_once('/').unwrap_or(("", &self.path));
        (!name.is_empty()).then(|| (Self { start: self.start.clone(), path: above.into() }, name))
    }
}

impl FromParts for Address {
    type Refusal = Error;

    fn from_parts(parts: &Parts) -> Result<Self, Error> {
        parts.extensions.get::<Self>().cloned().ok_or(Error::Invalid("A valid path must be provided."))
    }
}

/// Splits `/drive/root:/a/b`, `/drives/{id}/root:/a` or `/drive/items/{id}`, as a `parentReference` holds it,
/// into the drive, if it has one, and the item.
pub fn split_reference(path: &str) -> Option<(Option<DriveAddress>, ItemAddress)> {
    let rest = path.strip_prefix('/')?;
    let (drive, item) = match rest.strip_prefix("drives/") {
        Some(rest) => {
            let (drive, item) = rest.split_once('/')?;
            (Some(DriveAddress::Id(drive.into())), item)
        }
        None => (None, rest.strip_prefix("me/").unwrap_or(rest).strip_prefix("drive/")?),
    };
    Some((drive, ItemAddress::parse(item.strip_prefix("items/").unwrap_or(item))))
}

/// Returns a path without the slashes around it, and without the colon that closes it.
fn trimmed(path: &str) -> &str {
    path.strip_suffix(':').unwrap_or(path).trim_matches('/')
}

#[cfg(test)]
mod tests {
    use super::{DriveAddress, ItemAddress, Start, split_reference};

    fn item(start: Start, path: &str) -> ItemAddress {
        ItemAddress { start, path: path.into() }
    }

    #[test]
    fn an_item_address_is_read() {
        let id = || Start::Id("ID".into());
        for (text, expected) in [
            ("root", item(Start::Root, "")),
            ("root:/a b/c.txt:", item(Start::Root, "a b/c.txt")),
            ("root:/a", item(Start::Root, "a")),
            ("ID", item(id(), "")),
            ("ID:", item(id(), "")),
            ("ID:/:", item(id(), "")),
            ("ID:/a/b:", item(id(), "a/b")),
        ] {
            assert_eq!(ItemAddress::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn a_reference_by_path_is_split() {
        let drive = || DriveAddress::Id("D".into());
        for (path, expected) in [
            ("/drive/root:/a/b", Some((None, item(Start::Root, "a/b")))),
            ("/drive/root:/a%20b:", Some((None, item(Start::Root, "a%20b")))),
            ("/drives/D/root:/a", Some((Some(drive()), item(Start::Root, "a")))),
            ("/drive/items/ID", Some((None, item(Start::Id("ID".into()), "")))),
            ("/drive/root:", Some((None, item(Start::Root, "")))),
            ("Documents", None),
        ] {
            assert_eq!(split_reference(path), expected, "{path}");
        }
    }
}
