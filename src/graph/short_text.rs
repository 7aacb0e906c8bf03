//! Texts that are too short to be worth an allocation: ids, tags, dates, digests.

use arrayvec::ArrayString;
use data_encoding::Encoding;

/// How long such a text is at the most: as long as the id of a business drive.
const LONGEST: usize = 66;

/// A text that is kept where it is: an item has ten of these, and a page of items has thousands.
pub type ShortText = ArrayString<LONGEST>;

/// Returns bytes as they are encoded.
///
/// # Panics
/// If that is too long.
pub fn encoded(encoding: &Encoding, bytes: &[u8]) -> ShortText {
    let mut text = ShortText::new();
    push_encoded(&mut text, encoding, bytes);
    text
}

/// Appends bytes as they are encoded.
///
/// # Panics
/// If the text becomes too long.
pub fn push_encoded(text: &mut ShortText, encoding: &Encoding, bytes: &[u8]) {
    let mut buffer = [0; LONGEST];
    let length = encoding.encode_len(bytes.len());
    text.push_str(encoding.encode_mut_str(bytes, &mut buffer[..length]));
}
