//! How a value becomes a response.

use axum::{
    body::{Body, HttpBody},
    http::{HeaderValue, Method, StatusCode, header},
    response::Response,
};
use serde::Serialize;

use super::write_json::to_json;

/// Returns a response in JSON with this status and content type.
pub fn json_as(status: StatusCode, content_type: &'static str, body: &impl Serialize) -> Response {
    let mut response = Response::new(Body::from(to_json(body)));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// Returns a response in JSON with this status.
pub fn json(status: StatusCode, body: &impl Serialize) -> Response {
    json_as(status, "application/json; charset=utf-8", body)
}

/// Returns a response without a body.
pub fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// Returns a response as a request of this method gets it: one to `HEAD` says how long the body is, and has none.
#[must_use]
pub fn complete(method: &Method, mut response: Response) -> Response {
    if *method == Method::HEAD {
        let body = std::mem::take(response.body_mut());
        if let Some(length) = body.size_hint().exact() {
            response.headers_mut().entry(header::CONTENT_LENGTH).or_insert(length.into());
        }
    }
    response
}
