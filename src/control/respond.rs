//! How a value becomes a response of the control API.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use serde::Serialize;

/// The content type of JSON.
pub const JSON: &str = "application/json; charset=utf-8";

/// Returns a response in JSON with this status and content type. People read it in terminals, so it ends its line.
pub fn json_as(status: StatusCode, content_type: &'static str, body: &impl Serialize) -> Response {
    let mut text = serde_json::to_vec(body).expect("what the control API returns can be written");
    text.push(b'\n');
    respond(status, content_type, Body::from(text))
}

/// Returns a response whose JSON is written already, or will be.
pub fn text(body: Body) -> Response {
    respond(StatusCode::OK, JSON, body)
}

/// Returns a file of this type.
pub fn file(content_type: &'static str, body: Body) -> Response {
    respond(StatusCode::OK, content_type, body)
}

fn respond(status: StatusCode, content_type: &'static str, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// Returns a response in JSON with this status.
pub fn json(status: StatusCode, body: &impl Serialize) -> Response {
    json_as(status, JSON, body)
}
