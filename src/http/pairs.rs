//! The pairs of queries and forms.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str};

/// What is escaped in a value: everything but what RFC 3986 calls unreserved.
pub const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Reads `name=value&name=value`, percent-decoded, in its order; bytes that are not UTF-8 become replacement
/// characters, which no id, number or word has in it.
pub fn pairs(text: &str) -> impl Iterator<Item = (String, String)> {
    let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    text.split('&').filter(|pair| !pair.is_empty()).map(move |pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(name), decode(value))
    })
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn pairs_are_split_and_decoded() {
        let read =
            |text| pairs(text).map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(";");
        for (text, expected) in [
            ("access_token=a", "access_token=a"),
            ("x=1&token=a%2Bb+c&token=second", "x=1;token=a+b c;token=second"),
            ("access%5Ftoken=a=b", "access_token=a=b"),
            ("token", "token="),
            ("token=%ff", "token=\u{fffd}"),
            ("&&", ""),
            ("", ""),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
