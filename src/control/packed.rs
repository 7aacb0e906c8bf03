//! Files that the build has compressed, because the binary has little room: the page and the description of this API.

use std::io::Read;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use flate2::read::GzDecoder;

use crate::http;

/// Returns a file, as gzip to those who take it; whoever has it already learns that.
pub fn respond(content_type: &'static str, compressed: &'static [u8], headers: &HeaderMap) -> Response {
    let tag = tag(compressed);
    let mut response = if headers.get(header::IF_NONE_MATCH).is_some_and(|known| *known == tag) {
        http::empty(StatusCode::NOT_MODIFIED)
    } else {
        content(content_type, compressed, accepts(headers, &header::ACCEPT_ENCODING, "gzip"))
    };
    let headers = response.headers_mut();
    headers.insert(header::ETAG, tag);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

/// Returns whether a header lists a value, whatever its weight: browsers ask for what they would rather not have with
/// small ones, but never for what they cannot show.
pub fn accepts(headers: &HeaderMap, name: &HeaderName, value: &str) -> bool {
    let lists = headers.get_all(name).iter().filter_map(|list| list.to_str().ok());
    lists
        .flat_map(|list| list.split(','))
        .any(|item| item.split(';').next().unwrap_or_default().trim() == value)
}

/// Returns the tag of a file: its checksum and length, with which gzip ends.
fn tag(compressed: &[u8]) -> HeaderValue {
    let end = compressed.last_chunk().copied().map_or(0, u64::from_be_bytes);
    HeaderValue::try_from(format!("\"{end:016x}\"")).expect("digits make a header")
}

fn content(content_type: &'static str, compressed: &'static [u8], takes_gzip: bool) -> Response {
    let mut response = if takes_gzip {
        Response::new(Body::from(compressed))
    } else {
        let mut plain = Vec::new();
        // Reading from and writing to memory does not fail, and the build has compressed it.
        GzDecoder::new(compressed).read_to_end(&mut plain).expect("the file was compressed whole");
        Response::new(Body::from(plain))
    };
    let headers = response.headers_mut();
    if takes_gzip {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
