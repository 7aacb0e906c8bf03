//! The bodies that a journal keeps, and which ones it does.

use std::sync::Arc;

use super::settings::{Bodies, JournalSettings};

/// The beginning of a body.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Body {
    /// As much of it as is kept.
    pub bytes: Arc<Vec<u8>>,
    /// Whether there was more.
    pub truncated: bool,
}

impl Body {
    /// Adds what came next, up to `most` bytes in all.
    pub fn extend(&mut self, next: &[u8], most: usize) {
        let room = most.saturating_sub(self.bytes.len()).min(next.len());
        self.truncated |= room < next.len();
        if room > 0 {
            // A reader that looks on keeps what it has seen.
            Arc::make_mut(&mut self.bytes).extend_from_slice(&next[..room]);
        }
    }

    /// Lets go of what a growing buffer took too much.
    pub fn shrink(&mut self) {
        Arc::make_mut(&mut self.bytes).shrink_to_fit();
    }
}

impl JournalSettings {
    /// Returns whether a body of this content type is kept; some clients send JSON without one.
    pub fn keeps(&self, content_type: Option<&[u8]>) -> bool {
        match self.bodies {
            Bodies::Off => false,
            Bodies::All => true,
            Bodies::Json => content_type.is_none_or(is_text_of_ours),
        }
    }
}

/// Returns whether a content type is that of JSON or of a form without files.
fn is_text_of_ours(content_type: &[u8]) -> bool {
    let essence = content_type.split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
    let essence = essence.to_ascii_lowercase();
    essence == b"application/x-www-form-urlencoded"
        || essence.ends_with(b"/json")
        || essence.ends_with(b"+json")
}

#[cfg(test)]
mod tests {
    use super::{Body, is_text_of_ours};

    #[test]
    fn a_body_is_kept_up_to_its_bound() {
        let mut body = Body::default();
        body.extend(b"abc", 5);
        let seen = body.clone();
        body.extend(b"de", 5);
        assert_eq!((&**body.bytes, body.truncated), (&b"abcde"[..], false));
        body.extend(b"f", 5);
        assert_eq!((&**body.bytes, body.truncated), (&b"abcde"[..], true));
        assert_eq!(&**seen.bytes, b"abc", "a reader keeps what it has seen");
    }

    #[test]
    fn json_and_forms_are_told_by_their_type() {
        for (content_type, expected) in [
            ("application/json", true),
            ("Application/JSON; charset=utf-8", true),
            ("application/problem+json", true),
            ("application/x-www-form-urlencoded", true),
            ("multipart/form-data; boundary=x", false),
            ("text/plain", false),
            ("", false),
        ] {
            assert_eq!(is_text_of_ours(content_type.as_bytes()), expected, "{content_type}");
        }
    }
}
