//! `POST /_mock/verify`: whether the requests of the sandbox are those that a test expects.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::{
    json::Json,
    problem::problem,
    respond,
    state::Server,
    verification::{Outcome, Verification, VerifyForm, verify},
};
use crate::http::Call;

/// A verification that has failed.
#[derive(Serialize)]
struct Failed<'a> {
    /// `Verification failed`.
    title: &'static str,
    /// 409.
    status: u16,
    /// What does not hold, to be printed as it is.
    detail: String,
    #[serde(flatten)]
    outcome: &'a Outcome,
}

/// Handles `POST /_mock/verify`: 200 if all holds, else 409 with a text to print as it is.
pub async fn post(
    Server(server): Server,
    call: Call,
    Json(form): Json<VerifyForm>,
) -> Result<Response, Response> {
    let verification = Verification::new(form, &server.catalogue, call.settings().journal.bodies)
        .map_err(|misread| problem(StatusCode::BAD_REQUEST, &format!("The body is wrong: {misread}.")))?;
    let outcome = verify(call.sandbox(), &verification).await;
    if outcome.passed() {
        return Ok(respond::json(StatusCode::OK, &outcome));
    }
    let status = StatusCode::CONFLICT;
    let failed = Failed {
        title: "Verification failed",
        status: status.as_u16(),
        detail: outcome.text(),
        outcome: &outcome,
    };
    Ok(respond::json_as(status, "application/problem+json", &failed))
}
