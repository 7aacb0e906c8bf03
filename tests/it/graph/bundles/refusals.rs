//! What bundles refuse, and to whom.

use expect_test::expect;

use super::{BEACH, BUNDLES, made};
use crate::{
    graph::{alice, bob, by, refuses},
    support::{Mock, refusals},
};

#[tokio::test]
async fn tags_hold_for_bundles() {
    let mock = Mock::new();
    let id = made(&mock, BEACH).await;
    let bundle = format!("{BUNDLES}/{id}");
    let read = bob(&mock, &format!("GET {bundle}"), "").await.json();
    let (e_tag, c_tag) = (read["eTag"].as_str().expect("a tag"), read["cTag"].as_str().expect("a tag"));
    for tag in [e_tag, c_tag, "*"] {
        for path in [&bundle, &format!("/v1.0/me/drive/items/{id}")] {
            let known = bob(&mock, &format!("GET {path}\nIf-None-Match: {tag}"), "").await;
            assert_eq!(known.status, 304, "{known}");
        }
    }
    assert_eq!(bob(&mock, &format!("GET {bundle}\nIf-None-Match: \"other\""), "").await.status, 200);
    let name = r#"{"name": "b"}"#;
    let renamed = bob(&mock, &format!("PATCH {bundle}\nIf-Match: {e_tag}"), name).await;
    assert_eq!(renamed.status, 200, "{renamed}");
    refuses(
        &mock,
        "bob",
        [
            (format!("PATCH {bundle}\nIf-Match: {e_tag}"), name),
            (format!("PATCH /v1.0/me/drive/items/{id}\nIf-Match: {e_tag}"), name),
            (format!("DELETE {bundle}\nIf-Match: {e_tag}"), ""),
            (format!("DELETE /v1.0/me/drive/items/{id}\nIf-Match: {e_tag}"), ""),
            (format!("DELETE {bundle}\nIf-Match: \"open"), ""),
        ],
        expect![[r#"
            PATCH /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507 If-Match: "{1B9BF905-BB93-6716-BB35-65CC5E7475…: 412 resourceModified -: ETag does not match current item's value
            PATCH /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507 If-Match: "{1B9BF905-BB93-6716-BB35-65CC5E747…: 412 resourceModified -: ETag does not match current item's value
            DELETE /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507 If-Match: "{1B9BF905-BB93-6716-BB35-65CC5E747…: 412 resourceModified -: ETag does not match current item's value
            DELETE /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507 If-Match: "{1B9BF905-BB93-6716-BB35-65CC5E74…: 412 resourceModified -: ETag does not match current item's value
            DELETE /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507 If-Match: "open: 409 resourceModified -: ETag does not match current item's value
        "#]],
    )
    .await;
    let same = bob(&mock, &format!("PATCH {bundle}"), r#"{"name": "b", "description": "x"}"#).await;
    assert_eq!(same.differs_from(&renamed), "", "nothing changed");
    assert_eq!(bob(&mock, &format!("DELETE {bundle}\nIf-Match: {c_tag}"), "").await.status, 204);
}

#[tokio::test]
async fn what_cannot_become_a_bundle_is_refused() {
    let mock = Mock::new();
    let id = made(&mock, BEACH).await;
    let post = format!("POST {BUNDLES}");
    refuses(
        &mock,
        "bob",
        [
            r"{}",
            r#"{"name": "a"}"#,
            r#"{"bundle": {}}"#,
            r#"{"name": "", "bundle": {}}"#,
            r#"{"name": "a/b", "bundle": {}}"#,
            r#"{"name": "my day at the BEACH", "bundle": {}}"#,
            r#"{"name": "My Day at the Beach", "bundle": {}, "@microsoft.graph.conflictBehavior": "replace"}"#,
            r#"{"name": "a", "bundle": {}, "@microsoft.graph.conflictBehavior": "merge"}"#,
            r#"{"name": "a", "bundle": {}, "folder": {}}"#,
            r#"{"name": "a", "bundle": {}, "children": [{}]}"#,
            r#"{"name": "a", "bundle": {}, "children": [{"id": "1234asdf"}]}"#,
            r#"{"name": "a", "bundle": {}, "children": [{"id": "<hello.txt>"}]}"#,
            r#"{"name": "a", "bundle": {}, "children": [{"id": "<bob's root>"}]}"#,
            &r#"{"name": "a", "bundle": {}, "children": [{"id": "BUNDLE"}]}"#.replace("BUNDLE", &id),
            r#"{"name": "a", "bundle": {"album": {"coverImageItemId": "<todo.txt>"}}}"#,
            r#"{"name": "a", "bundle": {"album": {"coverImageItemId": "x"}}, "children": [{"id": "<todo.txt>"}]}"#,
            r#"{"name": "a", "bundle": 7}"#,
            r#"{"name": "a", "bundle": {"album": []}}"#,
            r#"{"name": "a", "bundle": {}, "children": ["<todo.txt>"]}"#,
        ]
        .map(|body| (&post, body)),
        expect![[r#"
            POST /v1.0/drive/bundles {}: 400 invalidRequest -: The name of the bundle must be provided.
            POST /v1.0/drive/bundles {"name": "a"}: 400 invalidRequest -: The bundle facet must be provided.
            POST /v1.0/drive/bundles {"bundle": {}}: 400 invalidRequest -: The name of the bundle must be provided.
            POST /v1.0/drive/bundles {"name": "", "bundle": {}}: 400 invalidRequest invalidPath: Name contains invalid characters.
            POST /v1.0/drive/bundles {"name": "a/b", "bundle": {}}: 400 invalidRequest invalidPath: Name contains invalid characters.
            POST /v1.0/drive/bundles {"name": "my day at the BEACH", "bundle": {}}: 409 nameAlreadyExists -: Name already exists
            POST /v1.0/drive/bundles {"name": "My Day at the Beach", "bundle": {}, "@microsoft.graph.conflictBehavior": "replace"}: 409 nameAlreadyExists -: Name already exists
            POST /v1.0/drive/bundles {"name": "a", "bundle": {}, "@microsoft.graph.conflictBehavior": "merge"}: 400 invalidRequest -: conflictBehavior must be one of fail, replace, rename.
            POST /v1.0/drive/bundles {"name": "a", "bundle": {}, "folder": {}}: 400 invalidRequest -: A bundle is neither a file nor a folder.
            POST /v1.0/drive/bundles {"name": "a", "bundle": {}, "children": [{}]}: 400 invalidRequest -: The id of the child must be provided.
            POST /v1.0/drive/bundles {"name": "a", "bundle": {}, "children": [{"id": "1234asdf"}]}: 404 itemNotFound -: The resource could not be found.
            POST /v1.0/drive/bundles {"name": "a", "bundle": {}, "children": [{"id": "<hello.txt>"}]}: 404 itemNotFound -: The resource could not be found.
            POST /v1.0/drive/bundles {"name": "a", "bundle": {}, "children": [{"id": "<bob's root>"}]}: 400 invalidRequest -: The operation is not allowed on the root folder.
            POST /v1.0/drive/bundles {"name": "a", "bundle": {}, "children": [{"id": "<bob's drive>!s1b9bf905bb936716bb3565cc5e74750…: 400 invalidRequest -: A bundle cannot hold a bundle.
            POST /v1.0/drive/bundles {"name": "a", "bundle": {"album": {"coverImageItemId": "<todo.txt>"}}}: 400 invalidRequest -: coverImageItemId must be the id of an item in the album.
            POST /v1.0/drive/bundles {"name": "a", "bundle": {"album": {"coverImageItemId": "x"}}, "children": [{"id": "<todo.txt>"}…: 400 invalidRequest -: coverImageItemId must be the id of an item in the album.
            POST /v1.0/drive/bundles {"name": "a", "bundle": 7}: 400 BadRequest -: Property bundle in payload has a value that does not match schema.
            POST /v1.0/drive/bundles {"name": "a", "bundle": {"album": []}}: 400 BadRequest -: Property album in payload has a value that does not match schema.
            POST /v1.0/drive/bundles {"name": "a", "bundle": {}, "children": ["<todo.txt>"]}: 400 BadRequest -: Property children in payload has a value that does not match schema.
        "#]],
    )
    .await;
}

#[tokio::test]
async fn what_a_bundle_cannot_become_is_refused() {
    let mock = Mock::new();
    let id = made(&mock, BEACH).await;
    made(&mock, r#"{"name": "a", "bundle": {}}"#).await;
    let (bundle, item) = (format!("{BUNDLES}/{id}"), format!("/v1.0/me/drive/items/{id}"));
    let mut rows = vec![
        (format!("GET {BUNDLES}/<todo.txt>"), ""),
        (format!("GET {BUNDLES}/root"), ""),
        (format!("GET {BUNDLES}/{}", id.replace("!s", "!s0")), ""),
        (format!("GET {bundle}?$expand=thumbnails"), ""),
        (format!("GET {bundle}?$expand=nonsense"), ""),
        (format!("GET {bundle}/nonsense"), ""),
        (format!("GET {bundle}/content"), ""),
        (format!("POST {bundle}/createLink"), "{}"),
        (format!("GET {bundle}/children/<todo.txt>"), ""),
        (format!("PUT {bundle}"), "{}"),
        (format!("GET {item}/children/<todo.txt>"), ""),
        (format!("POST {bundle}/children"), r#"{"id": "<bob's root>"}"#),
        (format!("POST {bundle}/children"), r#"{"name": "new", "folder": {}}"#),
        (format!("DELETE {bundle}/children/<diary.txt>"), ""),
        (format!("DELETE {item}/children/todo.txt"), ""),
        ("PATCH /v1.0/me/drive/items/<todo.txt>".into(), r#"{"parentReference": {"id": "BUNDLE"}}"#),
        ("POST /v1.0/me/drive/items/<todo.txt>/copy".into(), r#"{"parentReference": {"id": "BUNDLE"}}"#),
    ];
    for path in [&bundle, &item] {
        for body in [
            r#"{"name": "A"}"#,
            r#"{"name": "a:b"}"#,
            r#"{"content": "x"}"#,
            r#"{"bundle": {"album": {"coverImageItemId": "<diary.txt>"}}}"#,
        ] {
            rows.push((format!("PATCH {path}"), body));
        }
    }
    let rows = rows.into_iter().map(|(request, body)| (request, body.replace("BUNDLE", &id)));
    refuses(&mock, "bob", rows, expect![[r#"
        GET /v1.0/drive/bundles/<todo.txt>: 404 itemNotFound -: The resource could not be found.
        GET /v1.0/drive/bundles/root: 404 itemNotFound -: The resource could not be found.
        GET /v1.0/drive/bundles/<bob's drive>!s01b9bf905bb936716bb3565cc5e747507: 404 itemNotFound -: The resource could not be found.
        GET /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507?$expand=thumbnails: 501 notSupported -: mockdrive does not emulate $expand=thumbnails of bundles.
        GET /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507?$expand=nonsense: 400 invalidRequest invalidQueryOption: Parsing OData Select and Expand failed: Could not find a property named 'nonsense' on type 'microsoft.graph.driveItem'.
        GET /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/nonsense: 400 BadRequest -: Resource not found for the segment 'nonsense'.
        GET /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/content: 501 notSupported -: mockdrive does not emulate GET /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/content.
        POST /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/createLink {}: 501 notSupported -: mockdrive does not emulate POST /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/createLink.
        GET /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/children/<todo.txt>: 501 notSupported -: mockdrive does not emulate GET /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/children/<todo.txt>.
        PUT /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507 {}: 405 notAllowed -: The HTTP method is not allowed on this resource.
        GET /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/children/<todo.txt>: 501 notSupported -: mockdrive does not emulate driveItem.get of bundles.
        POST /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/children {"id": "<bob's root>"}: 400 invalidRequest -: The operation is not allowed on the root folder.
        POST /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/children {"name": "new", "folder": {}}: 400 invalidRequest -: The id of the child must be provided.
        DELETE /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/children/<diary.txt>: 404 itemNotFound -: The resource could not be found.
        DELETE /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/children/todo.txt: 404 itemNotFound -: The resource could not be found.
        PATCH /v1.0/me/drive/items/<todo.txt> {"parentReference": {"id": "<bob's drive>!s1b9bf905bb936716bb3565cc5e747507"}}: 400 invalidRequest itemTypeDoesNotMatch: The item is not a folder.
        POST /v1.0/me/drive/items/<todo.txt>/copy {"parentReference": {"id": "<bob's drive>!s1b9bf905bb936716bb3565cc5e747507"}}: 400 invalidRequest itemTypeDoesNotMatch: The item is not a folder.
        PATCH /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507 {"name": "A"}: 409 nameAlreadyExists -: Name already exists
        PATCH /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507 {"name": "a:b"}: 400 invalidRequest invalidPath: Name contains invalid characters.
        PATCH /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507 {"content": "x"}: 400 BadRequest -: A stream property 'content' has a value in the payload.
        PATCH /v1.0/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507 {"bundle": {"album": {"coverImageItemId": "<di…: 400 invalidRequest -: coverImageItemId must be the id of an item in the album.
        PATCH /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507 {"name": "A"}: 409 nameAlreadyExists -: Name already exists
        PATCH /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507 {"name": "a:b"}: 400 invalidRequest invalidPath: Name contains invalid characters.
        PATCH /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507 {"content": "x"}: 400 BadRequest -: A stream property 'content' has a value in the payload.
        PATCH /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507 {"bundle": {"album": {"coverImageItemId": "<d…: 400 invalidRequest -: coverImageItemId must be the id of an item in the album.
    "#]]).await;
}

#[tokio::test]
async fn what_bundles_cannot_do_yet_is_told() {
    let mock = Mock::new();
    let id = made(&mock, BEACH).await;
    let session = r#"{"item": {}}"#;
    let people = r#"{"recipients": [{"email": "alice@example.com"}], "roles": ["read"]}"#;
    let path = format!("/v1.0/me/drive/items/{id}");
    let rows = [
        ("POST /copy", r#"{"name": "b"}"#),
        ("GET /content", ""),
        ("PUT /content", session),
        ("PUT :/new.txt:/content", session),
        ("POST /createUploadSession", session),
        ("POST :/new.txt:/createUploadSession", session),
        ("POST /createLink", r#"{"type": "view"}"#),
        ("POST /invite", people),
        ("GET /permissions", ""),
        ("GET /permissions/x", ""),
        ("GET /thumbnails", ""),
        ("GET /versions", ""),
        ("GET /delta", ""),
        ("GET /search(q='a')", ""),
        ("POST /permanentDelete", ""),
        ("POST /restore", "{}"),
        ("POST /checkout", ""),
        ("POST /preview", "{}"),
        ("POST /follow", ""),
        ("GET :/todo.txt", ""),
    ];
    let rows = rows.map(|(request, body)| {
        let (method, rest) = request.split_once(' ').expect("a space");
        (format!("{method} {path}{rest}"), body)
    });
    refuses(&mock, "bob", rows, expect![[r#"
        POST /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/copy {"name": "b"}: 501 notSupported -: mockdrive does not emulate driveItem.copy of bundles.
        GET /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/content: 501 notSupported -: mockdrive does not emulate driveItem.content.get of bundles.
        PUT /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/content {"item": {}}: 501 notSupported -: mockdrive does not emulate driveItem.content.put of bundles.
        PUT /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507:/new.txt:/content {"item": {}}: 501 notSupported -: mockdrive does not emulate driveItem.content.put of bundles.
        POST /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/createUploadSession {"item": {}}: 501 notSupported -: mockdrive does not emulate driveItem.createUploadSession of bundles.
        POST /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507:/new.txt:/createUploadSession {"item": {}}: 501 notSupported -: mockdrive does not emulate driveItem.createUploadSession of bundles.
        POST /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/createLink {"type": "view"}: 501 notSupported -: mockdrive does not emulate driveItem.createLink of bundles.
        POST /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/invite {"recipients": [{"email": "alice@exampl…: 501 notSupported -: mockdrive does not emulate driveItem.invite of bundles.
        GET /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/permissions: 501 notSupported -: mockdrive does not emulate driveItem.permissions.list of bundles.
        GET /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/permissions/x: 501 notSupported -: mockdrive does not emulate permission.get of bundles.
        GET /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/thumbnails: 501 notSupported -: mockdrive does not emulate driveItem.thumbnails.list of bundles.
        GET /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/versions: 501 notSupported -: mockdrive does not emulate driveItem.versions.list of bundles.
        GET /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/delta: 501 notSupported -: mockdrive does not emulate driveItem.delta of bundles.
        GET /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/search(q='a'): 501 notSupported -: mockdrive does not emulate driveItem.search of bundles.
        POST /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/permanentDelete: 501 notSupported -: mockdrive does not emulate driveItem.permanentDelete of bundles.
        POST /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/restore {}: 501 notSupported -: mockdrive does not emulate driveItem.restore of bundles.
        POST /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/checkout: 501 notSupported -: mockdrive does not emulate driveItem.checkout of bundles.
        POST /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/preview {}: 501 notSupported -: mockdrive does not emulate driveItem.preview of bundles.
        POST /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/follow: 501 notSupported -: mockdrive does not emulate driveItem.follow of bundles.
        GET /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507:/todo.txt: 501 notSupported -: mockdrive does not emulate driveItem.get of bundles.
    "#]]).await;
}

#[tokio::test]
async fn bundles_are_for_the_owners_of_personal_drives() {
    let mock = Mock::new();
    let id = made(&mock, BEACH).await;
    // A guest on the item knows nothing of the bundle that it stands in.
    let invite = r#"{"recipients": [{"email": "alice@example.com"}], "roles": ["write"]}"#;
    let invited = bob(&mock, "POST /v1.0/me/drive/items/<todo.txt>/invite", invite).await;
    assert_eq!(invited.status, 200, "{invited}");
    let form = "grant_type=client_credentials&client_id=22222222-2222-2222-2222-222222222222\
                &client_secret=mock-graph-secret&scope=.default";
    let token = mock
        .send(&format!(
            "POST /common/oauth2/v2.0/token\nContent-Type: application/x-www-form-urlencoded\n\n{form}"
        ))
        .await;
    let app = token.json()["access_token"].as_str().unwrap_or_else(|| panic!("{token}")).to_owned();
    let bobs = "/v1.0/drives/<bob's drive>";
    let new = r#"{"name": "a", "bundle": {}}"#;
    let mut rows = Vec::new();
    for (what, request, body) in [
        ("alice", format!("GET {bobs}/bundles"), ""),
        ("alice", format!("POST {bobs}/bundles"), new),
        ("alice", format!("GET {bobs}/bundles/{id}"), ""),
        ("alice", format!("GET {bobs}/items/{id}"), ""),
        ("alice", format!("GET /v1.0/me/drive/items/{id}"), ""),
        ("alice", format!("DELETE {bobs}/items/{id}"), ""),
        ("alice", format!("POST {bobs}/items/{id}/createLink"), "{}"),
        ("alice", "GET /v1.0/me/drive/bundles".into(), ""),
        ("alice", "POST /v1.0/me/drive/bundles".into(), new),
        ("alice", format!("GET /v1.0/me/drive/bundles/{id}"), ""),
        ("alice", "GET /v1.0/drives/<the team's drive>/bundles".into(), ""),
        ("readonly", "POST /v1.0/me/drive/bundles".into(), new),
    ] {
        rows.push((format!("{what} {request}"), by(what, &request, body)));
    }
    for request in
        [format!("GET {bobs}/bundles"), format!("GET {bobs}/bundles/{id}"), format!("GET {bobs}/items/{id}")]
    {
        rows.push((format!("application {request}"), format!("{request}\nAuthorization: Bearer {app}")));
    }
    refusals(&mock, rows, expect![[r#"
        alice GET /v1.0/drives/<bob's drive>/bundles: 403 accessDenied -: The caller doesn't have permission to perform the action.
        alice POST /v1.0/drives/<bob's drive>/bundles: 403 accessDenied -: The caller doesn't have permission to perform the action.
        alice GET /v1.0/drives/<bob's drive>/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507: 403 accessDenied -: The caller doesn't have permission to perform the action.
        alice GET /v1.0/drives/<bob's drive>/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507: 403 accessDenied -: The caller doesn't have permission to perform the action.
        alice GET /v1.0/me/drive/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507: 404 itemNotFound -: The resource could not be found.
        alice DELETE /v1.0/drives/<bob's drive>/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507: 403 accessDenied -: The caller doesn't have permission to perform the action.
        alice POST /v1.0/drives/<bob's drive>/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507/createLink: 403 accessDenied -: The caller doesn't have permission to perform the action.
        alice GET /v1.0/me/drive/bundles: 400 notSupported -: Bundles are supported on personal drives only.
        alice POST /v1.0/me/drive/bundles: 400 notSupported -: Bundles are supported on personal drives only.
        alice GET /v1.0/me/drive/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507: 400 notSupported -: Bundles are supported on personal drives only.
        alice GET /v1.0/drives/<the team's drive>/bundles: 400 notSupported -: Bundles are supported on personal drives only.
        readonly POST /v1.0/me/drive/bundles: 403 accessDenied -: The caller doesn't have permission to perform the action.
        application GET /v1.0/drives/<bob's drive>/bundles: 403 accessDenied -: The caller doesn't have permission to perform the action.
        application GET /v1.0/drives/<bob's drive>/bundles/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507: 403 accessDenied -: The caller doesn't have permission to perform the action.
        application GET /v1.0/drives/<bob's drive>/items/<bob's drive>!s1b9bf905bb936716bb3565cc5e747507: 403 accessDenied -: The caller doesn't have permission to perform the action.
    "#]]).await;
    assert_eq!(alice(&mock, &format!("GET {bobs}/items/<todo.txt>"), "").await.status, 200);
}
