//! `/v7/drive_star`, `/v7/drive_latest` and `/v7/drive_freq`: what a person keeps at hand.

use expect_test::expect;
use mockdrive::world::{Actor, Content};

use super::{drive_of, get, post};
use crate::support::{Answer, Mock, refusals};

fn names(answer: &Answer) -> String {
    let json = answer.json();
    let items = json["data"]["items"].as_array().unwrap_or_else(|| panic!("no items: {answer}"));
    let name = |item: &serde_json::Value| {
        let file = if item["file"].is_object() { &item["file"] } else { item };
        file["name"].as_str().expect("a name").to_owned()
    };
    items.iter().map(name).collect::<Vec<_>>().join(", ")
}

async fn listed(mock: &Mock, token: &str, path: &str) -> String {
    names(&mock.send(&get(token, path)).await)
}

/// Lets somebody change a file of a drive.
fn write(mock: &Mock, who: &str, drive: &str, path: &str) {
    mock.sandbox()
        .write(|world, now| {
            let by = Actor::User(world.user_named(who).expect("seeded").id);
            let root = world.drives().find(|known| &*known.name == drive).expect("seeded").root;
            let id = world.descend(root, path.split('/')).expect("seeded");
            world.write(by, id, Content::new(format!("by {who}").into()), now).map(drop)
        })
        .expect("room");
}

const STARS: &str = "/v7/drive_star/items";

#[tokio::test]
async fn a_favourite_is_made_listed_and_let_go_and_graph_knows_it() {
    let mock = Mock::new();
    let (hello, plan) =
        (mock.id("wps", "alice", "/hello.txt").await, mock.id("wps", "alice", "/Documents/plan.txt").await);
    let drive = drive_of(&mock, "team", "/").await;
    let body = format!(
        r#"{{"objects":[{{"id":"{hello}","type":"file"}},{{"id":"{plan}"}},{{"id":"{drive}","type":"drive"}},"{plan}"]}}"#
    );
    let made = mock.send(&post("alice-token", &format!("{STARS}/batch_create"), &body)).await;
    assert_eq!(made.line(), r#"200 {"code":0,"msg":"success"}"#);
    let page = "page_size=10&with_permission=false&with_link=true";
    let by_name = format!("{STARS}?{page}&order_by=fname&order=asc");
    assert_eq!(listed(&mock, "alice-token", &by_name).await, "Team drive, hello.txt, plan.txt");
    let graph = mock.send(&get("alice-token", "/v1.0/me/drive/following?$select=name")).await.json();
    let followed: Vec<&str> = graph["value"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| item["name"].as_str().expect("a name"))
        .collect();
    assert!(followed.contains(&"hello.txt") && followed.contains(&"plan.txt"), "{followed:?}");
    assert_eq!(listed(&mock, "alice-token", &format!("{STARS}?{page}&include_exts=md,pdf")).await, "");
    assert_eq!(listed(&mock, "bob-token", &format!("{STARS}?{page}")).await, "");
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "items": [
              {
                "created_by": "<alice's identity in WPS>",
                "ctime": 1767254400,
                "drive_id": "<the team's drive in WPS>",
                "id": "<the team's root in WPS>",
                "link_id": "cFrx8UVfnlOX",
                "link_url": "https://www.kdocs.cn/l/cFrx8UVfnlOX",
                "modified_by": "<alice's identity in WPS>",
                "mtime": 1767254400,
                "name": "Team drive",
                "parent_id": "0",
                "shared": false,
                "size": 0,
                "type": "folder",
                "version": 0
              }
            ],
            "next_page_token": "p5YalHRtO-EAAAAAAAAAAQ"
          },
          "msg": "success"
        }"#]]
    .assert_eq(
        &mock
            .send(&get("alice-token", &format!("{STARS}?page_size=1&order_by=file_mtime")))
            .await
            .to_string(),
    );
    // Older clients write the list under another name.
    let gone = mock
        .send(&post(
            "alice-token",
            &format!("{STARS}/batch_delete"),
            &format!(r#"{{"item_ids":["{plan}","{plan}"]}}"#),
        ))
        .await;
    assert_eq!(gone.line(), r#"200 {"code":0,"msg":"success"}"#);
    assert_eq!(
        listed(&mock, "alice-token", &format!("{STARS}?{page}&exclude_exts=docx&order_by=fsize")).await,
        "hello.txt, Team drive"
    );
}

#[tokio::test]
async fn lists_of_favourites_that_make_no_sense_are_refused() {
    let mock = Mock::new();
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    let todo = mock.id("wps", "bob", "/todo.txt").await;
    let app = super::token::public_token(&mock, super::consent::APP).await;
    let create = |token: &str, body: &str| post(token, &format!("{STARS}/batch_create"), body);
    let delete = |body: &str| post("alice-token", &format!("{STARS}/batch_delete"), body);
    let many = format!(r#"{{"objects":[{}]}}"#, vec![format!("\"{hello}\""); 1025].join(","));
    let good = format!(r#"{{"objects":["{hello}"]}}"#);
    let rows = [
        ("none", create("alice-token", r#"{"objects":[]}"#)),
        ("no list", create("alice-token", "{}")),
        ("a list of numbers", create("alice-token", r#"{"objects":[1]}"#)),
        ("a list of lists", create("alice-token", &format!(r#"{{"objects":[["{hello}","file"]]}}"#))),
        ("too many", create("alice-token", &many)),
        ("one of them unknown", create("alice-token", &format!(r#"{{"objects":["{hello}","x"]}}"#))),
        (
            "one of them somebody else's",
            create("alice-token", &format!(r#"{{"objects":["{hello}","{todo}"]}}"#)),
        ),
        (
            "another type",
            create("alice-token", &format!(r#"{{"objects":[{{"id":"{hello}","type":"url"}}]}}"#)),
        ),
        ("an application's", create(&app, &good)),
        ("with a token that only reads", create("readonly-token", &good)),
        ("an unknown one let go", delete(r#"{"objects":["x"]}"#)),
        ("none let go", delete(r#"{"objects":[]}"#)),
        ("listed by an application", get(&app, &format!("{STARS}?page_size=1"))),
        ("listed in another order", get("alice-token", &format!("{STARS}?page_size=1&order_by=dtime"))),
        ("listed without a page size", get("alice-token", STARS)),
    ];
    refusals(&mock, rows, expect![[r#"
        none: 400 {"code":400000101,"more":{"code":400000101,"msg":"objects is empty."},"msg":"集合为空"}
        no list: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `objects` at line 1 column 2."},"msg":"请求参数格式有误"}
        a list of numbers: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: expected an id, or an object with id and type at line 1 column 14."},"msg":"请求参数格式有误"}
        a list of lists: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: expected an id, or an object with id and type at line 1 column 57."},"msg":"请求参数格式有误"}
        too many: 400 {"code":400000105,"more":{"code":400000105,"msg":"objects has more than 1024 items."},"msg":"数目限制超出"}
        one of them unknown: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        one of them somebody else's: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<todo.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        another type: 400 {"code":400000004,"more":{"code":400000004,"msg":"type is none of file, folder, shortcut, short_cut, drive."},"msg":"请求参数不支持"}
        an application's: 403 {"code":403000001,"more":{"code":403000001,"msg":"The operation needs a user's token; this is an application's."},"msg":"无权限"}
        with a token that only reads: 403 {"code":400000003,"desc":"The requested scope is invalid, unknown, or malformed. The request scopes 'kso.file.readwrite' are needed.","message":"kso: PermissionDenied access_token verify err: invalid_scope"}
        an unknown one let go: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        none let go: 400 {"code":400000101,"more":{"code":400000101,"msg":"objects is empty."},"msg":"集合为空"}
        listed by an application: 403 {"code":403000001,"more":{"code":403000001,"msg":"The operation needs a user's token; this is an application's."},"msg":"无权限"}
        listed in another order: 400 {"code":400000004,"more":{"code":400000004,"msg":"order_by is none of ctime, rank, mtime, file_mtime, source, fname, fsize."},"msg":"请求参数不支持"}
        listed without a page size: 400 {"code":400000004,"more":{"code":400000004,"msg":"page_size is missing."},"msg":"请求参数不支持"}
    "#]]).await;
}

#[tokio::test]
async fn what_was_changed_last_comes_first_and_what_was_changed_often_is_frequent() {
    let mock = Mock::new();
    for (who, drive, path) in [
        ("bob", "Team drive", "Projects/roadmap.txt"),
        ("bob", "Team drive", "Team handbook.txt"),
        ("bob", "Team drive", "Projects/roadmap.txt"),
        ("bob", "Team drive", "Projects/notes.md"),
        ("alice", "Team drive", "Projects/notes.md"),
    ] {
        mock.advance(std::time::Duration::from_mins(1));
        write(&mock, who, drive, path);
    }
    let me = mock.send(&get("bob-token", "/v7/drive_latest/items?page_size=1")).await.json();
    let alice = me["data"]["items"][0]["created_by"]["id"].as_str().expect("an id").to_owned();
    let mut told = Vec::new();
    for query in [
        "/v7/drive_latest/items?page_size=500".to_owned(),
        "/v7/drive_latest/items?page_size=10&include_exts=md".to_owned(),
        "/v7/drive_latest/items?page_size=10&exclude_exts=md,txt".to_owned(),
        format!("/v7/drive_latest/items?page_size=10&include_creators={alice}"),
        format!("/v7/drive_latest/items?page_size=10&exclude_creators={alice}&with_permission=true"),
        "/v7/drive_freq/items?page_size=10".to_owned(),
    ] {
        told.push(format!(
            "{}: {}",
            query.replace(&alice, "<alice>"),
            listed(&mock, "bob-token", &query).await
        ));
    }
    expect![[r#"
        /v7/drive_latest/items?page_size=500: notes.md, roadmap.txt, Team handbook.txt, diary.txt, todo.txt
        /v7/drive_latest/items?page_size=10&include_exts=md: notes.md
        /v7/drive_latest/items?page_size=10&exclude_exts=md,txt: 
        /v7/drive_latest/items?page_size=10&include_creators=<alice>: notes.md, roadmap.txt, Team handbook.txt
        /v7/drive_latest/items?page_size=10&exclude_creators=<alice>&with_permission=true: diary.txt, todo.txt
        /v7/drive_freq/items?page_size=10: roadmap.txt, notes.md, Team handbook.txt, diary.txt, todo.txt"#]]
    .assert_eq(&told.join("\n"));
    let one = mock
        .send(&get("bob-token", "/v7/drive_freq/items?page_size=1&with_permission=false&with_link=true"))
        .await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "items": [
              {
                "ctime": 1767323105,
                "file": {
                  "created_by": "<alice's identity in WPS>",
                  "ctime": 1767254400,
                  "drive_id": "<the team's drive in WPS>",
                  "hash": {
                    "sum": "e127d85af9637486caf27f7f9326c3d5e0469bf0",
                    "type": "sha1"
                  },
                  "id": "<roadmap.txt in WPS>",
                  "link_id": "cGsSpzP3mt0A",
                  "link_url": "https://www.kdocs.cn/l/cGsSpzP3mt0A",
                  "modified_by": "<bob's identity in WPS>",
                  "mtime": 1767323225,
                  "name": "roadmap.txt",
                  "parent_id": "<Projects in WPS>",
                  "shared": false,
                  "size": 6,
                  "type": "file",
                  "version": 3
                },
                "file_src": {
                  "name": "Team drive",
                  "path": "Team drive/Projects",
                  "type": "group_normal"
                },
                "object_type": "file",
                "position": 0
              }
            ],
            "next_page_token": "aFa-Wu7ZrnsAAAAAAAAAAQ"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&one.to_string());
    let graph =
        super::signed("bob-token", "GET", "/v7/drive_freq/items?page_size=1024", "").send(&mock).await;
    assert_eq!(names(&graph), "roadmap.txt, notes.md, Team handbook.txt, diary.txt, todo.txt");
}

#[tokio::test]
async fn lists_without_a_page_are_refused() {
    let mock = Mock::new();
    let rows = [
        ("latest", get("alice-token", "/v7/drive_latest/items")),
        ("frequent", get("alice-token", "/v7/drive_freq/items")),
        ("too many", get("alice-token", "/v7/drive_latest/items?page_size=501")),
        ("a token of another list", get("alice-token", "/v7/drive_freq/items?page_size=1&page_token=x")),
        ("no flag", get("alice-token", "/v7/drive_freq/items?page_size=1&with_permission=x")),
    ];
    refusals(&mock, rows, expect![[r#"
        latest: 400 {"code":400000004,"more":{"code":400000004,"msg":"page_size is missing."},"msg":"请求参数不支持"}
        frequent: 400 {"code":400000004,"more":{"code":400000004,"msg":"page_size is missing."},"msg":"请求参数不支持"}
        too many: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_size lies between 1 and 500."},"msg":"请求参数取值无效"}
        a token of another list: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_token is none of this list."},"msg":"请求参数取值无效"}
        no flag: 400 {"code":400000004,"more":{"code":400000004,"msg":"with_permission is neither true nor false."},"msg":"请求参数不支持"}
    "#]]).await;
}
