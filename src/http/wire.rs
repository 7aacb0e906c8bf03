//! How responses go wrong on the wire: bodies that break off, drip or stall, and connections that end without any.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::body::{Body, HttpBody};
use bytes::{Bytes, BytesMut};
use http_body::{Frame, SizeHint};
use thiserror::Error;
use tokio::time::{Sleep, sleep};

use crate::sandbox::faults::{BodyEffect, End};

/// How long what was sent has to reach the client before a reset, which takes back what has not.
const FLUSH: Duration = Duration::from_millis(20);

/// How a connection ends on purpose: in the extensions of a response that is not sent, or in the error of a body that
/// breaks off.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum NoAnswer {
    /// By a TCP reset.
    #[error("the connection is reset on purpose")]
    Reset,
    /// In order.
    #[error("the connection is closed on purpose")]
    Close,
}

impl From<End> for NoAnswer {
    fn from(end: End) -> Self {
        match end {
            End::Reset => Self::Reset,
            End::Close => Self::Close,
        }
    }
}

/// A body that something happens to.
pub struct Broken {
    body: Body,
    effect: BodyEffect,
    sent: u64,
    /// What came of the body and was not sent yet.
    waiting: Bytes,
    pause: Option<Pin<Box<Sleep>>>,
    has_stalled: bool,
    is_flushed: bool,
}

impl Broken {
    /// Returns a body to which this happens.
    pub fn new(body: Body, effect: BodyEffect) -> Self {
        Self {
            body,
            effect,
            sent: 0,
            waiting: Bytes::new(),
            pause: None,
            has_stalled: false,
            is_flushed: false,
        }
    }

    fn pause(&mut self, time: Duration) {
        self.pause = Some(Box::pin(sleep(time)));
    }

    /// Returns the next bytes to send.
    fn piece(&mut self) -> Bytes {
        let mut most = self.waiting.len();
        let up_to = |place: u64| usize::try_from(place.saturating_sub(self.sent)).unwrap_or(usize::MAX);
        if let Some(cut) = self.effect.cut {
            most = most.min(up_to(cut.after_bytes));
        }
        if let Some(stall) = self.effect.stall.filter(|_| !self.has_stalled) {
            most = most.min(up_to(stall.after_bytes));
        }
        if let Some(drip) = self.effect.drip {
            most = most.min(drip.chunk);
            self.pause(drip.every);
        }
        let mut piece = self.waiting.split_to(most);
        if let Some(at) = self.effect.corrupt.and_then(|at| usize::try_from(at.checked_sub(self.sent)?).ok())
            && at < piece.len()
        {
            let mut changed = BytesMut::from(&piece[..]);
            changed[at] = !changed[at];
            piece = changed.freeze();
        }
        self.sent += piece.len() as u64;
        piece
    }
}

impl HttpBody for Broken {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        loop {
            if let Some(pause) = &mut self.pause {
                ready!(pause.as_mut().poll(context));
                self.pause = None;
            }
            if let Some(cut) = self.effect.cut.filter(|cut| self.sent >= cut.after_bytes) {
                if self.is_flushed {
                    return Poll::Ready(Some(Err(axum::Error::new(NoAnswer::from(cut.then)))));
                }
                self.is_flushed = true;
                self.pause(FLUSH);
                continue;
            }
            if let Some(stall) =
                self.effect.stall.filter(|stall| !self.has_stalled && self.sent >= stall.after_bytes)
            {
                self.has_stalled = true;
                self.pause(Duration::from_millis(stall.for_ms));
                continue;
            }
            if !self.waiting.is_empty() {
                return Poll::Ready(Some(Ok(Frame::data(self.piece()))));
            }
            match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => self.waiting = data,
                    Err(frame) => return Poll::Ready(Some(Ok(frame))),
                },
                end => return Poll::Ready(end),
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.waiting.is_empty() && self.body.is_end_stream()
    }

    /// The size is that of the whole: whoever reads only part of it knows that the rest is missing.
    fn size_hint(&self) -> SizeHint {
        let (left, of_body) = (self.waiting.len() as u64, self.body.size_hint());
        let mut size = SizeHint::new();
        size.set_lower(of_body.lower() + left);
        if let Some(upper) = of_body.upper() {
            size.set_upper(upper + left);
        }
        size
    }
}
