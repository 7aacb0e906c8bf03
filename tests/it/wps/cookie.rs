//! The cookie of a person who is signed in, and what it becomes.

use std::time::Duration;

use axum::http::StatusCode;
use expect_test::expect;

use super::{
    consent::{APP, tokens, whose},
    token::{decoded, member, public_token},
};
use crate::support::{Mock, refusals};

const CURRENT: &str = "GET /v7/users/current";
const AGENT: &str = "POST /v7/dev/agent/token";

#[tokio::test]
async fn the_cookie_is_a_persons_credential() {
    let mock = Mock::new();
    for cookie in [
        "Cookie: wps_sid=alice-token",
        "Cookie: wps_sid=alice-token; csrf=x",
        "Cookie: csrf=x; a=b=c; wps_sid=\"alice-token\"",
        "Cookie: csrf=x\nCookie: wps_sid=alice-token",
        "Cookie: wps_sid=alice-token\nAuthorization: Basic eA==",
    ] {
        let answer = mock.send(&format!("{CURRENT}\n{cookie}")).await;
        assert_eq!(member(&answer, "user_name"), "Alice Example", "{cookie}");
    }
    let both = format!("{CURRENT}\nCookie: wps_sid=alice-token\nAuthorization: Bearer bob-token");
    assert_eq!(member(&mock.send(&both).await, "user_name"), "Bob Example", "the header counts");
}

#[tokio::test]
async fn cookies_that_are_no_persons_are_refused() {
    let mock = Mock::new();
    let app = public_token(&mock, APP).await;
    let rows = [
        ("none", CURRENT.to_owned()),
        ("an empty one", format!("{CURRENT}\nCookie: wps_sid=; csrf=x")),
        ("csrf alone", format!("{CURRENT}\nCookie: csrf=alice-token")),
        ("another name", format!("{CURRENT}\nCookie: xwps_sid=alice-token")),
        ("an unknown one", format!("{CURRENT}\nCookie: wps_sid=nobody")),
        ("an application's", format!("GET /v7/service_principals/current\nCookie: wps_sid={app}")),
        (
            "a wrong header beside it",
            format!("{CURRENT}\nCookie: wps_sid=alice-token\nAuthorization: Bearer x"),
        ),
        (
            "in a newer private deployment",
            format!("{CURRENT}\nCookie: wps_sid=alice-token").replace("/v7", "/openapi/v7"),
        ),
        ("no cookie for the agent", format!("{AGENT}\nAuthorization: Bearer alice-token")),
        ("an unknown one for the agent", format!("{AGENT}\nCookie: wps_sid=nobody")),
        (
            "an agent of a private deployment",
            format!("{AGENT}\nCookie: wps_sid=alice-token").replace("/v7", "/openapi/v7"),
        ),
    ];
    refusals(&mock, rows, expect![[r#"
        none: 401 {"code":40100011,"more":{"code":40100011,"msg":"There is no access token: neither in Authorization: Bearer, nor in the cookie wps_sid of the public cloud."},"msg":"InvalidToken"}
        an empty one: 401 {"code":40100011,"more":{"code":40100011,"msg":"There is no access token: neither in Authorization: Bearer, nor in the cookie wps_sid of the public cloud."},"msg":"InvalidToken"}
        csrf alone: 401 {"code":40100011,"more":{"code":40100011,"msg":"There is no access token: neither in Authorization: Bearer, nor in the cookie wps_sid of the public cloud."},"msg":"InvalidToken"}
        another name: 401 {"code":40100011,"more":{"code":40100011,"msg":"There is no access token: neither in Authorization: Bearer, nor in the cookie wps_sid of the public cloud."},"msg":"InvalidToken"}
        an unknown one: 401 {"code":40100011,"more":{"code":40100011,"msg":"The access token is unknown."},"msg":"InvalidToken"}
        an application's: 401 {"code":40100011,"more":{"code":40100011,"msg":"There is no access token: neither in Authorization: Bearer, nor in the cookie wps_sid of the public cloud."},"msg":"InvalidToken"}
        a wrong header beside it: 401 {"code":40100011,"more":{"code":40100011,"msg":"The access token is unknown."},"msg":"InvalidToken"}
        in a newer private deployment: 401 {"code":40100011,"more":{"code":40100011,"msg":"There is no access token: neither in Authorization: Bearer, nor in the cookie wps_sid of the public cloud."},"msg":"InvalidToken"}
        no cookie for the agent: 401 {"code":40100011,"more":{"code":40100011,"msg":"There is no access token: neither in Authorization: Bearer, nor in the cookie wps_sid of the public cloud."},"msg":"InvalidToken"}
        an unknown one for the agent: 401 {"code":40100011,"more":{"code":40100011,"msg":"The access token is unknown."},"msg":"InvalidToken"}
        an agent of a private deployment: 404 {"code":404000001,"more":{"code":404000001,"msg":"There is no POST /openapi/v7/dev/agent/token."},"msg":"接口不存在"}
    "#]]).await;
}

#[tokio::test]
async fn the_cookie_becomes_a_bearer_token_of_the_same_scopes() {
    let mock = Mock::new();
    let answer = mock.send(&format!("{AGENT}\nCookie: wps_sid=alice-token; csrf=x")).await;
    expect![[r#"
        200 OK
        {
          "access_token": "<{"alg":"ES256","typ":"JWT"} {"exp":1767330245,"comp_id":"571568323","client_id":"SX20260101MOCKED","tk_type":"user","scope":"","company_id":571568323,"client_principal_id":"9977230669","sub":"1690375745","user_id":1690375745} 64 bytes>",
          "expires_in": 7200
        }"#]].assert_eq(&decoded(&answer));
    let token = member(&answer, "access_token");
    assert_eq!(member(&whose(&mock, &token).await, "user_name"), "Alice Example");
    mock.advance(Duration::from_hours(2));
    assert_eq!(whose(&mock, &token).await.status, StatusCode::UNAUTHORIZED);
    let narrow = member(&tokens(&mock, "kso.file.read").await, "access_token");
    let answer = mock.send(&format!("{AGENT}\nCookie: wps_sid={narrow}")).await;
    assert_eq!(whose(&mock, &member(&answer, "access_token")).await.status, StatusCode::FORBIDDEN);
}
