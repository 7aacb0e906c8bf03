//! What a signature covers of a body: it is read once, before the signature is checked.

use axum::http::request::Parts;
use bytes::Bytes;

use super::body::BodyError;

/// What came of reading the body.
#[derive(Clone)]
struct Covered(Result<Bytes, BodyError>);

/// Hands the body of a request to what checks its signature.
pub(super) fn put(parts: &mut Parts, body: Result<Bytes, BodyError>) {
    parts.extensions.insert(Covered(body));
}

/// Returns the body, if it was read.
pub(super) fn get(parts: &Parts) -> Option<Result<Bytes, BodyError>> {
    parts.extensions.get::<Covered>().map(|Covered(body)| body.clone())
}

/// Returns what a signature covers of the body, which is read before the argument of a handler that
/// [covers](super::FromParts::COVERS) it; nothing is covered where that says so.
///
/// # Errors
/// Why the body could not be read.
pub fn covered(parts: &Parts) -> Result<Bytes, BodyError> {
    get(parts).unwrap_or_else(|| Ok(Bytes::new()))
}
