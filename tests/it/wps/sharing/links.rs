//! Share links of files and drives.

use std::time::Duration;

use axum::http::Method;
use expect_test::expect;
use mockdrive::world::{Actor, Api, Error, Principal, Scopes, Token};

use super::{HELLO, alice, bob, by, done, in_private};
use crate::support::{Mock, NOW, refusals};

const OPEN: &str = r#"{"role_id": "viewable", "scope": "anyone"}"#;
/// The link of alice's file.
const LINK: &str = "/v7/links/c1A9gjsA8DuR";
const TEAM: &str = "/v7/drives/<the team's drive in WPS>";

async fn open(mock: &Mock, body: &str) {
    let answer = alice(mock, &format!("POST {HELLO}/open_link"), body).await;
    assert_eq!(answer.json()["data"]["status"], "open", "{answer}");
}

async fn status(mock: &Mock) -> String {
    let answer = alice(mock, &format!("GET {LINK}/meta"), "").await;
    answer.json()["data"]["status"].as_str().expect("a status").to_owned()
}

#[tokio::test]
async fn a_link_is_opened_and_described() {
    let mock = Mock::new();
    let body = r#"{"role_id": "editable", "scope": "company", "opts": {"allow_perm_apply": true,
        "check_code": "sesame", "close_after_expire": false, "expire_period": 7}}"#;
    let answer = alice(&mock, &format!("POST {HELLO}/open_link"), body).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "created_by": "<alice's identity in WPS>",
            "creator": "<alice's identity in WPS>",
            "ctime": 1767323045,
            "drive_id": "<alice's drive in WPS>",
            "file_id": "<hello.txt in WPS>",
            "id": "c1A9gjsA8DuR",
            "mtime": 1767323045,
            "opts": {
              "allow_perm_apply": true,
              "check_code": "sesame",
              "close_after_expire": false,
              "expire_period": 7,
              "expire_time": 1767927845
            },
            "role_id": "editable",
            "scope": "company",
            "status": "open",
            "url": "https://www.kdocs.cn/l/c1A9gjsA8DuR"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    let shown = alice(&mock, &format!("GET {LINK}/meta"), "").await;
    assert_eq!(shown.to_string(), answer.to_string());
}

#[tokio::test]
async fn a_link_that_was_never_opened_is_closed() {
    let answer = alice(&Mock::new(), &format!("GET {LINK}/meta"), "").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "drive_id": "<alice's drive in WPS>",
            "file_id": "<hello.txt in WPS>",
            "id": "c1A9gjsA8DuR",
            "status": "closed",
            "url": "https://www.kdocs.cn/l/c1A9gjsA8DuR"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
}

#[tokio::test]
async fn who_does_not_see_the_item_reads_where_a_link_leads_and_no_more() {
    let mock = Mock::new();
    open(&mock, r#"{"role_id": "viewable", "scope": "users", "opts": {"check_code": "sesame"}}"#).await;
    let answer = bob(&mock, &format!("GET {LINK}/meta"), "").await;
    expect![[r#"200 {"code":0,"data":{"drive_id":"<alice's drive in WPS>","file_id":"<hello.txt in WPS>","id":"c1A9gjsA8DuR","status":"open","url":"https://www.kdocs.cn/l/c1A9gjsA8DuR"},"msg":"success"}"#]].assert_eq(&answer.line());
    super::give_bob(&mock, "viewable").await;
    let answer = bob(&mock, &format!("GET {LINK}/meta"), "").await.json();
    assert_eq!(
        (&answer["data"]["opts"]["check_code"], &answer["data"]["scope"]),
        (&"".into(), &"users".into())
    );
}

#[tokio::test]
async fn where_a_link_leads_is_told_without_the_scope() {
    let mock = Mock::new();
    let issued = mock.sandbox().write(|world, now| {
        let bearer = Principal { user: Some(world.user_named("bob").expect("seeded").id), app: None };
        let (value, scopes) = ("mail-token".into(), Scopes::Named(["kso.mail.read".into()].into()));
        let api = Some(Api::Wps);
        world.issue(Token { value, bearer, scopes, api, issued: now, life: None, sliding: false });
        Ok::<_, Error>(())
    });
    issued.expect("nothing can fail");
    let answer = mock.send(&by("mail", &format!("GET {LINK}/meta"), "")).await;
    assert_eq!(answer.json()["data"]["status"], "closed", "{answer}");
    let send = mock.send(&by("mail", "GET /v7/links/send?page_size=1", "")).await;
    assert_eq!(send.status, 403, "{send}");
}

#[tokio::test]
async fn a_link_is_changed_member_by_member() {
    let mock = Mock::new();
    open(
        &mock,
        r#"{"role_id": "viewable", "scope": "anyone", "opts": {"check_code": "x", "expire_period": 30}}"#,
    )
    .await;
    let mut before = alice(&mock, &format!("GET {LINK}/meta"), "").await;
    mock.advance(Duration::from_mins(1));
    let mut lines = Vec::new();
    let time = NOW.seconds() + 3600;
    for body in [
        r#"{"role_id": "commentable"}"#.to_owned(),
        r#"{"scope": "users"}"#.into(),
        r#"{"opts": {"check_code": "", "allow_perm_apply": true}}"#.into(),
        format!(r#"{{"opts": {{"expire_time": {time}}}}}"#),
        r#"{"opts": {"expire_period": 0, "close_after_expire": true}}"#.into(),
        "{}".into(),
    ] {
        done(&mock, &format!("POST {LINK}/update"), &body).await;
        let after = alice(&mock, &format!("GET {LINK}/meta"), "").await;
        lines.push(format!("{body}\n{}", after.differs_from(&before)));
        before = after;
    }
    expect![[r#"
        {"role_id": "commentable"}
        data / mtime: 1767323045 -> 1767323105
        data / role_id: "viewable" -> "commentable"
        {"scope": "users"}
        data / scope: "anyone" -> "users"
        {"opts": {"check_code": "", "allow_perm_apply": true}}
        data / opts / allow_perm_apply: false -> true
        data / opts / check_code: "x" -> ""
        {"opts": {"expire_time": 1767326645}}
        data / opts / expire_period: 30 -> 0
        data / opts / expire_time: 1769915045 -> 1767326645
        {"opts": {"expire_period": 0, "close_after_expire": true}}
        data / opts / close_after_expire: false -> true
        data / opts / expire_time: 1767326645 -> 0
        {}
    "#]]
    .assert_eq(&lines.join(""));
}

#[tokio::test]
async fn a_link_is_paused_opened_again_and_deleted() {
    let mock = Mock::new();
    open(&mock, r#"{"role_id": "viewable", "scope": "anyone", "opts": {"check_code": "x"}}"#).await;
    done(&mock, &format!("POST {HELLO}/close_link"), "").await;
    assert_eq!(status(&mock).await, "closed");
    done(&mock, &format!("POST {LINK}/update"), r#"{"role_id": "editable"}"#).await;
    assert_eq!(status(&mock).await, "closed", "a change opens nothing");
    open(&mock, OPEN).await;
    let meta = alice(&mock, &format!("GET {LINK}/meta"), "").await.json();
    assert_eq!(meta["data"]["opts"]["check_code"], "x", "it goes on as it was");
    done(&mock, &format!("POST {HELLO}/close_link"), r#"{"mode": "delete"}"#).await;
    assert_eq!(mock.sandbox().read(|world, _| world.all_permissions().count()), 0);
}

#[tokio::test]
async fn a_link_ends_by_the_clock_and_says_how() {
    let mock = Mock::new();
    open(&mock, r#"{"role_id": "viewable", "scope": "anyone", "opts": {"expire_period": 7}}"#).await;
    mock.advance(Duration::from_hours(7 * 24));
    assert_eq!(status(&mock).await, "expired");
    let body = r#"{"role_id": "viewable", "scope": "anyone", "opts": {"close_after_expire": true}}"#;
    open(&mock, body).await;
    let meta = alice(&mock, &format!("GET {LINK}/meta"), "").await.json();
    assert_eq!(meta["data"]["opts"]["expire_time"], 0, "an end that has passed is forgotten");
    let end = NOW.seconds() + 7 * 24 * 3600 + 1;
    done(&mock, &format!("POST {LINK}/update"), &format!(r#"{{"opts": {{"expire_time": {end}}}}}"#)).await;
    assert_eq!(status(&mock).await, "open");
    mock.advance(Duration::from_secs(1));
    assert_eq!(status(&mock).await, "closed");
}

#[tokio::test]
async fn a_drive_is_shared_as_a_whole_in_the_public_cloud() {
    let mock = Mock::new();
    done(&mock, &format!("POST {TEAM}/open_link"), r#"{"role_id": "editable", "scope": "login_users"}"#)
        .await;
    let links = mock.sandbox().read(|world, _| {
        let root = world.drives().find(|drive| drive.person().is_none() && &*drive.name == "Team drive");
        format!("{:?}", world.permissions(root.expect("seeded").root))
    });
    assert!(links.contains("Organization") && links.contains("any_company: true"), "{links}");
    done(&mock, &format!("POST {TEAM}/close_link"), r#"{"mode": "delete"}"#).await;
    let answer = in_private("alice", Method::POST, &format!("{TEAM}/open_link"), OPEN).send(&mock).await;
    expect![[r#"404 {"code":404000001,"detail":"There is no POST /graph/v7/drives/<the team's drive in WPS>/open_link.","msg":"接口不存在"}"#]].assert_eq(&answer.line());
}

#[tokio::test]
async fn private_deployments_have_scopes_and_roles_of_their_own() {
    let mock = Mock::new();
    let open = |body: &str| in_private("alice", Method::POST, &format!("{HELLO}/open_link"), body);
    let answer = open(r#"{"role_id": "shareable", "scope": "login_users"}"#).send(&mock).await;
    expect![[r#"200 {"code":0,"data":{"created_by":"<alice's identity in WPS>","creator":"<alice's identity in WPS>","ctime":1767323045,"drive_id":"<alice's drive in WPS>","file_id":"<hello.txt in WPS>","id":"c1A9gjsA8DuR","mtime":1767323045,"opts":{"allow_perm_apply":false,"check_code":"","close_after_expire":false,"expire_period":0,"expire_time":0},"role_id":"shareable","scope":"login_users","status":"open","url":"https://www.kdocs.cn/l/c1A9gjsA8DuR"},"detail":"","msg":"success"}"#]].assert_eq(&answer.line());
    refusals(&mock, [
        ("scope of the public cloud", open(r#"{"role_id": "shareable", "scope": "anyone"}"#)),
        ("role of the public cloud", open(r#"{"role_id": "viewable", "scope": "company"}"#)),
        ("a role that opens nothing", open(r#"{"role_id": "prohibited", "scope": "company"}"#)),
    ], expect![[r#"
        scope of the public cloud: 400 {"code":400000004,"detail":"scope is none of login_users, company, users.","msg":"请求参数不支持"}
        role of the public cloud: 400 {"code":400000103,"detail":"There is no role `viewable`.","msg":"资源不存在"}
        a role that opens nothing: 400 {"code":400000004,"detail":"A link by this role would open nothing.","msg":"请求参数不支持"}
    "#]]).await;
}

#[tokio::test]
async fn nobody_opens_more_than_they_may_do() {
    let mock = Mock::new();
    // Bob is a normal member of the team: he may share, and not do everything.
    let handbook = format!("{TEAM}/files/<Team handbook.txt in WPS>");
    let open = |role: &str| format!(r#"{{"role_id": "{role}", "scope": "anyone"}}"#);
    let answer = bob(&mock, &format!("POST {handbook}/open_link"), &open("editable")).await;
    assert_eq!(answer.json()["data"]["role_id"], "editable", "{answer}");
    let link = answer.json()["data"]["id"].as_str().expect("an id").to_owned();
    let update = format!("POST /v7/links/{link}/update");
    done(&mock, &update, r#"{"role_id": "manageable", "scope": "users"}"#).await;
    refusals(&mock, [
        ("a role above his", by("bob", &format!("POST {handbook}/open_link"), &open("manageable"))),
        ("a link above his", by("bob", &update, r#"{"opts": {"expire_period": 0}}"#)),
        ("a drive's link", by("bob", &format!("POST {TEAM}/open_link"), &open("manageable"))),
    ], expect![[r#"
        a role above his: 403 {"code":403000001,"more":{"code":403000001,"msg":"The role allows more than the caller may do with the item."},"msg":"无权限"}
        a link above his: 403 {"code":403000001,"more":{"code":403000001,"msg":"The role allows more than the caller may do with the item."},"msg":"无权限"}
        a drive's link: 403 {"code":403000001,"more":{"code":403000001,"msg":"The role allows more than the caller may do with the item."},"msg":"无权限"}
    "#]]).await;
}

#[tokio::test]
async fn requests_about_links_that_are_wrong_are_refused() {
    let mock = Mock::new();
    let (post, other) = (format!("POST {HELLO}/open_link"), "POST /v7/drives/<bob's drive in WPS>/files");
    let open = |body: &str| by("alice", &post, body);
    let long = format!(
        r#"{{"role_id": "viewable", "scope": "anyone", "opts": {{"check_code": "{}"}}}}"#,
        "x".repeat(1025)
    );
    let with = |opts: &str| {
        by("alice", &post, &format!(r#"{{"role_id": "viewable", "scope": "anyone", "opts": {opts}}}"#))
    };
    let now = NOW.seconds();
    let rows = [
        ("no body", open("")),
        ("no role", open(r#"{"scope": "anyone"}"#)),
        ("no scope", open(r#"{"role_id": "viewable"}"#)),
        ("unknown role", open(r#"{"role_id": "nobody", "scope": "anyone"}"#)),
        ("private role", open(r#"{"role_id": "shareable", "scope": "anyone"}"#)),
        ("unknown scope", open(r#"{"role_id": "viewable", "scope": "everyone"}"#)),
        ("private scope", open(r#"{"role_id": "viewable", "scope": "login_users"}"#)),
        ("unknown period", with(r#"{"expire_period": 8}"#)),
        ("negative period", with(r#"{"expire_period": -7}"#)),
        ("past end", with(&format!(r#"{{"expire_time": {now}}}"#))),
        ("end out of reach", with(r#"{"expire_time": 99999999999}"#)),
        ("opts that are none", with("7")),
        ("long password", by("alice", &post, &long)),
        ("root by 0", by("alice", "POST /v7/drives/<alice's drive in WPS>/files/0/open_link", OPEN)),
        (
            "root by id",
            by("alice", "POST /v7/drives/<alice's drive in WPS>/files/<alice's root in WPS>/open_link", OPEN),
        ),
        ("unknown drive", by("alice", "POST /v7/drives/nothing/files/<hello.txt in WPS>/open_link", OPEN)),
        ("unknown file", by("alice", "POST /v7/drives/<alice's drive in WPS>/files/nothing/open_link", OPEN)),
        ("other drive", by("alice", &format!("{other}/<hello.txt in WPS>/open_link"), OPEN)),
        ("out of reach", by("alice", &format!("{other}/<todo.txt in WPS>/open_link"), OPEN)),
        ("drive out of reach", by("alice", "POST /v7/drives/<bob's drive in WPS>/open_link", OPEN)),
        ("reading token", by("readonly", &post, OPEN)),
        ("never opened", by("alice", &format!("POST {HELLO}/close_link"), "{}")),
        ("unknown mode", by("alice", &format!("POST {HELLO}/close_link"), r#"{"mode": "stop"}"#)),
        ("drive never shared", by("alice", &format!("POST {TEAM}/close_link"), "{}")),
        ("link never opened", by("alice", &format!("POST {LINK}/update"), "{}")),
        ("link of bob's", by("bob", &format!("POST {LINK}/update"), "{}")),
        ("unknown link", by("alice", "GET /v7/links/nothing/meta", "")),
        ("link of another company", by("alice", "GET /v7/links/ci1xdRx4kwJh/meta", "")),
        ("unknown link to change", by("alice", "POST /v7/links/ci1xdRx4kwJh/update", "{}")),
    ];
    refusals(&mock, rows, expect![[r#"
        no body: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is not a JSON object."},"msg":"请求参数格式有误"}
        no role: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `role_id` at line 1 column 19."},"msg":"请求参数格式有误"}
        no scope: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `scope` at line 1 column 23."},"msg":"请求参数格式有误"}
        unknown role: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no role `nobody`."},"msg":"资源不存在"}
        private role: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no role `shareable`."},"msg":"资源不存在"}
        unknown scope: 400 {"code":400000004,"more":{"code":400000004,"msg":"scope is none of anyone, company, users."},"msg":"请求参数不支持"}
        private scope: 400 {"code":400000004,"more":{"code":400000004,"msg":"scope is none of anyone, company, users."},"msg":"请求参数不支持"}
        unknown period: 400 {"code":400000004,"more":{"code":400000004,"msg":"expire_period is none of 0, 7, 30."},"msg":"请求参数不支持"}
        negative period: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: invalid value: integer `-7`, expected u32 at line 1 column 71."},"msg":"请求参数格式有误"}
        past end: 400 {"code":400000003,"more":{"code":400000003,"msg":"expire_time lies in the past, or too far in the future."},"msg":"请求参数取值无效"}
        end out of reach: 400 {"code":400000003,"more":{"code":400000003,"msg":"expire_time lies in the past, or too far in the future."},"msg":"请求参数取值无效"}
        opts that are none: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: invalid type: integer `7`, expected an object at line 1 column 52."},"msg":"请求参数格式有误"}
        long password: 400 {"code":400000106,"more":{"code":400000106,"msg":"check_code has more than 1024 characters."},"msg":"长度限制超出"}
        root by 0: 403 {"code":403008073,"more":{"code":403008073,"msg":"The root of a drive is shared as a drive."},"msg":"当前文件（夹）不支持共享"}
        root by id: 403 {"code":403008073,"more":{"code":403008073,"msg":"The root of a drive is shared as a drive."},"msg":"当前文件（夹）不支持共享"}
        unknown drive: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        unknown file: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `nothing`: There is no such file or folder."},"msg":"文件不存在"}
        other drive: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<hello.txt in WPS>`: There is no such file or folder."},"msg":"文件不存在"}
        out of reach: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<todo.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        drive out of reach: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `0`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        reading token: 403 {"code":400000003,"desc":"The requested scope is invalid, unknown, or malformed. The request scopes 'kso.file_link.readwrite' or 'kso.mcp.readwrite' are needed.","message":"kso: PermissionDenied access_token verify err: invalid_scope"}
        never opened: 404 {"code":404353001,"more":{"code":404353001,"msg":"There is no link `c1A9gjsA8DuR`."},"msg":"链接不存在"}
        unknown mode: 400 {"code":400000004,"more":{"code":400000004,"msg":"mode is none of pause, delete."},"msg":"请求参数不支持"}
        drive never shared: 404 {"code":404353001,"more":{"code":404353001,"msg":"There is no link `cFrx8UVfnlOX`."},"msg":"链接不存在"}
        link never opened: 404 {"code":404353001,"more":{"code":404353001,"msg":"There is no link `c1A9gjsA8DuR`."},"msg":"链接不存在"}
        link of bob's: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<hello.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        unknown link: 404 {"code":404353001,"more":{"code":404353001,"msg":"There is no link `nothing`."},"msg":"链接不存在"}
        link of another company: 404 {"code":404353001,"more":{"code":404353001,"msg":"There is no link `ci1xdRx4kwJh`."},"msg":"链接不存在"}
        unknown link to change: 404 {"code":404353001,"more":{"code":404353001,"msg":"There is no link `ci1xdRx4kwJh`."},"msg":"链接不存在"}
    "#]]).await;
}

#[tokio::test]
async fn the_link_of_what_lies_in_the_recycle_bin_is_gone() {
    let mock = Mock::new();
    open(&mock, OPEN).await;
    mock.sandbox()
        .write(|world, now| {
            let alice = world.user_named("alice").expect("seeded").id;
            let root = world.personal_drive(alice).expect("seeded").root;
            let id = world.child(root, "hello.txt").expect("seeded");
            world.trash(Actor::User(alice), id, now)
        })
        .expect("it is there");
    let answer = alice(&mock, &format!("GET {LINK}/meta"), "").await;
    expect![[r#"404 {"code":404353001,"more":{"code":404353001,"msg":"There is no link `c1A9gjsA8DuR`."},"msg":"链接不存在"}"#]].assert_eq(&answer.line());
}
