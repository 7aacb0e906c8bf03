//! Requests and answers as they stand on a socket.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

/// A connection that waits a minute for an answer, and no longer.
pub fn connect(to: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(to).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_mins(1))).expect("a socket");
    stream
}

/// Sends a request on a connection of its own and reads the answer to its end.
pub fn exchange(to: SocketAddr, request: &str) -> String {
    let mut stream = connect(to);
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("text");
    answer
}

/// Reads the head of an answer, to its empty line and no further.
pub fn head(stream: impl Read) -> String {
    until(stream, "\r\n\r\n")
}

/// Reads to this text and no further.
pub fn until(mut stream: impl Read, end: &str) -> String {
    let mut got = Vec::new();
    let mut byte = [0];
    while !got.ends_with(end.as_bytes()) {
        let read = stream.read(&mut byte).expect("an answer");
        assert_eq!(read, 1, "the connection ended: {}", String::from_utf8_lossy(&got));
        got.push(byte[0]);
    }
    String::from_utf8(got).expect("text")
}

/// Reads an answer whose length its head says.
pub fn answer(mut stream: impl Read) -> String {
    let head = head(&mut stream);
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.parse().expect("a number"))];
    stream.read_exact(&mut body).expect("a whole body");
    head + &String::from_utf8(body).expect("text")
}

/// Sends a request and reads its answer; the connection stays.
pub fn ask(mut stream: impl Read + Write, request: &str) -> String {
    stream.write_all(request.as_bytes()).expect("sent");
    answer(&mut stream)
}
