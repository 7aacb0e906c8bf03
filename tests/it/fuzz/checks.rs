//! What every answer has to be, whatever was asked.

use mockdrive::world::Api;
use serde_json::Value;

use crate::support::Answer;

/// What is wrong with an answer, if anything is.
pub fn fault(api: Option<Api>, answer: &Answer) -> Option<&'static str> {
    let status = answer.status.as_u16();
    let kind = answer.header("content-type");
    let is_json = kind.starts_with("application/json") || kind.starts_with("application/problem+json");
    let json = serde_json::from_slice::<Value>(&answer.body);
    match status {
        500 => Some("an internal error, or a panic"),
        502.. => Some("a status that nobody documents"),
        _ if is_json && json.is_err() && !answer.body.is_empty() => Some("JSON that is none"),
        ..400 => None,
        // Contents have no error of their own; HEAD has no body.
        _ if answer.body.is_empty() => {
            (!matches!(status, 404 | 405 | 412 | 416)).then_some("an error without a body")
        }
        _ if kind.starts_with("text/html") => {
            (!answer.body.starts_with(b"<!doctype html>")).then_some("a page that is none")
        }
        _ => match json {
            Ok(json) => (!is_envelope(api, &json)).then_some("an error that is not in an envelope"),
            Err(_) => Some("an error that is no JSON"),
        },
    }
}

/// Whether JSON is an error of this API, or of any one.
fn is_envelope(api: Option<Api>, json: &Value) -> bool {
    let text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    let fits = |api: &Api| match api {
        Api::Graph => {
            text(&json["error"]) || (text(&json["error"]["code"]) && text(&json["error"]["message"]))
        }
        Api::Kdocs => json["code"].as_i64() > Some(0) && text(&json["message"]),
        Api::Wps | Api::Koodrive => json["code"].as_i64() > Some(0) && text(&json["msg"]),
    };
    // A path that was changed may belong to nobody.
    let is_problem = text(&json["title"]) && text(&json["detail"]) && json["status"].is_u64();
    is_problem || api.map_or_else(|| [Api::Graph, Api::Kdocs, Api::Wps].iter().any(fits), |api| fits(&api))
}
