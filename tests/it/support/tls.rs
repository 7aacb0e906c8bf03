//! Clients that speak TLS, and go through the server as their proxy.

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::Arc,
};

use mockdrive::MockServer;
use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};

use super::raw;

/// A connection through TLS, over whatever.
pub type Secure<S = TcpStream> = StreamOwned<ClientConnection, S>;

/// What a client trusts that was given this authority.
pub fn trusting(pem: &str) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(pem.as_bytes()).expect("PEM")).expect("a certificate");
    config(roots)
}

/// What a client trusts that was given nothing.
pub fn trusting_nobody() -> Arc<ClientConfig> {
    config(RootCertStore::empty())
}

fn config(roots: RootCertStore) -> Arc<ClientConfig> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    Arc::new(config.expect("versions").with_root_certificates(roots).with_no_client_auth())
}

/// Speaks TLS over a connection with a server of this name, up to the end of the handshake.
pub fn secure<S: Read + Write>(
    mut stream: S,
    name: &str,
    config: &Arc<ClientConfig>,
) -> std::io::Result<Secure<S>> {
    let name = ServerName::try_from(name.to_owned()).expect("a name");
    let mut client = ClientConnection::new(Arc::clone(config), name).expect("a client");
    while client.is_handshaking() {
        client.complete_io(&mut stream)?;
    }
    Ok(StreamOwned::new(client, stream))
}

/// Opens a tunnel through a server to a host and port, for a sandbox.
pub fn tunnel(mock: &MockServer, target: &str, sandbox: &str) -> TcpStream {
    let mut stream = raw::connect(mock.address());
    let user = data_encoding::BASE64.encode(format!("{sandbox}:x").as_bytes());
    write!(
        stream,
        "CONNECT {target} HTTP/1.1\r\nHost: {target}\r\nProxy-Authorization: Basic {user}\r\n\r\n"
    )
    .expect("sent");
    let head = raw::head(&mut stream);
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    stream
}

/// A secure connection with a vendor's host through a tunnel.
pub fn vendor(mock: &MockServer, host: &str, sandbox: &str) -> Secure {
    let stream = tunnel(mock, &format!("{host}:443"), sandbox);
    secure(stream, host, &trusting(&mock.ca_pem())).expect("secured")
}
