//! `preview_url` and `edit_url` of private deployments, and the page behind them.

use std::time::Duration;

use expect_test::expect;

use super::{drive_of, get, signed};
use crate::support::{Mock, refusals};

async fn address(mock: &Mock, rest: &str) -> String {
    let (drive, file) = (drive_of(mock, "alice", "/").await, mock.id("wps", "alice", "/hello.txt").await);
    let path = format!("/v7/drives/{drive}/files/{file}/{rest}");
    let answer = signed("alice-token", "GET", &path, "").send(mock).await;
    let json = answer.json();
    let url = json["data"]["url"].as_str().unwrap_or_else(|| panic!("no address: {answer}"));
    url.strip_prefix("http://mock.test").expect("on the mock").to_owned()
}

#[tokio::test]
async fn an_address_leads_to_a_page_that_shows_the_document() {
    let mock = Mock::new();
    let mut told = Vec::new();
    for rest in ["preview_url?type=w", "edit_url?type=w&expire_time=600&_w_third_userid=u%26i"] {
        let page = mock.send(&format!("GET {}", address(&mock, rest).await)).await;
        told.push(format!("{rest}\n{page}"));
    }
    expect![[r#"
        preview_url?type=w
        200 OK
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>hello.txt</title><style>…</style><body class="wide"><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>hello.txt</h1><p class="soft">18 bytes</p><p>Alice Example reads this document.</p><pre>Hello, mockdrive!
        </pre></main>

        edit_url?type=w&expire_time=600&_w_third_userid=u%26i
        200 OK
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>hello.txt</title><style>…</style><body class="wide"><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>hello.txt</h1><p class="soft">18 bytes</p><p>u&amp;i edits this document.</p><pre>Hello, mockdrive!
        </pre></main>
    "#]]
    .assert_eq(&told.join("\n"));
}

#[tokio::test]
async fn an_address_ends_with_its_time_and_with_the_right_to_read() {
    let mock = Mock::new();
    let [usual, short] =
        [address(&mock, "preview_url").await, address(&mock, "edit_url?expire_time=60").await];
    let until = crate::support::NOW.seconds() + 7200;
    let long = address(&mock, &format!("preview_url?expire_time={until}")).await;
    let show = |address: &str| format!("GET {address}");
    mock.advance(Duration::from_mins(2));
    assert_eq!(mock.send(&show(&usual)).await.status.as_u16(), 200);
    mock.advance(Duration::from_hours(1));
    assert_eq!(mock.send(&show(&long)).await.status.as_u16(), 200);
    let rows = [("after its time", show(&short)), ("after an hour", show(&usual))];
    refusals(&mock, rows, expect![[r#"
        after its time: 403 {"code":403000001,"more":{"code":403000001,"msg":"The address has expired, or the document may no longer be read."},"msg":"无权限"}
        after an hour: 403 {"code":403000001,"more":{"code":403000001,"msg":"The address has expired, or the document may no longer be read."},"msg":"无权限"}
    "#]]).await;
    super::in_world(&mock, |world| {
        let alice = world.user_named("alice").expect("seeded").id;
        let id = world.child(world.personal_drive(alice).expect("seeded").root, "hello.txt").expect("seeded");
        world.trash(mockdrive::world::Actor::User(alice), id, crate::support::NOW)
    });
    let rows = [("of a file in the bin", show(&long)), ("made up", "GET /v7/weboffice/AAAA".to_owned())];
    refusals(&mock, rows, expect![[r#"
        of a file in the bin: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no page `AAAAAAAAAAIAAAAAAAAAAgAAAAAAAAACAAAAAAAAAAAAAAGbfRdpiAbESbBM4psdWWXUcideyQ0`."},"msg":"资源不存在"}
        made up: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no page `AAAA`."},"msg":"资源不存在"}
    "#]]).await;
}

#[tokio::test]
async fn addresses_are_refused_to_those_who_may_not_read_and_in_the_public_cloud() {
    let mock = Mock::new();
    super::share(&mock, "Documents", "Preview");
    let (drive, file) =
        (drive_of(&mock, "alice", "/").await, mock.id("wps", "alice", "/Documents/plan.txt").await);
    let folder = mock.id("wps", "alice", "/Documents").await;
    let ask = |token: &str, file: &str, rest: &str| {
        signed(token, "GET", &format!("/v7/drives/{drive}/files/{file}/{rest}"), "").request()
    };
    let long = "x".repeat(1025);
    let rows = [
        ("to edit what may only be read", ask("bob-token", &file, "edit_url")),
        ("with a token that only reads", ask("readonly-token", &file, "edit_url")),
        ("of a folder", ask("alice-token", &folder, "preview_url")),
        ("of an unknown file", ask("alice-token", "x", "preview_url")),
        ("with a time that is over", ask("alice-token", &file, "preview_url?expire_time=1600000000")),
        ("with no time at all", ask("alice-token", &file, "preview_url?expire_time=0")),
        ("with a time that is no number", ask("alice-token", &file, "preview_url?expire_time=x")),
        ("for a long name", ask("alice-token", &file, &format!("edit_url?_w_third_userid={long}"))),
    ];
    refusals(&mock, rows, expect![[r#"
        to edit what may only be read: 403 {"code":403000001,"detail":"File `<plan.txt in WPS>`: the caller's role does not allow it (Update).","msg":"无权限"}
        with a token that only reads: 403 {"code":403000001,"detail":"The token has none of the scopes kso.file.write.","msg":"无权限"}
        of a folder: 400 {"code":400000003,"detail":"It is not a file.","msg":"请求参数取值无效"}
        of an unknown file: 400 {"code":400008009,"detail":"File `x`: There is no such file or folder.","msg":"文件不存在"}
        with a time that is over: 400 {"code":400000003,"detail":"expire_time lies neither ahead nor within a year.","msg":"请求参数取值无效"}
        with no time at all: 400 {"code":400000003,"detail":"expire_time lies neither ahead nor within a year.","msg":"请求参数取值无效"}
        with a time that is no number: 400 {"code":400000002,"detail":"expire_time is no number.","msg":"请求参数格式有误"}
        for a long name: 400 {"code":400000106,"detail":"_w_third_userid has more than 1024 characters.","msg":"长度限制超出"}
    "#]]).await;
    let public = get("alice-token", &format!("/v7/drives/{drive}/files/{file}/preview_url"));
    refusals(&mock, [("in the public cloud", public)], expect![[r#"
        in the public cloud: 404 {"code":404000001,"more":{"code":404000001,"msg":"There is no GET /v7/drives/<alice's drive in WPS>/files/<plan.txt in WPS>/preview_url."},"msg":"接口不存在"}
    "#]]).await;
    let reads = ask("bob-token", &file, "preview_url");
    assert_eq!(mock.call(reads).await.status.as_u16(), 200);
}
