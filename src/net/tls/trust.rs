//! Whose certificates the server takes from those that it calls by itself.

use std::{fmt, io, path::Path, sync::Arc};

use rustls::{ClientConfig, RootCertStore, client::Resumption, pki_types::ServerName};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::{error::TlsError, files, provider::provider};
use crate::net::stream::Stream;

/// The authorities that the operator named; clones share them.
#[derive(Clone)]
pub struct Trust(Arc<ClientConfig>);

impl fmt::Debug for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Trust")
    }
}

impl PartialEq for Trust {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Trust {}

impl Trust {
    /// Reads the authorities of a file.
    ///
    /// # Errors
    /// [`TlsError`].
    pub fn of_file(path: &Path) -> Result<Self, TlsError> {
        let mut roots = RootCertStore::empty();
        for certificate in files::certificates(path)? {
            let expected = "certificate of an authority";
            roots.add(certificate).map_err(|_| TlsError::Content { path: path.into(), expected })?;
        }
        let config =
            ClientConfig::builder_with_provider(Arc::new(provider())).with_safe_default_protocol_versions();
        let config = config.map_err(|error| TlsError::Certificate(error.to_string()))?;
        let mut config = config.with_root_certificates(roots).with_no_client_auth();
        config.resumption = Resumption::disabled();
        Ok(Self(Arc::new(config)))
    }

    /// Makes a connection secure with a server of this name or address.
    ///
    /// # Errors
    /// Those of the connection, and a certificate that is not taken.
    pub async fn secure(&self, stream: TcpStream, host: &str) -> io::Result<Stream> {
        let name = ServerName::try_from(host.to_owned())
            .map_err(|_| io::Error::new(io::ErrorKind::InvalidInput, "no certificate has such a name"))?;
        let connector = TlsConnector::from(Arc::clone(&self.0));
        Ok(connector.connect(name, Stream::from(stream)).await?.into())
    }
}
