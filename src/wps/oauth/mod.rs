//! How applications get tokens: each dialect has endpoints of its own.

mod agent;
mod approve;
mod authorize;
mod client;
mod device;
mod form;
mod granted;
mod issue;
mod jwt;
mod token;

pub use self::granted::known_scopes;
use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("")
        .post("/o/oauth/v1/token", &token::OLD_PRIVATE, token::old_private)
        .post("/openapi/oauth2/token", &token::NEW_PRIVATE, token::new_private)
        .post("/oauth2/token", &token::PUBLIC, token::public)
        .get("/oauth2/auth", &authorize::PUBLIC, authorize::public)
        .get("/o/oauth/v1/authorize", &authorize::OLD_PRIVATE, authorize::old_private)
        .post("/oauth2/device_authorization", &device::START, device::start)
        .post("/oauth2/device/code", &device::START_CODE, device::start)
        .post("/oauth2/device_authorize", &device::START_AUTHORIZE, device::start)
        .get("/oauth2/device", &device::PAGE, device::page)
        .post("/oauth2/device", &device::ANSWER, device::answer)
        .post("/oauth2/ticket/active", &agent::TICKET, agent::ticket)
        .post("/v7/dev/agent/token", &agent::TOKEN, agent::token)
}
