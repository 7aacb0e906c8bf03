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
};
use crate::{
    http::{self, Call},
    sandbox::{Sandbox, journal::Entry},
};

/// The longest time that a list waits for something to be in it, in milliseconds.
pub const LONGEST_WAIT: u64 = 60_000;

#[derive(Serialize)]
struct Requests {
    requests: Vec<RecordedRequest>,
    lost: u64,
}

/// Handles `GET /_mock/requests`: the last requests, oldest first.
///
/// `since` leaves out those up to a number, `limit` those behind so many; `wait_ms` waits so long for the first one.
pub async fn list(call: Call, query: Query) -> Result<Response, Response> {
    let since = query.number("since")?.unwrap_or(0);
    let limit = query.number("limit")?.unwrap_or(usize::MAX);
    let wait = wait(query.number("wait_ms")?.unwrap_or(0))?;
    let (mut entries, lost) = await_some(call.sandbox(), since, wait).await;
    entries.truncate(limit);
    let world = call.sandbox().snapshot();
    let requests = entries.iter().map(|entry| entries::shown(&world, entry)).collect();
    Ok(respond::json(StatusCode::OK, &Requests { requests, lost }))
}

/// Returns how long a client wants to wait.
///
/// # Errors
/// A problem response if that is too long.
fn wait(millis: u64) -> Result<Duration, Response> {
    if millis > LONGEST_WAIT {
        let detail = format!("`wait_ms` is at most {LONGEST_WAIT}, not {millis}.");
        return Err(problem(StatusCode::BAD_REQUEST, &detail));
    }
    Ok(Duration::from_millis(millis))
}

/// Returns the requests behind a number, and how many have given way; waits so long for the first one.
async fn await_some(sandbox: &Sandbox, since: u64, wait: Duration) -> (Vec<Entry>, u64) {
    let deadline = Instant::now() + wait;
    loop {
        let changed = sandbox.journal.changed();
        let found = sandbox.journal.read_since(since);
        if !found.0.is_empty() || timeout_at(deadline, changed).await.is_err() {
            return found;
        }
    }
}

/// Handles `GET /_mock/requests/{n}`.
pub async fn get(call: Call, Named(n): Named) -> Result<Response, Response> {
    let journal = &call.sandbox().journal;
    let entry = n.parse().ok().and_then(|n| journal.entry(n)).ok_or_else(|| {
        let detail = match journal.bounds() {
            Some((first, last)) => format!("The journal has no request `{n}`, but {first} to {last}."),
            None => format!("The journal has no request `{n}`, nor any other."),
        };
        problem(StatusCode::NOT_FOUND, &detail)
    })?;
    Ok(respond::json(StatusCode::OK, &entries::shown(&call.sandbox().snapshot(), &entry)))
}

/// Handles `DELETE /_mock/requests`: forgets them; numbers go on.
pub async fn delete(call: Call) -> Response {
    call.sandbox().journal.forget();
    http::empty(StatusCode::NO_CONTENT)
}
