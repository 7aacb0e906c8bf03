//! Gateways: each has a prefix of its own, by which a request names it.

use std::convert::Infallible;

use axum::http::{Extensions, request::Parts};

use super::dialect::Dialect;
use crate::http::FromParts;

/// The gateway that a request came through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Gateway {
    /// The dialect that is spoken behind it.
    pub dialect: Dialect,
    /// The length of its prefix, in bytes.
    prefix: usize,
}

impl Gateway {
    /// Returns the gateway of a path: `/graph`, `/open`, `/o/{name}`, `/openapi`, or none.
    pub fn of(path: &str) -> Self {
        let old = |prefix| Self { dialect: Dialect::OldPrivate, prefix };
        for prefix in ["/graph", "/open"] {
            if path.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('/')) {
                return old(prefix.len());
            }
        }
        if let Some(named) = path.strip_prefix("/o/") {
            let name = named.find('/').filter(|length| *length > 0);
            return old(name.map_or(0, |length| "/o/".len() + length));
        }
        let prefix = "/openapi";
        if path.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('/')) {
            return Self { dialect: Dialect::NewPrivate, prefix: prefix.len() };
        }
        Self { dialect: Dialect::Public, prefix: 0 }
    }

    /// Returns what stands behind the gateway's prefix, of a path with or without its query.
    pub fn behind(self, path: &str) -> &str {
        path.get(self.prefix..).unwrap_or(path)
    }

    /// Returns its prefix, of a path that came through it.
    pub fn prefix(self, path: &str) -> &str {
        path.get(..self.prefix).unwrap_or_default()
    }

    /// Returns the gateway that the outermost layer of WPS put into these extensions.
    ///
    /// # Panics
    /// If no request entered through that layer.
    pub fn in_extensions(extensions: &Extensions) -> Self {
        *extensions.get().expect("the outermost layer of WPS puts it there")
    }
}

impl Dialect {
    /// Returns the dialect of a request.
    pub fn of(parts: &Parts) -> Self {
        Gateway::in_extensions(&parts.extensions).dialect
    }
}

impl FromParts for Dialect {
    type Refusal = Infallible;

    fn from_parts(parts: &Parts) -> Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}

#[cfg(test)]
mod tests {
    use super::{Dialect, Gateway};

    #[test]
    fn the_prefix_names_the_gateway_and_is_cut_off() {
        for (path, dialect, behind) in [
            ("/graph/v7/files/batch_get_meta", Dialect::OldPrivate, "/v7/files/batch_get_meta"),
            ("/graph/v7/drives?page_size=10", Dialect::OldPrivate, "/v7/drives?page_size=10"),
            ("/open/v7/drives", Dialect::OldPrivate, "/v7/drives"),
            ("/o/oauth/v1/token", Dialect::OldPrivate, "/v1/token"),
            ("/o/cid/api/xxx?param=val", Dialect::OldPrivate, "/api/xxx?param=val"),
            ("/o//v7/drives", Dialect::OldPrivate, "/o//v7/drives"),
            ("/o/cid", Dialect::OldPrivate, "/o/cid"),
            ("/openapi/oauth2/token", Dialect::NewPrivate, "/oauth2/token"),
            ("/openapi/v7/drives", Dialect::NewPrivate, "/v7/drives"),
            ("/openapi", Dialect::Public, "/openapi"),
            ("/v7/drives", Dialect::Public, "/v7/drives"),
            ("/oauth2/token", Dialect::Public, "/oauth2/token"),
            ("/graph", Dialect::Public, "/graph"),
        ] {
            let gateway = Gateway::of(path.split('?').next().unwrap_or_default());
            assert_eq!((gateway.dialect, gateway.behind(path)), (dialect, behind), "{path}");
        }
    }
}
