//! TLS as a server has it: made when it is first needed, and then the same until the end.

use std::{
    fmt,
    path::Path,
    sync::{Arc, OnceLock},
};

use data_encoding::HEXUPPER;
use ring::digest::{SHA256, digest};
use rustls::{
    Error, InconsistentKeys, ServerConfig,
    crypto::CryptoProvider,
    pki_types::{CertificateDer, PrivateKeyDer},
    server::NoServerSessionStorage,
    sign::CertifiedKey,
};
use webpki::EndEntityCert;

use super::{
    authority::{Authority, OWN_NAMES, ServerCertificate},
    certificate::OneCertificate,
    clock::Validity,
    error::TlsError,
    files, pem,
    provider::provider,
    settings::TlsSettings,
};
use crate::net::hosts::HostTable;

/// TLS of one server; clones share it.
#[derive(Clone, Default)]
pub struct Tls(Arc<Inner>);

#[derive(Default)]
struct Inner {
    is_off: bool,
    hosts: HostTable,
    names: Vec<Box<str>>,
    made: OnceLock<Result<Made, TlsError>>,
}

/// What a server secures its connections with.
struct Made {
    config: Arc<ServerConfig>,
    facts: Facts,
}

/// What clients may know about the certificates of a server.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The certificate of the authority, if it is the server's own.
    pub authority: Option<CertificateDer<'static>>,
    /// The certificate of the server.
    pub certificate: CertificateDer<'static>,
    /// When the certificate is valid, if it was made here.
    pub validity: Option<Validity>,
    /// The names of the certificate.
    pub names: Arc<[Box<str>]>,
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tls")
            .field("is_off", &self.0.is_off)
            .field("names", &self.0.names)
            .finish_non_exhaustive()
    }
}

impl Tls {
    /// Creates TLS for the vendors' hosts, the names that every server has, and these. What stands in files is read at
    /// once, so that a server does not start with what clients will not take.
    ///
    /// # Errors
    /// [`TlsError`].
    pub fn new(settings: &TlsSettings, hosts: HostTable, names: Vec<Box<str>>) -> Result<Self, TlsError> {
        let tls = Inner { is_off: *settings == TlsSettings::Off, hosts, names, made: OnceLock::new() };
        let made = match settings {
            TlsSettings::Off | TlsSettings::InMemory => None,
            TlsSettings::Kept(folder) => Some(tls.kept(folder)?),
            TlsSettings::Brought { certificate, key } => Some(brought(certificate, key)?),
        };
        if let Some(made) = made {
            tls.made.get_or_init(|| Ok(made));
        }
        Ok(Self(Arc::new(tls)))
    }

    /// Returns how a connection is secured.
    ///
    /// # Errors
    /// [`TlsError`], if TLS is off or the system has no randomness.
    pub fn config(&self) -> Result<&Arc<ServerConfig>, &TlsError> {
        self.made().map(|made| &made.config)
    }

    /// Returns whether clients may use it.
    pub fn is_on(&self) -> bool {
        !self.0.is_off
    }

    /// Returns what clients may know.
    ///
    /// # Errors
    /// [`TlsError`], if TLS is off or the system has no randomness.
    pub fn facts(&self) -> Result<&Facts, &TlsError> {
        self.made().map(|made| &made.facts)
    }

    fn made(&self) -> Result<&Made, &TlsError> {
        if self.0.is_off {
            return Err(&TlsError::Off);
        }
        self.0.made.get_or_init(|| self.0.in_memory()).as_ref()
    }

    /// Returns whether a name is one of those that the operator gave the certificate.
    pub fn is_named(&self, host: &str) -> bool {
        self.0.names.iter().any(|name| **name == *host)
    }
}

impl Inner {
    fn names(&self) -> Vec<&str> {
        let mut names = OWN_NAMES.to_vec();
        names.extend(self.hosts.names());
        for name in &self.names {
            if !names.contains(&&**name) {
                names.push(name);
            }
        }
        names
    }

    /// Makes an authority whose key nobody keeps: who trusts it trusts this server only.
    fn in_memory(&self) -> Result<Made, TlsError> {
        let names = self.names();
        let authority = Authority::new(&names)?;
        let signed = authority.sign(&names)?;
        made_of(&authority, signed, &names)
    }

    fn kept(&self, folder: &Path) -> Result<Made, TlsError> {
        let names = self.names();
        let (authority, signed) = files::kept(folder, &names)?;
        made_of(&authority, signed, &names)
    }
}

fn made_of(authority: &Authority, signed: ServerCertificate, names: &[&str]) -> Result<Made, TlsError> {
    let key = PrivateKeyDer::Pkcs8(signed.key.pkcs8().to_vec().into());
    let provider = provider();
    let certified = CertifiedKey::from_der(vec![signed.certificate.clone()], key, &provider);
    let authority = authority.certificate().clone();
    tracing::info!(
        sha256 = fingerprint(&authority),
        "the authority that clients are to trust: /_mock/tls/ca.pem"
    );
    let certified = certified.map_err(|error| TlsError::Certificate(error.to_string()))?;
    let names: Arc<[_]> = names.iter().map(|name| (*name).into()).collect();
    Ok(Made {
        config: config(provider, OneCertificate::new(certified, Arc::clone(&names)))?,
        facts: Facts {
            authority: Some(authority),
            certificate: signed.certificate,
            validity: Some(signed.validity),
            names,
        },
    })
}

fn brought(certificate: &Path, key: &Path) -> Result<Made, TlsError> {
    let chain = files::certificates(certificate)?;
    let provider = provider();
    let first = chain[0].clone();
    let certified =
        CertifiedKey::from_der(chain, files::private_key(key)?, &provider).map_err(|error| match error {
            Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => {
                TlsError::Mismatch { certificate: certificate.into(), key: key.into() }
            }
            Error::InvalidCertificate(_) => {
                TlsError::Content { path: certificate.into(), expected: "certificate of a server" }
            }
            _ => TlsError::Content { path: key.into(), expected: "key of RSA or ECDSA (P-256 or P-384)" },
        })?;
    let names = EndEntityCert::try_from(&first).map(|read| read.valid_dns_names().map(Into::into).collect());
    let names: Arc<[_]> = names.unwrap_or_default();
    Ok(Made {
        config: config(provider, OneCertificate::new(certified, Arc::clone(&names)))?,
        facts: Facts { authority: None, certificate: first, validity: None, names },
    })
}

fn config(provider: CryptoProvider, certificate: OneCertificate) -> Result<Arc<ServerConfig>, TlsError> {
    let config =
        ServerConfig::builder_with_provider(Arc::new(provider)).with_safe_default_protocol_versions();
    let config = config.map_err(|error| TlsError::Certificate(error.to_string()))?.with_no_client_auth();
    let mut config = config.with_cert_resolver(Arc::new(certificate));
    // HTTP/2 would need other faults of connections; every client falls back.
    config.alpn_protocols = vec![b"http/1.1".to_vec(), b"http/1.0".to_vec()];
    // A handshake costs less than what a client may leave behind.
    config.session_storage = Arc::new(NoServerSessionStorage {});
    config.send_tls13_tickets = 0;
    Ok(Arc::new(config))
}

/// Returns the fingerprint of a certificate, as browsers and `openssl x509 -fingerprint -sha256` show it.
pub fn fingerprint(certificate: &CertificateDer<'_>) -> String {
    let digest = HEXUPPER.encode(digest(&SHA256, certificate).as_ref());
    let mut text = String::with_capacity(digest.len() * 3 / 2);
    for (at, digit) in digest.char_indices() {
        if at > 0 && at % 2 == 0 {
            text.push(':');
        }
        text.push(digit);
    }
    text
}

/// Returns a certificate in PEM.
pub fn certificate_pem(certificate: &CertificateDer<'_>) -> String {
    pem::encode("CERTIFICATE", certificate)
}
