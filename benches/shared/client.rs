//! A client that costs little: requests are written beforehand, and of responses only the length is read.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
};

/// A connection that is kept.
pub struct Client {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Client {
    /// Connects.
    pub fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("a connection");
        stream.set_nodelay(true).expect("a socket");
        Self { stream, read: Vec::new() }
    }

    /// Sends a request and reads the response to the end that its length names; returns its body.
    ///
    /// # Panics
    /// If the response is no success.
    pub fn ask(&mut self, request: &str) -> &str {
        self.stream.write_all(request.as_bytes()).expect("sent");
        self.read.clear();
        let mut piece = [0; 16 << 10];
        loop {
            let read = self.stream.read(&mut piece).expect("a response");
            assert!(read > 0, "the connection was closed");
            self.read.extend_from_slice(&piece[..read]);
            let Some(end) = self.read.windows(4).position(|bytes| bytes == b"\r\n\r\n") else { continue };
            let head = str::from_utf8(&self.read[..end]).expect("a head in ASCII");
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            let whole = end + 4 + length.map_or(0, |length| length.parse().expect("a number"));
            if self.read.len() >= whole {
                assert!(head.starts_with("HTTP/1.1 2"), "{}", String::from_utf8_lossy(&self.read));
                return str::from_utf8(&self.read[end + 4..]).expect("a body in UTF-8");
            }
        }
    }
}

/// Returns a request of this first line, these headers, and a body if there is any.
pub fn request(first: &str, headers: &[(&str, &str)], body: &str) -> String {
    let mut head = format!("{first} HTTP/1.1\r\nHost: localhost\r\n");
    for (name, value) in headers {
        head = format!("{head}{name}: {value}\r\n");
    }
    if !body.is_empty() {
        head = format!("{head}Content-Length: {}\r\n", body.len());
    }
    format!("{head}\r\n{body}")
}
