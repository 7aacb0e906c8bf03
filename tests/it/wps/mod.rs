//! WPS v7.

mod batch_get_meta;
mod bodies;
mod credentials;
mod open;
mod routes;
mod sharing;
pub mod sign;
mod token;
mod token_refusals;

use mockdrive::server::Route;

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
