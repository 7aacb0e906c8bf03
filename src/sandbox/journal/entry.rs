//! A request as a reader of the journal sees it.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use serde::Serialize;

use super::{arrival::Arrival, bodies::Body};

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
    /// What was known when it arrived.
    pub arrival: Arrival,
    /// How far it is.
    pub state: State,
    /// How long it took, from its head to the end of its response; none while it is under way.
    pub duration: Option<Duration>,
    /// The operation, if a route was found.
    pub operation: Option<&'static str>,
    /// The status of the response, once there is one.
    pub status: Option<u16>,
    /// The short name of the person, or the key of the application, that called.
    pub caller: Option<Arc<str>>,
    /// Why it was refused, if it was.
    pub reason: Option<Arc<str>>,
    /// Notes about it, such as which lenience it made use of.
    pub notes: Vec<String>,
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
