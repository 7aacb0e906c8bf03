//! KSO-1, WPS-4 and WPS-4-GM: how requests are signed.
//!
//! All three sign the same parts in the same order, under their own names. See <https://bgpt.qhzwfw.gov.cn/developer/document/app/wps365/server/api-call/sign-wps-4.html> and
//! <https://bgpt.qhzwfw.gov.cn/developer/document/app/doc-platform/server-api/wps-4-gm-signature.html>.

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use ring::digest::{SHA256, digest};
use sm3::{Digest, Sm3};

use crate::wps::{auth::error::SignatureError, mac::hmac_sha256};

/// Under which name a request is signed, and with which hash.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scheme {
    /// SHA-256, in the public cloud and in newer private deployments.
    Kso1,
    /// SHA-256, in older private deployments.
    Wps4,
    /// SM3, the Chinese national standard, there too.
    Wps4Gm,
}

impl Scheme {
    /// Returns its name in the header, which is also the beginning of what is signed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kso1 => "KSO-1",
            Self::Wps4 => "WPS-4",
            Self::Wps4Gm => "WPS-4-GM",
        }
    }

    /// Returns whether the body of a request of this type is signed.
    pub fn covers_body(self, content_type: &[u8]) -> bool {
        let content_type = String::from_utf8_lossy(content_type);
        let types = ["application/json", "application/x-www-form-urlencoded"];
        self == Self::Kso1 || types.iter().any(|signed| content_type.contains(signed))
    }

    fn digest(self, bytes: &[u8]) -> String {
        match self {
            Self::Kso1 | Self::Wps4 => HEXLOWER.encode(digest(&SHA256, bytes).as_ref()),
            Self::Wps4Gm => HEXLOWER.encode(&Sm3::digest(bytes)),
        }
    }

    fn mac(self, key: &str, message: &[u8]) -> String {
        match self {
            Self::Kso1 | Self::Wps4 => HEXLOWER.encode(&hmac_sha256(key, message)),
            Self::Wps4Gm => {
                let mac = Hmac::<Sm3>::new_from_slice(key.as_bytes()).expect("HMAC takes keys of any length");
                HEXLOWER.encode(&mac.chain_update(message).finalize().into_bytes())
            }
        }
    }
}

/// What the header with the signature says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Claim<'a> {
    /// Which hash it is made with.
    pub scheme: Scheme,
    /// Who claims to have signed.
    pub access_key: &'a str,
    /// The signature, in lowercase hex.
    pub signature: &'a str,
}

impl<'a> Claim<'a> {
    /// Splits the header at its first space and then at the first colon, as the vendor's own verifier does; only these
    /// schemes are known.
    ///
    /// # Errors
    /// [`SignatureError::NoAuthorization`], [`SignatureError::BadAuthorization`], [`SignatureError::UnknownScheme`].
    pub fn parse(header: &'a str, known: &[Scheme]) -> Result<Self, SignatureError> {
        if header.is_empty() {
            return Err(SignatureError::NoAuthorization);
        }
        let (scheme, rest) = header.split_once(' ').ok_or(SignatureError::BadAuthorization)?;
        let (access_key, signature) = rest.split_once(':').ok_or(SignatureError::BadAuthorization)?;
        let scheme = known.iter().find(|known| known.name() == scheme);
        let scheme = *scheme.ok_or(SignatureError::UnknownScheme)?;
        Ok(Self { scheme, access_key, signature })
    }
}

/// What is signed of a request; headers as they were sent.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// The method.
    pub method: &'a str,
    /// Path and query, without the gateway's prefix.
    pub uri: &'a str,
    /// `Content-Type`.
    pub content_type: &'a [u8],
    /// The header with the date.
    pub date: &'a [u8],
    /// The body.
    pub body: &'a [u8],
}

impl Message<'_> {
    /// Returns the body, if its type is one that is signed; else nothing.
    pub fn signed_body(&self, scheme: Scheme) -> &[u8] {
        if scheme.covers_body(self.content_type) { self.body } else { b"" }
    }

    /// Returns the hash of the body as it is signed: an empty body counts as the empty string, not as the hash of one.
    pub fn body_hash(&self, scheme: Scheme) -> String {
        let body = self.signed_body(scheme);
        if body.is_empty() { String::new() } else { scheme.digest(body) }
    }

    /// Returns the string to sign.
    pub fn string_to_sign(&self, scheme: Scheme) -> Vec<u8> {
        let body_hash = self.body_hash(scheme);
        let (scheme, method, uri) = (scheme.name().as_bytes(), self.method.as_bytes(), self.uri.as_bytes());
        [scheme, method, uri, self.content_type, self.date, body_hash.as_bytes()].concat()
    }

    /// Returns the signature, in lowercase hex.
    pub fn sign(&self, scheme: Scheme, secret: &str) -> String {
        scheme.mac(secret, &self.string_to_sign(scheme))
    }
}

#[cfg(test)]
mod tests {
    use super::{Claim, Message, Scheme, SignatureError};

    const JSON: &str = "application/json";
    const FORM: &str = "application/x-www-form-urlencoded";
    const D1: &str = "Mon, 02 Jan 2006 15:04:05 GMT";
    const D2: &str = "Wed, 23 Jan 2013 06:43:08 GMT";
    const IDS: &str = r#"{"file_ids":["string"]}"#;
    const GRANT: &str = "grant_type=client_credentials&scope=kso.appfile.readwrite,kso.drive.readwrite";

    fn sign(scheme: Scheme, [method, uri, content_type, date, body]: [&str; 5]) -> String {
        let (content_type, date, body) = (content_type.as_bytes(), date.as_bytes(), body.as_bytes());
        Message { method, uri, content_type, date, body }.sign(scheme, "sk098765")
    }

    #[test]
    fn signatures_agree_with_the_vectors() {
        for (scheme, message, expected) in [
            (
                Scheme::Kso1,
                ["GET", "/v7/test?key=value", JSON, D1, ""],
                "ce8df66877175e5198c8ea1362ffddf82e4941c6f25a4ca205a1ad09d0faaf03",
            ),
            (
                Scheme::Kso1,
                ["POST", "/v7/test/body", JSON, D1, r#"{"key": "value"}"#],
                "c46e6c988130818ecba2484d51ac685948fbbef6814602c7874d6bfc41dc17b3",
            ),
            (
                Scheme::Kso1,
                ["GET", "/v7/drives?allotee_type=user&page_size=10", "", D1, ""],
                "783f077d03e0b634974f03b16047c264dee3fc88ae1d20712b9e33fb922ed6e0",
            ),
            (
                Scheme::Wps4,
                ["GET", "/v7/test?key=value", JSON, D1, ""],
                "f716884055cf3d46972cdfed5849ba12bbc33fc553c1cae7ec7aae7da4b9ae04",
            ),
            (
                Scheme::Wps4,
                ["POST", "/v7/files/batch_get_meta", JSON, D2, IDS],
                "5f372fc4c6e13f12c5cb0f096b75ae194e1db079bcf5403769a718b25333118f",
            ),
            (
                Scheme::Wps4,
                ["POST", "/v1/token", FORM, D1, GRANT],
                "7677006dc75b428c6e175ddcb10e8d39850e1ed1ee341538f592d70ee5897d15",
            ),
            (
                Scheme::Wps4,
                ["POST", "/v7/upload", "multipart/form-data; boundary=xxxxx", D1, "not signed"],
                "f312ca1c06fb2356fe026a4d664ceef9dc035a848513e9895dce62ac62437dd2",
            ),
            (
                Scheme::Wps4Gm,
                ["GET", "/v7/test?key=value", JSON, D1, ""],
                "6fa5dfaa758158ccae4f8d2df2cdcab1d665695161f27b315fde5b4a5feb2115",
            ),
            (
                Scheme::Wps4Gm,
                ["POST", "/v7/files/batch_get_meta", JSON, D2, IDS],
                "00bfdc0e870c966234c459453e7e06c1b6e0510b24caf21b477ddbd678810f4a",
            ),
        ] {
            assert_eq!(sign(scheme, message), expected, "{scheme:?} {message:?}");
        }
    }

    #[test]
    fn bodies_are_hashed_as_in_the_vectors() {
        for (scheme, body, expected) in [
            (
                Scheme::Kso1,
                r#"{"key": "value"}"#,
                "9724c1e20e6e3e4d7f57ed25f9d4efb006e508590d528c90da597f6a775c13e5",
            ),
            (Scheme::Wps4, IDS, "93612130655bdc6dc12e82a5b9d9d83f7e93dc8f0203a3484415b651a19b3462"),
            (Scheme::Wps4, GRANT, "2ed1eec66b1055846acca357eacad2efee59586c9aeec9c845145da6b9295f52"),
            (Scheme::Wps4Gm, IDS, "fda4a3b66692f2c9e179385cbdb70b7d92fe8a7917c842e5ad9114bf4b9029ed"),
        ] {
            assert_eq!(scheme.digest(body.as_bytes()), expected, "{scheme:?} {body}");
        }
    }

    #[test]
    fn the_header_is_split_at_the_first_space_and_colon() {
        let claim = Claim { scheme: Scheme::Wps4Gm, access_key: "AK1", signature: "a:b c" };
        let known = [Scheme::Wps4, Scheme::Wps4Gm];
        assert_eq!(Claim::parse("WPS-4-GM AK1:a:b c", &known), Ok(claim));
        for (header, error) in [
            ("", SignatureError::NoAuthorization),
            ("WPS-4", SignatureError::BadAuthorization),
            ("WPS-4 AK1", SignatureError::BadAuthorization),
            ("WPS-3 AK1:00", SignatureError::UnknownScheme),
            ("wps-4 AK1:00", SignatureError::UnknownScheme),
            ("KSO-1 AK1:00", SignatureError::UnknownScheme),
        ] {
            assert_eq!(Claim::parse(header, &known), Err(error), "{header}");
        }
    }
}
