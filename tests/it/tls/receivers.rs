//! Receivers of notifications that speak TLS: the server takes the certificates of authorities that it was given.

use std::{
    fs,
    io::Write,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread,
};

use expect_test::expect;
use mockdrive::MockServer;
use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    pki_types::{CertificateDer, PrivateKeyDer},
};

use crate::support::{certificate, raw};

/// An application that takes notifications through TLS, and accepts all of them.
struct Receiver {
    address: SocketAddr,
    /// Its certificate, in PEM; it is its own authority.
    certificate: PathBuf,
    got: mpsc::Receiver<String>,
}

impl Receiver {
    /// Starts one whose certificate has this name.
    fn start(name: &str) -> Self {
        let (der, key) = certificate::of(name);
        let certificate = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("receiver-{name}.pem"));
        fs::write(&certificate, certificate::pem(&der)).expect("written");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("bound");
        let (sender, got) = mpsc::channel();
        let config = config(der, key);
        // It ends with the test.
        thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                let connection = ServerConnection::new(Arc::clone(&config)).expect("a server");
                let mut stream = StreamOwned::new(connection, stream);
                // Who does not take the certificate goes away.
                if stream.conn.complete_io(&mut stream.sock).is_ok() {
                    let _ = sender.send(take(&mut stream));
                }
            }
        });
        Self { address, certificate, got }
    }

    fn url(&self) -> String {
        format!("https://{}/hook", self.address)
    }
}

fn config(certificate: CertificateDer<'static>, key: PrivateKeyDer<'static>) -> Arc<ServerConfig> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.expect("versions").with_no_client_auth();
    Arc::new(config.with_single_cert(vec![certificate], key).expect("a certificate"))
}

/// Answers a request as an application should, and returns its body, or its target if that asks for a handshake.
fn take(stream: &mut StreamOwned<ServerConnection, std::net::TcpStream>) -> String {
    let request = raw::answer(&mut *stream);
    let target = request.split(' ').nth(1).expect("a target").to_owned();
    let (status, body) = match target.split_once("validationToken=") {
        Some((_, token)) => {
            ("200 OK", percent_encoding::percent_decode_str(token).decode_utf8().expect("text").into_owned())
        }
        None => ("202 Accepted", String::new()),
    };
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
    .expect("sent");
    stream.conn.send_close_notify();
    let _ = stream.flush();
    let body = request.split_once("\r\n\r\n").expect("a body").1;
    if body.is_empty() { target.split('?').next().expect("a path").to_owned() } else { body.to_owned() }
}

/// A server that takes the certificates of these authorities.
fn trusting(authorities: Option<&Path>) -> MockServer {
    let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_767_323_045);
    let builder = MockServer::builder().frozen_at(time);
    let builder = match authorities {
        Some(file) => builder.notify_ca(file),
        None => builder,
    };
    builder.start().expect("started")
}

/// What alice is answered.
fn ask(mock: &MockServer, request: &str, body: &str) -> String {
    let length = body.len();
    let head = "Host: localhost\r\nAuthorization: Bearer alice-token\r\nContent-Type: application/json";
    let request = format!(
        "{request} HTTP/1.1\r\n{head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    raw::exchange(mock.address(), &request)
}

/// The status of a subscription, and why it was refused.
fn subscribe(mock: &MockServer, url: &str) -> String {
    let body = format!(
        r#"{{"changeType": "updated", "notificationUrl": "{url}", "resource": "me/drive/root", "expirationDateTime": "2026-01-03T00:00:00Z"}}"#
    );
    let answer = ask(mock, "POST /v1.0/subscriptions", &body);
    let (head, body) = answer.split_once("\r\n\r\n").expect("a body");
    let body: serde_json::Value = serde_json::from_str(body).expect("JSON");
    format!("{}: {}", head.lines().next().unwrap_or_default(), body["error"]["message"])
}

#[test]
fn a_receiver_whose_authority_is_known_is_notified_through_tls() {
    let receiver = Receiver::start("127.0.0.1");
    let mock = trusting(Some(&receiver.certificate));
    assert_eq!(subscribe(&mock, &receiver.url()), "HTTP/1.1 201 Created: null");
    assert_eq!(receiver.got.recv().expect("a handshake"), "/hook");
    ask(&mock, "POST /v1.0/me/drive/root/children", r#"{"name": "New", "folder": {}}"#);
    let body: serde_json::Value =
        serde_json::from_str(&receiver.got.recv().expect("a notification")).expect("JSON");
    assert_eq!(body["value"][0]["changeType"], "updated");
}

#[test]
fn a_receiver_whose_certificate_is_not_taken_gets_nothing() {
    let (receiver, other) = (Receiver::start("127.0.0.1"), Receiver::start("other.example"));
    let refused = [
        ("another name", subscribe(&trusting(Some(&other.certificate)), &other.url())),
        ("another authority", subscribe(&trusting(Some(&other.certificate)), &receiver.url())),
        ("no authority", subscribe(&trusting(None), &receiver.url())),
        ("plain http there", subscribe(&trusting(None), &receiver.url().replacen("https", "http", 1))),
    ];
    let lines: Vec<_> = refused.iter().map(|(what, answer)| format!("{what}: {answer}")).collect();
    expect![[r#"
        another name: HTTP/1.1 400 Bad Request: "Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request (not reached: no TLS: invalid peer certificate: certificate not valid for name \"127.0.0.1\"; certificate is only valid for DnsName(\"other.example\"))."
        another authority: HTTP/1.1 400 Bad Request: "Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request (not reached: no TLS: invalid peer certificate: BadSignature)."
        no authority: HTTP/1.1 501 Not Implemented: "mockdrive does not emulate notifications over https to receivers whose authority it does not know: start it with --notify-ca FILE, or use a notificationUrl that begins with http://127.0.0.1."
        plain http there: HTTP/1.1 400 Bad Request: "Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request (no whole answer: invalid HTTP version parsed).""#]].assert_eq(&lines.join("\n"));
    for receiver in [receiver, other] {
        assert!(receiver.got.try_recv().is_err(), "something was sent");
    }
}

#[test]
fn a_file_without_authorities_is_refused_at_the_start() {
    let refused = ["Cargo.toml", "no/such.pem"]
        .map(|file| MockServer::builder().notify_ca(file).start().expect_err("refused").to_string());
    expect![[r#"
        Cargo.toml: it holds no certificate in PEM (-----BEGIN CERTIFICATE-----)
        no/such.pem: No such file or directory (os error 2)"#]]
    .assert_eq(&refused.join("\n"));
}
