//! What clients say about a version of a file.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::world::attributes::Attribute;

/// What clients said about a version of a file; few versions have any.
#[derive(Clone, Default, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct VersionNote {
    /// A text for people.
    pub comment: Option<Arc<str>>,
    /// Further properties, by name.
    pub attributes: Vec<Attribute>,
}
