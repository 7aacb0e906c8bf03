//! Addresses that need no token: what they say is sealed, so that nobody can write one, and nothing is remembered.
//!
//! The key is fixed, so that the same run hands out the same addresses. It keeps clients from guessing, no more.

use std::sync::LazyLock;

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// What an address opens; one kind never opens another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Kind {
    /// The content of a version of a file, until a time.
    Download = b'D',
    /// An upload session.
    Upload = b'U',
}

const KEY: &[u8] = b"mockdrive: addresses without a token";
/// Bytes of the seal.
const SEAL: usize = 16;

/// Writes numbers as one segment of a path.
pub fn seal<const N: usize>(kind: Kind, numbers: [u64; N]) -> String {
    let mut bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_be_bytes()).collect();
    let seal = mac(kind, &bytes).finalize().into_bytes();
    bytes.extend(&seal[..SEAL]);
    BASE64URL_NOPAD.encode(&bytes)
}

/// Reads what [`seal`] wrote; `None` for anything else.
pub fn open<const N: usize>(kind: Kind, text: &str) -> Option<[u64; N]> {
    let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
    let (numbers, seal) = bytes.split_at_checked(N * 8)?;
    let whole = seal.len() == SEAL && mac(kind, numbers).verify_truncated_left(seal).is_ok();
    let (numbers, _) = numbers.as_chunks::<8>();
    let numbers: Vec<u64> = numbers.iter().map(|number| u64::from_be_bytes(*number)).collect();
    whole.then(|| numbers.try_into().ok())?
}

/// A page of files has an address for each: the key is taken in only once.
static KEYED: LazyLock<Hmac<Sha256>> =
    LazyLock::new(|| Hmac::new_from_slice(KEY).expect("a key may have any length"));

fn mac(kind: Kind, bytes: &[u8]) -> Hmac<Sha256> {
    KEYED.clone().chain_update([kind as u8]).chain_update(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Kind, open, seal};

    #[test]
    fn only_what_was_sealed_is_opened() {
        let sealed = seal(Kind::Download, [1, u64::MAX, 3]);
        assert_eq!(open(Kind::Download, &sealed), Some([1, u64::MAX, 3]));
        assert_eq!(open::<3>(Kind::Upload, &sealed), None, "another kind");
        assert_eq!(open::<2>(Kind::Download, &sealed), None, "another count");
        for at in 0..sealed.len() {
            let other = if sealed.as_bytes()[at] == b'A' { "B" } else { "A" };
            let mut forged = sealed.clone();
            forged.replace_range(at..=at, other);
            assert_eq!(open::<3>(Kind::Download, &forged), None, "{forged}");
        }
        for text in ["", "A", "ü", "nothing", &sealed[..40], &format!("{sealed}AAAA")] {
            assert_eq!(open::<3>(Kind::Download, text), None, "{text}");
        }
    }
}
