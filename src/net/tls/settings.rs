//! Where certificates come from.

use std::path::PathBuf;

/// Where certificates come from.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub enum TlsSettings {
    /// There are none.
    Off,
    /// An authority is made in memory when it is first needed.
    #[default]
    InMemory,
    /// A folder keeps an authority.
    Kept(PathBuf),
    /// The operator brings a certificate and its key.
    Brought {
        /// The file of the certificate, and of those between it and its authority.
        certificate: PathBuf,
        /// The file of the key.
        key: PathBuf,
    },
}
