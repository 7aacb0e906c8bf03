//! Every operation on documents of users asks for its scope, and counts against its daily limit.

use std::{borrow::Cow, sync::Arc};

use expect_test::expect;
use mockdrive::world::{Api, Scopes, Token};

use super::{super::HELLO, alice, text};
use crate::support::{Mock, NOW, refusals};

/// Issues a token of alice's with one scope.
fn issue(mock: &Mock, value: &str, scope: &str) {
    mock.sandbox()
        .write(|world, _| {
            let token = world.token(Api::Kdocs, "alice-token").expect("there").as_ref().clone();
            let scopes = Scopes::Named([Arc::from(scope)].into());
            world.issue(Token { value: value.into(), scopes, ..token });
            Ok::<_, ()>(())
        })
        .expect("it cannot fail");
}

fn requests() -> Vec<String> {
    let of_hello = |method: &str, end: &str| format!("{method} /files/{HELLO}{end}");
    let mut requests: Vec<String> = [
        "GET /apps/files",
        "GET /files",
        "POST /files",
        "POST /files/cloud",
        "GET /files/flat",
        "GET /files/recent",
        "GET /files/search/content",
        "GET /files/search/name",
        "POST /files/upload",
        "GET /recycles",
        "POST /recycles/recover",
        "POST /tasks/files/delete",
        "POST /tasks/files/move",
    ]
    .map(str::to_owned)
    .into();
    requests.extend([
        of_hello("GET", ""),
        of_hello("DELETE", ""),
        of_hello("GET", "/download"),
        of_hello("PUT", "/name"),
    ]);
    requests
}

#[tokio::test]
async fn a_token_without_the_scope_is_refused_everywhere() {
    let mock = Mock::new();
    issue(&mock, "basic", "user_basic");
    let rows = requests().into_iter().map(|request| (request.clone(), text("basic", &request, "")));
    refusals(&mock, rows, expect![[r#"
        GET /apps/files: 403 {"code":20003,"hint":"access_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        GET /files: 403 {"code":20003,"hint":"access_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        POST /files: 403 {"code":20003,"hint":"create_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        POST /files/cloud: 403 {"code":20003,"hint":"create_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        GET /files/flat: 403 {"code":20003,"hint":"access_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        GET /files/recent: 403 {"code":20003,"hint":"access_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        GET /files/search/content: 403 {"code":20003,"hint":"access_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        GET /files/search/name: 403 {"code":20003,"hint":"access_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        POST /files/upload: 403 {"code":20003,"hint":"create_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        GET /recycles: 403 {"code":20003,"hint":"access_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        POST /recycles/recover: 403 {"code":20003,"hint":"modify_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        POST /tasks/files/delete: 403 {"code":20003,"hint":"remove_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        POST /tasks/files/move: 403 {"code":20003,"hint":"modify_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        GET /files/kvqxrspxjctdojjqdildjhonzwusaquc: 403 {"code":20003,"hint":"access_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        DELETE /files/kvqxrspxjctdojjqdildjhonzwusaquc: 403 {"code":20003,"hint":"remove_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        GET /files/kvqxrspxjctdojjqdildjhonzwusaquc/download: 403 {"code":20003,"hint":"download_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        PUT /files/kvqxrspxjctdojjqdildjhonzwusaquc/name: 403 {"code":20003,"hint":"modify_personal_files","message":"InvalidScope","msg":"InvalidScope"}
    "#]]).await;
    issue(&mock, "access", "access_personal_files");
    assert_eq!(mock.send(&text("access", "GET /files", "")).await.status, 200);
    issue(&mock, "download", "download_personal_files");
    assert_eq!(mock.send(&text("download", &format!("GET /files/{HELLO}/download"), "")).await.status, 200);
}

#[tokio::test]
async fn addresses_are_limited_as_writing_is_and_lists_as_reading_is() {
    let mock = Mock::new();
    let app =
        mock.sandbox().read(|world, _| world.app_keyed(Api::Kdocs, "SX20260101MOCKED").expect("there").id);
    let set = |operation: &'static str, used| {
        mock.sandbox().usage.set_used(app, Cow::Borrowed(operation), NOW.day(8), used);
    };
    set("personal.files.download", 500);
    set("personal.files.create", 500);
    set("personal.files.list", 10_000);
    set("personal.recycles.list", 9_999);
    let download = format!("GET /files/{HELLO}/download");
    let rows = [&*download, "POST /files", "GET /files"].map(|request| (request, alice(request, "")));
    refusals(&mock, rows, expect![[r#"
        GET /files/kvqxrspxjctdojjqdildjhonzwusaquc/download: 429 {"code":30002,"hint":"the quota of 500 calls a day is used up until 2026-01-03T00:00:00+08:00","message":"RateLimiter","msg":"RateLimiter"}
        POST /files: 429 {"code":30002,"hint":"the quota of 500 calls a day is used up until 2026-01-03T00:00:00+08:00","message":"RateLimiter","msg":"RateLimiter"}
        GET /files: 429 {"code":30002,"hint":"the quota of 10000 calls a day is used up until 2026-01-03T00:00:00+08:00","message":"RateLimiter","msg":"RateLimiter"}
    "#]]).await;
    assert_eq!(mock.send(&alice("GET /recycles", "")).await.status, 200);
    assert_eq!(mock.send(&alice("GET /recycles", "")).await.status, 429);
}
