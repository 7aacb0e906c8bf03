//! The discovery document of a tenant, and the key that verifies its tokens.
//!
//! See <https://learn.microsoft.com/en-us/entra/identity-platform/v2-protocols-oidc> and reference 2.1, 2.2.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::{jwt, tenant::Tenant};
use crate::{
    graph::{json::Path, scopes},
    http::{self, Call, LinkBase, Operation},
};

/// <https://learn.microsoft.com/en-us/entra/identity-platform/v2-protocols-oidc#fetch-the-openid-configuration-document>
pub const CONFIGURATION: Operation = Operation { name: "oidc.configuration", ..scopes::ANYONE };

/// <https://learn.microsoft.com/en-us/entra/identity-platform/access-tokens#validate-the-signature>
pub const KEYS: Operation = Operation { name: "oidc.keys", ..CONFIGURATION };

/// <https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata>
#[derive(Serialize)]
struct Configuration {
    token_endpoint: String,
    token_endpoint_auth_methods_supported: [&'static str; 2],
    jwks_uri: String,
    response_modes_supported: [&'static str; 3],
    subject_types_supported: [&'static str; 1],
    id_token_signing_alg_values_supported: [&'static str; 1],
    response_types_supported: [&'static str; 1],
    grant_types_supported: [&'static str; 5],
    code_challenge_methods_supported: [&'static str; 2],
    scopes_supported: [&'static str; 4],
    issuer: String,
    userinfo_endpoint: String,
    authorization_endpoint: String,
    device_authorization_endpoint: String,
    claims_supported: [&'static str; 12],
}

/// <https://www.rfc-editor.org/rfc/rfc7517#section-5>
#[derive(Serialize)]
struct KeySet {
    keys: [PublicKey; 1],
}

/// <https://www.rfc-editor.org/rfc/rfc7518#section-6.3.1>
#[derive(Serialize)]
struct PublicKey {
    kty: &'static str,
    #[serde(rename = "use")]
    usage: &'static str,
    kid: &'static str,
    alg: &'static str,
    n: String,
    e: String,
}

/// Returns the discovery document of a tenant.
///
/// Handles `GET /{tenant}/v2.0/.well-known/openid-configuration`.
pub fn configuration(call: Call, base: LinkBase, Path(tenant): Path<String>) -> Response {
    let issuer = call.sandbox().read(|world, _| {
        Tenant::parse(world, &tenant).map(|tenant| format!("{base}/{}/v2.0", tenant.issuer(world)))
    });
    let issuer = match issuer {
        Ok(issuer) => issuer,
        Err(refused) => return refused.response(&call),
    };
    let oauth2 = |endpoint| format!("{base}/{tenant}/oauth2/v2.0/{endpoint}");
    http::json(
        StatusCode::OK,
        &Configuration {
            token_endpoint: oauth2("token"),
            token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
            jwks_uri: format!("{base}/{tenant}/discovery/v2.0/keys"),
            response_modes_supported: ["query", "fragment", "form_post"],
            subject_types_supported: ["pairwise"],
            id_token_signing_alg_values_supported: ["RS256"],
            response_types_supported: ["code"],
            grant_types_supported: [
                "authorization_code",
                "client_credentials",
                "password",
                "refresh_token",
                "urn:ietf:params:oauth:grant-type:device_code",
            ],
            code_challenge_methods_supported: ["plain", "S256"],
            scopes_supported: ["openid", "profile", "email", "offline_access"],
            issuer,
            userinfo_endpoint: format!("{base}/oidc/userinfo"),
            authorization_endpoint: oauth2("authorize"),
            device_authorization_endpoint: oauth2("devicecode"),
            claims_supported: [
                "sub",
                "iss",
                "aud",
                "exp",
                "iat",
                "nbf",
                "nonce",
                "name",
                "oid",
                "tid",
                "preferred_username",
                "email",
            ],
        },
    )
}

/// Returns the public key that verifies all tokens.
///
/// Handles `GET /{tenant}/discovery/v2.0/keys`.
pub fn keys(call: Call, Path(tenant): Path<String>) -> Response {
    if let Err(refused) = call.sandbox().read(|world, _| Tenant::parse(world, &tenant).map(drop)) {
        return refused.response(&call);
    }
    let [n, e] = jwt::public_key();
    let key = PublicKey { kty: "RSA", usage: "sig", kid: jwt::KEY_ID, alg: "RS256", n, e };
    http::json(StatusCode::OK, &KeySet { keys: [key] })
}
