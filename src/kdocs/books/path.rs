//! Paths that name a sheet of a document.

use std::convert::Infallible;

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};

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
