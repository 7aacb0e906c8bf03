//! Writing PEM, which people copy and most programs read.

use data_encoding::BASE64;

/// How long the lines are.
const LINE: usize = 64;

/// Returns a block of this kind, such as `CERTIFICATE`.
pub fn encode(kind: &str, der: &[u8]) -> String {
    let base64 = BASE64.encode(der);
    let mut text = format!("-----BEGIN {kind}-----\n");
    let mut rest = &*base64;
    while !rest.is_empty() {
        let (line, behind) = rest.split_at(rest.len().min(LINE));
        text.push_str(line);
        text.push('\n');
        rest = behind;
    }
    text.push_str("-----END ");
    text.push_str(kind);
    text.push_str("-----\n");
    text
}
