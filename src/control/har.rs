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

#[derive(Serialize)]
struct Har {
    log: Log,
}

#[derive(Serialize)]
struct Log {
    version: &'static str,
    creator: Creator,
    entries: Vec<HarEntry>,
}

#[derive(Serialize)]
struct Creator {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HarEntry {
    started_date_time: String,
    time: u64,
    request: HarRequest,
    response: HarResponse,
    cache: Cache,
    timings: Timings,
    comment: String,
}

#[derive(Serialize)]
struct Cache {}

#[derive(Serialize)]
struct Timings {
    send: u64,
    wait: u64,
    receive: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HarRequest {
    method: String,
    url: String,
    http_version: &'static str,
    cookies: [(); 0],
    headers: Vec<Pair>,
    query_string: Vec<Pair>,
    #[serde(skip_serializing_if = "Option::is_none")]
    post_data: Option<PostData>,
    headers_size: i64,
    body_size: u64,
}

#[derive(Serialize)]
struct Pair {
    name: String,
    value: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PostData {
    mime_type: String,
    text: String,
    params: [(); 0],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HarResponse {
    status: u16,
    status_text: &'static str,
    http_version: &'static str,
    cookies: [(); 0],
    headers: Vec<Pair>,
    content: Content,
    #[serde(rename = "redirectURL")]
    redirect_url: String,
    headers_size: i64,
    body_size: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    size: u64,
    mime_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
}

/// The sizes of heads are not known.
const UNKNOWN: i64 = -1;

const VERSION: &str = "HTTP/1.1";

/// Handles `GET /_mock/requests.har`: the last requests as a HAR 1.2 file.
pub async fn get(call: Call) -> Response {
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
