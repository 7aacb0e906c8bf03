//! `/_mock/graph/`: what only Microsoft Graph has.

use std::convert::Infallible;

use axum::{http::StatusCode, response::Response};

use crate::http::{self, Call};

/// Makes every delta token that was handed out so far answer 410.
pub async fn expire_delta_tokens(call: Call) -> Response {
    let Ok(()) = call.sandbox().write(|world, _| {
        world.expire_changes();
        Ok::<_, Infallible>(())
    });
    http::empty(StatusCode::NO_CONTENT)
}
