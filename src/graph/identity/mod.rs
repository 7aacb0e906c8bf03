//! The identity platform: how applications and people get the tokens that the drives take.
//!
//! Tokens are signed, and a client may verify them with the published key; what they allow stands in the world's table of
//! tokens, as for all services. See
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
mod faults;
mod form;
mod instance;
mod jwt;
mod pages;
mod redirect;
mod respond;
mod scope;
mod tenant;
mod token;
mod userinfo;

pub use self::{
    faults::{codes as fault_codes, fault},
    scope::known_scopes,
    userinfo::PATH as USERINFO,
};
use crate::http::Routes;

/// Returns the rows of the route table.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("")
        .get("/{tenant}/oauth2/v2.0/authorize", &authorize::AUTHORIZE, authorize::authorize)
        .post("/{tenant}/oauth2/v2.0/token", &token::TOKEN, token::token)
        .post("/{tenant}/oauth2/v2.0/devicecode", &device::START, device::start)
        .get("/devicelogin", &device::PAGE, device::page)
        .post("/devicelogin", &device::ANSWER, device::answer)
        .get("/{tenant}/v2.0/.well-known/openid-configuration", &discovery::CONFIGURATION, discovery::configuration)
        .get("/{tenant}/discovery/v2.0/keys", &discovery::KEYS, discovery::keys)
        .get("/common/discovery/instance", &instance::INSTANCE, instance::instance)
        .get("/common/userrealm/{user}", &instance::REALM, instance::realm)
        .get(USERINFO, &userinfo::GET, userinfo::get)
}

/// Returns whether a path belongs to the identity platform.
pub fn owns(path: &str) -> bool {
    if path == "/devicelogin" || path == USERINFO {
        return true;
    }
    let below = path.strip_prefix('/').and_then(|path| path.split_once('/')).map_or("", |(_, below)| below);
    below.starts_with("oauth2/v2.0/")
        || below.starts_with("discovery/")
        || below.starts_with("userrealm/")
        || below.starts_with("v2.0/.well-known/")
}
