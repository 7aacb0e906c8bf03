//! Paths that name a sheet of a document, or a record of a sheet.

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

/// A document, one of its sheets and one of the sheet's records, as the path writes them.
pub struct RecordPath {
    /// The id of the document.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The record.
    pub record: String,
}

impl<S: Send + Sync> FromRequestParts<S> for RecordPath {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let path = Path::<(String, String, String)>::from_request_parts(parts, state).await;
        let (file, sheet, record) = path.map(|Path(path)| path).unwrap_or_default();
        Ok(Self { file, sheet, record })
    }
}
