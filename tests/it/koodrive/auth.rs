//! Credentials.

use data_encoding::HEXLOWER;
use expect_test::expect;
use hmac::{Hmac, KeyInit, Mac};
use mockdrive::{sandbox::Auth, server, world::Api};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{code, file, space};
use crate::support::{Answer, Mock, refusals};

const LIST: &str = "GET /koodrive/ose/v1/jobs?offset=0&limit=1";

#[tokio::test]
async fn a_token_is_taken_in_every_documented_form() {
    let mock = Mock::new();
    for header in [
        "Bearer+alice-token",
        "Bearer alice-token",
        "AT+alice-token",
        "AT alice-token",
        "alice-token",
        "bEARER alice-token",
    ] {
        let answer = mock.send(&format!("{LIST}\nAuthorization: {header}")).await;
        assert_eq!(answer.json(), json!({ "data": [], "code": 0, "msg": "success" }), "{header}");
    }
}

#[tokio::test]
async fn who_has_no_valid_token_is_refused_before_anything_is_read() {
    let headers =
        ["Bearer nobody", "Bearer+", "Basic alice-token", "HMAC-SHA256 alice-token", "Bearer alice-token2"];
    let rows = headers
        .map(|header| (header, format!("POST /koodrive/ose/v1/jobs\nAuthorization: {header}\n\nno JSON")));
    let rows = rows.into_iter().chain([("no token", LIST.to_owned())]);
    refusals(
        &Mock::new(),
        rows,
        expect![[r#"
            Bearer nobody: 401 {"code":401,"msg":"Unauthorized"}
            Bearer+: 401 {"code":401,"msg":"Unauthorized"}
            Basic alice-token: 401 {"code":401,"msg":"Unauthorized"}
            HMAC-SHA256 alice-token: 401 {"code":401,"msg":"Unauthorized"}
            Bearer alice-token2: 401 {"code":401,"msg":"Unauthorized"}
            no token: 401 {"code":401,"msg":"Unauthorized"}
        "#]],
    )
    .await;
}

#[tokio::test]
async fn a_token_for_reading_may_not_write() {
    let mock = Mock::new();
    assert_eq!(mock.send(&format!("{LIST}\nAuthorization: Bearer readonly-token")).await.status, 200);
    let writes =
        server::routes().into_iter().filter(|(api, route)| *api == Api::Koodrive && route.operation.writes);
    let rows = writes.map(|(_, route)| {
        let request = format!("{} {}", route.method, route.path.replace(['{', '}'], ""));
        (request.clone(), format!("{request}\nAuthorization: Bearer readonly-token\n\n{{}}"))
    });
    refusals(&mock, rows, expect![[r#"
        POST /koodrive/ose/v1/jobs: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/cancel: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/directory: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/files/create: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/files/multipart/uploadUrl: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/files/complete: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/files/recycle: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/files/rename/file_id: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/org/package: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/star/batch: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/revision/restoreRevision: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/revision/deleteRevision: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/revision/createRevision: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/revision/completeRevision: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/space/owner_id: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        PUT /koodrive/ose/v1/space/owner_id: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        DELETE /koodrive/ose/v1/space/owner_id: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/users: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        PUT /koodrive/ose/v1/users/user_id: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        DELETE /koodrive/ose/v1/users/user_id: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/departments: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        PUT /koodrive/ose/v1/departments/department_id: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        DELETE /koodrive/ose/v1/departments/department_id: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/usergroups: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        PUT /koodrive/ose/v1/usergroups/group_id: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        DELETE /koodrive/ose/v1/usergroups/group_id: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/usergroups/group_id/members/batchAdd: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/usergroups/group_id/members/batchDelete: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/space/group: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        DELETE /koodrive/ose/v1/space/group/group_id: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/permission/template/create: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/permission/template/edit: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/permission/template/status/modify: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/permission/template/delete: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/permission/member/initial: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        PUT /koodrive/ose/v1/permission/batchupdate: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/message/batchRead: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        DELETE /koodrive/ose/v1/message/batchDelete: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/message/specific: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/task/create: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/share: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        PUT /koodrive/ose/v1/share/share_id: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/share/cancel: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/share/exit: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/share/tasks: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/sharefolder/create: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/sharefolder/rename: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/sharefolder/delete: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/usergroupsInvite/invite/group_id: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/usergroupsInvite/inviteConfirm/group_id: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        POST /koodrive/ose/v1/usergroupsInvite/deleteMember: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
    "#]]).await;
}

#[tokio::test]
async fn a_lenient_mock_takes_anybody_as_the_first_user() {
    let mock = Mock::with(|settings| settings.auth = Auth::Lenient);
    for header in ["", "\nAuthorization: Bearer nobody", "\nAuthorization: HMAC-SHA256 AppId=x"] {
        assert_eq!(mock.send(&format!("{LIST}{header}")).await.status, 200, "{header}");
    }
    let notes: Vec<_> = mock.sandbox().journal.since(0).iter().map(|entry| entry.notes.join("; ")).collect();
    expect![[r#"
        NoToken: taken as alice
        UnknownToken: taken as alice
        the signature is refused: X-Date and X-User-Id must be among the signed headers; NoToken: taken as alice"#]].assert_eq(&notes.join("\n"));
}

#[tokio::test]
async fn a_trace_id_of_another_form_is_noted() {
    let mock = Mock::new();
    for id in ["a".repeat(58), "a".repeat(57), format!("{}-", "a".repeat(57))] {
        mock.send(&format!("{LIST}\nAuthorization: alice-token\nX-Traceid: {id}\nlanguage: zh-CN")).await;
    }
    let notes: Vec<_> = mock.sandbox().journal.since(0).iter().map(|entry| entry.notes.len()).collect();
    assert_eq!(notes, [0, 1, 1]);
}

#[tokio::test]
async fn spaces_of_others_are_closed() {
    let mock = Mock::new();
    let hello = file(&mock, "/hello.txt").await;
    for owner in ["bob", "apps"] {
        for side in [
            json!({ "dstContainerId": space(&mock, owner).await }),
            json!({ "taskInfo": { "srcContainerId": space(&mock, owner).await } }),
        ] {
            assert_eq!(code(&super::create(&mock, 1, 101, &[&hello], side).await), 13_000_410);
        }
    }
}

/// A request signed at 11:04:05 for somebody; `canonical` is its path and query in canonical form.
fn signed_request(request: &str, canonical: &str, user: &str, body: &str) -> String {
    let (method, _) = request.split_once(' ').expect("a method");
    let canonical = format!(
        "{method}\n{canonical}\nhost:mock.test\nx-date:20260102T030405Z\nx-user-id:{user}\n\nhost;x-date;x-user-id\n{}",
        HEXLOWER.encode(&Sha256::digest(body))
    );
    let text = format!("HMAC-SHA256\n{}", HEXLOWER.encode(&Sha256::digest(canonical)));
    let mac = Hmac::<Sha256>::new_from_slice(b"mock-koodrive-secret").expect("any length");
    let signature = HEXLOWER.encode(&mac.chain_update(text).finalize().into_bytes());
    format!(
        "{request}\nX-Date: 20260102T030405Z\nX-User-Id: {user}\nAuthorization: HMAC-SHA256 AppId=mock-koodrive-app,SignedHeaders=host;x-date;x-user-id,Signature={signature}\n\n{body}"
    )
}

fn signed_text(canonical: &str) -> String {
    signed_request("POST /koodrive/ose/v1/cancel?b=2&a=%20x&c", canonical, "bob", r#"{"jobId":"1"}"#)
}

/// A signed request without a query and a body.
pub fn signed_get(path: &str, user: &str) -> String {
    signed_request(&format!("GET {path}"), &format!("{path}/\n"), user, "")
}

async fn signed(mock: &Mock) -> Answer {
    mock.send(&signed_text(CANONICAL)).await
}

const CANONICAL: &str = "/koodrive/ose/v1/cancel/\na=%20x&b=2&c=";

#[tokio::test]
async fn an_application_signs_for_a_person() {
    let mock = Mock::new();
    let answer = signed(&mock).await;
    assert_eq!(code(&answer), 13_000_309, "the signature is good, the job unknown");
    assert_eq!(mock.sandbox().journal.since(0)[0].caller.as_deref(), Some("bob"));
    mock.advance(std::time::Duration::from_mins(15));
    assert_eq!(code(&signed(&mock).await), 13_000_309, "15 minutes later");
    mock.advance(std::time::Duration::from_secs(1));
    assert_eq!(signed(&mock).await.status, 401);
}

#[tokio::test]
async fn a_query_is_signed_in_the_order_of_its_names() {
    let request = "POST /koodrive/ose/v1/cancel?a-b=2&a=1&a=0";
    let canonical = "/koodrive/ose/v1/cancel/\na=0&a=1&a-b=2";
    let request = signed_request(request, canonical, "bob", r#"{"jobId":"1"}"#);
    assert_eq!(code(&Mock::new().send(&request).await), 13_000_309);
}

#[tokio::test]
async fn a_signature_is_good_with_and_without_the_prefix_of_a_sandbox() {
    let mock = Mock::with(|settings| settings.signature_skew_seconds = None);
    for path in [CANONICAL.to_owned(), format!("/_sandbox/default{CANONICAL}")] {
        let request = signed_text(&path).replace("POST /koo", "POST /_sandbox/default/koo");
        assert_eq!(code(&mock.send(&request).await), 13_000_309, "{path}");
    }
}

#[tokio::test]
async fn a_changed_request_does_not_fit_its_signature() {
    let rows = [
        (r#""1""#, r#""2""#),
        ("a=%20x", "a=%20y"),
        ("/cancel?", "/jobs?"),
        ("X-User-Id: bob", "X-User-Id: alice"),
        ("X-User-Id: bob", "X-User-Id: nobody"),
        ("X-Date: 20260102T030405Z", "X-Date: 20260102T030404Z"),
        ("X-Date: 20260102T030405Z", "X-Date: 20260102T030406Z"),
        ("X-Date: 20260102T030405Z", "X-Date: today"),
        ("X-Date: 20260102T030405Z\n", ""),
        ("AppId=mock-koodrive-app", "AppId=AK20260101WPSAPP"),
        ("AppId=mock-koodrive-app,", ""),
        ("host;x-date;x-user-id", "host;x-date"),
        ("Signature=", "Signature=0"),
        ("Signature=", "signature="),
    ];
    let rows = rows.map(|(from, to)| (format!("{from} -> {to}"), signed_text(CANONICAL).replace(from, to)));
    refusals(
        &Mock::new(),
        rows,
        expect![[r#"
            "1" -> "2": 401 {"code":401,"msg":"Unauthorized"}
            a=%20x -> a=%20y: 401 {"code":401,"msg":"Unauthorized"}
            /cancel? -> /jobs?: 401 {"code":401,"msg":"Unauthorized"}
            X-User-Id: bob -> X-User-Id: alice: 401 {"code":401,"msg":"Unauthorized"}
            X-User-Id: bob -> X-User-Id: nobody: 401 {"code":401,"msg":"Unauthorized"}
            X-Date: 20260102T030405Z -> X-Date: 20260102T030404Z: 401 {"code":401,"msg":"Unauthorized"}
            X-Date: 20260102T030405Z -> X-Date: 20260102T030406Z: 401 {"code":401,"msg":"Unauthorized"}
            X-Date: 20260102T030405Z -> X-Date: today: 401 {"code":401,"msg":"Unauthorized"}
            X-Date: 20260102T030405Z  ->: 401 {"code":401,"msg":"Unauthorized"}
            AppId=mock-koodrive-app -> AppId=AK20260101WPSAPP: 401 {"code":401,"msg":"Unauthorized"}
            AppId=mock-koodrive-app, ->: 401 {"code":401,"msg":"Unauthorized"}
            host;x-date;x-user-id -> host;x-date: 401 {"code":401,"msg":"Unauthorized"}
            Signature= -> Signature=0: 401 {"code":401,"msg":"Unauthorized"}
            Signature= -> signature=: 401 {"code":401,"msg":"Unauthorized"}
        "#]],
    )
    .await;
}

#[tokio::test]
async fn an_application_signs_for_an_administrator_and_for_nobody_else() {
    let mock = Mock::new();
    let body = json!({ "name": "test16", "parentId": "1243693141656107521" }).to_string();
    let path = "/koodrive/ose/v1/departments";
    let signed = |user: &str| signed_request(&format!("POST {path}"), &format!("{path}/\n"), user, &body);
    assert_eq!(code(&mock.send(&signed("bob")).await), 13_000_410);
    assert_eq!(mock.send(&signed("alice").replace("test16", "test17")).await.status, 401);
    let made = mock.send(&signed("alice")).await;
    assert!(made.json()["data"]["id"].is_string(), "{made}");
}

#[tokio::test]
async fn a_signature_that_does_not_fit_is_explained_line_by_line() {
    let mock = Mock::new();
    let without_query = CANONICAL.replace("a=%20x&b=2&c=", "");
    for canonical in [&*without_query, "/other/\n"] {
        mock.send(&signed_text(canonical)).await;
    }
    let entries = mock.sandbox().journal.since(0);
    let told: Vec<_> = entries.iter().map(|entry| entry.notes.join("\n")).collect();
    expect![[r#"
        signed here, line: POST
        signed here, line: /koodrive/ose/v1/cancel/
        signed here, line: a=%20x&b=2&c=
        signed here, line: host:mock.test
        signed here, line: x-date:20260102T030405Z
        signed here, line: x-user-id:bob
        signed here, line: 
        signed here, line: host;x-date;x-user-id
        signed here, line: 873a13fdd5f88afa240bc096918934087f42b3aa8d80d25bf9f8b29021b87fdb
        the client's signature: 7f21542d8be3c4a0ca71b2c471c6149032ffec825e0c561458238fb49886664b
        what differs: the query, where the client has signed ``
        the signature is refused: it does not fit the request

        signed here, line: POST
        signed here, line: /koodrive/ose/v1/cancel/
        signed here, line: a=%20x&b=2&c=
        signed here, line: host:mock.test
        signed here, line: x-date:20260102T030405Z
        signed here, line: x-user-id:bob
        signed here, line: 
        signed here, line: host;x-date;x-user-id
        signed here, line: 873a13fdd5f88afa240bc096918934087f42b3aa8d80d25bf9f8b29021b87fdb
        the client's signature: 5777bb81d046257e720bd768c146972bc0a27cb0a9c6e4fa6d9872116d39ab77
        what differs: not found; most often it is the secret
        the signature is refused: it does not fit the request"#]]
    .assert_eq(&told.join("\n\n"));
}
