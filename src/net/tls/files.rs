//! Certificates and keys in files: those that `--tls-dir` keeps, and those that the operator brings.

use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer, UnixTime, pem::PemObject};
use webpki::{EndEntityCert, KeyUsage, anchor_from_trusted_cert};

use super::{
    authority::{Authority, ServerCertificate},
    clock::{now, since_epoch},
    error::TlsError,
    key::Key,
    pem,
    provider::ALGORITHMS,
};

/// The file of the authority's certificate.
const CERTIFICATE: &str = "ca.pem";

/// The file of the authority's key.
const KEY: &str = "ca-key.pem";

/// How many names a message lists.
const LISTED: usize = 3;

/// Returns the authority that a folder keeps, or makes it, and a certificate of its for these names.
pub fn kept(folder: &Path, names: &[&str]) -> Result<(Authority, ServerCertificate), TlsError> {
    let (certificate, key) = (folder.join(CERTIFICATE), folder.join(KEY));
    let authority = match (is_there(&certificate)?, is_there(&key)?) {
        (true, true) => {
            let kept = read_keypair(&certificate, &key)?;
            check(&kept, &certificate, &key, names)?;
            kept
        }
        (false, false) => {
            let made = Authority::new(names)?;
            write(folder, &certificate, &key, &made)?;
            made
        }
        (true, false) => return Err(TlsError::Half { missing: key, there: certificate }),
        (false, true) => return Err(TlsError::Half { missing: certificate, there: key }),
    };
    let signed = authority.sign(names)?;
    Ok((authority, signed))
}

/// Reads all certificates of a file.
pub fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let text = read(path)?;
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&text).collect();
    found.ok().filter(|found| !found.is_empty()).ok_or_else(|| TlsError::Content {
        path: path.into(),
        expected: "certificate in PEM (-----BEGIN CERTIFICATE-----)",
    })
}

/// Reads the private key of a file.
pub fn private_key(path: &Path) -> Result<PrivateKeyDer<'static>, TlsError> {
    let expected = "private key in PEM that is not encrypted (-----BEGIN PRIVATE KEY-----)";
    PrivateKeyDer::from_pem_slice(&read(path)?).map_err(|_| TlsError::Content { path: path.into(), expected })
}

fn read_keypair(certificate: &Path, key: &Path) -> Result<Authority, TlsError> {
    let der = certificates(certificate)?.swap_remove(0);
    let pkcs8 = PrivatePkcs8KeyDer::from_pem_slice(&read(key)?).ok();
    let read = pkcs8.and_then(|pkcs8| Key::from_pkcs8(pkcs8.secret_pkcs8_der()));
    let expected = "key of an authority that mockdrive made";
    Ok(Authority::of(read.ok_or(TlsError::Content { path: key.into(), expected })?, der))
}

/// Looks whether clients that trust an authority will take what it signs for these names.
fn check(authority: &Authority, certificate: &Path, key: &Path, names: &[&str]) -> Result<(), TlsError> {
    let error = match accepts(authority, names)? {
        Ok(()) => return Ok(()),
        Err(error) => error,
    };
    match error {
        webpki::Error::NameConstraintViolation => {
            let mut refused = Vec::new();
            for name in names {
                if accepts(authority, &[name])?.is_err() {
                    refused.push(*name);
                }
            }
            let more = refused.len().saturating_sub(LISTED);
            refused.truncate(LISTED);
            let more = if more == 0 { String::new() } else { format!(" and {more} more") };
            Err(TlsError::NotPermitted { path: certificate.into(), names: refused.join(", ") + &more })
        }
        webpki::Error::UnknownIssuer | webpki::Error::InvalidSignatureForPublicKey => {
            Err(TlsError::Mismatch { certificate: certificate.into(), key: key.into() })
        }
        error => Err(TlsError::Unusable { path: certificate.into(), cause: error.to_string() }),
    }
}

/// Returns whether a client that trusts an authority takes a certificate for these names.
fn accepts(authority: &Authority, names: &[&str]) -> Result<Result<(), webpki::Error>, TlsError> {
    let signed = authority.sign(names)?;
    let anchor = match anchor_from_trusted_cert(authority.certificate()) {
        Ok(anchor) => [anchor],
        Err(error) => return Ok(Err(error)),
    };
    let time = UnixTime::since_unix_epoch(since_epoch(now()));
    let server = EndEntityCert::try_from(&signed.certificate);
    let verified = server.and_then(|server| {
        server.verify_for_usage(ALGORITHMS, &anchor, &[], time, KeyUsage::server_auth(), None, None).map(drop)
    });
    Ok(verified)
}

fn is_there(path: &Path) -> Result<bool, TlsError> {
    path.try_exists().map_err(|cause| TlsError::File { path: path.into(), cause })
}

fn read(path: &Path) -> Result<Vec<u8>, TlsError> {
    fs::read(path).map_err(|cause| TlsError::File { path: path.into(), cause })
}

/// Writes a new authority into a folder; nobody but the owner of the process reads the key.
fn write(folder: &Path, certificate: &Path, key: &Path, authority: &Authority) -> Result<(), TlsError> {
    let failed = |path: &Path| {
        let path = PathBuf::from(path);
        move |cause| TlsError::File { path, cause }
    };
    fs::create_dir_all(folder).map_err(failed(folder))?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let text = pem::encode("PRIVATE KEY", authority.key().pkcs8());
    let written = options.open(key).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(failed(key))?;
    let text = pem::encode("CERTIFICATE", authority.certificate());
    if let Err(cause) = fs::write(certificate, text) {
        // Half of an authority stops the next start.
        let _ = fs::remove_file(key).or_else(|error| match error.kind() {
            ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        });
        return Err(failed(certificate)(cause));
    }
    Ok(())
}
