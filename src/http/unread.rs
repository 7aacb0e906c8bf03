//! A body that several extractors need, and that is read once: a signature covers it, and a handler parses it.

use std::{
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    body::{Body, HttpBody},
    extract::{FromRequestParts, Request},
    http::request::Parts,
};
use bytes::Bytes;

use super::{
    body::{self, BodyError},
    call::Call,
};

/// A body that nobody has read yet.
#[derive(Clone)]
struct Unread(Arc<Mutex<Option<Body>>>);

/// What came of reading the body.
#[derive(Clone)]
struct Read(Result<Bytes, BodyError>);

/// Sets the body of a request aside, so that extractors find it by [`read_once`] and none of them has to be the last.
#[must_use]
pub fn set_body_aside(mut request: Request) -> Request {
    let body = std::mem::take(request.body_mut());
    request.extensions_mut().insert(Unread(Arc::new(Mutex::new(Some(body)))));
    request
}

/// Returns the body that [`set_body_aside`] has put aside; the first one who asks reads it, by their limit.
///
/// # Errors
/// Those of [`body::read`].
///
/// # Panics
/// If no body was set aside.
pub async fn read_once(parts: &mut Parts, limit: u64) -> Result<Bytes, BodyError> {
    if let Some(Read(read)) = parts.extensions.get() {
        return read.clone();
    }
    let unread: Unread = parts.extensions.remove().expect("a layer sets the body aside");
    let body = unread.0.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default();
    let memory = Call::of(&parts.extensions).memory().clone();
    let read = body::read(body, limit, &memory).await;
    parts.extensions.insert(Read(read.clone()));
    read
}

/// The longest body that [`arrived`] waits for.
const SHORT: u64 = 64 << 10;

/// Waits for a short body, so that whoever handles the request waits for nothing.
pub async fn arrived(request: Request) -> Request {
    let (mut parts, mut body) = request.into_parts();
    if body.size_hint().exact().is_some_and(|size| 0 < size && size <= SHORT) {
        body = body::buffered(body).await;
    }
    let is_short = |unread: &Unread| {
        let unread = unread.0.lock().unwrap_or_else(PoisonError::into_inner);
        unread.as_ref().is_some_and(|body| body.size_hint().exact().is_some_and(|size| size <= SHORT))
    };
    if parts.extensions.get().is_some_and(is_short) {
        // What went wrong is found by the next one who reads it.
        let _ = read_once(&mut parts, SHORT).await;
    }
    Request::from_parts(parts, body)
}

/// The body that [`set_body_aside`] has put aside, as a stream: of bytes that are kept, and that nothing else reads.
pub struct RawBody(pub Body);

impl<S: Sync> FromRequestParts<S> for RawBody {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        if let Some(Read(read)) = parts.extensions.get() {
            return Ok(Self(Body::from(read.clone().unwrap_or_default())));
        }
        let unread: Option<Unread> = parts.extensions.remove();
        let body = unread.and_then(|unread| unread.0.lock().unwrap_or_else(PoisonError::into_inner).take());
        Ok(Self(body.unwrap_or_default()))
    }
}
