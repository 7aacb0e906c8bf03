//! Addresses with an edit token, and the pages behind addresses that are handed out.

use std::time::Duration;

use expect_test::expect;

use super::{HELLO, Signed, WELCOME};
use crate::support::{Answer, Mock, refusals};

const PERSONAL: &str = "/api/v1/openapi/personal/files";

fn text(token: &str, below: &str) -> String {
    format!("GET {PERSONAL}/{below}?access_token={token}")
}

/// The request of an address of an application's document, for the user of a token.
fn app_text(signed: &Signed<'_>, file: &str, query: &str) -> String {
    signed.text("GET", &format!("/api/v1/openapi/appspace/files/{file}/url/with_edit_token{query}"), "")
}

async fn share(mock: &Mock, status: &str) -> String {
    let body = format!(r#"{{"range": "anyone", "status": "{status}", "permission": "read"}}"#);
    let url = format!("POST {PERSONAL}/{HELLO}/links?access_token=alice-token\n\n{body}");
    path(&mock.send(&url).await, "link_url")
}

/// The path of an address in an answer.
fn path(answer: &Answer, member: &str) -> String {
    let url = answer.json()["data"][member].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned();
    url.strip_prefix("http://mock.test").expect("an address of the mock").to_owned()
}

async fn open(mock: &Mock, path: &str) -> String {
    let answer = mock.send(&format!("GET {path}")).await;
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    format!("{} {}", answer.status.as_u16(), answer.text())
}

#[tokio::test]
async fn an_address_with_an_edit_token_shows_the_document_until_the_token_ends() {
    let mock = Mock::new();
    let answer = mock.send(&text("alice-token", &format!("{HELLO}/url/with_edit_token"))).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "url": "http://mock.test/api/v1/document/<file token of hello.txt>?edit_token=ExchangeToken-ctzcnxtryiskqyerykqavzeheejfepeuvnchaakqlfdoohzt"
          }
        }"#]].assert_eq(&answer.to_string());
    let personal = path(&answer, "url");
    let answer = mock.send(&app_text(&Signed::default(), WELCOME, "?access_token=bob-token")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "url": "http://mock.test/api/v1/document/<file token of welcome.txt>?edit_token=ExchangeToken-bptceprnqrlpzdedjxiyeaxavivoezeaoznykqrjrufhmlyn"
          }
        }"#]].assert_eq(&answer.to_string());
    let app = path(&answer, "url");
    share(&mock, "close").await;
    let answer = mock.send(&text("alice-token", &format!("{HELLO}/links/with_edit_token"))).await;
    let link = path(&answer, "url");
    let mut lines = String::new();
    for address in [&personal, &app, &link] {
        lines += &open(&mock, address).await;
    }
    expect![[r#"
        200 <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>hello.txt</title><style>…</style><body class="wide"><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>hello.txt</h1><p>Alice Example edits this document.</p></main>
        200 <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>welcome.txt</title><style>…</style><body class="wide"><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>welcome.txt</h1><p>Bob Example edits this document.</p></main>
        200 <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>hello.txt</title><style>…</style><body class="wide"><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>hello.txt</h1><p>Alice Example edits this document.</p></main>
    "#]]
    .assert_eq(&lines);
    let (_, token) = personal.split_once("?edit_token=").expect("a token");
    let end = format!("DELETE /api/v1/openapi/user/edit_token/{token}?access_token=alice-token");
    assert_eq!(mock.send(&end).await.status, 200);
    assert_eq!(mock.send(&format!("GET {personal}")).await.json()["code"], 20007, "it was ended");
    mock.advance(Duration::from_mins(10));
    for address in [&app, &link] {
        assert_eq!(mock.send(&format!("GET {address}")).await.json()["code"], 20007, "it has expired");
    }
}

#[tokio::test]
async fn an_open_link_is_for_everybody_and_a_closed_one_for_people_who_are_named() {
    let mock = Mock::new();
    let link = share(&mock, "open").await;
    expect![[r#"
        200 <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>hello.txt</title><style>…</style><body class="wide"><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>hello.txt</h1><p>Everybody with the link reads this document.</p></main>
    "#]]
    .assert_eq(&open(&mock, &link).await);
    assert_eq!(share(&mock, "close").await, link);
    let answer = mock.send(&app_text(&Signed::default(), WELCOME, "?access_token=bob-token")).await;
    let bobs = path(&answer, "url").split_once('?').expect("a token").1.to_owned();
    let alices = mock.send(&text("alice-token", &format!("{HELLO}/url/with_edit_token"))).await;
    let alices = path(&alices, "url");
    let document = alices.split('?').next().expect("a path");
    let rows = [
        ("a closed link", format!("GET {link}")),
        ("another person", format!("GET {link}?{bobs}")),
        ("another person's document", format!("GET {document}?{bobs}")),
        ("no token", format!("GET {document}")),
        ("no edit token", format!("GET {document}?edit_token=alice-token")),
        ("a link with a token that is none", format!("GET {link}?edit_token=x")),
        ("a document that is not there", format!("GET /api/v1/document/t0000000000000000000000?{bobs}")),
        ("no link", "GET /l/c00000000000".into()),
        ("no id", "GET /l/%FF".into()),
    ];
    refusals(&mock, rows, expect![[r#"
        a closed link: 403 {"code":10003,"hint":"the link is for people who are named","message":"PermissionDenied","msg":"PermissionDenied"}
        another person: 403 {"code":10003,"hint":"the link is for people who are named","message":"PermissionDenied","msg":"PermissionDenied"}
        another person's document: 404 {"code":30012,"hint":"<file token of hello.txt>","message":"FileNotExists","msg":"FileNotExists"}
        no token: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        no edit token: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        a link with a token that is none: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        a document that is not there: 404 {"code":30012,"hint":"t0000000000000000000000","message":"FileNotExists","msg":"FileNotExists"}
        no link: 404 {"code":30014,"hint":"c00000000000","message":"LinkNotExists","msg":"LinkNotExists"}
        no id: 404 {"code":30014,"hint":"","message":"LinkNotExists","msg":"LinkNotExists"}
    "#]]).await;
    let user = mock.send("GET /api/v1/openapi/user/basic?access_token=bob-token").await.json();
    let bob = user["data"]["id"]["open_id"].as_str().expect("an id").to_owned();
    let body = format!(r#"{{"user_id": "{bob}", "permission": "write"}}"#);
    let add = format!("POST {PERSONAL}/{HELLO}/links/members?access_token=alice-token\n\n{body}");
    assert_eq!(mock.send(&add).await.status, 200);
    expect![[r#"
        200 <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>hello.txt</title><style>…</style><body class="wide"><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>hello.txt</h1><p>Bob Example edits this document.</p></main>
    "#]]
    .assert_eq(&open(&mock, &format!("{link}?{bobs}")).await);
}

#[tokio::test]
async fn addresses_that_cannot_be_are_refused() {
    let mock = Mock::new();
    let signed = Signed::default();
    let other = Signed { app: "AK20260101MOCKED", key: "mock-kdocs-prod-key", ..Signed::default() };
    let unsigned =
        format!("GET /api/v1/openapi/appspace/files/{WELCOME}/url/with_edit_token?access_token=alice-token");
    let rows = [
        (
            "a link of a document that is not shared",
            text("alice-token", &format!("{HELLO}/links/with_edit_token")),
        ),
        ("another person's document", text("bob-token", &format!("{HELLO}/url/with_edit_token"))),
        ("another person's link", text("bob-token", &format!("{HELLO}/links/with_edit_token"))),
        ("a token for reading", text("readonly-token", &format!("{HELLO}/url/with_edit_token"))),
        ("no token", text("", &format!("{HELLO}/url/with_edit_token"))),
        ("nothing", text("alice-token", "nothing/url/with_edit_token")),
        ("an application without a user", app_text(&signed, WELCOME, "")),
        ("an unknown user", app_text(&signed, WELCOME, "?access_token=wrong")),
        ("a user of another application", app_text(&other, WELCOME, "?access_token=alice-token")),
        ("a user for reading", app_text(&signed, WELCOME, "?access_token=readonly-token")),
        ("a user without an application", unsigned),
        ("a user's document", app_text(&signed, HELLO, "?access_token=alice-token")),
        ("no document", app_text(&signed, "t0000000000000000000000", "?access_token=alice-token")),
    ];
    refusals(&mock, rows, expect![[r#"
        a link of a document that is not shared: 403 {"code":10003,"hint":"the document kvqxrspxjctdojjqdildjhonzwusaquc is not shared","message":"PermissionDenied","msg":"PermissionDenied"}
        another person's document: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
        another person's link: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
        a token for reading: 403 {"code":20003,"hint":"access_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        no token: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        nothing: 404 {"code":30012,"hint":"nothing","message":"FileNotExists","msg":"FileNotExists"}
        an application without a user: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        an unknown user: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        a user of another application: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        a user for reading: 403 {"code":20003,"hint":"user_basic","message":"InvalidScope","msg":"InvalidScope"}
        a user without an application: 401 {"code":30003,"hint":"the header authorization is required. expect: Date, Content-Md5, Content-Type and Authorization: WPS-2:{app_id}:{signature}","message":"InvalidSignature","msg":"InvalidSignature"}
        a user's document: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
        no document: 404 {"code":30012,"hint":"t0000000000000000000000","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
}
