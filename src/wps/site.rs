//! Which paths are those of WPS, and on which of its hosts they are.

use crate::net::hosts::Site;

/// What stands first in the paths of the public cloud.
const PUBLIC: [&str; 2] = ["/v7", "/oauth2"];

/// What gateways put before that in private deployments.
const GATEWAYS: [&str; 4] = ["/graph", "/open", "/o", "/openapi"];

/// Returns whether a path belongs to WPS.
pub fn owns(path: &str) -> bool {
    is_public(path) || is_below(&GATEWAYS, path)
}

/// Returns whether a path of WPS is there on a host of this kind: the public cloud has no gateways with a prefix.
pub fn is_at(site: Site, path: &str) -> bool {
    if site == Site::Wps { is_public(path) } else { owns(path) }
}

fn is_public(path: &str) -> bool {
    is_below(&PUBLIC, path)
}

fn is_below(bases: &[&str], path: &str) -> bool {
    let below =
        |base: &&str| path.strip_prefix(*base).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    // Graph's token endpoint, `/{tenant}/oauth2/v2.0/token`, takes any tenant.
    bases.iter().any(below) && !path.contains("/oauth2/v2.0/")
}

#[cfg(test)]
mod tests {
    use super::owns;

    #[test]
    fn the_token_endpoint_of_graph_is_not_owned() {
        for path in [
            "/graph",
            "/graph/v7/x",
            "/open/v7/x",
            "/v7/drives",
            "/openapi/v7/x",
            "/o/oauth/v1/token",
            "/oauth2/token",
        ] {
            assert!(owns(path), "{path}");
        }
        for path in [
            "/v1.0/me",
            "/o/oauth2/v2.0/token",
            "/openapi/oauth2/v2.0/token",
            "/open/oauth2/v2.0/token",
            "/graphs",
            "/opened",
            "/",
        ] {
            assert!(!owns(path), "{path}");
        }
    }
}
