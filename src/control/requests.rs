//! `/_mock/requests`: the journal.

use std::time::Duration;

use axum::{http::StatusCode, response::Response};
use serde::Serialize;
use tokio::time::{Instant, timeout_at};

use super::{
    entries::{self, RecordedRequest},
    json::{Named, Query},
    problem::problem,
    respond,
    seen::Seen,
    state::Server,
};
use crate::{
    http::{self, Call},
    sandbox::{
        Sandbox,
        journal::Entry,
        matcher::{MatchForm, Matcher, PLAIN},
    },
};

/// The longest time that a list waits for something to be in it, in milliseconds.
const LONGEST_WAIT: u64 = 60_000;

/// Requests of the journal.
#[derive(Serialize)]
struct Requests {
    /// The requests, oldest first.
    requests: Vec<RecordedRequest>,
    /// How many of those meant by `since` have given way to others.
    lost: u64,
}

/// Handles `GET /_mock/requests`: the last requests, oldest first.
///
/// The plain members of a matcher choose among them.
pub async fn list(Server(server): Server, call: Call, query: Query) -> Result<Response, Response> {
    let wrong = |text: String| problem(StatusCode::BAD_REQUEST, &text);
    let since = query.number("since")?.unwrap_or(0);
    let limit = query.number("limit")?.unwrap_or(usize::MAX);
    let wait: u64 = query.number("wait_ms")?.unwrap_or(0);
    if wait > LONGEST_WAIT {
        return Err(wrong(format!("`wait_ms` is at most {LONGEST_WAIT}, not {wait}.")));
    }
    let mut form = MatchForm::default();
    for name in PLAIN {
        if let Some(word) = query.get(name) {
            form.set(name, word);
        }
    }
    let matcher = Matcher::new(&form, &server.catalogue);
    let matcher = matcher.map_err(|misread| wrong(format!("The query is wrong: {misread}.")))?;
    let (mut entries, lost) = await_some(call.sandbox(), since, &matcher, Duration::from_millis(wait)).await;
    entries.truncate(limit);
    let world = call.sandbox().snapshot();
    let requests = entries.iter().map(|entry| entries::explained(server.routes, &world, entry)).collect();
    Ok(respond::json(StatusCode::OK, &Requests { requests, lost }))
}

/// Returns the requests behind a number that are meant, and how many have given way; waits so long for the first one.
async fn await_some(sandbox: &Sandbox, since: u64, matcher: &Matcher, wait: Duration) -> (Vec<Entry>, u64) {
    let deadline = Instant::now() + wait;
    loop {
        let changed = sandbox.journal.changed();
        let (mut entries, lost) = sandbox.journal.read_since(since);
        entries.retain(|entry| matcher.matches(&Seen::of(entry)));
        if !entries.is_empty() || timeout_at(deadline, changed).await.is_err() {
            return (entries, lost);
        }
    }
}

/// Handles `GET /_mock/requests/{n}`: a request of the journal.
pub fn get(Server(server): Server, call: Call, Named(n): Named) -> Result<Response, Response> {
    let journal = &call.sandbox().journal;
    let entry = n.parse().ok().and_then(|n| journal.entry(n)).ok_or_else(|| {
        let detail = match journal.bounds() {
            Some((first, last)) => format!("The journal has no request `{n}`, but {first} to {last}."),
            None => format!("The journal has no request `{n}`, nor any other."),
        };
        problem(StatusCode::NOT_FOUND, &detail)
    })?;
    let request = entries::explained(server.routes, &call.sandbox().snapshot(), &entry);
    Ok(respond::json(StatusCode::OK, &request))
}

/// Handles `DELETE /_mock/requests`: forgets them; numbers go on.
pub fn delete(call: Call) -> Response {
    call.sandbox().journal.forget();
    http::empty(StatusCode::NO_CONTENT)
}
