//! Cloud decompression.

use std::io::{Cursor, Write};

use expect_test::expect;
use serde_json::{Value, json};
use zip::{AesMode, ZipWriter, write::SimpleFileOptions};

use super::{code, create, file, outcome, run, space, upload};
use crate::support::Mock;

/// A zip with these files, in this order; a name that ends in a slash is a folder.
fn zip(files: &[(&str, &[u8])], options: SimpleFileOptions) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, options).expect("a name");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

fn plain(files: &[(&str, &[u8])]) -> Vec<u8> {
    zip(files, SimpleFileOptions::default())
}

/// Uploads an archive and decompresses it.
async fn decompress(mock: &Mock, bytes: Vec<u8>, action: u32, more: Value) -> Value {
    upload(mock, "test.zip", bytes);
    run(mock, 5, action, &[&file(mock, "/test.zip").await], more).await
}

/// The names in a job's list of files.
fn names(detail: &Value) -> Vec<String> {
    let files = detail["uncompressedFileList"].as_array().expect("a list");
    files.iter().map(|file| file["name"].as_str().expect("a name").to_owned()).collect()
}

#[tokio::test]
async fn a_preview_lists_an_archive_and_makes_nothing() {
    let mock = Mock::new();
    let (archive, before) = (file(&mock, "/archive.zip").await, mock.paths("alice").await);
    let detail = run(&mock, 5, 501, &[&archive], json!({})).await;
    expect![[r#"
        {
          "jobInfo": {
            "actionType": 501,
            "beginTime": "20260102110405",
            "containerId": "IAAAxyLpbCQgrc1658017491416308677",
            "contentNum": 1,
            "createTime": "20260102110405",
            "endTime": "20260102110405",
            "progress": 100,
            "status": 2,
            "taskId": "1309243162262502656",
            "taskResultCode": 1,
            "taskType": 5,
            "tenantId": "40086000019617946",
            "userId": "40086000019617946-366392415860730132"
          },
          "taskInfos": [
            {
              "fileId": "F5y5sYslwefP2Akiv1sO76bHvViI5GHIw",
              "srcContainerId": "IAAAxyLpbCQgrc1658017491416308677",
              "status": "1"
            }
          ],
          "uncompressedFileList": [
            {
              "fileSize": 0,
              "name": "docs",
              "type": 2
            },
            {
              "fileSize": 42,
              "name": "docs/guide.txt",
              "type": 1
            },
            {
              "fileSize": 0,
              "name": "docs/api",
              "type": 2
            },
            {
              "fileSize": 36,
              "name": "docs/api/graph.txt",
              "type": 1
            },
            {
              "fileSize": 47,
              "name": "docs/api/kdocs.txt",
              "type": 1
            },
            {
              "fileSize": 0,
              "name": "data",
              "type": 2
            },
            {
              "fileSize": 759,
              "name": "data/numbers.csv",
              "type": 1
            },
            {
              "fileSize": 11,
              "name": "readme.txt",
              "type": 1
            }
          ]
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&detail).expect("JSON"));
    assert_eq!(mock.paths("alice").await, before);
}

#[tokio::test]
async fn a_whole_archive_is_decompressed_into_a_folder() {
    let mock = Mock::new();
    let (archive, target) = (file(&mock, "/archive.zip").await, file(&mock, "/Photos").await);
    let detail = run(&mock, 5, 502, &[&archive], json!({ "taskInfo": { "newFilePath": target } })).await;
    assert_eq!(outcome(&detail), "2 1 null [1]");
    let first = &detail["uncompressedFileList"][0];
    let docs = file(&mock, "/Photos/docs").await;
    let expected = json!({
        "containerId": space(&mock, "alice").await, "fileId": docs, "name": "docs", "fileSize": 0, "type": 2
    });
    assert_eq!(first, &expected);
    assert_eq!(detail["taskInfos"][0]["newFileId"], docs.as_str());
    let mut paths = mock.paths("alice").await;
    paths.retain(|path| path.starts_with("/Photos/"));
    expect![[r#"
        /Photos/data
        /Photos/docs
        /Photos/mountains.jpg
        /Photos/readme.txt
        /Photos/data/numbers.csv
        /Photos/docs/api
        /Photos/docs/guide.txt
        /Photos/docs/api/graph.txt
        /Photos/docs/api/kdocs.txt"#]]
    .assert_eq(&paths.join("\n"));
}

#[tokio::test]
async fn an_archive_is_decompressed_beside_itself_and_into_the_root_of_another_space() {
    let mock = Mock::new();
    let archive = file(&mock, "/archive.zip").await;
    for _ in 0..2 {
        assert_eq!(outcome(&run(&mock, 5, 502, &[&archive], json!({})).await), "2 1 null [1]");
    }
    let mut paths = mock.paths("alice").await;
    paths.retain(|path| path.starts_with("/readme") || path.starts_with("/docs") && !path[1..].contains('/'));
    expect![[r#"
        /docs
        /docs_20260102_110405
        /readme.txt
        /readme_20260102_110405.txt"#]]
    .assert_eq(&paths.join("\n"));
    let team = json!({ "dstContainerId": space(&mock, "team").await });
    assert_eq!(outcome(&run(&mock, 5, 502, &[&archive], team).await), "2 1 null [1]");
    assert!(mock.paths("team").await.contains(&"/docs/api/graph.txt".to_owned()));
}

#[tokio::test]
async fn only_the_listed_paths_are_decompressed_with_the_folders_above_them() {
    let mock = Mock::new();
    let (archive, target) = (file(&mock, "/archive.zip").await, file(&mock, "/Photos").await);
    let part =
        |paths: &[&str]| json!({ "taskInfo": { "newFilePath": target, "uncompressFilePaths": paths } });
    let detail = run(&mock, 5, 503, &[&archive], part(&["docs/api/", "/readme.txt"])).await;
    expect![[r#"
        docs
        docs/api
        docs/api/graph.txt
        docs/api/kdocs.txt
        readme.txt"#]]
    .assert_eq(&names(&detail).join("\n"));
    assert_eq!(mock.paths("alice").await.iter().filter(|path| path.starts_with("/Photos/")).count(), 6);
    assert_eq!(code(&create(&mock, 5, 503, &[&archive], part(&["readme.txt", "nothing"])).await), 13_000_309);
    assert_eq!(code(&create(&mock, 5, 503, &[&archive], part(&[])).await), 13_000_102);
    assert_eq!(code(&create(&mock, 5, 503, &[&archive], json!({})).await), 13_000_102);
}

#[tokio::test]
async fn a_locked_archive_opens_with_its_password_only() {
    let mock = Mock::new();
    let locked = file(&mock, "/locked.zip").await;
    for action in [501, 502] {
        for password in [Value::Null, json!("wrong"), json!(""), json!("\u{0}")] {
            let detail = run(&mock, 5, action, &[&locked], json!({ "password": password })).await;
            assert_eq!(outcome(&detail), "2 3 13000102 [2]", "{password}");
            assert_eq!(detail["uncompressedFileList"], json!([]));
        }
    }
    let detail = run(&mock, 5, 502, &[&locked], json!({ "password": "mock-zip-password" })).await;
    assert_eq!(outcome(&detail), "2 1 null [1]");
    assert_eq!(names(&detail), ["secret.txt"]);
    let snapshot = mock.sandbox().snapshot();
    let root = snapshot.personal_drive(super::alice(&snapshot)).expect("seeded").root;
    let secret = snapshot.node(snapshot.child(root, "secret.txt").expect("made")).expect("made");
    assert_eq!(secret.content().expect("a file").bytes().len(), 24);
}

#[tokio::test]
async fn an_archive_may_be_locked_with_aes() {
    let mock = Mock::new();
    let options = SimpleFileOptions::default().with_aes_encryption(AesMode::Aes256, "pass");
    upload(&mock, "test.zip", zip(&[("a/b.txt", b"inside")], options));
    let archive = file(&mock, "/test.zip").await;
    for (password, expected) in [("pass", "2 1 null [1]"), ("fail", "2 3 13000102 [2]")] {
        let detail = run(&mock, 5, 502, &[&archive], json!({ "password": password })).await;
        assert_eq!(outcome(&detail), expected);
    }
    assert!(mock.paths("alice").await.contains(&"/a/b.txt".to_owned()));
}

#[tokio::test]
async fn the_password_of_an_open_archive_is_passed_over() {
    let mock = Mock::new();
    let archive = file(&mock, "/archive.zip").await;
    let detail = run(&mock, 5, 502, &[&archive], json!({ "password": "needless" })).await;
    assert_eq!(outcome(&detail), "2 1 null [1]");
}

#[tokio::test]
async fn what_is_no_zip_fails_in_the_job() {
    for bytes in [&b"7z\xbc\xaf\x27\x1c"[..], b"Rar!\x1a\x07\x01\x00", b"", b"PK\x05\x06", b"plain text"] {
        let mock = Mock::new();
        let before = mock.paths("alice").await.len();
        let detail = decompress(&mock, bytes.to_vec(), 502, json!({})).await;
        assert_eq!(outcome(&detail), "2 3 13000308 [2]", "{bytes:?}");
        assert_eq!(mock.paths("alice").await.len(), before + 1);
    }
}

#[tokio::test]
async fn names_that_lead_astray_condemn_an_archive() {
    for name in
        ["../up.txt", "a/../../up.txt", "/etc/passwd", "a//b", "..\\up.txt", "a/./b", "nul\u{0}.txt", "a\nb"]
    {
        let mock = Mock::new();
        let detail = decompress(&mock, plain(&[("good.txt", b"1"), (name, b"2")]), 502, json!({})).await;
        assert_eq!(outcome(&detail), "2 3 13000308 [2]", "{name:?}");
        assert!(!mock.paths("alice").await.contains(&"/good.txt".to_owned()));
    }
}

#[tokio::test]
async fn an_archive_of_too_many_entries_is_refused() {
    let mock = Mock::new();
    let names: Vec<_> = (0..5001).map(|at| format!("{at}/x")).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    // With the folders that it leaves out these are 10,002.
    assert_eq!(outcome(&decompress(&mock, plain(&files), 501, json!({})).await), "2 3 13000308 [2]");
}

#[tokio::test]
async fn an_archive_goes_no_deeper_than_thirty_levels() {
    let mock = Mock::new();
    let (fits, too_deep) = (format!("{}x", "d/".repeat(30)), format!("{}x", "d/".repeat(31)));
    let detail = decompress(&mock, plain(&[(&fits, b"1")]), 502, json!({})).await;
    assert_eq!(outcome(&detail), "2 1 null [1]");
    upload(&mock, "deep.zip", plain(&[(&too_deep, b"1")]));
    let deep = file(&mock, "/deep.zip").await;
    assert_eq!(code(&create(&mock, 5, 502, &[&deep], json!({})).await), 13_000_310);
}

#[tokio::test]
async fn names_are_utf_8_or_code_page_437() {
    let mock = Mock::new();
    let mut bytes = plain(&[("caf~.txt", b"1"), ("文档/é.txt", b"2")]);
    // In the old code page this byte is an é; in UTF-8 it is nothing.
    for at in 0..bytes.len() - 4 {
        if &bytes[at..at + 4] == b"caf~" {
            bytes[at + 3] = 0x82;
        }
    }
    let detail = decompress(&mock, bytes, 501, json!({})).await;
    assert_eq!(names(&detail), ["café.txt", "文档", "文档/é.txt"]);
}

#[tokio::test]
async fn folders_and_several_archives_are_refused() {
    let mock = Mock::new();
    let (photos, archive) = (file(&mock, "/Photos").await, file(&mock, "/archive.zip").await);
    for action in [501, 502] {
        assert_eq!(code(&create(&mock, 5, action, &[&photos], json!({})).await), 13_000_406);
        assert_eq!(code(&create(&mock, 5, action, &[&archive, &archive], json!({})).await), 13_000_102);
    }
}
