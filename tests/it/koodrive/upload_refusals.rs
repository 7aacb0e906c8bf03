//! Uploads that are refused.

use axum::{body::Body, http::Request};
use expect_test::expect;
use serde_json::{Value, json};

use super::{
    get, post, post_text,
    uploads::{COMPLETE, CREATE, PART, URLS, complete, put, put_request, upload},
};
use crate::support::{Mock, refusals};

#[tokio::test]
async fn uploads_that_make_no_sense_are_refused() {
    let mock = Mock::new();
    let part = |number: Value, size: Value, offset: Value| json!({ "partNumber": number, "partSize": size, "partOffset": offset });
    let large = |parts: Value| json!({ "length": 3 * PART, "multiParts": parts });
    let full = PART;
    let rows = [
        ("no name", json!({ "fileName": null })),
        ("a slash", json!({ "fileName": "a/b" })),
        ("251 characters", json!({ "fileName": "x".repeat(251) })),
        ("no length", json!({ "length": null })),
        ("a negative length", json!({ "length": -1 })),
        ("above 200 GB", json!({ "length": (200u64 << 30) + 1 })),
        ("no digest", json!({ "sha256": "abc" })),
        ("no digest of the beginning", json!({ "preHash": "zz" })),
        ("a folder", json!({ "fileType": "10" })),
        ("an unknown type", json!({ "fileType": 12 })),
        ("another mode", json!({ "uploadMode": "resume" })),
        ("many versions", json!({ "uploadType": 2 })),
        ("another autoRename", json!({ "autoRename": 5 })),
        ("a long description", json!({ "description": "x".repeat(513) })),
        ("an emoji", json!({ "description": "😀" })),
        ("no time", json!({ "createdTime": "yesterday" })),
        ("no space", json!({ "containerId": "IAAnowhere" })),
        ("a file as parent", json!({ "parentFolder": ["<hello.txt in KooDrive>"] })),
        ("a parent in another space", json!({ "parentFolder": ["<Projects in KooDrive>"] })),
        ("no such parent", json!({ "parentFolder": ["Fnowhere"] })),
        ("part 0", json!({ "multiParts": [part(json!(0), json!(5), json!(0))] })),
        ("part 10001", json!({ "multiParts": [part(json!(10001), json!(5), json!(0))] })),
        ("a part without a size", json!({ "multiParts": [part(json!(1), json!(null), json!(0))] })),
        ("a part behind the end", json!({ "multiParts": [part(json!(1), json!(6), json!(0))] })),
        ("a part above 5 GiB", large(json!([part(json!(1), json!((5u64 << 30) + 1), json!(0))]))),
        ("a small part", large(json!([part(json!(1), json!(PART - 1), json!(0))]))),
        (
            "the same part twice",
            large(json!([part(json!(1), json!(full), json!(0)), part(json!(1), json!(full), json!(full))])),
        ),
        (
            "parts that overlap",
            large(json!([
                part(json!(1), json!(full), json!(0)),
                part(json!(2), json!(full), json!(full - 1))
            ])),
        ),
        (
            "more parts than bytes",
            large(json!([1, 2, 3, 4].map(|n| part(json!(n), json!(full), Value::Null)))),
        ),
        (
            "a hashCtx of 7 words",
            json!({ "multiParts": [{ "partNumber": 1, "partSize": 5, "hashCtx": [1, 2, 3, 4, 5, 6, 7] }] }),
        ),
        (
            "a hashCtx of texts",
            json!({ "multiParts": [{ "partNumber": 1, "partSize": 5, "hashCtx": ["a"] }] }),
        ),
    ];
    let rows = rows.map(|(what, more)| (what, post_text(CREATE, &upload("new.txt", b"12345", more))));
    refusals(
        &mock,
        rows,
        expect![[r#"
        no name: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a slash: 400 {"code":13000102,"msg":"Verify parameters failed."}
        251 characters: 400 {"code":13000417,"msg":"File name: Max. 250 characters."}
        no length: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a negative length: 400 {"code":13000102,"msg":"Verify parameters failed."}
        above 200 GB: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no digest: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no digest of the beginning: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a folder: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an unknown type: 400 {"code":13000102,"msg":"Verify parameters failed."}
        another mode: 400 {"code":13000102,"msg":"Verify parameters failed."}
        many versions: 400 {"code":13000102,"msg":"Verify parameters failed."}
        another autoRename: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a long description: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an emoji: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no time: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no space: 400 {"code":13000301,"msg":"Space not found."}
        a file as parent: 400 {"code":13000304,"msg":"Target directory is abnormal."}
        a parent in another space: 400 {"code":13000304,"msg":"Target directory is abnormal."}
        no such parent: 400 {"code":13000304,"msg":"Target directory is abnormal."}
        part 0: 400 {"code":13000102,"msg":"Verify parameters failed."}
        part 10001: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a part without a size: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a part behind the end: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a part above 5 GiB: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a small part: 400 {"code":13000102,"msg":"Verify parameters failed."}
        the same part twice: 400 {"code":13000102,"msg":"Verify parameters failed."}
        parts that overlap: 400 {"code":13000102,"msg":"Verify parameters failed."}
        more parts than bytes: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a hashCtx of 7 words: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a hashCtx of texts: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn parts_that_were_not_announced_are_refused() {
    let mock = Mock::new();
    let created = post(&mock, CREATE, &upload("new.txt", b"12345", json!({}))).await.json();
    let (id, url) = (created["fileId"].clone(), created["multiParts"][0]["uploadUrl"].as_str().expect("one"));
    let part = json!([{ "partNumber": 1, "partSize": 5, "partOffset": 0 }]);
    let urls = |body: Value| post_text(URLS, &body);
    let bob = |path: &str, body: Value| {
        Request::post(path.to_owned())
            .header("Authorization", "Bearer bob-token")
            .body(Body::from(body.to_string()))
            .expect("a request")
    };
    let mut rows = vec![
        ("no parts", Mock::request(&urls(json!({ "fileId": id, "multiParts": [] })))),
        ("no file", Mock::request(&urls(json!({ "multiParts": part })))),
        (
            "a file that is there",
            Mock::request(&urls(json!({ "fileId": "<hello.txt in KooDrive>", "multiParts": part }))),
        ),
        ("no id", Mock::request(&urls(json!({ "fileId": "x", "multiParts": part })))),
        ("somebody else's upload", bob(URLS, json!({ "fileId": id, "multiParts": part }))),
        ("an end of somebody else's", bob(COMPLETE, json!({ "fileId": id }))),
        ("an end before the parts", Mock::request(&post_text(COMPLETE, &json!({ "fileId": id })))),
        ("an end without a file", Mock::request(&post_text(COMPLETE, &json!({})))),
        (
            "an end with no digest",
            Mock::request(&post_text(COMPLETE, &json!({ "fileId": id, "sha256": "x" }))),
        ),
        ("too few bytes", put_request(url, b"1234".to_vec())),
        ("too many bytes", put_request(url, b"123456".to_vec())),
        ("another address", put_request("http://mock.test/koodrive/ose/v1/upload/AAAA", b"12345".to_vec())),
    ];
    let streamed = futures_util::stream::iter([Ok::<_, std::io::Error>("123"), Ok("456")]);
    let streamed = Request::put(url).body(Body::from_stream(streamed)).expect("a request");
    rows.push(("too many bytes of no announced length", streamed));
    refusals(
        &mock,
        rows,
        expect![[r#"
        no parts: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no file: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a file that is there: 400 {"code":13000401,"msg":"Upload task not found."}
        no id: 400 {"code":13000401,"msg":"Upload task not found."}
        somebody else's upload: 400 {"code":13000401,"msg":"Upload task not found."}
        an end of somebody else's: 400 {"code":13000401,"msg":"Upload task not found."}
        an end before the parts: 400 {"code":13000402,"msg":"File upload incomplete."}
        an end without a file: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an end with no digest: 400 {"code":13000102,"msg":"Verify parameters failed."}
        too few bytes: 400 {"code":13000409,"msg":"文件上传失败"}
        too many bytes: 400 {"code":13000409,"msg":"文件上传失败"}
        another address: 403 {"code":403,"msg":"Forbidden"}
        too many bytes of no announced length: 400 {"code":13000409,"msg":"文件上传失败"}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn a_space_without_room_and_a_parent_in_the_bin_take_nothing() {
    let mock = Mock::new();
    super::edit(&mock, |world, by, now| {
        let drive = world.personal_drive(super::alice(world)).expect("seeded").id;
        world.set_total(drive, 0)?;
        let photos = world.child(world.drive(drive)?.root, "Photos").expect("seeded");
        world.trash(by, photos, now)
    });
    let in_bin = json!({ "parentFolder": ["<Photos in KooDrive>"], "length": 0, "sha256": "" });
    let rows = [("capacity 0", json!({})), ("a parent in the bin", in_bin)];
    let rows = rows.map(|(what, more)| (what, post_text(CREATE, &upload("new.txt", b"12345", more))));
    refusals(
        &mock,
        rows,
        expect![[r#"
        capacity 0: 400 {"code":13000311,"msg":"Insufficient space."}
        a parent in the bin: 400 {"code":13000404,"msg":"Parent directory is in the recycle bin."}
    "#]],
    )
    .await;
    let empty = post(&mock, CREATE, &upload("empty", b"", json!({}))).await;
    assert_eq!(empty.status, 200, "nothing needs no room");
}

#[tokio::test]
async fn a_parent_that_was_binned_meanwhile_takes_nothing() {
    let mock = Mock::new();
    let body = upload("new.txt", b"12345", json!({ "parentFolder": ["<Photos in KooDrive>"] }));
    let created = post(&mock, CREATE, &body).await;
    put(&mock, &created, 0, b"12345").await;
    super::run(&mock, 2, 201, &[&super::file(&mock, "/Photos").await], json!({})).await;
    let refused = complete(&mock, &created, json!({})).await;
    assert_eq!(refused.line(), r#"400 {"code":13000404,"msg":"Parent directory is in the recycle bin."}"#);
    assert_eq!(get(&mock, "/koodrive/ose/v1/jobs?offset=0&limit=1").await.status, 200);
}
