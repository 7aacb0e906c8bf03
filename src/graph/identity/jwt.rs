//! JSON Web Tokens, signed with RS256.
//!
//! The key is a test key and public on purpose: everyone who has this program can sign with it, and nothing real trusts
//! it. It is fixed, so that tokens are the same in every run and no time is spent on making a key; it is read when the
//! first token is signed.

use std::sync::LazyLock;

use data_encoding::BASE64URL_NOPAD;
use rsa::{
    RsaPrivateKey,
    pkcs1::DecodeRsaPrivateKey,
    pkcs1v15::SigningKey,
    signature::{SignatureEncoding, Signer},
    traits::PublicKeyParts,
};
use serde::Serialize;
use sha2::Sha256;

/// PKCS#1, 2048 bits.
const TEST_KEY: &[u8] = include_bytes!("test-signing-key.der");

/// The name of the key.
pub const KEY_ID: &str = "mockdrive-test-key";

static KEY: LazyLock<SigningKey<Sha256>> =
    LazyLock::new(|| RsaPrivateKey::from_pkcs1_der(TEST_KEY).expect("our own key").into());

#[derive(Serialize)]
struct JwtHeader {
    typ: &'static str,
    alg: &'static str,
    kid: &'static str,
}

/// Returns a signed token with these claims.
pub fn sign(claims: &impl Serialize) -> String {
    let part = |json: Result<Vec<u8>, _>| BASE64URL_NOPAD.encode(&json.expect("claims can be written"));
    let header = serde_json::to_vec(&JwtHeader { typ: "JWT", alg: "RS256", kid: KEY_ID });
    let mut token = format!("{}.{}", part(header), part(serde_json::to_vec(claims)));
    let signature = KEY.sign(token.as_bytes()).to_bytes();
    token.push('.');
    token.push_str(&BASE64URL_NOPAD.encode(&signature));
    token
}

/// Returns the modulus and the exponent of the public key, in base64url.
pub fn public_key() -> [String; 2] {
    let key = KEY.as_ref();
    [key.n().to_be_bytes_trimmed_vartime(), key.e().to_be_bytes_trimmed_vartime()]
        .map(|number| BASE64URL_NOPAD.encode(&number))
}
