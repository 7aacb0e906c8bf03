//! Small promises: names, parts, roots by their name, and rights that are withdrawn.

use expect_test::expect;
use mockdrive::world::{Content, OnConflict};
use serde_json::{Value, json};

use super::{by, edit, post, post_text, run};
use crate::support::{Mock, refusals};

const BASE: &str = "/koodrive/ose/v1";
const SPACE: &str = "<alice's space>";

#[tokio::test]
async fn what_no_file_share_or_user_can_be_is_refused() {
    let mock = Mock::new();
    let part = 5 << 20;
    let create = |name: &str, more: Value| {
        let mut body = json!({ "containerId": SPACE, "fileName": name, "length": 2 * part });
        super::merge(&mut body, more);
        post_text(&format!("{BASE}/files/create"), &body)
    };
    let parts = |parts: &[(u32, u64, u64)]| {
        let parts = parts.iter().map(
            |(number, offset, size)| json!({ "partNumber": number, "partOffset": offset, "partSize": size }),
        );
        create("a.bin", json!({ "multiParts": parts.collect::<Vec<_>>() }))
    };
    let folder = json!({ "containerId": SPACE, "fileName": "a\\b" });
    let share = json!({ "containerId": SPACE, "fileIds": ["root"], "scope": 2, "validDays": 1 });
    let rename = json!({ "containerId": SPACE, "name": "other" });
    let rows = [
        ("a backslash", create("a\\b", json!({}))),
        ("a backslash in a folder", post_text(&format!("{BASE}/directory"), &folder)),
        ("a dot", create(".", json!({}))),
        ("two dots", create("..", json!({}))),
        ("a long name", create(&"x".repeat(251), json!({}))),
        ("a gap", parts(&[(1, 0, part), (2, part + 1, part - 1)])),
        ("an overlap", parts(&[(1, 0, part), (2, part - 1, part)])),
        ("too little", parts(&[(1, 0, part)])),
        ("too much", parts(&[(1, 0, part), (2, part, part + 1)])),
        ("the root shared", post_text(&format!("{BASE}/share"), &share)),
        ("the root renamed", post_text(&format!("{BASE}/files/rename/root"), &rename)),
        ("a role at the top", post_text(&format!("{BASE}/users"), &json!({ "userId": "7", "role": 1 }))),
        ("a department there", post_text(&format!("{BASE}/users"), &json!({ "userId": "7", "deptId": 1 }))),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        a backslash: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a backslash in a folder: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a dot: 400 {"code":13000102,"msg":"Verify parameters failed."}
        two dots: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a long name: 400 {"code":13000417,"msg":"File name: Max. 250 characters."}
        a gap: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an overlap: 400 {"code":13000102,"msg":"Verify parameters failed."}
        too little: 400 {"code":13000102,"msg":"Verify parameters failed."}
        too much: 400 {"code":13000102,"msg":"Verify parameters failed."}
        the root shared: 400 {"code":13000403,"msg":"Change file status failed."}
        the root renamed: 400 {"code":13000403,"msg":"Change file status failed."}
        a role at the top: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a department there: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn a_name_with_a_time_in_it_is_no_longer_than_others() {
    let mock = Mock::new();
    let folder = json!({ "containerId": SPACE, "fileName": "x".repeat(250) });
    post(&mock, &format!("{BASE}/directory"), &folder).await;
    let second = post(&mock, &format!("{BASE}/directory"), &folder).await.json();
    assert_eq!(second["fileName"].as_str().map(str::len), Some(250), "{second}");
}

#[tokio::test]
async fn an_address_ends_with_the_right_by_which_it_was_handed_out() {
    let mock = Mock::new();
    let file = edit(&mock, |world, by, now| {
        let root = world.drives().find(|drive| &*drive.name == "Team drive").expect("seeded").root;
        world.create_file(by, root, "t.txt", Content::default(), OnConflict::Fail, now)
    });
    let id = mock.id("koodrive", "team", "/t.txt").await;
    let body = json!({ "containerId": "<the team's space>", "fileIds": [id] });
    let handed = by(&mock, "bob", &format!("POST {BASE}/files/download"), &body).await.json();
    let url = format!("GET {}", handed["downloads"][0]["url"].as_str().expect("an address"));
    assert_eq!(mock.send(&url).await.status, 200);
    edit(&mock, |world, _, _| {
        let bob = world.user_named("bob").expect("seeded").id;
        let team = world.groups().find(|group| group.role(bob).is_some()).expect("seeded").id;
        let alice = super::alice(world);
        assert!(world.live(file).is_ok());
        world.leave_group(team, bob, alice)
    });
    expect![[r#"400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}"#]]
        .assert_eq(&mock.send(&url).await.line());
}

#[tokio::test]
async fn a_share_tells_where_its_items_lie_now() {
    let mock = Mock::new();
    let body =
        json!({ "containerId": SPACE, "fileIds": ["<Photos in KooDrive>"], "scope": 2, "validDays": 1 });
    let made = post(&mock, &format!("{BASE}/share"), &body).await.json();
    let across = json!({ "dstContainerId": "<the team's space>", "taskInfo": { "newFilePath": "root" } });
    run(&mock, 3, 301, &[&super::file(&mock, "/Photos").await], across).await;
    let list = super::get(&mock, &format!("{BASE}/share?pageSize=1")).await;
    assert_ne!(made["shareLink"]["containerId"], list.json()["shareLinks"][0]["containerId"]);
    let team = super::space(&mock, "team").await;
    assert_eq!(list.json()["shareLinks"][0]["containerId"], team);
}
