//! What every page of ours tells the browser: it runs nothing, loads nothing from elsewhere, and says where its forms
//! may lead.
//!
//! Names and texts of stored files stand in these pages. They are escaped, and should one slip through, it does nothing.

use axum::{
    body::{Body, HttpBody},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use data_encoding::BASE64;
use ring::digest::{SHA256, digest};

use crate::net::authority::Authority;

/// Pages of this machine: those in which an application under test shows a document, and to which a form leads back.
const LOCAL: &str =
    "http://localhost:* https://localhost:* http://*.localhost:* http://127.0.0.1:* https://127.0.0.1:*";

/// Who may show a page inside a page of theirs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Frames {
    /// Nobody: a person decides something on it.
    Nobody,
    /// Pages of this machine, as the vendors' viewers are made for that.
    Local,
}

/// What a page needs beside its text.
#[derive(Clone, Copy, Debug)]
pub struct Needs<'a> {
    /// Who may show it.
    pub frames: Frames,
    /// The style sheet that stands in it.
    pub style: &'a str,
    /// The script that stands in it.
    pub script: &'a str,
}

/// What a page needs on which a person decides something.
pub const DECISION: Needs<'_> = Needs { frames: Frames::Nobody, style: "", script: "" };

/// What a page needs that shows a document.
pub const DOCUMENT: Needs<'_> = Needs { frames: Frames::Local, ..DECISION };

/// Returns a page of this HTML, which no browser keeps. No page leaves the server in another way.
pub fn respond(status: StatusCode, html: String, needs: &Needs<'_>) -> Response {
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store, no-cache"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let policy =
        HeaderValue::try_from(policy(needs)).unwrap_or(HeaderValue::from_static("default-src 'none'"));
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    // The other site learns the origin at the most, which it needs to know who posts a form; never a sealed address.
    let referrer = if needs.script.is_empty() { "same-origin" } else { "strict-origin" };
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static(referrer));
    if needs.frames == Frames::Nobody {
        headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    }
    response
}

/// Says that a form of a page may lead to this address too.
pub fn lead_to(mut response: Response, address: &str) -> Response {
    let policy: HeaderName = header::CONTENT_SECURITY_POLICY;
    let said = response.headers().get(&policy).and_then(|said| said.to_str().ok());
    let also = said.zip(source(address)).and_then(|(said, source)| {
        HeaderValue::try_from(said.replace("form-action 'self'", &format!("form-action 'self' {source}")))
            .ok()
    });
    if let Some(also) = also {
        response.headers_mut().insert(policy, also);
    }
    response
}

fn policy(needs: &Needs<'_>) -> String {
    // The icon is an empty one, which stands in the page: a browser would ask for `/favicon.ico`, and that would stand in
    // the journal.
    let mut policy = String::from("default-src 'none'; img-src 'self' data:; base-uri 'none'");
    for (directive, text) in [("style-src", needs.style), ("script-src", needs.script)] {
        if !text.is_empty() {
            policy = format!(
                "{policy}; {directive} 'sha256-{}'",
                BASE64.encode(digest(&SHA256, text.as_bytes()).as_ref())
            );
        }
    }
    let frames = match needs.frames {
        Frames::Nobody => "'none'".to_owned(),
        Frames::Local => format!("'self' {LOCAL}"),
    };
    format!("{policy}; form-action 'self' {LOCAL}; frame-ancestors {frames}")
}

/// Keeps a browser from taking a response for a page of this server, if it is neither JSON nor a page: it guesses no
/// type, and runs nothing.
pub fn keep_inert(response: &mut Response) {
    if response.body().size_hint().exact() == Some(0) {
        return;
    }
    let headers = response.headers_mut();
    let kind = headers.get(header::CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    let is_json = kind.starts_with(b"application/") && kind.windows(4).any(|part| part == b"json");
    if is_json || headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        return;
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'"));
}

/// Returns how a policy names the place of an address: its origin, or the scheme of an application's own.
fn source(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    if scheme.is_empty() || !scheme.bytes().all(is_scheme) {
        return None;
    }
    match Authority::of_url(address) {
        // An address in brackets has no form in a policy but its scheme.
        Some((_, Authority { host, port })) if super::cors::is_web(scheme) && !host.contains(':') => {
            Some(format!("{scheme}://{host}{}", port.map(|port| format!(":{port}")).unwrap_or_default()))
        }
        _ => Some(format!("{scheme}:")),
    }
}
