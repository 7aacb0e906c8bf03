//! The parameters of a query, and the part of a list that they ask for.

use std::convert::Infallible;

use axum::{extract::FromRequestParts, http::request::Parts};

use crate::{http, kdocs::error::Error};

/// The most entries of one response (reference 15, 34).
const LARGEST: usize = 500;

/// The parameters of a query.
pub struct Query(Vec<(String, String)>);

/// The part of a list that a caller asks for.
pub struct Page {
    /// How many entries lie before it.
    offset: usize,
    /// How many entries it has at most.
    count: usize,
}

impl Query {
    /// Returns the first parameter of this name; one that is empty is none.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        found.filter(|value| !value.is_empty())
    }

    /// Reads `offset` and `count`.
    pub fn page(&self, default_count: usize) -> Result<Page, Error> {
        let count = self.number("count")?.unwrap_or(default_count);
        if !(1..=LARGEST).contains(&count) {
            return Err(Error::Invalid(format!("count: expect a number from 1 to {LARGEST}").into()));
        }
        Ok(Page { offset: self.number("offset")?.unwrap_or(0), count })
    }

    fn number(&self, name: &str) -> Result<Option<usize>, Error> {
        let invalid = |_| Error::Invalid(format!("{name}: expect a number").into());
        self.get(name).map(str::parse).transpose().map_err(invalid)
    }
}

impl Page {
    /// Returns the part of a list, and where the next part begins; -1 if there is none.
    pub fn of<T>(&self, list: Vec<T>) -> (Vec<T>, i64) {
        let end = self.offset.saturating_add(self.count);
        let next = if end < list.len() { i64::try_from(end).unwrap_or(-1) } else { -1 };
        (list.into_iter().skip(self.offset).take(self.count).collect(), next)
    }
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(http::pairs(parts.uri.query().unwrap_or_default()).collect()))
    }
}
