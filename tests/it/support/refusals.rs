//! Tables of requests that have to be refused.

use std::{fmt::Write, sync::Arc};

use axum::{body::Body, http::Request};
use expect_test::Expect;

use super::{Mock, names};

/// What [`refusals`] can send: text as [`Mock::send`] takes it, or a request that was built.
pub trait Sent {
    fn request(self) -> Request<Body>;
}

impl Sent for &str {
    fn request(self) -> Request<Body> {
        Mock::request(self)
    }
}

impl Sent for String {
    fn request(self) -> Request<Body> {
        Mock::request(&self)
    }
}

impl Sent for Request<Body> {
    fn request(self) -> Self {
        self
    }
}

/// Sends the requests one after the other, insists that each is refused and changes nothing, and compares one line
/// for each: what is wrong with it, the status and the whole body.
pub async fn refusals<W: AsRef<str>, R: Sent>(
    mock: &Mock,
    rows: impl IntoIterator<Item = (W, R)>,
    expected: Expect,
) {
    let before = mock.sandbox().snapshot();
    let mut lines = String::new();
    for (what, request) in rows {
        let answer = mock.call(request.request()).await;
        let (what, line) = (label(what.as_ref()), answer.line());
        assert!(
            answer.status.is_client_error() || [501, 507].contains(&answer.status.as_u16()),
            "{what}: {answer}"
        );
        assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "{what}: the world was changed");
        writeln!(lines, "{what}: {}", shortened(&line)).expect("a string takes everything");
    }
    expected.assert_eq(&lines);
}

/// What stands before the colon: one line, not too long, with known values by name.
fn label(what: &str) -> String {
    let text = shortened(names::named(what).trim_end()).replace('\n', " ").replace('\0', "\\0");
    let short: String = text.chars().take(120).collect();
    match text.len() {
        0 => "nothing".into(),
        length if short.len() < length => short + "…",
        _ => text,
    }
}

/// Writes `<x × 5000>` for a character that is repeated more than 40 times.
fn shortened(text: &str) -> String {
    assert!(!text.contains(" × "), "{text} looks shortened");
    let mut short = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|other| other != first).unwrap_or(rest.len());
        let length = end / first.len_utf8();
        if length > 40 {
            write!(short, "<{first} × {length}>").expect("a string takes everything");
        } else {
            short += &rest[..end];
        }
        rest = &rest[end..];
    }
    short
}
