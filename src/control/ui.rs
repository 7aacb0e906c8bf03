//! `/_mock/ui/`: the page for people. It is a client of the control API and of the vendors' APIs, and nothing more.

use std::io::Read;

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::Response,
};
use flate2::read::GzDecoder;

use super::{layers, problem::problem};
use crate::http::{self, LinkBase};

/// The files: their path below `ui/`, and what they hold, as gzip.
static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/ui.rs"));

/// Where they are served.
const FOLDER: &str = "/_mock/ui/";

/// What the page says about itself: it runs what is served here, asks nobody else, and stands in no other page.
const HEADERS: [(HeaderName, &str); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-cache"),
    (header::VARY, "accept-encoding"),
];

/// Leads a browser to the page; everybody else learns that no API has this path.
///
/// Handles `GET /`.
pub async fn root(link_base: LinkBase, request: Request) -> Response {
    let wants_page = *request.method() == Method::GET || *request.method() == Method::HEAD;
    if wants_page && accepts(request.headers(), &header::ACCEPT, "text/html") {
        return to_page(&link_base);
    }
    layers::not_found(request).await
}

/// Leads to the folder of the page, from which its addresses are relative.
///
/// Handles `GET /_mock/ui`.
pub async fn without_slash(link_base: LinkBase) -> Response {
    to_page(&link_base)
}

/// Returns a file of the page.
///
/// Handles `GET /_mock/ui/`.
/// Handles `GET /_mock/ui/{file}`.
pub async fn file(request: Request) -> Response {
    let name = match request.uri().path().strip_prefix(FOLDER) {
        None | Some("") => "index.html",
        Some(name) => name,
    };
    let Some((_, compressed)) = FILES.iter().find(|(known, _)| *known == name) else {
        return problem(StatusCode::NOT_FOUND, &format!("The page has no file `{name}`."));
    };
    let tag = tag(compressed);
    let mut response = if request.headers().get(header::IF_NONE_MATCH).is_some_and(|known| *known == tag) {
        http::empty(StatusCode::NOT_MODIFIED)
    } else {
        content(name, compressed, accepts(request.headers(), &header::ACCEPT_ENCODING, "gzip"))
    };
    response.headers_mut().insert(header::ETAG, tag);
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn to_page(link_base: &LinkBase) -> Response {
    let mut response = http::empty(StatusCode::FOUND);
    let location = HeaderValue::try_from(format!("{link_base}{FOLDER}"));
    response.headers_mut().insert(header::LOCATION, location.expect("a link base is a URL"));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
    response
}

/// Returns whether a header lists a value, whatever its weight: browsers ask for what they would rather not have with
/// small ones, but never for what they cannot show.
fn accepts(headers: &HeaderMap, name: &HeaderName, value: &str) -> bool {
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

fn content(name: &str, compressed: &'static [u8], takes_gzip: bool) -> Response {
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
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(name)));
    response
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    }
}
