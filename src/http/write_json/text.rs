//! Strings in JSON.

use std::fmt;

/// How many bytes are looked at together.
const STRIDE: usize = 16;

/// Writes a text as a string.
pub fn push(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    push_escaped(out, text);
    out.push(b'"');
}

/// Writes a text as it stands between the quotes of a string.
pub fn push_escaped(out: &mut Vec<u8>, text: &str) {
    let mut rest = text.as_bytes();
    loop {
        let (plain, after) = rest.split_at(plain_length(rest));
        out.extend_from_slice(plain);
        let Some((byte, after)) = after.split_first() else { return };
        push_escape(out, *byte);
        rest = after;
    }
}

/// Text that is appended in pieces.
pub struct Escaping<'o>(pub &'o mut Vec<u8>);

impl fmt::Write for Escaping<'_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        push_escaped(self.0, piece);
        Ok(())
    }
}

/// Whether a text has nothing to escape.
pub fn is_plain(text: &str) -> bool {
    plain_length(text.as_bytes()) == text.len()
}

/// Returns how many bytes come before the first one that has to be escaped.
///
/// Hardly any text has one: it is looked through in strides.
fn plain_length(bytes: &[u8]) -> usize {
    let plain = bytes.as_chunks().0.iter().take_while(|stride| is_plain_stride(stride)).count() * STRIDE;
    match bytes.last_chunk() {
        // Some are looked at twice, which is quicker than one by one.
        Some(last) if plain + STRIDE > bytes.len() && is_plain_stride(last) => bytes.len(),
        _ => plain + bytes[plain..].iter().take_while(|byte| !must_be_escaped(**byte)).count(),
    }
}

/// Whether none of these bytes has to be escaped.
#[inline]
fn is_plain_stride(bytes: &[u8; STRIDE]) -> bool {
    !bytes.iter().fold(false, |found, byte| found | must_be_escaped(*byte))
}

#[expect(clippy::needless_bitwise_bool, reason = "without a branch, a stride is looked at in one go")]
fn must_be_escaped(byte: u8) -> bool {
    (byte < b' ') | (byte == b'"') | (byte == b'\\')
}

/// Appends a byte that has to be escaped.
fn push_escape(out: &mut Vec<u8>, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let short = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        b'\t' => b't',
        b'\n' => b'n',
        0x0c => b'f',
        b'\r' => b'r',
        _ => {
            let [high, low] = [byte >> 4, byte & 15].map(|digit| HEX[usize::from(digit)]);
            return out.extend_from_slice(&[b'\\', b'u', b'0', b'0', high, low]);
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

#[cfg(test)]
mod tests {
    use super::push_escaped;

    fn escaped(text: &str) -> String {
        let mut out = Vec::new();
        push_escaped(&mut out, text);
        String::from_utf8(out).expect("escaping leaves UTF-8 as it is")
    }

    #[test]
    fn a_byte_is_escaped_wherever_it_stands() {
        for byte in 0..0x80_u8 {
            let char = char::from(byte);
            let expected = serde_json::to_string(&char).expect("a character");
            for (before, after) in (0..40).flat_map(|before| [(before, 0), (before, 1), (before, 33)]) {
                let text = format!("{}{char}{}", "ä".repeat(before), "z".repeat(after));
                let expected =
                    text.replace(char, expected.trim_start_matches('"').strip_suffix('"').expect("quoted"));
                assert_eq!(escaped(&text), expected, "{text:?}");
            }
        }
    }
}
