//! Which sandbox a request enters, if it enters one.

use std::sync::Arc;

use axum::{
    extract::Request,
    http::{HeaderName, Method, StatusCode},
};
use thiserror::Error;

use super::{
    asked::Asked,
    foreign::{self, Foreign},
    proxy::ProxyError,
    public_address::{PublicAddress, SANDBOX_PREFIX},
};
use crate::sandbox::{DEFAULT, Sandbox, SandboxError, Sandboxes};

/// The header that chooses a sandbox.
const HEADER: HeaderName = HeaderName::from_static("x-mock-sandbox");

/// What the paths of the control API begin with.
pub const CONTROL: &str = "/_mock/";

/// Why a request enters no sandbox.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Refused {
    /// There is none for it.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
    /// A page sent it, or may have.
    #[error(transparent)]
    Foreign(#[from] Foreign),
    /// A proxy is asked for what this one does not do.
    #[error(transparent)]
    Proxy(#[from] ProxyError),
}

impl Refused {
    /// Returns the status of the response.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Sandbox(error) => status_of(error),
            Self::Foreign(Foreign::Host) => StatusCode::BAD_REQUEST,
            Self::Foreign(_) => StatusCode::FORBIDDEN,
            Self::Proxy(error) => error.status(),
        }
    }
}

/// Returns the status of a refused sandbox.
pub fn status_of(error: &SandboxError) -> StatusCode {
    match error {
        SandboxError::BadName(_) | SandboxError::IsDefault => StatusCode::BAD_REQUEST,
        SandboxError::Unknown(_) => StatusCode::NOT_FOUND,
        SandboxError::Taken(_) => StatusCode::CONFLICT,
        SandboxError::TooMany => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// The sandbox that a request enters.
pub struct Entrance {
    /// The sandbox.
    pub sandbox: Arc<Sandbox>,
    /// Whether neither the path nor a header chose it.
    pub is_of_user: bool,
}

/// What leads to sandboxes.
#[derive(Clone, Copy)]
pub struct Ways<'a> {
    /// All of them.
    pub sandboxes: &'a Sandboxes,
    /// Where the server is reached.
    pub address: &'a PublicAddress,
    /// The sandbox that the client of a proxy chose, as the proxy's user.
    pub user: Option<&'a str>,
}

impl Ways<'_> {
    /// Returns the sandbox of a request with this prefix and path, unless something is to be said against the request.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn enter(
        self,
        prefix: &str,
        path: &str,
        asked: &Asked,
        request: &Request,
    ) -> Result<Entrance, Refused> {
        if asked.site.is_none() && is_control(path) {
            foreign::admit_to_control(self.address, request)?;
        } else {
            foreign::admit_to_apis(self.address, request)?;
        }
        self.choose(prefix, request)
    }

    /// Returns the sandbox that a prefix, a header or the user of a proxy names.
    ///
    /// # Errors
    /// [`Refused`].
    pub fn choose(self, prefix: &str, request: &Request) -> Result<Entrance, Refused> {
        let by_prefix = prefix.strip_prefix(SANDBOX_PREFIX);
        let by_header = || request.headers().get(&HEADER).map(|name| name.to_str().unwrap_or("?"));
        let by_request = by_prefix.or_else(by_header);
        let sandbox = match by_request.or(self.user) {
            None | Some(DEFAULT) => self.sandboxes.default(),
            Some(name) => match self.sandboxes.enter(name) {
                Some(sandbox) => sandbox,
                None => self.make(name, request)?,
            },
        };
        Ok(Entrance { sandbox, is_of_user: by_request.is_none() })
    }

    fn make(self, name: &str, request: &Request) -> Result<Arc<Sandbox>, Refused> {
        // No page sends those: browsers do, whose person made this their proxy.
        if *request.method() == Method::CONNECT {
            foreign::refuse_detour(request.headers())?;
        } else {
            foreign::admit_maker(self.address, request)?;
        }
        Ok(self.sandboxes.get_or_create(name)?)
    }
}

/// Splits `/_sandbox/{name}` off a path. A vendor's host has no other paths than the vendor's.
pub fn split_prefix<'a>(path: &'a str, asked: &Asked) -> (&'a str, &'a str) {
    let rest = path.strip_prefix(SANDBOX_PREFIX).filter(|_| asked.site.is_none());
    let Some(rest) = rest else { return ("", path) };
    let end = rest.find(['/', '?']).map_or(path.len(), |at| SANDBOX_PREFIX.len() + at);
    let (prefix, rest) = path.split_at(end);
    (prefix, if rest.starts_with('/') { rest } else { "/" })
}

/// Returns whether a path, with or without a query, is one of the control API.
fn is_control(path: &str) -> bool {
    path.split('?').next() == Some(CONTROL.trim_end_matches('/')) || path.starts_with(CONTROL)
}

#[cfg(test)]
mod tests {
    use super::{Asked, split_prefix};
    use crate::net::hosts::Site;

    #[test]
    fn the_sandbox_is_split_off_the_path() {
        let own = Asked { scheme: "http", host: None, site: None, is_of_proxy: false };
        for (path, expected) in [
            ("/v1.0/me", ("", "/v1.0/me")),
            ("/_sandbox/t1/v1.0/me?x=1", ("/_sandbox/t1", "/v1.0/me?x=1")),
            ("/_sandbox/t1", ("/_sandbox/t1", "/")),
            ("/_sandbox/t1?x=1", ("/_sandbox/t1", "/")),
            ("/_sandbox//v1.0", ("/_sandbox/", "/v1.0")),
        ] {
            assert_eq!(split_prefix(path, &own), expected, "{path}");
        }
        let vendors = Asked { site: Some(Site::Graph), ..own };
        assert_eq!(split_prefix("/_sandbox/t1/v1.0/me", &vendors), ("", "/_sandbox/t1/v1.0/me"));
    }
}
