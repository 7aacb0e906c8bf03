//! `/_mock/settings`: the settings of the sandbox.

use axum::{http::StatusCode, response::Response};
use serde_json::{Map, Value};

use super::{json::Json, problem::problem, respond};
use crate::{
    http::Call,
    sandbox::{Settings, read},
};

/// Handles `GET /_mock/settings`: the settings of the sandbox.
pub fn get(call: Call) -> Response {
    respond::json(StatusCode::OK, call.sandbox().settings().as_ref())
}

/// Handles `PUT /_mock/settings`: changes the settings that the body names; the others stay.
pub fn put(call: Call, Json(change): Json<Map<String, Value>>) -> Response {
    let sandbox = call.sandbox();
    let current = serde_json::to_value(sandbox.settings().as_ref()).unwrap_or_default();
    let merged = merged(current, Value::Object(change));
    match read::read::<Settings>(&merged) {
        Ok(settings) => {
            sandbox.set_settings(settings);
            respond::json(StatusCode::OK, sandbox.settings().as_ref())
        }
        Err(misread) => problem(StatusCode::BAD_REQUEST, &format!("The body is wrong: {misread}.")),
    }
}

/// Returns a value with the members that another one names; what is in it of groups of settings stays, too.
fn merged(current: Value, change: Value) -> Value {
    match (current, change) {
        (Value::Object(mut members), Value::Object(change)) => {
            for (name, value) in change {
                let current = members.remove(&name).unwrap_or_default();
                members.insert(name, merged(current, value));
            }
            Value::Object(members)
        }
        (_, change) => change,
    }
}
