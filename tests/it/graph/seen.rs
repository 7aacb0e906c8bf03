//! What the service was seen to do where its pages are silent or say otherwise: reference 12.5.

use std::time::Duration;

use expect_test::expect;

use super::{alice, bob, by, monitor, refuses, stage::Stage};
use crate::support::{Mock, refusals};

#[tokio::test]
async fn what_stands_in_the_way_of_a_content_or_a_target_is_told() {
    let mock = Mock::new();
    let content = |path: &str| {
        (path.to_owned(), format!("PUT /v1.0/me/drive/{path}\nAuthorization: Bearer alice-token\n\nx"))
    };
    let rows = [
        "items/<Documents>/content",
        "root:/Documents:/content",
        "root/content",
        "root:/hello.txt/a.txt:/content",
        "root:/hello.txt/a/b.txt:/content",
        "items/<hello.txt>:/a.txt:/content",
    ];
    refusals(
        &mock,
        rows.map(content),
        expect![[r#"
        items/<Documents>/content: 501 notSupported -: Content cannot be written to a folder.
        root:/Documents:/content: 501 notSupported -: Content cannot be written to a folder.
        root/content: 501 notSupported -: Content cannot be written to a folder.
        root:/hello.txt/a.txt:/content: 404 itemNotFound -: The resource could not be found.
        root:/hello.txt/a/b.txt:/content: 404 itemNotFound -: The resource could not be found.
        items/<hello.txt>:/a.txt:/content: 404 itemNotFound -: The resource could not be found.
    "#]],
    )
    .await;
    let into = |path: &str| format!(r#"{{"parentReference": {{"path": "/drive/root:/{path}"}}}}"#);
    let (copy, patch) =
        ("POST /v1.0/me/drive/root:/archive.zip:/copy", "PATCH /v1.0/me/drive/root:/archive.zip");
    let through = [into("hello.txt/a"), into("hello.txt/a/b"), into("hello.txt"), into("nowhere/a")];
    let rows = [copy, patch].into_iter().flat_map(|request| through.iter().map(move |body| (request, body)));
    refuses(&mock, "alice", rows, expect![[r#"
        POST /v1.0/me/drive/root:/archive.zip:/copy {"parentReference": {"path": "/drive/root:/hello.txt/a"}}: 400 invalidRequest itemTypeDoesNotMatch: The item is not a folder.
        POST /v1.0/me/drive/root:/archive.zip:/copy {"parentReference": {"path": "/drive/root:/hello.txt/a/b"}}: 400 invalidRequest itemTypeDoesNotMatch: The item is not a folder.
        POST /v1.0/me/drive/root:/archive.zip:/copy {"parentReference": {"path": "/drive/root:/hello.txt"}}: 400 invalidRequest itemTypeDoesNotMatch: The item is not a folder.
        POST /v1.0/me/drive/root:/archive.zip:/copy {"parentReference": {"path": "/drive/root:/nowhere/a"}}: 404 itemNotFound -: The resource could not be found.
        PATCH /v1.0/me/drive/root:/archive.zip {"parentReference": {"path": "/drive/root:/hello.txt/a"}}: 400 invalidRequest itemTypeDoesNotMatch: The item is not a folder.
        PATCH /v1.0/me/drive/root:/archive.zip {"parentReference": {"path": "/drive/root:/hello.txt/a/b"}}: 400 invalidRequest itemTypeDoesNotMatch: The item is not a folder.
        PATCH /v1.0/me/drive/root:/archive.zip {"parentReference": {"path": "/drive/root:/hello.txt"}}: 400 invalidRequest itemTypeDoesNotMatch: The item is not a folder.
        PATCH /v1.0/me/drive/root:/archive.zip {"parentReference": {"path": "/drive/root:/nowhere/a"}}: 404 itemNotFound -: The resource could not be found.
    "#]]).await;
    let session = "POST /v1.0/me/drive/root:/hello.txt/a.txt:/createUploadSession";
    refuses(&mock, "alice", [(session, "{}")], expect![[r#"
        POST /v1.0/me/drive/root:/hello.txt/a.txt:/createUploadSession {}: 404 itemNotFound -: The resource could not be found.
    "#]]).await;
}

#[tokio::test]
async fn names_that_sharepoint_keeps_to_itself_are_refused() {
    let mock = Mock::new();
    let children = "POST /v1.0/me/drive/root/children";
    let hello = "PATCH /v1.0/me/drive/root:/hello.txt";
    let documents = "PATCH /v1.0/me/drive/root:/Documents";
    let copy = "POST /v1.0/me/drive/items/<Reports>/copy";
    refuses(
        &mock,
        "alice",
        [
            (children, r#"{"name": "~", "folder": {}}"#),
            (children, r#"{"name": "~temporary", "folder": {}}"#),
            (children, r#"{"name": "a_vti_b", "folder": {}}"#),
            (children, r#"{"name": "a_VTI_b.txt", "file": {}}"#),
            ("POST /v1.0/me/drive/items/<Documents>/children", r#"{"name": "~", "folder": {}}"#),
            (hello, r#"{"name": "_vti_.txt"}"#),
            (documents, r#"{"name": "~a"}"#),
            (copy, r#"{"name": "~", "parentReference": {"id": "root"}}"#),
            (copy, r#"{"name": "_vti_"}"#),
            ("PATCH /v1.0/me/drive/root:/~a/b", r#"{"folder": {}}"#),
            ("PUT /v1.0/me/drive/root:/~a", r#"{"folder": {}}"#),
            ("PUT /v1.0/me/drive/root:/~a/b.txt:/content", "x"),
            ("PUT /v1.0/me/drive/root:/a/_vti_/b.txt:/content", "x"),
            ("PUT /v1.0/me/drive/root:/a_vti_.txt:/content", "x"),
            ("POST /v1.0/me/drive/root:/~a/b.txt:/createUploadSession", "{}"),
            ("POST /v1.0/drives/<the team's drive>/root/children", r#"{"name": "_vti_", "folder": {}}"#),
        ],
        expect![[r#"
            POST /v1.0/me/drive/root/children {"name": "~", "folder": {}}: 400 invalidRequest invalidPath: Name contains invalid characters.
            POST /v1.0/me/drive/root/children {"name": "~temporary", "folder": {}}: 400 invalidRequest invalidPath: Name contains invalid characters.
            POST /v1.0/me/drive/root/children {"name": "a_vti_b", "folder": {}}: 400 invalidRequest invalidPath: Name contains invalid characters.
            POST /v1.0/me/drive/root/children {"name": "a_VTI_b.txt", "file": {}}: 400 invalidRequest invalidPath: Name contains invalid characters.
            POST /v1.0/me/drive/items/<Documents>/children {"name": "~", "folder": {}}: 400 invalidRequest invalidPath: Name contains invalid characters.
            PATCH /v1.0/me/drive/root:/hello.txt {"name": "_vti_.txt"}: 400 invalidRequest invalidPath: Name contains invalid characters.
            PATCH /v1.0/me/drive/root:/Documents {"name": "~a"}: 400 invalidRequest invalidPath: Name contains invalid characters.
            POST /v1.0/me/drive/items/<Reports>/copy {"name": "~", "parentReference": {"id": "root"}}: 400 invalidRequest invalidPath: Name contains invalid characters.
            POST /v1.0/me/drive/items/<Reports>/copy {"name": "_vti_"}: 400 invalidRequest invalidPath: Name contains invalid characters.
            PATCH /v1.0/me/drive/root:/~a/b {"folder": {}}: 400 invalidRequest invalidPath: Name contains invalid characters.
            PUT /v1.0/me/drive/root:/~a {"folder": {}}: 400 invalidRequest invalidPath: Name contains invalid characters.
            PUT /v1.0/me/drive/root:/~a/b.txt:/content x: 400 invalidRequest invalidPath: Name contains invalid characters.
            PUT /v1.0/me/drive/root:/a/_vti_/b.txt:/content x: 400 invalidRequest invalidPath: Name contains invalid characters.
            PUT /v1.0/me/drive/root:/a_vti_.txt:/content x: 400 invalidRequest invalidPath: Name contains invalid characters.
            POST /v1.0/me/drive/root:/~a/b.txt:/createUploadSession {}: 400 invalidRequest invalidPath: Name contains invalid characters.
            POST /v1.0/drives/<the team's drive>/root/children {"name": "_vti_", "folder": {}}: 400 invalidRequest invalidPath: Name contains invalid characters.
        "#]],
    )
    .await;
    for (request, body) in [
        ("PUT /v1.0/me/drive/root:/~a.txt:/content", "x"),
        ("POST /v1.0/me/drive/items/<Documents>/children", r#"{"name": "~a", "folder": {}}"#),
    ] {
        assert_eq!(alice(&mock, request, body).await.status, 201, "{request}");
    }
    let personal = bob(&mock, children, r#"{"name": "~_vti_", "folder": {}}"#).await;
    assert_eq!(personal.status, 201, "a personal drive takes it: {personal}");
}

#[tokio::test]
async fn a_move_keeps_the_date_and_a_rename_does_not() {
    let mock = Mock::new();
    let team = "/v1.0/drives/<the team's drive>/root";
    let put = by("alice", &format!("PUT {team}:/a/one.txt:/content"), "x");
    assert_eq!(mock.send(&put).await.status, 201);
    mock.advance(Duration::from_hours(1));
    let latest = alice(&mock, "GET /v1.0/me/drive/root/delta?token=latest", "").await.json();
    let hello = "PATCH /v1.0/me/drive/items/<hello.txt>";
    let before = alice(&mock, "GET /v1.0/me/drive/items/<hello.txt>", "").await;
    let moved = alice(&mock, hello, r#"{"parentReference": {"id": "<Documents>"}}"#).await;
    expect![[r#"
        eTag: "\"{<guid of hello.txt>},1\"" -> "\"{<guid of hello.txt>},2\""
        parentReference / id: "<alice's root>" -> "<Documents>"
        + parentReference / name: "Documents"
        parentReference / path: "/drives/<alice's drive>/root:" -> "/drives/<alice's drive>/root:/Documents"
        webUrl: "http://mock.test/personal/alice_example_com/Documents/hello.txt" -> "http://mock.test/personal/alice_example_com/Documents/Documents/hello.txt"
    "#]].assert_eq(&moved.differs_from(&before));
    let link = latest["@odata.deltaLink"].as_str().expect("a link").replace("http://mock.test", "");
    let delta = alice(&mock, &format!("GET {link}"), "").await.json();
    let names: Vec<_> = delta["value"].as_array().expect("a list").iter().map(|item| &item["name"]).collect();
    assert_eq!(names, ["root", "Documents", "hello.txt"]);
    let renamed = alice(&mock, hello, r#"{"name": "b.txt"}"#).await.json();
    assert_eq!(renamed["lastModifiedDateTime"], "2026-01-02T04:04:05Z");
    let both = r#"{"name": "c.txt", "parentReference": {"id": "<alice's root>"}}"#;
    mock.advance(Duration::from_hours(1));
    assert_eq!(alice(&mock, hello, both).await.json()["lastModifiedDateTime"], "2026-01-02T05:04:05Z");
    let library =
        alice(&mock, &format!("GET {team}"), "").await.json()["id"].as_str().expect("an id").to_owned();
    let body = format!(r#"{{"parentReference": {{"id": "{library}"}}}}"#);
    let moved = alice(&mock, &format!("PATCH {team}:/a/one.txt"), &body).await.json();
    assert_eq!(moved["lastModifiedDateTime"], "2026-01-02T03:04:05Z", "of a library, too");
    let folder =
        bob(&mock, "POST /v1.0/me/drive/root/children", r#"{"name": "x", "folder": {}}"#).await.json();
    let body = format!(r#"{{"parentReference": {{"id": {}}}}}"#, folder["id"]);
    let moved = bob(&mock, "PATCH /v1.0/me/drive/items/<diary.txt>", &body).await.json();
    assert_eq!(moved["lastModifiedDateTime"], "2026-01-02T05:04:05Z", "a personal drive knows no such thing");
}

#[tokio::test]
async fn the_clients_date_is_that_of_the_item_on_business_drives() {
    let mock = Mock::new();
    let body = r#"{"fileSystemInfo": {"lastModifiedDateTime": "2020-01-01T00:00:00Z"}}"#;
    let before = alice(&mock, "GET /v1.0/me/drive/items/<hello.txt>", "").await;
    let after = alice(&mock, "PATCH /v1.0/me/drive/items/<hello.txt>", body).await;
    expect![[r#"
        eTag: "\"{<guid of hello.txt>},1\"" -> "\"{<guid of hello.txt>},2\""
        fileSystemInfo / lastModifiedDateTime: "2026-01-01T08:00:00Z" -> "2020-01-01T00:00:00Z"
        lastModifiedDateTime: "2026-01-01T08:00:00Z" -> "2020-01-01T00:00:00Z"
    "#]]
    .assert_eq(&after.differs_from(&before));
    let moved = r#"{"parentReference": {"id": "<Documents>"}}"#;
    let moved = alice(&mock, "PATCH /v1.0/me/drive/items/<hello.txt>", moved).await.json();
    assert_eq!(moved["fileSystemInfo"]["lastModifiedDateTime"], "2020-01-01T00:00:00Z");
    let personal = bob(&mock, "PATCH /v1.0/me/drive/items/<diary.txt>", body).await.json();
    assert_eq!(personal["lastModifiedDateTime"], "2026-01-02T03:04:05Z");
    assert_eq!(personal["fileSystemInfo"]["lastModifiedDateTime"], "2020-01-01T00:00:00Z");
}

#[tokio::test]
async fn a_tag_that_is_not_well_formed_is_a_conflict() {
    let stage = Stage::new().await;
    let item = "/v1.0/drives/{drive-id}/items/{item-id}";
    let tag = stage.send(&format!("GET {item}"), Some("alice-token")).await.json()["eTag"].clone();
    let tag = tag.as_str().expect("a tag").to_owned();
    let broken = tag.trim_end_matches('"');
    let permission = "/v1.0/drives/{drive-id}/items/{plan-id}/permissions/{permission-id}";
    let rows = [
        format!("PATCH {item}\nIf-Match: {broken}\n\n{{\"name\": \"a\"}}"),
        format!("DELETE {item}\nIf-Match: {broken}"),
        format!("DELETE {item}\nIf-Match: \"other\"x"),
        format!("DELETE {item}\nIf-Match: \"other\""),
        format!("PUT {item}/content\nIf-Match: \"other\n\nx"),
        format!("POST {item}/permanentDelete\nIf-Match: \"other"),
        format!("PATCH {permission}\nIf-Match: \"other\n\n{{\"roles\": [\"read\"]}}"),
        format!("DELETE {permission}\nIf-Match: other\""),
        format!("DELETE {permission}\nIf-Match: other"),
    ];
    stage.refuses(rows.map(|row| ("alice-token", row)), expect![[r#"
        alice-token PATCH /v1.0/drives/{drive-id}/items/{item-id} If-Match: "{<guid of hello.txt>},2  {"name": "a"}: 409 resourceModified -: ETag does not match current item's value
        alice-token DELETE /v1.0/drives/{drive-id}/items/{item-id} If-Match: "{<guid of hello.txt>},2: 409 resourceModified -: ETag does not match current item's value
        alice-token DELETE /v1.0/drives/{drive-id}/items/{item-id} If-Match: "other"x: 409 resourceModified -: ETag does not match current item's value
        alice-token DELETE /v1.0/drives/{drive-id}/items/{item-id} If-Match: "other": 412 resourceModified -: ETag does not match current item's value
        alice-token PUT /v1.0/drives/{drive-id}/items/{item-id}/content If-Match: "other  x: 412 resourceModified -: ETag does not match current item's value
        alice-token POST /v1.0/drives/{drive-id}/items/{item-id}/permanentDelete If-Match: "other: 412 resourceModified -: ETag does not match current item's value
        alice-token PATCH /v1.0/drives/{drive-id}/items/{plan-id}/permissions/{permission-id} If-Match: "other  {"roles": ["read…: 409 resourceModified -: ETag does not match current item's value
        alice-token DELETE /v1.0/drives/{drive-id}/items/{plan-id}/permissions/{permission-id} If-Match: other": 409 resourceModified -: ETag does not match current item's value
        alice-token DELETE /v1.0/drives/{drive-id}/items/{plan-id}/permissions/{permission-id} If-Match: other: 412 resourceModified -: ETag does not match current item's value
    "#]]).await;
    let deleted =
        stage.send(&format!("DELETE {item}\nIf-Match: \"other\", {tag}"), Some("alice-token")).await;
    assert_eq!(deleted.status, 204, "{deleted}");
}

#[tokio::test]
async fn an_unknown_link_and_one_of_others_are_refused_alike() {
    let stage = Stage::new().await;
    let rows = [
        ("alice-token", "GET /v1.0/shares/nothing/driveItem"),
        ("alice-token", "GET /v1.0/shares/u!aHR0cHM6Ly9leGFtcGxlLmNvbS9h/root"),
        ("alice-token", "PUT /v1.0/shares/nothing/driveItem/content\n\nx"),
        ("alice-token", "DELETE /v1.0/shares/nothing/driveItem"),
        ("alice-token", "POST /v1.0/shares/nothing/permission/grant\n\n{}"),
        ("alice-token", "GET /v1.0/shares/nothing/items"),
        ("alice-token", "GET /v1.0/shares/nothing/driveItem:/a:/children"),
    ];
    stage.refuses(rows, expect![[r#"
        alice-token GET /v1.0/shares/nothing/driveItem: 403 accessDenied -: The sharing link no longer exists, or you do not have permission to access it.
        alice-token GET /v1.0/shares/u!aHR0cHM6Ly9leGFtcGxlLmNvbS9h/root: 403 accessDenied -: The sharing link no longer exists, or you do not have permission to access it.
        alice-token PUT /v1.0/shares/nothing/driveItem/content  x: 403 accessDenied -: The sharing link no longer exists, or you do not have permission to access it.
        alice-token DELETE /v1.0/shares/nothing/driveItem: 405 notAllowed -: The HTTP method is not allowed on this resource.
        alice-token POST /v1.0/shares/nothing/permission/grant  {}: 403 accessDenied -: The sharing link no longer exists, or you do not have permission to access it.
        alice-token GET /v1.0/shares/nothing/items: 403 accessDenied -: The sharing link no longer exists, or you do not have permission to access it.
        alice-token GET /v1.0/shares/nothing/driveItem:/a:/children: 403 accessDenied -: The sharing link no longer exists, or you do not have permission to access it.
    "#]]).await;
}

#[tokio::test]
async fn an_id_with_the_drive_part_of_another_drive_names_nothing() {
    let mock = Mock::new();
    let bobs = mock.id("graph", "bob", "/todo.txt").await;
    let (cid, _) = bobs.split_once('!').expect("a personal id");
    let world = mock.sandbox().snapshot();
    let hello = world.descend(world.drives().next().expect("alice's").root, ["hello.txt"]).expect("seeded");
    // The number of alice's file behind the name of bob's drive.
    let forged = format!("{cid}!{}", 101 + hello.number());
    let rows = [
        ("GET", "", ""),
        ("PATCH", "", r#"{"name": "a"}"#),
        ("DELETE", "", ""),
        ("POST", "/copy", "{}"),
        ("GET", "/content", ""),
        ("PUT", "/content", "x"),
        ("GET", "/children/x", ""),
    ];
    let rows =
        rows.map(|(method, below, body)| (format!("{method} /v1.0/me/drive/items/{forged}{below}"), body));
    refuses(&mock, "alice", rows.clone(), expect![[r#"
        GET /v1.0/me/drive/items/<bob's drive>!103: 404 itemNotFound -: The resource could not be found.
        PATCH /v1.0/me/drive/items/<bob's drive>!103 {"name": "a"}: 404 itemNotFound -: The resource could not be found.
        DELETE /v1.0/me/drive/items/<bob's drive>!103: 404 itemNotFound -: The resource could not be found.
        POST /v1.0/me/drive/items/<bob's drive>!103/copy {}: 404 itemNotFound -: The resource could not be found.
        GET /v1.0/me/drive/items/<bob's drive>!103/content: 404 itemNotFound -: The resource could not be found.
        PUT /v1.0/me/drive/items/<bob's drive>!103/content x: 404 itemNotFound -: The resource could not be found.
        GET /v1.0/me/drive/items/<bob's drive>!103/children/x: 404 itemNotFound -: The resource could not be found.
    "#]]).await;
    refuses(&mock, "bob", rows, expect![[r#"
        GET /v1.0/me/drive/items/<bob's drive>!103: 404 itemNotFound -: The resource could not be found.
        PATCH /v1.0/me/drive/items/<bob's drive>!103 {"name": "a"}: 404 itemNotFound -: The resource could not be found.
        DELETE /v1.0/me/drive/items/<bob's drive>!103: 404 itemNotFound -: The resource could not be found.
        POST /v1.0/me/drive/items/<bob's drive>!103/copy {}: 404 itemNotFound -: The resource could not be found.
        GET /v1.0/me/drive/items/<bob's drive>!103/content: 404 itemNotFound -: The resource could not be found.
        PUT /v1.0/me/drive/items/<bob's drive>!103/content x: 404 itemNotFound -: The resource could not be found.
        GET /v1.0/me/drive/items/<bob's drive>!103/children/x: 404 itemNotFound -: The resource could not be found.
    "#]]).await;
    let moved = format!(r#"{{"parentReference": {{"id": "{forged}"}}}}"#);
    refuses(&mock, "alice", [("PATCH /v1.0/me/drive/root:/archive.zip", moved)], expect![[r#"
        PATCH /v1.0/me/drive/root:/archive.zip {"parentReference": {"id": "<bob's drive>!103"}}: 404 itemNotFound -: The resource could not be found.
    "#]]).await;
}

#[tokio::test]
async fn people_who_cannot_be_resolved_are_told() {
    let stage = Stage::new().await;
    let plan = "POST /v1.0/drives/{drive-id}/items/{plan-id}";
    let rows = [
        format!(r#"{plan}/invite\n\n{{"recipients": [{{"alias": "nobody"}}], "roles": ["read"]}}"#),
        format!(
            r#"{plan}/invite\n\n{{"recipients": [{{"email": "bob"}}, {{"objectId": "x"}}], "roles": ["read"]}}"#
        ),
        format!(r#"{plan}/invite\n\n{{"recipients": [{{}}], "roles": ["read"]}}"#),
        format!(r#"{plan}/createLink\n\n{{"scope": "users", "recipients": [{{"alias": "nobody"}}]}}"#),
        format!(r#"{plan}/permissions/{{link-id}}/grant\n\n{{"recipients": [{{"alias": "nobody"}}]}}"#),
    ];
    let rows = rows.map(|row| ("alice-token", row.replace("\\n", "\n")));
    stage.refuses(rows, expect![[r#"
        alice-token POST /v1.0/drives/{drive-id}/items/{plan-id}/invite  {"recipients": [{"alias": "nobody"}], "roles": ["read"]…: 400 noResolvedUsers -: One or more users could not be resolved.
        alice-token POST /v1.0/drives/{drive-id}/items/{plan-id}/invite  {"recipients": [{"email": "bob"}, {"objectId": "x"}], "…: 400 noResolvedUsers -: One or more users could not be resolved.
        alice-token POST /v1.0/drives/{drive-id}/items/{plan-id}/invite  {"recipients": [{}], "roles": ["read"]}: 400 noResolvedUsers -: One or more users could not be resolved.
        alice-token POST /v1.0/drives/{drive-id}/items/{plan-id}/createLink  {"scope": "users", "recipients": [{"alias": "nobody…: 400 noResolvedUsers -: One or more users could not be resolved.
        alice-token POST /v1.0/drives/{drive-id}/items/{plan-id}/permissions/{link-id}/grant  {"recipients": [{"alias": "nobody"…: 400 noResolvedUsers -: One or more users could not be resolved.
    "#]]).await;
}

#[tokio::test]
async fn the_owner_keeps_the_permission_that_is_deleted() {
    let mock = Mock::new();
    let list = "/v1.0/me/drive/items/<hello.txt>/permissions";
    let before = alice(&mock, &format!("GET {list}"), "").await;
    let owner = before.json()["value"][0].clone();
    assert_eq!(owner["roles"], serde_json::json!(["owner"]));
    let path = format!("{list}/{}", owner["id"].as_str().expect("an id"));
    expect![[r#"
        204 No Content
    "#]]
    .assert_eq(&alice(&mock, &format!("DELETE {path}"), "").await.to_string());
    assert_eq!(alice(&mock, &format!("GET {list}"), "").await.json(), before.json(), "nothing is done");
    refuses(&mock, "alice", [(format!("PATCH {path}"), r#"{"roles": ["read"]}"#)], expect![[r#"
        PATCH /v1.0/me/drive/items/<hello.txt>/permissions/aTowIy5mfG1lbWJlcnNoaXB8YWxpY2VAZXhhbXBsZS5jb20 {"roles": ["read"]}: 400 invalidRequest -: The permission of the owner cannot be changed.
    "#]]).await;
}

#[tokio::test]
async fn a_file_without_content_is_made_on_business_drives_only() {
    let mock = Mock::new();
    let (children, body) = ("POST /v1.0/me/drive/root/children", r#"{"name": "a.txt", "file": {}}"#);
    let made = alice(&mock, children, body).await;
    assert_eq!((made.status.as_u16(), &made.json()["size"]), (201, &0.into()), "{made}");
    refuses(&mock, "bob", [(children, body)], expect![[r#"
        POST /v1.0/me/drive/root/children {"name": "a.txt", "file": {}}: 400 invalidRequest -: Cannot create a file without content
    "#]]).await;
    let missing = "POST /v1.0/me/drive/root:/a/b:/children";
    refuses(&mock, "bob", [(missing, body)], expect![[r#"
        POST /v1.0/me/drive/root:/a/b:/children {"name": "a.txt", "file": {}}: 400 invalidRequest -: Cannot create a file without content
    "#]]).await;
}

#[tokio::test]
async fn the_content_of_the_newest_version_is_read_from_the_file() {
    let mock = Mock::new();
    let file = "/v1.0/me/drive/root:/hello.txt:";
    assert_eq!(alice(&mock, &format!("PUT {file}/content"), "two").await.status, 200);
    let rows = ["2.0", "current"].map(|id| (format!("GET {file}/versions/{id}/content"), ""));
    refuses(&mock, "alice", rows, expect![[r#"
        GET /v1.0/me/drive/root:/hello.txt:/versions/2.0/content: 400 invalidRequest -: You cannot get the content of the current version.
        GET /v1.0/me/drive/root:/hello.txt:/versions/current/content: 400 invalidRequest -: You cannot get the content of the current version.
    "#]]).await;
    assert_eq!(alice(&mock, &format!("GET {file}/versions/1.0/content"), "").await.status, 302);
}

#[tokio::test]
async fn a_copy_of_children_that_fails_gathers_its_errors() {
    let mock = Mock::new();
    let into = r#"{"childrenOnly": true, "parentReference": {"id": "<Documents>"}}"#;
    let put = by("alice", "PUT /v1.0/me/drive/root:/a/plan.txt:/content", "x");
    assert_eq!(mock.send(&put).await.status, 201);
    let copy = alice(&mock, "POST /v1.0/me/drive/root:/a:/copy", into).await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/_api/v2.1/$metadata#drives('<alice's drive>')/operations/$entity",
          "createdDateTime": "0001-01-01T00:00:00Z",
          "error": {
            "details": [
              {
                "code": "nameAlreadyExists",
                "message": "Name already exists",
                "target": "<plan.txt>"
              }
            ],
            "message": "Errors occurred during copy/move operation."
          },
          "id": "a3cc4cd0-3123-4888-4e79-1ef462fa0a43",
          "lastActionDateTime": "0001-01-01T00:00:00Z",
          "percentageComplete": 0,
          "status": "failed"
        }"#]].assert_eq(&monitor(&mock, &copy).await.to_string());
}

#[tokio::test]
async fn names_are_filtered_by_how_they_begin() {
    let mock = Mock::new();
    let children = "GET /v1.0/me/drive/root/children?$select=name&$filter=";
    let answer = alice(&mock, &format!("{children}startswith(name,'h')"), "").await.json();
    assert_eq!(answer["value"].as_array().expect("a list").len(), 1);
    assert_eq!(answer["value"][0]["name"], "hello.txt");
    refuses(&mock, "alice", [(format!("{children}endswith(name,'h')"), "")], expect![[r#"
        GET /v1.0/me/drive/root/children?$select=name&$filter=endswith(name,'h'): 400 invalidRequest invalidQueryOption: The value of $filter is not supported: endswith(name,'h')
    "#]]).await;
}
