//! `POST /_mock/wait`: until the sandbox is as a test needs it.

use std::sync::Arc;

use axum::{extract::State, http::StatusCode, response::Response};
use serde::Serialize;

use super::{
    json::Json,
    respond,
    state::ControlState,
    waiting::{Missing, WaitForm, wait},
};
use crate::http::Call;

/// A wait that was in vain.
#[derive(Serialize)]
struct InVain {
    /// `Waited in vain`.
    title: &'static str,
    /// 409.
    status: u16,
    /// What was missing in the end, to be printed as it is.
    detail: String,
    /// The same for programs.
    missing: Vec<Missing>,
}

/// Handles `POST /_mock/wait`: 200 with what was found as soon as all holds, or 409 with what was missing in the end.
pub async fn post(
    State(server): State<Arc<ControlState>>,
    call: Call,
    Json(form): Json<WaitForm>,
) -> Result<Response, Response> {
    let (wanted, timeout) = form.check(&server.catalogue, call.settings(), call.world())?;
    Ok(match wait(call.sandbox(), &wanted, timeout).await {
        Ok(found) => respond::json(StatusCode::OK, &found),
        Err(missing) => {
            let status = StatusCode::CONFLICT;
            let detail = Missing::text(&missing);
            let body = InVain { title: "Waited in vain", status: status.as_u16(), detail, missing };
            respond::json_as(status, "application/problem+json", &body)
        }
    })
}
