//! Microsoft Graph's drive API, v1.0.
//!
//! Every address form is brought into one before routing, see [`address`]; so the table has one row an
//! operation, however the drive and the item are named.

mod address;
mod auth;
mod batch;
mod copy;
mod delta;
mod error;
pub mod ids;
mod items;
mod json;
mod names;
mod odata;
mod render;
mod tags;
mod throttle;
mod token;
mod wire;

use axum::{
    Router,
    extract::Request,
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use serde::Serialize;

pub use self::address::rewrite;
use self::{
    error::{Error, Told},
    wire::{ErrorBody, ErrorMember, InnerError},
};
use crate::http::{self, Call, Routes, date};

const CONTENT_TYPE: &str =
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// The longest path of an item, in characters.
const LONGEST_PATH: usize = 400;

/// The route table.
pub fn routes() -> Routes {
    Routes::new()
        .on(Method::GET, "/v1.0/drives/{drive}", &items::GET_DRIVE, items::get_drive)
        .on(Method::GET, "/v1.0/drives/{drive}/items/{item}", &items::GET_ITEM, items::get_item)
        .on(
            Method::GET,
            "/v1.0/drives/{drive}/items/{item}/children",
            &items::LIST_CHILDREN,
            items::list_children,
        )
        .on(Method::POST, "/v1.0/drives/{drive}/items/{item}/copy", &copy::COPY, copy::copy)
        .on(Method::POST, batch::PATH, &batch::BATCH, batch::batch)
        .on(Method::GET, "/v1.0/drives/{drive}/delta", &delta::DELTA, delta::of_drive)
        .on(Method::GET, "/v1.0/drives/{drive}/items/{item}/delta", &delta::DELTA, delta::of_item)
        .on(Method::GET, "/_api/v2.0/monitor/{id}", &copy::MONITOR, copy::monitor)
        .on(Method::GET, "/_api/v2.1/monitor/{id}", &copy::MONITOR, copy::monitor)
        .on(Method::POST, "/{tenant}/oauth2/v2.0/token", &token::TOKEN, token::token)
}

/// Whether a path belongs to Graph.
pub fn owns(path: &str) -> bool {
    path.starts_with("/v1.0/") || path.starts_with("/_api/") || path.contains("/oauth2/v2.0/")
}

/// The answer to a route that is not in the table.
pub fn not_found(method: &Method, path: &str) -> Response {
    Error::NotServed(format!("{method} {path}")).into_response()
}

/// The answer to a method that a route does not serve.
pub fn method_not_allowed() -> Response {
    Error::Method.into_response()
}

/// The answer to a panic.
pub fn panicked() -> Response {
    Error::Internal.into_response()
}

/// What stands around all routes; a batch sends its parts through the same layers.
pub fn layer(router: Router) -> Router {
    let router = router.layer(from_fn(finish));
    let parts = batch::Parts(router.clone());
    router.layer(from_fn_with_state(parts, batch::lend))
}

/// Gives every answer its request ids, and every error its body.
async fn finish(call: Call, mut request: Request, next: Next) -> Response {
    let client_id = request.headers().get(&CLIENT_REQUEST_ID).cloned();
    let id = ids::request(call.sandbox().next_request());
    let meter = throttle::Meter::install(&call, &mut request);
    let mut response = next.run(request).await;
    if let Some(limit) = meter.and_then(|meter| meter.told()) {
        limit.tell(response.headers_mut());
    }
    if let Some(told) = response.extensions_mut().remove::<Told>() {
        let client_request_id = client_id.as_ref().and_then(|id| id.to_str().ok()).unwrap_or(&id);
        let headers = std::mem::take(response.headers_mut());
        response = answer(told.status, &error_body(&call, &told, &id, client_request_id));
        response.headers_mut().extend(headers);
    }
    let id = HeaderValue::try_from(id).ok();
    for (name, value) in [(CLIENT_REQUEST_ID, client_id.or_else(|| id.clone())), (REQUEST_ID, id)] {
        if let Some(value) = value {
            response.headers_mut().insert(name, value);
        }
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private"));
    response
}

/// The body of an error, with the ids of its request.
fn error_body<'a>(call: &Call, told: &'a Told, id: &'a str, client_id: &'a str) -> ErrorBody<'a> {
    let mut date = date::rfc3339(call.sandbox().clock.now());
    date.truncate("2026-01-02T03:04:05".len());
    let inner_error = InnerError { code: told.inner, date, request_id: id, client_request_id: client_id };
    ErrorBody { error: ErrorMember { code: told.code, message: &told.message, inner_error } }
}

/// An answer in Graph's JSON.
fn answer(status: StatusCode, body: &impl Serialize) -> Response {
    http::json_as(status, CONTENT_TYPE, body)
}
