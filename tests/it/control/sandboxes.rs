//! Sandboxes: one world a test.

use expect_test::expect;

use crate::support::{Mock, refusals};

#[tokio::test]
async fn sandboxes_are_apart() {
    let mock = Mock::new();
    let copy = "/v1.0/me/drive/root:/hello.txt:/copy\nAuthorization: Bearer alice-token\n\
                Content-Type: application/json";
    let has = async |prefix: &str, header: &str, path: &str| {
        mock.send(&format!(
            "GET {prefix}/v1.0/me/drive/root:{path}\nAuthorization: Bearer alice-token\n{header}"
        ))
        .await
        .status
            == 200
    };
    let named = |name: &str| format!("\n\n{{\"name\": \"{name}\"}}");
    mock.send(&format!("POST /_sandbox/t1{copy}{}", named("one.txt"))).await;
    mock.send(&format!("POST {copy}\nX-Mock-Sandbox: t2{}", named("two.txt"))).await;
    assert!(has("/_sandbox/t1", "X-Other: 1", "/one.txt").await);
    assert!(has("", "X-Mock-Sandbox: t1", "/one.txt").await);
    assert!(has("/_sandbox/t2", "X-Mock-Sandbox: t1", "/two.txt").await, "the path wins over the header");
    assert!(!has("", "X-Other: 1", "/one.txt").await && !has("/_sandbox/t2", "X-Other: 1", "/one.txt").await);

    let created = mock.send("POST /_mock/sandboxes\n\n{\"name\": \"t3\", \"from\": \"t1\"}").await;
    assert_eq!(created.status, 201);
    assert!(has("/_sandbox/t3", "X-Other: 1", "/one.txt").await, "a fork has what its origin had");
    mock.send(&format!("POST /_sandbox/t3{copy}{}", named("three.txt"))).await;
    assert!(!has("/_sandbox/t1", "X-Other: 1", "/three.txt").await);
    assert_eq!(mock.send("POST /_mock/sandboxes/t3/reset").await.status, 204);
    assert!(
        !has("/_sandbox/t3", "X-Other: 1", "/three.txt").await
            && has("/_sandbox/t3", "X-Other: 1", "/one.txt").await
    );
    assert_eq!(mock.send("POST /_mock/sandboxes/t3/fork\n\n{\"name\": \"t4\"}").await.status, 201);

    let listed = mock.send("GET /_mock/sandboxes").await.json();
    let all: Vec<_> = listed["sandboxes"].as_array().expect("a list").iter().map(|s| &s["name"]).collect();
    expect![[r#"
        [
            String("default"),
            String("t1"),
            String("t2"),
            String("t3"),
            String("t4"),
        ]
    "#]]
    .assert_debug_eq(&all);
    let rows = [
        "POST /_mock/sandboxes\n\n{\"name\": \"t1\"}",
        "POST /_mock/sandboxes\n\n{\"name\": \"a/b\"}",
        "POST /_mock/sandboxes\n\n{\"name\": \"t9\", \"from\": \"t8\"}",
        "POST /_mock/sandboxes\n\n{}",
        "DELETE /_mock/sandboxes/default",
        "DELETE /_mock/sandboxes/t9",
        "GET /_sandbox//_mock/tree",
    ];
    refusals(&mock, rows.map(|request| (request, request)), expect![[r#"
        POST /_mock/sandboxes  {"name": "t1"}: 409 {"detail":"there is a sandbox `t1` already: take another name.","status":409,"title":"Conflict"}
        POST /_mock/sandboxes  {"name": "a/b"}: 400 {"detail":"`a/b` is no sandbox name: it takes 1 to 64 letters, digits, dots, hyphens and underscores, and not of dots alone.","status":400,"title":"Bad Request"}
        POST /_mock/sandboxes  {"name": "t9", "from": "t8"}: 404 {"detail":"there is no sandbox `t8`; GET /_mock/sandboxes lists those there are.","status":404,"title":"Not Found"}
        POST /_mock/sandboxes  {}: 400 {"detail":"The body is wrong: `name` is missing.","status":400,"title":"Bad Request"}
        DELETE /_mock/sandboxes/default: 400 {"detail":"the sandbox `default` cannot be deleted: reset it.","status":400,"title":"Bad Request"}
        DELETE /_mock/sandboxes/t9: 404 {"detail":"there is no sandbox `t9`; GET /_mock/sandboxes lists those there are.","status":404,"title":"Not Found"}
        GET /_sandbox//_mock/tree: 400 {"detail":"`` is no sandbox name: it takes 1 to 64 letters, digits, dots, hyphens and underscores, and not of dots alone","status":400,"title":"Bad Request"}
    "#]]).await;
    assert_eq!(mock.send("DELETE /_mock/sandboxes/t3").await.status, 204);
    assert!(!has("/_sandbox/t3", "X-Other: 1", "/one.txt").await, "a new fork of the seed");
    assert_eq!(mock.send("DELETE /_mock/sandboxes").await.status, 204);
    assert_eq!(mock.send("GET /_mock/sandboxes").await.json()["sandboxes"].as_array().map(Vec::len), Some(1));
}
