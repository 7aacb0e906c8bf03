//! The requests that the vendor prints, with the headers that each of its languages sends.
//!
//! See <https://developer.kdocs.cn/server/personal/tasks-files-copy.html> and
//! <https://developer.kdocs.cn/server/appspace/batch-move.html>.

use expect_test::expect;
use mockdrive::{sandbox::Settings, world::Timestamp};

use super::{COPY, MOVE, Signed};
use crate::support::{Mock, refusals};

const COPY_BODY: &str = r#"{"file_ids":["kvqxrspxjctdojjqdildjhonzwusaquc"]}"#;
const MOVE_BODY: &str =
    r#"{"file_tokens":["t2v4Ga8ZUYKc12KGMdEQpBh"],"parent_token":"t1v4Ga8ZUYKc12KGMdEQpBh"}"#;

/// What the clients of the printed examples send besides the headers of the example.
pub(super) const CLIENTS: [(&str, &str); 9] = [
    (
        "curl",
        "User-Agent: curl/8.5.0\nAccept: */*\nContent-Length: 49\nContent-Type: application/x-www-form-urlencoded",
    ),
    (
        "OkHttp",
        "Content-Type: application/json; charset=utf-8\nUser-Agent: okhttp/4.12.0\nAccept-Encoding: gzip",
    ),
    ("Go", "User-Agent: Go-http-client/1.1\nContent-Length: 49\nAccept-Encoding: gzip"),
    ("Python", "Accept-Encoding: identity\nContent-Length: 49"),
    ("PHP", "Accept: */*\nAccept-Encoding: deflate, gzip\nContent-Type: application/x-www-form-urlencoded"),
    ("XMLHttpRequest", "Content-Type: text/plain;charset=UTF-8\nOrigin: null"),
    ("Node", "Connection: keep-alive\nTransfer-Encoding: chunked"),
    ("libcurl", "Accept: */*\nContent-Type: application/x-www-form-urlencoded"),
    ("RestSharp", "Content-Type: undefined\nUser-Agent: RestSharp/106.0.0.0"),
];

#[tokio::test]
async fn the_printed_copy_succeeds_from_every_client() {
    for (client, headers) in CLIENTS {
        let mock = Mock::new();
        let token = "kvqxrspxjctdojjqdildjhonzwusaquc";
        let answer = mock.send(&format!("POST {COPY}?access_token={token}\n{headers}\n\n{COPY_BODY}")).await;
        assert_eq!(answer.status, 200, "{client}: {answer}");
        assert!(mock.paths("alice").await.contains(&"/hello(1).txt".to_owned()), "{client}");
    }
}

#[tokio::test]
async fn the_printed_copy_is_answered_with_the_ids_of_the_copy() {
    let mock = Mock::new();
    let url = format!("{COPY}?access_token=kvqxrspxjctdojjqdildjhonzwusaquc");
    let answer = mock.send(&format!("POST {url}\n\n{COPY_BODY}")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "file_ids": [
              {
                "open_id": "24Jhofz2dZ_YHGaW8c2WWsFMjuqr_2yYAwpgAO3zcs8",
                "union_id": "NJyvBE_AAmwDEvivY6LcmcFMjuqr_2yYAwpgAO3zcs8"
              }
            ],
            "task_id": ""
          }
        }"#]]
    .assert_eq(&answer.to_string());
    let answer = mock.send(&format!("POST {url}\nX-Mock-Task: async\n\n{COPY_BODY}")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "task_id": "0d1kntqxlh33mco27vgx8w"
          }
        }"#]]
    .assert_eq(&answer.to_string());
}

/// The signature that is printed is a placeholder, and so are the hash of an empty body and the date of 2013.
#[tokio::test]
async fn the_printed_move_is_refused_for_its_date_then_its_hash_then_its_signature() {
    let printed = |content_md5: &str| {
        format!(
            "POST {MOVE}\n\
             Authorization: WPS-2:SX20220101ABCDEF:ac59dac1460772a04b3a97d7ef78409f28241e3a\n\
             Content-Md5: {content_md5}\nContent-Type: application/json\n\
             Date: Wed, 23 Jan 2013 06:43:08 GMT\n\n{MOVE_BODY}"
        )
    };
    let mock = Mock::new();
    let empty = printed("d41d8cd98f00b204e9800998ecf8427e");
    refusals(&mock, [("a date of 2013", &*empty)], expect![[r#"
        a date of 2013: 401 {"code":30901,"hint":"not a valid datetime or too skewed. expect: an RFC 1123 date within 900 s of Fri, 02 Jan 2026 03:04:05 GMT, actual: Wed, 23 Jan 2013 06:43:08 GMT","message":"InvalidDate","msg":"InvalidDate"}
    "#]]).await;
    mock.sandbox().set_settings(Settings { signature_skew_seconds: None, ..Settings::default() });
    let whole = printed("ab95dbea407e2b714e80c40f87ad42ba");
    let rows = [("the hash of nothing", &*empty), ("another signature", &*whole)];
    refusals(&mock, rows, expect![[r#"
        the hash of nothing: 401 {"code":30902,"hint":"Content-Md5 not match. expect: ab95dbea407e2b714e80c40f87ad42ba, actual: d41d8cd98f00b204e9800998ecf8427e","message":"InvalidContentMd5","msg":"InvalidContentMd5"}
        another signature: 401 {"code":30003,"hint":"signature not match. expect: bb1182f2ac937b7fd80ed85d4f5cbad47ddd2976, actual: ac59dac1460772a04b3a97d7ef78409f28241e3a","message":"InvalidSignature","msg":"InvalidSignature"}
    "#]]).await;
    assert!(mock.paths("apps").await.contains(&"/welcome.txt".to_owned()), "it was not moved");
}

#[tokio::test]
async fn the_printed_move_succeeds_once_it_is_signed() {
    let example = Signed {
        app: "SX20220101ABCDEF",
        key: "mock-kdocs-example-key",
        date: "Wed, 23 Jan 2013 06:43:08 GMT",
        ..Signed::default()
    };
    let mock = Mock::with(|settings| settings.signature_skew_seconds = None);
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "task_id": ""
          }
        }"#]]
    .assert_eq(&example.post(&mock, MOVE_BODY).await.to_string());
    assert!(mock.paths("apps").await.contains(&"/Archive/welcome.txt".to_owned()));

    // Without the setting: on a clock that stands at the printed date.
    let mock = Mock::new();
    mock.sandbox().clock.set(Timestamp::from_millis(1_358_923_388_000));
    let asynchronous = Signed { more: "\nX-Mock-Task: async", ..example };
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "task_id": "1vm0tcqf7iavqtr3nxota9"
          }
        }"#]]
    .assert_eq(&asynchronous.post(&mock, MOVE_BODY).await.to_string());
}

/// Rows 2 and 3 of reference 4.4, as whole requests; `OkHttp` adds the charset to what the example asks for.
#[tokio::test]
async fn the_vectors_of_the_reference_are_accepted_as_requests() {
    for (content_type, signature) in [
        ("application/json", "68e6fc8247ef3104c3be78e53f40705306a460d3"),
        ("application/json;charset=utf-8", "2a33c5713744ace958e3ca99c8b03f54adb008d5"),
    ] {
        let mock = Mock::with(|settings| settings.signature_skew_seconds = None);
        let request = format!(
            "POST {MOVE}\nAuthorization: WPS-2:SX20220714PWALPQ:{signature}\n\
             Content-Md5: ab95dbea407e2b714e80c40f87ad42ba\nContent-Type: {content_type}\n\
             Date: Wed, 23 Jan 2013 06:43:08 GMT\n\n{MOVE_BODY}"
        );
        let answer = mock.send(&request).await;
        assert_eq!(answer.status, 200, "{answer}");
    }
}
