//! Shared folders: their families, and invitations to join one.

use std::time::Duration;

use expect_test::expect;
use serde_json::{Value, json};

use super::{by, edit, get, post_text};
use crate::support::{Answer, Mock, refusals};

const BASE: &str = "/koodrive/ose/v1";
const FOLDERS: &str = "/koodrive/ose/v1/sharefolder";
const INVITE: &str = "/koodrive/ose/v1/usergroupsInvite";
const ALICES_PHONE: &str = "008618100008439";

/// A shared folder of bob's.
struct Family {
    mock: Mock,
    id: String,
    group: u64,
    folder: String,
}

async fn create(mock: &Mock, name: &str) -> Answer {
    let body = json!({ "shareType": 0, "containerId": "<bob's space>", "name": name });
    by(mock, "bob", &format!("POST {FOLDERS}/create"), &body).await
}

async fn family() -> Family {
    let mock = Mock::new();
    let made = create(&mock, "ours").await.json()["data"].clone();
    let text = |name: &str| made[name].as_str().expect("a text").to_owned();
    let (id, folder) = (text("id"), text("shareFolderId"));
    Family { id, group: made["groupId"].as_u64().expect("a number"), folder, mock }
}

impl Family {
    async fn post(&self, who: &str, path: &str, body: Value) -> Answer {
        by(&self.mock, who, &format!("POST {BASE}{path}"), &body).await
    }

    async fn get(&self, who: &str, path: &str) -> Answer {
        by(&self.mock, who, &format!("GET {BASE}{path}"), &json!({})).await
    }

    /// Invites alice. Returns the id of the invitation.
    async fn invite(&self) -> String {
        let path = format!("/usergroupsInvite/invite/{}?mobile={ALICES_PHONE}", self.group);
        let sent = self.post("bob", &path, json!({})).await.json();
        sent["inviteId"].as_str().unwrap_or_else(|| panic!("{sent}")).to_owned()
    }

    async fn answer(&self, invitation: &str, confirm: u32) -> Answer {
        let path = format!("/usergroupsInvite/inviteConfirm/{}", self.group);
        self.post("alice", &path, json!({ "inviteId": invitation, "confirm": confirm })).await
    }

    /// The names in the list of somebody.
    async fn names(&self, who: &str, query: &str) -> String {
        let list = self.get(who, &format!("/sharefolder/list?offset=0&limit=1000{query}")).await.json();
        let folders = list["folders"].as_array().unwrap_or_else(|| panic!("{list}"));
        let names: Vec<_> = folders.iter().map(|folder| folder["name"].as_str().expect("a name")).collect();
        names.join(" ")
    }

    /// What somebody is answered who makes a folder inside.
    async fn make(&self, who: &str, name: &str) -> Value {
        let body = json!({ "containerId": "<bob's space>", "parentFolder": [self.folder], "fileName": name, "fileType": "10" });
        self.post(who, "/directory", body).await.json()["code"].clone()
    }
}

#[tokio::test]
async fn a_shared_folder_is_made_listed_renamed_and_deleted() {
    let mock = Mock::new();
    let made = create(&mock, "2025").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "createTime": "2026-01-02 11:04:05",
            "creator": "1008600005272530755",
            "groupId": 1243693141664496129,
            "id": "1757156480206875521",
            "shareFolderId": "F5F68I0qs6E45rYWMNO5ak4AdIuKU-Y71",
            "tenantId": "40086000019617946"
          },
          "id": "1757156480206875521",
          "msg": "success"
        }"#]]
    .assert_eq(&made.to_string());
    let id = made.json()["id"].as_str().expect("an id").to_owned();
    let list = by(&mock, "bob", &format!("GET {FOLDERS}/list?offset=0&limit=10"), &json!({})).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "folders": [
            {
              "containerId": "<bob's space>",
              "createTime": "2026-01-02 11:04:05",
              "creator": "1008600005272530755",
              "groupId": "1243693141664496129",
              "id": "1757156480206875521",
              "maxMember": 10,
              "name": "2025",
              "ownerId": 1008600005272530755,
              "shareFolderFileId": "F5F68I0qs6E45rYWMNO5ak4AdIuKU-Y71",
              "status": 0,
              "tenantId": "40086000019617946"
            }
          ],
          "msg": "success"
        }"#]]
    .assert_eq(&list.to_string());
    let one = by(&mock, "bob", &format!("GET {FOLDERS}/metadata/{id}"), &json!({})).await.json();
    assert_eq!(one["sharefolder"], list.json()["folders"][0]);
    let rename = json!({ "id": id, "fileName": "newName123456" });
    let renamed = by(&mock, "bob", &format!("POST {FOLDERS}/rename"), &rename).await.json();
    assert_eq!(renamed, json!({ "code": 0, "msg": "success", "id": id }));
    assert!(mock.paths("bob").await.contains(&"/newName123456".to_owned()));
    let deleted = by(&mock, "bob", &format!("POST {FOLDERS}/delete"), &json!({ "id": [id] })).await.json();
    assert_eq!(deleted, json!({ "code": 0, "msg": "success" }));
    assert!(!mock.paths("bob").await.contains(&"/newName123456".to_owned()));
    let again = by(&mock, "bob", &format!("GET {FOLDERS}/metadata/{id}"), &json!({})).await;
    assert_eq!(again.line(), r#"400 {"code":13000309,"msg":"Resource not found."}"#);
}

#[tokio::test]
async fn who_accepts_an_invitation_shares_the_folder_and_nothing_else() {
    let family = family().await;
    assert_eq!(family.make("alice", "early").await, 13_000_410);
    let invitation = family.invite().await;
    let waiting = family.get("alice", "/usergroupsInvite/inviteConfrimList").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "details": [
            {
              "createTime": "Fri Jan 02 03:04:05 UTC 2026",
              "expireTime": "Fri Jan 09 03:04:05 UTC 2026",
              "groupId": "1243693141664496129",
              "inviteId": "1765143000008388608",
              "inviterPhone": "",
              "shareFolderName": "ours"
            }
          ],
          "msg": "success"
        }"#]]
    .assert_eq(&waiting.to_string());
    let detail = family.get("alice", &format!("/usergroupsInvite/detail/{invitation}")).await.json();
    assert_eq!(detail["detail"], waiting.json()["details"][0]);
    assert_eq!(family.make("alice", "early").await, 13_000_410, "not yet answered");
    assert_eq!(family.answer(&invitation, 1).await.json(), json!({ "code": 0, "msg": "success" }));
    let sent = family.get("bob", &format!("/usergroupsInvite/inviteList/{}", family.group)).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "details": [
            {
              "createTime": "Fri Jan 02 03:04:05 UTC 2026",
              "expireTime": "Fri Jan 09 03:04:05 UTC 2026",
              "inviteId": "1765143000008388608",
              "inviteePhone": "0086181****8439",
              "status": 1
            }
          ],
          "msg": "success"
        }"#]]
    .assert_eq(&sent.to_string());
    assert_eq!(family.make("alice", "hers").await, 0);
    let other = json!({ "containerId": "<bob's space>", "parentFileId": "root" });
    assert_eq!(family.post("alice", "/files/0", other).await.json()["code"], 13_000_410);
    let inside = json!({ "containerId": "<bob's space>", "parentFileId": family.folder });
    let inside = family.post("alice", "/files/0", inside).await.json();
    assert_eq!(inside["files"][0]["fileName"], "hers");
    assert_eq!(family.names("alice", "&queryType=2&keyWord=OUR").await, "ours");
    assert_eq!(family.names("alice", "&queryType=1").await, "");
    assert_eq!(family.names("bob", "&queryType=1").await, "ours");
    assert_eq!(family.names("bob", "&status=1").await, "");
    let groups = family.get("alice", "/usergroups").await.json();
    assert!(!groups.to_string().contains(&family.group.to_string()), "a family is no user group");
    let leave = format!("/usergroupsInvite/deleteMember?groupId={}&deleteUserId=alice", family.group);
    assert_eq!(family.post("alice", &leave, json!({})).await.json()["code"], 0);
    assert_eq!(family.make("alice", "late").await, 13_000_410);
    assert_eq!(family.names("alice", "").await, "");
}

#[tokio::test]
async fn an_invitation_is_answered_once_and_in_time() {
    let family = family().await;
    let first = family.invite().await;
    let second = family.invite().await;
    let gone = r#"400 {"code":13000309,"msg":"Resource not found."}"#;
    assert_eq!(family.answer(&first, 1).await.line(), gone, "the second took its place");
    assert_eq!(family.answer(&second, 0).await.json()["code"], 0);
    assert_eq!(family.answer(&second, 1).await.line(), gone, "it was declined");
    let third = family.invite().await;
    family.mock.advance(Duration::from_hours(7 * 24));
    assert_eq!(family.answer(&third, 1).await.line(), gone, "it has ended");
    let waiting = family.get("alice", "/usergroupsInvite/inviteConfrimList").await.json();
    assert_eq!(waiting["details"], json!([]));
}

#[tokio::test]
async fn a_family_is_bounded_and_goes_with_its_folder() {
    let family = family().await;
    let people = edit(&family.mock, |world, _, now| {
        let bob = world.user_named("bob").expect("seeded").id;
        let shared = world.shared_folders_of(bob).next().expect("made").clone();
        let people: Vec<_> =
            (0..9).map(|at| world.add_user(&format!("p{at}"), "Somebody", "somebody@example.com")).collect();
        for user in &people {
            let number = world.invite(shared.node, bob, *user, now)?;
            world.answer_invitation(number, true, now)?;
        }
        Ok(people)
    });
    let path = format!("/usergroupsInvite/invite/{}?mobile={ALICES_PHONE}", family.group);
    let full = r#"400 {"code":13000102,"msg":"Verify parameters failed."}"#;
    assert_eq!(family.post("bob", &path, json!({})).await.line(), full);
    edit(&family.mock, |world, _, _| {
        let bob = world.user_named("bob").expect("seeded").id;
        world.remove_user(people[0], bob)
    });
    family.invite().await;
    edit(&family.mock, |world, _, _| {
        let bob = world.user_named("bob").expect("seeded").id;
        let node = world.shared_folders_of(bob).next().expect("made").node;
        world.delete(node)
    });
    let world = family.mock.sandbox().snapshot();
    assert_eq!((world.invitations().count(), world.shared_folders_of(people[1]).count()), (0, 0));
    let waiting = get(&family.mock, &format!("{INVITE}/inviteConfrimList")).await.json();
    assert_eq!(waiting["details"], json!([]));
}

#[tokio::test]
async fn what_makes_no_sense_of_shared_folders_is_refused() {
    let family = family().await;
    let (mock, group) = (&family.mock, family.group);
    let invitation = family.invite().await;
    let as_bob =
        |path: &str, body: Value| format!("POST {BASE}{path}\nAuthorization: Bearer bob-token\n\n{body}");
    let as_alice = |path: &str, body: Value| post_text(&format!("{BASE}{path}"), &body);
    let named = |name: &str| json!({ "shareType": 0, "containerId": "<bob's space>", "name": name });
    let confirm = format!("/usergroupsInvite/inviteConfirm/{group}");
    let delete = |query: &str| format!("/usergroupsInvite/deleteMember?groupId={group}{query}");
    let rename = |name: &str| json!({ "id": family.id, "fileName": name });
    let rows = [
        (
            "another type",
            as_bob(
                "/sharefolder/create",
                json!({ "shareType": 1, "containerId": "<bob's space>", "name": "a" }),
            ),
        ),
        ("a long name", as_bob("/sharefolder/create", named(&"x".repeat(32)))),
        ("an emoji", as_bob("/sharefolder/create", named("☀"))),
        ("a taken name", as_bob("/sharefolder/create", named("ours"))),
        ("a space of others", as_alice("/sharefolder/create", named("a"))),
        (
            "the space of a team",
            as_alice(
                "/sharefolder/create",
                json!({ "shareType": 0, "containerId": "<the team's space>", "name": "a" }),
            ),
        ),
        ("renamed by a stranger", as_alice("/sharefolder/rename", rename("a"))),
        ("a wrong name", as_bob("/sharefolder/rename", rename("a/b"))),
        ("no folder", as_bob("/sharefolder/rename", json!({ "id": "7", "fileName": "a" }))),
        ("deleted by a stranger", as_alice("/sharefolder/delete", json!({ "id": family.id }))),
        ("nothing to delete", as_bob("/sharefolder/delete", json!({ "id": [] }))),
        ("invited by a stranger", as_alice(&format!("/usergroupsInvite/invite/{group}?mobile=1"), json!({}))),
        ("nobody of this number", as_bob(&format!("/usergroupsInvite/invite/{group}?mobile=1"), json!({}))),
        ("no number", as_bob(&format!("/usergroupsInvite/invite/{group}"), json!({}))),
        ("no family", as_bob("/usergroupsInvite/invite/7?mobile=1", json!({}))),
        ("neither yes nor no", as_alice(&confirm, json!({ "inviteId": invitation, "confirm": 2 }))),
        ("no invitation", as_alice(&confirm, json!({ "inviteId": "7", "confirm": 1 }))),
        ("one for others", as_bob(&confirm, json!({ "inviteId": invitation, "confirm": 1 }))),
        ("removed by a stranger", as_alice(&delete("&deleteUserId=bob"), json!({}))),
        ("the owner leaves", as_bob(&delete("&deleteUserId=bob"), json!({}))),
        ("no member", as_bob(&delete("&deleteUserId=alice"), json!({}))),
        ("another owner", as_bob(&delete("&deleteUserId=alice&ownerId=7"), json!({}))),
        ("nobody to remove", as_bob(&delete(""), json!({}))),
        (
            "details for a stranger",
            format!("GET {FOLDERS}/metadata/{}\nAuthorization: Bearer alice-token", family.id),
        ),
        (
            "invitations for a stranger",
            format!("GET {INVITE}/inviteList/{group}\nAuthorization: Bearer alice-token"),
        ),
        ("no page", format!("GET {FOLDERS}/list\nAuthorization: Bearer bob-token")),
        (
            "another state",
            format!("GET {FOLDERS}/list?offset=0&limit=1&status=2\nAuthorization: Bearer bob-token"),
        ),
    ];
    refusals(
        mock,
        rows,
        expect![[r#"
        another type: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a long name: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an emoji: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a taken name: 400 {"code":13000405,"msg":"Duplicate file name."}
        a space of others: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        the space of a team: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        renamed by a stranger: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        a wrong name: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no folder: 400 {"code":13000309,"msg":"Resource not found."}
        deleted by a stranger: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        nothing to delete: 400 {"code":13000102,"msg":"Verify parameters failed."}
        invited by a stranger: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        nobody of this number: 400 {"code":13000309,"msg":"Resource not found."}
        no number: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no family: 400 {"code":13000309,"msg":"Resource not found."}
        neither yes nor no: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no invitation: 400 {"code":13000309,"msg":"Resource not found."}
        one for others: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        removed by a stranger: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        the owner leaves: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no member: 400 {"code":13000309,"msg":"Resource not found."}
        another owner: 400 {"code":13000309,"msg":"Resource not found."}
        nobody to remove: 400 {"code":13000102,"msg":"Verify parameters failed."}
        details for a stranger: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        invitations for a stranger: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        no page: 400 {"code":13000102,"msg":"Verify parameters failed."}
        another state: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]],
    )
    .await;
}
