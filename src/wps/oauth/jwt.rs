//! Access tokens in the shape of JSON Web Tokens.
//!
//! Clients decode the payload and none verifies the signature; whether a token is valid, the world knows.

use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;

use crate::wps::mac::hmac_sha256;

/// The algorithm that a token names in its header.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Algorithm {
    /// In the public cloud.
    Es256,
    /// In private deployments.
    Hs256,
}

#[derive(Serialize)]
struct Header {
    alg: &'static str,
    typ: &'static str,
}

/// What a token says of itself.
#[derive(Serialize)]
pub struct Claims<'a> {
    /// When it expires, in seconds.
    pub exp: i64,
    /// The company.
    pub comp_id: String,
    /// The application.
    pub client_id: &'a str,
    /// `app`, or `user`.
    pub tk_type: &'static str,
    /// The scopes, comma-separated.
    pub scope: String,
    /// The company, as a number.
    pub company_id: u64,
    /// The principal that the application acts as.
    pub client_principal_id: String,
    /// The person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub: Option<String>,
    /// The person, as a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<u64>,
}

/// Returns a token; a key of its own sets it apart from another one with the same claims.
pub fn encode(algorithm: Algorithm, claims: &Claims<'_>, key: &str) -> String {
    let part = |json: Result<Vec<u8>, _>| BASE64URL_NOPAD.encode(&json.unwrap_or_default());
    let alg = match algorithm {
        Algorithm::Es256 => "ES256",
        Algorithm::Hs256 => "HS256",
    };
    let header = serde_json::to_vec(&Header { alg, typ: "JWT" });
    let signed = format!("{}.{}", part(header), part(serde_json::to_vec(claims)));
    let hash = hmac_sha256(key, signed.as_bytes());
    let signature = match algorithm {
        // Of the right length only: nobody could check it without a public key.
        Algorithm::Es256 => [hmac_sha256(key, &hash), hash].concat(),
        Algorithm::Hs256 => hash.to_vec(),
    };
    format!("{signed}.{}", BASE64URL_NOPAD.encode(&signature))
}
