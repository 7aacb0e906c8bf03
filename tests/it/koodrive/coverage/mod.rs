//! How much of KooDrive is emulated, route by route.
//!
//! `cargo test --test it koodrive::coverage -- --nocapture` shows the count.

pub mod script;

use std::sync::Arc;

use axum::{body::Body, http::Request};
use expect_test::expect;
use mockdrive::{
    server::{self, Access, Route},
    world::Api,
};

use super::{auth::signed_get, file, space};
use crate::support::{Mock, Sent, script::carry_out};

const BASE: &str = "/koodrive/ose/v1";
/// What a template grants.
const FLAGS: &str = r#"{"addChildNodePermission":true,"copyPermission":true,"deletePermission":true,"downloadPermission":true,"editPermission":true,"listChildNodePermission":true,"removeChildNodePermission":true,"renameFilePermission":true,"shareFilePermission":true,"uploadPermission":true,"viewPermission":true}"#;

fn routes() -> Vec<Route> {
    server::routes().into_iter().filter(|(api, _)| *api == Api::Koodrive).map(|(_, route)| route).collect()
}

/// A request of a row, and its whole path.
///
/// Before the method may stand whose it is: `bob:GET`, `signed:GET` for one that an application signs for alice, or
/// `token:POST` for one whose body begins with its own token and session. All others are alice's.
fn request(method: &str, path: &str, body: &str) -> (String, Request<Body>) {
    let path = if path.starts_with("/koodrive") { path.to_owned() } else { format!("{BASE}{path}") };
    let (who, method) = method.split_once(':').unwrap_or(("alice", method));
    let text = |token: &str, session: &str, body: &str| {
        format!(
            "{method} {path}\nAuthorization: {token}\nX-Session-Id: {session}\nX-Hw-AgentName: carrier\n\n{body}"
        )
    };
    let text = match who {
        "signed" => signed_get(&path, "alice"),
        "token" => {
            let mut parts = body.splitn(3, '|');
            let mut part = || parts.next().expect("a token, a session and a body");
            text(part(), part(), part())
        }
        who => text(&format!("Bearer {who}-token"), "none", body),
    };
    let request = text.request();
    (path, request)
}

#[tokio::test]
async fn every_operation_is_carried_out() {
    let mock = Mock::new();
    let known = [
        ("space", space(&mock, "alice").await),
        ("teamspace", space(&mock, "team").await),
        ("team", "1243693141660301825".to_owned()),
        ("flags", FLAGS.to_owned()),
        ("photos", file(&mock, "/Photos").await),
        ("archive", file(&mock, "/archive.zip").await),
    ];
    let words = known.map(|(word, value)| (word.to_owned(), value)).into();
    carry_out(&mock, "KooDrive", &routes(), script::ROWS, words, request).await;
}

#[tokio::test]
async fn no_operation_is_carried_out_without_credentials() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    let mut refused = 0;
    let of_callers = |route: &&Route| route.operation.emulated && route.operation.access == Access::Token;
    for route in routes().iter().filter(of_callers) {
        let path = route.path.replace(['{', '}'], "");
        let answer = mock.send(&format!("{} {path}\n\n{{}}", route.method)).await;
        assert_eq!(answer.line(), r#"401 {"code":401,"msg":"Unauthorized"}"#, "{path}");
        refused += 1;
    }
    expect!["115 of 144"].assert_eq(&format!("{refused} of {}", routes().len()));
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
        let path = route.path.replace(['{', '}'], "");
        let answer = mock.call(request(route.method.as_str(), &path, "{\"").1).await;
        // What takes no body says what else is wrong.
        if answer.json()["code"] == 13_000_102 {
            refused += 1;
        } else {
            other.push(format!("{} {path}: {}", route.method, answer.line()));
        }
    }
    expect![[r#"
        60 refuse the body
        DELETE /koodrive/ose/v1/users/user_id: 400 {"code":13000309,"msg":"Resource not found."}
        DELETE /koodrive/ose/v1/departments/department_id: 400 {"code":13000309,"msg":"Resource not found."}
        DELETE /koodrive/ose/v1/usergroups/group_id: 400 {"code":13000309,"msg":"Resource not found."}
        DELETE /koodrive/ose/v1/space/group/group_id: 400 {"code":13000309,"msg":"Resource not found."}"#]]
    .assert_eq(&format!("{refused} refuse the body\n{}", other.join("\n")));
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
}
