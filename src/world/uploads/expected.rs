//! What a client declared about the content of an upload before it sent it.

use serde::{Deserialize, Serialize};

use crate::world::content::sha256;

use crate::world::content::Content;

/// How many bytes a digest of the beginning covers.
const HEAD: u64 = 1024;

/// The size and the digests that a content must have; what is not given is not looked at.
#[derive(Clone, Default, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Expected {
    /// Bytes.
    pub size: Option<u64>,
    /// MD5.
    pub md5: Option<[u8; 16]>,
    /// SHA-1.
    pub sha1: Option<[u8; 20]>,
    /// SHA-256.
    pub sha256: Option<[u8; 32]>,
    /// SHA-256 of the first 1,024 bytes.
    pub head_sha256: Option<[u8; 32]>,
}

/// The first thing in which a content differs from what was declared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mismatch {
    /// Its size.
    Size,
    /// A digest.
    Digest,
}

impl Expected {
    /// Returns in what a content differs, if it does. This hashes the content unless that was done before: never call
    /// it while the world is locked.
    pub fn mismatch(&self, content: &Content) -> Option<Mismatch> {
        if self.size.is_some_and(|size| size != content.size()) {
            return Some(Mismatch::Size);
        }
        let fits = self.md5.is_none_or(|md5| md5 == *content.md5())
            && self.sha1.is_none_or(|sha1| sha1 == *content.sha1())
            && self.sha256.is_none_or(|sha256| sha256 == *content.sha256())
            && self.head_sha256.is_none_or(|head| head == head_sha256(content));
        (!fits).then_some(Mismatch::Digest)
    }
}

fn head_sha256(content: &Content) -> [u8; 32] {
    sha256(content.slices(0..HEAD))
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::{Content, Expected, HEAD, Mismatch, head_sha256};

    #[test]
    fn only_what_was_declared_must_fit() {
        let content = Content::new(Bytes::from_static(b"abc"));
        let other = Content::new(Bytes::from_static(b"abd"));
        let of = |content: &Content| Expected {
            size: Some(content.size()),
            md5: Some(*content.md5()),
            sha1: Some(*content.sha1()),
            sha256: Some(*content.sha256()),
            head_sha256: Some(head_sha256(content)),
        };
        assert_eq!(Expected::default().mismatch(&content), None);
        assert_eq!(of(&content).mismatch(&content), None);
        assert_eq!(Expected { size: Some(4), ..of(&content) }.mismatch(&content), Some(Mismatch::Size));
        let Expected { md5, sha1, sha256, head_sha256: head, .. } = of(&other);
        for expected in [
            Expected { md5, ..of(&content) },
            Expected { sha1, ..of(&content) },
            Expected { sha256, ..of(&content) },
            Expected { head_sha256: head, ..of(&content) },
        ] {
            assert_eq!(expected.mismatch(&content), Some(Mismatch::Digest));
        }
        let long = |end: u8| {
            let head = Bytes::from(vec![7; usize::try_from(HEAD).expect("a kilobyte") - 1]);
            Content::from_pieces([head, Bytes::from_static(&[7]), Bytes::from(vec![end])])
        };
        assert_eq!(head_sha256(&long(1)), head_sha256(&long(2)), "only the beginning counts");
    }
}
