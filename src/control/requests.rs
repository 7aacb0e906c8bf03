//! `GET /_mock/requests`: the journal.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::{json::Query, respond};
use crate::http::{Call, date};

#[derive(Serialize)]
struct Requests {
    requests: Vec<Request>,
}

#[derive(Serialize)]
struct Request {
    n: u64,
    at: String,
    method: String,
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<&'static str>,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    notes: Vec<String>,
}

/// Handles `GET /_mock/requests`: the last requests, newest last; `?since=n` leaves out those up to number `n`.
pub async fn list(call: Call, query: Query) -> Result<Response, Response> {
    let since = query.number("since")?.unwrap_or(0);
    let entries = call.sandbox().journal.since(since);
    let requests = entries.iter().map(|entry| Request {
        n: entry.n,
        at: date::rfc3339(entry.at),
        method: entry.method.clone(),
        path: entry.path.clone(),
        provider: entry.provider,
        operation: entry.operation,
        status: entry.status,
        user: entry.caller.as_deref().map(Into::into),
        reason: entry.reason.as_deref().map(Into::into),
        notes: entry.notes.clone(),
    });
    Ok(respond::json(StatusCode::OK, &Requests { requests: requests.collect() }))
}
