//! Bundles: <https://learn.microsoft.com/en-us/graph/api/resources/bundle>.

use serde::Serialize;

use crate::graph::short_text::ShortText;

/// The facet of an item that groups other items.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BundleFacet {
    pub child_count: usize,
    /// Only of an album.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub album: Option<AlbumFacet>,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/album>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AlbumFacet {
    /// Only where a client has set it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cover_image_item_id: Option<ShortText>,
}
