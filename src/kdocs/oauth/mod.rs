//! How a user lets an application in: consent, and the tokens that come of it (reference 4.1).
//!
//! See <https://developer.kdocs.cn/common/authorization/web.html>.

mod authorize;
mod client;
mod scope;
mod token;

pub use self::scope::known_scopes;
use crate::http::Routes;

/// Returns the rows of this wing.
pub fn routes() -> Routes {
    Routes::at("")
        .get("/h5/auth", &authorize::SHOW, authorize::show)
        .get("/api/v1/oauth2/access_token", &token::GET, token::get)
        .post("/api/v1/oauth2/refresh_token", &token::REFRESH, token::refresh)
}
