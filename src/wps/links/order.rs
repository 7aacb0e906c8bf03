//! The order of lists of shared items.

use std::cmp::Ordering;

use crate::{
    http::Query,
    world::{Content, Node},
    wps::error::Error,
};

/// What a list is ordered by.
#[derive(Clone, Copy)]
enum Key {
    Created,
    Modified,
    Name,
    Size,
}

/// The order of a list.
pub struct Order {
    key: Key,
    is_ascending: bool,
}

impl Order {
    /// Reads `order_by` and `order`; by default what was modified last comes first.
    ///
    /// # Errors
    /// [`Error::NotSupported`].
    pub fn read(query: &Query) -> Result<Self, Error> {
        let keys =
            [("ctime", Key::Created), ("mtime", Key::Modified), ("fname", Key::Name), ("fsize", Key::Size)];
        let key = query.word("order_by", &keys)?.unwrap_or(Key::Modified);
        let is_ascending = query.word("order", &[("asc", true), ("desc", false)])?.unwrap_or(false);
        Ok(Self { key, is_ascending })
    }

    /// Compares two items; those that are alike stand in the order of their creation.
    pub fn compare(&self, one: &Node, other: &Node) -> Ordering {
        let size = |node: &Node| node.content().map_or(0, Content::size);
        let ordering = match self.key {
            Key::Created => one.created.at.cmp(&other.created.at),
            Key::Modified => one.modified.at.cmp(&other.modified.at),
            Key::Name => one.name.cmp(&other.name),
            Key::Size => size(one).cmp(&size(other)),
        };
        let ordering = if self.is_ascending { ordering } else { ordering.reverse() };
        ordering.then(one.id.cmp(&other.id))
    }
}
