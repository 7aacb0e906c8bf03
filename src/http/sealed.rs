//! The seal of addresses that need no token: what they open is written into them, so nobody can make one up and
//! nothing is remembered.
//!
//! The key is fixed, so that the same run hands out the same addresses. It keeps clients from guessing, no more.

use std::hash::Hasher;

use data_encoding::BASE64URL_NOPAD;
use siphasher::sip128::{Hasher128, SipHasher24};

const KEY: [u8; 16] = *b"mockdrive: seals";
/// The bytes of the seal.
const SEAL: usize = 16;

/// Returns an address of this path whose last segment has these bytes sealed into it; a segment of one kind is none of
/// another.
pub fn address(base: &str, path: &str, kind: u8, bytes: &[u8]) -> String {
    let length = base.len() + path.len() + BASE64URL_NOPAD.encode_len(bytes.len() + SEAL);
    let mut address = String::with_capacity(length);
    address.push_str(base);
    address.push_str(path);
    append(&mut address, kind, bytes);
    address
}

/// Appends a segment of this kind that has these bytes sealed into it.
pub fn append(address: &mut String, kind: u8, bytes: &[u8]) {
    BASE64URL_NOPAD.encode_append(&[bytes, &seal(kind, bytes)].concat(), address);
}

/// Returns the bytes that were sealed into a segment of this kind; none for what was not sealed here.
pub fn unseal(kind: u8, segment: &str) -> Option<Vec<u8>> {
    let mut bytes = BASE64URL_NOPAD.decode(segment.as_bytes()).ok()?;
    let content = bytes.strip_suffix(&seal(kind, bytes.get(..bytes.len().checked_sub(SEAL)?)?))?.len();
    bytes.truncate(content);
    Some(bytes)
}

/// Writes numbers behind one another.
pub fn push<const N: usize>(bytes: &mut Vec<u8>, numbers: [u64; N]) {
    for number in numbers {
        bytes.extend_from_slice(&number.to_be_bytes());
    }
}

/// Reads numbers as [`push`] writes them; returns also what follows them.
pub fn numbers<const N: usize>(bytes: &[u8]) -> Option<([u64; N], &[u8])> {
    let (numbers, rest) = bytes.split_at_checked(N * 8)?;
    let mut read = [0; N];
    for (number, bytes) in read.iter_mut().zip(numbers.as_chunks::<8>().0) {
        *number = u64::from_be_bytes(*bytes);
    }
    Some((read, rest))
}

/// Returns the seal: a page of files has one for each, so it is made by the keyed hash that is the quickest for what is
/// short.
fn seal(kind: u8, bytes: &[u8]) -> [u8; SEAL] {
    let mut hasher = SipHasher24::new_with_key(&KEY);
    hasher.write_u8(kind);
    hasher.write(bytes);
    hasher.finish128().as_bytes()
}
