//! What is refused, and that nothing changes.

use expect_test::expect;

use super::refuses;
use crate::support::{Mock, refusals};

const COPY: &str = "POST /v1.0/me/drive/root:/hello.txt:/copy";

#[tokio::test]
async fn an_error_has_the_vendors_body() {
    let mock = Mock::new();
    let request =
        "GET /v1.0/me/drive/root:/missing.txt\nAuthorization: Bearer alice-token\nclient-request-id: mine";
    expect![[r#"
        404 Not Found
        {
          "error": {
            "code": "itemNotFound",
            "innerError": {
              "client-request-id": "mine",
              "date": "2026-01-02T03:04:05",
              "request-id": "<request 1>"
            },
            "message": "The resource could not be found."
          }
        }"#]]
    .assert_eq(&mock.send(request).await.to_string());
}

#[tokio::test]
async fn wrong_credentials_are_refused() {
    let mock = Mock::new();
    let row = |header| {
        (
            header,
            format!(
                "{COPY}
{header}"
            ),
        )
    };
    refusals(
        &mock,
        [
            "X-Other: 1",
            "Authorization: Bearer",
            "Authorization: Bearer nobody",
            "Authorization: Basic alice-token",
            "Authorization: Bearer readonly-token",
            "Authorization: Bearer bob-token",
        ]
        .map(row),
        expect![[r#"
            X-Other: 1: 401 InvalidAuthenticationToken -: Access token is empty.
            Authorization: Bearer: 401 InvalidAuthenticationToken -: Access token is empty.
            Authorization: Bearer nobody: 401 InvalidAuthenticationToken -: Access token validation failure.
            Authorization: Basic alice-token: 401 InvalidAuthenticationToken -: Access token is empty.
            Authorization: Bearer readonly-token: 403 accessDenied -: The caller doesn't have permission to perform the action.
            Authorization: Bearer bob-token: 404 itemNotFound -: The resource could not be found.
        "#]],
    )
    .await;
    assert_eq!(mock.send(&row("Authorization: bearer alice-token").1).await.status, 202);
}

#[tokio::test]
async fn lenient_mode_takes_anybody_as_alice_and_notes_it() {
    let mock = Mock::with(|settings| settings.auth = mockdrive::sandbox::Auth::Lenient);
    assert_eq!(mock.send("GET /v1.0/me/drive/root:/hello.txt").await.status, 200);
    assert_eq!(mock.send("GET /v1.0/me/drive\nAuthorization: Bearer nobody").await.status, 200);
    let requests = mock.send("GET /_mock/requests").await.json()["requests"].clone();
    let notes: Vec<_> =
        requests.as_array().expect("a list").iter().map(|r| (&r["user"], &r["notes"])).collect();
    expect![[r#"
        [
            (
                String("alice"),
                Array [
                    String("NoToken: taken as alice"),
                ],
            ),
            (
                String("alice"),
                Array [
                    String("UnknownToken: taken as alice"),
                ],
            ),
        ]
    "#]]
    .assert_debug_eq(&notes);
}

#[tokio::test]
async fn other_peoples_drives_are_refused() {
    let mock = Mock::new();
    refuses(
        &mock,
        "alice",
        [
            ("POST /v1.0/users/bob/drive/items/<diary.txt>/copy", ""),
            ("POST /v1.0/drives/<bob's drive>/items/<diary.txt>/copy", ""),
            ("POST /v1.0/me/drive/items/<diary.txt>/copy", ""),
            (COPY, r#"{"parentReference": {"driveId": "<bob's drive>", "id": "root"}}"#),
            (COPY, r#"{"parentReference": {"id": "<diary.txt>"}}"#),
            ("GET /v1.0/users/carol/drive", ""),
            (
                "GET /v1.0/drives/b!AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "",
            ),
            ("GET /v1.0/drives/nonsense", ""),
            ("GET /v1.0/groups/11111111-1111-1111-1111-111111111111/drive", ""),
        ],
        expect![[r#"
            POST /v1.0/users/bob/drive/items/<diary.txt>/copy: 403 accessDenied -: The caller doesn't have permission to perform the action.
            POST /v1.0/drives/<bob's drive>/items/<diary.txt>/copy: 403 accessDenied -: The caller doesn't have permission to perform the action.
            POST /v1.0/me/drive/items/<diary.txt>/copy: 404 itemNotFound -: The resource could not be found.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"parentReference": {"driveId": "<bob's drive>", "id": "root"}}: 403 accessDenied -: The caller doesn't have permission to perform the action.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"parentReference": {"id": "<diary.txt>"}}: 404 itemNotFound -: The resource could not be found.
            GET /v1.0/users/carol/drive: 404 itemNotFound -: The resource could not be found.
            GET /v1.0/drives/b!<A × 64>: 404 itemNotFound -: The resource could not be found.
            GET /v1.0/drives/nonsense: 400 invalidRequest -: The provided drive id appears to be malformed.
            GET /v1.0/groups/<the tenant>/drive: 404 itemNotFound -: The resource could not be found.
        "#]],
    )
    .await;
}

#[tokio::test]
async fn a_wrong_copy_is_refused_at_once() {
    let mock = Mock::new();
    let long = "x".repeat(10_000);
    refuses(
        &mock,
        "alice",
        [
            (COPY, "{"),
            (COPY, "[]"),
            (COPY, r#"{"name": 7}"#),
            (COPY, r#"{"parentReference": {"id": ["x"]}}"#),
            (COPY, r#"{"childrenOnly": "yes"}"#),
            (COPY, r#"{"name": "a\u0000b"}"#),
            (COPY, r#"{"name": "a/b"}"#),
            (COPY, r#"{"name": "trailing."}"#),
            (COPY, r#"{"name": ".."}"#),
            (COPY, &format!(r#"{{"name": "{long}"}}"#)),
            (COPY, r#"{"parentReference": {"id": "01MXEZFVE5G2AS5Y74YZFYQF3KZAQ7CFEP"}}"#),
            (COPY, r#"{"parentReference": {"path": "Documents"}}"#),
            (COPY, r#"{"parentReference": {"path": "/drive/root:/Nowhere"}}"#),
            (COPY, r#"{"parentReference": {"path": "/drive/root:/archive.zip"}}"#),
            (
                "POST /v1.0/me/drive/root:/hello.txt:/copy?@microsoft.graph.conflictBehavior=overwrite",
                "",
            ),
            ("POST /v1.0/me/drive/root:/missing.txt:/copy", ""),
            (&format!("POST /v1.0/me/drive/root:/{long}:/copy"), ""),
            ("POST /v1.0/me/drive/items/%FF/copy", ""),
            (
                "POST /v1.0/me/drive/items/<Documents>/copy",
                r#"{"parentReference": {"id": "<Reports>"}}"#,
            ),
            (
                "POST /v1.0/me/drive/items/<Documents>/copy",
                r#"{"parentReference": {"id": "<Documents>"}, "name": "in itself"}"#,
            ),
            ("PUT /v1.0/me/drive/root:/hello.txt:/copy", ""),
        ],
        expect![[r#"
            POST /v1.0/me/drive/root:/hello.txt:/copy {: 400 BadRequest -: Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.
            POST /v1.0/me/drive/root:/hello.txt:/copy []: 400 BadRequest -: Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"name": 7}: 400 BadRequest -: Property name in payload has a value that does not match schema.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"parentReference": {"id": ["x"]}}: 400 BadRequest -: Property id in payload has a value that does not match schema.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"childrenOnly": "yes"}: 400 BadRequest -: Property childrenOnly in payload has a value that does not match schema.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"name": "a\u0000b"}: 400 invalidRequest invalidPath: Name contains invalid characters.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"name": "a/b"}: 400 invalidRequest invalidPath: Name contains invalid characters.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"name": "trailing."}: 400 invalidRequest invalidPath: Name contains invalid characters.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"name": ".."}: 400 invalidRequest invalidPath: Name contains invalid characters.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"name": "<x × 10000>"}: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"parentReference": {"id": "01MXEZFVE5G2AS5Y74YZFYQF3KZAQ7CFEP"}}: 404 itemNotFound -: The resource could not be found.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"parentReference": {"path": "Documents"}}: 400 invalidRequest -: A valid path must be provided.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"parentReference": {"path": "/drive/root:/Nowhere"}}: 404 itemNotFound -: The resource could not be found.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"parentReference": {"path": "/drive/root:/archive.zip"}}: 400 invalidRequest itemTypeDoesNotMatch: The item is not a folder.
            POST /v1.0/me/drive/root:/hello.txt:/copy?@microsoft.graph.conflictBehavior=overwrite: 400 invalidRequest -: conflictBehavior must be one of fail, replace, rename.
            POST /v1.0/me/drive/root:/missing.txt:/copy: 404 itemNotFound -: The resource could not be found.
            POST /v1.0/me/drive/root:/<x × 10000>:/copy: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
            POST /v1.0/me/drive/items/%FF/copy: 400 invalidRequest -: A valid path must be provided.
            POST /v1.0/me/drive/items/<Documents>/copy {"parentReference": {"id": "<Reports>"}}: 400 invalidRequest -: An item cannot be placed inside itself.
            POST /v1.0/me/drive/items/<Documents>/copy {"parentReference": {"id": "<Documents>"}, "name": "in itself"}: 400 invalidRequest -: An item cannot be placed inside itself.
            PUT /v1.0/me/drive/root:/hello.txt:/copy: 405 notAllowed -: The HTTP method is not allowed on this resource.
        "#]],
    )
    .await;
}

#[tokio::test]
async fn a_copy_of_too_many_items_is_refused() {
    let mock = Mock::with(|settings| settings.graph_copy_max_items = 3);
    let row = ("POST /v1.0/me/drive/root:/Documents:/copy", r#"{"name": "x"}"#);
    refuses(&mock, "alice", [row], expect![[r#"
        POST /v1.0/me/drive/root:/Documents:/copy {"name": "x"}: 400 invalidRequest totalAffectedItemCountExceeded: Operation is not allowed because the number of affected items exceeds 3.
    "#]]).await;
}

#[tokio::test]
async fn what_is_not_emulated_is_refused_as_such() {
    let mock = Mock::new();
    let row = ("GET /v1.0/me/drive/items/root/workbook", "");
    refuses(&mock, "alice", [row], expect![[r#"
        GET /v1.0/me/drive/items/root/workbook: 501 notSupported -: mockdrive does not emulate GET /v1.0/me/drive/items/root/workbook.
    "#]]).await;
    let monitor = "GET /_api/v2.0/monitor/4A3407B5-88FC-4504-8B21-0AABD3412717";
    refusals(
        &mock,
        [("no such copy", monitor)],
        expect![[r#"
            no such copy: 404 operationNotFound -: The operation does not exist.
        "#]],
    )
    .await;
}
