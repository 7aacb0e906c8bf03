//! Why there is no TLS.

use std::{io, path::PathBuf};

use thiserror::Error;

/// Why there is no TLS, as an operator reads it.
#[derive(Debug, Error)]
pub enum TlsError {
    /// It was switched off.
    #[error("TLS is off (--tls off)")]
    Off,
    /// The system has no random numbers for keys.
    #[error("no key can be made: the system has no randomness")]
    NoRandomness,
    /// A certificate cannot be made.
    #[error("no certificate can be made: {0}")]
    Certificate(String),
    /// A file or folder cannot be read or written.
    #[error("{}: {cause}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// A file holds something else.
    #[error("{}: it holds no {expected}", path.display())]
    Content {
        /// Which.
        path: PathBuf,
        /// What it should hold.
        expected: &'static str,
    },
    /// One of two files that belong together is missing.
    #[error(
        "{} is missing, and {} beside it is there: put it back, or remove the other for a new authority",
        missing.display(), there.display()
    )]
    Half {
        /// The missing one.
        missing: PathBuf,
        /// The other one.
        there: PathBuf,
    },
    /// A certificate is not that of its key.
    #[error("{} and {} do not belong together: the key is not that of the certificate", certificate.display(), key.display())]
    Mismatch {
        /// The file of the certificate.
        certificate: PathBuf,
        /// The file of the key.
        key: PathBuf,
    },
    /// The authority does not allow names of this server.
    #[error(
        "{}: the authority was made for other names and does not permit {names}: remove it and its key for a new one, \
         and have clients trust that",
        path.display()
    )]
    NotPermitted {
        /// The file of the authority.
        path: PathBuf,
        /// The names.
        names: String,
    },
    /// The authority is of no use.
    #[error("{}: clients will not accept the authority: {cause}", path.display())]
    Unusable {
        /// The file of the authority.
        path: PathBuf,
        /// Why.
        cause: String,
    },
}

impl From<rcgen::Error> for TlsError {
    fn from(error: rcgen::Error) -> Self {
        Self::Certificate(error.to_string())
    }
}
