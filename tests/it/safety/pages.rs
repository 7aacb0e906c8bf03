//! Pages in browsers, which send some requests unasked: what they may not change, and what they may not make.

use std::fmt::Write as _;

use expect_test::expect;

use super::{made, send_with_bytes, short};
use crate::support::{Mock, NOW};

/// What each request gets, one a line, with its headers.
async fn outcomes(mock: &Mock, first: &str, rows: &[&str], body: &str) -> String {
    let mut lines = String::new();
    for headers in rows {
        let answer = mock.send(&format!("{first}\n{headers}\n\n{body}")).await;
        writeln!(lines, "{}: {}", headers.replace('\n', " | "), short(&answer)).expect("a string");
    }
    lines
}

#[tokio::test]
async fn pages_of_other_origins_change_nothing() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    let rows = [
        "Origin: http://evil.test",
        "Origin: null",
        "Origin: mock.test",
        "Origin: http://mock.test:81",
        "Origin: http://mock.test.evil.test",
        "Origin: http://mock.test@evil.test",
        "Origin: chrome-extension://mock.test",
        "Origin: http://mock.test\nOrigin: http://mock.test",
        "Origin: http://mock.test\nOrigin: http://evil.test",
        "Origin: http://localhost:3000",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: none\nSec-Fetch-Site: Cross-Site",
        "Origin: http://mock.test\nSec-Fetch-Site: cross-site",
    ];
    let first = "POST /_mock/clock/advance";
    expect![[r#"
        Origin: http://evil.test: 403 "Pages of other origins cannot use the control API."
        Origin: null: 403 "Pages of other origins cannot use the control API."
        Origin: mock.test: 403 "Pages of other origins cannot use the control API."
        Origin: http://mock.test:81: 403 "Pages of other origins cannot use the control API."
        Origin: http://mock.test.evil.test: 403 "Pages of other origins cannot use the control API."
        Origin: http://mock.test@evil.test: 403 "Pages of other origins cannot use the control API."
        Origin: chrome-extension://mock.test: 403 "Pages of other origins cannot use the control API."
        Origin: http://mock.test | Origin: http://mock.test: 403 "Pages of other origins cannot use the control API."
        Origin: http://mock.test | Origin: http://evil.test: 403 "Pages of other origins cannot use the control API."
        Origin: http://localhost:3000: 403 "Pages of other origins cannot use the control API."
        Sec-Fetch-Site: cross-site: 403 "Pages of other origins cannot use the control API."
        Sec-Fetch-Site: none | Sec-Fetch-Site: Cross-Site: 403 "Pages of other origins cannot use the control API."
        Origin: http://mock.test | Sec-Fetch-Site: cross-site: 403 "Pages of other origins cannot use the control API."
    "#]].assert_eq(&outcomes(&mock, first, &rows, r#"{"seconds": 1}"#).await);
    let request = "POST /_mock/clock/advance\n\n{\"seconds\": 1}";
    assert_eq!(send_with_bytes(&mock, request, "origin").await.status, 403, "an origin that is no text");
    assert!(std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "nothing changed");
    assert_eq!(mock.sandbox().clock.now(), NOW);
}

#[tokio::test]
async fn the_servers_own_pages_and_programs_use_the_control_api() {
    let mock = Mock::new();
    for headers in [
        "Origin: http://mock.test",
        "Origin: https://mock.test",
        "Origin: HTTP://MOCK.test:80",
        "Origin: http://mock.test\nSec-Fetch-Site: same-origin",
        "Sec-Fetch-Site: none",
        "User-Agent: curl",
    ] {
        let answer = mock.send(&format!("POST /_mock/clock/advance\n{headers}\n\n{{\"seconds\": 0}}")).await;
        assert_eq!(answer.status, 200, "{headers}: {answer}");
    }
    let link =
        mock.send("GET /_mock/info\nSec-Fetch-Site: cross-site\nReferer: https://docs.test/page").await;
    assert_eq!(link.status, 200, "a person may follow a link to what is only shown");
}

#[tokio::test]
async fn a_page_of_another_origin_makes_no_sandbox() {
    let mock = Mock::new();
    let rows = [
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: cross-site\nReferer: https://evil.test/page",
        "Referer: https://evil.test/page?http://localhost/",
        "Origin: https://evil.test",
        "Origin: null",
        "Origin: null\nReferer: http://localhost:3000/",
        "Origin: http://localhost:3000\nOrigin: http://localhost:3000",
    ];
    let told = outcomes(&mock, "GET /_sandbox/new/v1.0/me", &rows, "").await;
    expect![[r#"
        Sec-Fetch-Site: cross-site: 403 "There is no such sandbox, and pages of other origins make none: make it with POST /_mock/sandboxes, or name the origin in --cors."
        Sec-Fetch-Site: cross-site | Referer: https://evil.test/page: 403 "There is no such sandbox, and pages of other origins make none: make it with POST /_mock/sandboxes, or name the origin in --cors."
        Referer: https://evil.test/page?http://localhost/: 403 "There is no such sandbox, and pages of other origins make none: make it with POST /_mock/sandboxes, or name the origin in --cors."
        Origin: https://evil.test: 403 "There is no such sandbox, and pages of other origins make none: make it with POST /_mock/sandboxes, or name the origin in --cors."
        Origin: null: 403 "There is no such sandbox, and pages of other origins make none: make it with POST /_mock/sandboxes, or name the origin in --cors."
        Origin: null | Referer: http://localhost:3000/: 403 "There is no such sandbox, and pages of other origins make none: make it with POST /_mock/sandboxes, or name the origin in --cors."
        Origin: http://localhost:3000 | Origin: http://localhost:3000: 403 "There is no such sandbox, and pages of other origins make none: make it with POST /_mock/sandboxes, or name the origin in --cors."
    "#]].assert_eq(&told);
    for first in ["GET /_sandbox/new/nothing", "OPTIONS /_sandbox/new/v1.0/me", "POST /_sandbox/new/v7/x"] {
        assert_eq!(outcomes(&mock, first, &rows, "").await, told, "{first}");
    }
    let refused = mock.send("GET /v1.0/me\nX-Mock-Sandbox: new\nSec-Fetch-Site: cross-site").await;
    assert_eq!(refused.status, 403, "{refused}");
    let control = mock.send("GET /_sandbox/new/_mock/health\nSec-Fetch-Site: cross-site").await;
    assert_eq!(control.status, 403, "{control}");
    assert_eq!(send_with_bytes(&mock, "GET /_sandbox/new/v1.0/me", "origin").await.status, 403);
    assert_eq!(made(&mock.sandboxes()), [""; 0]);
    mock.fork("new");
    let page = "GET /_sandbox/new/v1.0/me\nOrigin: https://evil.test\nAuthorization: Bearer alice-token";
    assert_eq!(mock.send(page).await.status, 200, "what is there may be used");
}

#[tokio::test]
async fn clients_under_test_make_the_sandboxes_that_they_use() {
    let mock = Mock::new();
    for (name, headers) in [
        ("a-program", "User-Agent: sdk"),
        ("an-app-in-a-browser", "Origin: http://localhost:3000\nSec-Fetch-Site: same-site"),
        ("an-app-by-address", "Origin: http://127.0.0.1:3000\nSec-Fetch-Site: cross-site"),
        ("a-redirect-to-sign-in", "Referer: http://127.0.0.1:3000/\nSec-Fetch-Site: cross-site"),
        ("a-person", "Sec-Fetch-Site: none"),
        ("a-page-of-the-server", "Origin: http://mock.test"),
    ] {
        mock.send(&format!("GET /_sandbox/{name}/v1.0/me\n{headers}")).await;
        assert!(mock.sandboxes().get(name).is_ok(), "{name}");
    }
}

#[tokio::test]
async fn the_bound_of_sandboxes_says_what_to_do() {
    let mock = Mock::new();
    for number in 1..mockdrive::sandbox::LIMIT {
        mock.fork(&format!("t{number}"));
    }
    expect![[r#"503 "4096 sandboxes are the most: delete one with DELETE /_mock/sandboxes/{name}, or start the server with --sandbox-idle, which lets those go that clients have made and nobody uses any more""#]].assert_eq(&short(&mock.send("GET /_sandbox/one-more/v1.0/me").await));
}
