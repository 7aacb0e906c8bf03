//! `POST /_mock/wait`: until the sandbox is as a test needs it.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::{
    json::Json,
    respond,
    state::Server,
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
    Server(server): Server,
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
