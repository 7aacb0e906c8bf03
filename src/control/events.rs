//! `GET /_mock/events`: what happens in the sandbox, as it happens.

use std::{convert::Infallible, fmt::Write as _, sync::Arc, time::Duration};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use bytes::Bytes;
use futures_util::stream;
use serde::Serialize;
use tokio::time::timeout;

use super::{clock, entries, faults, json::Query, notifications, problem::problem, sandboxes, tasks};
use crate::{
    http::Call,
    sandbox::{
        Sandbox,
        events::{Event, MOST_READERS, News, Reader, SandboxEvent},
    },
};

/// The types of events.
const TYPES: [&str; 6] = ["request", "task", "notification", "fault", "clock", "sandbox"];

/// How often a comment is sent where nothing happens, so that nobody on the way gives the connection up.
const COMMENT: Duration = Duration::from_secs(15);

/// The most events of one piece.
const PIECE: usize = 100;

/// What a reader has missed.
#[derive(Serialize)]
struct Lost {
    /// The number behind which events are lost.
    since: u64,
    /// The number of the last one that is lost.
    until: u64,
}

/// Handles `GET /_mock/events`: what happens, as server-sent events, each with the JSON of the lists.
pub async fn get(call: Call, query: Query, headers: HeaderMap) -> Result<Response, Response> {
    let wrong = |detail: String| problem(StatusCode::BAD_REQUEST, &detail);
    let wanted: Vec<&'static str> = match query.get("types") {
        None => TYPES.to_vec(),
        Some(words) => {
            let known = |word: &str| TYPES.into_iter().find(|known| *known == word).ok_or(word.to_owned());
            let words: Result<_, _> = words.split(',').map(|word| known(word.trim())).collect();
            words.map_err(|word| {
                wrong(format!("`types` is a list of `{}`, and has no `{word}`.", TYPES.join("`, `")))
            })?
        }
    };
    let resumed = headers.get("last-event-id").and_then(|id| id.to_str().ok()).unwrap_or_default();
    let since = match query.number("since")? {
        None if resumed.is_empty() => None,
        None => {
            let number = resumed.parse();
            Some(number.map_err(|_| wrong(format!("`Last-Event-ID` is a whole number, not `{resumed}`.")))?)
        }
        since => since,
    };
    let reader = call.sandbox().events.listen(since).ok_or_else(|| {
        let detail = format!("{MOST_READERS} read the events of this sandbox already, and no more may.");
        problem(StatusCode::SERVICE_UNAVAILABLE, &detail)
    })?;
    let stream = Stream { sandbox: Arc::clone(call.sandbox()), reader, wanted, is_end: false };
    let pieces = stream::unfold(stream, async |mut stream| {
        let piece = stream.next().await?;
        Some((Ok::<_, Infallible>(piece), stream))
    });
    let mut response = Response::new(Body::from_stream(pieces));
    let fixed = [(header::CONTENT_TYPE, "text/event-stream"), (header::CACHE_CONTROL, "no-cache")];
    response.headers_mut().extend(fixed.map(|(name, value)| (name, HeaderValue::from_static(value))));
    Ok(response)
}

/// What is sent to a reader.
struct Stream {
    sandbox: Arc<Sandbox>,
    reader: Reader,
    wanted: Vec<&'static str>,
    is_end: bool,
}

impl Stream {
    /// Returns what is sent next; none at the end.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if self.is_end {
                return None;
            }
            let News { events, lost, is_end } = self.reader.next(PIECE);
            self.is_end = is_end;
            let is_over = events.is_empty() && lost.is_none();
            let mut text = String::new();
            if let Some((since, until)) = lost {
                write_event(&mut text, "lost", until, &Lost { since, until });
            }
            for (n, event) in events {
                self.write(&mut text, n, &event);
            }
            if !text.is_empty() {
                return Some(text.into());
            }
            if is_over && !is_end && self.is_quiet().await {
                return Some(Bytes::from_static(b": nothing new\n\n"));
            }
        }
    }

    /// Waits for more; returns whether there was none for long.
    async fn is_quiet(&mut self) -> bool {
        let more = self.reader.more();
        // It may have come before this one began to wait.
        if self.reader.has_more() {
            return false;
        }
        timeout(COMMENT, more).await.is_err()
    }

    /// Writes an event, if the reader wants it, with what is known of it now.
    fn write(&self, text: &mut String, n: u64, event: &Event) {
        let name = match event {
            Event::Request(_) => "request",
            Event::Task(_) => "task",
            Event::Notification(_) => "notification",
            Event::Fault(_) => "fault",
            Event::Clock => "clock",
            Event::Sandbox(_) => "sandbox",
        };
        if !self.wanted.contains(&name) {
            return;
        }
        let sandbox = &self.sandbox;
        let written = match event {
            Event::Request(number) => sandbox.journal.entry(*number).map(|entry| {
                write_event(text, name, n, &entries::shown(&sandbox.snapshot(), &entry));
            }),
            Event::Task(id) => sandbox.read(|world, now| {
                let task = world.task(*id).ok()?;
                write_event(text, name, n, &tasks::body(task, now));
                Some(())
            }),
            Event::Notification(number) => sandbox.outbox.attempt(*number).map(|attempt| {
                write_event(text, name, n, &notifications::body(&attempt));
            }),
            Event::Fault(id) => {
                let listed = sandbox.faults.list(sandbox.clock.now());
                let rule = listed.iter().find(|listed| listed.rule.id == *id);
                rule.map(|rule| write_event(text, name, n, &faults::body(rule)))
            }
            Event::Clock => {
                write_event(text, name, n, &clock::body(sandbox, None));
                Some(())
            }
            Event::Sandbox(change) => {
                let change = match change {
                    SandboxEvent::Reset => "reset",
                    SandboxEvent::Restored => "restored",
                    SandboxEvent::Settings => "settings",
                    SandboxEvent::Deleted => "deleted",
                };
                write_event(text, name, n, &sandboxes::changed(sandbox, change));
                Some(())
            }
        };
        if written.is_none() {
            // It has given way since.
            write_event(text, "lost", n, &Lost { since: n - 1, until: n });
        }
    }
}

fn write_event(text: &mut String, name: &str, n: u64, data: &impl Serialize) {
    let data = serde_json::to_string(data).expect("what the control API returns can be written");
    writeln!(text, "event: {name}\nid: {n}\ndata: {data}\n").expect("a string takes everything");
}
