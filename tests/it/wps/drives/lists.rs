//! `GET /v7/drives`, `GET /v7/drives/authorized` and `GET /v7/drives/{drive_id}/meta`.

use axum::http::Method;
use expect_test::expect;

use super::super::{alice, app_token, request, sign::Draft};
use crate::support::{Answer, Mock, refusals};

fn names(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    let items = json["data"]["items"].as_array().unwrap_or_else(|| panic!("no items: {answer}"));
    items.iter().map(|item| item["name"].as_str().expect("a name").to_owned()).collect()
}

#[tokio::test]
async fn a_drive_tells_whose_it_is_and_how_full() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "allotee_id": "1690375745",
            "allotee_type": "user",
            "company_id": "571568323",
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767254400,
            "description": "",
            "id": "<alice's drive in WPS>",
            "mtime": 1767254400,
            "name": "Alice's drive",
            "quota": {
              "deleted": 0,
              "remaining": 1099511576706,
              "total": 1099511627776,
              "used": 51070
            },
            "source": "special",
            "status": "inuse"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&alice(&mock, "GET /v7/drives/<alice's drive in WPS>/meta", "").await.to_string());
    let trash = "POST /v7/drives/private/files/<plan.txt in WPS>/delete";
    let deleted = alice(&mock, trash, "").await;
    assert_eq!(deleted.status, 200, "{deleted}");
    let draft = Draft::to(Method::GET, "/graph/v7/drives/<alice's drive in WPS>/meta", "");
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "allotee_id": "1690375745",
            "allotee_type": "user",
            "company_id": "571568323",
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767254400,
            "description": "",
            "id": "<alice's drive in WPS>",
            "mtime": 1767254400,
            "name": "Alice's drive",
            "quota": {
              "deleted": 74,
              "remaining": 1099511576706,
              "total": 1099511627776,
              "used": 50996
            },
            "source": "private",
            "status": "inuse"
          },
          "detail": "",
          "msg": "success"
        }"#]]
    .assert_eq(&draft.send(&mock).await.to_string());
}

#[tokio::test]
async fn a_person_lists_their_own_drives_and_those_of_their_groups() {
    let mock = Mock::new();
    let list = "GET /v7/drives?allotee_type=user&page_size=10";
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "items": [
              {
                "allotee_id": "1690375745",
                "allotee_type": "user",
                "company_id": "571568323",
                "created_by": "<alice's identity in WPS>",
                "ctime": 1767254400,
                "description": "",
                "id": "<alice's drive in WPS>",
                "mtime": 1767254400,
                "name": "Alice's drive",
                "quota": {
                  "deleted": 0,
                  "remaining": 1099511576706,
                  "total": 1099511627776,
                  "used": 51070
                },
                "source": "special",
                "status": "inuse"
              }
            ],
            "next_page_token": ""
          },
          "msg": "success"
        }"#]]
    .assert_eq(&alice(&mock, list, "").await.to_string());
    let of_groups = alice(&mock, "GET /v7/drives?allotee_type=group&page_size=10", "").await;
    assert_eq!(names(&of_groups), ["Team drive"]);
    let group = of_groups.json()["data"]["items"][0]["allotee_id"].as_str().expect("an id").to_owned();
    let of_one = format!("GET /v7/drives?allotee_type=group&allotee_id={group}&page_size=10");
    assert_eq!(names(&alice(&mock, &of_one, "").await), ["Team drive"]);
    let of_app = alice(&mock, "GET /v7/drives?allotee_type=app&page_size=10", "").await;
    assert_eq!(names(&of_app), [""; 0], "no person sees it");
}

#[tokio::test]
async fn lists_have_pages_and_are_narrowed_by_sources() {
    let mock = Mock::new();
    for (name, source) in [("Box", "tmp"), ("Safe", "secret")] {
        let body = format!(r#"{{"allotee_type":"user","name":"{name}","source":"{source}"}}"#);
        alice(&mock, "POST /v7/drives/create", &body).await;
    }
    let list = "GET /v7/drives?allotee_type=user";
    let first = alice(&mock, &format!("{list}&page_size=2"), "").await;
    assert_eq!(names(&first), ["Alice's drive", "Box"]);
    let token = first.json()["data"]["next_page_token"].as_str().expect("a token").to_owned();
    let second = alice(&mock, &format!("{list}&page_size=1&page_token={token}"), "").await;
    assert_eq!(names(&second), ["Safe"]);
    assert_eq!(second.json()["data"]["next_page_token"], "");
    for (sources, expected) in [
        ("sources=special&sources=secret", &["Alice's drive", "Safe"][..]),
        ("sources=tmp,secret", &["Box", "Safe"]),
        ("sources[]=feature", &[]),
    ] {
        let answer = alice(&mock, &format!("{list}&page_size=10&{sources}"), "").await;
        assert_eq!(names(&answer), expected, "{sources}");
    }
    let private = "/graph/v7/drives?allotee_type=user&page_size=1024&sources=private,roaming";
    let answer = Draft::to(Method::GET, private, "").send(&mock).await;
    assert_eq!(names(&answer), ["Alice's drive", "Box"]);
    let rows = [
        ("a token of another list", format!("{list}&page_size=2&sources=tmp&page_token={token}")),
        ("no token", format!("{list}&page_size=2&page_token=x")),
    ];
    let rows = rows.map(|(what, line)| (what, request("alice-token", &line, "")));
    refusals(&mock, rows, expect![[r#"
        a token of another list: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_token is none of this list."},"msg":"请求参数取值无效"}
        no token: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_token is none of this list."},"msg":"请求参数取值无效"}
    "#]]).await;
}

#[tokio::test]
async fn an_application_lists_its_own_drives_and_what_it_may_use() {
    let mock = Mock::new();
    let token = app_token(&mock).await;
    let own = mock.send(&request(&token, "GET /v7/drives?allotee_type=app&page_size=10", "")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "items": [
              {
                "allotee_id": "5603743423",
                "allotee_type": "app",
                "company_id": "571568323",
                "created_by": {
                  "avatar": "",
                  "company_id": "571568323",
                  "id": "9977230669",
                  "name": "SX20260101MOCKED",
                  "type": "sp"
                },
                "ctime": 1767254400,
                "description": "",
                "id": "<the app's drive in WPS>",
                "mtime": 1767254400,
                "name": "App drive",
                "quota": {
                  "deleted": 0,
                  "remaining": 1099511627729,
                  "total": 1099511627776,
                  "used": 47
                },
                "source": "yundoc",
                "status": "inuse"
              }
            ],
            "next_page_token": ""
          },
          "msg": "success"
        }"#]]
    .assert_eq(&own.to_string());
    let principal = own.json()["data"]["items"][0]["allotee_id"].as_str().expect("an id").to_owned();
    let named = format!("GET /v7/drives?allotee_type=app&allotee_id={principal}&page_size=10");
    assert_eq!(names(&mock.send(&request(&token, &named, "")).await), ["App drive"]);
    let all = mock.send(&request(&token, "GET /v7/drives/authorized?page_size=3", "")).await;
    assert_eq!(names(&all), ["Alice's drive", "Bob's drive", "App drive"]);
    let next = all.json()["data"]["next_page_token"].as_str().expect("a token").to_owned();
    let next = format!("GET /v7/drives/authorized?page_size=3&page_token={next}");
    assert_eq!(names(&mock.send(&request(&token, &next, "")).await), ["Team drive"]);
}

#[tokio::test]
async fn drives_of_others_and_unknown_words_are_refused() {
    let mock = Mock::new();
    let token = app_token(&mock).await;
    let by_alice = |line: &str| request("alice-token", line, "");
    let rows = [
        ("another person's", by_alice("GET /v7/drives/<bob's drive in WPS>/meta")),
        ("an application's", by_alice("GET /v7/drives/<the app's drive in WPS>/meta")),
        ("an unknown one", by_alice("GET /v7/drives/1234567/meta")),
        ("an alias without a drive", by_alice("GET /v7/drives/roaming/meta")),
        ("no flag", by_alice("GET /v7/drives/private/meta?with_ext_attrs=yes")),
        ("no type", by_alice("GET /v7/drives?page_size=1")),
        ("another type", by_alice("GET /v7/drives?page_size=1&allotee_type=company")),
        ("no size", by_alice("GET /v7/drives?allotee_type=user")),
        ("size 0", by_alice("GET /v7/drives?allotee_type=user&page_size=0")),
        ("size 501", by_alice("GET /v7/drives?allotee_type=user&page_size=501")),
        (
            "another person's id",
            by_alice("GET /v7/drives?allotee_type=user&page_size=1&allotee_id=7299326139"),
        ),
        ("an unknown group", by_alice("GET /v7/drives?allotee_type=group&page_size=1&allotee_id=1")),
        ("another application", by_alice("GET /v7/drives?allotee_type=app&page_size=1&allotee_id=1")),
        ("an unknown source", by_alice("GET /v7/drives?allotee_type=user&page_size=1&sources=private")),
        (
            "an application without a drive of a person",
            request(&token, "GET /v7/drives?allotee_type=user&page_size=1", ""),
        ),
        ("a person asks what an application may use", by_alice("GET /v7/drives/authorized?page_size=1")),
        ("no size of that", request(&token, "GET /v7/drives/authorized", "")),
    ];
    refusals(&mock, rows, expect![[r#"
        another person's: 403 {"code":403000001,"more":{"code":403000001,"msg":"It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        an application's: 403 {"code":403000001,"more":{"code":403000001,"msg":"It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        an unknown one: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        an alias without a drive: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        no flag: 400 {"code":400000004,"more":{"code":400000004,"msg":"with_ext_attrs is neither true nor false."},"msg":"请求参数不支持"}
        no type: 400 {"code":400000004,"more":{"code":400000004,"msg":"allotee_type is missing."},"msg":"请求参数不支持"}
        another type: 400 {"code":400000004,"more":{"code":400000004,"msg":"allotee_type is none of user, group, app."},"msg":"请求参数不支持"}
        no size: 400 {"code":400000004,"more":{"code":400000004,"msg":"page_size is missing."},"msg":"请求参数不支持"}
        size 0: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_size lies between 1 and 500."},"msg":"请求参数取值无效"}
        size 501: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_size lies between 1 and 500."},"msg":"请求参数取值无效"}
        another person's id: 403 {"code":403000001,"more":{"code":403000001,"msg":"allotee_id: the caller has drives of `1690375745` only."},"msg":"无权限"}
        an unknown group: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no group `1`."},"msg":"资源不存在"}
        another application: 403 {"code":403000001,"more":{"code":403000001,"msg":"allotee_id: the caller has drives of `5603743423` only."},"msg":"无权限"}
        an unknown source: 400 {"code":400000004,"more":{"code":400000004,"msg":"sources has none but special, tmp, secret, feature, yundoc."},"msg":"请求参数不支持"}
        an application without a drive of a person: 403 {"code":403000001,"more":{"code":403000001,"msg":"The operation needs a user's token; this is an application's."},"msg":"无权限"}
        a person asks what an application may use: 403 {"code":403000001,"more":{"code":403000001,"msg":"The operation needs an application's token; this is a user's."},"msg":"无权限"}
        no size of that: 400 {"code":400000004,"more":{"code":400000004,"msg":"page_size is missing."},"msg":"请求参数不支持"}
    "#]]).await;
}
