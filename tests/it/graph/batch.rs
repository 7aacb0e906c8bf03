//! Several requests in one.

use expect_test::expect;
use serde_json::{Value, json};

use super::alice;
use crate::support::{Answer, Mock, journal};

async fn batch(mock: &Mock, requests: &Value) -> Answer {
    alice(mock, "POST /v1.0/$batch", &json!({ "requests": requests }).to_string()).await
}

/// The ids and states of the answers.
fn states(answer: &Answer) -> Vec<(String, u64)> {
    let responses = answer.json()["responses"].as_array().unwrap_or_else(|| panic!("{answer}")).clone();
    let state =
        |one: &Value| (one["id"].as_str().expect("an id").into(), one["status"].as_u64().expect("a status"));
    responses.iter().map(state).collect()
}

#[tokio::test]
async fn every_request_has_its_answer() {
    let mock = Mock::new();
    let requests = json!([
        {"id": "1", "method": "GET", "url": "/me/drive/root:/hello.txt:?$select=id,name"},
        {"id": "two", "method": "get", "url": "me/drive/items/01NOTHING"},
        {"id": "3", "method": "POST", "url": "/me/drive/root:/hello.txt:/copy",
         "headers": {"Content-Type": "application/json"}, "body": {"name": "copied.txt"}},
        {"id": "4", "method": "DELETE", "url": "/me/drive/recent", "extra": [1, 2]},
    ]);
    expect![[r#"
        200 OK
        {
          "responses": [
            {
              "body": {
                "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root(id,name)/$entity",
                "@odata.etag": "\"{<guid of hello.txt>},1\"",
                "id": "<hello.txt>",
                "name": "hello.txt"
              },
              "headers": {
                "Cache-Control": "private",
                "Content-Type": "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
                "OData-Version": "4.0",
                "client-request-id": "<request 2>",
                "request-id": "<request 2>",
                "x-ms-ags-diagnostic": "{\"ServerInfo\":{\"DataCenter\":\"mockdrive\",\"Slice\":\"E\",\"Ring\":\"1\",\"ScaleUnit\":\"000\",\"RoleInstance\":\"MOCKDRIVE\"}}"
              },
              "id": "1",
              "status": 200
            },
            {
              "body": {
                "error": {
                  "code": "itemNotFound",
                  "innerError": "<request 3's ids>",
                  "message": "The resource could not be found."
                }
              },
              "headers": {
                "Cache-Control": "private",
                "Content-Type": "application/json",
                "client-request-id": "<request 3>",
                "request-id": "<request 3>",
                "x-ms-ags-diagnostic": "{\"ServerInfo\":{\"DataCenter\":\"mockdrive\",\"Slice\":\"E\",\"Ring\":\"1\",\"ScaleUnit\":\"000\",\"RoleInstance\":\"MOCKDRIVE\"}}"
              },
              "id": "two",
              "status": 404
            },
            {
              "headers": {
                "Cache-Control": "private",
                "Location": "http://mock.test/_api/v2.0/monitor/a3cc4cd0-3123-4888-4e79-1ef462fa0a43",
                "client-request-id": "<request 4>",
                "request-id": "<request 4>",
                "x-ms-ags-diagnostic": "{\"ServerInfo\":{\"DataCenter\":\"mockdrive\",\"Slice\":\"E\",\"Ring\":\"1\",\"ScaleUnit\":\"000\",\"RoleInstance\":\"MOCKDRIVE\"}}"
              },
              "id": "3",
              "status": 202
            },
            {
              "body": {
                "error": {
                  "code": "notAllowed",
                  "innerError": "<request 5's ids>",
                  "message": "The HTTP method is not allowed on this resource."
                }
              },
              "headers": {
                "Cache-Control": "private",
                "Content-Type": "application/json",
                "allow": "GET,HEAD",
                "client-request-id": "<request 5>",
                "request-id": "<request 5>",
                "x-ms-ags-diagnostic": "{\"ServerInfo\":{\"DataCenter\":\"mockdrive\",\"Slice\":\"E\",\"Ring\":\"1\",\"ScaleUnit\":\"000\",\"RoleInstance\":\"MOCKDRIVE\"}}"
              },
              "id": "4",
              "status": 405
            }
          ]
        }"#]].assert_eq(&batch(&mock, &requests).await.to_string());
    assert!(mock.paths("alice").await.contains(&"/copied.txt".to_owned()));
}

#[tokio::test]
async fn every_address_form_is_understood() {
    let mock = Mock::new();
    let hello = mock.id("graph", "alice", "/hello.txt").await;
    let drive = mock.send("GET /_mock/tree").await.json()["drives"][0]["graph_drive"].clone();
    let drive = drive.as_str().expect("an id");
    let urls = [
        format!("/me/drive/items/{hello}"),
        format!("me/drive/items/{hello}"),
        format!("/v1.0/me/drive/items/{hello}"),
        format!("/users/alice@example.com/drive/items/{hello}"),
        format!("/drives/{drive}/items/{hello}"),
        "/me/drive/root:/hello.txt".into(),
        "/drive/root:/HELLO.txt:".into(),
        "/me/drive/items/root%3A%2Fhello.txt%3A".into(),
        "/me/drive/root:/Shared examples".into(),
        "/me/drive/root:/Shared%20examples:/children?$top=1".into(),
        "/me/drive/root/delta(token='latest')".into(),
    ];
    let requests: Vec<_> = urls.iter().map(|url| json!({"id": url, "method": "GET", "url": url})).collect();
    for (url, status) in states(&batch(&mock, &requests.into()).await) {
        assert_eq!(status, 200, "{url}");
    }
    let encoded =
        alice(&mock, "POST /v1.0/%24batch", r#"{"requests":[{"id":"1","method":"GET","url":"/me/drive"}]}"#);
    assert_eq!(states(&encoded.await), [("1".to_owned(), 200)]);
}

#[tokio::test]
async fn what_depends_on_a_failure_is_not_carried_out() {
    let mock = Mock::new();
    let copy = |id: &str, path: &str, after: &[&str]| {
        json!({"id": id, "method": "POST", "url": format!("/me/drive/root:/{path}:/copy"), "dependsOn": after,
               "headers": {"content-type": "application/json"}, "body": {"name": format!("copy {id}")}})
    };
    // The first waits for one that stands behind it; the last two for one that fails.
    let requests = json!([
        copy("late", "copy early", &["early"]),
        copy("early", "hello.txt", &[]),
        copy("bad", "nothing", &["late"]),
        copy("lost", "hello.txt", &["early", "bad"]),
        copy("lost too", "hello.txt", &["lost"]),
    ]);
    let answer = batch(&mock, &requests).await;
    let states = states(&answer);
    let states: Vec<_> = states.iter().map(|(id, status)| (id.as_str(), *status)).collect();
    assert_eq!(states, [("late", 202), ("early", 202), ("bad", 404), ("lost", 424), ("lost too", 424)]);
    expect![[r#"
        {
          "body": {
            "error": {
              "code": "failedDependency",
              "innerError": {
                "client-request-id": "a2f6d330-31f3-d5d2-db27-73ea2460fae7",
                "date": "2026-01-02T03:04:05",
                "request-id": "a2f6d330-31f3-d5d2-db27-73ea2460fae7"
              },
              "message": "The request was not carried out, as one that it depends on failed."
            }
          },
          "headers": {
            "Content-Type": "application/json"
          },
          "id": "lost",
          "status": 424
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&answer.json()["responses"][3]).expect("JSON"));
    let paths = mock.paths("alice").await;
    assert!(paths.contains(&"/copy late".to_owned()) && !paths.iter().any(|path| path.contains("lost")));
}

#[tokio::test]
async fn the_callers_token_holds_unless_a_request_has_its_own() {
    let mock = Mock::new();
    let requests = json!([
        {"id": "mine", "method": "GET", "url": "/me/drive?$select=name"},
        {"id": "bob's", "method": "GET", "url": "/me/drive?$select=name",
         "headers": {"Authorization": "Bearer bob-token"}},
        {"id": "nobody's", "method": "GET", "url": "/me/drive", "headers": {"authorization": "Bearer x"}},
        {"id": "read only", "method": "POST", "url": "/me/drive/root:/hello.txt:/copy",
         "headers": {"Authorization": "Bearer readonly-token", "Content-Type": "application/json"}, "body": {}},
    ]);
    let answer = batch(&mock, &requests).await;
    let statuses: Vec<u64> = states(&answer).into_iter().map(|(_, status)| status).collect();
    assert_eq!(statuses, [200, 200, 401, 403]);
    let names = [0, 1].map(|at| answer.json()["responses"][at]["body"]["name"].clone());
    assert_eq!(names, ["Alice's drive", "Bob's drive"]);
}

#[tokio::test]
async fn it_stays_in_its_sandbox_and_links_lead_there() {
    let mock = Mock::new();
    let requests = json!({"requests": [
        {"id": "1", "method": "POST", "url": "/me/drive/root:/hello.txt:/copy",
         "headers": {"Content-Type": "application/json"}, "body": {"name": "copied.txt"}},
        {"id": "2", "method": "GET", "url": "/me/drive/root/children?$top=1&$select=name"},
    ]});
    let answer = alice(&mock, "POST /_sandbox/t1/v1.0/$batch", &requests.to_string()).await.json();
    let location = answer["responses"][0]["headers"]["Location"].as_str().expect("an address").to_owned();
    assert!(location.starts_with("http://mock.test/_sandbox/t1/_api/v2.0/monitor/"), "{location}");
    let next = &answer["responses"][1]["body"]["@odata.nextLink"];
    assert!(next.as_str().is_some_and(|link| link.starts_with("http://mock.test/_sandbox/t1/v1.0/me/drive/root/children?")));
    assert!(!mock.paths("alice").await.contains(&"/copied.txt".to_owned()), "the default one is as it was");
}

#[tokio::test]
async fn the_journal_has_one_entry_that_notes_the_parts() {
    let mock = Mock::new();
    batch(
        &mock,
        &json!([{"id": "1", "method": "GET", "url": "/me/drive"}, {"id": "2", "method": "DELETE", "url": "/x"}]),
    )
    .await;
    expect![[r#"
        200 OK
        {
          "lost": 0,
          "requests": [
            {
              "at": "2026-01-02T03:04:05Z",
              "duration_ms": 0,
              "host": "mock.test",
              "method": "POST",
              "n": 1,
              "notes": [
                "1: GET /v1.0/me/drive 200",
                "2: DELETE /v1.0/x 400"
              ],
              "operation": "batch",
              "path": "/v1.0/$batch",
              "provider": "graph",
              "request_bytes": 98,
              "response_bytes": 1860,
              "state": "done",
              "status": 200,
              "user": "alice"
            }
          ]
        }"#]]
    .assert_eq(&journal(&mock, "GET /_mock/requests").await);
}

#[tokio::test]
async fn a_malformed_batch_is_refused_as_a_whole() {
    let mock = Mock::new();
    let get = |id: &str| json!({"id": id, "method": "GET", "url": "/me/drive"});
    let many: Vec<_> = (0..21).map(|id| get(&id.to_string())).collect();
    let after = |id: &str, on: &str| json!({"id": id, "method": "GET", "url": "/me", "dependsOn": [on]});
    let copy = json!({"id": "1", "method": "POST", "url": "/me/drive/root:/hello.txt:/copy",
        "headers": {"Content-Type": "application/json"}, "body": {"name": "copied.txt"}});
    let with = |member: &str, value: Value| {
        let mut request = copy.clone();
        request[member] = value;
        json!([copy_of(&copy, "0"), request])
    };
    let mut messages = Vec::new();
    for requests in [
        Value::Null,
        json!([]),
        json!(many),
        json!([get("a"), get("b"), get("a")]),
        with("id", Value::Null),
        with("id", json!("")),
        with("id", json!(1)),
        with("method", Value::Null),
        with("method", json!("TRACE")),
        with("url", Value::Null),
        with("url", json!("https://graph.microsoft.com/v1.0/me")),
        with("headers", json!({"a b": "c"})),
        with("headers", json!({"a": "b\nc"})),
        with("headers", json!([])),
        json!([copy, {"id": "2", "method": "PUT", "url": "/x",
               "headers": {"Content-Type": "image/png"}, "body": "not base64!"}]),
        json!([after("a", "nothing")]),
        json!([after("a", "a")]),
        json!([after("a", "b"), after("b", "c"), after("c", "a")]),
        json!(["x"]),
        json!({}),
    ] {
        let answer = batch(&mock, &requests).await;
        messages.push(answer.line());
    }
    expect![[r#"
        [
            "400 invalidRequest -: A batch holds at least one request.",
            "400 invalidRequest -: A batch holds at least one request.",
            "400 invalidRequest -: A batch holds 20 requests at the most, and this one 21.",
            "400 invalidRequest -: The id a stands at two requests of the batch.",
            "400 invalidRequest -: Every request of a batch needs an id.",
            "400 invalidRequest -: Every request of a batch needs an id.",
            "400 BadRequest -: Property id in payload has a value that does not match schema.",
            "400 invalidRequest -: Request 1 of the batch has no method.",
            "400 invalidRequest -: Request 1 of the batch has none of the methods GET, POST, PUT, PATCH and DELETE.",
            "400 invalidRequest -: Request 1 of the batch has no url.",
            "400 invalidRequest -: Request 1 of the batch has a url that is not relative to /v1.0, or longer than 8192 characters.",
            "400 BadRequest -: Write request with id '1' does not contain a Content-Type header.",
            "400 BadRequest -: Write request with id '1' does not contain a Content-Type header.",
            "400 BadRequest -: Property headers in payload has a value that does not match schema.",
            "400 invalidRequest -: Request 2 of the batch has a body that is not base64.",
            "400 invalidRequest -: Request a of the batch depends on one that is not in it.",
            "400 invalidRequest -: Requests of the batch depend on each other in a circle.",
            "400 invalidRequest -: Requests of the batch depend on each other in a circle.",
            "400 BadRequest -: Property requests in payload has a value that does not match schema.",
            "400 BadRequest -: Property requests in payload has a value that does not match schema.",
        ]
    "#]].assert_debug_eq(&messages);
    assert_eq!(mock.send("GET /_mock/tasks").await.json()["tasks"], json!([]), "nothing was carried out");
    assert_eq!(states(&batch(&mock, &json!(many[..20])).await).len(), 20);
}

fn copy_of(request: &Value, id: &str) -> Value {
    let mut copy = request.clone();
    copy["id"] = json!(id);
    copy
}

#[tokio::test]
async fn a_write_without_a_body_or_its_type_refuses_the_whole_batch() {
    let mock = Mock::new();
    let json = json!({"content-TYPE": "application/json"});
    let delete = json!({"id": "first", "method": "DELETE", "url": "/me/drive/root:/hello.txt"});
    let mut lines = Vec::new();
    for (method, url, headers, body) in [
        ("POST", "/me/drive/root:/plan.txt:/copy", Value::Null, Value::Null),
        ("post", "/me/drive/root:/plan.txt:/checkout", json.clone(), Value::Null),
        ("PATCH", "/me/drive/root:/plan.txt", json!({}), json!({"name": "a"})),
        ("PUT", "/me/drive/root:/a.txt:/content", json!({"X": "text/plain"}), json!("YQ==")),
        ("PUT", "/me/drive/root:/a.txt:/content", json!({"Content-Type": "text/plain"}), Value::Null),
        ("POST", "/nonsense", Value::Null, Value::Null),
        ("GET", "/me", Value::Null, Value::Null),
    ] {
        let part = json!({"id": "a 1", "method": method, "url": url, "headers": headers, "body": body});
        let before = mock.sandbox().snapshot();
        let answer = batch(&mock, &json!([delete, part])).await;
        let refused = answer.status == 400;
        assert!(!refused || std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "{method} {url}");
        lines.push(if refused { answer.line() } else { format!("{:?}", states(&answer)) });
    }
    expect![[r#"
        [
            "400 BadRequest -: Write request id : a 1 does not contain Content-Type header or body.",
            "400 BadRequest -: Write request id : a 1 does not contain Content-Type header or body.",
            "400 BadRequest -: Write request with id 'a 1' does not contain a Content-Type header.",
            "400 BadRequest -: Write request with id 'a 1' does not contain a Content-Type header.",
            "400 BadRequest -: Write request id : a 1 does not contain Content-Type header or body.",
            "400 BadRequest -: Write request id : a 1 does not contain Content-Type header or body.",
            "[(\"first\", 204), (\"a 1\", 200)]",
        ]
    "#]]
    .assert_debug_eq(&lines);
}

#[tokio::test]
async fn requests_that_write_nothing_need_no_type_for_a_body() {
    let mock = Mock::new();
    let requests = json!([
        {"id": "1", "method": "GET", "url": "/me", "body": {}},
        {"id": "2", "method": "DELETE", "url": "/me/drive/root:/hello.txt", "body": {}},
        {"id": "3", "method": "POST", "url": "/me/drive/root:/archive.zip:/checkout",
         "headers": {"Content-Type": "application/json"}, "body": {}},
        {"id": "4", "method": "POST", "url": "/me/drive/root:/archive.zip:/copy",
         "headers": {"Content-Type": "text/plain"}, "body": "e30="},
    ]);
    let answer = batch(&mock, &requests).await;
    let statuses: Vec<u64> = states(&answer).into_iter().map(|(_, status)| status).collect();
    assert_eq!(statuses, [200, 204, 204, 400]);
    let refused = &answer.json()["responses"][3]["body"]["error"]["message"];
    assert_eq!(refused, "Entity only allows writes with a JSON Content-Type header.");
}

#[tokio::test]
async fn batches_do_not_nest() {
    let mock = Mock::new();
    let requests = json!([
        {"id": "1", "method": "POST", "url": "/$batch", "headers": {"Content-Type": "application/json"},
         "body": {"requests": [{"id": "1", "method": "GET", "url": "/me/drive"}]}},
        {"id": "2", "method": "POST", "url": "/%24batch", "headers": {"Content-Type": "application/json"},
         "body": {}},
    ]);
    let answer = batch(&mock, &requests).await;
    assert_eq!(states(&answer).iter().map(|(_, status)| *status).collect::<Vec<_>>(), [400, 400]);
    let message = &answer.json()["responses"][0]["body"]["error"]["message"];
    assert_eq!(message, "A batch cannot hold another batch.");
}

#[tokio::test]
async fn a_batch_needs_a_token_and_has_a_limit() {
    let mock = Mock::new();
    let body = r#"{"requests":[{"id":"1","method":"GET","url":"/me/drive"}]}"#;
    assert_eq!(mock.send(&format!("POST /v1.0/$batch\n\n{body}")).await.status, 401);
    let long = format!(r#"{{"requests":[], "filler": "{}"}}"#, "x".repeat(4 << 20));
    assert_eq!(alice(&mock, "POST /v1.0/$batch", &long).await.status, 413);
}
