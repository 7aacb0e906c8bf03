//! Pages of lists: a size, and a token that leads on in the same list.
//!
//! The token is a cursor: what it belongs to is the path and the query.

use std::hash::{Hash, Hasher};

use axum::http::request::Parts;
use serde::Serialize;

use super::{dialect::Dialect, error::Error};
use crate::http::{Call, FromParts, Query, cursor};

/// The most items of a page in the public cloud, and in newer private deployments, of which nothing is known.
const MOST: i64 = 500;
/// The most items of a page in older private deployments.
const MOST_OLD_PRIVATE: i64 = 1024;

/// What a request says of the page that it wants.
pub struct Page {
    size: usize,
    start: usize,
    print: u64,
}

/// A page of a list.
#[derive(Serialize)]
pub struct Items<T> {
    /// The items.
    pub items: Vec<T>,
    /// What leads to the next page; empty on the last one.
    pub next_page_token: String,
}

impl Page {
    /// Reads the page of a request, whose lists have at most this many items a page.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Malformed`], [`Error::Value`].
    pub fn read(call: &Call, query: &Query, most: i64) -> Result<Self, Error> {
        let size = query.number("page_size")?.ok_or(Error::Missing("page_size"))?;
        let in_range = usize::try_from(size).ok().filter(|_| (1..=most).contains(&size));
        let size =
            in_range.ok_or_else(|| Error::Value(format!("page_size lies between 1 and {most}.").into()))?;
        let print = cursor::print(&List { path: call.path(), query });
        let wrong = || Error::Value("page_token is none of this list.".into());
        let start =
            query.get("page_token").map(|token| cursor::read(print, token).ok_or_else(wrong)).transpose()?;
        Ok(Self { size, start: start.unwrap_or(0), print })
    }

    /// Returns the most items of a page in a dialect.
    pub fn most(dialect: Dialect) -> i64 {
        match dialect {
            Dialect::OldPrivate => MOST_OLD_PRIVATE,
            Dialect::NewPrivate | Dialect::Public => MOST,
        }
    }

    /// Returns the items of the page, of all items of the list in their order.
    pub fn cut<T>(&self, all: impl Iterator<Item = T>) -> Items<T> {
        let mut rest = all.skip(self.start);
        let items: Vec<T> = rest.by_ref().take(self.size).collect();
        let next_page_token = match rest.next() {
            Some(_) => cursor::write(self.print, self.start + items.len()),
            None => String::new(),
        };
        Items { items, next_page_token }
    }
}

impl<T> Items<T> {
    /// Returns the page with each item as `show` shows it.
    pub fn map<U>(self, show: impl FnMut(T) -> U) -> Items<U> {
        Items { items: self.items.into_iter().map(show).collect(), next_page_token: self.next_page_token }
    }
}

/// A list, and not which page of it.
struct List<'a> {
    path: &'a str,
    query: &'a Query,
}

impl Hash for List<'_> {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.path.hash(hasher);
        let of_list = |(name, _): &(&str, &str)| !matches!(*name, "page_size" | "page_token");
        self.query.pairs().filter(of_list).for_each(|pair| pair.hash(hasher));
    }
}

impl FromParts for Page {
    type Refusal = Error;

    fn from_parts(parts: &Parts) -> Result<Self, Error> {
        let call = Call::of(&parts.extensions);
        let Ok(query) = Query::from_parts(parts);
        let Ok(dialect) = Dialect::from_parts(parts);
        Self::read(call, &query, Self::most(dialect))
    }
}
