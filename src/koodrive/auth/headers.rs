//! The headers that all calls have.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::http::Call;

/// How long a trace id is.
const TRACE_ID_LENGTH: usize = 58;

/// Returns the text of `Authorization`.
pub fn authorization(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()
}

/// Notes the headers that nothing comes of: an `X-Traceid` of another form, as what the service does with it is not
/// documented, and the shared folder of a carrier's, as there are none.
pub fn note_headers(call: &Call, headers: &HeaderMap) {
    if headers.contains_key("x-hw-share-folder-id") {
        call.note("x-hw-share-folder-id is not looked at");
    }
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let Some(id) = headers.get("x-traceid").map(HeaderValue::as_bytes) else { return };
    if id.len() != TRACE_ID_LENGTH || !id.iter().all(allowed) {
        call.note("X-Traceid is not 58 letters, digits and underscores");
    }
}
