//! Signatures: how a request is signed with an application's secret.
//!
//! See <https://support.huaweicloud.com/api-koodrive/koodrive_05_0029.html> and reference 2.5. How the body is
//! hashed is not published; this takes the lower-case hex of its SHA-256.

use std::fmt::Write as _;

use axum::http::{HeaderMap, Method};
use data_encoding::HEXLOWER;
use percent_encoding::{percent_decode_str, utf8_percent_encode};
use ring::{
    digest::{SHA256, digest},
    hmac::{self, HMAC_SHA256},
};

use crate::http::{ESCAPED, pairs};

/// The scheme, and the first line of what is signed.
const ALGORITHM: &str = "HMAC-SHA256";

/// The parts of the `Authorization` header of a signed request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature<'a> {
    /// The key of the application.
    pub app_id: &'a str,
    /// The names of the signed headers, with semicolons between them.
    pub signed_headers: &'a str,
    /// The signature in hex.
    pub value: &'a str,
}

/// A request as it was signed.
#[derive(Clone, Copy)]
pub struct SignedRequest<'a> {
    pub method: &'a Method,
    /// The path and query, as they were sent.
    pub path: &'a str,
    pub headers: &'a HeaderMap,
    pub body: &'a [u8],
}

impl<'a> Signature<'a> {
    /// Reads `HMAC-SHA256 AppId=..,SignedHeaders=..,Signature=..`; `None` for every other scheme.
    ///
    /// A part that is missing is empty, and so fits nothing.
    pub fn parse(header: &'a str) -> Option<Self> {
        let (scheme, parts) = header.trim().split_once(' ')?;
        if !scheme.eq_ignore_ascii_case(ALGORITHM) {
            return None;
        }
        let part = |name: &str| {
            let pairs = parts.split(',').filter_map(|pair| pair.trim().split_once('='));
            pairs.filter(|(key, _)| *key == name).map(|(_, value)| value).next().unwrap_or_default()
        };
        Some(Self { app_id: part("AppId"), signed_headers: part("SignedHeaders"), value: part("Signature") })
    }

    /// Returns whether the headers that must be signed are among the signed ones.
    pub fn covers_required(&self) -> bool {
        let signed =
            |name: &str| self.signed_headers.split(';').any(|known| known.eq_ignore_ascii_case(name));
        signed("x-date") && signed("x-user-id")
    }

    /// Returns whether this is the signature of a request under a secret.
    pub fn fits(&self, secret: &str, request: SignedRequest<'_>) -> bool {
        let Ok(given) = HEXLOWER.decode(self.value.as_bytes()) else { return false };
        let canonical = self.canonical(request);
        let text =
            format!("{ALGORITHM}\n{}", HEXLOWER.encode(digest(&SHA256, canonical.as_bytes()).as_ref()));
        hmac::verify(&hmac::Key::new(HMAC_SHA256, secret.as_bytes()), text.as_bytes(), &given).is_ok()
    }

    /// Returns what is hashed and signed of a request: method, path, query, headers and the hash of the body.
    pub fn canonical(&self, SignedRequest { method, path, headers, body }: SignedRequest<'_>) -> String {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let encode = |text: &str| utf8_percent_encode(text, ESCAPED).to_string();
        let segments = path.split('/').map(|part| encode(&percent_decode_str(part).decode_utf8_lossy()));
        let mut uri = segments.collect::<Vec<_>>().join("/");
        if !uri.ends_with('/') {
            uri.push('/');
        }
        // By their names: as text, `a-b=` would come before `a=`.
        let mut query: Vec<_> = pairs(query).map(|(name, value)| (encode(&name), encode(&value))).collect();
        query.sort();
        let query: Vec<_> = query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut canonical = format!("{method}\n{uri}\n{}\n", query.join("&"));
        for name in self.signed_headers.split(';') {
            let value = headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
            let written = writeln!(canonical, "{}:{}", name.to_ascii_lowercase(), value.trim());
            debug_assert!(written.is_ok(), "a string takes all that is written to it");
        }
        canonical + "\n" + self.signed_headers + "\n" + &HEXLOWER.encode(digest(&SHA256, body).as_ref())
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, Method};

    use super::{Signature, SignedRequest};

    const HEADER: &str = "HMAC-SHA256 AppId=app,SignedHeaders=host;x-date;x-user-id,\
        Signature=daebc3b6780cd89b440b875239779c67e1507cdaa9cd8b3c0eab97a1663c1651";

    fn headers() -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("host", HeaderValue::from_static("mock.test"));
        headers.insert("x-date", HeaderValue::from_static(" 20240909T033325Z "));
        headers.insert("x-user-id", HeaderValue::from_static("1505084218764547200"));
        headers
    }

    /// The signature was computed by another implementation of the published rule.
    #[test]
    fn a_signature_fits_its_request_only() {
        let signature = Signature::parse(HEADER).expect("the scheme");
        assert!(signature.covers_required());
        let headers = headers();
        let fits = |path: &str, secret: &str| {
            let body = br#"{"jobId":"1"}"#;
            signature.fits(secret, SignedRequest { method: &Method::POST, path, headers: &headers, body })
        };
        for path in ["/koodrive/ose/v1/cancel?b=2&a=%20x&c", "/koodrive/ose/v1/cancel/?c=&a=+x&b=2"] {
            assert!(fits(path, "mock-koodrive-secret"), "{path}");
        }
        assert!(!fits("/koodrive/ose/v1/cancel?b=2&a=%20x", "mock-koodrive-secret"));
        assert!(!fits("/koodrive/ose/v1/cancel?b=2&a=%20x&c", "another-secret"));
    }

    #[test]
    fn only_the_scheme_of_signatures_is_read() {
        assert_eq!(Signature::parse("Bearer AppId=app"), None);
        assert_eq!(Signature::parse("HMAC-SHA256"), None);
        let empty = Signature { app_id: "", signed_headers: "", value: "" };
        assert_eq!(Signature::parse("hmac-sha256 x"), Some(empty.clone()));
        assert!(!empty.covers_required());
    }
}
