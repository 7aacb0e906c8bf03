//! Statuses and bodies that are not what the contract says.

use expect_test::expect;

use super::{by, send, shows};
use crate::{graph::subscriptions::subscribe, support::receiver, wps};

#[tokio::test]
async fn a_renewal_is_redirected_to_nowhere() {
    shows(
        "graph.redirect-308",
        async |mock| {
            let mut told = String::new();
            receiver::beside(mock, async |mut receiver| {
                let id = subscribe(mock, &mut receiver).await;
                let line = format!("PATCH /v1.0/subscriptions/{id}");
                let renewed =
                    by(mock, "alice", &line, r#"{"expirationDateTime": "2026-01-04T00:00:00Z"}"#).await;
                let now = by(mock, "alice", &format!("GET /v1.0/subscriptions/{id}"), "").await;
                told = format!(
                    "{}, location {:?}, ends {}",
                    renewed.status,
                    renewed.header("location"),
                    now.json()["expirationDateTime"]
                );
            })
            .await;
            told
        },
        expect![[r#"
            off:
            200 OK, location "", ends "2026-01-04T00:00:00Z"
            on:
            308 Permanent Redirect, location "", ends "2026-01-03T00:00:00Z"
        "#]],
    )
    .await;
}

#[tokio::test]
async fn an_unknown_path_is_answered_with_a_page() {
    shows(
        "graph.html-errors",
        async |mock| {
            let unknown = by(mock, "alice", "GET /v1.0/nothing", "").await;
            let known = by(mock, "alice", "GET /v1.0/me/drive/root:/none", "").await;
            format!("{} {}\n{}", unknown.status, unknown.header("content-type"), known.status)
        },
        expect![[r#"
            off:
            400 Bad Request application/json
            404 Not Found
            on:
            404 Not Found text/html
            404 Not Found
        "#]],
    )
    .await;
}

#[tokio::test]
async fn kdocs_tells_of_errors_by_their_code_alone() {
    shows(
        "kdocs.always-200",
        async |mock| {
            send(mock, "GET /api/v1/openapi/personal/files/none\nAuthorization: Bearer none").await.line()
        },
        expect![[r#"
            off:
            401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
            on:
            200 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        "#]],
    )
    .await;
}

#[tokio::test]
async fn wps_tells_of_errors_by_their_code_alone() {
    shows(
        "wps.always-200",
        async |mock| send(mock, &wps::get("none", "/v7/users/current")).await.line(),
        expect![[r#"
            off:
            401 {"code":40100011,"more":{"code":40100011,"msg":"The access token is unknown."},"msg":"InvalidToken"}
            on:
            200 {"code":40100011,"more":{"code":40100011,"msg":"The access token is unknown."},"msg":"InvalidToken"}
        "#]],
    )
    .await;
}
