//! `X-HTTP-Method-Override`: any method inside a POST, for clients that can send no other ones.

use axum::{
    extract::Request,
    http::{HeaderName, Method},
};

const HEADER: HeaderName = HeaderName::from_static("x-http-method-override");

/// Gives a POST the method that its header names.
pub fn unwrap(request: &mut Request) {
    if *request.method() != Method::POST {
        return;
    }
    let named = request.headers().get(&HEADER).and_then(|name| name.to_str().ok());
    let method = named.and_then(|name| Method::from_bytes(name.trim().to_ascii_uppercase().as_bytes()).ok());
    if let Some(method) = method {
        *request.method_mut() = method;
    }
}
