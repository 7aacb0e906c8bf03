//! An application that receives what the mock sends by itself: it listens on loopback, answers as a test says, and keeps what it got.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    extract::{Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use http_body_util::BodyExt;
use mockdrive::server;
use serde_json::Value;
use tokio::{net::TcpListener, sync::mpsc};

use super::{Answer, Mock};

/// What an application answers.
pub enum Reply {
    /// The token of a handshake as it should be, 202 to everything else.
    Well,
    /// This status, content type and body.
    With(u16, &'static str, String),
    /// Nothing, for ever.
    Never,
}

/// The application's side of a test.
pub struct Receiver {
    port: u16,
    got: mpsc::UnboundedReceiver<String>,
    replies: Arc<Mutex<VecDeque<Reply>>>,
}

#[derive(Clone)]
struct Desk {
    got: mpsc::UnboundedSender<String>,
    replies: Arc<Mutex<VecDeque<Reply>>>,
}

impl Receiver {
    /// Where it listens.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// What it got next: the request line, the content type, the body.
    pub async fn next(&mut self) -> String {
        let text = self.got.recv().await.expect("it runs as long as the test");
        self.hide_port(&text)
    }

    /// What it got that nobody has looked at.
    pub fn left(&mut self) -> Vec<String> {
        std::iter::from_fn(|| self.got.try_recv().ok()).collect()
    }

    /// Answers the next request like this.
    pub fn reply(&self, reply: Reply) {
        self.replies.lock().expect("nobody panicked").push_back(reply);
    }

    /// The same text in every run.
    pub fn hide_port(&self, text: &str) -> String {
        text.replace(&format!(":{}", self.port), ":PORT")
    }
}

/// An application, and what has to run for it to answer.
pub async fn open() -> (Receiver, impl Future<Output = std::io::Result<()>> + Send + 'static) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("bound").port();
    let (sender, got) = mpsc::unbounded_channel();
    let replies = Arc::default();
    let desk = Desk { got: sender, replies: Arc::clone(&replies) };
    let app = Router::new().fallback(answer).with_state(desk);
    (Receiver { port, got, replies }, axum::serve(listener, app).into_future())
}

/// Runs a test beside an application and all that the server does by itself.
pub async fn beside(mock: &Mock, test: impl AsyncFnOnce(Receiver)) {
    let (receiver, serving) = open().await;
    let background = server::background(mock.sandboxes(), server::Hosts::default());
    // Whoever waits for what never comes fails instead of waiting for ever.
    let test = tokio::time::timeout(Duration::from_mins(1), test(receiver));
    tokio::select! {
        done = test => done.expect("the test ends within a minute"),
        served = serving => panic!("the receiver ended: {served:?}"),
        () = background => panic!("the background ended"),
    }
}

async fn answer(State(desk): State<Desk>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.expect("a body").to_bytes();
    let kind = parts.headers.get(header::CONTENT_TYPE).map_or("", |value| value.to_str().expect("text"));
    let text = String::from_utf8(body.to_vec()).expect("text");
    desk.got.send(format!("{} {}\n{kind}\n{text}", parts.method, parts.uri)).expect("the test goes on");
    let reply = desk.replies.lock().expect("nobody panicked").pop_front();
    match reply.unwrap_or(Reply::Well) {
        Reply::Well => match parts.uri.query().and_then(|query| query.split_once("validationToken=")) {
            Some((_, token)) => {
                let token = percent_encoding::percent_decode_str(token).decode_utf8().expect("text");
                ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], token.into_owned()).into_response()
            }
            None => StatusCode::ACCEPTED.into_response(),
        },
        Reply::With(status, kind, body) => {
            let status = StatusCode::from_u16(status).expect("a status");
            (status, [(header::CONTENT_TYPE, kind)], body).into_response()
        }
        Reply::Never => std::future::pending().await,
    }
}

/// The entries of `/_mock/notifications`, at least so many, as it waits for what is due.
pub async fn log(mock: &Mock, lines: usize) -> Answer {
    let answer = mock.send("GET /_mock/notifications").await;
    assert_eq!(answer.json()["notifications"].as_array().map(Vec::len), Some(lines), "{answer}");
    answer
}

/// The same in short: when, which try, what came of it, and when it is tried again.
pub async fn tries(mock: &Mock, lines: usize) -> Vec<String> {
    let log = log(mock, lines).await.json();
    let short = |line: &Value| {
        let outcome = if line["status"].is_null() { &line["error"] } else { &line["status"] };
        format!("{} try {}: {outcome}, again {}", line["at"], line["try"], line["again"])
    };
    log["notifications"].as_array().expect("a list").iter().map(short).collect()
}
