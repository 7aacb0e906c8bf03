//! Package downloads.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
    time::Duration,
};

use expect_test::expect;
use serde_json::{Value, json};
use zip::ZipArchive;

use super::{alice, edit, file, outcome, run, upload};
use crate::support::{Answer, Mock, refusals};

const DAY: Duration = Duration::from_hours(24);

/// The request for the package of a job.
fn fetch_text(detail: &Value) -> String {
    let url = detail["jobInfo"]["downloadUrl"].as_str().expect("an address");
    format!("GET {}", url.strip_prefix("http://mock.test").expect("our host"))
}

async fn fetch(mock: &Mock, detail: &Value) -> Answer {
    mock.send(&fetch_text(detail)).await
}

/// Paths and texts of an archive; a folder has none.
fn unzip(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let count = archive.len();
    let read = |at| {
        let mut entry = archive.by_index(at).expect("listed");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("sound");
        let at = entry.last_modified().expect("a time");
        (entry.name().expect("UTF-8").into_owned(), format!("{at} {}", String::from_utf8_lossy(&bytes)))
    };
    (0..count).map(read).collect()
}

#[tokio::test]
async fn a_package_holds_the_tree_and_is_the_same_each_time() {
    let mock = Mock::new();
    let documents = file(&mock, "/Documents").await;
    let (hello, reports) = (file(&mock, "/hello.txt").await, file(&mock, "/Documents/Reports").await);
    edit(&mock, |world, _, _| {
        let root = world.personal_drive(alice(world)).expect("seeded").root;
        for name in ["quarterly.docx", "budget.xlsx"] {
            let id = world.descend(root, ["Documents", "Reports", name]).expect("seeded");
            world.delete(id)?;
        }
        Ok(())
    });
    let detail = run(&mock, 6, 0, &[&documents, &hello, &reports], json!({})).await;
    expect![[r#"
        {
          "jobInfo": {
            "beginTime": "20260102110405",
            "containerId": "IAAAxyLpbCQgrc1658017491416308677",
            "contentNum": 3,
            "createTime": "20260102110405",
            "downloadUrl": "http://mock.test/koodrive/ose/v1/package/f83c16b66fd80834422e4c0813ea92c8af2034ef7655d207",
            "endTime": "20260102110405",
            "progress": 100,
            "status": 2,
            "taskId": "1309243162262502656",
            "taskResultCode": 1,
            "taskType": 6,
            "tenantId": "40086000019617946",
            "userId": "40086000019617946-366392415860730132"
          },
          "taskInfos": [
            {
              "fileId": "Fnmi-kqyfKdG33S20MKNlHIqPhN32x0rO",
              "srcContainerId": "IAAAxyLpbCQgrc1658017491416308677",
              "status": "1"
            },
            {
              "fileId": "FLNnk5VcassIZLNeqKY3W3LMdnwWUQrMh",
              "srcContainerId": "IAAAxyLpbCQgrc1658017491416308677",
              "status": "1"
            },
            {
              "fileId": "FfBgDu8B0Q3zajgUSm14IrNV_pBWp9Rcw",
              "srcContainerId": "IAAAxyLpbCQgrc1658017491416308677",
              "status": "1"
            }
          ]
        }"#]].assert_eq(&serde_json::to_string_pretty(&detail).expect("JSON"));
    let answer = fetch(&mock, &detail).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/zip");
    assert_eq!(answer.header("content-length"), answer.body.len().to_string());
    expect![[r#"attachment; filename="Documents.zip"; filename*=UTF-8''Documents.zip"#]]
        .assert_eq(answer.header("content-disposition"));
    let files: Vec<_> =
        unzip(&answer.body).into_iter().map(|(path, text)| format!("{path}: {text}")).collect();
    expect![[r#"
        Documents/: 2026-01-01 16:00:00 
        Documents/Reports/: 2026-01-01 16:00:00 
        Documents/Reports/summary.txt: 2026-01-01 16:00:00 Nothing was lost, nothing was billed.

        Documents/plan.txt: 2026-01-01 16:00:00 1. Start the mock.
        2. Point the client at it.
        3. Break things on purpose.

        Reports/: 2026-01-01 16:00:00 
        Reports/summary.txt: 2026-01-01 16:00:00 Nothing was lost, nothing was billed.

        hello.txt: 2026-01-01 16:00:00 Hello, mockdrive!
    "#]]
    .assert_eq(&files.join("\n"));
    assert_eq!(fetch(&mock, &detail).await.body, answer.body);
}

#[tokio::test]
async fn a_package_is_of_the_moment_when_its_job_ran() {
    let mock = Mock::new();
    let hello = file(&mock, "/hello.txt").await;
    let detail = run(&mock, 6, 0, &[&hello], json!({})).await;
    run(&mock, 2, 202, &[&hello], json!({})).await;
    let files = unzip(&fetch(&mock, &detail).await.body);
    assert!(files["hello.txt"].ends_with("Hello, mockdrive!\n"));
}

#[tokio::test]
async fn a_whole_space_can_be_packed() {
    let mock = Mock::new();
    let detail = run(&mock, 6, 0, &[&file(&mock, "/").await], json!({})).await;
    let answer = fetch(&mock, &detail).await;
    assert!(answer.header("content-disposition").contains("filename=\"root.zip\""));
    let mut packed: Vec<_> =
        unzip(&answer.body).into_keys().map(|path| format!("/{}", path.trim_end_matches('/'))).collect();
    let mut paths = mock.paths("alice").await;
    packed.sort();
    paths.sort();
    assert_eq!(packed, paths);
}

#[tokio::test]
async fn entries_of_one_name_stand_side_by_side() {
    let mock = Mock::new();
    upload(&mock, "plan.txt", b"mine".to_vec());
    let (mine, other) = (file(&mock, "/plan.txt").await, file(&mock, "/Documents/plan.txt").await);
    let detail = run(&mock, 6, 0, &[&mine, &other], json!({})).await;
    let files = unzip(&fetch(&mock, &detail).await.body);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["plan(1).txt", "plan.txt"]);
}

#[tokio::test]
async fn a_name_in_any_script_is_given_in_full() {
    let mock = Mock::new();
    upload(&mock, "a\"文档.txt", b"1".to_vec());
    let detail = run(&mock, 6, 0, &[&file(&mock, "/a\"文档.txt").await], json!({})).await;
    expect![[r#"attachment; filename="a__.zip"; filename*=UTF-8''a%22%E6%96%87%E6%A1%A3.zip"#]]
        .assert_eq(fetch(&mock, &detail).await.header("content-disposition"));
}

#[tokio::test]
async fn an_address_is_good_for_seven_days_from_the_end_of_the_job() {
    let mock = Mock::new();
    let detail = run(&mock, 6, 0, &[&file(&mock, "/hello.txt").await], json!({})).await;
    mock.advance(DAY * 6 + Duration::from_secs(24 * 3600 - 1));
    assert_eq!(fetch(&mock, &detail).await.status, 200);
    mock.advance(Duration::from_secs(1));
    refusals(
        &mock,
        [("seven days later", fetch_text(&detail))],
        expect![[r#"
            seven days later: 400 {"code":13000407,"msg":"File download address not found."}
        "#]],
    )
    .await;
}

#[tokio::test]
async fn an_address_that_was_never_given_out_leads_nowhere() {
    let mock = Mock::with(|settings| settings.tasks = "manual".parse().expect("a pace"));
    let detail = run(&mock, 6, 0, &[&file(&mock, "/hello.txt").await], json!({})).await;
    assert_eq!(outcome(&detail), "0 null null [0]");
    assert_eq!(detail["jobInfo"]["downloadUrl"], Value::Null);
    let keys = ["x", "%00", &"0".repeat(48), &"%C3%A9".repeat(24)];
    let rows = keys.map(|key| (key, format!("GET /koodrive/ose/v1/package/{key}")));
    refusals(&mock, rows, expect![[r#"
        x: 400 {"code":13000407,"msg":"File download address not found."}
        %00: 400 {"code":13000407,"msg":"File download address not found."}
        <0 × 48>: 400 {"code":13000407,"msg":"File download address not found."}
        %C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9…: 400 {"code":13000407,"msg":"File download address not found."}
    "#]]).await;
}

#[tokio::test]
async fn an_address_keeps_the_prefix_of_its_sandbox() {
    let mock = Mock::new();
    let hello = file(&mock, "/hello.txt").await;
    let body = super::body(&mock, 6, 0, &[&hello], json!({})).await;
    let send = async |request: String| mock.send(&request).await;
    let created =
        send(format!("POST /_sandbox/t1/koodrive/ose/v1/jobs\nAuthorization: Bearer alice-token\n\n{body}"));
    let id = created.await.json()["data"].as_str().expect("an id").to_owned();
    let detail = send(format!("GET /_sandbox/t1/koodrive/ose/v1/{id}\nAuthorization: Bearer alice-token"));
    let url = detail.await.json()["data"]["jobInfo"]["downloadUrl"].as_str().expect("an address").to_owned();
    assert!(url.starts_with("http://mock.test/_sandbox/t1/koodrive/"), "{url}");
    assert_eq!(send(format!("GET {}", &url["http://mock.test".len()..])).await.status, 200);
}
