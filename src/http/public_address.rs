//! Where a server is reached, and what the absolute links of its responses begin with.

use std::{borrow::Cow, net::SocketAddr, sync::Arc};

use axum::http::{HeaderMap, HeaderName, header};

use super::{authority::Authority, cors::Cors, own::Own, post::Hosts};
use crate::sandbox::DEFAULT;

/// The path prefix that chooses a sandbox.
pub const SANDBOX_PREFIX: &str = "/_sandbox/";

/// The scheme that a proxy was asked by.
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// The host that a proxy was asked for.
const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");

/// Where a server is reached, beside what its requests say, and which hosts it may call.
#[derive(Clone, Debug, Default)]
pub struct PublicAddress {
    /// What links begin with, whatever requests say.
    pub external_url: Option<Arc<str>>,
    /// The address that it listens on, for requests that say nothing.
    pub listen: Option<SocketAddr>,
    /// The hosts beside loopback that it may call by itself.
    pub notify: Hosts,
    /// The names by which it is called, in small letters, beside those of loopback and its external one.
    pub names: Arc<[Box<str>]>,
    /// Which pages of other origins may use it.
    pub cors: Cors,
}

impl PublicAddress {
    /// Returns the same for a server that listens here, and never calls itself.
    #[must_use]
    pub fn listening_on(self, listen: SocketAddr) -> Self {
        let own = Own::new(listen, self.external_url.as_deref(), &self.names);
        Self { listen: Some(listen), notify: self.notify.but(own), ..self }
    }

    /// Returns whether a host is known to be this server, and no name that somebody else gave its address.
    ///
    /// Addresses are: a page has a name to point at them. A server that others reach has names which it does not know,
    /// those of containers, so it takes any until it is told its own; but from pages only such as no domain has.
    pub(super) fn is_known(&self, host: &Authority, is_page: bool) -> bool {
        let is = |name: &str| *host.host == *name;
        let external = self.external_url.as_deref().and_then(Authority::of_url);
        let is_reached_by_others =
            self.listen.is_some_and(|listen| !listen.ip().to_canonical().is_loopback());
        let takes_any = is_reached_by_others && self.names.is_empty();
        host.address().is_some()
            || host.is_loopback()
            || self.names.iter().any(|name| is(name))
            || external.is_some_and(|(_, at)| is(&at.host))
            || takes_any && (!is_page || !host.host.contains('.'))
    }

    /// Returns what links begin with in a response from this sandbox to a request with these headers.
    pub(super) fn link_base(&self, sandbox: &str, headers: &HeaderMap) -> String {
        let prefix = if sandbox == DEFAULT { [""; 2] } else { [SANDBOX_PREFIX, sandbox] };
        if let Some(url) = &self.external_url {
            return [url.trim_end_matches('/'), prefix[0], prefix[1]].concat();
        }
        let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let first = |name: &HeaderName| text(name).and_then(|value| value.split(',').next()).map(str::trim);
        let all = first(&header::FORWARDED);
        let forwarded = |key: &str| {
            all?.split(';').find_map(|pair| {
                let (name, value) = pair.split_once('=')?;
                name.trim().eq_ignore_ascii_case(key).then(|| value.trim().trim_matches('"'))
            })
        };
        let scheme = forwarded("proto").or_else(|| first(&FORWARDED_PROTO));
        let scheme = scheme.filter(|scheme| matches!(*scheme, "http" | "https")).unwrap_or("http");
        let host = forwarded("host").or_else(|| first(&FORWARDED_HOST)).or_else(|| text(&header::HOST));
        let listen = || self.listen.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 80))).to_string();
        let host = host.filter(|host| is_authority(host)).map_or_else(|| listen().into(), Cow::from);
        [scheme, "://", &host, prefix[0], prefix[1]].concat()
    }
}

/// Returns whether this can stand behind `http://`: a name or an address, and a port.
fn is_authority(host: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b':' | b'[' | b']');
    !host.is_empty() && host.bytes().all(allowed)
}
