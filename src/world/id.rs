//! Numbers that name things, and the bijection that makes them look random.
//!
//! Ids are handed out in order, so two runs with the same seed agree on every one of them.
//! Each provider renders them in its own alphabet; [`scramble`] spreads the bits first.

use std::num::NonZeroU64;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($inner:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, Serialize)]
        pub struct $name(pub(crate) $inner);

        impl $name {
            /// Returns the number itself, for a provider to render.
            pub fn number(self) -> u64 {
                self.0.into()
            }
        }
    )*};
}

ids! {
    /// A file or a folder; unique over all drives.
    NodeId(NonZeroU64);
    /// A drive.
    DriveId(u32);
    /// A person with an account.
    UserId(u32);
    /// An application that calls one of the APIs.
    AppId(u32);
    /// A group of people.
    GroupId(u32);
    /// A background task.
    TaskId(u64);
    /// An upload in ranges.
    UploadId(u64);
}

impl UserId {
    /// Returns the id with this number, if a person can have it.
    pub fn from_number(number: u64) -> Option<Self> {
        u32::try_from(number).ok().map(Self)
    }
}

impl NodeId {
    /// Returns the id with this number; zero names nothing.
    pub fn from_number(number: u64) -> Option<Self> {
        NonZeroU64::new(number).map(Self)
    }
}

impl TaskId {
    /// Returns the id with this number.
    pub fn from_number(number: u64) -> Self {
        Self(number)
    }
}

impl UploadId {
    /// Returns the id with this number.
    pub fn from_number(number: u64) -> Self {
        Self(number)
    }
}

impl DriveId {
    /// Returns the id with this number; `None` above 32 bits.
    pub fn from_number(number: u64) -> Option<Self> {
        u32::try_from(number).ok().map(Self)
    }
}

impl GroupId {
    /// Returns the id with this number; `None` above 32 bits.
    pub fn from_number(number: u64) -> Option<Self> {
        u32::try_from(number).ok().map(Self)
    }
}

/// Returns the next number for something of which this many were counted so far.
pub(super) fn ordinal(count: usize) -> u32 {
    u32::try_from(count + 1).expect("fewer than 2^32 are entered")
}

const MULTIPLIER_A: u64 = 0xbf58_476d_1ce4_e5b9;
const MULTIPLIER_B: u64 = 0x94d0_49bb_1331_11eb;

/// Maps a number to one that looks random; [`unscramble`] with the same salt reverses it.
pub fn scramble(number: u64, salt: u64) -> u64 {
    let mut x = number ^ salt;
    x = (x ^ (x >> 30)).wrapping_mul(MULTIPLIER_A);
    x = (x ^ (x >> 27)).wrapping_mul(MULTIPLIER_B);
    x ^ (x >> 31)
}

/// Reverses [`scramble`].
pub fn unscramble(scrambled: u64, salt: u64) -> u64 {
    let mut x = scrambled;
    x = (x ^ (x >> 31) ^ (x >> 62)).wrapping_mul(inverse(MULTIPLIER_B));
    x = (x ^ (x >> 27) ^ (x >> 54)).wrapping_mul(inverse(MULTIPLIER_A));
    x = x ^ (x >> 30) ^ (x >> 60);
    x ^ salt
}

/// The digits in which ids are spelt.
pub struct Alphabet {
    letters: &'static [u8],
    /// The value of each byte, or [`NO_DIGIT`].
    values: [u8; 256],
}

/// Stands for a byte that is no digit of an alphabet.
const NO_DIGIT: u8 = u8::MAX;

/// How many digits a number is spelt in at the most.
const WIDEST: usize = 16;

impl Alphabet {
    /// Returns an alphabet of these letters, which are ASCII.
    pub const fn new(letters: &'static [u8]) -> Self {
        let mut values = [NO_DIGIT; 256];
        let mut at = 0_u8;
        while (at as usize) < letters.len() {
            values[letters[at as usize] as usize] = at;
            at += 1;
        }
        Self { letters, values }
    }
}

/// Digits and letters: the alphabet of most opaque ids.
pub static BASE62: Alphabet =
    Alphabet::new(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
/// Digits and small letters.
pub static BASE36: Alphabet = Alphabet::new(b"0123456789abcdefghijklmnopqrstuvwxyz");
/// Letters and digits that are not taken for one another, for codes that people type.
pub static CLEAR: Alphabet = Alphabet::new(b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789");

/// Returns the low digits of a number in an alphabet, most significant first.
pub fn spell(number: u64, alphabet: &Alphabet, width: usize) -> String {
    let mut text = String::with_capacity(width);
    push_spelt(&mut text, number, alphabet, width);
    text
}

/// Appends the low digits of a number, as [`spell`] returns them.
///
/// # Panics
/// For more than 16 digits.
pub fn push_spelt(text: &mut String, number: u64, alphabet: &Alphabet, width: usize) {
    let base = alphabet.letters.len() as u64;
    let mut digits = [0; WIDEST];
    let mut rest = number;
    for digit in digits[..width].iter_mut().rev() {
        *digit = alphabet.letters[usize::try_from(rest % base).expect("smaller than the alphabet")];
        rest /= base;
    }
    text.push_str(str::from_utf8(&digits[..width]).expect("letters are ASCII"));
}

/// Reads what [`spell`] wrote; `None` for foreign digits and for numbers above 64 bits.
pub fn read_spelt(text: &str, alphabet: &Alphabet) -> Option<u64> {
    text.bytes().try_fold(0_u64, |number, byte| {
        let digit = Some(alphabet.values[usize::from(byte)]).filter(|digit| *digit != NO_DIGIT)?;
        number.checked_mul(alphabet.letters.len() as u64)?.checked_add(digit.into())
    })
}

/// Returns the multiplicative inverse of an odd number modulo 2^64, by Newton's iteration.
const fn inverse(odd: u64) -> u64 {
    let mut x = odd;
    let mut round = 0;
    while round < 5 {
        x = x.wrapping_mul(2u64.wrapping_sub(odd.wrapping_mul(x)));
        round += 1;
    }
    x
}

#[cfg(test)]
mod tests {
    use super::{BASE62, read_spelt, scramble, spell, unscramble};

    proptest::proptest! {
        #[test]
        fn scrambling_can_be_reversed(number: u64, salt: u64) {
            proptest::prop_assert_eq!(unscramble(scramble(number, salt), salt), number);
        }

        #[test]
        fn a_number_is_read_as_it_was_spelt(number: u64) {
            proptest::prop_assert_eq!(read_spelt(&spell(number, &BASE62, 11), &BASE62), Some(number));
        }
    }
}
