//! Coming to a share: with its code, its files, its downloads.

use std::time::Duration;

use expect_test::expect;
use serde_json::{Value, json};

use super::{done, got, names, send, share, text, token};
use crate::support::{Mock, refusals};

const CODE: &str = "31945314";

#[tokio::test]
async fn whoever_knows_the_code_is_let_in() {
    let mock = Mock::new();
    let made =
        share(&mock, json!({ "scope": 2, "extractCode": CODE, "fileIds": ["<Documents in KooDrive>"] }))
            .await;
    let visited = got(&mock, "bob", &format!("/visit?shortUrl={}", made.short)).await;
    expect![[r#"
        {
          "code": 0,
          "msg": "success",
          "shareLink": {
            "comment": "",
            "containerId": "IAAAxyLpbCQgrc1658017491416308677",
            "containerName": "Alice's drive",
            "createTime": "2026-01-02 11:04:05",
            "displayName": "Documents",
            "downloadCnt": 0,
            "expireTime": "2026-01-09 11:04:05",
            "linkUrl": "http://mock.test/koodrive/share/1872940121175480779",
            "needExtractCode": true,
            "ownerId": "1008600002655785327",
            "ownerName": "Alice Example",
            "permission": {
              "download": true,
              "edit": false,
              "preview": true
            },
            "saveCnt": 0,
            "scope": 2,
            "shareId": "1407320000004194304",
            "shareTime": "2026-01-02 11:04:05",
            "shortUrl": "1872940121175480779",
            "status": 0,
            "updateTime": "2026-01-02 11:04:05",
            "viewCnt": 1
          }
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&visited).expect("JSON"));
    let user = got(&mock, "bob", &format!("/userInfo?shortUrl={}", made.short)).await;
    expect![[r#"{"code":0,"msg":"success","userId":"1008600002655785327","userName":"Alice Example"}"#]]
        .assert_eq(&user.to_string());
    assert_eq!(got(&mock, "bob", "/received").await["shareLinks"], json!([]), "not yet");
    let body = json!({ "shortUrl": made.short, "extractCode": CODE });
    expect![[r#"{"code":0,"kdstoken":"9dab9a6cf9be55b571295d908647af938cedb32f1780cdc1","msg":"success"}"#]]
        .assert_eq(&done(&mock, "bob", "/verify", body).await.to_string());
    let kdstoken = token(&mock, "bob", &made.short, CODE).await;
    let list = json!({ "shortUrl": made.short, "kdstoken": kdstoken, "pageSize": 10, "refreshCount": true });
    let listed = done(&mock, "bob", "/files", list).await;
    expect![[r#"[{"containers":["IAAAxyLpbCQgrc1658017491416308677"],"editedTime":"2026-01-01T08:00:00.000Z","fileName":"Documents","fileType":"10","id":"Fnmi-kqyfKdG33S20MKNlHIqPhN32x0rO","mimeType":"application/vnd.huawei-apps.folder","parentFolder":["DEUI7pa0C24ArootIAAAxyLpbCQgrc1658017491416308677"],"recycled":false,"size":41900}]"#]].assert_eq(&listed["files"].to_string());
    assert_eq!(names(&got(&mock, "bob", "/received").await, "shareLinks", "displayName"), ["Documents"]);
    let below = json!({ "shortUrl": made.short, "kdstoken": kdstoken, "parentFolder": "<Documents in KooDrive>", "sortType": 2, "sortDirection": 2 });
    let below = done(&mock, "bob", "/files", below).await;
    expect!["Reports plan.txt"].assert_eq(&names(&below, "files", "fileName").join(" "));
    let download = json!({ "shareId": made.id, "fileId": "<plan.txt in KooDrive>", "kdstoken": kdstoken });
    let address = done(&mock, "bob", "/download", download).await;
    let address = address["downloadUrl"].as_str().expect("an address").to_owned();
    assert_eq!(mock.send(&format!("GET {address}")).await.status, 200);
    let mine = got(&mock, "alice", "").await["shareLinks"][0].clone();
    assert_eq!([&mine["viewCnt"], &mine["downloadCnt"], &mine["saveCnt"]], [2, 1, 0]);
}

#[tokio::test]
async fn anybody_with_the_code_comes_to_what_is_shared_with_everybody() {
    let mock = Mock::new();
    let made = share(&mock, json!({ "scope": 1, "extractCode": CODE })).await;
    let user = got(&mock, "", &format!("/public/userInfo?shortUrl={}", made.short)).await;
    assert_eq!(user["userName"], "Alice Example");
    let kdstoken = token(&mock, "", &made.short, CODE).await;
    let listed = done(&mock, "", "/files", json!({ "shortUrl": made.short, "kdstoken": kdstoken })).await;
    assert_eq!(names(&listed, "files", "fileName"), ["plan.txt"]);
    assert!(listed.get("nextCursor").is_none());
    let download = json!({ "shareId": made.id, "fileId": "<plan.txt in KooDrive>", "kdstoken": kdstoken });
    done(&mock, "", "/download", download).await;
    mock.advance(Duration::from_hours(24));
    let late =
        send(&mock, "", "POST", "/files", json!({ "shortUrl": made.short, "kdstoken": kdstoken })).await;
    assert_eq!(late.status, 401, "a token holds a day");
}

#[tokio::test]
async fn files_of_a_share_are_listed_by_page() {
    let mock = Mock::new();
    let ids = ["<plan.txt in KooDrive>", "<hello.txt in KooDrive>", "<Photos in KooDrive>"];
    let made = share(&mock, json!({ "fileIds": ids })).await;
    let first =
        done(&mock, "bob", "/files", json!({ "shortUrl": made.short, "pageSize": "2", "sortType": "1" }))
            .await;
    assert_eq!(names(&first, "files", "fileName"), ["hello.txt", "Photos"]);
    let next = json!({ "shortUrl": made.short, "pageSize": 2, "pageCursor": first["nextCursor"] });
    assert_eq!(names(&done(&mock, "bob", "/files", next.clone()).await, "files", "fileName"), ["plan.txt"]);
    let named = json!({ "shortUrl": made.short, "fileName": "HELLO" });
    assert_eq!(names(&done(&mock, "bob", "/files", named).await, "files", "fileName"), ["hello.txt"]);
    let mut other = next;
    super::merge(&mut other, json!({ "fileName": "x" }));
    let rows = [
        ("a cursor of another list", other),
        ("another order", json!({ "shortUrl": made.short, "sortType": 3 })),
        ("101 a page", json!({ "shortUrl": made.short, "pageSize": 101 })),
        (
            "a folder that is not shared",
            json!({ "shortUrl": made.short, "parentFolder": "<Documents in KooDrive>" }),
        ),
        ("no folder", json!({ "shortUrl": made.short, "parentFolder": "x" })),
        ("a file", json!({ "shortUrl": made.short, "parentFolder": "<plan.txt in KooDrive>" })),
        ("no share", json!({ "shortUrl": "1808628918203192832" })),
        ("no address", json!({})),
    ];
    refusals(
        &mock,
        rows.map(|(what, body)| (what, text("bob", "POST", "/files", &body))),
        expect![[r#"
        a cursor of another list: 400 {"code":13000102,"msg":"Verify parameters failed."}
        another order: 400 {"code":13000102,"msg":"Verify parameters failed."}
        101 a page: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a folder that is not shared: 400 {"code":13000309,"msg":"Resource not found."}
        no folder: 400 {"code":13000309,"msg":"Resource not found."}
        a file: 400 {"code":13000304,"msg":"Target directory is abnormal."}
        no share: 400 {"code":13000309,"msg":"Resource not found."}
        no address: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn whoever_does_not_know_the_code_is_refused() {
    let mock = Mock::new();
    let open = share(&mock, json!({ "scope": 1, "extractCode": CODE })).await;
    let other = share(&mock, json!({ "scope": 1, "extractCode": CODE })).await;
    let inside = share(&mock, json!({ "scope": 2, "permission": { "preview": true } })).await;
    super::super::edit(&mock, |world, _, _| Ok(world.add_user("carol", "Carol", "carol@example.com")));
    let named = share(&mock, json!({ "userIds": ["carol"] })).await;
    let elsewhere = token(&mock, "bob", &other.short, CODE).await;
    let old = token(&mock, "bob", &open.short, CODE).await;
    send(
        &mock,
        "alice",
        "PUT",
        &format!("/{}", open.id),
        json!({ "validDays": 0, "extractCode": "abcd1234" }),
    )
    .await;
    let verify = |short: &str, code: &str| json!({ "shortUrl": short, "extractCode": code });
    let files = |short: &str, token: &str| json!({ "shortUrl": short, "kdstoken": token });
    let download = |id: &str, file: &str| json!({ "shareId": id, "fileId": file });
    let plan = "<plan.txt in KooDrive>";
    let rows = [
        ("a wrong code", "bob", "/verify", verify(&open.short, CODE)),
        ("no code", "bob", "/verify", json!({ "shortUrl": open.short })),
        ("no share", "bob", "/verify", verify("x", CODE)),
        ("a wrong code of anybody", "", "/public/verify", verify(&open.short, CODE)),
        ("what is not for anybody", "", "/public/verify", verify(&inside.short, "")),
        ("what is for others", "bob", "/verify", verify(&named.short, "")),
        ("files without a token", "bob", "/files", files(&open.short, "")),
        ("files with an old token", "bob", "/files", files(&open.short, &old)),
        ("files with another token", "bob", "/files", files(&open.short, &elsewhere)),
        ("files of anybody without a token", "", "/files", files(&open.short, "")),
        ("files of anybody with an old token", "", "/files", files(&open.short, &old)),
        ("files of anybody that are not theirs", "", "/files", files(&inside.short, &old)),
        ("files that are for others", "bob", "/files", files(&named.short, "")),
        ("a download that is not allowed", "bob", "/download", download(&inside.id, plan)),
        ("a download without a token", "bob", "/download", download(&open.id, plan)),
        ("a download of another file", "alice", "/download", download(&open.id, "<hello.txt in KooDrive>")),
        ("a download of no share", "bob", "/download", download("x", plan)),
    ];
    refusals(
        &mock,
        rows.map(|(what, who, path, body)| (what, text(who, "POST", path, &body))),
        expect![[r#"
        a wrong code: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no code: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no share: 400 {"code":13000309,"msg":"Resource not found."}
        a wrong code of anybody: 400 {"code":13000102,"msg":"Verify parameters failed."}
        what is not for anybody: 401 {"code":401,"msg":"Unauthorized"}
        what is for others: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        files without a token: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        files with an old token: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        files with another token: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        files of anybody without a token: 401 {"code":401,"msg":"Unauthorized"}
        files of anybody with an old token: 401 {"code":401,"msg":"Unauthorized"}
        files of anybody that are not theirs: 401 {"code":401,"msg":"Unauthorized"}
        files that are for others: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        a download that is not allowed: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        a download without a token: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        a download of another file: 400 {"code":13000309,"msg":"Resource not found."}
        a download of no share: 400 {"code":13000309,"msg":"Resource not found."}
    "#]],
    )
    .await;
    let rows = [
        ("a visit to what is for others", "bob", format!("/visit?shortUrl={}", named.short)),
        ("a visit to nothing", "bob", "/visit?shortUrl=x".into()),
        ("a visit without an address", "bob", "/visit".into()),
        ("nobody's name", "bob", "/userInfo?shortUrl=x".into()),
        ("a name that is not for anybody", "", format!("/public/userInfo?shortUrl={}", inside.short)),
    ];
    refusals(
        &mock,
        rows.map(|(what, who, path)| (what, text(who, "GET", &path, &Value::Null))),
        expect![[r#"
            a visit to what is for others: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
            a visit to nothing: 400 {"code":13000309,"msg":"Resource not found."}
            a visit without an address: 400 {"code":13000102,"msg":"Verify parameters failed."}
            nobody's name: 400 {"code":13000309,"msg":"Resource not found."}
            a name that is not for anybody: 401 {"code":401,"msg":"Unauthorized"}
        "#]],
    )
    .await;
}

#[tokio::test]
async fn a_folder_is_not_downloaded_and_what_lies_in_the_bin_is_not_either() {
    let mock = Mock::new();
    let made = share(&mock, json!({ "fileIds": ["<Documents in KooDrive>"] })).await;
    let plan = super::super::file(&mock, "/Documents/plan.txt").await;
    super::super::run(&mock, 2, 201, &[&plan], json!({})).await;
    let rows = ["<Documents in KooDrive>", plan.as_str()];
    refusals(
        &mock,
        rows.map(|id| (id, text("bob", "POST", "/download", &json!({ "shareId": made.id, "fileId": id })))),
        expect![[r#"
            <Documents in KooDrive>: 400 {"code":13000406,"msg":"This operation cannot be performed on the folder."}
            <plan.txt in KooDrive>: 400 {"code":13000306,"msg":"File is in the recycle bin."}
        "#]],
    )
    .await;
}
