//! What is refused, in KDocs' envelope, and changes nothing.

use std::{sync::Arc, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::Request,
};
use expect_test::expect;
use http_body_util::{Full, Limited};
use mockdrive::{
    sandbox::Auth,
    server,
    world::{Actor, Api, Scopes, Token},
};

use super::{COPY, HELLO, copy, copy_as, open_id};
use crate::support::{Mock, NOW};

fn body() -> String {
    format!(r#"{{"file_ids": ["{HELLO}"]}}"#)
}

#[tokio::test]
async fn the_token_stands_in_the_query_and_nowhere_else() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    expect![[r#"
        401 Unauthorized
        {
          "code": 20007,
          "hint": "access_token is required",
          "message": "AccessTokenInvalid",
          "msg": "AccessTokenInvalid"
        }"#]]
    .assert_eq(&mock.send(&format!("POST {COPY}\n\n{}", body())).await.to_string());
    let bearer = format!("POST {COPY}\nAuthorization: Bearer alice-token\n\n{}", body());
    expect![[r#"
        401 Unauthorized
        {
          "code": 20007,
          "hint": "access_token is required",
          "message": "AccessTokenInvalid",
          "msg": "AccessTokenInvalid"
        }"#]]
    .assert_eq(&mock.send(&bearer).await.to_string());
    expect![[r#"
        401 Unauthorized
        {
          "code": 20007,
          "hint": "access_token is invalid or expired",
          "message": "AccessTokenInvalid",
          "msg": "AccessTokenInvalid"
        }"#]]
    .assert_eq(&copy_as(&mock, "wrong", &body()).await.to_string());
    for token in ["", "%00", "%FF", "alice-token%00", "ALICE-TOKEN"] {
        let answer = copy_as(&mock, token, &body()).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["code"]), (401, &20007.into()), "{token}");
    }
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
    let both = format!("POST {COPY}?access_token=alice-token\nAuthorization: Bearer wrong\n\n{}", body());
    assert_eq!(mock.send(&both).await.status, 200, "the header is not looked at");
}

#[tokio::test]
async fn a_token_ends_with_its_life() {
    let mock = Mock::new();
    let bearer =
        mock.sandbox().read(|world, _| world.token(Api::Kdocs, "alice-token").expect("there").bearer);
    let token = |value: &str, bearer| Token {
        value: value.into(),
        bearer,
        scopes: Scopes::All,
        api: None,
        issued: NOW,
        life: Some(Duration::from_hours(24)),
        sliding: false,
    };
    let app_alone = mockdrive::world::Principal { user: None, ..bearer };
    let issue = |world: &mut mockdrive::world::World| {
        world.issue(token("day", bearer));
        world.issue(token("app", app_alone));
        Ok::<_, ()>(())
    };
    mock.sandbox().write(|world, _| issue(world)).expect("it cannot fail");
    assert_eq!(copy_as(&mock, "day", &body()).await.status, 200);
    let before = mock.sandbox().snapshot();
    assert_eq!(copy_as(&mock, "app", &body()).await.json()["code"], 20007, "nobody's files");
    mock.advance(Duration::from_hours(24));
    expect![[r#"
        401 Unauthorized
        {
          "code": 20007,
          "hint": "access_token is invalid or expired",
          "message": "AccessTokenInvalid",
          "msg": "AccessTokenInvalid"
        }"#]]
    .assert_eq(&copy_as(&mock, "day", &body()).await.to_string());
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
}

#[tokio::test]
async fn a_scope_that_was_not_granted_is_named() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    let answer = copy_as(&mock, "readonly-token", &body()).await;
    expect![[r#"
        403 Forbidden
        {
          "code": 20903,
          "hint": "clone_personal_files",
          "message": "ScopeNotGranted",
          "msg": "ScopeNotGranted"
        }"#]]
    .assert_eq(&answer.to_string());
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
    let grant = |scope: &str| {
        mock.sandbox()
            .write(|world, _| {
                let token = world.token(Api::Kdocs, "alice-token").expect("there").as_ref().clone();
                let scopes = Scopes::Named([Arc::from(scope)].into());
                world.issue(Token { value: "scoped".into(), scopes, ..token });
                Ok::<_, ()>(())
            })
            .expect("it cannot fail");
    };
    grant("modify_personal_files");
    assert_eq!(copy_as(&mock, "scoped", &body()).await.json()["code"], 20903);
    grant("clone_personal_files");
    assert_eq!(copy_as(&mock, "scoped", &body()).await.status, 200);
}

#[tokio::test]
async fn bodies_that_are_not_a_copy_are_refused() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    expect![[r#"
        400 Bad Request
        {
          "code": 30904,
          "hint": "the body: missing field `file_ids` at line 1 column 2",
          "message": "InvalidArgument",
          "msg": "InvalidArgument"
        }"#]]
    .assert_eq(&copy(&mock, "").await.to_string());
    expect![[r#"
        400 Bad Request
        {
          "code": 30904,
          "hint": "the body: missing field `file_ids` at line 1 column 2",
          "message": "InvalidArgument",
          "msg": "InvalidArgument"
        }"#]]
    .assert_eq(&copy(&mock, "{}").await.to_string());
    expect![[r#"
        400 Bad Request
        {
          "code": 30904,
          "hint": "file_ids is empty",
          "message": "InvalidArgument",
          "msg": "InvalidArgument"
        }"#]]
    .assert_eq(&copy(&mock, r#"{"file_ids": []}"#).await.to_string());
    for body in [
        r#"{"file_ids": ["kvqx"#,
        "\u{0}",
        "{\"file_ids\": [\"a\u{0}\"]}",
        "null",
        "[]",
        "file_ids=a",
        r#"{"file_ids": "kvqxrspxjctdojjqdildjhonzwusaquc"}"#,
        r#"{"file_ids": null}"#,
        r#"{"file_ids": [null]}"#,
        r#"{"file_ids": [7]}"#,
        r#"{"file_ids": {"0": "a"}}"#,
        r#"{"file_ids": ["a"], "parent_id": 7}"#,
        r#"{"file_ids": ["a"], "parent_id": ["b"]}"#,
        r#"{"file_ids": ["a"], "file_ids": ["b"]}"#,
        r#"{"file_ids": ["a"]} {}"#,
    ] {
        let answer = copy(&mock, body).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["code"]),
            (400, &30904.into()),
            "{body}: {answer}"
        );
    }
    let latin = Request::post(format!("{COPY}?access_token=alice-token"));
    let answer =
        mock.call(latin.body(Body::from(&b"{\"file_ids\": [\"\xff\"]}"[..])).expect("a request")).await;
    assert_eq!(answer.json()["code"], 30904, "{answer}");
    let broken_off = Body::new(Limited::new(Full::new(Bytes::from(body())), 10));
    let request = Request::post(format!("{COPY}?access_token=alice-token"));
    expect![[r#"
        400 Bad Request
        {
          "code": 30904,
          "hint": "the body ended early",
          "message": "InvalidArgument",
          "msg": "InvalidArgument"
        }"#]]
    .assert_eq(&mock.call(request.body(broken_off).expect("a request")).await.to_string());
    let long = format!(r#"{{"file_ids": ["{}"]}}"#, "x".repeat(5 << 20));
    expect![[r#"
        413 Payload Too Large
        {
          "code": 30904,
          "hint": "the body is larger than 4194304 bytes",
          "message": "InvalidArgument",
          "msg": "InvalidArgument"
        }"#]]
    .assert_eq(&copy(&mock, &long).await.to_string());
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
}

#[tokio::test]
async fn more_than_a_hundred_ids_are_refused() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    let ids = serde_json::to_string(&vec![HELLO; 101]).expect("strings");
    expect![[r#"
        400 Bad Request
        {
          "code": 30905,
          "hint": "101 ids: one call takes at most 100",
          "message": "TooManyFiles",
          "msg": "TooManyFiles"
        }"#]]
    .assert_eq(&copy(&mock, &format!(r#"{{"file_ids": {ids}}}"#)).await.to_string());
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
}

#[tokio::test]
async fn what_the_caller_cannot_reach_does_not_exist() {
    let mock = Mock::new();
    trash(&mock, "/Shared examples");
    trash(&mock, "/archive.zip");
    let binned_folder = mock.sandbox().read(|world, _| {
        let alice = world.drives().next().expect("alice's").id;
        let bin: Vec<_> = world.binned(alice).map(|node| node.id).collect();
        assert_eq!(bin.len(), 2);
        world.alias("Fm9UdqBNTAQDos6l1xPlFnIqXJg2-UdqA").expect("in the fixture")
    });
    assert!(mock.sandbox().read(|world, _| world.live(binned_folder).is_err()));
    let bobs_folder = mock.id("kdocs_open_id", "bob", "/Private").await;
    let bobs_file = mock.id("kdocs_open_id", "bob", "/todo.txt").await;
    let apps_folder = mock.id("kdocs_open_id", "apps", "/Inbox").await;
    let apps_token = mock.id("kdocs_file_token", "alice", "/hello.txt").await;
    let before = mock.sandbox().snapshot();
    for parent in ["nonsense", "a\\u0000b", &bobs_folder, &apps_folder, "Fm9UdqBNTAQDos6l1xPlFnIqXJg2-UdqA"] {
        let answer = copy(&mock, &format!(r#"{{"file_ids": ["{HELLO}"], "parent_id": "{parent}"}}"#)).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["code"]),
            (404, &10901.into()),
            "{parent}: {answer}"
        );
    }
    for id in ["nonsense", "", "\\u0000", &bobs_file, &apps_token, "Fm9UdqBNTAQDos6l1xPlFnIqXJg2-UdqA"] {
        let answer = copy(&mock, &format!(r#"{{"file_ids": ["{id}"]}}"#)).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["code"]), (404, &10901.into()), "{id}: {answer}");
    }
    expect![[r#"
        404 Not Found
        {
          "code": 10901,
          "hint": "first",
          "message": "FileNotExist",
          "msg": "FileNotExist"
        }"#]]
    .assert_eq(&copy(&mock, r#"{"file_ids": ["first", "second"]}"#).await.to_string());
    let plan = open_id(&mock, "/Documents/plan.txt").await;
    let answer = copy(&mock, &format!(r#"{{"file_ids": ["{HELLO}"], "parent_id": "{plan}"}}"#)).await;
    expect![[r#"
        400 Bad Request
        {
          "code": 30906,
          "hint": "the target is not a directory",
          "message": "InvalidParent",
          "msg": "InvalidParent"
        }"#]]
    .assert_eq(&answer.to_string());
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
}

#[tokio::test]
async fn unknown_routes_and_wrong_methods_are_told_in_the_envelope() {
    let mock = Mock::new();
    expect![[r#"
        404 Not Found
        {
          "code": 30909,
          "hint": "GET /api/v1/openapi/personal/folders",
          "message": "ApiNotExist",
          "msg": "ApiNotExist"
        }"#]]
    .assert_eq(&mock.send("GET /api/v1/openapi/personal/folders").await.to_string());
    let answer = mock.send(&format!("GET {COPY}?access_token=alice-token")).await;
    expect![[r#"
        405 Method Not Allowed
        {
          "code": 30911,
          "hint": "the path exists, the method does not",
          "message": "MethodNotAllowed",
          "msg": "MethodNotAllowed"
        }"#]]
    .assert_eq(&answer.to_string());
    assert_eq!(answer.header("allow"), "POST");
    for request in
        ["PUT /api/v1/openapi/appspace/tasks/files/move", "DELETE /api/v1/openapi/personal/tasks/a"]
    {
        assert_eq!(mock.send(request).await.status, 405, "{request}");
    }
    for path in ["/api/v1/", "/api/v1/openapi/personal/tasks/", "/api/v1/openapi/appspace/tasks/files/copy/x"]
    {
        assert_eq!(mock.send(&format!("GET {path}")).await.json()["code"], 30909, "{path}");
    }
}

#[tokio::test]
async fn what_is_documented_and_not_emulated_says_so() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    let answer = mock.send("POST /api/v1/openapi/personal/tasks/files/move?access_token=alice-token").await;
    expect![[r#"
        501 Not Implemented
        {
          "code": 30912,
          "hint": "mockdrive does not emulate POST /api/v1/openapi/personal/tasks/files/move yet",
          "message": "NotEmulated",
          "msg": "NotEmulated"
        }"#]]
    .assert_eq(&answer.to_string());
    let rows = server::routes();
    let later = rows.iter().filter(|(api, row)| *api == Api::Kdocs && !row.operation.emulated);
    let mut count = 0;
    for (_, row) in later {
        let path = row.path.replace(['{', '}'], "");
        let answer = mock.send(&format!("{} {path}", row.method)).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["code"]), (501, &30912.into()), "{path}");
        count += 1;
    }
    assert_eq!(count, 76);
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
}

#[tokio::test]
async fn in_lenient_mode_a_wrong_token_stands_for_the_first_user() {
    let mock = Mock::with(|settings| settings.auth = Auth::Lenient);
    assert_eq!(copy_as(&mock, "wrong", &body()).await.status, 200);
    let entry = mock.sandbox().journal.since(0).pop().expect("a request");
    assert_eq!(entry.notes, ["UnknownToken: taken as alice"]);
    assert!(mock.paths("alice").await.contains(&"/hello(1).txt".to_owned()));
}

fn trash(mock: &Mock, path: &str) {
    mock.sandbox()
        .write(|world, now| {
            let drive = world.drives().next().expect("alice's").clone();
            let node = world.descend(drive.root, [path.trim_start_matches('/')]).expect("it is there");
            world.trash(Actor::User(drive.person().expect("alice's")), node, now)
        })
        .expect("it is live");
}
