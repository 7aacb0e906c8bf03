//! Team document libraries.

use axum::http::Method;
use expect_test::expect;

use super::{ALICE, BOB, COMPANY, add_department, alice, app_token, bob, by, done, in_private, request};
use crate::support::{Answer, Mock, refusals};

const CREATE: &str = "POST /v7/doclib/create";

fn roles(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    let items = json["data"]["items"].as_array().unwrap_or_else(|| panic!("{answer}"));
    let line = |item: &serde_json::Value| {
        format!(
            "{}: {}",
            item["drive"]["name"].as_str().expect("a name"),
            item["user_role"].as_str().expect("a role")
        )
    };
    items.iter().map(line).collect()
}

async fn of_bob(mock: &Mock) -> Vec<String> {
    roles(&bob(mock, "GET /v7/doclibs?page_size=100", "").await)
}

#[tokio::test]
async fn a_library_is_made_read_and_deleted() {
    let mock = Mock::new();
    let body = format!(
        r#"{{"name": "Manuals", "apply_reason": "why not", "members": [
            {{"item_id": "{BOB}", "item_type": "normal", "role": "readonly", "nickname": "Bo", "about": "hi"}}]}}"#
    );
    let made = alice(&mock, CREATE, &body).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "approval_id": "",
            "drive": {
              "allotee_id": "1417554761",
              "allotee_type": "group",
              "company_id": "571568323",
              "created_by": "<alice's identity in WPS>",
              "ctime": 1767323045,
              "description": "",
              "id": "8P5C8ra",
              "mtime": 1767323045,
              "name": "Manuals",
              "quota": {
                "deleted": 0,
                "remaining": 1099511627776,
                "total": 1099511627776,
                "used": 0
              },
              "source": "yundoc",
              "status": "inuse"
            },
            "group": {
              "avatar": "",
              "company_id": "571568323",
              "creator_id": "1690375745",
              "ctime": 1767323045,
              "dept_id": "0",
              "description": "",
              "id": "1417554761",
              "mail": "",
              "member_total": 2,
              "mtime": 1767323045,
              "name": "Manuals",
              "owner_id": "1690375745",
              "source": "yundoc",
              "status": "enable",
              "type": "normal"
            },
            "pinned": false,
            "user_role": "owner"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&made.to_string());
    let drive = made.json()["data"]["drive"]["id"].as_str().expect("an id").to_owned();
    let meta = bob(&mock, &format!("GET /v7/doclib/meta?drive_id={drive}"), "").await;
    expect![[r#"
        - data / approval_id: ""
        data / user_role: "owner" -> "readonly"
    "#]]
    .assert_eq(&meta.differs_from(&made));
    let acl = format!("GET /v7/drives/{drive}/files/0/permissions/acl?user_ids={BOB}");
    let may = super::allowed(&bob(&mock, &acl, "").await.json()["data"]["items"][0]["permission"]);
    assert!(may.contains(&"download".into()) && !may.contains(&"update".into()), "{may:?}");
    refusals(&mock, [
        ("not hers", by("bob", "POST /v7/doclib/delete", &format!(r#"{{"drive_id": "{drive}"}}"#))),
    ], expect![[r#"
        not hers: 403 {"code":403013030,"more":{"code":403013030,"msg":"Only the owner of a library may do this."},"msg":"您不是组拥有者"}
    "#]]).await;
    done(&mock, "POST /v7/doclib/delete", &format!(r#"{{"drive_id": "{drive}"}}"#)).await;
    assert_eq!(of_bob(&mock).await, ["Team drive: normal"]);
    assert_eq!(mock.sandbox().read(|world, _| world.groups().count()), 1);
}

#[tokio::test]
async fn people_and_departments_are_members_in_their_roles() {
    let mock = Mock::new();
    let department = add_department(&mock).await;
    for (body, role) in [
        (
            format!(r#"{{"name": "a", "members": [{{"item_id": "{department}", "item_type": "dept"}}]}}"#),
            "normal",
        ),
        (
            format!(
                r#"{{"name": "b", "members": [{{"item_id": "{BOB}", "role": "admin"}},
                    {{"item_id": "{department}", "item_type": "dept", "role": "readonly"}}]}}"#
            ),
            "admin",
        ),
        (format!(r#"{{"name": "c", "members": [{{"item_id": "{BOB}", "role": "owner"}}]}}"#), "owner"),
        (format!(r#"{{"name": "d", "dept_id": "{department}"}}"#), "normal"),
    ] {
        let made = alice(&mock, CREATE, &body).await.json();
        let expected = if role == "owner" { "admin" } else { "owner" };
        assert_eq!(made["data"]["user_role"], expected, "{body}");
        let name = made["data"]["drive"]["name"].as_str().expect("a name").to_owned();
        assert_eq!(of_bob(&mock).await.last(), Some(&format!("{name}: {role}")));
        let group = &made["data"]["group"];
        let is_departments = body.contains("dept_id");
        assert_eq!(group["type"], if is_departments { "dept" } else { "normal" });
        assert_eq!(group["dept_id"], if is_departments { department.as_str() } else { "0" });
    }
}

#[tokio::test]
async fn libraries_are_listed_by_role_and_page() {
    let mock = Mock::new();
    for name in ["one", "two"] {
        let answer = bob(&mock, CREATE, &format!(r#"{{"name": "{name}"}}"#)).await;
        assert_eq!(answer.json()["data"]["approval_id"], "", "{answer}");
    }
    let first = bob(&mock, "GET /v7/doclibs?page_size=1", "").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "items": [
              {
                "drive": {
                  "allotee_id": "6436328858",
                  "allotee_type": "group",
                  "company_id": "571568323",
                  "created_by": "<alice's identity in WPS>",
                  "ctime": 1767254400,
                  "description": "",
                  "id": "<the team's drive in WPS>",
                  "mtime": 1767254400,
                  "name": "Team drive",
                  "quota": {
                    "deleted": 0,
                    "remaining": 1099511627651,
                    "total": 1099511627776,
                    "used": 125
                  },
                  "source": "yundoc",
                  "status": "inuse"
                },
                "group": {
                  "avatar": "",
                  "company_id": "571568323",
                  "creator_id": "1690375745",
                  "ctime": 1767254400,
                  "dept_id": "0",
                  "description": "",
                  "id": "6436328858",
                  "mail": "",
                  "member_total": 2,
                  "mtime": 1767254400,
                  "name": "Team drive",
                  "owner_id": "1690375745",
                  "source": "yundoc",
                  "status": "enable",
                  "type": "normal"
                },
                "pinned": false,
                "user_role": "normal"
              }
            ],
            "next_page_token": "UCzy0cWE44UAAAAAAAAAAQ"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&first.to_string());
    let token = first.json()["data"]["next_page_token"].as_str().expect("a token").to_owned();
    let second = bob(&mock, &format!("GET /v7/doclibs?page_size=2&page_token={token}"), "").await;
    assert_eq!(roles(&second), ["one: owner", "two: owner"]);
    assert_eq!(second.json()["data"]["next_page_token"], "");
    for (roles_wanted, count) in [("owner", 2), ("normal", 1), ("owner,normal", 3), ("admin", 0)] {
        let list = bob(&mock, &format!("GET /v7/doclibs?page_size=100&user_role={roles_wanted}"), "").await;
        assert_eq!(roles(&list).len(), count, "{roles_wanted}");
    }
    let private = in_private("bob", Method::GET, "/v7/doclibs?page_size=100", "").send(&mock).await;
    assert_eq!(roles(&private).len(), 3);
}

#[tokio::test]
async fn libraries_are_found_by_their_names() {
    let mock = Mock::new();
    let search = |more: &str| format!("GET /v7/doclib/search?page_size=10&company_id={COMPANY}{more}");
    let found = alice(&mock, &search("&keyword=DRIVE&with_total=true"), "").await.json();
    let item = &found["data"]["items"][0];
    expect![[r#""8CNSHLs" {"name":["Team <em>drive</em>"]} 1"#]]
        .assert_eq(&format!("{} {} {}", item["drive"]["id"], item["highlights"], found["data"]["total"]));
    for (query, count) in [
        ("&keyword=nothing", 0),
        ("&keyword=team&group_type=normal", 1),
        ("&keyword=team&group_type=dept", 0),
        ("&keyword=team&group_source=yundoc", 1),
        ("&keyword=team&group_source=other", 0),
    ] {
        let found = alice(&mock, &search(query), "").await;
        assert_eq!(roles(&found).len(), count, "{query}");
    }
}

#[tokio::test]
async fn requests_about_libraries_that_are_wrong_are_refused() {
    let mock = Mock::new();
    let department = add_department(&mock).await;
    let create = |body: &str| by("alice", CREATE, body);
    let named = |name: &str| create(&format!(r#"{{"name": "{name}"}}"#));
    let with = |member: &str| create(&format!(r#"{{"name": "x", "members": [{member}]}}"#));
    assert_eq!(alice(&mock, CREATE, r#"{"name": "taken"}"#).await.json()["code"], 0);
    let delete = |id: &str| by("alice", "POST /v7/doclib/delete", &format!(r#"{{"drive_id": "{id}"}}"#));
    let rows = [
        ("no name", create("{}")),
        ("empty name", named("")),
        ("name of 241 characters", named(&"x".repeat(241))),
        ("forbidden character", named("a/b")),
        ("taken name", named("taken")),
        ("unknown department", create(r#"{"name": "x", "dept_id": "1"}"#)),
        ("unknown person", with(r#"{"item_id": "1"}"#)),
        ("unknown department as a member", with(r#"{"item_id": "1", "item_type": "dept"}"#)),
        (
            "department that owns",
            with(&format!(r#"{{"item_id": "{department}", "item_type": "dept", "role": "owner"}}"#)),
        ),
        ("unknown kind", with(&format!(r#"{{"item_id": "{BOB}", "item_type": "robot"}}"#))),
        ("unknown role", with(&format!(r#"{{"item_id": "{BOB}", "role": "king"}}"#))),
        ("1,025 members", with(&vec![format!(r#"{{"item_id": "{ALICE}"}}"#); 1025].join(","))),
        ("no drive", by("alice", "POST /v7/doclib/delete", "{}")),
        ("unknown drive", delete("nothing")),
        ("own drive", delete("<alice's drive in WPS>")),
        ("another person's drive", delete("<bob's drive in WPS>")),
        ("meta without a drive", by("alice", "GET /v7/doclib/meta", "")),
        ("meta of an own drive", by("alice", "GET /v7/doclib/meta?drive_id=<alice's drive in WPS>", "")),
        ("list without a size", by("alice", "GET /v7/doclibs", "")),
        ("page of 101", by("alice", "GET /v7/doclibs?page_size=101", "")),
        ("list by an unknown role", by("alice", "GET /v7/doclibs?page_size=1&user_role=king", "")),
        (
            "search without a keyword",
            by("alice", &format!("GET /v7/doclib/search?page_size=1&company_id={COMPANY}"), ""),
        ),
        ("search without a company", by("alice", "GET /v7/doclib/search?page_size=1&keyword=x", "")),
        (
            "search in another company",
            by("alice", "GET /v7/doclib/search?page_size=1&company_id=1&keyword=x", ""),
        ),
        (
            "search by an unknown type",
            by(
                "alice",
                &format!("GET /v7/doclib/search?page_size=1&company_id={COMPANY}&keyword=x&group_type=club"),
                "",
            ),
        ),
    ];
    refusals(&mock, rows, expect![[r#"
        no name: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `name` at line 1 column 2."},"msg":"请求参数格式有误"}
        empty name: 403 {"code":403008063,"more":{"code":403008063,"msg":"The name of the drive is empty."},"msg":"驱动盘名最少 1 个汉字或个字母"}
        name of 241 characters: 403 {"code":403008057,"more":{"code":403008057,"msg":"The name of a drive has at most 240 characters."},"msg":"驱动盘名最多 240 个汉字或字母"}
        forbidden character: 403 {"code":403008058,"more":{"code":403008058,"msg":"The name has a character that no drive can have."},"msg":"驱动盘名不能包含下列字符： `/ \\ ; : * ? \" < >`"}
        taken name: 403 {"code":403008060,"more":{"code":403008060,"msg":"A drive of the same owner has this name."},"msg":"驱动盘已经存在"}
        unknown department: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no department `1`."},"msg":"资源不存在"}
        unknown person: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no user `1`."},"msg":"资源不存在"}
        unknown department as a member: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no department `1`."},"msg":"资源不存在"}
        department that owns: 400 {"code":400000003,"more":{"code":400000003,"msg":"A department cannot own a library."},"msg":"请求参数取值无效"}
        unknown kind: 400 {"code":400000004,"more":{"code":400000004,"msg":"item_type is none of normal, dept."},"msg":"请求参数不支持"}
        unknown role: 400 {"code":400000004,"more":{"code":400000004,"msg":"role is none of readonly, normal, admin, owner."},"msg":"请求参数不支持"}
        1,025 members: 400 {"code":400000105,"more":{"code":400000105,"msg":"members has more than 1024 items."},"msg":"数目限制超出"}
        no drive: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `drive_id` at line 1 column 2."},"msg":"请求参数格式有误"}
        unknown drive: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        own drive: 403 {"code":403008068,"more":{"code":403008068,"msg":"The drive belongs to no team."},"msg":"drive 类型错误"}
        another person's drive: 403 {"code":403000001,"more":{"code":403000001,"msg":"It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        meta without a drive: 400 {"code":400000004,"more":{"code":400000004,"msg":"drive_id is missing."},"msg":"请求参数不支持"}
        meta of an own drive: 403 {"code":403008068,"more":{"code":403008068,"msg":"The drive belongs to no team."},"msg":"drive 类型错误"}
        list without a size: 400 {"code":400000004,"more":{"code":400000004,"msg":"page_size is missing."},"msg":"请求参数不支持"}
        page of 101: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_size lies between 1 and 100."},"msg":"请求参数取值无效"}
        list by an unknown role: 400 {"code":400000004,"more":{"code":400000004,"msg":"user_role is none of readonly, normal, admin, owner."},"msg":"请求参数不支持"}
        search without a keyword: 400 {"code":400000004,"more":{"code":400000004,"msg":"keyword is missing."},"msg":"请求参数不支持"}
        search without a company: 400 {"code":400000004,"more":{"code":400000004,"msg":"company_id is missing."},"msg":"请求参数不支持"}
        search in another company: 400 {"code":400002005,"more":{"code":400002005,"msg":"Company `1` is unknown."},"msg":"企业不存在"}
        search by an unknown type: 400 {"code":400000004,"more":{"code":400000004,"msg":"group_type is none of normal, dept, org_dynamic, org_normal."},"msg":"请求参数不支持"}
    "#]]).await;
}

#[tokio::test]
async fn an_application_by_itself_is_nobody_of_the_company() {
    let mock = Mock::new();
    let app = app_token(&mock).await;
    let rows = [
        ("create", request(&app, CREATE, r#"{"name": "x"}"#)),
        ("list", request(&app, "GET /v7/doclibs", "")),
        ("meta", request(&app, "GET /v7/doclib/meta?drive_id=<the team's drive in WPS>", "")),
        ("search", request(&app, "GET /v7/doclib/search", "")),
        ("delete", request(&app, "POST /v7/doclib/delete", r#"{"drive_id": "<the team's drive in WPS>"}"#)),
    ];
    refusals(&mock, rows, expect![[r#"
        create: 403 {"code":403000001,"more":{"code":403000001,"msg":"The operation needs a user's token; this is an application's."},"msg":"无权限"}
        list: 400 {"code":400002059,"more":{"code":400002059,"msg":"The operation needs a user's token; this is an application's."},"msg":"用户不在企业内"}
        meta: 400 {"code":400002059,"more":{"code":400002059,"msg":"The operation needs a user's token; this is an application's."},"msg":"用户不在企业内"}
        search: 400 {"code":400002059,"more":{"code":400002059,"msg":"The operation needs a user's token; this is an application's."},"msg":"用户不在企业内"}
        delete: 400 {"code":400002059,"more":{"code":400002059,"msg":"The operation needs a user's token; this is an application's."},"msg":"用户不在企业内"}
    "#]]).await;
}
