//! The dialects of one API: the prefix of a path tells which one answers.

/// A dialect; what differs is the envelope and what is signed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dialect {
    /// A private deployment of the older kind: `code`, `msg`, `detail`, `data`.
    OldPrivate,
    /// The public cloud, and private deployments of the newer kind: `code`, `msg`, `data`, `more`.
    Public,
}

impl Dialect {
    /// The dialect of a path.
    pub fn of(path: &str) -> Self {
        if path.starts_with("/graph/") || path.starts_with("/o/") { Self::OldPrivate } else { Self::Public }
    }
}

/// What of a path is signed: all but the prefix of the gateway, `/graph` or `/o/{name}`.
pub fn behind_gateway(path: &str) -> &str {
    if let Some(rest) = path.strip_prefix("/graph") {
        return rest;
    }
    let behind_name = path.strip_prefix("/o/").and_then(|rest| Some(&rest[rest.find('/')?..]));
    behind_name.unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::{Dialect, behind_gateway};

    #[test]
    fn the_prefix_of_the_gateway_is_cut_off() {
        for (path, signed) in [
            ("/graph/v7/files/batch_get_meta", "/v7/files/batch_get_meta"),
            ("/graph/v7/drives?page_size=10", "/v7/drives?page_size=10"),
            ("/o/oauth/v1/token", "/v1/token"),
            ("/o/cid/api/xxx?param=val", "/api/xxx?param=val"),
            ("/v7/drives", "/v7/drives"),
        ] {
            assert_eq!(behind_gateway(path), signed, "{path}");
        }
        assert_eq!(Dialect::of("/o/oauth/v1/token"), Dialect::OldPrivate);
        assert_eq!(Dialect::of("/openapi/oauth2/token"), Dialect::Public);
    }
}
