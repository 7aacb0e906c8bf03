//! Pages that show documents.

use serde::Serialize;

/// Where a page can be had.
#[derive(Serialize)]
pub struct PageUrl {
    pub url: String,
}
