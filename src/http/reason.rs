//! Why a request is refused, beside what the client reads of it.

use std::{fmt::Display, sync::Arc};

use axum::response::Response;

/// The reason of a refusal, in the extensions of its response: for the journal and the log.
#[derive(Clone, Debug)]
pub struct Reason(pub Arc<str>);

/// Adds the reason to a refusal; the first one holds.
#[must_use]
pub fn with_reason(mut response: Response, reason: &impl Display) -> Response {
    response.extensions_mut().get_or_insert_with(|| Reason(reason.to_string().into()));
    response
}
