//! Lists of spaces and bins, and searches.

use expect_test::expect;
use serde_json::{Value, json};

use super::{post, post_text, run};
use crate::support::{Mock, refusals};

const FILES: &str = "/koodrive/ose/v1/files";

/// The request of the page: numbers as texts, and empty texts.
fn list(more: Value) -> Value {
    let mut body = json!({
        "pageInfo": { "pageSize": "10", "pageCursor": "" },
        "sortInfo": { "sortType": "", "sortDirection": "" },
        "containerId": "<alice's space>",
        "parentFileId": "root",
        "fileType": "",
        "fileName": "",
    });
    super::merge(&mut body, more);
    body
}

/// The names of the files in a list.
fn names(answer: &Value) -> String {
    let files = answer["files"].as_array().unwrap_or_else(|| panic!("{answer}"));
    let names: Vec<_> = files.iter().map(|file| file["fileName"].as_str().expect("a name")).collect();
    names.join(" ")
}

/// The number that a group of this name has.
fn group(mock: &Mock, name: &str) -> String {
    let world = mock.sandbox().snapshot();
    let group = world.groups().find(|group| *group.name == *name).expect("a group").id;
    (1_243_693_141_656_107_521 + group.number() * (1 << 22)).to_string()
}

#[tokio::test]
async fn the_request_of_the_vendors_page_lists_a_space() {
    let mock = Mock::new();
    let answer =
        post(&mock, &format!("{FILES}/0"), &list(json!({ "parentFileId": "<Photos in KooDrive>" }))).await;
    expect![[r#"
        200 OK
        {
          "category": "drive#fileList",
          "code": 0,
          "files": [
            {
              "capabilities": {
                "addChildNodePermission": false,
                "copyPermission": true,
                "deletePermission": true,
                "downloadPermission": true,
                "editPermission": true,
                "listChildNodePermission": false,
                "removeChildNodePermission": true,
                "renameFilePermission": true,
                "shareFilePermission": true,
                "uploadPermission": true,
                "viewPermission": true
              },
              "category": "drive#file",
              "containers": [
                "<alice's space>"
              ],
              "createdTime": "2026-01-01T08:00:00.000Z",
              "editedTime": "2026-01-01T08:00:00.000Z",
              "favorite": false,
              "fileName": "mountains.jpg",
              "fileSuffix": "jpg",
              "fileType": "15",
              "id": "<mountains.jpg in KooDrive>",
              "lastEditor": {
                "userId": "1008600002655785327",
                "userName": "Alice Example"
              },
              "mimeType": "image/jpeg",
              "owners": [
                {
                  "userId": "1008600002655785327",
                  "userName": "Alice Example"
                }
              ],
              "parentFolder": [
                "<Photos in KooDrive>"
              ],
              "properties": {},
              "recycled": false,
              "revisionId": "1756003706894115200.1756003706894115201",
              "size": 7628
            }
          ],
          "msg": "success",
          "nextCursor": ""
        }"#]]
    .assert_eq(&answer.to_string());
    let mine = post(&mock, &format!("{FILES}/0"), &json!({})).await.json();
    assert_eq!(names(&mine), "archive.zip Documents hello.txt locked.zip Photos Shared examples");
}

#[tokio::test]
async fn a_list_is_sorted_and_filtered_as_one_asks() {
    let mock = Mock::new();
    let mut seen = Vec::new();
    for more in [
        json!({ "sortInfo": { "sortType": 1, "sortDirection": 2 } }),
        json!({ "sortInfo": { "sortType": "2", "sortDirection": "1" } }),
        json!({ "sortInfo": { "sortType": 3 } }),
        json!({ "sortInfo": { "sortType": 4, "sortDirection": 2 } }),
        json!({ "sortInfo": { "sortType": 6 } }),
        json!({ "fileType": 10 }),
        json!({ "fileType": "35", "fileName": "LOCK" }),
        json!({ "parentFileId": "<Photos in KooDrive>", "fileType": 15 }),
    ] {
        seen.push(names(&post(&mock, &format!("{FILES}/0"), &list(more)).await.json()));
    }
    expect![[r#"
        Shared examples Photos locked.zip hello.txt Documents archive.zip
        Shared examples hello.txt locked.zip archive.zip Photos Documents
        archive.zip Documents hello.txt locked.zip Photos Shared examples
        archive.zip Documents hello.txt locked.zip Photos Shared examples
        Documents Photos Shared examples hello.txt archive.zip locked.zip
        Documents Photos Shared examples
        locked.zip
        mountains.jpg"#]]
    .assert_eq(&seen.join("\n"));
}

#[tokio::test]
async fn pages_follow_one_another_and_a_cursor_belongs_to_its_list() {
    let mock = Mock::new();
    let page =
        |size: Value, cursor: &Value| list(json!({ "pageInfo": { "pageSize": size, "pageCursor": cursor } }));
    let (mut cursor, mut seen) = (Value::Null, Vec::new());
    loop {
        let answer = post(&mock, &format!("{FILES}/0"), &page(json!(4), &cursor)).await.json();
        seen.push(names(&answer));
        if answer["nextCursor"] == "" {
            break;
        }
        cursor = answer["nextCursor"].clone();
    }
    assert_eq!(seen, ["archive.zip Documents hello.txt locked.zip", "Photos Shared examples"]);
    let other = |more: Value| {
        let mut body = page(json!(4), &cursor);
        super::merge(&mut body, more);
        body
    };
    let rows = [
        ("of the bin", post_text(&format!("{FILES}/1"), &other(json!({})))),
        (
            "of another folder",
            post_text(&format!("{FILES}/0"), &other(json!({ "parentFileId": "<Documents in KooDrive>" }))),
        ),
        (
            "in another order",
            post_text(&format!("{FILES}/0"), &other(json!({ "sortInfo": { "sortType": 2 } }))),
        ),
        ("of one type", post_text(&format!("{FILES}/0"), &other(json!({ "fileType": 10 })))),
        (
            "of a search",
            post_text(
                &format!("{FILES}/search"),
                &json!({ "searchType": "personal", "pageInfo": { "pageCursor": cursor } }),
            ),
        ),
        ("made up", post_text(&format!("{FILES}/0"), &page(json!(4), &json!("AAAA")))),
        ("0 a page", post_text(&format!("{FILES}/0"), &page(json!(0), &Value::Null))),
        ("101 a page", post_text(&format!("{FILES}/0"), &page(json!(101), &Value::Null))),
        ("words a page", post_text(&format!("{FILES}/0"), &page(json!("many"), &Value::Null))),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        of the bin: 400 {"code":13000102,"msg":"Verify parameters failed."}
        of another folder: 400 {"code":13000102,"msg":"Verify parameters failed."}
        in another order: 400 {"code":13000102,"msg":"Verify parameters failed."}
        of one type: 400 {"code":13000102,"msg":"Verify parameters failed."}
        of a search: 400 {"code":13000102,"msg":"Verify parameters failed."}
        made up: 400 {"code":13000102,"msg":"Verify parameters failed."}
        0 a page: 400 {"code":13000102,"msg":"Verify parameters failed."}
        101 a page: 400 {"code":13000102,"msg":"Verify parameters failed."}
        words a page: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn the_bin_has_a_list_of_its_own() {
    let mock = Mock::new();
    for path in ["/Documents", "/hello.txt"] {
        run(&mock, 2, 201, &[&super::file(&mock, path).await], json!({})).await;
        mock.advance(std::time::Duration::from_secs(1));
    }
    let binned = async |more: Value| names(&post(&mock, &format!("{FILES}/1"), &list(more)).await.json());
    assert_eq!(
        binned(json!({ "sortInfo": { "sortType": 5, "sortDirection": 2 } })).await,
        "hello.txt Documents"
    );
    assert_eq!(binned(json!({ "parentFileId": "<Documents in KooDrive>" })).await, "plan.txt Reports");
    let first = post(&mock, &format!("{FILES}/1"), &list(json!({}))).await.json()["files"][1].clone();
    assert_eq!(
        (&first["recycled"], &first["recycledTime"]),
        (&json!(true), &json!("2026-01-02T03:04:06.000Z"))
    );
    mock.sink_bins();
    assert_eq!(binned(json!({})).await, "");
}

#[tokio::test]
async fn the_space_of_a_team_is_listed_by_its_id() {
    let mock = Mock::new();
    let team = group(&mock, "Team drive");
    let body = list(json!({ "containerId": "<the team's space>" }));
    let path = format!("{FILES}/{team}/0?team_type=2");
    assert_eq!(
        names(&post(&mock, &path, &body).await.json()),
        "From Graph Projects Team handbook.txt Team notebook"
    );
    let without = post(&mock, &path, &json!({})).await.json();
    assert_eq!(names(&without), "From Graph Projects Team handbook.txt Team notebook");
    let bin = post(&mock, &format!("{FILES}/{team}/1?team_type=2"), &body).await.json();
    assert_eq!(names(&bin), "");
    let here = json!({ "containerId": "<the team's space>" });
    let rows = [
        ("as a department", post_text(&format!("{FILES}/{team}/0"), &list(here.clone()))),
        ("as a person's", post_text(&format!("{FILES}/0"), &list(here.clone()))),
        ("with another space", post_text(&path, &list(json!({})))),
        ("of another team", post_text(&format!("{FILES}/7/0?team_type=2"), &list(here.clone()))),
        ("of type 1", post_text(&format!("{FILES}/{team}/0?team_type=1"), &list(here.clone()))),
        ("list 2", post_text(&format!("{FILES}/{team}/2?team_type=2"), &list(here))),
        ("of no team and without a space", post_text(&format!("{FILES}/7/0?team_type=2"), &json!({}))),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        as a department: 400 {"code":13000415,"msg":"Space does not match the team."}
        as a person's: 400 {"code":13000415,"msg":"Space does not match the team."}
        with another space: 400 {"code":13000415,"msg":"Space does not match the team."}
        of another team: 400 {"code":13000415,"msg":"Space does not match the team."}
        of type 1: 400 {"code":13000102,"msg":"Verify parameters failed."}
        list 2: 400 {"code":13000102,"msg":"Verify parameters failed."}
        of no team and without a space: 400 {"code":13000301,"msg":"Space not found."}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn lists_that_make_no_sense_are_refused() {
    let mock = Mock::new();
    let rows = [
        ("list 2", "2", json!({})),
        ("an unknown order", "0", json!({ "sortInfo": { "sortType": 7 } })),
        ("an unknown direction", "0", json!({ "sortInfo": { "sortDirection": 3 } })),
        ("no type", "0", json!({ "fileType": "folder" })),
        ("another process", "0", json!({ "imageProcess": "image/resize,m_pad,w_1" })),
        ("no space", "0", json!({ "containerId": "IAAnowhere" })),
        ("bob's space", "0", json!({ "containerId": "<bob's space>" })),
        ("a file as parent", "0", json!({ "parentFileId": "<hello.txt in KooDrive>" })),
        ("a parent in another space", "0", json!({ "parentFileId": "<Projects in KooDrive>" })),
        ("no parent", "0", json!({ "parentFileId": "Fnowhere" })),
        ("the safe box", "0", json!({ "parentFileId": "sbox" })),
        ("the bin of a folder that is not in it", "1", json!({ "parentFileId": "<Photos in KooDrive>" })),
        ("no object", "0", json!([])),
    ];
    let rows = rows.map(|(what, kind, more)| {
        (what, post_text(&format!("{FILES}/{kind}"), &if more.is_array() { more } else { list(more) }))
    });
    refusals(&mock, rows, expect![[r#"
        list 2: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an unknown order: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an unknown direction: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no type: 400 {"code":13000102,"msg":"Verify parameters failed."}
        another process: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no space: 400 {"code":13000301,"msg":"Space not found."}
        bob's space: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        a file as parent: 400 {"code":13000304,"msg":"Target directory is abnormal."}
        a parent in another space: 400 {"code":13000302,"msg":"File is not in the specified space."}
        no parent: 400 {"code":13000309,"msg":"Resource not found."}
        the safe box: 400 {"code":13000309,"msg":"Resource not found."}
        the bin of a folder that is not in it: 400 {"code":13000303,"msg":"This operation cannot be performed because the file is not in the recycle bin."}
        no object: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]]).await;
}

#[tokio::test]
async fn files_are_found_by_parts_of_their_names() {
    let mock = Mock::new();
    let search = async |body: Value| post(&mock, &format!("{FILES}/search"), &body).await;
    let body = json!({
        "searchType": "team",
        "pageInfo": { "pageSize": 1, "pageCursor": null },
        "filter": { "keyWord": "RO" },
        "sortInfo": { "sortType": 1, "sortDirection": 2 },
    });
    expect![[r#"
        200 OK
        {
          "code": 0,
          "files": [
            {
              "containerId": "<the team's space>",
              "containerType": "2",
              "favorite": false,
              "fileName": "roadmap.txt",
              "fileSuffix": "txt",
              "fileType": "26",
              "id": "<roadmap.txt in KooDrive>",
              "idPath": "/<the team's root in KooDrive>/<Projects in KooDrive>/<roadmap.txt in KooDrive>",
              "namePath": "/rootIAAAMmGdT414GY1629949834918962863/Projects/roadmap.txt",
              "owner": "Alice Example",
              "size": "30",
              "teamId": "1243693141660301825",
              "teamName": "Team drive",
              "updateTime": "2026-01-01T08:00:00.000Z"
            }
          ],
          "msg": "success",
          "nextPageCursor": "0jP3I30B_K6NkJ6bkp6P0YuHi____________-M",
          "total": 3
        }"#]]
    .assert_eq(&search(body.clone()).await.to_string());
    let mut all = Vec::new();
    for body in [
        json!({ "searchType": "personal", "filter": { "keyWord": "a" } }),
        json!({ "searchType": "personal", "filter": { "keyWord": "a", "parentFileId": "root" } }),
        json!({ "searchType": "personal", "filter": { "keyWord": "a", "parentFileId": "<Documents in KooDrive>" }, "recursived": "true" }),
        json!({ "searchType": "personal", "filter": { "fileType": 26 } }),
        json!({ "searchType": "team", "filter": { "containerId": "<the team's space>" } }),
        json!({ "searchType": "personal", "filter": { "keyWord": "diary" } }),
    ] {
        let answer = search(body).await.json();
        all.push(format!(
            "{} {:?}: {}",
            answer["total"],
            answer["nextPageCursor"].as_str().expect("text"),
            names(&answer)
        ));
    }
    expect![[r#"
        6 "": archive.zip mountains.jpg plan.txt quarterly.docx Shared examples summary.txt
        2 "": archive.zip Shared examples
        3 "": plan.txt quarterly.docx summary.txt
        4 "": hello.txt plan.txt quarterly.docx summary.txt
        7 "": From Graph Minutes.one notes.md Projects roadmap.txt Team handbook.txt Team notebook
        0 "": "#]]
    .assert_eq(&all.join("\n"));
    run(&mock, 2, 201, &[&super::file(&mock, "/Documents").await], json!({})).await;
    let binned = json!({ "searchType": "personal", "filter": { "keyWord": "plan" }, "recycled": true });
    assert_eq!(names(&search(binned).await.json()), "plan.txt");
    assert_eq!(
        names(&search(json!({ "searchType": "personal", "filter": { "keyWord": "plan" } })).await.json()),
        ""
    );
}

#[tokio::test]
async fn searches_that_make_no_sense_are_refused() {
    let mock = Mock::new();
    let rows = [
        json!({}),
        json!({ "searchType": "" }),
        json!({ "searchType": "all" }),
        json!({ "searchType": "personal", "filter": { "containerId": "<the team's space>" } }),
        json!({ "searchType": "personal", "filter": { "containerId": "<bob's space>" } }),
        json!({ "searchType": "personal", "filter": { "parentFileId": "Fnowhere" } }),
        json!({ "searchType": "personal", "pageInfo": { "pageSize": 0 } }),
        json!({ "searchType": "personal", "recycled": "perhaps" }),
        json!({ "searchType": "personal", "filter": "plan" }),
    ];
    let rows = rows.map(|body| (body.to_string(), post_text(&format!("{FILES}/search"), &body)));
    refusals(&mock, rows, expect![[r#"
        {}: 400 {"code":13000414,"msg":"搜索类型不能为空"}
        {"searchType":""}: 400 {"code":13000414,"msg":"搜索类型不能为空"}
        {"searchType":"all"}: 400 {"code":13000413,"msg":"不支持的搜索类型"}
        {"filter":{"containerId":"<the team's space>"},"searchType":"personal"}: 400 {"code":13000415,"msg":"Space does not match the team."}
        {"filter":{"containerId":"<bob's space>"},"searchType":"personal"}: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        {"filter":{"parentFileId":"Fnowhere"},"searchType":"personal"}: 400 {"code":13000309,"msg":"Resource not found."}
        {"pageInfo":{"pageSize":0},"searchType":"personal"}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"recycled":"perhaps","searchType":"personal"}: 400 {"code":13000102,"msg":"Verify parameters failed."}
        {"filter":"plan","searchType":"personal"}: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]]).await;
}
