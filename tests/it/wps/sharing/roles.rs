//! The roles of a drive.

use axum::http::Method;
use expect_test::expect;

use super::{ALICE, HELLO, alice, by, done, give_bob, in_private, of_bob};
use crate::support::{Answer, Mock, refusals};

const ROLES: &str = "/v7/drives/<alice's drive in WPS>/roles";

fn ids(answer: &Answer) -> String {
    let json = answer.json();
    let items = json["data"]["items"].as_array().unwrap_or_else(|| panic!("{answer}"));
    let line = |role: &serde_json::Value| {
        format!(
            "{} {} {}: {}",
            role["type"],
            role["id"],
            role["name"],
            super::allowed(&role["permission_bits"]).join(" ")
        )
    };
    items.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Makes a role that reads and renames. Returns its id.
async fn make(mock: &Mock) -> String {
    let body = r#"{"name": "Renamers", "permission_bits": {"list": true, "preview": true, "rename": true}}"#;
    let answer = alice(mock, &format!("POST {ROLES}/create"), body).await;
    answer.json()["data"]["id"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

#[tokio::test]
async fn the_presets_of_each_dialect_are_listed() {
    let mock = Mock::new();
    expect![[r#"
        "preset" "view_only" "仅查看": list preview
        "preset" "viewable" "可查看": copy copy_content download list preview print saveas
        "preset" "commentable" "可评论": comment copy copy_content download list preview print saveas
        "preset" "editable" "可编辑": comment copy copy_content delete download history list move new_empty preview print rename saveas update upload
        "preset" "manageable" "可管理": comment copy copy_content delete download history list move new_empty perm_ctl preview print rename saveas secret share update upload"#]].assert_eq(&ids(&alice(&mock, &format!("GET {ROLES}"), "").await));
    let private = in_private("alice", Method::GET, ROLES, "").send(&mock).await;
    expect![[r#"
        "preset" "prohibited" "禁止访问": 
        "preset" "view_only" "仅查看": list preview
        "preset" "commentable" "可评论": comment copy copy_content download list preview print
        "preset" "editable" "可编辑": comment copy copy_content delete download list move new_empty preview print rename update upload
        "preset" "shareable" "可分享": comment copy copy_content delete download list move new_empty preview print rename share update upload
        "preset" "manageable" "可管理": comment copy copy_content delete download list move new_empty perm_ctl preview print rename share update upload"#]].assert_eq(&ids(&private));
}

#[tokio::test]
async fn a_role_is_made_and_listed() {
    let mock = Mock::new();
    let body = r#"{"name": "Renamers", "type": "custom", "permissions": {"list": true, "preview": true, "rename": true}}"#;
    let answer = alice(&mock, &format!("POST {ROLES}/create"), body).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "id": "5284789200",
            "name": "Renamers",
            "permission_bits": {
              "comment": false,
              "copy": false,
              "copy_content": false,
              "delete": false,
              "download": false,
              "history": false,
              "list": true,
              "move": false,
              "new_empty": false,
              "perm_ctl": false,
              "preview": true,
              "print": false,
              "rename": true,
              "saveas": false,
              "secret": false,
              "share": false,
              "update": false,
              "upload": false
            },
            "permissions": {
              "comment": false,
              "copy": false,
              "copy_content": false,
              "delete": false,
              "download": false,
              "history": false,
              "list": true,
              "move": false,
              "new_empty": false,
              "perm_ctl": false,
              "preview": true,
              "print": false,
              "rename": true,
              "saveas": false,
              "secret": false,
              "share": false,
              "update": false,
              "upload": false
            },
            "type": "custom"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    let list = alice(&mock, &format!("GET {ROLES}"), "").await.json();
    let items = list["data"]["items"].as_array().expect("a list");
    assert_eq!(items.last(), Some(&answer.json()["data"]));
}

#[tokio::test]
async fn a_role_that_is_changed_changes_what_was_given_by_it_at_once() {
    let mock = Mock::new();
    let role = make(&mock).await;
    give_bob(&mock, &role).await;
    assert_eq!(of_bob(&mock).await, ["list", "preview", "rename"]);
    let body = r#"{"name": "Downloaders", "permission_bits": {"rename": false, "download": true}}"#;
    done(&mock, &format!("POST {ROLES}/{role}/update"), body).await;
    assert_eq!(of_bob(&mock).await, ["download", "list", "preview"]);
    let list = alice(&mock, &format!("GET {HELLO}/permissions"), "").await.json();
    assert_eq!(list["data"]["items"][0]["role_name"], "Downloaders");
}

#[tokio::test]
async fn what_was_given_by_a_role_ends_with_it_or_goes_on_by_another() {
    let mock = Mock::new();
    let role = make(&mock).await;
    give_bob(&mock, &role).await;
    let body = r#"{"policy": "replace", "replace_role_id": "view_only"}"#;
    done(&mock, &format!("POST {ROLES}/{role}/delete"), body).await;
    assert_eq!(of_bob(&mock).await, ["list", "preview"]);
    let role = make(&mock).await;
    give_bob(&mock, &role).await;
    done(&mock, &format!("POST {ROLES}/{role}/delete"), "").await;
    assert_eq!(of_bob(&mock).await, [""; 0]);
}

#[tokio::test]
async fn older_private_deployments_say_with_fewer_words_what_a_role_allows() {
    let mock = Mock::new();
    let body = r#"{"name": "Editors", "permission_bits": {"update": true, "copy": true}}"#;
    let made = in_private("alice", Method::POST, &format!("{ROLES}/create"), body).send(&mock).await;
    let id = made.json()["data"]["id"].as_str().expect("an id").to_owned();
    give_bob(&mock, &id).await;
    assert_eq!(of_bob(&mock).await, ["copy", "history", "saveas", "update"]);
}

#[tokio::test]
async fn roles_that_are_wrong_are_refused() {
    let mock = Mock::new();
    let role = make(&mock).await;
    let create = |body: &str| by("alice", &format!("POST {ROLES}/create"), body);
    let change =
        |role: &str, call: &str, body: &str| by("alice", &format!("POST {ROLES}/{role}/{call}"), body);
    let long = format!(r#"{{"name": "{}"}}"#, "x".repeat(1025));
    let replace = |with: &str| format!(r#"{{"policy": "replace", "replace_role_id": "{with}"}}"#);
    let rows = [
        ("no name", create("{}")),
        ("empty name", create(r#"{"name": " "}"#)),
        ("long name", create(&long)),
        ("taken name", create(r#"{"name": "Renamers"}"#)),
        ("preset", create(r#"{"name": "x", "type": "preset"}"#)),
        ("bits that are none", create(r#"{"name": "x", "permission_bits": {"list": "yes"}}"#)),
        ("unknown role", change("1", "update", "{}")),
        ("preset to change", change("editable", "update", r#"{"name": "x"}"#)),
        ("unknown role to delete", change(ALICE, "delete", "{}")),
        ("preset to delete", change("editable", "delete", "{}")),
        ("unknown policy", change(&role, "delete", r#"{"policy": "keep"}"#)),
        ("no replacement", change(&role, "delete", r#"{"policy": "replace"}"#)),
        ("unknown replacement", change(&role, "delete", &replace("nobody"))),
        ("itself", change(&role, "delete", &replace(&role))),
        ("drive out of reach", by("alice", "GET /v7/drives/<bob's drive in WPS>/roles", "")),
        ("unknown drive", by("alice", "GET /v7/drives/nothing/roles", "")),
        (
            "role of another drive",
            by("alice", &format!("POST /v7/drives/<the team's drive in WPS>/roles/{role}/update"), "{}"),
        ),
    ];
    refusals(&mock, rows, expect![[r#"
        no name: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `name` at line 1 column 2."},"msg":"请求参数格式有误"}
        empty name: 400 {"code":400000003,"more":{"code":400000003,"msg":"The name of a role is empty."},"msg":"请求参数取值无效"}
        long name: 400 {"code":400000106,"more":{"code":400000106,"msg":"name has more than 1024 characters."},"msg":"长度限制超出"}
        taken name: 400 {"code":400000104,"more":{"code":400000104,"msg":"There is a role `Renamers` already."},"msg":"资源已经存在"}
        preset: 400 {"code":400000004,"more":{"code":400000004,"msg":"type is none of custom, file_custom."},"msg":"请求参数不支持"}
        bits that are none: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: invalid type: string \"yes\", expected a boolean at line 1 column 47."},"msg":"请求参数格式有误"}
        unknown role: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no role `1`."},"msg":"资源不存在"}
        preset to change: 400 {"code":400000004,"more":{"code":400000004,"msg":"The role `editable` is the same in all drives."},"msg":"请求参数不支持"}
        unknown role to delete: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no role `1690375745`."},"msg":"资源不存在"}
        preset to delete: 400 {"code":400000004,"more":{"code":400000004,"msg":"The role `editable` is the same in all drives."},"msg":"请求参数不支持"}
        unknown policy: 400 {"code":400000004,"more":{"code":400000004,"msg":"policy is none of remove, replace."},"msg":"请求参数不支持"}
        no replacement: 400 {"code":400000002,"more":{"code":400000002,"msg":"replace_role_id is missing."},"msg":"请求参数格式有误"}
        unknown replacement: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no role `nobody`."},"msg":"资源不存在"}
        itself: 400 {"code":400000003,"more":{"code":400000003,"msg":"The role cannot replace itself."},"msg":"请求参数取值无效"}
        drive out of reach: 403 {"code":403000001,"more":{"code":403000001,"msg":"It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        unknown drive: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        role of another drive: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no role `5284789200`."},"msg":"资源不存在"}
    "#]]).await;
}
