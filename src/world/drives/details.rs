//! What is said about a drive beside its name.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::world::attributes::Attribute;

/// What is said about a drive beside its name; few drives have any of it.
#[derive(Clone, Default, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct DriveDetails {
    /// A text for people.
    pub description: Arc<str>,
    /// The kind of the drive in a word of the service that made it.
    pub source: Arc<str>,
    /// Further properties, by name.
    pub attributes: Vec<Attribute>,
}
