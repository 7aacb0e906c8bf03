//! The pairs of a query, and the two ids of a path below a document.

use std::{convert::Infallible, str::FromStr};

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};

use super::error::Error;
use crate::http;

/// The pairs of a query; the first of a name counts.
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Returns a text, if it is there.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns a number or another value that is read from text.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn value<T: FromStr>(&self, name: &str) -> Result<Option<T>, Error> {
        let read = |text: &str| text.parse().map_err(|_| Error::Invalid(format!("{name}: {text}").into()));
        self.text(name).map(read).transpose()
    }

    /// Returns a value that has to be there.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn required<T: FromStr>(&self, name: &str) -> Result<T, Error> {
        self.value(name)?.ok_or_else(|| Error::Invalid(format!("{name} is missing").into()))
    }
}

impl<S: Sync> FromRequestParts<S> for Params {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(http::pairs(parts.uri.query().unwrap_or_default()).collect()))
    }
}

/// A document, and one of its sheets as the path writes it.
pub struct SheetPath {
    /// The id of the document.
    pub file: String,
    /// The sheet.
    pub sheet: String,
}

impl<S: Send + Sync> FromRequestParts<S> for SheetPath {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let path = Path::<(String, String)>::from_request_parts(parts, state).await;
        let (file, sheet) = path.map(|Path(path)| path).unwrap_or_default();
        Ok(Self { file, sheet })
    }
}
