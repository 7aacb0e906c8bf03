//! What ours is measured against: the least that a server made of axum does.

use std::{
    net::SocketAddr,
    sync::{Arc, mpsc},
};

use axum::{
    Router,
    body::Bytes,
    http::{HeaderName, header},
    routing::{get, post},
};
use serde::Serialize;

const JSON: [(HeaderName, &str); 1] = [(header::CONTENT_TYPE, "application/json")];

/// What is written as JSON for each request, as ours is.
#[derive(Serialize)]
struct Item {
    text: String,
}

/// Starts a server on a thread of its own: `GET /` returns JSON of so many bytes, `POST /` what it is sent.
pub fn serve(length: usize) -> SocketAddr {
    let item = Arc::new(Item { text: "x".repeat(length - r#"{"text":""}"#.len()) });
    let written = async move || (JSON, serde_json::to_vec(&*item).expect("JSON"));
    let echo = async move |body: Bytes| (JSON, body);
    let app = Router::new().route("/", get(written)).route("/", post(echo));
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
            sender.send(listener.local_addr().expect("an address")).expect("the main thread waits");
            axum::serve(listener, app).await.expect("it serves");
        });
    });
    receiver.recv().expect("an address")
}
