//! Broken exchanges on sockets: lines, headers, chunks and bodies that break off, and requests behind each other.

use std::{
    io::{Read, Write},
    net::Shutdown,
};

use mockdrive::MockServer;

use super::{exchanges, random::Random, seed};
use crate::support::raw;

/// Heads as they are, and as they should not be; the body follows.
const HEADS: [&str; 16] = [
    "GET /_mock/health HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "GET /v1.0/me/drive HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer alice-token\r\n\r\n",
    "PUT /v1.0/me/drive/root:/f.txt:/content HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer alice-token\r\nContent-Length: 5\r\n\r\nhello",
    "PUT /v1.0/me/drive/root:/f.txt:/content HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer alice-token\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    "POST /koodrive/ose/v1/jobs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer alice-token\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\n{}\r\n0\r\nA: b\r\n\r\n",
    "POST /v7/drives/create HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer alice-token\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n{}",
    "POST /api/v1/openapi/personal/files HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 2\r\n\r\n{}",
    "HEAD /v1.0/me/drive/root:/hello.txt:/content HTTP/1.0\r\nAuthorization: Bearer alice-token\r\n\r\n",
    "GET http://localhost/v1.0/me HTTP/1.1\r\nHost: other\r\n\r\n",
    "CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "GET /v1.0/me HTTP/1.1\r\nHost: localhost\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "POST /v1.0/$batch HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer alice-token\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n",
];

/// Bytes that are put somewhere.
const BYTES: [&[u8]; 9] =
    [b"\0", b"\r", b"\n", b"\r\n\r\n", b" ", b":", b"\xff", b"FFFFFFFFFFFFFFFFF\r\n", b"-1"];

fn exchange(random: &mut Random) -> Vec<u8> {
    let mut bytes = Vec::new();
    for _ in 0..=random.below(3) {
        bytes.extend_from_slice(random.pick(&HEADS).as_bytes());
    }
    for _ in 0..random.below(4) {
        let place = random.below(bytes.len());
        match random.below(4) {
            0 => bytes.truncate(place.max(1)),
            1 => bytes[place] = u8::try_from(random.below(256)).expect("a byte"),
            2 => {
                bytes.remove(place);
            }
            _ => {
                let more = random.pick(&BYTES);
                bytes.splice(place..place, more.iter().copied());
            }
        }
        if bytes.is_empty() {
            bytes.push(b'\n');
        }
    }
    bytes
}

/// Whether these bytes begin like an answer that was given on purpose.
fn is_answer(text: &str) -> bool {
    text.is_empty()
        || (text.starts_with("HTTP/1.1 ") || text.starts_with("HTTP/1.0 ")) && !text.contains("HTTP/1.1 500")
}

#[test]
fn no_bytes_break_the_server() {
    let server = MockServer::start();
    let seed = seed();
    let mut random = Random::new(seed);
    for number in 0..exchanges() {
        let bytes = exchange(&mut random);
        let what =
            || format!("seed {seed}, exchange {number}: {}", String::from_utf8_lossy(&bytes).escape_debug());
        let mut stream = raw::connect(server.address());
        // The server may have closed a connection on which it found nonsense.
        let _ = stream.write_all(&bytes);
        let _ = stream.shutdown(Shutdown::Write);
        let mut answer = Vec::new();
        if let Err(error) = stream.read_to_end(&mut answer) {
            let is_closed = error.kind() == std::io::ErrorKind::ConnectionReset;
            assert!(is_closed, "{}: {error}", what());
        }
        let answer = String::from_utf8_lossy(&answer);
        assert!(is_answer(&answer), "{}: {answer}", what());
    }
    let health = raw::exchange(
        server.address(),
        "GET /_mock/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    );
    assert!(health.ends_with("{\"status\":\"ok\"}\n"), "{health}");
}
