//! Signatures and tokens that are refused; nothing changes then.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode},
};
use expect_test::expect;

use super::sign::Draft;
use crate::support::{Mock, refusals};

fn draft() -> Draft {
    Draft::files(&["x"])
}

#[tokio::test]
async fn a_wrong_secret_is_refused_and_the_text_to_sign_is_returned() {
    let wrong = Draft { secret: "wrong", ..draft() };
    refusals(&Mock::new(), [("a wrong secret", wrong)], expect![[r#"
        a wrong secret: 401 {"code":40100001,"debug":{"SignType":"WPS-4","appId":"AK20260101WPSAPP","appKey":"**********","body":"{\"file_ids\":[\"x\"]}","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"POST","stringToSign":"WPS-4POST/v7/files/batch_get_metaapplication/jsonFri, 02 Jan 2026 03:04:05 GMT35ed3c783b21785a07a2ddaddc9b42e42d3c250616aa60177c9f528b03f4725f","url":"/v7/files/batch_get_meta"},"msg":"sign check fail: authorization mismatch"}
    "#]]).await;
}

#[tokio::test]
async fn a_signature_over_the_gateways_prefix_is_refused() {
    let wrong = Draft { signed: "/graph/v7/files/batch_get_meta".into(), ..draft() };
    refusals(&Mock::new(), [("the prefix is signed", wrong)], expect![[r#"
        the prefix is signed: 401 {"code":40100001,"debug":{"SignType":"WPS-4","appId":"AK20260101WPSAPP","appKey":"**********","body":"{\"file_ids\":[\"x\"]}","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"POST","stringToSign":"WPS-4POST/v7/files/batch_get_metaapplication/jsonFri, 02 Jan 2026 03:04:05 GMT35ed3c783b21785a07a2ddaddc9b42e42d3c250616aa60177c9f528b03f4725f","url":"/v7/files/batch_get_meta"},"msg":"sign check fail: authorization mismatch"}
    "#]]).await;
}

#[tokio::test]
async fn what_is_changed_after_signing_is_noticed() {
    let mut other_body = draft().request();
    *other_body.body_mut() = Body::from(r#"{"file_ids":["y"]}"#);
    let mut other_path = draft().request();
    *other_path.uri_mut() = "/graph/v7/files/batch_get_meta?x=1".parse().expect("a path");
    let upper = format!("WPS-4 AK20260101WPSAPP:{}", draft().signature().to_uppercase());
    let (name, charset) = ("content-type", "application/json;charset=utf-8");
    let rows = [
        ("a charset", draft().with_header(name, Some(charset))),
        ("another date", draft().with_header("wps-docs-date", Some("Fri, 02 Jan 2026 03:04:06 GMT"))),
        ("no content type", draft().with_header(name, None)),
        ("another body", other_body),
        ("another path", other_path),
        ("the key of another application", Draft { key: "AK123456", ..draft() }.request()),
        ("hex in capitals", draft().with_header("wps-docs-authorization", Some(&upper))),
    ];
    refusals(&Mock::new(), rows, expect![[r#"
        a charset: 401 {"code":40100001,"debug":{"SignType":"WPS-4","appId":"AK20260101WPSAPP","appKey":"**********","body":"{\"file_ids\":[\"x\"]}","contentType":"application/json;charset=utf-8","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"POST","stringToSign":"WPS-4POST/v7/files/batch_get_metaapplication/json;charset=utf-8Fri, 02 Jan 2026 03:04:05 GMT35ed3c783b21785a07a2ddaddc9b42e42d3c250616aa60177c9f528b03f4725f","url":"/v7/files/batch_get_meta"},"msg":"sign check fail: authorization mismatch"}
        another date: 401 {"code":40100001,"debug":{"SignType":"WPS-4","appId":"AK20260101WPSAPP","appKey":"**********","body":"{\"file_ids\":[\"x\"]}","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:06 GMT","method":"POST","stringToSign":"WPS-4POST/v7/files/batch_get_metaapplication/jsonFri, 02 Jan 2026 03:04:06 GMT35ed3c783b21785a07a2ddaddc9b42e42d3c250616aa60177c9f528b03f4725f","url":"/v7/files/batch_get_meta"},"msg":"sign check fail: authorization mismatch"}
        no content type: 401 {"code":40100001,"debug":{"SignType":"WPS-4","appId":"AK20260101WPSAPP","appKey":"**********","body":"","contentType":"","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"POST","stringToSign":"WPS-4POST/v7/files/batch_get_metaFri, 02 Jan 2026 03:04:05 GMT","url":"/v7/files/batch_get_meta"},"msg":"sign check fail: authorization mismatch"}
        another body: 401 {"code":40100001,"debug":{"SignType":"WPS-4","appId":"AK20260101WPSAPP","appKey":"**********","body":"{\"file_ids\":[\"y\"]}","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"POST","stringToSign":"WPS-4POST/v7/files/batch_get_metaapplication/jsonFri, 02 Jan 2026 03:04:05 GMTdf59a9e793838ad6176989cefa9636395bae62f6ab855155da89294deea80dbd","url":"/v7/files/batch_get_meta"},"msg":"sign check fail: authorization mismatch"}
        another path: 401 {"code":40100001,"debug":{"SignType":"WPS-4","appId":"AK20260101WPSAPP","appKey":"**********","body":"{\"file_ids\":[\"x\"]}","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"POST","stringToSign":"WPS-4POST/v7/files/batch_get_meta?x=1application/jsonFri, 02 Jan 2026 03:04:05 GMT35ed3c783b21785a07a2ddaddc9b42e42d3c250616aa60177c9f528b03f4725f","url":"/v7/files/batch_get_meta?x=1"},"msg":"sign check fail: authorization mismatch"}
        the key of another application: 401 {"code":40100001,"debug":{"SignType":"WPS-4","appId":"AK123456","appKey":"**********","body":"{\"file_ids\":[\"x\"]}","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"POST","stringToSign":"WPS-4POST/v7/files/batch_get_metaapplication/jsonFri, 02 Jan 2026 03:04:05 GMT35ed3c783b21785a07a2ddaddc9b42e42d3c250616aa60177c9f528b03f4725f","url":"/v7/files/batch_get_meta"},"msg":"sign check fail: authorization mismatch"}
        hex in capitals: 401 {"code":40100001,"debug":{"SignType":"WPS-4","appId":"AK20260101WPSAPP","appKey":"**********","body":"{\"file_ids\":[\"x\"]}","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"POST","stringToSign":"WPS-4POST/v7/files/batch_get_metaapplication/jsonFri, 02 Jan 2026 03:04:05 GMT35ed3c783b21785a07a2ddaddc9b42e42d3c250616aa60177c9f528b03f4725f","url":"/v7/files/batch_get_meta"},"msg":"sign check fail: authorization mismatch"}
    "#]]).await;
}

#[tokio::test]
async fn dates_that_are_missing_or_malformed_are_named() {
    let rows = [("no date", None), ("another form", Some("2026-01-02T03:04:05Z"))];
    let rows = rows.map(|(what, date)| (what, draft().with_header("wps-docs-date", date)));
    refusals(&Mock::new(), rows, expect![[r#"
        no date: 401 {"code":40100001,"debug":{"SignType":"WPS-4","appId":"AK20260101WPSAPP","appKey":"**********","body":"{\"file_ids\":[\"x\"]}","contentType":"application/json","date":"","method":"POST","stringToSign":"WPS-4POST/v7/files/batch_get_metaapplication/json35ed3c783b21785a07a2ddaddc9b42e42d3c250616aa60177c9f528b03f4725f","url":"/v7/files/batch_get_meta"},"msg":"sign check fail: missing Wps-Docs-Date"}
        another form: 401 {"code":40100001,"debug":{"SignType":"WPS-4","appId":"AK20260101WPSAPP","appKey":"**********","body":"{\"file_ids\":[\"x\"]}","contentType":"application/json","date":"2026-01-02T03:04:05Z","method":"POST","stringToSign":"WPS-4POST/v7/files/batch_get_metaapplication/json2026-01-02T03:04:05Z35ed3c783b21785a07a2ddaddc9b42e42d3c250616aa60177c9f528b03f4725f","url":"/v7/files/batch_get_meta"},"msg":"sign check fail: invalid Wps-Docs-Date"}
    "#]]).await;
}

#[tokio::test]
async fn signatures_that_are_missing_or_malformed_are_named() {
    let with = |value| draft().with_header("wps-docs-authorization", value);
    let rows = [
        ("none", with(None)),
        ("half of one", with(Some("WPS-4 AK20260101WPSAPP"))),
        ("another version", with(Some("KSO-1 AK20260101WPSAPP:00"))),
        ("an unknown application", Draft { key: "AK0", ..draft() }.request()),
    ];
    refusals(&Mock::new(), rows, expect![[r#"
        none: 401 {"code":40100001,"debug":{"SignType":"","appId":"","appKey":"**********","body":"{\"file_ids\":[\"x\"]}","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"POST","url":"/v7/files/batch_get_meta"},"msg":"sign check fail: missing Wps-Docs-Authorization"}
        half of one: 401 {"code":40100001,"debug":{"SignType":"","appId":"","appKey":"**********","body":"{\"file_ids\":[\"x\"]}","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"POST","url":"/v7/files/batch_get_meta"},"msg":"sign check fail: invalid Wps-Docs-Authorization"}
        another version: 401 {"code":40100001,"debug":{"SignType":"","appId":"","appKey":"**********","body":"{\"file_ids\":[\"x\"]}","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"POST","url":"/v7/files/batch_get_meta"},"msg":"sign check fail: unknown authorization version"}
        an unknown application: 401 {"code":40100001,"debug":{"SignType":"WPS-4","appId":"AK0","appKey":"**********","body":"{\"file_ids\":[\"x\"]}","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"POST","stringToSign":"WPS-4POST/v7/files/batch_get_metaapplication/jsonFri, 02 Jan 2026 03:04:05 GMT35ed3c783b21785a07a2ddaddc9b42e42d3c250616aa60177c9f528b03f4725f","url":"/v7/files/batch_get_meta"},"msg":"sign check fail: unknown app"}
    "#]]).await;
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
        let message = "sign check fail: Wps-Docs-Date is too far from the server's time";
        assert_eq!((&json["code"], &json["msg"]), (&40_100_001.into(), &message.into()), "{date}");
    }
    let mock = Mock::with(|settings| settings.signature_skew_seconds = None);
    assert_eq!(at("Mon, 02 Jan 2006 15:04:05 GMT").send(&mock).await.status, StatusCode::OK);
}

#[tokio::test]
async fn headers_that_are_not_text_are_refused() {
    let mock = Mock::new();
    let names = ["wps-docs-date", "wps-docs-authorization", "content-type", "authorization"];
    let rows = names.map(|name| {
        let mut request = draft().request();
        let value = HeaderValue::from_bytes(b"\xff").expect("opaque bytes");
        request.headers_mut().insert(name, value);
        (name, request)
    });
    refusals(&mock, rows, expect![[r#"
        wps-docs-date: 401 {"code":40100001,"debug":{"SignType":"WPS-4","appId":"AK20260101WPSAPP","appKey":"**********","body":"{\"file_ids\":[\"x\"]}","contentType":"application/json","date":"�","method":"POST","stringToSign":"WPS-4POST/v7/files/batch_get_metaapplication/json�35ed3c783b21785a07a2ddaddc9b42e42d3c250616aa60177c9f528b03f4725f","url":"/v7/files/batch_get_meta"},"msg":"sign check fail: invalid Wps-Docs-Date"}
        wps-docs-authorization: 401 {"code":40100001,"debug":{"SignType":"","appId":"","appKey":"**********","body":"{\"file_ids\":[\"x\"]}","contentType":"application/json","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"POST","url":"/v7/files/batch_get_meta"},"msg":"sign check fail: invalid Wps-Docs-Authorization"}
        content-type: 401 {"code":40100001,"debug":{"SignType":"WPS-4","appId":"AK20260101WPSAPP","appKey":"**********","body":"","contentType":"�","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"POST","stringToSign":"WPS-4POST/v7/files/batch_get_meta�Fri, 02 Jan 2026 03:04:05 GMT","url":"/v7/files/batch_get_meta"},"msg":"sign check fail: authorization mismatch"}
        authorization: 401 {"code":40100011,"detail":"There is no access token: neither in Authorization: Bearer, nor in the cookie wps_sid of the public cloud.","msg":"InvalidToken"}
    "#]]).await;
}

#[tokio::test]
async fn tokens_that_are_missing_or_unknown_are_refused() {
    let rows = [
        ("none", Draft { token: None, ..draft() }.request()),
        ("an unknown one", draft().by("nobody").request()),
        ("another scheme", draft().with_header("authorization", Some("Basic alice-token"))),
    ];
    refusals(&Mock::new(), rows, expect![[r#"
        none: 401 {"code":40100011,"detail":"There is no access token: neither in Authorization: Bearer, nor in the cookie wps_sid of the public cloud.","msg":"InvalidToken"}
        an unknown one: 401 {"code":40100011,"detail":"The access token is unknown.","msg":"InvalidToken"}
        another scheme: 401 {"code":40100011,"detail":"There is no access token: neither in Authorization: Bearer, nor in the cookie wps_sid of the public cloud.","msg":"InvalidToken"}
    "#]]).await;
}

#[tokio::test]
async fn the_signature_is_checked_before_the_token_and_both_before_the_body() {
    let nothing_right = Draft { secret: "wrong", token: None, content_type: None, ..Draft::body("") };
    let signed = Draft { secret: "mock-wps-secret", ..nothing_right.clone() };
    let known = signed.clone().by("alice-token");
    let typed = Draft { content_type: Some("application/json"), ..known.clone() };
    let rows = [
        ("nothing is right", nothing_right),
        ("but the signature", signed),
        ("and the token", known),
        ("and the content type", typed),
    ];
    refusals(&Mock::new(), rows, expect![[r#"
        nothing is right: 401 {"code":40100001,"debug":{"SignType":"WPS-4","appId":"AK20260101WPSAPP","appKey":"**********","body":"","contentType":"","date":"Fri, 02 Jan 2026 03:04:05 GMT","method":"POST","stringToSign":"WPS-4POST/v7/files/batch_get_metaFri, 02 Jan 2026 03:04:05 GMT","url":"/v7/files/batch_get_meta"},"msg":"sign check fail: authorization mismatch"}
        but the signature: 401 {"code":40100011,"detail":"There is no access token: neither in Authorization: Bearer, nor in the cookie wps_sid of the public cloud.","msg":"InvalidToken"}
        and the token: 415 {"code":415000001,"detail":"Content-Type must be application/json; it is \"\".","msg":"不支持的 ContentType"}
        and the content type: 400 {"code":400000002,"detail":"The body is not a JSON object.","msg":"请求参数格式有误"}
    "#]]).await;
}

#[tokio::test]
async fn refusals_are_journaled_with_their_operation() {
    let mock = Mock::new();
    Draft { secret: "wrong", ..draft() }.send(&mock).await;
    let entry = mock.sandbox().journal.since(0).pop().expect("an entry");
    assert_eq!((entry.arrival.provider, entry.operation), (Some("wps"), Some("files.batch_get_meta")));
    assert_eq!((entry.status, &entry.caller), (Some(401), &None));
}
