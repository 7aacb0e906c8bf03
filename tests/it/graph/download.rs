//! Downloads: the redirect, and what stands behind it.

use std::{fmt::Write, time::Duration};

use expect_test::expect;

use super::{alice, by};
use crate::support::{Answer, Mock, unfold_text};

/// The address that `GET content` redirects to, without its origin.
async fn address(mock: &Mock, path: &str) -> String {
    let answer = alice(mock, &format!("GET /v1.0/me/drive/root:/{path}:/content"), "").await;
    assert_eq!(answer.status, 302, "{answer}");
    answer.header("location").strip_prefix("http://mock.test").expect("the same origin").to_owned()
}

/// All headers and the length of a file's answer.
fn whole(answer: &Answer) -> String {
    let mut text = format!("{}\n", answer.status);
    for (name, value) in &answer.headers {
        if !name.as_str().contains("request-id") {
            writeln!(text, "{name}: {}", value.to_str().expect("text")).expect("a string");
        }
    }
    text + "\n" + &String::from_utf8_lossy(&answer.body)
}

#[tokio::test]
async fn content_is_behind_a_redirect_that_needs_no_token() {
    let mock = Mock::new();
    let item = alice(&mock, "GET /v1.0/me/drive/root:/hello.txt", "").await.json();
    let redirect = alice(&mock, "GET /v1.0/me/drive/root:/hello.txt:/content", "").await;
    expect![[r#"
        302 Found
        location: http://mock.test/_layouts/15/download.aspx?UniqueId=2da8620e-c3f2-d505-6ad0-ef0a88f3398c&Translate=false&tempauth=AAAAAAAAAAIAAAAAAAAAAQAAAZt84HsI_zBuQdcb5N8CwSXDVsqjOg&ApiVersion=2.0
        x-ms-ags-diagnostic: {"ServerInfo":{"DataCenter":"mockdrive","Slice":"E","Ring":"1","ScaleUnit":"000","RoleInstance":"MOCKDRIVE"}}
        cache-control: private
        content-length: 0

    "#]]
    .assert_eq(&whole(&redirect));
    assert_eq!(item["@microsoft.graph.downloadUrl"], redirect.header("location"));
    expect![[r#"
        200 OK
        content-type: text/plain
        content-disposition: attachment; filename="hello.txt"; filename*=UTF-8''hello.txt
        x-content-type-options: nosniff
        accept-ranges: bytes
        content-length: 18
        etag: "{2DA8620E-C3F2-D505-6AD0-EF0A88F3398C},1"
        last-modified: Thu, 01 Jan 2026 08:00:00 GMT
        cache-control: private
        content-security-policy: sandbox; default-src 'none'

        Hello, mockdrive!
    "#]]
    .assert_eq(&whole(&mock.send(&format!("GET {}", address(&mock, "hello.txt").await)).await));
}

#[tokio::test]
async fn every_address_form_redirects() {
    let mock = Mock::new();
    let (hello, root) = (mock.id("graph", "alice", "/hello.txt").await, mock.id("graph", "alice", "/").await);
    let expected = format!("http://mock.test{}", address(&mock, "hello.txt").await);
    for form in [
        format!("items/{hello}"),
        format!("items/{root}:/HELLO.txt:"),
        format!("items/{root}/children/hello.TXT"),
        "root/children/hello.txt".into(),
        "items/root%3A%2Fhello.txt%3A".into(),
    ] {
        let answer = alice(&mock, &format!("GET /v1.0/me/drive/{form}/content?AVOverride=1"), "").await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("location")),
            (302, &*expected),
            "{form}: {answer}"
        );
    }
    let prefixed = alice(&mock, "GET /_sandbox/default/v1.0/me/drive/root:/hello.txt:/content", "").await;
    assert_eq!(prefixed.header("location"), expected, "the default sandbox needs no prefix");
}

#[tokio::test]
async fn parts_are_sent_as_they_are_asked_for() {
    let mock = Mock::new();
    let address = address(&mock, "hello.txt").await;
    let mut lines = String::new();
    for range in [
        "bytes=0-4",
        "bytes=7-",
        "bytes=-3",
        "bytes=5-500",
        "bytes=0-0,5-6",
        "bytes=x",
        "bytes=18-",
        "bytes=-0",
    ] {
        let answer = mock.send(&format!("GET {address}\nRange: {range}")).await;
        let body = if answer.status.is_success() { String::from_utf8_lossy(&answer.body) } else { "".into() };
        writeln!(
            lines,
            "{range}: {} {:?} {:?} {body:?}",
            answer.status.as_u16(),
            answer.header("content-range"),
            answer.header("content-length")
        )
        .expect("a string");
    }
    expect![[r#"
        bytes=0-4: 206 "bytes 0-4/18" "5" "Hello"
        bytes=7-: 206 "bytes 7-17/18" "11" "mockdrive!\n"
        bytes=-3: 206 "bytes 15-17/18" "3" "e!\n"
        bytes=5-500: 206 "bytes 5-17/18" "13" ", mockdrive!\n"
        bytes=0-0,5-6: 200 "" "18" "Hello, mockdrive!\n"
        bytes=x: 200 "" "18" "Hello, mockdrive!\n"
        bytes=18-: 416 "bytes */18" "252" ""
        bytes=-0: 416 "bytes */18" "252" ""
    "#]]
    .assert_eq(&lines);
    let refused = mock.send(&format!("GET {address}\nRange: bytes=18-")).await;
    expect!["416 invalidRange -: The specified byte range is invalid or unavailable."]
        .assert_eq(&refused.line());
}

#[tokio::test]
async fn a_part_is_sent_only_of_what_the_client_has() {
    let mock = Mock::new();
    let address = address(&mock, "hello.txt").await;
    let file = mock.send(&format!("GET {address}")).await;
    for (seen, status) in [
        (file.header("etag"), 206),
        (file.header("last-modified"), 206),
        ("\"other\"", 200),
        ("W/\"x\"", 200),
    ] {
        let answer = mock.send(&format!("GET {address}\nRange: bytes=0-4\nIf-Range: {seen}")).await;
        assert_eq!(answer.status, status, "{seen}");
    }
}

#[tokio::test]
async fn head_returns_everything_but_the_bytes() {
    let mock = Mock::new();
    let address = address(&mock, "hello.txt").await;
    let (get, head) =
        (mock.send(&format!("GET {address}")).await, mock.send(&format!("HEAD {address}")).await);
    assert_eq!(head.body, b"");
    for name in ["content-length", "content-type", "etag", "accept-ranges", "content-disposition"] {
        assert_eq!(head.header(name), get.header(name), "{name}");
    }
    assert_eq!((head.status.as_u16(), head.header("content-length")), (200, "18"));
}

#[tokio::test]
async fn what_a_client_has_already_is_not_sent_again() {
    let mock = Mock::new();
    let item = alice(&mock, "GET /v1.0/me/drive/root:/hello.txt", "").await.json();
    let (address, tags) = (address(&mock, "hello.txt").await, [&item["eTag"], &item["cTag"]]);
    for tag in tags.map(|tag| tag.as_str().expect("text")).into_iter().chain(["*"]) {
        let request = "GET /v1.0/me/drive/root:/hello.txt:/content\nAuthorization: Bearer alice-token";
        let answer = mock.send(&format!("{request}\nIf-None-Match: {tag}")).await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("location"), answer.body.len()),
            (304, "", 0),
            "{tag}"
        );
    }
    let tag = mock.send(&format!("GET {address}")).await.header("etag").to_owned();
    let answer = mock.send(&format!("GET {address}\nIf-None-Match: \"x\", {tag}")).await;
    assert_eq!((answer.status.as_u16(), answer.header("etag"), answer.body.len()), (304, &*tag, 0));
    assert_eq!(mock.send(&format!("GET {address}\nIf-None-Match: \"x\"")).await.status, 200);
}

#[tokio::test]
async fn an_address_is_good_for_an_hour() {
    let mock = Mock::new();
    let address = address(&mock, "hello.txt").await;
    mock.advance(Duration::from_secs(3599));
    assert_eq!(mock.send(&format!("GET {address}")).await.status, 200);
    mock.advance(Duration::from_secs(1));
    expect![[r#"401 {"error":{"code":"InvalidAuthenticationToken","innerError":{"client-request-id":"<request 3>","date":"2026-01-02T04:04:05","request-id":"<request 3>"},"message":"Lifetime validation failed, the token is expired."}}"#]].assert_eq(&mock.send(&format!("GET {address}")).await.line());
}

#[tokio::test]
async fn an_address_opens_the_version_that_it_was_made_for() {
    let mock = Mock::new();
    let old = address(&mock, "hello.txt").await;
    alice(&mock, "PUT /v1.0/me/drive/root:/hello.txt:/content", "other").await;
    let new = address(&mock, "hello.txt").await;
    let (old, new) = (mock.send(&format!("GET {old}")).await, mock.send(&format!("GET {new}")).await);
    assert_eq!((&*old.body, &*new.body), (&b"Hello, mockdrive!\n"[..], &b"other"[..]));
    assert_ne!(old.header("etag"), new.header("etag"));
}

#[tokio::test]
async fn names_in_any_script_can_be_saved() {
    let mock = Mock::new();
    alice(&mock, "PUT /v1.0/me/drive/root:/%E5%90%88%E5%90%8C%20100%25.pdf:/content", "x").await;
    let address = address(&mock, "%E5%90%88%E5%90%8C%20100%25.pdf").await;
    let file = mock.send(&format!("GET {address}")).await;
    expect![[r#"attachment; filename="__ 100.pdf"; filename*=UTF-8''%E5%90%88%E5%90%8C%20100%25.pdf"#]]
        .assert_eq(file.header("content-disposition"));
    assert_eq!(file.header("content-type"), "application/pdf");
}

#[tokio::test]
async fn the_tag_of_a_download_is_the_items_on_every_kind_of_drive() {
    let mock = Mock::new();
    for (person, path) in [
        ("alice", "/v1.0/me/drive/root:/hello.txt"),
        ("bob", "/v1.0/me/drive/root:/todo.txt"),
        ("alice", "/v1.0/drives/<the team's drive>/root:/Projects/notes.md"),
    ] {
        let file = mock.send(&by(person, &format!("GET {path}"), "")).await.json();
        let address = file["@microsoft.graph.downloadUrl"].as_str().expect("a link");
        let request = format!("GET {}", address.replace("http://mock.test", ""));
        let [e_tag, c_tag] = ["eTag", "cTag"].map(|tag| file[tag].as_str().expect("text").to_owned());
        assert_eq!(mock.send(&request).await.header("etag"), e_tag);
        for tag in [e_tag, c_tag] {
            assert_eq!(mock.send(&format!("{request}\nIf-None-Match: {tag}")).await.status, 304, "{path}");
        }
    }
}

#[tokio::test]
async fn an_earlier_version_is_not_downloaded_with_the_tag_of_the_current_one() {
    let mock = Mock::new();
    let address = address(&mock, "hello.txt").await;
    alice(&mock, "PUT /v1.0/me/drive/root:/hello.txt:/content", "new").await;
    let file = alice(&mock, "GET /v1.0/me/drive/root:/hello.txt", "").await.json();
    let answer =
        mock.send(&format!("GET {address}\nIf-None-Match: {}", file["eTag"].as_str().expect("text"))).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("etag"), unfold_text("\"c:{<guid of hello.txt>},1\""));
}

#[tokio::test]
async fn the_address_can_be_selected_and_is_that_of_a_file_only() {
    let mock = Mock::new();
    let select = "GET /v1.0/me/drive/root:/hello.txt?$select=id,@microsoft.graph.downloadUrl";
    let item = alice(&mock, select, "").await.json();
    let names: Vec<&String> = item.as_object().expect("an object").keys().collect();
    assert_eq!(names, ["@microsoft.graph.downloadUrl", "@odata.context", "@odata.etag", "id"]);
    let folder = alice(&mock, "GET /v1.0/me/drive/root:/Documents", "").await.json();
    assert!(folder.get("@microsoft.graph.downloadUrl").is_none());
}

#[tokio::test]
async fn what_cannot_be_downloaded_is_refused() {
    let mock = Mock::new();
    let good = address(&mock, "hello.txt").await;
    let token_of = |address: &str| {
        let (_, token) = address.split_once("tempauth=").expect("a token");
        token.split('&').next().expect("its end").to_owned()
    };
    let (token, other) = (token_of(&good), token_of(&address(&mock, "archive.zip").await));
    let mut lines = String::new();
    for path in [
        "/v1.0/me/drive/root:/Documents:/content".to_owned(),
        "/v1.0/me/drive/root:/nothing:/content".into(),
        "/v1.0/me/drive/root/children/nothing/content".into(),
        "/v1.0/me/drive/root:/hello.txt:/content?format=pdf".into(),
        "/v1.0/me/drive/root:/hello.txt:/content?$format=jpg".into(),
        "/_layouts/15/download.aspx".into(),
        "/_layouts/15/download.aspx?UniqueId=1&tempauth=nothing".into(),
        good.replace(&token, &token[1..]),
        good.replace(&token, &format!("{}{}", &token[..20], &other[20..])),
    ] {
        let answer = alice(&mock, &format!("GET {path}"), "").await;
        let error = &answer.json()["error"];
        let shown = if path.len() > 70 { "a forged address" } else { &path };
        writeln!(lines, "{shown}\n  {} {} {}", answer.status.as_u16(), error["code"], error["message"])
            .expect("a string");
    }
    expect![[r#"
        /v1.0/me/drive/root:/Documents:/content
          400 "invalidRequest" "The item is a folder, which has no content."
        /v1.0/me/drive/root:/nothing:/content
          404 "itemNotFound" "The resource could not be found."
        /v1.0/me/drive/root/children/nothing/content
          404 "itemNotFound" "The resource could not be found."
        /v1.0/me/drive/root:/hello.txt:/content?format=pdf
          501 "notSupported" "mockdrive does not emulate converting content (format=pdf)."
        /v1.0/me/drive/root:/hello.txt:/content?$format=jpg
          501 "notSupported" "mockdrive does not emulate converting content (format=jpg)."
        /_layouts/15/download.aspx
          401 "InvalidAuthenticationToken" "Access token is empty."
        /_layouts/15/download.aspx?UniqueId=1&tempauth=nothing
          404 "itemNotFound" "The resource could not be found."
        a forged address
          404 "itemNotFound" "The resource could not be found."
        a forged address
          404 "itemNotFound" "The resource could not be found."
    "#]]
    .assert_eq(&lines);
}

#[tokio::test]
async fn what_a_client_appends_to_an_address_changes_nothing() {
    let mock = Mock::new();
    let address = address(&mock, "hello.txt").await;
    let guid = unfold_text("<guid of hello.txt>").to_lowercase();
    let (start, end) =
        address.split_once(&format!("UniqueId={guid}&Translate=false&tempauth=")).expect("the form");
    assert_eq!(
        (start, end.split_once('&').map(|(_, end)| end)),
        ("/_layouts/15/download.aspx?", Some("ApiVersion=2.0"))
    );
    for appended in ["", "&x=1", "?x=1", "?", "&", "?cache=1&tempauth=other", "&$select=id"] {
        let answer = mock.send(&format!("GET {address}{appended}")).await;
        assert_eq!(answer.body, b"Hello, mockdrive!\n", "{appended}: {answer}");
    }
    let moved = address.replace("download.aspx?", "download.aspx?web=1&");
    assert_eq!(mock.send(&format!("GET {moved}")).await.status, 200, "before it, too");
}

#[tokio::test]
async fn a_file_in_the_bin_cannot_be_downloaded() {
    let mock = Mock::new();
    let address = address(&mock, "hello.txt").await;
    mock.sandbox()
        .write(|world, now| {
            let drive = world.drives().next().expect("alice's").clone();
            let hello = world.child(drive.root, "hello.txt").expect("seeded");
            world.trash(world.maker(&drive).expect("alice"), hello, now)
        })
        .expect("a live file");
    assert_eq!(mock.send(&format!("GET {address}")).await.status, 404);
}
