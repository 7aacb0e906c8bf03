//! What happens in the middle of a request's body.

use std::{
    io::{ErrorKind, Write},
    time::Duration,
};

use mockdrive::MockServer;
use serde_json::json;

use super::wire::{Ended, control, put, read, text};
use crate::support::raw;

const LENGTH: usize = 4 << 20;

/// How long a client waits that is let down.
const PATIENCE: Duration = Duration::from_millis(300);

/// Sends an upload to its end, or until the server wants no more. Returns what came back, and how it ended.
fn upload(server: &MockServer, stalls: bool) -> (String, Ended) {
    let mut stream = raw::connect(server.address());
    let head = "PUT /v1.0/me/drive/root:/large.bin:/content HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer alice-token\r\n";
    write!(stream, "{head}Content-Type: text/plain\r\nConnection: close\r\nContent-Length: {LENGTH}\r\n\r\n")
        .expect("sent");
    if stalls {
        stream.set_write_timeout(Some(PATIENCE)).expect("a socket");
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket");
    }
    let mut left = LENGTH;
    while left > 0 {
        match stream.write(&[b'x'; 16 << 10][..left.min(16 << 10)]) {
            Ok(sent) => left -= sent,
            // The system tells of a reset once: who reads then finds the end of the stream.
            Err(error) if matches!(error.kind(), ErrorKind::ConnectionReset | ErrorKind::BrokenPipe) => {
                return (String::new(), Ended::Reset);
            }
            // It takes no more.
            Err(error) if error.kind() == ErrorKind::WouldBlock => return (String::new(), Ended::Not),
            Err(error) => panic!("{error}"),
        }
    }
    let (bytes, ended) = read(&mut stream);
    (String::from_utf8(bytes).expect("text"), ended)
}

fn paths(server: &MockServer) -> String {
    control(server, "GET /_mock/tree?drive=alice&depth=1").to_string()
}

#[test]
fn uploads_break_off_in_the_middle_and_leave_nothing() {
    let server = MockServer::start();
    for (then, begins, ended) in [
        (json!("reset"), "", Ended::Reset),
        (json!("stall"), "", Ended::Not),
        (json!({"status": 503}), "HTTP/1.1 503", Ended::InOrder),
        (json!({"error": "quotaLimitReached"}), "HTTP/1.1 507", Ended::InOrder),
    ] {
        put(
            &server,
            &json!([{"match": {"method": "PUT"}, "effect": {"upload": {"after_bytes": 262_144, "then": then}}}]),
        );
        let (answer, how) = upload(&server, ended == Ended::Not);
        assert!(answer.starts_with(begins) && how == ended, "{then}: {how:?} {answer}");
        assert!(!paths(&server).contains("large.bin"), "{then}");
    }
    put(&server, &json!([]));
    assert!(upload(&server, false).0.starts_with("HTTP/1.1 201"));
    assert!(paths(&server).contains("large.bin"));
}

#[test]
fn an_upload_that_is_closed_on_ends_in_order() {
    let server = MockServer::start();
    put(&server, &json!([{"effect": {"upload": {"after_bytes": 10, "then": "close"}}}]));
    let mut stream = raw::connect(server.address());
    let request = text(
        &format!(
            "POST /graph/v7/files/batch_get_meta\nContent-Type: application/json\n\n{}",
            "x".repeat(1000)
        ),
        false,
    );
    stream.write_all(request.as_bytes()).expect("sent");
    assert_eq!(read(&mut stream), (Vec::new(), Ended::InOrder));
}
