//! The page for people, as files; `tests/ui/run` looks at it in a browser.

use std::{fs, path::PathBuf, sync::Arc};

use data_encoding::HEXLOWER;
use expect_test::expect;
use mockdrive::{Config, Switch};
use sha2::{Digest, Sha256};

use crate::support::{Answer, Mock};

fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/ui"))
}

/// Every file of the page by its address below `/_mock/ui/`, in order; what is written about them is none.
fn files() -> Vec<String> {
    let (mut found, mut folders) = (Vec::new(), vec![root()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_none_or(|extension| extension != "md") {
                found.push(path.strip_prefix(root()).expect("below").to_str().expect("a name").to_owned());
            }
        }
    }
    found.sort();
    found
}

fn text(file: &str) -> String {
    fs::read_to_string(root().join(file)).expect("text")
}

async fn get(mock: &Mock, path: &str, header: &str) -> Answer {
    mock.send(&format!("GET {path}{}{header}", if header.is_empty() { "" } else { "\n" })).await
}

/// A mock whose page is switched off.
fn without_ui() -> Mock {
    let config = Config { ui: Switch::Off, host_name: vec!["mock.test".into()], ..Config::default() };
    let sandboxes = config.sandboxes().expect("the built-in fixture");
    Mock::serving(Arc::new(sandboxes), config.public_address().expect("no files to read"))
}

#[tokio::test]
async fn browsers_are_led_to_the_page_and_clients_are_not() {
    let mock = Mock::new();
    let html = "Accept: text/html,*/*;q=0.8";
    let mut seen = Vec::new();
    for (path, header) in [
        ("/", html),
        ("/_sandbox/t1", html),
        ("/_sandbox/t1/", html),
        ("/_mock/ui", ""),
        ("/_sandbox/t1/_mock/ui", ""),
        ("/", "Accept: */*"),
        ("/", ""),
    ] {
        let answer = get(&mock, path, header).await;
        let place = answer.headers.get("location").map_or("nowhere", |value| value.to_str().expect("text"));
        seen.push(format!("{path} {header}: {} {place}", answer.status.as_u16()));
    }
    let posted = mock.send(&format!("POST /\n{html}")).await;
    seen.push(format!("posted: {}", posted.line()));
    expect![[r#"
        / Accept: text/html,*/*;q=0.8: 302 http://mock.test/_mock/ui/
        /_sandbox/t1 Accept: text/html,*/*;q=0.8: 302 http://mock.test/_sandbox/t1/_mock/ui/
        /_sandbox/t1/ Accept: text/html,*/*;q=0.8: 302 http://mock.test/_sandbox/t1/_mock/ui/
        /_mock/ui : 302 http://mock.test/_mock/ui/
        /_sandbox/t1/_mock/ui : 302 http://mock.test/_sandbox/t1/_mock/ui/
        / Accept: */*: 404 nowhere
        / : 404 nowhere
        posted: 404 {"detail":"No API has the path /; GET /_mock/info lists the base URLs.","status":404,"title":"Not Found"}"#]].assert_eq(&seen.join("\n"));
}

#[tokio::test]
async fn every_file_is_served_as_it_stands_with_its_type() {
    let mock = Mock::new();
    let mut seen = Vec::new();
    for file in files() {
        let answer = get(&mock, &format!("/_mock/ui/{file}"), "").await;
        assert_eq!(answer.body, text(&file).as_bytes(), "{file}");
        seen.push(format!("{file}: {}", answer.header("content-type")));
    }
    expect![[r#"
        api.js: text/javascript; charset=utf-8
        app.css: text/css; charset=utf-8
        app.js: text/javascript; charset=utf-8
        icon.svg: image/svg+xml
        index.html: text/html; charset=utf-8
        parts/blocks.js: text/javascript; charset=utf-8
        parts/json.js: text/javascript; charset=utf-8
        parts/menu.js: text/javascript; charset=utf-8
        parts/time.js: text/javascript; charset=utf-8
        parts/toast.js: text/javascript; charset=utf-8
        state.js: text/javascript; charset=utf-8
        stream.js: text/javascript; charset=utf-8
        theme.css: text/css; charset=utf-8
        vendor/lit-html/LICENSE: text/plain; charset=utf-8
        vendor/lit-html/directive-helpers.js: text/javascript; charset=utf-8
        vendor/lit-html/directive.js: text/javascript; charset=utf-8
        vendor/lit-html/directives/live.js: text/javascript; charset=utf-8
        vendor/lit-html/directives/repeat.js: text/javascript; charset=utf-8
        vendor/lit-html/lit-html.js: text/javascript; charset=utf-8
        vendors.js: text/javascript; charset=utf-8
        views/changes.js: text/javascript; charset=utf-8
        views/clock.js: text/javascript; charset=utf-8
        views/drives.js: text/javascript; charset=utf-8
        views/faults.js: text/javascript; charset=utf-8
        views/item.js: text/javascript; charset=utf-8
        views/request.js: text/javascript; charset=utf-8
        views/requests.js: text/javascript; charset=utf-8
        views/setup.js: text/javascript; charset=utf-8
        views/snapshots.js: text/javascript; charset=utf-8
        views/start.js: text/javascript; charset=utf-8"#]]
    .assert_eq(&seen.join("\n"));
    let first = get(&mock, "/_mock/ui/", "").await;
    assert_eq!(first.body, text("index.html").as_bytes());
}

#[tokio::test]
async fn a_file_says_what_the_page_may_do_and_is_sent_once() {
    let mock = Mock::new();
    let answer = get(&mock, "/_mock/ui/", "Accept-Encoding: gzip, br").await;
    // The tag and the length change with the file.
    let is_fixed = |name: &str| !matches!(name, "etag" | "content-length");
    let headers = answer.headers.iter().filter(|(name, _)| is_fixed(name.as_str()));
    let lines: Vec<_> =
        headers.map(|(name, value)| format!("{name}: {}", value.to_str().expect("text"))).collect();
    expect![[r#"
        content-encoding: gzip
        content-type: text/html; charset=utf-8
        cache-control: no-cache
        vary: accept-encoding
        content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        x-content-type-options: nosniff
        referrer-policy: no-referrer"#]].assert_eq(&lines.join("\n"));
    let known = format!("If-None-Match: {}", answer.header("etag"));
    let again = get(&mock, "/_mock/ui/", &known).await;
    assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    let other = get(&mock, "/_mock/ui/app.js", &known).await;
    assert_eq!(other.status.as_u16(), 200);
    let none = get(&mock, "/_mock/ui/nothing.js", "").await;
    expect![[r#"404 {"detail":"The page has no file `nothing.js`.","status":404,"title":"Not Found"}"#]]
        .assert_eq(&none.line());
    let up = get(&mock, "/_mock/ui/../app.js", "").await;
    expect![[r#"404 {"detail":"The page has no file `../app.js`.","status":404,"title":"Not Found"}"#]]
        .assert_eq(&up.line());
}

#[tokio::test]
async fn nothing_of_it_is_there_when_it_is_off() {
    let mock = without_ui();
    for path in ["/", "/_mock/ui", "/_mock/ui/", "/_mock/ui/app.js"] {
        let answer = get(&mock, path, "Accept: text/html").await;
        assert_eq!(answer.status.as_u16(), 404, "{path}");
    }
}

#[test]
fn no_file_has_an_address_of_another_host() {
    for file in files() {
        let text = text(&file);
        for (at, _) in text.match_indices("://") {
            let address: String = text[at..].chars().take(40).collect();
            assert!(address.starts_with("://www.w3.org/2000/svg"), "{file} has an address: {address}");
        }
    }
}

#[test]
fn what_is_vendored_is_as_it_was_published() {
    let readme = text("vendor/README.md");
    for file in files().iter().filter(|file| file.starts_with("vendor/")) {
        let sum = HEXLOWER.encode(&Sha256::digest(fs::read(root().join(file)).expect("a file")));
        let name = file.trim_start_matches("vendor/");
        assert!(readme.contains(&format!("{sum}  {name}\n")), "{sum}  {name} is not in ui/vendor/README.md");
    }
}
