//! Sessions, which hand out access tokens.

mod carrier;
mod session;
mod tokens;

pub use self::carrier::carrier_user;
use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1/session")
        .post("", &session::CREATE_SESSION, session::create)
        .post("/", &session::CREATE_SESSION, session::create)
        .post("/refresh", &session::REFRESH_SESSION, session::refresh)
        .get("/auth", &session::AUTH_SESSION, session::check)
        .get("/logoff", &session::LOGOUT, session::log_off)
        .and_at("/koodrive/ose/v1/auth")
        .post("/login", &carrier::LOGIN, carrier::log_in)
        .post("/refreshToken", &carrier::REFRESH_TOKEN, carrier::refresh)
        .post("/logout", &carrier::LOGOUT, carrier::log_out)
}
