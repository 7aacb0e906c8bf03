//! WPS v7.

mod batch_get_meta;
mod bins;
mod bodies;
mod consent;
mod consent_refusals;
mod cookie;
mod credentials;
mod device;
mod downloads;
mod drives;
pub mod files;
mod identity;
mod kso1;
mod open;
mod parts;
mod rapid_uploads;
mod rights;
mod routes;
mod sharing;
pub mod sign;
mod storage;
mod token;
mod token_refusals;
mod transfer_roles;
mod uploads;
mod versions;

use mockdrive::server::Route;

use crate::support::{Answer, Mock};

/// The gateways, and the dialect behind each.
pub const GATEWAYS: [(&str, &str); 5] = [
    ("", "public"),
    ("/openapi", "newer private"),
    ("/graph", "older private"),
    ("/o/cid", "older private"),
    ("/open", "older private"),
];

/// The gateways behind which a route is served; what is no part of the versioned API stands behind none.
pub fn gateways(route: &Route) -> Vec<&'static str> {
    let (dialects, versioned) = (route.operation.dialects, route.path.starts_with("/v7/"));
    let serves = |(gateway, dialect): &&(&str, &str)| {
        if versioned { dialects.is_empty() || dialects.contains(dialect) } else { gateway.is_empty() }
    };
    GATEWAYS.iter().filter(serves).map(|(gateway, _)| *gateway).collect()
}

/// The request of one who has a token: `POST /v7/drives/create` with a JSON body, which may be empty.
pub fn request(token: &str, line: &str, body: &str) -> String {
    format!("{line}\nAuthorization: Bearer {token}\nContent-Type: application/json\n\n{body}")
}

/// Sends a request of alice's.
pub async fn alice(mock: &Mock, line: &str, body: &str) -> Answer {
    mock.send(&request("alice-token", line, body)).await
}

/// The token of an application by itself, with all scopes of the public cloud.
pub async fn app_token(mock: &Mock) -> String {
    let form = "grant_type=client_credentials&client_id=AK20260101WPSAPP&client_secret=mock-wps-secret";
    let answer = token::form(mock, "/oauth2/token", form).await;
    answer.json()["access_token"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}
