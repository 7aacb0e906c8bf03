//! Headers as they were sent.

use axum::http::{
    HeaderMap, HeaderValue,
    header::{AsHeaderName, CONTENT_TYPE},
};

/// Returns the value of a header; empty if there is none.
pub fn header(headers: &HeaderMap, name: impl AsHeaderName) -> &[u8] {
    headers.get(name).map_or(b"", HeaderValue::as_bytes)
}

/// Returns the type that `Content-Type` names, without its parameters.
pub fn media_type(headers: &HeaderMap) -> String {
    let value = String::from_utf8_lossy(header(headers, CONTENT_TYPE));
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
