//! Permissions: given, read, changed, taken back, and what they open.

use std::sync::Arc;

use expect_test::expect;
use serde_json::json;

use super::{alice, bob};
use crate::support::{Mock, refusals};

pub const FOLDER: &str = "/v1.0/me/drive/root:/Documents:";
pub const PLAN: &str = "/v1.0/me/drive/root:/Documents/plan.txt:";

/// The address of an item in alice's drive by ids, as others use it.
pub async fn by_ids(mock: &Mock, path: &str) -> String {
    let drive = alice(mock, "GET /v1.0/me/drive", "").await.json();
    format!(
        "/v1.0/drives/{}/items/{}",
        drive["id"].as_str().expect("an id"),
        mock.id("graph", "alice", path).await
    )
}

/// Invites bob to an item in alice's drive and returns the id of the permission.
pub async fn invite(mock: &Mock, item: &str, role: &str) -> String {
    let body = json!({"recipients": [{"email": "bob@example.com"}], "roles": [role], "requireSignIn": true});
    let answer = alice(mock, &format!("POST {item}/invite"), &body.to_string()).await;
    assert_eq!(answer.status, 200, "{answer}");
    answer.json()["value"][0]["id"].as_str().expect("an id").to_owned()
}

/// The ids and roles of the permissions on an item, as alice reads them.
pub async fn roles(mock: &Mock, item: &str) -> Vec<String> {
    let list = alice(mock, &format!("GET {item}/permissions"), "").await.json();
    let list = list["value"].as_array().expect("a list").clone();
    list.iter().map(|given| given["roles"][0].as_str().expect("a role").to_owned()).collect()
}

#[tokio::test]
async fn an_invitation_answers_what_was_given() {
    let mock = Mock::new();
    let body = json!({
        "recipients": [{"email": "BOB@example.com"}],
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
              "hasPassword": true,
              "id": "15BAE009-B7C6-3227-FD76-666CF86ACB6E",
              "invitation": {
                "email": "bob@example.com",
                "invitedBy": "<alice's identity>",
                "signInRequired": true
              },
              "roles": [
                "write"
              ]
            }
          ]
        }"#]]
    .assert_eq(&answer.to_string());
}

#[tokio::test]
async fn a_mail_address_that_nobody_has_is_a_guests() {
    let mock = Mock::new();
    let body = r#"{"recipients": [{"alias": "bob"}, {"email": "guest@elsewhere.test"}], "roles": ["read"]}"#;
    let answer = alice(&mock, &format!("POST {FOLDER}/invite"), body).await.json();
    assert_eq!(answer["value"][0]["invitation"]["email"], "bob@example.com");
    let guest = json!({"user": {"displayName": "guest@elsewhere.test", "email": "guest@elsewhere.test"}});
    assert_eq!(answer["value"][1]["grantedToV2"], guest, "without an account there is no id");
}

#[tokio::test]
async fn an_invitation_is_listed_on_the_item_and_below_it() {
    let mock = Mock::new();
    let id = invite(&mock, FOLDER, "write").await;
    let list = alice(&mock, &format!("GET {PLAN}/permissions"), "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root/permissions",
          "value": [
            {
              "grantedTo": "<alice's identity>",
              "grantedToV2": {
                "siteUser": {
                  "displayName": "Alice Example",
                  "email": "alice@example.com",
                  "id": "1",
                  "loginName": "i:0#.f|membership|alice@example.com"
                },
                "user": "<alice's user>"
              },
              "id": "aTowIy5mfG1lbWJlcnNoaXB8YWxpY2VAZXhhbXBsZS5jb20",
              "roles": [
                "owner"
              ]
            },
            {
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
            }
          ]
        }"#]]
    .assert_eq(&list.to_string());
    let one = alice(&mock, &format!("GET {PLAN}/permissions/{id}?$select=id,roles"), "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root/permissions(id,roles)/$entity",
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
    let listed = bob(&mock, &format!("GET {file}/permissions?$select=id,roles"), "").await.json();
    assert_eq!(listed["value"], json!([{"id": id, "roles": ["read"]}]), "only what names bob");
    invite(&mock, FOLDER, "write").await;
    assert_eq!(roles(&mock, FOLDER).await, ["owner", "write"], "the invitation was replaced");
    assert_eq!(status(&format!("POST {file}/createLink"), link).await, 201);
    assert_eq!(status(&format!("POST {file}/versions/1.0/restoreVersion"), "").await, 204);
    let item = alice(&mock, &format!("GET {PLAN}"), "").await.json();
    assert_eq!(item["lastModifiedBy"]["user"]["displayName"], "Bob Example");
}

#[tokio::test]
async fn readers_of_an_item_copy_it_to_where_they_may_write() {
    let mock = Mock::new();
    let plan = by_ids(&mock, "/Documents/plan.txt").await;
    let drive = bob(&mock, "GET /v1.0/me/drive", "").await.json();
    let home = json!({"parentReference": {"driveId": drive["id"], "id": "root"}}).to_string();
    let folder = mock.id("graph", "alice", "/Documents").await;
    let beside = json!({"parentReference": {"id": folder}, "name": "bobs.txt"}).to_string();
    let copy = format!("POST {plan}/copy");
    assert_eq!(bob(&mock, &copy, &home).await.status, 403);
    invite(&mock, FOLDER, "read").await;
    assert_eq!(bob(&mock, &copy, &beside).await.status, 403);
    assert_eq!(bob(&mock, &copy, r#"{"name": "bobs.txt"}"#).await.status, 403);
    assert_eq!(bob(&mock, &copy, &home).await.status, 202);
    assert!(mock.paths("bob").await.contains(&"/plan.txt".to_owned()));
    invite(&mock, FOLDER, "write").await;
    assert_eq!(bob(&mock, &copy, &beside).await.status, 202);
    assert!(mock.paths("alice").await.contains(&"/Documents/bobs.txt".to_owned()));
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

/// A request whose recipients are these addresses.
fn naming(request: &str, member: &str, addresses: &[String]) -> String {
    let people: Vec<_> = addresses.iter().map(|email| json!({"email": email})).collect();
    let body = json!({member: people, "roles": ["read"], "type": "view", "scope": "users"});
    format!("POST {request}\nAuthorization: Bearer alice-token\nContent-Type: application/json\n\n{body}")
}

#[tokio::test]
async fn a_request_names_a_bounded_number_of_people_once_each() {
    let mock = Mock::new();
    let people = |count| (0..count).map(|n| format!("Guest{n}@example.com")).collect::<Vec<_>>();
    let link = mock.send(&naming(&format!("{PLAN}/createLink"), "recipients", &people(200))).await;
    assert_eq!(link.status, 201, "{link}");
    let link = format!("{PLAN}/permissions/{}", link.json()["id"].as_str().expect("an id"));
    let rows = [
        ("invite", naming(&format!("{PLAN}/invite"), "recipients", &people(201))),
        ("createLink", naming(&format!("{PLAN}/createLink"), "recipients", &people(201))),
        ("grant", naming(&format!("{link}/grant"), "recipients", &people(201))),
        ("revokeGrants", naming(&format!("{link}/revokeGrants"), "grantees", &people(201))),
        (
            "a long address",
            naming(&format!("{PLAN}/invite"), "recipients", &[format!("{}@b", "a".repeat(253))]),
        ),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        invite: 400 invalidRequest -: At most 200 recipients can be named at once.
        createLink: 400 invalidRequest -: At most 200 recipients can be named at once.
        grant: 400 invalidRequest -: At most 200 recipients can be named at once.
        revokeGrants: 400 invalidRequest -: At most 200 recipients can be named at once.
        a long address: 400 invalidRequest -: A mail address is longer than 254 characters.
    "#]],
    )
    .await;
    let named = async |request: String| {
        let answer = mock.send(&request).await;
        assert_eq!(answer.status, 200, "{answer}");
        let list = alice(&mock, &format!("GET {PLAN}/permissions"), "").await.json();
        let list = list["value"].as_array().expect("a list").clone();
        let people = list.iter().filter_map(|given| given["grantedToIdentities"].as_array());
        (list.len(), people.map(Vec::len).sum::<usize>())
    };
    let lower: Vec<String> = people(200).iter().map(|address| address.to_lowercase()).collect();
    let again = naming(&format!("{link}/grant"), "recipients", &lower);
    assert_eq!(named(again).await, (2, 200), "known already, beside the owner");
    assert_eq!(named(naming(&format!("{link}/revokeGrants"), "grantees", &people(199))).await, (2, 1));
    assert_eq!(named(naming(&format!("{PLAN}/invite"), "recipients", &people(200))).await, (202, 1));
}
