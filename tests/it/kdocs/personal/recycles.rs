//! The recycle bin: what lies in it, and taking it out.

use std::time::Duration;

use expect_test::expect;

use super::{super::HELLO, alice, get, open_id, post, text};
use crate::support::{Mock, refusals};

const RECOVER: &str = "/recycles/recover";

#[tokio::test]
async fn the_bin_is_listed_and_emptied_the_last_deletion_first() {
    let mock = Mock::new();
    let plan = open_id(&mock, "/Documents/plan.txt").await;
    for id in [HELLO, &plan] {
        mock.send(&alice(&format!("DELETE /files/{id}"), "")).await;
        mock.advance(Duration::from_secs(1));
    }
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": [
            {
              "fname": "plan.txt",
              "fsize": 74,
              "ftype": "file",
              "id": {
                "open_id": "<open id of plan.txt>",
                "union_id": "<union id of plan.txt>"
              },
              "mtime": 1767254400,
              "parent_id": "<open id of Documents>"
            }
          ]
        }"#]]
    .assert_eq(&get(&mock, "/recycles?count=1&offset=0").await.to_string());
    assert_eq!(get(&mock, "/recycles?offset=2").await.json()["data"], serde_json::json!([]));
    let recovered =
        post(&mock, RECOVER, &format!(r#"{{"file_tokens": ["{HELLO}", "{plan}", "{plan}"]}}"#)).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {}
        }"#]]
    .assert_eq(&recovered.to_string());
    assert_eq!(get(&mock, "/recycles").await.json()["data"], serde_json::json!([]));
    let paths = mock.paths("alice").await;
    for path in ["/hello.txt", "/Documents/plan.txt"] {
        assert!(paths.contains(&path.to_owned()), "{path}");
    }
}

#[tokio::test]
async fn what_has_sunk_below_the_bin_is_gone() {
    let mock = Mock::new();
    mock.send(&alice(&format!("DELETE /files/{HELLO}"), "")).await;
    mock.sink_bins();
    assert_eq!(get(&mock, "/recycles").await.json()["data"], serde_json::json!([]));
    let body = format!(r#"{{"file_tokens": ["{HELLO}"]}}"#);
    assert_eq!(post(&mock, RECOVER, &body).await.json()["code"], 30012);
}

#[tokio::test]
async fn what_comes_back_makes_its_directory_and_gives_way_to_what_is_there() {
    let mock = Mock::new();
    let (plan, documents) = (open_id(&mock, "/Documents/plan.txt").await, open_id(&mock, "/Documents").await);
    for id in [&plan, &documents, HELLO] {
        mock.send(&alice(&format!("DELETE /files/{id}"), "")).await;
    }
    mock.send("PUT /v1.0/me/drive/root:/hello.txt:/content\nAuthorization: Bearer alice-token\n\nnew").await;
    post(&mock, RECOVER, &format!(r#"{{"file_tokens": ["{plan}", "{HELLO}"]}}"#)).await;
    assert_eq!(mock.find("kdocs_open_id", &plan).await, "/Documents/plan.txt");
    assert!(mock.paths("alice").await.contains(&"/hello(1).txt".to_owned()));
}

#[tokio::test]
async fn what_is_not_in_the_callers_bin_does_not_come_back() {
    let mock = Mock::new();
    let plan = open_id(&mock, "/Documents/plan.txt").await;
    let documents = open_id(&mock, "/Documents").await;
    for id in [HELLO, &documents] {
        mock.send(&alice(&format!("DELETE /files/{id}"), "")).await;
    }
    let photos = open_id(&mock, "/Photos").await;
    let rows = [
        "{}".to_owned(),
        r#"{"file_tokens": []}"#.into(),
        r#"{"file_tokens": "a"}"#.into(),
        r#"{"file_tokens": ["nonsense"]}"#.into(),
        format!(r#"{{"file_tokens": ["{HELLO}", "{photos}"]}}"#),
        format!(r#"{{"file_tokens": ["{plan}"]}}"#),
    ];
    refusals(
        &mock,
        rows.map(|body| (body.clone(), alice(&format!("POST {RECOVER}"), &body))),
        expect![[r#"
            {}: 400 {"code":10001,"hint":"the body: missing field `file_tokens` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
            {"file_tokens": []}: 400 {"code":10001,"hint":"file_tokens is empty","message":"InvalidArgument","msg":"InvalidArgument"}
            {"file_tokens": "a"}: 400 {"code":10001,"hint":"the body: invalid type: string \"a\", expected a sequence at line 1 column 19","message":"InvalidArgument","msg":"InvalidArgument"}
            {"file_tokens": ["nonsense"]}: 404 {"code":30012,"hint":"nonsense","message":"FileNotExists","msg":"FileNotExists"}
            {"file_tokens": ["kvqxrspxjctdojjqdildjhonzwusaquc", "<open id of Photos>"]}: 404 {"code":30012,"hint":"<open id of Photos>","message":"FileNotExists","msg":"FileNotExists"}
            {"file_tokens": ["<open id of plan.txt>"]}: 404 {"code":30012,"hint":"<open id of plan.txt>","message":"FileNotExists","msg":"FileNotExists"}
        "#]],
    )
    .await;
    let body = format!(r#"{{"file_tokens": ["{HELLO}"]}}"#);
    let rows = ["", "readonly-token", "bob-token"]
        .map(|token| (token, text(token, &format!("POST {RECOVER}"), &body)));
    refusals(&mock, rows, expect![[r#"
        nothing: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        readonly-token: 403 {"code":20003,"hint":"modify_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        bob-token: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
    let rows =
        ["/recycles?count=0", "/recycles?offset=-1"].map(|path| (path, alice(&format!("GET {path}"), "")));
    refusals(&mock, rows, expect![[r#"
        /recycles?count=0: 400 {"code":10001,"hint":"count is none of 1 to 500","message":"InvalidArgument","msg":"InvalidArgument"}
        /recycles?offset=-1: 400 {"code":10001,"hint":"offset is below 0","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
    refusals(&mock, [("no token", text("", "GET /recycles", ""))], expect![[r#"
        no token: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
    "#]]).await;
}
