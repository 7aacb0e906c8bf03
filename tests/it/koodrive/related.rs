//! What a person had to do with lately, and shared folders.

use std::time::Duration;

use expect_test::expect;
use serde_json::{Value, json};

use super::{edit, get, get_text, post, run};
use crate::support::{Mock, refusals};

const RELATED: &str = "/koodrive/ose/v1/related";
const FOLDERS: &str = "/koodrive/ose/v1/sharefolder";

async fn share(mock: &Mock, files: &[&str], more: Value) -> Value {
    let mut body = json!({
        "scope": 3,
        "userIds": ["bob"],
        "fileIds": files,
        "containerId": "<alice's space>",
        "validDays": 7,
    });
    super::merge(&mut body, more);
    post(mock, "/koodrive/ose/v1/share", &body).await.json()["shareLink"].clone()
}

async fn by(mock: &Mock, who: &str, path: &str) -> Value {
    mock.send(&format!("GET {path}\nAuthorization: Bearer {who}-token")).await.json()
}

async fn deeds(mock: &Mock, who: &str, query: &str) -> String {
    let list = by(mock, who, &format!("{RELATED}{query}")).await;
    let files = list["files"].as_array().unwrap_or_else(|| panic!("{list}"));
    let deed =
        |file: &Value| format!("{} {}", file["fileName"].as_str().expect("a name"), file["operateType"]);
    files.iter().map(deed).collect::<Vec<_>>().join(", ")
}

#[tokio::test]
async fn files_that_people_had_to_do_with_are_listed_by_the_time() {
    let mock = Mock::new();
    mock.advance(Duration::from_secs(1));
    super::upload(&mock, "new.txt", b"1".to_vec());
    mock.advance(Duration::from_secs(1));
    edit(&mock, |world, by, now| {
        let root = world.personal_drive(super::alice(world)).expect("seeded").root;
        let file = world.child(root, "hello.txt").expect("seeded");
        world.rename(by, file, "hallo.txt", mockdrive::world::OnConflict::Fail, now)
    });
    mock.advance(Duration::from_secs(1));
    let shared = share(&mock, &["<plan.txt in KooDrive>", "<Photos in KooDrive>"], json!({})).await;
    expect!["Photos 3, plan.txt 3, hallo.txt 2, new.txt 5"]
        .assert_eq(&deeds(&mock, "alice", "?pageSize=4").await);
    expect!["Photos 3, plan.txt 3"].assert_eq(&deeds(&mock, "bob", "?relatedType=1").await);
    let visit =
        format!("/koodrive/ose/v1/share/visit?shortUrl={}", shared["shortUrl"].as_str().expect("an address"));
    mock.advance(Duration::from_secs(1));
    by(&mock, "bob", &visit).await;
    expect!["plan.txt 1"]
        .assert_eq(&deeds(&mock, "bob", "?relatedType=1&sortDirection=1&displayName=PLAN").await);
    let save = json!({
        "taskType": 2,
        "containerId": "<alice's space>",
        "fileIds": ["<plan.txt in KooDrive>"],
        "targetFileId": { "fileId": "root", "containerId": "<bob's space>" },
        "shareId": shared["shareId"],
    });
    mock.advance(Duration::from_secs(1));
    mock.send(&format!("POST /koodrive/ose/v1/share/tasks\nAuthorization: Bearer bob-token\n\n{save}")).await;
    expect!["plan.txt 4, Photos 1, plan.txt 1"].assert_eq(&deeds(&mock, "bob", "?pageSize=3").await);
    let mut one = by(&mock, "bob", &format!("{RELATED}?relatedType=1&pageSize=1&usage=minThumbnail")).await;
    for member in ["capabilities", "owners", "lastEditor"] {
        one["files"][0][member].take();
    }
    expect![[r#"{"code":0,"files":[{"capabilities":null,"category":"drive#file","containers":["IAAAxyLpbCQgrc1658017491416308677"],"createdTime":"2026-01-01T08:00:00.000Z","editedTime":"2026-01-01T08:00:00.000Z","favorite":false,"fileName":"Photos","fileType":"10","id":"FiHCvDKDvwLpxYO7xgXvow0ea7vkzZjys","lastEditor":null,"mimeType":"application/vnd.huawei-apps.folder","operateTime":"2026-01-02T03:04:09.000Z","operateType":1,"owners":null,"parentFolder":["DEUI7pa0C24ArootIAAAxyLpbCQgrc1658017491416308677"],"properties":{},"recycled":false,"shareId":"1407320000004194304","size":7628}],"msg":"success","nextCursor":"SmvNz5TgnxMAAAAAAAAAAQ"}"#]].assert_eq(&one.to_string());
    let rows = [
        ("another type", "?relatedType=2".to_owned()),
        ("another order", "?sortType=2".into()),
        ("another usage", "?usage=huge".into()),
        ("101 a page", "?pageSize=101".into()),
        ("a cursor of another list", format!("?pageCursor={}", one["nextCursor"].as_str().expect("more"))),
    ];
    refusals(
        &mock,
        rows.map(|(what, query)| (what, get_text(&format!("{RELATED}{query}")))),
        expect![[r#"
            another type: 400 {"code":13000102,"msg":"Verify parameters failed."}
            another order: 400 {"code":13000102,"msg":"Verify parameters failed."}
            another usage: 400 {"code":13000102,"msg":"Verify parameters failed."}
            101 a page: 400 {"code":13000102,"msg":"Verify parameters failed."}
            a cursor of another list: 400 {"code":13000102,"msg":"Verify parameters failed."}
        "#]],
    )
    .await;
}

#[tokio::test]
async fn folders_that_are_shared_by_name_are_shared_folders() {
    let mock = Mock::new();
    share(&mock, &["<Documents in KooDrive>", "<plan.txt in KooDrive>"], json!({})).await;
    share(&mock, &["<Photos in KooDrive>"], json!({})).await;
    share(&mock, &["<Reports in KooDrive>"], json!({ "scope": 2 })).await;
    let names = async |who: &str, query: &str| {
        let list = by(&mock, who, &format!("{FOLDERS}/list?offset=0&limit=1000{query}")).await;
        let folders = list["shareFolders"].as_array().unwrap_or_else(|| panic!("{list}")).clone();
        let names: Vec<_> = folders.iter().map(|folder| folder["name"].as_str().expect("a name")).collect();
        format!("{} {}", list["total"], names.join(" "))
    };
    assert_eq!(names("alice", "&queryType=1").await, "2 Photos Documents");
    assert_eq!(names("alice", "&queryType=2").await, "0 ");
    assert_eq!(names("bob", "&queryType=2&keyWord=DOC").await, "1 Documents");
    run(&mock, 2, 201, &[&super::file(&mock, "/Photos").await], json!({})).await;
    assert_eq!(names("bob", "&status=0").await, "1 Documents");
    assert_eq!(names("bob", "&status=1").await, "1 Photos");
    let metadata = get(&mock, &format!("{FOLDERS}/metadata/<Documents in KooDrive>")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success",
          "sharefolder": {
            "containerId": "<alice's space>",
            "createTime": "2026-01-02 11:04:05",
            "isOwner": true,
            "name": "Documents",
            "ownerId": "1008600002655785327",
            "ownerName": "Alice Example",
            "shareFolderId": "<Documents in KooDrive>",
            "shareId": "1407320000004194304",
            "status": 0,
            "updateTime": "2026-01-02 11:04:05"
          }
        }"#]]
    .assert_eq(&metadata.to_string());
    let long = "x".repeat(33);
    let rows = [
        ("no page", "/list".to_owned()),
        ("no limit", "/list?offset=0".into()),
        ("1001 a page", "/list?offset=0&limit=1001".into()),
        ("another status", "/list?offset=0&limit=1&status=2".into()),
        ("another type", "/list?offset=0&limit=1&queryType=3".into()),
        ("a long word", format!("/list?offset=0&limit=1&keyWord={long}")),
        ("a file", "/metadata/<plan.txt in KooDrive>".into()),
        ("a folder that is not shared so", "/metadata/<Reports in KooDrive>".into()),
        ("nothing", "/metadata/x".into()),
    ];
    refusals(
        &mock,
        rows.map(|(what, path)| (what, get_text(&format!("{FOLDERS}{path}")))),
        expect![[r#"
        no page: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no limit: 400 {"code":13000102,"msg":"Verify parameters failed."}
        1001 a page: 400 {"code":13000102,"msg":"Verify parameters failed."}
        another status: 400 {"code":13000102,"msg":"Verify parameters failed."}
        another type: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a long word: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a file: 400 {"code":13000309,"msg":"Resource not found."}
        a folder that is not shared so: 400 {"code":13000309,"msg":"Resource not found."}
        nothing: 400 {"code":13000309,"msg":"Resource not found."}
    "#]],
    )
    .await;
}
