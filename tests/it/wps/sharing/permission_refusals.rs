//! What is refused of permissions, roles and settings.

use axum::http::Method;
use expect_test::expect;

use super::{ALICE, BOB, HELLO, app_token, by, give_bob, in_private, request, to_bob};
use crate::support::{Mock, refusals};

const TEAM: &str = "/v7/drives/<the team's drive in WPS>";

#[tokio::test]
async fn grants_that_are_wrong_are_refused() {
    let mock = Mock::new();
    let create = format!("POST {HELLO}/permissions/batch_create");
    let to = |kind: &str, id: &str| {
        let subject = format!(r#"{{"subject_id": "{id}", "subject_type": "{kind}"}}"#);
        by("alice", &create, &format!(r#"{{"role_id": "viewable", "subjects": [{subject}]}}"#))
    };
    let many = |count: usize| {
        let subject = format!(r#"{{"subject_id": "{BOB}", "subject_type": "user"}}"#);
        format!(r#"{{"role_id": "viewable", "subjects": [{}]}}"#, vec![subject; count].join(","))
    };
    let tag = format!(
        r#"{{"role_id": "viewable", "subjects": [{{"subject_id": "{BOB}", "subject_type": "user",
            "subject_attr": {{"member_tag": "{}"}}}}]}}"#,
        "x".repeat(1025)
    );
    let rows = [
        ("no subjects", by("alice", &create, r#"{"role_id": "viewable"}"#)),
        ("empty subjects", by("alice", &create, r#"{"role_id": "viewable", "subjects": []}"#)),
        ("1,025 subjects", by("alice", &create, &many(1025))),
        (
            "201 subjects on a drive",
            by("alice", &format!("POST {TEAM}/permissions/batch_create"), &many(201)),
        ),
        ("unknown role", by("alice", &create, &to_bob("nobody"))),
        ("private role", by("alice", &create, &to_bob("prohibited"))),
        ("device", to("device", "1")),
        ("unknown kind", to("robot", "1")),
        ("unknown user", to("user", "1")),
        ("unknown group", to("group", "1")),
        ("unknown department", to("dept", "1")),
        ("another company", to("company", "1")),
        ("the owner", to("user", ALICE)),
        (
            "id that is a number",
            by(
                "alice",
                &create,
                r#"{"role_id": "viewable", "subjects": [{"subject_id": 1, "subject_type": "user"}]}"#,
            ),
        ),
        ("long tag", by("alice", &create, &tag)),
        (
            "unknown file",
            by(
                "alice",
                "POST /v7/drives/<alice's drive in WPS>/files/nothing/permissions/batch_create",
                &to_bob("viewable"),
            ),
        ),
    ];
    refusals(&mock, rows, expect![[r#"
        no subjects: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `subjects` at line 1 column 23."},"msg":"请求参数格式有误"}
        empty subjects: 400 {"code":400000101,"more":{"code":400000101,"msg":"subjects is empty."},"msg":"集合为空"}
        1,025 subjects: 400 {"code":400000105,"more":{"code":400000105,"msg":"subjects has more than 1024 items."},"msg":"数目限制超出"}
        201 subjects on a drive: 400 {"code":400000105,"more":{"code":400000105,"msg":"subjects has more than 200 items."},"msg":"数目限制超出"}
        unknown role: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no role `nobody`."},"msg":"资源不存在"}
        private role: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no role `prohibited`."},"msg":"资源不存在"}
        device: 400 {"code":400000004,"more":{"code":400000004,"msg":"subject_type is none of company, dept, group, user."},"msg":"请求参数不支持"}
        unknown kind: 400 {"code":400000004,"more":{"code":400000004,"msg":"subject_type is none of company, dept, group, user."},"msg":"请求参数不支持"}
        unknown user: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no user `1`."},"msg":"资源不存在"}
        unknown group: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no group `1`."},"msg":"资源不存在"}
        unknown department: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no department `1`."},"msg":"资源不存在"}
        another company: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no company `1`."},"msg":"资源不存在"}
        the owner: 403 {"code":403000001,"more":{"code":403000001,"msg":"Nobody changes what the owner of a drive may do."},"msg":"无权限"}
        id that is a number: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: invalid type: integer `1`, expected a string at line 1 column 53."},"msg":"请求参数格式有误"}
        long tag: 400 {"code":400000106,"more":{"code":400000106,"msg":"member_tag has more than 1024 characters."},"msg":"长度限制超出"}
        unknown file: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `nothing`: There is no such file or folder."},"msg":"文件不存在"}
    "#]]).await;
}

#[tokio::test]
async fn what_nobody_has_is_not_taken_and_strangers_read_nothing() {
    let mock = Mock::new();
    let delete = format!("POST {HELLO}/permissions/batch_delete");
    let take = |item: &str| by("alice", &delete, &format!(r#"{{"items": [{item}]}}"#));
    let rows = [
        ("nothing to take", by("alice", &delete, r#"{"items": []}"#)),
        ("nobody to take from", take("{}")),
        (
            "bob has nothing",
            take(&format!(r#"{{"subject": {{"subject_id": "{BOB}", "subject_type": "user"}}}}"#)),
        ),
        ("unknown id", take(r#"{"id": 1}"#)),
        (
            "the owner's",
            take(&format!(r#"{{"subject": {{"subject_id": "{ALICE}", "subject_type": "user"}}}}"#)),
        ),
        (
            "the team's owner",
            by(
                "bob",
                &format!("POST {TEAM}/permissions/batch_delete"),
                &format!(r#"{{"subjects": [{{"subject_id": "{ALICE}", "subject_type": "user"}}]}}"#),
            ),
        ),
        ("acl of nobody", by("alice", &format!("GET {HELLO}/permissions/acl"), "")),
        ("acl of an unknown user", by("alice", &format!("GET {HELLO}/permissions/acl?user_ids=1"), "")),
        ("list of a stranger", by("bob", &format!("GET {HELLO}/permissions"), "")),
        ("list by an unknown kind", by("alice", &format!("GET {HELLO}/permissions?subject_type=device"), "")),
    ];
    refusals(&mock, rows, expect![[r#"
        nothing to take: 400 {"code":400000101,"more":{"code":400000101,"msg":"items is empty."},"msg":"集合为空"}
        nobody to take from: 400 {"code":400000002,"more":{"code":400000002,"msg":"An item has neither `subject` nor `id`."},"msg":"请求参数格式有误"}
        bob has nothing: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no permission of this item for `7299326139`."},"msg":"资源不存在"}
        unknown id: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no permission of this item for `1`."},"msg":"资源不存在"}
        the owner's: 403 {"code":403000001,"more":{"code":403000001,"msg":"Nobody changes what the owner of a drive may do."},"msg":"无权限"}
        the team's owner: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `0`: the caller's role does not allow it (Control)."},"msg":"无权限"}
        acl of nobody: 400 {"code":400000004,"more":{"code":400000004,"msg":"user_ids is missing."},"msg":"请求参数不支持"}
        acl of an unknown user: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no user `1`."},"msg":"资源不存在"}
        list of a stranger: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<hello.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        list by an unknown kind: 400 {"code":400000004,"more":{"code":400000004,"msg":"subject_type is none of company, dept, group, user."},"msg":"请求参数不支持"}
    "#]]).await;
}

#[tokio::test]
async fn who_may_not_control_a_file_gives_and_takes_nothing() {
    let mock = Mock::new();
    give_bob(&mock, "editable").await;
    let subjects =
        format!(r#"{{"items": [{{"subject": {{"subject_id": "{BOB}", "subject_type": "user"}}}}]}}"#);
    let rows = [
        ("give", by("bob", &format!("POST {HELLO}/permissions/batch_create"), &to_bob("manageable"))),
        ("take", by("bob", &format!("POST {HELLO}/permissions/batch_delete"), &subjects)),
        ("give on a drive", by("bob", &format!("POST {TEAM}/permissions/batch_create"), &to_bob("viewable"))),
        (
            "set",
            by(
                "bob",
                "POST /v7/files/<hello.txt in WPS>/permission_settings",
                r#"{"settings": [{"key": "rename_entity", "value": "editable"}]}"#,
            ),
        ),
        (
            "share",
            by("bob", &format!("POST {HELLO}/open_link"), r#"{"role_id": "viewable", "scope": "anyone"}"#),
        ),
        ("make a role", by("bob", &format!("POST {TEAM}/roles/create"), r#"{"name": "x"}"#)),
    ];
    refusals(&mock, rows, expect![[r#"
        give: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<hello.txt in WPS>`: the caller's role does not allow it (Control)."},"msg":"无权限"}
        take: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<hello.txt in WPS>`: the caller's role does not allow it (Control)."},"msg":"无权限"}
        give on a drive: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `0`: the caller's role does not allow it (Control)."},"msg":"无权限"}
        set: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<hello.txt in WPS>`: the caller's role does not allow it (Control)."},"msg":"无权限"}
        share: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<hello.txt in WPS>`: the caller's role does not allow it (Share)."},"msg":"无权限"}
        make a role: 403 {"code":403000001,"more":{"code":403000001,"msg":"Only who looks after a drive changes its roles."},"msg":"无权限"}
    "#]]).await;
}

#[tokio::test]
async fn an_application_by_itself_lists_no_permissions() {
    let mock = Mock::new();
    let app = app_token(&mock).await;
    let rows = [
        ("list", request(&app, &format!("GET {HELLO}/permissions"), "")),
        ("acl", request(&app, &format!("GET {HELLO}/permissions/acl?user_ids={BOB}"), "")),
    ];
    refusals(&mock, rows, expect![[r#"
        list: 403 {"code":403000001,"more":{"code":403000001,"msg":"The operation needs a user's token; this is an application's."},"msg":"无权限"}
        acl: 403 {"code":403000001,"more":{"code":403000001,"msg":"The operation needs a user's token; this is an application's."},"msg":"无权限"}
    "#]]).await;
    let given = mock
        .send(&request(&app, &format!("POST {HELLO}/permissions/batch_create"), &to_bob("editable")))
        .await;
    assert_eq!(given.json()["code"], 0, "{given}");
}

#[tokio::test]
async fn private_deployments_have_no_permissions_of_drives() {
    let mock = Mock::new();
    let post = |call: &str, body: &str| {
        in_private("alice", Method::POST, &format!("{TEAM}/permissions/{call}"), body)
    };
    let rows = [
        ("give", post("batch_create", &to_bob("editable"))),
        ("take", post("batch_delete", r#"{"subjects": []}"#)),
    ];
    refusals(&mock, rows, expect![[r#"
        give: 404 {"code":404000001,"detail":"There is no POST /graph/v7/drives/<the team's drive in WPS>/permissions/batch_create.","msg":"接口不存在"}
        take: 404 {"code":404000001,"detail":"There is no POST /graph/v7/drives/<the team's drive in WPS>/permissions/batch_delete.","msg":"接口不存在"}
    "#]]).await;
}
