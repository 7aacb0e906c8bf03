//! What people may do with what they were given, in WPS and in Graph, from the first grant to the last end.

use std::time::Duration;

use expect_test::expect;

use super::{ALICE, HELLO, alice, allowed, bob, by, done, give_bob, to_bob};
use crate::{
    support::{Answer, Mock},
    wps::sign::Draft,
};

/// What bob reads of alice's file in an older private deployment.
async fn meta(mock: &Mock) -> Answer {
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    Draft::files(&[&hello]).by("bob-token").send(mock).await
}

/// The roles and people that Graph shows alice on her file.
async fn in_graph(mock: &Mock) -> String {
    let path = "GET /v1.0/me/drive/root:/hello.txt:/permissions\nAuthorization: Bearer alice-token";
    let json = mock.send(path).await.json();
    let all = json["value"].as_array().expect("a list").iter().skip(1);
    let line = |given: &serde_json::Value| {
        let who = given["grantedToV2"]["user"]["displayName"].as_str();
        let what = who.or_else(|| given["link"]["scope"].as_str()).unwrap_or("?");
        format!("{what} {}", given["roles"][0].as_str().expect("a role"))
    };
    all.map(line).collect::<Vec<_>>().join(", ")
}

/// What Graph answers bob about alice's file, and to a change by him.
async fn bobs_graph(mock: &Mock) -> String {
    let path = "/v1.0/drives/<alice's drive>/items/<hello.txt>";
    let read = mock.send(&format!("GET {path}\nAuthorization: Bearer bob-token")).await;
    let rename = format!(
        "PATCH {path}\nAuthorization: Bearer bob-token\nContent-Type: application/json\n\n{{\"description\": \"x\"}}"
    );
    let changed = mock.send(&rename).await;
    format!("reads {}, changes {}", read.status.as_u16(), changed.status.as_u16())
}

/// The operations that need one ability each, by bob; those that are well change a fork only.
async fn operations(mock: &Mock) -> String {
    let mut codes = Vec::new();
    for (what, request) in [
        ("list", by("bob", &format!("GET {HELLO}/permissions"), "")),
        ("acl", by("bob", &format!("GET {HELLO}/permissions/acl?user_ids={ALICE}"), "")),
        ("settings", by("bob", "GET /v7/files/<hello.txt in WPS>/permission_settings?keys=share_entity", "")),
        (
            "link",
            by("bob", &format!("POST {HELLO}/open_link"), r#"{"role_id": "view_only", "scope": "company"}"#),
        ),
        ("give", by("bob", &format!("POST {HELLO}/permissions/batch_create"), &to_bob("view_only"))),
        (
            "set",
            by(
                "bob",
                "POST /v7/files/<hello.txt in WPS>/permission_settings",
                r#"{"settings": [{"key": "rename_entity", "value": "manageable"}]}"#,
            ),
        ),
    ] {
        let fork = Mock::of((*mock.sandbox().snapshot()).clone());
        codes.push(format!("{what} {}", fork.send(&request).await.json()["code"]));
    }
    codes.join(", ")
}

#[tokio::test]
async fn each_preset_role_allows_what_it_says_and_no_more() {
    let mut lines = Vec::new();
    for role in ["view_only", "viewable", "commentable", "editable", "manageable"] {
        let mock = Mock::new();
        assert_eq!(meta(&mock).await.json()["code"], 403_000_001);
        give_bob(&mock, role).await;
        let item = meta(&mock).await.json()["data"]["items"][0].clone();
        lines.push(format!(
            "{role}: {}\n  {}\n  Graph: {}; bob {}",
            allowed(&item["permission"]).join(" "),
            operations(&mock).await,
            in_graph(&mock).await,
            bobs_graph(&mock).await,
        ));
    }
    expect![[r#"
        view_only: list preview
          list 0, acl 0, settings 0, link 403000001, give 403000001, set 403000001
          Graph: Bob Example read; bob reads 200, changes 403
        viewable: copy copy_content download list preview print
          list 0, acl 0, settings 0, link 403000001, give 403000001, set 403000001
          Graph: Bob Example read; bob reads 200, changes 403
        commentable: comment copy copy_content download list preview print
          list 0, acl 0, settings 0, link 403000001, give 403000001, set 403000001
          Graph: Bob Example read; bob reads 200, changes 403
        editable: comment copy copy_content delete download list move new_empty preview print rename update upload
          list 0, acl 0, settings 0, link 403000001, give 403000001, set 403000001
          Graph: Bob Example write; bob reads 200, changes 200
        manageable: comment copy copy_content delete download list move new_empty perm_ctl preview print rename share update upload
          list 0, acl 0, settings 0, link 0, give 0, set 0
          Graph: Bob Example owner; bob reads 200, changes 200"#]].assert_eq(&lines.join("\n"));
}

#[tokio::test]
async fn whom_a_role_keeps_out_graph_keeps_out_as_well() {
    let mock = Mock::new();
    give_bob(&mock, "editable").await;
    assert_eq!(bobs_graph(&mock).await, "reads 200, changes 200");
    let body = to_bob("prohibited");
    let path = format!("{HELLO}/permissions/batch_create");
    let given = super::in_private("alice", axum::http::Method::POST, &path, &body).send(&mock).await;
    assert_eq!(given.json()["code"], 0, "{given}");
    assert_eq!(meta(&mock).await.json()["code"], 403_000_001);
    expect!["reads 403, changes 403"].assert_eq(&bobs_graph(&mock).await);
}

#[tokio::test]
async fn a_link_opens_the_file_until_it_is_closed() {
    let mock = Mock::with(|settings| settings.signature_skew_seconds = None);
    let (open, close) = (format!("POST {HELLO}/open_link"), format!("POST {HELLO}/close_link"));
    let body = r#"{"role_id": "commentable", "scope": "anyone"}"#;
    let mut lines = Vec::new();
    let mut note = async |what: &str| {
        let answer = meta(&mock).await.json();
        let may = &answer["data"]["items"][0]["permission"];
        let may = may.as_object().map(|_| allowed(may).len());
        lines.push(format!("{what}: {} {may:?}; Graph: {}", answer["code"], in_graph(&mock).await));
    };
    note("before").await;
    alice(&mock, &open, body).await;
    note("open").await;
    done(&mock, &close, "").await;
    note("paused").await;
    alice(&mock, &open, body).await;
    note("open again").await;
    done(&mock, "POST /v7/links/c1A9gjsA8DuR/update", r#"{"role_id": "editable"}"#).await;
    note("editable").await;
    done(&mock, "POST /v7/links/c1A9gjsA8DuR/update", r#"{"opts": {"check_code": "x"}}"#).await;
    note("with a password").await;
    done(&mock, "POST /v7/links/c1A9gjsA8DuR/update", r#"{"opts": {"check_code": "", "expire_period": 7}}"#)
        .await;
    note("without").await;
    mock.advance(Duration::from_hours(7 * 24));
    note("expired").await;
    alice(&mock, &open, r#"{"role_id": "viewable", "scope": "users"}"#).await;
    note("for those who are named").await;
    give_bob(&mock, "viewable").await;
    note("and bob is").await;
    expect![[r#"
        before: 403000001 None; Graph: 
        open: 0 Some(7); Graph: anonymous read
        paused: 403000001 None; Graph: 
        open again: 0 Some(7); Graph: anonymous read
        editable: 0 Some(13); Graph: anonymous write
        with a password: 403000001 None; Graph: anonymous write
        without: 0 Some(13); Graph: anonymous write
        expired: 403000001 None; Graph: 
        for those who are named: 403000001 None; Graph: users read
        and bob is: 0 Some(6); Graph: users read, Bob Example read"#]]
    .assert_eq(&lines.join("\n"));
}

#[tokio::test]
async fn what_graph_gives_wps_shows_with_the_closest_role() {
    let mock = Mock::new();
    let invite = "POST /v1.0/me/drive/root:/hello.txt:/invite\nAuthorization: Bearer alice-token\nContent-Type: application/json";
    let body = r#"{"recipients": [{"email": "bob@example.com"}], "roles": ["write"], "requireSignIn": true, "sendInvitation": false}"#;
    let invited = mock.send(&format!("{invite}\n\n{body}")).await;
    assert_eq!(invited.status, 200, "{invited}");
    let list = alice(&mock, &format!("GET {HELLO}/permissions"), "").await;
    expect![[r#"200 {"code":0,"data":{"has_custom_permission":true,"items":[{"id":8986858460,"role_id":"editable","role_name":"可编辑","subject_avatar":"","subject_id":"7299326139","subject_name":"Bob Example","subject_type":"user"}]},"msg":"success"}"#]].assert_eq(&list.line());
    let received = bob(&mock, "GET /v7/links/recv?page_size=5", "").await.json();
    assert_eq!(received["data"]["items"][0]["file"]["name"], "hello.txt");
    give_bob(&mock, "viewable").await;
    expect!["Bob Example read"].assert_eq(&in_graph(&mock).await);
    // What Graph changes, WPS shows too, whatever role it was given by.
    let path = "/v1.0/me/drive/root:/hello.txt:/permissions";
    let list = mock.send(&format!("GET {path}\nAuthorization: Bearer alice-token")).await.json();
    let id = list["value"][1]["id"].as_str().expect("an id");
    let headers = "Authorization: Bearer alice-token\nContent-Type: application/json";
    let changed = mock.send(&format!("PATCH {path}/{id}\n{headers}\n\n{{\"roles\": [\"write\"]}}")).await;
    assert_eq!(changed.status, 200, "{changed}");
    let list = alice(&mock, &format!("GET {HELLO}/permissions"), "").await.json();
    assert_eq!(list["data"]["items"][0]["role_id"], "editable");
}

#[tokio::test]
async fn what_is_changed_of_roles_settings_and_links_holds_at_once() {
    let mock = Mock::new();
    let rename = async |name: &str| {
        let body = format!(r#"{{"dst_name": "{name}"}}"#);
        bob(&mock, &format!("POST {HELLO}/rename"), &body).await.json()["code"].as_u64()
    };
    let refused = Some(403_000_001);
    let roles = "/v7/drives/<alice's drive in WPS>/roles";
    let made =
        alice(&mock, &format!("POST {roles}/create"), r#"{"name": "R", "permission_bits": {"list": true}}"#)
            .await;
    let role = made.json()["data"]["id"].as_str().expect("an id").to_owned();
    give_bob(&mock, &role).await;
    assert_eq!(rename("a.txt").await, refused);
    let update = format!("POST {roles}/{role}/update");
    done(&mock, &update, r#"{"permission_bits": {"rename": true, "preview": true}}"#).await;
    assert_eq!(rename("b.txt").await, Some(0));
    let settings = "POST /v7/files/<hello.txt in WPS>/permission_settings";
    let set = |value: &str| format!(r#"{{"settings": [{{"key": "rename_entity", "value": "{value}"}}]}}"#);
    done(&mock, settings, &set("editable")).await;
    assert_eq!(rename("c.txt").await, refused, "the role is below the level");
    let link = r#"{"role_id": "editable", "scope": "company"}"#;
    assert_eq!(alice(&mock, &format!("POST {HELLO}/open_link"), link).await.json()["code"], 0);
    assert_eq!(rename("d.txt").await, Some(0), "the link adds to it");
    done(&mock, &format!("POST {HELLO}/close_link"), "").await;
    assert_eq!(rename("e.txt").await, refused);
    done(&mock, &format!("POST {roles}/{role}/delete"), "").await;
    assert_eq!(bob(&mock, &format!("GET {HELLO}/meta"), "").await.json()["code"].as_u64(), refused);
    assert_eq!(alice(&mock, &format!("GET {HELLO}/meta"), "").await.json()["data"]["name"], "d.txt");
}
