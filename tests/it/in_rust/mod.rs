//! What a test in Rust does with a sandbox without HTTP, held against what `/_mock/` does.

mod changes;
mod clock;
mod requests;
mod verify;

use std::time::{Duration, UNIX_EPOCH};

use mockdrive::{Builder, MockServer, Sandbox};
use serde_json::Value;

use crate::support::raw;

/// A server whose clock stands.
fn frozen() -> Builder {
    MockServer::builder().frozen_at(UNIX_EPOCH + Duration::from_secs(1_767_323_045))
}

fn start() -> MockServer {
    frozen().start().expect("started")
}

/// Sends a request as it is written here: `POST /path`, header lines, an empty line, the body. Returns the status and the
/// body.
fn send(sandbox: &Sandbox, request: &str) -> (u16, String) {
    let (at, prefix) = sandbox.uri()["http://".len()..].split_once('/').expect("a sandbox with a prefix");
    let (head, body) = request.split_once("\n\n").unwrap_or((request, ""));
    let (line, headers) = head.split_once('\n').unwrap_or((head, ""));
    let headers: Vec<&str> = headers.lines().map(str::trim).collect();
    let (method, path) = line.split_once(' ').expect("a method and a path");
    let length = body.len();
    let request = format!(
        "{method} /{prefix}{path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\nContent-Length: {length}\r\n{}\r\n{}{body}",
        headers.join("\r\n"),
        if headers.is_empty() { "" } else { "\r\n" },
    );
    let answer = raw::exchange(at.parse().expect("an address"), &request);
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    (status, body.to_owned())
}

/// The same to Graph, as a person.
fn by(sandbox: &Sandbox, person: &str, line: &str, body: &str) -> u16 {
    send(sandbox, &crate::graph::by(person, line, body)).0
}

/// What the control API says over HTTP.
fn control(sandbox: &Sandbox, request: &str) -> Value {
    serde_json::from_str(&send(sandbox, request).1).expect("JSON")
}
