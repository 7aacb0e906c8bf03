//! The claims of tokens.
//!
//! See <https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference> and
//! <https://learn.microsoft.com/en-us/entra/identity-platform/id-token-claims-reference>.

use serde::Serialize;

use super::{jwt, scope};
use crate::{
    graph::ids,
    world::{App, Scopes, Timestamp, User},
};

/// The audience of access tokens.
const GRAPH: &str = "https://graph.microsoft.com";

/// What the tokens of one response have in common.
pub struct Facts<'a> {
    pub app: &'a App,
    pub user: Option<&'a User>,
    /// The id of the tenant.
    pub tenant: &'a str,
    /// The address of the server.
    pub base: &'a str,
    pub now: Timestamp,
    /// In seconds.
    pub life: u64,
    /// Sets these tokens apart from others with the same claims.
    pub serial: u64,
}

#[derive(Serialize)]
struct CommonClaims<'a> {
    aud: &'a str,
    iss: String,
    iat: i64,
    nbf: i64,
    exp: i64,
    oid: String,
    sub: String,
    tid: &'a str,
    uti: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preferred_username: Option<&'a str>,
}

#[derive(Serialize)]
struct AccessClaims<'a> {
    #[serde(flatten)]
    common: CommonClaims<'a>,
    appid: &'a str,
    app_displayname: &'a str,
    idtyp: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    roles: Option<&'static [&'static str]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scp: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    upn: Option<&'a str>,
    ver: &'static str,
}

#[derive(Serialize)]
struct IdClaims<'a> {
    #[serde(flatten)]
    common: CommonClaims<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<&'a str>,
    ver: &'static str,
}

impl<'a> Facts<'a> {
    /// Returns a signed token for Graph.
    pub fn access_token(&self, scopes: &Scopes) -> String {
        jwt::sign(&AccessClaims {
            common: self.common(GRAPH),
            appid: &self.app.key,
            app_displayname: &self.app.key,
            idtyp: if self.user.is_some() { "user" } else { "app" },
            roles: self.user.is_none().then_some(scope::APPLICATION.as_slice()),
            scp: self.user.map(|_| scope::claim(scopes)),
            upn: self.user.map(|user| &*user.email),
            ver: "1.0",
        })
    }

    /// Returns a signed token that names the person to the application.
    pub fn id_token(&self, nonce: Option<&str>, email: bool) -> String {
        jwt::sign(&IdClaims {
            common: self.common(&self.app.key),
            email: self.user.filter(|_| email).map(|user| &*user.email),
            nonce,
            ver: "2.0",
        })
    }

    fn common(&self, audience: &'a str) -> CommonClaims<'a> {
        let id = self.user.map_or_else(|| ids::app(self.app.id), |user| ids::user(user.id));
        let seconds = self.now.seconds();
        CommonClaims {
            aud: audience,
            iss: format!("{}/{}/v2.0", self.base, self.tenant),
            iat: seconds,
            nbf: seconds,
            exp: seconds.saturating_add_unsigned(self.life),
            oid: id.clone(),
            sub: id,
            tid: self.tenant,
            uti: ids::request(self.serial),
            name: self.user.map(|user| &*user.display_name),
            preferred_username: self.user.map(|user| &*user.email),
        }
    }
}
