//! Requests of the journal as they are shown: in lists, by the server's own tests, and in HAR files.

use std::borrow::Cow;

use data_encoding::BASE64;
use serde::Serialize;

use super::{
    near_routes::{self, NearRoute},
    redaction::{self, Secrets, Side},
};
use crate::{
    http::{Route, date},
    sandbox::journal::{self, Entry, RequestState},
    world::{Api, World},
};

/// A request that a client sent, and what came of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// Its number in the sandbox, from 1.
    pub n: u64,
    /// When it arrived, by the sandbox's clock: RFC 3339.
    pub at: String,
    /// `open` while it is under way, then `done`, or `aborted` when its client left.
    pub state: RequestState,
    /// How long it took in real milliseconds, from its head to the end of its response; none while it is under way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<u64>,
    /// The method.
    pub method: String,
    /// The host that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// The version of TLS, if there was any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls: Option<&'static str>,
    /// The path with its query, as the client sent it behind the sandbox prefix.
    pub path: String,
    /// The service that it belongs to; none for paths that belong to no service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<&'static str>,
    /// The operation, if a route was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<&'static str>,
    /// The status of the response, once there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The short name of the person, or the key of the application, that called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// Why it was refused, if it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The rule that injected a fault, if one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    /// Where it has no route, or none that is emulated: the routes that come nearest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nearest: Vec<NearRoute>,
    /// Notes about it, such as which lenience it made use of.
    pub notes: Vec<String>,
    /// What nothing has read of it: members of its body by their pointers, options of its query, fields of its form.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<String>,
    /// How many bytes of the request's body came.
    pub request_bytes: u64,
    /// How many bytes of the response's body were sent.
    pub response_bytes: u64,
    /// Headers and body of the request, where bodies are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<RecordedMessage>,
    /// Headers and body of the response, where bodies are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<RecordedMessage>,
}

/// The headers and the body of a request or a response.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct RecordedMessage {
    /// The headers, each a name and a value.
    pub headers: Vec<(String, String)>,
    /// The body, or its beginning; none where it is not kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Whether the body is no text, and stands here in base64.
    pub base64: bool,
    /// Whether the body was longer.
    pub truncated: bool,
}

impl RecordedMessage {
    /// Returns the value of a header, by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }
}

/// Returns a request as it is shown, without the routes that come nearest.
pub fn shown(world: &World, entry: &Entry) -> RecordedRequest {
    let (secrets, arrival) = (Secrets(world), &entry.arrival);
    let host = || entry.header_lines().find(|(name, _)| name == "host").map(|(_, value)| value.into_owned());
    // Whether bodies were kept is known once there is a response.
    let keeps = entry.response_headers.is_some() || entry.request.is_some();
    let request = || message(secrets, &arrival.headers, entry.request.as_ref(), Side::Request);
    let response = entry
        .response_headers
        .as_ref()
        .map(|headers| message(secrets, headers, entry.response.as_ref(), Side::Response));
    RecordedRequest {
        n: entry.n,
        at: date::rfc3339(arrival.at),
        state: entry.state,
        duration_ms: entry.duration.map(|time| u64::try_from(time.as_millis()).unwrap_or(u64::MAX)),
        method: arrival.method.to_string(),
        host: arrival.host.as_deref().map(Into::into).or_else(host),
        tls: arrival.tls,
        path: redaction::url(secrets, &arrival.path),
        provider: arrival.provider,
        operation: entry.operation,
        status: entry.status,
        user: entry.caller.as_deref().map(Into::into),
        reason: entry.reason.as_deref().map(|reason| redaction::note(secrets, reason)),
        fault: entry.fault.as_deref().map(Into::into),
        nearest: Vec::new(),
        notes: entry.notes.iter().map(|note| redaction::note(secrets, note)).collect(),
        unread: entry.unread.iter().map(|name| redaction::note(secrets, name)).collect(),
        request_bytes: entry.request_bytes,
        response_bytes: entry.response_bytes,
        request: keeps.then(request),
        response,
    }
}

/// Returns a request as it is shown, with the routes that come nearest to it.
pub fn explained(routes: &[(Api, Route)], world: &World, entry: &Entry) -> RecordedRequest {
    RecordedRequest { nearest: near_routes::of(routes, entry), ..shown(world, entry) }
}

/// Returns the headers of a request as they are shown, whether bodies are kept or not.
pub fn headers_shown(world: &World, lines: &[u8]) -> Vec<(String, String)> {
    let secrets = Secrets(world);
    let shown = |(name, value): (Cow<'_, str>, Cow<'_, str>)| {
        let value = redaction::header(secrets, &name, &value);
        (name.into_owned(), value)
    };
    journal::header_lines(lines).map(shown).collect()
}

fn message(secrets: Secrets<'_>, lines: &[u8], body: Option<&journal::Body>, side: Side) -> RecordedMessage {
    let headers = headers_shown(secrets.0, lines);
    let content_type = headers.iter().find(|(name, _)| name == "content-type").map_or("", |(_, value)| value);
    let text = body.map(|body| match as_text(body) {
        Some(text) => (redaction::body(secrets, text, content_type, side), false),
        None => (BASE64.encode(&body.bytes), true),
    });
    RecordedMessage {
        base64: text.as_ref().is_some_and(|(_, base64)| *base64),
        truncated: body.is_some_and(|body| body.truncated),
        body: text.map(|(text, _)| text),
        headers,
    }
}

/// Returns the text of a body, without the character that its bound has cut.
fn as_text(body: &journal::Body) -> Option<&str> {
    match str::from_utf8(&body.bytes) {
        Ok(text) => Some(text),
        Err(error) if body.truncated && error.error_len().is_none() => {
            str::from_utf8(&body.bytes[..error.valid_up_to()]).ok()
        }
        Err(_) => None,
    }
}
