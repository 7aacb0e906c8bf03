//! A bundle in the body of a request: its kind, its cover, its items.

use serde::{Deserialize, Deserializer};

use crate::{graph::payload::Typed, http::body::Object};

/// <https://learn.microsoft.com/en-us/graph/api/resources/bundle>
#[derive(Deserialize)]
pub struct BundleFacet {
    pub album: Option<Object<AlbumFacet>>,
    #[serde(rename = "childCount")]
    _child_count: Option<Typed<i32>>,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/album>
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AlbumFacet {
    #[serde(default)]
    pub cover_image_item_id: Cover,
}

/// What a body says of the cover of an album.
#[derive(Default)]
pub enum Cover {
    /// Nothing.
    #[default]
    Kept,
    /// `null`: it is taken away.
    None,
    /// The id of the item that becomes it.
    Item(String),
}

/// An item by its id; its other members count for nothing.
#[derive(Deserialize)]
pub struct Child {
    pub id: Option<String>,
}

impl<'de> Deserialize<'de> for Cover {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(|id| id.map_or(Self::None, Self::Item))
    }
}
