//! How a value becomes a response of the control API.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use serde::Serialize;

/// Returns a response in JSON with this status and content type. People read it in terminals, so it ends its line.
pub fn json_as(status: StatusCode, content_type: &'static str, body: &impl Serialize) -> Response {
    let mut text = serde_json::to_vec(body).expect("what the control API returns can be written");
    text.push(b'\n');
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// Returns a response in JSON with this status.
pub fn json(status: StatusCode, body: &impl Serialize) -> Response {
    json_as(status, "application/json; charset=utf-8", body)
}
