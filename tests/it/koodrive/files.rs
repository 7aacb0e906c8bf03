//! Single files and folders: looked at, renamed, counted, downloaded.

use std::time::Duration;

use expect_test::expect;
use serde_json::{Value, json};

use super::{get, get_text, post, post_text, run, upload};
use crate::{
    graph::alice,
    support::{Mock, refusals},
};

const FILES: &str = "/koodrive/ose/v1/files";

fn space(more: Value) -> Value {
    let mut body = json!({ "containerId": "<alice's space>" });
    super::merge(&mut body, more);
    body
}

#[tokio::test]
async fn a_file_is_shown_with_all_that_is_known_of_it() {
    let mock = Mock::new();
    let detail = async |id: &str| post(&mock, &format!("{FILES}/{id}/detail"), &space(json!({}))).await;
    let plan = detail("<plan.txt in KooDrive>").await;
    expect![[r#"
        200 OK
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
          "code": 0,
          "containers": [
            "<alice's space>"
          ],
          "createdTime": "2026-01-01T08:00:00.000Z",
          "editedTime": "2026-01-01T08:00:00.000Z",
          "favorite": false,
          "fileName": "plan.txt",
          "fileSuffix": "txt",
          "fileType": "26",
          "id": "<plan.txt in KooDrive>",
          "lastEditor": {
            "userId": "1008600002655785327",
            "userName": "Alice Example"
          },
          "mimeType": "text/plain",
          "msg": "success",
          "owners": [
            {
              "userId": "1008600002655785327",
              "userName": "Alice Example"
            }
          ],
          "parentFolder": [
            "<Documents in KooDrive>"
          ],
          "properties": {},
          "recycled": false,
          "revisionId": "1756003706886775168.1756003706886775169",
          "sha256": "e8394052e1a1d807e8c24fa57d177d933e6f5720dbabc2d6f1a5c00f4af04233",
          "size": 74
        }"#]]
    .assert_eq(&plan.to_string());
    let documents = detail("<Documents in KooDrive>").await;
    expect![[r#"
        capabilities / addChildNodePermission: false -> true
        capabilities / listChildNodePermission: false -> true
        fileName: "plan.txt" -> "Documents"
        - fileSuffix: "txt"
        fileType: "26" -> "10"
        id: "<plan.txt in KooDrive>" -> "<Documents in KooDrive>"
        mimeType: "text/plain" -> "application/vnd.huawei-apps.folder"
        parentFolder[0]: "<Documents in KooDrive>" -> "<alice's root in KooDrive>"
        - revisionId: "1756003706886775168.1756003706886775169"
        - sha256: "e8394052e1a1d807e8c24fa57d177d933e6f5720dbabc2d6f1a5c00f4af04233"
        size: 74 -> 41900
    "#]]
    .assert_eq(&documents.differs_from(&plan));
    expect![[r#"
        fileName: "Documents" -> "rootIAAAxyLpbCQgrc1658017491416308677"
        id: "<Documents in KooDrive>" -> "<alice's root in KooDrive>"
        parentFolder: ["<alice's root in KooDrive>"] -> []
        size: 41900 -> 51070
    "#]]
    .assert_eq(&detail("<alice's root in KooDrive>").await.differs_from(&documents));
    run(&mock, 2, 201, &[&super::file(&mock, "/Documents").await], json!({})).await;
    expect![[r#"
        recycled: false -> true
    "#]]
    .assert_eq(&detail("<plan.txt in KooDrive>").await.differs_from(&plan));
}

#[tokio::test]
async fn a_file_is_renamed_for_all() {
    let mock = Mock::new();
    let rename = async |name: &str, mode: Value| {
        let body = space(json!({ "name": name, "renameMode": mode }));
        post(&mock, &format!("{FILES}/rename/<hello.txt in KooDrive>"), &body).await
    };
    assert_eq!(rename("goodbye.txt", json!(3)).await.json(), json!({ "code": 0, "msg": "success" }));
    assert_eq!(alice(&mock, "GET /v1.0/me/drive/root:/goodbye.txt", "").await.status, 200);
    assert_eq!(rename("Archive.zip", json!("2")).await.status, 200);
    assert_eq!(mock.find("koodrive", "<hello.txt in KooDrive>").await, "/Archive_20260102_110405.zip");
}

#[tokio::test]
async fn names_and_items_that_cannot_be_are_refused() {
    let mock = Mock::new();
    run(&mock, 2, 201, &[&super::file(&mock, "/Photos").await], json!({})).await;
    let rename = |id: &str, more: Value| {
        let mut body = space(json!({ "name": "new.txt" }));
        super::merge(&mut body, more);
        post_text(&format!("{FILES}/rename/{id}"), &body)
    };
    let hello = "<hello.txt in KooDrive>";
    let detail = |id: &str, body: Value| post_text(&format!("{FILES}/{id}/detail"), &body);
    let rows = [
        ("a taken name", rename(hello, json!({ "name": "archive.zip", "renameMode": 3 }))),
        ("a backslash", rename(hello, json!({ "name": "a\\b" }))),
        ("251 characters", rename(hello, json!({ "name": "x".repeat(251) }))),
        ("no name", rename(hello, json!({ "name": null }))),
        ("another mode", rename(hello, json!({ "renameMode": 4 }))),
        ("a long id of a space", rename(hello, json!({ "containerId": "I".repeat(65) }))),
        ("no space", rename(hello, json!({ "containerId": "IAAnowhere" }))),
        ("another space", rename(hello, json!({ "containerId": "<the team's space>" }))),
        ("bob's space", rename("<todo.txt in KooDrive>", json!({ "containerId": "<bob's space>" }))),
        ("a root", rename("<alice's root in KooDrive>", json!({}))),
        ("an item in the bin", rename("<Photos in KooDrive>", json!({}))),
        ("below an item in the bin", rename("<mountains.jpg in KooDrive>", json!({}))),
        ("no item", rename("Fnowhere", json!({}))),
        ("a detail without a space", detail(hello, json!({}))),
        ("a detail in another space", detail(hello, json!({ "containerId": "<the team's space>" }))),
        ("a detail of nothing", detail("Fnowhere", space(json!({})))),
        ("a detail with another process", detail(hello, space(json!({ "imageProcess": "image/rotate,90" })))),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        a taken name: 400 {"code":13000405,"msg":"Duplicate file name."}
        a backslash: 400 {"code":13000102,"msg":"Verify parameters failed."}
        251 characters: 400 {"code":13000417,"msg":"File name: Max. 250 characters."}
        no name: 400 {"code":13000102,"msg":"Verify parameters failed."}
        another mode: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a long id of a space: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no space: 400 {"code":13000301,"msg":"Space not found."}
        another space: 400 {"code":13000302,"msg":"File is not in the specified space."}
        bob's space: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        a root: 400 {"code":13000403,"msg":"Change file status failed."}
        an item in the bin: 400 {"code":13000306,"msg":"File is in the recycle bin."}
        below an item in the bin: 400 {"code":13000306,"msg":"File is in the recycle bin."}
        no item: 400 {"code":13000309,"msg":"Resource not found."}
        a detail without a space: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a detail in another space: 400 {"code":13000302,"msg":"File is not in the specified space."}
        a detail of nothing: 400 {"code":13000309,"msg":"Resource not found."}
        a detail with another process: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn a_path_is_written_by_ids_and_by_names() {
    let mock = Mock::new();
    let path = format!("{FILES}/path?fileId=<summary.txt in KooDrive>&containerId=<alice's space>");
    expect![[r#"
        200 OK
        {
          "code": 0,
          "fileIdPath": "/<alice's root in KooDrive>/<Documents in KooDrive>/<Reports in KooDrive>/<summary.txt in KooDrive>",
          "msg": "success",
          "namePath": "/rootIAAAxyLpbCQgrc1658017491416308677/Documents/Reports/summary.txt"
        }"#]].assert_eq(&get(&mock, &path).await.to_string());
}

#[tokio::test]
async fn what_lies_below_a_folder_is_counted() {
    let mock = Mock::new();
    let counts = async |query: &str| {
        let path =
            format!("{FILES}/statsDir?fileId=<Documents in KooDrive>&containerId=<alice's space>{query}");
        let answer = get(&mock, &path).await;
        assert_eq!(post(&mock, &path, &Value::Null).await.json(), answer.json(), "both methods");
        answer.json()["data"].to_string()
    };
    let mut seen = Vec::new();
    for query in [
        "",
        "&recursive=true",
        "&recursive=false",
        "&type=1",
        "&type=2",
        "&extensions=txt,XLSX",
        "&categorys=26",
        "&categorys=10,27",
        "&includeDirCount=false&includeTotalSize=false",
        "&includeFileCount=false&type=1&extensions=md",
    ] {
        seen.push(format!("{query}: {}", counts(query).await));
    }
    expect![[r#"
        : {"subDirCount":"1","subFileCount":"4","totalSize":"41900"}
        &recursive=true: {"subDirCount":"1","subFileCount":"4","totalSize":"41900"}
        &recursive=false: {"subDirCount":"1","subFileCount":"1","totalSize":"74"}
        &type=1: {"subDirCount":"0","subFileCount":"4","totalSize":"41900"}
        &type=2: {"subDirCount":"1","subFileCount":"0","totalSize":"0"}
        &extensions=txt,XLSX: {"subDirCount":"0","subFileCount":"3","totalSize":"5131"}
        &categorys=26: {"subDirCount":"0","subFileCount":"3","totalSize":"36881"}
        &categorys=10,27: {"subDirCount":"1","subFileCount":"1","totalSize":"5019"}
        &includeDirCount=false&includeTotalSize=false: {"subFileCount":"4"}
        &includeFileCount=false&type=1&extensions=md: {"subDirCount":"0","totalSize":"0"}"#]]
    .assert_eq(&seen.join("\n"));
    let root = get(&mock, &format!("{FILES}/statsDir?fileId=root&containerId=<alice's space>")).await;
    assert_eq!(root.json()["data"]["subFileCount"], "8");
}

#[tokio::test]
async fn files_are_downloaded_from_addresses_that_hold_for_an_hour() {
    let mock = Mock::new();
    let body = space(
        json!({ "fileIds": ["<hello.txt in KooDrive>", "<Documents in KooDrive>", "Fnowhere", "<todo.txt in KooDrive>"] }),
    );
    let answer = post(&mock, &format!("{FILES}/download"), &body).await;
    expect![[r#"
        200 OK
        {
          "batchCode": 0,
          "code": 0,
          "downloads": [
            {
              "code": "0",
              "fileId": "<hello.txt in KooDrive>",
              "fileName": "hello.txt",
              "msg": "success",
              "url": "http://mock.test/koodrive/ose/v1/download/AAAAAAAAAAIAAAAAAAAAAQAAAAAAAAAAAAAAAAAAAAEAAAGbfOB7CPsoLsN3bVJtXwEdkguSIUI"
            },
            {
              "code": "13000406",
              "fileId": "<Documents in KooDrive>",
              "msg": "This operation cannot be performed on the folder."
            },
            {
              "code": "13000309",
              "fileId": "Fnowhere",
              "msg": "Resource not found."
            },
            {
              "code": "13000302",
              "fileId": "<todo.txt in KooDrive>",
              "msg": "File is not in the specified space."
            }
          ],
          "msg": "success"
        }"#]].assert_eq(&answer.to_string());
    let url = answer.json()["downloads"][0]["url"].as_str().expect("an address").to_owned();
    let sent = mock.send(&format!("GET {url}")).await;
    assert_eq!((sent.status.as_u16(), &*sent.body), (200, &b"Hello, mockdrive!\n"[..]));
    let part = mock.send(&format!("GET {url}\nRange: bytes=7-")).await;
    assert_eq!((part.status.as_u16(), &*part.body), (206, &b"mockdrive!\n"[..]));
    let rows = [("a range behind the end", format!("GET {url}\nRange: bytes=99-"))];
    refusals(
        &mock,
        rows,
        expect![[r#"
        a range behind the end: 416 {"code":416,"msg":"Range Not Satisfiable"}
    "#]],
    )
    .await;
    mock.advance(Duration::from_hours(1));
    let rows =
        [("an hour later", format!("GET {url}")), ("made up", "GET /koodrive/ose/v1/download/AAAA".into())];
    refusals(
        &mock,
        rows,
        expect![[r#"
        an hour later: 400 {"code":13000407,"msg":"File download address not found."}
        made up: 400 {"code":13000407,"msg":"File download address not found."}
    "#]],
    )
    .await;
    let batch = async |ids: &[&str]| {
        let body = space(json!({ "fileIds": ids }));
        post(&mock, &format!("{FILES}/download"), &body).await.json()["batchCode"].clone()
    };
    assert_eq!(batch(&["<hello.txt in KooDrive>"]).await, 1);
    assert_eq!(batch(&["Fnowhere"]).await, 2);
    assert_eq!(batch(&["<hello.txt in KooDrive>"; 100]).await, 1);
}

#[tokio::test]
async fn an_address_shows_the_version_that_was_there_and_ends_with_the_file() {
    let mock = Mock::new();
    let body = space(json!({ "fileIds": ["<hello.txt in KooDrive>"] }));
    let url = post(&mock, &format!("{FILES}/download"), &body).await.json()["downloads"][0]["url"].clone();
    let url = url.as_str().expect("an address").to_owned();
    alice(&mock, "PUT /v1.0/me/drive/root:/hello.txt:/content", "another text").await;
    assert_eq!(mock.send(&format!("GET {url}")).await.body, b"Hello, mockdrive!\n");
    run(&mock, 2, 201, &[&super::file(&mock, "/hello.txt").await], json!({})).await;
    let rows = [("a file in the bin", format!("GET {url}"))];
    refusals(
        &mock,
        rows,
        expect![[r#"
        a file in the bin: 400 {"code":13000407,"msg":"File download address not found."}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn paths_counts_and_downloads_of_nothing_are_refused() {
    let mock = Mock::new();
    let query = |path: &str, query: &str| get_text(&format!("{FILES}/{path}?{query}"));
    let download = |ids: Value| post_text(&format!("{FILES}/download"), &space(json!({ "fileIds": ids })));
    let (here, hello) = ("containerId=<alice's space>", "fileId=<hello.txt in KooDrive>");
    let rows = [
        ("a path without a file", query("path", here)),
        ("a path without a space", query("path", hello)),
        ("a path in another space", query("path", &format!("{hello}&containerId=<the team's space>"))),
        ("a path of nothing", query("path", &format!("{here}&fileId=Fnowhere"))),
        ("counts of a file", query("statsDir", &format!("{here}&{hello}"))),
        ("counts of nothing", query("statsDir", &format!("{here}&fileId=x"))),
        ("counts without a folder", query("statsDir", here)),
        ("counts of type 3", query("statsDir", &format!("{here}&fileId=root&type=3"))),
        ("no flag", query("statsDir", &format!("{here}&fileId=root&recursive=perhaps"))),
        ("101 extensions", query("statsDir", &format!("{here}&fileId=root&extensions={}", "a,".repeat(101)))),
        ("101 files", download(json!(vec!["x"; 101]))),
        ("no files", download(json!([]))),
        ("no list", download(json!("x"))),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        a path without a file: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a path without a space: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a path in another space: 400 {"code":13000302,"msg":"File is not in the specified space."}
        a path of nothing: 400 {"code":13000309,"msg":"Resource not found."}
        counts of a file: 400 {"code":13000304,"msg":"Target directory is abnormal."}
        counts of nothing: 400 {"code":13000309,"msg":"Resource not found."}
        counts without a folder: 400 {"code":13000102,"msg":"Verify parameters failed."}
        counts of type 3: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no flag: 400 {"code":13000102,"msg":"Verify parameters failed."}
        101 extensions: 400 {"code":13000102,"msg":"Verify parameters failed."}
        101 files: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no files: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no list: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn a_bin_is_emptied_by_a_task_that_the_list_shows() {
    let mock = Mock::new();
    upload(&mock, "rubbish.txt", b"rubbish".to_vec());
    run(&mock, 2, 201, &[&super::file(&mock, "/rubbish.txt").await], json!({})).await;
    for body in [space(json!({})), json!({ "container": "<alice's space>" })] {
        let cleared = post(&mock, &format!("{FILES}/recycle"), &body).await;
        assert_eq!(cleared.json(), json!({ "code": 0, "msg": "success" }));
    }
    let jobs = get(&mock, "/koodrive/ose/v1/jobs?type=7&offset=0&limit=9").await.json();
    assert_eq!(jobs["data"].as_array().map(Vec::len), Some(2));
    assert_eq!(jobs["data"][1]["taskResultCode"], 1);
    let tree = mock.send("GET /_mock/tree?drive=alice&trashed=true").await.json();
    assert!(!tree.to_string().contains("rubbish.txt"));
    let recycle = |body: Value| post_text(&format!("{FILES}/recycle"), &body);
    let rows = [
        ("no space", recycle(json!({}))),
        ("an unknown space", recycle(json!({ "containerId": "IAAnowhere" }))),
        ("bob's space", recycle(json!({ "containerId": "<bob's space>" }))),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        no space: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an unknown space: 400 {"code":13000301,"msg":"Space not found."}
        bob's space: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
    "#]],
    )
    .await;
}
