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
    world::{Api, Scopes, Token},
};

use super::{COPY, HELLO, copy_as, copy_hello, copy_text, open_id, trash};
use crate::support::{Mock, NOW, refusals};

#[tokio::test]
async fn the_token_stands_in_the_query_and_nowhere_else() {
    let mock = Mock::new();
    let bearer = format!("POST {COPY}\nAuthorization: Bearer alice-token\n\n{}", copy_hello());
    let rows = [("no token", format!("POST {COPY}\n\n{}", copy_hello())), ("a token in a header", bearer)];
    refusals(&mock, rows, expect![[r#"
        no token: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        a token in a header: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
    "#]]).await;
    let tokens = ["wrong", "", "%00", "%FF", "alice-token%00", "ALICE-TOKEN"];
    refusals(&mock, tokens.map(|token| (token, copy_text(token, &copy_hello()))), expect![[r#"
        wrong: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        nothing: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        %00: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        %FF: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        alice-token%00: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        ALICE-TOKEN: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
    "#]]).await;
    let both =
        format!("POST {COPY}?access_token=alice-token\nAuthorization: Bearer wrong\n\n{}", copy_hello());
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
    assert_eq!(copy_as(&mock, "day", &copy_hello()).await.status, 200);
    refusals(&mock, [("nobody's token", copy_text("app", &copy_hello()))], expect![[r#"
        nobody's token: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
    "#]]).await;
    mock.advance(Duration::from_hours(24));
    refusals(&mock, [("a day later", copy_text("day", &copy_hello()))], expect![[r#"
        a day later: 401 {"code":20007,"hint":"access_token is invalid or expired","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
    "#]]).await;
}

#[tokio::test]
async fn a_scope_that_was_not_granted_is_named() {
    let mock = Mock::new();
    let row = ("a token for reading", copy_text("readonly-token", &copy_hello()));
    refusals(&mock, [row], expect![[r#"
        a token for reading: 403 {"code":20003,"hint":"clone_personal_files","message":"InvalidScope","msg":"InvalidScope"}
    "#]]).await;
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
    assert_eq!(copy_as(&mock, "scoped", &copy_hello()).await.json()["code"], 20003);
    grant("clone_personal_files");
    assert_eq!(copy_as(&mock, "scoped", &copy_hello()).await.status, 200);
}

#[tokio::test]
async fn bodies_that_are_not_a_copy_are_refused() {
    let mock = Mock::new();
    let rows = [
        "",
        "{}",
        r#"{"file_ids": []}"#,
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
    ];
    let rows = rows.map(|body| (body, copy_text("alice-token", body)));
    refusals(&mock, rows, expect![[r#"
        nothing: 400 {"code":10001,"hint":"the body: missing field `file_ids` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        {}: 400 {"code":10001,"hint":"the body: missing field `file_ids` at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_ids": []}: 400 {"code":10001,"hint":"file_ids is empty","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_ids": ["kvqx: 400 {"code":10001,"hint":"the body: EOF while parsing a string at line 1 column 19","message":"InvalidArgument","msg":"InvalidArgument"}
        \0: 400 {"code":10001,"hint":"the body: expected value at line 1 column 1","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_ids": ["a\0"]}: 400 {"code":10001,"hint":"the body: control character (\\u0000-\\u001F) found while parsing a string at line 1 column 17","message":"InvalidArgument","msg":"InvalidArgument"}
        null: 400 {"code":10001,"hint":"the body: invalid type: null, expected an object at line 1 column 4","message":"InvalidArgument","msg":"InvalidArgument"}
        []: 400 {"code":10001,"hint":"the body: invalid type: sequence, expected an object at line 1 column 0","message":"InvalidArgument","msg":"InvalidArgument"}
        file_ids=a: 400 {"code":10001,"hint":"the body: expected ident at line 1 column 2","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_ids": "kvqxrspxjctdojjqdildjhonzwusaquc"}: 400 {"code":10001,"hint":"the body: invalid type: string \"kvqxrspxjctdojjqdildjhonzwusaquc\", expected a sequence at line 1 column 47","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_ids": null}: 400 {"code":10001,"hint":"the body: invalid type: null, expected a sequence at line 1 column 17","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_ids": [null]}: 400 {"code":10001,"hint":"the body: invalid type: null, expected a string at line 1 column 18","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_ids": [7]}: 400 {"code":10001,"hint":"the body: invalid type: integer `7`, expected a string at line 1 column 15","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_ids": {"0": "a"}}: 400 {"code":10001,"hint":"the body: invalid type: map, expected a sequence at line 1 column 13","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_ids": ["a"], "parent_id": 7}: 400 {"code":10001,"hint":"the body: invalid type: integer `7`, expected a string at line 1 column 34","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_ids": ["a"], "parent_id": ["b"]}: 400 {"code":10001,"hint":"the body: invalid type: sequence, expected a string at line 1 column 33","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_ids": ["a"], "file_ids": ["b"]}: 400 {"code":10001,"hint":"the body: duplicate field `file_ids` at line 1 column 30","message":"InvalidArgument","msg":"InvalidArgument"}
        {"file_ids": ["a"]} {}: 400 {"code":10001,"hint":"the body: trailing characters at line 1 column 21","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
    let request =
        |body: Body| Request::post(format!("{COPY}?access_token=alice-token")).body(body).expect("a request");
    let broken_off = Body::new(Limited::new(Full::new(Bytes::from(copy_hello())), 10));
    let long = format!(r#"{{"file_ids": ["{}"]}}"#, "x".repeat(5 << 20));
    let rows = [
        ("no UTF-8", request(Body::from(&b"{\"file_ids\": [\"\xff\"]}"[..]))),
        ("a body that breaks off", request(broken_off)),
        ("five megabytes", request(Body::from(long))),
    ];
    refusals(&mock, rows, expect![[r#"
        no UTF-8: 400 {"code":10001,"hint":"the body: invalid unicode code point at line 1 column 16","message":"InvalidArgument","msg":"InvalidArgument"}
        a body that breaks off: 400 {"code":10001,"hint":"the body ended early","message":"InvalidArgument","msg":"InvalidArgument"}
        five megabytes: 413 {"code":10001,"hint":"the body is larger than 4194304 bytes","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
}

#[tokio::test]
async fn more_than_a_hundred_ids_are_refused() {
    let mock = Mock::new();
    let ids = serde_json::to_string(&vec![HELLO; 101]).expect("strings");
    let request = copy_text("alice-token", &format!(r#"{{"file_ids": {ids}}}"#));
    refusals(&mock, [("101 ids", request)], expect![[r#"
        101 ids: 400 {"code":30905,"hint":"101 ids: one call takes at most 100","message":"TooManyFiles","msg":"TooManyFiles"}
    "#]]).await;
}

#[tokio::test]
async fn what_the_caller_cannot_reach_does_not_exist() {
    let mock = Mock::new();
    trash(&mock, 0, "Shared examples");
    trash(&mock, 0, "archive.zip");
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
    let plan = open_id(&mock, "/Documents/plan.txt").await;
    let binned = "Fm9UdqBNTAQDos6l1xPlFnIqXJg2-UdqA";
    let parents = ["nonsense", "a\\u0000b", &bobs_folder, &apps_folder, binned, &plan];
    let rows = parents.map(|parent| {
        let body = format!(r#"{{"file_ids": ["{HELLO}"], "parent_id": "{parent}"}}"#);
        (format!("into {parent}"), copy_text("alice-token", &body))
    });
    refusals(&mock, rows, expect![[r#"
        into nonsense: 404 {"code":30012,"hint":"nonsense","message":"FileNotExists","msg":"FileNotExists"}
        into a\u0000b: 404 {"code":30012,"hint":"a\u0000b","message":"FileNotExists","msg":"FileNotExists"}
        into <open id of Private>: 404 {"code":30012,"hint":"<open id of Private>","message":"FileNotExists","msg":"FileNotExists"}
        into <open id of Inbox>: 404 {"code":30012,"hint":"<open id of Inbox>","message":"FileNotExists","msg":"FileNotExists"}
        into Fm9UdqBNTAQDos6l1xPlFnIqXJg2-UdqA: 404 {"code":30012,"hint":"Fm9UdqBNTAQDos6l1xPlFnIqXJg2-UdqA","message":"FileNotExists","msg":"FileNotExists"}
        into <open id of plan.txt>: 400 {"code":30906,"hint":"the target is not a directory","message":"InvalidParent","msg":"InvalidParent"}
    "#]]).await;
    let ids = ["nonsense", "", "\\u0000", &bobs_file, &apps_token, binned, r#"first", "second"#];
    let rows = ids.map(|id| (id, copy_text("alice-token", &format!(r#"{{"file_ids": ["{id}"]}}"#))));
    refusals(&mock, rows, expect![[r#"
        nonsense: 404 {"code":30012,"hint":"nonsense","message":"FileNotExists","msg":"FileNotExists"}
        nothing: 404 {"code":30012,"hint":"","message":"FileNotExists","msg":"FileNotExists"}
        \u0000: 404 {"code":30012,"hint":"\u0000","message":"FileNotExists","msg":"FileNotExists"}
        <open id of todo.txt>: 404 {"code":30012,"hint":"<open id of todo.txt>","message":"FileNotExists","msg":"FileNotExists"}
        <file token of hello.txt>: 404 {"code":30012,"hint":"<file token of hello.txt>","message":"FileNotExists","msg":"FileNotExists"}
        Fm9UdqBNTAQDos6l1xPlFnIqXJg2-UdqA: 404 {"code":30012,"hint":"Fm9UdqBNTAQDos6l1xPlFnIqXJg2-UdqA","message":"FileNotExists","msg":"FileNotExists"}
        first", "second: 404 {"code":30012,"hint":"first","message":"FileNotExists","msg":"FileNotExists"}
    "#]]).await;
}

#[tokio::test]
async fn unknown_routes_and_wrong_methods_are_refused_in_the_envelope() {
    let mock = Mock::new();
    let wrong_method = format!("GET {COPY}?access_token=alice-token");
    let rows = [
        "GET /api/v1/openapi/personal/folders",
        "GET /api/v1/",
        "GET /api/v1/openapi/personal/tasks/",
        "GET /api/v1/openapi/appspace/tasks/files/copy/x",
        &wrong_method,
        "PUT /api/v1/openapi/appspace/tasks/files/move",
        "DELETE /api/v1/openapi/personal/tasks/a",
    ];
    refusals(&mock, rows.map(|request| (request, request)), expect![[r#"
        GET /api/v1/openapi/personal/folders: 404 {"code":30909,"hint":"GET /api/v1/openapi/personal/folders","message":"ApiNotExist","msg":"ApiNotExist"}
        GET /api/v1/: 404 {"code":30909,"hint":"GET /api/v1/","message":"ApiNotExist","msg":"ApiNotExist"}
        GET /api/v1/openapi/personal/tasks/: 404 {"code":30909,"hint":"GET /api/v1/openapi/personal/tasks/","message":"ApiNotExist","msg":"ApiNotExist"}
        GET /api/v1/openapi/appspace/tasks/files/copy/x: 404 {"code":30909,"hint":"GET /api/v1/openapi/appspace/tasks/files/copy/x","message":"ApiNotExist","msg":"ApiNotExist"}
        GET /api/v1/openapi/personal/tasks/files/copy?access_token=alice-token: 405 {"code":30911,"hint":"the path exists, the method does not","message":"MethodNotAllowed","msg":"MethodNotAllowed"}
        PUT /api/v1/openapi/appspace/tasks/files/move: 405 {"code":30911,"hint":"the path exists, the method does not","message":"MethodNotAllowed","msg":"MethodNotAllowed"}
        DELETE /api/v1/openapi/personal/tasks/a: 405 {"code":30911,"hint":"the path exists, the method does not","message":"MethodNotAllowed","msg":"MethodNotAllowed"}
    "#]]).await;
    assert_eq!(mock.send(&wrong_method).await.header("allow"), "POST");
}

#[tokio::test]
async fn what_is_documented_and_not_emulated_says_so() {
    let mock = Mock::new();
    let request = "POST /api/v1/openapi/personal/files/a/script?access_token=alice-token";
    refusals(&mock, [("a script", request)], expect![[r#"
        a script: 501 {"code":30005,"hint":"mockdrive does not emulate POST /api/v1/openapi/personal/files/{file_token}/script yet","message":"NoImpl","msg":"NoImpl"}
    "#]]).await;
    let before = mock.sandbox().snapshot();
    let rows = server::routes();
    let later = rows.iter().filter(|(api, row)| *api == Api::Kdocs && !row.operation.emulated);
    let mut count = 0;
    for (_, row) in later {
        let path = row.path.replace(['{', '}'], "");
        let answer = mock.send(&format!("{} {path}", row.method)).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["code"]), (501, &30005.into()), "{path}");
        count += 1;
    }
    assert_eq!(count, 16);
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
}

#[tokio::test]
async fn in_lenient_mode_a_wrong_token_stands_for_the_first_user() {
    let mock = Mock::with(|settings| settings.auth = Auth::Lenient);
    assert_eq!(copy_as(&mock, "wrong", &copy_hello()).await.status, 200);
    let entry = mock.sandbox().journal.since(0).pop().expect("a request");
    assert_eq!(entry.notes, ["UnknownToken: taken as alice"]);
    assert!(mock.paths("alice").await.contains(&"/hello(1).txt".to_owned()));
}
