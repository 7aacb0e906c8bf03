//! What goes to and fro on a connection, so that one knows what it waits for.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
};

use axum::http::{Method, Uri};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::Instant,
};

use crate::net::stream::Stream;

/// What a connection is doing.
#[derive(Default)]
pub struct Traffic(Mutex<State>);

#[derive(Default)]
struct State {
    request: Option<(Method, Uri)>,
    /// When the first bytes of a head came whose request has not begun.
    head_since: Option<Instant>,
    /// Since when the client takes nothing.
    full_since: Option<Instant>,
    /// When the last request ended.
    idle_since: Option<Instant>,
}

/// What a connection waits for its client with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Waits {
    /// Since when.
    pub since: Instant,
    /// Whether part of a head has come.
    pub is_head: bool,
    /// Whether something is under way, of which the client takes nothing.
    pub is_request: bool,
}

impl Traffic {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says that a request has come; it is under way until what is returned is dropped.
    pub fn begin(self: &Arc<Self>, method: &Method, uri: &Uri) -> UnderWay {
        let mut state = self.state();
        state.request = Some((method.clone(), uri.clone()));
        state.head_since = None;
        drop(state);
        UnderWay(Arc::clone(self))
    }

    /// Returns the request that is under way.
    pub fn under_way(&self) -> Option<(Method, Uri)> {
        self.state().request.clone()
    }

    /// Returns what the connection waits for, unless it is the server that is at work.
    pub fn waits(&self) -> Option<Waits> {
        let mut state = self.state();
        if let Some(since) = state.full_since {
            return Some(Waits { since, is_head: false, is_request: true });
        }
        if state.request.is_some() {
            return None;
        }
        let idle_since = *state.idle_since.get_or_insert_with(Instant::now);
        let since = state.head_since.unwrap_or(idle_since);
        Some(Waits { since, is_head: state.head_since.is_some(), is_request: false })
    }

    fn has_read(&self) {
        let mut state = self.state();
        if state.request.is_none() && state.head_since.is_none() {
            state.head_since = Some(Instant::now());
        }
    }

    fn has_written<T>(&self, written: &Poll<T>) {
        let mut state = self.state();
        match written {
            Poll::Ready(_) => state.full_since = None,
            Poll::Pending => {
                state.full_since.get_or_insert_with(Instant::now);
            }
        }
    }
}

/// A request that is under way.
pub struct UnderWay(Arc<Traffic>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.request = None;
        state.idle_since = Some(Instant::now());
    }
}

/// A stream that tells of its traffic.
pub struct Watched {
    stream: Stream,
    traffic: Arc<Traffic>,
    /// Whether a flush waits for the client, as only that of TLS does.
    is_flushing: bool,
}

impl Watched {
    /// Watches a stream.
    pub fn new(stream: Stream, traffic: Arc<Traffic>) -> Self {
        Self { stream, traffic, is_flushing: false }
    }

    /// Returns the stream, of which nobody tells any more.
    pub fn into_stream(self) -> Stream {
        self.stream
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        if buffer.filled().len() > before {
            self.traffic.has_read();
        }
        read
    }
}

impl AsyncWrite for Watched {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.traffic.has_written(&written);
        written
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.traffic.has_written(&written);
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        if self.is_flushing || flushed.is_pending() {
            self.traffic.has_written(&flushed);
            self.is_flushing = flushed.is_pending();
        }
        flushed
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
