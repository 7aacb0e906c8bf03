//! What a role allows is done, and what it does not allow is refused for the person who has it.

use std::fmt::Write;

use expect_test::expect;
use mockdrive::world::{
    Actor, Error, Grantee, NamedRole, NodeId, Permission, Permit, Preset, Role, Stamp, World,
};

use super::super::{alice, request};
use crate::support::Mock;

const FILES: &str = "/v7/drives/<alice's drive in WPS>/files";

/// Gives bob a role on an item of alice's.
pub fn give(mock: &Mock, path: &[&str], preset: Preset) {
    let given = mock.sandbox().write(|world: &mut World, now| {
        let alice = world.user_named("alice").expect("seeded").id;
        let bob = world.user_named("bob").expect("seeded");
        let person = Grantee { user: Some(bob.id), email: bob.email.clone() };
        let root = world.personal_drive(alice).expect("seeded").root;
        let item: NodeId = world.descend(root, path.iter().copied()).expect("seeded");
        let grant = Permit::Person { person, must_sign_in: true };
        let stamp = Stamp { at: now, by: Actor::User(alice) };
        let permission = Permission::new(Role::Read, grant, stamp, None);
        world.share(item, Permission { named: Some(NamedRole::Preset(preset)), ..permission })?;
        Ok::<_, Error>(())
    });
    given.expect("there");
}

#[tokio::test]
async fn each_role_allows_what_it_says() {
    let into = r#""dst_drive_id":"<bob's drive in WPS>","dst_parent_id":"0""#;
    let back = r#""dst_drive_id":"<alice's drive in WPS>","dst_parent_id":"<Reports in WPS>""#;
    let calls = [
        ("list", format!("GET {FILES}/<Documents in WPS>/children?page_size=9"), String::new()),
        ("meta", format!("GET {FILES}/<plan.txt in WPS>/meta"), String::new()),
        (
            "make",
            format!("POST {FILES}/<Documents in WPS>/create"),
            r#"{"file_type":"folder","name":"x"}"#.into(),
        ),
        ("rename", format!("POST {FILES}/<plan.txt in WPS>/rename"), r#"{"dst_name":"x"}"#.into()),
        (
            "update",
            format!("POST {FILES}/<plan.txt in WPS>/update"),
            r#"{"ext_attr":{"name":"guid","value":"1"}}"#.into(),
        ),
        ("save", format!("POST {FILES}/<plan.txt in WPS>/save_as"), format!("{{{into}}}")),
        ("copy", format!("POST {FILES}/<plan.txt in WPS>/copy"), format!("{{{into}}}")),
        (
            "copy all",
            format!("POST {FILES}/batch_copy"),
            format!(r#"{{{into},"file_ids":["<Documents in WPS>"]}}"#),
        ),
        ("move", format!("POST {FILES}/<plan.txt in WPS>/move"), format!("{{{back}}}")),
        (
            "move all",
            format!("POST {FILES}/batch_move"),
            format!(r#"{{{back},"file_ids":["<plan.txt in WPS>"]}}"#),
        ),
        ("delete", format!("POST {FILES}/<plan.txt in WPS>/delete"), String::new()),
        ("delete all", format!("POST {FILES}/batch_delete"), r#"{"file_ids":["<Reports in WPS>"]}"#.into()),
        (
            "hand over",
            format!("POST {FILES}/<plan.txt in WPS>/transfer_owner"),
            r#"{"account_id":"7299326139"}"#.into(),
        ),
    ];
    let mut table = String::new();
    for preset in Preset::ALL {
        let mock = Mock::new();
        give(&mock, &["Documents"], preset);
        let (mut allowed, mut refused) = (Vec::new(), Vec::new());
        for (what, line, body) in &calls {
            let fork = Mock::of(mock.sandbox().snapshot().as_ref().clone());
            let json = fork.send(&request("bob-token", line, body)).await.json();
            match json["code"].as_u64() {
                Some(0) => allowed.push(*what),
                Some(403_000_001 | 400_008_009) => refused.push(*what),
                _ => panic!("{what}: {json}"),
            }
        }
        writeln!(table, "{preset:?}: {} | {}", allowed.join(", "), refused.join(", ")).expect("a string");
    }
    expect![[r#"
        Prohibited:  | list, meta, make, rename, update, save, copy, copy all, move, move all, delete, delete all, hand over
        Listable: list, meta | make, rename, update, save, copy, copy all, move, move all, delete, delete all, hand over
        Uploadable: list, meta, make | rename, update, save, copy, copy all, move, move all, delete, delete all, hand over
        ViewOnly: list, meta | make, rename, update, save, copy, copy all, move, move all, delete, delete all, hand over
        Viewable: list, meta, save, copy, copy all | make, rename, update, move, move all, delete, delete all, hand over
        Commentable: list, meta, save, copy, copy all | make, rename, update, move, move all, delete, delete all, hand over
        Editable: list, meta, make, rename, update, save, copy, copy all, move, move all, delete, delete all | hand over
        Shareable: list, meta, make, rename, update, save, copy, copy all, move, move all, delete, delete all | hand over
        Manageable: list, meta, make, rename, update, save, copy, copy all, move, move all, delete, delete all, hand over | 
    "#]].assert_eq(&table);
}

#[tokio::test]
async fn what_is_closed_in_an_open_folder_is_neither_listed_nor_copied() {
    let mock = Mock::new();
    give(&mock, &["Documents"], Preset::Editable);
    give(&mock, &["Documents", "Reports", "budget.xlsx"], Preset::Prohibited);
    let line = format!("GET {FILES}/<Reports in WPS>/children?page_size=9");
    let json = mock.send(&request("bob-token", &line, "")).await.json();
    let names: Vec<_> =
        json["data"]["items"].as_array().expect("items").iter().map(|item| &item["name"]).collect();
    assert_eq!(names, ["quarterly.docx", "summary.txt"]);
    let all = alice(&mock, &line, "").await.json();
    assert_eq!(all["data"]["items"].as_array().map(Vec::len), Some(3));
    let into = r#"{"dst_drive_id":"<bob's drive in WPS>","dst_parent_id":"0"}"#;
    let copy = request("bob-token", &format!("POST {FILES}/<Documents in WPS>/copy"), into);
    crate::support::refusals(&mock, [("a folder with something closed", copy)], expect![[r#"
        a folder with something closed: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<budget.xlsx in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
    "#]]).await;
}

#[tokio::test]
async fn a_guest_sees_the_way_through_what_they_were_let_into() {
    let mock = Mock::new();
    give(&mock, &["Documents", "Reports"], Preset::ViewOnly);
    let line = format!("GET {FILES}/<summary.txt in WPS>/path");
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "location_id": "",
            "location_type": "link",
            "paths": [
              {
                "file_id": "<Reports in WPS>",
                "name": "Reports"
              },
              {
                "file_id": "<summary.txt in WPS>",
                "name": "summary.txt"
              }
            ]
          },
          "msg": "success"
        }"#]]
    .assert_eq(&mock.send(&request("bob-token", &line, "")).await.to_string());
    let meta = "GET /v7/drives/<alice's drive in WPS>/meta";
    assert_eq!(mock.send(&request("bob-token", meta, "")).await.json()["code"], 403_000_001);
}
