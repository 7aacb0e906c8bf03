//! Stored script: whatever somebody stored, a browser that is led to its address saves it and runs nothing.

use std::{collections::BTreeSet, fmt::Write as _};

use expect_test::expect;
use mockdrive::{
    sandbox::Auth,
    server::{self, Access},
};
use serde_json::{Value, json};

use crate::support::{Answer, Mock};

/// A file that is a page with a script, and one that is a picture.
const PAGE: &str = "/Documents/evil.html";
const PICTURE: &str = "/Photos/mountains.jpg";

/// A mock that asks for no credentials and holds two versions of the page.
async fn with_page() -> Mock {
    let mock = Mock::with(|settings| settings.auth = Auth::Lenient);
    for version in ["1", "2"] {
        let put = format!("PUT /v1.0/me/drive/root:{PAGE}:/content\n\n<script>{version}</script>");
        assert!(mock.send(&put).await.status.is_success());
    }
    mock
}

/// The member of an answer at this pointer, without the host of an address.
fn at(answer: &Answer, pointer: &str) -> String {
    let json: Value = answer.json();
    let text =
        json.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no {pointer}: {answer}"));
    text.replace("http://mock.test", "")
}

/// Every way to an address behind which stored contents stand, or pages about them: its route, and how one gets there.
async fn addresses(mock: &Mock) -> Vec<(&'static str, String)> {
    let graph = |rest: &str| format!("{rest}\nAuthorization: Bearer alice-token");
    let id = async |dialect: &str, path: &str| mock.id(dialect, "alice", path).await;
    let mut all = Vec::new();
    let path = format!("/v1.0/me/drive/root:{PAGE}:");
    for (rest, route) in [
        ("/content", "GET /_layouts/15/download.aspx"),
        ("/versions/1.0/content", "GET /_api/v2.0/sealed/{token}"),
    ] {
        let answer = mock.send(&graph(&format!("GET {path}{rest}"))).await;
        all.push((route, answer.header("location").replace("http://mock.test", "")));
    }
    let preview = mock
        .send(&format!("{}\n\n{{}}", graph(&format!("POST {path}/preview\nContent-Type: application/json"))))
        .await;
    all.push(("GET /_api/v2.0/sealed/{token}", at(&preview, "/getUrl")));
    let thumbnail = format!("GET /v1.0/me/drive/root:{PICTURE}:/thumbnails/0/small/content");
    let thumbnail = mock.send(&graph(&thumbnail)).await;
    all.push(("GET /_api/v2.0/sealed/{token}", thumbnail.header("location").replace("http://mock.test", "")));

    let open_id = id("kdocs_open_id", PAGE).await;
    let personal = format!("/api/v1/openapi/personal/files/{open_id}");
    let download = mock.send(&format!("GET {personal}/download?access_token=alice-token")).await;
    all.push(("GET /api/v1/download/{sealed}", at(&download, "/data/url")));
    let link = r#"{"range": "anyone", "permission": "read"}"#;
    let link = mock.send(&format!("POST {personal}/links?access_token=alice-token\n\n{link}")).await;
    all.push(("GET /l/{sid}", at(&link, "/data/link_url")));
    let token = mock.id("kdocs_file_token", "apps", "/welcome.txt").await;
    let anonymous = "/api/v1/openapi/anonymous";
    let body = format!(r#"{{"file_token": "{token}", "download": true}}"#);
    let started = mock.send(&format!("POST {anonymous}/preview/appspace/with_token\n\n{body}")).await;
    let made = mock.send(&format!("GET {anonymous}/tasks/{}", at(&started, "/data/task_id"))).await;
    let preview = at(&made, "/data/url");
    all.push(("GET /api/v1/preview/{token}/content", format!("{preview}/content")));
    all.push(("GET /api/v1/preview/{token}", preview));

    let file = id("wps", PAGE).await;
    let tree = mock.send("GET /_mock/tree?drive=alice&depth=0").await;
    let drive = &tree.json()["drives"][0];
    let drives = drive["wps_drive"].as_str().expect("a drive").to_owned();
    let wps = format!("/graph/v7/drives/{drives}/files/{file}");
    let wps = |rest: &str| format!("GET {wps}/{rest}\nAuthorization: Bearer alice-token");
    let download = mock.send(&wps("download")).await;
    all.push(("GET /v7/storage/{sealed}", at(&download, "/data/url")));
    let shown = mock.send(&wps("preview_url")).await;
    all.push(("GET /v7/weboffice/{sealed}", at(&shown, "/data/url")));

    let base = "/koodrive/ose/v1";
    let koodrive = async |path: &str, body: Value| {
        mock.send(&format!("POST {base}/{path}\nAuthorization: Bearer alice-token\n\n{body}")).await
    };
    let space = drive["koodrive_container"].as_str().expect("a space");
    let (page, picture) = (id("koodrive", PAGE).await, id("koodrive", PICTURE).await);
    let download = koodrive("files/download", json!({ "containerId": space, "fileIds": [page] })).await;
    all.push(("GET /koodrive/ose/v1/download/{sealed}", at(&download, "/downloads/0/url")));
    let scaled = json!({ "containerId": space, "imageProcess": "image/resize,h_10" });
    let detail = koodrive(&format!("files/{picture}/detail"), scaled).await;
    all.push(("GET /koodrive/ose/v1/thumbnail/{sealed}", at(&detail, "/downloadLinks/0")));
    let job = json!({
        "taskType": 6, "actionType": 0, "dstContainerId": space,
        "taskInfo": { "srcContainerId": space, "fileInfo": [{ "fileId": page, "filePath": "" }] },
    });
    let job = at(&koodrive("jobs", job).await, "/data");
    let job = mock.send(&format!("GET {base}/{job}\nAuthorization: Bearer alice-token")).await;
    all.push(("GET /koodrive/ose/v1/package/{key}", at(&job, "/data/jobInfo/downloadUrl")));
    let share = json!({ "scope": 1, "fileIds": [page], "containerId": space, "validDays": 7 });
    let share = koodrive("share", share).await;
    all.push(("GET /koodrive/share/{short_url}", at(&share, "/shareLink/linkUrl")));
    all
}

#[tokio::test]
async fn stored_contents_are_saved_and_never_shown() {
    let mock = with_page().await;
    let mut lines = String::new();
    for (route, address) in addresses(&mock).await {
        let answer = mock.send(&format!("GET {address}\nAuthorization: Bearer alice-token")).await;
        let policy = if answer.header("content-security-policy").is_empty() { "no policy" } else { "policy" };
        let told =
            ["content-type", "content-disposition", "x-content-type-options"].map(|name| answer.header(name));
        writeln!(lines, "{route}: {} {} {policy}", answer.status.as_u16(), told.join(" | "))
            .expect("a string");
        let is_page = answer.header("content-type").starts_with("text/html") && told[1].is_empty();
        let text = String::from_utf8_lossy(&answer.body);
        assert!(!is_page || !text.contains("<script"), "{route}: {text}");
    }
    expect![[r#"
        GET /_layouts/15/download.aspx: 200 text/html | attachment; filename="evil.html"; filename*=UTF-8''evil.html | nosniff policy
        GET /_api/v2.0/sealed/{token}: 200 text/html | attachment; filename="evil.html"; filename*=UTF-8''evil.html | nosniff policy
        GET /_api/v2.0/sealed/{token}: 200 text/html; charset=utf-8 |  | nosniff policy
        GET /_api/v2.0/sealed/{token}: 200 image/png | attachment | nosniff policy
        GET /api/v1/download/{sealed}: 200 text/html | attachment; filename="evil.html"; filename*=UTF-8''evil.html | nosniff policy
        GET /l/{sid}: 200 text/html; charset=utf-8 |  | nosniff policy
        GET /api/v1/preview/{token}/content: 200 text/plain | attachment; filename="welcome.txt"; filename*=UTF-8''welcome.txt | nosniff policy
        GET /api/v1/preview/{token}: 200 text/html; charset=utf-8 |  | nosniff policy
        GET /v7/storage/{sealed}: 200 text/html | attachment; filename="evil.html"; filename*=UTF-8''evil.html | nosniff policy
        GET /v7/weboffice/{sealed}: 200 text/html; charset=utf-8 |  | nosniff policy
        GET /koodrive/ose/v1/download/{sealed}: 200 text/html | attachment; filename="evil.html"; filename*=UTF-8''evil.html | nosniff policy
        GET /koodrive/ose/v1/thumbnail/{sealed}: 200 image/png | attachment | nosniff policy
        GET /koodrive/ose/v1/package/{key}: 200 application/zip | attachment; filename="evil.zip"; filename*=UTF-8''evil.zip | nosniff policy
        GET /koodrive/share/{short_url}: 200 text/html; charset=utf-8 |  | nosniff policy
    "#]].assert_eq(&lines);
}

#[tokio::test]
async fn no_route_behind_an_address_is_left_out() {
    let seen: BTreeSet<String> =
        addresses(&with_page().await).await.into_iter().map(|(route, _)| route.into()).collect();
    let opens = |route: &server::Route| route.operation.emulated && route.operation.access == Access::Address;
    let all = server::routes().into_iter().map(|(_, route)| route).filter(opens);
    let all = all.filter(|route| route.method.as_str() == "GET");
    let left: Vec<_> =
        all.map(|route| format!("GET {}", route.path)).filter(|route| !seen.contains(route)).collect();
    // What these answer is JSON, or a text that says who may do what.
    expect![[r#"
        GET /_api/v2.0/click/{id}
        GET /_api/v2.0/monitor/{id}
        GET /_api/v2.1/monitor/{id}
        GET /_api/v2.0/upload/{sealed}
        GET /api/v1/document/{file_token}"#]]
    .assert_eq(&left.join("\n"));
}
