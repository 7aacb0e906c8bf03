//! Queries, with KDocs' errors where they are wrong.

use std::convert::Infallible;

use axum::{extract::FromRequestParts, http::request::Parts};

use super::error::Error;
use crate::http;

/// The pairs of a query, percent-decoded, in their order; a value that is empty counts as absent.
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Returns the first value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// Returns the first value of a parameter that has to be there.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn required(&self, name: &str) -> Result<&str, Error> {
        self.get(name).ok_or_else(|| Error::Invalid(format!("{name} is required").into()))
    }

    /// Returns the first value of a parameter, which may be empty.
    pub fn given(&self, name: &str) -> Option<&str> {
        self.pairs().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Iterates over all pairs.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Iterates over all values of a parameter that may be repeated.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = self.0.iter().filter(move |(key, value)| key == name && !value.is_empty());
        named.map(|(_, value)| value.as_str())
    }

    /// Returns a number.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what is none.
    pub fn number(&self, name: &str) -> Result<Option<i64>, Error> {
        let number = self.get(name).map(str::parse::<i64>).transpose();
        number.map_err(|_| Error::Invalid(format!("{name} is no number").into()))
    }

    /// Returns what a word stands for.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a word that is none of these.
    pub fn word<T: Copy>(&self, name: &str, words: &[(&str, T)]) -> Result<Option<T>, Error> {
        self.get(name).map(|given| find_word(name, given, words)).transpose()
    }

    /// Returns what the words of a parameter that may be repeated stand for.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a word that is none of these.
    pub fn words<T: Copy>(&self, name: &str, words: &[(&str, T)]) -> Result<Vec<T>, Error> {
        self.all(name).map(|given| find_word(name, given, words)).collect()
    }
}

fn find_word<T: Copy>(name: &str, given: &str, words: &[(&str, T)]) -> Result<T, Error> {
    let found = words.iter().find(|(word, _)| *word == given);
    found.map(|(_, meaning)| *meaning).ok_or_else(|| {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        Error::Invalid(format!("{name} is none of {}", known.join(", ")).into())
    })
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(http::pairs(parts.uri.query().unwrap_or_default()).collect()))
    }
}
