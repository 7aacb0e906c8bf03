//! How a test changes the time of a sandbox: over HTTP, and in Rust.

use std::{sync::Arc, time::Duration};

use serde::Serialize;
use thiserror::Error;

use crate::{
    graph,
    http::date,
    kdocs,
    sandbox::{Due, DueKind, Sandbox, events::Event, outbox::Receiver},
    world::Timestamp,
};

/// How long notifications that are under way are waited for; a receiver has three seconds.
const IDLE_WAIT: Duration = Duration::from_secs(4);

/// Something that fell due while the clock was advanced.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Ran {
    /// This task went on.
    Task(u64),
    /// This access token ended.
    Token(Arc<str>),
    /// The upload session of this number ended.
    Upload(u64),
    /// A notification to this subscription of Microsoft Graph was tried again.
    Subscription(String),
    /// A call of this webhook of KDocs was tried again.
    Webhook(String),
}

/// Why the clock was not advanced.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum AdvanceError {
    /// The time is past: it is later already.
    #[error("It is {} already; PUT /_mock/clock sets the clock back.", date::rfc3339(*.0))]
    Past(Timestamp),
    /// Nothing of this kind waits for the clock.
    #[error("Nothing falls due: {}.", nothing(*.0))]
    NothingDue(DueKind),
}

/// Sets the time, and freezes the clock or lets it run; what is left out stays. What is due then is done.
pub fn change(sandbox: &Sandbox, to: Option<Timestamp>, frozen: Option<bool>) {
    if let Some(frozen) = frozen {
        sandbox.clock.freeze(frozen);
    }
    if let Some(to) = to {
        sandbox.clock.set(to);
    }
    tell(sandbox);
}

/// Advances the clock by this time. Returns what fell due on the way, in its order.
pub fn advance(sandbox: &Sandbox, by: Duration) -> Vec<Ran> {
    let now = sandbox.clock.now();
    go(sandbox, now, now.plus(by))
}

/// Advances the clock to this time. Returns what fell due on the way, in its order.
///
/// # Errors
/// [`AdvanceError::Past`], and nothing is changed.
pub fn advance_to(sandbox: &Sandbox, to: Timestamp) -> Result<Vec<Ran>, AdvanceError> {
    let now = sandbox.clock.now();
    if to < now { Err(AdvanceError::Past(now)) } else { Ok(go(sandbox, now, to)) }
}

/// Advances the clock to what falls due next of this kind. Returns all that fell due then.
///
/// # Errors
/// [`AdvanceError::NothingDue`], and nothing is changed.
pub async fn advance_to_next(sandbox: &Sandbox, kind: DueKind) -> Result<Vec<Ran>, AdvanceError> {
    if matches!(kind, DueKind::Notification | DueKind::Any) {
        // Whether one is tried again is known only when it was tried.
        let idle = sandbox.outbox.idle(sandbox.clock.now());
        let _ = tokio::time::timeout(IDLE_WAIT, idle).await;
    }
    let (world, now) = (sandbox.snapshot(), sandbox.clock.now());
    let latest = Timestamp::from_millis(i64::MAX);
    let due = sandbox.due(&world, now, latest, kind);
    let (to, _) = due.first().ok_or(AdvanceError::NothingDue(kind))?;
    Ok(go(sandbox, now, *to))
}

fn go(sandbox: &Sandbox, now: Timestamp, to: Timestamp) -> Vec<Ran> {
    let due = sandbox.due(&sandbox.snapshot(), now, to, DueKind::Any);
    sandbox.clock.advance_to(to);
    tell(sandbox);
    due.into_iter().map(|(_, due)| ran(due)).collect()
}

/// Lets everybody know of the change: what is due now is done when this returns.
fn tell(sandbox: &Sandbox) {
    sandbox.wake();
    sandbox.snapshot();
    sandbox.events.tell(|| Event::Clock);
}

fn nothing(kind: DueKind) -> &'static str {
    match kind {
        DueKind::Task => {
            "no task waits for the clock: see GET /_mock/tasks for those that wait for something else"
        }
        DueKind::Token => "no access token ends",
        DueKind::Upload => "no upload session is open",
        DueKind::Notification => "no notification is to be tried again",
        DueKind::Any => "no task, token, upload session or notification waits for the clock",
    }
}

fn ran(due: Due) -> Ran {
    match due {
        Due::Task(id) => Ran::Task(id.number()),
        Due::Token(value) => Ran::Token(value),
        Due::Upload(id) => Ran::Upload(id.number()),
        Due::Notification(Receiver::Subscription(number)) => {
            Ran::Subscription(graph::ids::subscription(number))
        }
        Due::Notification(Receiver::Webhook(number)) => Ran::Webhook(kdocs::ids::webhook(number)),
    }
}
