//! `/_mock/clock`: the time of the sandbox.

use std::{sync::Arc, time::Duration};

use axum::{http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};

use super::{json::Json, problem::problem, respond};
use crate::{
    graph,
    http::{Call, date},
    kdocs,
    sandbox::{Due, DueKind, Sandbox, clock::Mode, events::Event, outbox::Receiver},
    world::Timestamp,
};

/// The clock.
#[derive(Serialize)]
pub struct ClockBody {
    now: String,
    frozen: bool,
    /// What fell due on the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    ran: Option<Vec<Ran>>,
}

/// Something that fell due.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Ran {
    Task(u64),
    Token(Arc<str>),
    Upload(u64),
    Subscription(String),
    Webhook(String),
}

/// What to change; what is left out stays.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockChange {
    now: Option<String>,
    frozen: Option<bool>,
}

/// How far to go: one of the three.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advance {
    seconds: Option<f64>,
    to: Option<String>,
    to_next: Option<DueKind>,
}

/// How long notifications that are under way are waited for; a receiver has three seconds.
const IDLE_WAIT: Duration = Duration::from_secs(4);

/// Handles `GET /_mock/clock`.
pub async fn get(call: Call) -> Response {
    respond::json(StatusCode::OK, &body(call.sandbox(), None))
}

/// Handles `PUT /_mock/clock`: sets the time, freezes the clock or lets it run.
pub async fn put(call: Call, Json(change): Json<ClockChange>) -> Result<Response, Response> {
    let to = change.now.as_deref().map(read_date).transpose()?;
    let clock = &call.sandbox().clock;
    if let Some(frozen) = change.frozen {
        clock.freeze(frozen);
    }
    if let Some(to) = to {
        clock.set(to);
    }
    Ok(changed(call.sandbox(), None))
}

/// Handles `POST /_mock/clock/advance`; what falls due on the way is done in its order.
pub async fn advance(call: Call, Json(how_far): Json<Advance>) -> Result<Response, Response> {
    let sandbox = call.sandbox();
    let wrong = |detail: &str| problem(StatusCode::BAD_REQUEST, detail);
    if how_far.to_next.is_some_and(|kind| matches!(kind, DueKind::Notification | DueKind::Any)) {
        // Whether one is tried again is known only when it was tried.
        let idle = sandbox.outbox.idle(sandbox.clock.now());
        let _ = tokio::time::timeout(IDLE_WAIT, idle).await;
    }
    let (world, now) = (sandbox.snapshot(), sandbox.clock.now());
    let to = match how_far {
        Advance { seconds: Some(seconds), to: None, to_next: None } => {
            let by = Duration::try_from_secs_f64(seconds);
            now.plus(by.map_err(|_| wrong("`seconds` is a number from 0 on, and not beyond all reason."))?)
        }
        Advance { seconds: None, to: Some(to), to_next: None } => {
            let to = read_date(&to)?;
            if to < now {
                let now = date::rfc3339(now);
                let detail = format!("It is {now} already; PUT /_mock/clock sets the clock back.");
                return Err(problem(StatusCode::CONFLICT, &detail));
            }
            to
        }
        Advance { seconds: None, to: None, to_next: Some(kind) } => {
            let latest = Timestamp::from_millis(i64::MAX);
            let due = sandbox.due(&world, now, latest, kind);
            due.first().map(|(at, _)| *at).ok_or_else(|| nothing_due(kind))?
        }
        _ => return Err(wrong("The body has one of `seconds`, `to` and `to_next`.")),
    };
    let due = sandbox.due(&world, now, to, DueKind::Any);
    sandbox.clock.advance_to(to);
    Ok(changed(sandbox, Some(due.into_iter().map(|(_, due)| ran(due)).collect())))
}

fn read_date(text: &str) -> Result<Timestamp, Response> {
    let wrong = || problem(StatusCode::BAD_REQUEST, &format!("`{text}` is no RFC 3339 date."));
    date::parse_rfc3339(text).ok_or_else(wrong)
}

fn nothing_due(kind: DueKind) -> Response {
    let what = match kind {
        DueKind::Task => {
            "no task waits for the clock: see GET /_mock/tasks for those that wait for something else"
        }
        DueKind::Token => "no access token ends",
        DueKind::Upload => "no upload session is open",
        DueKind::Notification => "no notification is to be tried again",
        DueKind::Any => "no task, token, upload session or notification waits for the clock",
    };
    problem(StatusCode::CONFLICT, &format!("Nothing falls due: {what}."))
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

fn changed(sandbox: &Sandbox, ran: Option<Vec<Ran>>) -> Response {
    sandbox.wake();
    let body = body(sandbox, ran);
    sandbox.events.tell(|| Event::Clock);
    respond::json(StatusCode::OK, &body)
}

/// Returns the clock as it is shown, after what is due.
pub fn body(sandbox: &Sandbox, ran: Option<Vec<Ran>>) -> ClockBody {
    let frozen = matches!(sandbox.clock.mode(), Mode::Frozen(_));
    let now = sandbox.read(|_, now| date::rfc3339(now));
    ClockBody { now, frozen, ran }
}
