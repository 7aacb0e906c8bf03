//! `/_mock/settings`: the settings of the sandbox.

use axum::{http::StatusCode, response::Response};
use serde_json::{Map, Value};

use super::{json::Json, problem::problem, respond};
use crate::{http::Call, sandbox::Settings};

/// Handles `GET /_mock/settings`.
pub async fn get(call: Call) -> Response {
    respond::json(StatusCode::OK, call.sandbox().settings().as_ref())
}

/// Handles `PUT /_mock/settings`: changes the settings that the body names; the others stay.
pub async fn put(call: Call, Json(change): Json<Map<String, Value>>) -> Response {
    let sandbox = call.sandbox();
    let current = serde_json::to_value(sandbox.settings().as_ref());
    let merged = current.map(|current| match current {
        Value::Object(members) => Value::Object(members.into_iter().chain(change).collect()),
        other => other,
    });
    match merged.and_then(serde_json::from_value::<Settings>) {
        Ok(settings) => {
            sandbox.set_settings(settings);
            respond::json(StatusCode::OK, sandbox.settings().as_ref())
        }
        Err(error) => problem(StatusCode::BAD_REQUEST, &format!("The body is wrong: {error}.")),
    }
}
