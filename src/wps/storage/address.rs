//! What storage addresses look like, and what is sealed into them.

use std::convert::Infallible;

use axum::http::request::Parts;

use crate::{
    http::{
        Call, FromParts, LinkBase,
        sealed::{self, numbers, push},
    },
    world::{Actor, NodeId, Timestamp, UploadId},
    wps::gateway::Gateway,
};

/// The path of storage addresses behind the gateway; the last segment follows.
const PATH: &str = "/v7/storage/";

/// The kind of these addresses among all that are sealed.
const KIND: u8 = b'W';

/// What an address opens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Opens {
    /// A version of a file, to be read.
    Version {
        /// The file.
        node: NodeId,
        /// The number of the version.
        version: u32,
    },
    /// Items, to be read as one archive.
    Package(Vec<NodeId>),
    /// An upload in three steps, whose bytes are to be written.
    Upload(UploadId),
    /// An upload in parts, which are to be written.
    Parts {
        /// The upload.
        upload: UploadId,
        /// The bytes of a part.
        size: u64,
    },
}

/// An address as it was handed out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StorageAddress {
    /// What it opens.
    pub opens: Opens,
    /// Whose token opens it, see [`owner`].
    pub owner: [u64; 2],
    /// When it was handed out.
    pub issued: Timestamp,
}

/// Returns the numbers that stand for a person or an application in an address.
pub fn owner(actor: Actor) -> [u64; 2] {
    match actor {
        Actor::User(user) => [0, user.number()],
        Actor::App(app) => [1, app.number()],
    }
}

/// What storage addresses begin with: the gateway that the request came through, so that errors have its envelope.
pub struct StorageBase {
    base: LinkBase,
    prefix: String,
}

impl StorageBase {
    /// Returns the address that opens something for the bearer of a token of `actor`.
    pub fn url(&self, opens: &Opens, actor: Actor) -> String {
        let mut bytes = Vec::with_capacity(64);
        let [kind, of] = owner(actor);
        let issued = self.base.now.millis().cast_unsigned();
        let tag = match opens {
            Opens::Version { .. } => 0,
            Opens::Package(_) => 1,
            Opens::Upload(_) => 2,
            Opens::Parts { .. } => 3,
        };
        push(&mut bytes, [tag, kind, of, issued]);
        match opens {
            Opens::Version { node, version } => push(&mut bytes, [node.number(), (*version).into()]),
            Opens::Package(nodes) => nodes.iter().for_each(|node| push(&mut bytes, [node.number()])),
            Opens::Upload(upload) => push(&mut bytes, [upload.number()]),
            Opens::Parts { upload, size } => push(&mut bytes, [upload.number(), *size]),
        }
        sealed::address(&format!("{}{}", self.base, self.prefix), PATH, KIND, &bytes)
    }
}

impl StorageAddress {
    /// Reads the last segment of an address; returns none for what was not sealed here.
    pub fn read(segment: &str) -> Option<Self> {
        let bytes = sealed::unseal(KIND, segment)?;
        let ([tag, kind, of, issued], rest) = numbers::<4>(&bytes)?;
        let opens = match tag {
            0 => {
                let ([node, version], []) = numbers(rest)? else { return None };
                Opens::Version { node: NodeId::from_number(node)?, version: version.try_into().ok()? }
            }
            1 => {
                let nodes = rest.as_chunks::<8>().0.iter().map(|number| u64::from_be_bytes(*number));
                Opens::Package(nodes.map(NodeId::from_number).collect::<Option<_>>()?)
            }
            2 => {
                let ([upload], []) = numbers(rest)? else { return None };
                Opens::Upload(UploadId::from_number(upload))
            }
            3 => {
                let ([upload, size], []) = numbers(rest)? else { return None };
                Opens::Parts { upload: UploadId::from_number(upload), size }
            }
            _ => return None,
        };
        Some(Self { opens, owner: [kind, of], issued: Timestamp::from_millis(issued.cast_signed()) })
    }
}

impl FromParts for StorageBase {
    type Refusal = Infallible;

    fn from_parts(parts: &Parts) -> Result<Self, Infallible> {
        let base = LinkBase::from_parts(parts)?;
        let gateway = Gateway::in_extensions(&parts.extensions);
        let prefix = gateway.prefix(Call::of(&parts.extensions).path()).to_owned();
        Ok(Self { base, prefix })
    }
}

#[cfg(test)]
mod tests {
    use super::{Actor, LinkBase, NodeId, Opens, StorageAddress, StorageBase, Timestamp, UploadId, owner};
    use crate::fixture;

    #[test]
    fn addresses_are_read_back() {
        let world = fixture::built_in().expect("valid");
        let alice = Actor::User(world.user_named("alice").expect("seeded").id);
        let now = Timestamp::from_seconds(7);
        let base = StorageBase { base: LinkBase::new("http://mock.test", now), prefix: "/graph".into() };
        let node = NodeId::from_number(5).expect("not zero");
        let upload = UploadId::from_number(9);
        for opens in [
            Opens::Version { node, version: 3 },
            Opens::Package(vec![node, node]),
            Opens::Package(Vec::new()),
            Opens::Upload(upload),
            Opens::Parts { upload, size: 11 },
        ] {
            let url = base.url(&opens, alice);
            let segment = url.strip_prefix("http://mock.test/graph/v7/storage/").expect("its path");
            let read = StorageAddress::read(segment);
            assert_eq!(read, Some(StorageAddress { opens, owner: owner(alice), issued: now }));
        }
        assert_eq!(StorageAddress::read("nothing"), None);
    }
}
