//! Messages that an application of WPS Collaboration sends to a person.

use axum::response::Response;
use serde::{Deserialize, de::IgnoredAny};
use serde_json::{Map, Value};

use crate::{
    http::Operation,
    kdocs::{auth::token::Personal, error::Error, json::Json, respond, scopes},
};

/// <https://developer.kdocs.cn/server/notification/woa_app.html>
pub const SEND: Operation = Operation { name: "notification.woa.app.send", ..scopes::WRITE };

/// The longest message in the journal, in characters.
const LONGEST_NOTE: usize = 2000;

/// A message, and the application that sends it.
#[derive(Deserialize)]
pub struct Message {
    woa_app_id: String,
    woa_secret_key: String,
    email: String,
    content: Map<String, Value>,
    /// The page prints it and has it in no table.
    #[serde(rename = "openwps_company_id")]
    _company: Option<IgnoredAny>,
}

/// Sends a message to nobody: it stands in the journal, where a test finds it, and no mail leaves the machine.
///
/// Handles `POST /api/v1/openapi/notification/woa/app`.
pub fn send(Personal(caller): Personal, Json(message): Json<Message>) -> Result<Response, Error> {
    let Message { woa_app_id, woa_secret_key, email, content, .. } = message;
    let members = [("woa_app_id", &woa_app_id), ("woa_secret_key", &woa_secret_key), ("email", &email)];
    if let Some((name, _)) = members.iter().find(|(_, value)| value.is_empty()) {
        return Err(Error::Invalid(format!("{name} is empty").into()));
    }
    if !email.contains('@') {
        return Err(Error::Invalid("email is no mail address".into()));
    }
    let content: String = Value::Object(content).to_string().chars().take(LONGEST_NOTE).collect();
    caller.call.note(format!("message of {woa_app_id} to {email}: {content}"));
    Ok(respond::done())
}
