//! A request as a reader of the journal sees it.

use std::{borrow::Cow, sync::Arc, time::Duration};

use bytes::Bytes;
use serde::Serialize;

use super::{arrival::Arrival, bodies::Body};

/// How far a request is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RequestState {
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
    pub state: RequestState,
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
    /// The rule that injected a fault, if one did.
    pub fault: Option<Arc<str>>,
    /// Notes about it, such as which lenience it made use of.
    pub notes: Vec<String>,
    /// What nothing has read of it: `body./name`, `query.name`, `form.name`.
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

impl Entry {
    /// Iterates over the headers of the request.
    pub fn header_lines(&self) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
        header_lines(&self.arrival.headers)
    }

    /// Returns the path without the query.
    pub fn bare_path(&self) -> &str {
        self.arrival.path.split('?').next().unwrap_or_default()
    }

    /// Returns whether it was refused because it has no route; what a vendor has beyond the routes is not emulated.
    pub fn is_unrouted(&self) -> bool {
        let is_refused = self.status.is_some_and(|status| status >= 400 && status != 501);
        self.operation.is_none() && self.fault.is_none() && is_refused
    }

    /// Returns whether it was refused because its operation is not emulated.
    pub fn is_not_emulated(&self) -> bool {
        self.status == Some(501) && self.fault.is_none()
    }

    /// Returns whether the server failed, and no fault made it do so.
    pub fn is_server_error(&self) -> bool {
        self.fault.is_none() && self.status.is_some_and(|status| status >= 500)
    }
}

/// Reads headers as a journal keeps them.
pub fn header_lines(lines: &[u8]) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    lines.split(|byte| *byte == b'\n').filter_map(|line| {
        let at = line.iter().position(|byte| *byte == b':')?;
        let value = line[at + 1..].trim_ascii_start();
        Some((String::from_utf8_lossy(&line[..at]), String::from_utf8_lossy(value)))
    })
}
