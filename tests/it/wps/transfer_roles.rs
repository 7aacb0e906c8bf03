//! What a role allows of transfers, versions and recycle bins is done, and what it does not allow is refused.

use std::fmt::Write;

use axum::http::StatusCode;
use expect_test::expect;
use mockdrive::world::Preset;
use serde_json::json;

use super::{
    alice,
    files::roles::give,
    request,
    uploads::{FILES, hash},
};
use crate::support::{Mock, refusals};

#[tokio::test]
async fn each_role_allows_what_it_says() {
    let plan = format!("{FILES}/<plan.txt in WPS>");
    let upload = |more: serde_json::Value| {
        let mut body = json!({ "size": 1, "mode": "sequential", "hashes": [hash("sha256", "x")] });
        body.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        body.to_string()
    };
    let update = upload(json!({ "file_id": "<plan.txt in WPS>" }));
    let calls = [
        ("download", format!("GET {plan}/download"), String::new()),
        ("package", format!("GET {FILES}/batch_download?file_ids=<Documents in WPS>"), String::new()),
        ("versions", format!("GET {plan}/versions?page_size=9"), String::new()),
        ("version", format!("GET {plan}/versions/1/download"), String::new()),
        ("note", format!("POST {plan}/versions/1/update"), r#"{"comment":"x"}"#.into()),
        ("revert", format!("POST {plan}/versions/1/revert"), String::new()),
        ("upload", format!("POST {FILES}/<Documents in WPS>/request_upload"), upload(json!({ "name": "a" }))),
        ("new version", format!("POST {FILES}/<Documents in WPS>/request_upload"), update.clone()),
        ("parts", format!("POST {FILES}/<Documents in WPS>/create_multipart_upload_task"), update),
        ("upload to the root", format!("POST {FILES}/0/request_upload"), upload(json!({ "name": "a" }))),
        ("look into the bin", "GET /v7/deleted_files/<summary.txt in WPS>/meta".into(), String::new()),
        ("restore", "POST /v7/deleted_files/<summary.txt in WPS>/restore".into(), String::new()),
        ("end", "POST /v7/deleted_files/<summary.txt in WPS>/delete".into(), String::new()),
    ];
    let mut table = String::new();
    for preset in Preset::ALL {
        let mock = Mock::new();
        give(&mock, &["Documents"], preset);
        alice(&mock, &format!("POST {FILES}/<summary.txt in WPS>/delete"), "").await;
        let (mut allowed, mut refused) = (Vec::new(), Vec::new());
        for (what, line, body) in &calls {
            let fork = Mock::of(mock.sandbox().snapshot().as_ref().clone());
            let answer = fork.send(&request("bob-token", line, body)).await;
            match answer.json()["code"].as_u64() {
                Some(0) => allowed.push(*what),
                Some(403_000_001) => refused.push(*what),
                _ => panic!("{what}: {answer}"),
            }
        }
        writeln!(table, "{preset:?}: {} | {}", allowed.join(", "), refused.join(", ")).expect("a string");
    }
    expect![[r#"
        Prohibited:  | download, package, versions, version, note, revert, upload, new version, parts, upload to the root, look into the bin, restore, end
        Listable:  | download, package, versions, version, note, revert, upload, new version, parts, upload to the root, look into the bin, restore, end
        Uploadable: upload, new version, parts | download, package, versions, version, note, revert, upload to the root, look into the bin, restore, end
        ViewOnly:  | download, package, versions, version, note, revert, upload, new version, parts, upload to the root, look into the bin, restore, end
        Viewable: download, package | versions, version, note, revert, upload, new version, parts, upload to the root, look into the bin, restore, end
        Commentable: download, package | versions, version, note, revert, upload, new version, parts, upload to the root, look into the bin, restore, end
        Editable: download, package, versions, version, note, revert, upload, new version, parts, look into the bin, restore, end | upload to the root
        Shareable: download, package, versions, version, note, revert, upload, new version, parts, look into the bin, restore, end | upload to the root
        Manageable: download, package, versions, version, note, revert, upload, new version, parts, look into the bin, restore, end | upload to the root
    "#]].assert_eq(&table);
}

#[tokio::test]
async fn who_loses_a_role_cannot_commit() {
    let mock = Mock::new();
    give(&mock, &["Documents"], Preset::Editable);
    let body = json!({ "size": 1, "name": "plan.txt", "on_name_conflict": "overwrite", "hashes": [hash("md5", "x")] });
    let line = format!("POST {FILES}/<Documents in WPS>/request_upload");
    let data = mock.send(&request("bob-token", &line, &body.to_string())).await.json()["data"].clone();
    let address = data["store_request"]["url"].as_str().and_then(|url| url.strip_prefix("http://mock.test"));
    let put = format!("PUT {}\nAuthorization: Bearer bob-token\n\nx", address.expect("on the mock"));
    assert_eq!(mock.send(&put).await.status, StatusCode::OK);
    let body = json!({ "upload_id": data["upload_id"] }).to_string();
    let commit = request("bob-token", &format!("POST {FILES}/<Documents in WPS>/commit_upload"), &body);
    give(&mock, &["Documents"], Preset::Viewable);
    refusals(&mock, [("a commit of one who only reads", commit.clone())], expect![[r#"
        a commit of one who only reads: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<Documents in WPS>`: the caller's role does not allow it (Upload)."},"msg":"无权限"}
    "#]]).await;
    give(&mock, &["Documents"], Preset::Editable);
    let file = mock.send(&commit).await.json();
    assert_eq!((&file["data"]["version"], &file["code"]), (&2.into(), &0.into()), "{file}");
}

#[tokio::test]
async fn a_package_leaves_out_what_is_closed() {
    let mock = Mock::new();
    give(&mock, &["Documents"], Preset::Viewable);
    give(&mock, &["Documents", "Reports"], Preset::ViewOnly);
    let line = format!("GET {FILES}/batch_download?file_ids=<Documents in WPS>");
    let answer = mock.send(&request("bob-token", &line, "")).await;
    let address = super::downloads::url(&answer);
    let zip = mock.send(&format!("GET {address}\nAuthorization: Bearer bob-token")).await;
    let names = super::downloads::unzipped(&zip.body);
    assert_eq!(names, ["Documents/: 0", "Documents/plan.txt: 74"]);
}
