//! What is refused of templates and permissions.

use expect_test::expect;
use serde_json::{Value, json};

use super::{ALICE, BOB, DOWNLOAD, MANAGE, PERMISSION, TEAM, flags, new, template};
use crate::{
    koodrive::{get_text, post_text},
    support::{Mock, refusals},
};

/// A body with another member in the place of one, or without it.
fn with(body: &Value, name: &str, value: Value) -> Value {
    let mut body = body.clone();
    match value {
        Value::Null => _ = body.as_object_mut().expect("an object").remove(name),
        value => body[name] = value,
    }
    body
}

#[tokio::test]
async fn templates_with_wrong_words_are_refused() {
    let mock = Mock::new();
    template(&mock, "taken", &[]).await;
    let sound = new("sound", &["view"]);
    let create = |body: Value| post_text(&format!("{PERMISSION}/template/create"), &body);
    let other = |name: &str, value: Value| create(with(&sound, name, value));
    let rows = [
        ("no name", other("name", Value::Null)),
        ("an empty name", other("name", json!(""))),
        ("25 letters", other("name", json!("x".repeat(25)))),
        ("9 Chinese characters", other("name", json!("权".repeat(9)))),
        ("the name of another", other("name", json!("taken"))),
        ("the name of the service's", other("name", json!("Manage"))),
        ("51 characters", other("description", json!("x".repeat(51)))),
        ("no type", other("type", Value::Null)),
        ("one of the service's own", other("type", json!(0))),
        ("type 2", other("type", json!(2))),
        ("no company", other("company", Value::Null)),
        ("another company", other("company", json!("7"))),
        ("no capabilities", other("capabilities", Value::Null)),
        ("ten of them", other("capabilities", with(&flags(&[]), "editPermission", Value::Null))),
        ("a word for one", other("capabilities", with(&flags(&[]), "editPermission", json!("yes")))),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        no name: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an empty name: 400 {"code":13000102,"msg":"Verify parameters failed."}
        25 letters: 400 {"code":13000102,"msg":"Verify parameters failed."}
        9 Chinese characters: 400 {"code":13000102,"msg":"Verify parameters failed."}
        the name of another: 400 {"code":13000102,"msg":"Verify parameters failed."}
        the name of the service's: 400 {"code":13000102,"msg":"Verify parameters failed."}
        51 characters: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no type: 400 {"code":13000102,"msg":"Verify parameters failed."}
        one of the service's own: 400 {"code":13000102,"msg":"Verify parameters failed."}
        type 2: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no company: 400 {"code":13000102,"msg":"Verify parameters failed."}
        another company: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no capabilities: 400 {"code":13000102,"msg":"Verify parameters failed."}
        ten of them: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a word for one: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn templates_that_nobody_may_change_or_find_are_refused() {
    let mock = Mock::new();
    let id = template(&mock, "taken", &[]).await;
    let sound = new("sound", &["view"]);
    let to = |verb: &str, body: Value| post_text(&format!("{PERMISSION}/template/{verb}"), &body);
    let list = |query: &str| get_text(&format!("{PERMISSION}/template/list?{query}"));
    let as_bob = |verb: &str, body: Value| {
        format!("POST {PERMISSION}/template/{verb}\nAuthorization: Bearer bob-token\n\n{body}")
    };
    let rows = [
        ("made by a common user", as_bob("create", sound.clone())),
        ("edited by one", as_bob("edit", json!({ "id": id, "name": "a" }))),
        ("disabled by one", as_bob("status/modify", json!({ "id": id, "status": 0 }))),
        ("removed by one", as_bob("delete", json!({ "ids": [id] }))),
        ("edited: no id", to("edit", json!({ "name": "a" }))),
        ("edited: no name", to("edit", json!({ "id": id }))),
        ("edited: unknown", to("edit", json!({ "id": 7, "name": "a" }))),
        ("edited: the service's own", to("edit", json!({ "id": MANAGE, "name": "a" }))),
        ("edited: the name of the service's", to("edit", json!({ "id": id, "name": "Manage" }))),
        ("status 2", to("status/modify", json!({ "id": id, "status": 2 }))),
        ("no status", to("status/modify", json!({ "id": id }))),
        ("disabled: the service's own", to("status/modify", json!({ "id": MANAGE, "status": 0 }))),
        ("disabled: unknown", to("status/modify", json!({ "id": "1590626552448551682", "status": 0 }))),
        ("removed: none", to("delete", json!({ "ids": [] }))),
        ("removed: 101", to("delete", json!({ "ids": vec![&id; 101] }))),
        ("removed: one of two is unknown", to("delete", json!({ "ids": [id, 7] }))),
        ("removed: the service's own", to("delete", json!({ "ids": [id, MANAGE] }))),
        ("got: none", to("batchGet", json!({ "ids": [] }))),
        ("got: 201", to("batchGet", json!({ "ids": vec![&id; 201] }))),
        ("got: one of two is unknown", to("batchGet", json!({ "ids": [id, 7] }))),
        ("got: no number", to("batchGet", json!({ "ids": ["x"] }))),
        ("listed: no limit", list("offset=0")),
        ("listed: no offset", list("limit=1")),
        ("listed: 101", list("limit=101&offset=0")),
        ("listed: type 2", list("limit=1&offset=0&templateType=2")),
        ("listed: status 2", list("limit=1&offset=0&status=2")),
        ("listed: order 2", list("limit=1&offset=0&orderByTime=2")),
        ("listed: preBefore 1", list("limit=1&offset=0&preBefore=1")),
        ("listed: an id that is no number", list("limit=1&offset=0&id=x")),
        ("used: unknown", get_text(&format!("{PERMISSION}/template/ref/7"))),
        ("used: no number", get_text(&format!("{PERMISSION}/template/ref/x"))),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        made by a common user: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        edited by one: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        disabled by one: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        removed by one: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        edited: no id: 400 {"code":13000102,"msg":"Verify parameters failed."}
        edited: no name: 400 {"code":13000102,"msg":"Verify parameters failed."}
        edited: unknown: 400 {"code":13000309,"msg":"Resource not found."}
        edited: the service's own: 400 {"code":13000102,"msg":"Verify parameters failed."}
        edited: the name of the service's: 400 {"code":13000102,"msg":"Verify parameters failed."}
        status 2: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no status: 400 {"code":13000102,"msg":"Verify parameters failed."}
        disabled: the service's own: 400 {"code":13000102,"msg":"Verify parameters failed."}
        disabled: unknown: 400 {"code":13000309,"msg":"Resource not found."}
        removed: none: 400 {"code":13000102,"msg":"Verify parameters failed."}
        removed: 101: 400 {"code":13000102,"msg":"Verify parameters failed."}
        removed: one of two is unknown: 400 {"code":13000309,"msg":"Resource not found."}
        removed: the service's own: 400 {"code":13000102,"msg":"Verify parameters failed."}
        got: none: 400 {"code":13000102,"msg":"Verify parameters failed."}
        got: 201: 400 {"code":13000102,"msg":"Verify parameters failed."}
        got: one of two is unknown: 400 {"code":13000309,"msg":"Resource not found."}
        got: no number: 400 {"code":13000102,"msg":"Verify parameters failed."}
        listed: no limit: 400 {"code":13000102,"msg":"Verify parameters failed."}
        listed: no offset: 400 {"code":13000102,"msg":"Verify parameters failed."}
        listed: 101: 400 {"code":13000102,"msg":"Verify parameters failed."}
        listed: type 2: 400 {"code":13000102,"msg":"Verify parameters failed."}
        listed: status 2: 400 {"code":13000102,"msg":"Verify parameters failed."}
        listed: order 2: 400 {"code":13000102,"msg":"Verify parameters failed."}
        listed: preBefore 1: 400 {"code":13000102,"msg":"Verify parameters failed."}
        listed: an id that is no number: 400 {"code":13000102,"msg":"Verify parameters failed."}
        used: unknown: 400 {"code":13000309,"msg":"Resource not found."}
        used: no number: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn permissions_that_nobody_can_give_are_refused() {
    let mock = Mock::new();
    let disabled = template(&mock, "disabled", &[]).await;
    let off = json!({ "id": disabled, "status": 0 });
    super::post(&mock, &format!("{PERMISSION}/template/status/modify"), &off).await;
    let role = |user: &str, template: Value| json!([{ "userId": user, "template": template }]);
    let sound =
        json!({ "type": 1, "container": "<the team's space>", "amendModRoles": role(BOB, json!(DOWNLOAD)) });
    let put = |who: &str, body: Value| {
        format!("PUT {PERMISSION}/batchupdate\nAuthorization: Bearer {who}-token\n\n{body}")
    };
    let other = |name: &str, value: Value| put("alice", with(&sound, name, value));
    let given = |user: &str, template: Value| other("amendModRoles", role(user, template));
    let two = json!([{ "userId": BOB, "template": DOWNLOAD }, { "userId": BOB, "template": 7 }]);
    let on = |file: &str, template: &str| {
        let body = with(&sound, "fileId", json!(file));
        put("alice", with(&body, "amendModRoles", role(BOB, json!(template))))
    };
    let rows = [
        ("by a member", put("bob", sound.clone())),
        ("nobody", other("amendModRoles", json!([]))),
        ("201 people", other("amendModRoles", json!(vec![&role(BOB, json!(DOWNLOAD))[0]; 201]))),
        ("no type", other("type", Value::Null)),
        ("type 2", other("type", json!(2))),
        ("a department's, which is a group's", other("type", json!(0))),
        ("no space", other("container", Value::Null)),
        ("an unknown space", other("container", json!("7"))),
        ("a person's space", other("container", json!("<alice's space>"))),
        ("an unknown person", given("7", json!(DOWNLOAD))),
        ("the owner", given(ALICE, json!(DOWNLOAD))),
        ("no template", given(BOB, Value::Null)),
        ("an unknown template", given(BOB, json!(7))),
        ("template -2", given(BOB, json!(-2))),
        ("a disabled template", given(BOB, json!(disabled))),
        ("anonymous without permissions", given(BOB, json!(-1))),
        ("one of two", other("amendModRoles", two)),
        ("managing a file", on("<Team handbook.txt in KooDrive>", MANAGE)),
        ("an unknown file", on("7", DOWNLOAD)),
        ("a file in another space", on("<hello.txt in KooDrive>", DOWNLOAD)),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        by a member: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        nobody: 400 {"code":13000102,"msg":"Verify parameters failed."}
        201 people: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no type: 400 {"code":13000102,"msg":"Verify parameters failed."}
        type 2: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a department's, which is a group's: 400 {"code":13000415,"msg":"Space does not match the team."}
        no space: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an unknown space: 400 {"code":13000301,"msg":"Space not found."}
        a person's space: 400 {"code":13000415,"msg":"Space does not match the team."}
        an unknown person: 400 {"code":13000309,"msg":"Resource not found."}
        the owner: 400 {"code":13000102,"msg":"Verify parameters failed."}
        no template: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an unknown template: 400 {"code":13000309,"msg":"Resource not found."}
        template -2: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a disabled template: 400 {"code":13000102,"msg":"Verify parameters failed."}
        anonymous without permissions: 400 {"code":13000102,"msg":"Verify parameters failed."}
        one of two: 400 {"code":13000309,"msg":"Resource not found."}
        managing a file: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an unknown file: 400 {"code":13000309,"msg":"Resource not found."}
        a file in another space: 400 {"code":13000302,"msg":"File is not in the specified space."}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn permissions_that_nobody_is_told_of_are_refused() {
    let mock = Mock::new();
    let disabled = template(&mock, "disabled", &[]).await;
    let off = json!({ "id": disabled, "status": 0 });
    super::post(&mock, &format!("{PERMISSION}/template/status/modify"), &off).await;
    let list =
        |query: &str| get_text(&format!("{PERMISSION}/userList?containerId=<the team's space>{query}"));
    let of_team = format!("&spaceType=1&groupId={TEAM}");
    let initial = |body: Value| post_text(&format!("{PERMISSION}/member/initial"), &body);
    let rows = [
        ("listed: no space type", list(&format!("&groupId={TEAM}"))),
        ("listed: space type 2", list(&format!("&spaceType=2&groupId={TEAM}"))),
        ("listed: no group", list("&spaceType=1")),
        ("listed: another group", list("&spaceType=1&groupId=7")),
        ("listed: as a department", list(&format!("&spaceType=0&deptId={TEAM}"))),
        ("listed: no space", get_text(&format!("{PERMISSION}/userList?spaceType=1&groupId={TEAM}"))),
        ("listed: 101", list(&format!("{of_team}&count=101"))),
        ("listed: a cursor of another list", list(&format!("{of_team}&cursor=AAAA"))),
        ("listed: an unknown template", list(&format!("{of_team}&templateId=7"))),
        ("listed: no template", list(&format!("{of_team}&templateId=x"))),
        ("listed: an unknown file", list(&format!("{of_team}&fileId=7"))),
        ("listed by a member", list(&of_team).replace("alice-token", "bob-token")),
        ("initial: no space", initial(json!({ "templateId": DOWNLOAD }))),
        ("initial: an unknown space", initial(json!({ "spaceId": 7, "templateId": DOWNLOAD }))),
        ("initial: no template", initial(json!({ "spaceId": TEAM }))),
        ("initial: anonymous without permissions", initial(json!({ "spaceId": TEAM, "templateId": "-1" }))),
        ("initial: a disabled template", initial(json!({ "spaceId": TEAM, "templateId": disabled }))),
        (
            "initial: by a member",
            initial(json!({ "spaceId": TEAM, "templateId": DOWNLOAD })).replace("alice-token", "bob-token"),
        ),
        ("initial of an unknown space", get_text(&format!("{PERMISSION}/member/initial/7"))),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        listed: no space type: 400 {"code":13000102,"msg":"Verify parameters failed."}
        listed: space type 2: 400 {"code":13000102,"msg":"Verify parameters failed."}
        listed: no group: 400 {"code":13000102,"msg":"Verify parameters failed."}
        listed: another group: 400 {"code":13000415,"msg":"Space does not match the team."}
        listed: as a department: 400 {"code":13000415,"msg":"Space does not match the team."}
        listed: no space: 400 {"code":13000102,"msg":"Verify parameters failed."}
        listed: 101: 400 {"code":13000102,"msg":"Verify parameters failed."}
        listed: a cursor of another list: 400 {"code":13000102,"msg":"Verify parameters failed."}
        listed: an unknown template: 400 {"code":13000309,"msg":"Resource not found."}
        listed: no template: 400 {"code":13000102,"msg":"Verify parameters failed."}
        listed: an unknown file: 400 {"code":13000309,"msg":"Resource not found."}
        listed by a member: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        initial: no space: 400 {"code":13000102,"msg":"Verify parameters failed."}
        initial: an unknown space: 400 {"code":13000309,"msg":"Resource not found."}
        initial: no template: 400 {"code":13000102,"msg":"Verify parameters failed."}
        initial: anonymous without permissions: 400 {"code":13000102,"msg":"Verify parameters failed."}
        initial: a disabled template: 400 {"code":13000102,"msg":"Verify parameters failed."}
        initial: by a member: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        initial of an unknown space: 400 {"code":13000309,"msg":"Resource not found."}
    "#]],
    )
    .await;
}
