//! The ten examples of the vendor's copy page, replayed with the ids that it prints.
//!
//! `{item-id}` is the page's own placeholder: each test puts an item of the fixture there. The drive and folder
//! of `parentReference` are the page's, which the fixture knows as aliases.

use expect_test::expect;
use mockdrive::world::{Content, Error};

use super::{alice, monitor};
use crate::support::{Answer, Mock};

const PARENT: &str = r#""parentReference": {
    "driveId": "b!s8RqPCGh0ESQS2EYnKM0IKS3lM7GxjdAviiob7oc5pXv_0LiL-62Qq3IXyrXnEop",
    "id": "DCD0D3AD-8989-4F23-A5A2-2C086050513F"
  }"#;
const INTO: &str = "/From Graph";

async fn copy(mock: &Mock, path: &str, query: &str, body: &str) -> Answer {
    let item = mock.id("graph", "alice", path).await;
    alice(mock, &format!("POST /v1.0/me/drive/items/{item}/copy{query}"), body).await
}

/// A body with the page's `parentReference` and these further members.
fn body(more: &str) -> String {
    if more.is_empty() { format!("{{\n  {PARENT}\n}}") } else { format!("{{\n  {PARENT},\n  {more}\n}}") }
}

/// What lies in the folder of the team that the page's ids name.
async fn below(mock: &Mock) -> Vec<String> {
    let prefix = format!("{INTO}/");
    let paths = mock.paths("team").await;
    paths.iter().filter_map(|path| path.strip_prefix(&prefix)).map(str::to_owned).collect()
}

#[tokio::test]
async fn example_1_copies_a_file_to_a_folder() {
    let mock = Mock::new();
    let answer = copy(&mock, "/hello.txt", "", &body(r#""name": "contoso plan (copy).txt""#)).await;
    expect![[r#"
        202 Accepted
        location: http://mock.test/_api/v2.0/monitor/a3cc4cd0-3123-4888-4e79-1ef462fa0a43
    "#]]
    .assert_eq(&answer.to_string());
    assert!(answer.body.is_empty());
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/_api/v2.1/$metadata#drives('<the team's drive>')/operations/$entity",
          "createdDateTime": "0001-01-01T00:00:00Z",
          "id": "a3cc4cd0-3123-4888-4e79-1ef462fa0a43",
          "lastActionDateTime": "0001-01-01T00:00:00Z",
          "percentComplete": 100,
          "percentageComplete": 100,
          "resourceId": "017OBSD7MNJFIIVBU4QQVHOU4OIBW6FP44",
          "resourceLocation": "http://mock.test/_api/v2.0/drives/<the team's drive>/items/017OBSD7MNJFIIVBU4QQVHOU4OIBW6FP44",
          "status": "completed"
        }"#]].assert_eq(&monitor(&mock, &answer).await.to_string());
    assert_eq!(below(&mock).await, ["contoso plan (copy).txt"]);
}

#[tokio::test]
async fn examples_2_and_10_copy_the_children_of_a_folder() {
    let mock = Mock::new();
    let answer = copy(&mock, "/Documents", "", &body(r#""childrenOnly": true"#)).await;
    let status = monitor(&mock, &answer).await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/_api/v2.1/$metadata#drives('<the team's drive>')/operations/$entity",
          "createdDateTime": "0001-01-01T00:00:00Z",
          "id": "a3cc4cd0-3123-4888-4e79-1ef462fa0a43",
          "lastActionDateTime": "0001-01-01T00:00:00Z",
          "percentComplete": 100,
          "percentageComplete": 100,
          "resourceId": "<From Graph>",
          "resourceLocation": "http://mock.test/_api/v2.0/drives/<the team's drive>/items/<From Graph>",
          "status": "completed"
        }"#]].assert_eq(&status.to_string());
    let into = mock.id("graph", "team", INTO).await;
    assert_eq!(status.json()["resourceId"], into.as_str(), "the folder that received them");
    let expected =
        ["plan.txt", "Reports", "Reports/budget.xlsx", "Reports/quarterly.docx", "Reports/summary.txt"];
    assert_eq!(below(&mock).await, expected);
}

#[tokio::test]
async fn example_3_fails_on_a_taken_name() {
    let mock = Mock::new();
    monitor(&mock, &copy(&mock, "/hello.txt", "", &body("")).await).await;
    let answer = copy(&mock, "/hello.txt", "", &body("")).await;
    assert_eq!(answer.status, 202, "it is accepted and fails later");
    expect![[r#"
        200 OK
        {
          "createdDateTime": "0001-01-01T00:00:00Z",
          "error": {
            "code": "nameAlreadyExists",
            "message": "Name already exists"
          },
          "id": "2646b6b7-b3db-3434-d98c-4bc189970d5b",
          "lastActionDateTime": "0001-01-01T00:00:00Z",
          "percentageComplete": 0,
          "status": "failed"
        }"#]]
    .assert_eq(&monitor(&mock, &answer).await.to_string());
    assert_eq!(below(&mock).await, ["hello.txt"]);
}

#[tokio::test]
async fn example_4_replaces_a_file_of_the_same_name() {
    let mock = Mock::new();
    monitor(&mock, &copy(&mock, "/hello.txt", "", &body("")).await).await;
    let old = mock.id("graph", "team", "/From Graph/hello.txt").await;
    let query = "?@microsoft.graph.conflictBehavior=replace";
    let status = monitor(&mock, &copy(&mock, "/hello.txt", query, &body("")).await).await.json();
    assert_eq!(status["status"], "completed");
    let new = mock.id("graph", "team", "/From Graph/hello.txt").await;
    assert_eq!(status["resourceId"], new.as_str());
    assert_ne!(old, new, "the old item was deleted with its history");
    assert_eq!(below(&mock).await, ["hello.txt"]);
}

#[tokio::test]
async fn example_5_fails_to_replace_folders() {
    let mock = Mock::new();
    // Two folders of the same names on both sides.
    for name in ["One", "Two"] {
        let path = "POST /v1.0/me/drive/root:/Documents/Reports:/copy";
        let beside = format!(r#"{{"name": "{name}"}}"#);
        monitor(&mock, &alice(&mock, path, &beside).await).await;
        let more = format!(r#""name": "{name}""#);
        monitor(&mock, &alice(&mock, path, &body(&more)).await).await;
    }
    let before = below(&mock).await;
    let query = "?@microsoft.graph.conflictBehavior=replace";
    let answer = copy(&mock, "/Documents", query, &body(r#""childrenOnly": true"#)).await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/_api/v2.1/$metadata#drives('<the team's drive>')/operations/$entity",
          "createdDateTime": "0001-01-01T00:00:00Z",
          "error": {
            "details": [
              {
                "code": "nameAlreadyExists",
                "message": "Name already exists",
                "target": "017OBSD7OASAQB4WJTZRUZERMNYW7UIRKF"
              },
              {
                "code": "nameAlreadyExists",
                "message": "Name already exists",
                "target": "017OBSD7L3ZBA4CUCEYVGPUWVTITLTGVB2"
              }
            ],
            "message": "Errors occurred during copy/move operation."
          },
          "id": "4342f57f-f92a-71f1-419c-ebc49cb82607",
          "lastActionDateTime": "0001-01-01T00:00:00Z",
          "percentageComplete": 0,
          "status": "failed"
        }"#]].assert_eq(&monitor(&mock, &answer).await.to_string());
    assert_eq!(below(&mock).await, before, "nothing was copied");
}

#[tokio::test]
async fn example_6_keeps_the_version_history() {
    for (more, versions) in [(r#""includeAllVersionHistory": true"#, 2), ("", 1)] {
        let mock = Mock::new();
        let written = mock.sandbox().write(|world, now| {
            let drive = world.drives().next().ok_or(Error::NoDrive)?.clone();
            let by = world.maker(&drive).ok_or(Error::NoDrive)?;
            let hello = world.child(drive.root, "hello.txt").ok_or(Error::NotFound)?;
            world.write(by, hello, Content::new("second".into()), now)
        });
        assert_eq!(written, Ok(()));
        let answer = copy(&mock, "/hello.txt", "", &body(more)).await;
        assert_eq!(monitor(&mock, &answer).await.json()["status"], "completed");
        assert_eq!(below(&mock).await, ["hello.txt"]);
        let world = mock.sandbox().snapshot();
        let team = world.drives().last().expect("seeded").root;
        let copied = world.descend(team, ["From Graph", "hello.txt"]).expect("copied");
        assert_eq!(world.node(copied).expect("copied").version(), versions, "{more}");
    }
}

#[tokio::test]
async fn example_7_refuses_the_root_without_children_only() {
    let mock = Mock::new();
    let answer = alice(&mock, "POST /v1.0/me/drive/items/root/copy", &body("")).await;
    expect!["400 invalidRequest -: Cannot copy the root folder."].assert_eq(&answer.line());
}

#[tokio::test]
async fn the_remedy_of_example_7_copies_what_the_root_holds() {
    let mock = Mock::new();
    let request = "POST /v1.0/me/drive/items/root/copy";
    let answer = alice(&mock, request, &body(r#""childrenOnly": true"#)).await;
    assert_eq!(monitor(&mock, &answer).await.json()["status"], "completed");
    assert_eq!(
        below(&mock).await,
        mock.paths("alice").await.iter().map(|path| &path[1..]).collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn example_8_refuses_children_only_for_a_file() {
    let mock = Mock::new();
    let answer = copy(&mock, "/hello.txt", "", &body(r#""childrenOnly": true"#)).await;
    expect!["400 invalidRequest -: childrenOnly option is not valid for file items."]
        .assert_eq(&answer.line());
}

#[tokio::test]
async fn example_9_refuses_a_name_alongside_children_only() {
    let mock = Mock::new();
    let more = r#""name": "contoso plan (copy).txt", "childrenOnly": true"#;
    let answer = copy(&mock, "/Documents", "", &body(more)).await;
    expect!["400 invalidRequest -: Cannot use name parameter alongside childrenOnly."]
        .assert_eq(&answer.line());
}
