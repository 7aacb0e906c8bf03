//! What a journal knows of a request before anything is done for it.

use std::{borrow::Cow, sync::Arc};

use bytes::Bytes;

use super::settings::JournalSettings;
use crate::world::Timestamp;

/// What is known of a request when it arrives.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Arrival {
    /// When.
    pub at: Timestamp,
    /// The method.
    pub method: Cow<'static, str>,
    /// The path with its query, as the client sent it behind the sandbox prefix.
    pub path: Arc<str>,
    /// The headers, a line each: `name: value`.
    pub headers: Bytes,
    /// The host that was asked, where the connection knows it better than the `Host` header.
    pub host: Option<Arc<str>>,
    /// The version of TLS, if there is any.
    pub tls: Option<&'static str>,
    /// The service that it belongs to; none for paths that belong to no service.
    pub provider: Option<&'static str>,
    /// How much is kept of it and of others.
    pub settings: JournalSettings,
}
