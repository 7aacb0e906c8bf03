//! What a person had to do with lately, and shared folders.

use std::time::Duration;

use expect_test::expect;
use serde_json::{Value, json};

use super::{edit, get_text, post, run};
use crate::support::{Mock, refusals};

const RELATED: &str = "/koodrive/ose/v1/related";
const ACCESS: &str = "/koodrive/ose/v1/access";

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

async fn deeds(mock: &Mock, who: &str) -> String {
    let list = by(mock, who, ACCESS).await;
    let files = list["list"].as_array().unwrap_or_else(|| panic!("{list}"));
    let deed = |row: &Value| {
        let status = row["status"].as_u64().map(|status| format!("!{status}")).unwrap_or_default();
        format!("{} {}{status}", row["file"]["name"].as_str().expect("a name"), row["operateType"])
    };
    files.iter().take(5).map(deed).collect::<Vec<_>>().join(", ")
}

#[tokio::test]
async fn files_that_people_had_to_do_with_are_listed_by_the_time() {
    let mock = Mock::new();
    mock.advance(Duration::from_secs(1));
    let new = super::upload(&mock, "new.txt", b"1".to_vec());
    mock.advance(Duration::from_secs(1));
    edit(&mock, |world, by, now| {
        let root = world.personal_drive(super::alice(world)).expect("seeded").root;
        let file = world.child(root, "hello.txt").expect("seeded");
        world.rename(by, file, "hallo.txt", mockdrive::world::OnConflict::Fail, now)
    });
    mock.advance(Duration::from_secs(1));
    let shared = share(&mock, &["<plan.txt in KooDrive>", "<Photos in KooDrive>"], json!({})).await;
    mock.advance(Duration::from_secs(1));
    let across = json!({ "dstContainerId": "<the team's space>", "taskInfo": { "newFilePath": "root" } });
    run(&mock, 1, 101, &["<mountains.jpg in KooDrive>"], across).await;
    edit(&mock, |world, by, now| world.trash(by, new, now));
    expect!["mountains.jpg 4, Photos 3, plan.txt 3, hallo.txt 2, new.txt 5!1"]
        .assert_eq(&deeds(&mock, "alice").await);
    expect!["Photos 3, plan.txt 3, diary.txt 5, todo.txt 5"].assert_eq(&deeds(&mock, "bob").await);
    let visit =
        format!("/koodrive/ose/v1/share/visit?shortUrl={}", shared["shortUrl"].as_str().expect("an address"));
    mock.advance(Duration::from_secs(1));
    by(&mock, "bob", &visit).await;
    let save = json!({
        "taskType": 2,
        "containerId": "<alice's space>",
        "fileIds": ["<plan.txt in KooDrive>"],
        "targetFileId": { "fileId": "root", "containerId": "<bob's space>" },
        "shareId": shared["shareId"],
    });
    mock.advance(Duration::from_secs(1));
    mock.send(&format!("POST /koodrive/ose/v1/share/tasks\nAuthorization: Bearer bob-token\n\n{save}")).await;
    expect!["plan.txt 6, Photos 1, plan.txt 1, diary.txt 5, todo.txt 5"]
        .assert_eq(&deeds(&mock, "bob").await);
    let disabled = json!({ "status": 1, "type": 1 });
    super::by(&mock, "alice", "PUT /koodrive/ose/v1/space/alice", &disabled).await;
    expect!["mountains.jpg 4, Photos 3!2, plan.txt 3!2, hallo.txt 2!2, new.txt 5!1"]
        .assert_eq(&deeds(&mock, "alice").await);
    let bobs = by(&mock, "bob", &format!("{ACCESS}?usage=minThumbnail")).await;
    expect![[r#"{"file":{"collaborateTime":"2026-01-02T03:04:11.000Z","collaborateType":"2","collaborator":"Bob Example","collaboratorId":"1008600005272530755","containerId":"IAAAIp7c7Wo9Wp1689656792917199169","favorite":false,"fileSuffix":"txt","fileType":"26","id":"F7wmDuLEecqtJhNmb1H4Zb_fXG6tY3iER","name":"plan.txt","parentFolder":["DEUI7pa0C24ArootIAAAIp7c7Wo9Wp1689656792917199169"],"size":74},"operateTime":"2026-01-02T03:04:11.000Z","operateType":6}"#]].assert_eq(&bobs["list"][0].to_string());
    let rows = [("another usage", "?usage=huge"), ("another picture", "?imageProcess=image/rotate,90")];
    refusals(
        &mock,
        rows.map(|(what, query)| (what, get_text(&format!("{ACCESS}{query}")))),
        expect![[r#"
            another usage: 400 {"code":13000102,"msg":"Verify parameters failed."}
            another picture: 400 {"code":13000102,"msg":"Verify parameters failed."}
        "#]],
    )
    .await;
}

#[tokio::test]
async fn what_is_shared_with_people_is_related_to_them() {
    let mock = Mock::new();
    share(&mock, &["<plan.txt in KooDrive>", "<Photos in KooDrive>"], json!({})).await;
    mock.advance(Duration::from_secs(1));
    share(&mock, &["<Reports in KooDrive>"], json!({ "extractCode": "abcd1234" })).await;
    let names = async |who: &str, query: &str| {
        let list = by(&mock, who, &format!("{RELATED}{query}")).await;
        let infos = list["relatedToMeInfos"].as_array().unwrap_or_else(|| panic!("{list}")).clone();
        let name = |info: &Value| {
            format!("{} ({})", info["displayName"], info["files"].as_array().expect("files").len())
        };
        format!("{} {}", list["total"], infos.iter().map(name).collect::<Vec<_>>().join(", "))
    };
    assert_eq!(names("alice", "").await, r#"2 "Reports" (1), "plan.txt等多个文件" (2)"#);
    assert_eq!(names("alice", "?relatedType=1").await, "0 ");
    assert_eq!(
        names("bob", "?relatedType=1&sortDirection=1").await,
        r#"2 "plan.txt等多个文件" (2), "Reports" (0)"#
    );
    assert_eq!(names("bob", "?displayName=PLAN").await, r#"1 "plan.txt等多个文件" (2)"#);
    let one = by(&mock, "bob", &format!("{RELATED}?pageSize=1&usage=minThumbnail")).await;
    expect![[r#"{"code":0,"msg":"success","nextCursor":"AGlbh_9_znz__________n___mSDVm-P__________s","relatedToMeInfos":[{"displayName":"Reports","expireTime":"2026-01-09 11:04:06","files":[],"id":"1407320000016777216","operateTime":"2026-01-02 11:04:06","operateType":1,"operator":"Alice Example"}],"total":2}"#]].assert_eq(&one.to_string());
    let next = one["nextCursor"].as_str().expect("more");
    assert_eq!(
        names("bob", &format!("?pageSize=1&pageCursor={next}")).await,
        r#"2 "plan.txt等多个文件" (2)"#
    );
    let rows = [
        ("another type", "?relatedType=2".to_owned()),
        ("another order", "?sortType=2".into()),
        ("another usage", "?usage=huge".into()),
        ("101 a page", "?pageSize=101".into()),
        ("a cursor of another list", format!("?pageCursor={next}")),
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
