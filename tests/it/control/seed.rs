//! What a test adds to a sandbox, and what it sees of it.

use expect_test::expect;

use super::text;
use crate::support::{Answer, Mock, refusals};

async fn seed(mock: &Mock, body: &str) -> Answer {
    let answer = mock.send(&format!("POST /_mock/seed\n\n{body}")).await;
    assert_eq!(answer.status, 201, "{answer}");
    answer
}

/// Where what was added lies: the drive, the path, the size of each item.
fn places(answer: &Answer) -> String {
    let json = answer.json();
    let drives = json["drives"].as_array().expect("a list").iter();
    let items = drives.flat_map(|drive| {
        let items = drive["items"].as_array().expect("a list").iter();
        items.map(|item| format!("{} {} {} {}\n", drive["name"], item["path"], item["type"], item["size"]))
    });
    items.collect()
}

/// One of everything.
const ALL: &str = r#"{
    "users": [{"name": "carol", "display_name": "Carol", "email": "carol@example.com"}],
    "apps": [{"api": "kdocs", "key": "new-app", "secret": "new-secret"}],
    "tokens": [{"value": "carol-token", "user": "carol", "scopes": "all", "expires_in": 60}],
    "drives": [{"name": "Carol's drive", "owner": {"user": "carol"}, "items": [{"path": "/hers.txt", "text": "hers"}]}],
    "items": {
        "alice": [
            {"path": "/a/b/c.txt", "text": "c", "by": "carol", "modified": "2020-02-02T02:02:02Z"},
            {"path": "/a/bytes.bin", "base64": "AAEC"},
            {"path": "/a/large.bin", "size": 5000000000},
            {"path": "/a/zeros.bin", "size": 3, "fill": "zeros"},
            {"path": "/a/empty/"}
        ],
        "Carol's drive": [{"path": "/too.txt", "text": ""}]
    }
}"#;

#[tokio::test]
async fn a_seed_adds_what_a_fixture_has_and_returns_the_new_items() {
    let mock = Mock::new();
    let seeded = seed(&mock, ALL).await;
    expect![[r#"
        "Alice's drive" "/a" "folder" 5000000007
        "Alice's drive" "/a/b" "folder" 1
        "Alice's drive" "/a/b/c.txt" "file" 1
        "Alice's drive" "/a/bytes.bin" "file" 3
        "Alice's drive" "/a/large.bin" "file" 5000000000
        "Alice's drive" "/a/zeros.bin" "file" 3
        "Alice's drive" "/a/empty" "folder" 0
        "Carol's drive" "/" "folder" 4
        "Carol's drive" "/hers.txt" "file" 4
        "Carol's drive" "/too.txt" "file" 0
    "#]]
    .assert_eq(&places(&seeded));
    let tree = mock.send("GET /_mock/tree?drive=alice&path=/a/b").await.json();
    assert!(
        seeded.json()["drives"][0]["items"]
            .as_array()
            .expect("a list")
            .contains(&tree["drives"][0]["items"][0])
    );
    let hers =
        mock.send("GET /v1.0/me/drive/root/children?$select=name\nAuthorization: Bearer carol-token").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('a5b44cf9-372c-bbf2-b773-7f8b7b22a096')/drive/root/children(name)",
          "value": [
            {
              "@odata.etag": "\"{457FBE29-9ACA-08EC-0B83-91CDF464EDA5},1\"",
              "name": "hers.txt"
            },
            {
              "@odata.etag": "\"{0A01B3CD-D7C5-09AF-6571-6D4193621E36},1\"",
              "name": "too.txt"
            }
          ]
        }"#]].assert_eq(&hers.to_string());
    let item = "GET /v1.0/me/drive/root:/a/b/c.txt?$select=createdBy,lastModifiedDateTime\nAuthorization: Bearer alice-token";
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root(createdBy,lastModifiedDateTime)/$entity",
          "@odata.etag": "\"{870F19F3-9171-C8BE-9331-E62EA6CF2884},1\"",
          "createdBy": {
            "user": {
              "displayName": "Carol",
              "email": "carol@example.com",
              "id": "a5b44cf9-372c-bbf2-b773-7f8b7b22a096"
            }
          },
          "lastModifiedDateTime": "2020-02-02T02:02:02Z"
        }"#]].assert_eq(&text(&mock, item).await);
    assert_eq!(mock.sandbox().memory.used(), 4 + 1 + 3, "what is only so long takes no memory");
}

#[tokio::test]
async fn a_reset_returns_to_a_seed_that_is_the_start() {
    let mock = Mock::new();
    seed(&mock, r#"{"items": {"alice": [{"path": "/gone.txt", "text": "1"}]}}"#).await;
    mock.send("POST /_mock/reset").await;
    assert!(!mock.paths("alice").await.contains(&"/gone.txt".into()));
    seed(&mock, r#"{"start": true, "items": {"alice": [{"path": "/stays.txt", "text": "1"}]}}"#).await;
    mock.send("DELETE /v1.0/me/drive/root:/stays.txt\nAuthorization: Bearer alice-token").await;
    mock.send("PUT /_mock/settings\n\n{\"tasks\": \"manual\"}").await;
    mock.send("POST /_mock/reset").await;
    assert!(mock.paths("alice").await.contains(&"/stays.txt".into()));
    assert_eq!(mock.send("GET /_mock/settings").await.json()["tasks"], "at-once");
    assert_eq!(
        mock.send("POST /_mock/seed").await.json()["drives"],
        serde_json::json!([]),
        "nothing is added"
    );
}

#[tokio::test]
async fn a_seed_that_is_wrong_adds_nothing() {
    let mock = Mock::new();
    let rows = [
        r#"{"item": {}}"#,
        r#"{"items": {"alcie": []}}"#,
        r#"{"items": {"alice": [{"path": "/new.txt", "text": "1"},
            {"path": "/hello.txt", "text": "1"}]}}"#,
        r#"{"items": {"alice": [{"path": "/hello.txt/x", "text": "1"}]}}"#,
        r#"{"items": {"alice": [{"path": "new.txt", "text": "1"}]}}"#,
        r#"{"items": {"alice": [{"path": "/new.txt"}]}}"#,
        r#"{"items": {"alice": [{"path": "/new.txt", "text": "1", "size": 1}]}}"#,
        r#"{"items": {"alice": [{"path": "/new.txt", "text": "1", "fill": "zeros"}]}}"#,
        r#"{"items": {"alice": [{"path": "/new.txt", "size": 1, "fill": "ones"}]}}"#,
        r#"{"items": {"alice": [{"path": "/new.txt", "size": 68719476737}]}}"#,
        r#"{"items": {"alice": [{"path": "/new.txt", "base64": "A"}]}}"#,
        r#"{"items": {"alice": [{"path": "/new.txt", "file": "/etc/hostname"}]}}"#,
        r#"{"items": {"alice": [{"path": "/new.txt", "text": "", "by": "nobody"}]}}"#,
        r#"{"items": {"alice": [{"path": "/new.txt", "text": "", "modified": "yesterday"}]}}"#,
        r#"{"users": [{"name": "alice", "display_name": "A", "email": "a@example.com"}]}"#,
        r#"{"tokens": [{"value": "x", "user": "nobody", "scopes": "all"}]}"#,
        r#"{"drives": [{"name": "Second", "owner": {"user": "alice"}, "items": []}]}"#,
    ];
    let full =
        r#"{"items": {"alice": [{"path": "/1", "size": 68719476736}, {"path": "/2", "size": 68719476736}]}}"#;
    assert_eq!(mock.send(&format!("POST /_mock/seed\n\n{full}")).await.status, 201, "they take no memory");
    let rows = rows.map(|body| (body.to_owned(), format!("POST /_mock/seed\n\n{body}")));
    refusals(&mock, rows, expect![[r#"
        {"item": {}}: 400 {"detail":"The body is wrong: `item` is not known here; there are `items`, `apps`, `drives`, `start`, `users`, `tokens`.","status":400,"title":"Bad Request"}
        {"items": {"alcie": []}}: 400 {"detail":"The seed is refused: line 1: there is no drive `alcie`, but `Alice's drive`, `Bob's drive`, `App drive`, `Team drive`.","status":400,"title":"Bad Request"}
        {"items": {"alice": [{"path": "/new.txt", "text": "1"},             {"path": "/hello.txt", "text": "1"}]}}: 409 {"detail":"The seed is refused: line 2: an item of this name is there already, in large or small letters.","status":409,"title":"Conflict"}
        {"items": {"alice": [{"path": "/hello.txt/x", "text": "1"}]}}: 400 {"detail":"The seed is refused: line 1: a folder is needed, and this is a file.","status":400,"title":"Bad Request"}
        {"items": {"alice": [{"path": "new.txt", "text": "1"}]}}: 400 {"detail":"The seed is refused: line 1: a path begins with a slash.","status":400,"title":"Bad Request"}
        {"items": {"alice": [{"path": "/new.txt"}]}}: 400 {"detail":"The seed is refused: line 1: a file has one of `text`, `base64`, `file` and `size`, a folder ends in a slash.","status":400,"title":"Bad Request"}
        {"items": {"alice": [{"path": "/new.txt", "text": "1", "size": 1}]}}: 400 {"detail":"The seed is refused: line 1: a file has one of `text`, `base64`, `file` and `size`, a folder ends in a slash.","status":400,"title":"Bad Request"}
        {"items": {"alice": [{"path": "/new.txt", "text": "1", "fill": "zeros"}]}}: 400 {"detail":"The seed is refused: line 1: `fill` goes with `size`.","status":400,"title":"Bad Request"}
        {"items": {"alice": [{"path": "/new.txt", "size": 1, "fill": "ones"}]}}: 400 {"detail":"The body is wrong: `items.alice[0].fill` is one of `zeros`, `pattern`, not `ones`.","status":400,"title":"Bad Request"}
        {"items": {"alice": [{"path": "/new.txt", "size": 68719476737}]}}: 400 {"detail":"The seed is refused: line 1: `size` is at most 68719476736.","status":400,"title":"Bad Request"}
        {"items": {"alice": [{"path": "/new.txt", "base64": "A"}]}}: 400 {"detail":"The seed is refused: line 1: `base64` cannot be read: invalid length at 0.","status":400,"title":"Bad Request"}
        {"items": {"alice": [{"path": "/new.txt", "file": "/etc/hostname"}]}}: 400 {"detail":"The seed is refused: line 1: there are no files beside a seed: it has `text` or `base64`.","status":400,"title":"Bad Request"}
        {"items": {"alice": [{"path": "/new.txt", "text": "", "by": "nobody"}]}}: 400 {"detail":"The seed is refused: line 1: there is no user `nobody`, but `alice`, `bob`.","status":400,"title":"Bad Request"}
        {"items": {"alice": [{"path": "/new.txt", "text": "", "modified": "yesterday"}]}}: 400 {"detail":"The seed is refused: line 1: `modified` is no RFC 3339 date, such as 2026-01-02T03:04:05Z.","status":400,"title":"Bad Request"}
        {"users": [{"name": "alice", "display_name": "A", "email": "a@example.com"}]}: 400 {"detail":"The seed is refused: line 1: there are two users `alice`.","status":400,"title":"Bad Request"}
        {"tokens": [{"value": "x", "user": "nobody", "scopes": "all"}]}: 400 {"detail":"The seed is refused: line 1: there is no user `nobody`, but `alice`, `bob`.","status":400,"title":"Bad Request"}
        {"drives": [{"name": "Second", "owner": {"user": "alice"}, "items": []}]}: 400 {"detail":"The seed is refused: line 1: `alice` has a drive already.","status":400,"title":"Bad Request"}
    "#]]).await;
    let many = vec![r#"{"path": "/x/"}"#; 10_001].join(",");
    let many = format!("POST /_mock/seed\n\n{{\"items\": {{\"alice\": [{many}]}}}}");
    refusals(&mock, [("too many", many)], expect![[r#"
        too many: 400 {"detail":"The seed is refused: line 1: a seed has at most 10000 items: POST /_mock/seed/generate makes more.","status":400,"title":"Bad Request"}
    "#]]).await;
    let small = Mock::with_room(1000);
    let large = |name: &str| {
        let text = "x".repeat(600);
        let body = format!(r#"{{"items": {{"alice": [{{"path": "/{name}", "text": "{text}"}}]}}}}"#);
        format!("POST /_mock/seed\n\n{body}")
    };
    assert_eq!(small.send(&large("1")).await.status, 201);
    refusals(&small, [("no room", large("2"))], expect![[r#"
        no room: 507 {"detail":"The seed is refused: line 1: 600 bytes are needed, and 400 are left of the server's memory.","status":507,"title":"Insufficient Storage"}
    "#]]).await;
    assert_eq!(small.sandbox().memory.used(), 600);
}

#[tokio::test]
async fn what_is_generated_is_the_same_in_every_run() {
    let mock = Mock::new();
    let body = r#"{"drive": "alice", "under": "/many", "folders": 20, "files": 100, "depth": 3, "bytes": [10, 90], "seed": 7}"#;
    let made = mock.send(&format!("POST /_mock/seed/generate\n\n{body}")).await;
    expect![[r#"
        201 Created
        {
          "bytes": 5148,
          "files": 100,
          "folders": 20,
          "under": {
            "ids": {
              "graph": "01A3AKUJUNJFIIVBU4QQVHOU4OIBW6FP44",
              "kdocs_file_token": "t0LIiotN9cTw2pD7E7dQx7C",
              "kdocs_open_id": "6dBxnuGjvNS2y7w0gfOwssFMjuqr_2yYAwpgAO3zcs8",
              "kdocs_union_id": "NJyvBE_AAmwDEvivY6LcmcFMjuqr_2yYAwpgAO3zcs8",
              "koodrive": "F5F68I0qs6E45rYWMNO5ak4AdIuKU-Y71",
              "wps": "4DOCw9y2ZcN61e1frLjQv56NVqzPzzrHj"
            },
            "path": "/many",
            "size": 5148,
            "type": "folder"
          }
        }"#]]
    .assert_eq(&made.to_string());
    assert_eq!(mock.sandbox().memory.used(), 0, "contents share their bytes");
    let tree = "GET /_mock/tree?drive=alice&path=/many&hashes=true";
    let seen = text(&mock, tree).await;
    let again = Mock::new();
    again.send(&format!("POST /_mock/seed/generate\n\n{body}")).await;
    assert_eq!(text(&again, tree).await, seen);
    let other = Mock::new();
    other.send(&format!("POST /_mock/seed/generate\n\n{}", body.replace('7', "8"))).await;
    assert_ne!(text(&other, tree).await, seen);
    let items = mock.send(tree).await.json();
    let items = items["drives"][0]["items"].as_array().expect("a list");
    let paths: Vec<&str> = items.iter().map(|item| item["path"].as_str().expect("a path")).collect();
    let level = |path: &str| path.split("/folder-").count() - 1;
    assert_eq!((items.len(), paths.iter().map(|path| level(path)).max()), (1 + 20 + 100, Some(3)));
    let sizes = items.iter().filter(|item| item["type"] == "file").map(|item| item["size"].as_u64());
    assert!({ sizes }.all(|size| size.is_some_and(|size| (10..=90).contains(&size))));
    let rows = [
        body,
        r#"{"drive": "alcie"}"#,
        r#"{"under": "/x"}"#,
        r#"{"drive": "alice", "files": 1000001}"#,
        r#"{"drive": "alice", "folders": 999999, "files": 2}"#,
        r#"{"drive": "alice", "depth": 0}"#,
        r#"{"drive": "alice", "bytes": [2, 1]}"#,
        r#"{"drive": "alice", "bytes": [1]}"#,
        r#"{"drive": "alice", "under": "/hello.txt"}"#,
        r#"{"drive": "alice", "under": "/full", "files": 30, "bytes": [68719476736, 68719476736]}"#,
    ];
    let rows = rows.map(|body| (body, format!("POST /_mock/seed/generate\n\n{body}")));
    refusals(&mock, rows, expect![[r#"
        {"drive": "alice", "under": "/many", "folders": 20, "files": 100, "depth": 3, "bytes": [10, 90], "seed": 7}: 409 {"detail":"`/many` in `alice`: an item of this name is there already, in large or small letters.","status":409,"title":"Conflict"}
        {"drive": "alcie"}: 404 {"detail":"There is no drive `alcie`, but `Alice's drive`, `Bob's drive`, `App drive`, `Team drive`, by their names or owners.","status":404,"title":"Not Found"}
        {"under": "/x"}: 400 {"detail":"The body is wrong: `drive` is missing.","status":400,"title":"Bad Request"}
        {"drive": "alice", "files": 1000001}: 400 {"detail":"The body is wrong: `files` is, with `folders`, at most 1000000.","status":400,"title":"Bad Request"}
        {"drive": "alice", "folders": 999999, "files": 2}: 400 {"detail":"The body is wrong: `files` is, with `folders`, at most 1000000.","status":400,"title":"Bad Request"}
        {"drive": "alice", "depth": 0}: 400 {"detail":"The body is wrong: `depth` is from 1 to 100, not 0.","status":400,"title":"Bad Request"}
        {"drive": "alice", "bytes": [2, 1]}: 400 {"detail":"The body is wrong: `bytes` is the smallest and the largest size, at most 68719476736.","status":400,"title":"Bad Request"}
        {"drive": "alice", "bytes": [1]}: 400 {"detail":"The body is wrong: `bytes` is an array of length 2, not a list of 1.","status":400,"title":"Bad Request"}
        {"drive": "alice", "under": "/hello.txt"}: 400 {"detail":"`/hello.txt` in `alice`: a folder is needed, and this is a file.","status":400,"title":"Bad Request"}
        {"drive": "alice", "under": "/full", "files": 30, "bytes": [68719476736, 68719476736]}: 507 {"detail":"`/full` in `alice`: 68719476736 bytes are needed, and 68719420518 are left.","status":507,"title":"Insufficient Storage"}
    "#]]).await;
}

#[tokio::test]
async fn contents_and_digests_are_shown() {
    let mock = Mock::new();
    let hello = mock.send("GET /_mock/content?drive=alice&path=/hello.txt").await;
    expect![[r#"
        200 OK
        Hello, mockdrive!

        {"content-type": "text/plain", "content-disposition": "attachment; filename=\"hello.txt\"; filename*=UTF-8''hello.txt", "x-content-type-options": "nosniff", "accept-ranges": "bytes", "content-length": "18", "etag": "\"2-1\"", "last-modified": "Thu, 01 Jan 2026 08:00:00 GMT", "content-security-policy": "sandbox; default-src 'none'"}"#]].assert_eq(&format!("{hello}\n{:?}", hello.headers));
    let part = mock.send("GET /_mock/content?drive=alice&path=/hello.txt\nRange: bytes=0-4").await;
    assert_eq!((part.status.as_u16(), &*part.body), (206, &b"Hello"[..]));
    expect![[r#"
        200 OK
        {
          "drives": [
            {
              "graph_drive": "<alice's drive>",
              "items": [
                {
                  "ids": {
                    "graph": "<hello.txt>",
                    "kdocs_file_token": "<file token of hello.txt>",
                    "kdocs_open_id": "<open id of hello.txt>",
                    "kdocs_union_id": "<union id of hello.txt>",
                    "koodrive": "<hello.txt in KooDrive>",
                    "wps": "<hello.txt in WPS>"
                  },
                  "path": "/hello.txt",
                  "sha256": "1b0c708e5d2b00ec1dadeb955fc07e2fccdbe7743ff53092b130d625a36943ab",
                  "size": 18,
                  "type": "file"
                }
              ],
              "kind": "personal",
              "koodrive_container": "<alice's space>",
              "name": "Alice's drive",
              "owner": "alice",
              "wps_drive": "<alice's drive in WPS>"
            }
          ]
        }"#]]
    .assert_eq(&text(&mock, "GET /_mock/tree?drive=alice&path=/hello.txt&hashes=true").await);
    let rows = [
        "GET /_mock/content?path=/hello.txt",
        "GET /_mock/content?drive=alice",
        "GET /_mock/content?drive=alcie&path=/hello.txt",
        "GET /_mock/content?drive=alice&path=/none.txt",
        "GET /_mock/content?drive=alice&path=/Photos",
        "GET /_mock/content?drive=alice&path=/hello.txt\nRange: bytes=18-",
        "GET /_mock/tree?hashes=yes",
    ];
    refusals(&mock, rows.map(|request| (request, request)), expect![[r#"
        GET /_mock/content?path=/hello.txt: 400 {"detail":"The query names a `drive` and a `path`.","status":400,"title":"Bad Request"}
        GET /_mock/content?drive=alice: 400 {"detail":"The query names a `drive` and a `path`.","status":400,"title":"Bad Request"}
        GET /_mock/content?drive=alcie&path=/hello.txt: 404 {"detail":"There is no drive `alcie`, but `Alice's drive`, `Bob's drive`, `App drive`, `Team drive`, by their names or owners.","status":404,"title":"Not Found"}
        GET /_mock/content?drive=alice&path=/none.txt: 404 {"detail":"There is no item `/none.txt`; GET /_mock/tree lists those there are.","status":404,"title":"Not Found"}
        GET /_mock/content?drive=alice&path=/Photos: 409 {"detail":"`/Photos` is a folder; GET /_mock/tree lists what is in it.","status":409,"title":"Conflict"}
        GET /_mock/content?drive=alice&path=/hello.txt Range: bytes=18-: 416 {"detail":"`/hello.txt` has 18 bytes, and not the range that is asked for.","status":416,"title":"Range Not Satisfiable"}
        GET /_mock/tree?hashes=yes: 400 {"detail":"`hashes` is `true` or `false`, not `yes`.","status":400,"title":"Bad Request"}
    "#]]).await;
}
