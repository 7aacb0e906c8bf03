//! `/_mock/graph/expire-delta-tokens`: an end to all delta tokens of Microsoft Graph.

use std::convert::Infallible;

use axum::{http::StatusCode, response::Response};

use crate::http::{self, Call};

/// Handles `POST /_mock/graph/expire-delta-tokens`: every delta token so far is refused with 410 from now on.
pub fn expire(call: Call) -> Response {
    let Ok(()) = call.sandbox().write(|world, _| {
        world.expire_changes();
        Ok::<_, Infallible>(())
    });
    http::empty(StatusCode::NO_CONTENT)
}
