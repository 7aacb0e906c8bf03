//! What is written in one request, and what goes up in ranges.

use expect_test::expect;

use super::{Exchange, on};

pub fn all() -> Vec<Exchange> {
    vec![
        on("PUT /v1.0/drives/{drive}/items/{item}/content", 200)
            .with("new text")
            .read_as("/v1.0/me/drive/items/{item-id}"),
        on("PUT /v1.0/drives/{drive}/items/{item}", 201)
            .asked("PUT /v1.0/drives/{drive-id}/items/root:%2FMade:")
            .with(r#"{"folder": {}}"#)
            .read_as("/v1.0/me/drive/root:/Made"),
        on("POST /v1.0/drives/{drive}/items/{item}/createUploadSession", 200)
            .with(r#"{"item": {"name": "hello.txt"}}"#),
        on("PUT /_api/v2.0/upload/{sealed}", 201)
            .asked("PUT /_api/v2.0/upload/{session}\nContent-Range: bytes 2-3/4\n\ncd")
            .read_as("/v1.0/me/drive/root:/Uploads/a.bin"),
        on("GET /_api/v2.0/upload/{sealed}", 200).asked("GET /_api/v2.0/upload/{session}").answers(expect![
            [r#"
                200 OK
                {
                  "expirationDateTime": "2026-01-09T03:04:05Z",
                  "nextExpectedRanges": [
                    "2-3"
                  ]
                }"#]
        ]),
        on("DELETE /_api/v2.0/upload/{sealed}", 204)
            .asked("DELETE /_api/v2.0/upload/{session}")
            .says("204 No Content\n"),
        on("POST /_api/v2.0/upload/{sealed}", 201)
            .asked("POST /_api/v2.0/upload/{whole-session}")
            .read_as("/v1.0/me/drive/root:/Uploads/a.bin"),
    ]
}
