//! What Microsoft's libraries ask before they turn to a tenant: about hosts that they do not know, and about people.

use axum::{
    http::{StatusCode, Uri},
    response::Response,
};
use serde::Serialize;

use super::{error::IdentityError, form::FormPairs, tenant::Tenant};
use crate::{
    graph::{json::Path, scopes},
    http::{self, Call, LinkBase, Operation},
    net::hosts::{Site, sign_in_hosts},
};

/// What Microsoft's libraries ask about hosts that they do not know.
pub const INSTANCE: Operation = Operation { name: "discovery.instance", ..scopes::ANYONE };

/// What Microsoft's libraries ask before they send a password.
pub const REALM: Operation = Operation { name: "userrealm.get", ..scopes::ANYONE };

#[derive(Serialize)]
struct Instance<'a> {
    tenant_discovery_endpoint: String,
    #[serde(rename = "api-version")]
    api_version: &'static str,
    metadata: [InstanceMetadata<'a>; 1],
}

#[derive(Serialize)]
struct InstanceMetadata<'a> {
    preferred_network: &'a str,
    preferred_cache: &'a str,
    aliases: Vec<&'a str>,
}

#[derive(Serialize)]
struct Realm<'a> {
    ver: &'static str,
    account_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    domain_name: Option<&'a str>,
    cloud_instance_name: &'a str,
    cloud_audience_urn: &'static str,
}

/// Returns the address of the discovery document of the tenant in `authorization_endpoint`.
///
/// The hosts for signing in are one instance; by any other name, the one that was asked is alone.
///
/// Handles `GET /common/discovery/instance`.
pub fn instance(call: Call, base: LinkBase, uri: Uri) -> Response {
    let query = FormPairs::of_query(&call, &uri);
    let tenant = query.field("authorization_endpoint").and_then(|endpoint| {
        let before = endpoint.split_once("/oauth2/").map(|(before, _)| before);
        let tenant = before.and_then(|before| before.rsplit('/').next());
        tenant.ok_or(IdentityError::Parameter("authorization_endpoint"))
    });
    let tenant = tenant
        .and_then(|tenant| call.sandbox().read(|world, _| Tenant::parse(world, tenant).map(|_| tenant)));
    let host = host(&base);
    let mut aliases = vec![host];
    if call.site() == Some(Site::SignIn) {
        let others = sign_in_hosts().map(|other| -> &str { other });
        aliases.extend(others.filter(|other| *other != host));
    }
    match tenant {
        Err(refused) => refused.response(&call),
        Ok(tenant) => http::json(
            StatusCode::OK,
            &Instance {
                tenant_discovery_endpoint: format!("{base}/{tenant}/v2.0/.well-known/openid-configuration"),
                api_version: "1.1",
                metadata: [InstanceMetadata { preferred_network: host, preferred_cache: host, aliases }],
            },
        ),
    }
}

/// Returns whether the platform itself verifies the password of a person: it does for the fixture's people.
///
/// Handles `GET /common/userrealm/{user}`.
pub fn realm(call: Call, base: LinkBase, Path(name): Path<String>) -> Response {
    let known = call.sandbox().read(|world, _| world.user_named(&name).is_some());
    let realm = Realm {
        ver: "1.0",
        account_type: if known { "Managed" } else { "Unknown" },
        domain_name: name.split_once('@').map(|(_, domain)| domain).filter(|_| known),
        cloud_instance_name: host(&base),
        cloud_audience_urn: "urn:federation:MicrosoftOnline",
    };
    http::json(StatusCode::OK, &realm)
}

/// Returns the host of an address, with its port.
fn host(base: &str) -> &str {
    base.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default())
}
