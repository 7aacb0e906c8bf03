//! What tokens say.
//!
//! See <https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference> and
//! <https://learn.microsoft.com/en-us/entra/identity-platform/id-token-claims-reference>.

use serde::Serialize;

use super::{jwt, scope};
use crate::{
    graph::ids,
    world::{App, Scopes, Timestamp, User},
};

/// Whom an access token is meant for.
const GRAPH: &str = "https://graph.microsoft.com";

/// What the tokens of one answer have in common.
pub struct Facts<'a> {
    pub app: &'a App,
    pub user: Option<&'a User>,
    /// The id of the organisation.
    pub tenant: &'a str,
    /// What addresses begin with.
    pub base: &'a str,
    pub now: Timestamp,
    /// In seconds.
    pub life: u64,
    /// Sets these tokens apart from others with the same claims.
    pub serial: u64,
}

#[derive(Serialize)]
struct Common<'a> {
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
struct Access<'a> {
    #[serde(flatten)]
    common: Common<'a>,
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
struct Id<'a> {
    #[serde(flatten)]
    common: Common<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<&'a str>,
    ver: &'static str,
}

impl<'a> Facts<'a> {
    /// Signs the token that the drives take.
    pub fn access_token(&self, scopes: &Scopes) -> String {
        jwt::sign(&Access {
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

    /// Signs the token that tells the application who signed in.
    pub fn id_token(&self, nonce: Option<&str>, email: bool) -> String {
        jwt::sign(&Id {
            common: self.common(&self.app.key),
            email: self.user.filter(|_| email).map(|user| &*user.email),
            nonce,
            ver: "2.0",
        })
    }

    fn common(&self, audience: &'a str) -> Common<'a> {
        let id = self.user.map_or_else(|| ids::app(self.app.id), |user| ids::user(user.id));
        let seconds = self.now.seconds();
        Common {
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
