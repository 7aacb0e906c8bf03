//! Where everything is, for libraries that look it up.
//!
//! See <https://learn.microsoft.com/en-us/entra/identity-platform/v2-protocols-oidc> and reference 2.1, 2.2.

use axum::{
    http::{StatusCode, Uri},
    response::Response,
};
use serde::Serialize;

use super::{error::Refused, form::Form, jwt, tenant::Tenant};
use crate::{
    graph::{error::Error, json::Path},
    http::{self, Access, Call, LinkBase, Operation},
};

/// <https://learn.microsoft.com/en-us/entra/identity-platform/v2-protocols-oidc#fetch-the-openid-configuration-document>
pub const CONFIGURATION: Operation =
    Operation { name: "oidc.configuration", access: Access::Anyone, ..Operation::BASE };

/// <https://learn.microsoft.com/en-us/entra/identity-platform/access-tokens#validate-the-signature>
pub const KEYS: Operation = Operation { name: "oidc.keys", ..CONFIGURATION };

/// What Microsoft's libraries ask about hosts that they do not know.
pub const INSTANCE: Operation = Operation { name: "discovery.instance", ..CONFIGURATION };

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

/// The discovery document of a tenant.
pub async fn configuration(
    call: Call,
    base: LinkBase,
    Path(tenant): Path<String>,
) -> Result<Response, Error> {
    let issuer = call.sandbox().read(|world, _| {
        Tenant::parse(world, &tenant).map(|tenant| format!("{base}/{}/v2.0", tenant.issuer(world)))
    });
    let issuer = match issuer {
        Ok(issuer) => issuer,
        Err(refused) => return Ok(refused.answer(&call)),
    };
    let oauth2 = |endpoint| format!("{base}/{tenant}/oauth2/v2.0/{endpoint}");
    Ok(http::json(
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
    ))
}

#[derive(Serialize)]
struct Keys {
    keys: [Key; 1],
}

#[derive(Serialize)]
struct Key {
    kty: &'static str,
    #[serde(rename = "use")]
    usage: &'static str,
    kid: &'static str,
    alg: &'static str,
    n: String,
    e: String,
}

/// The public key that verifies all tokens.
pub async fn keys(call: Call, Path(tenant): Path<String>) -> Result<Response, Error> {
    if let Err(refused) = call.sandbox().read(|world, _| Tenant::parse(world, &tenant).map(drop)) {
        return Ok(refused.answer(&call));
    }
    let [n, e] = jwt::public_key();
    let key = Key { kty: "RSA", usage: "sig", kid: jwt::KEY_ID, alg: "RS256", n, e };
    Ok(http::json(StatusCode::OK, &Keys { keys: [key] }))
}

/// What Microsoft's libraries ask before they send a password.
pub const REALM: Operation = Operation { name: "userrealm.get", ..CONFIGURATION };

#[derive(Serialize)]
struct Realm<'a> {
    ver: &'static str,
    account_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    domain_name: Option<&'a str>,
    cloud_instance_name: &'a str,
    cloud_audience_urn: &'static str,
}

/// Whether the platform itself knows a person's password: of the fixture's people it does.
pub async fn realm(call: Call, base: LinkBase, Path(name): Path<String>) -> Result<Response, Error> {
    let known = call.sandbox().read(|world, _| world.user_named(&name).is_some());
    let realm = Realm {
        ver: "1.0",
        account_type: if known { "Managed" } else { "Unknown" },
        domain_name: name.split_once('@').map(|(_, domain)| domain).filter(|_| known),
        cloud_instance_name: host(&base),
        cloud_audience_urn: "urn:federation:MicrosoftOnline",
    };
    Ok(http::json(StatusCode::OK, &realm))
}

/// The host, with its port, of an address.
fn host(base: &str) -> &str {
    base.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default())
}

#[derive(Serialize)]
struct Instance<'a> {
    tenant_discovery_endpoint: String,
    #[serde(rename = "api-version")]
    api_version: &'static str,
    metadata: [Metadata<'a>; 1],
}

#[derive(Serialize)]
struct Metadata<'a> {
    preferred_network: &'a str,
    preferred_cache: &'a str,
    aliases: [&'a str; 1],
}

/// The discovery document of the tenant in `authorization_endpoint`; the only host is the one that was asked.
pub async fn instance(call: Call, base: LinkBase, uri: Uri) -> Result<Response, Error> {
    let query = Form::parse(uri.query().unwrap_or_default());
    let tenant = query.field("authorization_endpoint").and_then(|endpoint| {
        let before = endpoint.split_once("/oauth2/").map(|(before, _)| before);
        let tenant = before.and_then(|before| before.rsplit('/').next());
        tenant.ok_or(Refused::Parameter("authorization_endpoint"))
    });
    let tenant = tenant
        .and_then(|tenant| call.sandbox().read(|world, _| Tenant::parse(world, tenant).map(|_| tenant)));
    let host = host(&base);
    Ok(match tenant {
        Err(refused) => refused.answer(&call),
        Ok(tenant) => http::json(
            StatusCode::OK,
            &Instance {
                tenant_discovery_endpoint: format!("{base}/{tenant}/v2.0/.well-known/openid-configuration"),
                api_version: "1.1",
                metadata: [Metadata { preferred_network: host, preferred_cache: host, aliases: [host] }],
            },
        ),
    })
}
