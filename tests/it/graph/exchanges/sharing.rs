//! Permissions, what links lead to, subscriptions.

use expect_test::expect;

use super::{Exchange, on, on_item};

pub fn all() -> Vec<Exchange> {
    permissions().into_iter().chain(shares()).chain(subscriptions()).collect()
}

fn permissions() -> Vec<Exchange> {
    const PLAN: &str = "{plan-id}";
    let people = |action: &str| {
        format!("POST /v1.0/drives/{{drive-id}}/items/{PLAN}/permissions/{{link-id}}/{action}")
    };
    vec![
        on_item(PLAN, "GET /v1.0/drives/{drive}/items/{item}/permissions", 200),
        on_item(PLAN, "GET /v1.0/drives/{drive}/items/{item}/permissions/{permission}", 200),
        on_item(PLAN, "PATCH /v1.0/drives/{drive}/items/{item}/permissions/{permission}", 200)
            .with(r#"{"roles": ["write"]}"#)
            .read_as("/v1.0/drives/{drive-id}/items/{plan-id}/permissions/{permission-id}"),
        on_item(PLAN, "DELETE /v1.0/drives/{drive}/items/{item}/permissions/{permission}", 204)
            .says("204 No Content\n"),
        on("POST /v1.0/drives/{drive}/items/{item}/permissions/{permission}/grant", 200)
            .asked(&people("grant"))
            .with(r#"{"recipients": [{"email": "guest@elsewhere.test"}], "roles": ["read"]}"#)
            .read_as("/v1.0/drives/{drive-id}/items/{plan-id}/permissions/{link-id}"),
        on("POST /v1.0/drives/{drive}/items/{item}/permissions/{permission}/revokeGrants", 200)
            .asked(&people("revokeGrants"))
            .with(r#"{"grantees": [{"email": "bob@example.com"}]}"#)
            .read_as("/v1.0/drives/{drive-id}/items/{plan-id}/permissions/{link-id}"),
        on("POST /v1.0/drives/{drive}/items/{item}/invite", 200)
            .with(r#"{"recipients": [{"email": "bob@example.com"}], "roles": ["read"]}"#),
        on("POST /v1.0/drives/{drive}/items/{item}/createLink", 201).with(r#"{"type": "view"}"#),
    ]
}

fn shares() -> Vec<Exchange> {
    vec![
        on("GET /v1.0/shares/{share}", 200),
        on("GET /v1.0/shares/{share}/driveItem", 200),
        on("GET /v1.0/shares/{share}/root", 200),
        on("GET /v1.0/shares/{share}/items", 200)
            .asked("GET /v1.0/shares/{share-id}/items?$select=name")
            .answers(expect![[r#"
                200 OK
                {
                  "@odata.context": "http://mock.test/v1.0/$metadata#shares('u%21aHR0cDovL21vY2sudGVzdC86ZjovZy9wZXJzb25hbC9hbGljZV9leGFtcGxlX2NvbS9FM3R0a0IxbmJQU05KeHYwTzA0VTV6SQ')/items(name)",
                  "value": [
                    {
                      "@odata.etag": "\"{<guid of plan.txt>},1\"",
                      "name": "plan.txt"
                    },
                    {
                      "@odata.etag": "\"{<guid of Reports>},1\"",
                      "name": "Reports"
                    }
                  ]
                }"#]]),
        on("GET /v1.0/shares/{share}/permission", 200)
            .read_as("/v1.0/drives/{drive-id}/items/{folder-id}/permissions/{folder-link}"),
        on("POST /v1.0/shares/{share}/permission/grant", 200)
            .asked("POST /v1.0/shares/{people-share}/permission/grant")
            .with(r#"{"recipients": [{"email": "guest@elsewhere.test"}], "roles": ["read"]}"#)
            .read_as("/v1.0/drives/{drive-id}/items/{plan-id}/permissions/{link-id}"),
        on("POST /v1.0/shares/{share}/permission/revokeGrants", 200)
            .asked("POST /v1.0/shares/{people-share}/permission/revokeGrants")
            .with(r#"{"grantees": [{"email": "bob@example.com"}]}"#)
            .read_as("/v1.0/drives/{drive-id}/items/{plan-id}/permissions/{link-id}"),
    ]
}

fn subscriptions() -> Vec<Exchange> {
    vec![
        on("POST /v1.0/subscriptions", 201).with(
            r#"{"changeType": "updated", "notificationUrl": "{receiver}", "resource": "me/drive/root",
                "expirationDateTime": "2026-01-04T00:00:00Z"}"#,
        ),
        on("GET /v1.0/subscriptions", 200),
        on("GET /v1.0/subscriptions/{subscription}", 200),
        on("PATCH /v1.0/subscriptions/{subscription}", 200)
            .with(r#"{"expirationDateTime": "2026-01-04T00:00:00Z"}"#)
            .read_as("/v1.0/subscriptions/{subscription-id}"),
        on("DELETE /v1.0/subscriptions/{subscription}", 204).says("204 No Content\n"),
        on("POST /v1.0/subscriptions/{subscription}/reauthorize", 204).says("204 No Content\n"),
    ]
}
