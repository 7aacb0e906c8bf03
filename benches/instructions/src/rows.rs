//! The requests whose instructions are counted.

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use serde_json::Value;
use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::client::{Client, request};

/// The first line of a request for one item by its path, but for the version.
pub const ITEM: &str = "GET /v1.0/me/drive/root:/hello.txt";
/// The credentials of a person.
pub const ALICE: (&str, &str) = ("Authorization", "Bearer alice-token");
/// The type of bodies.
const JSON: (&str, &str) = ("Content-Type", "application/json");
/// The date of signed requests: the server does not look at how long ago that was.
const DATE: &str = "Fri, 02 Jan 2026 03:04:05 GMT";

/// What is counted.
pub struct Row {
    pub what: &'static str,
    /// The requests, which are sent in turns.
    pub requests: Vec<String>,
}

impl Row {
    fn new(what: &'static str, requests: impl Into<Vec<String>>) -> Self {
        Self { what, requests: requests.into() }
    }
}

pub fn bare() -> Row {
    Row::new("bare axum route", [request("GET /", &[ALICE], "")])
}

/// The bare route that returns the body of [`batch_get_meta`].
pub fn echo(mock: &mut Client) -> Row {
    let body = ids_of(mock, "alice", "wps", "/hello.txt");
    Row::new("bare axum echo", [request("POST /", &[ALICE, JSON], &files(&body))])
}

pub fn item_by_id(mock: &mut Client) -> Row {
    let item: Value = serde_json::from_str(mock.ask(&request(ITEM, &[ALICE], ""))).expect("JSON");
    let id = item["id"].as_str().expect("an id");
    Row::new(
        "GET /v1.0/me/drive/items/{id}",
        [request(&format!("GET /v1.0/me/drive/items/{id}"), &[ALICE], "")],
    )
}

pub fn item_by_path() -> Row {
    Row::new("GET /v1.0/me/drive/root:/hello.txt", [request(ITEM, &[ALICE], "")])
}

/// A page of a folder with so many files, which are made.
pub fn children(mock: &mut Client, folder: &str, files: usize) -> Row {
    for index in 0..files {
        let first = format!("PUT /v1.0/me/drive/root:/{folder}/file-{index:03}.txt:/content");
        mock.ask(&request(&first, &[ALICE, ("Content-Type", "text/plain")], "hello world"));
    }
    Row::new(
        "a page of children",
        [request(&format!("GET /v1.0/me/drive/root:/{folder}:/children"), &[ALICE], "")],
    )
}

pub fn health() -> Row {
    Row::new("GET /_mock/health", [request("GET /_mock/health", &[], "")])
}

/// Information about one file of a private deployment, signed with WPS-4.
pub fn batch_get_meta(mock: &mut Client) -> Row {
    let path = "/v7/files/batch_get_meta";
    let body = files(&ids_of(mock, "alice", "wps", "/hello.txt"));
    let hash = HEXLOWER.encode(&Sha256::digest(&body));
    let mut mac = Hmac::<Sha256>::new_from_slice(b"mock-wps-secret").expect("of any length");
    mac.update(format!("WPS-4POST{path}application/json{DATE}{hash}").as_bytes());
    let signature = HEXLOWER.encode(&mac.finalize().into_bytes());
    let headers = [
        ALICE,
        JSON,
        ("Wps-Docs-Date", DATE),
        ("Wps-Docs-Authorization", &format!("WPS-4 AK20260101WPSAPP:{signature}")),
    ];
    Row::new("POST /graph/v7/files/batch_get_meta", [request(&format!("POST /graph{path}"), &headers, &body)])
}

/// A document of an application moves to and fro, signed with WPS-2.
pub fn batch_move(mock: &mut Client) -> Row {
    let path = "/api/v1/openapi/appspace/tasks/files/move";
    let document = ids_of(mock, "apps", "kdocs_file_token", "/Inbox/order-1001.txt");
    let requests = ["/Archive", "/Inbox"].map(|folder| {
        let folder = ids_of(mock, "apps", "kdocs_file_token", folder);
        let body = format!(r#"{{"file_tokens":["{document}"],"parent_token":"{folder}"}}"#);
        let hash = HEXLOWER.encode(&Md5::digest(&body));
        let signature = Sha1::digest(format!("mock-kdocs-test-key{hash}application/json{DATE}"));
        let authorization = format!("WPS-2:SX20260101MOCKED:{}", HEXLOWER.encode(&signature));
        let headers = [("Authorization", &*authorization), JSON, ("Date", DATE), ("Content-Md5", &*hash)];
        request(&format!("POST {path}"), &headers, &body)
    });
    Row::new("POST /api/v1/openapi/appspace/tasks/files/move", requests)
}

pub fn put() -> Row {
    let first = "PUT /v1.0/me/drive/root:/new.txt:/content";
    let headers = [ALICE, ("Content-Type", "text/plain")];
    Row::new("PUT of 11 bytes", [request(first, &headers, "hello world")])
}

/// Returns the body that names one file of WPS.
fn files(id: &str) -> String {
    format!(r#"{{"file_ids":["{id}"]}}"#)
}

/// Returns an id of an item, as the control API lists them.
fn ids_of(mock: &mut Client, drive: &str, kind: &str, path: &str) -> String {
    let tree = format!("GET /_mock/tree?drive={drive}&path={path}");
    let tree = mock.ask(&request(&tree, &[], ""));
    let tree: Value = serde_json::from_str(tree).expect("JSON");
    let id = tree["drives"][0]["items"][0]["ids"][kind].as_str();
    id.unwrap_or_else(|| panic!("{path} has an id")).to_owned()
}
