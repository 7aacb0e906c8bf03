//! A request as matchers see it while it is under way.

use std::sync::Arc;

use axum::{
    extract::Request,
    http::{HeaderMap, Method, header},
};
use serde_json::Value;

use crate::{
    http::{body, call::Call, guard::bearer_token, pairs::pairs, peer::Peer},
    sandbox::matcher::Subject,
    world::Api,
};

/// The longest body that matchers look into.
const LONGEST_BODY: u64 = 1 << 20;

/// The headers that name an application before they prove it by a signature.
const SIGNED: [&str; 3] = ["authorization", "wps-docs-authorization", "x-kso-authorization"];

/// A request under way.
pub struct Live {
    call: Call,
    api: Option<Api>,
    method: Method,
    /// Its headers.
    pub headers: HeaderMap,
    body: Option<Value>,
    caller: Option<Arc<str>>,
    /// The token or application key that it comes with, or else its peer.
    pub credential: String,
}

impl Live {
    /// Looks at a request; at its body only if that `is_read`.
    pub async fn of(call: Call, request: &mut Request, is_read: bool) -> Self {
        let body = if is_read && is_json(request.headers()) {
            let (bytes, body) = body::peek(std::mem::take(request.body_mut()), LONGEST_BODY).await;
            *request.body_mut() = body;
            bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok())
        } else {
            None
        };
        Self {
            api: call.vendor().map(|vendor| vendor.api),
            method: request.method().clone(),
            headers: request.headers().clone(),
            body,
            caller: None,
            credential: credential(&call, request),
            call,
        }
    }

    /// Returns the request's place.
    pub fn call(&self) -> &Call {
        &self.call
    }

    /// Notes who called, once that is known.
    pub fn note_caller(&mut self) {
        self.caller = self.call.record().caller();
    }
}

impl Subject for Live {
    fn provider(&self) -> Option<&str> {
        self.api.map(Api::name)
    }

    fn operation(&self) -> Option<&str> {
        self.call.operation().map(|operation| operation.name)
    }

    fn method(&self) -> &str {
        self.method.as_str()
    }

    fn path(&self) -> &str {
        self.call.path()
    }

    fn query(&self, name: &str) -> Vec<String> {
        let query = self.call.path_and_query().split_once('?').map_or("", |(_, query)| query);
        pairs(query).filter(|(key, _)| key == name).map(|(_, value)| value).collect()
    }

    fn header(&self, name: &str) -> Vec<String> {
        let text = |value: &axum::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        self.headers.get_all(name).iter().map(text).collect()
    }

    fn body(&self) -> Option<&Value> {
        self.body.as_ref()
    }

    fn caller(&self) -> Option<&str> {
        self.caller.as_deref()
    }

    fn status(&self) -> Option<u16> {
        None
    }

    fn fault(&self) -> Option<&str> {
        None
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    // KDocs' examples send JSON without saying so.
    kind.is_none_or(|kind| kind.to_ascii_lowercase().contains("json"))
}

/// Returns the token or application key that a request comes with, looked up and not judged, or else its peer.
fn credential(call: &Call, request: &Request) -> String {
    let headers = request.headers();
    if let Some(token) = bearer_token(headers) {
        return token.to_owned();
    }
    let query = call.path_and_query().split_once('?').map_or("", |(_, query)| query);
    if let Some((_, token)) = pairs(query).find(|(name, _)| name == "access_token") {
        return token;
    }
    for name in SIGNED {
        if let Some(text) = headers.get(name).and_then(|value| value.to_str().ok()) {
            // What stands behind the last mark is the signature, which is another one each time.
            return text.rsplit_once([':', ',']).map_or(text, |(key, _)| key).to_owned();
        }
    }
    if let Some(cookie) = headers.get(header::COOKIE).and_then(|value| value.to_str().ok()) {
        return cookie.to_owned();
    }
    request.extensions().get::<Peer>().map_or_else(|| "loopback".to_owned(), |Peer(peer)| peer.to_string())
}
