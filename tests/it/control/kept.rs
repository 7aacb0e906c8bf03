//! What the journal keeps of messages, and how much of it.

use std::fmt::Write as _;

use axum::body::Body;
use expect_test::expect;

use super::journal::numbers;
use crate::support::{Mock, journal, refusals};

/// Changes the setting `journal`.
pub async fn keep(mock: &Mock, settings: &str) {
    let answer = mock.send(&format!("PUT /_mock/settings\n\n{{\"journal\": {settings}}}")).await;
    assert_eq!(answer.status, 200, "{answer}");
}

#[tokio::test]
async fn bodies_give_way_by_their_bytes() {
    let mock = Mock::new();
    keep(&mock, r#"{"bodies": "all", "body_bytes": 10000, "total_bytes": 100000}"#).await;
    let body = "x".repeat(20_000);
    for _ in 0..20 {
        mock.send(&format!("POST /nowhere\n\n{body}")).await;
    }
    let (kept, lost) = numbers(&mock.send("GET /_mock/requests").await.json());
    assert_eq!((kept.as_slice(), lost), (&[12, 13, 14, 15, 16, 17, 18, 19, 20][..], 11));
    mock.send("GET /short").await;
    let (kept, _) = numbers(&mock.send("GET /_mock/requests").await.json());
    assert_eq!(kept.len(), 10, "a short one takes little");
}

#[tokio::test]
async fn bodies_are_kept_with_headers_by_their_type() {
    let mock = Mock::new();
    let requests = [
        "PATCH /v1.0/me/drive/root:/hello.txt\nAuthorization: Bearer alice-token\nContent-Type: application/json\n\n\
         {\"description\": \"é\"}",
        "PUT /v1.0/me/drive/root:/new.bin:/content\nAuthorization: Bearer alice-token\n\
         Content-Type: application/octet-stream\n\nbytes",
        "POST /nowhere\n\n[\"no type\"]",
        "POST /nowhere\n\nno type",
    ];
    let mut seen = String::new();
    for bodies in ["off", "json", "all"] {
        keep(&mock, &format!(r#"{{"bodies": "{bodies}", "body_bytes": 18}}"#)).await;
        for request in requests {
            mock.send(request).await;
        }
        let list = mock.send("GET /_mock/requests").await.json();
        for request in list["requests"].as_array().expect("a list") {
            let (sent, received) = (&request["request"], &request["response"]["body"]);
            writeln!(seen, "{bodies}: {} {} -> {received}", sent["body"], sent["truncated"])
                .expect("a string takes everything");
        }
        mock.send("DELETE /_mock/requests").await;
    }
    expect![[r#"
        off: null null -> null
        off: null null -> null
        off: null null -> null
        off: null null -> null
        json: "{\"description\": \"" true -> "{\"@odata.context\":"
        json: null false -> "{\"@odata.context\":"
        json: "[\"no type\"]" false -> "{\"title\":\"Not Foun"
        json: null false -> "{\"title\":\"Not Foun"
        all: "{\"description\": \"" true -> "{\"@odata.context\":"
        all: "bytes" false -> "{\"@odata.context\":"
        all: "[\"no type\"]" false -> "{\"title\":\"Not Foun"
        all: "no type" false -> "{\"title\":\"Not Foun"
    "#]]
    .assert_eq(&seen);
}

#[tokio::test]
async fn a_message_is_shown_whole() {
    let mock = Mock::new();
    keep(&mock, r#"{"bodies": "all"}"#).await;
    let mut request = Mock::request("POST /nowhere?a=b\nX-One: 1\nX-One: 2");
    *request.body_mut() = Body::from(&b"\xff\x00"[..]);
    mock.call(request).await;
    expect![[r#"
        200 OK
        {
          "at": "2026-01-02T03:04:05Z",
          "duration_ms": 0,
          "host": "mock.test",
          "method": "POST",
          "n": 1,
          "nearest": [
            {
              "emulated": true,
              "method": "POST",
              "operation": "devicelogin.answer",
              "path": "/devicelogin",
              "why": "`nowhere` stands where `devicelogin` does"
            },
            {
              "emulated": true,
              "method": "GET",
              "operation": "devicelogin.page",
              "path": "/devicelogin",
              "why": "`nowhere` stands where `devicelogin` does"
            },
            {
              "emulated": true,
              "method": "GET",
              "operation": "link.show",
              "path": "/l/{sid}",
              "why": "`nowhere` stands where `l` does"
            }
          ],
          "notes": [],
          "path": "/nowhere?a=b",
          "request": {
            "base64": true,
            "body": "/wA=",
            "headers": [
              [
                "host",
                "mock.test"
              ],
              [
                "x-one",
                "1"
              ],
              [
                "x-one",
                "2"
              ]
            ],
            "truncated": false
          },
          "request_bytes": 2,
          "response": {
            "base64": false,
            "body": "{\"title\":\"Not Found\",\"status\":404,\"detail\":\"No API has the path /nowhere; GET /_mock/info lists the base URLs.\"}\n",
            "headers": [
              [
                "content-type",
                "application/problem+json"
              ]
            ],
            "truncated": false
          },
          "response_bytes": 113,
          "state": "done",
          "status": 404
        }"#]].assert_eq(&journal(&mock, "GET /_mock/requests/1").await);
}

#[tokio::test]
async fn the_journal_is_a_har_file() {
    let mock = Mock::new();
    keep(&mock, r#"{"bodies": "json"}"#).await;
    mock.send("POST /nowhere?a=b%20c&code=real\nContent-Type: application/json\n\n{\"name\": \"new\"}").await;
    let har = mock.send("GET /_mock/requests.har").await;
    let mut json = har.json();
    for entry in json["log"]["entries"].as_array_mut().expect("a list") {
        for time in ["/time", "/timings/wait"] {
            let time = entry.pointer_mut(time).expect("a time");
            assert!(time.as_u64().expect("a number") < 60_000);
            *time = 0.into();
        }
    }
    expect![[r#"
        {
          "log": {
            "creator": {
              "name": "mockdrive",
              "version": "0.1.0"
            },
            "entries": [
              {
                "cache": {},
                "comment": "1 no operation",
                "request": {
                  "bodySize": 15,
                  "cookies": [],
                  "headers": [
                    {
                      "name": "host",
                      "value": "mock.test"
                    },
                    {
                      "name": "content-type",
                      "value": "application/json"
                    }
                  ],
                  "headersSize": -1,
                  "httpVersion": "HTTP/1.1",
                  "method": "POST",
                  "postData": {
                    "mimeType": "application/json",
                    "params": [],
                    "text": "{\"name\": \"new\"}"
                  },
                  "queryString": [
                    {
                      "name": "a",
                      "value": "b c"
                    },
                    {
                      "name": "code",
                      "value": "redacted:aa33996d"
                    }
                  ],
                  "url": "http://mock.test/nowhere?a=b%20c&code=redacted:aa33996d"
                },
                "response": {
                  "bodySize": 113,
                  "content": {
                    "mimeType": "application/problem+json",
                    "size": 113,
                    "text": "{\"title\":\"Not Found\",\"status\":404,\"detail\":\"No API has the path /nowhere; GET /_mock/info lists the base URLs.\"}\n"
                  },
                  "cookies": [],
                  "headers": [
                    {
                      "name": "content-type",
                      "value": "application/problem+json"
                    }
                  ],
                  "headersSize": -1,
                  "httpVersion": "HTTP/1.1",
                  "redirectURL": "",
                  "status": 404,
                  "statusText": "Not Found"
                },
                "startedDateTime": "2026-01-02T03:04:05Z",
                "time": 0,
                "timings": {
                  "receive": 0,
                  "send": 0,
                  "wait": 0
                }
              }
            ],
            "version": "1.2"
          }
        }"#]].assert_eq(&serde_json::to_string_pretty(&json).expect("JSON"));
}

#[tokio::test]
async fn settings_of_the_journal_are_changed_one_by_one() {
    let mock = Mock::new();
    let before = mock.send("GET /_mock/settings").await;
    let changed = mock.send("PUT /_mock/settings\n\n{\"journal\": {\"bodies\": \"json\"}}").await;
    expect![[r#"
        journal / bodies: "off" -> "json"
    "#]]
    .assert_eq(&changed.differs_from(&before));
    let rows = [
        r#"{"bodies": "some"}"#,
        r#"{"requests": -1}"#,
        r#"{"requests": 1000001}"#,
        r#"{"total_bytes": 1073741825}"#,
        r#"{"boddies": "all"}"#,
        "[]",
        "null",
    ];
    let rows = rows.map(|row| (row, format!("PUT /_mock/settings\n\n{{\"journal\": {row}}}")));
    refusals(&mock, rows, expect![[r#"
        {"bodies": "some"}: 400 {"detail":"The body is wrong: `journal.bodies` is one of `json`, `off`, `all`, not `some`.","status":400,"title":"Bad Request"}
        {"requests": -1}: 400 {"detail":"The body is wrong: `journal.requests` is a whole number from 0 on, not -1.","status":400,"title":"Bad Request"}
        {"requests": 1000001}: 400 {"detail":"The body is wrong: `journal.requests` is at most 1000000, not 1000001.","status":400,"title":"Bad Request"}
        {"total_bytes": 1073741825}: 400 {"detail":"The body is wrong: `journal.total_bytes` is at most 1073741824, not 1073741825.","status":400,"title":"Bad Request"}
        {"boddies": "all"}: 400 {"detail":"The body is wrong: `journal.boddies` is not known here; there are `bodies`, `body_bytes`, `requests`, `total_bytes`.","status":400,"title":"Bad Request"}
        []: 400 {"detail":"The body is wrong: `journal` is an object, not a list.","status":400,"title":"Bad Request"}
        null: 400 {"detail":"The body is wrong: `journal` is an object, not null.","status":400,"title":"Bad Request"}
    "#]]).await;
}
