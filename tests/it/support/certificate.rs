//! Certificates of others than the server.

use data_encoding::BASE64;
use rcgen::{
    CertificateParams, KeyIdMethod, PKCS_ECDSA_P256_SHA256, PublicKeyData, SerialNumber, SignatureAlgorithm,
    SigningKey,
};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

struct Key(EcdsaKeyPair);

impl PublicKeyData for Key {
    fn der_bytes(&self) -> &[u8] {
        self.0.public_key().as_ref()
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_ECDSA_P256_SHA256
    }
}

impl SigningKey for Key {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        Ok(self.0.sign(&SystemRandom::new(), message).expect("random numbers").as_ref().into())
    }
}

/// A certificate for this name or address, which is its own authority, and its key.
pub fn of(name: &str) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
    let (algorithm, random) = (&ECDSA_P256_SHA256_ASN1_SIGNING, SystemRandom::new());
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(algorithm, &random).expect("a key");
    let key = Key(EcdsaKeyPair::from_pkcs8(algorithm, pkcs8.as_ref(), &random).expect("a key"));
    let mut params = CertificateParams::new([name.to_owned()]).expect("a name");
    params.serial_number = Some(SerialNumber::from(vec![1]));
    params.key_identifier_method = KeyIdMethod::PreSpecified(vec![1]);
    let certificate = params.self_signed(&key).expect("signed");
    (certificate.der().clone(), PrivateKeyDer::Pkcs8(pkcs8.as_ref().to_vec().into()))
}

/// A certificate as people copy it.
pub fn pem(certificate: &CertificateDer<'_>) -> String {
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", BASE64.encode(certificate))
}
