//! `GET /_mock/requests.har`: the journal as browsers' developer tools and many others read it.
//!
//! See <http://www.softwareishard.com/blog/har-12-spec/>.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::{
    entries::{self, RecordedMessage, RecordedRequest},
    respond,
};
use crate::{
    http::{Call, pairs},
    sandbox::journal::Entry,
    world::World,
};

/// A HAR 1.2 file.
#[derive(Serialize)]
struct Har {
    /// What there is to it.
    log: Log,
}

/// The requests, and who has written them down.
#[derive(Serialize)]
struct Log {
    /// The version of the format.
    version: &'static str,
    /// Who has written it.
    creator: Creator,
    /// The requests, oldest first.
    entries: Vec<HarEntry>,
}

/// A program.
#[derive(Serialize)]
struct Creator {
    /// Its name.
    name: &'static str,
    /// Its version.
    version: &'static str,
}

/// A request and its response.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HarEntry {
    /// When the request arrived, in RFC 3339.
    started_date_time: String,
    /// How long it took, in milliseconds.
    time: u64,
    /// The request.
    request: HarRequest,
    /// The response.
    response: HarResponse,
    /// What a cache had to do with it: nothing.
    cache: Cache,
    /// How the time is made up.
    timings: Timings,
    /// The number of the request, and its operation.
    comment: String,
}

/// Nothing: there is no cache.
#[derive(Serialize)]
struct Cache {}

/// How the time of a request is made up, in milliseconds.
#[derive(Serialize)]
struct Timings {
    /// Until it was sent: not known.
    send: u64,
    /// Until its response was sent.
    wait: u64,
    /// Until that was received: not known.
    receive: u64,
}

/// A request in a HAR file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HarRequest {
    /// The method.
    method: String,
    /// The address.
    url: String,
    /// The version of HTTP.
    http_version: &'static str,
    /// None: they stand among the headers.
    cookies: [(); 0],
    /// The headers.
    headers: Vec<Pair>,
    /// The parameters.
    query_string: Vec<Pair>,
    /// The body, where bodies are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    post_data: Option<PostData>,
    /// -1: not known.
    headers_size: i64,
    /// How many bytes of the body came.
    body_size: u64,
}

/// A name with a value.
#[derive(Serialize)]
struct Pair {
    /// The name.
    name: String,
    /// The value.
    value: String,
}

/// The body of a request.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PostData {
    /// What kind of content it is.
    mime_type: String,
    /// The text, or base64 of what is no text.
    text: String,
    /// None: the text has them.
    params: [(); 0],
}

/// A response in a HAR file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HarResponse {
    /// The status; 0 where there is none.
    status: u16,
    /// What the status is called.
    status_text: &'static str,
    /// The version of HTTP.
    http_version: &'static str,
    /// None: they stand among the headers.
    cookies: [(); 0],
    /// The headers, where bodies are kept.
    headers: Vec<Pair>,
    /// The body.
    content: Content,
    /// The header `Location`.
    #[serde(rename = "redirectURL")]
    redirect_url: String,
    /// -1: not known.
    headers_size: i64,
    /// How many bytes of the body were sent.
    body_size: u64,
}

/// The body of a response.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    /// How many bytes were sent.
    size: u64,
    /// What kind of content it is.
    mime_type: String,
    /// The text, where bodies are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// `base64`, where it is no text.
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
}

/// The sizes of heads are not known.
const UNKNOWN: i64 = -1;

const VERSION: &str = "HTTP/1.1";

/// Handles `GET /_mock/requests.har`: the journal as a HAR 1.2 file.
pub fn get(call: Call) -> Response {
    let world = call.sandbox().snapshot();
    let entries = call.sandbox().journal.since(0);
    let entries = entries.iter().map(|entry| har_entry(&world, entry)).collect();
    let creator = Creator { name: "mockdrive", version: env!("CARGO_PKG_VERSION") };
    respond::json(StatusCode::OK, &Har { log: Log { version: "1.2", creator, entries } })
}

fn har_entry(world: &World, entry: &Entry) -> HarEntry {
    let shown = entries::shown(world, entry);
    let time = shown.duration_ms.unwrap_or(0);
    HarEntry {
        started_date_time: shown.at.clone(),
        time,
        request: request(&shown, entries::headers_shown(world, &entry.arrival.headers)),
        response: response(&shown),
        cache: Cache {},
        timings: Timings { send: 0, wait: time, receive: 0 },
        comment: format!("{} {}", shown.n, shown.operation.unwrap_or("no operation")),
    }
}

fn request(shown: &RecordedRequest, headers: Vec<(String, String)>) -> HarRequest {
    let scheme = if shown.tls.is_some() { "https" } else { "http" };
    let host = shown.host.as_deref().unwrap_or("localhost");
    let query = shown.path.split_once('?').map_or("", |(_, query)| query);
    let body = shown.request.as_ref().and_then(|message| Some((message, message.body.clone()?)));
    HarRequest {
        method: shown.method.clone(),
        url: format!("{scheme}://{host}{}", shown.path),
        http_version: VERSION,
        cookies: [],
        headers: named(headers),
        query_string: named(pairs(query)),
        post_data: body.map(|(message, text)| PostData {
            mime_type: mime_type(Some(message)),
            text,
            params: [],
        }),
        headers_size: UNKNOWN,
        body_size: shown.request_bytes,
    }
}

fn response(shown: &RecordedRequest) -> HarResponse {
    let message = shown.response.as_ref();
    let status = shown.status.and_then(|status| StatusCode::from_u16(status).ok());
    let header = |name: &str| message.and_then(|message| message.header(name)).unwrap_or_default().to_owned();
    HarResponse {
        // As browsers write it where there was none.
        status: shown.status.unwrap_or(0),
        status_text: status.and_then(|status| status.canonical_reason()).unwrap_or_default(),
        http_version: VERSION,
        cookies: [],
        headers: named(message.map(|message| message.headers.clone()).unwrap_or_default()),
        content: Content {
            size: shown.response_bytes,
            mime_type: mime_type(message),
            text: message.and_then(|message| message.body.clone()),
            encoding: message.filter(|message| message.base64).map(|_| "base64"),
        },
        redirect_url: header("location"),
        headers_size: UNKNOWN,
        body_size: shown.response_bytes,
    }
}

fn mime_type(message: Option<&RecordedMessage>) -> String {
    message.and_then(|message| message.header("content-type")).unwrap_or_default().to_owned()
}

fn named(pairs: impl IntoIterator<Item = (String, String)>) -> Vec<Pair> {
    pairs.into_iter().map(|(name, value)| Pair { name, value }).collect()
}
