//! Links and other permissions one by one: made, read, changed, taken back.

use std::time::Duration;

use expect_test::expect;
use serde_json::json;

use super::{
    alice, bob,
    sharing::{FOLDER, PLAN, by_ids, invite, roles},
};
use crate::support::Mock;

#[tokio::test]
async fn a_personal_drive_names_where_a_permission_comes_from() {
    let mock = Mock::new();
    let folder = "/v1.0/me/drive/root:/Private:";
    let body = json!({"recipients": [{"alias": "alice"}], "roles": ["read"]});
    assert_eq!(bob(&mock, &format!("POST {folder}/invite"), &body.to_string()).await.status, 200);
    let link = bob(&mock, &format!("POST {folder}/createLink"), r#"{"type": "embed"}"#).await;
    assert_eq!(link.status, 201, "{link}");
    let below = "GET /v1.0/me/drive/root:/Private/diary.txt:/permissions";
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('bob%40example.com')/drive/root/permissions",
          "value": [
            {
              "grantedTo": "<bob's identity>",
              "id": "aTowIy5mfG1lbWJlcnNoaXB8Ym9iQGV4YW1wbGUuY29t",
              "inheritedFrom": "<in bob's root>",
              "roles": [
                "owner"
              ]
            },
            {
              "grantedTo": "<alice's identity>",
              "hasPassword": false,
              "id": "15BAE009-B7C6-3227-FD76-666CF86ACB6E",
              "inheritedFrom": "<in Private>",
              "invitation": {
                "email": "alice@example.com",
                "invitedBy": "<bob's identity>",
                "signInRequired": true
              },
              "roles": [
                "read"
              ]
            },
            {
              "grantedToIdentities": [],
              "hasPassword": false,
              "id": "FBABF1D4-54DB-8EEA-E3F8-A5B7272160AC",
              "inheritedFrom": "<in Private>",
              "link": {
                "application": {
                  "displayName": "SX20260101MOCKED",
                  "id": "SX20260101MOCKED"
                },
                "preventsDownload": false,
                "scope": "anonymous",
                "type": "embed",
                "webHtml": "<iframe src=\"http://mock.test/f/s!EJg39ajQDSB9BA5vsf0bntd\" width=\"98\" height=\"120\" frameborder=\"0\" scrolling=\"no\"></iframe>",
                "webUrl": "http://mock.test/f/s!EJg39ajQDSB9BA5vsf0bntd"
              },
              "roles": [
                "read"
              ],
              "shareId": "s!EJg39ajQDSB9BA5vsf0bntd"
            }
          ]
        }"#]].assert_eq(&bob(&mock, below, "").await.to_string());
}

#[tokio::test]
async fn a_link_is_made_once_for_each_type_and_scope() {
    let mock = Mock::new();
    let link = format!("POST {PLAN}/createLink");
    let first = alice(&mock, &link, r#"{"type": "view", "scope": "organization"}"#).await;
    expect![[r#"
        201 Created
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#drives('<alice's drive, escaped>')/items('<plan.txt>')/permissions/$entity",
          "grantedToIdentities": [],
          "grantedToIdentitiesV2": [],
          "hasPassword": false,
          "id": "15BAE009-B7C6-3227-FD76-666CF86ACB6E",
          "link": {
            "application": {
              "displayName": "SX20260101MOCKED",
              "id": "SX20260101MOCKED"
            },
            "preventsDownload": false,
            "scope": "organization",
            "type": "view",
            "webUrl": "http://mock.test/:t:/g/personal/alice_example_com/E536ci8NKf7DCOTUcN3k2qu"
          },
          "roles": [
            "read"
          ],
          "shareId": "u!aHR0cDovL21vY2sudGVzdC86dDovZy9wZXJzb25hbC9hbGljZV9leGFtcGxlX2NvbS9FNTM2Y2k4TktmN0RDT1RVY04zazJxdQ"
        }"#]].assert_eq(&first.to_string());
    let again = alice(&mock, &link, r#"{"type": "view"}"#).await;
    assert_eq!((again.status.as_u16(), again.json()), (200, first.json()), "the default scope");
    let edit = alice(&mock, &link, r#"{"type": "edit", "scope": "organization"}"#).await;
    assert_eq!((edit.status.as_u16(), edit.json()["roles"].clone()), (201, json!(["write"])));
    let body = r#"{"type": "view", "scope": "anonymous", "password": "x", "expirationDateTime": "2026-02-01T00:00:00Z"}"#;
    let anonymous = alice(&mock, &link, body).await;
    assert_eq!(anonymous.status, 201);
    assert_eq!(anonymous.json()["hasPassword"], true);
    assert_eq!(anonymous.json()["expirationDateTime"], "2026-02-01T00:00:00Z");
    assert_eq!(alice(&mock, &link, body).await.status, 200);
    assert_eq!(roles(&mock, PLAN).await, ["owner", "read", "write", "read"]);
    mock.advance(Duration::from_hours(31 * 24));
    assert_eq!(roles(&mock, PLAN).await, ["owner", "read", "write"], "it has ended");
    let web_url = first.json()["link"]["webUrl"].as_str().expect("an address").to_owned();
    assert_eq!(
        web_url.split('/').count(),
        8,
        "rclone takes the eight parts of a business link apart: {web_url}"
    );
}

#[tokio::test]
async fn people_are_added_to_a_link_and_taken_out() {
    let mock = Mock::new();
    let body = r#"{"type": "view", "scope": "users", "recipients": [{"email": "bob@example.com"}]}"#;
    let link = alice(&mock, &format!("POST {PLAN}/createLink"), body).await.json();
    let permission = format!("{PLAN}/permissions/{}", link["id"].as_str().expect("an id"));
    let shared = by_ids(&mock, "/Documents/plan.txt").await;
    assert_eq!(bob(&mock, &format!("GET {shared}"), "").await.status, 200);
    let body = r#"{"recipients": [{"email": "guest@elsewhere.test"}], "roles": ["read"]}"#;
    let granted = alice(&mock, &format!("POST {permission}/grant"), body).await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(permission)",
          "value": [
            {
              "grantedToIdentities": [
                {
                  "user": {
                    "displayName": "Bob Example",
                    "email": "bob@example.com",
                    "id": "<bob>"
                  }
                },
                {
                  "user": {
                    "displayName": "guest@elsewhere.test",
                    "email": "guest@elsewhere.test"
                  }
                }
              ],
              "grantedToIdentitiesV2": [
                {
                  "siteUser": {
                    "displayName": "Bob Example",
                    "email": "bob@example.com",
                    "id": "2",
                    "loginName": "i:0#.f|membership|bob@example.com"
                  },
                  "user": {
                    "displayName": "Bob Example",
                    "email": "bob@example.com",
                    "id": "<bob>"
                  }
                },
                {
                  "user": {
                    "displayName": "guest@elsewhere.test",
                    "email": "guest@elsewhere.test"
                  }
                }
              ],
              "hasPassword": false,
              "id": "15BAE009-B7C6-3227-FD76-666CF86ACB6E",
              "link": {
                "application": {
                  "displayName": "SX20260101MOCKED",
                  "id": "SX20260101MOCKED"
                },
                "preventsDownload": false,
                "scope": "users",
                "type": "view",
                "webUrl": "http://mock.test/:t:/g/personal/alice_example_com/E536ci8NKf7DCOTUcN3k2qu"
              },
              "roles": [
                "read"
              ],
              "shareId": "u!aHR0cDovL21vY2sudGVzdC86dDovZy9wZXJzb25hbC9hbGljZV9leGFtcGxlX2NvbS9FNTM2Y2k4TktmN0RDT1RVY04zazJxdQ"
            }
          ]
        }"#]].assert_eq(&granted.to_string());
    let body = r#"{"grantees": [{"email": "bob@example.com"}]}"#;
    let revoked = alice(&mock, &format!("POST {permission}/revokeGrants"), body).await;
    let emails = |permission: &serde_json::Value| {
        let people = permission["grantedToIdentitiesV2"].as_array().expect("a list").clone();
        people
            .iter()
            .map(|one| one["user"]["email"].as_str().expect("an address").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(revoked.status, 200, "{revoked}");
    assert_eq!(emails(&revoked.json()), ["guest@elsewhere.test"]);
    assert_eq!(bob(&mock, &format!("GET {shared}"), "").await.status, 403);
}

#[tokio::test]
async fn a_permission_is_changed_and_taken_back() {
    let mock = Mock::new();
    let id = invite(&mock, FOLDER, "read").await;
    let permission = format!("{FOLDER}/permissions/{id}");
    let changed = alice(&mock, &format!("PATCH {permission}"), r#"{"roles": ["write"]}"#).await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root/permissions/$entity",
          "grantedTo": {
            "user": {
              "displayName": "Bob Example",
              "email": "bob@example.com",
              "id": "<bob>"
            }
          },
          "grantedToV2": {
            "siteUser": {
              "displayName": "Bob Example",
              "email": "bob@example.com",
              "id": "2",
              "loginName": "i:0#.f|membership|bob@example.com"
            },
            "user": {
              "displayName": "Bob Example",
              "email": "bob@example.com",
              "id": "<bob>"
            }
          },
          "hasPassword": false,
          "id": "15BAE009-B7C6-3227-FD76-666CF86ACB6E",
          "invitation": {
            "email": "bob@example.com",
            "invitedBy": "<alice's identity>",
            "signInRequired": true
          },
          "roles": [
            "write"
          ]
        }"#]]
    .assert_eq(&changed.to_string());
    let request = format!("DELETE {permission}\nAuthorization: Bearer alice-token\nIf-Match: \"other\"");
    assert_eq!(mock.send(&request).await.status, 412);
    assert_eq!(alice(&mock, &format!("DELETE {permission}"), "").await.to_string(), "204 No Content\n");
    assert_eq!(roles(&mock, FOLDER).await, ["owner"]);
    assert_eq!(alice(&mock, &format!("DELETE {permission}"), "").await.status, 404);
    let item = alice(&mock, &format!("GET {FOLDER}"), "").await.json();
    assert!(item.get("shared").is_none(), "{item}");
}

#[tokio::test]
async fn a_copy_leaves_the_permissions_behind() {
    let mock = Mock::new();
    invite(&mock, PLAN, "read").await;
    let copied = alice(&mock, &format!("POST {PLAN}/copy"), r#"{"name": "copied.txt"}"#).await;
    assert_eq!(copied.status, 202);
    assert_eq!(roles(&mock, "/v1.0/me/drive/root:/Documents/copied.txt:").await, ["owner"]);
}
