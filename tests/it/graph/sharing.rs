//! Permissions: given, told, changed, taken back, and what they open.

use std::{sync::Arc, time::Duration};

use expect_test::expect;
use serde_json::json;

use super::{alice, bob};
use crate::support::Mock;

const FOLDER: &str = "/v1.0/me/drive/root:/Documents:";
const PLAN: &str = "/v1.0/me/drive/root:/Documents/plan.txt:";

/// The address of an item in alice's drive by ids, as others use it.
async fn by_ids(mock: &Mock, path: &str) -> String {
    let drive = alice(mock, "GET /v1.0/me/drive", "").await.json();
    format!(
        "/v1.0/drives/{}/items/{}",
        drive["id"].as_str().expect("an id"),
        mock.id("graph", "alice", path).await
    )
}

/// Invites bob to something of alice's; answers the id of the permission.
async fn invite(mock: &Mock, item: &str, role: &str) -> String {
    let body = json!({"recipients": [{"email": "bob@example.com"}], "roles": [role], "requireSignIn": true});
    let answer = alice(mock, &format!("POST {item}/invite"), &body.to_string()).await;
    assert_eq!(answer.status, 200, "{answer}");
    answer.json()["value"][0]["id"].as_str().expect("an id").to_owned()
}

/// The ids and roles of the permissions on an item, as alice is told them.
async fn roles(mock: &Mock, item: &str) -> Vec<String> {
    let list = alice(mock, &format!("GET {item}/permissions"), "").await.json();
    let list = list["value"].as_array().expect("a list").clone();
    list.iter().map(|given| given["roles"][0].as_str().expect("a role").to_owned()).collect()
}

#[tokio::test]
async fn an_invitation_is_told_on_the_item_and_below_it() {
    let mock = Mock::new();
    let body = json!({
        "recipients": [{"email": "BOB@example.com"}, {"email": "guest@elsewhere.test"}],
        "message": "Here's the file that we're collaborating on.",
        "requireSignIn": true,
        "sendInvitation": true,
        "roles": ["write"],
        "password": "password123",
        "expirationDateTime": "2026-07-15T14:00:00.000Z",
    });
    let answer = alice(&mock, &format!("POST {FOLDER}/invite"), &body.to_string()).await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(permission)",
          "value": [
            {
              "expirationDateTime": "2026-07-15T14:00:00Z",
              "grantedTo": {
                "user": {
                  "displayName": "Bob Example",
                  "email": "bob@example.com",
                  "id": "7d208436-24cb-1efd-65a5-406b05de80c7"
                }
              },
              "grantedToV2": {
                "user": {
                  "displayName": "Bob Example",
                  "email": "bob@example.com",
                  "id": "7d208436-24cb-1efd-65a5-406b05de80c7"
                }
              },
              "hasPassword": true,
              "id": "15BAE009-B7C6-3227-FD76-666CF86ACB6E",
              "invitation": {
                "email": "bob@example.com",
                "invitedBy": {
                  "user": {
                    "displayName": "Alice Example",
                    "email": "alice@example.com",
                    "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
                  }
                },
                "signInRequired": true
              },
              "roles": [
                "write"
              ]
            },
            {
              "expirationDateTime": "2026-07-15T14:00:00Z",
              "grantedTo": {
                "user": {
                  "displayName": "guest@elsewhere.test",
                  "email": "guest@elsewhere.test"
                }
              },
              "grantedToV2": {
                "user": {
                  "displayName": "guest@elsewhere.test",
                  "email": "guest@elsewhere.test"
                }
              },
              "hasPassword": true,
              "id": "FBABF1D4-54DB-8EEA-E3F8-A5B7272160AC",
              "invitation": {
                "email": "guest@elsewhere.test",
                "invitedBy": {
                  "user": {
                    "displayName": "Alice Example",
                    "email": "alice@example.com",
                    "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
                  }
                },
                "signInRequired": true
              },
              "roles": [
                "write"
              ]
            }
          ]
        }"#]]
    .assert_eq(&answer.to_string());
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#drives('b%21H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE')/items('01A3AKUJXRWKNKDONJ7HCNZKALRHNXDIEI')/permissions",
          "value": [
            {
              "grantedTo": {
                "user": {
                  "displayName": "Alice Example",
                  "email": "alice@example.com",
                  "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
                }
              },
              "grantedToV2": {
                "user": {
                  "displayName": "Alice Example",
                  "email": "alice@example.com",
                  "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
                }
              },
              "id": "aTowIy5mfG1lbWJlcnNoaXB8YWxpY2VAZXhhbXBsZS5jb20",
              "roles": [
                "owner"
              ]
            },
            {
              "expirationDateTime": "2026-07-15T14:00:00Z",
              "grantedTo": {
                "user": {
                  "displayName": "Bob Example",
                  "email": "bob@example.com",
                  "id": "7d208436-24cb-1efd-65a5-406b05de80c7"
                }
              },
              "grantedToV2": {
                "user": {
                  "displayName": "Bob Example",
                  "email": "bob@example.com",
                  "id": "7d208436-24cb-1efd-65a5-406b05de80c7"
                }
              },
              "hasPassword": true,
              "id": "15BAE009-B7C6-3227-FD76-666CF86ACB6E",
              "invitation": {
                "email": "bob@example.com",
                "invitedBy": {
                  "user": {
                    "displayName": "Alice Example",
                    "email": "alice@example.com",
                    "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
                  }
                },
                "signInRequired": true
              },
              "roles": [
                "write"
              ]
            },
            {
              "expirationDateTime": "2026-07-15T14:00:00Z",
              "grantedTo": {
                "user": {
                  "displayName": "guest@elsewhere.test",
                  "email": "guest@elsewhere.test"
                }
              },
              "grantedToV2": {
                "user": {
                  "displayName": "guest@elsewhere.test",
                  "email": "guest@elsewhere.test"
                }
              },
              "hasPassword": true,
              "id": "FBABF1D4-54DB-8EEA-E3F8-A5B7272160AC",
              "invitation": {
                "email": "guest@elsewhere.test",
                "invitedBy": {
                  "user": {
                    "displayName": "Alice Example",
                    "email": "alice@example.com",
                    "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
                  }
                },
                "signInRequired": true
              },
              "roles": [
                "write"
              ]
            }
          ]
        }"#]].assert_eq(&alice(&mock, &format!("GET {PLAN}/permissions"), "").await.to_string());
    let id = answer.json()["value"][0]["id"].as_str().expect("an id").to_owned();
    let one = alice(&mock, &format!("GET {PLAN}/permissions/{id}?$select=id,roles"), "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#drives('b%21H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE')/items('01A3AKUJXRWKNKDONJ7HCNZKALRHNXDIEI')/permissions/$entity",
          "id": "15BAE009-B7C6-3227-FD76-666CF86ACB6E",
          "roles": [
            "write"
          ]
        }"#]].assert_eq(&one.to_string());
    let item = alice(&mock, &format!("GET {FOLDER}?$select=name,shared"), "").await.json();
    assert_eq!(item["shared"], json!({"scope": "users"}));
    let item = alice(&mock, &format!("GET {PLAN}?$select=name,shared"), "").await.json();
    assert!(item.get("shared").is_none(), "{item}");
}

#[tokio::test]
async fn a_personal_drive_tells_where_a_permission_comes_from() {
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
          "@odata.context": "http://mock.test/v1.0/$metadata#drives('4e6049a02e884572')/items('4E6049A02E884572!118')/permissions",
          "value": [
            {
              "grantedTo": {
                "user": {
                  "displayName": "Bob Example",
                  "email": "bob@example.com",
                  "id": "7d208436-24cb-1efd-65a5-406b05de80c7"
                }
              },
              "id": "aTowIy5mfG1lbWJlcnNoaXB8Ym9iQGV4YW1wbGUuY29t",
              "inheritedFrom": {
                "driveId": "4e6049a02e884572",
                "driveType": "personal",
                "id": "4E6049A02E884572!101",
                "path": "/drive/root:"
              },
              "roles": [
                "owner"
              ]
            },
            {
              "grantedTo": {
                "user": {
                  "displayName": "Alice Example",
                  "email": "alice@example.com",
                  "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
                }
              },
              "hasPassword": false,
              "id": "15BAE009-B7C6-3227-FD76-666CF86ACB6E",
              "inheritedFrom": {
                "driveId": "4e6049a02e884572",
                "driveType": "personal",
                "id": "4E6049A02E884572!117",
                "name": "Private",
                "path": "/drive/root:/Private"
              },
              "invitation": {
                "email": "alice@example.com",
                "invitedBy": {
                  "user": {
                    "displayName": "Bob Example",
                    "email": "bob@example.com",
                    "id": "7d208436-24cb-1efd-65a5-406b05de80c7"
                  }
                },
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
              "inheritedFrom": {
                "driveId": "4e6049a02e884572",
                "driveType": "personal",
                "id": "4E6049A02E884572!117",
                "name": "Private",
                "path": "/drive/root:/Private"
              },
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
          "@odata.context": "http://mock.test/v1.0/$metadata#drives('b%21H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE')/items('01A3AKUJXRWKNKDONJ7HCNZKALRHNXDIEI')/permissions/$entity",
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
    mock.advance(Duration::from_secs(31 * 86_400));
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
                    "id": "7d208436-24cb-1efd-65a5-406b05de80c7"
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
                  "user": {
                    "displayName": "Bob Example",
                    "email": "bob@example.com",
                    "id": "7d208436-24cb-1efd-65a5-406b05de80c7"
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
          "@odata.context": "http://mock.test/v1.0/$metadata#drives('b%21H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE')/items('01A3AKUJXETQ5GXK77WJK7CVALRNPIRRPP')/permissions/$entity",
          "grantedTo": {
            "user": {
              "displayName": "Bob Example",
              "email": "bob@example.com",
              "id": "7d208436-24cb-1efd-65a5-406b05de80c7"
            }
          },
          "grantedToV2": {
            "user": {
              "displayName": "Bob Example",
              "email": "bob@example.com",
              "id": "7d208436-24cb-1efd-65a5-406b05de80c7"
            }
          },
          "hasPassword": false,
          "id": "15BAE009-B7C6-3227-FD76-666CF86ACB6E",
          "invitation": {
            "email": "bob@example.com",
            "invitedBy": {
              "user": {
                "displayName": "Alice Example",
                "email": "alice@example.com",
                "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
              }
            },
            "signInRequired": true
          },
          "roles": [
            "write"
          ]
        }"#]].assert_eq(&changed.to_string());
    let request = format!("DELETE {permission}\nAuthorization: Bearer alice-token\nIf-Match: \"other\"");
    assert_eq!(mock.send(&request).await.status, 412);
    assert_eq!(alice(&mock, &format!("DELETE {permission}"), "").await.to_string(), "204 No Content\n");
    assert_eq!(roles(&mock, FOLDER).await, ["owner"]);
    assert_eq!(alice(&mock, &format!("DELETE {permission}"), "").await.status, 404);
    let item = alice(&mock, &format!("GET {FOLDER}"), "").await.json();
    assert!(item.get("shared").is_none(), "{item}");
}

#[tokio::test]
async fn an_invitation_opens_an_item_and_what_lies_below_it() {
    let mock = Mock::new();
    let (folder, file) = (by_ids(&mock, "/Documents").await, by_ids(&mock, "/Documents/plan.txt").await);
    let (other, root) = (by_ids(&mock, "/hello.txt").await, by_ids(&mock, "/").await);
    let drive = root.split("/items").next().expect("a drive").to_owned();
    let status = async |request: &str, body: &str| bob(&mock, request, body).await.status.as_u16();
    assert_eq!(status(&format!("GET {folder}"), "").await, 403);
    let id = invite(&mock, FOLDER, "read").await;
    let link = r#"{"type": "view"}"#;
    for (request, expected) in [
        (format!("GET {folder}"), 200),
        (format!("GET {file}"), 200),
        (format!("GET {folder}/children"), 200),
        (format!("GET {folder}:/Reports/budget.xlsx"), 200),
        (format!("GET {folder}:/missing.txt"), 404),
        (format!("GET {file}/versions"), 200),
        (format!("GET {drive}/root:/Documents/plan.txt"), 200),
        (format!("GET {other}"), 403),
        (format!("GET {root}"), 403),
        (format!("GET {root}/children"), 403),
        (format!("GET {drive}/root:/missing.txt"), 403),
        (format!("GET {drive}/items/nothing"), 403),
        (format!("POST {file}/createLink"), 403),
        (format!("POST {file}/versions/1.0/restoreVersion"), 403),
    ] {
        let body = if request.ends_with("createLink") { link } else { "" };
        assert_eq!(status(&request, body).await, expected, "{request}");
    }
    let told = bob(&mock, &format!("GET {file}/permissions?$select=id,roles"), "").await.json();
    assert_eq!(told["value"], json!([{"id": id, "roles": ["read"]}]), "only what names bob");
    invite(&mock, FOLDER, "write").await;
    assert_eq!(roles(&mock, FOLDER).await, ["owner", "write"], "the invitation was replaced");
    assert_eq!(status(&format!("POST {file}/createLink"), link).await, 201);
    assert_eq!(status(&format!("POST {file}/versions/1.0/restoreVersion"), "").await, 204);
    let item = alice(&mock, &format!("GET {PLAN}"), "").await.json();
    assert_eq!(item["lastModifiedBy"]["user"]["displayName"], "Bob Example");
}

#[tokio::test]
async fn a_copy_leaves_the_permissions_behind() {
    let mock = Mock::new();
    invite(&mock, PLAN, "read").await;
    let copied = alice(&mock, &format!("POST {PLAN}/copy"), r#"{"name": "copied.txt"}"#).await;
    assert_eq!(copied.status, 202);
    assert_eq!(roles(&mock, "/v1.0/me/drive/root:/Documents/copied.txt:").await, ["owner"]);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_and_changes_nothing() {
    let mock = Mock::new();
    let id = invite(&mock, FOLDER, "read").await;
    let owner = alice(&mock, &format!("GET {FOLDER}/permissions"), "").await.json()["value"][0]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let body = r#"{"type": "view", "scope": "organization"}"#;
    let link = alice(&mock, &format!("POST {FOLDER}/createLink"), body).await.json();
    let link = link["id"].as_str().expect("an id");
    let long = format!(
        r#"{{"recipients": [{{"email": "a@b.c"}}], "roles": ["read"], "message": "{}"}}"#,
        "x".repeat(2001)
    );
    let before = mock.sandbox().snapshot();
    let (invite, create) = (format!("POST {FOLDER}/invite"), format!("POST {FOLDER}/createLink"));
    for (request, body, status) in [
        (invite.as_str(), "{}", 400),
        (&invite, r#"{"roles": ["read"]}"#, 400),
        (&invite, r#"{"recipients": [], "roles": ["read"]}"#, 400),
        (&invite, r#"{"recipients": [{}], "roles": ["read"]}"#, 400),
        (&invite, r#"{"recipients": [{"email": "nobody"}], "roles": ["read"]}"#, 400),
        (&invite, r#"{"recipients": [{"objectId": "x"}], "roles": ["read"]}"#, 400),
        (&invite, r#"{"recipients": [{"email": "a@b.c"}], "roles": ["owner"]}"#, 400),
        (&invite, r#"{"recipients": 7, "roles": ["read"]}"#, 400),
        (&invite, &long, 400),
        (
            &invite,
            r#"{"recipients": [{"email": "a@b.c"}], "roles": ["read"], "expirationDateTime": "soon"}"#,
            400,
        ),
        (
            &invite,
            r#"{"recipients": [{"email": "a@b.c"}], "roles": ["read"], "expirationDateTime": "2025-01-01T00:00:00Z"}"#,
            400,
        ),
        (&create, r#"{"type": "embed"}"#, 400),
        (&create, r#"{"type": "review"}"#, 400),
        (&create, r#"{"type": "view", "scope": "everybody"}"#, 400),
        (&format!("PATCH {FOLDER}/permissions/{owner}"), r#"{"roles": ["read"]}"#, 400),
        (&format!("DELETE {FOLDER}/permissions/{owner}"), "", 400),
        (
            &format!("PATCH {FOLDER}/permissions/{link}"),
            r#"{"expirationDateTime": "2027-01-01T00:00:00Z"}"#,
            400,
        ),
        (&format!("PATCH {FOLDER}/permissions/{id}"), r#"{"roles": ["sp.full"]}"#, 400),
        (&format!("PATCH {FOLDER}/permissions/nothing"), r#"{"roles": ["read"]}"#, 404),
        (&format!("PATCH {PLAN}/permissions/{id}"), r#"{"roles": ["write"]}"#, 400),
        (&format!("DELETE {PLAN}/permissions/{id}"), "", 400),
        (&format!("GET {FOLDER}/permissions/nothing"), "", 404),
        (&format!("POST {FOLDER}/permissions/{id}/grant"), r#"{"recipients": [{"email": "a@b.c"}]}"#, 400),
        (
            &format!("POST {FOLDER}/permissions/{link}/grant"),
            r#"{"recipients": [{"email": "a@b.c"}], "roles": ["write"]}"#,
            400,
        ),
        (
            &format!("POST {FOLDER}/permissions/{id}/revokeGrants"),
            r#"{"grantees": [{"email": "a@b.c"}]}"#,
            400,
        ),
    ] {
        let answer = alice(&mock, request, body).await;
        assert_eq!(answer.status.as_u16(), status, "{request} {body}: {answer}");
    }
    let root = r#"{"recipients": [{"email": "a@b.c"}], "roles": ["read"]}"#;
    assert_eq!(bob(&mock, "POST /v1.0/me/drive/root/invite", root).await.status, 400);
    let organization = r#"{"scope": "organization"}"#;
    assert_eq!(bob(&mock, "POST /v1.0/me/drive/root:/todo.txt:/createLink", organization).await.status, 400);
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "nothing changed");
}
