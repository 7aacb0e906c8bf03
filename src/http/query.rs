//! Queries as providers read them; each words what is wrong with one.

use std::convert::Infallible;

use axum::http::request::Parts;
use thiserror::Error;

use super::{
    call::Call,
    handler::FromParts,
    pairs::pairs,
    unread::{Part, ReadPairs},
};

/// The pairs of a query, percent-decoded, in their order; a value that is empty counts as absent.
pub struct Query(ReadPairs);

/// What is wrong with a query; the text names the parameter.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum QueryError {
    /// A parameter is missing.
    #[error("{0} is required")]
    Missing(&'static str),
    /// A parameter is no number.
    #[error("{0} is no number")]
    NoNumber(&'static str),
    /// A parameter is neither `true` nor `false`.
    #[error("{0} is neither true nor false")]
    NoBool(&'static str),
    /// A parameter is none of the known words.
    #[error("{name} is none of {known}")]
    NoWord {
        /// The parameter.
        name: &'static str,
        /// The words, with commas between them.
        known: String,
    },
}

impl Query {
    /// Returns the first value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// Returns the first value of a parameter that has to be there.
    ///
    /// # Errors
    /// [`QueryError::Missing`].
    pub fn required(&self, name: &'static str) -> Result<&str, QueryError> {
        self.get(name).ok_or(QueryError::Missing(name))
    }

    /// Returns the first value of a parameter, which may be empty.
    pub fn given(&self, name: &str) -> Option<&str> {
        self.0.find(|known| known == name)
    }

    /// Iterates over all pairs, none of which counts as read.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.pairs()
    }

    /// Says that these parameters count as read: they are documented, and here they have no effect that a client can see.
    pub fn without_effect(&self, names: &[&str]) {
        self.0.mark(|known| names.contains(&known));
    }

    /// Iterates over all pairs, which count as read: they are asked for anew.
    pub fn pass_on(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.mark(|_| true);
        self.0.pairs()
    }

    /// Iterates over all values of a parameter that may be repeated.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.all(move |known| known == name).filter(|value| !value.is_empty())
    }

    /// Iterates over the items of a parameter that is a list: repeated, with brackets behind its name, or with commas.
    pub fn list(&self, name: &str) -> impl Iterator<Item = &str> {
        let values = self.0.all(move |known| known == name || known.strip_suffix("[]") == Some(name));
        values.flat_map(|value| value.split(',')).filter(|item| !item.is_empty())
    }

    /// Returns a number.
    ///
    /// # Errors
    /// [`QueryError::NoNumber`].
    pub fn number(&self, name: &'static str) -> Result<Option<i64>, QueryError> {
        self.get(name).map(str::parse::<i64>).transpose().map_err(|_| QueryError::NoNumber(name))
    }

    /// Returns whether a parameter is true; one that is absent is not.
    ///
    /// # Errors
    /// [`QueryError::NoBool`].
    pub fn flag(&self, name: &'static str) -> Result<bool, QueryError> {
        match self.get(name) {
            None | Some("false" | "0") => Ok(false),
            Some("true" | "1") => Ok(true),
            Some(_) => Err(QueryError::NoBool(name)),
        }
    }

    /// Returns what a word stands for.
    ///
    /// # Errors
    /// [`QueryError::NoWord`].
    pub fn word<T: Copy>(&self, name: &'static str, words: &[(&str, T)]) -> Result<Option<T>, QueryError> {
        self.get(name).map(|given| find_word(name, given, words)).transpose()
    }

    /// Returns what the words of a parameter that may be repeated stand for.
    ///
    /// # Errors
    /// [`QueryError::NoWord`].
    pub fn words<T: Copy>(&self, name: &'static str, words: &[(&str, T)]) -> Result<Vec<T>, QueryError> {
        self.all(name).map(|given| find_word(name, given, words)).collect()
    }

    /// Returns what the words of a parameter that is a list stand for.
    ///
    /// # Errors
    /// [`QueryError::NoWord`].
    pub fn list_of_words<T: Copy>(
        &self,
        name: &'static str,
        words: &[(&str, T)],
    ) -> Result<Vec<T>, QueryError> {
        self.list(name).map(|given| find_word(name, given, words)).collect()
    }
}

/// Returns what a word stands for.
///
/// # Errors
/// [`QueryError::NoWord`].
pub fn find_word<T: Copy>(name: &'static str, given: &str, words: &[(&str, T)]) -> Result<T, QueryError> {
    let found = words.iter().find(|(word, _)| *word == given);
    found.map(|(_, meaning)| *meaning).ok_or_else(|| {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        QueryError::NoWord { name, known: known.join(", ") }
    })
}

impl FromParts for Query {
    type Refusal = Infallible;

    fn from_parts(parts: &Parts) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self(ReadPairs::new(Call::of(&parts.extensions), Part::Query, pairs(query).collect())))
    }
}

#[cfg(test)]
mod tests {
    use super::{Query, ReadPairs, pairs};

    #[test]
    fn a_list_is_read_in_every_form_that_clients_write() {
        for text in ["ids=a&ids=b", "ids[]=a&ids[]=b", "ids%5B%5D=a&ids=b", "ids=a,b", "ids=,a,&ids=b"] {
            assert_eq!(
                Query(ReadPairs::unwatched(pairs(text).collect())).list("ids").collect::<Vec<_>>(),
                ["a", "b"],
                "{text}"
            );
        }
    }
}
