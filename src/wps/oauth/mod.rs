//! How applications get tokens: each dialect has an endpoint of its own.

mod form;
mod granted;
mod jwt;
mod token;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("")
        .post("/o/oauth/v1/token", &token::OLD_PRIVATE, token::old_private)
        .post("/openapi/oauth2/token", &token::NEW_PRIVATE, token::new_private)
        .post("/oauth2/token", &token::PUBLIC, token::public)
}
