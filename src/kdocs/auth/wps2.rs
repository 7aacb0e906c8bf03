//! The WPS-2 signature of requests, checked against what was really sent.
//!
//! See <https://developer.kdocs.cn/server/appspace/batch-move.html> and reference 4.3. Nothing here knows the
//! world: who has which key, and what time it is, comes from outside.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, Method, header};
use data_encoding::HEXLOWER;
use md5::Md5;
use percent_encoding::percent_decode_str;
use sha1::{Digest, Sha1};
use thiserror::Error;

use crate::{
    http::{
        Call, date,
        mismatch::{self, Guess},
    },
    world::Timestamp,
};

const CONTENT_MD5: HeaderName = HeaderName::from_static("content-md5");

/// What is wrong with the signature of a request.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum SignatureError {
    /// This header is not there, or is no text.
    #[error("the header {0} is missing")]
    Missing(HeaderName),
    /// `Authorization` is not of the form `WPS-2:app_id:signature`.
    #[error("Authorization is malformed")]
    Malformed,
    /// No application has this id.
    #[error("no application has the id {0}")]
    UnknownApp(String),
    /// The date cannot be read, or is too far off.
    #[error("the date {given} is wrong")]
    Date {
        /// What the header says.
        given: String,
        /// The time here.
        now: Timestamp,
        /// How far it may be off, if that matters.
        skew: Option<Duration>,
    },
    /// `Content-Md5` is not the hash of what was sent.
    #[error("Content-Md5 is {actual} and should be {expected}")]
    ContentMd5 {
        /// The hash of what was sent.
        expected: String,
        /// What the header says.
        actual: String,
    },
    /// The signature is another one.
    #[error("the signature is {actual} and should be {expected}")]
    Signature {
        /// The signature that the key makes.
        expected: String,
        /// What the header says.
        actual: String,
    },
}

/// Who claims to have signed a request, and the signature.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Authorization<'a> {
    /// The id of the application.
    pub app_id: &'a str,
    signature: &'a str,
}

impl<'a> Authorization<'a> {
    /// Reads `WPS-2:app_id:signature`.
    ///
    /// # Errors
    /// [`SignatureError::Missing`], [`SignatureError::Malformed`].
    pub fn of(headers: &'a HeaderMap) -> Result<Self, SignatureError> {
        let (app_id, signature) = text(headers, header::AUTHORIZATION)?
            .strip_prefix("WPS-2:")
            .and_then(|rest| rest.split_once(':'))
            .ok_or(SignatureError::Malformed)?;
        Ok(Self { app_id, signature })
    }

    /// Checks the other headers, and the signature with the application's key.
    ///
    /// The date comes first and the signature last: what needs no secret is refused before what does.
    ///
    /// # Errors
    /// All but [`SignatureError::UnknownApp`].
    pub fn verify(
        &self,
        headers: &HeaderMap,
        app_key: &str,
        digests: &Digests,
        now: Timestamp,
        skew: Option<Duration>,
    ) -> Result<(), SignatureError> {
        let date = text(headers, header::DATE)?;
        let near = |at: Timestamp| skew.is_none_or(|skew| at.since(now).max(now.since(at)) <= skew);
        if !date::parse_rfc1123(date).is_some_and(near) {
            return Err(SignatureError::Date { given: date.into(), now, skew });
        }
        let content_md5 = text(headers, CONTENT_MD5)?;
        if !digests.0.iter().any(|digest| digest == content_md5) {
            let expected = digests.0.first().cloned().unwrap_or_default();
            return Err(SignatureError::ContentMd5 { expected, actual: content_md5.into() });
        }
        let content_type = text(headers, header::CONTENT_TYPE)?;
        let expected = sign(app_key, content_md5, content_type, date);
        if expected != self.signature {
            return Err(SignatureError::Signature { expected, actual: self.signature.into() });
        }
        Ok(())
    }
}

impl Authorization<'_> {
    /// Notes in the journal why the signature does not fit; `secrets` are those of all applications.
    pub fn explain<'s>(
        &self,
        call: &Call,
        headers: &HeaderMap,
        key: &str,
        secrets: impl Iterator<Item = &'s str>,
    ) {
        let text = |name| text(headers, name).unwrap_or_default();
        let (md5, kind, date) = (text(CONTENT_MD5), text(header::CONTENT_TYPE), text(header::DATE));
        let fits =
            |key: &str, md5: &str, kind: &str, date: &str| sign(key, md5, kind, date) == self.signature;
        let upper = md5.to_ascii_uppercase();
        let by_type = ["", "application/json", "application/json; charset=utf-8"]
            .map(|instead| ("Content-Type", Some(instead), fits(key, md5, instead, date)));
        let others = [
            ("Content-Md5", Some(&*upper), fits(key, &upper, kind, date)),
            ("Content-Md5", Some(""), fits(key, "", kind, date)),
            ("Date", Some(""), fits(key, md5, kind, "")),
        ];
        let by_secret = secrets.map(|secret| {
            ("the key, which is that of another application", None, fits(secret, md5, kind, date))
        });
        let guesses = by_type.into_iter().chain(others).chain(by_secret);
        let guesses = guesses.map(|(part, instead, fits)| Guess { part, instead, fits });
        let signed = [("Content-Md5", md5), ("Content-Type", kind), ("Date", date)];
        mismatch::note(call, &signed, self.signature, guesses);
    }
}

/// The values of `Content-Md5` that a request may carry; the first one is the documented one.
pub struct Digests(Vec<String>);

impl Digests {
    /// Returns the hash of the path and query for GET, else of the body; without a body both are taken.
    ///
    /// Some clients take the path as it is sent, some percent-decoded; `paths` are the forms in which it
    /// may have been meant.
    pub fn of(method: &Method, body: &[u8], paths: &[&str]) -> Self {
        let of_paths = paths.iter().flat_map(|path| {
            let decoded: Vec<u8> = percent_decode_str(path).collect();
            [md5_hex(path.as_bytes()), md5_hex(&decoded)]
        });
        if matches!(*method, Method::GET | Method::HEAD) {
            return Self(of_paths.collect());
        }
        let of_body = std::iter::once(md5_hex(body));
        Self(if body.is_empty() { of_body.chain(of_paths).collect() } else { of_body.collect() })
    }
}

/// Returns the signature that a key makes.
fn sign(app_key: &str, content_md5: &str, content_type: &str, date: &str) -> String {
    HEXLOWER.encode(&Sha1::digest([app_key, content_md5, content_type, date].concat()))
}

fn md5_hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Md5::digest(bytes))
}

fn text(headers: &HeaderMap, name: HeaderName) -> Result<&str, SignatureError> {
    headers.get(&name).and_then(|value| value.to_str().ok()).ok_or(SignatureError::Missing(name))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};

    use super::{Authorization, Digests, SignatureError, sign};
    use crate::{http::date, world::Timestamp};

    const KEY: &str = "wJalrXUtnFEYEXAMPLEKES";
    const DATE: &str = "Wed, 23 Jan 2013 06:43:08 GMT";
    const JSON: &str = "application/json";
    const BODY: &str =
        r#"{"file_tokens":["t2v4Ga8ZUYKc12KGMdEQpBh"],"parent_token":"t1v4Ga8ZUYKc12KGMdEQpBh"}"#;
    const MOVE: &str = "/api/v1/openapi/appspace/tasks/files/move";

    /// Rows 1 to 6 of reference 4.4: method, path, body, Content-Md5, Content-Type, signature.
    const VECTORS: [(Method, &str, &str, &str, &str, &str); 6] = [
        (
            Method::POST,
            "/",
            "",
            "d41d8cd98f00b204e9800998ecf8427e",
            JSON,
            "083500176fa3aab58ca2dc962978013b3ca2b6df",
        ),
        (
            Method::POST,
            MOVE,
            BODY,
            "ab95dbea407e2b714e80c40f87ad42ba",
            JSON,
            "68e6fc8247ef3104c3be78e53f40705306a460d3",
        ),
        (
            Method::POST,
            MOVE,
            BODY,
            "ab95dbea407e2b714e80c40f87ad42ba",
            "application/json;charset=utf-8",
            "2a33c5713744ace958e3ca99c8b03f54adb008d5",
        ),
        (
            Method::GET,
            "/api/files/123?filter=folder",
            "",
            "aad6bbb329d5084cbd4ff0dadc9d2b54",
            JSON,
            "b380351e6757ff0c6834acc98ae306b638bada01",
        ),
        (
            Method::GET,
            "/api/v1/openapi/appspace/tasks/2v4ga8zuykc12kgmdeqpbh",
            "",
            "5677991ff4de878641c156feb58434be",
            JSON,
            "01e6fcfccaa8aecbaad002082351564684f0c55d",
        ),
        (
            Method::DELETE,
            "/api/v1/openapi/appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh/destroy",
            "",
            "af8a5d9689b71888531de2e919dcdc05",
            JSON,
            "d4b2a1b07ce1547d4d0b9b682a1988bb9fdc25b3",
        ),
    ];

    fn headers(content_md5: &str, content_type: &str, signature: &str) -> HeaderMap {
        let authorization = format!("WPS-2:SX20220714PWALPQ:{signature}");
        let pairs = [
            (header::AUTHORIZATION, authorization.as_str()),
            (super::CONTENT_MD5, content_md5),
            (header::CONTENT_TYPE, content_type),
            (header::DATE, DATE),
        ];
        pairs.map(|(name, value)| (name, HeaderValue::from_str(value).expect("text"))).into_iter().collect()
    }

    fn then() -> Timestamp {
        date::parse_rfc1123(DATE).expect("valid")
    }

    fn verify(headers: &HeaderMap, digests: &Digests) -> Result<(), SignatureError> {
        verify_at(headers, digests, then(), Some(Duration::from_mins(15)))
    }

    fn verify_at(
        headers: &HeaderMap,
        digests: &Digests,
        now: Timestamp,
        skew: Option<Duration>,
    ) -> Result<(), SignatureError> {
        Authorization::of(headers)?.verify(headers, KEY, digests, now, skew)
    }

    #[test]
    fn every_vector_of_the_vendor_and_of_the_reference_is_signed_alike_and_accepted() {
        for (method, path, body, content_md5, content_type, signature) in VECTORS {
            assert_eq!(sign(KEY, content_md5, content_type, DATE), signature, "{method} {path}");
            let headers = headers(content_md5, content_type, signature);
            let digests = Digests::of(&method, body.as_bytes(), &[path]);
            assert_eq!(verify(&headers, &digests), Ok(()), "{method} {path}");
        }
    }

    #[test]
    fn the_printed_example_is_refused_because_it_hashes_no_body() {
        let empty = "d41d8cd98f00b204e9800998ecf8427e";
        let placeholder = "ac59dac1460772a04b3a97d7ef78409f28241e3a";
        let digests = Digests::of(&Method::POST, BODY.as_bytes(), &[MOVE]);
        let error = verify(&headers(empty, JSON, placeholder), &digests);
        let expected = "ab95dbea407e2b714e80c40f87ad42ba".to_owned();
        assert_eq!(error, Err(SignatureError::ContentMd5 { expected, actual: empty.into() }));
        let error = verify(&headers("ab95dbea407e2b714e80c40f87ad42ba", JSON, placeholder), &digests);
        let expected = "68e6fc8247ef3104c3be78e53f40705306a460d3".to_owned();
        assert_eq!(error, Err(SignatureError::Signature { expected, actual: placeholder.into() }));
    }

    #[test]
    fn the_hash_is_of_the_right_thing_and_in_small_letters() {
        let path = "/files?name=a%20b";
        let get = |digest: &str| {
            let headers = headers(digest, JSON, &sign(KEY, digest, JSON, DATE));
            verify(&headers, &Digests::of(&Method::GET, b"ignored", &[path, "/_sandbox/t/files"])).is_ok()
        };
        assert!(get(&super::md5_hex(path.as_bytes())));
        assert!(get(&super::md5_hex(b"/files?name=a b")));
        assert!(get(&super::md5_hex(b"/_sandbox/t/files")));
        assert!(!get(&super::md5_hex(path.as_bytes()).to_uppercase()));
        assert!(!get(&super::md5_hex(b"ignored")));
        assert!(!get(&super::md5_hex(b"")));
        let post = Digests::of(&Method::POST, b"{}", &[path]);
        let digest = super::md5_hex(path.as_bytes());
        let headers = headers(&digest, JSON, &sign(KEY, &digest, JSON, DATE));
        assert!(verify(&headers, &post).is_err(), "a body is there to be hashed");
    }

    #[test]
    fn each_missing_header_is_named() {
        let (_, _, _, content_md5, content_type, signature) = VECTORS[0];
        let digests = Digests::of(&Method::POST, b"", &["/"]);
        let names = [header::AUTHORIZATION, super::CONTENT_MD5, header::CONTENT_TYPE, header::DATE];
        for name in names {
            let mut headers = headers(content_md5, content_type, signature);
            headers.remove(&name);
            assert_eq!(verify(&headers, &digests), Err(SignatureError::Missing(name)));
        }
    }

    #[test]
    fn an_authorization_of_another_form_is_malformed() {
        for value in ["", "WPS-2", "WPS-2:", "WPS-2:SX", "WPS-4 SX:abc", "wps-2:SX:abc", "Bearer alice-token"]
        {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, HeaderValue::from_static(value));
            assert_eq!(Authorization::of(&headers), Err(SignatureError::Malformed), "{value}");
        }
        let mut headers = HeaderMap::new();
        headers.insert(header::AUTHORIZATION, HeaderValue::from_bytes(b"WPS-2:\xff:a").expect("opaque"));
        assert_eq!(Authorization::of(&headers), Err(SignatureError::Missing(header::AUTHORIZATION)));
    }

    #[test]
    fn a_date_may_be_off_by_the_skew_and_no_more() {
        let (_, _, _, content_md5, content_type, signature) = VECTORS[0];
        let headers = headers(content_md5, content_type, signature);
        let digests = Digests::of(&Method::POST, b"", &["/"]);
        let (skew, more) = (Duration::from_mins(15), Duration::from_millis(900_001));
        let earlier = |by: Duration| {
            Timestamp::from_millis(then().millis() - i64::try_from(by.as_millis()).expect("small"))
        };
        for now in [then().plus(skew), earlier(skew)] {
            assert_eq!(verify_at(&headers, &digests, now, Some(skew)), Ok(()));
        }
        for now in [then().plus(more), earlier(more)] {
            let error = verify_at(&headers, &digests, now, Some(skew));
            assert_eq!(error, Err(SignatureError::Date { given: DATE.into(), now, skew: Some(skew) }));
            assert_eq!(verify_at(&headers, &digests, now, None), Ok(()), "any date will do");
        }
        let mut unreadable = headers;
        unreadable.insert(HeaderName::from_static("date"), HeaderValue::from_static("2013-01-23T06:43:08Z"));
        assert!(matches!(verify_at(&unreadable, &digests, then(), None), Err(SignatureError::Date { .. })));
    }
}
