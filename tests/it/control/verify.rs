//! Verification: whether the requests are those that a test expects.

use std::fmt::Write as _;

use axum::http::Request;
use expect_test::expect;
use futures_util::{FutureExt, future::join};

use super::journal::endless;
use crate::support::{Mock, refusals};

/// Some requests: 1 and 2 make an upload, 3 to 5 send parts, 6 and 7 go wrong.
pub async fn uploaded() -> Mock {
    let mock = Mock::new();
    for request in [
        "GET /v1.0/me/drive\nAuthorization: Bearer alice-token",
        "POST /v1.0/me/drive/root/children\nAuthorization: Bearer alice-token\nContent-Type: application/json\n\n\
         {\"name\": \"a\", \"folder\": {}}",
        "PUT /v1.0/me/drive/root:/a/1.txt:/content\nAuthorization: Bearer alice-token\nContent-Type: text/plain\n\n1",
        "PUT /v1.0/me/drive/root:/a/2.txt:/content?x=1\nAuthorization: Bearer alice-token\nContent-Type: text/plain\n\n2",
        "GET /v1.0/me/drive/root:/a/1.txt\nAuthorization: Bearer bob-token",
        "GET /v1.0/me/drvie\nAuthorization: Bearer real",
        "GET /v1.0/me/calendars\nAuthorization: Bearer alice-token",
    ] {
        mock.send(request).await;
    }
    mock
}

/// What is answered to verifications that do not wait, each with its text.
pub async fn texts(mock: &Mock, bodies: &[&str]) -> String {
    let mut texts = String::new();
    for body in bodies {
        let whole = format!("{{\"wait_ms\": 0, {body}}}");
        let answer = mock.send(&format!("POST /_mock/verify\n\n{whole}")).await;
        let json = answer.json();
        let text = json["detail"].as_str().unwrap_or_default();
        writeln!(texts, "{body}: {}", answer.status.as_u16()).expect("a string takes everything");
        text.lines().for_each(|line| writeln!(texts, "    {line}").expect("a string takes everything"));
    }
    texts
}

#[tokio::test]
async fn what_holds_is_answered_with_what_was_found() {
    let mock = uploaded().await;
    let body = r#"{"expect": [
        {"name": "one folder", "match": {"operation": "driveItem.children.create"}, "times": 1},
        {"match": {"method": "PUT", "status": "2xx"}, "times": {"min": 2}},
        {"match": {"method": "DELETE"}, "times": 0}]}"#;
    expect![[r#"
        200 OK
        {
          "lost": 0,
          "results": [
            {
              "expected": "exactly 1",
              "found": 1,
              "name": "one folder",
              "passed": true,
              "requests": [
                2
              ]
            },
            {
              "expected": "at least 2",
              "found": 2,
              "name": "PUT status 2xx",
              "passed": true,
              "requests": [
                3,
                4
              ]
            },
            {
              "expected": "none",
              "found": 0,
              "name": "DELETE",
              "passed": true,
              "requests": []
            }
          ]
        }"#]]
    .assert_eq(&mock.send(&format!("POST /_mock/verify\n\n{body}")).await.to_string());
}

#[tokio::test(start_paused = true)]
async fn what_does_not_hold_is_a_problem_with_a_text_to_print() {
    let mock = uploaded().await;
    let body = r#"{"expect": [
        {"name": "one session", "match": {"operation": "driveItem.createUploadSession"}, "times": 1},
        {"match": {"method": "PUT"}, "times": {"max": 1}}]}"#;
    let answer = mock.send(&format!("POST /_mock/verify\n\n{body}")).await;
    assert_eq!(answer.header("content-type"), "application/problem+json");
    expect![[r#"
        409 Conflict
        {
          "detail": "one session: expected exactly 1, found 0\n  nearest is request 7: operation is nothing, not driveItem.createUploadSession\n  nearest is request 6: operation is nothing, not driveItem.createUploadSession\n  nearest is request 5: operation is driveItem.get, not driveItem.createUploadSession\nPUT: expected at most 1, found 2 (requests 3, 4)",
          "lost": 0,
          "results": [
            {
              "expected": "exactly 1",
              "found": 0,
              "name": "one session",
              "nearest": [
                {
                  "differs": [
                    {
                      "expected": "driveItem.createUploadSession",
                      "found": null,
                      "member": "operation"
                    }
                  ],
                  "n": 7
                },
                {
                  "differs": [
                    {
                      "expected": "driveItem.createUploadSession",
                      "found": null,
                      "member": "operation"
                    }
                  ],
                  "n": 6
                },
                {
                  "differs": [
                    {
                      "expected": "driveItem.createUploadSession",
                      "found": "driveItem.get",
                      "member": "operation"
                    }
                  ],
                  "n": 5
                }
              ],
              "passed": false,
              "requests": []
            },
            {
              "expected": "at most 1",
              "found": 2,
              "name": "PUT",
              "passed": false,
              "requests": [
                3,
                4
              ]
            }
          ],
          "status": 409,
          "title": "Verification failed"
        }"#]].assert_eq(&answer.to_string());
}

#[tokio::test]
async fn requests_are_counted_in_any_order() {
    let texts = texts(
        &uploaded().await,
        &[
            r#""expect": []"#,
            r#""expect": [{"match": {"caller": "bob"}}]"#,
            r#""expect": [{"times": 7}]"#,
            r#""expect": [{"times": {"min": 8}}]"#,
            r#""expect": [{"match": {"method": ["PUT", "POST"]}, "times": {"min": 4, "max": 5}}]"#,
            r#""since": 5, "expect": [{"match": {"provider": "graph"}, "times": 2}]"#,
            r#""since": 7, "expect": [{"times": 0}]"#,
            r#""expect": [{"match": {"method": "PUT", "header": {"authorization": "Bearer bob-token"}}}]"#,
            r#""expect": [{"match": {"query": {"x": "2"}, "operation": "driveItem.content.put"}}]"#,
            r#""expect": [{"match": {"header": {"authorization": null}, "path": "/v1.0/me/drvie"}}]"#,
        ],
    )
    .await;
    expect![[r#"
        "expect": []: 200
        "expect": [{"match": {"caller": "bob"}}]: 200
        "expect": [{"times": 7}]: 200
        "expect": [{"times": {"min": 8}}]: 409
            any request: expected at least 8, found 7 (requests 1, 2, 3, 4, 5, 6, 7)
        "expect": [{"match": {"method": ["PUT", "POST"]}, "times": {"min": 4, "max": 5}}]: 409
            PUT|POST: expected 4 to 5, found 3 (requests 2, 3, 4)
              nearest is request 7: method is GET, not PUT or POST
              nearest is request 6: method is GET, not PUT or POST
              nearest is request 5: method is GET, not PUT or POST
        "since": 5, "expect": [{"match": {"provider": "graph"}, "times": 2}]: 200
        "since": 7, "expect": [{"times": 0}]: 200
        "expect": [{"match": {"method": "PUT", "header": {"authorization": "Bearer bob-token"}}}]: 409
            PUT header.authorization: expected at least 1, found 0
              nearest is request 5: method is GET, not PUT
              nearest is request 4: header.authorization is Bearer alice-token, not Bearer bob-token
              nearest is request 3: header.authorization is Bearer alice-token, not Bearer bob-token
        "expect": [{"match": {"query": {"x": "2"}, "operation": "driveItem.content.put"}}]: 409
            driveItem.content.put query.x: expected at least 1, found 0
              nearest is request 4: query.x is 1, not 2
              nearest is request 3: query.x is nothing, not 2
              nearest is request 7: operation is nothing, not driveItem.content.put; query.x is nothing, not 2
        "expect": [{"match": {"header": {"authorization": null}, "path": "/v1.0/me/drvie"}}]: 409
            /v1.0/me/drvie header.authorization: expected at least 1, found 0
              nearest is request 6: header.authorization is Bearer redacted:aa33996d, not nothing
              nearest is request 7: path is /v1.0/me/calendars, not /v1.0/me/drvie; header.authorization is Bearer alice-token, not nothing
              nearest is request 5: path is /v1.0/me/drive/root:/a/1.txt, not /v1.0/me/drvie; header.authorization is Bearer bob-token, not nothing
    "#]].assert_eq(&texts);
}

#[tokio::test]
async fn requests_come_in_a_sequence_or_are_these_and_no_others() {
    let create = r#"{"name": "create", "match": {"operation": "driveItem.children.create"}, "times": 1}"#;
    let put = r#"{"name": "put", "match": {"method": "PUT"}}"#;
    let put_once = r#"{"name": "put", "match": {"method": "PUT"}, "times": 1}"#;
    let get = r#"{"name": "get", "match": {"method": "GET"}}"#;
    let no_delete = r#"{"match": {"method": "DELETE"}, "times": 0}"#;
    let of =
        |order: &str, expect: &[&str]| format!(r#""order": "{order}", "expect": [{}]"#, expect.join(", "));
    let bodies = [
        of("sequence", &[create, put, get]),
        of("sequence", &[get, create, no_delete, put, get]),
        of("sequence", &[put, create]),
        of("sequence", &[create, put_once]),
        of("sequence", &[get, create, put, create]),
        of("exact", &[get, create, put, get]),
        of("exact", &[get, put, get]),
        of("exact", &[get, create, put, get, put]),
        of("exact", &[get, create, put]),
        of("exact", &[]),
    ];
    let bodies: Vec<&str> = bodies.iter().map(String::as_str).collect();
    let texts = texts(&uploaded().await, &bodies).await;
    let texts = [
        (create, "<create>"),
        (put_once, "<put once>"),
        (put, "<put>"),
        (get, "<get>"),
        (no_delete, "<no delete>"),
    ]
    .into_iter()
    .fold(texts, |texts, (long, short)| texts.replace(long, short));
    expect![[r#"
        "order": "sequence", "expect": [<create>, <put>, <get>]: 200
        "order": "sequence", "expect": [<get>, <create>, <no delete>, <put>, <get>]: 200
        "order": "sequence", "expect": [<put>, <create>]: 409
            create: expected exactly 1, found 0
              nearest is request 7: operation is nothing, not driveItem.children.create
              nearest is request 6: operation is nothing, not driveItem.children.create
              nearest is request 5: operation is driveItem.get, not driveItem.children.create
            order: `create` did not come behind request 4
        "order": "sequence", "expect": [<create>, <put once>]: 409
            order: request 4 (PUT /v1.0/me/drive/root:/a/2.txt:/content) is one `put` too many
        "order": "sequence", "expect": [<get>, <create>, <put>, <create>]: 409
            create: expected exactly 1, found 0
              nearest is request 7: operation is nothing, not driveItem.children.create
              nearest is request 6: operation is nothing, not driveItem.children.create
              nearest is request 5: operation is driveItem.get, not driveItem.children.create
            order: `create` did not come behind request 4
        "order": "exact", "expect": [<get>, <create>, <put>, <get>]: 200
        "order": "exact", "expect": [<get>, <put>, <get>]: 409
            put: expected at least 1, found 0
              nearest is request 7: method is GET, not PUT
              nearest is request 6: method is GET, not PUT
              nearest is request 5: method is GET, not PUT
            get: expected at least 1, found 0
              nearest is request 4: method is PUT, not GET
              nearest is request 3: method is PUT, not GET
              nearest is request 2: method is POST, not GET
            order: request 2 (POST /v1.0/me/drive/root/children) came where nothing but `put` was expected
        "order": "exact", "expect": [<get>, <create>, <put>, <get>, <put>]: 409
            put: expected at least 1, found 0
              nearest is request 7: method is GET, not PUT
              nearest is request 6: method is GET, not PUT
              nearest is request 5: method is GET, not PUT
            order: `put` did not come behind request 7
        "order": "exact", "expect": [<get>, <create>, <put>]: 409
            order: request 5 (GET /v1.0/me/drive/root:/a/1.txt) came where nothing but `put` was expected
        "order": "exact", "expect": []: 409
            order: request 1 (GET /v1.0/me/drive) came, and none was expected
    "#]]
    .assert_eq(&texts);
}

#[tokio::test]
async fn what_the_journal_has_lost_is_said() {
    let mock = Mock::new();
    mock.send("PUT /_mock/settings\n\n{\"journal\": {\"requests\": 2}}").await;
    for _ in 0..5 {
        mock.send("GET /nowhere").await;
    }
    let texts = texts(
        &mock,
        &[
            r#""expect": [{"match": {"method": "DELETE"}, "times": 0}]"#,
            r#""expect": [{"match": {"method": "GET"}}]"#,
            r#""since": 3, "expect": [{"match": {"method": "GET"}, "times": 2}]"#,
        ],
    )
    .await;
    expect![[r#"
        "expect": [{"match": {"method": "DELETE"}, "times": 0}]: 409
            lost: 3 requests behind number 0 are no longer in the journal; its setting `journal` says how many stay
        "expect": [{"match": {"method": "GET"}}]: 200
        "since": 3, "expect": [{"match": {"method": "GET"}, "times": 2}]: 200
    "#]].assert_eq(&texts);
}

#[tokio::test]
async fn credentials_are_hidden_in_what_was_found() {
    let mock = Mock::new();
    mock.send("PUT /_mock/settings\n\n{\"journal\": {\"bodies\": \"json\"}}").await;
    mock.send("POST /nowhere?access_token=real\nAuthorization: Bearer real\n\n{\"a\": {\"password\": \"real\"}, \"password\": \"real\"}")
        .await;
    let texts = texts(
        &mock,
        &[r#""expect": [{"match": {"query": {"access_token": "x"}, "header": {"Authorization": "x"},
            "body": {"/password": "x", "/a": 1, "": 2}}}]"#],
    )
    .await;
    expect![[r#"
        "expect": [{"match": {"query": {"access_token": "x"}, "header": {"Authorization": "x"},
                    "body": {"/password": "x", "/a": 1, "": 2}}}]: 409
            query.access_token header.Authorization body. body./a body./password: expected at least 1, found 0
              nearest is request 1: query.access_token is redacted:aa33996d, not x; header.authorization is Bearer redacted:aa33996d, not x; body. is {"a":{"password":"redacted:aa33996d"},"password":"redacted:aa33996d"}, not 2; body./a is {"password":"redacted:aa33996d"}, not 1; body./password is redacted:aa33996d, not x
    "#]].assert_eq(&texts);
}

#[tokio::test(start_paused = true)]
async fn requests_under_way_and_missing_ones_are_awaited() {
    let mock = Mock::new();
    let body = r#"{"wait_ms": 60000, "expect": [{"match": {"method": "DELETE"}, "times": 1}]}"#;
    let verify = format!("POST /_mock/verify\n\n{body}");
    let (answer, _) = join(mock.send(&verify), mock.send("DELETE /nowhere")).await;
    assert_eq!(answer.status, 200, "{answer}");
    // One that is under way might be another one.
    let request = Request::builder().method("PATCH").uri("/v1.0/me/drive/root:/hello.txt");
    let request =
        request.header("authorization", "Bearer alice-token").header("content-type", "application/json");
    let mut sent = Box::pin(mock.call(request.body(endless("{")).expect("a request")));
    assert!((&mut sent).now_or_never().is_none(), "its body has not come");
    let mut verified = Box::pin(mock.send(&verify));
    assert!((&mut verified).now_or_never().is_none(), "it waits");
    drop(sent);
    assert_eq!(verified.await.status, 200);
    // What has too many does not wait.
    mock.send("DELETE /nowhere").await;
    let answer = mock.send(&verify).now_or_never().expect("an answer at once");
    assert_eq!(answer.status, 409, "{answer}");
}

#[tokio::test]
async fn what_can_never_hold_is_refused() {
    let rows = [
        r#"{"expect": [{"match": {"operation": "driveItem.cpoy"}}]}"#,
        r#"{"expect": [{"match": {"operaiton": "driveItem.copy"}}]}"#,
        r#"{"expect": [{"match": {}, "times": -1}]}"#,
        r#"{"expect": [{"times": {"min": 2, "max": 1}}]}"#,
        r#"{"expect": [{"times": {}}]}"#,
        r#"{"expect": [{"times": {"mni": 1}}]}"#,
        r#"{"expect": {"times": 1}}"#,
        r#"{"expect": [{"match": {"body": {"/name": "a"}}}]}"#,
        r#"{"order": "strict"}"#,
        r#"{"others": false}"#,
        r#"{"clean": ["dirty"]}"#,
        r#"{"clean": "all"}"#,
        r#"{"wait_ms": 60001}"#,
        r#"{"expct": []}"#,
        "[]",
    ];
    let many = format!(r#"{{"expect": [{}]}}"#, vec!["{}"; 257].join(","));
    let rows =
        rows.into_iter().map(|body| (body.to_owned(), body.to_owned())).chain([("257 of them".into(), many)]);
    let rows = rows.map(|(what, body)| (what, format!("POST /_mock/verify\n\n{body}")));
    refusals(&Mock::new(), rows, expect![[r#"
        {"expect": [{"match": {"operation": "driveItem.cpoy"}}]}: 400 {"detail":"The body is wrong: `expect[0].match.operation` names an operation that no API has, `driveItem.cpoy`; the nearest are `driveItem.copy`, `driveItem.put`, `driveItem.get`, and GET /_mock/info lists all.","status":400,"title":"Bad Request"}
        {"expect": [{"match": {"operaiton": "driveItem.copy"}}]}: 400 {"detail":"The body is wrong: `expect[0].match.operaiton` is not known here; there are `operation`, `path`, `header`, `method`, `provider`, `query`, `status`, `caller`, `fault`, `body`.","status":400,"title":"Bad Request"}
        {"expect": [{"match": {}, "times": -1}]}: 400 {"detail":"The body is wrong: `expect[0].times` is a whole number from 0 on, or an object with `min`, `max` or both, not -1.","status":400,"title":"Bad Request"}
        {"expect": [{"times": {"min": 2, "max": 1}}]}: 400 {"detail":"The body is wrong: `expect[0].times` can never hold: `min` is 2, and `max` is 1.","status":400,"title":"Bad Request"}
        {"expect": [{"times": {}}]}: 400 {"detail":"The body is wrong: `expect[0].times` has `min`, `max` or both.","status":400,"title":"Bad Request"}
        {"expect": [{"times": {"mni": 1}}]}: 400 {"detail":"The body is wrong: `expect[0].times.mni` is not known here; there are `min`, `max`.","status":400,"title":"Bad Request"}
        {"expect": {"times": 1}}: 400 {"detail":"The body is wrong: `expect` is a list, not an object.","status":400,"title":"Bad Request"}
        {"expect": [{"match": {"body": {"/name": "a"}}}]}: 400 {"detail":"The body is wrong: `expect[0].match.body` looks into bodies, and none is kept: set `journal.bodies` to `json` or `all`.","status":400,"title":"Bad Request"}
        {"order": "strict"}: 400 {"detail":"The body is wrong: `order` is one of `exact`, `any`, `sequence`, not `strict`.","status":400,"title":"Bad Request"}
        {"others": false}: 400 {"detail":"The body is wrong: `others` is one of `allow`, `forbid`, not false.","status":400,"title":"Bad Request"}
        {"clean": ["dirty"]}: 400 {"detail":"The body is wrong: `clean[0]` is one of `early`, `unrouted`, `not_emulated`, `server_errors`, `unspent_faults`, not `dirty`.","status":400,"title":"Bad Request"}
        {"clean": "all"}: 400 {"detail":"The body is wrong: `clean` is `true`, `false` or a list, not the text \"all\".","status":400,"title":"Bad Request"}
        {"wait_ms": 60001}: 400 {"detail":"The body is wrong: `wait_ms` is at most 60000, not 60001.","status":400,"title":"Bad Request"}
        {"expct": []}: 400 {"detail":"The body is wrong: `expct` is not known here; there are `expect`, `since`, `clean`, `order`, `others`, `wait_ms`.","status":400,"title":"Bad Request"}
        []: 400 {"detail":"The body is wrong: it has to be an object.","status":400,"title":"Bad Request"}
        257 of them: 400 {"detail":"The body is wrong: `expect` has at most 256 expectations, not 257.","status":400,"title":"Bad Request"}
    "#]]).await;
}
