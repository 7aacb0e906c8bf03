//! The text of documents, and previews that need no account.

use std::{fs, time::Duration};

use axum::{Router, routing::get};
use data_encoding::BASE64;
use expect_test::expect;

use super::{Signed, WELCOME};
use crate::support::{Answer, Mock, beside, refusals};

const OFFICE: &str = "/api/v1/openapi/office";
const ANONYMOUS: &str = "/api/v1/openapi/anonymous";

/// A server that has a few documents.
pub fn documents() -> Router {
    let docx = fs::read("fixtures/files/quarterly.docx").expect("in the checkout");
    let xlsx = fs::read("fixtures/files/budget.xlsx").expect("in the checkout");
    Router::new()
        .route("/docx", get(move || std::future::ready(docx.clone())))
        .route("/xlsx", get(move || std::future::ready(xlsx.clone())))
        .route("/txt", get(|| std::future::ready("one <b>\ntwo\n")))
}

async fn post(mock: &Mock, path: &str, body: &str) -> Answer {
    mock.send(&Signed::default().text("POST", path, body)).await
}

async fn look(mock: &Mock, path: &str) -> Answer {
    mock.send(&Signed::default().text("GET", path, "")).await
}

fn id(answer: &Answer) -> String {
    answer.json()["data"]["task_id"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

/// The text that a task made.
async fn text(mock: &Mock, started: &Answer) -> String {
    let answer = look(mock, &format!("{OFFICE}/tasks/{}", id(started))).await;
    let text = answer.json()["data"]["result"]["base_64_text"]
        .as_str()
        .unwrap_or_else(|| panic!("{answer}"))
        .to_owned();
    String::from_utf8(BASE64.decode(text.as_bytes()).expect("base64")).expect("text")
}

#[tokio::test]
async fn the_text_that_is_in_a_document_is_extracted() {
    beside(documents(), async |at| {
        let mock = Mock::new();
        let extract = async |file: &str, name: &str| {
            let body = format!(r#"{{"url":"{at}/{file}","filename":"{name}","password":""}}"#);
            post(&mock, &format!("{OFFICE}/extract/plaintext"), &body).await
        };
        let started = extract("txt", "使用说明.txt").await;
        expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "task_id": "open:cenbwojiqlorqsgeluhpvnjmoukmmfu"
          }
        }"#]]
        .assert_eq(&started.to_string());
        expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "message": "",
            "result": {
              "base_64_text": "b25lIDxiPgp0d28K"
            },
            "status": "success"
          }
        }"#]]
        .assert_eq(&look(&mock, &format!("{OFFICE}/tasks/{}", id(&started))).await.to_string());
        assert_eq!(text(&mock, &started).await, "one <b>\ntwo\n");
        expect![[r#"
        Quarterly report
        Three drives were connected, none of them by hand.
        Findings
        Copies finish when their task does.
        A name that is taken is refused, replaced or counted up.
        Quotas are counted by the day.
    "#]]
        .assert_eq(&text(&mock, &extract("docx", "a.docx").await).await);
        expect![[r#"
        Item	January	February	March
        Storage	120	128	131
        Traffic	40	44	39
        Support	75	75	80
        Total			
    "#]]
        .assert_eq(&text(&mock, &extract("xlsx", "a.XLSX").await).await);
        let failed = extract("txt", "a.docx").await;
        expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "message": "no text can be read out of the document",
            "status": "failed"
          }
        }"#]]
        .assert_eq(&look(&mock, &format!("{OFFICE}/tasks/{}", id(&failed))).await.to_string());
    })
    .await;
}

#[tokio::test]
async fn a_document_becomes_text_with_or_without_its_lines() {
    beside(documents(), async |at| {
        let mock = Mock::new();
        for (more, expected) in
            [("", "one <b>two"), (r#","hold_line_feed":true,"long_txt":true"#, "one <b>\ntwo\n")]
        {
            let body = format!(r#"{{"url":"{at}/txt","filename":"a.txt"{more}}}"#);
            let started = post(&mock, &format!("{OFFICE}/convert/files/to/txt"), &body).await;
            assert_eq!(text(&mock, &started).await, expected);
        }
    })
    .await;
}

#[tokio::test]
async fn a_task_goes_at_its_pace_and_belongs_to_its_application() {
    beside(documents(), async |at| {
        let mock = Mock::new();
        let body = format!(r#"{{"url":"{at}/txt","filename":"a.txt"}}"#);
        let manual = Signed { more: "\nX-Mock-Task: manual", ..Signed::default() };
        let started = mock.send(&manual.text("POST", &format!("{OFFICE}/extract/plaintext"), &body)).await;
        let path = format!("{OFFICE}/tasks/{}", id(&started));
        expect![[r#"200 {"code":0,"data":{"message":"","status":"running"}}"#]]
            .assert_eq(&look(&mock, &path).await.line());
        let other = Signed { app: "AK20260101MOCKED", key: "mock-kdocs-prod-key", ..Signed::default() };
        refusals(&mock, [
            ("another application", other.text("GET", &path, "")),
            ("an unknown task", Signed::default().text("GET", &format!("{OFFICE}/tasks/open:jwnqjwfquawbpgesovbqhohuankwdkv"), "")),
            ("no signature", format!("GET {path}")),
        ], expect![[r#"
            another application: 404 {"code":10902,"hint":"open:cenbwojiqlorqsgeluhpvnjmoukmmfu","message":"TaskNotExist","msg":"TaskNotExist"}
            an unknown task: 404 {"code":10902,"hint":"open:jwnqjwfquawbpgesovbqhohuankwdkv","message":"TaskNotExist","msg":"TaskNotExist"}
            no signature: 401 {"code":30003,"hint":"the header authorization is required. expect: Date, Content-Md5, Content-Type and Authorization: WPS-2:{app_id}:{signature}","message":"InvalidSignature","msg":"InvalidSignature"}
        "#]]).await;
    }).await;
}

#[tokio::test]
async fn documents_that_cannot_be_fetched_or_read_are_refused() {
    beside(documents(), async |at| {
        let mock = Mock::new();
        let extract = |url: &str, name: &str| {
            let body = format!(r#"{{"url":"{url}","filename":"{name}"}}"#);
            Signed::default().text("POST", &format!("{OFFICE}/extract/plaintext"), &body)
        };
        let convert = |more: &str| {
            let body = format!(r#"{{"url":"{at}/txt","filename":"a.txt",{more}}}"#);
            Signed::default().text("POST", &format!("{OFFICE}/convert/files/to/txt"), &body)
        };
        let local = format!("{at}/txt");
        refusals(&mock, [
            ("no signature", format!("POST {OFFICE}/extract/plaintext\n\n{{}}")),
            ("no body", Signed::default().text("POST", &format!("{OFFICE}/extract/plaintext"), "")),
            ("a host that is not allowed", extract("http://xxx.com/xxx", "使用说明.docx")),
            ("TLS", extract("https://xxx.com/xxx", "使用说明.docx")),
            ("no address", extract("xxx", "使用说明.docx")),
            ("a document that only the vendor reads", extract(&local, "a.pdf")),
            ("no document", extract(&local, "a.exe")),
            ("no name", extract(&local, "")),
            ("a path", extract(&local, "a/b.docx")),
            ("some pages", convert(r#""ranges":"1,2-4""#)),
            ("from a page on", convert(r#""from_page":1"#)),
            ("both", convert(r#""ranges":"1","to_page":2"#)),
            ("a page of nonsense", convert(r#""from_page":"x""#)),
            ("PDF", Signed::default().text("POST", &format!("{OFFICE}/convert/files/to/pdf"), "{}")),
        ], expect![[r#"
            no signature: 401 {"code":30003,"hint":"the header authorization is required. expect: Date, Content-Md5, Content-Type and Authorization: WPS-2:{app_id}:{signature}","message":"InvalidSignature","msg":"InvalidSignature"}
            no body: 400 {"code":10001,"hint":"the body: missing field `url` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
            a host that is not allowed: 400 {"code":30009,"hint":"http://xxx.com/xxx: xxx.com may not be called","message":"DownloadFail","msg":"DownloadFail"}
            TLS: 400 {"code":30009,"hint":"https://xxx.com/xxx: xxx.com may not be called","message":"DownloadFail","msg":"DownloadFail"}
            no address: 400 {"code":10001,"hint":"url is no absolute address","message":"InvalidArgument","msg":"InvalidArgument"}
            a document that only the vendor reads: 501 {"code":30005,"hint":"mockdrive does not emulate reading .pdf yet","message":"NoImpl","msg":"NoImpl"}
            no document: 400 {"code":10001,"hint":"filename ends with none of .docx .xlsx .pptx .txt .csv .md","message":"InvalidArgument","msg":"InvalidArgument"}
            no name: 400 {"code":10001,"hint":"filename: no file can have the name \"\"","message":"InvalidArgument","msg":"InvalidArgument"}
            a path: 400 {"code":10001,"hint":"filename: no file can have the name \"a/b.docx\"","message":"InvalidArgument","msg":"InvalidArgument"}
            some pages: 501 {"code":30005,"hint":"mockdrive does not emulate the conversion of some pages only yet","message":"NoImpl","msg":"NoImpl"}
            from a page on: 501 {"code":30005,"hint":"mockdrive does not emulate the conversion of some pages only yet","message":"NoImpl","msg":"NoImpl"}
            both: 400 {"code":10001,"hint":"ranges excludes from_page and to_page","message":"InvalidArgument","msg":"InvalidArgument"}
            a page of nonsense: 400 {"code":10001,"hint":"the body: invalid type: string \"x\", expected u32 at line 1 column 70","message":"InvalidArgument","msg":"InvalidArgument"}
            PDF: 501 {"code":30005,"hint":"mockdrive does not emulate POST /api/v1/openapi/office/convert/files/to/pdf yet","message":"NoImpl","msg":"NoImpl"}
        "#]]).await;
        let missing = mock.send(&extract(&format!("{at}/nothing"), "a.txt")).await;
        assert_eq!(missing.json()["code"], 30009, "{missing}");
    }).await;
}

#[tokio::test]
async fn an_office_quota_is_a_hundred_a_day_for_a_test_app() {
    beside(documents(), async |at| {
        let mock = Mock::new();
        let app = mock.sandbox().read(|world, _| {
            world.app_keyed(mockdrive::world::Api::Kdocs, "SX20260101MOCKED").expect("in the fixture").id
        });
        let day = crate::support::NOW.day(8);
        mock.sandbox().usage.set_used(app, "office.plaintext.extract".into(), day, 100);
        let body = format!(r#"{{"url":"{at}/txt","filename":"a.txt"}}"#);
        let row = Signed::default().text("POST", &format!("{OFFICE}/extract/plaintext"), &body);
        refusals(&mock, [("one too many", row)], expect![[r#"
            one too many: 429 {"code":30002,"hint":"the quota of 100 calls a day is used up until 2026-01-03T00:00:00+08:00","message":"RateLimiter","msg":"RateLimiter"}
        "#]]).await;
    }).await;
}

#[tokio::test]
async fn a_document_is_seen_without_an_account_until_its_token_ends() {
    let mock = Mock::new();
    let started = post(
        &mock,
        &format!("{ANONYMOUS}/preview/appspace/with_token"),
        &format!(r#"{{"file_token":"{WELCOME}"}}"#),
    )
    .await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "task_id": "3ryhitbf64q62fo2pafnmu"
          }
        }"#]]
    .assert_eq(&started.to_string());
    let task = format!("{ANONYMOUS}/tasks/{}", id(&started));
    let made = look(&mock, &task).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "expires_in": 86400,
            "status": "success",
            "token": "tLJvNMjnbR7K4viQGng7cAQ",
            "url": "http://mock.test/api/v1/preview/tLJvNMjnbR7K4viQGng7cAQ"
          }
        }"#]]
    .assert_eq(&made.to_string());
    let page = |made: &Answer| {
        made.json()["data"]["url"].as_str().expect("an address").replace("http://mock.test", "")
    };
    let token = |made: &Answer| made.json()["data"]["token"].as_str().expect("a token").to_owned();
    expect![[r#"
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>welcome.txt</title><style>…</style><body class="wide"><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>welcome.txt</h1><p class="soft">37 bytes</p><pre>This file belongs to an application.
        </pre></main>
    "#]]
    .assert_eq(&mock.send(&format!("GET {}", page(&made))).await.text());
    mock.advance(Duration::from_hours(1));
    let again = Signed { date: "Fri, 02 Jan 2026 04:04:05 GMT", ..Signed::default() };
    let body = format!(r#"{{"token":"{}"}}"#, token(&made));
    let renewed = mock.send(&again.text("POST", &format!("{ANONYMOUS}/token"), &body)).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "expires_in": 86400,
            "token": "t72tRuc0Pb5QD5soYIGKTng"
          }
        }"#]]
    .assert_eq(&renewed.to_string());
    let new = mock.send(&again.text("GET", &task, "")).await;
    expect![[r#"
        data / token: "tLJvNMjnbR7K4viQGng7cAQ" -> "t72tRuc0Pb5QD5soYIGKTng"
        data / url: "http://mock.test/api/v1/preview/tLJvNMjnbR7K4viQGng7cAQ" -> "http://mock.test/api/v1/preview/t72tRuc0Pb5QD5soYIGKTng"
    "#]].assert_eq(&new.differs_from(&made));
    refusals(&mock, [
        ("the old token", format!("GET {}", page(&made))),
        ("a download that is not allowed", format!("GET {}/content", page(&new))),
        ("an unknown token", "GET /api/v1/preview/nothing".to_owned()),
    ], expect![[r#"
        the old token: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        a download that is not allowed: 403 {"code":10003,"hint":"the document may not be downloaded","message":"PermissionDenied","msg":"PermissionDenied"}
        an unknown token: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
    "#]]).await;
    let delete = again.text("DELETE", &format!("{ANONYMOUS}/token/{}", token(&new)), "");
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {}
        }"#]]
    .assert_eq(&mock.send(&delete).await.to_string());
    refusals(&mock, [
        ("the same again", delete),
        ("the page", format!("GET {}", page(&new))),
        ("the task", again.text("GET", &task, "")),
    ], expect![[r#"
        the same again: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        the page: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        the task: 404 {"code":10902,"hint":"3ryhitbf64q62fo2pafnmu","message":"TaskNotExist","msg":"TaskNotExist"}
    "#]]).await;
}

#[tokio::test]
async fn a_fetched_document_is_seen_and_downloaded_for_a_day() {
    beside(documents(), async |at| {
        let mock = Mock::new();
        let body = format!(r#"{{"url":"{at}/txt","filename":"demo.txt","download":true}}"#);
        let started = post(&mock, &format!("{ANONYMOUS}/preview/cloud/with_token"), &body).await;
        let made = look(&mock, &format!("{ANONYMOUS}/tasks/{}", id(&started))).await;
        let page = made.json()["data"]["url"].as_str().expect("an address").replace("http://mock.test", "");
        expect![[r#"
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>demo.txt</title><style>…</style><body class="wide"><header><b>mockdrive</b>, a mock: no password is needed.</header><main><h1>demo.txt</h1><p class="soft">12 bytes</p><p><a class="button main" href="tLJvNMjnbR7K4viQGng7cAQ/content">Download</a></p>
            <pre>one &lt;b&gt;
            two
            </pre></main>
        "#]]
        .assert_eq(&mock.send(&format!("GET {page}")).await.text());
        let download = mock.send(&format!("GET {page}/content\nRange: bytes=0-2")).await;
        assert_eq!((download.status.as_u16(), download.body.as_slice()), (206, &b"one"[..]));
        refusals(&mock, [("behind its end", format!("GET {page}/content\nRange: bytes=99-"))], expect![[r#"
            behind its end: 416 {"code":10001,"hint":"the file has no such range","message":"InvalidArgument","msg":"InvalidArgument"}
        "#]]).await;
        mock.advance(Duration::from_hours(24));
        refusals(&mock, [("a day later", format!("GET {page}"))], expect![[r#"
            a day later: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        "#]]).await;
    }).await;
}

#[tokio::test]
async fn previews_of_what_is_not_there_are_refused() {
    let mock = Mock::new();
    let text = |path: &str, body: &str| Signed::default().text("POST", &format!("{ANONYMOUS}/{path}"), body);
    let started = post(
        &mock,
        &format!("{ANONYMOUS}/preview/appspace/with_token"),
        &format!(r#"{{"file_token":"{WELCOME}"}}"#),
    )
    .await;
    let task = format!("{ANONYMOUS}/tasks/{}", id(&started));
    let token = look(&mock, &task).await.json()["data"]["token"].as_str().expect("a token").to_owned();
    let other = Signed { app: "AK20260101MOCKED", key: "mock-kdocs-prod-key", ..Signed::default() };
    refusals(&mock, [
        ("no signature", format!("POST {ANONYMOUS}/preview/appspace/with_token\n\n{{}}")),
        ("no body", text("preview/appspace/with_token", "")),
        ("an unknown file", text("preview/appspace/with_token", r#"{"file_token":"kvqxrspxjctdojjqdildjhonzwusaquc"}"#)),
        ("a directory", text("preview/appspace/with_token", &format!(r#"{{"file_token":"{}"}}"#, super::ARCHIVE))),
        ("a flag of nonsense", text("preview/appspace/with_token", &format!(r#"{{"file_token":"{WELCOME}","download":"x"}}"#))),
        ("no name", text("preview/cloud/with_token", r#"{"url":"http://localhost/","filename":""}"#)),
        ("a host that is not allowed", text("preview/cloud/with_token", r#"{"url":"http://foo.bar/","filename":"a.doc"}"#)),
        ("another application's task", other.text("GET", &task, "")),
        ("an unknown task", Signed::default().text("GET", &format!("{ANONYMOUS}/tasks/nothing"), "")),
        ("another application's token", other.text("POST", &format!("{ANONYMOUS}/token"), &format!(r#"{{"token":"{token}"}}"#))),
        ("an unknown token", text("token", r#"{"token":"nothing"}"#)),
        ("no token", text("token", "{}")),
        ("another application that ends it", other.text("DELETE", &format!("{ANONYMOUS}/token/{token}"), "")),
    ], expect![[r#"
        no signature: 401 {"code":30003,"hint":"the header authorization is required. expect: Date, Content-Md5, Content-Type and Authorization: WPS-2:{app_id}:{signature}","message":"InvalidSignature","msg":"InvalidSignature"}
        no body: 400 {"code":10001,"hint":"the body: missing field `file_token` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown file: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
        a directory: 400 {"code":10001,"hint":"a file is needed here and this is a directory","message":"InvalidArgument","msg":"InvalidArgument"}
        a flag of nonsense: 400 {"code":10001,"hint":"the body: invalid type: string \"x\", expected a boolean at line 1 column 54","message":"InvalidArgument","msg":"InvalidArgument"}
        no name: 400 {"code":10001,"hint":"filename: no file can have the name \"\"","message":"InvalidArgument","msg":"InvalidArgument"}
        a host that is not allowed: 400 {"code":30009,"hint":"http://foo.bar/: foo.bar may not be called","message":"DownloadFail","msg":"DownloadFail"}
        another application's task: 404 {"code":10902,"hint":"3ryhitbf64q62fo2pafnmu","message":"TaskNotExist","msg":"TaskNotExist"}
        an unknown task: 404 {"code":10902,"hint":"nothing","message":"TaskNotExist","msg":"TaskNotExist"}
        another application's token: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        an unknown token: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        no token: 400 {"code":10001,"hint":"the body: missing field `token` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        another application that ends it: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
    "#]]).await;
}
