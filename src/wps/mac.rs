//! Keyed hashes.

use ring::hmac::{HMAC_SHA256, Key, sign};

/// Returns the keyed SHA-256 of a message.
pub fn hmac_sha256(key: &str, message: &[u8]) -> [u8; 32] {
    let tag = sign(&Key::new(HMAC_SHA256, key.as_bytes()), message);
    tag.as_ref().try_into().expect("of this length")
}
