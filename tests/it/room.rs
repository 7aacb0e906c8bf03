//! The memory that contents share: what does not fit is refused as by a full drive, and what ends makes room.

use axum::http::Method;
use expect_test::expect;
use serde_json::json;

use crate::{
    graph::alice,
    koodrive,
    support::{Mock, Sent, refusals},
    wps::sign::Draft,
};

const ROOM: u64 = 3000;
const PUT: &str = "PUT /v1.0/me/drive/root:/new.bin:/content";

/// Leaves this much room, by a file that takes the rest.
async fn leave(mock: &Mock, room: u64) {
    let size = usize::try_from(mock.sandbox().memory.limit() - mock.sandbox().memory.used() - room);
    let text = "x".repeat(size.expect("a few bytes"));
    let made = alice(mock, "PUT /v1.0/me/drive/root:/large.bin:/content", &text).await;
    assert_eq!(made.status, 201, "{made}");
}

#[tokio::test]
async fn contents_without_room_are_refused_in_each_vendors_words() {
    let mock = Mock::with_room(ROOM);
    let text = "x".repeat(1001);
    let session =
        alice(&mock, "POST /v1.0/me/drive/root:/ranges.bin:/createUploadSession", "{}").await.json();
    let range = session["uploadUrl"].as_str().expect("an address").to_owned();
    let upload = json!({
        "containerId": "<alice's space>", "parentFolder": ["root"], "fileName": "parts.bin", "length": text.len(),
    });
    let created = koodrive::post(&mock, "/koodrive/ose/v1/files/create", &upload).await.json();
    let part = created["multiParts"][0]["uploadUrl"].as_str().expect("an address").to_owned();
    let form = format!(
        "--f\r\nContent-Disposition: form-data; name=\"file\"; filename=\"form.bin\"\r\n\r\n{text}\r\n--f--\r\n"
    );
    let path = "/graph/v7/drives/<alice's drive in WPS>/files/0/upload?name=new.bin&size=1001";
    let single =
        Draft { content_type: Some("application/octet-stream"), ..Draft::to(Method::POST, path, &text) };
    leave(&mock, 1000).await;
    let rows = [
        ("a content to Graph", format!("{PUT}\nAuthorization: Bearer alice-token\n\n{text}").request()),
        ("a range to Graph", format!("PUT {range}\nContent-Range: bytes 0-1000/1001\n\n{text}").request()),
        (
            "a form to KDocs",
            format!(
                "POST /api/v1/openapi/personal/files/upload?access_token=alice-token\n\
                 Content-Type: multipart/form-data; boundary=f\n\n{form}"
            )
            .request(),
        ),
        ("a content to WPS", single.request()),
        ("a part to KooDrive", format!("PUT {part}\n\n{text}").request()),
    ];
    refusals(&mock, rows, expect![[r#"
        a content to Graph: 507 quotaLimitReached -: The user has reached their quota limit.
        a range to Graph: 507 quotaLimitReached -: The user has reached their quota limit.
        a form to KDocs: 403 {"code":10903,"hint":"1001 bytes are needed and 1000 are left","message":"SpaceNotEnough","msg":"SpaceNotEnough"}
        a content to WPS: 403 {"code":403008014,"detail":"1001 bytes are needed and 1000 are left.","msg":"空间不足"}
        a part to KooDrive: 400 {"code":13000311,"msg":"Insufficient space."}
    "#]]).await;
    assert_eq!(mock.sandbox().memory.used(), ROOM - 1000, "what was refused takes nothing");
}

#[tokio::test]
async fn there_is_room_again_when_contents_are_gone() {
    let mock = Mock::with_room(ROOM);
    leave(&mock, 10).await;
    assert_eq!(alice(&mock, PUT, "01234567890").await.status, 507);
    assert_eq!(alice(&mock, PUT, "0123456789").await.status, 201);
    // A copy shares the bytes, and so does an earlier version.
    let copy = "POST /v1.0/me/drive/root:/large.bin:/copy";
    assert_eq!(alice(&mock, copy, r#"{"name": "copy.bin"}"#).await.status, 202);
    assert_eq!(mock.sandbox().memory.used(), ROOM);
    for path in ["large.bin", "copy.bin"] {
        let delete = format!("POST /v1.0/me/drive/root:/{path}:/permanentDelete");
        assert_eq!(alice(&mock, &delete, "").await.status, 204, "{path}");
    }
    assert_eq!(mock.sandbox().memory.used(), 10);
    mock.send("POST /_mock/reset").await;
    assert_eq!(mock.sandbox().memory.used(), 0);
}

#[tokio::test]
async fn a_long_json_body_needs_room_too_and_gives_it_back() {
    let mock = Mock::with_room(ROOM);
    let body = json!({ "name": "x".repeat(70_000) }).to_string();
    let folder = "POST /v1.0/me/drive/root/children";
    assert_eq!(alice(&mock, folder, &body).await.status, 507);
    // The control API, which makes room, needs none.
    let settings = format!("PUT /_mock/settings\n\n{{\"tasks\": \"manual\"{}}}", " ".repeat(70_000));
    assert_eq!(mock.send(&settings).await.status, 200);
    assert_eq!(mock.sandbox().memory.used(), 0);
}
