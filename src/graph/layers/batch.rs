//! Batches: each of their requests takes the way of any other, through the same layers, in the same sandbox.
//!
//! See <https://learn.microsoft.com/en-us/graph/json-batching>.

use std::collections::BTreeMap;

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header},
    response::Response,
};
use data_encoding::BASE64;
use http_body_util::BodyExt;
use serde_json::Value;

use super::{
    around::{self, PartTable},
    finish,
    parts::{self, BatchBody, Part},
};
use crate::{
    graph::{
        auth::Caller,
        error::Error,
        ids,
        json::Json,
        payload, respond,
        wire::{BatchResponses, PartResponse},
    },
    http::{Call, Operation, Table},
};

/// <https://learn.microsoft.com/en-us/graph/json-batching>
pub const BATCH: Operation = Operation { name: "batch", units: 0, ..Operation::BASE };

/// The headers of a batch that hold for its requests too, unless these have their own.
const INHERITED: [&str; 7] = [
    "authorization",
    "host",
    "forwarded",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-mock-task",
    "accept-language",
];

/// Carries out a batch; its responses stand in the order of its requests.
///
/// Handles `POST /v1.0/$batch`.
pub async fn batch(
    caller: Caller,
    table: Option<PartTable>,
    headers: HeaderMap,
    Json(body): Json<BatchBody>,
) -> Result<Response, Error> {
    let Some(PartTable(table)) = table else {
        return Err(Error::Invalid("A batch cannot hold another batch."));
    };
    let requests = parts::read(body)?;
    let call = &caller.call;
    let mut responses: Vec<Option<PartResponse>> = requests.iter().map(|_| None).collect();
    for at in parts::order(&requests)? {
        let part = &requests[at];
        let failed = |place: &usize| responses[*place].as_ref().is_none_or(|response| response.status >= 400);
        let response = if part.after.iter().any(failed) {
            refuse(call, part, &Error::Dependency)
        } else {
            send(&table, call, (at, part), &headers).await
        };
        call.note(format!("{}: {} {} {}", part.id, part.method, part.path, response.status));
        responses[at] = Some(response);
    }
    let responses = responses.into_iter().flatten().collect();
    Ok(respond::json(StatusCode::OK, &BatchResponses { responses }))
}

/// Carries out one request.
async fn send(table: &Table, call: &Call, (at, part): (usize, &Part), of_batch: &HeaderMap) -> PartResponse {
    let Ok(uri) = Uri::try_from(&part.path) else {
        return refuse(call, part, &Error::Invalid("A valid path must be provided."));
    };
    let mut request = Request::new(Body::from(part.body.clone()));
    *request.method_mut() = part.method.clone();
    *request.uri_mut() = uri;
    for name in INHERITED {
        if let Some(value) = of_batch.get(name) {
            request.headers_mut().insert(name, value.clone());
        }
    }
    request.headers_mut().extend(part.headers.clone());
    let own = call.part(&part.path);
    request.extensions_mut().insert(own.clone());
    let response = around::part(table, request).await;
    let unread = own.record().take_unread();
    call.record().add_unread(unread.into_iter().map(|name| within(at, &name)));
    let (mut head, body) = response.into_parts();
    // The body is sent as JSON or base64, so its length is another one.
    head.headers.remove(header::CONTENT_LENGTH);
    let body = match body.collect().await {
        Ok(body) => body.to_bytes(),
        Err(cause) => return refuse(call, part, &Error::internal(cause)),
    };
    let text = |value: &HeaderValue| value.to_str().map(str::to_owned).ok();
    let headers: BTreeMap<String, String> =
        head.headers.iter().filter_map(|(name, value)| Some((spelt(name), text(value)?))).collect();
    let json = headers.get("Content-Type").is_some_and(|kind| payload::is_json(kind));
    let json = json.then(|| serde_json::from_slice(&body).ok()).flatten();
    let body = if body.is_empty() {
        (head.status != StatusCode::ACCEPTED).then_some(Value::Null)
    } else {
        Some(json.unwrap_or_else(|| BASE64.encode(&body).into()))
    };
    PartResponse { id: part.id.clone(), status: head.status.as_u16(), headers, body }
}

/// Returns the name of what nothing has read of a request, as one of the batch.
fn within(at: usize, name: &str) -> String {
    match name.split_once('.') {
        Some(("query", option)) => format!("body./requests/{at}/url?{option}"),
        Some((_, pointer)) => format!("body./requests/{at}/body{pointer}"),
        None => name.to_owned(),
    }
}

/// Returns the response to a request that is not sent.
fn refuse(call: &Call, part: &Part, error: &Error) -> PartResponse {
    let reply = error.reply();
    let id = ids::request(call.sandbox().next_request());
    let kind = ("Content-Type".to_owned(), finish::ERROR_TYPE.to_owned());
    let body = Some(respond::to_value(&finish::error_body(call, &reply, &id, &id)));
    PartResponse { id: part.id.clone(), status: reply.status.as_u16(), headers: [kind].into(), body }
}

/// Returns the name of a header as the service spells it in batches.
fn spelt(name: &HeaderName) -> String {
    match name.as_str() {
        "content-type" => "Content-Type".into(),
        "cache-control" => "Cache-Control".into(),
        "location" => "Location".into(),
        "retry-after" => "Retry-After".into(),
        "odata-version" => "OData-Version".into(),
        other => other.into(),
    }
}
