//! `/_mock/clock`: the time of the sandbox.

use std::time::Duration;

use axum::{http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};

use super::{json::Json, problem::problem, respond};
use crate::{
    http::{Call, date},
    sandbox::{Sandbox, clock::Mode},
};

#[derive(Serialize)]
struct ClockBody {
    now: String,
    frozen: bool,
}

/// What to change; what is left out stays.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockChange {
    now: Option<String>,
    frozen: Option<bool>,
}

/// How far to go.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advance {
    seconds: f64,
}

/// Handles `GET /_mock/clock`.
pub async fn get(call: Call) -> Response {
    clock_response(call.sandbox())
}

/// Handles `PUT /_mock/clock`: sets the time, freezes the clock or lets it run.
pub async fn put(call: Call, Json(change): Json<ClockChange>) -> Response {
    let to = change.now.as_deref().map(|now| date::parse_rfc3339(now).ok_or(now)).transpose();
    let to = match to {
        Ok(to) => to,
        Err(now) => return problem(StatusCode::BAD_REQUEST, &format!("`{now}` is no RFC 3339 date.")),
    };
    let clock = &call.sandbox().clock;
    if let Some(frozen) = change.frozen {
        clock.freeze(frozen);
    }
    if let Some(to) = to {
        clock.set(to);
    }
    clock_response(call.sandbox())
}

/// Handles `POST /_mock/clock/advance`; what falls due on the way is done in its order.
pub async fn advance(call: Call, Json(Advance { seconds }): Json<Advance>) -> Response {
    let Ok(by) = Duration::try_from_secs_f64(seconds) else {
        return problem(
            StatusCode::BAD_REQUEST,
            "`seconds` is a number from 0 on, and not beyond all reason.",
        );
    };
    call.sandbox().clock.advance(by);
    clock_response(call.sandbox())
}

fn clock_response(sandbox: &Sandbox) -> Response {
    sandbox.wake();
    let frozen = matches!(sandbox.clock.mode(), Mode::Frozen(_));
    let now = sandbox.read(|_, now| date::rfc3339(now));
    respond::json(StatusCode::OK, &ClockBody { now, frozen })
}
