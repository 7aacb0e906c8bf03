//! What webhooks of light tables refuse, and those of others.

use expect_test::expect;

use super::{
    records::{call, five},
    sheets::document,
    webhooks::wanted,
};
use crate::support::{Mock, refusals};

const URL: &str = "http://127.0.0.1:9/hook";

#[tokio::test]
async fn webhooks_that_break_a_rule_are_refused_and_not_kept() {
    let mock = Mock::new();
    let id = document(&mock, "demo.dbt", "").await;
    five(&mock, &id).await;
    let other = document(&mock, "demo.ksheet", "").await;
    let bobs = mock.id("kdocs_open_id", "bob", "/todo.txt").await;
    let make = |id: &str, path: &str, body: &str| call("POST", id, &format!("webhook/sheets/{path}"), body);
    let to = |url: &str| make(&id, "1/records/create", &wanted(url, ""));
    let body = wanted(URL, "");
    let of_records = |more: &str| make(&id, "1/cells/records/update", &wanted(URL, more));
    let of_fields = |more: &str| make(&id, "1/cells/fields/update", &wanted(URL, more));
    let rows = [
        ("no token", to(URL).replace("alice-token", "")),
        ("a token that may only read", to(URL).replace("alice", "readonly")),
        ("an unknown document", make("nothing", "1/records/create", &body)),
        ("bob's document", make(&bobs, "1/records/create", &body)),
        ("a spreadsheet", make(&other, "1/records/create", &body)),
        ("an unknown sheet", make(&id, "9/description", &body)),
        ("a sheet that is no number", make(&id, "x/description", &body)),
        ("no address", make(&id, "1/description", "{}")),
        ("an address that is a number", make(&id, "1/description", r#"{"callback_url":7}"#)),
        ("an address without a scheme", to("hook")),
        ("the vendor's example", to("https://foo.bar")),
        ("a forbidden host", to("http://example.com/hook")),
        ("no records", of_records("")),
        ("an empty list of records", of_records(r#","records":[]"#)),
        ("an unknown record", of_records(r#","records":["B","Zz"]"#)),
        ("no fields", of_fields("")),
        ("an empty list of fields", of_fields(r#","fields":[]"#)),
        ("a field that is called by its name", of_fields(r#","fields":["名称"]"#)),
        ("the list of an unknown document", call("GET", "nothing", "webhook/mine", "")),
        ("a list without the scope", call("GET", &id, "webhook/mine", "").replace("alice", "readonly")),
        ("an unknown webhook", call("DELETE", &id, "webhook/nothing", "")),
        ("a webhook of an unknown document", call("DELETE", "nothing", "webhook/nothing", "")),
    ];
    refusals(&mock, rows, expect![[r#"
        no token: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        a token that may only read: 403 {"code":20003,"hint":"edit_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        an unknown document: 404 {"code":30012,"hint":"nothing","message":"FileNotExists","msg":"FileNotExists"}
        bob's document: 404 {"code":30012,"hint":"<open id of todo.txt>","message":"FileNotExists","msg":"FileNotExists"}
        a spreadsheet: 400 {"code":10001,"hint":"6dBxnuGjvNS2y7w0gfOwsp55el2gd9QJjB2B0fiRiJE: the document is none of .dbt","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown sheet: 404 {"code":30012,"hint":"sheet 9","message":"FileNotExists","msg":"FileNotExists"}
        a sheet that is no number: 400 {"code":10001,"hint":"sheet_id: x","message":"InvalidArgument","msg":"InvalidArgument"}
        no address: 400 {"code":10001,"hint":"the body: missing field `callback_url` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        an address that is a number: 400 {"code":10001,"hint":"the body: invalid type: integer `7`, expected a string at line 1 column 17","message":"InvalidArgument","msg":"InvalidArgument"}
        an address without a scheme: 400 {"code":10001,"hint":"callback_url is no absolute address","message":"InvalidArgument","msg":"InvalidArgument"}
        the vendor's example: 400 {"code":30009,"hint":"https://foo.bar: foo.bar may not be called","message":"DownloadFail","msg":"DownloadFail"}
        a forbidden host: 400 {"code":30009,"hint":"http://example.com/hook: example.com may not be called","message":"DownloadFail","msg":"DownloadFail"}
        no records: 400 {"code":10001,"hint":"the body: missing field `records` at line 1 column 42","message":"InvalidArgument","msg":"InvalidArgument"}
        an empty list of records: 400 {"code":10001,"hint":"records is empty","message":"InvalidArgument","msg":"InvalidArgument"}
        an unknown record: 404 {"code":30012,"hint":"record Zz","message":"FileNotExists","msg":"FileNotExists"}
        no fields: 400 {"code":10001,"hint":"the body: missing field `fields` at line 1 column 42","message":"InvalidArgument","msg":"InvalidArgument"}
        an empty list of fields: 400 {"code":10001,"hint":"fields is empty","message":"InvalidArgument","msg":"InvalidArgument"}
        a field that is called by its name: 400 {"code":10001,"hint":"the sheet has no field 名称","message":"InvalidArgument","msg":"InvalidArgument"}
        the list of an unknown document: 404 {"code":30012,"hint":"nothing","message":"FileNotExists","msg":"FileNotExists"}
        a list without the scope: 403 {"code":20003,"hint":"edit_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        an unknown webhook: 404 {"code":30012,"hint":"webhook nothing","message":"FileNotExists","msg":"FileNotExists"}
        a webhook of an unknown document: 404 {"code":30012,"hint":"nothing","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
}

#[tokio::test]
async fn a_document_has_at_most_ten_webhooks_whoever_makes_them() {
    let mock = Mock::new();
    let id = document(&mock, "demo.dbt", "").await;
    let second = document(&mock, "second.dbt", "").await;
    let make = |id: &str| call("POST", id, "webhook/sheets/1/records/create", &wanted(URL, ""));
    // The production app knows the document by another id.
    let list = "GET /api/v1/openapi/personal/files?count=100&access_token=alice-prod-token";
    let list = mock.send(list).await.json();
    let files = list["data"]["files"].as_array().expect("a list");
    let found = files.iter().find(|file| file["fname"] == "demo.dbt").expect("in the root");
    let known = found["id"]["open_id"].as_str().expect("an id");
    let prod = |request: String| request.replace("alice-token", "alice-prod-token");
    let mut webhooks = Vec::new();
    for _ in 0..9 {
        let answer = mock.send(&make(&id)).await;
        assert_eq!(answer.status, 200, "{answer}");
        webhooks.push(answer.json()["data"]["webhook_id"].as_str().expect("an id").to_owned());
    }
    assert_eq!(mock.send(&prod(make(known))).await.status, 200);
    let end = |id: &str, webhook: &str| call("DELETE", id, &format!("webhook/{webhook}"), "");
    let rows = [
        ("the eleventh", make(&id)),
        ("the eleventh of the other app", prod(make(known))),
        ("ended by the other app", prod(end(known, &webhooks[0]))),
        ("ended by bob", end(&id, &webhooks[0]).replace("alice", "bob")),
        ("made by bob", make(&id).replace("alice", "bob")),
        ("listed by bob", call("GET", &id, "webhook/mine", "").replace("alice", "bob")),
        ("ended by way of another document", end(&second, &webhooks[0])),
    ];
    refusals(&mock, rows, expect![[r#"
        the eleventh: 400 {"code":30016,"hint":"a document has at most 10 webhooks","message":"TooManyWebhooks","msg":"TooManyWebhooks"}
        the eleventh of the other app: 400 {"code":30016,"hint":"a document has at most 10 webhooks","message":"TooManyWebhooks","msg":"TooManyWebhooks"}
        ended by the other app: 404 {"code":30012,"hint":"webhook 244i1g3hsdwr1rvii4l1n8","message":"FileNotExists","msg":"FileNotExists"}
        ended by bob: 404 {"code":30012,"hint":"6dBxnuGjvNS2y7w0gfOwssFMjuqr_2yYAwpgAO3zcs8","message":"FileNotExists","msg":"FileNotExists"}
        made by bob: 404 {"code":30012,"hint":"6dBxnuGjvNS2y7w0gfOwssFMjuqr_2yYAwpgAO3zcs8","message":"FileNotExists","msg":"FileNotExists"}
        listed by bob: 404 {"code":30012,"hint":"6dBxnuGjvNS2y7w0gfOwssFMjuqr_2yYAwpgAO3zcs8","message":"FileNotExists","msg":"FileNotExists"}
        ended by way of another document: 404 {"code":30012,"hint":"webhook 244i1g3hsdwr1rvii4l1n8","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
    let theirs = mock.send(&prod(call("GET", known, "webhook/mine", ""))).await.json();
    assert_eq!(theirs["data"]["webhooks"].as_array().map(Vec::len), Some(1), "{theirs}");
    assert_eq!(mock.send(&make(&second)).await.status, 200, "each document has its own ten");
    assert_eq!(mock.send(&end(&id, &webhooks[0])).await.status, 200);
    assert_eq!(mock.send(&make(&id)).await.status, 200, "there is room again");
}

#[tokio::test]
async fn webhooks_count_as_writing() {
    let mock = Mock::new();
    let id = document(&mock, "demo.dbt", "").await;
    five(&mock, &id).await;
    let paths = [
        ("POST", "webhook/sheets/1/records/create", "dbt.webhook.records.create", ""),
        (
            "POST",
            "webhook/sheets/1/cells/records/update",
            "dbt.webhook.cells.records.update",
            r#","records":["B"]"#,
        ),
        (
            "POST",
            "webhook/sheets/1/cells/fields/update",
            "dbt.webhook.cells.fields.update",
            r#","fields":["B"]"#,
        ),
        ("POST", "webhook/sheets/1/description", "dbt.webhook.description.update", ""),
        ("GET", "webhook/mine", "dbt.webhook.mine.list", ""),
        ("DELETE", "webhook/nothing", "dbt.webhook.delete", ""),
    ];
    for (_, _, operation, _) in paths {
        let body = format!(r#"{{"app":"SX20260101MOCKED","operation":"{operation}","used":500}}"#);
        assert_eq!(mock.send(&format!("PUT /_mock/quotas\n\n{body}")).await.status, 200);
    }
    let rows =
        paths.map(|(method, path, operation, more)| (operation, call(method, &id, path, &wanted(URL, more))));
    refusals(&mock, rows, expect![[r#"
        dbt.webhook.records.create: 429 {"code":30002,"hint":"the quota of 500 calls a day is used up until 2026-01-03T00:00:00+08:00","message":"RateLimiter","msg":"RateLimiter"}
        dbt.webhook.cells.records.update: 429 {"code":30002,"hint":"the quota of 500 calls a day is used up until 2026-01-03T00:00:00+08:00","message":"RateLimiter","msg":"RateLimiter"}
        dbt.webhook.cells.fields.update: 429 {"code":30002,"hint":"the quota of 500 calls a day is used up until 2026-01-03T00:00:00+08:00","message":"RateLimiter","msg":"RateLimiter"}
        dbt.webhook.description.update: 429 {"code":30002,"hint":"the quota of 500 calls a day is used up until 2026-01-03T00:00:00+08:00","message":"RateLimiter","msg":"RateLimiter"}
        dbt.webhook.mine.list: 429 {"code":30002,"hint":"the quota of 500 calls a day is used up until 2026-01-03T00:00:00+08:00","message":"RateLimiter","msg":"RateLimiter"}
        dbt.webhook.delete: 429 {"code":30002,"hint":"the quota of 500 calls a day is used up until 2026-01-03T00:00:00+08:00","message":"RateLimiter","msg":"RateLimiter"}
    "#]]).await;
}
