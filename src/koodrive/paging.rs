//! Pages and orders of lists.

use std::hash::Hash;

use serde::Deserialize;

use super::{error::Error, json::Loose, position::Position};
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
#[derive(Clone)]
pub struct Page {
    size: usize,
    /// The position of the last item of the page before.
    behind: Option<Position>,
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
        let cursor = self.page_cursor.0.as_ref().filter(|cursor| *cursor != "0");
        let behind = cursor.map(|cursor| cursor::read_behind(print, cursor).ok_or(Error::Parameters));
        Ok(Page { size, behind: behind.transpose()?.map(Position::of), print })
    }
}

impl Page {
    /// Returns the items of the page, of all items of the list in any order, and the cursor of the next one.
    ///
    /// The list stands in the order of the positions. What comes or goes between two pages neither repeats an item nor
    /// skips one.
    pub fn cut<T>(
        &self,
        all: impl IntoIterator<Item = T>,
        position: impl Fn(&T) -> Position,
    ) -> (Vec<T>, Option<String>) {
        let mut items: Vec<Option<T>> = all.into_iter().map(Some).collect();
        let placed = items.iter().flatten().map(position).zip(0..).collect();
        let (chosen, next) = self.choose(placed);
        (chosen.into_iter().filter_map(|at| items[at].take()).collect(), next)
    }

    /// Returns which items stand on the page, in their order, and the cursor of the next one.
    fn choose(&self, mut rest: Vec<(Position, usize)>) -> (Vec<usize>, Option<String>) {
        rest.retain(|(at, _)| self.behind.as_ref().is_none_or(|behind| at > behind));
        let mut next = None;
        if rest.len() > self.size {
            let last = self.size - 1;
            let (_, (at, _), _) = rest.select_nth_unstable_by(last, |(a, _), (b, _)| a.cmp(b));
            next = Some(cursor::write_behind(self.print, at.bytes()));
            rest.truncate(self.size);
        }
        rest.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        (rest.into_iter().map(|(_, item)| item).collect(), next)
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
    /// Returns where an item stands in this order; what is equal stands in the order of names, then of ids.
    pub fn position(self, node: &Node) -> Position {
        let by = Position::default();
        let by = match self.by {
            SortBy::Name => by,
            SortBy::Size => by.number(node.size()),
            SortBy::Created => by.time(Some(node.created.at)),
            SortBy::Modified => by.time(Some(node.modified.at)),
            SortBy::Recycled => by.time(node.trashed.as_ref().map(|trashed| trashed.stamp.at)),
            SortBy::Format => {
                by.number(super::file_types::of(node).into()).text(&name::extension(&node.name))
            }
        };
        let by = by.reversed_if(self.descending && self.by != SortBy::Name);
        let whole = by.text(&name::key(&node.name)).number(node.id.number());
        whole.reversed_if(self.descending && self.by == SortBy::Name)
    }
}
