//! Bodies that the journal follows: how long they are, when they end, and what they hold where that is kept.

use std::{
    borrow::Cow,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use axum::{
    body::{Body, HttpBody},
    http::{HeaderMap, HeaderValue, Method, header},
};
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt;

use crate::sandbox::journal::{self, JournalSettings, Open, Record};

/// How many bytes of the headers are kept; lines that do not fit are left out.
const LONGEST_HEAD: usize = 16 << 10;

/// How many characters of a method are kept.
const LONGEST_METHOD: usize = 32;

/// Returns a method as the journal keeps it.
pub fn method(method: &Method) -> Cow<'static, str> {
    match *method {
        Method::GET => "GET".into(),
        Method::POST => "POST".into(),
        Method::PUT => "PUT".into(),
        Method::PATCH => "PATCH".into(),
        Method::DELETE => "DELETE".into(),
        Method::HEAD => "HEAD".into(),
        Method::OPTIONS => "OPTIONS".into(),
        _ if method.as_str().len() > LONGEST_METHOD => format!("{:.31}…", method.as_str()).into(),
        _ => method.as_str().to_owned().into(),
    }
}

/// Returns headers as the journal keeps them: a line each, `name: value`.
pub fn lines(headers: &HeaderMap) -> Bytes {
    let length = headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 3).sum::<usize>();
    let mut lines = Vec::with_capacity(length.min(LONGEST_HEAD));
    for (name, value) in headers {
        if lines.len() + name.as_str().len() + value.len() + 3 <= LONGEST_HEAD {
            lines.extend_from_slice(name.as_str().as_bytes());
            lines.extend_from_slice(b": ");
            lines.extend_from_slice(value.as_bytes());
            lines.push(b'\n');
        }
    }
    lines.into()
}

/// Whether a body is kept, as far as that is known before its first byte.
struct Choice(Option<bool>);

impl Choice {
    fn of(settings: &JournalSettings, headers: &HeaderMap) -> Self {
        let content_type = headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
        let keeps = settings.keeps(content_type);
        let is_open = keeps && content_type.is_none() && settings.bodies == journal::Bodies::Json;
        Self((!is_open).then_some(keeps))
    }

    /// Returns whether to keep a body that begins or goes on with this.
    fn is_kept(&mut self, data: &[u8]) -> bool {
        // Clients that name no type send JSON, or contents.
        *self.0.get_or_insert_with(|| matches!(data.trim_ascii_start().first(), Some(b'{' | b'[')))
    }
}

/// Has a body of a request counted, and kept where it is.
pub fn received(body: Body, headers: &HeaderMap, record: &Arc<Record>) -> Body {
    if body.is_end_stream() {
        return body;
    }
    let (mut choice, record) = (Choice::of(record.settings(), headers), Arc::clone(record));
    Body::new(body.inspect_frame(move |frame: &Frame<Bytes>| {
        if let Some(data) = frame.data_ref() {
            record.received(data, choice.is_kept(data));
        }
    }))
}

/// The body of a response, whose request ends with it.
struct Sent {
    body: Body,
    open: Open,
    choice: Choice,
    kept: Option<journal::Body>,
    bytes: u64,
    /// How many bytes there are, if that is known; none are sent for `HEAD`.
    length: Option<u64>,
}

/// Ends a request in the journal when this body was sent, which is kept where it is.
pub fn sent(body: Body, headers: &HeaderMap, is_head: bool, open: Open) -> Body {
    let choice = Choice::of(open.record().settings(), headers);
    let length = if is_head { Some(0) } else { body.size_hint().exact() };
    Body::new(Sent { body, open, choice, kept: None, bytes: 0, length })
}

impl Sent {
    fn is_over(&self) -> bool {
        self.length == Some(self.bytes) || self.body.is_end_stream()
    }

    fn end(&mut self) {
        let Self { open, bytes, kept, .. } = self;
        open.end(*bytes, kept.take());
    }
}

impl HttpBody for Sent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        match &frame {
            Some(Ok(frame)) => {
                if let Some(data) = frame.data_ref() {
                    self.bytes += data.len() as u64;
                    if self.choice.is_kept(data) {
                        let most = self.open.record().settings().body_bytes;
                        self.kept.get_or_insert_default().extend(data, most);
                    }
                }
                // A client that has read everything may look into the journal before the body is polled again.
                if self.is_over() {
                    self.end();
                }
            }
            None => self.end(),
            Some(Err(_)) => {}
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Sent {
    fn drop(&mut self) {
        if self.is_over() {
            self.end();
        } else {
            let Self { open, bytes, kept, .. } = self;
            open.abort(*bytes, kept.take());
        }
    }
}
