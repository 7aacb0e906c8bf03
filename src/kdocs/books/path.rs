//! Paths that name a sheet of a document, or a record of a sheet.

use std::convert::Infallible;

use axum::{extract::FromRequestParts, http::request::Parts};

use crate::http::{Ids, ThreeIds};

/// A document, and one of its sheets as the path writes it.
pub struct SheetPath {
    /// The id of the document.
    pub file: String,
    /// The sheet.
    pub sheet: String,
}

impl<S: Sync> FromRequestParts<S> for SheetPath {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let Ids(file, sheet) = Ids::from_request_parts(parts, state).await?;
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

impl<S: Sync> FromRequestParts<S> for RecordPath {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let ThreeIds(file, sheet, record) = ThreeIds::from_request_parts(parts, state).await?;
        Ok(Self { file, sheet, record })
    }
}
