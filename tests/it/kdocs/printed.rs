//! More requests that the vendor prints, as each of its languages sends them: whatever the Content-Type, the body is
//! read as JSON.

use expect_test::expect;

use super::{Signed, examples::CLIENTS, trash};
use crate::support::Mock;

/// The token that the vendor prints, which also stands for a file.
const TOKEN: &str = "kvqxrspxjctdojjqdildjhonzwusaquc";

/// Calls with a token below `/api/v1/openapi`, and their bodies.
const WITH_TOKEN: [(&str, &str); 10] = [
    ("GET /personal/files?count=30&offset=0&order=desc&order_by=mtime", ""),
    ("POST /personal/files", r#"{"filename": "demo.ksheet", "parent_path": ["path1", "path2"]}"#),
    ("GET /personal/files/kvqxrspxjctdojjqdildjhonzwusaquc/download", ""),
    ("PUT /personal/files/kvqxrspxjctdojjqdildjhonzwusaquc/name", r#"{"new_name": "demo.txt"}"#),
    ("DELETE /personal/files/kvqxrspxjctdojjqdildjhonzwusaquc", ""),
    ("POST /personal/tasks/files/delete", r#"{"file_ids": ["kvqxrspxjctdojjqdildjhonzwusaquc"]}"#),
    ("POST /personal/recycles/recover", r#"{"file_tokens": ["kvqxrspxjctdojjqdildjhonzwusaquc"]}"#),
    (
        "POST /personal/files/kvqxrspxjctdojjqdildjhonzwusaquc/links",
        r#"{"range": "anyone", "status": "open", "permission": "read", "period": 7}"#,
    ),
    ("GET /user/basic", ""),
    ("POST /user/edit_token", "{}"),
];

/// Calls with a signature below `/api/v1/openapi`, and their bodies.
const SIGNED: [(&str, &str); 7] = [
    (
        "POST /appspace/files",
        r#"{"filename": "demo", "creator": "777", "parent_token": "t1v4Ga8ZUYKc12KGMdEQpBh"}"#,
    ),
    ("GET /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh", ""),
    ("GET /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh/download", ""),
    ("GET /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh/versions?offset=0&count=10", ""),
    ("POST /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh/versions/1/revert", ""),
    ("DELETE /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh/destroy", r#"{"modifier": "777"}"#),
    (
        "POST /anonymous/preview/appspace/with_token",
        r#"{"file_token": "t2v4Ga8ZUYKc12KGMdEQpBh", "download": true}"#,
    ),
];

/// The Content-Type that a client sends with this body, and its other headers.
fn headers(client: &str, body: &str) -> (Option<String>, String) {
    let (mut content_type, mut others) = (None, Vec::new());
    for line in client.lines() {
        match line.split_once(": ").expect("a header") {
            ("Content-Type" | "Content-Length" | "Transfer-Encoding", _) if body.is_empty() => {}
            ("Content-Type", value) => content_type = Some(value.to_owned()),
            ("Content-Length", _) => others.push(format!("\nContent-Length: {}", body.len())),
            _ => others.push(format!("\n{line}")),
        }
    }
    (content_type, others.concat())
}

/// Sends these calls from every client, each to a mock of its own; returns the one answer to each, a line a call.
async fn answers(
    calls: impl IntoIterator<Item = (&str, &str)>,
    request: impl Fn(&str, &str, Option<String>, String) -> String,
) -> String {
    let mut lines = Vec::new();
    for (call, body) in calls {
        let (method, path) = call.split_once(" /").expect("a method and a path");
        let what = format!("{method} /api/v1/openapi/{path}");
        let mut first = None;
        for (client, sent) in CLIENTS {
            let mock = Mock::new();
            if call.contains("/recover") {
                trash(&mock, 0, "hello.txt");
            }
            let (content_type, others) = headers(sent, body);
            let answer = mock.send(&request(&what, body, content_type, others)).await;
            assert_eq!(answer.status, 200, "{client}: {call}: {answer}");
            let line = answer.line();
            assert_eq!(&line, first.get_or_insert_with(|| line.clone()), "{client}: {call}");
        }
        lines.push(format!("{call} {}", first.expect("there are clients")));
    }
    lines.join("\n")
}

#[tokio::test]
async fn the_printed_calls_with_a_token_are_answered_alike_from_every_client() {
    let request = |what: &str, body: &str, content_type: Option<String>, others: String| {
        let content_type = content_type.map(|value| format!("\nContent-Type: {value}")).unwrap_or_default();
        let mark = if what.contains('?') { '&' } else { '?' };
        format!("{what}{mark}access_token={TOKEN}{content_type}{others}\n\n{body}")
    };
    expect![[r#"
        GET /personal/files?count=30&offset=0&order=desc&order_by=mtime 200 {"code":0,"data":{"files":[{"fname":"Documents","fsize":0,"ftype":"folder","id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWkAGRpNf3JFce99yL0krVqQ","union_id":"<union id of Documents>"},"mtime":1767254400,"parent_id":"24Jhofz2dZ_YHGaW8c2WWhwpVYvA-2nbJvZQH7jDzHM"},{"fname":"Photos","fsize":0,"ftype":"folder","id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWhd6bxofXZx3AFRUKa6k8JA","union_id":"<union id of Photos>"},"mtime":1767254400,"parent_id":"24Jhofz2dZ_YHGaW8c2WWhwpVYvA-2nbJvZQH7jDzHM"},{"fname":"Shared examples","fsize":0,"ftype":"folder","id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWpjlA-RJtS7_n6HPOSh3S8U","union_id":"<union id of Shared examples>"},"mtime":1767254400,"parent_id":"24Jhofz2dZ_YHGaW8c2WWhwpVYvA-2nbJvZQH7jDzHM"},{"fname":"archive.zip","fsize":1354,"ftype":"file","id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWqTnXSsFejKXsdkr7Ubt0Js","union_id":"<union id of archive.zip>"},"mtime":1767254400,"parent_id":"24Jhofz2dZ_YHGaW8c2WWhwpVYvA-2nbJvZQH7jDzHM"},{"fname":"hello.txt","fsize":18,"ftype":"file","id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWm6bW0ucYila63Ghhu2rdUI","union_id":"<union id of hello.txt>"},"mtime":1767254400,"parent_id":"24Jhofz2dZ_YHGaW8c2WWhwpVYvA-2nbJvZQH7jDzHM"},{"fname":"locked.zip","fsize":170,"ftype":"file","id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWuBCH5-N4ibzvd-VvtmYmzA","union_id":"<union id of locked.zip>"},"mtime":1767254400,"parent_id":"24Jhofz2dZ_YHGaW8c2WWhwpVYvA-2nbJvZQH7jDzHM"}],"next_filter":"file","next_offset":-1}}
        POST /personal/files 200 {"code":0,"data":{"id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWsr0i7WAE0GzMZTep9szuBQ","union_id":"NJyvBE_AAmwDEvivY6Lcmcr0i7WAE0GzMZTep9szuBQ"},"space":"personal"}}
        GET /personal/files/kvqxrspxjctdojjqdildjhonzwusaquc/download 200 {"code":0,"data":{"checksums":{"sha1":"26b2e58eec7df0d276b2f5a724b218efcfac4b6c"},"fsize":18,"url":"http://mock.test/api/v1/download/AAAAAAAAAAIAAAAAAAAAAQAAAZt8xQPIjBzgOynuyRIIiU7qr8MdEw"}}
        PUT /personal/files/kvqxrspxjctdojjqdildjhonzwusaquc/name 200 {"code":0,"data":{}}
        DELETE /personal/files/kvqxrspxjctdojjqdildjhonzwusaquc 200 {"code":0,"data":{}}
        POST /personal/tasks/files/delete 200 {"code":0,"data":{"task_id":""}}
        POST /personal/recycles/recover 200 {"code":0,"data":{}}
        POST /personal/files/kvqxrspxjctdojjqdildjhonzwusaquc/links 200 {"code":0,"data":{"expire_time":1767927845,"ext_perm_list":[],"filename":"hello.txt","link_permission":"read","link_url":"http://mock.test/l/cBlfQmkZuOgP","sid":"cBlfQmkZuOgP","status":"open"}}
        GET /user/basic 200 {"code":0,"data":{"avatar":"","id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWsPTlQMpWiTTFVa9Q8Jg6dE","union_id":"NJyvBE_AAmwDEvivY6LcmcPTlQMpWiTTFVa9Q8Jg6dE"},"nickname":"Alice Example"}}
        POST /user/edit_token 200 {"code":0,"data":{"token":"ExchangeToken-ctzcnxtryiskqyerykqavzeheejfepeuvnchaakqlfdoohzt"}}"#]].assert_eq(&answers(WITH_TOKEN, request).await);
}

/// The signature covers the Content-Type that is sent: the client's own, or the printed one if it has none.
#[tokio::test]
async fn the_printed_calls_with_a_signature_are_answered_alike_from_every_client() {
    let request = |what: &str, body: &str, content_type: Option<String>, others: String| {
        let (method, path) = what.split_once(' ').expect("a method and a path");
        let content_type = content_type.as_deref().unwrap_or("application/json");
        Signed { content_type, more: &others, ..Signed::default() }.text(method, path, body)
    };
    expect![[r#"
        POST /appspace/files 200 {"code":0,"data":{"file_token":"tF3ppKOjls8v5xNG8qHpMxi"}}
        GET /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh 200 {"code":0,"data":{"content_type":"text/plain","ctime":1767254400,"file_token":"<file token of welcome.txt>","mtime":1767254400,"name":"welcome.txt","parent_token":"<file token of the app's root>","size":37,"version":1}}
        GET /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh/download 200 {"code":0,"data":{"checksums":{"sha1":"eab97be49f7cff8b831052d0c3c263d003808506"},"fsize":37,"url":"http://mock.test/api/v1/download/AAAAAAAAABMAAAAAAAAAAQAAAZt8xQPIUE00rxzU_W4oP-u4eO3qFQ"}}
        GET /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh/versions?offset=0&count=10 200 {"code":0,"data":{"next_offset":-1,"versions":[{"mtime":1767254400,"size":37,"version":1}]}}
        POST /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh/versions/1/revert 200 {"code":0,"data":{}}
        DELETE /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh/destroy 200 {"code":0}
        POST /anonymous/preview/appspace/with_token 200 {"code":0,"data":{"task_id":"3ryhitbf64q62fo2pafnmu"}}"#]].assert_eq(&answers(SIGNED, request).await);
}
