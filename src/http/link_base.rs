//! What the absolute links of a response begin with, as handlers take it.

use std::{convert::Infallible, fmt, ops::Deref, sync::Arc};

use axum::http::{HeaderMap, request::Parts};

use super::{call::Call, handler::FromParts};
use crate::world::Timestamp;

/// What the links of a response begin with, and when the life of those that expire does.
///
/// It is scheme, host and sandbox prefix, with no slash at the end: the external URL of the configuration, else
/// `Forwarded`, else `X-Forwarded-Proto` and `X-Forwarded-Host`, else `Host`, else the address that the server
/// listens on. A sandbox that was chosen by header stands in the link too: a client that follows it may not send
/// the header.
#[derive(Clone, Debug)]
pub struct LinkBase {
    url: Arc<str>,
    /// When the links are handed out.
    pub now: Timestamp,
}

impl LinkBase {
    /// Returns a link base of this URL.
    pub fn new(url: impl Into<Arc<str>>, now: Timestamp) -> Self {
        Self { url: url.into(), now }
    }

    /// Returns the link base of the response to a call, whose request has these headers.
    pub fn of(call: &Call, headers: &HeaderMap) -> Self {
        Self::new(Arc::clone(call.link_base(headers)), call.now())
    }
}

impl Deref for LinkBase {
    type Target = str;

    fn deref(&self) -> &str {
        &self.url
    }
}

impl fmt::Display for LinkBase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

impl FromParts for LinkBase {
    type Refusal = Infallible;

    fn from_parts(parts: &Parts) -> Result<Self, Infallible> {
        Ok(Self::of(Call::of(&parts.extensions), &parts.headers))
    }
}
