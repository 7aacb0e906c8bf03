//! Share links of documents of users, and their members.

use std::{sync::Arc, time::Duration};

use expect_test::expect;
use mockdrive::world::{Api, Scopes, Token};

use super::{HELLO, open_id, trash};
use crate::support::{Answer, Mock, refusals};

const FILES: &str = "/api/v1/openapi/personal/files";
/// What shares for everybody who has the link.
const OPEN: &str = r#"{"range": "anyone", "permission": "read"}"#;

fn text(token: &str, method: &str, below: &str, body: &str) -> String {
    format!("{method} {FILES}/{below}?access_token={token}\n\n{body}")
}

async fn send(mock: &Mock, method: &str, below: &str, body: &str) -> Answer {
    mock.send(&text("alice-token", method, below, body)).await
}

async fn share(mock: &Mock, body: &str) -> Answer {
    send(mock, "POST", &format!("{HELLO}/links"), body).await
}

/// The id of a person as the application of the tokens sees it.
async fn user_id(mock: &Mock, name: &str) -> String {
    let answer = mock.send(&format!("GET /api/v1/openapi/user/basic?access_token={name}-token")).await;
    answer.json()["data"]["id"]["open_id"].as_str().expect("an id").to_owned()
}

/// What Graph tells its owner of the permissions on `/hello.txt`.
async fn permissions(mock: &Mock) -> Answer {
    mock.send("GET /v1.0/me/drive/root:/hello.txt:/permissions\nAuthorization: Bearer alice-token").await
}

#[tokio::test]
async fn a_share_is_made_shown_and_ended_and_graph_sees_it() {
    let mock = Mock::new();
    let before = permissions(&mock).await;
    let body = r#"{"range": "anyone", "status": "open", "permission": "write", "ext_perm_list": ["comment"], "period": 7, "reset": false}"#;
    let answer = share(&mock, body).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "expire_time": 1767927845,
            "ext_perm_list": [
              "comment"
            ],
            "filename": "hello.txt",
            "link_permission": "write",
            "link_url": "http://mock.test/l/cBlfQmkZuOgP",
            "sid": "cBlfQmkZuOgP",
            "status": "open"
          }
        }"#]]
    .assert_eq(&answer.to_string());
    let shown = send(&mock, "GET", &format!("{HELLO}/links"), "").await;
    assert_eq!(shown.to_string(), answer.to_string());
    expect![[r#"
        value: [{"grantedTo":"<alice's identity>","grantedToV2":{"siteUser":{"displayName":"Alice Example","email":"alice@example.com","id":"1","loginName":"i:0#.f|membership|alice@example.com"},"user":"<alice's user>"},"id":"aTowIy5mfG1lbWJlcnNoaXB8YWxpY2VAZXhhbXBsZS5jb20","roles":["owner"]}] -> [{"grantedTo":"<alice's identity>","grantedToV2":{"siteUser":{"displayName":"Alice Example","email":"alice@example.com","id":"1","loginName":"i:0#.f|membership|alice@example.com"},"user":"<alice's user>"},"id":"aTowIy5mfG1lbWJlcnNoaXB8YWxpY2VAZXhhbXBsZS5jb20","roles":["owner"]},{"expirationDateTime":"2026-01-09T03:04:05Z","grantedToIdentities":[],"grantedToIdentitiesV2":[],"hasPassword":false,"id":"15BAE009-B7C6-3227-FD76-666CF86ACB6E","link":{"application":{"displayName":"SX20260101MOCKED","id":"SX20260101MOCKED"},"preventsDownload":false,"scope":"anonymous","type":"edit","webUrl":"http://mock.test/:t:/g/personal/alice_example_com/E536ci8NKf7DCOTUcN3k2qu"},"roles":["write"],"shareId":"u!aHR0cDovL21vY2sudGVzdC86dDovZy9wZXJzb25hbC9hbGljZV9leGFtcGxlX2NvbS9FNTM2Y2k4TktmN0RDT1RVY04zazJxdQ"}]
    "#]].assert_eq(&permissions(&mock).await.differs_from(&before));
    assert_eq!(
        send(&mock, "DELETE", &format!("{HELLO}/links"), "").await.line(),
        r#"200 {"code":0,"data":{}}"#
    );
    assert_eq!(permissions(&mock).await.to_string(), before.to_string());
}

#[tokio::test]
async fn a_share_is_changed_in_place_unless_it_is_reset() {
    let mock = Mock::new();
    let first = share(&mock, OPEN).await;
    let body = r#"{"range": "anyone", "status": "close", "permission": "write", "period": 30}"#;
    let second = share(&mock, body).await;
    expect![[r#"
        data / expire_time: 0 -> 1769915045
        data / link_permission: "read" -> "write"
        data / status: "open" -> "close"
    "#]]
    .assert_eq(&second.differs_from(&first));
    let third = share(&mock, r#"{"range": "anyone", "permission": "write"}"#).await;
    expect![[r#"
        data / status: "close" -> "open"
    "#]]
    .assert_eq(&third.differs_from(&second));
    let reset = share(&mock, r#"{"range": "anyone", "permission": "write", "reset": true}"#).await;
    expect![[r#"
        data / link_url: "http://mock.test/l/cBlfQmkZuOgP" -> "http://mock.test/l/c5lVyHD3LKkE"
        data / sid: "cBlfQmkZuOgP" -> "c5lVyHD3LKkE"
    "#]]
    .assert_eq(&reset.differs_from(&third));
    let count = mock.sandbox().read(|world, _| world.all_permissions().count());
    assert_eq!(count, 1, "a document has one share");
}

#[tokio::test]
async fn a_share_ends_with_its_period() {
    let mock = Mock::new();
    let first = share(&mock, r#"{"range": "anyone", "permission": "read", "period": 7}"#).await;
    mock.advance(Duration::from_hours(7 * 24));
    let ended = send(&mock, "GET", &format!("{HELLO}/links"), "").await;
    expect![[r#"404 {"code":30014,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"LinkNotExists","msg":"LinkNotExists"}"#]].assert_eq(&ended.line());
    let second = share(&mock, OPEN).await;
    assert_ne!(second.json()["data"]["sid"], first.json()["data"]["sid"], "another share");
    assert_eq!(mock.sandbox().read(|world, _| world.all_permissions().count()), 1);
}

#[tokio::test]
async fn members_are_added_changed_and_removed_under_both_spellings() {
    let mock = Mock::new();
    share(&mock, r#"{"range": "anyone", "status": "close", "permission": "read"}"#).await;
    let before = permissions(&mock).await;
    let bob = user_id(&mock, "bob").await;
    let empty = r#"200 {"code":0,"data":{}}"#;
    let body = format!(r#"{{"user_id": "{bob}", "permission": "read"}}"#);
    assert_eq!(send(&mock, "POST", &format!("{HELLO}/links/members"), &body).await.line(), empty);
    expect![[r#"
        value: [{"grantedTo":"<alice's identity>","grantedToV2":{"siteUser":{"displayName":"Alice Example","email":"alice@example.com","id":"1","loginName":"i:0#.f|membership|alice@example.com"},"user":"<alice's user>"},"id":"aTowIy5mfG1lbWJlcnNoaXB8YWxpY2VAZXhhbXBsZS5jb20","roles":["owner"]},{"grantedToIdentities":[],"grantedToIdentitiesV2":[],"hasPassword":false,"id":"15BAE009-B7C6-3227-FD76-666CF86ACB6E","link":{"application":{"displayName":"SX20260101MOCKED","id":"SX20260101MOCKED"},"preventsDownload":false,"scope":"users","type":"view","webUrl":"http://mock.test/:t:/g/personal/alice_example_com/E536ci8NKf7DCOTUcN3k2qu"},"roles":["read"],"shareId":"u!aHR0cDovL21vY2sudGVzdC86dDovZy9wZXJzb25hbC9hbGljZV9leGFtcGxlX2NvbS9FNTM2Y2k4TktmN0RDT1RVY04zazJxdQ"}] -> [{"grantedTo":"<alice's identity>","grantedToV2":{"siteUser":{"displayName":"Alice Example","email":"alice@example.com","id":"1","loginName":"i:0#.f|membership|alice@example.com"},"user":"<alice's user>"},"id":"aTowIy5mfG1lbWJlcnNoaXB8YWxpY2VAZXhhbXBsZS5jb20","roles":["owner"]},{"grantedToIdentities":[],"grantedToIdentitiesV2":[],"hasPassword":false,"id":"15BAE009-B7C6-3227-FD76-666CF86ACB6E","link":{"application":{"displayName":"SX20260101MOCKED","id":"SX20260101MOCKED"},"preventsDownload":false,"scope":"users","type":"view","webUrl":"http://mock.test/:t:/g/personal/alice_example_com/E536ci8NKf7DCOTUcN3k2qu"},"roles":["read"],"shareId":"u!aHR0cDovL21vY2sudGVzdC86dDovZy9wZXJzb25hbC9hbGljZV9leGFtcGxlX2NvbS9FNTM2Y2k4TktmN0RDT1RVY04zazJxdQ"},{"grantedTo":{"user":{"displayName":"Bob Example","email":"bob@example.com","id":"<bob>"}},"grantedToV2":{"siteUser":{"displayName":"Bob Example","email":"bob@example.com","id":"2","loginName":"i:0#.f|membership|bob@example.com"},"user":{"displayName":"Bob Example","email":"bob@example.com","id":"<bob>"}},"hasPassword":false,"id":"FBABF1D4-54DB-8EEA-E3F8-A5B7272160AC","invitation":{"email":"bob@example.com","invitedBy":"<alice's identity>","signInRequired":true},"roles":["read"]}]
    "#]].assert_eq(&permissions(&mock).await.differs_from(&before));
    let bobs = format!("GET {FILES}/{HELLO}/links?access_token=bob-token");
    assert_eq!(mock.send(&bobs).await.status, 200, "a member sees the share");
    let role = async || permissions(&mock).await.json()["value"][2]["roles"][0].clone();
    for (word, permission, body) in [
        ("members", "write", r#"{"permisssion": "write"}"#),
        ("memeber", "read", r#"{"permission": "read"}"#),
    ] {
        let answer = send(&mock, "PUT", &format!("{HELLO}/links/{word}/{bob}"), body).await;
        assert_eq!((answer.line().as_str(), role().await), (empty, permission.into()), "{word}");
    }
    assert_eq!(send(&mock, "DELETE", &format!("{HELLO}/links/members/{bob}"), "").await.line(), empty);
    assert_eq!(permissions(&mock).await.to_string(), before.to_string());
    let misspelt = body.replace("permission", "permisssion");
    assert_eq!(send(&mock, "POST", &format!("{HELLO}/links/memeber"), &misspelt).await.line(), empty);
    assert_eq!(send(&mock, "DELETE", &format!("{HELLO}/links/memeber/{bob}"), "").await.line(), empty);
    assert_eq!(send(&mock, "POST", &format!("{HELLO}/links/members"), &body).await.line(), empty);
    assert_eq!(send(&mock, "DELETE", &format!("{HELLO}/links"), "").await.line(), empty);
    assert_eq!(mock.send(&bobs).await.status, 404, "the end of the share is that of its members");
}

#[tokio::test]
async fn shares_that_cannot_be_are_refused() {
    let mock = Mock::new();
    let bodies = [
        "",
        "{",
        "[]",
        r#"{"permission": "read"}"#,
        r#"{"range": "anyone"}"#,
        r#"{"range": "company", "permission": "read"}"#,
        r#"{"range": "anyone", "permission": "owner"}"#,
        r#"{"range": "anyone", "permission": "read", "status": "shut"}"#,
        r#"{"range": "anyone", "permission": "read", "period": 8}"#,
        r#"{"range": "anyone", "permission": "read", "period": -7}"#,
        r#"{"range": "anyone", "permission": "read", "period": "7"}"#,
        r#"{"range": "anyone", "permission": "read", "ext_perm_list": ["print"]}"#,
        r#"{"range": "anyone", "permission": "read", "ext_perm_list": "comment"}"#,
        r#"{"range": "anyone", "permission": "read", "reset": 1}"#,
    ];
    let url = format!("{HELLO}/links");
    refusals(&mock, bodies.map(|body| (body, text("alice-token", "POST", &url, body))), expect![[r#"
        nothing: 400 {"code":10001,"hint":"the body: missing field `range` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        {: 400 {"code":10001,"hint":"the body: EOF while parsing an object at line 1 column 1","message":"InvalidArgument","msg":"InvalidArgument"}
        []: 400 {"code":10001,"hint":"the body: invalid type: sequence, expected an object at line 1 column 0","message":"InvalidArgument","msg":"InvalidArgument"}
        {"permission": "read"}: 400 {"code":10001,"hint":"the body: missing field `range` at line 1 column 22","message":"InvalidArgument","msg":"InvalidArgument"}
        {"range": "anyone"}: 400 {"code":10001,"hint":"the body: missing field `permission` at line 1 column 19","message":"InvalidArgument","msg":"InvalidArgument"}
        {"range": "company", "permission": "read"}: 400 {"code":10001,"hint":"the body: unknown variant `company`, expected `anyone` at line 1 column 19","message":"InvalidArgument","msg":"InvalidArgument"}
        {"range": "anyone", "permission": "owner"}: 400 {"code":10001,"hint":"the body: unknown variant `owner`, expected `read` or `write` at line 1 column 41","message":"InvalidArgument","msg":"InvalidArgument"}
        {"range": "anyone", "permission": "read", "status": "shut"}: 400 {"code":10001,"hint":"the body: unknown variant `shut`, expected `open` or `close` at line 1 column 58","message":"InvalidArgument","msg":"InvalidArgument"}
        {"range": "anyone", "permission": "read", "period": 8}: 400 {"code":10001,"hint":"period: expect 0, 7 or 30","message":"InvalidArgument","msg":"InvalidArgument"}
        {"range": "anyone", "permission": "read", "period": -7}: 400 {"code":10001,"hint":"the body: invalid value: integer `-7`, expected u64 at line 1 column 54","message":"InvalidArgument","msg":"InvalidArgument"}
        {"range": "anyone", "permission": "read", "period": "7"}: 400 {"code":10001,"hint":"the body: invalid type: string \"7\", expected u64 at line 1 column 55","message":"InvalidArgument","msg":"InvalidArgument"}
        {"range": "anyone", "permission": "read", "ext_perm_list": ["print"]}: 400 {"code":10001,"hint":"the body: unknown variant `print`, expected `comment` at line 1 column 67","message":"InvalidArgument","msg":"InvalidArgument"}
        {"range": "anyone", "permission": "read", "ext_perm_list": "comment"}: 400 {"code":10001,"hint":"the body: invalid type: string \"comment\", expected a sequence at line 1 column 68","message":"InvalidArgument","msg":"InvalidArgument"}
        {"range": "anyone", "permission": "read", "reset": 1}: 400 {"code":10001,"hint":"the body: invalid type: integer `1`, expected a boolean at line 1 column 52","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]])
        .await;
}

#[tokio::test]
async fn a_document_that_is_not_shared_has_no_link_and_no_members() {
    let mock = Mock::new();
    let bob = user_id(&mock, "bob").await;
    let body = format!(r#"{{"user_id": "{bob}", "permission": "read"}}"#);
    let member = format!("{HELLO}/links/members/{bob}");
    let as_alice = |method: &str, below: &str, body: &str| text("alice-token", method, below, body);
    let rows = [
        ("the link", as_alice("GET", &format!("{HELLO}/links"), "")),
        ("the end of it", as_alice("DELETE", &format!("{HELLO}/links"), "")),
        ("a new member", as_alice("POST", &format!("{HELLO}/links/members"), &body)),
        ("a member", as_alice("PUT", &member, r#"{"permission": "read"}"#)),
        ("the end of one", as_alice("DELETE", &member, "")),
    ];
    refusals(&mock, rows, expect![[r#"
        the link: 404 {"code":30014,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"LinkNotExists","msg":"LinkNotExists"}
        the end of it: 404 {"code":30014,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"LinkNotExists","msg":"LinkNotExists"}
        a new member: 403 {"code":10003,"hint":"the document kvqxrspxjctdojjqdildjhonzwusaquc is not shared","message":"PermissionDenied","msg":"PermissionDenied"}
        a member: 403 {"code":10003,"hint":"the document kvqxrspxjctdojjqdildjhonzwusaquc is not shared","message":"PermissionDenied","msg":"PermissionDenied"}
        the end of one: 403 {"code":10003,"hint":"the document kvqxrspxjctdojjqdildjhonzwusaquc is not shared","message":"PermissionDenied","msg":"PermissionDenied"}
    "#]]).await;
    share(&mock, OPEN).await;
    let (nobody, root) = ("JxdxSDJpnZKRRr0dEKZRuPkbXkXsn3lm56C-8hi20OY", open_id(&mock, "/").await);
    let alice = user_id(&mock, "alice").await;
    let of = |user: &str| format!(r#"{{"user_id": "{user}", "permission": "read"}}"#);
    let add = |body: &str| as_alice("POST", &format!("{HELLO}/links/members"), body);
    let rows = [
        ("nobody", add(&of(nobody))),
        ("the owner", add(&of(&alice))),
        ("no right", add(&format!(r#"{{"user_id": "{bob}"}}"#))),
        ("another right", add(&body.replace("read", "admin"))),
        (
            "both spellings",
            add(&format!(r#"{{"user_id": "{bob}", "permission": "read", "permisssion": "read"}}"#)),
        ),
        ("no body", add("")),
        ("no member", as_alice("PUT", &member, r#"{"permission": "read"}"#)),
        ("no member to remove", as_alice("DELETE", &member, "")),
        (
            "a member who is nobody",
            as_alice("PUT", &format!("{HELLO}/links/memeber/%FF"), r#"{"permission": "read"}"#),
        ),
        ("a change of nothing", as_alice("PUT", &member, "{}")),
        ("the root", as_alice("POST", &format!("{root}/links"), OPEN)),
    ];
    refusals(&mock, rows, expect![[r#"
        nobody: 400 {"code":10001,"hint":"user_id: there is no user JxdxSDJpnZKRRr0dEKZRuPkbXkXsn3lm56C-8hi20OY","message":"InvalidArgument","msg":"InvalidArgument"}
        the owner: 400 {"code":10001,"hint":"user_id: the owner of a document is no collaborator of it","message":"InvalidArgument","msg":"InvalidArgument"}
        no right: 400 {"code":10001,"hint":"the body: missing field `permission` at line 1 column 58","message":"InvalidArgument","msg":"InvalidArgument"}
        another right: 400 {"code":10001,"hint":"the body: unknown variant `admin`, expected `read` or `write` at line 1 column 80","message":"InvalidArgument","msg":"InvalidArgument"}
        both spellings: 400 {"code":10001,"hint":"the body: duplicate field `permission` at line 1 column 94","message":"InvalidArgument","msg":"InvalidArgument"}
        no body: 400 {"code":10001,"hint":"the body: missing field `user_id` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        no member: 403 {"code":10003,"hint":"the document is not shared with 6dBxnuGjvNS2y7w0gfOwsiC33ZMsBLBhy7EXVMWfIm0","message":"PermissionDenied","msg":"PermissionDenied"}
        no member to remove: 403 {"code":10003,"hint":"the document is not shared with 6dBxnuGjvNS2y7w0gfOwsiC33ZMsBLBhy7EXVMWfIm0","message":"PermissionDenied","msg":"PermissionDenied"}
        a member who is nobody: 404 {"code":30012,"hint":"","message":"FileNotExists","msg":"FileNotExists"}
        a change of nothing: 400 {"code":10001,"hint":"the body: missing field `permission` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        the root: 400 {"code":10001,"hint":"the topmost directory <open id of alice's root> cannot be shared","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
}

#[tokio::test]
async fn other_people_change_no_share() {
    let mock = Mock::new();
    let rows = ["GET", "POST", "DELETE"]
        .map(|method| (format!("bob: {method}"), text("bob-token", method, &format!("{HELLO}/links"), OPEN)));
    refusals(&mock, rows, expect![[r#"
        bob: GET: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
        bob: POST: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
        bob: DELETE: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
    share(&mock, OPEN).await;
    let bob = user_id(&mock, "bob").await;
    let body = format!(r#"{{"user_id": "{bob}", "permission": "write"}}"#);
    send(&mock, "POST", &format!("{HELLO}/links/members"), &body).await;
    let as_bob =
        |method, below: &str, body| text("bob-token", method, &format!("{HELLO}/links{below}"), body);
    let member = format!("/members/{bob}");
    let rows = [
        ("a member who shares", as_bob("POST", "", OPEN)),
        ("who ends it", as_bob("DELETE", "", "")),
        ("who adds", as_bob("POST", "/members", &body)),
        ("who changes", as_bob("PUT", &member, r#"{"permission": "read"}"#)),
        ("who removes", as_bob("DELETE", &member, "")),
    ];
    refusals(&mock, rows, expect![[r#"
        a member who shares: 403 {"code":10003,"hint":"only the owner of a document changes its share","message":"PermissionDenied","msg":"PermissionDenied"}
        who ends it: 403 {"code":10003,"hint":"only the owner of a document changes its share","message":"PermissionDenied","msg":"PermissionDenied"}
        who adds: 403 {"code":10003,"hint":"only the owner of a document changes its share","message":"PermissionDenied","msg":"PermissionDenied"}
        who changes: 403 {"code":10003,"hint":"only the owner of a document changes its share","message":"PermissionDenied","msg":"PermissionDenied"}
        who removes: 403 {"code":10003,"hint":"only the owner of a document changes its share","message":"PermissionDenied","msg":"PermissionDenied"}
    "#]]).await;
    trash(&mock, 0, "hello.txt");
    let rows =
        ["alice-token", "bob-token"].map(|token| (token, text(token, "GET", &format!("{HELLO}/links"), "")));
    refusals(&mock, rows, expect![[r#"
        alice-token: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
        bob-token: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
}

#[tokio::test]
async fn each_call_needs_a_token_of_its_scope() {
    let mock = Mock::new();
    mock.sandbox()
        .write(|world, _| {
            let token = world.token(Api::Kdocs, "alice-token").expect("there").as_ref().clone();
            let scopes = Scopes::Named([Arc::from("user_basic")].into());
            world.issue(Token { value: "basic".into(), scopes, ..token });
            Ok::<_, ()>(())
        })
        .expect("it cannot fail");
    let mut rows = vec![];
    for (method, below) in [
        ("POST", "links"),
        ("GET", "links"),
        ("DELETE", "links"),
        ("POST", "links/members"),
        ("PUT", "links/members/a"),
        ("DELETE", "links/memeber/a"),
    ] {
        for token in ["", "wrong", "basic"] {
            let request = text(token, method, &format!("{HELLO}/{below}"), OPEN);
            rows.push((format!("{method} {below} with {token:?}"), request));
        }
    }
    refusals(&mock, rows, expect![[r#"
        POST links with "": 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        POST links with "wrong": 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        POST links with "basic": 403 {"code":20003,"hint":"edit_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        GET links with "": 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        GET links with "wrong": 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        GET links with "basic": 403 {"code":20003,"hint":"access_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        DELETE links with "": 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        DELETE links with "wrong": 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        DELETE links with "basic": 403 {"code":20003,"hint":"edit_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        POST links/members with "": 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        POST links/members with "wrong": 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        POST links/members with "basic": 403 {"code":20003,"hint":"edit_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        PUT links/members/a with "": 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        PUT links/members/a with "wrong": 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        PUT links/members/a with "basic": 403 {"code":20003,"hint":"edit_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        DELETE links/memeber/a with "": 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        DELETE links/memeber/a with "wrong": 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        DELETE links/memeber/a with "basic": 403 {"code":20003,"hint":"edit_personal_files","message":"InvalidScope","msg":"InvalidScope"}
    "#]]).await;
}
