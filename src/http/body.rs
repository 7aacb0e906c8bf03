//! Reading bodies with a limit and without waiting for ever.

use std::{fmt, marker::PhantomData, ops::Deref, time::Duration};

use axum::body::{Body, HttpBody};
use bytes::{Bytes, BytesMut};
use futures_util::{StreamExt, stream};
use http_body_util::BodyExt;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use thiserror::Error;

use super::watched::Watched;
use crate::sandbox::{Charge, Memory, NoRoom};

/// How long the server waits for the next bytes of a body.
pub const BODY_IDLE_TIMEOUT: Duration = Duration::from_mins(1);

/// How much of a body is not charged that ends with its request: what makes room works where there is none.
const FREE: u64 = 64 << 10;

/// Up to this many bytes, a copy costs less than the buffer of the connection that it lets go.
const SMALL: usize = 256 << 10;

/// How much of a refused body is read before the connection is closed.
const MOST_DISCARDED: u64 = 1 << 30;
/// How long the server waits for more of a refused body: some clients send no more until they have read the response.
const PAUSE: Duration = Duration::from_secs(1);

/// Why a body could not be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum BodyError {
    /// It is longer than this many bytes.
    #[error("the body is longer than {0} bytes")]
    TooLarge(u64),
    /// It ended before its announced end.
    #[error("the body ended before its announced end")]
    Truncated,
    /// Nothing came for [`BODY_IDLE_TIMEOUT`].
    #[error("nothing of the body came for {} s", BODY_IDLE_TIMEOUT.as_secs())]
    Stalled,
    /// The server's memory has no room for it.
    #[error("{0}")]
    NoRoom(NoRoom),
}

impl From<NoRoom> for BodyError {
    fn from(cause: NoRoom) -> Self {
        Self::NoRoom(cause)
    }
}

/// A body on its way: within its limit, and charged to the memory as it comes.
struct Incoming {
    body: Body,
    limit: u64,
    /// How many bytes are not charged.
    free: u64,
    total: u64,
    charge: Charge,
}

impl Incoming {
    /// Begins to read; a length above the limit or the memory is refused before anything is read.
    async fn new(body: Body, limit: u64, free: u64, memory: &Memory) -> Result<Self, BodyError> {
        let announced = body.size_hint().lower();
        let room = memory.charge(announced.saturating_sub(free)).map(drop).map_err(BodyError::from);
        let fits = if announced > limit { Err(BodyError::TooLarge(limit)) } else { room };
        match fits.and_then(|()| Ok(memory.charge(0)?)) {
            Ok(charge) => Ok(Self { body, limit, free, total: 0, charge }),
            Err(refused) => {
                discard(body).await;
                Err(refused)
            }
        }
    }

    /// Returns the next bytes.
    async fn next(&mut self) -> Result<Option<Bytes>, BodyError> {
        loop {
            let frame = tokio::time::timeout(BODY_IDLE_TIMEOUT, self.body.frame()).await;
            let Some(frame) = frame.map_err(|_| BodyError::Stalled)? else { return Ok(None) };
            let Ok(data) = frame.map_err(|cause| truncated(&cause))?.into_data() else { continue };
            self.total += data.len() as u64;
            let fits = if self.total > self.limit {
                Err(BodyError::TooLarge(self.limit))
            } else {
                self.charge
                    .grow((data.len() as u64).min(self.total.saturating_sub(self.free)))
                    .map_err(BodyError::from)
            };
            if let Err(refused) = fits {
                discard(std::mem::take(&mut self.body)).await;
                return Err(refused);
            }
            return Ok(Some(data));
        }
    }

    /// Returns how many bytes are still to come, as far as that was announced.
    fn left(&self) -> usize {
        usize::try_from(self.body.size_hint().lower()).unwrap_or(0)
    }
}

/// Reads a whole body of at most `limit` bytes; one that came in a single piece is not copied.
///
/// # Errors
/// [`BodyError`]; a length far above the limit is refused before anything is read.
pub async fn read(body: Body, limit: u64, memory: &Memory) -> Result<Bytes, BodyError> {
    let mut incoming = Incoming::new(body, limit, FREE, memory).await?;
    let whole = join(&mut incoming).await?;
    Ok(if whole.len() as u64 > FREE { incoming.charge.keep(whole) } else { whole })
}

/// Reads what is left of a body, and joins it.
async fn join(incoming: &mut Incoming) -> Result<Bytes, BodyError> {
    let mut whole = Bytes::new();
    let mut pieces = BytesMut::new();
    while let Some(data) = incoming.next().await? {
        match (whole.is_empty(), pieces.is_empty()) {
            (true, true) => whole = data,
            (false, _) => {
                pieces.reserve(whole.len() + data.len() + incoming.left());
                pieces.extend_from_slice(&std::mem::take(&mut whole));
                pieces.extend_from_slice(&data);
            }
            (true, false) => pieces.extend_from_slice(&data),
        }
    }
    Ok(if whole.is_empty() { pieces.freeze() } else { whole })
}

/// The bytes of one piece of a body that comes in many.
const PIECE: usize = 1 << 20;

/// Reads a body of at most `limit` bytes that is kept for long, in pieces: one that is large is never joined.
///
/// # Errors
/// Those of [`read`].
pub async fn read_pieces(body: Body, limit: u64, memory: &Memory) -> Result<Vec<Bytes>, BodyError> {
    let (mut pieces, mut piece) = (Vec::new(), BytesMut::new());
    let mut incoming = Incoming::new(body, limit, 0, memory).await?;
    while let Some(mut data) = incoming.next().await? {
        while !data.is_empty() {
            let part = data.split_to(data.len().min(PIECE - piece.len()));
            piece.extend_from_slice(&part);
            if piece.len() == PIECE {
                pieces.push(incoming.charge.split(PIECE as u64).keep(std::mem::take(&mut piece).freeze()));
            }
        }
    }
    pieces.extend((!piece.is_empty()).then(|| incoming.charge.keep(Bytes::copy_from_slice(&piece))));
    Ok(pieces)
}

/// Reads a body of at most `limit` bytes, and returns it with the same body anew; none of it if it is longer or breaks
/// off.
pub async fn peek(mut body: Body, limit: u64) -> (Option<Bytes>, Body) {
    let (mut frames, mut whole) = (Vec::new(), BytesMut::new());
    while body.size_hint().lower() + whole.len() as u64 <= limit {
        match tokio::time::timeout(BODY_IDLE_TIMEOUT, body.frame()).await {
            Ok(Some(Ok(frame))) => {
                let data = frame.into_data().unwrap_or_default();
                whole.extend_from_slice(&data);
                frames.push(Ok(data));
            }
            Ok(None) => return (Some(whole.freeze()), Body::from_stream(stream::iter(frames))),
            Ok(Some(Err(error))) => {
                frames.push(Err(error));
                break;
            }
            Err(_) => break,
        }
    }
    (None, Body::from_stream(stream::iter(frames).chain(body.into_data_stream())))
}

/// Reads this many bytes of a body and throws them away. Returns the rest.
pub async fn skip(mut body: Body, mut bytes: u64) -> Body {
    while bytes > 0
        && let Ok(Some(Ok(frame))) = tokio::time::timeout(BODY_IDLE_TIMEOUT, body.frame()).await
    {
        bytes = bytes.saturating_sub(frame.data_ref().map_or(0, |data| data.len() as u64));
    }
    body
}

/// Returns the error of a connection that broke off, whose cause only the log sees.
fn truncated(cause: &axum::Error) -> BodyError {
    tracing::debug!(%cause, "a body broke off");
    BodyError::Truncated
}

/// Reads a body that is refused, and throws it away, unless it is longer than [`MOST_DISCARDED`].
///
/// Many clients read the response only when they have sent everything, and a connection that is closed before costs
/// them the response.
pub async fn discard(mut body: Body) {
    let mut left = MOST_DISCARDED;
    while body.size_hint().lower() <= left
        && let Ok(Some(Ok(frame))) = tokio::time::timeout(PAUSE, body.frame()).await
    {
        left = left.saturating_sub(frame.data_ref().map_or(0, |data| data.len() as u64).max(1));
    }
}

/// As [`read`], for bytes that are kept for long: they hold no buffer that is larger than they are.
///
/// # Errors
/// Those of [`read`].
pub async fn read_to_keep(body: Body, limit: u64, memory: &Memory) -> Result<Bytes, BodyError> {
    let announced = body.size_hint().exact().is_some();
    let mut incoming = Incoming::new(body, limit, 0, memory).await?;
    let bytes = join(&mut incoming).await?;
    // Without an announced length the buffer grew by doubling.
    let bytes = if announced { let_go(bytes) } else { Bytes::copy_from_slice(&bytes) };
    Ok(incoming.charge.keep(bytes))
}

/// Returns a part of a body to keep: a few bytes are copied out of it, many keep the whole of it.
///
/// # Errors
/// [`NoRoom`].
pub fn part_to_keep(part: Bytes, memory: &Memory) -> Result<Bytes, NoRoom> {
    if part.len() > SMALL { Ok(part) } else { memory.keep(let_go(part)) }
}

/// Copies a few bytes out of a larger buffer, which is let go; many are kept as they are.
fn let_go(bytes: Bytes) -> Bytes {
    if bytes.len() > SMALL { bytes } else { Bytes::copy_from_slice(&bytes) }
}

/// A member that has to be a JSON object: readers that serde derives would take a list for one.
#[derive(Clone, Debug, Default)]
pub struct Object<T>(pub T);

impl<T> Deref for Object<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Members<T> {
            type Value = T;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<T, A::Error> {
                T::deserialize(Watched(members))
            }
        }

        deserializer.deserialize_map(Members(PhantomData)).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::Object;

    #[derive(Deserialize, PartialEq, Debug)]
    struct Outer {
        inner: Option<Object<Inner>>,
    }

    #[derive(Deserialize, PartialEq, Debug)]
    struct Inner {
        a: u8,
    }

    impl PartialEq for Object<Inner> {
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }

    #[test]
    fn lists_are_no_objects_at_any_depth() {
        let read = |body: &str| serde_json::from_str(body).ok().map(|Object(outer)| outer);
        let inner = |a| Some(Outer { inner: Some(Object(Inner { a })) });
        assert_eq!(read(r#"{"inner": {"a": 1}}"#), inner(1));
        assert_eq!(read("{}"), Some(Outer { inner: None }));
        for body in [r#"{"inner": [1]}"#, "[null]", "[[1]]", "1", "null", "{", "\u{0}"] {
            assert_eq!(read(body), None::<Outer>, "{body}");
        }
    }
}
