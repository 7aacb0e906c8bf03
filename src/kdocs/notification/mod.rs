//! Messages to people.

mod woa;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/api/v1/openapi/notification")
        .post("/woa/app", &woa::SEND, woa::send)
}
