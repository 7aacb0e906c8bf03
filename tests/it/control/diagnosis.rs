//! Why something did not work: the routes that come nearest, and the diagnosis of a sandbox.

use std::fmt::Write as _;

use expect_test::expect;
use serde_json::json;

use crate::{faults::put, support::Mock};

#[tokio::test]
async fn a_request_without_a_route_is_told_the_nearest_ones() {
    let mock = Mock::new();
    for request in [
        "GET /v1.0/me/drvie",
        "GET /v1.0/me/drive/items/1/childern",
        "PUT /v1.0/me/drive/root:/a.txt:/children",
        "GET /v1.0/me/calendars",
        "GET /graph/v7/drives/1/fils/2",
        "GET /api/v1/openapi/personal/task/files/copy",
        "GET /koodrive/ose/v1/job",
        "GET /v2.0/me/drive",
    ] {
        mock.send(request).await;
    }
    let mut lines = String::new();
    for entry in mock.send("GET /_mock/requests").await.json()["requests"].as_array().expect("a list") {
        let text = |value: &serde_json::Value| value.as_str().unwrap_or("?").to_owned();
        let asked = format!("{} {}: {}", text(&entry["method"]), text(&entry["path"]), entry["status"]);
        writeln!(lines, "{asked}").expect("a string takes everything");
        for near in entry["nearest"].as_array().into_iter().flatten() {
            let emulated = if near["emulated"] == true { "" } else { " (not emulated)" };
            let [method, path, operation, why] =
                ["method", "path", "operation", "why"].map(|name| text(&near[name]));
            writeln!(lines, "    {method} {path} {operation}{emulated}: {why}")
                .expect("a string takes everything");
        }
    }
    expect![[r#"
        GET /v1.0/me/drvie: 400
            GET /v1.0/me/drives drive.list: `drvie` stands where `drives` does
            GET /v1.0/users/{user} user.get: `me` stands where `users` does
            GET /v1.0/sites/{site} site.get: `me` stands where `sites` does
        GET /v1.0/me/drive/items/1/childern: 400
            GET /v1.0/drives/{drive}/items/{item}/children driveItem.children.list: `childern` stands where `children` does
            GET /v1.0/drives/{drive}/items/{item}/content driveItem.content.get: `childern` stands where `content` does
            GET /v1.0/drives/{drive}/items/{item}/permissions driveItem.permissions.list: `childern` stands where `permissions` does
        PUT /v1.0/me/drive/root:/a.txt:/children: 405
            GET /v1.0/drives/{drive}/items/{item}/children driveItem.children.list: the method is PUT, not GET
            POST /v1.0/drives/{drive}/items/{item}/children driveItem.children.create: the method is PUT, not POST
            PUT /v1.0/drives/{drive}/items/{item}/content driveItem.content.put: `children` stands where `content` does
        GET /v1.0/me/calendars: 501
            GET /v1.0/users/{user} user.get: `me` stands where `users` does
            GET /v1.0/sites/{site} site.get: `me` stands where `sites` does
            GET /v1.0/drives/{drive} drive.get: `me` stands where `drives` does
        GET /graph/v7/drives/1/fils/2: 404
            GET /v7/drives/{drive_id}/files/batch_download drives.files.batch_download: `fils` stands where `files` does
            GET /v7/drives/{drive_id}/roles drives.roles.list: `fils` stands where `roles` does
            POST /v7/drives/{drive_id}/files/batch_copy drives.files.batch_copy: `fils` stands where `files` does
        GET /api/v1/openapi/personal/task/files/copy: 404
            POST /api/v1/openapi/personal/tasks/files/copy personal.tasks.files.copy: `task` stands where `tasks` does
            GET /api/v1/openapi/personal/files/{file_token} personal.files.get: `task` stands where `files` does
            GET /api/v1/openapi/personal/tasks/{task_id} personal.tasks.get: `task` stands where `tasks` does
        GET /koodrive/ose/v1/job: 401
        GET /v2.0/me/drive: 404
            GET /v1.0/me/drives drive.list: `v2.0` stands where `v1.0` does
            GET /v1.0/users/{user} user.get: `v2.0` stands where `v1.0` does
            GET /v1.0/sites/{site} site.get: `v2.0` stands where `v1.0` does
    "#]].assert_eq(&lines);
    let one = mock.send("GET /_mock/requests/1").await.json();
    assert_eq!(one["nearest"].as_array().map(Vec::len), Some(3), "{one}");
}

#[tokio::test]
async fn a_healthy_sandbox_has_an_empty_diagnosis() {
    let mock = Mock::new();
    mock.send("GET /v1.0/me/drive\nAuthorization: Bearer alice-token").await;
    mock.send("GET /v1.0/me/drive/root:/no%20such%20file\nAuthorization: Bearer alice-token").await;
    assert_eq!(mock.send("GET /_mock/diagnosis").await.to_string(), "200 OK\n{}");
}

/// What the diagnosis says after these requests.
async fn diagnosis(mock: &Mock, requests: &[&str]) -> String {
    for request in requests {
        mock.send(request).await;
    }
    mock.send("GET /_mock/diagnosis").await.to_string()
}

#[tokio::test]
async fn the_diagnosis_says_which_requests_found_no_route() {
    let requests = [
        "GET /v1.0/nothing\nAuthorization: Bearer alice-token",
        "GET /v1.0/me/calendars\nAuthorization: Bearer alice-token",
    ];
    expect![[r#"
        200 OK
        {
          "not_emulated": {
            "count": 1,
            "last": [
              {
                "method": "GET",
                "n": 2,
                "nearest": [
                  {
                    "emulated": true,
                    "method": "GET",
                    "operation": "user.get",
                    "path": "/v1.0/users/{user}",
                    "why": "`me` stands where `users` does"
                  },
                  {
                    "emulated": true,
                    "method": "GET",
                    "operation": "site.get",
                    "path": "/v1.0/sites/{site}",
                    "why": "`me` stands where `sites` does"
                  },
                  {
                    "emulated": true,
                    "method": "GET",
                    "operation": "drive.get",
                    "path": "/v1.0/drives/{drive}",
                    "why": "`me` stands where `drives` does"
                  }
                ],
                "notes": [
                  "mockdrive does not emulate GET /v1.0/me/calendars"
                ],
                "path": "/v1.0/me/calendars",
                "status": 501
              }
            ]
          },
          "unrouted": {
            "count": 1,
            "last": [
              {
                "method": "GET",
                "n": 1,
                "nearest": [
                  {
                    "emulated": true,
                    "method": "GET",
                    "operation": "subscription.list",
                    "path": "/v1.0/subscriptions",
                    "why": "`nothing` stands where `subscriptions` does"
                  },
                  {
                    "emulated": true,
                    "method": "GET",
                    "operation": "site.list",
                    "path": "/v1.0/sites",
                    "why": "`nothing` stands where `sites` does"
                  },
                  {
                    "emulated": true,
                    "method": "GET",
                    "operation": "me.get",
                    "path": "/v1.0/me",
                    "why": "`nothing` stands where `me` does"
                  }
                ],
                "notes": [
                  "the gateway refuses the request: Resource not found for the segment 'nothing'."
                ],
                "path": "/v1.0/nothing",
                "status": 400
              }
            ]
          }
        }"#]]
    .assert_eq(&diagnosis(&Mock::new(), &requests).await);
}

#[tokio::test]
async fn the_diagnosis_says_who_was_refused_and_who_came_too_early() {
    let mock = Mock::new();
    let rule = json!({"id": "busy", "match": {"operation": "drive.get"}, "times": 1,
        "effect": "error=activityLimitReached,retry_after=5"});
    put(&mock, &json!([rule])).await;
    let requests = [
        "GET /v1.0/me/drive\nAuthorization: Bearer alice-token",
        "GET /v1.0/me/drive\nAuthorization: Bearer alice-token",
        "GET /v1.0/me/drive/root\nAuthorization: Bearer real",
        "GET /v1.0/me/drive/root\nAuthorization: Bearer real",
        "GET /v1.0/me/drive/root\nAuthorization: Bearer alice-token\nX-Mock-Fault: error=nonsense",
    ];
    expect![[r#"
        200 OK
        {
          "early": {
            "count": 1,
            "last": [
              {
                "fault": "busy",
                "method": "GET",
                "n": 2,
                "notes": [
                  "fault busy: error activityLimitReached"
                ],
                "operation": "drive.get",
                "path": "/v1.0/me/drive",
                "status": 429
              }
            ]
          },
          "passed_over": {
            "count": 1,
            "last": [
              {
                "method": "GET",
                "n": 5,
                "notes": [
                  "X-Mock-Fault: passed over: `effect.error` names an error that no API has, `nonsense`; the nearest are `notAllowed`, `10001`, `10002`"
                ],
                "operation": "driveItem.get",
                "path": "/v1.0/me/drive/root",
                "status": 200
              }
            ]
          },
          "refused": {
            "count": 2,
            "last": [
              {
                "method": "GET",
                "n": 3,
                "notes": [
                  "the token is unknown"
                ],
                "operation": "driveItem.get",
                "path": "/v1.0/me/drive/root",
                "status": 401
              },
              {
                "method": "GET",
                "n": 4,
                "notes": [
                  "the token is unknown"
                ],
                "operation": "driveItem.get",
                "path": "/v1.0/me/drive/root",
                "status": 401
              }
            ],
            "reasons": {
              "the token is unknown": 2
            }
          }
        }"#]].assert_eq(&diagnosis(&mock, &requests).await);
}
