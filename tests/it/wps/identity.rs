//! Who calls, who is signed out, and what old ids become.

use axum::http::StatusCode;
use expect_test::expect;

use super::{
    consent::{APP, ASK, code, redeem, refresh, tokens, whose},
    token::{form, form_text, member, public_token},
};
use crate::support::{Answer, Mock, refusals};

const LOGOUT: &str = "/v7/users/batch_logout";
const CONVERT: &str = "/v7/id_convert";

fn post(path: &str, token: &str, body: &str) -> String {
    format!("POST {path}\nAuthorization: Bearer {token}\nContent-Type: application/json\n\n{body}")
}

async fn id(mock: &Mock, token: &str) -> String {
    member(&whose(mock, token).await, "id")
}

async fn convert(mock: &Mock, body: &str) -> Answer {
    mock.send(&post(CONVERT, "alice-token", body)).await
}

#[tokio::test]
async fn a_person_reads_who_they_are() {
    let mock = Mock::new();
    let token = member(&tokens(&mock, "kso.user_base.read").await, "access_token");
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "avatar": "",
            "company_id": "571568323",
            "id": "1690375745",
            "user_name": "Alice Example"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&whose(&mock, &token).await.to_string());
    let private = format!("GET /openapi/v7/users/current\nAuthorization: Bearer {token}");
    assert_eq!(mock.send(&private).await.to_string(), whose(&mock, &token).await.to_string());
}

#[tokio::test]
async fn an_application_reads_what_it_is() {
    let mock = Mock::new();
    let token = public_token(&mock, APP).await;
    let ask = |token: &str| format!("GET /v7/service_principals/current\nAuthorization: Bearer {token}");
    let answer = mock.send(&ask(&token)).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "app_id": "AK20260101WPSAPP",
            "company_id": "571568323",
            "ctime": 1767254400,
            "description": "",
            "id": "5603743423",
            "logo": "",
            "mtime": 1767254400,
            "name": "AK20260101WPSAPP",
            "status": "active"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    let person = member(&tokens(&mock, "kso.file.read").await, "access_token");
    assert_eq!(mock.send(&ask(&person)).await.to_string(), answer.to_string(), "whoever uses it");
    let nobodys = ask("10f88d07fa************44791e9ff");
    refusals(&mock, [("a token of no application", nobodys)], expect![[r#"
        a token of no application: 403 {"code":403000001,"more":{"code":403000001,"msg":"The operation needs an application's token; this is a user's."},"msg":"无权限"}
    "#]]).await;
}

#[tokio::test]
async fn people_are_signed_out_everywhere_here() {
    let mock = Mock::new();
    let app = public_token(&mock, APP).await;
    let issued = tokens(&mock, "kso.user_base.read").await;
    let alice = id(&mock, "alice-token").await;
    let pending = code(&mock, &format!("{ASK}kso.file.read")).await;
    let answer = mock.send(&post(LOGOUT, &app, &format!(r#"{{"user_ids": ["{alice}", "{alice}"]}}"#))).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    let rows = [
        (
            "her token",
            format!("GET /v7/users/current\nAuthorization: Bearer {}", member(&issued, "access_token")),
        ),
        ("that of the fixture", "GET /v7/users/current\nAuthorization: Bearer alice-token".into()),
        ("her refresh token", form_text("/oauth2/token", &refresh(&member(&issued, "refresh_token")))),
        ("a code", form_text("/oauth2/token", &redeem(&pending))),
    ];
    refusals(&mock, rows, expect![[r#"
        her token: 401 {"code":40100011,"more":{"code":40100011,"msg":"The access token is unknown."},"msg":"InvalidToken"}
        that of the fixture: 401 {"code":40100011,"more":{"code":40100011,"msg":"The access token is unknown."},"msg":"InvalidToken"}
        her refresh token: 401 {"code":40100009,"debug":{"desc":"refresh_token is unknown"},"error":"invalid_grant","error_description":"refresh_token is unknown","msg":"InvalidGrant: invalid_grant"}
        a code: 401 {"code":40100009,"debug":{"desc":"code is unknown"},"error":"invalid_grant","error_description":"code is unknown","msg":"InvalidGrant: invalid_grant"}
    "#]]).await;
    assert_eq!(whose(&mock, "bob-token").await.status, StatusCode::OK);
    let back =
        form(&mock, "/oauth2/token", &redeem(&code(&mock, &format!("{ASK}kso.user_base.read")).await)).await;
    assert_eq!(id(&mock, &member(&back, "access_token")).await, alice, "she may sign in again");
}

#[tokio::test]
async fn wrong_lists_of_people_sign_nobody_out() {
    let mock = Mock::new();
    let app = public_token(&mock, APP).await;
    let alice = id(&mock, "alice-token").await;
    let rows = [
        ("one is unknown", format!(r#"{{"user_ids": ["{alice}", "0"]}}"#)),
        ("an empty list", r#"{"user_ids": []}"#.into()),
        ("no list", "{}".into()),
        ("numbers", r#"{"user_ids": [1]}"#.into()),
        ("no object", "[]".into()),
    ];
    let rows = rows.map(|(what, body)| (what, post(LOGOUT, &app, &body)));
    refusals(&mock, rows, expect![[r#"
        one is unknown: 400 {"code":400001006,"more":{"code":400001006,"msg":"User `0` is unknown."},"msg":"用户不存在"}
        an empty list: 400 {"code":400000101,"more":{"code":400000101,"msg":"user_ids is empty."},"msg":"集合为空"}
        no list: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `user_ids` at line 1 column 2."},"msg":"请求参数格式有误"}
        numbers: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: invalid type: integer `1`, expected a string at line 1 column 15."},"msg":"请求参数格式有误"}
        no object: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is not a JSON object."},"msg":"请求参数格式有误"}
    "#]]).await;
}

#[tokio::test]
async fn old_ids_become_new_ones_and_unknown_ones_are_left_out() {
    let mock = Mock::new();
    let mut all = Vec::new();
    for body in [
        r#"{"id_type": "company_id", "ids": ["11111111-1111-1111-1111-111111111111", "x"]}"#,
        r#"{"id_type": "file_id", "ids": ["kvqxrspxjctdojjqdildjhonzwusaquc", "kvqxrspxjctdojjqdildjhonzwusaquc", "x"]}"#,
        r#"{"id_type": "open_id", "ids": ["bob", "alice", "carol"]}"#,
        r#"{"id_type": "union_id", "ids": ["bob@example.com"]}"#,
        r#"{"id_type": "company_uid", "ids": ["bob"], "company_id": "571568323"}"#,
        r#"{"id_type": "dept_id", "ids": ["1"]}"#,
        r#"{"id_type": "group_id", "ids": ["1"], "company_id": "571568323"}"#,
    ] {
        all.push(convert(&mock, body).await.line());
    }
    expect![[r#"
        200 {"code":0,"data":{"11111111-1111-1111-1111-111111111111":"571568323"},"msg":"success"}
        200 {"code":0,"data":{"kvqxrspxjctdojjqdildjhonzwusaquc":"<hello.txt in WPS>"},"msg":"success"}
        200 {"code":0,"data":{"alice":"1690375745","bob":"7299326139"},"msg":"success"}
        200 {"code":0,"data":{"bob@example.com":"7299326139"},"msg":"success"}
        200 {"code":0,"data":{"bob":"7299326139"},"msg":"success"}
        200 {"code":0,"data":{},"msg":"success"}
        200 {"code":0,"data":{},"msg":"success"}"#]]
    .assert_eq(&all.join("\n"));
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    let file = convert(&mock, r#"{"id_type": "file_id", "ids": ["kvqxrspxjctdojjqdildjhonzwusaquc"]}"#).await;
    assert_eq!(file.json()["data"]["kvqxrspxjctdojjqdildjhonzwusaquc"], hello);
    let bob = convert(&mock, r#"{"id_type": "open_id", "ids": ["bob"]}"#).await;
    assert_eq!(bob.json()["data"]["bob"], id(&mock, "bob-token").await);
}

#[tokio::test]
async fn wrong_questions_for_ids_are_refused() {
    let mock = Mock::new();
    let many = format!(r#"{{"id_type": "open_id", "ids": [{}]}}"#, vec![r#""a""#; 21].join(","));
    let rows = [
        ("no type", r#"{"ids": ["a"]}"#),
        ("another type", r#"{"id_type": "drive_id", "ids": ["a"]}"#),
        ("no ids", r#"{"id_type": "open_id"}"#),
        ("an empty list", r#"{"id_type": "open_id", "ids": []}"#),
        ("too many", &many),
        ("no company", r#"{"id_type": "company_uid", "ids": ["alice"]}"#),
        ("another company", r#"{"id_type": "company_uid", "ids": ["alice"], "company_id": "1"}"#),
        ("numbers", r#"{"id_type": "open_id", "ids": [1]}"#),
    ];
    let rows = rows.map(|(what, body)| (what, post(CONVERT, "alice-token", body)));
    refusals(&mock, rows, expect![[r#"
        no type: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `id_type` at line 1 column 14."},"msg":"请求参数格式有误"}
        another type: 400 {"code":400000004,"more":{"code":400000004,"msg":"id_type `drive_id` is none of the listed ones."},"msg":"请求参数不支持"}
        no ids: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `ids` at line 1 column 22."},"msg":"请求参数格式有误"}
        an empty list: 400 {"code":400000101,"more":{"code":400000101,"msg":"ids is empty."},"msg":"集合为空"}
        too many: 400 {"code":400000105,"more":{"code":400000105,"msg":"ids has more than 20 items."},"msg":"数目限制超出"}
        no company: 400 {"code":400000002,"more":{"code":400000002,"msg":"company_id is missing; a company_uid needs it."},"msg":"请求参数格式有误"}
        another company: 400 {"code":400002005,"more":{"code":400002005,"msg":"Company `1` is unknown."},"msg":"企业不存在"}
        numbers: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: invalid type: integer `1`, expected a string at line 1 column 32."},"msg":"请求参数格式有误"}
    "#]]).await;
}
