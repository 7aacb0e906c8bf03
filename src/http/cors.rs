//! Which pages of other origins may read responses, and make sandboxes.

use std::sync::Arc;

use crate::net::authority::Authority;

/// The word that stands for every origin.
const ANY: &str = "*";

/// The origins whose pages may use the APIs that browsers call.
///
/// Pages of this machine always may. Without a word of the operator all others may too, as with the services, unless
/// the server holds imported files.
#[derive(Clone, Default, Debug)]
pub struct Cors {
    named: Arc<[Box<str>]>,
    holds_files: bool,
}

/// What pages of an origin may do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reads {
    /// Read responses, as pages of every origin may.
    Any,
    /// Read responses, as pages of a few origins may.
    This,
    /// Not read.
    Nothing,
}

impl Cors {
    /// Creates the rule of an operator who named these origins, for a server that does or does not hold files of theirs.
    pub fn new<S: AsRef<str>>(named: impl IntoIterator<Item = S>, holds_files: bool) -> Self {
        let named = named.into_iter().map(|origin| origin.as_ref().to_ascii_lowercase().into());
        Self { named: named.collect(), holds_files }
    }

    /// Returns whether the server holds files of its operator.
    pub fn holds_files(&self) -> bool {
        self.holds_files
    }

    /// Returns what pages of an origin may read.
    pub fn reads(&self, origin: &str) -> Reads {
        let is_open = if self.named.is_empty() { !self.holds_files } else { self.names_all() };
        if is_open {
            Reads::Any
        } else if self.trusts(origin) {
            Reads::This
        } else {
            Reads::Nothing
        }
    }

    /// Returns whether an origin is one of this machine's, or one that the operator named.
    pub fn trusts(&self, origin: &str) -> bool {
        let is_local =
            Authority::of_url(origin).is_some_and(|(scheme, at)| is_web(scheme) && at.is_loopback());
        is_local || self.names_all() || self.named.iter().any(|named| named.eq_ignore_ascii_case(origin))
    }

    fn names_all(&self) -> bool {
        self.named.iter().any(|named| **named == *ANY)
    }
}

/// Returns whether a scheme is one of web pages.
pub fn is_web(scheme: &str) -> bool {
    ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// Reads an origin as people write it: `*`, or a scheme, a host and a port.
///
/// # Errors
/// What is wrong with it.
pub fn origin(text: &str) -> Result<String, String> {
    let text = text.trim();
    // Compose files hand over empty variables.
    if text.is_empty() || text == ANY {
        return Ok(text.into());
    }
    let origin = text.trim_end_matches('/');
    let is_origin = |(scheme, _): (&str, Authority)| is_web(scheme) && origin.matches('/').count() == 2;
    if Authority::of_url(origin).is_some_and(is_origin) {
        Ok(origin.to_ascii_lowercase())
    } else {
        Err("it is `*` or an origin, such as https://app.example:8443".into())
    }
}

#[cfg(test)]
mod tests {
    use super::{Cors, Reads, origin};

    #[test]
    fn pages_read_what_the_operator_allows() {
        let (local, other) = ("http://localhost:3000", "https://app.test");
        for (named, holds_files, expected) in [
            (&[][..], false, [Reads::Any, Reads::Any]),
            (&[], true, [Reads::This, Reads::Nothing]),
            (&["*"], true, [Reads::Any, Reads::Any]),
            (&["https://App.test"], true, [Reads::This, Reads::This]),
            (&["https://app.test:1"], false, [Reads::This, Reads::Nothing]),
        ] {
            let cors = Cors::new(named, holds_files);
            assert_eq!([cors.reads(local), cors.reads(other)], expected, "{named:?} {holds_files}");
        }
    }

    #[test]
    fn origins_of_this_machine_are_trusted_and_no_others() {
        let cors = Cors::default();
        for origin in [
            "http://localhost",
            "https://localhost:3000",
            "http://a.localhost",
            "http://127.0.0.1:1",
            "http://[::1]:1",
        ] {
            assert!(cors.trusts(origin), "{origin}");
        }
        for origin in [
            "null",
            "",
            "localhost",
            "http://localhost.test",
            "http://127.0.0.1.test",
            "ftp://localhost",
            "http://u@localhost",
        ] {
            assert!(!cors.trusts(origin), "{origin}");
        }
    }

    #[test]
    fn origins_are_read_as_people_write_them() {
        for (text, expected) in
            [("*", "*"), ("", ""), ("https://App.test/", "https://app.test"), ("http://h:1", "http://h:1")]
        {
            assert_eq!(origin(text).as_deref(), Ok(expected));
        }
        for text in [
            "app.test",
            "null",
            "ftp://app.test",
            "https://app.test/x",
            "https://",
            "https://a.test,https://b.test",
        ] {
            assert!(origin(text).is_err(), "{text}");
        }
    }
}
