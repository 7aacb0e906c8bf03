//! Several requests in one: each goes the way of any other, through the same layers, in the same sandbox.
//!
//! See <https://learn.microsoft.com/en-us/graph/json-batching>.

use std::collections::{BTreeMap, HashMap, HashSet};

use axum::{
    Extension, Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::Response,
};
use bytes::Bytes;
use data_encoding::{BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD};
use http_body_util::BodyExt;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Deserialize;
use serde_json::{Value, value::RawValue};
use tower::ServiceExt;

use super::{
    answer,
    auth::Caller,
    error::Error,
    error_body, ids,
    json::Json,
    odata::to_value,
    rewrite::rewrite,
    wire::{PartAnswer, Responses},
};
use crate::http::{Call, Operation};

/// The path of the route.
pub const PATH: &str = "/v1.0/$batch";

/// <https://learn.microsoft.com/en-us/graph/json-batching>
pub const BATCH: Operation = Operation { name: "batch", ..Operation::BASE };

/// The longest url of a request, in bytes.
const LONGEST_URL: usize = 8192;
/// How many requests a batch holds at the most.
const MOST: usize = 20;

/// What of the batch's own headers holds for its parts, unless they say otherwise.
const INHERITED: [&str; 7] = [
    "authorization",
    "host",
    "forwarded",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-mock-task",
    "accept-language",
];

/// What may not stand in a URL as it is.
const UNSAFE: AsciiSet = CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The router that serves the parts of a batch; it lends itself to no part, so batches do not nest.
#[derive(Clone)]
pub struct Parts(pub Router);

/// Lends a batch the router for its parts.
pub async fn lend(State(parts): State<Parts>, mut request: Request, next: Next) -> Response {
    if request.uri().path() == PATH {
        request.extensions_mut().insert(parts);
    }
    next.run(request).await
}

/// The body of a batch.
#[derive(Deserialize)]
pub struct BatchBody {
    requests: Option<Vec<PartBody>>,
}

/// One request of it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PartBody {
    id: Option<String>,
    method: Option<String>,
    url: Option<String>,
    headers: Option<BTreeMap<String, String>>,
    body: Option<Box<RawValue>>,
    depends_on: Option<Vec<String>>,
}

/// A request that was read.
struct Part {
    id: String,
    method: Method,
    /// The path and query from `/v1.0/` on.
    path: String,
    headers: HeaderMap,
    body: Bytes,
    /// The places of the requests that have to succeed before.
    after: Vec<usize>,
}

/// Carries out a batch; its answers stand in the order of its requests.
pub async fn batch(
    caller: Caller,
    parts: Option<Extension<Parts>>,
    headers: HeaderMap,
    Json(body): Json<BatchBody>,
) -> Result<Response, Error> {
    let Some(Extension(Parts(router))) = parts else {
        return Err(Error::Invalid("A batch cannot hold another batch."));
    };
    let requests = read(body)?;
    let call = &caller.0.call;
    let mut answers: Vec<Option<PartAnswer>> = requests.iter().map(|_| None).collect();
    for at in order(&requests)? {
        let part = &requests[at];
        let failed = |place: &usize| answers[*place].as_ref().is_none_or(|answer| answer.status >= 400);
        let answer = if part.after.iter().any(failed) {
            refuse(call, part, &Error::Dependency)
        } else {
            send(&router, call, part, &headers).await
        };
        call.note(format!("{}: {} {} {}", part.id, part.method, part.path, answer.status));
        answers[at] = Some(answer);
    }
    Ok(answer(StatusCode::OK, &Responses { responses: answers.into_iter().flatten().collect() }))
}

/// Reads all requests; a batch with a malformed one is refused as a whole.
fn read(body: BatchBody) -> Result<Vec<Part>, Error> {
    let refuse = |text: String| Err(Error::Malformed(text));
    let requests = body.requests.unwrap_or_default();
    if requests.is_empty() {
        return Err(Error::Invalid("A batch holds at least one request."));
    }
    if requests.len() > MOST {
        return refuse(format!(
            "A batch holds {MOST} requests at the most, and this one {}.",
            requests.len()
        ));
    }
    let mut places = HashMap::new();
    for (at, request) in requests.iter().enumerate() {
        let Some(id) = request.id.clone().filter(|id| !id.is_empty()) else {
            return Err(Error::Invalid("Every request of a batch needs an id."));
        };
        if places.insert(id.clone(), at).is_some() {
            return refuse(format!("The id {id} stands at two requests of the batch."));
        }
    }
    requests.into_iter().map(|request| request.read(&places)).collect()
}

impl PartBody {
    fn read(self, places: &HashMap<String, usize>) -> Result<Part, Error> {
        let id = self.id.unwrap_or_default();
        let refuse = |text: &str| Error::Malformed(format!("Request {id} of the batch {text}."));
        let method = self.method.as_deref().ok_or_else(|| refuse("has no method"))?.to_ascii_uppercase();
        let method = match method.as_str() {
            "GET" => Method::GET,
            "POST" => Method::POST,
            "PUT" => Method::PUT,
            "PATCH" => Method::PATCH,
            "DELETE" => Method::DELETE,
            _ => return Err(refuse("has none of the methods GET, POST, PUT, PATCH and DELETE")),
        };
        let url = self.url.as_deref().filter(|url| !url.is_empty()).ok_or_else(|| refuse("has no url"))?;
        let path = path_of(url).ok_or_else(|| {
            refuse("has a url that is not relative to /v1.0, or longer than 8192 characters")
        })?;
        let mut headers = HeaderMap::new();
        for (name, value) in self.headers.iter().flatten() {
            let pair = HeaderName::try_from(name).ok().zip(HeaderValue::try_from(value).ok());
            let (name, value) = pair.ok_or_else(|| refuse("has a header that cannot be sent"))?;
            headers.insert(name, value);
        }
        let body = match &self.body {
            None => Bytes::new(),
            Some(body) if body.get() == "null" => Bytes::new(),
            Some(body) => read_body(body, &headers).map_err(refuse)?,
        };
        let after = self.depends_on.iter().flatten().map(|id| places.get(id).copied());
        let after = after.collect::<Option<_>>().ok_or_else(|| refuse("depends on one that is not in it"))?;
        Ok(Part { id, method, path, headers, body, after })
    }
}

/// The bytes of a body: JSON is handed on byte by byte, anything else stands there in base64 of either alphabet.
fn read_body(body: &RawValue, headers: &HeaderMap) -> Result<Bytes, &'static str> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.ok_or("has a body, and so needs a Content-Type header")?;
    if is_json(kind) {
        return Ok(Bytes::copy_from_slice(body.get().as_bytes()));
    }
    let text: String =
        serde_json::from_str(body.get()).map_err(|_| "has a body that is neither JSON nor base64")?;
    let read = [BASE64URL, BASE64URL_NOPAD, BASE64, BASE64_NOPAD]
        .iter()
        .find_map(|way| way.decode(text.as_bytes()).ok());
    read.map(Into::into).ok_or("has a body that is not base64")
}

fn is_json(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind.ends_with("/json") || kind.ends_with("+json")
}

/// The path from `/v1.0/` on that a relative URL stands for.
fn path_of(url: &str) -> Option<String> {
    if url.len() > LONGEST_URL {
        return None;
    }
    let first = url.split('/').next().unwrap_or_default();
    if first.ends_with(':') && url[first.len()..].starts_with("//") {
        return None;
    }
    let rest = url.trim_start_matches('/');
    let rest = rest.strip_prefix("v1.0/").unwrap_or(rest);
    Some(format!("/v1.0/{}", utf8_percent_encode(rest, &UNSAFE)))
}

/// An order in which every request comes after those that it depends on, else that in which they stand.
fn order(parts: &[Part]) -> Result<Vec<usize>, Error> {
    let (mut order, mut done) = (Vec::with_capacity(parts.len()), HashSet::new());
    while order.len() < parts.len() {
        let ready =
            |at: &usize| !done.contains(at) && parts[*at].after.iter().all(|before| done.contains(before));
        let Some(next) = (0..parts.len()).find(ready) else {
            return Err(Error::Invalid("Requests of the batch depend on each other in a circle."));
        };
        done.insert(next);
        order.push(next);
    }
    Ok(order)
}

/// Sends one request on its way.
async fn send(router: &Router, call: &Call, part: &Part, of_batch: &HeaderMap) -> PartAnswer {
    let Ok(uri) = Uri::try_from(rewrite(&part.path).unwrap_or_else(|| part.path.clone())) else {
        return refuse(call, part, &Error::Invalid("A valid path must be provided."));
    };
    let mut request = Request::new(Body::from(part.body.clone()));
    *request.method_mut() = part.method.clone();
    *request.uri_mut() = uri;
    for name in INHERITED {
        if let Some(value) = of_batch.get(name) {
            request.headers_mut().insert(name, value.clone());
        }
    }
    request.headers_mut().extend(part.headers.clone());
    request.extensions_mut().insert(call.part(&part.path));
    let Ok(response) = router.clone().oneshot(request).await;
    let (mut head, body) = response.into_parts();
    // It tells of bytes that are not sent like this.
    head.headers.remove(header::CONTENT_LENGTH);
    let Ok(body) = body.collect().await else { return refuse(call, part, &Error::Internal) };
    let body = body.to_bytes();
    let text = |value: &HeaderValue| value.to_str().map(str::to_owned).ok();
    let headers: BTreeMap<String, String> =
        head.headers.iter().filter_map(|(name, value)| Some((spelt(name), text(value)?))).collect();
    let json = headers.get("Content-Type").is_some_and(|kind| is_json(kind));
    let json = json.then(|| serde_json::from_slice(&body).ok()).flatten();
    let body = if body.is_empty() {
        (head.status != StatusCode::ACCEPTED).then_some(Value::Null)
    } else {
        Some(json.unwrap_or_else(|| BASE64.encode(&body).into()))
    };
    PartAnswer { id: part.id.clone(), status: head.status.as_u16(), headers, body }
}

/// The answer to a request that is not sent on its way.
fn refuse(call: &Call, part: &Part, error: &Error) -> PartAnswer {
    let told = error.told();
    let id = ids::request(call.sandbox().next_request());
    let kind = ("Content-Type".to_owned(), super::ERROR_TYPE.to_owned());
    let body = Some(to_value(&error_body(call, &told, &id, &id)));
    PartAnswer { id: part.id.clone(), status: told.status.as_u16(), headers: [kind].into(), body }
}

/// A header's name as the service spells it in batches.
fn spelt(name: &HeaderName) -> String {
    match name.as_str() {
        "content-type" => "Content-Type".into(),
        "cache-control" => "Cache-Control".into(),
        "location" => "Location".into(),
        "retry-after" => "Retry-After".into(),
        "odata-version" => "OData-Version".into(),
        other => other.into(),
    }
}
