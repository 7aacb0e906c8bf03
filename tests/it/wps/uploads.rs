//! Uploads in three steps, and in one.

use axum::http::{Method, StatusCode};
use data_encoding::HEXLOWER;
use expect_test::expect;
use mockdrive::world::Content;
use serde_json::{Value, json};

use super::{
    alice, app_token,
    downloads::{fetch, url},
    request,
    sign::Draft,
};
use crate::support::{Answer, Mock, refusals};

pub const FILES: &str = "/v7/drives/<alice's drive in WPS>/files";

/// The digest of this type of a text, as clients send it.
pub fn hash(kind: &str, text: &str) -> Value {
    let content = Content::new(text.as_bytes().to_vec().into());
    let sum = match kind {
        "md5" => HEXLOWER.encode(content.md5()),
        "sha1" => HEXLOWER.encode(content.sha1()),
        _ => HEXLOWER.encode(content.sha256()),
    };
    json!({ "type": kind, "sum": sum })
}

/// A request for an address for this text.
fn asked(name: &str, text: &str) -> Value {
    json!({ "size": text.len(), "name": name, "hashes": [hash("md5", text), hash("sha256", text)] })
}

async fn ask(mock: &Mock, body: &Value) -> (String, String) {
    let answer = alice(mock, &format!("POST {FILES}/0/request_upload"), &body.to_string()).await;
    let data = answer.json()["data"].clone();
    let id = data["upload_id"].as_str().unwrap_or_else(|| panic!("no upload: {answer}")).to_owned();
    let url = data["store_request"]["url"].as_str().expect("an address");
    (id, url.strip_prefix("http://mock.test").expect("on the mock").to_owned())
}

/// Sends bytes to an address of alice's.
pub async fn put(mock: &Mock, path: &str, text: &str) -> Answer {
    mock.send(&format!(
        "PUT {path}\nAuthorization: Bearer alice-token\nContent-Type: application/octet-stream\n\n{text}"
    ))
    .await
}

async fn commit(mock: &Mock, id: &str) -> Answer {
    alice(mock, &format!("POST {FILES}/0/commit_upload"), &json!({ "upload_id": id }).to_string()).await
}

/// Uploads a text in three steps. Returns the file.
async fn upload(mock: &Mock, body: &Value, text: &str) -> Value {
    let (id, address) = ask(mock, body).await;
    assert_eq!(put(mock, &address, text).await.status, StatusCode::OK);
    let answer = commit(mock, &id).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer}");
    answer.json()["data"].clone()
}

async fn read(mock: &Mock, id: &Value) -> Vec<u8> {
    let id = id.as_str().expect("an id");
    fetch(mock, &url(&alice(mock, &format!("GET {FILES}/{id}/download"), "").await)).await.body
}

#[tokio::test]
async fn three_steps_make_a_file() {
    let mock = Mock::new();
    let body = json!({
        "size": 5, "name": "a.txt", "parent_path": ["new", "deeper"], "upload_scene": "normal_upload",
        "internal": false, "storage_base_domain": "kdocs.cn", "on_name_conflict": "rename",
        "hashes": [{ "type": "sha256", "sum": "2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824" },
            { "type": "sha1", "sum": "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d" }],
    });
    let answer = alice(&mock, &format!("POST {FILES}/0/request_upload"), &body.to_string()).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "store_request": {
              "method": "PUT",
              "url": "http://mock.test/v7/storage/AAAAAAAAAAIAAAAAAAAAAAAAAAAAAAABAAABm3ypjIgAAAAAAAAAAVX69h-FLN9wbI5V1FOe2tU"
            },
            "upload_id": "1VccijbQTWt0vVo5Edij9QI0wNBP8chza"
          },
          "msg": "success"
        }"#]].assert_eq(&answer.to_string());
    let data = answer.json()["data"].clone();
    let address = data["store_request"]["url"].as_str().and_then(|url| url.strip_prefix("http://mock.test"));
    let stored = put(&mock, address.expect("on the mock"), "hello").await;
    assert_eq!((stored.status, stored.body.len()), (StatusCode::OK, 0));
    assert_eq!(stored.header("etag"), "\"5d41402abc4b2a76b9719d911017c592\"");
    assert!(!mock.paths("alice").await.contains(&"/new".to_owned()), "not before the commit");
    let body = json!({ "id": data["upload_id"], "file_name": "ignored" }).to_string();
    let answer = alice(&mock, &format!("POST {FILES}/0/commit_upload"), &body).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767323045,
            "drive_id": "<alice's drive in WPS>",
            "hash": {
              "sum": "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d",
              "type": "sha1"
            },
            "id": "0o1i9dxIBg8CdHvMKxxFv8IUeXCjh346h",
            "link_id": "cJSZt2nsvKQj",
            "link_url": "https://www.kdocs.cn/l/cJSZt2nsvKQj",
            "modified_by": "<alice's identity in WPS>",
            "mtime": 1767323045,
            "name": "a.txt",
            "parent_id": "1bbdMnKAKhnFFoArn5pV3u9V7Wy5vorRs",
            "shared": false,
            "size": 5,
            "type": "file",
            "version": 1
          },
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    assert_eq!(
        mock.find("wps", answer.json()["data"]["id"].as_str().expect("an id")).await,
        "/new/deeper/a.txt"
    );
}

#[tokio::test]
async fn a_taken_name_is_varied_or_gets_a_new_version() {
    let mock = Mock::new();
    let mut body = asked("hello.txt", "new");
    let file = upload(&mock, &body, "new").await;
    assert_eq!((&file["name"], &file["version"]), (&"hello(1).txt".into(), &1.into()));
    body["on_name_conflict"] = "overwrite".into();
    let file = upload(&mock, &body, "new").await;
    assert_eq!((&file["name"], &file["version"]), (&"hello.txt".into(), &2.into()));
    assert_eq!(mock.id("wps", "alice", "/hello.txt").await, file["id"]);
    assert_eq!(read(&mock, &file["id"]).await, b"new");
}

#[tokio::test]
async fn a_file_is_updated_by_its_id_wherever_it_lies() {
    let mock = Mock::new();
    let mut body = asked("", "another plan");
    body["file_id"] = mock.id("wps", "alice", "/Documents/plan.txt").await.into();
    let file = upload(&mock, &body, "another plan").await;
    assert_eq!((&file["name"], &file["version"], &file["size"]), (&"plan.txt".into(), &2.into(), &12.into()));
    assert_eq!(read(&mock, &file["id"]).await, b"another plan");
}

#[tokio::test]
async fn an_empty_file_is_uploaded_like_any() {
    let mock = Mock::new();
    let file = upload(&mock, &asked("empty", ""), "").await;
    assert_eq!(file["hash"]["sum"], "da39a3ee5e6b4b0d3255bfef95601890afd80709");
}

#[tokio::test]
async fn bytes_are_sent_again_until_they_are_right() {
    let mock = Mock::new();
    let (id, address) = ask(&mock, &asked("a", "right")).await;
    for wrong in ["wrong", "longer than that", "", "righ"] {
        assert_eq!(put(&mock, &address, wrong).await.status, StatusCode::OK, "the commit compares");
        let line = commit(&mock, &id).await.line();
        let code = if wrong.len() == 5 { "400007014" } else { "400007015" };
        assert!(line.starts_with("400 ") && line.contains(code), "{wrong}: {line}");
    }
    put(&mock, &address, "right").await;
    assert_eq!(commit(&mock, &id).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_application_uploads_as_itself() {
    let mock = Mock::new();
    let token = app_token(&mock).await;
    let body = asked("by app", "x").to_string();
    let answer = mock.send(&request(&token, &format!("POST {FILES}/0/request_upload"), &body)).await.json();
    let url =
        answer["data"]["store_request"]["url"].as_str().and_then(|url| url.strip_prefix("http://mock.test"));
    let sent = format!("PUT {}\nAuthorization: Bearer {token}\n\nx", url.expect("on the mock"));
    assert_eq!(mock.send(&sent).await.status, StatusCode::OK);
    let body = json!({ "upload_id": answer["data"]["upload_id"] }).to_string();
    let line = format!("POST {FILES}/0/commit_upload");
    refusals(&mock, [("by somebody else", request("alice-token", &line, &body))], expect![[r#"
        by somebody else: 400 {"code":400000003,"more":{"code":400000003,"msg":"There is no such upload, or it was committed."},"msg":"请求参数取值无效"}
    "#]]).await;
    let file = mock.send(&request(&token, &line, &body)).await.json();
    assert_eq!(file["data"]["created_by"]["type"], "sp", "{file}");
}

#[tokio::test]
async fn requests_for_an_address_are_refused() {
    let mock = Mock::with(|settings| settings.wps_strict_scene = true);
    let right = || {
        let mut body = asked("a", "x");
        body["upload_scene"] = "normal_upload".into();
        body
    };
    let with = |member: &str, value: Value| {
        let mut body = right();
        body[member] = value;
        body.to_string()
    };
    let without = |member: &str| {
        let mut body = right();
        body.as_object_mut().expect("an object").remove(member);
        body.to_string()
    };
    let long = "x".repeat(256);
    let rows = [
        ("no size", without("size")),
        ("a negative size", with("size", (-1).into())),
        ("a size that is a text", with("size", "1".into())),
        ("no hashes", without("hashes")),
        ("no digest that is needed", with("hashes", json!([hash("sha1", "x")]))),
        ("s2s", with("hashes", json!([hash("md5", "x"), { "type": "s2s", "sum": "x" }]))),
        ("an unknown digest", with("hashes", json!([{ "type": "crc", "sum": "x" }]))),
        ("a digest that is too short", with("hashes", json!([{ "type": "md5", "sum": "abcd" }]))),
        ("two digests of one type", with("hashes", json!([hash("md5", "x"), hash("md5", "y")]))),
        ("no name", without("name")),
        ("an empty name", with("name", "".into())),
        ("a name with a slash", with("name", "a/b".into())),
        ("a name that is too long", with("name", long.into())),
        ("a path with an empty name", with("parent_path", json!(["new", ""]))),
        ("a path through a file", with("parent_path", json!(["hello.txt"]))),
        ("fail", with("on_name_conflict", "fail".into())),
        ("replace", with("on_name_conflict", "replace".into())),
        ("another word", with("on_name_conflict", "skip".into())),
        ("no scene", without("upload_scene")),
        ("another scene", with("upload_scene", "other".into())),
        ("another domain", with("storage_base_domain", "example.com".into())),
        ("less to show than there is", with("display_size", 0.into())),
        ("more than the drive holds", with("size", (1_u64 << 50).into())),
        ("an unknown file", with("file_id", "nothing".into())),
        ("a folder to update", with("file_id", "<Documents in WPS>".into())),
    ];
    let line = format!("POST {FILES}/0/request_upload");
    let rows = rows.map(|(what, body)| (what, request("alice-token", &line, &body)));
    refusals(&mock, rows, expect![[r#"
        no size: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `size` at line 1 column 201."},"msg":"请求参数格式有误"}
        a negative size: 400 {"code":400000003,"more":{"code":400000003,"msg":"size is negative."},"msg":"请求参数取值无效"}
        a size that is a text: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: invalid type: string \"1\", expected i64 at line 1 column 180."},"msg":"请求参数格式有误"}
        no hashes: 400 {"code":400000004,"more":{"code":400000004,"msg":"hashes needs an md5 or a sha256."},"msg":"请求参数不支持"}
        no digest that is needed: 400 {"code":400000004,"more":{"code":400000004,"msg":"hashes needs an md5 or a sha256."},"msg":"请求参数不支持"}
        s2s: 400 {"code":400000004,"more":{"code":400000004,"msg":"hashes: s2s is not supported."},"msg":"请求参数不支持"}
        an unknown digest: 400 {"code":400000004,"more":{"code":400000004,"msg":"hashes: \"crc\" is no type of a digest."},"msg":"请求参数不支持"}
        a digest that is too short: 400 {"code":400000003,"more":{"code":400000003,"msg":"hashes: \"abcd\" is no md5 in hex."},"msg":"请求参数取值无效"}
        two digests of one type: 400 {"code":400000003,"more":{"code":400000003,"msg":"hashes names two md5."},"msg":"请求参数取值无效"}
        no name: 400 {"code":400008015,"more":{"code":400008015,"msg":"The name is empty."},"msg":"文件名为空"}
        an empty name: 400 {"code":400008015,"more":{"code":400008015,"msg":"The name is empty."},"msg":"文件名为空"}
        a name with a slash: 400 {"code":400000003,"more":{"code":400000003,"msg":"No drive can hold this name."},"msg":"请求参数取值无效"}
        a name that is too long: 400 {"code":400000106,"more":{"code":400000106,"msg":"name has more than 255 characters."},"msg":"长度限制超出"}
        a path with an empty name: 400 {"code":400008015,"more":{"code":400008015,"msg":"The name is empty."},"msg":"文件名为空"}
        a path through a file: 400 {"code":400000003,"more":{"code":400000003,"msg":"It is not a folder."},"msg":"请求参数取值无效"}
        fail: 400 {"code":400000004,"more":{"code":400000004,"msg":"on_name_conflict is none of rename, overwrite."},"msg":"请求参数不支持"}
        replace: 400 {"code":400000004,"more":{"code":400000004,"msg":"on_name_conflict is none of rename, overwrite."},"msg":"请求参数不支持"}
        another word: 400 {"code":400000004,"more":{"code":400000004,"msg":"on_name_conflict is none of rename, overwrite."},"msg":"请求参数不支持"}
        no scene: 400 {"code":400000004,"more":{"code":400000004,"msg":"upload_scene is missing."},"msg":"请求参数不支持"}
        another scene: 400 {"code":400000004,"more":{"code":400000004,"msg":"upload_scene: \"other\" is not known."},"msg":"请求参数不支持"}
        another domain: 400 {"code":400000004,"more":{"code":400000004,"msg":"storage_base_domain: \"example.com\" is not known."},"msg":"请求参数不支持"}
        less to show than there is: 400 {"code":400000003,"more":{"code":400000003,"msg":"display_size is below size."},"msg":"请求参数取值无效"}
        more than the drive holds: 403 {"code":403008014,"more":{"code":403008014,"msg":"1125899906842624 bytes are needed and 1099511576706 are left."},"msg":"空间不足"}
        an unknown file: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `nothing`: There is no such file or folder."},"msg":"文件不存在"}
        a folder to update: 400 {"code":400000003,"more":{"code":400000003,"msg":"It is not a file."},"msg":"请求参数取值无效"}
    "#]]).await;
    let body = right().to_string();
    let rows = [
        ("an unknown drive", "/v7/drives/nothing/files/0", "alice-token"),
        ("an unknown folder", "/v7/drives/<alice's drive in WPS>/files/nothing", "alice-token"),
        (
            "a folder of another drive",
            "/v7/drives/<alice's drive in WPS>/files/<Private in WPS>",
            "alice-token",
        ),
        ("a file for a folder", "/v7/drives/<alice's drive in WPS>/files/<hello.txt in WPS>", "alice-token"),
        ("a stranger", "/v7/drives/<alice's drive in WPS>/files/0", "bob-token"),
        ("a token that only reads", "/v7/drives/<alice's drive in WPS>/files/0", "readonly-token"),
    ];
    let rows =
        rows.map(|(what, path, token)| (what, request(token, &format!("POST {path}/request_upload"), &body)));
    refusals(&mock, rows, expect![[r#"
        an unknown drive: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        an unknown folder: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `nothing`: There is no such file or folder."},"msg":"文件不存在"}
        a folder of another drive: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<Private in WPS>`: There is no such file or folder."},"msg":"文件不存在"}
        a file for a folder: 400 {"code":400000003,"more":{"code":400000003,"msg":"It is not a folder."},"msg":"请求参数取值无效"}
        a stranger: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `0`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        a token that only reads: 403 {"code":400000003,"desc":"The requested scope is invalid, unknown, or malformed. The request scopes 'kso.file.readwrite' are needed.","message":"kso: PermissionDenied access_token verify err: invalid_scope"}
    "#]]).await;
}

#[tokio::test]
async fn commits_are_refused() {
    let mock = Mock::new();
    let (id, _) = ask(&mock, &asked("a", "x")).await;
    let line = format!("POST {FILES}/0/commit_upload");
    let (done, to) = ask(&mock, &asked("b", "y")).await;
    put(&mock, &to, "y").await;
    assert_eq!(commit(&mock, &done).await.status, StatusCode::OK);
    let body = |id: &str| json!({ "upload_id": id }).to_string();
    let rows = [
        ("before the bytes came", request("alice-token", &line, &body(&id))),
        ("a second time", request("alice-token", &line, &body(&done))),
        ("no id", request("alice-token", &line, "{}")),
        ("an unknown id", request("alice-token", &line, &body("nothing"))),
        (
            "in another drive",
            request(
                "alice-token",
                "POST /v7/drives/<the team's drive in WPS>/files/0/commit_upload",
                &body(&id),
            ),
        ),
        ("by somebody else", request("bob-token", &line, &body(&id))),
        ("more bytes after the commit", format!("PUT {to}\nAuthorization: Bearer alice-token\n\nz")),
    ];
    refusals(&mock, rows, expect![[r#"
        before the bytes came: 403 {"code":403008009,"more":{"code":403008009,"msg":"Bytes are missing."},"msg":"文件未完成上传"}
        a second time: 400 {"code":400000003,"more":{"code":400000003,"msg":"There is no such upload, or it was committed."},"msg":"请求参数取值无效"}
        no id: 400 {"code":400000004,"more":{"code":400000004,"msg":"upload_id is missing."},"msg":"请求参数不支持"}
        an unknown id: 400 {"code":400000003,"more":{"code":400000003,"msg":"There is no such upload, or it was committed."},"msg":"请求参数取值无效"}
        in another drive: 400 {"code":400000003,"more":{"code":400000003,"msg":"There is no such upload, or it was committed."},"msg":"请求参数取值无效"}
        by somebody else: 400 {"code":400000003,"more":{"code":400000003,"msg":"There is no such upload, or it was committed."},"msg":"请求参数取值无效"}
        more bytes after the commit: 400 {"code":400000003,"more":{"code":400000003,"msg":"There is no such upload, or it was committed."},"msg":"请求参数取值无效"}
    "#]]).await;
}

#[tokio::test]
async fn private_deployments_know_all_four_words() {
    let mock = Mock::new();
    let body = |word: &str| json!({ "size": 1, "name": "hello.txt", "on_name_conflict": word }).to_string();
    let post = async |word: &str| {
        let path = format!("/graph{FILES}/0/request_upload");
        Draft::to(Method::POST, &path, &body(word)).send(&mock).await
    };
    expect![[r#"400 {"code":400008007,"detail":"The name is taken.","msg":"文件名冲突"}"#]]
        .assert_eq(&post("fail").await.line());
    for word in ["rename", "overwrite", "replace"] {
        let answer = post(word).await;
        assert_eq!(answer.status, StatusCode::OK, "{word}: {answer}");
    }
}
