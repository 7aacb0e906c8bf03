//! The identity platform: how applications and people get the tokens that the drives take.
//!
//! Tokens are signed, and a client may verify them with the published key; what they are worth is decided by the
//! world's table of tokens, as for all services. See
//! <https://learn.microsoft.com/en-us/entra/identity-platform/v2-protocols>.
//!
//! Left out: single sign-on and logging out, consent by an administrator, client assertions.

mod approve;
mod authorize;
mod claims;
mod client;
mod device;
mod discovery;
mod error;
mod form;
mod jwt;
mod pages;
mod scope;
mod tenant;
mod token;
mod userinfo;

use axum::{
    http::{HeaderValue, header},
    response::Response,
};

use crate::{
    http::Routes,
    world::{BASE62, scramble, spell},
};

/// The route table.
pub fn routes() -> Routes {
    Routes::at("")
        .get("/{tenant}/oauth2/v2.0/authorize", &authorize::AUTHORIZE, authorize::authorize)
        .post("/{tenant}/oauth2/v2.0/token", &token::TOKEN, token::token)
        .post("/{tenant}/oauth2/v2.0/devicecode", &device::START, device::start)
        .get("/devicelogin", &device::PAGE, device::page)
        .post("/devicelogin", &device::ANSWER, device::answer)
        .get(
            "/{tenant}/v2.0/.well-known/openid-configuration",
            &discovery::CONFIGURATION,
            discovery::configuration,
        )
        .get("/{tenant}/discovery/v2.0/keys", &discovery::KEYS, discovery::keys)
        .get("/common/discovery/instance", &discovery::INSTANCE, discovery::instance)
        .get("/common/userrealm/{user}", &discovery::REALM, discovery::realm)
        .get("/oidc/userinfo", &userinfo::GET, userinfo::get)
}

/// Whether a path belongs to the identity platform.
pub fn owns(path: &str) -> bool {
    if matches!(path, "/devicelogin" | "/oidc/userinfo") {
        return true;
    }
    let below = path.strip_prefix('/').and_then(|path| path.split_once('/')).map_or("", |(_, below)| below);
    below.starts_with("oauth2/v2.0/")
        || below.starts_with("discovery/")
        || below.starts_with("userrealm/")
        || below.starts_with("v2.0/.well-known/")
}

/// Marks an answer that nobody may keep.
fn no_store(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store, no-cache"));
    response
}

/// A string that looks random and is made from a number that is handed out once.
fn opaque(prefix: &str, serial: u64, salt: u64) -> String {
    let part = |turn: u32| spell(scramble(serial, salt.rotate_left(turn)), BASE62, 11);
    format!("{prefix}{}", [0, 13, 26, 39].map(part).concat())
}
