//! What lies in a folder and is closed to somebody, and whoever was let in by other ways than those of WPS.

use expect_test::expect;
use serde_json::json;

use super::{BOB, alice, bob, by, done, to_bob};
use crate::support::{Mock, refusals};

const PROJECTS: &str = "/v7/drives/<the team's drive in WPS>/files/<Projects in WPS>";
const NOTES: &str = "/v7/drives/<the team's drive in WPS>/files/<notes.md in WPS>";

#[tokio::test]
async fn a_folder_goes_nowhere_with_what_is_closed_to_the_one_who_moves_it() {
    let mock = Mock::new();
    done(&mock, &format!("POST {NOTES}/permissions/batch_create"), &to_bob("viewable")).await;
    let target = r#"{"dst_drive_id":"<bob's drive in WPS>","dst_parent_id":"0"}"#;
    let files = "/v7/drives/<the team's drive in WPS>/files";
    let ids = r#"{"file_ids":["<Projects in WPS>"]}"#;
    let both =
        r#"{"dst_drive_id":"<bob's drive in WPS>","dst_parent_id":"0","file_ids":["<Projects in WPS>"]}"#;
    let rows = [
        ("move", by("bob", &format!("POST {PROJECTS}/move"), target)),
        ("moves", by("bob", &format!("POST {files}/batch_move"), both)),
        ("deletions", by("bob", &format!("POST {files}/batch_delete"), ids)),
    ];
    refusals(&mock, rows, expect![[r#"
        move: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<notes.md in WPS>`: the caller's role does not allow it (Move)."},"msg":"无权限"}
        moves: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<notes.md in WPS>`: the caller's role does not allow it (Move)."},"msg":"无权限"}
        deletions: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<notes.md in WPS>`: the caller's role does not allow it (Delete)."},"msg":"无权限"}
    "#]]).await;
    done(&mock, &format!("POST {NOTES}/permissions/batch_create"), &to_bob("editable")).await;
    assert_eq!(bob(&mock, &format!("POST {PROJECTS}/move"), target).await.status, 200);
}

#[tokio::test]
async fn a_link_of_graph_opens_nothing_here_to_those_who_did_not_use_it() {
    let mock = Mock::new();
    let link = json!({ "type": "edit", "scope": "organization" }).to_string();
    let path = "/v1.0/me/drive/root:/hello.txt:/createLink";
    let head = format!("POST {path}\nAuthorization: Bearer alice-token\nContent-Type: application/json");
    let made = mock.send(&format!("{head}\n\n{link}")).await;
    assert_eq!(made.status, 201, "{made}");
    refusals(&mock, [("a file", by("bob", "GET /v7/files/<hello.txt in WPS>/meta", ""))], expect![[r#"
        a file: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<hello.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
    "#]]).await;
}

#[tokio::test]
async fn whoever_is_let_into_a_whole_drive_sees_the_drive() {
    let mock = Mock::new();
    let meta = "GET /v7/drives/<alice's drive in WPS>/meta";
    assert_eq!(bob(&mock, meta, "").await.status, 403);
    let open = r#"{"role_id":"viewable","scope":"company"}"#;
    done(&mock, "POST /v7/drives/<alice's drive in WPS>/open_link", open).await;
    assert_eq!(bob(&mock, meta, "").await.json()["data"]["name"], "Alice's drive");
    let listed = bob(&mock, "GET /v7/drives?allotee_type=user&page_size=10", "").await;
    assert_eq!(listed.json()["data"]["items"].as_array().map(Vec::len), Some(1), "lists have one's own only");
}

#[tokio::test]
async fn a_newer_private_deployment_has_no_members_of_the_public_cloud() {
    let mock = Mock::new();
    let query = "with_permission=true&with_drive=true";
    let file = alice(&mock, &format!("GET /openapi/v7/files/<hello.txt in WPS>/meta?{query}"), "").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767254400,
            "drive_id": "<alice's drive in WPS>",
            "hash": {
              "sum": "26b2e58eec7df0d276b2f5a724b218efcfac4b6c",
              "type": "s2s"
            },
            "id": "<hello.txt in WPS>",
            "link_id": "c1A9gjsA8DuR",
            "link_url": "https://www.kdocs.cn/l/c1A9gjsA8DuR",
            "modified_by": "<alice's identity in WPS>",
            "mtime": 1767254400,
            "name": "hello.txt",
            "parent_id": "0",
            "permission": {
              "comment": true,
              "copy": true,
              "copy_content": true,
              "delete": true,
              "download": true,
              "list": true,
              "move": true,
              "new_empty": true,
              "perm_ctl": true,
              "preview": true,
              "print": true,
              "rename": true,
              "share": true,
              "update": true,
              "upload": true
            },
            "size": 18,
            "type": "file",
            "version": 1
          },
          "msg": "success"
        }"#]]
    .assert_eq(&file.to_string());
}

#[tokio::test]
async fn limits_of_lists_hold_for_each_of_them() {
    let mock = Mock::new();
    let label = alice(&mock, "POST /v7/drive_labels/create", r#"{"name":"l","allotee_type":"user"}"#).await;
    let label = label.json()["data"]["id"].as_str().expect("an id").to_owned();
    let acl = "GET /v7/drives/<alice's drive in WPS>/files/<hello.txt in WPS>/permissions/acl";
    let rows = [
        ("favourites", by("alice", "GET /v7/drive_star/items?page_size=201", "")),
        ("objects", by("alice", &format!("GET /v7/drive_labels/{label}/objects?page_size=101"), "")),
        ("no files", by("alice", "GET /v7/files/batch_get?file_ids=", "")),
        ("no files to download", by("alice", "GET /v7/drives/private/files/batch_download?file_ids=", "")),
        ("no people", by("alice", &format!("{acl}?user_ids="), "")),
        ("no parameter", by("alice", acl, "")),
    ];
    refusals(&mock, rows, expect![[r#"
        favourites: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_size lies between 1 and 200."},"msg":"请求参数取值无效"}
        objects: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_size lies between 1 and 100."},"msg":"请求参数取值无效"}
        no files: 400 {"code":400000101,"more":{"code":400000101,"msg":"file_ids is empty."},"msg":"集合为空"}
        no files to download: 400 {"code":400000101,"more":{"code":400000101,"msg":"file_ids is empty."},"msg":"集合为空"}
        no people: 400 {"code":400000101,"more":{"code":400000101,"msg":"user_ids is empty."},"msg":"集合为空"}
        no parameter: 400 {"code":400000004,"more":{"code":400000004,"msg":"user_ids is missing."},"msg":"请求参数不支持"}
    "#]]).await;
    assert_eq!(bob(&mock, &format!("{acl}?user_ids={BOB}"), "").await.status, 403);
}
