//! `POST /v7/drives/create`.

use axum::http::Method;
use expect_test::expect;
use mockdrive::world::{Error, GroupKind, Member, MemberRole, Owner};

use super::super::{alice, app_token, request, sign::Draft};
use crate::support::{Mock, refusals};

const CREATE: &str = "POST /v7/drives/create";

/// The id of a group of alice and bob, where bob is no administrator.
async fn group(mock: &Mock) -> String {
    let made = mock.sandbox().write(|world, now| {
        let people = [("alice", MemberRole::Admin), ("bob", MemberRole::Normal)];
        let member = |(name, role): (&str, _)| Member::new(world.user_named(name).expect("seeded").id, role);
        let mut members: Vec<_> = people.into_iter().map(member).collect();
        let owner = world.add_user("carol", "Carol Example", "carol@example.com");
        members.push(Member::new(owner, MemberRole::Owner));
        let group = world.add_group("Press", GroupKind::Team, members.into(), now);
        world.add_drive("Hall", Owner::Team(group), 1 << 20, now);
        Ok::<_, Error>(())
    });
    made.expect("nothing can fail");
    let drives = alice(mock, "GET /v7/drives?allotee_type=group&page_size=10", "").await.json();
    assert_eq!(drives["data"]["items"][1]["name"], "Hall");
    drives["data"]["items"][1]["allotee_id"].as_str().expect("an id").to_owned()
}

#[tokio::test]
async fn a_person_makes_a_drive_with_all_that_is_said_about_it() {
    let mock = Mock::new();
    let body = r#"{"allotee_type":"user","name":"Scans","source":"tmp","description":"What is scanned",
        "total_quota":1000,"ext_attrs":[{"name":"colour","value":"red"},{"name":"colour","value":"blue"}],"more":1}"#;
    let made = alice(&mock, CREATE, body).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "allotee_id": "1690375745",
            "allotee_type": "user",
            "company_id": "571568323",
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767323045,
            "description": "What is scanned",
            "id": "8P5C8ra",
            "mtime": 1767323045,
            "name": "Scans",
            "quota": {
              "deleted": 0,
              "remaining": 1000,
              "total": 1000,
              "used": 0
            },
            "source": "tmp",
            "status": "inuse"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&made.to_string());
    let id = made.json()["data"]["id"].as_str().expect("an id").to_owned();
    let meta = alice(&mock, &format!("GET /v7/drives/{id}/meta?with_ext_attrs=true"), "").await;
    expect![[r#"
        + data / ext_attrs: [{"name":"colour","value":"blue"}]
    "#]]
    .assert_eq(&meta.differs_from(&made));
    let alias = alice(&mock, "GET /v7/drives/roaming/meta", "").await;
    assert_eq!(alias.json()["data"]["id"], *id, "the alias of private deployments");
    // The name is free for others, and the quota holds.
    let bobs = mock.send(&request("bob-token", CREATE, body)).await;
    assert_eq!(bobs.json()["code"], 0, "{bobs}");
    let copy = format!(r#"{{"dst_drive_id":"{id}","dst_parent_id":"0"}}"#);
    let copied =
        alice(&mock, "POST /v7/drives/<alice's drive in WPS>/files/<mountains.jpg in WPS>/copy", &copy).await;
    expect![[r#"
        403 Forbidden
        {
          "code": 403008014,
          "more": {
            "code": 403008014,
            "msg": "7628 bytes are needed and 1000 are left."
          },
          "msg": "空间不足"
        }"#]]
    .assert_eq(&copied.to_string());
}

#[tokio::test]
async fn an_administrator_makes_a_drive_for_a_group_and_an_application_one_for_itself() {
    let mock = Mock::new();
    let group = group(&mock).await;
    let body = format!(r#"{{"allotee_type":"group","allotee_id":"{group}","name":"Press"}}"#);
    let made = alice(&mock, CREATE, &body).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "allotee_id": "1417554761",
            "allotee_type": "group",
            "company_id": "571568323",
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767323045,
            "description": "",
            "id": "Z1Dbb69",
            "mtime": 1767323045,
            "name": "Press",
            "quota": {
              "deleted": 0,
              "remaining": 1099511627776,
              "total": 1099511627776,
              "used": 0
            },
            "source": "yundoc",
            "status": "inuse"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&made.to_string());
    let id = made.json()["data"]["id"].as_str().expect("an id").to_owned();
    let meta = mock.send(&request("bob-token", &format!("GET /v7/drives/{id}/meta"), "")).await;
    assert_eq!(meta.json(), made.json(), "a member sees it");
    let token = app_token(&mock).await;
    let body = r#"{"allotee_type":"app","name":"Cache","allotee_id":""}"#;
    let made = mock.send(&request(&token, CREATE, body)).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "allotee_id": "5603743423",
            "allotee_type": "app",
            "company_id": "571568323",
            "created_by": {
              "avatar": "",
              "company_id": "571568323",
              "id": "5603743423",
              "name": "AK20260101WPSAPP",
              "type": "sp"
            },
            "ctime": 1767323045,
            "description": "",
            "id": "700FPdD",
            "mtime": 1767323045,
            "name": "Cache",
            "quota": {
              "deleted": 0,
              "remaining": 1099511627776,
              "total": 1099511627776,
              "used": 0
            },
            "source": "yundoc",
            "status": "inuse"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&made.to_string());
}

#[tokio::test]
async fn a_private_deployment_has_its_own_words_for_sources() {
    let mock = Mock::new();
    let body = r#"{"allotee_type":"user","name":"Box","source":"roaming"}"#;
    let made = Draft::to(Method::POST, "/graph/v7/drives/create", body).send(&mock).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "allotee_id": "1690375745",
            "allotee_type": "user",
            "company_id": "571568323",
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767323045,
            "description": "",
            "id": "8P5C8ra",
            "mtime": 1767323045,
            "name": "Box",
            "quota": {
              "deleted": 0,
              "remaining": 1099511627776,
              "total": 1099511627776,
              "used": 0
            },
            "source": "roaming",
            "status": "inuse"
          },
          "detail": "",
          "msg": "success"
        }"#]]
    .assert_eq(&made.to_string());
    let id = made.json()["data"]["id"].as_str().expect("an id").to_owned();
    let meta = alice(&mock, &format!("GET /v7/drives/{id}/meta"), "").await;
    assert_eq!(meta.json()["data"]["source"], "tmp");
    let body = r#"{"allotee_type":"user","name":"Other","source":"tmp"}"#;
    let refused = Draft::to(Method::POST, "/graph/v7/drives/create", body).send(&mock).await;
    assert_eq!(refused.json()["code"], 400_000_004);
}

#[tokio::test]
async fn drives_that_nobody_may_make_are_refused() {
    let mock = Mock::new();
    let group = group(&mock).await;
    let token = app_token(&mock).await;
    let by_alice = |members: &str| request("alice-token", CREATE, &format!("{{{members}}}"));
    let mine = |more: &str| by_alice(&format!(r#""allotee_type":"user","source":"special",{more}"#));
    let of_group = format!(r#"{{"allotee_type":"group","allotee_id":"{group}","name":"x"}}"#);
    let rows = [
        ("no body", request("alice-token", CREATE, "")),
        ("no name", by_alice(r#""allotee_type":"user","source":"special""#)),
        ("a number for a name", mine(r#""name":1"#)),
        ("an empty name", mine(r#""name":"""#)),
        ("241 characters", mine(&format!(r#""name":"{}""#, "驱".repeat(241)))),
        ("a colon", mine(r#""name":"a:b""#)),
        ("a backslash", mine(r#""name":"a\\b""#)),
        ("a control character", mine(r#""name":"a\u0007b""#)),
        ("a taken name", mine(r#""name":"ALICE'S DRIVE""#)),
        ("an unknown allotee", by_alice(r#""allotee_type":"company","name":"x""#)),
        ("no source", by_alice(r#""allotee_type":"user","name":"x""#)),
        ("an unknown source", by_alice(r#""allotee_type":"user","name":"x","source":"yundoc""#)),
        ("a private source", by_alice(r#""allotee_type":"user","name":"x","source":"roaming""#)),
        ("somebody else", mine(r#""name":"x","allotee_id":"7299326139""#)),
        ("no quota", mine(r#""name":"x","total_quota":0"#)),
        ("a negative quota", mine(r#""name":"x","total_quota":-1"#)),
        ("an attribute without a name", mine(r#""name":"x","ext_attrs":[{"name":"","value":""}]"#)),
        ("an attribute without a value", mine(r#""name":"x","ext_attrs":[{"name":"a"}]"#)),
        ("a long description", mine(&format!(r#""name":"x","description":"{}""#, "d".repeat(1025)))),
        ("101 attributes", {
            let all: Vec<_> = (0..101).map(|n| format!(r#"{{"name":"{n}","value":""}}"#)).collect();
            mine(&format!(r#""name":"x","ext_attrs":[{}]"#, all.join(",")))
        }),
        ("no group", by_alice(r#""allotee_type":"group","name":"x""#)),
        ("an unknown group", by_alice(r#""allotee_type":"group","allotee_id":"1","name":"x""#)),
        ("no administrator of the group", request("bob-token", CREATE, &of_group)),
        ("an application for a person", request(&token, CREATE, r#"{"allotee_type":"user","name":"x"}"#)),
        ("an application for a group", request(&token, CREATE, &of_group)),
        ("a person for an application", by_alice(r#""allotee_type":"app","name":"x""#)),
        ("a token that only reads", request("readonly-token", CREATE, &of_group)),
    ];
    refusals(&mock, rows, expect![[r#"
        no body: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is not a JSON object."},"msg":"请求参数格式有误"}
        no name: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `name` at line 1 column 42."},"msg":"请求参数格式有误"}
        a number for a name: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: invalid type: integer `1`, expected a string at line 1 column 50."},"msg":"请求参数格式有误"}
        an empty name: 403 {"code":403008063,"more":{"code":403008063,"msg":"The name of the drive is empty."},"msg":"驱动盘名最少 1 个汉字或个字母"}
        241 characters: 403 {"code":403008057,"more":{"code":403008057,"msg":"The name of a drive has at most 240 characters."},"msg":"驱动盘名最多 240 个汉字或字母"}
        a colon: 403 {"code":403008058,"more":{"code":403008058,"msg":"The name has a character that no drive can have."},"msg":"驱动盘名不能包含下列字符： `/ \\ ; : * ? \" < >`"}
        a backslash: 403 {"code":403008058,"more":{"code":403008058,"msg":"The name has a character that no drive can have."},"msg":"驱动盘名不能包含下列字符： `/ \\ ; : * ? \" < >`"}
        a control character: 400 {"code":400000003,"more":{"code":400000003,"msg":"No drive can hold this name."},"msg":"请求参数取值无效"}
        a taken name: 403 {"code":403008060,"more":{"code":403008060,"msg":"A drive of the same owner has this name."},"msg":"驱动盘已经存在"}
        an unknown allotee: 400 {"code":400000004,"more":{"code":400000004,"msg":"allotee_type is none of user, group, app."},"msg":"请求参数不支持"}
        no source: 400 {"code":400000002,"more":{"code":400000002,"msg":"source is missing."},"msg":"请求参数格式有误"}
        an unknown source: 400 {"code":400000004,"more":{"code":400000004,"msg":"source is none of special, tmp, secret, feature."},"msg":"请求参数不支持"}
        a private source: 400 {"code":400000004,"more":{"code":400000004,"msg":"source is none of special, tmp, secret, feature."},"msg":"请求参数不支持"}
        somebody else: 403 {"code":403000001,"more":{"code":403000001,"msg":"allotee_id: the caller has drives of `1690375745` only."},"msg":"无权限"}
        no quota: 400 {"code":400000003,"more":{"code":400000003,"msg":"total_quota is more than 0."},"msg":"请求参数取值无效"}
        a negative quota: 400 {"code":400000003,"more":{"code":400000003,"msg":"total_quota is more than 0."},"msg":"请求参数取值无效"}
        an attribute without a name: 400 {"code":400000003,"more":{"code":400000003,"msg":"An attribute has no name."},"msg":"请求参数取值无效"}
        an attribute without a value: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `value` at line 1 column 78."},"msg":"请求参数格式有误"}
        a long description: 400 {"code":400000106,"more":{"code":400000106,"msg":"description has more than 1024 characters."},"msg":"长度限制超出"}
        101 attributes: 400 {"code":400000105,"more":{"code":400000105,"msg":"More than 100 items are affected."},"msg":"数目限制超出"}
        no group: 400 {"code":400000002,"more":{"code":400000002,"msg":"allotee_id is missing."},"msg":"请求参数格式有误"}
        an unknown group: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no group `1`."},"msg":"资源不存在"}
        no administrator of the group: 403 {"code":403000001,"more":{"code":403000001,"msg":"Only who looks after a group makes drives for it."},"msg":"无权限"}
        an application for a person: 403 {"code":403000001,"more":{"code":403000001,"msg":"The operation needs a user's token; this is an application's."},"msg":"无权限"}
        an application for a group: 403 {"code":403000001,"more":{"code":403000001,"msg":"The operation needs a user's token; this is an application's."},"msg":"无权限"}
        a person for an application: 403 {"code":403000001,"more":{"code":403000001,"msg":"The operation needs an application's token; this is a user's."},"msg":"无权限"}
        a token that only reads: 403 {"code":400000003,"desc":"The requested scope is invalid, unknown, or malformed. The request scopes 'kso.drive.readwrite' are needed.","message":"kso: PermissionDenied access_token verify err: invalid_scope"}
    "#]]).await;
}
