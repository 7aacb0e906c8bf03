//! What a socket sees.

use std::{
    io::{ErrorKind, Read, Write},
    net::TcpStream,
    time::Duration,
};

use mockdrive::MockServer;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::READS;
use crate::support::raw;

/// A request as it stands on the wire.
pub fn text(request: &str, last: bool) -> String {
    let (head, body) = request.split_once("\n\n").unwrap_or((request, ""));
    let (first, rest) = head.split_once('\n').unwrap_or((head, ""));
    let headers: String = rest.lines().flat_map(|line| [line, "\r\n"]).collect();
    let connection = if last { "Connection: close\r\n" } else { "" };
    format!(
        "{first} HTTP/1.1\r\nHost: localhost\r\n{headers}{connection}Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Puts rules in the place of all others.
pub fn put(server: &MockServer, rules: &Value) {
    let answer = raw::exchange(
        server.address(),
        &text(&format!("PUT /_mock/faults\n\n{}", json!({ "faults": rules })), true),
    );
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

/// The body of the response to a request of the control API.
pub fn control(server: &MockServer, request: &str) -> Value {
    let answer = raw::exchange(server.address(), &text(request, true));
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {answer}"))
}

/// How a connection ended.
#[derive(PartialEq, Eq, Debug)]
pub enum Ended {
    InOrder,
    Reset,
    Not,
}

/// Reads all that comes, and how it ends.
pub fn read(stream: &mut TcpStream) -> (Vec<u8>, Ended) {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => return (bytes, Ended::InOrder),
            Ok(read) => bytes.extend_from_slice(&buffer[..read]),
            Err(error) if error.kind() == ErrorKind::ConnectionReset => return (bytes, Ended::Reset),
            Err(error) if error.kind() == ErrorKind::WouldBlock => return (bytes, Ended::Not),
            Err(error) => panic!("{error}"),
        }
    }
}

fn ask(server: &MockServer, request: &str) -> (Vec<u8>, Ended) {
    let mut stream = raw::connect(server.address());
    stream.write_all(text(request, false).as_bytes()).expect("sent");
    read(&mut stream)
}

/// The head and the body of a response.
fn split(bytes: &[u8]) -> (String, Vec<u8>) {
    let at = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
    (String::from_utf8(bytes[..at].to_vec()).expect("text"), bytes[at + 4..].to_vec())
}

fn length(head: &str) -> usize {
    let line = head.lines().find_map(|line| line.strip_prefix("content-length: ")).expect("a length");
    line.parse().expect("a number")
}

#[test]
fn connections_are_reset_and_closed_without_a_byte_of_a_response() {
    let server = MockServer::start();
    for (name, request) in READS {
        for (effect, ended) in [("reset", Ended::Reset), ("close", Ended::InOrder)] {
            put(&server, &json!([{"effect": effect}]));
            let started = Instant::now();
            assert_eq!(ask(&server, request), (Vec::new(), ended), "{name} {effect}");
            assert!(started.elapsed() < Duration::from_secs(1), "{name} {effect}: {:?}", started.elapsed());
        }
    }
    let journal = control(&server, "GET /_mock/requests");
    let entry = &journal["requests"][0];
    assert_eq!(
        (&entry["state"], &entry["fault"], &entry["status"]),
        (&json!("aborted"), &json!("f1"), &Value::Null),
        "{entry}"
    );
    assert_eq!(entry["notes"], json!(["fault f1: the connection was reset"]));
}

#[test]
fn a_connection_without_a_response_hangs_until_its_client_gives_up() {
    let server = MockServer::start();
    put(&server, &json!([{"effect": "hang"}]));
    let mut stream = TcpStream::connect(server.address()).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_millis(300))).expect("a socket");
    stream.write_all(text(READS[0].1, false).as_bytes()).expect("sent");
    assert_eq!(read(&mut stream), (Vec::new(), Ended::Not));
    drop(stream);
    let mut state = Value::Null;
    for _ in 0..1000 {
        state = control(&server, "GET /_mock/requests")["requests"][0]["state"].clone();
        if state == "aborted" {
            return;
        }
    }
    panic!("it is {state}");
}

#[test]
fn a_kept_connection_is_reset_at_its_second_request() {
    let server = MockServer::start();
    put(&server, &json!([{"skip": 1, "effect": "reset"}]));
    let mut stream = raw::connect(server.address());
    let request = text(READS[0].1, false);
    stream.write_all(request.as_bytes()).expect("sent");
    let mut first = Vec::new();
    let mut byte = [0];
    while !first.ends_with(b"\r\n\r\n") {
        assert_eq!(stream.read(&mut byte).expect("a response"), 1);
        first.push(byte[0]);
    }
    let (head, _) = split(&first);
    let mut body = vec![0; length(&head)];
    stream.read_exact(&mut body).expect("a body");
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    stream.write_all(request.as_bytes()).expect("sent");
    assert_eq!(read(&mut stream), (Vec::new(), Ended::Reset));
}

#[test]
fn bodies_break_off_behind_their_first_bytes() {
    let server = MockServer::start();
    let whole = length(&split(raw::exchange(server.address(), &text(READS[0].1, true)).as_bytes()).0);
    for (cut, ended) in [
        (json!({"after_bytes": 100}), Ended::Reset),
        (json!({"after_bytes": 0, "then": "reset"}), Ended::Reset),
        (json!({"after_bytes": 1, "then": "close"}), Ended::InOrder),
    ] {
        put(&server, &json!([{"effect": {"cut": cut}}]));
        let (bytes, how) = ask(&server, READS[0].1);
        let (head, body) = split(&bytes);
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        assert!(head.contains("x-mock-fault: f1"), "{head}");
        assert_eq!((length(&head), json!(body.len()), how), (whole, cut["after_bytes"].clone(), ended));
    }
    // The whole is shorter.
    put(&server, &json!([{"effect": "cut=1000000"}]));
    let answer = raw::exchange(server.address(), &text(READS[0].1, true));
    assert_eq!(split(answer.as_bytes()).1.len(), whole);
}

#[test]
fn bodies_drip_and_stall() {
    let server = MockServer::start();
    let plain = raw::exchange(server.address(), &text(READS[0].1, true));
    let plain = split(plain.as_bytes()).1;
    let pieces = u64::try_from(plain.len() / 100).expect("not many");
    for (effect, least) in [
        (json!({"drip": {"chunk": 100, "every_ms": 50}}), 50 * pieces),
        (json!({"drip": {"bytes_per_second": 4000}}), u64::try_from(plain.len()).expect("few") / 8),
        (json!({"stall": {"after_bytes": 10, "for_ms": 300}}), 300),
    ] {
        put(&server, &json!([{ "effect": effect }]));
        let started = Instant::now();
        let answer = raw::exchange(server.address(), &text(READS[0].1, true));
        assert_eq!(split(answer.as_bytes()).1.len(), plain.len(), "{effect}");
        assert!(started.elapsed() >= Duration::from_millis(least), "{effect}: {:?}", started.elapsed());
    }
}

#[test]
fn one_byte_of_a_body_is_inverted() {
    let server = MockServer::start();
    let request = READS[2].1;
    let plain = split(raw::exchange(server.address(), &text(request, true)).as_bytes()).1;
    put(&server, &json!([{"effect": {"corrupt": {"at_byte": 20}}}]));
    let (bytes, _) = {
        let mut stream = raw::connect(server.address());
        stream.write_all(text(request, true).as_bytes()).expect("sent");
        read(&mut stream)
    };
    let changed = split(&bytes).1;
    let differ: Vec<usize> = (0..plain.len()).filter(|at| plain[*at] != changed[*at]).collect();
    assert_eq!((plain.len(), differ), (changed.len(), vec![20]));
    assert_eq!(plain[20], !changed[20]);
}

#[test]
fn a_response_that_a_layer_has_words_for_breaks_off_as_well() {
    let server = MockServer::start();
    put(
        &server,
        &json!([{"effect": {"raw": {"status": 502, "body": "Bad Gateway"}, "cut": {"after_bytes": 3}}}]),
    );
    let (bytes, how) = ask(&server, READS[0].1);
    let (head, body) = split(&bytes);
    assert!(head.starts_with("HTTP/1.1 502"), "{head}");
    assert_eq!((&*body, how), (&b"Bad"[..], Ended::Reset));
}
