//! The credentials of applications: WPS-2.

use std::sync::Arc;

use expect_test::expect;
use mockdrive::sandbox::Auth;

use super::{ARCHIVE, MOVE, Signed, WELCOME, task_id};
use crate::support::{Answer, Mock};

fn body() -> String {
    format!(r#"{{"file_tokens": ["{WELCOME}"], "parent_token": "{ARCHIVE}"}}"#)
}

/// Sends a signed move without one header.
async fn without(mock: &Mock, name: &str) -> Answer {
    let text = Signed::default().text("POST", MOVE, &body());
    let lines: Vec<&str> = text.split('\n').filter(|line| !line.starts_with(name)).collect();
    mock.send(&lines.join("\n")).await
}

#[tokio::test]
async fn whatever_is_wrong_is_told_with_what_was_expected() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    let signed = Signed::default();
    let unknown = Signed { app: "SX20991231NOBODY", ..signed.clone() };
    expect![[r#"
        401 Unauthorized
        {
          "code": 20002,
          "hint": "expect the app_id of a known app, actual: SX20991231NOBODY",
          "message": "AppNotExist",
          "msg": "AppNotExist"
        }"#]]
    .assert_eq(&unknown.post(&mock, &body()).await.to_string());
    let foreign = Signed { app: "AK123456", key: "sk098765", ..signed.clone() };
    expect![[r#"
        401 Unauthorized
        {
          "code": 20002,
          "hint": "expect the app_id of a known app, actual: AK123456",
          "message": "AppNotExist",
          "msg": "AppNotExist"
        }"#]]
    .assert_eq(&foreign.post(&mock, &body()).await.to_string());
    let stale = Signed { date: "Fri, 02 Jan 2026 02:49:04 GMT", ..signed.clone() };
    expect![[r#"
        401 Unauthorized
        {
          "code": 30901,
          "hint": "not a valid datetime or too skewed. expect: an RFC 1123 date within 900 s of Fri, 02 Jan 2026 03:04:05 GMT, actual: Fri, 02 Jan 2026 02:49:04 GMT",
          "message": "InvalidDate",
          "msg": "InvalidDate"
        }"#]].assert_eq(&stale.post(&mock, &body()).await.to_string());
    let early = Signed { date: "Fri, 02 Jan 2026 03:19:06 GMT", ..signed.clone() };
    assert_eq!(early.post(&mock, &body()).await.json()["code"], 30901);
    let unreadable = Signed { date: "2026-01-02T03:04:05Z", ..signed.clone() };
    assert_eq!(unreadable.post(&mock, &body()).await.json()["code"], 30901);
    let other_body = Signed { hashed: Some("{}"), ..signed.clone() };
    expect![[r#"
        401 Unauthorized
        {
          "code": 30902,
          "hint": "Content-Md5 not match. expect: 2f80e4935844dabe12e064403ed61d61, actual: 99914b932bd37a50b983c5e7c90ae93b",
          "message": "InvalidContentMd5",
          "msg": "InvalidContentMd5"
        }"#]].assert_eq(&other_body.post(&mock, &body()).await.to_string());
    let wrong_key = Signed { key: "guess", ..signed.clone() };
    expect![[r#"
        401 Unauthorized
        {
          "code": 30003,
          "hint": "signature not match. expect: 04d71be0c2a74067dd17773185ce0ee712b87cc0, actual: 21d25f8bbdd18088b347e2429f25f46cae7d0dba",
          "message": "InvalidSignature",
          "msg": "InvalidSignature"
        }"#]].assert_eq(&wrong_key.post(&mock, &body()).await.to_string());
    expect![[r#"
        401 Unauthorized
        {
          "code": 30003,
          "hint": "the header date is required. expect: Date, Content-Md5, Content-Type and Authorization: WPS-2:{app_id}:{signature}",
          "message": "InvalidSignature",
          "msg": "InvalidSignature"
        }"#]]
    .assert_eq(&without(&mock, "Date").await.to_string());
    for name in ["Authorization", "Content-Md5", "Content-Type"] {
        let answer = without(&mock, name).await;
        let json = answer.json();
        assert_eq!((answer.status.as_u16(), &json["code"]), (401, &30003.into()), "{answer}");
        let missing = format!("the header {} is required", name.to_lowercase());
        assert!(json["hint"].as_str().is_some_and(|hint| hint.starts_with(&missing)), "{answer}");
    }
    let bearer = format!("POST {MOVE}\nAuthorization: Bearer alice-token\n\n{}", body());
    expect![[r#"
        401 Unauthorized
        {
          "code": 30003,
          "hint": "Authorization: expect WPS-2:{app_id}:{signature}",
          "message": "InvalidSignature",
          "msg": "InvalidSignature"
        }"#]]
    .assert_eq(&mock.send(&bearer).await.to_string());
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
}

#[tokio::test]
async fn the_date_may_be_off_by_fifteen_minutes() {
    for date in ["Fri, 02 Jan 2026 02:49:05 GMT", "Fri, 02 Jan 2026 03:19:05 GMT"] {
        let answer = Signed { date, ..Signed::default() }.post(&Mock::new(), &body()).await;
        assert_eq!(answer.status, 200, "{answer}");
    }
}

#[tokio::test]
async fn what_was_wrong_is_told_before_the_body_is_looked_at() {
    let mock = Mock::new();
    let answer = Signed { key: "guess", ..Signed::default() }.post(&mock, "not JSON").await;
    assert_eq!(answer.json()["code"], 30003);
    assert_eq!(Signed::default().post(&mock, "not JSON").await.json()["code"], 30904);
}

#[tokio::test]
async fn a_get_is_signed_by_its_path_with_or_without_the_sandbox() {
    let mock = Mock::new();
    let asynchronous = Signed { more: "\nX-Mock-Task: async", ..Signed::default() };
    let id = task_id(&asynchronous.post(&mock, &body()).await);
    let path = format!("/api/v1/openapi/appspace/tasks/{id}?a=%E6%96%87");
    let decoded = format!("/api/v1/openapi/appspace/tasks/{id}?a=文");
    let prefixed = format!("/_sandbox/default{path}");
    for (sent, hashed, status) in [
        (&path, path.as_str(), 200),
        (&path, &decoded, 200),
        (&prefixed, &path, 200),
        (&prefixed, &prefixed, 200),
        (&prefixed, &decoded, 200),
        (&path, &prefixed, 401),
        (&path, "", 401),
        (&path, path.split('?').next().expect("a path"), 401),
    ] {
        let signed = Signed { hashed: Some(hashed), ..Signed::default() };
        let answer = mock.send(&signed.text("GET", sent, "")).await;
        assert_eq!(answer.status, status, "{sent} signed as {hashed}: {answer}");
    }
}

#[tokio::test]
async fn in_lenient_mode_the_named_app_or_the_first_one_is_taken_and_the_journal_says_so() {
    let lenient = || Mock::with(|settings| settings.auth = Auth::Lenient);
    let caller = |mock: &Mock| {
        let entry = mock.sandbox().journal.since(0).pop().expect("a request");
        (entry.caller.as_deref().unwrap_or_default().to_owned(), entry.notes.join("; "))
    };
    let mock = lenient();
    let wrong = Signed { app: "SX20220714PWALPQ", key: "guess", ..Signed::default() };
    assert_eq!(wrong.post(&mock, &body()).await.status, 200);
    let (name, notes) = caller(&mock);
    assert_eq!(name, "SX20220714PWALPQ");
    assert!(notes.starts_with("Signature {") && notes.ends_with("taken as SX20220714PWALPQ"), "{notes}");

    let mock = lenient();
    assert_eq!(mock.send(&format!("POST {MOVE}\n\n{}", body())).await.status, 200);
    let (name, notes) = caller(&mock);
    assert_eq!(
        (name.as_str(), notes.as_str()),
        ("SX20260101MOCKED", r#"Missing("authorization"): taken as SX20260101MOCKED"#)
    );

    let mock = lenient();
    assert_eq!(Signed::default().post(&mock, &body()).await.status, 200);
    assert_eq!(caller(&mock), ("SX20260101MOCKED".to_owned(), String::new()), "nothing to note");
}
