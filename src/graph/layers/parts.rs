//! Reading the requests of a batch.

use std::collections::{BTreeMap, HashMap, HashSet};

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use bytes::Bytes;
use data_encoding::{BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::{
    graph::{error::Error, payload::is_json},
    http::body::Object,
};

/// The longest url of a request, in bytes.
const LONGEST_URL: usize = 8192;
/// How many requests a batch holds at the most.
const MOST: usize = 20;

/// What has to be escaped in a URL.
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

/// <https://learn.microsoft.com/en-us/graph/json-batching>
#[derive(Deserialize)]
pub struct BatchBody {
    requests: Option<Vec<Object<PartBody>>>,
}

/// A request of a batch, as it is sent.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PartBody {
    id: Option<String>,
    method: Option<String>,
    url: Option<String>,
    headers: Option<Object<BTreeMap<String, String>>>,
    body: Option<Box<RawValue>>,
    depends_on: Option<Vec<String>>,
}

/// A request of a batch, as it was read.
pub struct Part {
    pub id: String,
    pub method: Method,
    /// The path and query from `/v1.0/` on.
    pub path: String,
    pub headers: HeaderMap,
    pub body: Bytes,
    /// The places of the requests that have to succeed before it.
    pub after: Vec<usize>,
}

/// Reads all requests of a batch; a batch with a malformed one is refused as a whole.
pub fn read(body: BatchBody) -> Result<Vec<Part>, Error> {
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
    requests.into_iter().map(|Object(request)| request.read(&places)).collect()
}

/// Returns the places in an order in which every request comes after those that it depends on.
pub fn order(parts: &[Part]) -> Result<Vec<usize>, Error> {
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

impl PartBody {
    /// Reads one request; `places` holds the place of each by its id.
    fn read(mut self, places: &HashMap<String, usize>) -> Result<Part, Error> {
        let id = self.id.take().unwrap_or_default();
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
        if matches!(method, Method::POST | Method::PUT | Method::PATCH) {
            self.check_payload(&id)?;
        }
        let mut headers = HeaderMap::new();
        for (name, value) in self.headers.iter().flat_map(|headers| &headers.0) {
            let pair = HeaderName::try_from(name).ok().zip(HeaderValue::try_from(value).ok());
            let (name, value) = pair.ok_or_else(|| refuse("has a header that cannot be sent"))?;
            headers.insert(name, value);
        }
        // Requests that are no writes need no Content-Type; a body without one counts for nothing.
        let body = match (self.body(), headers.get(header::CONTENT_TYPE)) {
            (Some(body), Some(kind)) => read_body(body, kind.to_str().unwrap_or_default()).map_err(refuse)?,
            _ => Bytes::new(),
        };
        let after = self.depends_on.iter().flatten().map(|id| places.get(id).copied());
        let after = after.collect::<Option<_>>().ok_or_else(|| refuse("depends on one that is not in it"))?;
        Ok(Part { id, method, path, headers, body, after })
    }

    /// Refuses a write without a body, or without the header that says what its body is.
    fn check_payload(&self, id: &str) -> Result<(), Error> {
        let mut names = self.headers.iter().flat_map(|headers| &headers.0).map(|(name, _)| name);
        let has_type = names.any(|name| name.eq_ignore_ascii_case("content-type"));
        let refusal = match (self.body(), has_type) {
            (Some(_), true) => return Ok(()),
            (Some(_), false) => {
                format!("Write request with id '{id}' does not contain a Content-Type header.")
            }
            (None, _) => format!("Write request id : {id} does not contain Content-Type header or body."),
        };
        Err(Error::Gateway(refusal.into()))
    }

    /// Returns the body, if there is one.
    fn body(&self) -> Option<&RawValue> {
        self.body.as_deref().filter(|body| body.get() != "null")
    }
}

/// Returns the bytes of a body: JSON as it is, anything else from base64 of either alphabet.
fn read_body(body: &RawValue, kind: &str) -> Result<Bytes, &'static str> {
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

/// Returns the path of a relative URL, from `/v1.0/` on.
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
