//! `/_mock/ui/`: the page for people. It is a client of the control API and of the vendors' APIs, and nothing more.

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header, request::Parts},
    response::Response,
};

use super::{packed, problem::problem};
use crate::http::{self, FromParts, LinkBase};

/// The files: their path below `ui/`, and what they hold, as gzip.
static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/ui.rs"));

/// Where they are served.
const FOLDER: &str = "/_mock/ui/";

/// What the page says about itself: it runs what is served here, asks nobody else, and stands in no other page.
const HEADERS: [(HeaderName, &str); 3] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
];

/// Leads a browser to the page.
///
/// Handles `GET /`.
pub fn root(parts: &Parts) -> Option<Response> {
    let wants_page = parts.method == Method::GET || parts.method == Method::HEAD;
    let is_browser = wants_page && packed::accepts(&parts.headers, &header::ACCEPT, "text/html");
    let Ok(link_base) = LinkBase::from_parts(parts);
    is_browser.then(|| to_page(&link_base))
}

/// Leads to the folder of the page, from which its addresses are relative.
///
/// Handles `GET /_mock/ui`.
pub fn without_slash(link_base: LinkBase) -> Response {
    to_page(&link_base)
}

/// Returns a file of the page.
///
/// Handles `GET /_mock/ui/`.
/// Handles `GET /_mock/ui/{file}`.
pub fn file(uri: Uri, headers: HeaderMap) -> Response {
    let name = match uri.path().strip_prefix(FOLDER) {
        None | Some("") => "index.html",
        Some(name) => name,
    };
    let Some((_, compressed)) = FILES.iter().find(|(known, _)| *known == name) else {
        return problem(StatusCode::NOT_FOUND, &format!("The page has no file `{name}`."));
    };
    let mut response = packed::respond(kind(name), compressed, &headers);
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

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    }
}
