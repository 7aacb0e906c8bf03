//! Which pages of other origins may read: all, as with the service, but few where the server holds imported files.

use std::fmt::Write as _;

use expect_test::expect;
use mockdrive::Config;

use super::{configured, short};
use crate::support::Mock;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/files");

/// What pages of these origins are allowed, in a preflight and in a response, one a line.
async fn allowed(mock: &Mock) -> String {
    let mut lines = String::new();
    for origin in [
        "http://localhost:3000",
        "https://127.0.0.1",
        "http://[::1]:1",
        "https://app.test",
        "https://evil.test",
        "null",
    ] {
        let asked = "Access-Control-Request-Method: GET\nAccess-Control-Request-Headers: authorization";
        let asked = mock.send(&format!("OPTIONS /v1.0/me/drive\nOrigin: {origin}\n{asked}")).await;
        let request = format!("GET /v1.0/me/drive\nOrigin: {origin}\nAuthorization: Bearer alice-token");
        let answer = mock.send(&request).await;
        let told = [&asked, &answer].map(|it| format!("{:?}", it.header("access-control-allow-origin")));
        writeln!(lines, "{origin}: {} | {} vary {:?}", told[0], told[1], answer.header("vary"))
            .expect("a string");
    }
    lines
}

#[tokio::test]
async fn pages_of_this_machine_and_named_ones_read_imported_files() {
    expect![[r#"
        http://localhost:3000: "*" | "*" vary ""
        https://127.0.0.1: "*" | "*" vary ""
        http://[::1]:1: "*" | "*" vary ""
        https://app.test: "*" | "*" vary ""
        https://evil.test: "*" | "*" vary ""
        null: "*" | "*" vary ""
    "#]]
    .assert_eq(&allowed(&configured(|_| {})).await);
    let import = |config: &mut Config| config.import = Some(FOLDER.into());
    expect![[r#"
        http://localhost:3000: "http://localhost:3000" | "http://localhost:3000" vary "Origin"
        https://127.0.0.1: "https://127.0.0.1" | "https://127.0.0.1" vary "Origin"
        http://[::1]:1: "http://[::1]:1" | "http://[::1]:1" vary "Origin"
        https://app.test: "" | "" vary ""
        https://evil.test: "" | "" vary ""
        null: "" | "" vary ""
    "#]]
    .assert_eq(&allowed(&configured(import)).await);
    let named = |config: &mut Config| {
        config.import = Some(FOLDER.into());
        config.cors = vec!["https://App.test".into()];
    };
    expect![[r#"
        http://localhost:3000: "http://localhost:3000" | "http://localhost:3000" vary "Origin"
        https://127.0.0.1: "https://127.0.0.1" | "https://127.0.0.1" vary "Origin"
        http://[::1]:1: "http://[::1]:1" | "http://[::1]:1" vary "Origin"
        https://app.test: "https://app.test" | "https://app.test" vary "Origin"
        https://evil.test: "" | "" vary ""
        null: "" | "" vary ""
    "#]]
    .assert_eq(&allowed(&configured(named)).await);
    let all = |config: &mut Config| {
        config.import = Some(FOLDER.into());
        config.cors = vec!["*".into()];
    };
    expect![[r#"
        http://localhost:3000: "*" | "*" vary ""
        https://127.0.0.1: "*" | "*" vary ""
        http://[::1]:1: "*" | "*" vary ""
        https://app.test: "*" | "*" vary ""
        https://evil.test: "*" | "*" vary ""
        null: "*" | "*" vary ""
    "#]]
    .assert_eq(&allowed(&configured(all)).await);
}

#[tokio::test]
async fn an_empty_variable_names_no_origin() {
    let mock = configured(|config| config.cors = vec![String::new()]);
    let answer = mock.send("GET /v1.0/me/drive\nOrigin: https://evil.test").await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
}

#[tokio::test]
async fn other_pages_load_nothing_of_a_server_that_holds_files() {
    let mock = configured(|config| config.import = Some(FOLDER.into()));
    let mut lines = String::new();
    for headers in [
        "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors\nSec-Fetch-Dest: script",
        "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: iframe",
        "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document",
        "Sec-Fetch-Site: same-site\nSec-Fetch-Mode: no-cors\nSec-Fetch-Dest: image",
        "Sec-Fetch-Site: none\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document",
        "Referer: https://evil.test/",
        "Referer: http://localhost:3000/",
        "Origin: https://evil.test",
        "Origin: http://localhost:3000",
        "User-Agent: a program",
    ] {
        let answer = mock.send(&format!("GET /v1.0/me\nAuthorization: Bearer alice-token\n{headers}")).await;
        writeln!(lines, "{}: {}", headers.replace('\n', " | "), short(&answer)).expect("a string");
    }
    expect![[r#"
        Sec-Fetch-Site: cross-site | Sec-Fetch-Mode: no-cors | Sec-Fetch-Dest: script: 403 "This server holds imported files, and pages of other origins cannot use it then: name the origin in --cors."
        Sec-Fetch-Site: cross-site | Sec-Fetch-Mode: navigate | Sec-Fetch-Dest: iframe: 403 "This server holds imported files, and pages of other origins cannot use it then: name the origin in --cors."
        Sec-Fetch-Site: cross-site | Sec-Fetch-Mode: navigate | Sec-Fetch-Dest: document: 200
        Sec-Fetch-Site: same-site | Sec-Fetch-Mode: no-cors | Sec-Fetch-Dest: image: 200
        Sec-Fetch-Site: none | Sec-Fetch-Mode: navigate | Sec-Fetch-Dest: document: 200
        Referer: https://evil.test/: 403 "This server holds imported files, and pages of other origins cannot use it then: name the origin in --cors."
        Referer: http://localhost:3000/: 200
        Origin: https://evil.test: 403 "This server holds imported files, and pages of other origins cannot use it then: name the origin in --cors."
        Origin: http://localhost:3000: 200
        User-Agent: a program: 200
    "#]].assert_eq(&lines);
    let open = Mock::new();
    let loaded = "GET /v1.0/me\nAuthorization: Bearer alice-token\nSec-Fetch-Site: cross-site";
    assert_eq!(open.send(loaded).await.status, 200, "the built-in fixture is for all");
}

#[tokio::test]
async fn an_origin_that_stands_twice_reads_nothing() {
    let mock = configured(|config| config.import = Some(FOLDER.into()));
    let twice = "GET /v1.0/me/drive\nOrigin: http://localhost\nOrigin: https://evil.test";
    assert_eq!(mock.send(twice).await.header("access-control-allow-origin"), "");
}

#[tokio::test]
async fn a_named_origin_makes_sandboxes_and_others_do_not() {
    let mock = configured(|config| config.cors = vec!["https://app.test".into()]);
    let ask = async |name: &str, origin: &str| {
        mock.send(&format!("GET /_sandbox/{name}/v1.0/me\nOrigin: {origin}")).await.status.as_u16()
    };
    assert_eq!(ask("t1", "https://evil.test").await, 403);
    assert_eq!(ask("t1", "https://app.test").await, 401);
    assert_eq!(ask("t2", "http://localhost:3000").await, 401);
    for (origin, expected) in [("https://app.test", "https://app.test"), ("https://evil.test", "")] {
        let answer = mock.send(&format!("GET /v1.0/me\nOrigin: {origin}")).await;
        assert_eq!(
            (answer.header("access-control-allow-origin"), answer.header("vary")),
            (expected, "Origin")
        );
    }
}
