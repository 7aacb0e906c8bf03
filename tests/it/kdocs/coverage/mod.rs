//! How much of the KDocs open platform is emulated, route by route.
//!
//! `cargo test --test it kdocs::coverage -- --nocapture` shows the count.

pub mod script;

use std::{collections::BTreeMap, sync::Arc};

use axum::{Router, routing::get};
use expect_test::expect;
use mockdrive::{
    server::{self, Access, Route},
    world::Api,
};

use super::{ARCHIVE, Signed, WELCOME, open_id, token};
use crate::support::{Mock, Sent, beside, script::carry_out};

const BASE: &str = "/api/v1/openapi";
const FORM_TYPE: &str = "multipart/form-data; boundary=frontier";
const FORM: &str = "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhello\r\n--frontier--\r\n";
/// The families whose calls an application signs; all others take a user's token.
const SIGNED: [&str; 3] = ["/appspace/", "/office/", "/anonymous/"];

fn routes() -> Vec<Route> {
    server::routes().into_iter().filter(|(api, _)| *api == Api::Kdocs).map(|(_, route)| route).collect()
}

/// A request of a method and a path below [`BASE`], with the credentials of its family.
fn request(method: &str, path: &str, body: &str) -> String {
    let (content_type, body) = if body == "<form>" { (FORM_TYPE, FORM) } else { ("application/json", body) };
    if SIGNED.iter().any(|family| path.starts_with(family)) {
        return Signed { content_type, ..Signed::default() }.text(method, &format!("{BASE}{path}"), body);
    }
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{method} {BASE}{path}{mark}access_token=alice-token\nContent-Type: {content_type}\n\n{body}")
}

#[tokio::test]
async fn every_operation_is_carried_out() {
    beside(Router::new().route("/report.txt", get(async || "fetched\n")), async |at| {
        let mock = Mock::new();
        let bob = mock.send(&format!("GET {BASE}/user/basic?access_token=bob-token")).await.json();
        let known = [
            ("at", at.to_owned()),
            ("bob", bob["data"]["id"]["open_id"].as_str().expect("an id").to_owned()),
            ("documents", open_id(&mock, "/Documents").await),
            ("archive", ARCHIVE.to_owned()),
            ("inbox", token(&mock, "/Inbox").await),
            ("welcome", WELCOME.to_owned()),
        ];
        let words = known.map(|(word, value)| (word.to_owned(), value)).into();
        carry_out(&mock, "KDocs", &routes(), script::ROWS, words, |method, path, body| {
            if let Some(whole) = path.strip_prefix('/').filter(|path| path.starts_with('/')) {
                let text = format!("{method} {whole}\nContent-Type: application/json\n\n{body}");
                (whole.to_owned(), text.request())
            } else {
                (format!("{BASE}{path}"), request(method, path, body).request())
            }
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn no_operation_is_carried_out_without_credentials() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    let mut codes: BTreeMap<String, usize> = BTreeMap::new();
    for route in routes().iter().filter(|route| route.operation.emulated) {
        if route.operation.access != Access::Token {
            continue;
        }
        let answer =
            mock.send(&format!("{} {}\n\n{{}}", route.method, route.path.replace(['{', '}'], ""))).await;
        let family = route.path.strip_prefix(BASE).expect("an operation of the platform");
        let is_signed = SIGNED.iter().any(|signed| family.starts_with(signed));
        let expected = if is_signed { 30003 } else { 20007 };
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["code"]),
            (401, &expected.into()),
            "{family}: {answer}"
        );
        *codes.entry(format!("{expected}")).or_default() += 1;
    }
    expect![[r#"
        {
            "20007": 57,
            "30003": 24,
        }
    "#]]
    .assert_debug_eq(&codes);
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
}

#[tokio::test]
async fn no_operation_takes_a_body_that_breaks_off() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    let (mut refused, mut other) = (0, Vec::new());
    for route in routes().iter().filter(|route| route.operation.access == Access::Token) {
        if route.method == "GET" || !route.operation.emulated {
            continue;
        }
        let path =
            route.path.strip_prefix(BASE).expect("an operation of the platform").replace(['{', '}'], "");
        let answer = mock.send(&request(route.method.as_str(), &path, "{\"")).await;
        if answer.status.as_u16() == 400 && answer.json()["code"] == 10001 {
            refused += 1;
        } else {
            other.push(format!("{} {path}: {}", route.method, answer.line()));
        }
    }
    expect![[r#"
        38 refuse the body
        DELETE /personal/files/file_token: 404 {"code":30012,"hint":"file_token","message":"FileNotExists","msg":"FileNotExists"}
        DELETE /personal/files/file_token/links: 404 {"code":30012,"hint":"file_token","message":"FileNotExists","msg":"FileNotExists"}
        DELETE /personal/files/file_token/links/members/user_id: 404 {"code":30012,"hint":"file_token","message":"FileNotExists","msg":"FileNotExists"}
        DELETE /personal/files/file_token/links/memeber/user_id: 404 {"code":30012,"hint":"file_token","message":"FileNotExists","msg":"FileNotExists"}
        PUT /appspace/file/async/upload/task_id: 404 {"code":10902,"hint":"task_id","message":"TaskNotExist","msg":"TaskNotExist"}
        POST /appspace/files/file_token/versions/version/revert: 404 {"code":30012,"hint":"file_token","message":"FileNotExists","msg":"FileNotExists"}
        DELETE /dbt/file_token/webhook/webhook_id: 404 {"code":30012,"hint":"file_token","message":"FileNotExists","msg":"FileNotExists"}
        DELETE /anonymous/token/token: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}"#]].assert_eq(&format!("{refused} refuse the body\n{}", other.join("\n")));
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
}
