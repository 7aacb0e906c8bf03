//! Paths that name a sheet of a document, or a record of a sheet.

use std::convert::Infallible;

use axum::http::request::Parts;

use crate::http::{FromParts, Ids, ThreeIds};

/// A document, and one of its sheets as the path writes it.
pub struct SheetPath {
    /// The id of the document.
    pub file: String,
    /// The sheet.
    pub sheet: String,
}

impl FromParts for SheetPath {
    type Refusal = Infallible;

    fn from_parts(parts: &Parts) -> Result<Self, Infallible> {
        let Ids(file, sheet) = Ids::from_parts(parts)?;
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

impl FromParts for RecordPath {
    type Refusal = Infallible;

    fn from_parts(parts: &Parts) -> Result<Self, Infallible> {
        let ThreeIds(file, sheet, record) = ThreeIds::from_parts(parts)?;
        Ok(Self { file, sheet, record })
    }
}
