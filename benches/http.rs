//! Requests a second of one item over HTTP, against a bare axum route that answers JSON of the same size.
//!
//! `cargo bench --bench http`. Both servers run in this process on loopback, and the same client asks both in
//! turns; only the ratio means anything.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    sync::mpsc,
    time::{Duration, Instant},
};

use axum::{Router, http::header, routing::get};
use mockdrive::MockServer;
use serde::{Deserialize, Serialize};

const ROUNDS: usize = 6;
const ROUND: Duration = Duration::from_millis(1500);

/// A bare answer is written from a type, as ours is.
#[derive(Serialize, Deserialize, Clone)]
struct Bare(serde_json::Map<String, serde_json::Value>);

fn main() {
    let mock = MockServer::start();
    let path = "/v1.0/me/drive/root:/hello.txt";
    let item = body(&ask(mock.address(), path));
    let size = item.len();
    let bare = bare(serde_json::from_str(&item).expect("an item"));
    let (mut ours, mut theirs) = (0, 0);
    for _ in 0..ROUNDS {
        ours += count(mock.address(), path);
        theirs += count(bare, "/");
    }
    #[expect(clippy::cast_precision_loss, reason = "a ratio for people")]
    let ratio = ours as f64 / theirs as f64;
    println!("GET of one item of {size} bytes: {ours} answers, bare axum route: {theirs}, ratio {ratio:.2}");
}

/// Starts a bare axum server with one route on a thread of its own.
fn bare(item: Bare) -> SocketAddr {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let answer = async move || {
                let body = serde_json::to_vec(&item).expect("JSON");
                ([(header::CONTENT_TYPE, "application/json")], body)
            };
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
            sender.send(listener.local_addr().expect("an address")).expect("the main thread waits");
            axum::serve(listener, Router::new().route("/", get(answer))).await.expect("it serves");
        });
    });
    receiver.recv().expect("an address")
}

fn request(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: mock.test\r\nAuthorization: Bearer alice-token\r\n\r\n")
}

/// Answers within a round on one kept connection, one request after the other.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn count(address: SocketAddr, path: &str) -> usize {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_nodelay(true).expect("a socket");
    let request = request(path);
    let start = Instant::now();
    let mut answers = 0;
    while start.elapsed() < ROUND {
        exchange(&mut stream, &request);
        answers += 1;
    }
    answers
}

fn ask(address: SocketAddr, path: &str) -> String {
    exchange(&mut TcpStream::connect(address).expect("a connection"), &request(path))
}

/// Sends a request and reads the answer to the end that its length names.
fn exchange(stream: &mut TcpStream, request: &str) -> String {
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = Vec::new();
    let mut piece = [0; 8192];
    loop {
        let read = stream.read(&mut piece).expect("an answer");
        answer.extend_from_slice(&piece[..read]);
        let text = String::from_utf8_lossy(&answer);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).expect("a length");
        if body.len() >= length.parse::<usize>().expect("a number") {
            assert!(head.starts_with("HTTP/1.1 200"), "{text}");
            return text.into_owned();
        }
    }
}

fn body(answer: &str) -> String {
    answer.split_once("\r\n\r\n").expect("a body").1.to_owned()
}
