//! Every route of every provider refuses in its vendor's own words.

use axum::http::{Method, StatusCode};
use mockdrive::{server, world::Api};
use serde_json::Value;

use crate::support::{Answer, Mock};

/// Operations that need no credentials: whoever has the address may ask, or the credentials are in the body.
const OPEN: &[&str] = &[
    "later",
    "monitor.get",
    "sealed.get",
    "oauth2.token",
    "openapi.oauth2.token",
    "oauth.v1.token",
    "Login",
    "RefreshToken",
    "createSession",
    "refreshSession",
    "downloadPackage",
];

/// Logging off without a session is no error, as the vendor takes the header for optional.
const ALWAYS_WELL: &str = "logout";

/// Insists that an answer is an error of this API: JSON, in its envelope, with a status that says so.
fn assert_vendors_error(api: Api, answer: &Answer, what: &str) {
    assert!(
        answer.status.is_client_error() || answer.status == StatusCode::NOT_IMPLEMENTED,
        "{what}: {answer}"
    );
    assert!(answer.header("content-type").starts_with("application/json"), "{what}: {answer}");
    let body = answer.json();
    let text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    let is_theirs = match api {
        Api::Graph => {
            text(&body["error"]) || (text(&body["error"]["code"]) && text(&body["error"]["message"]))
        }
        Api::Kdocs => {
            body["code"].as_i64() > Some(0) && text(&body["message"]) && body["message"] == body["msg"]
        }
        Api::Wps | Api::Koodrive => body["code"].as_i64() > Some(0) && text(&body["msg"]),
    };
    assert!(is_theirs, "{what}: {answer}");
}

/// A path of this route, with something in its parameters that names nothing.
fn filled(path: &str) -> String {
    let parts = path.split('/').map(|part| if part.starts_with('{') { "nothing" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_route_refuses_whoever_has_no_credentials() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    for (api, route) in server::routes() {
        if route.operation.name == ALWAYS_WELL {
            continue;
        }
        let what = format!("{} {}", route.method, route.path);
        let answer = mock.send(&format!("{} {}", route.method, filled(route.path))).await;
        assert_vendors_error(api, &answer, &what);
        let open = OPEN.contains(&route.operation.name) || route.operation.name == "later";
        if !open && !route.operation.name.starts_with("session") && !route.operation.name.starts_with("auth")
        {
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{what}: {answer}");
        }
    }
    assert!(std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "nothing changed");
}

#[tokio::test]
async fn every_route_refuses_a_wrong_method() {
    let mock = Mock::new();
    let routes = server::routes();
    for (api, route) in &routes {
        let path = filled(route.path);
        let what = format!("TRACE {}", route.path);
        let answer = mock.send(&format!("TRACE {path}\nAuthorization: Bearer alice-token")).await;
        assert_vendors_error(*api, &answer, &what);
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{what}: {answer}");
    }
}

#[tokio::test]
async fn every_post_refuses_a_body_that_is_no_json() {
    let mock = Mock::new();
    for (api, route) in server::routes() {
        if route.method != Method::POST {
            continue;
        }
        let what = format!("{} {}", route.method, route.path);
        for body in ["{", "[]", "\"\"", "\u{0}", "<html>"] {
            let path = filled(route.path);
            let request =
                format!("POST {path}?access_token=alice-token\nAuthorization: Bearer alice-token\n\n{body}");
            assert_vendors_error(api, &mock.send(&request).await, &what);
        }
    }
}

#[tokio::test]
async fn unknown_paths_are_refused_by_whoever_owns_them() {
    let mock = Mock::new();
    for (api, path) in [
        (Api::Graph, "/v1.0/nothing"),
        (Api::Graph, "/_api/v2.0/nothing"),
        (Api::Kdocs, "/api/v1/openapi/nothing"),
        (Api::Wps, "/graph/v7/nothing"),
        (Api::Wps, "/v7/nothing"),
        (Api::Koodrive, "/koodrive/ose/v1/nothing/at/all"),
    ] {
        assert_vendors_error(api, &mock.send(&format!("GET {path}")).await, path);
    }
    let answer = mock.send("GET /nothing").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(answer.header("content-type"), "application/problem+json");
}
