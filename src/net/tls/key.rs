//! Keys for certificates: P-256, made here.

use rcgen::{PKCS_ECDSA_P256_SHA256, PublicKeyData, SignatureAlgorithm, SigningKey};
use ring::{
    digest::{SHA256, digest},
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};

use super::error::TlsError;

/// A private key and its public one.
pub struct Key {
    pair: EcdsaKeyPair,
    pkcs8: Vec<u8>,
}

impl Key {
    /// Makes a key.
    pub fn generate() -> Result<Self, TlsError> {
        let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &SystemRandom::new());
        Self::from_pkcs8(made.map_err(|_| TlsError::NoRandomness)?.as_ref()).ok_or(TlsError::NoRandomness)
    }

    /// Reads a key of this kind.
    pub fn from_pkcs8(pkcs8: &[u8]) -> Option<Self> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8, &SystemRandom::new());
        Some(Self { pair: pair.ok()?, pkcs8: pkcs8.into() })
    }

    /// Returns what [`Self::from_pkcs8`] reads.
    pub fn pkcs8(&self) -> &[u8] {
        &self.pkcs8
    }

    /// Returns what certificates call the key: 160 bits of the digest of its public half.
    ///
    /// See <https://www.rfc-editor.org/rfc/rfc7093#section-2>.
    pub fn id(&self) -> Vec<u8> {
        digest(&SHA256, self.pair.public_key().as_ref()).as_ref()[..20].into()
    }
}

impl PublicKeyData for Key {
    fn der_bytes(&self) -> &[u8] {
        self.pair.public_key().as_ref()
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_ECDSA_P256_SHA256
    }
}

impl SigningKey for Key {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        let signature = self.pair.sign(&SystemRandom::new(), message);
        signature.map(|signature| signature.as_ref().into()).map_err(|_| rcgen::Error::RingUnspecified)
    }
}
