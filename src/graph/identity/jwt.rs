//! JSON Web Tokens, signed with RS256.
//!
//! The key is a test key and public on purpose: everyone who has this program can sign with it, and nothing real trusts
//! it. It is fixed, so that tokens are the same in every run and no time is spent on making a key; it is read when the
//! first token is signed.

use std::sync::LazyLock;

use data_encoding::BASE64URL_NOPAD;
use ring::{
    rand::SystemRandom,
    rsa::PublicKeyComponents,
    signature::{RSA_PKCS1_SHA256, RsaKeyPair},
};
use serde::Serialize;

/// PKCS#1, 2048 bits.
const TEST_KEY: &[u8] = include_bytes!("test-signing-key.der");

/// The name of the key.
pub const KEY_ID: &str = "mockdrive-test-key";

static KEY: LazyLock<RsaKeyPair> = LazyLock::new(|| RsaKeyPair::from_der(TEST_KEY).expect("our own key"));

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
    let signature = signature(token.as_bytes());
    token.push('.');
    token.push_str(&BASE64URL_NOPAD.encode(&signature));
    token
}

/// Returns the signature of a message. It is the same each time: chance only hides how long the key is worked with.
fn signature(message: &[u8]) -> Vec<u8> {
    let mut signature = vec![0; KEY.public().modulus_len()];
    KEY.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
        .expect("the system has randomness");
    signature
}

/// Returns the modulus and the exponent of the public key, in base64url.
pub fn public_key() -> [String; 2] {
    let PublicKeyComponents { n, e } = PublicKeyComponents::<Vec<u8>>::from(KEY.public());
    [n, e].map(|number| BASE64URL_NOPAD.encode(&number))
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;

    /// `openssl dgst -sha256 -sign KEY` says the same.
    #[test]
    fn a_signature_is_the_one_that_openssl_makes() {
        let expected = "3059509d1f05eab98b8423bb3534f4977bc8c312e49a7add2a0a0e1f057957182cd9b2e8a06af6ea573236924ecdcad0\
                        241347116cad90512ef2b93a9989a945848b3e6dd576dbd9a085303e3855558229987b704ad6de3861ab7e0fbdb71b1e\
                        5cf5703c6cfa487aec43987d5f557fb56bfa922f2dfe608fd881a74171d69edbc77bc3e0af9afe84fdc9af417d7ada6a\
                        325b198456395871fc731d465f249303b85103d3d89fd495b6d693340ad9cc8054bf37ae32af9ffba191839db99ffe42\
                        26ea0f01fd0d16e57b93f513b8a96046bf702a35f89e9851336406c0c9a7dcc34a14ba13c11abe5454b6488b086caaf8\
                        7558ecda1fd634553de96aed8c64d094";
        assert_eq!(HEXLOWER.encode(&super::signature(b"header.claims")), expected);
    }
}
