//! `/_mock/clock`: the time of the sandbox.

use std::time::Duration;

use axum::{http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};

use super::{
    json::Json,
    problem::problem,
    respond,
    time::{self, AdvanceError, Ran},
};
use crate::{
    http::{Call, date},
    sandbox::{DueKind, Sandbox, clock::Mode},
    world::Timestamp,
};

/// The clock.
#[derive(Serialize)]
pub struct ClockBody {
    /// What it shows, in RFC 3339.
    now: String,
    /// Whether it stands still.
    frozen: bool,
    /// What fell due on the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    ran: Option<Vec<Ran>>,
}

/// What to change; what is left out stays.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockChange {
    /// The time that it is to show, in RFC 3339.
    now: Option<String>,
    /// Whether it stands still from now on.
    frozen: Option<bool>,
}

/// How far to go: one of the three.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advance {
    /// So many seconds.
    seconds: Option<f64>,
    /// To this time, in RFC 3339.
    to: Option<String>,
    /// To the moment when this falls due.
    to_next: Option<DueKind>,
}

/// Handles `GET /_mock/clock`: the time of the sandbox, and whether its clock stands still.
pub fn get(call: Call) -> Response {
    respond::json(StatusCode::OK, &body(call.sandbox(), None))
}

/// Handles `PUT /_mock/clock`: sets the time, freezes the clock or lets it run.
pub fn put(call: Call, Json(change): Json<ClockChange>) -> Result<Response, Response> {
    let to = change.now.as_deref().map(read_date).transpose()?;
    time::change(call.sandbox(), to, change.frozen);
    Ok(respond::json(StatusCode::OK, &body(call.sandbox(), None)))
}

/// Handles `POST /_mock/clock/advance`: goes on by seconds, to a time or to what falls due next.
///
/// What falls due on the way is done in its order, before the response.
pub async fn advance(call: Call, Json(how_far): Json<Advance>) -> Result<Response, Response> {
    let sandbox = call.sandbox();
    let wrong = |detail: &str| problem(StatusCode::BAD_REQUEST, detail);
    let refuse = |error: AdvanceError| problem(StatusCode::CONFLICT, &error.to_string());
    let ran = match how_far {
        Advance { seconds: Some(seconds), to: None, to_next: None } => {
            let by = Duration::try_from_secs_f64(seconds);
            let by = by.map_err(|_| wrong("`seconds` is a number from 0 on, and not beyond all reason."))?;
            time::advance(sandbox, by)
        }
        Advance { seconds: None, to: Some(to), to_next: None } => {
            time::advance_to(sandbox, read_date(&to)?).map_err(refuse)?
        }
        Advance { seconds: None, to: None, to_next: Some(kind) } => {
            time::advance_to_next(sandbox, kind).await.map_err(refuse)?
        }
        _ => return Err(wrong("The body has one of `seconds`, `to` and `to_next`.")),
    };
    Ok(respond::json(StatusCode::OK, &body(sandbox, Some(ran))))
}

fn read_date(text: &str) -> Result<Timestamp, Response> {
    let wrong = || {
        problem(
            StatusCode::BAD_REQUEST,
            &format!("`{text}` is no RFC 3339 date, such as 2026-01-02T03:04:05Z."),
        )
    };
    date::parse_rfc3339(text).ok_or_else(wrong)
}

/// Returns the clock as it is shown, after what is due.
pub fn body(sandbox: &Sandbox, ran: Option<Vec<Ran>>) -> ClockBody {
    let frozen = matches!(sandbox.clock.mode(), Mode::Frozen(_));
    let now = sandbox.read(|_, now| date::rfc3339(now));
    ClockBody { now, frozen, ran }
}
