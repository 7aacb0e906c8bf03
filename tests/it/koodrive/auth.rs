//! Credentials.

use data_encoding::HEXLOWER;
use expect_test::expect;
use hmac::{Hmac, KeyInit, Mac};
use mockdrive::sandbox::Auth;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{code, file, space};
use crate::support::{Answer, Mock};

const LIST: &str = "GET /koodrive/ose/v1/jobs?offset=0&limit=1";

#[tokio::test]
async fn a_token_is_taken_in_every_documented_form() {
    let mock = Mock::new();
    for header in [
        "Bearer+alice-token",
        "Bearer alice-token",
        "AT+alice-token",
        "AT alice-token",
        "alice-token",
        "bEARER alice-token",
    ] {
        let answer = mock.send(&format!("{LIST}\nAuthorization: {header}")).await;
        assert_eq!(answer.json(), json!({ "data": [], "code": 0, "msg": "success" }), "{header}");
    }
}

#[tokio::test]
async fn who_has_no_valid_token_is_refused_before_anything_is_read() {
    let mock = Mock::new();
    let answer = mock.send(LIST).await;
    expect![[r#"
        401 Unauthorized
        {
          "code": 401,
          "msg": "Unauthorized"
        }"#]]
    .assert_eq(&answer.to_string());
    for header in
        ["Bearer nobody", "Bearer+", "Basic alice-token", "HMAC-SHA256 alice-token", "Bearer alice-token2"]
    {
        let request = format!("POST /koodrive/ose/v1/jobs\nAuthorization: {header}\n\nno JSON");
        assert_eq!(mock.send(&request).await.json(), answer.json(), "{header}");
    }
}

#[tokio::test]
async fn a_token_for_reading_may_not_write() {
    let mock = Mock::new();
    assert_eq!(mock.send(&format!("{LIST}\nAuthorization: Bearer readonly-token")).await.status, 200);
    for path in ["jobs", "cancel"] {
        let request = format!("POST /koodrive/ose/v1/{path}\nAuthorization: Bearer readonly-token\n\n{{}}");
        let answer = mock.send(&request).await;
        assert_eq!(answer.json(), json!({ "code": 13_000_410, "msg": "当前用户没有权限操作该空间" }));
    }
}

#[tokio::test]
async fn a_lenient_mock_takes_anybody_as_the_first_user() {
    let mock = Mock::with(|settings| settings.auth = Auth::Lenient);
    for header in ["", "\nAuthorization: Bearer nobody", "\nAuthorization: HMAC-SHA256 AppId=x"] {
        assert_eq!(mock.send(&format!("{LIST}{header}")).await.status, 200, "{header}");
    }
    let notes: Vec<_> = mock.sandbox().journal.since(0).iter().map(|entry| entry.notes.join("; ")).collect();
    expect![[r#"
        NoToken: taken as alice
        UnknownToken: taken as alice
        the signature is refused: X-Date and X-User-Id must be among the signed headers; NoToken: taken as alice"#]].assert_eq(&notes.join("\n"));
}

#[tokio::test]
async fn a_trace_id_of_another_form_is_noted() {
    let mock = Mock::new();
    for id in ["a".repeat(58), "a".repeat(57), format!("{}-", "a".repeat(57))] {
        mock.send(&format!("{LIST}\nAuthorization: alice-token\nX-Traceid: {id}\nlanguage: zh-CN")).await;
    }
    let notes: Vec<_> = mock.sandbox().journal.since(0).iter().map(|entry| entry.notes.len()).collect();
    assert_eq!(notes, [0, 1, 1]);
}

#[tokio::test]
async fn spaces_of_others_are_closed() {
    let mock = Mock::new();
    let hello = file(&mock, "/hello.txt").await;
    for owner in ["bob", "apps"] {
        for side in [
            json!({ "dstContainerId": space(&mock, owner).await }),
            json!({ "taskInfo": { "srcContainerId": space(&mock, owner).await } }),
        ] {
            assert_eq!(code(&super::create(&mock, 1, 101, &[&hello], side).await), 13_000_410);
        }
    }
}

/// A request signed at 11:04:05 as its canonical form says.
async fn signed(mock: &Mock, change: impl Fn(&str) -> String, canonical_path: &str) -> Answer {
    let body = r#"{"jobId":"1"}"#;
    let canonical = format!(
        "POST\n{canonical_path}\nhost:mock.test\nx-date:20260102T030405Z\nx-user-id:bob\n\nhost;x-date;x-user-id\n{}",
        HEXLOWER.encode(&Sha256::digest(body))
    );
    let text = format!("HMAC-SHA256\n{}", HEXLOWER.encode(&Sha256::digest(canonical)));
    let mac = Hmac::<Sha256>::new_from_slice(b"mock-koodrive-secret").expect("any length");
    let signature = HEXLOWER.encode(&mac.chain_update(text).finalize().into_bytes());
    let request = format!(
        "POST /koodrive/ose/v1/cancel?b=2&a=%20x&c\nX-Date: 20260102T030405Z\nX-User-Id: bob\nAuthorization: HMAC-SHA256 AppId=mock-koodrive-app,SignedHeaders=host;x-date;x-user-id,Signature={signature}\n\n{body}"
    );
    mock.send(&change(&request)).await
}

const CANONICAL: &str = "/koodrive/ose/v1/cancel/\na=%20x&b=2&c=";

#[tokio::test]
async fn an_application_signs_for_a_person() {
    let mock = Mock::new();
    let answer = signed(&mock, str::to_owned, CANONICAL).await;
    assert_eq!(code(&answer), 13_000_309, "the signature is good, the job unknown");
    assert_eq!(mock.sandbox().journal.since(0)[0].caller.as_deref(), Some("bob"));
    mock.advance(std::time::Duration::from_mins(15));
    assert_eq!(code(&signed(&mock, str::to_owned, CANONICAL).await), 13_000_309, "15 minutes later");
    mock.advance(std::time::Duration::from_secs(1));
    assert_eq!(signed(&mock, str::to_owned, CANONICAL).await.status, 401);
}

#[tokio::test]
async fn a_signature_is_good_with_and_without_the_prefix_of_a_sandbox() {
    let mock = Mock::with(|settings| settings.signature_skew_seconds = None);
    let prefix = |request: &str| request.replace("POST /koo", "POST /_sandbox/default/koo");
    for path in [CANONICAL.to_owned(), format!("/_sandbox/default{CANONICAL}")] {
        assert_eq!(code(&signed(&mock, prefix, &path).await), 13_000_309, "{path}");
    }
}

#[tokio::test]
async fn a_changed_request_does_not_fit_its_signature() {
    let mock = Mock::new();
    for (from, to) in [
        (r#""1""#, r#""2""#),
        ("a=%20x", "a=%20y"),
        ("/cancel?", "/jobs?"),
        ("X-User-Id: bob", "X-User-Id: alice"),
        ("X-User-Id: bob", "X-User-Id: nobody"),
        ("X-Date: 20260102T030405Z", "X-Date: 20260102T030404Z"),
        ("X-Date: 20260102T030405Z", "X-Date: 20260102T030406Z"),
        ("X-Date: 20260102T030405Z", "X-Date: today"),
        ("X-Date: 20260102T030405Z\n", ""),
        ("AppId=mock-koodrive-app", "AppId=AK20260101WPSAPP"),
        ("AppId=mock-koodrive-app,", ""),
        ("host;x-date;x-user-id", "host;x-date"),
        ("Signature=", "Signature=0"),
        ("Signature=", "signature="),
    ] {
        let answer = signed(&mock, |request| request.replace(from, to), CANONICAL).await;
        assert_eq!(answer.json(), json!({ "code": 401, "msg": "Unauthorized" }), "{from} -> {to}");
    }
}
