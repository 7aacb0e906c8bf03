//! Keyed hashes.

use hmac::{KeyInit, Mac};

/// Returns the keyed hash of a message.
pub fn mac<M: Mac + KeyInit>(key: &str, message: &[u8]) -> Vec<u8> {
    let mut mac = <M as KeyInit>::new_from_slice(key.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}
