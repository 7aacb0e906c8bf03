//! What every handler knows about its request: the sandbox, the operation, and where to leave notes.

use std::{
    convert::Infallible,
    fmt,
    net::SocketAddr,
    ops::Deref,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};

use super::{Operation, front::PREFIX, post::Hosts};
use crate::{
    sandbox::{DEFAULT, Sandbox},
    world::Timestamp,
};

/// A request's place: its sandbox, and the trail that it leaves in the journal.
///
/// The outermost layer puts it into the request's extensions; a clone shares the trail.
#[derive(Clone)]
pub struct Call(Arc<Inner>);

struct Inner {
    sandbox: Arc<Sandbox>,
    path: Box<str>,
    prefix: Box<str>,
    origin: Origin,
    trail: Mutex<Trail>,
}

/// Where a server is reached, beside what its requests say, and whom it may call.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// What links begin with, whatever requests say.
    pub external_url: Option<Arc<str>>,
    /// The address that it listens on, for requests that say nothing.
    pub address: Option<SocketAddr>,
    /// The hosts beside loopback that it may call by itself.
    pub notify: Hosts,
}

/// What a request leaves for the journal.
#[derive(Clone, Default, Debug)]
pub struct Trail {
    /// The operation, once a route was found.
    pub operation: Option<&'static Operation>,
    /// The short name of the person, or the key of the application, that called.
    pub caller: Option<Arc<str>>,
    /// What was noted on the way.
    pub notes: Vec<String>,
}

impl Call {
    /// A call in a sandbox; `path` is what the client sent behind `prefix`, with the query.
    pub fn new(sandbox: Arc<Sandbox>, path: &str, prefix: &str, origin: Origin) -> Self {
        let (path, prefix, trail) = (path.into(), prefix.into(), Mutex::default());
        Self(Arc::new(Inner { sandbox, path, prefix, origin, trail }))
    }

    /// A call that is part of this one: the same place, another path, and a trail of its own.
    #[must_use]
    pub fn part(&self, path: &str) -> Self {
        Self::new(Arc::clone(&self.0.sandbox), path, &self.0.prefix, self.0.origin.clone())
    }

    /// The sandbox that the request chose.
    pub fn sandbox(&self) -> &Arc<Sandbox> {
        &self.0.sandbox
    }

    /// The path and query as the client sent them, without the sandbox prefix.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The path and query with the sandbox prefix, if the request had one.
    pub fn path_with_prefix(&self) -> Option<String> {
        (!self.0.prefix.is_empty()).then(|| format!("{}{}", self.0.prefix, self.0.path))
    }

    /// Whom the server may call by itself.
    pub fn notify(&self) -> &Hosts {
        &self.0.origin.notify
    }

    /// Leaves a note in the journal.
    pub fn note(&self, note: impl Into<String>) {
        let note = note.into();
        self.trail(|trail| trail.notes.push(note));
    }

    /// Changes the trail.
    pub fn trail<T>(&self, change: impl FnOnce(&mut Trail) -> T) -> T {
        change(&mut self.0.trail.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The address that links in an answer begin with: scheme, host and sandbox prefix, no slash at the end.
    ///
    /// The external URL of the configuration, else `Forwarded`, else `X-Forwarded-Proto` and
    /// `X-Forwarded-Host`, else `Host`, else the address that the server listens on. A sandbox that was chosen by
    /// header stands in the link too: whoever follows it may not send the header.
    pub fn base(&self, headers: &HeaderMap) -> String {
        let name = self.0.sandbox.name();
        let prefix = if **name == *DEFAULT { String::new() } else { format!("{PREFIX}{name}") };
        if let Some(url) = &self.0.origin.external_url {
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
        let address = self.0.origin.address.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 80)));
        format!("{scheme}://{address}{prefix}")
    }
}

impl<S: Sync> FromRequestParts<S> for Call {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().expect("the outermost layer puts it there").clone())
    }
}

/// Whether this can stand behind `http://`: a name or an address, and a port.
fn is_authority(host: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b':' | b'[' | b']');
    !host.is_empty() && host.bytes().all(allowed)
}

/// Where links in an answer begin, and when the life of those that expire does.
#[derive(Clone, Debug)]
pub struct Links {
    /// What links begin with; see [`Call::base`].
    pub url: String,
    /// When they are handed out.
    pub now: Timestamp,
}

impl Deref for Links {
    type Target = str;

    fn deref(&self) -> &str {
        &self.url
    }
}

impl fmt::Display for Links {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

/// Where the links of this answer begin.
pub struct Base(pub Links);

impl<S: Sync> FromRequestParts<S> for Base {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let call = Call::from_request_parts(parts, state).await?;
        Ok(Self(Links { url: call.base(&parts.headers), now: call.sandbox().clock.now() }))
    }
}
