//! Which host a request asks for: in its address, in `Host`, or by the tunnel that it came through.

use std::sync::Arc;

use axum::{
    extract::Request,
    http::{Method, header, uri::Authority},
};

use super::via::Via;
use crate::net::{
    authority,
    hosts::{HostTable, Site},
};

/// Which host a request asks for, and how.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The scheme that its links have.
    pub scheme: &'static str,
    /// The host and port, where not `Host` alone says them.
    pub host: Option<Arc<str>>,
    /// What is at the host, if it is a vendor's.
    pub site: Option<Site>,
    /// Whether the client asks the server as its proxy, with a whole address.
    pub is_of_proxy: bool,
}

impl Asked {
    /// Returns what a request asks for that came here like this.
    pub fn of(request: &Request, via: &Via, hosts: &HostTable) -> Self {
        let uri = request.uri();
        let whole = uri.authority().filter(|_| *request.method() != Method::CONNECT);
        let is_secure = whole.map_or(via.tls.is_some(), |_| uri.scheme_str() == Some("https"));
        let scheme = if is_secure { "https" } else { "http" };
        let sent = request.headers().get(header::HOST);
        if whole.is_none()
            && via.tunnel.is_none()
            && !is_secure
            && sent.is_some_and(|host| is_own(host.as_bytes()))
        {
            // Most requests are like this, and pay for nothing else.
            return Self { scheme, host: None, site: None, is_of_proxy: false };
        }
        let in_header = || sent.and_then(|host| host.to_str().ok());
        let in_tunnel = || via.tunnel.as_deref().map(|tunnel| &*tunnel.host);
        let host = whole.map(Authority::as_str).or_else(in_header).or_else(in_tunnel);
        let name = host.filter(|host| !is_own(host.as_bytes()));
        let name = name.map(|host| host.split(':').next().unwrap_or_default());
        let is_plain = !is_secure && whole.is_none() && via.tunnel.is_none();
        Self {
            scheme,
            host: host.filter(|_| !is_plain).map(|host| without_usual_port(host, scheme).into()),
            site: name.and_then(|name| hosts.find(name)),
            is_of_proxy: whole.is_some(),
        }
    }

    /// Returns the host and port that a proxy is asked for, in a request for a tunnel or with a whole address.
    pub fn target(request: &Request) -> Option<(authority::Authority, u16)> {
        let uri = request.uri();
        let target = authority::Authority::parse(uri.authority()?.as_str())?;
        let port = match (target.port, uri.scheme_str()) {
            (Some(port), _) => port,
            (None, Some(scheme)) => target.port_of(scheme),
            // MSAL for JavaScript, up to its version 4, names no port.
            (None, None) => 443,
        };
        Some((target, port))
    }
}

/// Returns whether a host, perhaps with a port, is an address or this machine's own name, which are no vendor's.
fn is_own(host: &[u8]) -> bool {
    let is_address = || host.first().is_some_and(|first| first.is_ascii_digit() || *first == b'[');
    matches!(host.strip_prefix(b"localhost"), Some([] | [b':', ..])) || is_address()
}

/// Returns a host without the port that its scheme has anyway: clients compare issuers with what they were told.
fn without_usual_port<'a>(host: &'a str, scheme: &str) -> &'a str {
    let usual = if scheme == "https" { ":443" } else { ":80" };
    host.strip_suffix(usual).unwrap_or(host)
}
