//! Signatures and tokens that are refused; nothing changes then.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode},
};
use expect_test::{Expect, expect};

use super::{refuses, sign::Draft};
use crate::support::{Answer, Mock};

/// As [`refuses`], with a header changed, or left out, after signing.
async fn refuses_header(name: &'static str, value: Option<&str>, expected: Expect) {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    expected.assert_eq(&Draft::files(&["x"]).send_with(&mock, name, value).await.to_string());
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "the world was changed");
}

#[tokio::test]
async fn a_wrong_secret_is_refused_and_what_to_sign_is_told() {
    refuses(Draft { secret: "wrong", ..Draft::files(&["x"]) }, expect![[r#"
        401 Unauthorized
        {
          "code": 40100001,
          "debug": {
            "SignType": "WPS-4",
            "appId": "AK20260101WPSAPP",
            "appKey": "**********",
            "body": "{\"file_ids\":[\"x\"]}",
            "contentType": "application/json",
            "date": "Fri, 02 Jan 2026 03:04:05 GMT",
            "method": "POST",
            "stringToSign": "WPS-4POST/v7/files/batch_get_metaapplication/jsonFri, 02 Jan 2026 03:04:05 GMT35ed3c783b21785a07a2ddaddc9b42e42d3c250616aa60177c9f528b03f4725f",
            "url": "/v7/files/batch_get_meta"
          },
          "msg": "sign check fail: authorization mismatch"
        }"#]]).await;
}

#[tokio::test]
async fn a_signature_over_the_gateways_prefix_is_refused() {
    let signed = "/graph/v7/files/batch_get_meta".into();
    let mock = Mock::new();
    let answer = Draft { signed, ..Draft::files(&["x"]) }.send(&mock).await;
    assert_eq!(answer.json()["msg"], "sign check fail: authorization mismatch");
    assert_eq!(answer.json()["debug"]["url"], "/v7/files/batch_get_meta");
}

#[tokio::test]
async fn what_is_changed_after_signing_is_noticed() {
    let mock = Mock::new();
    let mismatch = |answer: Answer| {
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(answer.json()["msg"], "sign check fail: authorization mismatch");
    };
    let draft = || Draft::files(&["x"]);
    mismatch(draft().send_with(&mock, "content-type", Some("application/json;charset=utf-8")).await);
    mismatch(draft().send_with(&mock, "wps-docs-date", Some("Fri, 02 Jan 2026 03:04:06 GMT")).await);
    mismatch(draft().send_with(&mock, "content-type", None).await);
    let mut request = draft().request();
    *request.body_mut() = Body::from(r#"{"file_ids":["y"]}"#);
    mismatch(mock.call(request).await);
    let mut request = draft().request();
    *request.uri_mut() = "/graph/v7/files/batch_get_meta?x=1".parse().expect("a path");
    mismatch(mock.call(request).await);
    // Another application's key, with its own secret unknown to the signer.
    mismatch(Draft { key: "AK123456", ..draft() }.send(&mock).await);
    // The hex is lowercase.
    let upper = format!("WPS-4 AK20260101WPSAPP:{}", draft().signature().to_uppercase());
    mismatch(draft().send_with(&mock, "wps-docs-authorization", Some(&upper)).await);
}

#[tokio::test]
async fn dates_that_are_missing_or_malformed_are_named() {
    refuses_header("wps-docs-date", None, expect![[r#"
        401 Unauthorized
        {
          "code": 40100001,
          "debug": {
            "SignType": "WPS-4",
            "appId": "AK20260101WPSAPP",
            "appKey": "**********",
            "body": "{\"file_ids\":[\"x\"]}",
            "contentType": "application/json",
            "date": "",
            "method": "POST",
            "stringToSign": "WPS-4POST/v7/files/batch_get_metaapplication/json35ed3c783b21785a07a2ddaddc9b42e42d3c250616aa60177c9f528b03f4725f",
            "url": "/v7/files/batch_get_meta"
          },
          "msg": "sign check fail: missing Wps-Docs-Date"
        }"#]]).await;
    refuses_header("wps-docs-date", Some("2026-01-02T03:04:05Z"), expect![[r#"
        401 Unauthorized
        {
          "code": 40100001,
          "debug": {
            "SignType": "WPS-4",
            "appId": "AK20260101WPSAPP",
            "appKey": "**********",
            "body": "{\"file_ids\":[\"x\"]}",
            "contentType": "application/json",
            "date": "2026-01-02T03:04:05Z",
            "method": "POST",
            "stringToSign": "WPS-4POST/v7/files/batch_get_metaapplication/json2026-01-02T03:04:05Z35ed3c783b21785a07a2ddaddc9b42e42d3c250616aa60177c9f528b03f4725f",
            "url": "/v7/files/batch_get_meta"
          },
          "msg": "sign check fail: invalid Wps-Docs-Date"
        }"#]]).await;
}

#[tokio::test]
async fn signatures_that_are_missing_or_malformed_are_named() {
    refuses_header(
        "wps-docs-authorization",
        None,
        expect![[r#"
        401 Unauthorized
        {
          "code": 40100001,
          "debug": {
            "SignType": "",
            "appId": "",
            "appKey": "**********",
            "body": "{\"file_ids\":[\"x\"]}",
            "contentType": "application/json",
            "date": "Fri, 02 Jan 2026 03:04:05 GMT",
            "method": "POST",
            "url": "/v7/files/batch_get_meta"
          },
          "msg": "sign check fail: missing Wps-Docs-Authorization"
        }"#]],
    )
    .await;
    refuses_header(
        "wps-docs-authorization",
        Some("WPS-4 AK20260101WPSAPP"),
        expect![[r#"
        401 Unauthorized
        {
          "code": 40100001,
          "debug": {
            "SignType": "",
            "appId": "",
            "appKey": "**********",
            "body": "{\"file_ids\":[\"x\"]}",
            "contentType": "application/json",
            "date": "Fri, 02 Jan 2026 03:04:05 GMT",
            "method": "POST",
            "url": "/v7/files/batch_get_meta"
          },
          "msg": "sign check fail: invalid Wps-Docs-Authorization"
        }"#]],
    )
    .await;
    refuses_header(
        "wps-docs-authorization",
        Some("KSO-1 AK20260101WPSAPP:00"),
        expect![[r#"
        401 Unauthorized
        {
          "code": 40100001,
          "debug": {
            "SignType": "",
            "appId": "",
            "appKey": "**********",
            "body": "{\"file_ids\":[\"x\"]}",
            "contentType": "application/json",
            "date": "Fri, 02 Jan 2026 03:04:05 GMT",
            "method": "POST",
            "url": "/v7/files/batch_get_meta"
          },
          "msg": "sign check fail: unknown authorization version"
        }"#]],
    )
    .await;
    refuses(Draft { key: "AK0", ..Draft::files(&["x"]) }, expect![[r#"
        401 Unauthorized
        {
          "code": 40100001,
          "debug": {
            "SignType": "WPS-4",
            "appId": "AK0",
            "appKey": "**********",
            "body": "{\"file_ids\":[\"x\"]}",
            "contentType": "application/json",
            "date": "Fri, 02 Jan 2026 03:04:05 GMT",
            "method": "POST",
            "stringToSign": "WPS-4POST/v7/files/batch_get_metaapplication/jsonFri, 02 Jan 2026 03:04:05 GMT35ed3c783b21785a07a2ddaddc9b42e42d3c250616aa60177c9f528b03f4725f",
            "url": "/v7/files/batch_get_meta"
          },
          "msg": "sign check fail: unknown app"
        }"#]]).await;
}

#[tokio::test]
async fn a_date_may_be_off_by_15_minutes_and_no_more() {
    let mock = Mock::new();
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    let at = |date: &str| Draft { date: date.into(), ..Draft::files(&[&hello]) };
    for date in ["Fri, 02 Jan 2026 02:49:05 GMT", "Fri, 02 Jan 2026 03:19:05 GMT"] {
        assert_eq!(at(date).send(&mock).await.status, StatusCode::OK, "{date}");
    }
    for date in ["Fri, 02 Jan 2026 02:49:04 GMT", "Fri, 02 Jan 2026 03:19:06 GMT"] {
        let json = at(date).send(&mock).await.json();
        let told = "sign check fail: Wps-Docs-Date is too far from the server's time";
        assert_eq!((&json["code"], &json["msg"]), (&40_100_001.into(), &told.into()), "{date}");
    }
    let mock = Mock::with(|settings| settings.signature_skew_seconds = None);
    assert_eq!(at("Mon, 02 Jan 2006 15:04:05 GMT").send(&mock).await.status, StatusCode::OK);
}

#[tokio::test]
async fn headers_that_are_not_text_are_refused() {
    let mock = Mock::new();
    for name in ["wps-docs-date", "wps-docs-authorization", "content-type", "authorization"] {
        let mut request = Draft::files(&["x"]).request();
        let value = HeaderValue::from_bytes(b"\xff").expect("opaque bytes");
        request.headers_mut().insert(name, value);
        assert_eq!(mock.call(request).await.status, StatusCode::UNAUTHORIZED, "{name}");
    }
}

#[tokio::test]
async fn tokens_that_are_missing_or_unknown_are_refused() {
    refuses(
        Draft { token: None, ..Draft::files(&["x"]) },
        expect![[r#"
        401 Unauthorized
        {
          "code": 40100011,
          "detail": "Authorization: Bearer {access_token} is missing.",
          "msg": "InvalidToken"
        }"#]],
    )
    .await;
    refuses(
        Draft::files(&["x"]).by("nobody"),
        expect![[r#"
        401 Unauthorized
        {
          "code": 40100011,
          "detail": "The access token is unknown.",
          "msg": "InvalidToken"
        }"#]],
    )
    .await;
    refuses_header(
        "authorization",
        Some("Basic alice-token"),
        expect![[r#"
        401 Unauthorized
        {
          "code": 40100011,
          "detail": "Authorization: Bearer {access_token} is missing.",
          "msg": "InvalidToken"
        }"#]],
    )
    .await;
}

#[tokio::test]
async fn the_signature_is_checked_before_the_token_and_both_before_the_body() {
    let mock = Mock::new();
    let nothing_right = Draft { secret: "wrong", token: None, content_type: None, ..Draft::body("") };
    assert_eq!(nothing_right.clone().send(&mock).await.json()["code"], 40_100_001);
    let signed = Draft { secret: "mock-wps-secret", ..nothing_right };
    assert_eq!(signed.clone().send(&mock).await.json()["code"], 40_100_011);
    let known = signed.by("alice-token");
    assert_eq!(known.clone().send(&mock).await.json()["code"], 415_000_001);
    let typed = Draft { content_type: Some("application/json"), ..known };
    assert_eq!(typed.send(&mock).await.json()["code"], 400_000_002);
}

#[tokio::test]
async fn refusals_are_journaled_with_their_operation() {
    let mock = Mock::new();
    Draft { secret: "wrong", ..Draft::files(&["x"]) }.send(&mock).await;
    let entry = mock.sandbox().journal.since(0).pop().expect("an entry");
    assert_eq!((entry.provider, entry.operation), (Some("wps"), Some("files.batch_get_meta")));
    assert_eq!((entry.status, &entry.caller), (401, &None));
}
