//! Documents of users: lists, contents, names, the recycle bin, searches.

mod batches;
mod cloud;
mod contents;
mod create;
mod files;
mod lists;
mod recycles;
mod scopes;
mod search;
mod upload;

use super::open_id;
use crate::support::{Answer, Mock};

const BASE: &str = "/api/v1/openapi/personal";

/// A request with this token: the method and the path below the family, then a body.
fn text(token: &str, what: &str, body: &str) -> String {
    let (method, path) = what.split_once(' ').expect("a method and a path");
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{method} {BASE}{path}{mark}access_token={token}\n\n{body}")
}

/// A request of alice's.
fn alice(what: &str, body: &str) -> String {
    text("alice-token", what, body)
}

async fn get(mock: &Mock, path: &str) -> Answer {
    mock.send(&alice(&format!("GET {path}"), "")).await
}

async fn post(mock: &Mock, path: &str, body: &str) -> Answer {
    mock.send(&alice(&format!("POST {path}"), body)).await
}

/// Creates a document and returns its open id.
async fn create(mock: &Mock, body: &str) -> String {
    id_of(&post(mock, "/files", body).await)
}

/// The open id in the reply to a request that creates a document.
fn id_of(answer: &Answer) -> String {
    answer.json()["data"]["id"]["open_id"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

/// The names in a list, with what comes next.
fn names(answer: &Answer) -> String {
    let data = answer.json()["data"].clone();
    let files = data["files"].as_array().unwrap_or_else(|| panic!("{answer}")).clone();
    let names: Vec<_> = files.iter().map(|file| file["fname"].as_str().expect("a name")).collect();
    format!("{} | {} {}", names.join(", "), data["next_offset"], data["next_filter"])
}

/// A form in which a file has this name, with further parts.
fn form(filename: &str, content: &str, more: &[(&str, &str)]) -> String {
    let mut form = String::new();
    for (name, value) in more {
        form += &format!("--frontier\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    form + &format!(
        "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{filename}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n{content}\r\n--frontier--\r\n"
    )
}

/// The request of an upload with this body.
fn upload_text(path: &str, form: &str) -> String {
    let request = alice(&format!("POST {path}"), form);
    request.replacen('\n', "\nContent-Type: multipart/form-data; boundary=frontier\n", 1)
}

/// Uploads a text and returns its open id.
async fn upload(mock: &Mock, filename: &str, content: &str, more: &[(&str, &str)]) -> String {
    id_of(&mock.send(&upload_text("/files/upload", &form(filename, content, more))).await)
}

/// Reads a file by way of Graph.
async fn content(mock: &Mock, path: &str) -> Vec<u8> {
    let request = format!("GET /v1.0/me/drive/root:{path}:/content\nAuthorization: Bearer alice-token");
    let answer = mock.send(&request).await;
    assert_eq!(answer.status, 302, "{answer}");
    let address = answer.header("location").strip_prefix("http://mock.test").expect("ours").to_owned();
    mock.send(&format!("GET {address}")).await.body
}
