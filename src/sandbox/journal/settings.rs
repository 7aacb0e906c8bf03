//! How much a journal keeps.

use serde::{Deserialize, Deserializer, Serialize, de::Error};

/// The most requests that a journal can be told to keep.
const MOST_REQUESTS: usize = 1_000_000;
/// The most bytes that a journal can be told to keep, of one body and of all requests.
const MOST_BYTES: usize = 1 << 30;

/// How much a journal keeps; the oldest requests give way when either bound is reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct JournalSettings {
    /// How many requests are kept.
    #[serde(deserialize_with = "requests")]
    pub requests: usize,
    /// Which bodies are kept: `off`, `json` (JSON and forms) or `all`.
    pub bodies: Bodies,
    /// How many bytes of each body are kept.
    #[serde(deserialize_with = "bytes")]
    pub body_bytes: usize,
    /// How many bytes all requests take together.
    #[serde(deserialize_with = "bytes")]
    pub total_bytes: usize,
}

impl Default for JournalSettings {
    fn default() -> Self {
        Self { requests: 1000, bodies: Bodies::Off, body_bytes: 64 << 10, total_bytes: 16 << 20 }
    }
}

fn requests<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    at_most(deserializer, MOST_REQUESTS)
}

fn bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    at_most(deserializer, MOST_BYTES)
}

fn at_most<'de, D: Deserializer<'de>>(deserializer: D, most: usize) -> Result<usize, D::Error> {
    let given = usize::deserialize(deserializer)?;
    if given > most {
        return Err(D::Error::custom(format_args!("is at most {most}, not {given}")));
    }
    Ok(given)
}

/// Which bodies a journal keeps.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bodies {
    /// None.
    Off,
    /// JSON and forms.
    Json,
    /// All.
    All,
}
