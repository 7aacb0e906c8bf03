//! Batches: <https://learn.microsoft.com/en-us/graph/json-batching>.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

/// The answers to the requests of a batch.
#[derive(Serialize)]
pub struct Responses {
    pub responses: Vec<PartAnswer>,
}

/// The answer to one request.
#[derive(Serialize)]
pub struct PartAnswer {
    pub id: String,
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    /// JSON as it is, anything else in base64; `null` where there is none, which clients insist on.
    pub body: Option<Value>,
}
