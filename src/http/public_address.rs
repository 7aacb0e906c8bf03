//! Where a server is reached, and what the absolute links of its responses begin with.

use std::{borrow::Cow, net::SocketAddr, sync::Arc};

use axum::http::{HeaderMap, HeaderName, header};

use super::{asked::Asked, cors::Cors, own::Own, post::Hosts, via::Via};
use crate::{
    net::{authority::Authority, hosts::HostTable, tls::Tls},
    sandbox::DEFAULT,
};

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
    /// The addresses that it listens on; the first one is for requests that say nothing.
    pub listen: Arc<[SocketAddr]>,
    /// The hosts beside loopback that it may call by itself.
    pub notify: Hosts,
    /// The names by which it is called, in small letters, beside those of loopback and its external one.
    pub names: Arc<[Box<str>]>,
    /// Which pages of other origins may use it.
    pub cors: Cors,
    /// The vendors' hosts, for which it stands in.
    pub hosts: HostTable,
    /// Whether clients whose proxy it is are asked for the sandbox that they want, as their user.
    pub asks_for_user: bool,
    /// How connections are secured.
    pub tls: Tls,
    /// Whether its control API has nothing but `health`.
    pub control_is_off: bool,
    /// Whether the page for people is left out.
    pub no_ui: bool,
}

impl PublicAddress {
    /// Returns the same for a server that listens here, and never calls itself.
    #[must_use]
    pub fn listening_on(self, listen: &[SocketAddr]) -> Self {
        let own = Own::new(listen, self.external_url.as_deref(), &self.names);
        Self { listen: listen.into(), notify: self.notify.but(own), ..self }
    }

    /// Returns whether a host is known to be this server, and no name that somebody else gave its address.
    ///
    /// Addresses are: a page has a name to point at them. A server that others reach has names which it does not know,
    /// those of containers, so it takes any until it is told its own; but from pages only such as no domain has.
    pub(super) fn is_known(&self, host: &Authority, is_page: bool) -> bool {
        let is_reached_by_others = self.listen.iter().any(|listen| !listen.ip().to_canonical().is_loopback());
        let takes_any = is_reached_by_others && self.names.is_empty();
        host.address().is_some()
            || host.is_loopback()
            || self.is_named(&host.host)
            || takes_any && (!is_page || !host.host.contains('.'))
    }

    /// Returns whether this is a name that the operator gave the server.
    fn is_named(&self, host: &str) -> bool {
        self.names.iter().any(|name| **name == *host)
            || self.tls.is_named(host)
            || self.external().is_some_and(|(_, at)| *at.host == *host)
    }

    fn external(&self) -> Option<(&str, Authority)> {
        self.external_url.as_deref().and_then(Authority::of_url)
    }

    /// Returns whether a proxy that is asked for this host and port is asked for the server itself.
    pub(super) fn is_own(&self, host: &Authority, port: u16, via: &Via) -> bool {
        let is_external =
            self.external().is_some_and(|(scheme, at)| at.host == host.host && at.port_of(scheme) == port);
        let is_here = match host.address() {
            Some(address) => {
                let address = address.to_canonical();
                let is_at = |at: &SocketAddr| at.ip().to_canonical() == address;
                address.is_loopback() || self.listen.iter().chain(&via.reached).any(is_at)
            }
            None => host.is_loopback() || self.is_named(&host.host),
        };
        // Without a socket, nothing else can be meant.
        let is_port = self.listen.is_empty() || self.listen.iter().any(|listen| listen.port() == port);
        is_external || is_here && is_port
    }

    /// Returns what links begin with in a response from this sandbox to a request with these headers.
    ///
    /// There is no prefix on a vendor's host, nor where the client's proxy knows the sandbox.
    pub(super) fn link_base(
        &self,
        sandbox: &str,
        is_of_user: bool,
        asked: &Asked,
        headers: &HeaderMap,
    ) -> String {
        let prefix = |host: &str, is_known: bool| {
            let is_vendors =
                || Authority::parse(host).is_some_and(|host| self.hosts.find(&host.host).is_some());
            if sandbox == DEFAULT || is_known || is_vendors() { [""; 2] } else { [SANDBOX_PREFIX, sandbox] }
        };
        if let Some(url) = &self.external_url {
            let url = url.trim_end_matches('/');
            let host =
                url.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default());
            let [path, sandbox] = prefix(host, false);
            return [url, path, sandbox].concat();
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
        let scheme = scheme.filter(|scheme| matches!(*scheme, "http" | "https")).unwrap_or(asked.scheme);
        let forwarded_host = forwarded("host").or_else(|| first(&FORWARDED_HOST));
        let is_known = is_of_user && forwarded_host.is_none();
        let host = forwarded_host.or(asked.host.as_deref()).or_else(|| text(&header::HOST));
        let listen =
            || self.listen.first().copied().unwrap_or(SocketAddr::from(([127, 0, 0, 1], 80))).to_string();
        let host = host.filter(|host| is_authority(host)).map_or_else(|| listen().into(), Cow::from);
        let [path, sandbox] = prefix(&host, is_known);
        [scheme, "://", &host, path, sandbox].concat()
    }
}

/// Returns whether this can stand behind `http://`: a name or an address, and a port.
fn is_authority(host: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b':' | b'[' | b']');
    !host.is_empty() && host.bytes().all(allowed)
}
