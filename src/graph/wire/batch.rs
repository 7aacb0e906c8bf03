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
    /// JSON as it is, anything else in base64; where there is none, `null`, or with 202 nothing at all: there are
    /// clients that insist on either.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
}
