//! More requests that the vendor prints, as each of its languages sends them: whatever the Content-Type, the body is
//! read as JSON.
//!
//! Ids that the vendor prints are those of its own documents: here a word stands for each, and an answer before tells
//! what it is. Bodies that fit no document of ours have the names of ours: `字段列表1` for `字段名1`. Records that are
//! created and looked for, forms and texts have the parameters of their pages, not the examples.

use expect_test::expect;

use super::{Signed, examples::CLIENTS, office::documents};
use crate::support::{
    Mock, beside, refusals,
    script::{Words, fill, keep},
};

/// The token that the vendor prints, which also stands for a file.
const TOKEN: &str = "kvqxrspxjctdojjqdildjhonzwusaquc";

/// Calls with a token below `/api/v1/openapi`, and what the calls after them want to know. An empty line begins a story.
const WITH_TOKEN: &str = r#"
GET /personal/files?count=30&offset=0&order=desc&order_by=mtime

POST /personal/files {"filename": "demo.ksheet", "parent_path": ["path1", "path2"]}

GET /personal/files/kvqxrspxjctdojjqdildjhonzwusaquc/download

PUT /personal/files/kvqxrspxjctdojjqdildjhonzwusaquc/name {"new_name": "demo.txt"}

DELETE /personal/files/kvqxrspxjctdojjqdildjhonzwusaquc
POST /personal/recycles/recover {"file_tokens": ["kvqxrspxjctdojjqdildjhonzwusaquc"]}

POST /personal/tasks/files/delete {"file_ids": ["kvqxrspxjctdojjqdildjhonzwusaquc"]}

POST /personal/files/kvqxrspxjctdojjqdildjhonzwusaquc/links {"range": "anyone", "status": "open", "permission": "read", "period": 7}

GET /user/basic
POST /user/edit_token {}
"#;

/// The same for spreadsheets, which the vendor has one make first.
const SHEETS: &str = r#"
POST /personal/files {"filename": "demo.xlsx"} => book=/data/id/open_id
POST /et/{book}/sheets/0/cells {"ranges":[{"op_type":"formula","row_from":0,"row_to":1,"col_from":0,"col_to":1,"formula":"2222"}]}
GET /et/{book}/sheets
GET /et/{book}/sheets/0/cells?row_from=0&row_to=2&col_from=0&col_to=2

POST /personal/files {"filename": "demo.ksheet", "parent_path": ["path1", "path2"]} => book=/data/id/open_id
POST /ksheet/{book}/sheets/0/cells {"ranges":[{"op_type":"formula","row_from":0,"row_to":1,"col_from":0,"col_to":1,"formula":"2222"}]}
GET /ksheet/{book}/sheets
GET /ksheet/{book}/sheets/0/cells?row_from=0&row_to=2&col_from=0&col_to=2
"#;

/// The same for light tables and forms.
const TABLES: &str = r#"
POST /personal/files {"filename": "demo.dbt"} => table=/data/id/open_id
POST /dbt/{table}/sheets {"name":"测试创建sheet","views":[{"name":"测试创建grid视图","type":"grid"},{"name":"测试创建kanban视图","type":"kanban"},{"name":"测试创建gallery视图","type":"gallery"}],"fields":[{"name":"字段列表1","type":"SingleLineText"},{"name":"字段列表2","type":"SingleSelect","items":[{"value":"A"},{"value":"B"},{"value":"C"}]}]}
GET /dbt/{table}/schemas
POST /dbt/{table}/sheets/2/records {"records":[{"fields":{"字段列表1":"item1","字段列表2":"A"}},{"fields":{"字段列表2":"B"}}]} => record=/data/detail/records/0/id
PUT /dbt/{table}/sheets/2/records {"records":[{"id":"{record}","fields":{"字段列表1":"item2"}}]}
POST /dbt/{table}/sheets/2/records/complex_query {"preferId":false,"pageSize":100,"pageNum":0,"filter":{"mode":"AND","criteria":[{"field":"字段列表1","op":"Equals","values":["item2"]}]}}

POST /personal/forms {"title":"午餐","questions":{"question_id_1":{"type":"input","title":"吃什么"}},"question_sections":[{"id":"question_section_id","questions":[{"qid":"question_id_1"}]}]} => form=/data/form_id
GET /personal/forms
PUT /personal/forms/{form} {"title":"晚餐","questions":{"question_id_2":{"type":"input","title":"喝什么"}}}
GET /personal/forms/{form}
"#;

/// Calls with a signature below `/api/v1/openapi`; two slashes begin a page, which is seen without one.
const SIGNED: &str = r#"
POST /appspace/files {"filename": "demo", "creator": "777", "parent_token": "t1v4Ga8ZUYKc12KGMdEQpBh"}

GET /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh
GET /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh/download
GET /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh/versions?offset=0&count=10
POST /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh/versions/1/revert

DELETE /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh/destroy {"modifier": "777"}

POST /anonymous/preview/appspace/with_token {"file_token": "t2v4Ga8ZUYKc12KGMdEQpBh", "download": true} => task=/data/task_id
GET /anonymous/tasks/{task} => page=/data/url
GET /{page}
GET /{page}/content

POST /anonymous/preview/cloud/with_token {"filename": "demo.doc", "url": "{at}/txt", "download": true} => task=/data/task_id
GET /anonymous/tasks/{task} => page=/data/url token=/data/token
GET /{page}
GET /{page}/content
POST /anonymous/token {"token": "{token}"} => token=/data/token
DELETE /anonymous/token/{token}

POST /office/extract/plaintext {"url":"{at}/docx","filename":"使用说明.docx"} => task=/data/task_id
GET /office/tasks/{task}

POST /office/convert/files/to/txt {"url":"{at}/docx","filename":"说明文档.docx","long_txt":true} => task=/data/task_id
GET /office/tasks/{task}
"#;

/// The Content-Type that a client sends with this body if the page prints none, and its other headers.
fn headers<'a>(client: &'a str, body: &str) -> (Option<&'a str>, String) {
    let (mut content_type, mut others) = (None, Vec::new());
    for line in client.lines() {
        match line.split_once(": ").expect("a header") {
            ("Content-Type" | "Content-Length" | "Transfer-Encoding", _) if body.is_empty() => {}
            ("Content-Type", value) => content_type = Some(value),
            ("Content-Length", _) => others.push(format!("\nContent-Length: {}", body.len())),
            _ => others.push(format!("\n{line}")),
        }
    }
    (content_type, others.concat())
}

/// Tells every story from every client, each from the beginning: with the Content-Type of the client, and with the one
/// that most pages print. Returns the one answer to each call.
async fn answers(
    stories: &str,
    words: &Words,
    request: impl Fn(&str, &str, Option<&str>, &str) -> String,
) -> String {
    let (mock, mut told) = (Mock::new(), Vec::new());
    for story in stories.trim().split("\n\n") {
        let mut first = None;
        for (client, sent) in CLIENTS {
            for printed in [None, Some("application/json")] {
                mock.start_over();
                let lines = tell(&mock, story, words.clone(), |method, target, body| {
                    let (own, others) = headers(sent, body);
                    match target.strip_prefix("//") {
                        Some(page) => format!("{method} /{page}{others}"),
                        None => request(&openapi(method, target), body, printed.or(own), &others),
                    }
                });
                let lines = lines.await;
                assert_eq!(&lines, first.get_or_insert_with(|| lines.clone()), "{client}");
            }
        }
        told.push(first.expect("there are clients"));
    }
    told.join("\n")
}

/// Sends the calls of a story. Returns the answer to each.
async fn tell(
    mock: &Mock,
    story: &str,
    mut words: Words,
    request: impl Fn(&str, &str, &str) -> String,
) -> String {
    let mut lines = Vec::new();
    for row in story.lines() {
        let (asked, wanted) = row.split_once(" => ").unwrap_or((row, ""));
        let (method, rest) = asked.split_once(' ').expect("a method");
        let (path, body) = rest.split_once(' ').unwrap_or((rest, ""));
        let request = request(method, &fill(path, &words), &fill(body, &words));
        let answer = mock.send(&request).await;
        assert_eq!(answer.status, 200, "{request}: {answer}");
        lines.push(format!("{method} {path} {}", answer.line()));
        wanted.split_whitespace().for_each(|wanted| keep(&mut words, wanted, &answer));
    }
    lines.join("\n")
}

/// The method and the target of a call.
fn openapi(method: &str, target: &str) -> String {
    format!("{method} /api/v1/openapi{target}")
}

/// A call with the printed token.
fn with_token(what: &str, body: &str, content_type: Option<&str>, others: &str) -> String {
    let content_type = content_type.map(|value| format!("\nContent-Type: {value}")).unwrap_or_default();
    let mark = if what.contains('?') { '&' } else { '?' };
    format!("{what}{mark}access_token={TOKEN}{content_type}{others}\n\n{body}")
}

/// A call with a signature, which covers the Content-Type that is sent: the client's own, or the printed one if it has
/// none.
fn signed(what: &str, body: &str, content_type: Option<&str>, others: &str) -> String {
    let (method, path) = what.split_once(' ').expect("a method and a path");
    let content_type = content_type.unwrap_or("application/json");
    Signed { content_type, more: others, ..Signed::default() }.text(method, path, body)
}

#[tokio::test]
async fn the_printed_calls_with_a_token_are_answered_alike_from_every_client() {
    expect![[r#"
        GET /personal/files?count=30&offset=0&order=desc&order_by=mtime 200 {"code":0,"data":{"files":[{"fname":"Documents","fsize":0,"ftype":"folder","id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWkAGRpNf3JFce99yL0krVqQ","union_id":"<union id of Documents>"},"mtime":1767254400,"parent_id":"24Jhofz2dZ_YHGaW8c2WWhwpVYvA-2nbJvZQH7jDzHM"},{"fname":"Photos","fsize":0,"ftype":"folder","id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWhd6bxofXZx3AFRUKa6k8JA","union_id":"<union id of Photos>"},"mtime":1767254400,"parent_id":"24Jhofz2dZ_YHGaW8c2WWhwpVYvA-2nbJvZQH7jDzHM"},{"fname":"Shared examples","fsize":0,"ftype":"folder","id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWpjlA-RJtS7_n6HPOSh3S8U","union_id":"<union id of Shared examples>"},"mtime":1767254400,"parent_id":"24Jhofz2dZ_YHGaW8c2WWhwpVYvA-2nbJvZQH7jDzHM"},{"fname":"archive.zip","fsize":1354,"ftype":"file","id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWqTnXSsFejKXsdkr7Ubt0Js","union_id":"<union id of archive.zip>"},"mtime":1767254400,"parent_id":"24Jhofz2dZ_YHGaW8c2WWhwpVYvA-2nbJvZQH7jDzHM"},{"fname":"hello.txt","fsize":18,"ftype":"file","id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWm6bW0ucYila63Ghhu2rdUI","union_id":"<union id of hello.txt>"},"mtime":1767254400,"parent_id":"24Jhofz2dZ_YHGaW8c2WWhwpVYvA-2nbJvZQH7jDzHM"},{"fname":"locked.zip","fsize":170,"ftype":"file","id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWuBCH5-N4ibzvd-VvtmYmzA","union_id":"<union id of locked.zip>"},"mtime":1767254400,"parent_id":"24Jhofz2dZ_YHGaW8c2WWhwpVYvA-2nbJvZQH7jDzHM"}],"next_filter":"file","next_offset":-1}}
        POST /personal/files 200 {"code":0,"data":{"id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWsV4qu0gRYOJIN4FsmOCdLQ","union_id":"NJyvBE_AAmwDEvivY6LcmcV4qu0gRYOJIN4FsmOCdLQ"},"space":"personal"}}
        GET /personal/files/kvqxrspxjctdojjqdildjhonzwusaquc/download 200 {"code":0,"data":{"checksums":{"sha1":"26b2e58eec7df0d276b2f5a724b218efcfac4b6c"},"fsize":18,"url":"http://mock.test/api/v1/download/AAAAAAAAAAIAAAAAAAAAAQAAAZt8xQPII-PjQ_KboDPwv5qltW02eA"}}
        PUT /personal/files/kvqxrspxjctdojjqdildjhonzwusaquc/name 200 {"code":0,"data":{}}
        DELETE /personal/files/kvqxrspxjctdojjqdildjhonzwusaquc 200 {"code":0,"data":{}}
        POST /personal/recycles/recover 200 {"code":0,"data":{}}
        POST /personal/tasks/files/delete 200 {"code":0,"data":{"task_id":""}}
        POST /personal/files/kvqxrspxjctdojjqdildjhonzwusaquc/links 200 {"code":0,"data":{"expire_time":1767927845,"ext_perm_list":[],"filename":"hello.txt","link_permission":"read","link_url":"http://mock.test/l/cBlfQmkZuOgP","sid":"cBlfQmkZuOgP","status":"open"}}
        GET /user/basic 200 {"code":0,"data":{"avatar":"","id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWsPTlQMpWiTTFVa9Q8Jg6dE","union_id":"NJyvBE_AAmwDEvivY6LcmcPTlQMpWiTTFVa9Q8Jg6dE"},"nickname":"Alice Example"}}
        POST /user/edit_token 200 {"code":0,"data":{"token":"ExchangeToken-ctzcnxtryiskqyerykqavzeheejfepeuvnchaakqlfdoohzt"}}"#]].assert_eq(&answers(WITH_TOKEN, &Words::new(), with_token).await);
}

#[tokio::test]
async fn the_printed_calls_on_spreadsheets_are_answered_alike_from_every_client() {
    expect![[r#"
        POST /personal/files 200 {"code":0,"data":{"id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWsr0i7WAE0GzMZTep9szuBQ","union_id":"NJyvBE_AAmwDEvivY6Lcmcr0i7WAE0GzMZTep9szuBQ"},"space":"personal"}}
        POST /et/{book}/sheets/0/cells 200 {"code":0,"data":{}}
        GET /et/{book}/sheets 200 {"code":0,"data":{"sheets_info":[{"col_from":0,"col_to":1,"is_visible":true,"row_from":0,"row_to":1,"sheet_id":1,"sheet_idx":0,"sheet_name":"Sheet1","sheet_type":"et"}]}}
        GET /et/{book}/sheets/0/cells?row_from=0&row_to=2&col_from=0&col_to=2 200 {"code":0,"data":{"cells":[{"cell_text":"2222","col_from":0,"col_to":0,"num_format":"General","original_cell_value":"2222","row_from":0,"row_to":0},{"cell_text":"2222","col_from":1,"col_to":1,"num_format":"General","original_cell_value":"2222","row_from":0,"row_to":0},{"cell_text":"2222","col_from":0,"col_to":0,"num_format":"General","original_cell_value":"2222","row_from":1,"row_to":1},{"cell_text":"2222","col_from":1,"col_to":1,"num_format":"General","original_cell_value":"2222","row_from":1,"row_to":1}]}}
        POST /personal/files 200 {"code":0,"data":{"id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWsV4qu0gRYOJIN4FsmOCdLQ","union_id":"NJyvBE_AAmwDEvivY6LcmcV4qu0gRYOJIN4FsmOCdLQ"},"space":"personal"}}
        POST /ksheet/{book}/sheets/0/cells 200 {"code":0,"data":{}}
        GET /ksheet/{book}/sheets 200 {"code":0,"data":{"sheets_info":[{"col_from":0,"col_to":1,"is_visible":true,"row_from":0,"row_to":1,"sheet_id":1,"sheet_idx":0,"sheet_name":"Sheet1","sheet_type":"et"}]}}
        GET /ksheet/{book}/sheets/0/cells?row_from=0&row_to=2&col_from=0&col_to=2 200 {"code":0,"data":{"cells":[{"cell_text":"2222","col_from":0,"col_to":0,"num_format":"General","original_cell_value":"2222","row_from":0,"row_to":0},{"cell_text":"2222","col_from":1,"col_to":1,"num_format":"General","original_cell_value":"2222","row_from":0,"row_to":0},{"cell_text":"2222","col_from":0,"col_to":0,"num_format":"General","original_cell_value":"2222","row_from":1,"row_to":1},{"cell_text":"2222","col_from":1,"col_to":1,"num_format":"General","original_cell_value":"2222","row_from":1,"row_to":1}]}}"#]].assert_eq(&answers(SHEETS, &Words::new(), with_token).await);
}

#[tokio::test]
async fn the_printed_calls_on_tables_and_forms_are_answered_alike_from_every_client() {
    expect![[r#"
        POST /personal/files 200 {"code":0,"data":{"id":{"open_id":"24Jhofz2dZ_YHGaW8c2WWsr0i7WAE0GzMZTep9szuBQ","union_id":"NJyvBE_AAmwDEvivY6Lcmcr0i7WAE0GzMZTep9szuBQ"},"space":"personal"}}
        POST /dbt/{table}/sheets 200 {"code":0,"data":{"detail":{"sheet":{"fields":[{"id":"B","name":"字段列表1","type":"SingleLineText"},{"id":"C","items":[{"value":"A"},{"value":"B"},{"value":"C"}],"name":"字段列表2","type":"SingleSelect"}],"id":2,"name":"测试创建sheet","primaryFieldId":"B","recordsCount":0,"views":[{"id":"B","name":"测试创建grid视图","type":"grid"},{"id":"C","name":"测试创建kanban视图","type":"kanban"},{"id":"D","name":"测试创建gallery视图","type":"gallery"}]}}}}
        GET /dbt/{table}/schemas 200 {"code":0,"data":{"detail":{"sheets":[{"fields":[{"id":"B","name":"名称","type":"MultiLineText"},{"id":"C","name":"数量","type":"Number"}],"id":1,"name":"数据表","primaryFieldId":"B","recordsCount":0,"views":[{"id":"B","name":"表格视图","type":"Grid"}]},{"fields":[{"id":"B","name":"字段列表1","type":"SingleLineText"},{"id":"C","items":[{"value":"A"},{"value":"B"},{"value":"C"}],"name":"字段列表2","type":"SingleSelect"}],"id":2,"name":"测试创建sheet","primaryFieldId":"B","recordsCount":0,"views":[{"id":"B","name":"测试创建grid视图","type":"grid"},{"id":"C","name":"测试创建kanban视图","type":"kanban"},{"id":"D","name":"测试创建gallery视图","type":"gallery"}]}]}}}
        POST /dbt/{table}/sheets/2/records 200 {"code":0,"data":{"detail":{"records":[{"fields":{"字段列表1":"item1","字段列表2":"A"},"id":"B"},{"fields":{"字段列表2":"B"},"id":"C"}]}}}
        PUT /dbt/{table}/sheets/2/records 200 {"code":0,"data":{"detail":{"records":[{"fields":{"字段列表1":"item2","字段列表2":"A"},"id":"B"}]}}}
        POST /dbt/{table}/sheets/2/records/complex_query 200 {"code":0,"data":{"detail":{"records":[{"fields":{"字段列表1":"item2","字段列表2":"A"},"id":"B"}]}}}
        POST /personal/forms 200 {"code":0,"data":{"form_id":"24Jhofz2dZ_YHGaW8c2WWrtju9-ZtofwYzjRQL14E01ItAYbdhjyH-ZH0MXQ4wMgQYJK_ryzbeNHLRKLn7TTiQ"}}
        GET /personal/forms 200 {"code":0,"data":{"forms":[{"ctime":1767323045,"form_id":"24Jhofz2dZ_YHGaW8c2WWrtju9-ZtofwYzjRQL14E01ItAYbdhjyH-ZH0MXQ4wMgQYJK_ryzbeNHLRKLn7TTiQ","kind":"form_v2","mtime":1767323045,"star":false,"title":"午餐","type":"Release"}],"total":1}}
        PUT /personal/forms/{form} 200 {"code":0,"data":{}}
        GET /personal/forms/{form} 200 {"code":0,"data":{"ctime":1767323045,"form_id":"24Jhofz2dZ_YHGaW8c2WWrtju9-ZtofwYzjRQL14E01ItAYbdhjyH-ZH0MXQ4wMgQYJK_ryzbeNHLRKLn7TTiQ","mtime":1767323045,"question_sections":[{"id":"question_section_id","questions":[{"qid":"question_id_1"}]}],"questions":{"question_id_2":{"title":"喝什么","type":"input"}},"title":"晚餐"}}"#]].assert_eq(&answers(TABLES, &Words::new(), with_token).await);
}

#[tokio::test]
async fn the_printed_calls_with_a_signature_are_answered_alike_from_every_client() {
    beside(documents(), async |at| {
        let words = Words::from([("at".to_owned(), at.to_owned())]);
        expect![[r#"
            POST /appspace/files 200 {"code":0,"data":{"file_token":"t0LIiotN9cTw2pD7E7dQx7C"}}
            GET /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh 200 {"code":0,"data":{"content_type":"text/plain","ctime":1767254400,"file_token":"<file token of welcome.txt>","mtime":1767254400,"name":"welcome.txt","parent_token":"<file token of the app's root>","size":37,"version":1}}
            GET /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh/download 200 {"code":0,"data":{"checksums":{"sha1":"eab97be49f7cff8b831052d0c3c263d003808506"},"fsize":37,"url":"http://mock.test/api/v1/download/AAAAAAAAABMAAAAAAAAAAQAAAZt8xQPIQ4iKZW6bCbIPa-bRfD7njg"}}
            GET /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh/versions?offset=0&count=10 200 {"code":0,"data":{"next_offset":-1,"versions":[{"mtime":1767254400,"size":37,"version":1}]}}
            POST /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh/versions/1/revert 200 {"code":0,"data":{}}
            DELETE /appspace/files/t2v4Ga8ZUYKc12KGMdEQpBh/destroy 200 {"code":0}
            POST /anonymous/preview/appspace/with_token 200 {"code":0,"data":{"task_id":"3ryhitbf64q62fo2pafnmu"}}
            GET /anonymous/tasks/{task} 200 {"code":0,"data":{"expires_in":86400,"status":"success","token":"tLJvNMjnbR7K4viQGng7cAQ","url":"http://mock.test/api/v1/preview/tLJvNMjnbR7K4viQGng7cAQ"}}
            GET /{page} 200 <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>welcome.txt</title><style>…</style><body class="wide"><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>welcome.txt</h1><p class="soft">37 bytes</p><p><a class="button main" href="tLJvNMjnbR7K4viQGng7cAQ/content">Download</a></p>
            <pre>This file belongs to an application.
            </pre></main>

            GET /{page}/content 200 This file belongs to an application.

            POST /anonymous/preview/cloud/with_token 200 {"code":0,"data":{"task_id":"3ryhitbf64q62fo2pafnmu"}}
            GET /anonymous/tasks/{task} 200 {"code":0,"data":{"expires_in":86400,"status":"success","token":"tLJvNMjnbR7K4viQGng7cAQ","url":"http://mock.test/api/v1/preview/tLJvNMjnbR7K4viQGng7cAQ"}}
            GET /{page} 200 <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>demo.doc</title><style>…</style><body class="wide"><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>demo.doc</h1><p class="soft">12 bytes</p><p><a class="button main" href="tLJvNMjnbR7K4viQGng7cAQ/content">Download</a></p>
            <pre>one &lt;b&gt;
            two
            </pre></main>

            GET /{page}/content 200 one <b>
            two

            POST /anonymous/token 200 {"code":0,"data":{"expires_in":86400,"token":"t72tRuc0Pb5QD5soYIGKTng"}}
            DELETE /anonymous/token/{token} 200 {"code":0,"data":{}}
            POST /office/extract/plaintext 200 {"code":0,"data":{"task_id":"open:cenbwojiqlorqsgeluhpvnjmoukmmfu"}}
            GET /office/tasks/{task} 200 {"code":0,"data":{"message":"","result":{"base_64_text":"UXVhcnRlcmx5IHJlcG9ydApUaHJlZSBkcml2ZXMgd2VyZSBjb25uZWN0ZWQsIG5vbmUgb2YgdGhlbSBieSBoYW5kLgpGaW5kaW5ncwpDb3BpZXMgZmluaXNoIHdoZW4gdGhlaXIgdGFzayBkb2VzLgpBIG5hbWUgdGhhdCBpcyB0YWtlbiBpcyByZWZ1c2VkLCByZXBsYWNlZCBvciBjb3VudGVkIHVwLgpRdW90YXMgYXJlIGNvdW50ZWQgYnkgdGhlIGRheS4K"},"status":"success"}}
            POST /office/convert/files/to/txt 200 {"code":0,"data":{"task_id":"open:cenbwojiqlorqsgeluhpvnjmoukmmfu"}}
            GET /office/tasks/{task} 200 {"code":0,"data":{"message":"","result":{"base_64_text":"UXVhcnRlcmx5IHJlcG9ydFRocmVlIGRyaXZlcyB3ZXJlIGNvbm5lY3RlZCwgbm9uZSBvZiB0aGVtIGJ5IGhhbmQuRmluZGluZ3NDb3BpZXMgZmluaXNoIHdoZW4gdGhlaXIgdGFzayBkb2VzLkEgbmFtZSB0aGF0IGlzIHRha2VuIGlzIHJlZnVzZWQsIHJlcGxhY2VkIG9yIGNvdW50ZWQgdXAuUXVvdGFzIGFyZSBjb3VudGVkIGJ5IHRoZSBkYXku"},"status":"success"}}"#]].assert_eq(&answers(SIGNED, &words, signed).await);
    })
    .await;
}

/// What the vendor prints and cannot mean: documents and tokens of its own, GET where the same page says POST, a path
/// without `/preview`, and on one page the body of another.
#[tokio::test]
async fn printed_requests_that_cannot_be_meant_are_refused() {
    let get = |target: &str| openapi("GET", target);
    let table = get("/dbt/wfoKKYzWR2jyxMHCFVuBxa42RSf8tpndOUeHQQzryfI/schemas");
    let sheet = get("/et/1111/sheets/2222/cells?row_from=0&row_to=2&col_from=0&col_to=2");
    let file = r#"{"file_token":"kvqxrspxjctdojjqdildjhonzwusaquc"}"#;
    let rows = [
        ("a token with a digit", format!("{table}?access_token={TOKEN}1")),
        ("a token of crosses", format!("{sheet}&access_token=xxxx")),
        ("a table of the vendor", with_token(&table, "", None, "")),
        ("a spreadsheet of the vendor", with_token(&sheet, "", None, "")),
        ("a preview without its word", signed(&get("/anonymous/appspace/with_token"), file, None, "")),
        ("the other without its word", signed(&get("/anonymous/cloud/with_token"), file, None, "")),
        ("a preview by GET", signed(&get("/anonymous/preview/appspace/with_token"), file, None, "")),
        (
            "the body of another page",
            signed(&openapi("POST", "/anonymous/preview/cloud/with_token"), file, None, ""),
        ),
        (
            "a file for a token",
            signed(&openapi("DELETE", "/anonymous/token/t2v4Ga8ZUYKc12KGMdEQpBh"), "", None, ""),
        ),
    ];
    refusals(&Mock::new(), rows, expect![[r#"
        a token with a digit: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        a token of crosses: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        a table of the vendor: 404 {"code":30012,"hint":"wfoKKYzWR2jyxMHCFVuBxa42RSf8tpndOUeHQQzryfI","message":"FileNotExists","msg":"FileNotExists"}
        a spreadsheet of the vendor: 404 {"code":30012,"hint":"1111","message":"FileNotExists","msg":"FileNotExists"}
        a preview without its word: 404 {"code":30909,"hint":"GET /api/v1/openapi/anonymous/appspace/with_token","message":"ApiNotExist","msg":"ApiNotExist"}
        the other without its word: 404 {"code":30909,"hint":"GET /api/v1/openapi/anonymous/cloud/with_token","message":"ApiNotExist","msg":"ApiNotExist"}
        a preview by GET: 405 {"code":30911,"hint":"the path exists, the method does not","message":"MethodNotAllowed","msg":"MethodNotAllowed"}
        the body of another page: 400 {"code":10001,"hint":"the body: missing field `filename` at line 1 column 49","message":"InvalidArgument","msg":"InvalidArgument"}
        a file for a token: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
    "#]]).await;
}
