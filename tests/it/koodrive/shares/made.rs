//! Sharing, changing what is shared, and ending it.

use std::time::Duration;

use expect_test::expect;
use serde_json::{Value, json};

use super::{done, got, names, send, share, terms, text};
use crate::{
    graph::{alice, bob},
    koodrive::{self, run},
    support::{Mock, refusals},
};

const DAY: Duration = Duration::from_hours(24);

#[tokio::test]
async fn what_is_shared_has_a_link_of_which_graph_knows() {
    let mock = Mock::new();
    let body = terms(json!({ "comment": "Read it", "permission": { "preview": true, "download": true } }));
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success",
          "shareLink": {
            "comment": "Read it",
            "containerId": "<alice's space>",
            "containerName": "Alice's drive",
            "createTime": "2026-01-02 11:04:05",
            "displayName": "plan.txt",
            "downloadCnt": 0,
            "expireTime": "2026-01-09 11:04:05",
            "files": [
              {
                "containers": [
                  "<alice's space>"
                ],
                "editedTime": "2026-01-01T08:00:00.000Z",
                "fileName": "plan.txt",
                "fileSuffix": "txt",
                "fileType": "26",
                "id": "<plan.txt in KooDrive>",
                "mimeType": "text/plain",
                "parentFolder": [
                  "<Documents in KooDrive>"
                ],
                "recycled": false,
                "size": 74
              }
            ],
            "linkUrl": "http://mock.test/koodrive/share/1872940121175480779",
            "needExtractCode": false,
            "ownerId": "1008600002655785327",
            "ownerName": "Alice Example",
            "permission": {
              "download": true,
              "edit": false,
              "preview": true
            },
            "saveCnt": 0,
            "scope": 3,
            "shareId": "1407320000004194304",
            "shareTime": "2026-01-02 11:04:05",
            "shortUrl": "1872940121175480779",
            "status": 0,
            "updateTime": "2026-01-02 11:04:05",
            "viewCnt": 0
          }
        }"#]]
    .assert_eq(&send(&mock, "alice", "POST", "", body).await.to_string());
    let permissions = alice(&mock, "GET /v1.0/me/drive/items/<plan.txt>/permissions", "").await;
    expect![[r#"{"expirationDateTime":"2026-01-09T03:04:05Z","grantedToIdentities":[{"user":{"displayName":"Bob Example","email":"bob@example.com","id":"7d208436-24cb-1efd-65a5-406b05de80c7"}}],"grantedToIdentitiesV2":[{"siteUser":{"displayName":"Bob Example","email":"bob@example.com","id":"2","loginName":"i:0#.f|membership|bob@example.com"},"user":{"displayName":"Bob Example","email":"bob@example.com","id":"7d208436-24cb-1efd-65a5-406b05de80c7"}}],"hasPassword":false,"id":"FBABF1D4-54DB-8EEA-E3F8-A5B7272160AC","link":{"preventsDownload":false,"scope":"users","type":"view","webUrl":"http://mock.test/:t:/g/personal/alice_example_com/EJg39ajQDSB9BA5vsf0bntd"},"roles":["read"],"shareId":"u!aHR0cDovL21vY2sudGVzdC86dDovZy9wZXJzb25hbC9hbGljZV9leGFtcGxlX2NvbS9FSmczOWFqUURTQjlCQTV2c2YwYm50ZA"}"#]].assert_eq(&permissions.json()["value"][1].to_string());
    let read = bob(&mock, "GET /v1.0/drives/<alice's drive>/items/<plan.txt>?$select=name", "").await;
    assert_eq!(read.json()["name"], "plan.txt");
}

#[tokio::test]
async fn several_files_have_the_name_of_the_first_one() {
    let mock = Mock::new();
    let ids = ["<plan.txt in KooDrive>", "<Photos in KooDrive>", "<plan.txt in KooDrive>"];
    share(&mock, json!({ "fileIds": ids })).await;
    let list = got(&mock, "alice", "?pageSize=10&pageCursor=0&sortType=2&sortDirection=2").await;
    let link = &list["shareLinks"][0];
    assert_eq!(link["displayName"], "plan.txt等多个文件");
    assert_eq!(names(link, "files", "fileName"), ["plan.txt", "Photos"], "each once");
}

#[tokio::test]
async fn groups_and_departments_are_their_members() {
    let mock = Mock::new();
    let teams = koodrive::get(&mock, "/koodrive/ose/v1/space/teamList?offset=0&limit=9").await.json();
    let team = teams["teams"][0]["id"].clone();
    let made = share(&mock, json!({ "userIds": [], "groupIds": [team] })).await;
    let received = got(&mock, "bob", "/received").await;
    assert_eq!(received["shareLinks"][0]["shareId"], json!(made.id));
    let read = bob(&mock, "GET /v1.0/drives/<alice's drive>/items/<plan.txt>?$select=name", "").await;
    assert_eq!(read.json()["name"], "plan.txt");
}

#[tokio::test]
async fn a_share_is_changed_and_its_link_with_it() {
    let mock = Mock::new();
    let made = share(&mock, json!({ "extractCode": "abcd1234" })).await;
    let before = got(&mock, "alice", "").await["shareLinks"][0].clone();
    assert_eq!(before["extractCode"], "abcd1234");
    let permissions = async || {
        let list = alice(&mock, "GET /v1.0/me/drive/items/<plan.txt>/permissions", "").await.json();
        let link = &list["value"][1];
        format!("{} {} {}", link["hasPassword"], link["expirationDateTime"], link["grantedToIdentitiesV2"])
    };
    expect![[r#"true "2026-01-09T03:04:05Z" []"#]].assert_eq(&permissions().await);
    mock.advance(DAY);
    let path = format!("/{}", made.id);
    let body = json!({ "extractCode": "", "comment": "Open now", "validDays": 30 });
    let changed = send(&mock, "alice", "PUT", &path, body).await.json()["shareLink"].clone();
    let members = ["extractCode", "comment", "expireTime", "updateTime", "createTime"];
    let shown = |link: &Value| members.map(|name| link[name].to_string()).join(" ");
    expect![[r#"
        "abcd1234" "" "2026-01-09 11:04:05" "2026-01-02 11:04:05" "2026-01-02 11:04:05"
        null "Open now" "2026-02-02 11:04:05" "2026-01-03 11:04:05" "2026-01-02 11:04:05""#]]
    .assert_eq(&format!("{}\n{}", shown(&before), shown(&changed)));
    expect![[r#"false "2026-02-02T03:04:05Z" [{"siteUser":{"displayName":"Bob Example","email":"bob@example.com","id":"2","loginName":"i:0#.f|membership|bob@example.com"},"user":{"displayName":"Bob Example","email":"bob@example.com","id":"7d208436-24cb-1efd-65a5-406b05de80c7"}}]"#]].assert_eq(&permissions().await);
    let same =
        send(&mock, "alice", "PUT", &path, json!({ "validDays": 0 })).await.json()["shareLink"].clone();
    assert_eq!(same, changed, "0 leaves the end as it is");
}

#[tokio::test]
async fn a_share_ends_in_time_or_when_its_owner_says_so() {
    let mock = Mock::new();
    let (week, day) = (share(&mock, json!({})).await, share(&mock, json!({ "validDays": 1 })).await);
    let visit =
        async |short: &str| send(&mock, "bob", "GET", &format!("/visit?shortUrl={short}"), Value::Null).await;
    assert_eq!(visit(&day.short).await.status, 200);
    mock.advance(DAY);
    assert_eq!(visit(&day.short).await.line(), r#"400 {"code":13000309,"msg":"Resource not found."}"#);
    done(&mock, "alice", "/cancel", json!({ "shareIds": [week.id] })).await;
    assert_eq!(visit(&week.short).await.line(), r#"400 {"code":13000309,"msg":"Resource not found."}"#);
    let list = got(&mock, "alice", "").await;
    assert_eq!(names(&list, "shareLinks", "shareId"), [day.id], "what has ended in time is still listed");
    let permissions = alice(&mock, "GET /v1.0/me/drive/items/<plan.txt>/permissions", "").await.json();
    assert_eq!(permissions["value"].as_array().map(Vec::len), Some(1), "the owner's own");
    let read = bob(&mock, "GET /v1.0/drives/<alice's drive>/items/<plan.txt>", "").await;
    assert_eq!(read.status, 403);
}

#[tokio::test]
async fn a_share_says_what_became_of_its_files() {
    let mock = Mock::new();
    share(&mock, json!({})).await;
    let status = async || {
        let list = got(&mock, "alice", "").await;
        list["shareLinks"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|link| link["status"].to_string())
            .collect::<String>()
    };
    assert_eq!(status().await, "0");
    let plan = super::super::file(&mock, "/Documents/plan.txt").await;
    run(&mock, 2, 201, &[&plan], json!({})).await;
    assert_eq!(status().await, "1", "in the bin");
    run(&mock, 4, 0, &[&plan], json!({})).await;
    assert_eq!(status().await, "0");
    let list = alice(&mock, "GET /v1.0/me/drive/items/<plan.txt>/permissions", "").await.json();
    let permission = list["value"][1]["id"].as_str().expect("an id").to_owned();
    alice(&mock, &format!("DELETE /v1.0/me/drive/items/<plan.txt>/permissions/{permission}"), "").await;
    assert_eq!(status().await, "2", "withdrawn in Graph");
    run(&mock, 2, 202, &[&plan], json!({})).await;
    assert_eq!(status().await, "", "it is forgotten with its files");
}

#[tokio::test]
async fn shares_that_make_no_sense_are_refused() {
    let mock = Mock::new();
    let binned = super::super::file(&mock, "/Photos").await;
    run(&mock, 2, 201, &[&binned], json!({})).await;
    let bobs = super::super::space(&mock, "bob").await;
    let rows = [
        json!({ "scope": 0 }),
        json!({ "scope": 4 }),
        json!({ "scope": null }),
        json!({ "userIds": [] }),
        json!({ "userIds": ["alice"] }),
        json!({ "userIds": ["nobody"] }),
        json!({ "deptIds": [7] }),
        json!({ "groupIds": ["x"] }),
        json!({ "fileIds": [] }),
        json!({ "fileIds": vec!["<plan.txt in KooDrive>"; 101] }),
        json!({ "fileIds": ["Fnowhere"] }),
        json!({ "fileIds": ["<todo.txt in KooDrive>"] }),
        json!({ "fileIds": ["<alice's root in KooDrive>"] }),
        json!({ "fileIds": [binned] }),
        json!({ "containerId": "IAAnowhere" }),
        json!({ "containerId": bobs }),
        json!({ "permission": {} }),
        json!({ "permission": [] }),
        json!({ "extractCode": "short" }),
        json!({ "extractCode": "abcd 123" }),
        json!({ "extractCode": "abcdé12" }),
        json!({ "comment": "x".repeat(512) }),
        json!({ "validDays": 0 }),
        json!({ "validDays": 366 }),
        json!({ "validDays": null }),
        json!({ "expireTime": "2026-01-02 11:04:05" }),
        json!({ "expireTime": "2027-01-02 11:04:06" }),
        json!({ "expireTime": "tomorrow" }),
    ];
    refusals(
        &mock,
        rows.map(|bad| (bad.to_string(), text("alice", "POST", "", &terms(bad)))),
        expect![[r#"
            {"scope":0}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"scope":4}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"scope":null}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"userIds":[]}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"userIds":["alice"]}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"userIds":["nobody"]}: 400 {"code":13000309,"msg":"Resource not found."}
            {"deptIds":[7]}: 400 {"code":13000309,"msg":"Resource not found."}
            {"groupIds":["x"]}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"fileIds":[]}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"fileIds":["<plan.txt in KooDrive>","<plan.txt in KooDrive>","<plan.txt in KooDrive>","<plan.txt in KooDrive>","<plan.t…: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"fileIds":["Fnowhere"]}: 400 {"code":13000309,"msg":"Resource not found."}
            {"fileIds":["<todo.txt in KooDrive>"]}: 400 {"code":13000302,"msg":"File is not in the specified space."}
            {"fileIds":["<alice's root in KooDrive>"]}: 400 {"code":13000403,"msg":"Change file status failed."}
            {"fileIds":["<Photos in KooDrive>"]}: 400 {"code":13000306,"msg":"File is in the recycle bin."}
            {"containerId":"IAAnowhere"}: 400 {"code":13000301,"msg":"Space not found."}
            {"containerId":"<bob's space>"}: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
            {"permission":{}}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"permission":[]}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"extractCode":"short"}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"extractCode":"abcd 123"}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"extractCode":"abcdé12"}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"comment":"<x × 512>"}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"validDays":0}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"validDays":366}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"validDays":null}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"expireTime":"2026-01-02 11:04:05"}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"expireTime":"2027-01-02 11:04:06"}: 400 {"code":13000102,"msg":"Verify parameters failed."}
            {"expireTime":"tomorrow"}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        "#]],
    )
    .await;
}

#[tokio::test]
async fn changes_that_make_no_sense_are_refused() {
    let mock = Mock::new();
    let made = share(&mock, json!({})).await;
    let path = format!("/{}", made.id);
    let rows = [
        ("no days", "alice", "PUT", path.as_str(), json!({})),
        ("too many days", "alice", "PUT", &path, json!({ "validDays": 366 })),
        ("a wrong code", "alice", "PUT", &path, json!({ "validDays": 0, "extractCode": "x" })),
        ("a long comment", "alice", "PUT", &path, json!({ "validDays": 0, "comment": "x".repeat(512) })),
        ("somebody else's", "bob", "PUT", &path, json!({ "validDays": 0 })),
        ("no share", "alice", "PUT", "/x", json!({ "validDays": 0 })),
        ("ending somebody else's", "bob", "POST", "/cancel", json!({ "shareIds": [made.id] })),
        ("ending one of two", "alice", "POST", "/cancel", json!({ "shareIds": [made.id, "x"] })),
        ("ending nothing", "alice", "POST", "/cancel", json!({ "shareIds": [] })),
        ("ending 101", "alice", "POST", "/cancel", json!({ "shareIds": vec![&made.id; 101] })),
        ("leaving one's own", "alice", "POST", "/exit", json!({ "shareIds": [made.id] })),
        ("leaving nothing", "bob", "POST", "/exit", json!({})),
    ];
    refusals(
        &mock,
        rows.map(|(what, who, method, path, body)| (what, text(who, method, path, &body))),
        expect![[r#"
            no days: 400 {"code":13000102,"msg":"Verify parameters failed."}
            too many days: 400 {"code":13000102,"msg":"Verify parameters failed."}
            a wrong code: 400 {"code":13000102,"msg":"Verify parameters failed."}
            a long comment: 400 {"code":13000102,"msg":"Verify parameters failed."}
            somebody else's: 400 {"code":13000309,"msg":"Resource not found."}
            no share: 400 {"code":13000309,"msg":"Resource not found."}
            ending somebody else's: 400 {"code":13000309,"msg":"Resource not found."}
            ending one of two: 400 {"code":13000309,"msg":"Resource not found."}
            ending nothing: 400 {"code":13000102,"msg":"Verify parameters failed."}
            ending 101: 400 {"code":13000102,"msg":"Verify parameters failed."}
            leaving one's own: 400 {"code":13000309,"msg":"Resource not found."}
            leaving nothing: 400 {"code":13000102,"msg":"Verify parameters failed."}
        "#]],
    )
    .await;
}
