//! Tasks of shares.

use expect_test::expect;
use serde_json::{Value, json};

use super::{Made, done, got, send, share, text, token};
use crate::{
    koodrive::{self, space},
    support::{Mock, refusals},
};

const PLAN: &str = "<plan.txt in KooDrive>";

/// A task that saves the plan in bob's space.
async fn saving(mock: &Mock, made: &Made, more: Value) -> Value {
    let mut body = json!({
        "taskType": 2,
        "containerId": "<alice's space>",
        "fileIds": [PLAN],
        "targetFileId": { "fileId": "root", "containerId": space(mock, "bob").await },
        "shareId": made.id,
    });
    super::merge(&mut body, more);
    body
}

async fn detail(mock: &Mock, who: &str, made: &Made, task: &Value, more: Value) -> Value {
    let mut body = json!({ "taskId": task, "shareId": made.id });
    super::merge(&mut body, more);
    done(mock, who, "/taskDetail", body).await
}

#[tokio::test]
async fn what_is_shared_is_saved_in_a_space_of_ones_own() {
    let mock = Mock::new();
    let made = share(&mock, json!({})).await;
    let body = saving(&mock, &made, json!({ "fileIds": [PLAN, "<hello.txt in KooDrive>"] })).await;
    let task = done(&mock, "bob", "/tasks", body).await;
    expect![[r#"{"code":0,"msg":"success","taskId":"1309243162262502656"}"#]].assert_eq(&task.to_string());
    let found = detail(&mock, "bob", &made, &task["taskId"], json!({})).await;
    expect![[r#"
        {
          "code": 0,
          "jobInfo": {
            "createTime": "20260102110405",
            "endTime": "20260102110405",
            "progress": 100,
            "startTime": "20260102110405",
            "taskId": "1309243162262502656",
            "taskResultCode": 2,
            "taskStatus": 2,
            "taskType": 2,
            "userId": "40086000019617946-369015956808642961"
          },
          "msg": "success",
          "taskInfos": [
            {
              "fileId": "F5LCMgogxKO7s4gvOk3zf9kWc4_ZsDz7K",
              "newFileId": "F5F68I0qs6E45rYWMNO5ak4AdIuKU-Y71",
              "srcContainerId": "IAAAxyLpbCQgrc1658017491416308677",
              "status": "1"
            },
            {
              "fileId": "FLNnk5VcassIZLNeqKY3W3LMdnwWUQrMh",
              "srcContainerId": "IAAAxyLpbCQgrc1658017491416308677",
              "status": "2"
            }
          ]
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&found).expect("JSON"));
    assert!(mock.paths("bob").await.contains(&"/plan.txt".to_owned()));
    assert_eq!(got(&mock, "alice", "").await["shareLinks"][0]["saveCnt"], 1);
    let jobs =
        mock.send("GET /koodrive/ose/v1/jobs?offset=0&limit=9\nAuthorization: Bearer bob-token").await.json();
    assert_eq!(jobs["data"], json!([]), "it is no batch task of bob's");
    let again = saving(&mock, &made, json!({})).await;
    done(&mock, "bob", "/tasks", again).await;
    assert!(mock.paths("bob").await.contains(&"/plan_20260102_110405.txt".to_owned()));
}

#[tokio::test]
async fn what_is_shared_is_packed_for_anybody_who_is_let_in() {
    let mock = Mock::new();
    let made = share(
        &mock,
        json!({ "scope": 1, "extractCode": "31945314", "fileIds": ["<Documents in KooDrive>"] }),
    )
    .await;
    let kdstoken = token(&mock, "", &made.short, "31945314").await;
    let body = json!({
        "taskType": 1,
        "containerId": "<alice's space>",
        "fileIds": [PLAN],
        "zipName": "for you",
        "shareId": made.id,
        "kdstoken": kdstoken,
    });
    let task = done(&mock, "", "/tasks", body).await;
    let found = detail(&mock, "", &made, &task["taskId"], json!({ "kdstoken": kdstoken })).await;
    assert!(found["jobInfo"].get("userId").is_none());
    let url = found["jobInfo"]["downloadUrl"].as_str().expect("an address").to_owned();
    let packed = mock.send(&format!("GET {url}")).await;
    expect![[r#"attachment; filename="for you.zip"; filename*=UTF-8''for%20you.zip"#]]
        .assert_eq(packed.header("content-disposition"));
    assert_eq!(got(&mock, "alice", "").await["shareLinks"][0]["downloadCnt"], 1);
    let rows = [
        ("without a token", "", json!({ "taskId": task["taskId"], "shareId": made.id })),
        (
            "somebody else",
            "bob",
            json!({ "taskId": task["taskId"], "shareId": made.id, "kdstoken": kdstoken }),
        ),
    ];
    refusals(
        &mock,
        rows.map(|(what, who, body)| (what, text(who, "POST", "/taskDetail", &body))),
        expect![[r#"
        without a token: 401 {"code":401,"msg":"Unauthorized"}
        somebody else: 400 {"code":13000309,"msg":"Resource not found."}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn a_task_moves_with_polls_and_the_detail_is_one() {
    let mock = Mock::with(|settings| settings.tasks = "polls:1".parse().expect("a pace"));
    let made = share(&mock, json!({})).await;
    let body = saving(&mock, &made, json!({})).await;
    let task = done(&mock, "bob", "/tasks", body).await;
    let mut seen = Vec::new();
    for _ in 0..2 {
        let job = detail(&mock, "bob", &made, &task["taskId"], json!({})).await["jobInfo"].clone();
        seen.push(format!("{} {} {}", job["taskStatus"], job["progress"], job["taskResultCode"]));
    }
    expect![[r#"
        1 50 null
        2 100 1"#]]
    .assert_eq(&seen.join("\n"));
}

#[tokio::test]
async fn tasks_that_make_no_sense_are_refused() {
    let mock = Mock::new();
    let made = share(&mock, json!({ "fileIds": ["<Documents in KooDrive>"] })).await;
    let looked_at = share(&mock, json!({ "permission": { "preview": true } })).await;
    let alices = "<alice's space>";
    let mut rows = Vec::new();
    for more in [
        json!({ "taskType": 3 }),
        json!({ "taskType": 1 }),
        json!({ "taskType": 1, "zipName": "a/b" }),
        json!({ "taskType": 1, "zipName": "" }),
        json!({ "fileIds": [] }),
        json!({ "fileIds": vec![PLAN; 1001] }),
        json!({ "fileIds": ["<hello.txt in KooDrive>", "x"] }),
        json!({ "containerId": "x" }),
        json!({ "containerId": "<the team's space>" }),
        json!({ "targetFileId": null }),
        json!({ "targetFileId": { "fileId": "x" } }),
        json!({ "targetFileId": { "fileId": PLAN } }),
        json!({ "targetFileId": { "containerId": alices } }),
        json!({ "targetFileId": { "containerId": "x" } }),
        json!({ "shareId": "x" }),
        json!({ "shareId": looked_at.id }),
    ] {
        let what = more.to_string();
        rows.push((what, text("bob", "POST", "/tasks", &saving(&mock, &made, more).await)));
    }
    let nobody = saving(&mock, &made, json!({})).await;
    rows.push(("nobody".into(), text("", "POST", "/tasks", &nobody)));
    rows.push((
        "no such task".into(),
        text("bob", "POST", "/taskDetail", &json!({ "taskId": "x", "shareId": made.id })),
    ));
    refusals(&mock, rows, expect![[r#"
        {"taskType":3}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskType":1}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskType":1,"zipName":"a/b"}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"taskType":1,"zipName":""}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"fileIds":[]}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"fileIds":["<plan.txt in KooDrive>","<plan.txt in KooDrive>","<plan.txt in KooDrive>","<plan.txt in KooDrive>","<plan.t…: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"fileIds":["<hello.txt in KooDrive>","x"]}: 400 {"code":13000309,"msg":"Resource not found."}
        {"containerId":"x"}: 400 {"code":13000301,"msg":"Space not found."}
        {"containerId":"<the team's space>"}: 400 {"code":13000302,"msg":"File is not in the specified space."}
        {"targetFileId":null}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"targetFileId":{"fileId":"x"}}: 400 {"code":13000304,"msg":"Target directory is abnormal."}
        {"targetFileId":{"fileId":"<plan.txt in KooDrive>"}}: 400 {"code":13000304,"msg":"Target directory is abnormal."}
        {"targetFileId":{"containerId":"<alice's space>"}}: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        {"targetFileId":{"containerId":"x"}}: 400 {"code":13000301,"msg":"Space not found."}
        {"shareId":"x"}: 400 {"code":13000309,"msg":"Resource not found."}
        {"shareId":"1407320000012582912"}: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        nobody: 401 {"code":401,"msg":"Unauthorized"}
        no such task: 400 {"code":13000309,"msg":"Resource not found."}
    "#]]).await;
    let into = json!({ "targetFileId": { "containerId": alices, "fileId": "<Documents in KooDrive>" } });
    let same = saving(&mock, &made, into).await;
    refusals(
        &mock,
        [("where it lies", text("alice", "POST", "/tasks", &same))],
        expect![[r#"
        where it lies: 400 {"code":13000312,"msg":"File already in the target folder."}
    "#]],
    )
    .await;
    let other = share(&mock, json!({})).await;
    let task = done(&mock, "bob", "/tasks", saving(&mock, &made, json!({})).await).await;
    let elsewhere = json!({ "taskId": task["taskId"], "shareId": other.id });
    refusals(
        &mock,
        [("another share", text("bob", "POST", "/taskDetail", &elsewhere))],
        expect![[r#"
        another share: 400 {"code":13000309,"msg":"Resource not found."}
    "#]],
    )
    .await;
    let job =
        koodrive::get(&mock, &format!("/koodrive/ose/v1/{}", task["taskId"].as_str().expect("an id"))).await;
    assert_eq!(job.line(), r#"400 {"code":13000309,"msg":"Resource not found."}"#);
    assert_eq!(send(&mock, "bob", "POST", "/tasks", json!({})).await.status, 400);
}
