//! Addresses that need no token: what they open is sealed into them, so nobody can write one and nothing is
//! remembered.

use std::time::Duration;

use crate::{
    http::sealed::{self, numbers, push},
    world::{NodeId, Timestamp, UploadId},
};

/// How long the address of a content is good, as the service says of `@microsoft.graph.downloadUrl`.
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
    /// `download`: [`Sealed::Download`].
    Download = b'D',
    /// `upload`: [`Sealed::Upload`].
    Upload = b'U',
    /// `sealed`: the others, which a letter tells apart.
    Other = b'S',
}

impl Sealed {
    /// Opens the content of a file for an hour.
    pub fn download(node: NodeId, version: u32, now: Timestamp) -> Self {
        Self::Download { node, version, until: now.plus(LIFE) }
    }

    /// Opens the bytes of a version for an hour.
    pub fn version(node: NodeId, version: u32, now: Timestamp) -> Self {
        Self::Version { node, version, until: now.plus(LIFE) }
    }

    /// Opens a picture in some size.
    pub fn thumbnail(node: NodeId, version: u32, size: &str) -> Self {
        Self::Thumbnail { node, version, size: size.into() }
    }

    /// Opens a page about a version for an hour.
    pub fn preview(node: NodeId, version: u32, now: Timestamp) -> Self {
        Self::Preview { node, version, until: now.plus(LIFE) }
    }

    /// Returns the address.
    pub fn address(&self, base: &str) -> String {
        let mut bytes = Vec::with_capacity(64);
        let kind = match self {
            Self::Download { node, version, until } => {
                push(&mut bytes, [node.number(), (*version).into(), until.millis().cast_unsigned()]);
                Kind::Download
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
                bytes.extend(size.as_bytes());
                Kind::Other
            }
            Self::Preview { node, version, until } => {
                bytes.push(b'p');
                push(&mut bytes, [node.number(), (*version).into(), until.millis().cast_unsigned()]);
                Kind::Other
            }
        };
        format!("{base}{}{}", kind.path(), sealed::seal(kind as u8, bytes))
    }

    /// Reads the last segment of an address of this kind; returns none for what was not sealed here.
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
            Self::Download => "/_api/v2.0/download/",
            Self::Upload => "/_api/v2.0/upload/",
            Self::Other => "/_api/v2.0/sealed/",
        }
    }
}

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
