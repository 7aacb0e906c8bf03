//! What the server does as a proxy: it is asked for hosts of the vendors, stands in for them, and forwards nothing.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, StatusCode, header},
};
use data_encoding::BASE64;
use thiserror::Error;

use super::{asked::Asked, public_address::PublicAddress, via::Via};

/// Why a proxy does not do what it is asked for.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum ProxyError {
    /// The target of a tunnel is no host with a port, or that of a request no host.
    #[error(
        "A proxy is asked for a host and its port: `CONNECT graph.microsoft.com:443`, or a whole http address."
    )]
    Target,
    /// A tunnel is asked for within a tunnel.
    #[error("There is no tunnel within a tunnel.")]
    Nested,
    /// No sandbox was chosen.
    #[error(
        "Name the sandbox as the user of the proxy, such as http://t1:x@127.0.0.1:8080: --proxy-auth required asks for \
         it."
    )]
    NoUser,
    /// The credentials are not of the kind that was asked for.
    #[error("The sandbox is the user of the proxy, in `Proxy-Authorization: Basic`; any password will do.")]
    Credentials,
    /// The host is not one for which the server stands in.
    #[error(
        "`{0}` is no host that mockdrive stands in for (--host NAME=PROVIDER adds one) and none of its own (--host-name \
         NAME): it forwards nothing. Let the client call it directly: NO_PROXY=localhost,127.0.0.1,::1{1}"
    )]
    Elsewhere(Box<str>, Box<str>),
}

impl ProxyError {
    /// Returns the status of the response.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Target | Self::Nested => StatusCode::BAD_REQUEST,
            Self::NoUser | Self::Credentials => StatusCode::PROXY_AUTHENTICATION_REQUIRED,
            Self::Elsewhere(..) => StatusCode::FORBIDDEN,
        }
    }
}

/// Returns the sandbox that a client of the proxy chooses, as the user of the proxy.
///
/// # Errors
/// [`ProxyError::Credentials`].
pub fn sandbox(headers: &HeaderMap) -> Result<Option<Box<str>>, ProxyError> {
    let Some(credentials) = headers.get(header::PROXY_AUTHORIZATION) else { return Ok(None) };
    let user = || {
        let (scheme, encoded) = credentials.to_str().ok()?.split_once(' ')?;
        let decoded = BASE64.decode(encoded.trim().as_bytes()).ok()?;
        let text = String::from_utf8(decoded).ok()?;
        let (user, _) = text.split_once(':').filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
        Some(user.into())
    };
    let user: Box<str> = user().ok_or(ProxyError::Credentials)?;
    Ok(Some(user).filter(|user| !user.is_empty()))
}

/// Admits what a proxy is asked for; nothing is looked up for it.
///
/// # Errors
/// [`ProxyError`].
pub fn admit(
    request: &Request,
    via: &Via,
    address: &PublicAddress,
    user: Option<&str>,
) -> Result<(), ProxyError> {
    if *request.method() == Method::CONNECT && via.tunnel.is_some() {
        return Err(ProxyError::Nested);
    }
    if user.is_none() && via.tunnel.is_none() && address.asks_for_user {
        return Err(ProxyError::NoUser);
    }
    let (target, port) = Asked::target(request).ok_or(ProxyError::Target)?;
    let stands_in = matches!(port, 80 | 443) && address.hosts.find(&target.host).is_some();
    if stands_in || address.is_own(&target, port, via) {
        return Ok(());
    }
    let more = if target.is_loopback() { String::new() } else { format!(",{}", target.host) };
    let [open, close] = if target.host.contains(':') { ["[", "]"] } else { ["", ""] };
    Err(ProxyError::Elsewhere(format!("{open}{}{close}:{port}", target.host).into(), more.into()))
}
