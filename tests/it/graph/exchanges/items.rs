//! Drives, items, contents, lists.

use expect_test::expect;

use super::{Exchange, on, on_item};

pub fn all() -> Vec<Exchange> {
    drives().into_iter().chain(items()).chain(contents()).chain(lists()).collect()
}

fn drives() -> Vec<Exchange> {
    vec![
        on("GET /v1.0/drives/{drive}", 200),
        on("GET /v1.0/drives/{drive}/delta", 200),
        on("GET /v1.0/drives/{drive}/search", 200)
            .asked("GET /v1.0/drives/{drive-id}/search?q=plan&$select=name")
            .answers(expect![[r#"
                200 OK
                {
                  "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)(name)",
                  "value": [
                    {
                      "@odata.etag": "\"{<guid of plan.txt>},1\"",
                      "name": "plan.txt"
                    }
                  ]
                }"#]]),
        // The service lists nothing here either.
        on("GET /v1.0/drives/{drive}/items", 400),
    ]
}

fn items() -> Vec<Exchange> {
    vec![
        on("GET /v1.0/drives/{drive}/items/{item}", 200),
        on_item("{folder-id}", "GET /v1.0/drives/{drive}/items/{item}/children", 200),
        on_item("{folder-id}", "POST /v1.0/drives/{drive}/items/{item}/children", 201)
            .with(r#"{"name": "New", "folder": {}}"#)
            .read_as("/v1.0/me/drive/items/{folder-id}:/New"),
        on("PATCH /v1.0/drives/{drive}/items/{item}", 200)
            .with(r#"{"name": "renamed.txt"}"#)
            .read_as("/v1.0/me/drive/items/{item-id}"),
        on("DELETE /v1.0/drives/{drive}/items/{item}", 204).says("204 No Content\n"),
        on("POST /v1.0/drives/{drive}/items/{item}/permanentDelete", 204).says("204 No Content\n"),
        on_item("{binned-id}", "POST /v1.0/drives/{drive}/items/{item}/restore", 200)
            .with(r#"{"name": "restored.zip"}"#)
            .read_as("/v1.0/me/drive/items/{binned-id}"),
        on_item("{folder-id}", "GET /v1.0/drives/{drive}/items/{item}/search", 200)
            .asked("GET /v1.0/drives/{drive-id}/items/{folder-id}/search?q=summary&$select=name")
            .answers(expect![[r#"
                200 OK
                {
                  "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)(name)",
                  "value": [
                    {
                      "@odata.etag": "\"{<guid of summary.txt>},1\"",
                      "name": "summary.txt"
                    }
                  ]
                }"#]]),
        on_item("{folder-id}", "GET /v1.0/drives/{drive}/items/{item}/delta", 200),
        on("POST /v1.0/drives/{drive}/items/{item}/copy", 202).with(r#"{"name": "again.txt"}"#).answers(
            expect![[r#"
                202 Accepted
                location: http://mock.test/_api/v2.0/monitor/2646b6b7-b3db-3434-d98c-4bc189970d5b
            "#]],
        ),
        on("GET /_api/v2.0/click/{id}", 204).asked("GET /_api/v2.0/click/{item-id}").says("204 No Content\n"),
        on("GET /_api/v2.0/monitor/{id}", 200).asked("GET /_api/v2.0/monitor/{monitor-id}"),
        on("GET /_api/v2.1/monitor/{id}", 200).asked("GET /_api/v2.1/monitor/{monitor-id}"),
        on("POST /v1.0/$batch", 200)
            .with(r#"{"requests": [{"id": "1", "method": "GET", "url": "/me?$select=mail"}]}"#),
        on_item("{held-id}", "POST /v1.0/drives/{drive}/items/{item}/checkin", 204)
            .with(r#"{"comment": "done"}"#)
            .says("204 No Content\n"),
        on("POST /v1.0/drives/{drive}/items/{item}/checkout", 204).says("204 No Content\n"),
        on_item("{held-id}", "POST /v1.0/drives/{drive}/items/{item}/discardCheckout", 204)
            .says("204 No Content\n"),
    ]
}

fn contents() -> Vec<Exchange> {
    vec![
        on("GET /v1.0/drives/{drive}/items/{item}/content", 302).answers(expect![[r#"
            302 Found
            location: http://mock.test/_layouts/15/download.aspx?UniqueId=2da8620e-c3f2-d505-6ad0-ef0a88f3398c&Translate=false&tempauth=AAAAAAAAAAIAAAAAAAAAAgAAAZt84HsI6TGBJV3azxdthOwC9mMvXQ&ApiVersion=2.0
        "#]]),
        on("GET /_layouts/15/download.aspx", 200)
            .asked("GET /_layouts/15/download.aspx?{download}")
            .answers(expect![[r#"
                200 OK
                the second version"#]]),
        on("GET /_api/v2.0/sealed/{token}", 200).asked("GET /_api/v2.0/sealed/{sealed}").answers(expect![[r#"
            200 OK
            Hello, mockdrive!
        "#]]),
        on("GET /v1.0/drives/{drive}/items/{item}/versions", 200),
        on("GET /v1.0/drives/{drive}/items/{item}/versions/{version}", 200),
        on("DELETE /v1.0/drives/{drive}/items/{item}/versions/{version}", 204).says("204 No Content\n"),
        on("GET /v1.0/drives/{drive}/items/{item}/versions/{version}/content", 302).answers(expect![[r#"
            302 Found
            location: http://mock.test/_api/v2.0/sealed/dgAAAAAAAAACAAAAAAAAAAEAAAGbfOB7CIty5PpVtEuFhQgps73_rvU
        "#]]),
        on("POST /v1.0/drives/{drive}/items/{item}/versions/{version}/restoreVersion", 204).says("204 No Content\n"),
        on_item("{picture-id}", "GET /v1.0/drives/{drive}/items/{item}/thumbnails", 200),
        on_item("{picture-id}", "GET /v1.0/drives/{drive}/items/{item}/thumbnails/{set}", 200)
            ,
        on_item("{picture-id}", "GET /v1.0/drives/{drive}/items/{item}/thumbnails/{set}/{size}", 200)
            .answers(expect![[r#"
                200 OK
                {
                  "@odata.context": "http://mock.test/v1.0/$metadata#drives('<alice's drive, escaped>')/items('<mountains.jpg>')/thumbnails('0')/small",
                  "height": 60,
                  "url": "http://mock.test/_api/v2.0/sealed/dAAAAAAAAAALAAAAAAAAAAFzbWFsbJ4PyBCqIHjZxZESqymIE9M",
                  "width": 96
                }"#]]),
        on_item("{picture-id}", "GET /v1.0/drives/{drive}/items/{item}/thumbnails/{set}/{size}/content", 302)
            .answers(expect![[r#"
                302 Found
                location: http://mock.test/_api/v2.0/sealed/dAAAAAAAAAALAAAAAAAAAAFzbWFsbJ4PyBCqIHjZxZESqymIE9M
            "#]]),
        on("POST /v1.0/drives/{drive}/items/{item}/preview", 200).with(r#"{"page": "1", "zoom": 1.0}"#),
    ]
}

fn lists() -> Vec<Exchange> {
    vec![
        on("GET /v1.0/drives/{drive}/sharedWithMe", 200),
        on("GET /v1.0/drives/{drive}/recent", 200),
        on("GET /v1.0/drives/{drive}/special", 200)
            .asked("GET /v1.0/drives/{drive-id}/special?$select=name,specialFolder")
            .answers(expect![[r#"
                200 OK
                {
                  "@odata.context": "http://mock.test/v1.0/$metadata#drives('<alice's drive, escaped>')/special(name,specialFolder)",
                  "value": []
                }"#]]),
        on("GET /v1.0/drives/{drive}/following", 200),
        on("GET /v1.0/drives/{drive}/following/{item}", 200).read_as("/v1.0/me/drive/items/{item-id}"),
        on("DELETE /v1.0/drives/{drive}/following/{item}", 204).says("204 No Content\n"),
        on_item("{plan-id}", "POST /v1.0/drives/{drive}/items/{item}/follow", 200)
            .read_as("/v1.0/me/drive/items/{plan-id}"),
        on("POST /v1.0/drives/{drive}/items/{item}/unfollow", 204).says("204 No Content\n"),
    ]
}
