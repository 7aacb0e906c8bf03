//! What clients say about an item: a description, the dates of the file on their machine, and the people whom only
//! an application knows.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::world::time::Timestamp;

/// What clients said about an item; few items have any.
#[derive(Clone, Default, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct ClientMetadata {
    /// A text for people.
    pub description: Option<Arc<str>>,
    /// When the item was created on the client's machine.
    pub created: Option<Timestamp>,
    /// When the item was changed on the client's machine; a write or a move forgets it.
    pub modified: Option<Timestamp>,
    /// The person who created the item, as the application that owns it names its people.
    pub creator: Option<Arc<str>>,
    /// The person who changed it last, named alike; a write or a move that names nobody forgets it.
    pub modifier: Option<Arc<str>>,
}

impl ClientMetadata {
    /// Applies a patch.
    #[must_use]
    pub fn with(mut self, patch: &MetadataPatch) -> Self {
        if let Some(text) = &patch.description {
            self.description = Some(Arc::clone(text)).filter(|text| !text.is_empty());
        }
        self.created = patch.created.or(self.created);
        self.modified = patch.modified.or(self.modified);
        self.creator = patch.creator.clone().or(self.creator);
        self.modifier = patch.modifier.clone().or(self.modifier);
        self
    }
}

/// A change of an item's [`ClientMetadata`]; what it does not mention stays as it is.
#[derive(Clone, Default, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct MetadataPatch {
    /// A text for people; an empty one removes the old one.
    pub description: Option<Arc<str>>,
    /// When the item was created on the client's machine.
    pub created: Option<Timestamp>,
    /// When the item was changed on the client's machine.
    pub modified: Option<Timestamp>,
    /// The person who created the item, as the application names its people.
    pub creator: Option<Arc<str>>,
    /// The person who changed it last, named alike.
    pub modifier: Option<Arc<str>>,
}

impl MetadataPatch {
    /// Fills what this patch does not mention from another.
    #[must_use]
    pub fn or(self, other: &Self) -> Self {
        Self {
            description: self.description.or_else(|| other.description.clone()),
            created: self.created.or(other.created),
            modified: self.modified.or(other.modified),
            creator: self.creator.or_else(|| other.creator.clone()),
            modifier: self.modifier.or_else(|| other.modifier.clone()),
        }
    }
}
