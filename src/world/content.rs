//! The bytes of a file: shared by every copy, hashed at most once.

use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use md5::{Digest as _, Md5};
use once_cell::race::OnceBox;
use sha1::Sha1;
use sha2::Sha256;

/// Immutable bytes whose digests are computed when first asked for; a clone shares both.
#[derive(Clone, Default)]
pub struct Content(Arc<Inner>);

#[derive(Default)]
struct Inner {
    bytes: Bytes,
    /// One word, where a lock of its own would take two.
    digests: OnceBox<Digests>,
}

#[derive(Default)]
struct Digests {
    md5: OnceLock<[u8; 16]>,
    sha1: OnceLock<[u8; 20]>,
    sha256: OnceLock<[u8; 32]>,
    quick_xor: OnceLock<[u8; 20]>,
}

impl Content {
    /// Wraps bytes without copying them.
    pub fn new(bytes: Bytes) -> Self {
        Self(Arc::new(Inner { bytes, digests: OnceBox::new() }))
    }

    /// The bytes; cloning them shares the buffer.
    pub fn bytes(&self) -> &Bytes {
        &self.0.bytes
    }

    /// The length in bytes.
    pub fn size(&self) -> u64 {
        self.0.bytes.len() as u64
    }

    /// The MD5 digest.
    pub fn md5(&self) -> &[u8; 16] {
        self.digests().md5.get_or_init(|| Md5::digest(&self.0.bytes).into())
    }

    /// The SHA-1 digest.
    pub fn sha1(&self) -> &[u8; 20] {
        self.digests().sha1.get_or_init(|| Sha1::digest(&self.0.bytes).into())
    }

    /// The SHA-256 digest.
    pub fn sha256(&self) -> &[u8; 32] {
        self.digests().sha256.get_or_init(|| Sha256::digest(&self.0.bytes).into())
    }

    /// Microsoft's QuickXorHash.
    pub fn quick_xor(&self) -> &[u8; 20] {
        self.digests().quick_xor.get_or_init(|| quick_xor(&self.0.bytes))
    }

    fn digests(&self) -> &Digests {
        self.0.digests.get_or_init(Box::default)
    }
}

impl From<Bytes> for Content {
    fn from(bytes: Bytes) -> Self {
        Self::new(bytes)
    }
}

impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Content({} bytes)", self.size())
    }
}

/// XORs byte `i`, shifted left around a 160-bit ring by `11 * i`, then the length into the last 8 bytes.
///
/// See <https://learn.microsoft.com/en-us/onedrive/developer/code-snippets/quickxorhash>.
/// After 160 bytes the shifts repeat, so bytes of one column are combined before they are placed.
fn quick_xor(bytes: &[u8]) -> [u8; 20] {
    const BITS: usize = 160;
    let mut columns = [0u8; BITS];
    for chunk in bytes.chunks(BITS) {
        for (column, byte) in columns.iter_mut().zip(chunk) {
            *column ^= byte;
        }
    }
    let mut ring = [0u8; BITS / 8];
    for (index, byte) in columns.into_iter().enumerate() {
        let shift = (11 * index) % BITS;
        let spread = u16::from(byte) << (shift % 8);
        let [low, high] = spread.to_le_bytes();
        ring[shift / 8] ^= low;
        ring[(shift / 8 + 1) % (BITS / 8)] ^= high;
    }
    for (place, byte) in ring[12..].iter_mut().zip((bytes.len() as u64).to_le_bytes()) {
        *place ^= byte;
    }
    ring
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use data_encoding::{BASE64, HEXLOWER};

    use super::Content;

    #[test]
    fn quick_xor_hash_agrees_with_the_published_vectors() {
        let ramp: Vec<u8> = (0..=255).cycle().take(1024).collect();
        let twenty = BASE64.decode(b"T6LYJIfDh81JrAK309H2JMJTXis=").unwrap();
        for (content, expected) in [
            (Vec::new(), "AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
            (vec![0x4a], "SgAAAAAAAAAAAAAAAQAAAAAAAAA="),
            (twenty, "zBTHrspn3mEcohlJdIUAbjGNaNg="),
            (b"hello world".to_vec(), "aCgDG9jwBhDc4Q1yawMZAAAAAAA="),
            (ramp, "h7xr2dbCayZCQYR9KKhlwDuT4UI="),
        ] {
            let content = Content::new(Bytes::from(content));
            assert_eq!(BASE64.encode(content.quick_xor()), expected);
        }
    }

    #[test]
    fn digests_are_those_of_the_bytes() {
        let content = Content::new(Bytes::from_static(b"abc"));
        assert_eq!(HEXLOWER.encode(content.md5()), "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(HEXLOWER.encode(content.sha1()), "a9993e364706816aba3e25717850c26c9cd0d89d");
        assert_eq!(
            HEXLOWER.encode(content.sha256()),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(content.size(), 3);
    }
}
