//! Changes: <https://learn.microsoft.com/en-us/graph/api/driveitem-delta>.

use serde::Serialize;

use super::item::{Deleted, Empty, ItemReference};
use crate::graph::short_text::ShortText;

/// A page of changes.
#[derive(Serialize)]
pub struct Changes<T> {
    #[serde(rename = "@odata.context")]
    pub context: String,
    #[serde(rename = "@odata.nextLink", skip_serializing_if = "Option::is_none")]
    pub next_link: Option<String>,
    #[serde(rename = "@odata.deltaLink", skip_serializing_if = "Option::is_none")]
    pub delta_link: Option<String>,
    pub value: Vec<T>,
}

/// An item that has been deleted, or moved out of reach.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tombstone {
    pub id: ShortText,
    pub size: u64,
    pub parent_reference: ItemReference,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<Empty>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub folder: Option<Empty>,
    pub deleted: Deleted,
}
