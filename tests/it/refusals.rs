//! Every route of every provider refuses in its vendor's own words.

use axum::http::{Method, StatusCode};
use mockdrive::{
    server::{self, Access, Route},
    world::Api,
};
use serde_json::Value;

use crate::{
    support::{Answer, Mock},
    wps::gateways,
};

/// Logging off without a session is no error, as the vendor takes the header for optional; a page to fill in
/// refuses nobody, and neither does the question who somebody is.
pub const ALWAYS_WELL: [&str; 4] = ["logout", "devicelogin.page", "userrealm.get", "oauth2.device.page"];

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

/// A path of this route where it is served, with something in its parameters that names nothing.
fn filled(api: Api, route: &Route) -> String {
    let gateway = if api == Api::Wps { gateways(route)[0] } else { "" };
    let parts = route.path.split('/').map(|part| if part.starts_with('{') { "nothing" } else { part });
    format!("{gateway}{}", parts.collect::<Vec<_>>().join("/"))
}

#[tokio::test]
async fn every_route_refuses_whoever_has_no_credentials() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    for (api, route) in server::routes() {
        if ALWAYS_WELL.contains(&route.operation.name) {
            continue;
        }
        let what = format!("{} {}", route.method, route.path);
        let answer = mock.send(&format!("{} {}", route.method, filled(api, &route))).await;
        assert_vendors_error(api, &answer, &what);
        if route.operation.access == Access::Token {
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
        let path = filled(*api, route);
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
            let path = filled(api, &route);
            let request = format!(
                "POST {path}?access_token=alice-token\nAuthorization: Bearer alice-token\nContent-Type: application/json\n\n{body}"
            );
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

#[tokio::test]
async fn lists_are_no_objects() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    let graph = "POST /v1.0/me/drive/root:/hello.txt:/copy\nAuthorization: Bearer alice-token";
    let kdocs =
        "POST /api/v1/openapi/personal/tasks/files/copy?access_token=kvqxrspxjctdojjqdildjhonzwusaquc";
    let koodrive = "POST /koodrive/ose/v1/jobs\nAuthorization: Bearer alice-token";
    let (space, file) =
        ("IAADfsBFCO6WtAtuA315074383680425b8aa9a130cba2d4", "FuZmQ66CF0DdpKRG1Y29Iwajbq04Nhwu3");
    for (api, request, body) in [
        (Api::Graph, graph, r#"[null,"a.txt",null,null]"#.to_owned()),
        (
            Api::Graph,
            graph,
            r#"{"parentReference":[null,"DCD0D3AD-8989-4F23-A5A2-2C086050513F",null]}"#.into(),
        ),
        (Api::Kdocs, kdocs, r#"[["kvqxrspxjctdojjqdildjhonzwusaquc"],null]"#.into()),
        (
            Api::Koodrive,
            koodrive,
            format!(
                r#"{{"taskType":2,"dstContainerId":"{space}","taskInfo":[[["{file}",null]],null,"{space}",[]]}}"#
            ),
        ),
        (
            Api::Koodrive,
            koodrive,
            format!(
                r#"{{"taskType":2,"dstContainerId":"{space}","taskInfo":{{"srcContainerId":"{space}","fileInfo":[["{file}",null]]}}}}"#
            ),
        ),
    ] {
        let answer = mock.send(&format!("{request}\n\n{body}")).await;
        assert_vendors_error(api, &answer, &body);
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}: {answer}");
    }
    assert!(std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "nothing changed");
}
