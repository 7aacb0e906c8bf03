//! Lists: their order, their pages, what they leave out.

use std::time::Duration;

use expect_test::expect;

use super::{alice, create, get, lists, names, open_id, text};
use crate::support::{Mock, refusals};

#[tokio::test]
async fn the_topmost_directory_is_listed_as_the_vendor_prints_it() {
    let mock = Mock::new();
    let answer = get(&mock, "/files?count=30&offset=0&order=desc&order_by=mtime").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "files": [
              {
                "fname": "Documents",
                "fsize": 0,
                "ftype": "folder",
                "id": {
                  "open_id": "<open id of Documents>",
                  "union_id": "<union id of Documents>"
                },
                "mtime": 1767254400,
                "parent_id": "<open id of alice's root>"
              },
              {
                "fname": "Photos",
                "fsize": 0,
                "ftype": "folder",
                "id": {
                  "open_id": "<open id of Photos>",
                  "union_id": "<union id of Photos>"
                },
                "mtime": 1767254400,
                "parent_id": "<open id of alice's root>"
              },
              {
                "fname": "Shared examples",
                "fsize": 0,
                "ftype": "folder",
                "id": {
                  "open_id": "<open id of Shared examples>",
                  "union_id": "<union id of Shared examples>"
                },
                "mtime": 1767254400,
                "parent_id": "<open id of alice's root>"
              },
              {
                "fname": "archive.zip",
                "fsize": 1354,
                "ftype": "file",
                "id": {
                  "open_id": "<open id of archive.zip>",
                  "union_id": "<union id of archive.zip>"
                },
                "mtime": 1767254400,
                "parent_id": "<open id of alice's root>"
              },
              {
                "fname": "hello.txt",
                "fsize": 18,
                "ftype": "file",
                "id": {
                  "open_id": "<open id of hello.txt>",
                  "union_id": "<union id of hello.txt>"
                },
                "mtime": 1767254400,
                "parent_id": "<open id of alice's root>"
              },
              {
                "fname": "locked.zip",
                "fsize": 170,
                "ftype": "file",
                "id": {
                  "open_id": "<open id of locked.zip>",
                  "union_id": "<union id of locked.zip>"
                },
                "mtime": 1767254400,
                "parent_id": "<open id of alice's root>"
              }
            ],
            "next_filter": "file",
            "next_offset": -1
          }
        }"#]]
    .assert_eq(&answer.to_string());
    let root = open_id(&mock, "/").await;
    let named =
        get(&mock, &format!("/files?count=30&offset=0&order=desc&order_by=mtime&parent_id={root}")).await;
    assert_eq!(named.json(), answer.json());
}

#[tokio::test]
async fn folders_come_first_and_both_kinds_in_the_order_asked_for() {
    let mock = Mock::new();
    let queries = [
        "",
        "order=asc",
        "order_by=fname",
        "order_by=fname&order=asc",
        "order_by=fsize",
        "order_by=fsize&order=asc",
        "count=&order=&filter=",
    ];
    expect![[r#"
        : Documents, Photos, Shared examples, archive.zip, hello.txt, locked.zip | -1 "file"
        order=asc: Documents, Photos, Shared examples, archive.zip, hello.txt, locked.zip | -1 "file"
        order_by=fname: Shared examples, Photos, Documents, locked.zip, hello.txt, archive.zip | -1 "file"
        order_by=fname&order=asc: Documents, Photos, Shared examples, archive.zip, hello.txt, locked.zip | -1 "file"
        order_by=fsize: Documents, Photos, Shared examples, archive.zip, locked.zip, hello.txt | -1 "file"
        order_by=fsize&order=asc: Documents, Photos, Shared examples, hello.txt, locked.zip, archive.zip | -1 "file"
        count=&order=&filter=: Documents, Photos, Shared examples, archive.zip, hello.txt, locked.zip | -1 "file""#]]
    .assert_eq(&lists(&mock, "/files?", &queries).await);
    mock.advance(Duration::from_secs(1));
    mock.send("PATCH /v1.0/me/drive/root:/locked.zip\nAuthorization: Bearer alice-token\nContent-Type: application/json\n\n{\"name\": \"newest.zip\"}").await;
    expect![[r#"Documents, Photos, Shared examples, newest.zip, archive.zip, hello.txt | -1 "file""#]]
        .assert_eq(&names(&get(&mock, "/files").await));
}

#[tokio::test]
async fn pages_follow_one_another_with_the_filter_and_without() {
    let mock = Mock::new();
    let queries = [
        "count=2",
        "count=2&offset=2&filter=folder",
        "count=2&offset=4&filter=file",
        "count=2&offset=4",
        "count=6",
        "count=2&filter=file",
        "count=500&offset=6",
        "offset=7",
        "offset=9223372036854775807",
    ];
    expect![[r#"
        count=2: Documents, Photos | 2 "folder"
        count=2&offset=2&filter=folder: Shared examples, archive.zip | 4 "file"
        count=2&offset=4&filter=file: hello.txt, locked.zip | -1 "file"
        count=2&offset=4: hello.txt, locked.zip | -1 "file"
        count=6: Documents, Photos, Shared examples, archive.zip, hello.txt, locked.zip | -1 "file"
        count=2&filter=file: archive.zip, hello.txt | 5 "file"
        count=500&offset=6:  | -1 "file"
        offset=7:  | -1 "file"
        offset=9223372036854775807:  | -1 "file""#]]
    .assert_eq(&lists(&mock, "/files?order_by=fname&order=asc&", &queries).await);
}

#[tokio::test]
async fn a_flat_list_has_what_lies_in_all_directories_and_the_teams() {
    let mock = Mock::new();
    let queries = [
        "",
        "ignore=group",
        "ignore=group&ignore=folder",
        "exts=txt&exts=.DOCX&ignore=group&ignore=folder",
        "count=2",
        "count=2&filter=folder",
        "count=2&filter=file",
        "exts=foo&exts=bar&ignore=group&ignore=folder",
    ];
    expect![[r#"
        : Team drive, Documents, Photos, Reports, Shared examples, archive.zip, budget.xlsx, hello.txt, locked.zip, mountains.jpg, plan.txt, quarterly.docx, summary.txt | -1 "file"
        ignore=group: Documents, Photos, Reports, Shared examples, archive.zip, budget.xlsx, hello.txt, locked.zip, mountains.jpg, plan.txt, quarterly.docx, summary.txt | -1 "file"
        ignore=group&ignore=folder: archive.zip, budget.xlsx, hello.txt, locked.zip, mountains.jpg, plan.txt, quarterly.docx, summary.txt | -1 "file"
        exts=txt&exts=.DOCX&ignore=group&ignore=folder: hello.txt, plan.txt, quarterly.docx, summary.txt | -1 "file"
        count=2: Team drive, Documents | 2 "folder"
        count=2&filter=folder: Documents, Photos | 3 "folder"
        count=2&filter=file: archive.zip, budget.xlsx | 7 "file"
        exts=foo&exts=bar&ignore=group&ignore=folder:  | -1 "file""#]]
    .assert_eq(&lists(&mock, "/files/flat?order_by=fname&order=asc&", &queries).await);
    let group = get(&mock, "/files/flat?count=1").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "files": [
              {
                "fname": "Team drive",
                "fsize": 0,
                "ftype": "group",
                "id": {
                  "open_id": "<open id of the team's root>",
                  "union_id": "<union id of the team's root>"
                },
                "mtime": 1767254400
              }
            ],
            "next_filter": "folder",
            "next_offset": 1
          }
        }"#]]
    .assert_eq(&group.to_string());
    let id = group.json()["data"]["files"][0]["id"]["open_id"].as_str().expect("an id").to_owned();
    expect![[r#"From Graph, Projects, Team notebook, Team handbook.txt | -1 "file""#]]
        .assert_eq(&names(&get(&mock, &format!("/files?parent_id={id}")).await));
}

#[tokio::test]
async fn recent_files_are_those_of_all_directories_the_last_change_first() {
    let mock = Mock::new();
    mock.advance(Duration::from_secs(1));
    create(&mock, r#"{"filename": "new.docx"}"#).await;
    expect![[r#"new.docx, archive.zip, budget.xlsx | 3 "file""#]]
        .assert_eq(&names(&get(&mock, "/files/recent?count=3&offset=0").await));
}

#[tokio::test]
async fn the_directory_of_the_app_is_made_by_the_first_document() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "files": [],
            "next_filter": "file",
            "next_offset": -1
          }
        }"#]]
    .assert_eq(&get(&mock, "/apps/files").await.to_string());
    create(&mock, r#"{"filename": "a.docx"}"#).await;
    create(&mock, r#"{"filename": "b.docx", "parent_path": ["below"]}"#).await;
    expect![[r#"below, a.docx | -1 "file""#]]
        .assert_eq(&names(&get(&mock, "/apps/files?count=30&offset=0&order=desc&order_by=mtime").await));
    let below = open_id(&mock, "/应用/SX20260101MOCKED/below").await;
    expect![[r#"b.docx | -1 "file""#]]
        .assert_eq(&names(&get(&mock, &format!("/apps/files?parent_id={below}")).await));
    let of_another_app = mock.send(&text("alice-prod-token", "GET /apps/files", "")).await;
    expect![[r#" | -1 "file""#]].assert_eq(&names(&of_another_app));
    let documents = open_id(&mock, "/Documents").await;
    let a = open_id(&mock, "/应用/SX20260101MOCKED/a.docx").await;
    let rows = ["nonsense", &documents, &a]
        .map(|id| (id.to_owned(), alice(&format!("GET /apps/files?parent_id={id}"), "")));
    refusals(&mock, rows, expect![[r#"
        nonsense: 404 {"code":30012,"hint":"nonsense","message":"FileNotExists","msg":"FileNotExists"}
        <open id of Documents>: 400 {"code":10001,"hint":"<open id of Documents> is no directory of the app","message":"InvalidArgument","msg":"InvalidArgument"}
        6dBxnuGjvNS2y7w0gfOwssr0i7WAE0GzMZTep9szuBQ: 400 {"code":10001,"hint":"6dBxnuGjvNS2y7w0gfOwssr0i7WAE0GzMZTep9szuBQ is no directory of the app","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
}

#[tokio::test]
async fn lists_are_refused_to_others_and_for_nonsense() {
    let mock = Mock::new();
    let bobs = mock.id("kdocs_open_id", "bob", "/Private").await;
    let paths = ["/files", "/files/flat", "/files/recent", "/apps/files"];
    refusals(&mock, paths.map(|path| (path, text("wrong", &format!("GET {path}"), ""))), expect![[r#"
        /files: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        /files/flat: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        /files/recent: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        /apps/files: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
    "#]])
        .await;
    let queries = [
        "count=0".to_owned(),
        "count=501".into(),
        "count=-1".into(),
        "count=ten".into(),
        "offset=-1".into(),
        "offset=1.5".into(),
        "offset=9223372036854775808".into(),
        "order=up".into(),
        "order_by=size".into(),
        "filter=both".into(),
        "parent_id=nonsense".into(),
        "parent_id=%00".into(),
        format!("parent_id={bobs}"),
        format!("parent_id={}", super::super::HELLO),
    ];
    refusals(
        &mock,
        queries.map(|query| (query.clone(), alice(&format!("GET /files?{query}"), ""))),
        expect![[r#"
            count=0: 400 {"code":10001,"hint":"count is none of 1 to 500","message":"InvalidArgument","msg":"InvalidArgument"}
            count=501: 400 {"code":10001,"hint":"count is none of 1 to 500","message":"InvalidArgument","msg":"InvalidArgument"}
            count=-1: 400 {"code":10001,"hint":"count is none of 1 to 500","message":"InvalidArgument","msg":"InvalidArgument"}
            count=ten: 400 {"code":10001,"hint":"count is no number","message":"InvalidArgument","msg":"InvalidArgument"}
            offset=-1: 400 {"code":10001,"hint":"offset is below 0","message":"InvalidArgument","msg":"InvalidArgument"}
            offset=1.5: 400 {"code":10001,"hint":"offset is no number","message":"InvalidArgument","msg":"InvalidArgument"}
            offset=9223372036854775808: 400 {"code":10001,"hint":"offset is no number","message":"InvalidArgument","msg":"InvalidArgument"}
            order=up: 400 {"code":10001,"hint":"order is none of asc, desc","message":"InvalidArgument","msg":"InvalidArgument"}
            order_by=size: 400 {"code":10001,"hint":"order_by is none of mtime, fname, fsize","message":"InvalidArgument","msg":"InvalidArgument"}
            filter=both: 400 {"code":10001,"hint":"filter is none of group, folder, file","message":"InvalidArgument","msg":"InvalidArgument"}
            parent_id=nonsense: 404 {"code":30012,"hint":"nonsense","message":"FileNotExists","msg":"FileNotExists"}
            parent_id=%00: 404 {"code":30012,"hint":"\u0000","message":"FileNotExists","msg":"FileNotExists"}
            parent_id=<open id of Private>: 404 {"code":30012,"hint":"<open id of Private>","message":"FileNotExists","msg":"FileNotExists"}
            parent_id=kvqxrspxjctdojjqdildjhonzwusaquc: 400 {"code":30906,"hint":"the target is not a directory","message":"InvalidParent","msg":"InvalidParent"}
        "#]],
    )
    .await;
    let others =
        ["/files/flat?ignore=all", "/files/flat?count=0", "/files/recent?count=0", "/apps/files?order=up"];
    refusals(&mock, others.map(|path| (path, alice(&format!("GET {path}"), ""))), expect![[r#"
        /files/flat?ignore=all: 400 {"code":10001,"hint":"ignore is none of group, folder, file","message":"InvalidArgument","msg":"InvalidArgument"}
        /files/flat?count=0: 400 {"code":10001,"hint":"count is none of 1 to 500","message":"InvalidArgument","msg":"InvalidArgument"}
        /files/recent?count=0: 400 {"code":10001,"hint":"count is none of 1 to 500","message":"InvalidArgument","msg":"InvalidArgument"}
        /apps/files?order=up: 400 {"code":10001,"hint":"order is none of asc, desc","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
}
