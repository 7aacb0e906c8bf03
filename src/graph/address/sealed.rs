//! Addresses that need no token: what they open is sealed into them, so no client can make one up and the server keeps
//! none.

use std::time::Duration;

use uuid::fmt::Hyphenated;

use crate::{
    graph::ids,
    http::sealed::{self, numbers, push},
    world::{NodeId, Timestamp, UploadId},
};

/// What stands in the query of the address of a content before the token.
const TOKEN: &str = "tempauth=";

/// How many characters the address of a content has behind its base at the most.
const LONGEST_QUERY: usize = 192;

/// How long an address opens a content, as the service says of `@microsoft.graph.downloadUrl`.
const LIFE: Duration = Duration::from_hours(1);

/// What an address opens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sealed {
    /// The current content of a file, while this version is current or kept, until its time.
    Download { node: NodeId, version: u32, until: Timestamp },
    /// An upload session.
    Upload(UploadId),
    /// The bytes of a version, until its time.
    Version { node: NodeId, version: u32, until: Timestamp },
    /// A picture in some size, for as long as the version is there: such addresses can be cached.
    Thumbnail { node: NodeId, version: u32, size: Box<str> },
    /// A page about a version, until its time.
    Preview { node: NodeId, version: u32, until: Timestamp },
}

/// The kinds of addresses, by the word in their path; one never opens another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Kind {
    /// `download.aspx`, with the token in its query: [`Sealed::Download`].
    Download = b'D',
    /// `upload`: [`Sealed::Upload`].
    Upload = b'U',
    /// `sealed`: the others, which a letter tells apart.
    Other = b'S',
}

impl Sealed {
    /// Returns what opens the content of a file for an hour.
    pub fn download(node: NodeId, version: u32, now: Timestamp) -> Self {
        Self::Download { node, version, until: now.plus(LIFE) }
    }

    /// Returns what opens the bytes of a version for an hour.
    pub fn version(node: NodeId, version: u32, now: Timestamp) -> Self {
        Self::Version { node, version, until: now.plus(LIFE) }
    }

    /// Returns what opens a picture in some size.
    pub fn thumbnail(node: NodeId, version: u32, size: &str) -> Self {
        Self::Thumbnail { node, version, size: size.into() }
    }

    /// Returns what opens a page about a version for an hour.
    pub fn preview(node: NodeId, version: u32, now: Timestamp) -> Self {
        Self::Preview { node, version, until: now.plus(LIFE) }
    }

    /// Returns the address.
    pub fn address(&self, base: &str) -> String {
        let mut bytes = Vec::with_capacity(64);
        let kind = match self {
            Self::Download { node, version, until } => {
                return download_address(base, *node, *version, *until);
            }
            Self::Upload(id) => {
                push(&mut bytes, [id.number()]);
                Kind::Upload
            }
            Self::Version { node, version, until } => {
                bytes.push(b'v');
                push(&mut bytes, [node.number(), (*version).into(), until.millis().cast_unsigned()]);
                Kind::Other
            }
            Self::Thumbnail { node, version, size } => {
                bytes.push(b't');
                push(&mut bytes, [node.number(), (*version).into()]);
                bytes.extend_from_slice(size.as_bytes());
                Kind::Other
            }
            Self::Preview { node, version, until } => {
                bytes.push(b'p');
                push(&mut bytes, [node.number(), (*version).into(), until.millis().cast_unsigned()]);
                Kind::Other
            }
        };
        sealed::address(base, kind.path(), kind as u8, &bytes)
    }

    /// Returns the token in the query of the address of a content, whatever a client has appended to it.
    pub fn token_in(query: &str) -> Option<&str> {
        query.split(['&', '?']).find_map(|pair| pair.strip_prefix(TOKEN))
    }

    /// Reads the token, or the last segment, of an address of this kind; returns none for what was not sealed here.
    pub fn read(kind: Kind, segment: &str) -> Option<Self> {
        let content = sealed::unseal(kind as u8, segment)?;
        match kind {
            Kind::Download => {
                let (node, version, until) = version_until(&content)?;
                Some(Self::Download { node, version, until })
            }
            Kind::Upload => {
                let ([number], []) = numbers(&content)? else { return None };
                Some(Self::Upload(UploadId::from_number(number)))
            }
            Kind::Other => match content.split_first()? {
                (b'v', rest) => {
                    let (node, version, until) = version_until(rest)?;
                    Some(Self::Version { node, version, until })
                }
                (b't', rest) => {
                    let ([node, version], size) = numbers(rest)?;
                    let (node, version) = (NodeId::from_number(node)?, version.try_into().ok()?);
                    Some(Self::thumbnail(node, version, str::from_utf8(size).ok()?))
                }
                (b'p', rest) => {
                    let (node, version, until) = version_until(rest)?;
                    Some(Self::Preview { node, version, until })
                }
                _ => None,
            },
        }
    }
}

impl Kind {
    /// Returns the path that addresses of this kind begin with.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Download => "/_layouts/15/download.aspx",
            Self::Upload => "/_api/v2.0/upload/",
            Self::Other => "/_api/v2.0/sealed/",
        }
    }
}

/// Returns the address of a content, in the form of the service: with a query that does not end with the token.
fn download_address(base: &str, node: NodeId, version: u32, until: Timestamp) -> String {
    let mut address = String::with_capacity(base.len() + LONGEST_QUERY);
    address.push_str(base);
    address.push_str(Kind::Download.path());
    address.push_str("?UniqueId=");
    address.push_str(ids::guid_of(node).hyphenated().encode_lower(&mut [0; Hyphenated::LENGTH]));
    address.push_str("&Translate=false&");
    address.push_str(TOKEN);
    let content =
        [node.number().to_be_bytes(), u64::from(version).to_be_bytes(), until.millis().to_be_bytes()];
    sealed::append(&mut address, Kind::Download as u8, content.as_flattened());
    address.push_str("&ApiVersion=2.0");
    address
}

/// Reads a version and a time, and nothing behind them.
fn version_until(bytes: &[u8]) -> Option<(NodeId, u32, Timestamp)> {
    let ([node, version, until], []) = numbers(bytes)? else { return None };
    let until = Timestamp::from_millis(until.cast_signed());
    Some((NodeId::from_number(node)?, version.try_into().ok()?, until))
}

#[cfg(test)]
mod tests {
    use super::{Kind, Sealed};
    use crate::world::{NodeId, Timestamp, UploadId};

    #[test]
    fn only_what_was_sealed_is_opened() {
        let node = NodeId::from_number(7).expect("not zero");
        let at = Timestamp::from_seconds(1);
        for (kind, sealed) in [
            (Kind::Download, Sealed::download(node, 2, at)),
            (Kind::Upload, Sealed::Upload(UploadId::from_number(3))),
            (Kind::Other, Sealed::version(node, 2, at)),
            (Kind::Other, Sealed::preview(node, 2, at)),
            (Kind::Other, Sealed::thumbnail(node, 2, "c1x1_crop")),
        ] {
            let address = sealed.address("http://h");
            let token = address.strip_prefix("http://h").and_then(|path| path.strip_prefix(kind.path()));
            let token = token.expect("the path of the kind");
            let token = token.strip_prefix('?').map_or(Some(token), Sealed::token_in).expect("a token");
            assert_eq!(Sealed::read(kind, token), Some(sealed));
            for other in
                [Kind::Download, Kind::Upload, Kind::Other].into_iter().filter(|other| *other != kind)
            {
                assert_eq!(Sealed::read(other, token), None, "another kind");
            }
            for at in 0..token.len() {
                let other = if token.as_bytes()[at] == b'A' { "B" } else { "A" };
                let mut forged = token.to_owned();
                forged.replace_range(at..=at, other);
                assert_eq!(Sealed::read(kind, &forged), None, "{forged}");
            }
            let longer = format!("{token}AAAA");
            for broken in [&token[1..], &token[..token.len() - 1], "", "A", "ü", "nothing", longer.as_str()]
            {
                assert_eq!(Sealed::read(kind, broken), None, "{broken}");
            }
        }
    }
}
