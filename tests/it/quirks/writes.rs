//! Contents, versions and uploads.

use std::fmt::Write;

use expect_test::expect;

use super::{by, put, rows, send, shows};
use crate::support::Mock;

async fn size(mock: &Mock, path: &str) -> String {
    let item = by(mock, "alice", &format!("GET /v1.0/me/drive/root:/{path}"), "").await.json();
    format!("{} bytes, {}, {}", item["size"], item["file"]["hashes"]["quickXorHash"], item["cTag"])
}

#[tokio::test]
async fn office_files_grow_once_they_are_written() {
    shows(
        "graph.office-files-grow",
        async |mock| {
            let told = put(mock, "alice", "a.docx", "words").await.json();
            let plain = put(mock, "alice", "a.txt", "words").await.json();
            let session = by(mock, "alice", "POST /v1.0/me/drive/root:/b.html:/createUploadSession", "{}").await;
            let url = session.json()["uploadUrl"].as_str().expect("an address").replace("http://mock.test", "");
            let whole = send(mock, &format!("PUT {url}\nContent-Range: bytes 0-4/5\n\nwords")).await.json();
            format!(
                "a.docx was told with {}, has {}\na.txt was told with {}, has {}\nb.html was told with {}, has {}",
                told["size"],
                size(mock, "a.docx").await,
                plain["size"],
                size(mock, "a.txt").await,
                whole["size"],
                size(mock, "b.html").await
            )
        },
        expect![[r#"
            off:
            a.docx was told with 5, has 5 bytes, "d3iDHMgwBwAAAAAABQAAAAAAAAA=", "\"c:{8A50498D-9C86-2A84-7753-8E406DE2BF9C},1\""
            a.txt was told with 5, has 5 bytes, "d3iDHMgwBwAAAAAABQAAAAAAAAA=", "\"c:{457FBE29-9ACA-08EC-0B83-91CDF464EDA5},1\""
            b.html was told with 5, has 5 bytes, "d3iDHMgwBwAAAAAABQAAAAAAAAA=", "\"c:{0A01B3CD-D7C5-09AF-6571-6D4193621E36},1\""
            on:
            a.docx was told with 5, has 39 bytes, "Av62Wuq5ogBGRx8623Vcp+lG+BI=", "\"c:{8A50498D-9C86-2A84-7753-8E406DE2BF9C},2\""
            a.txt was told with 5, has 5 bytes, "d3iDHMgwBwAAAAAABQAAAAAAAAA=", "\"c:{457FBE29-9ACA-08EC-0B83-91CDF464EDA5},1\""
            b.html was told with 5, has 39 bytes, "Av62Wuq5ogBGRx8623Vcp+lG+BI=", "\"c:{0A01B3CD-D7C5-09AF-6571-6D4193621E36},2\""
        "#]],
    )
    .await;
}

#[tokio::test]
async fn protected_files_come_down_longer_than_they_are() {
    shows(
        "graph.protected-files",
        async |mock| {
            let mut told = String::new();
            for name in ["a.pdf", "a.txt"] {
                let item = put(mock, "alice", name, "words").await.json();
                let url = item["@microsoft.graph.downloadUrl"].as_str().expect("an address");
                let file = send(mock, &format!("GET {}", url.replace("http://mock.test", ""))).await;
                writeln!(told, "{name}: {} bytes, {} of them come", item["size"], file.body.len())
                    .expect("text");
            }
            told
        },
        expect![[r#"
            off:
            a.pdf: 5 bytes, 5 of them come
            a.txt: 5 bytes, 5 of them come
            on:
            a.pdf: 5 bytes, 517 of them come
            a.txt: 5 bytes, 5 of them come
        "#]],
    )
    .await;
}

#[tokio::test]
async fn dates_that_a_client_sets_make_a_version() {
    shows(
        "graph.patch-makes-version",
        async |mock| {
            put(mock, "alice", "a.txt", "words").await;
            let body = r#"{"fileSystemInfo": {"lastModifiedDateTime": "2020-01-01T00:00:00Z"}}"#;
            let patched = by(mock, "alice", "PATCH /v1.0/me/drive/root:/a.txt", body).await;
            let versions = by(mock, "alice", "GET /v1.0/me/drive/root:/a.txt:/versions", "").await;
            let date = patched.json()["lastModifiedDateTime"].to_string();
            format!("{} {date}\n{}", patched.status, rows(&versions, &["/id", "/size"]))
        },
        expect![[r#"
            off:
            200 OK "2020-01-01T00:00:00Z"
            "1.0" 5
            on:
            200 OK "2020-01-01T00:00:00Z"
            "2.0" 5
            "1.0" 5
        "#]],
    )
    .await;
}

#[tokio::test]
async fn the_answer_to_the_first_fragment_is_lost() {
    shows(
        "graph.fragment-ack-lost",
        async |mock| {
            let session =
                by(mock, "alice", "POST /v1.0/me/drive/root:/a.bin:/createUploadSession", "{}").await;
            let url =
                session.json()["uploadUrl"].as_str().expect("an address").replace("http://mock.test", "");
            let put = async |range: &str, body: &str| {
                send(mock, &format!("PUT {url}\nContent-Range: bytes {range}/6\n\n{body}")).await.status
            };
            let first = [put("0-1", "ab").await, put("0-1", "ab").await];
            let missing = send(mock, &format!("GET {url}")).await.json()["nextExpectedRanges"].to_string();
            let rest = [put("2-3", "cd").await, put("4-5", "ef").await];
            format!("{first:?}, then {missing}, {rest:?}")
        },
        expect![[r#"
            off:
            [202, 416], then ["2-5"], [202, 201]
            on:
            [500, 416], then ["2-5"], [202, 201]
        "#]],
    )
    .await;
}
