//! The shares that people made and got.

use std::time::Duration;

use expect_test::expect;
use serde_json::{Value, json};

use super::{done, got, names, send, share, text};
use crate::support::{Mock, refusals};

#[tokio::test]
async fn shares_are_listed_by_page_and_for_those_who_got_them() {
    let mock = Mock::new();
    let mut made = Vec::new();
    for id in ["<plan.txt in KooDrive>", "<hello.txt in KooDrive>", "<Photos in KooDrive>"] {
        made.push(share(&mock, json!({ "fileIds": [id] })).await);
        mock.advance(Duration::from_secs(1));
    }
    let shown =
        async |who: &str, query: &str| names(&got(&mock, who, query).await, "shareLinks", "displayName");
    assert_eq!(shown("alice", "").await, ["Photos", "hello.txt", "plan.txt"]);
    assert_eq!(shown("alice", "?sortDirection=1").await, ["plan.txt", "hello.txt", "Photos"]);
    assert_eq!(shown("bob", "").await, [""; 0]);
    assert_eq!(shown("bob", "/received?displayName=HELLO").await, ["hello.txt"]);
    let first = got(&mock, "bob", "/received?pageSize=2&pageCursor=0&sortType=4&sortDirection=2").await;
    let cursor = first["nextCursor"].as_str().expect("more").to_owned();
    assert_eq!(shown("bob", &format!("/received?pageSize=2&pageCursor={cursor}")).await, ["plan.txt"]);
    let detail = got(&mock, "bob", &format!("/received/{}", made[1].id)).await;
    expect![[r#"
        {
          "code": 0,
          "msg": "success",
          "shareLink": {
            "comment": "",
            "containerId": "IAAAxyLpbCQgrc1658017491416308677",
            "containerName": "Alice's drive",
            "createTime": "2026-01-02 11:04:06",
            "displayName": "hello.txt",
            "downloadCnt": 0,
            "expireTime": "2026-01-09 11:04:06",
            "files": [
              {
                "containers": [
                  "IAAAxyLpbCQgrc1658017491416308677"
                ],
                "editedTime": "2026-01-01T08:00:00.000Z",
                "fileName": "hello.txt",
                "fileSuffix": "txt",
                "fileType": "26",
                "id": "FLNnk5VcassIZLNeqKY3W3LMdnwWUQrMh",
                "mimeType": "text/plain",
                "parentFolder": [
                  "DEUI7pa0C24ArootIAAAxyLpbCQgrc1658017491416308677"
                ],
                "recycled": false,
                "size": 18
              }
            ],
            "linkUrl": "http://mock.test/koodrive/share/1880098404092261739",
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
            "shareId": "1407320000012582912",
            "shareTime": "2026-01-02 11:04:06",
            "shortUrl": "1880098404092261739",
            "status": 0,
            "updateTime": "2026-01-02 11:04:06",
            "viewCnt": 0
          }
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&detail).expect("JSON"));
    assert_eq!(first["shareLinks"][1], detail["shareLink"]);
    let rows = [
        ("another order", "alice", "?sortType=1".to_owned()),
        ("another order of the other list", "alice", "/received?sortType=2".into()),
        ("no direction", "alice", "?sortDirection=3".into()),
        ("101 a page", "alice", "?pageSize=101".into()),
        ("a cursor of another list", "bob", format!("?pageCursor={cursor}")),
        ("a cursor of another person", "alice", format!("/received?pageCursor={cursor}")),
        ("a cursor of another filter", "bob", format!("/received?displayName=a&pageCursor={cursor}")),
        ("another process", "bob", "/received?imageProcess=x".into()),
        ("no share", "bob", "/received/x".into()),
        ("one's own", "alice", format!("/received/{}", made[1].id)),
    ];
    refusals(
        &mock,
        rows.map(|(what, who, path)| (what, text(who, "GET", &path, &Value::Null))),
        expect![[r#"
            another order: 400 {"code":13000102,"msg":"Verify parameters failed."}
            another order of the other list: 400 {"code":13000102,"msg":"Verify parameters failed."}
            no direction: 400 {"code":13000102,"msg":"Verify parameters failed."}
            101 a page: 400 {"code":13000102,"msg":"Verify parameters failed."}
            a cursor of another list: 400 {"code":13000102,"msg":"Verify parameters failed."}
            a cursor of another person: 400 {"code":13000102,"msg":"Verify parameters failed."}
            a cursor of another filter: 400 {"code":13000102,"msg":"Verify parameters failed."}
            another process: 400 {"code":13000102,"msg":"Verify parameters failed."}
            no share: 400 {"code":13000309,"msg":"Resource not found."}
            one's own: 400 {"code":13000309,"msg":"Resource not found."}
        "#]],
    )
    .await;
}

#[tokio::test]
async fn whoever_leaves_a_share_does_not_have_it_any_more() {
    let mock = Mock::new();
    let made = share(&mock, json!({})).await;
    let read = async || {
        let get = "GET /v1.0/drives/<alice's drive>/items/<plan.txt>";
        crate::graph::bob(&mock, get, "").await.status.as_u16()
    };
    assert_eq!(read().await, 200);
    done(&mock, "bob", "/exit", json!({ "shareIds": [made.id] })).await;
    assert_eq!(read().await, 403);
    assert_eq!(got(&mock, "bob", "/received").await["shareLinks"], json!([]));
    refusals(
        &mock,
        [("twice", text("bob", "POST", "/exit", &json!({ "shareIds": [made.id] })))],
        expect![[r#"
        twice: 400 {"code":13000309,"msg":"Resource not found."}
    "#]],
    )
    .await;
    let again = send(&mock, "bob", "GET", &format!("/visit?shortUrl={}", made.short), Value::Null).await;
    assert_eq!(again.json()["code"], 13_000_410, "it is for those who are named and did not leave");
    assert_eq!(read().await, 403);
}

#[tokio::test]
async fn a_share_lasts_as_long_as_its_owner_is_there_and_may_share() {
    let mock = Mock::new();
    let body = json!({
        "scope": 2, "fileIds": ["<Team handbook.txt in KooDrive>"], "containerId": "<the team's space>", "validDays": 7,
    });
    let made = send(&mock, "bob", "POST", "", body).await.json()["shareLink"].clone();
    let files = async || {
        let body = json!({ "shortUrl": made["shortUrl"] });
        let answer = send(&mock, "alice", "POST", "/files", body).await.json();
        (answer["code"].clone(), answer["files"].as_array().map(Vec::len))
    };
    assert_eq!(files().await, (json!(0), Some(1)));
    let alice = async |line: &str, body: &str| {
        let text = format!("{line}\nAuthorization: Bearer alice-token\n\n{body}");
        assert_eq!(mock.send(&text).await.status, 200, "{line}");
    };
    let members = "/koodrive/ose/v1/usergroups/1243693141660301825/members";
    alice(&format!("POST {members}/batchDelete"), r#"{"userIds":["bob"]}"#).await;
    assert_eq!(files().await, (json!(0), Some(0)), "bob may not share it any more");
    alice(&format!("POST {members}/batchAdd"), r#"{"userIds":["bob"]}"#).await;
    assert_eq!(files().await, (json!(0), Some(1)));
    alice("DELETE /koodrive/ose/v1/users/bob", "").await;
    assert_eq!(files().await, (json!(13_000_309), None), "it ends with its owner");
}

#[tokio::test]
async fn pictures_that_are_shared_have_thumbnails() {
    let mock = Mock::new();
    share(&mock, json!({ "fileIds": ["<mountains.jpg in KooDrive>"] })).await;
    let list = got(&mock, "bob", "/received?imageProcess=image/resize,w_9").await;
    let link = list["shareLinks"][0]["files"][0]["downloadLinks"][0].as_str().expect("an address").to_owned();
    assert_eq!(mock.send(&format!("GET {link}")).await.header("content-type"), "image/png");
}

#[tokio::test]
async fn a_fork_has_its_own_shares_and_a_reset_forgets_them() {
    let mock = Mock::new();
    let made = share(&mock, json!({})).await;
    let fork = mock.fork("other");
    done(&mock, "alice", "/cancel", json!({ "shareIds": [made.id] })).await;
    assert_eq!((fork.snapshot().shares().count(), mock.sandbox().snapshot().shares().count()), (1, 0));
    share(&mock, json!({})).await;
    mock.start_over();
    assert_eq!(mock.sandbox().snapshot().shares().count(), 0);
}
