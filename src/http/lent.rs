//! What is left of a request that was answered without being read.
//!
//! hyper closes a connection whose request was not read to its end: a client that is still sending may lose the
//! response, and one that keeps its connections loses this one. So the outermost layer reads what nobody began to read.

use std::{
    mem,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use axum::{
    body::{Body, HttpBody},
    extract::Request,
    http::header,
};
use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::body;

/// A body that is taken back if nobody begins to read it.
#[derive(Clone)]
pub struct Lent(Arc<Mutex<Option<Body>>>);

impl Lent {
    /// Lends the body of a request to whoever handles it.
    ///
    /// Returns none where there is nothing to take back: no body, or one that its client sends when it is asked to.
    pub fn lend(request: &mut Request) -> Option<Self> {
        if request.body().is_end_stream() || request.headers().contains_key(header::EXPECT) {
            return None;
        }
        let body = mem::take(request.body_mut());
        let size = body.size_hint();
        let lent = Self(Arc::new(Mutex::new(Some(body))));
        *request.body_mut() = Body::new(Borrowed::Untouched(lent.clone(), size));
        Some(lent)
    }

    /// Reads the body and throws it away, if nobody began to read it.
    pub async fn discard(self) {
        if let Some(body) = self.take() {
            body::discard(body).await;
        }
    }

    fn take(&self) -> Option<Body> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// The body that a handler sees.
enum Borrowed {
    /// Nobody has begun to read it.
    Untouched(Lent, SizeHint),
    /// It cannot be taken back any more.
    Begun(Body),
}

impl HttpBody for Borrowed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if let Self::Untouched(lent, _) = &*self {
            *self = Self::Begun(lent.take().unwrap_or_default());
        }
        match &mut *self {
            Self::Begun(body) => Pin::new(body).poll_frame(context),
            Self::Untouched(..) => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Untouched(..) => false,
            Self::Begun(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Untouched(_, size) => *size,
            Self::Begun(body) => body.size_hint(),
        }
    }
}
