//! Sessions and the carrier edition's login.

use std::time::Duration;

use expect_test::expect;
use serde_json::json;

use super::code;
use crate::support::{Answer, Mock};

const MINUTE: Duration = Duration::from_mins(1);

async fn send(mock: &Mock, method: &str, path: &str, headers: &str, body: &str) -> Answer {
    mock.send(&format!("{method} /koodrive/ose/v1/{path}\n{headers}\n\n{body}")).await
}

/// Creates a session and returns its access token and its id.
async fn begin(mock: &Mock, code: &str) -> (String, String) {
    let answer =
        send(mock, "POST", "session/", "language: en-US", &json!({ "code": code }).to_string()).await;
    let data = answer.json()["data"].clone();
    let text = |name: &str| data[name].as_str().expect("text").to_owned();
    (text("accessToken"), text("sessionId"))
}

async fn whose(mock: &Mock, token: &str) -> Answer {
    send(mock, "GET", "session/auth", &format!("Authorization: {token}"), "").await
}

#[tokio::test]
async fn a_session_is_created_with_any_code() {
    let mock = Mock::new();
    let answer =
        send(&mock, "POST", "session/", "language: en-US", r#"{"code":"x","domain":"kdconsole.cn:8080"}"#)
            .await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "accessToken": "Bearer 2e3263825d5aa7199b7f55ce7aa9fc103565d7a8365f3ede",
            "sessionId": "5a7ed8f0e9cd7a25da057857830b6fbc7fbfee88d82a7d55",
            "userId": "1008600002655785327",
            "userInfo": {
              "innerUserId": "366392415860730132",
              "orgId": "9190086000000198331",
              "orgName": "mockdrive",
              "role": "2",
              "tenantId": "40086000019617946",
              "userCount": 2,
              "userId": "1008600002655785327",
              "userName": "alice"
            }
          },
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    let token = answer.json()["data"]["accessToken"].as_str().expect("a token").to_owned();
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "innerUserId": "366392415860730132",
            "orgId": "9190086000000198331",
            "orgName": "mockdrive",
            "role": "2",
            "tenantId": "40086000019617946",
            "userCount": 2,
            "userId": "1008600002655785327",
            "userName": "alice"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&whose(&mock, &token).await.to_string());
    for code in ["bob", "BOB@example.com"] {
        assert_eq!(whose(&mock, &begin(&mock, code).await.0).await.json()["data"]["userName"], "bob");
    }
    for body in ["{}", r#"{"code":""}"#, r#"{"code":7}"#, ""] {
        assert_eq!(
            code(&send(&mock, "POST", "session", "language: en-US", body).await),
            13_000_102,
            "{body}"
        );
    }
}

#[tokio::test]
async fn a_token_lives_twenty_minutes_from_its_last_use() {
    let mock = Mock::new();
    let (token, _) = begin(&mock, "bob").await;
    for _ in 0..3 {
        mock.advance(MINUTE * 19);
        assert_eq!(whose(&mock, &token).await.status, 200);
    }
    mock.advance(MINUTE * 20);
    assert_eq!(whose(&mock, &token).await.status, 401);
    assert_eq!(whose(&mock, "alice-token").await.status, 200, "those of the fixture do not expire");
}

#[tokio::test]
async fn a_session_hands_out_another_token() {
    let mock = Mock::new();
    let (token, session) = begin(&mock, "bob").await;
    mock.advance(MINUTE * 60);
    let headers = format!("Authorization: {token}\nx-session-id: {session}");
    let answer = send(&mock, "POST", "session/refresh", &headers, "").await;
    expect![[r#"
        200 OK
        {
          "accessToken": "Bearer 2e3263825d5aa7190b5e1cfa5303b6d9bfff9f1035e38c92",
          "code": 0,
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    let fresh = answer.json()["accessToken"].as_str().expect("a token").to_owned();
    assert_eq!(whose(&mock, &fresh).await.json()["data"]["userName"], "bob");
    let (other, _) = begin(&mock, "bob").await;
    for headers in [
        format!("x-session-id: {session}"),
        format!("Authorization: {other}\nx-session-id: {session}"),
        format!("Authorization: alice-token\nx-session-id: {session}"),
        format!("Authorization: {session}\nx-session-id: {session}"),
        format!("Authorization: {fresh}\nx-session-id: {fresh}"),
    ] {
        assert_eq!(send(&mock, "POST", "session/refresh", &headers, "").await.status, 401, "{headers}");
    }
    let headers = format!("Authorization: {fresh}");
    assert_eq!(code(&send(&mock, "POST", "session/refresh", &headers, "").await), 13_000_102);
    assert_eq!(whose(&mock, &session).await.status, 401, "the id of a session opens nothing");
}

#[tokio::test]
async fn a_session_ends_with_all_its_tokens() {
    let mock = Mock::new();
    let (token, session) = begin(&mock, "bob").await;
    let (other, _) = begin(&mock, "bob").await;
    let headers = format!("Authorization: {token}\nx-session-id: {session}");
    let fresh = send(&mock, "POST", "session/refresh", &headers, "").await.json()["accessToken"].clone();
    let ended = send(&mock, "GET", "session/logoff", &format!("Authorization: {token}"), "").await;
    assert_eq!(ended.json(), json!({ "code": 0, "msg": "success" }));
    for token in [token.as_str(), fresh.as_str().expect("a token")] {
        assert_eq!(whose(&mock, token).await.status, 401);
    }
    assert_eq!(send(&mock, "POST", "session/refresh", &headers, "").await.status, 401);
    assert_eq!(whose(&mock, &other).await.status, 200, "another session goes on");
    for headers in ["language: en-US", "Authorization: nobody", "Authorization: alice-token"] {
        assert_eq!(send(&mock, "GET", "session/logoff", headers, "").await.status, 200);
    }
    assert_eq!(whose(&mock, "alice-token").await.status, 200, "a token of the fixture stays");
}

#[tokio::test]
async fn a_carriers_customer_logs_in_refreshes_and_logs_out() {
    let mock = Mock::new();
    let body = r#"{"account":"bob","authType":"1","password":"example"}"#;
    let answer = send(&mock, "POST", "auth/login", "X-Hw-AgentName: carrier", body).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "sessionInfo": {
              "accessToken": "AT 2e3263825d5aa7199b7f55ce7aa9fc103565d7a8365f3ede",
              "expiresIn": 1200,
              "issuedAt": "1767323045000",
              "refreshToken": "5a7ed8f0e9cd7a25da057857830b6fbc7fbfee88d82a7d55"
            },
            "userInfo": {
              "email": "bob@example.com",
              "firstname": "Bob",
              "phone": "",
              "surname": "Example",
              "userId": "1008600005272530755"
            }
          },
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    let data = answer.json()["data"].clone();
    let (token, user) =
        (data["sessionInfo"]["accessToken"].as_str().expect("a token"), &data["userInfo"]["userId"]);
    assert_eq!(whose(&mock, token).await.json()["data"]["userName"], "bob");
    mock.advance(MINUTE * 30);
    let headers = format!("Authorization: {token}");
    let body = json!({ "refreshToken": data["sessionInfo"]["refreshToken"] }).to_string();
    let answer = send(&mock, "POST", "auth/refreshToken", &headers, &body).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "sessionInfo": {
              "accessToken": "AT 2e3263825d5aa7190b5e1cfa5303b6d9bfff9f1035e38c92",
              "expiresIn": 1200,
              "issuedAt": "1767324845000",
              "refreshToken": "5a7ed8f0e9cd7a25da057857830b6fbc7fbfee88d82a7d55"
            }
          },
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    let fresh = answer.json()["data"]["sessionInfo"]["accessToken"].as_str().expect("a token").to_owned();
    let headers = format!("Authorization: {fresh}");
    for body in [
        json!({}),
        json!({ "userId": user, "accessToken": "alice-token" }),
        json!({ "userId": "1", "accessToken": fresh }),
    ] {
        assert_eq!(code(&send(&mock, "POST", "auth/logout", &headers, &body.to_string()).await), 13_000_102);
    }
    let body = json!({ "userId": user, "accessToken": fresh }).to_string();
    let answer = send(&mock, "POST", "auth/logout", &headers, &body).await;
    assert_eq!(answer.json(), json!({ "code": 0, "msg": "success" }));
    assert_eq!(whose(&mock, &fresh).await.status, 401);
}

#[tokio::test]
async fn a_login_lacks_nothing() {
    let mock = Mock::new();
    let agent = "X-Hw-AgentName: carrier";
    for (headers, body) in [
        ("language: en-US", r#"{"account":"bob","authType":"1","password":"example"}"#),
        (agent, r#"{"account":"","authType":"1","password":"example"}"#),
        (agent, r#"{"account":"bob","authType":"1"}"#),
        (agent, r#"{"account":"bob","authType":"3","password":"example"}"#),
        (agent, r#"{"account":"bob","authType":1,"password":"example"}"#),
        (agent, "[]"),
    ] {
        assert_eq!(code(&send(&mock, "POST", "auth/login", headers, body).await), 13_000_102, "{body}");
    }
    let body = r#"{"account":"0027188460911","authType":"2"}"#;
    let answer = send(&mock, "POST", "auth/login", agent, body).await;
    assert_eq!(answer.json()["data"]["userInfo"]["firstname"], "Alice");
}
