//! What keeps a server safe beside a browser: every attack of a page that a person may have open at the same time.

mod contents;
mod cors;
mod detours;
mod flags;
mod hosts;
mod idle;
mod pages;
mod policies;

use axum::http::HeaderValue;
use mockdrive::{Config, sandbox::Sandboxes};

use crate::support::{Answer, Mock};

/// A mock that is configured like this and known as `mock.test`.
fn configured(change: impl FnOnce(&mut Config)) -> Mock {
    let mut config = Config { host_name: vec!["mock.test".into()], ..Config::default() };
    change(&mut config);
    let sandboxes = config.sandboxes().expect("a seed");
    Mock::serving(sandboxes.into(), config.public_address().expect("no files to read"))
}

/// The answer to a request with one more header, whose value is no text.
async fn send_with_bytes(mock: &Mock, request: &str, header: &'static str) -> Answer {
    let mut request = Mock::request(request);
    let value = HeaderValue::from_bytes(b"http://m\xf6ck.test").expect("allowed on the wire");
    request.headers_mut().insert(header, value);
    mock.call(request).await
}

/// The status of an answer, and what a refusal says.
fn short(answer: &Answer) -> String {
    let status = answer.status.as_u16();
    match serde_json::from_slice::<serde_json::Value>(&answer.body) {
        Ok(body) if body["detail"].is_string() => format!("{status} {}", body["detail"]),
        _ => status.to_string(),
    }
}

/// The names of the sandboxes beside the default one.
fn made(sandboxes: &Sandboxes) -> Vec<String> {
    sandboxes
        .list()
        .iter()
        .map(|sandbox| sandbox.name().to_string())
        .filter(|name| name != "default")
        .collect()
}
