//! Uploads in three steps, and those that need none as the content is known.

use std::time::Duration;

use axum::{body::Body, http::Request};
use data_encoding::HEXLOWER;
use expect_test::expect;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::post;
use crate::{
    graph::alice,
    support::{Answer, Mock},
};

pub const CREATE: &str = "/koodrive/ose/v1/files/create";
pub const URLS: &str = "/koodrive/ose/v1/files/multipart/uploadUrl";
pub const COMPLETE: &str = "/koodrive/ose/v1/files/complete";
/// The least size of a part that is not the last one.
pub const PART: usize = 5 << 20;

fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// The body of an upload to the root of alice's space; `more` is merged into it.
pub fn upload(name: &str, bytes: &[u8], more: Value) -> Value {
    let mut body = json!({
        "containerId": "<alice's space>",
        "parentFolder": ["root"],
        "fileName": name,
        "fileType": "45",
        "mimeType": "application/octet-stream",
        "length": bytes.len(),
        "sha256": sha256(bytes),
        "uploadMode": "multipart",
        "uploadType": 1,
        "autoRename": 2,
    });
    super::merge(&mut body, more);
    body
}

pub fn put_request(url: &str, bytes: Vec<u8>) -> Request<Body> {
    Request::put(url).body(Body::from(bytes)).expect("a request")
}

/// Sends a part to the address that an answer has for it.
pub async fn put(mock: &Mock, created: &Answer, at: usize, bytes: &[u8]) -> Answer {
    let url = created.json()["multiParts"][at]["uploadUrl"].as_str().expect("an address").to_owned();
    mock.call(put_request(&url, bytes.to_vec())).await
}

pub async fn complete(mock: &Mock, created: &Answer, more: Value) -> Answer {
    let mut body = json!({ "fileId": created.json()["fileId"] });
    super::merge(&mut body, more);
    post(mock, COMPLETE, &body).await
}

#[tokio::test]
async fn a_file_is_uploaded_in_three_steps_and_has_the_id_of_the_first() {
    let mock = Mock::new();
    let created = post(&mock, CREATE, &upload("notes.bin", b"some bytes", json!({}))).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "containerId": "<alice's space>",
          "fileId": "F5F68I0qs6E45rYWMNO5ak4AdIuKU-Y71",
          "fileName": "notes.bin",
          "msg": "success",
          "multiParts": [
            {
              "partNumber": 1,
              "partOffset": 0,
              "partSize": 10,
              "uploadUrl": "http://mock.test/koodrive/ose/v1/upload/AAAAAAAAAAEAAAAAAAAAAQAAAZt84HsIwAu5nPkFCY4lmBt-VjAlHQ"
            }
          ],
          "parentFolder": [
            "<alice's root in KooDrive>"
          ],
          "rapidUpload": false,
          "uploadId": "00000000000000014A59F3C2A07249C5"
        }"#]].assert_eq(&created.to_string());
    assert!(!mock.paths("alice").await.contains(&"/notes.bin".to_owned()), "nothing is there yet");
    let sent = put(&mock, &created, 0, b"some bytes").await;
    expect![[r#"200 OK "9d0568469d206c1aedf1b71f12f474bc" []"#]].assert_eq(&format!(
        "{} {} {:?}",
        sent.status,
        sent.header("etag"),
        sent.body
    ));
    let done = complete(&mock, &created, json!({})).await;
    assert_eq!(done.json(), json!({ "code": 0, "msg": "success" }));
    assert_eq!(created.json()["fileId"], json!(mock.id("koodrive", "alice", "/notes.bin").await));
    let seen = alice(&mock, "GET /v1.0/me/drive/root:/notes.bin", "").await.json();
    assert_eq!((&seen["name"], &seen["size"]), (&json!("notes.bin"), &json!(10)));
}

/// The example of the page, with a length that can be sent; the ids are those of this space.
#[tokio::test]
async fn the_examples_of_the_vendors_pages_are_answered() {
    let mock = Mock::new();
    let bytes = b"a zip, almost";
    let body = json!({
        "fileName": "test.zip",
        "containerId": "IAADfsBFCO6WtAtuA315074383680425b8aa9a130cba2d4",
        "parentFolder": ["root"],
        "mimeType": "application/zip",
        "length": bytes.len(),
        "autoRename": 4,
        "multiParts": [{ "partNumber": 1, "partSize": bytes.len(), "partOffset": 0 }],
    });
    let first = post(&mock, CREATE, &body).await;
    put(&mock, &first, 0, bytes).await;
    let done = complete(&mock, &first, json!({ "sha256": sha256(bytes) })).await;
    assert_eq!(done.json(), json!({ "code": 0, "msg": "success" }));
    let second = post(&mock, CREATE, &body).await;
    assert_eq!(second.json()["fileName"], "test_20260102_110405.zip", "the suffix is the service's time");
    let more = json!({
        "fileId": second.json()["fileId"],
        "multiParts": [{ "hashCtx": [1_748_048_713_u32, 1, 2, 3, 4, 5, 6, 7], "partNumber": 1, "partOffset": 0, "partSize": 13 }],
    });
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success",
          "multiParts": [
            {
              "partNumber": 1,
              "partOffset": 0,
              "partSize": 13,
              "uploadUrl": "http://mock.test/koodrive/ose/v1/upload/AAAAAAAAAAIAAAAAAAAAAQAAAZt84HsIf1oFiFlcEA1lODG6aHMwJQ"
            }
          ]
        }"#]].assert_eq(&post(&mock, URLS, &more).await.to_string());
}

#[tokio::test]
async fn parts_come_in_any_order_and_more_than_once() {
    let mock = Mock::new();
    let mut bytes = vec![1; PART];
    bytes.extend(vec![2; PART]);
    bytes.extend(b"the rest");
    let parts = json!([
        { "partNumber": "1", "partSize": PART.to_string(), "partOffset": "0" },
        { "partNumber": 3, "partSize": 8, "partOffset": 2 * PART },
        { "partNumber": 2, "partSize": PART, "partOffset": PART },
    ]);
    let created = post(&mock, CREATE, &upload("large.bin", &bytes, json!({ "multiParts": parts }))).await;
    assert_eq!(put(&mock, &created, 1, b"the rest").await.status, 200);
    let refused = complete(&mock, &created, json!({})).await;
    assert_eq!(refused.line(), r#"400 {"code":13000402,"msg":"File upload incomplete."}"#);
    let second = json!({
        "fileId": created.json()["fileId"],
        "multiParts": [{ "partNumber": 2, "partSize": PART, "partOffset": PART, "hashCtx": [0, 1, 2, 3, 4, 5, 6, 7] }],
    });
    let more = post(&mock, URLS, &second).await;
    assert_eq!(put(&mock, &more, 0, &vec![9; PART]).await.status, 200);
    assert_eq!(put(&mock, &more, 0, &vec![2; PART]).await.status, 200);
    assert_eq!(put(&mock, &created, 0, &vec![1; PART]).await.status, 200);
    assert_eq!(complete(&mock, &created, json!({})).await.json(), json!({ "code": 0, "msg": "success" }));
    let id = created.json()["fileId"].as_str().expect("an id").to_owned();
    let body = json!({ "containerId": "<alice's space>", "fileIds": [id] });
    let url =
        post(&mock, "/koodrive/ose/v1/files/download", &body).await.json()["downloads"][0]["url"].clone();
    let sent = mock.send(&format!("GET {}", url.as_str().expect("an address"))).await;
    assert!(sent.body == bytes, "the parts in their order");
}

#[tokio::test]
async fn a_content_that_the_tenant_has_need_not_be_sent() {
    let mock = Mock::new();
    let diary = b"Today the copy took no time at all.\n";
    let known = post(&mock, CREATE, &upload("diary.txt", diary, json!({ "preHash": sha256(diary) }))).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "containerId": "<alice's space>",
          "fileId": "F5F68I0qs6E45rYWMNO5ak4AdIuKU-Y71",
          "fileName": "diary.txt",
          "msg": "success",
          "parentFolder": [
            "<alice's root in KooDrive>"
          ],
          "rapidUpload": true
        }"#]]
    .assert_eq(&known.to_string());
    assert!(mock.paths("alice").await.contains(&"/diary.txt".to_owned()));
    let refused = complete(&mock, &known, json!({})).await;
    assert_eq!(refused.line(), r#"400 {"code":13000401,"msg":"Upload task not found."}"#);
    let wrong_proof = upload("again.txt", diary, json!({ "preHash": sha256(b"another beginning") }));
    let unproved = post(&mock, CREATE, &wrong_proof).await;
    assert_eq!(unproved.json()["rapidUpload"], false);
    put(&mock, &unproved, 0, diary).await;
    let refused = complete(&mock, &unproved, json!({})).await;
    assert_eq!(refused.line(), r#"400 {"code":13000402,"msg":"File upload incomplete."}"#);
    let shorter = post(&mock, CREATE, &upload("shorter.txt", diary, json!({ "length": 7 }))).await;
    assert_eq!(shorter.json()["rapidUpload"], false, "digest and length have to fit");
    let nameless = post(&mock, CREATE, &upload("none.txt", diary, json!({ "sha256": "" }))).await;
    assert_eq!(nameless.json()["rapidUpload"], false);
}

#[tokio::test]
async fn a_taken_name_is_varied_refused_or_as_good() {
    let mock = Mock::new();
    let hello = b"Hello, mockdrive!\n";
    let name = async |mode: Value, bytes: &[u8]| {
        let answer =
            post(&mock, CREATE, &upload("Hello.txt", bytes, json!({ "autoRename": mode }))).await.json();
        (
            answer["fileName"].clone(),
            answer["exist"].clone(),
            answer["rapidUpload"].clone(),
            answer["code"].clone(),
        )
    };
    let stamped = json!("Hello_20260102_110405.txt");
    assert_eq!(name(json!("4"), hello).await, (json!("hello.txt"), json!(true), json!(true), json!(0)));
    assert_eq!(name(json!(4), b"other").await, (stamped.clone(), json!(false), json!(false), json!(0)));
    assert_eq!(name(json!(3), b"other").await.3, 13_000_405);
    assert_eq!(name(json!(2), b"other").await, (stamped.clone(), Value::Null, json!(false), json!(0)));
    assert_eq!(name(Value::Null, hello).await, (stamped, Value::Null, json!(true), json!(0)));
    assert_eq!(name(json!(2), hello).await.0, "Hello_20260102_110406.txt", "the next second");
}

#[tokio::test]
async fn a_name_that_was_taken_meanwhile_is_varied_at_the_end() {
    let mock = Mock::new();
    let [first, second] = [b"one", b"two"].map(|bytes| upload("same.txt", bytes, json!({})));
    let (first, second) = (post(&mock, CREATE, &first).await, post(&mock, CREATE, &second).await);
    let strict = post(&mock, CREATE, &upload("same.txt", b"six", json!({ "autoRename": 3 }))).await;
    for (created, bytes) in [(&first, b"one"), (&second, b"two"), (&strict, b"six")] {
        put(&mock, created, 0, bytes).await;
    }
    assert_eq!(complete(&mock, &first, json!({})).await.status, 200);
    assert_eq!(complete(&mock, &second, json!({})).await.status, 200);
    let refused = complete(&mock, &strict, json!({})).await;
    assert_eq!(refused.line(), r#"400 {"code":13000405,"msg":"Duplicate file name."}"#);
    let paths = mock.paths("alice").await;
    assert!(paths.contains(&"/same_20260102_110405.txt".to_owned()), "{paths:?}");
}

#[tokio::test]
async fn addresses_of_parts_hold_for_an_hour_and_can_be_asked_for_again() {
    let mock = Mock::new();
    let created = post(&mock, CREATE, &upload("slow.bin", b"slow", json!({}))).await;
    mock.advance(Duration::from_secs(3599));
    assert_eq!(put(&mock, &created, 0, b"slow").await.status, 200);
    mock.advance(Duration::from_secs(1));
    let late = put(&mock, &created, 0, b"slow").await;
    assert_eq!(late.line(), r#"403 {"code":403,"msg":"Forbidden"}"#);
    let again = json!({
        "fileId": created.json()["fileId"],
        "multiParts": [{ "partNumber": 1, "partSize": 4, "partOffset": 0 }],
    });
    let again = post(&mock, URLS, &again).await;
    assert_eq!(put(&mock, &again, 0, b"fast").await.status, 200);
    let wrong = complete(&mock, &created, json!({})).await;
    assert_eq!(
        wrong.line(),
        r#"400 {"code":13000402,"msg":"File upload incomplete."}"#,
        "not what was announced"
    );
    assert_eq!(put(&mock, &again, 0, b"slow").await.status, 200);
    assert_eq!(complete(&mock, &created, json!({})).await.status, 200);
    let gone = put(&mock, &again, 0, b"slow").await;
    assert_eq!(gone.line(), r#"400 {"code":13000401,"msg":"Upload task not found."}"#);
}

#[tokio::test]
async fn an_empty_file_has_one_empty_part() {
    let mock = Mock::new();
    let created = post(&mock, CREATE, &upload("empty", b"", json!({}))).await;
    assert_eq!(created.json()["multiParts"][0]["partSize"], 0);
    put(&mock, &created, 0, b"").await;
    assert_eq!(complete(&mock, &created, json!({})).await.status, 200);
    assert!(mock.paths("alice").await.contains(&"/empty".to_owned()));
}

#[tokio::test]
async fn what_a_client_says_of_a_file_is_kept() {
    let mock = Mock::new();
    let more =
        json!({ "description": "for people", "createdTime": "2020-01-02T03:04:05Z", "editedTime": "" });
    let created = post(&mock, CREATE, &upload("said.txt", b"said", more)).await;
    put(&mock, &created, 0, b"said").await;
    complete(&mock, &created, json!({})).await;
    let id = created.json()["fileId"].as_str().expect("an id").to_owned();
    let path = format!("/koodrive/ose/v1/files/{id}/detail");
    let detail = post(&mock, &path, &json!({ "containerId": "<alice's space>" })).await.json();
    assert_eq!(
        (&detail["description"], &detail["createdTime"], &detail["editedTime"]),
        (&json!("for people"), &json!("2020-01-02T03:04:05.000Z"), &json!("2026-01-02T03:04:05.000Z"))
    );
}
