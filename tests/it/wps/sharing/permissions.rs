//! Permissions by name.

use axum::http::Method;
use expect_test::expect;

use super::{
    ALICE, BOB, HELLO, add_department, alice, allowed, bob, done, give_bob, in_private, of_bob, to_bob,
};
use crate::support::Mock;

const DRIVE: &str = "/v7/drives/<alice's drive in WPS>";
const TEAM: &str = "/v7/drives/<the team's drive in WPS>";

#[tokio::test]
async fn grants_are_given_listed_and_taken() {
    let mock = Mock::new();
    let body = format!(
        r#"{{"role_id": "commentable", "notify_subject_user": false, "subjects": [
            {{"subject_id": "{BOB}", "subject_type": "user", "subject_attr": {{"member_tag": "guest"}}}},
            {{"subject_id": "571568323", "subject_type": "company"}}]}}"#
    );
    done(&mock, &format!("POST {HELLO}/permissions/batch_create"), &body).await;
    let list = alice(&mock, &format!("GET {HELLO}/permissions"), "").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "has_custom_permission": true,
            "items": [
              {
                "id": 8986858460,
                "role_id": "commentable",
                "role_name": "可评论",
                "subject_attr": {
                  "member_tag": "guest"
                },
                "subject_avatar": "",
                "subject_id": "7299326139",
                "subject_name": "Bob Example",
                "subject_type": "user"
              },
              {
                "id": 9977230669,
                "role_id": "commentable",
                "role_name": "可评论",
                "subject_avatar": "",
                "subject_id": "571568323",
                "subject_name": "<the tenant>",
                "subject_type": "company"
              }
            ]
          },
          "msg": "success"
        }"#]]
    .assert_eq(&list.to_string());
    give_bob(&mock, "editable").await;
    let again = alice(&mock, &format!("GET {HELLO}/permissions"), "").await;
    expect![[r#"
        data / items[0] / role_id: "commentable" -> "editable"
        data / items[0] / role_name: "可评论" -> "可编辑"
        - data / items[0] / subject_attr: {"member_tag":"guest"}
    "#]]
    .assert_eq(&again.differs_from(&list));
    let id = again.json()["data"]["items"][1]["id"].clone();
    let body = format!(r#"{{"items": [{{"id": {id}}}]}}"#);
    done(&mock, &format!("POST {HELLO}/permissions/batch_delete"), &body).await;
    let body = format!(r#"{{"items": [{{"subject": {{"subject_id": "{BOB}", "subject_type": "user"}}}}]}}"#);
    done(&mock, &format!("POST {HELLO}/permissions/batch_delete"), &body).await;
    let list = alice(&mock, &format!("GET {HELLO}/permissions"), "").await;
    assert_eq!(
        list.line(),
        r#"200 {"code":0,"data":{"has_custom_permission":false,"items":[]},"msg":"success"}"#
    );
}

#[tokio::test]
async fn the_list_has_what_holds_and_can_be_narrowed() {
    let mock = Mock::new();
    done(
        &mock,
        &format!("POST {DRIVE}/files/<Documents in WPS>/permissions/batch_create"),
        &to_bob("editable"),
    )
    .await;
    let plan = format!("GET {DRIVE}/files/<plan.txt in WPS>/permissions");
    let list = alice(&mock, &plan, "").await;
    expect![[r#"200 {"code":0,"data":{"has_custom_permission":false,"items":[{"id":8986858460,"role_id":"editable","role_name":"可编辑","subject_avatar":"","subject_id":"7299326139","subject_name":"Bob Example","subject_type":"user"}]},"msg":"success"}"#]].assert_eq(&list.line());
    for (query, count) in [
        ("?subject_type=user", 1),
        ("?subject_type=group", 0),
        ("?subject_ids=7299326139&subject_ids=1", 1),
        ("?subject_ids[]=1", 0),
    ] {
        let list = alice(&mock, &format!("{plan}{query}"), "").await.json();
        assert_eq!(list["data"]["items"].as_array().map(Vec::len), Some(count), "{query}");
    }
    let path = format!("{TEAM}/files/0/permissions");
    let give = |role| in_private("alice", Method::POST, &format!("{path}/batch_create"), &to_bob(role));
    assert_eq!(give("prohibited").send(&mock).await.json()["code"], 0);
    let list =
        in_private("alice", Method::GET, &format!("{path}?with_subject_tags=true"), "").send(&mock).await;
    expect![[r#"200 {"code":0,"data":{"has_custom_permission":true,"items":[{"id":9977230669,"role_id":"prohibited","role_name":"禁止访问","subject_avatar":"","subject_id":"7299326139","subject_name":"Bob Example","subject_tags":["group_member"],"subject_type":"user"}]},"detail":"","msg":"success"}"#]].assert_eq(&list.line());
    let handbook = mock.id("wps", "team", "/Team handbook.txt").await;
    let answer = super::Draft::files(&[&handbook]).by("bob-token").send(&mock).await;
    assert_eq!(answer.json()["code"], 403_000_001, "a role takes a member's own away");
}

#[tokio::test]
async fn departments_and_groups_are_subjects_too() {
    let mock = Mock::new();
    let department = add_department(&mock).await;
    let body = format!(
        r#"{{"role_id": "editable", "subjects": [{{"subject_id": "{department}", "subject_type": "dept",
            "subject_attr": {{"company_id": "571568323"}}}}]}}"#
    );
    done(&mock, &format!("POST {HELLO}/permissions/batch_create"), &body).await;
    let list = alice(&mock, &format!("GET {HELLO}/permissions?subject_type=dept"), "").await;
    expect![[r#"200 {"code":0,"data":{"has_custom_permission":true,"items":[{"id":9977230669,"role_id":"editable","role_name":"可编辑","subject_attr":{"company_id":"571568323"},"subject_avatar":"","subject_id":"1417554761","subject_name":"Sales","subject_type":"dept"}]},"msg":"success"}"#]].assert_eq(&list.line());
    assert!(of_bob(&mock).await.contains(&"rename".to_owned()));
    let received = bob(&mock, "GET /v7/links/recv?page_size=9&order_by=fname&order=asc", "").await.json();
    let names = received["data"]["items"].as_array().expect("a list").iter();
    let names: Vec<&str> = names.filter_map(|item| item["file"]["name"].as_str()).collect();
    assert_eq!(names, ["archive.zip", "hello.txt"], "what a group was given");
    let team = alice(&mock, "GET /v7/doclibs?page_size=1", "").await.json();
    let team = team["data"]["items"][0]["group"]["id"].as_str().expect("an id").to_owned();
    let body = format!(
        r#"{{"role_id": "view_only", "subjects": [{{"subject_id": "{team}", "subject_type": "group"}}]}}"#
    );
    done(&mock, &format!("POST {HELLO}/permissions/batch_create"), &body).await;
    let list = alice(&mock, &format!("GET {HELLO}/permissions?subject_type=group"), "").await;
    expect![[r#"200 {"code":0,"data":{"has_custom_permission":true,"items":[{"id":595799677,"role_id":"view_only","role_name":"仅查看","subject_avatar":"","subject_id":"6436328858","subject_name":"Team drive","subject_type":"group"}]},"msg":"success"}"#]].assert_eq(&list.line());
    assert!(of_bob(&mock).await.contains(&"rename".to_owned()), "what two groups were given adds up");
}

#[tokio::test]
async fn what_people_may_do_is_asked_for_by_name() {
    let mock = Mock::new();
    give_bob(&mock, "view_only").await;
    let answer = alice(&mock, &format!("GET {HELLO}/permissions/acl?user_ids={BOB},{ALICE}"), "").await;
    expect![[r#"200 {"code":0,"data":{"items":[{"permission":{"comment":false,"copy":false,"copy_content":false,"delete":false,"download":false,"history":false,"list":true,"move":false,"new_empty":false,"perm_ctl":false,"preview":true,"print":false,"rename":false,"saveas":false,"secret":false,"share":false,"update":false,"upload":false},"permission_bits":{"comment":false,"copy":false,"copy_content":false,"delete":false,"download":false,"history":false,"list":true,"move":false,"new_empty":false,"perm_ctl":false,"preview":true,"print":false,"rename":false,"saveas":false,"secret":false,"share":false,"update":false,"upload":false},"user_id":"7299326139"},{"permission":{"comment":true,"copy":true,"copy_content":true,"delete":true,"download":true,"history":true,"list":true,"move":true,"new_empty":true,"perm_ctl":true,"preview":true,"print":true,"rename":true,"saveas":true,"secret":true,"share":true,"update":true,"upload":true},"permission_bits":{"comment":true,"copy":true,"copy_content":true,"delete":true,"download":true,"history":true,"list":true,"move":true,"new_empty":true,"perm_ctl":true,"preview":true,"print":true,"rename":true,"saveas":true,"secret":true,"share":true,"update":true,"upload":true},"user_id":"1690375745"}]},"msg":"success"}"#]].assert_eq(&answer.line());
    let root = bob(&mock, &format!("GET {TEAM}/files/0/permissions/acl?user_ids={BOB}"), "").await.json();
    expect!["comment copy copy_content delete download history list move new_empty preview print rename saveas share update upload"].assert_eq(&allowed(&root["data"]["items"][0]["permission_bits"]).join(" "));
}

#[tokio::test]
async fn overwriting_takes_what_was_given_below() {
    let mock = Mock::new();
    let (folder, plan) =
        (format!("{DRIVE}/files/<Documents in WPS>"), format!("{DRIVE}/files/<plan.txt in WPS>"));
    done(&mock, &format!("POST {plan}/permissions/batch_create"), &to_bob("view_only")).await;
    let role = async || {
        let list = alice(&mock, &format!("GET {plan}/permissions"), "").await.json();
        list["data"]["items"][0]["role_id"].as_str().map(str::to_owned)
    };
    done(&mock, &format!("POST {folder}/permissions/batch_create"), &to_bob("editable")).await;
    assert_eq!(role().await.as_deref(), Some("view_only"));
    let body = to_bob("editable").replacen('{', r#"{"overwrite": true, "#, 1);
    done(&mock, &format!("POST {folder}/permissions/batch_create"), &body).await;
    assert_eq!(role().await.as_deref(), Some("editable"));
    done(&mock, &format!("POST {plan}/permissions/batch_create"), &to_bob("view_only")).await;
    let body = format!(
        r#"{{"overwrite": true, "items": [{{"subject": {{"subject_id": "{BOB}", "subject_type": "user"}}}}]}}"#
    );
    done(&mock, &format!("POST {folder}/permissions/batch_delete"), &body).await;
    assert_eq!(role().await, None);
}

#[tokio::test]
async fn a_drive_is_given_to_its_team_and_to_others_while_its_link_is_open() {
    let mock = Mock::new();
    let (create, delete) = ("permissions/batch_create", "permissions/batch_delete");
    done(&mock, &format!("POST {TEAM}/{create}"), &to_bob("view_only")).await;
    let subjects = format!(r#"{{"subjects": [{{"subject_id": "{BOB}", "subject_type": "user"}}]}}"#);
    done(&mock, &format!("POST {TEAM}/{delete}"), &subjects).await;
    let answer = alice(&mock, &format!("POST {DRIVE}/{create}"), &to_bob("view_only")).await;
    expect![[r#"403 {"code":403000001,"more":{"code":403000001,"msg":"People outside of the team are given a drive while its share link is open."},"msg":"无权限"}"#]].assert_eq(&answer.line());
    done(&mock, &format!("POST {DRIVE}/open_link"), r#"{"role_id": "viewable", "scope": "users"}"#).await;
    done(&mock, &format!("POST {DRIVE}/{create}"), &to_bob("view_only")).await;
    assert_eq!(of_bob(&mock).await, ["list", "preview"]);
}
