//! What is answered where no handler is reached: names that are no text, and heads that are no HTTP.

use expect_test::expect;
use mockdrive::MockServer;

use crate::support::{Mock, raw, refusals};

#[tokio::test]
async fn names_that_are_no_text_are_refused_with_a_problem() {
    let mock = Mock::new();
    let rows = [
        "DELETE /_mock/sandboxes/%ff",
        "POST /_mock/sandboxes/%ff/reset",
        "POST /_mock/sandboxes/%ff/fork\n\n{\"name\": \"t1\"}",
        "POST /_mock/tasks/%ff/finish",
        "POST /_mock/tasks/%ff/fail",
        "POST /_mock/graph/subscriptions/%ff/lifecycle\n\n{\"event\": \"missed\"}",
        "PATCH /_mock/sandboxes/%ff",
        "GET /_mock/%ff",
        "GET /_mock/tree?drive=%ff",
        "GET /_mock/health?%ff",
        "GET /_sandbox/%ff/_mock/health",
        "GET /_mock",
        "OPTIONS /_mock/health",
    ];
    for row in rows {
        let answer = mock.send(row).await;
        assert_eq!(answer.header("content-type"), "application/problem+json", "{row}: {answer}");
    }
    refusals(&mock, rows.map(|request| (request, request)), expect![[r#"
        DELETE /_mock/sandboxes/%ff: 400 {"detail":"The name in the path is no text: its percent signs have to stand for UTF-8.","status":400,"title":"Bad Request"}
        POST /_mock/sandboxes/%ff/reset: 400 {"detail":"The name in the path is no text: its percent signs have to stand for UTF-8.","status":400,"title":"Bad Request"}
        POST /_mock/sandboxes/%ff/fork  {"name": "t1"}: 400 {"detail":"The name in the path is no text: its percent signs have to stand for UTF-8.","status":400,"title":"Bad Request"}
        POST /_mock/tasks/%ff/finish: 400 {"detail":"The name in the path is no text: its percent signs have to stand for UTF-8.","status":400,"title":"Bad Request"}
        POST /_mock/tasks/%ff/fail: 400 {"detail":"The name in the path is no text: its percent signs have to stand for UTF-8.","status":400,"title":"Bad Request"}
        POST /_mock/graph/subscriptions/%ff/lifecycle  {"event": "missed"}: 400 {"detail":"The name in the path is no text: its percent signs have to stand for UTF-8.","status":400,"title":"Bad Request"}
        PATCH /_mock/sandboxes/%ff: 405 {"detail":"This path has no other methods than DELETE.","status":405,"title":"Method Not Allowed"}
        GET /_mock/%ff: 404 {"detail":"The control API has no path /_mock/%ff; GET /_mock/openapi.json describes those that it has.","status":404,"title":"Not Found"}
        GET /_mock/tree?drive=%ff: 404 {"detail":"There is no drive `�`, but `Alice's drive`, `Bob's drive`, `App drive`, `Team drive`, by their names or owners.","status":404,"title":"Not Found"}
        GET /_mock/health?%ff: 400 {"detail":"Unknown parameter `�`: /_mock/health has none.","status":400,"title":"Bad Request"}
        GET /_sandbox/%ff/_mock/health: 400 {"detail":"`%ff` is no sandbox name: it takes 1 to 64 letters, digits, dots, hyphens and underscores, and not of dots alone","status":400,"title":"Bad Request"}
        GET /_mock: 404 {"detail":"No API has the path /_mock; GET /_mock/info lists the base URLs.","status":404,"title":"Not Found"}
        OPTIONS /_mock/health: 405 {"detail":"This path has no other methods than GET, HEAD.","status":405,"title":"Method Not Allowed"}
    "#]]).await;
}

/// What the HTTP library refuses reaches no handler: `docs/control.md` lists it.
#[test]
fn heads_that_are_no_http_are_refused_without_a_body() {
    let server = MockServer::start();
    let long = "x".repeat(70_000);
    let many = "X-Many: 1\r\n".repeat(200);
    let huge = format!("X-Huge: {}\r\n", "x".repeat(500_000));
    let mut lines = Vec::new();
    for (what, head) in [
        ("no request line", "nonsense\r\n\r\n".to_owned()),
        ("a path with a space", "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n".into()),
        ("a version that is unknown", "GET /_mock/health HTTP/9.9\r\nHost: localhost\r\n\r\n".into()),
        ("a header without a colon", "GET /_mock/health HTTP/1.1\r\nHost\r\n\r\n".into()),
        (
            "two lengths",
            "POST /_mock/reset HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"
                .into(),
        ),
        ("an address of 70,000 bytes", format!("GET /{long} HTTP/1.1\r\nHost: localhost\r\n\r\n")),
        ("200 headers", format!("GET /_mock/health HTTP/1.1\r\nHost: localhost\r\n{many}\r\n")),
        // Without an end: a whole one is taken if it comes in few enough pieces.
        ("a head of 500,000 bytes", format!("GET /_mock/health HTTP/1.1\r\nHost: localhost\r\n{huge}")),
    ] {
        let answer = raw::exchange(server.address(), &head);
        let (status, body) = (answer.lines().next().unwrap_or_default(), answer.split("\r\n\r\n").nth(1));
        lines.push(format!("{what}: {status}, {} bytes", body.unwrap_or_default().len()));
    }
    expect![[r#"
        no request line: HTTP/1.1 400 Bad Request, 0 bytes
        a path with a space: HTTP/1.1 400 Bad Request, 0 bytes
        a version that is unknown: HTTP/1.1 400 Bad Request, 0 bytes
        a header without a colon: HTTP/1.1 400 Bad Request, 0 bytes
        two lengths: HTTP/1.1 400 Bad Request, 0 bytes
        an address of 70,000 bytes: HTTP/1.1 414 URI Too Long, 0 bytes
        200 headers: HTTP/1.1 431 Request Header Fields Too Large, 0 bytes
        a head of 500,000 bytes: HTTP/1.1 431 Request Header Fields Too Large, 0 bytes"#]]
    .assert_eq(&lines.join("\n"));
}
