//! Reading bodies with a limit and without waiting for ever.

use std::{fmt, marker::PhantomData, ops::Deref, time::Duration};

use axum::body::{Body, HttpBody};
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, MapAccess, Visitor, value::MapAccessDeserializer},
};
use thiserror::Error;

/// How long the server waits for the next bytes of a body.
pub const BODY_IDLE_TIMEOUT: Duration = Duration::from_secs(30);

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
}

/// Reads a whole body of at most `limit` bytes; one that came in a single piece is not copied.
///
/// # Errors
/// [`BodyError`]; a length far above the limit is refused before anything is read.
pub async fn read(mut body: Body, limit: u64) -> Result<Bytes, BodyError> {
    if body.size_hint().lower() > limit {
        discard(body).await;
        return Err(BodyError::TooLarge(limit));
    }
    let mut whole = Bytes::new();
    let mut pieces = BytesMut::new();
    loop {
        let frame =
            tokio::time::timeout(BODY_IDLE_TIMEOUT, body.frame()).await.map_err(|_| BodyError::Stalled)?;
        let Some(frame) = frame else { break };
        let Ok(data) = frame.map_err(|cause| truncated(&cause))?.into_data() else { continue };
        if (whole.len() + pieces.len() + data.len()) as u64 > limit {
            discard(body).await;
            return Err(BodyError::TooLarge(limit));
        }
        match (whole.is_empty(), pieces.is_empty()) {
            (true, true) => whole = data,
            (false, _) => {
                let expected = usize::try_from(body.size_hint().lower()).unwrap_or(0);
                pieces.reserve(whole.len() + data.len() + expected);
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
pub async fn read_pieces(mut body: Body, limit: u64) -> Result<Vec<Bytes>, BodyError> {
    let (mut pieces, mut piece, mut total) = (Vec::new(), BytesMut::new(), 0);
    if body.size_hint().lower() > limit {
        discard(body).await;
        return Err(BodyError::TooLarge(limit));
    }
    loop {
        let frame =
            tokio::time::timeout(BODY_IDLE_TIMEOUT, body.frame()).await.map_err(|_| BodyError::Stalled)?;
        let Some(frame) = frame else { break };
        let Ok(mut data) = frame.map_err(|cause| truncated(&cause))?.into_data() else { continue };
        total += data.len() as u64;
        if total > limit {
            discard(body).await;
            return Err(BodyError::TooLarge(limit));
        }
        while !data.is_empty() {
            let part = data.split_to(data.len().min(PIECE - piece.len()));
            piece.extend_from_slice(&part);
            if piece.len() == PIECE {
                pieces.push(std::mem::take(&mut piece).freeze());
            }
        }
    }
    pieces.extend((!piece.is_empty()).then(|| Bytes::copy_from_slice(&piece)));
    Ok(pieces)
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

/// Up to this many bytes, a copy costs less than the buffer of the connection that it lets go.
const SMALL: usize = 256 << 10;

/// As [`read`], for bytes that are kept for long: they hold no buffer that is larger than they are.
///
/// # Errors
/// Those of [`read`].
pub async fn read_to_keep(body: Body, limit: u64) -> Result<Bytes, BodyError> {
    let announced = body.size_hint().exact().is_some();
    let bytes = read(body, limit).await?;
    // Without an announced length the buffer grew by doubling.
    Ok(if announced { let_go(bytes) } else { Bytes::copy_from_slice(&bytes) })
}

/// Copies a few bytes out of a larger buffer, which is let go; many are kept as they are.
pub fn let_go(bytes: Bytes) -> Bytes {
    if bytes.len() > SMALL { bytes } else { Bytes::copy_from_slice(&bytes) }
}

/// Reads a JSON object; an empty body is `{}`.
///
/// # Errors
/// A text for developers that says what is wrong.
pub fn parse_object<T: DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    let body = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(body).map(|Object(parsed)| parsed).map_err(|error| error.to_string())
}

/// A member that has to be a JSON object: readers that serde derives would take a list for one.
#[derive(Clone, Debug)]
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
                T::deserialize(MapAccessDeserializer::new(members))
            }
        }

        deserializer.deserialize_map(Members(PhantomData)).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::{Object, parse_object};

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
        let inner = |a| Ok(Outer { inner: Some(Object(Inner { a })) });
        assert_eq!(parse_object(br#"{"inner": {"a": 1}}"#), inner(1));
        assert_eq!(parse_object(b""), Ok(Outer { inner: None }));
        for body in [r#"{"inner": [1]}"#, "[null]", "[[1]]", "1", "null", "{", "\u{0}"] {
            assert!(parse_object::<Outer>(body.as_bytes()).is_err(), "{body}");
        }
    }
}
