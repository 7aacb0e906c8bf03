//! Webhooks of light tables: they are made, listed and ended, and called when records change.

use std::time::Duration;

use expect_test::expect;

use super::{
    records::{call, five},
    sheets::document,
};
use crate::support::{
    Mock,
    receiver::{Reply, beside, log, tries},
    refusals,
};

/// The body of a webhook, with further members.
pub fn wanted(url: &str, more: &str) -> String {
    format!(r#"{{"callback_url":"{url}"{more}}}"#)
}

/// Has this path of a document call an address. Returns the webhook's id.
async fn watch(mock: &Mock, id: &str, path: &str, body: &str) -> String {
    let answer = mock.send(&call("POST", id, &format!("webhook/sheets/1/{path}"), body)).await;
    assert_eq!(answer.status, 200, "{answer}");
    answer.json()["data"]["webhook_id"].as_str().expect("an id").to_owned()
}

/// Makes a record with this name.
async fn make(mock: &Mock, id: &str, name: &str) {
    let body = format!(r#"{{"records":[{{"fields":{{"名称":"{name}"}}}}]}}"#);
    assert_eq!(mock.send(&call("POST", id, "sheets/1/records", &body)).await.status, 200);
}

/// Changes records, each `{"id":…,"fields":…}`.
async fn change(mock: &Mock, id: &str, records: &str) {
    let answer =
        mock.send(&call("PUT", id, "sheets/1/records", &format!(r#"{{"records":[{records}]}}"#))).await;
    assert_eq!(answer.status, 200, "{answer}");
}

#[tokio::test]
async fn webhooks_are_made_listed_and_ended() {
    let mock = Mock::new();
    let id = document(&mock, "demo.dbt", "").await;
    five(&mock, &id).await;
    let before = mock.send(&call("GET", &id, "schemas", "")).await;
    let made = mock
        .send(&call("POST", &id, "webhook/sheets/1/records/create", &wanted("http://localhost:9/hook", "")))
        .await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "webhook_id": "244i1g3hsdwr1rvii4l1n8"
          }
        }"#]]
    .assert_eq(&made.to_string());
    let url = "http://localhost:9/a?b=c";
    watch(&mock, &id, "cells/records/update", &wanted(url, r#","records":["C","B","C"]"#)).await;
    let ended = watch(&mock, &id, "cells/fields/update", &wanted(url, r#","fields":["C"]"#)).await;
    watch(&mock, &id, "description", &wanted(url, "")).await;
    let list = mock.send(&call("GET", &id, "webhook/mine", "")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "webhooks": [
              {
                "callback_url": "http://localhost:9/hook",
                "event": "records.create",
                "sheet_id": 1,
                "webhook_id": "244i1g3hsdwr1rvii4l1n8"
              },
              {
                "callback_url": "http://localhost:9/a?b=c",
                "event": "cells.records.update",
                "records": [
                  "B",
                  "C"
                ],
                "sheet_id": 1,
                "webhook_id": "2iqxq7skhhc8fyboc5f03o"
              },
              {
                "callback_url": "http://localhost:9/a?b=c",
                "event": "cells.fields.update",
                "fields": [
                  "C"
                ],
                "sheet_id": 1,
                "webhook_id": "225yogljleknbdfxdhkidb"
              },
              {
                "callback_url": "http://localhost:9/a?b=c",
                "event": "description",
                "sheet_id": 1,
                "webhook_id": "0b185h5cqkawcdy4o8wuqd"
              }
            ]
          }
        }"#]]
    .assert_eq(&list.to_string());
    let delete = call("DELETE", &id, &format!("webhook/{ended}"), "");
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {}
        }"#]]
    .assert_eq(&mock.send(&delete).await.to_string());
    expect![[r#"
        data / webhooks: [{"callback_url":"http://localhost:9/hook","event":"records.create","sheet_id":1,"webhook_id":"244i1g3hsdwr1rvii4l1n8"},{"callback_url":"http://localhost:9/a?b=c","event":"cells.records.update","records":["B","C"],"sheet_id":1,"webhook_id":"2iqxq7skhhc8fyboc5f03o"},{"callback_url":"http://localhost:9/a?b=c","event":"cells.fields.update","fields":["C"],"sheet_id":1,"webhook_id":"225yogljleknbdfxdhkidb"},{"callback_url":"http://localhost:9/a?b=c","event":"description","sheet_id":1,"webhook_id":"0b185h5cqkawcdy4o8wuqd"}] -> [{"callback_url":"http://localhost:9/hook","event":"records.create","sheet_id":1,"webhook_id":"244i1g3hsdwr1rvii4l1n8"},{"callback_url":"http://localhost:9/a?b=c","event":"cells.records.update","records":["B","C"],"sheet_id":1,"webhook_id":"2iqxq7skhhc8fyboc5f03o"},{"callback_url":"http://localhost:9/a?b=c","event":"description","sheet_id":1,"webhook_id":"0b185h5cqkawcdy4o8wuqd"}]
    "#]].assert_eq(&mock.send(&call("GET", &id, "webhook/mine", "")).await.differs_from(&list));
    refusals(&mock, [("once more", delete)], expect![[r#"
        once more: 404 {"code":30012,"hint":"webhook 225yogljleknbdfxdhkidb","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
    let after = mock.send(&call("GET", &id, "schemas", "")).await;
    assert_eq!(after.json(), before.json(), "a webhook is no change of the document");
}

#[tokio::test]
async fn a_webhook_is_called_when_what_it_waits_for_changes() {
    let mock = Mock::new();
    let id = document(&mock, "demo.dbt", "").await;
    five(&mock, &id).await;
    beside(&mock, async |mut receiver| {
        let more = [
            ("records/create", ""),
            ("cells/records/update", r#","records":["B","C"]"#),
            ("cells/fields/update", r#","fields":["C"]"#),
            ("description", ""),
        ];
        for (path, more) in more {
            watch(&mock, &id, path, &wanted(&receiver.url(&format!("/{path}")), more)).await;
        }
        make(&mock, &id, "f").await;
        let made = receiver.next().await;
        assert!(made.contains(&id), "the document as the application knows it");
        expect![[r#"
            POST /records/create
            application/json
            {"webhook_id":"244i1g3hsdwr1rvii4l1n8","event":"records.create","file_token":"6dBxnuGjvNS2y7w0gfOwssFMjuqr_2yYAwpgAO3zcs8","sheet_id":1,"records":["G"],"records_count":1,"time":1767323045}"#]].assert_eq(&made);
        change(&mock, &id, r#"{"id":"C","fields":{"名称":"x"}},{"id":"D","fields":{"名称":"y"}}"#).await;
        expect![[r#"
            POST /cells/records/update
            application/json
            {"webhook_id":"2iqxq7skhhc8fyboc5f03o","event":"cells.records.update","file_token":"6dBxnuGjvNS2y7w0gfOwssFMjuqr_2yYAwpgAO3zcs8","sheet_id":1,"records":["C"],"records_count":1,"fields":["B"],"time":1767323045}"#]].assert_eq(&receiver.next().await);
        change(&mock, &id, r#"{"id":"D","fields":{"名称":"z","数量":null}},{"id":"E","fields":{"数量":4}}"#)
            .await;
        expect![[r#"
            POST /cells/fields/update
            application/json
            {"webhook_id":"225yogljleknbdfxdhkidb","event":"cells.fields.update","file_token":"6dBxnuGjvNS2y7w0gfOwssFMjuqr_2yYAwpgAO3zcs8","sheet_id":1,"records":["D"],"records_count":1,"fields":["C"],"time":1767323045}"#]].assert_eq(&receiver.next().await);
        // The same values again, and a call that is refused.
        change(&mock, &id, r#"{"id":"C","fields":{"名称":"x"}}"#).await;
        let refused = r#"{"records":[{"id":"B","fields":{"名称":"x"}},{"id":"Zz","fields":{}}]}"#;
        assert_eq!(mock.send(&call("PUT", &id, "sheets/1/records", refused)).await.status, 404);
        log(&mock, 3).await;
        let last = mock.send("GET /_mock/notifications?since=2").await;
        expect![[r#"
            200 OK
            {
              "notifications": [
                {
                  "at": "2026-01-02T03:04:05Z",
                  "body": {
                    "event": "cells.fields.update",
                    "fields": [
                      "C"
                    ],
                    "file_token": "6dBxnuGjvNS2y7w0gfOwssFMjuqr_2yYAwpgAO3zcs8",
                    "records": [
                      "D"
                    ],
                    "records_count": 1,
                    "sheet_id": 1,
                    "time": 1767323045,
                    "webhook_id": "225yogljleknbdfxdhkidb"
                  },
                  "n": 3,
                  "provider": "kdocs",
                  "status": 202,
                  "try": 1,
                  "url": "http://127.0.0.1:PORT/cells/fields/update",
                  "webhook": "225yogljleknbdfxdhkidb"
                }
              ]
            }"#]].assert_eq(&receiver.hide_port(&last.to_string()));
        assert_eq!(receiver.left(), [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_webhook_that_is_not_accepted_is_called_again() {
    let mock = Mock::new();
    let id = document(&mock, "demo.dbt", "").await;
    beside(&mock, async |mut receiver| {
        watch(&mock, &id, "records/create", &wanted(&receiver.url("/hook"), "")).await;
        receiver.reply(Reply::With(500, "text/plain", "not now".into()));
        make(&mock, &id, "a").await;
        let first = receiver.next().await;
        log(&mock, 1).await;
        mock.send("POST /_mock/clock/advance\n\n{\"seconds\": 10}").await;
        assert_eq!(receiver.next().await, first, "the same again");
        expect![[r#"
            [
                "\"2026-01-02T03:04:05Z\" try 1: 500, again \"2026-01-02T03:04:15Z\"",
                "\"2026-01-02T03:04:15Z\" try 2: 202, again null",
            ]
        "#]]
        .assert_debug_eq(&tries(&mock, 2).await);
    })
    .await;
}

#[tokio::test]
async fn a_webhook_that_was_ended_is_not_called() {
    let mock = Mock::new();
    let id = document(&mock, "demo.dbt", "").await;
    beside(&mock, async |mut receiver| {
        let ended = watch(&mock, &id, "records/create", &wanted(&receiver.url("/hook"), "")).await;
        receiver.reply(Reply::With(500, "text/plain", String::new()));
        make(&mock, &id, "a").await;
        log(&mock, 1).await;
        let answer = mock.send(&call("DELETE", &id, &format!("webhook/{ended}"), "")).await;
        assert_eq!(answer.status, 200, "{answer}");
        make(&mock, &id, "b").await;
        mock.send("POST /_mock/clock/advance\n\n{\"seconds\": 10}").await;
        expect![[r#"
            [
                "\"2026-01-02T03:04:05Z\" try 1: 500, again \"2026-01-02T03:04:15Z\"",
                "\"2026-01-02T03:04:15Z\" try 2: \"not sent: the webhook or its document is gone\", again null",
            ]
        "#]]
        .assert_debug_eq(&tries(&mock, 2).await);
        assert_eq!(receiver.left().len(), 1, "the first try");
    })
    .await;
}

#[tokio::test]
async fn a_webhook_rests_while_its_document_is_in_the_bin() {
    let mock = Mock::new();
    let id = document(&mock, "demo.dbt", "").await;
    beside(&mock, async |receiver| {
        watch(&mock, &id, "records/create", &wanted(&receiver.url("/hook"), "")).await;
        receiver.reply(Reply::With(500, "text/plain", String::new()));
        make(&mock, &id, "a").await;
        log(&mock, 1).await;
        super::trash(&mock, 0, "demo.dbt");
        mock.advance(Duration::from_secs(10));
        mock.send("POST /_mock/clock/advance\n\n{\"seconds\": 0}").await;
        expect![[r#"
            [
                "\"2026-01-02T03:04:05Z\" try 1: 500, again \"2026-01-02T03:04:15Z\"",
                "\"2026-01-02T03:04:15Z\" try 2: \"not sent: the webhook or its document is gone\", again null",
            ]
        "#]]
        .assert_debug_eq(&tries(&mock, 2).await);
    })
    .await;
}

#[tokio::test]
async fn a_fork_takes_webhooks_along_and_a_reset_forgets_them() {
    let mock = Mock::new();
    let id = document(&mock, "demo.dbt", "").await;
    beside(&mock, async |mut receiver| {
        watch(&mock, &id, "records/create", &wanted(&receiver.url("/hook"), "")).await;
        mock.fork("other");
        let body = r#"{"records":[{"fields":{}}]}"#;
        let made = mock
            .send(&call("POST", &id, "sheets/1/records", body).replace("/api/", "/_sandbox/other/api/"))
            .await;
        assert_eq!(made.status, 200, "{made}");
        assert!(receiver.next().await.starts_with("POST /hook\n"));
        log(&mock, 0).await;
        mock.sandbox().reset();
        let id = document(&mock, "demo.dbt", "").await;
        make(&mock, &id, "a").await;
        log(&mock, 0).await;
        expect![[r#"
            200 OK
            {
              "code": 0,
              "data": {
                "webhooks": []
              }
            }"#]]
        .assert_eq(&mock.send(&call("GET", &id, "webhook/mine", "")).await.to_string());
    })
    .await;
}
