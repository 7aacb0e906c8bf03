//! The user of a token.

mod basic;
mod edit_token;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/api/v1/openapi/user")
        .get("/basic", &basic::GET, basic::get)
        .post("/edit_token", &edit_token::CREATE, edit_token::create)
        .delete("/edit_token/{token}", &edit_token::DELETE, edit_token::delete)
}
