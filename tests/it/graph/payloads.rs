//! What the gateway asks of the body of every JSON endpoint: its `Content-Type`, and the types of its properties.
//!
//! The texts were seen on the service: reference 12.2.

use std::collections::BTreeSet;

use expect_test::expect;

use super::{
    by,
    exchanges::{self, Exchange, beyond},
    refuses,
    stage::Stage,
};
use crate::support::{Mock, refusals};

const COPY: &str = "POST /v1.0/me/drive/root:/hello.txt:/copy";
const UPDATE: &str = "PATCH /v1.0/me/drive/root:/hello.txt";
const PUT: &str = "PUT /v1.0/me/drive/root:/new";

/// Operations whose bodies are contents.
const CONTENTS: [&str; 1] = ["driveItem.content.put"];

fn request(request: &str, kind: &str, body: &str) -> String {
    let kind = if kind.is_empty() { String::new() } else { format!("\nContent-Type: {kind}") };
    format!("{request}\nAuthorization: Bearer alice-token{kind}\n\n{body}")
}

#[tokio::test]
async fn every_json_endpoint_wants_json_and_says_so() {
    let stage = Stage::new().await;
    let routes = exchanges::routes();
    let before = stage.mock.sandbox().snapshot();
    let mut asked = BTreeSet::new();
    let mut wrong = Vec::new();
    for Exchange { route, request, .. } in exchanges::all() {
        let known = routes.iter().find(|known| known.name == route).expect("a route");
        if !known.is_closed || !route.starts_with('P') || CONTENTS.contains(&known.operation) {
            continue;
        }
        let head = request.split("\n\n").next().expect("a head");
        for (kind, body, text) in [
            ("text/plain", "{}", "Entity only allows writes with a JSON Content-Type header."),
            (
                "multipart/related; boundary=x",
                "--x--",
                "Entity only allows writes with a JSON Content-Type header.",
            ),
            ("application/jsonx", "{}", "Entity only allows writes with a JSON Content-Type header."),
            ("", "[]", "Write requests (excluding DELETE) must contain the Content-Type header declaration."),
            (
                "application/json;odata.metadata=minimal",
                "{\"name\": ",
                "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of \
                 valid JSON format.",
            ),
        ] {
            let kind = if kind.is_empty() { "X-None: 1".into() } else { format!("Content-Type: {kind}") };
            let answer = stage.send(&format!("{head}\n{kind}\n\n{body}"), Some("alice-token")).await;
            let expected = format!("400 BadRequest -: {text}");
            if answer.line() != expected {
                wrong.push(format!("{head} {kind} {body}: {}", answer.line()));
            }
        }
        asked.insert(known.operation);
    }
    assert_eq!(wrong, [""; 0]);
    assert!(std::sync::Arc::ptr_eq(&before, &stage.mock.sandbox().snapshot()), "nothing changed");
    let writes = routes.iter().filter(|known| known.is_closed && known.name.starts_with('P'));
    let writes = writes.map(|known| known.operation).filter(|operation| !CONTENTS.contains(operation));
    assert_eq!(beyond(writes, &asked), [""; 0], "operations that were not asked");
}

#[tokio::test]
async fn an_empty_body_passes_only_in_a_post_without_a_type() {
    let mock = Mock::new();
    let rows = [
        (UPDATE, ""),
        (UPDATE, "application/json"),
        (PUT, ""),
        (PUT, "application/json"),
        (COPY, "application/json; charset=utf-8"),
        (COPY, "application/x-www-form-urlencoded"),
        ("POST /v1.0/me/drive/root:/hello.txt:/createUploadSession", "application/json"),
        ("POST /v1.0/me/drive/root:/hello.txt:/checkout", "text/plain"),
        ("POST /v1.0/$batch", "application/json"),
    ];
    let rows = rows.map(|(head, kind)| (format!("{head} {kind}"), request(head, kind, "")));
    refusals(&mock, rows, expect![[r#"
        PATCH /v1.0/me/drive/root:/hello.txt: 400 BadRequest -: Write requests (excluding DELETE) must contain the Content-Type header declaration.
        PATCH /v1.0/me/drive/root:/hello.txt application/json: 400 BadRequest -: Empty Payload. JSON content expected.
        PUT /v1.0/me/drive/root:/new: 400 BadRequest -: Write requests (excluding DELETE) must contain the Content-Type header declaration.
        PUT /v1.0/me/drive/root:/new application/json: 400 BadRequest -: Empty Payload. JSON content expected.
        POST /v1.0/me/drive/root:/hello.txt:/copy application/json; charset=utf-8: 400 BadRequest -: Empty Payload. JSON content expected.
        POST /v1.0/me/drive/root:/hello.txt:/copy application/x-www-form-urlencoded: 400 BadRequest -: Entity only allows writes with a JSON Content-Type header.
        POST /v1.0/me/drive/root:/hello.txt:/createUploadSession application/json: 400 BadRequest -: Empty Payload. JSON content expected.
        POST /v1.0/me/drive/root:/hello.txt:/checkout text/plain: 400 BadRequest -: Entity only allows writes with a JSON Content-Type header.
        POST /v1.0/$batch application/json: 400 BadRequest -: Empty Payload. JSON content expected.
    "#]]).await;
    for (head, kind, status) in [
        (COPY, "\nContent-Length: 0", 202),
        ("POST /v1.0/me/drive/root:/new.txt:/createUploadSession", "\nContent-Length: 0", 200),
        ("POST /v1.0/me/drive/root:/hello.txt:/checkout", "", 204),
        // An action without parameters has nothing to read.
        ("POST /v1.0/me/drive/root:/hello.txt:/discardCheckout", "\nContent-Type: application/json", 204),
    ] {
        let answer = mock.send(&format!("{head}\nAuthorization: Bearer alice-token{kind}\n\n")).await;
        assert_eq!(answer.status, status, "{head}: {answer}");
    }
    let scopes = mock.send(&format!("{COPY}\nAuthorization: Bearer readonly-token\n\n{{}}")).await;
    expect!["403 accessDenied -: The caller doesn't have permission to perform the action."]
        .assert_eq(&scopes.line());
}

#[tokio::test]
async fn a_property_of_another_type_is_named_wherever_it_stands() {
    let mock = Mock::new();
    let link = "POST /v1.0/me/drive/root:/hello.txt:/createLink";
    let invite = "POST /v1.0/me/drive/root:/hello.txt:/invite";
    let session = "POST /v1.0/me/drive/root:/a.txt:/createUploadSession";
    let children = "POST /v1.0/me/drive/root/children";
    let subscription = "POST /v1.0/subscriptions";
    refuses(
        &mock,
        "alice",
        [
            (UPDATE, r#"{"size": "large"}"#),
            (UPDATE, r#"{"webUrl": {}}"#),
            (UPDATE, r#"{"parentReference": {"driveType": 1}}"#),
            (UPDATE, r#"{"createdDateTime": "yesterday"}"#),
            (UPDATE, r#"{"deleted": "yes"}"#),
            (UPDATE, r#"{"fileSystemInfo": {"createdDateTime": 5}}"#),
            (children, r#"{"name": "a", "file": {"mimeType": 1}}"#),
            (children, r#"{"name": "a", "folder": {"childCount": "none"}}"#),
            (children, r#"{"name": "a", "folder": {"view": []}}"#),
            (PUT, r#"{"file": []}"#),
            (COPY, r#"{"includeAllVersionHistory": 1}"#),
            (session, r#"{"item": {"fileSize": "1"}}"#),
            (session, r#"{"item": {"fileSystemInfo": {"lastModifiedDateTime": "1.1.2020"}}}"#),
            (session, r#"{"item": {"mediaSource": "x"}}"#),
            (link, r#"{"expirationDateTime": "soon"}"#),
            (link, r#"{"retainInheritedPermissions": "false"}"#),
            (link, r#"{"recipients": [{"email": 7}]}"#),
            (invite, r#"{"recipients": [["bob@example.com"]]}"#),
            (invite, r#"{"recipients": [{"email": "bob@example.com"}], "roles": ["read", 7]}"#),
            (invite, r#"{"sendInvitation": "no"}"#),
            (invite, r#"{"expirationDateTime": 7}"#),
            ("POST /v1.0/me/drive/root:/hello.txt:/checkin", r#"{"comment": false}"#),
            ("POST /v1.0/me/drive/root:/hello.txt:/preview", r#"{"page": 1}"#),
            (subscription, r#"{"expirationDateTime": "tomorrow"}"#),
            (subscription, r#"{"includeResourceData": "true"}"#),
            (subscription, r#"{"encryptionCertificate": 1}"#),
            ("POST /v1.0/$batch", r#"{"requests": [{"id": "1", "method": 7}]}"#),
            ("POST /v1.0/$batch", r#"{"requests": [{"id": "1", "headers": {"a": 7}}]}"#),
            ("POST /v1.0/$batch", r#"{"requests": [[]]}"#),
        ],
        expect![[r#"
            PATCH /v1.0/me/drive/root:/hello.txt {"size": "large"}: 400 BadRequest -: Property size in payload has a value that does not match schema.
            PATCH /v1.0/me/drive/root:/hello.txt {"webUrl": {}}: 400 BadRequest -: Property webUrl in payload has a value that does not match schema.
            PATCH /v1.0/me/drive/root:/hello.txt {"parentReference": {"driveType": 1}}: 400 BadRequest -: Property driveType in payload has a value that does not match schema.
            PATCH /v1.0/me/drive/root:/hello.txt {"createdDateTime": "yesterday"}: 400 BadRequest -: Property createdDateTime in payload has a value that does not match schema.
            PATCH /v1.0/me/drive/root:/hello.txt {"deleted": "yes"}: 400 BadRequest -: Property deleted in payload has a value that does not match schema.
            PATCH /v1.0/me/drive/root:/hello.txt {"fileSystemInfo": {"createdDateTime": 5}}: 400 BadRequest -: Property createdDateTime in payload has a value that does not match schema.
            POST /v1.0/me/drive/root/children {"name": "a", "file": {"mimeType": 1}}: 400 BadRequest -: Property mimeType in payload has a value that does not match schema.
            POST /v1.0/me/drive/root/children {"name": "a", "folder": {"childCount": "none"}}: 400 BadRequest -: Property childCount in payload has a value that does not match schema.
            POST /v1.0/me/drive/root/children {"name": "a", "folder": {"view": []}}: 400 BadRequest -: Property view in payload has a value that does not match schema.
            PUT /v1.0/me/drive/root:/new {"file": []}: 400 BadRequest -: Property file in payload has a value that does not match schema.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"includeAllVersionHistory": 1}: 400 BadRequest -: Property includeAllVersionHistory in payload has a value that does not match schema.
            POST /v1.0/me/drive/root:/a.txt:/createUploadSession {"item": {"fileSize": "1"}}: 400 BadRequest -: Property fileSize in payload has a value that does not match schema.
            POST /v1.0/me/drive/root:/a.txt:/createUploadSession {"item": {"fileSystemInfo": {"lastModifiedDateTime": "1.1.2020"}}}: 400 BadRequest -: Property lastModifiedDateTime in payload has a value that does not match schema.
            POST /v1.0/me/drive/root:/a.txt:/createUploadSession {"item": {"mediaSource": "x"}}: 400 BadRequest -: Property mediaSource in payload has a value that does not match schema.
            POST /v1.0/me/drive/root:/hello.txt:/createLink {"expirationDateTime": "soon"}: 400 BadRequest -: Property expirationDateTime in payload has a value that does not match schema.
            POST /v1.0/me/drive/root:/hello.txt:/createLink {"retainInheritedPermissions": "false"}: 400 BadRequest -: Property retainInheritedPermissions in payload has a value that does not match schema.
            POST /v1.0/me/drive/root:/hello.txt:/createLink {"recipients": [{"email": 7}]}: 400 BadRequest -: Property email in payload has a value that does not match schema.
            POST /v1.0/me/drive/root:/hello.txt:/invite {"recipients": [["bob@example.com"]]}: 400 BadRequest -: Property recipients in payload has a value that does not match schema.
            POST /v1.0/me/drive/root:/hello.txt:/invite {"recipients": [{"email": "bob@example.com"}], "roles": ["read", 7]}: 400 BadRequest -: Property roles in payload has a value that does not match schema.
            POST /v1.0/me/drive/root:/hello.txt:/invite {"sendInvitation": "no"}: 400 BadRequest -: Property sendInvitation in payload has a value that does not match schema.
            POST /v1.0/me/drive/root:/hello.txt:/invite {"expirationDateTime": 7}: 400 BadRequest -: Property expirationDateTime in payload has a value that does not match schema.
            POST /v1.0/me/drive/root:/hello.txt:/checkin {"comment": false}: 400 BadRequest -: Property comment in payload has a value that does not match schema.
            POST /v1.0/me/drive/root:/hello.txt:/preview {"page": 1}: 400 BadRequest -: Property page in payload has a value that does not match schema.
            POST /v1.0/subscriptions {"expirationDateTime": "tomorrow"}: 400 BadRequest -: Property expirationDateTime in payload has a value that does not match schema.
            POST /v1.0/subscriptions {"includeResourceData": "true"}: 400 BadRequest -: Property includeResourceData in payload has a value that does not match schema.
            POST /v1.0/subscriptions {"encryptionCertificate": 1}: 400 BadRequest -: Property encryptionCertificate in payload has a value that does not match schema.
            POST /v1.0/$batch {"requests": [{"id": "1", "method": 7}]}: 400 BadRequest -: Property method in payload has a value that does not match schema.
            POST /v1.0/$batch {"requests": [{"id": "1", "headers": {"a": 7}}]}: 400 BadRequest -: Property a in payload has a value that does not match schema.
            POST /v1.0/$batch {"requests": [[]]}: 400 BadRequest -: Property requests in payload has a value that does not match schema.
        "#]],
    )
    .await;
    let nulls = r#"{"name": null, "parentReference": null, "fileSystemInfo": {"createdDateTime": null}, "size": null}"#;
    let answer = mock.send(&by("alice", UPDATE, nulls)).await;
    assert_eq!(answer.status, 200, "null stands for nothing: {answer}");
}

#[tokio::test]
async fn a_content_does_not_come_inside_json() {
    let mock = Mock::new();
    let rows = [
        ("POST /v1.0/me/drive/root/children", r#"{"name": "a.txt", "file": {}, "content": ""}"#),
        ("POST /v1.0/me/drive/root/children", r#"{"name": "a", "folder": {}, "content": "YQ=="}"#),
        (UPDATE, r#"{"content": {}}"#),
        (PUT, r#"{"folder": {}, "content": ""}"#),
    ];
    refuses(&mock, "alice", rows, expect![[r#"
        POST /v1.0/me/drive/root/children {"name": "a.txt", "file": {}, "content": ""}: 400 BadRequest -: A stream property 'content' has a value in the payload.
        POST /v1.0/me/drive/root/children {"name": "a", "folder": {}, "content": "YQ=="}: 400 BadRequest -: A stream property 'content' has a value in the payload.
        PATCH /v1.0/me/drive/root:/hello.txt {"content": {}}: 400 BadRequest -: A stream property 'content' has a value in the payload.
        PUT /v1.0/me/drive/root:/new {"folder": {}, "content": ""}: 400 BadRequest -: A stream property 'content' has a value in the payload.
    "#]]).await;
    let rows = [("POST /v1.0/me/drive/root/children", r#"{"name": "a.txt", "file": {}, "content": ""}"#)];
    refuses(&mock, "bob", rows, expect![[r#"
        POST /v1.0/me/drive/root/children {"name": "a.txt", "file": {}, "content": ""}: 400 BadRequest -: A stream property 'content' has a value in the payload.
    "#]]).await;
}
