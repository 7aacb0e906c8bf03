//! Bodies that are too long to be held as a whole.

use std::convert::Infallible;

use axum::body::Body;
use bytes::Bytes;
use futures_util::{StreamExt, stream};

use super::blocking::blocking;

/// Returns a body that begins with `first`, and goes on with what `next` returns until it returns nothing.
///
/// Each piece is made when the client has taken those before, on a thread where it holds up no other request.
pub fn produced(first: Bytes, next: impl FnMut() -> Option<Bytes> + Send + 'static) -> Body {
    let rest = stream::unfold(next, async |mut next| {
        let (piece, next) = blocking(move || (next(), next)).await;
        Some((piece?, next))
    });
    Body::from_stream(stream::iter([first]).chain(rest).map(Ok::<_, Infallible>))
}
