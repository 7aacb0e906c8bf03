//! Clients that get TLS wrong hear it, and nobody else does.

use std::{
    io::{Read, Write},
    net::SocketAddr,
    sync::Arc,
};

use mockdrive::{Config, MockServer, Switch};
use rustls::{AlertDescription, ClientConfig, Error, RootCertStore};

use crate::support::{raw, tls};

/// What the server sends to a client that begins like this.
fn answer(to: SocketAddr, hello: &[u8]) -> Vec<u8> {
    let mut stream = raw::connect(to);
    stream.write_all(hello).expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an alert");
    answer
}

/// A fatal alert as it stands on the wire.
fn alert(number: u8) -> [u8; 7] {
    [0x15, 3, 3, 0, 2, 2, number]
}

/// The hello of a client that knows TLS 1.0 only.
fn hello_of_1999() -> Vec<u8> {
    let mut body = vec![3, 1];
    body.extend([7; 32]);
    // No session; one suite, TLS_RSA_WITH_AES_128_CBC_SHA; no compression.
    body.extend([0, 0, 2, 0, 0x2f, 1, 0]);
    let length = u8::try_from(body.len()).expect("short");
    let mut hello = vec![0x16, 3, 1, 0, length + 4, 1, 0, 0, length];
    hello.extend(body);
    hello
}

#[test]
fn a_client_of_an_old_version_is_told_so() {
    let mock = MockServer::start();
    let answer = answer(mock.address(), &hello_of_1999());
    assert_eq!(answer, alert(40), "handshake_failure");
}

#[test]
fn what_only_begins_like_tls_is_refused_at_once() {
    let mock = MockServer::start();
    let decode_error = alert(50);
    for (hello, expected) in [
        (&b"\x16 is a byte, as others are"[..], &decode_error[..]),
        (b"\x16\x03\x01\xff\xffx", &decode_error),
        // It claims to be longer than any, and the rest is not waited for.
        (b"\x16\x03\x01\x00\x05hello", b""),
    ] {
        assert_eq!(answer(mock.address(), hello), expected, "{hello:?}");
    }
    let mut goes_on = raw::connect(mock.address());
    let health = "GET /_mock/health HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assert!(raw::ask(&mut goes_on, health).contains("200 OK"));
}

#[test]
fn a_server_without_tls_says_so_and_has_no_certificate() {
    let config = Config { tls: Switch::Off, ..Config::default() };
    let mock = MockServer::start_with(&config).expect("started");
    let error =
        tls::secure(raw::connect(mock.address()), "localhost", &tls::trusting_nobody()).expect_err("refused");
    let error = error.get_ref().and_then(|error| error.downcast_ref::<Error>()).expect("one of TLS");
    assert_eq!(*error, Error::AlertReceived(AlertDescription::AccessDenied));
    let request = "GET /_mock/tls/ca.pem HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let answer = raw::exchange(mock.address(), request);
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
    assert!(answer.contains("There is no certificate: TLS is off (--tls off)."), "{answer}");
}

#[test]
fn http_1_1_is_agreed_on_and_nothing_newer() {
    let mock = MockServer::start();
    let config = |protocols: &[&[u8]]| {
        let mut config = ClientConfig::clone(&tls::trusting(&mock.ca_pem()));
        config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
        Arc::new(config)
    };
    let agreed = |protocols: &[&[u8]]| {
        let secure = tls::secure(raw::connect(mock.address()), "localhost", &config(protocols));
        secure.map(|secure| secure.conn.alpn_protocol().map(<[u8]>::to_vec))
    };
    assert_eq!(agreed(&[]).expect("secured"), None);
    assert_eq!(agreed(&[b"h2", b"http/1.1"]).expect("secured"), Some(b"http/1.1".to_vec()));
    let error = agreed(&[b"h2"]).expect_err("refused");
    let error = error.get_ref().and_then(|error| error.downcast_ref::<Error>()).expect("one of TLS");
    assert_eq!(*error, Error::AlertReceived(AlertDescription::NoApplicationProtocol));
}

#[test]
fn a_client_may_speak_either_version_of_tls() {
    let mock = MockServer::start();
    let pem = mock.ca_pem();
    for version in [&rustls::version::TLS12, &rustls::version::TLS13] {
        let mut roots = RootCertStore::empty();
        let certificate = rustls::pki_types::pem::PemObject::from_pem_slice(pem.as_bytes()).expect("PEM");
        roots.add(certificate).expect("a certificate");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&[version])
            .expect("a version");
        let config = Arc::new(config.with_root_certificates(roots).with_no_client_auth());
        let mut secure =
            tls::secure(raw::connect(mock.address()), "graph.microsoft.com", &config).expect("secured");
        let answer = raw::ask(&mut secure, "GET /v1.0/me HTTP/1.1\r\nHost: graph.microsoft.com\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 401"), "{version:?}: {answer}");
    }
}
