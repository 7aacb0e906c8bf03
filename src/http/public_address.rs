//! Where a server is reached, and what the absolute links of its responses begin with.

use std::{net::SocketAddr, sync::Arc};

use axum::http::{HeaderMap, header};

use super::post::Hosts;
use crate::sandbox::DEFAULT;

/// The path prefix that chooses a sandbox.
pub const SANDBOX_PREFIX: &str = "/_sandbox/";

/// Where a server is reached, beside what its requests say, and which hosts it may call.
#[derive(Clone, Debug, Default)]
pub struct PublicAddress {
    /// What links begin with, whatever requests say.
    pub external_url: Option<Arc<str>>,
    /// The address that it listens on, for requests that say nothing.
    pub listen: Option<SocketAddr>,
    /// The hosts beside loopback that it may call by itself.
    pub notify: Hosts,
}

impl PublicAddress {
    /// Returns what links begin with in a response from this sandbox to a request with these headers.
    pub(super) fn link_base(&self, sandbox: &str, headers: &HeaderMap) -> String {
        let prefix = if sandbox == DEFAULT { String::new() } else { format!("{SANDBOX_PREFIX}{sandbox}") };
        if let Some(url) = &self.external_url {
            return format!("{}{prefix}", url.trim_end_matches('/'));
        }
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let first = |name: &str| text(name).and_then(|value| value.split(',').next()).map(str::trim);
        let forwarded = |key: &str| {
            first("forwarded")?.split(';').find_map(|pair| {
                let (name, value) = pair.split_once('=')?;
                name.trim().eq_ignore_ascii_case(key).then(|| value.trim().trim_matches('"'))
            })
        };
        let scheme = forwarded("proto").or_else(|| first("x-forwarded-proto"));
        let scheme = scheme.filter(|scheme| matches!(*scheme, "http" | "https")).unwrap_or("http");
        let host =
            forwarded("host").or_else(|| first("x-forwarded-host")).or_else(|| text(header::HOST.as_str()));
        if let Some(host) = host.filter(|host| is_authority(host)) {
            return format!("{scheme}://{host}{prefix}");
        }
        let address = self.listen.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 80)));
        format!("{scheme}://{address}{prefix}")
    }
}

/// Returns whether this can stand behind `http://`: a name or an address, and a port.
fn is_authority(host: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b':' | b'[' | b']');
    !host.is_empty() && host.bytes().all(allowed)
}
