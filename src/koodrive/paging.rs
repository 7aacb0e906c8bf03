//! Pages and orders of lists.

use std::{cmp::Ordering, hash::Hash};

use serde::Deserialize;

use super::{error::Error, json::Loose};
use crate::{
    http::{Query, cursor},
    world::{Node, name},
};

/// The items of a page, if a request does not say, and the most of one.
const PAGE: u64 = 100;

/// What a body says of the page that it wants.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct PageInfo {
    page_size: Loose<u64>,
    page_cursor: Loose<String>,
}

/// What a body says of the order that it wants.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct SortInfo {
    sort_type: Loose<u64>,
    sort_direction: Loose<u64>,
}

/// A page of a list.
#[derive(Clone, Copy)]
pub struct Page {
    size: usize,
    start: usize,
    print: u64,
}

/// An order of a list.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Sort {
    by: SortBy,
    descending: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum SortBy {
    Name,
    Size,
    Created,
    Modified,
    Recycled,
    Format,
}

impl PageInfo {
    /// Reads the page of a query.
    pub fn of(query: &Query) -> Result<Self, Error> {
        Self::named(query, "pageSize", "pageCursor")
    }

    /// Reads the page of a query that has other names for its size and its cursor.
    pub fn named(query: &Query, size: &str, cursor: &str) -> Result<Self, Error> {
        let page_size = Loose(super::json::number(query, size)?);
        Ok(Self { page_size, page_cursor: Loose(query.get(cursor).map(str::to_owned)) })
    }

    /// Returns the page of a list; `list` says which one it is, as a cursor leads on in its own list only.
    pub fn page(&self, list: &impl Hash) -> Result<Page, Error> {
        let print = cursor::print(list);
        let size = self.page_size.0.unwrap_or(PAGE);
        let size =
            usize::try_from(size).ok().filter(|_| (1..=PAGE).contains(&size)).ok_or(Error::Parameters)?;
        // The pages call 0 the cursor of the first page.
        let start = match self.page_cursor.0.as_ref().filter(|cursor| *cursor != "0") {
            Some(cursor) => cursor::read(print, cursor).ok_or(Error::Parameters)?,
            None => 0,
        };
        Ok(Page { size, start, print })
    }
}

impl Page {
    /// Returns the items of the page, of all items of the list in their order, and the cursor of the next one.
    pub fn cut<T>(&self, all: impl IntoIterator<Item = T>) -> (Vec<T>, Option<String>) {
        let mut rest = all.into_iter().skip(self.start);
        let items: Vec<T> = rest.by_ref().take(self.size).collect();
        let next = rest.next().map(|_| cursor::write(self.print, self.start + items.len()));
        (items, next)
    }
}

/// Returns the page of a query whose pages are counted from 0 by `offset` and `limit`, both of which are needed.
pub fn offset_limit(query: &Query) -> Result<(usize, usize), Error> {
    offset_limit_within(query, PAGE)
}

/// Returns the same for a list whose pages have this many items at most.
pub fn offset_limit_within(query: &Query, most: u64) -> Result<(usize, usize), Error> {
    let offset = super::json::number(query, "offset")?.ok_or(Error::Parameters)?;
    let limit = super::json::number(query, "limit")?.filter(|limit| (1..=most).contains(limit));
    let bound = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    Ok((bound(offset), bound(limit.ok_or(Error::Parameters)?)))
}

impl SortInfo {
    /// Refuses an order that is none of these.
    pub fn one_of(&self, allowed: &[u64]) -> Result<(), Error> {
        if self.sort_type.0.is_none_or(|by| allowed.contains(&by)) { Ok(()) } else { Err(Error::Parameters) }
    }

    /// Returns the order: by name, unless another one is asked for.
    pub fn sort(&self) -> Result<Sort, Error> {
        let by = match self.sort_type.0 {
            None | Some(1) => SortBy::Name,
            Some(2) => SortBy::Size,
            Some(3) => SortBy::Created,
            Some(4) => SortBy::Modified,
            Some(5) => SortBy::Recycled,
            Some(6) => SortBy::Format,
            Some(_) => return Err(Error::Parameters),
        };
        Ok(Sort { by, descending: descending(self.sort_direction.0, false)? })
    }
}

/// Reads a direction: 1 ascending, 2 descending.
pub fn descending(direction: Option<u64>, default: bool) -> Result<bool, Error> {
    match direction {
        None => Ok(default),
        Some(1) => Ok(false),
        Some(2) => Ok(true),
        Some(_) => Err(Error::Parameters),
    }
}

impl Sort {
    /// Brings items into this order; what is equal stands in the order of names, then of ids.
    pub fn apply(self, nodes: &mut [&Node]) {
        nodes.sort_by_cached_key(|node| (name::key(&node.name), node.id));
        if self.by != SortBy::Name {
            nodes.sort_by(|a, b| self.compare(a, b));
        } else if self.descending {
            nodes.reverse();
        }
    }

    fn compare(self, a: &Node, b: &Node) -> Ordering {
        let binned = |node: &Node| node.trashed.as_ref().map(|trashed| trashed.stamp.at);
        let ordering = match self.by {
            SortBy::Name => Ordering::Equal,
            SortBy::Size => a.size().cmp(&b.size()),
            SortBy::Created => a.created.at.cmp(&b.created.at),
            SortBy::Modified => a.modified.at.cmp(&b.modified.at),
            SortBy::Recycled => binned(a).cmp(&binned(b)),
            SortBy::Format => {
                let format = |node: &Node| (super::file_types::of(node), name::extension(&node.name));
                format(a).cmp(&format(b))
            }
        };
        if self.descending { ordering.reverse() } else { ordering }
    }
}
