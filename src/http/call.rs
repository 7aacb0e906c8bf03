//! What every handler knows about its request: the sandbox, the operation, and where to leave notes.

use std::{
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};

use super::Operation;
use crate::sandbox::Sandbox;

/// A request's place: its sandbox, and the trail that it leaves in the journal.
///
/// The outermost layer puts it into the request's extensions; a clone shares the trail.
#[derive(Clone)]
pub struct Call(Arc<Inner>);

struct Inner {
    sandbox: Arc<Sandbox>,
    path: Box<str>,
    prefix: Box<str>,
    external_url: Option<Arc<str>>,
    trail: Mutex<Trail>,
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
    pub fn new(sandbox: Arc<Sandbox>, path: &str, prefix: &str, external_url: Option<Arc<str>>) -> Self {
        let (path, prefix, trail) = (path.into(), prefix.into(), Mutex::default());
        Self(Arc::new(Inner { sandbox, path, prefix, external_url, trail }))
    }

    /// A call that is part of this one: the same place, another path, and a trail of its own.
    #[must_use]
    pub fn part(&self, path: &str) -> Self {
        Self::new(Arc::clone(&self.0.sandbox), path, &self.0.prefix, self.0.external_url.clone())
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
    /// `X-Forwarded-Host`, else `Host`.
    pub fn base(&self, headers: &HeaderMap) -> String {
        let prefix = &self.0.prefix;
        if let Some(url) = &self.0.external_url {
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
        let scheme = forwarded("proto").or_else(|| first("x-forwarded-proto")).unwrap_or("http");
        let host =
            forwarded("host").or_else(|| first("x-forwarded-host")).or_else(|| text(header::HOST.as_str()));
        format!("{scheme}://{}{prefix}", host.unwrap_or("127.0.0.1"))
    }
}

impl<S: Sync> FromRequestParts<S> for Call {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().expect("the outermost layer puts it there").clone())
    }
}

/// The address that links in this answer begin with; see [`Call::base`].
pub struct Base(pub String);

impl<S: Sync> FromRequestParts<S> for Base {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let call = Call::from_request_parts(parts, state).await?;
        Ok(Self(call.base(&parts.headers)))
    }
}
