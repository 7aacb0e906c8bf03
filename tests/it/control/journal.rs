//! The journal.

use std::convert::Infallible;

use axum::{body::Body, http::Request};
use expect_test::expect;
use futures_util::{FutureExt, StreamExt, future::join, stream};
use serde_json::Value;

use super::kept::keep;
use crate::support::{Mock, journal, refusals};

/// The numbers of the requests in a list, and how many it says are lost.
pub fn numbers(list: &Value) -> (Vec<u64>, u64) {
    let requests = list["requests"].as_array().expect("a list").iter();
    (
        requests.map(|request| request["n"].as_u64().expect("a number")).collect(),
        list["lost"].as_u64().expect("one"),
    )
}

#[tokio::test]
async fn the_journal_lists_requests() {
    let mock = Mock::new();
    mock.send("GET /v1.0/me/drive/root:/hello.txt?$select=id\nAuthorization: Bearer bob-token").await;
    mock.send("POST /nowhere\n\n12345").await;
    expect![[r#"
        200 OK
        {
          "lost": 0,
          "requests": [
            {
              "at": "2026-01-02T03:04:05Z",
              "duration_ms": 0,
              "host": "mock.test",
              "method": "GET",
              "n": 1,
              "notes": [],
              "operation": "driveItem.get",
              "path": "/v1.0/me/drive/root:/hello.txt?$select=id",
              "provider": "graph",
              "reason": "there is no such item",
              "request_bytes": 0,
              "response_bytes": 233,
              "state": "done",
              "status": 404,
              "user": "bob"
            },
            {
              "at": "2026-01-02T03:04:05Z",
              "duration_ms": 0,
              "host": "mock.test",
              "method": "POST",
              "n": 2,
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
              "path": "/nowhere",
              "request_bytes": 5,
              "response_bytes": 113,
              "state": "done",
              "status": 404
            }
          ]
        }"#]]
    .assert_eq(&journal(&mock, "GET /_mock/requests").await);
}

#[tokio::test]
async fn lists_are_cut_by_number_and_length() {
    let mock = Mock::new();
    for _ in 0..5 {
        mock.send("GET /nowhere").await;
    }
    for (query, expected) in [
        ("", &[1, 2, 3, 4, 5][..]),
        ("?since=3", &[4, 5]),
        ("?since=1&limit=2", &[2, 3]),
        ("?limit=0", &[]),
        ("?since=5", &[]),
        ("?since=99", &[]),
    ] {
        let list = mock.send(&format!("GET /_mock/requests{query}")).await.json();
        assert_eq!(numbers(&list), (expected.to_vec(), 0), "{query}");
    }
    let rows = ["limit=-1", "limit=x", "since=", "wait_ms=60001", "wait=1"];
    let rows = rows.map(|query| (query, format!("GET /_mock/requests?{query}")));
    refusals(&mock, rows, expect![[r#"
        limit=-1: 400 {"detail":"`limit` is a whole number, not `-1`.","status":400,"title":"Bad Request"}
        limit=x: 400 {"detail":"`limit` is a whole number, not `x`.","status":400,"title":"Bad Request"}
        since=: 400 {"detail":"`since` is a whole number, not ``.","status":400,"title":"Bad Request"}
        wait_ms=60001: 400 {"detail":"`wait_ms` is at most 60000, not 60001.","status":400,"title":"Bad Request"}
        wait=1: 400 {"detail":"Unknown parameter `wait`: /_mock/requests has `since`, `limit`, `wait_ms`, `provider`, `operation`, `method`, `path`, `caller`, `status`, `fault`.","status":400,"title":"Bad Request"}
    "#]]).await;
    let rows = ["GET /_mock/requests/6", "GET /_mock/requests/x", "GET /_mock/requests/0"];
    refusals(&mock, rows.map(|row| (row, row)), expect![[r#"
        GET /_mock/requests/6: 404 {"detail":"The journal has no request `6`, but 1 to 5.","status":404,"title":"Not Found"}
        GET /_mock/requests/x: 404 {"detail":"The journal has no request `x`, but 1 to 5.","status":404,"title":"Not Found"}
        GET /_mock/requests/0: 404 {"detail":"The journal has no request `0`, but 1 to 5.","status":404,"title":"Not Found"}
    "#]]).await;
}

#[tokio::test]
async fn the_oldest_requests_give_way_and_the_list_says_how_many() {
    let mock = Mock::new();
    for _ in 0..1005 {
        mock.send("GET /nowhere").await;
    }
    let (all, lost) = numbers(&mock.send("GET /_mock/requests").await.json());
    assert_eq!((all.len(), all[0], all[999], lost), (1000, 6, 1005, 5));
    assert_eq!(numbers(&mock.send("GET /_mock/requests?since=3&limit=1").await.json()), (vec![6], 2));
    keep(&mock, r#"{"requests": 2}"#).await;
    mock.send("GET /nowhere").await;
    assert_eq!(numbers(&mock.send("GET /_mock/requests").await.json()), (vec![1005, 1006], 1004));
    keep(&mock, r#"{"requests": 0}"#).await;
    mock.send("GET /nowhere").await;
    assert_eq!(numbers(&mock.send("GET /_mock/requests").await.json()), (vec![], 1007));
    refusals(&mock, [("none is kept", "GET /_mock/requests/1007")], expect![[r#"
        none is kept: 404 {"detail":"The journal has no request `1007`, nor any other.","status":404,"title":"Not Found"}
    "#]]).await;
}

#[tokio::test]
async fn what_was_forgotten_is_not_lost_and_numbers_go_on() {
    let mock = Mock::new();
    mock.send("GET /nowhere").await;
    mock.send("GET /nowhere").await;
    assert_eq!(mock.send("DELETE /_mock/requests").await.status, 204);
    assert_eq!(numbers(&mock.send("GET /_mock/requests").await.json()), (vec![], 0));
    mock.send("GET /nowhere").await;
    assert_eq!(numbers(&mock.send("GET /_mock/requests").await.json()), (vec![3], 0));
    mock.send("POST /_mock/reset").await;
    mock.send("GET /nowhere").await;
    assert_eq!(numbers(&mock.send("GET /_mock/requests").await.json()), (vec![1], 0), "a reset begins anew");
}

#[tokio::test]
async fn a_request_is_there_when_it_arrives_and_aborted_when_its_client_leaves() {
    let mock = Mock::new();
    let body = endless("{\"name\"");
    let request = Request::builder().method("PATCH").uri("/v1.0/me/drive/root:/hello.txt");
    let request =
        request.header("authorization", "Bearer alice-token").header("content-type", "application/json");
    let mut sent = Box::pin(mock.call(request.body(body).expect("a request")));
    assert!((&mut sent).now_or_never().is_none(), "its body has not come");
    expect![[r#"
        200 OK
        {
          "at": "2026-01-02T03:04:05Z",
          "method": "PATCH",
          "n": 1,
          "notes": [],
          "operation": "driveItem.update",
          "path": "/v1.0/me/drive/root:/hello.txt",
          "provider": "graph",
          "request_bytes": 7,
          "response_bytes": 0,
          "state": "open",
          "user": "alice"
        }"#]]
    .assert_eq(&journal(&mock, "GET /_mock/requests/1").await);
    drop(sent);
    expect![[r#"
        200 OK
        {
          "at": "2026-01-02T03:04:05Z",
          "duration_ms": 0,
          "method": "PATCH",
          "n": 1,
          "notes": [],
          "operation": "driveItem.update",
          "path": "/v1.0/me/drive/root:/hello.txt",
          "provider": "graph",
          "request_bytes": 7,
          "response_bytes": 0,
          "state": "aborted",
          "user": "alice"
        }"#]]
    .assert_eq(&journal(&mock, "GET /_mock/requests/1").await);
}

/// A body that begins and never ends.
pub fn endless(beginning: &'static str) -> Body {
    Body::from_stream(stream::iter([Ok::<_, Infallible>(beginning)]).chain(stream::pending()))
}

#[tokio::test]
async fn a_response_that_is_not_read_to_its_end_is_aborted() {
    let mock = Mock::new();
    let request = "GET /v1.0/me/drive\nAuthorization: Bearer alice-token";
    let whole = mock.send(request).await;
    drop(mock.respond(Mock::request(request)).await);
    let list = mock.send("GET /_mock/requests").await.json();
    let seen =
        |n: usize| (list["requests"][n]["state"].clone(), list["requests"][n]["response_bytes"].clone());
    assert_eq!(seen(0), ("done".into(), whole.body.len().into()));
    assert_eq!(seen(1), ("aborted".into(), 0.into()));
}

#[tokio::test(start_paused = true)]
async fn a_list_waits_for_something_to_be_in_it() {
    let mock = Mock::new();
    let (list, _) = join(mock.send("GET /_mock/requests?wait_ms=60000"), mock.send("GET /nowhere")).await;
    assert_eq!(numbers(&list.json()).0, [1]);
    let list = mock.send("GET /_mock/requests?wait_ms=60000&since=1").await.json();
    assert!(numbers(&list).0.is_empty(), "nothing came");
}

#[tokio::test]
async fn the_plain_members_of_a_matcher_choose_among_the_requests() {
    let mock = Mock::new();
    mock.send("GET /v1.0/me/drive\nAuthorization: Bearer alice-token").await;
    mock.send("GET /v1.0/me/drive/root:/x\nAuthorization: Bearer bob-token").await;
    mock.send("DELETE /nowhere").await;
    mock.send("GET /api/v1/openapi/nowhere").await;
    for (query, expected) in [
        ("provider=graph", &[1, 2][..]),
        ("operation=driveItem.*", &[2]),
        ("method=delete", &[3]),
        ("path=/v1.0/**", &[1, 2]),
        ("path=/v1.0/*", &[]),
        ("caller=bob", &[2]),
        ("status=4xx&since=2", &[3, 4]),
        ("status=<400", &[1]),
        ("fault=false&limit=1", &[1]),
        ("fault=true", &[]),
    ] {
        let list = mock.send(&format!("GET /_mock/requests?{}", query.replace('<', "%3C"))).await.json();
        assert_eq!(numbers(&list).0, expected, "{query}");
    }
    let rows = ["operation=driveItem.cpoy", "provider=onedrive", "status=ok", "method=FETCH", "header=x"];
    let rows = rows.map(|query| (query, format!("GET /_mock/requests?{query}")));
    refusals(&mock, rows, expect![[r#"
        operation=driveItem.cpoy: 400 {"detail":"The query is wrong: `operation` names an operation that no API has, `driveItem.cpoy`; the nearest are `driveItem.copy`, `driveItem.put`, `driveItem.get`, and GET /_mock/info lists all.","status":400,"title":"Bad Request"}
        provider=onedrive: 400 {"detail":"The query is wrong: `provider` is one of `koodrive`, `graph`, `kdocs`, `wps`, not `onedrive`.","status":400,"title":"Bad Request"}
        status=ok: 400 {"detail":"The query is wrong: `status` is a status such as `404`, `4xx`, `<400` or `>=500`, not `ok`.","status":400,"title":"Bad Request"}
        method=FETCH: 400 {"detail":"The query is wrong: `method` is one of `PATCH`, `GET`, `HEAD`, `PUT`, `TRACE`, `DELETE`, `POST`, `CONNECT`, `OPTIONS`, not `FETCH`.","status":400,"title":"Bad Request"}
        header=x: 400 {"detail":"Unknown parameter `header`: /_mock/requests has `since`, `limit`, `wait_ms`, `provider`, `operation`, `method`, `path`, `caller`, `status`, `fault`.","status":400,"title":"Bad Request"}
    "#]]).await;
}

#[tokio::test(start_paused = true)]
async fn a_list_waits_for_the_request_that_is_meant() {
    let mock = Mock::new();
    let others = async {
        mock.send("GET /nowhere").await;
        mock.send("DELETE /nowhere").await
    };
    let (list, _) =
        join(mock.send("GET /_mock/requests?wait_ms=60000&method=DELETE&status=404"), others).await;
    assert_eq!(numbers(&list.json()).0, [2]);
}
