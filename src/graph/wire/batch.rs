//! Batches: <https://learn.microsoft.com/en-us/graph/json-batching>.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

/// The responses to the requests of a batch.
#[derive(Serialize)]
pub struct BatchResponses {
    pub responses: Vec<PartResponse>,
}

/// The response to one request.
#[derive(Serialize)]
pub struct PartResponse {
    pub id: String,
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    /// JSON as it is, anything else in base64. An empty one is `null`, or with 202 left out: there are clients that insist
    /// on either.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
}
