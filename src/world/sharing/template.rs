//! A role that the tenant has for all its teams.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::world::{sharing::ability::Abilities, time::Timestamp};

/// A role that the tenant has for all its teams.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Template {
    /// Its number, unlike that of every other role.
    pub number: u64,
    /// What people call it.
    pub name: Arc<str>,
    /// A text for people.
    pub description: Arc<str>,
    /// What it belongs to, as a service names that.
    pub company: Arc<str>,
    /// What it allows.
    pub abilities: Abilities,
    /// Whether it can be given to anybody.
    pub is_enabled: bool,
    /// The time of its creation.
    pub created: Timestamp,
    /// The time of its last change.
    pub changed: Timestamp,
}
