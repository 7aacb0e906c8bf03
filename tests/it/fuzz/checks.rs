//! What every answer has to be, whatever was asked.

use axum::http::Method;
use serde_json::Value;

use crate::support::Answer;

/// What is wrong with an answer, if anything is.
pub fn fault(method: &Method, answer: &Answer) -> Option<&'static str> {
    let status = answer.status.as_u16();
    let kind = answer.header("content-type");
    let is_json = kind.starts_with("application/json") || kind.starts_with("application/problem+json");
    let json = serde_json::from_slice::<Value>(&answer.body);
    match status {
        500 => Some("an internal error, or a panic"),
        502.. => Some("a status that nobody documents"),
        _ if is_json && json.is_err() && !answer.body.is_empty() => Some("JSON that is none"),
        ..400 => None,
        _ if method == Method::HEAD => None,
        _ if answer.body.is_empty() => Some("an error without a body"),
        _ if kind.starts_with("text/html") => {
            (!answer.body.starts_with(b"<!doctype html>")).then_some("a page that is none")
        }
        _ => match json {
            Ok(json) => (!is_envelope(&json)).then_some("an error that is not in an envelope"),
            Err(_) => Some("an error that is no JSON"),
        },
    }
}

/// Whether JSON is an error of one of the APIs. Which one, the path says, and that may have been changed.
fn is_envelope(json: &Value) -> bool {
    let text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    let error = &json["error"];
    let is_graph = text(error) || (text(&error["code"]) && text(&error["message"]));
    let is_numbered = json["code"].as_i64() > Some(0) && text(&json["msg"]);
    let is_problem = text(&json["title"]) && text(&json["detail"]) && json["status"].is_u64();
    is_graph || is_numbered || is_problem
}
