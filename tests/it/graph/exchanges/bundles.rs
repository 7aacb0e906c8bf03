//! Bundles, which are those of a personal drive.

use expect_test::expect;

use super::{Exchange, on_item};

const BUNDLE: &str = "/v1.0/me/drive/bundles/{bundle-id}";

pub fn all() -> Vec<Exchange> {
    let on = |route, status| on_item("{bundle-id}", route, status).of_bob();
    vec![
        on("GET /v1.0/drives/{drive}/bundles", 200)
            .asked("GET /v1.0/drives/{bobs-drive}/bundles?$select=name,bundle")
            .answers(expect![[r#"
                200 OK
                {
                  "@odata.context": "http://mock.test/v1.0/$metadata#drives('<bob's drive>')/bundles(name,bundle)",
                  "value": [
                    {
                      "@odata.etag": "\"{13E3D063-B0F8-7678-52EA-ED6F18EF32E0},1\"",
                      "bundle": {
                        "album": {},
                        "childCount": 1
                      },
                      "name": "My Day at the Beach"
                    }
                  ]
                }"#]]),
        on("POST /v1.0/drives/{drive}/bundles", 201)
            .with(r#"{"name": "Just some files", "bundle": {}, "children": [{"id": "{bobs-item}"}]}"#)
            .answers(expect![[r#"
                201 Created
                {
                  "@odata.context": "http://mock.test/v1.0/$metadata#drives('<bob's drive>')/bundles/$entity",
                  "bundle": {
                    "childCount": 1
                  },
                  "cTag": "\"c:{219D62D4-58F8-48E0-01B8-AABFBDB0F6B7},2\"",
                  "createdBy": "<bob's identity>",
                  "createdDateTime": "2026-01-02T03:04:05Z",
                  "eTag": "\"{219D62D4-58F8-48E0-01B8-AABFBDB0F6B7},1\"",
                  "fileSystemInfo": {
                    "createdDateTime": "2026-01-02T03:04:05Z",
                    "lastModifiedDateTime": "2026-01-02T03:04:05Z"
                  },
                  "id": "<bob's drive>!s219d62d458f848e001b8aabfbdb0f6b7",
                  "lastModifiedBy": "<bob's identity>",
                  "lastModifiedDateTime": "2026-01-02T03:04:05Z",
                  "name": "Just some files",
                  "parentReference": {
                    "driveId": "<bob's drive>",
                    "driveType": "personal"
                  },
                  "size": 26,
                  "webUrl": "http://mock.test/bundles/<bob's drive>!s219d62d458f848e001b8aabfbdb0f6b7"
                }"#]]),
        on("GET /v1.0/drives/{drive}/bundles/{item}", 200).answers(expect![[r#"
            200 OK
            {
              "@odata.context": "http://mock.test/v1.0/$metadata#drives('<bob's drive>')/bundles/$entity",
              "bundle": {
                "album": {},
                "childCount": 1
              },
              "cTag": "\"c:{13E3D063-B0F8-7678-52EA-ED6F18EF32E0},2\"",
              "createdBy": "<bob's identity>",
              "createdDateTime": "2026-01-02T03:04:05Z",
              "eTag": "\"{13E3D063-B0F8-7678-52EA-ED6F18EF32E0},1\"",
              "fileSystemInfo": {
                "createdDateTime": "2026-01-02T03:04:05Z",
                "lastModifiedDateTime": "2026-01-02T03:04:05Z"
              },
              "id": "<bob's drive>!s13e3d063b0f8767852eaed6f18ef32e0",
              "lastModifiedBy": "<bob's identity>",
              "lastModifiedDateTime": "2026-01-02T03:04:05Z",
              "name": "My Day at the Beach",
              "parentReference": {
                "driveId": "<bob's drive>",
                "driveType": "personal"
              },
              "size": 26,
              "webUrl": "http://mock.test/bundles/<bob's drive>!s13e3d063b0f8767852eaed6f18ef32e0"
            }"#]]),
        on("PATCH /v1.0/drives/{drive}/bundles/{item}", 200)
            .with(r#"{"name": "Shared legal agreements"}"#)
            .read_as(BUNDLE),
        on("DELETE /v1.0/drives/{drive}/bundles/{item}", 204).says("204 No Content\n"),
        on("GET /v1.0/drives/{drive}/bundles/{item}/children", 200)
            .asked("GET /v1.0/drives/{bobs-drive}/bundles/{bundle-id}/children?$select=name")
            .answers(expect![[r#"
                200 OK
                {
                  "@odata.context": "http://mock.test/v1.0/$metadata#drives('<bob's drive>')/bundles('<bob's drive>%21s13e3d063b0f8767852eaed6f18ef32e0')/children(name)",
                  "value": [
                    {
                      "@odata.etag": "\"{<guid of todo.txt>},1\"",
                      "name": "todo.txt"
                    }
                  ]
                }"#]]),
        on("POST /v1.0/drives/{drive}/bundles/{item}/children", 204)
            .with(r#"{"id": "{bobs-item}"}"#)
            .says("204 No Content\n"),
        on("DELETE /v1.0/drives/{drive}/bundles/{item}/children/{child}", 204)
            .asked("DELETE /v1.0/drives/{bobs-drive}/bundles/{bundle-id}/children/{bobs-item}")
            .says("204 No Content\n"),
    ]
}
