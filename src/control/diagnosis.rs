//! `GET /_mock/diagnosis`: what went wrong in a sandbox that no test asked for.

use std::collections::BTreeMap;

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::{
    entries,
    near_routes::{self, NearRoute},
    respond,
    state::{ControlState, Server},
};
use crate::{http::Call, sandbox::journal::Entry, world::World};

/// How many requests are listed of each kind.
const LISTED: usize = 10;

/// What notes of headers begin with that were not understood.
const HEADERS: &str = "x-mock-";

/// What went wrong, each only if there is any.
#[derive(Default, Serialize)]
struct Diagnosis {
    /// Requests without a route.
    #[serde(skip_serializing_if = "Option::is_none")]
    unrouted: Option<Found>,
    /// Requests that are not emulated.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_emulated: Option<Found>,
    /// Requests whose credentials were refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<Found>,
    /// Requests with something that nothing has read.
    #[serde(skip_serializing_if = "Option::is_none")]
    unread: Option<Found>,
    /// Requests that came before the time that they were told.
    #[serde(skip_serializing_if = "Option::is_none")]
    early: Option<Found>,
    /// Requests with a header for this server that it passed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    passed_over: Option<Found>,
}

/// Requests of one kind.
#[derive(Serialize)]
struct Found {
    /// How many they are.
    count: usize,
    /// How many there are for each reason.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    reasons: BTreeMap<String, usize>,
    /// The last ones, oldest first.
    last: Vec<Listed>,
}

/// A request, as far as it tells what went wrong.
#[derive(Serialize)]
struct Listed {
    /// Its number in the sandbox.
    n: u64,
    /// The method.
    method: String,
    /// The path with its query.
    path: String,
    /// The operation, if a route was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<&'static str>,
    /// The status of the response, once there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    /// The rule that injected a fault, if one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<String>,
    /// Why it was refused, if it was, and the notes about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
    /// What nothing has read of it, as the journal names it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unread: Vec<String>,
    /// The routes that come nearest, where it has none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    nearest: Vec<NearRoute>,
}

/// Handles `GET /_mock/diagnosis`: what went wrong among the requests of the journal; empty if nothing did.
pub fn get(Server(server): Server, call: Call) -> Response {
    let sandbox = call.sandbox();
    let (entries, world) = (sandbox.journal.since(0), sandbox.snapshot());
    let faults = sandbox.faults.list(sandbox.clock.now());
    let early: Vec<u64> = faults.iter().flat_map(|fault| fault.early_requests.iter().copied()).collect();
    let found = |is_it: &dyn Fn(&Entry) -> bool| found(&server, &world, &entries, is_it);
    let diagnosis = Diagnosis {
        unrouted: found(&Entry::is_unrouted),
        not_emulated: found(&Entry::is_not_emulated),
        refused: found(&is_refused).map(|of| Found { reasons: reasons(&world, &entries), ..of }),
        unread: found(&|entry| !entry.unread.is_empty()),
        early: found(&|entry| early.contains(&entry.n)),
        passed_over: found(&|entry| entry.notes.iter().any(|note| is_of_header(note))),
    };
    respond::json(StatusCode::OK, &diagnosis)
}

/// Returns whether credentials were refused, and no fault did it.
fn is_refused(entry: &Entry) -> bool {
    entry.fault.is_none() && matches!(entry.status, Some(401 | 403))
}

fn is_of_header(note: &str) -> bool {
    note.get(..HEADERS.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(HEADERS))
}

fn found(
    server: &ControlState,
    world: &World,
    entries: &[Entry],
    is_it: &dyn Fn(&Entry) -> bool,
) -> Option<Found> {
    let found: Vec<&Entry> = entries.iter().filter(|entry| is_it(entry)).collect();
    let listed = |entry: &&Entry| {
        let shown = entries::shown(world, entry);
        Listed {
            n: shown.n,
            method: shown.method,
            path: shown.path,
            operation: shown.operation,
            status: shown.status,
            fault: shown.fault,
            notes: shown.reason.into_iter().chain(shown.notes).collect(),
            unread: shown.unread,
            nearest: near_routes::of(server.routes, entry),
        }
    };
    let last = found[found.len().saturating_sub(LISTED)..].iter().map(listed).collect();
    (!found.is_empty()).then(|| Found { count: found.len(), reasons: BTreeMap::new(), last })
}

fn reasons(world: &World, entries: &[Entry]) -> BTreeMap<String, usize> {
    let mut reasons = BTreeMap::new();
    for entry in entries.iter().filter(|entry| is_refused(entry)) {
        let reason = entries::shown(world, entry).reason.unwrap_or_else(|| "no reason is known".into());
        *reasons.entry(reason).or_default() += 1;
    }
    reasons
}
