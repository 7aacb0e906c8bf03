//! Shares.

mod lists;
mod made;
mod pages;
mod tasks;
mod visits;

use serde_json::{Value, json};

use super::merge;
use crate::support::{Answer, Mock};

const SHARE: &str = "/koodrive/ose/v1/share";

/// A request by somebody; nobody has no credentials.
fn text(who: &str, method: &str, path: &str, body: &Value) -> String {
    let credentials =
        if who.is_empty() { String::new() } else { format!("\nAuthorization: Bearer {who}-token") };
    let body = if body.is_null() { String::new() } else { body.to_string() };
    format!("{method} {SHARE}{path}{credentials}\n\n{body}")
}

async fn send(mock: &Mock, who: &str, method: &str, path: &str, body: Value) -> Answer {
    mock.send(&text(who, method, path, &body)).await
}

/// Posts, and insists on a success.
async fn done(mock: &Mock, who: &str, path: &str, body: Value) -> Value {
    let answer = send(mock, who, "POST", path, body).await;
    assert_eq!(answer.status, 200, "{path}: {answer}");
    answer.json()
}

async fn got(mock: &Mock, who: &str, path: &str) -> Value {
    let answer = send(mock, who, "GET", path, Value::Null).await;
    assert_eq!(answer.status, 200, "{path}: {answer}");
    answer.json()
}

/// What alice shares unless a test says otherwise: her plan, with bob, for a week.
fn terms(more: Value) -> Value {
    let mut body = json!({
        "scope": 3,
        "userIds": ["bob"],
        "fileIds": ["<plan.txt in KooDrive>"],
        "containerId": "<alice's space>",
        "validDays": 7,
    });
    merge(&mut body, more);
    body
}

/// A share of alice's.
struct Made {
    id: String,
    short: String,
}

async fn share(mock: &Mock, more: Value) -> Made {
    let link = done(mock, "alice", "", terms(more)).await["shareLink"].clone();
    let text = |name: &str| link[name].as_str().expect("a text").to_owned();
    Made { id: text("shareId"), short: text("shortUrl") }
}

/// The token that a code buys.
async fn token(mock: &Mock, who: &str, short: &str, code: &str) -> String {
    let path = if who.is_empty() { "/public/verify" } else { "/verify" };
    let body = json!({ "shortUrl": short, "extractCode": code });
    done(mock, who, path, body).await["kdstoken"].as_str().expect("a token").to_owned()
}

/// The names in a list.
fn names(list: &Value, member: &str, name: &str) -> Vec<String> {
    let items = list[member].as_array().unwrap_or_else(|| panic!("{list}"));
    items.iter().map(|item| item[name].as_str().expect("a name").to_owned()).collect()
}
