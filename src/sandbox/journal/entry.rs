//! A request as a reader of the journal sees it.

use std::{borrow::Cow, sync::Arc, time::Duration};

use bytes::Bytes;
use serde::Serialize;

use super::bodies::Body;
use crate::world::Timestamp;

/// How far a request is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It is under way.
    #[default]
    Open,
    /// Its response was sent.
    Done,
    /// Its client left before that.
    Aborted,
}

/// A request and its response, as they were when the journal was read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Entry {
    /// Its number in the sandbox, from 1.
    pub n: u64,
    /// When it arrived.
    pub at: Timestamp,
    /// How far it is.
    pub state: State,
    /// How long it took, from its head to the end of its response; none while it is under way.
    pub duration: Option<Duration>,
    /// The method.
    pub method: Cow<'static, str>,
    /// The path with its query, as the client sent it behind the sandbox prefix.
    pub path: Arc<str>,
    /// The headers of the request, a line each: `name: value`.
    pub headers: Bytes,
    /// The host that was asked, where the connection knows it better than the `Host` header.
    pub host: Option<Arc<str>>,
    /// The version of TLS, if there is any.
    pub tls: Option<&'static str>,
    /// The service that it belongs to; none for paths that belong to no service.
    pub provider: Option<&'static str>,
    /// The operation, if a route was found.
    pub operation: Option<&'static str>,
    /// The status of the response, once there is one.
    pub status: Option<u16>,
    /// The short name of the person, or the key of the application, that called.
    pub caller: Option<Arc<str>>,
    /// Why it was refused, if it was.
    pub reason: Option<Arc<str>>,
    /// The rule that injected a fault, if one did.
    pub fault: Option<Arc<str>>,
    /// Notes about it, such as which lenience it made use of.
    pub notes: Vec<String>,
    /// Members of the body and query options that nothing read.
    pub unread: Vec<String>,
    /// How many bytes of the request's body came.
    pub request_bytes: u64,
    /// How many bytes of the response's body were sent.
    pub response_bytes: u64,
    /// The request's body, where it is kept.
    pub request: Option<Body>,
    /// The headers of the response, a line each, where they are kept.
    pub response_headers: Option<Bytes>,
    /// The response's body, where it is kept.
    pub response: Option<Body>,
}
