//! Every type of batch task, from the request to the end.

use expect_test::expect;
use serde_json::json;

use super::{body, create, file, get, outcome, post_text, run, space};
use crate::support::{Mock, refusals};

/// The request of the vendor's page, header line and ids as they are printed.
const VENDORS: &str = r#"POST /koodrive/ose/v1/jobs
Authorization: Bearer+10f88d07fa************44791e9ff

{
    "taskType":1 ,
    "actionType":101 ,
    "dstContainerId": "IAADfsBFCO6WtAtuA315074383680425b8aa9a130cba2d4" ,
    "taskInfo": {
        "srcContainerId": "IAADfsBFCO6WtAtuA315074383680425b8aa9a130cba2d4",
        "newFilePath": "Fm9UdqBNTAQDos6l1xPlFnIqXJg2-UdqA" ,
        "fileInfo": [
            {
                "fileId": "FuZmQ66CF0DdpKRG1Y29Iwajbq04Nhwu3"  
            }
        ]
    }
}"#;

#[tokio::test]
async fn the_request_of_the_vendors_page_is_answered() {
    let mock = Mock::new();
    let answer = mock.send(VENDORS).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": "1309243162262502656",
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    let id = answer.json()["data"].as_str().expect("an id").to_owned();
    let detail = mock
        .send(&format!("GET /koodrive/ose/v1/{id}\nAuthorization: Bearer+10f88d07fa************44791e9ff"))
        .await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "jobInfo": {
              "actionType": 101,
              "beginTime": "20260102110405",
              "containerId": "IAADfsBFCO6WtAtuA315074383680425b8aa9a130cba2d4",
              "contentNum": 1,
              "createTime": "20260102110405",
              "endTime": "20260102110405",
              "progress": 100,
              "status": 2,
              "taskId": "1309243162262502656",
              "taskResultCode": 1,
              "taskType": 1,
              "tenantId": "40086000019617946",
              "userId": "40086000019617946-366392415860730132"
            },
            "taskInfos": [
              {
                "fileId": "FuZmQ66CF0DdpKRG1Y29Iwajbq04Nhwu3",
                "newFileId": "F5F68I0qs6E45rYWMNO5ak4AdIuKU-Y71",
                "srcContainerId": "IAADfsBFCO6WtAtuA315074383680425b8aa9a130cba2d4",
                "status": "1"
              }
            ]
          },
          "msg": "success"
        }"#]]
    .assert_eq(&detail.to_string());
    assert_eq!(
        detail.json()["data"]["taskInfos"][0]["newFileId"],
        file(&mock, "/Shared examples/hello.txt").await
    );
    let alias = get(&mock, &format!("/koodrive/ose/v1/jobs/{id}")).await;
    assert_eq!(alias.json(), detail.json());
}

#[tokio::test]
async fn a_folder_is_copied_to_the_root_of_a_team_space() {
    let mock = Mock::new();
    let (documents, team) = (file(&mock, "/Documents").await, space(&mock, "team").await);
    let detail = run(&mock, 1, 101, &[&documents], json!({ "dstContainerId": team })).await;
    assert_eq!(outcome(&detail), "2 1 null [1]");
    assert_eq!(detail["jobInfo"]["containerId"], team.as_str());
    assert_eq!(detail["taskInfos"][0]["srcContainerId"], space(&mock, "alice").await);
    assert!(mock.paths("team").await.contains(&"/Documents/Reports/summary.txt".to_owned()));
    assert!(mock.paths("alice").await.contains(&"/Documents/Reports/summary.txt".to_owned()));
}

#[tokio::test]
async fn a_file_is_moved_along_a_path_of_ids_and_keeps_its_id() {
    let mock = Mock::new();
    let (hello, reports) = (file(&mock, "/hello.txt").await, file(&mock, "/Documents/Reports").await);
    let (root, documents) = (file(&mock, "/").await, file(&mock, "/Documents").await);
    let path = json!({ "taskInfo": { "newFilePath": format!("/{root}/{documents}/{reports}") } });
    let detail = run(&mock, 3, 301, &[&hello], path).await;
    assert_eq!(outcome(&detail), "2 1 null [1]");
    assert_eq!(detail["taskInfos"][0]["newFileId"], hello.as_str());
    assert_eq!(file(&mock, "/Documents/Reports/hello.txt").await, hello);
    for back in ["root", root.as_str()] {
        let detail = run(&mock, 3, 301, &[&hello], json!({ "taskInfo": { "newFilePath": back } })).await;
        assert_eq!(outcome(&detail), "2 1 null [1]");
        let reports = json!({ "taskInfo": { "newFilePath": reports } });
        assert_eq!(outcome(&run(&mock, 3, 301, &[&hello], reports).await), "2 1 null [1]");
    }
}

#[tokio::test]
async fn what_is_deleted_logically_can_be_restored_and_what_is_deleted_for_good_cannot() {
    let mock = Mock::new();
    let (before, documents) = (mock.paths("alice").await, file(&mock, "/Documents").await);
    let detail = run(&mock, 2, 201, &[&documents], json!({})).await;
    assert_eq!(outcome(&detail), "2 1 null [1]");
    assert_eq!(detail["taskInfos"][0]["newFileId"], serde_json::Value::Null);
    assert!(!mock.paths("alice").await.contains(&"/Documents".to_owned()));
    let detail = run(&mock, 4, 0, &[&documents], json!({})).await;
    assert_eq!(outcome(&detail), "2 1 null [1]");
    assert_eq!(detail["taskInfos"][0]["newFileId"], documents.as_str());
    assert_eq!(detail["jobInfo"]["actionType"], serde_json::Value::Null);
    assert_eq!(mock.paths("alice").await, before);
    run(&mock, 2, 201, &[&documents], json!({})).await;
    assert_eq!(outcome(&run(&mock, 2, 202, &[&documents], json!({})).await), "2 1 null [1]");
    let request = post_text("/koodrive/ose/v1/jobs", &body(&mock, 4, 0, &[&documents], json!({})).await);
    refusals(
        &mock,
        [("restored for a second time", request)],
        expect![[r#"
            restored for a second time: 400 {"code":13000309,"msg":"Resource not found."}
        "#]],
    )
    .await;
}

#[tokio::test]
async fn emptying_the_bin_needs_no_entries() {
    let mock = Mock::new();
    let hello = file(&mock, "/hello.txt").await;
    run(&mock, 2, 201, &[&hello], json!({})).await;
    let detail = run(&mock, 7, 701, &[], json!({ "taskInfo": { "fileInfo": null } })).await;
    expect![[r#"
        {
          "jobInfo": {
            "actionType": 701,
            "beginTime": "20260102110405",
            "containerId": "IAAAxyLpbCQgrc1658017491416308677",
            "contentNum": 0,
            "createTime": "20260102110405",
            "endTime": "20260102110405",
            "progress": 100,
            "status": 2,
            "taskId": "1309243162266696960",
            "taskResultCode": 1,
            "taskType": 7,
            "tenantId": "40086000019617946",
            "userId": "40086000019617946-366392415860730132"
          },
          "taskInfos": []
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&detail).expect("JSON"));
    assert_eq!(super::code(&create(&mock, 4, 0, &[&hello], json!({})).await), 13_000_309);
}

#[tokio::test]
async fn a_taken_name_gets_the_time_at_utc_8_before_its_extension() {
    let mock = Mock::new();
    let (hello, target) = (file(&mock, "/hello.txt").await, file(&mock, "/Documents").await);
    let into = json!({ "taskInfo": { "newFilePath": target } });
    for _ in 0..3 {
        assert_eq!(outcome(&run(&mock, 1, 101, &[&hello], into.clone()).await), "2 1 null [1]");
    }
    assert_eq!(outcome(&run(&mock, 3, 301, &[&hello], into).await), "2 1 null [1]");
    let mut names = mock.paths("alice").await;
    names.retain(|path| path.starts_with("/Documents/hello"));
    expect![[r#"
        /Documents/hello.txt
        /Documents/hello_20260102_110405.txt
        /Documents/hello_20260102_110406.txt
        /Documents/hello_20260102_110407.txt"#]]
    .assert_eq(&names.join("\n"));
}

#[tokio::test]
async fn a_restored_item_yields_to_the_one_that_took_its_name() {
    let mock = Mock::new();
    let hello = file(&mock, "/hello.txt").await;
    run(&mock, 2, 201, &[&hello], json!({})).await;
    super::upload(&mock, "hello.txt", b"another".to_vec());
    assert_eq!(outcome(&run(&mock, 4, 0, &[&hello], json!({})).await), "2 1 null [1]");
    assert_eq!(file(&mock, "/hello_20260102_110405.txt").await, hello);
}
