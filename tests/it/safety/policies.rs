//! What the pages of ours tell a browser: they run nothing, and lead where they should.

use data_encoding::BASE64;
use expect_test::expect;
use sha2::{Digest, Sha256};

use crate::support::{Answer, Mock};

const TENANT: &str = "/11111111-1111-1111-1111-111111111111/oauth2/v2.0";
const CLIENT: &str = "client_id=22222222-2222-2222-2222-222222222222&response_type=code&scope=Files.Read";

/// A page as a browser asks for it.
async fn page(mock: &Mock, path: &str) -> Answer {
    let page = mock.send(&format!("GET {path}\nAccept: text/html,*/*")).await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{path}: {page}");
    page
}

/// What a page tells a browser, one header a line.
fn told(page: &Answer) -> String {
    let names = ["content-security-policy", "referrer-policy", "x-frame-options", "x-content-type-options"];
    names.map(|name| format!("{name}: {}\n", page.header(name))).concat().replace("; ", ";\n  ")
}

/// What stands between two tags of a page.
fn between<'a>(page: &'a str, start: &str, end: &str) -> Option<&'a str> {
    page.split_once(start)?.1.split_once(end).map(|(text, _)| text)
}

#[tokio::test]
async fn a_page_on_which_a_person_decides_is_shown_in_no_other_and_leads_to_its_application() {
    let mock = Mock::new();
    let path = format!("{TENANT}/authorize?{CLIENT}&redirect_uri=https://app.test:8443/back?x=1");
    let asked = page(&mock, &path).await;
    expect![[r#"
        content-security-policy: default-src 'none';
          img-src 'self' data:;
          base-uri 'none';
          style-src 'sha256-G2abGiuLZ0eXUFvVzOx+Z/pvs3kirHh8DTWB8hGtrTc=';
          form-action 'self' https://app.test:8443 http://localhost:* https://localhost:* http://*.localhost:* http://127.0.0.1:* https://127.0.0.1:*;
          frame-ancestors 'none'
        referrer-policy: same-origin
        x-frame-options: DENY
        x-content-type-options: nosniff
    "#]].assert_eq(&told(&asked));
    let own = format!("{TENANT}/authorize?{CLIENT}&redirect_uri=msal22-2.x://auth");
    let own = page(&mock, &own).await;
    let leads =
        own.header("content-security-policy").split("; ").find(|part| part.starts_with("form-action"));
    expect![[r#"
        Some(
            "form-action 'self' msal22-2.x: http://localhost:* https://localhost:* http://*.localhost:* http://127.0.0.1:* https://127.0.0.1:*",
        )
    "#]].assert_debug_eq(&leads);
    let posted = format!("{path}&response_mode=form_post&prompt=none&login_hint=alice");
    let posted = page(&mock, &posted).await;
    expect![[r#"
        content-security-policy: default-src 'none';
          img-src 'self' data:;
          base-uri 'none';
          style-src 'sha256-G2abGiuLZ0eXUFvVzOx+Z/pvs3kirHh8DTWB8hGtrTc=';
          script-src 'sha256-ePniVEkSivX/c7XWBGafqh8tSpiRrKiqYeqbG7N1TOE=';
          form-action 'self' https://app.test:8443 http://localhost:* https://localhost:* http://*.localhost:* http://127.0.0.1:* https://127.0.0.1:*;
          frame-ancestors 'none'
        referrer-policy: strict-origin
        x-frame-options: DENY
        x-content-type-options: nosniff
    "#]].assert_eq(&told(&posted));
}

#[tokio::test]
async fn every_page_of_ours_has_a_policy_that_fits_what_stands_in_it() {
    let mock = Mock::new();
    let back = "redirect_uri=http://localhost:3000/back&state=s";
    for path in [
        format!("{TENANT}/authorize?{CLIENT}&redirect_uri=http://localhost:3000/back"),
        format!("{TENANT}/authorize?{CLIENT}&redirect_uri=javascript:alert(1)"),
        format!(
            "{TENANT}/authorize?{CLIENT}&redirect_uri=http://h/&response_mode=form_post&prompt=none&login_hint=bob"
        ),
        "/devicelogin".to_owned(),
        format!("/h5/auth?app_id=SX20260101MOCKED&scope=user_basic&{back}"),
        format!("/h5/auth?app_id=%3Cscript%3E&scope=user_basic&{back}"),
        format!("/oauth2/auth?client_id=AK20260101WPSAPP&response_type=code&scope=kso.user_base.read&{back}"),
        format!("/oauth2/auth?client_id=%3Cscript%3E&response_type=code&scope=kso.user_base.read&{back}"),
    ] {
        let page = page(&mock, &path).await;
        let policy = page.header("content-security-policy").to_owned();
        for part in ["default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]
        {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        let html = String::from_utf8(page.body).expect("text");
        for (start, end) in [("<style>", "</style>"), ("<script>", "</script>")] {
            if let Some(text) = between(&html, start, end) {
                let hash = format!("'sha256-{}'", BASE64.encode(&Sha256::digest(text)));
                assert!(policy.contains(&hash), "{path}: {start} is not that of the policy: {policy}");
            }
        }
        assert!(
            !html.contains(" style=") && !html.contains(" onclick="),
            "{path}: a policy by digests takes none"
        );
    }
}

#[test]
fn pages_and_contents_leave_by_one_door() {
    let mut found = Vec::new();
    let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("text");
            let doors = ["Body::from(", "Body::new(", "Body::from_stream(", "\"text/html", "response::Html"];
            let doors = doors.iter().filter(|door| text.contains(**door)).map(|door| format!(" {door}"));
            let doors: String = doors.collect();
            if !doors.is_empty() {
                let path = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("below");
                found.push(format!("{}:{doors}", path.display()));
            }
        }
    }
    found.sort();
    // Requests of a batch and bodies that are read have no browser behind them, and the page has a policy of its own; whoever comes in here has to know why.
    expect![[r#"
        src/control/events.rs: Body::from_stream(
        src/control/packed.rs: Body::from(
        src/control/respond.rs: Body::from(
        src/control/tls.rs: Body::from(
        src/control/tree.rs: Body::from(
        src/control/ui.rs: "text/html
        src/graph/identity/error.rs: "text/html
        src/graph/layers/around.rs: "text/html
        src/graph/layers/batch.rs: Body::from(
        src/http/body.rs: Body::from_stream(
        src/http/consent.rs: "text/html
        src/http/faults/answer.rs: Body::from(
        src/http/faults/finish.rs: Body::new(
        src/http/lent.rs: Body::new(
        src/http/page.rs: Body::from( "text/html
        src/http/pieces.rs: Body::new(
        src/http/post.rs: Body::new(
        src/http/produced.rs: Body::from_stream(
        src/http/recorded.rs: Body::new(
        src/http/respond.rs: Body::from(
        src/http/routed.rs: Body::from(
        src/http/written.rs: Body::from_stream("#]]
    .assert_eq(&found.join("\n"));
}
