//! A form.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::world::{id::UserId, time::Timestamp};

/// A form; the world does not read what is in it.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Form {
    /// Its number, from 1.
    pub number: u64,
    /// Whose it is.
    pub owner: UserId,
    /// What is in it, as the provider wrote it.
    pub given: Arc<str>,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
}
