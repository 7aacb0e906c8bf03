//! Pages of lists: a size, and a token that leads on in the same list.
//!
//! The token holds the place of the next item, and a print of the list that it belongs to: its path and its query. So
//! a token of another list is refused.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::{extract::FromRequestParts, http::request::Parts};
use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;

use super::{dialect::Dialect, error::Error};
use crate::http::{Call, Query};

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
        let mut hasher = DefaultHasher::new();
        call.path().hash(&mut hasher);
        for (name, value) in query.pairs().filter(|(name, _)| !matches!(*name, "page_size" | "page_token")) {
            (name, value).hash(&mut hasher);
        }
        let print = hasher.finish();
        let wrong = || Error::Value("page_token is none of this list.".into());
        let start = query.get("page_token").map(|token| start(token, print).ok_or_else(wrong)).transpose()?;
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
            Some(_) => self.token(self.start + items.len()),
            None => String::new(),
        };
        Items { items, next_page_token }
    }

    fn token(&self, start: usize) -> String {
        let mut bytes = self.print.to_be_bytes().to_vec();
        bytes.extend_from_slice(&(start as u64).to_be_bytes());
        BASE64URL_NOPAD.encode(&bytes)
    }
}

impl<T> Items<T> {
    /// Returns the page with each item as `show` shows it.
    pub fn map<U>(self, show: impl FnMut(T) -> U) -> Items<U> {
        Items { items: self.items.into_iter().map(show).collect(), next_page_token: self.next_page_token }
    }
}

/// Returns the place that a token leads to in the list of this print.
fn start(token: &str, print: u64) -> Option<usize> {
    let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
    let (of, start) = bytes.split_first_chunk::<8>()?;
    let start = u64::from_be_bytes(start.try_into().ok()?);
    (u64::from_be_bytes(*of) == print).then(|| usize::try_from(start).ok()).flatten()
}

impl<S: Sync> FromRequestParts<S> for Page {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Ok(call) = Call::from_request_parts(parts, state).await;
        let Ok(query) = Query::from_request_parts(parts, state).await;
        let Ok(dialect) = Dialect::from_request_parts(parts, state).await;
        Self::read(&call, &query, Self::most(dialect))
    }
}
