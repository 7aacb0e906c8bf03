//! People, groups, sites, and the lists of drives.

use expect_test::expect;

use super::{alice, refuses};
use crate::support::Mock;

async fn read(mock: &Mock, path: &str) -> String {
    alice(mock, &format!("GET /v1.0{path}"), "").await.to_string()
}

/// The status and the values of a member of each row.
async fn column(mock: &Mock, path: &str, name: &str) -> String {
    let answer = alice(mock, &format!("GET /v1.0{path}"), "").await;
    let json = answer.json();
    let rows = json["value"].as_array().unwrap_or_else(|| panic!("no list: {answer}"));
    let values: Vec<_> = rows.iter().map(|row| row[name].as_str().expect("text")).collect();
    format!("{} {}", answer.status.as_u16(), values.join(", "))
}

#[tokio::test]
async fn a_person_is_found_by_every_name() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users/$entity",
          "businessPhones": [],
          "displayName": "Alice Example",
          "givenName": "Alice",
          "id": "<alice>",
          "mail": "alice@example.com",
          "surname": "Example",
          "userPrincipalName": "alice@example.com"
        }"#]]
    .assert_eq(&read(&mock, "/me").await);
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users(mySite)/$entity",
          "mySite": "http://mock.test/"
        }"#]]
    .assert_eq(&read(&mock, "/me?$select=mySite").await);
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users(id,mySite)/$entity",
          "id": "<bob>"
        }"#]]
    .assert_eq(&read(&mock, "/users/bob?$select=id,mySite").await);
    let id = alice(&mock, "GET /v1.0/users/bob", "").await.json()["id"].as_str().expect("an id").to_owned();
    for name in [id.as_str(), &id.to_uppercase(), "bob@example.com", "BOB@example.com"] {
        let answer = alice(&mock, &format!("GET /v1.0/users/{name}"), "").await;
        assert_eq!(answer.json()["displayName"], "Bob Example", "{name}");
    }
    refuses(&mock, "alice", [("GET /v1.0/users/carol", "")], expect![[r#"
        GET /v1.0/users/carol: 404 Request_ResourceNotFound -: Resource 'carol' does not exist or one of its queried reference-property objects are not present.
    "#]]).await;
}

#[tokio::test]
async fn people_are_listed_in_pages() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users(displayName)",
          "@odata.nextLink": "http://mock.test/v1.0/users?$select=displayName&$top=1&$skiptoken=Mg",
          "value": [
            {
              "displayName": "Alice Example"
            }
          ]
        }"#]]
    .assert_eq(&read(&mock, "/users?$select=displayName&$top=1").await);
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users(displayName)",
          "value": [
            {
              "displayName": "Bob Example"
            }
          ]
        }"#]]
    .assert_eq(&read(&mock, "/users?$select=displayName&$top=1&$skiptoken=Mg").await);
    for token in ["", "x", "MA", "LTE"] {
        let answer = alice(&mock, &format!("GET /v1.0/users?$skiptoken={token}"), "").await;
        assert_eq!(answer.status, 400, "{token}: {answer}");
    }
}

#[tokio::test]
async fn a_team_drive_has_a_group() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#groups",
          "value": [
            {
              "createdDateTime": "2026-01-01T08:00:00Z",
              "displayName": "Team drive",
              "groupTypes": [
                "Unified"
              ],
              "id": "<the team>",
              "mailEnabled": true,
              "mailNickname": "Teamdrive",
              "securityEnabled": false,
              "visibility": "Private"
            }
          ]
        }"#]]
    .assert_eq(&read(&mock, "/groups").await);
    let groups = alice(&mock, "GET /v1.0/groups", "").await.json();
    let id = groups["value"][0]["id"].as_str().expect("an id").to_owned();
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#groups(displayName)/$entity",
          "displayName": "Team drive"
        }"#]]
    .assert_eq(&read(&mock, &format!("/groups/{id}?$select=displayName")).await);
    expect!["200 Team drive"].assert_eq(&column(&mock, &format!("/groups/{id}/drives"), "name").await);
    refuses(&mock, "alice", [("GET /v1.0/groups/nothing?$select=id", "")], expect![[r#"
        GET /v1.0/groups/nothing?$select=id: 404 Request_ResourceNotFound -: Resource 'nothing' does not exist or one of its queried reference-property objects are not present.
    "#]]).await;
}

#[tokio::test]
async fn a_team_drive_has_a_site_with_every_form_of_address() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#sites/$entity",
          "createdDateTime": "2026-01-01T08:00:00Z",
          "displayName": "Team drive",
          "id": "<the team's site>",
          "lastModifiedDateTime": "2026-01-01T08:00:00Z",
          "name": "Teamdrive",
          "root": {},
          "siteCollection": {
            "hostname": "mock.test"
          },
          "webUrl": "http://mock.test/sites/Teamdrive"
        }"#]]
    .assert_eq(&read(&mock, "/sites/root").await);
    let site = alice(&mock, "GET /v1.0/sites/root", "").await.json();
    let id = site["id"].as_str().expect("an id");
    for address in
        [id, "mock.test", "root:/sites/Teamdrive", "mock.test:/sites/Teamdrive:", "root:%2Fsites%2FTeamdrive"]
    {
        assert_eq!(alice(&mock, &format!("GET /v1.0/sites/{address}"), "").await.json(), site, "{address}");
    }
    for drive in ["root/drive", "mock.test:/sites/Teamdrive:/drive", "mock.test:8080:/sites/Teamdrive:/drive"]
    {
        let answer = alice(&mock, &format!("GET /v1.0/sites/{drive}"), "").await;
        assert_eq!(answer.json()["name"], "Team drive", "{drive}: {answer}");
    }
    let item = "/sites/mock.test:/sites/Teamdrive:/drive/root:/Projects/notes.md?$select=name";
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#sites('mock.test%2Ce48cd0d1-ae4b-5034-0ba9-5bc60817ff98%2Cae387c4f-c265-195c-44c7-d0ac8727ea19')/drive/root(name)/$entity",
          "@odata.etag": "\"{<guid of notes.md>},1\"",
          "name": "notes.md"
        }"#]].assert_eq(&read(&mock, item).await);
    refuses(
        &mock,
        "alice",
        [("GET /v1.0/sites/root:/sites/nothing", "")],
        expect![[r#"
            GET /v1.0/sites/root:/sites/nothing: 404 itemNotFound -: The resource could not be found.
        "#]],
    )
    .await;
}

#[tokio::test]
async fn sites_are_searched_by_name() {
    let mock = Mock::new();
    for (query, expected) in [
        ("search=team", "200 Team drive"),
        ("search=*", "200 Team drive"),
        ("$search=%22team%20drive%22", "200 Team drive"),
        ("%24search=handbook", "200 "),
        ("search=", "200 Team drive"),
        ("search=nothing", "200 "),
    ] {
        assert_eq!(column(&mock, &format!("/sites?{query}"), "displayName").await, expected, "{query}");
    }
}

#[tokio::test]
async fn drives_are_listed_for_their_owners() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#drives",
          "value": [
            {
              "createdBy": {
                "user": {
                  "displayName": "System Account"
                }
              },
              "createdDateTime": "2026-01-01T08:00:00Z",
              "description": "",
              "driveType": "business",
              "id": "<alice's drive>",
              "lastModifiedBy": "<alice's identity>",
              "lastModifiedDateTime": "2026-01-01T08:00:00Z",
              "name": "Alice's drive",
              "owner": "<alice's identity>",
              "quota": {
                "deleted": 0,
                "remaining": 1099511576706,
                "state": "normal",
                "total": 1099511627776,
                "used": 51070
              },
              "webUrl": "http://mock.test/personal/alice_example_com/Documents"
            }
          ]
        }"#]]
    .assert_eq(&read(&mock, "/me/drives").await);
    for (path, expected) in [
        ("/users/alice/drives", "200 Alice's drive"),
        ("/sites/root/drives", "200 Team drive"),
        ("/sites/mock.test:/sites/Teamdrive:/drives", "200 Team drive"),
        ("//drives", "200 Alice's drive, Team drive"),
        ("/drives?%24top=1", "200 Alice's drive"),
    ] {
        assert_eq!(column(&mock, path, "name").await, expected, "{path}");
    }
    let same = alice(&mock, "GET /_api/v2.0/me/drives", "").await;
    assert_eq!(same.json()["value"][0]["name"], "Alice's drive");
    let rows = [("GET /v1.0/users/bob/drives", ""), ("GET /v1.0/users/carol/drives", "")];
    refuses(&mock, "alice", rows, expect![[r#"
        GET /v1.0/users/bob/drives: 403 accessDenied -: The caller doesn't have permission to perform the action.
        GET /v1.0/users/carol/drives: 404 itemNotFound -: The resource could not be found.
    "#]]).await;
}

#[tokio::test]
async fn an_application_by_itself_lists_all_drives_and_is_nobody() {
    let mock = Mock::new();
    let form = format!(
        "grant_type=client_credentials&{}&{}&scope=.default",
        super::identity::CLIENT,
        super::identity::SECRET
    );
    let issued = super::identity::token(&mock, &form).await;
    let drives = super::identity::get(&mock, &issued, "/drives?$select=name").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#drives(name)",
          "value": [
            {
              "name": "Alice's drive"
            },
            {
              "name": "Bob's drive"
            },
            {
              "name": "App drive"
            },
            {
              "name": "Team drive"
            }
          ]
        }"#]]
    .assert_eq(&drives.to_string());
    assert_eq!(super::identity::get(&mock, &issued, "/me").await.status, 400);
    assert_eq!(super::identity::get(&mock, &issued, "/me/drives").await.status, 400);
}

#[tokio::test]
async fn a_refused_caller_learns_where_tokens_come_from() {
    let mock = Mock::new();
    let form =
        format!("grant_type=password&{}&username=bob&password=x&scope=Files.Read", super::identity::CLIENT);
    let issued = super::identity::token(&mock, &form).await;
    let expired = super::identity::text(&issued, "access_token");
    mock.advance(std::time::Duration::from_hours(1));
    let mut all = Vec::new();
    for header in [
        "X-Other: 1".into(),
        "Authorization: Bearer nobody".into(),
        format!("Authorization: Bearer {expired}"),
    ] {
        let answer = mock.send(&format!("GET /v1.0/me/drive\n{header}")).await;
        all.push(format!("{}: {}", answer.status, answer.header("www-authenticate")));
    }
    expect![[r#"
        [
            "401 Unauthorized: Bearer realm=\"\", authorization_uri=\"http://mock.test/common/oauth2/authorize\", client_id=\"00000003-0000-0000-c000-000000000000\"",
            "401 Unauthorized: Bearer realm=\"\", authorization_uri=\"http://mock.test/common/oauth2/authorize\", client_id=\"00000003-0000-0000-c000-000000000000\", error=\"invalid_token\", error_description=\"Access token validation failure.\"",
            "401 Unauthorized: Bearer realm=\"\", authorization_uri=\"http://mock.test/common/oauth2/authorize\", client_id=\"00000003-0000-0000-c000-000000000000\", error=\"expired_token\", error_description=\"Lifetime validation failed, the token is expired.\"",
        ]
    "#]].assert_debug_eq(&all);
    let answer = alice(&mock, "GET /v1.0/me/drive", "").await;
    assert_eq!((answer.header("odata-version"), answer.header("www-authenticate")), ("4.0", ""));
    assert!(answer.header("x-ms-ags-diagnostic").starts_with("{\"ServerInfo\":{"));
    assert_eq!(answer.header("cache-control"), "private");
}
