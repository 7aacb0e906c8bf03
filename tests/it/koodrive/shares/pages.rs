//! The page behind the link of a share.

use expect_test::expect;
use serde_json::json;

use super::{got, share};
use crate::support::{Answer, Mock};

async fn page(mock: &Mock, short: &str, query: &str) -> Answer {
    mock.send(&format!("GET /koodrive/share/{short}{query}")).await
}

/// What stands below the title.
fn shown(answer: &Answer) -> String {
    let text = String::from_utf8(answer.body.clone()).expect("UTF-8");
    let (_, text) = text.split_once("<h1>").unwrap_or_else(|| panic!("{text}"));
    text.to_owned()
}

#[tokio::test]
async fn people_see_who_shares_and_after_the_code_what() {
    let mock = Mock::new();
    let ids = ["<plan.txt in KooDrive>", "<Photos in KooDrive>"];
    let open =
        share(&mock, json!({ "scope": 1, "extractCode": "31945314", "fileIds": ids, "comment": "<b>" }))
            .await;
    let closed = page(&mock, &open.short, "").await;
    assert_eq!(closed.header("content-type"), "text/html; charset=utf-8");
    expect![[r#"
        Shared files</h1><p class="soft">Shared by Alice Example until 2026-01-09 11:04:05.</p><p>&lt;b&gt;</p><form><label>Code<input name="extractCode" autocomplete="off" required></label><button class="main">Open</button></form></main>
    "#]].assert_eq(&shown(&closed));
    assert_eq!(shown(&page(&mock, &open.short, "?extractCode=x").await), shown(&closed));
    let opened = shown(&page(&mock, &open.short, "?extractCode=31945314").await);
    let address = opened
        .split("href=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("an address")
        .to_owned();
    assert_eq!(mock.send(&format!("GET {address}")).await.status, 200);
    expect![[r#"
        plan.txt等多个文件</h1><p class="soft">Shared by Alice Example until 2026-01-09 11:04:05.</p><p>&lt;b&gt;</p><ul><li><a href="…">plan.txt</a></li><li>Photos</li></ul></main>
    "#]].assert_eq(&opened.replace(&address, "…"));
    assert_eq!(got(&mock, "alice", "").await["shareLinks"][0]["viewCnt"], 3);
    let named = share(&mock, json!({})).await;
    expect![[r#"
        Shared files</h1><p class="soft">Shared by Alice Example until 2026-01-09 11:04:05.</p><p>Sign in to KooDrive to see it.</p></main>
    "#]].assert_eq(&shown(&page(&mock, &named.short, "").await));
    let nothing = page(&mock, "1808628918203192832", "").await;
    assert_eq!(nothing.line(), r#"400 {"code":13000309,"msg":"Resource not found."}"#);
}
