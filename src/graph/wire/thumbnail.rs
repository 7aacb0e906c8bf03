//! Thumbnails: <https://learn.microsoft.com/en-us/graph/api/resources/thumbnailset>.

use std::collections::BTreeMap;

use serde::Serialize;

/// The sizes of one picture: <https://learn.microsoft.com/en-us/graph/api/resources/thumbnailset>.
#[derive(Serialize)]
pub struct ThumbnailSet {
    #[serde(rename = "@odata.context", skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    pub id: &'static str,
    #[serde(flatten)]
    pub sizes: BTreeMap<String, Thumbnail>,
}

/// One size: <https://learn.microsoft.com/en-us/graph/api/resources/thumbnail>.
#[derive(Serialize)]
pub struct Thumbnail {
    #[serde(rename = "@odata.context", skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    pub height: u32,
    pub width: u32,
    pub url: String,
}

/// The address of a page that shows an item: <https://learn.microsoft.com/en-us/graph/api/driveitem-preview>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    #[serde(rename = "@odata.context")]
    pub context: String,
    pub get_url: String,
}
