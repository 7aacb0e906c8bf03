//! Faults: what a test asks for goes wrong, in the words of the provider and on the wire.

mod answers;
mod batches;
mod copies;
mod parallel;
mod refusals;
mod retries;
mod starts;
mod tasks;
mod uploads;
mod wire;
mod words;

use serde_json::{Value, json};

use crate::support::{Answer, Mock};

/// A read in each API, which alice may do.
pub const READS: [(&str, &str); 4] = [
    ("graph", "GET /v1.0/me/drive\nAuthorization: Bearer alice-token"),
    ("kdocs", "GET /api/v1/openapi/personal/files/flat?access_token=alice-token"),
    ("wps", "GET /v7/drives?allotee_type=user&page_size=10\nAuthorization: Bearer alice-token"),
    ("koodrive", "GET /koodrive/ose/v1/jobs?offset=0&limit=1\nAuthorization: Bearer alice-token"),
];

/// Puts rules in the place of all others.
pub async fn put(mock: &Mock, rules: &Value) {
    let answer = mock.send(&format!("PUT /_mock/faults\n\n{}", json!({ "faults": rules }))).await;
    assert_eq!(answer.status, 200, "{rules}: {answer}");
}

/// Puts one rule in the place of all others, and sends a request.
pub async fn hit(mock: &Mock, rule: Value, request: &str) -> Answer {
    put(mock, &json!([rule])).await;
    mock.send(request).await
}

/// A rule as it is listed.
pub async fn listed(mock: &Mock, id: &str) -> Value {
    mock.send(&format!("GET /_mock/faults/{id}")).await.json()
}

/// The last entry of the journal.
pub async fn last(mock: &Mock) -> Value {
    let journal = mock.send("GET /_mock/requests").await.json();
    journal["requests"].as_array().and_then(|requests| requests.last()).expect("a request").clone()
}
