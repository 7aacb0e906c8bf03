//! Share links, permissions, roles, settings and libraries: who may do what, and until when.

mod closed;
mod libraries;
mod links;
mod lists;
mod permission_refusals;
mod permissions;
mod roles;
mod settings;
mod stories;

use axum::http::Method;
use mockdrive::world::{Actor, GroupKind, Member, MemberRole, Permission, Permit, Role, Stamp};
use serde_json::Value;

use super::sign::Draft;
pub use super::{alice, app_token, request};
use crate::support::{Answer, Mock, unfold_text};

/// The ids of alice and bob, and of their company.
pub const ALICE: &str = "1690375745";
pub const BOB: &str = "7299326139";
pub const COMPANY: &str = "571568323";

/// Alice's file, as paths have it.
pub const HELLO: &str = "/v7/drives/<alice's drive in WPS>/files/<hello.txt in WPS>";

/// A request in the public cloud with this person's token, as [`Mock::send`] takes it.
pub fn by(person: &str, line: &str, body: &str) -> String {
    request(&format!("{person}-token"), line, body)
}

pub async fn bob(mock: &Mock, line: &str, body: &str) -> Answer {
    mock.send(&by("bob", line, body)).await
}

/// Sends a request of alice's that has no data to answer, and insists that it is well.
pub async fn done(mock: &Mock, line: &str, body: &str) {
    assert_eq!(alice(mock, line, body).await.line(), r#"200 {"code":0,"msg":"success"}"#, "{line}");
}

/// The body that names bob and a role.
pub fn to_bob(role: &str) -> String {
    format!(r#"{{"role_id": "{role}", "subjects": [{{"subject_id": "{BOB}", "subject_type": "user"}}]}}"#)
}

/// Gives bob a role on alice's file.
pub async fn give_bob(mock: &Mock, role: &str) {
    done(mock, &format!("POST {HELLO}/permissions/batch_create"), &to_bob(role)).await;
}

/// A request of a person in an older private deployment.
pub fn in_private(person: &str, method: Method, path: &str, body: &str) -> Draft {
    let signed = unfold_text(path);
    Draft {
        method,
        path: format!("/graph{signed}"),
        signed,
        ..Draft::body(body).by(&format!("{person}-token"))
    }
}

/// The abilities that `permission` says a caller has, in the order of the alphabet.
pub fn allowed(permission: &Value) -> Vec<String> {
    let all = permission.as_object().expect("abilities").iter();
    all.filter(|(_, allowed)| **allowed == Value::Bool(true)).map(|(name, _)| name.clone()).collect()
}

/// What bob may do with alice's file, as she is told.
pub async fn of_bob(mock: &Mock) -> Vec<String> {
    let answer = alice(mock, &format!("GET {HELLO}/permissions/acl?user_ids={BOB}"), "").await;
    allowed(&answer.json()["data"]["items"][0]["permission_bits"])
}

/// Makes a department with alice and bob in it, which alice leads. Returns its id.
pub async fn add_department(mock: &Mock) -> String {
    let made = mock.sandbox().write(|world, now| {
        let people = ["alice", "bob"].map(|name| world.user_named(name).expect("seeded").id);
        let roles = [MemberRole::Owner, MemberRole::Normal];
        let members = people.into_iter().zip(roles).map(|(user, role)| Member::new(user, role));
        let group = world.add_group("Sales", GroupKind::Department, members.collect(), now);
        let root = world.personal_drive(people[0]).expect("seeded").root;
        let archive = world.child(root, "archive.zip").expect("seeded");
        let given = Stamp { at: now, by: Actor::User(people[0]) };
        world.share(archive, Permission::new(Role::Read, Permit::Group(group), given, None))
    });
    made.expect("nothing can fail");
    let path = "GET /v7/drives/<alice's drive in WPS>/files/<archive.zip in WPS>/permissions";
    let list = alice(mock, path, "").await.json();
    list["data"]["items"][0]["subject_id"].as_str().expect("an id").to_owned()
}
