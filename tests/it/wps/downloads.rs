//! Where files can be downloaded: one, one version, many as an archive.

use std::io::{Cursor, Read};

use axum::http::{Method, StatusCode};
use expect_test::expect;
use mockdrive::world::{Actor, Content, OnConflict};
use zip::ZipArchive;

use super::{alice, app_token, request, sign::Draft};
use crate::support::{Answer, Mock, refusals};

const FILES: &str = "/v7/drives/<alice's drive in WPS>/files";

/// The address that an answer hands out, without the host.
pub fn url(answer: &Answer) -> String {
    let url = answer.json()["data"]["url"].as_str().unwrap_or_else(|| panic!("no url: {answer}")).to_owned();
    url.strip_prefix("http://mock.test").expect("on the mock").to_owned()
}

/// Fetches what an address of alice's opens.
pub async fn fetch(mock: &Mock, path: &str) -> Answer {
    mock.send(&format!("GET {path}\nAuthorization: Bearer alice-token")).await
}

#[tokio::test]
async fn a_file_has_an_address_and_its_digests_on_demand() {
    let mock = Mock::new();
    let line = format!(
        "GET {FILES}/<hello.txt in WPS>/download?with_hash=true&internal=false&storage_base_domain=wps.cn"
    );
    let answer = alice(&mock, &line, "").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "hashes": [
              {
                "sum": "a4a2b54b431b11cd8bc5abde9cf327ce",
                "type": "md5"
              },
              {
                "sum": "26b2e58eec7df0d276b2f5a724b218efcfac4b6c",
                "type": "sha1"
              },
              {
                "sum": "1b0c708e5d2b00ec1dadeb955fc07e2fccdbe7743ff53092b130d625a36943ab",
                "type": "sha256"
              }
            ],
            "url": "http://mock.test/v7/storage/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABAAABm3ypjIgAAAAAAAAAAgAAAAAAAAABCv4qu7E7l8heCKsKlKvFEg"
          },
          "msg": "success"
        }"#]].assert_eq(&answer.to_string());
    let fetched = fetch(&mock, &url(&answer)).await;
    assert_eq!((fetched.status, &*fetched.body), (StatusCode::OK, &b"Hello, mockdrive!\n"[..]));
    let headers = ["etag", "content-type", "content-disposition", "accept-ranges", "content-length"];
    expect![[r#"
        etag: "a4a2b54b431b11cd8bc5abde9cf327ce"
        content-type: text/plain
        content-disposition: attachment; filename="hello.txt"; filename*=UTF-8''hello.txt
        accept-ranges: bytes
        content-length: 18"#]]
    .assert_eq(&headers.map(|name| format!("{name}: {}", fetched.header(name))).join("\n"));
    let bare = alice(&mock, &format!("GET {FILES}/<hello.txt in WPS>/download"), "").await.json();
    assert_eq!(bare["data"].as_object().map(serde_json::Map::len), Some(1), "{bare}");
}

#[tokio::test]
async fn private_deployments_have_a_digest_of_their_own_and_addresses_behind_their_gateway() {
    let mock = Mock::new();
    let path = format!("/graph{FILES}/<hello.txt in WPS>/download?with_hash=true");
    let answer = Draft::to(Method::GET, &path, "").send(&mock).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "hashes": [
              {
                "sum": "26b2e58eec7df0d276b2f5a724b218efcfac4b6c",
                "type": "s2s"
              }
            ],
            "url": "http://mock.test/graph/v7/storage/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABAAABm3ypjIgAAAAAAAAAAgAAAAAAAAABCv4qu7E7l8heCKsKlKvFEg"
          },
          "detail": "",
          "msg": "success"
        }"#]].assert_eq(&answer.to_string());
    assert_eq!(fetch(&mock, &url(&answer)).await.body, b"Hello, mockdrive!\n");
}

#[tokio::test]
async fn an_address_goes_on_leading_to_its_version() {
    let mock = Mock::new();
    let address = url(&alice(&mock, &format!("GET {FILES}/<hello.txt in WPS>/download"), "").await);
    let put = "PUT /v1.0/me/drive/root:/hello.txt:/content\nAuthorization: Bearer alice-token\n\nnew";
    assert_eq!(mock.send(put).await.status, StatusCode::OK);
    assert_eq!(fetch(&mock, &address).await.body, b"Hello, mockdrive!\n");
    let now = url(&alice(&mock, &format!("GET {FILES}/<hello.txt in WPS>/download"), "").await);
    assert_eq!(fetch(&mock, &now).await.body, b"new");
    for (number, content) in [(1, &b"Hello, mockdrive!\n"[..]), (2, b"new")] {
        let line = format!("GET {FILES}/<hello.txt in WPS>/versions/{number}/download?with_hash=1");
        let answer = alice(&mock, &line, "").await;
        assert_eq!(answer.json()["data"]["hashes"].as_array().map(Vec::len), Some(3), "{answer}");
        assert_eq!(fetch(&mock, &url(&answer)).await.body, content);
    }
}

#[tokio::test]
async fn a_shortcut_leads_to_the_file_that_it_stands_for() {
    let mock = Mock::new();
    let hello = mock.sandbox().write(|world, now| {
        let alice = world.user_named("alice").expect("seeded").id;
        let root = world.personal_drive(alice).expect("seeded").root;
        let by = Actor::User(alice);
        let hello = world.child(root, "hello.txt").expect("seeded");
        world.create_shortcut(by, root, "short", hello, OnConflict::Fail, now)
    });
    hello.expect("free");
    let id = mock.id("wps", "alice", "/short").await;
    let answer = alice(&mock, &format!("GET {FILES}/{id}/download"), "").await;
    assert_eq!(fetch(&mock, &url(&answer)).await.body, b"Hello, mockdrive!\n");
}

/// The names in a zip, and what they hold.
pub fn unzipped(bytes: &[u8]) -> Vec<String> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut names = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("an entry");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("its bytes");
        let name = file.name().expect("a text").into_owned();
        names.push(format!("{name}: {}", content.len()));
    }
    names
}

#[tokio::test]
async fn many_items_are_one_archive() {
    let mock = Mock::new();
    let ids = "<hello.txt in WPS>,<Documents in WPS>,<plan.txt in WPS>,<hello.txt in WPS>";
    let answer = alice(&mock, &format!("GET {FILES}/batch_download?file_ids={ids}"), "").await;
    let archive = fetch(&mock, &url(&answer)).await;
    assert_eq!(archive.header("content-type"), "application/zip");
    expect![[r#"
        hello.txt: 18
        Documents/: 0
        Documents/plan.txt: 74
        Documents/Reports/: 0
        Documents/Reports/budget.xlsx: 5019
        Documents/Reports/quarterly.docx: 36769
        Documents/Reports/summary.txt: 38
        plan.txt: 74"#]]
    .assert_eq(&unzipped(&archive.body).join("\n"));
    let part = format!("GET {}\nAuthorization: Bearer alice-token\nRange: bytes=0-3", url(&answer));
    let part = mock.send(&part).await;
    assert_eq!((part.status, &*part.body), (StatusCode::PARTIAL_CONTENT, &b"PK\x03\x04"[..]));
    mock.send(&request(
        "alice-token",
        &format!("POST {FILES}/batch_delete"),
        r#"{"file_ids":["<hello.txt in WPS>"]}"#,
    ))
    .await;
    let rest = fetch(&mock, &url(&answer)).await;
    assert_eq!(unzipped(&rest.body).len(), unzipped(&archive.body).len() - 1, "what is gone is left out");
}

#[tokio::test]
async fn as_many_as_1024_items_are_one_archive() {
    let mock = Mock::new();
    let made = mock.sandbox().write(|world, now| {
        let alice = world.user_named("alice").expect("seeded").id;
        let (by, root) = (Actor::User(alice), world.personal_drive(alice).expect("seeded").root);
        (0..1024).try_for_each(|number| {
            let (name, content) = (format!("{number}.txt"), Content::default());
            world.create_file(by, root, &name, content, OnConflict::Fail, now).map(|_| ())
        })
    });
    made.expect("free");
    let tree = mock.send("GET /_mock/tree?drive=alice").await.json();
    let items = tree["drives"][0]["items"].as_array().expect("one drive");
    let made = items.iter().filter(|item| {
        let name = item["path"].as_str().and_then(|path| path.strip_prefix('/')).expect("a path");
        name.starts_with(|first: char| first.is_ascii_digit())
    });
    let ids: Vec<_> = made.map(|item| item["ids"]["wps"].as_str().expect("an id")).collect();
    let answer = alice(&mock, &format!("GET {FILES}/batch_download?file_ids={}", ids.join(",")), "").await;
    assert_eq!((ids.len(), unzipped(&fetch(&mock, &url(&answer)).await.body).len()), (1024, 1024));
}

#[tokio::test]
async fn an_applications_token_downloads_what_the_company_has() {
    let mock = Mock::new();
    let token = app_token(&mock).await;
    let line = format!("GET {FILES}/<hello.txt in WPS>/download");
    let answer = mock.send(&request(&token, &line, "")).await;
    let fetch = async |token: &str| {
        mock.send(&format!("GET {}\nAuthorization: Bearer {token}", url(&answer))).await.status
    };
    assert_eq!(fetch(&token).await, StatusCode::OK);
    assert_eq!(fetch("alice-token").await, StatusCode::FORBIDDEN, "it was not handed out to her");
}

#[tokio::test]
async fn downloads_are_refused() {
    let mock = Mock::new();
    for name in ["notes.otl", "table.dbt"] {
        let put = format!("PUT /v1.0/me/drive/root:/{name}:/content\nAuthorization: Bearer alice-token\n\nx");
        mock.send(&put).await;
    }
    let [otl, dbt] =
        [mock.id("wps", "alice", "/notes.otl").await, mock.id("wps", "alice", "/table.dbt").await];
    let rows = [
        ("a folder", format!("{FILES}/<Documents in WPS>/download")),
        ("an online document", format!("{FILES}/{otl}/download")),
        ("an unknown file", format!("{FILES}/nothing/download")),
        ("a file of another drive", format!("{FILES}/<todo.txt in WPS>/download")),
        ("an unknown drive", "/v7/drives/nothing/files/<hello.txt in WPS>/download".into()),
        ("a drive out of reach", "/v7/drives/<bob's drive in WPS>/files/<todo.txt in WPS>/download".into()),
        ("no bool", format!("{FILES}/<hello.txt in WPS>/download?with_hash=yes")),
        ("an unknown domain", format!("{FILES}/<hello.txt in WPS>/download?storage_base_domain=example.com")),
        ("an unknown version", format!("{FILES}/<hello.txt in WPS>/versions/2/download")),
        ("a version that is no number", format!("{FILES}/<hello.txt in WPS>/versions/x/download")),
        ("a version of a folder", format!("{FILES}/<Documents in WPS>/versions/1/download")),
        ("no files", format!("{FILES}/batch_download")),
        ("one file unknown", format!("{FILES}/batch_download?file_ids=<hello.txt in WPS>,nothing")),
        ("one online document", format!("{FILES}/batch_download?file_ids={dbt}")),
        ("too many files", format!("{FILES}/batch_download?file_ids={}", "x,".repeat(1025))),
    ];
    let rows = rows.map(|(what, path)| (what, request("alice-token", &format!("GET {path}"), "")));
    refusals(&mock, rows, expect![[r#"
        a folder: 400 {"code":400000003,"more":{"code":400000003,"msg":"It is not a file."},"msg":"请求参数取值无效"}
        an online document: 403 {"code":403008042,"more":{"code":403008042,"msg":"\"notes.otl\" lives online only."},"msg":"不支持的文件类型"}
        an unknown file: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `nothing`: There is no such file or folder."},"msg":"文件不存在"}
        a file of another drive: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<todo.txt in WPS>`: There is no such file or folder."},"msg":"文件不存在"}
        an unknown drive: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        a drive out of reach: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<todo.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        no bool: 400 {"code":400000004,"more":{"code":400000004,"msg":"with_hash is neither true nor false."},"msg":"请求参数不支持"}
        an unknown domain: 400 {"code":400000004,"more":{"code":400000004,"msg":"storage_base_domain: \"example.com\" is not known."},"msg":"请求参数不支持"}
        an unknown version: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no version `2`."},"msg":"资源不存在"}
        a version that is no number: 400 {"code":400000002,"more":{"code":400000002,"msg":"version_num: \"x\" is no number."},"msg":"请求参数格式有误"}
        a version of a folder: 400 {"code":400000003,"more":{"code":400000003,"msg":"It is not a file."},"msg":"请求参数取值无效"}
        no files: 400 {"code":400000004,"more":{"code":400000004,"msg":"file_ids is missing."},"msg":"请求参数不支持"}
        one file unknown: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `nothing`: There is no such file or folder."},"msg":"文件不存在"}
        one online document: 403 {"code":403008042,"more":{"code":403008042,"msg":"\"table.dbt\" lives online only."},"msg":"不支持的文件类型"}
        too many files: 400 {"code":400000105,"more":{"code":400000105,"msg":"file_ids has more than 1024 items."},"msg":"数目限制超出"}
    "#]]).await;
}
