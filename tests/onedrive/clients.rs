//! Rust's clients for OneDrive, unmodified, against a server in the same process.
//!
//! Both have Microsoft's addresses built in, so it is their HTTP client that leads them here, and nothing on the
//! machine is touched: the server is its proxy, and they trust the server's authority. So all that they send to
//! Microsoft goes through a tunnel and TLS.

#![expect(clippy::disallowed_macros, reason = "the ban on `json!` is for answers, which are typed")]

mod rust {
    mod copies;
    mod delta;
    mod edits;
    mod operator;
    mod reads;
    mod refusals;
    mod sign_in;
    mod uploads;
}

use mockdrive::{Config, MockServer};
use onedrive_api::{DriveLocation, FileName, ItemLocation, OneDrive};
use reqwest::{Client, Proxy, redirect::Policy};
use rustls::{
    ClientConfig, RootCertStore,
    crypto::ring,
    pki_types::{CertificateDer, pem::PemObject},
};
use serde::Serialize;
use serde_json::{Value, json};

/// A server all to one test, which takes itself for Microsoft's.
struct Graph {
    mock: MockServer,
    /// What the clients reach it by.
    http: Client,
}

impl Graph {
    /// Starts one whose clock stands, so that its answers are the same in every run.
    async fn start() -> Self {
        let config = Config { external_url: Some("https://graph.microsoft.com".into()), ..Config::default() };
        let mock = MockServer::start_with(&config).expect("a port on 127.0.0.1");
        let http = client(&mock, Policy::none());
        let graph = Self { mock, http };
        graph.control("clock", json!({"now": "2026-01-02T03:04:05Z", "frozen": true})).await;
        graph
    }

    /// The drive of the bearer of this token.
    fn drive(&self, token: &str) -> OneDrive {
        OneDrive::new_with_client(self.http.clone(), token, DriveLocation::me())
    }

    /// What a client reaches it by that goes where it is redirected.
    fn follower(&self) -> Client {
        client(&self.mock, Policy::default())
    }

    /// Sets the clock or the settings.
    async fn control(&self, what: &str, to: Value) {
        let request = self.http.put(format!("{}/_mock/{what}", self.mock.uri()));
        let answer = request.body(to.to_string()).send().await.expect("an answer");
        assert!(answer.status().is_success(), "{what}: {}", answer.status());
    }

    /// What an address without credentials answers: its status and body.
    async fn get(&self, url: &str) -> (u16, Vec<u8>) {
        let answer = self.http.get(url).send().await.expect("an answer");
        (answer.status().as_u16(), answer.bytes().await.expect("a body").to_vec())
    }

    /// What the clients asked: method and path.
    async fn asked(&self) -> Vec<String> {
        let (_, journal) = self.get(&format!("{}/_mock/requests?since=0", self.mock.uri())).await;
        let journal: Value = serde_json::from_slice(&journal).expect("JSON");
        let requests = journal["requests"].as_array().expect("a list").iter();
        let is_secured = |request: &Value| request["tls"].is_string();
        let is_theirs = |request: &&Value| request["host"] == "graph.microsoft.com";
        assert!(requests.clone().filter(is_theirs).all(is_secured), "{journal}");
        let part = |request: &Value, name: &str| request[name].as_str().expect("text").to_owned();
        requests.map(|request| format!("{} {}", part(request, "method"), part(request, "path"))).collect()
    }
}

/// An HTTP client for which every host is the mock.
fn client(mock: &MockServer, redirects: Policy) -> Client {
    let proxy = Proxy::all(mock.uri()).expect("an address");
    let mut roots = RootCertStore::empty();
    let authority = CertificateDer::from_pem_slice(mock.ca_pem().as_bytes()).expect("a certificate");
    roots.add(authority).expect("an authority");
    let tls = ClientConfig::builder_with_provider(ring::default_provider().into());
    let tls = tls.with_safe_default_protocol_versions().expect("it has both");
    let tls = tls.with_root_certificates(roots).with_no_client_auth();
    let client = Client::builder().tls_backend_preconfigured(tls).proxy(proxy).redirect(redirects);
    client.build().expect("a client")
}

fn at(path: &str) -> ItemLocation<'_> {
    ItemLocation::from_path(path).expect("a path")
}

fn name(name: &str) -> &FileName {
    FileName::new(name).expect("a name")
}

/// An answer as the client understood it.
fn printed(answer: &impl Serialize) -> String {
    serde_json::to_string_pretty(answer).expect("JSON")
}

/// Status and code of a refusal.
fn refused<T>(answer: onedrive_api::Result<T>) -> (u16, String) {
    let error = answer.err().expect("refused");
    let status = error.status_code().unwrap_or_else(|| panic!("{error}"));
    (status.as_u16(), error.error_response().unwrap_or_else(|| panic!("{error}")).code.clone())
}

/// Bytes in which every 320 KiB differ from all others.
fn some_bytes(length: usize) -> Vec<u8> {
    (0..length)
        .map(|i| (i.wrapping_mul(31) + (i >> 8).wrapping_mul(17) + (i >> 16)).to_le_bytes()[0])
        .collect()
}
