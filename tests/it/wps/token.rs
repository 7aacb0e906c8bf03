//! The token endpoints of the three dialects, and what their tokens open.

use std::{sync::Arc, time::Duration};

use axum::http::StatusCode;
use data_encoding::BASE64URL_NOPAD;
use expect_test::expect;
use serde_json::Value;

use super::sign::Draft;
use crate::support::{Answer, Mock};

pub const GRANT: &str = "grant_type=client_credentials&scope=kso.appdrive.file.read,kso.drive.readwrite";
const SECRET: &str = "grant_type=client_credentials&client_id=AK20260101WPSAPP&client_secret=mock-wps-secret";

/// The answer with the token replaced by what it says.
pub fn decoded(answer: &Answer) -> String {
    let text = answer.to_string();
    let json = answer.json();
    let token = json["access_token"].as_str().or(json["data"]["access_token"].as_str());
    let Some(token) = token else { return text };
    let parts: Vec<&str> = token.split('.').collect();
    let decode = |part: &str| BASE64URL_NOPAD.decode(part.as_bytes()).expect("base64url");
    let read = |part: &str| String::from_utf8(decode(part)).expect("JSON");
    let payload: Value = serde_json::from_slice(&decode(parts[1])).expect("JSON");
    assert!(payload["exp"].is_i64(), "the payload can be decoded");
    let (header, payload, signature) = (read(parts[0]), read(parts[1]), decode(parts[2]).len());
    text.replace(token, &format!("<{header} {payload} {signature} bytes>"))
}

/// A request that sends a form.
pub fn form_text(path: &str, form: &str) -> String {
    format!("POST {path}\nContent-Type: application/x-www-form-urlencoded\n\n{form}")
}

pub async fn form(mock: &Mock, path: &str, form: &str) -> Answer {
    mock.send(&form_text(path, form)).await
}

/// A member of an answer without an envelope, or of the data in one.
pub fn member(answer: &Answer, name: &str) -> String {
    let json = answer.json();
    let value = json[name].as_str().or(json["data"][name].as_str());
    value.unwrap_or_else(|| panic!("no {name}: {answer}")).to_owned()
}

/// A token of an application of the public cloud by itself.
pub async fn public_token(mock: &Mock, app: &str) -> String {
    let grant = format!("grant_type=client_credentials&{app}");
    member(&form(mock, "/oauth2/token", &grant).await, "access_token")
}

async fn app_token(mock: &Mock, form: &str) -> String {
    let answer = Draft::grant(form).send(mock).await;
    answer.json()["data"]["access_token"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

#[tokio::test]
async fn the_signature_of_the_vector_gets_a_token() {
    let mock = Mock::with(|settings| settings.signature_skew_seconds = None);
    let answer = mock
        .send(
            r"POST /o/oauth/v1/token
            Content-Type: application/x-www-form-urlencoded
            Wps-Docs-Date: Mon, 02 Jan 2006 15:04:05 GMT
            Wps-Docs-Authorization: WPS-4 AK123456:7677006dc75b428c6e175ddcb10e8d39850e1ed1ee341538f592d70ee5897d15

grant_type=client_credentials&scope=kso.appfile.readwrite,kso.drive.readwrite",
        )
        .await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "access_token": "<{"alg":"HS256","typ":"JWT"} {"exp":1767409445,"comp_id":"571568323","client_id":"AK123456","tk_type":"app","scope":"kso.appfile.readwrite,kso.drive.readwrite","company_id":571568323,"client_principal_id":"3938911811"} 32 bytes>",
            "expires_in": 86400,
            "token_type": "Bearer"
          },
          "detail": "",
          "msg": "success"
        }"#]].assert_eq(&decoded(&answer));
}

#[tokio::test]
async fn the_public_cloud_and_newer_deployments_answer_without_an_envelope() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "access_token": "<{"alg":"ES256","typ":"JWT"} {"exp":1767330245,"comp_id":"571568323","client_id":"AK20260101WPSAPP","tk_type":"app","scope":"kso.drive.readwrite,kso.file.read,kso.file.readwrite,kso.appfile.readwrite,kso.file.search,kso.file_link.readwrite,kso.file_permission.readwrite,kso.file_permission.read,kso.file_version.readwrite,kso.file_version.read,kso.deleted_file.readwrite,kso.deleted_file.read,kso.doclib.readwrite,kso.doclib.read,kso.contact.readwrite,kso.contact.read","company_id":571568323,"client_principal_id":"5603743423"} 64 bytes>",
          "expires_in": 7200,
          "token_type": "bearer"
        }"#]].assert_eq(&decoded(&form(&mock, "/oauth2/token", SECRET).await));
    expect![[r#"
        200 OK
        {
          "access_token": "<{"alg":"HS256","typ":"JWT"} {"exp":1767409445,"comp_id":"571568323","client_id":"AK20260101WPSAPP","tk_type":"app","scope":"kso.drive.readwrite,kso.file.read,kso.file.readwrite,kso.appfile.readwrite,kso.file.search,kso.file_link.readwrite,kso.file_permission.readwrite,kso.file_permission.read,kso.file_version.readwrite,kso.file_version.read,kso.deleted_file.readwrite,kso.deleted_file.read,kso.doclib.readwrite,kso.doclib.read,kso.contact.readwrite,kso.contact.read,kso.appfiles.cps.readwrite","company_id":571568323,"client_principal_id":"5603743423"} 32 bytes>",
          "expires_in": 86400,
          "token_type": "Bearer"
        }"#]].assert_eq(&decoded(&form(&mock, "/openapi/oauth2/token", SECRET).await));
}

#[tokio::test]
async fn an_applications_token_reaches_the_drives_of_the_company() {
    let mock = Mock::new();
    let token = app_token(&mock, GRANT).await;
    let welcome = mock.id("wps", "apps", "/welcome.txt").await;
    let todo = mock.id("wps", "bob", "/todo.txt").await;
    let both = Draft::files(&[&welcome, &todo]).by(&token).send(&mock).await.json();
    assert_eq!(both["data"]["items"][1]["name"], "todo.txt");
    let answer = Draft::files(&[&welcome]).by(&token).send(&mock).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "items": [
              {
                "created_by": {
                  "avatar": "",
                  "company_id": "571568323",
                  "id": "9977230669",
                  "name": "SX20260101MOCKED",
                  "type": "user"
                },
                "ctime": 1767254400,
                "drive_id": "<the app's drive in WPS>",
                "ext_attrs": [],
                "hash": {
                  "sum": "eab97be49f7cff8b831052d0c3c263d003808506",
                  "type": "s2s"
                },
                "id": "<welcome.txt in WPS>",
                "link_id": "cGihYPTVixfy",
                "link_url": "https://www.kdocs.cn/l/cGihYPTVixfy",
                "modified_by": {
                  "avatar": "",
                  "company_id": "571568323",
                  "id": "9977230669",
                  "name": "SX20260101MOCKED",
                  "type": "user"
                },
                "mtime": 1767254400,
                "name": "welcome.txt",
                "parent_id": "0",
                "permission": {
                  "comment": false,
                  "copy": false,
                  "copy_content": true,
                  "delete": false,
                  "download": true,
                  "list": true,
                  "move": false,
                  "new_empty": false,
                  "perm_ctl": false,
                  "preview": true,
                  "print": true,
                  "rename": false,
                  "share": false,
                  "update": false,
                  "upload": false
                },
                "size": 37,
                "type": "file",
                "version": 1
              }
            ]
          },
          "detail": "",
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
}

#[tokio::test]
async fn a_token_needs_a_scope_of_its_own_kind() {
    let mock = Mock::new();
    let welcome = mock.id("wps", "apps", "/welcome.txt").await;
    let token = app_token(&mock, "grant_type=client_credentials&scope=kso.file.read%20kso.file.write").await;
    let before = mock.sandbox().snapshot();
    let answer = Draft::files(&[&welcome]).by(&token).send(&mock).await;
    expect![[r#"
        403 Forbidden
        {
          "code": 403000001,
          "detail": "The token has none of the scopes kso.appdrive.file.read.",
          "msg": "无权限"
        }"#]]
    .assert_eq(&answer.to_string());
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
    // What the public cloud grants has other names.
    let token = form(&mock, "/oauth2/token", SECRET).await.json()["access_token"].clone();
    let answer = Draft::files(&[&welcome]).by(token.as_str().expect("text")).send(&mock).await;
    assert_eq!(answer.json()["code"], 403_000_001);
}

#[tokio::test]
async fn what_an_applications_token_may_write_shows_in_permissions() {
    let mock = Mock::new();
    let welcome = mock.id("wps", "apps", "/welcome.txt").await;
    for (scopes, may_write) in [
        ("kso.appdrive.file.read", false),
        ("kso.appdrive.file.read,kso.file.write", false),
        ("kso.appdrive.file.read,kso.appdrive.file.write", true),
    ] {
        let token = app_token(&mock, &format!("grant_type=client_credentials&scope={scopes}")).await;
        let json = Draft::files(&[&welcome]).by(&token).send(&mock).await.json();
        let permission = &json["data"]["items"][0]["permission"];
        assert_eq!(
            (&permission["download"], &permission["rename"]),
            (&true.into(), &may_write.into()),
            "{scopes}"
        );
    }
}

#[tokio::test]
async fn tokens_differ_and_live_side_by_side_to_their_own_end() {
    let mock = Mock::new();
    let welcome = mock.id("wps", "apps", "/welcome.txt").await;
    let first = app_token(&mock, GRANT).await;
    let twin = app_token(&mock, GRANT).await;
    assert_ne!(first, twin, "even within a second");
    mock.advance(Duration::from_secs(86_399));
    let ask = async |date: &str, token: &str| {
        Draft { date: date.into(), ..Draft::files(&[&welcome]) }.by(token).send(&mock).await
    };
    for token in [&first, &twin] {
        assert_eq!(ask("Sat, 03 Jan 2026 03:04:04 GMT", token).await.status, StatusCode::OK);
    }
    mock.advance(Duration::from_secs(1));
    expect![[r#"
        401 Unauthorized
        {
          "code": 40100011,
          "detail": "The access token has expired.",
          "msg": "InvalidToken"
        }"#]]
    .assert_eq(&ask("Sat, 03 Jan 2026 03:04:05 GMT", &first).await.to_string());
}

#[tokio::test]
async fn a_public_token_lives_for_two_hours() {
    let mock = Mock::with(|settings| settings.signature_skew_seconds = None);
    let token = form(&mock, "/oauth2/token", SECRET).await.json()["access_token"].clone();
    let code = async || {
        let draft = Draft::files(&["x"]).by(token.as_str().expect("text"));
        draft.send(&mock).await.json()["code"].clone()
    };
    mock.advance(Duration::from_secs(7199));
    assert_eq!(code().await, 403_000_001, "known, but without the scope");
    mock.advance(Duration::from_secs(1));
    assert_eq!(code().await, 40_100_011);
}

#[tokio::test]
async fn a_token_of_another_application_than_the_signers_is_taken_and_noted() {
    let mock = Mock::new();
    let welcome = mock.id("wps", "apps", "/welcome.txt").await;
    let token = app_token(&mock, GRANT).await;
    let draft = Draft { key: "AK123456", secret: "sk098765", ..Draft::files(&[&welcome]) };
    assert_eq!(draft.by(&token).send(&mock).await.status, StatusCode::OK);
    let entry = mock.sandbox().journal.since(0).pop().expect("an entry");
    assert_eq!(entry.notes, ["the token belongs to another application than the signature's AK123456"]);
}
