//! Daily quotas: by application and operation, exact, and renewed at midnight in China.

use std::{borrow::Cow, convert::Infallible, sync::Arc, time::Duration};

use expect_test::expect;
use mockdrive::world::{Api, AppId, Principal, Scopes, Token};

use super::{ARCHIVE, Signed, WELCOME, copy, copy_as, copy_hello, copy_text, task};
use crate::support::{Mock, NOW, refusals};

const COPY: &str = "personal.tasks.files.copy";
const MOVE: &str = "appspace.tasks.files.move";

fn app(mock: &Mock, key: &str) -> AppId {
    mock.sandbox().read(|world, _| world.app_keyed(Api::Kdocs, key).expect("in the fixture").id)
}

fn set_used(mock: &Mock, key: &str, operation: &'static str, used: u64) {
    mock.sandbox().usage.set_used(app(mock, key), Cow::Borrowed(operation), NOW.day(8), used);
}

fn used(mock: &Mock, key: &str, operation: &str) -> u64 {
    let app = app(mock, key);
    let spent = mock.sandbox().usage.spent();
    spent.iter().filter(|row| row.app == app && row.operation == operation).map(|row| row.used).sum()
}

#[tokio::test]
async fn a_test_app_copies_five_hundred_times_a_day() {
    let mock = Mock::new();
    set_used(&mock, "SX20260101MOCKED", COPY, 499);
    assert_eq!(copy(&mock, &copy_hello()).await.status, 200);
    let rows = [
        ("one too many", copy_text("alice-token", &copy_hello())),
        ("for bob, of the same application", copy_text("bob-token", "{}")),
    ];
    refusals(&mock, rows, expect![[r#"
        one too many: 429 {"code":30002,"hint":"the quota of 500 calls a day is used up until 2026-01-03T00:00:00+08:00","message":"RateLimiter","msg":"RateLimiter"}
        for bob, of the same application: 429 {"code":30002,"hint":"the quota of 500 calls a day is used up until 2026-01-03T00:00:00+08:00","message":"RateLimiter","msg":"RateLimiter"}
    "#]]).await;
    assert_eq!(used(&mock, "SX20260101MOCKED", COPY), 500, "what is refused is not counted");
    assert_eq!(copy_as(&mock, "alice-prod-token", &copy_hello()).await.status, 200, "another app");
    assert_eq!(task(&mock, "alice-token", "a").await.status, 404, "another operation");
}

#[tokio::test]
async fn a_production_app_copies_a_hundred_thousand_times_a_day() {
    let mock = Mock::new();
    let send = async |mock: &Mock| copy_as(mock, "alice-prod-token", &copy_hello()).await;
    set_used(&mock, "AK20260101MOCKED", COPY, 99_999);
    assert_eq!(send(&mock).await.status, 200);
    let row = ("one too many", copy_text("alice-prod-token", &copy_hello()));
    refusals(&mock, [row], expect![[r#"
        one too many: 429 {"code":30002,"hint":"the quota of 100000 calls a day is used up until 2026-01-03T00:00:00+08:00","message":"RateLimiter","msg":"RateLimiter"}
    "#]]).await;
}

#[tokio::test]
async fn moves_and_results_have_quotas_of_their_own() {
    let mock = Mock::new();
    let body = format!(r#"{{"file_tokens": ["{WELCOME}"], "parent_token": "{ARCHIVE}"}}"#);
    set_used(&mock, "SX20260101MOCKED", MOVE, 500);
    assert_eq!(Signed::default().post(&mock, &body).await.json()["code"], 30002);
    let production = Signed { app: "AK20260101MOCKED", key: "mock-kdocs-prod-key", ..Signed::default() };
    set_used(&mock, "AK20260101MOCKED", MOVE, 100_000);
    assert_eq!(production.post(&mock, &body).await.json()["code"], 30002);
    for (operation, limit) in [("personal.tasks.get", 10_000), ("appspace.tasks.get", 10_000)] {
        set_used(&mock, "SX20260101MOCKED", operation, limit - 1);
    }
    assert_eq!(task(&mock, "alice-token", "a").await.json()["code"], 10902);
    assert_eq!(task(&mock, "alice-token", "a").await.json()["code"], 30002);
    assert_eq!(Signed::default().task(&mock, "a").await.json()["code"], 10902);
    assert_eq!(Signed::default().task(&mock, "a").await.json()["code"], 30002);
    set_used(&mock, "AK20260101MOCKED", "appspace.tasks.get", 1_000_000);
    let row = ("one too many", production.text("GET", "/api/v1/openapi/appspace/tasks/a", ""));
    refusals(&mock, [row], expect![[r#"
        one too many: 429 {"code":30002,"hint":"the quota of 1000000 calls a day is used up until 2026-01-03T00:00:00+08:00","message":"RateLimiter","msg":"RateLimiter"}
    "#]]).await;
}

#[tokio::test]
async fn the_day_changes_at_midnight_in_china() {
    let mock = Mock::new();
    set_used(&mock, "SX20260101MOCKED", COPY, 500);
    // 03:04:05 UTC is 11:04:05 there.
    mock.advance(Duration::from_secs(12 * 3600 + 55 * 60 + 54));
    assert_eq!(copy(&mock, &copy_hello()).await.status, 429, "one second before");
    mock.advance(Duration::from_secs(1));
    assert_eq!(copy(&mock, &copy_hello()).await.status, 200, "midnight");
    assert_eq!(used(&mock, "SX20260101MOCKED", COPY), 501, "500 yesterday and one today");
}

#[tokio::test]
async fn wrong_calls_count_and_wrong_credentials_do_not() {
    let mock = Mock::new();
    copy(&mock, "not JSON").await;
    copy(&mock, r#"{"file_ids": ["nonsense"]}"#).await;
    assert_eq!(used(&mock, "SX20260101MOCKED", COPY), 2);
    copy_as(&mock, "wrong", &copy_hello()).await;
    copy_as(&mock, "readonly-token", &copy_hello()).await;
    assert_eq!(used(&mock, "SX20260101MOCKED", COPY), 2);
    let of_no_person = Token {
        value: "of-no-person".into(),
        bearer: Principal { user: None, app: Some(app(&mock, "SX20260101MOCKED")) },
        scopes: Scopes::All,
        api: None,
        issued: NOW,
        life: None,
        sliding: false,
    };
    let Ok(()) = mock.sandbox().write(|world, _| {
        world.issue(of_no_person);
        Ok::<_, Infallible>(())
    });
    assert_eq!(copy_as(&mock, "of-no-person", &copy_hello()).await.status, 401);
    assert_eq!(copy_as(&mock, "of-no-person", "{}").await.status, 401);
    assert_eq!(used(&mock, "SX20260101MOCKED", COPY), 2, "an application has no documents of its own here");
    Signed { key: "guess", ..Signed::default() }.post(&mock, "{}").await;
    assert_eq!(used(&mock, "SX20260101MOCKED", MOVE), 0);
    Signed::default().post(&mock, "{}").await;
    assert_eq!(used(&mock, "SX20260101MOCKED", MOVE), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_quota_is_exact_when_many_call_at_once() {
    let mock = Arc::new(Mock::new());
    set_used(&mock, "SX20260101MOCKED", COPY, 460);
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..100 {
        let mock = Arc::clone(&mock);
        calls.spawn(async move { copy(&mock, &copy_hello()).await.status.as_u16() });
    }
    let statuses = calls.join_all().await;
    let count = |status| statuses.iter().filter(|one| **one == status).count();
    assert_eq!((count(200), count(429)), (40, 60));
    let copies = mock.paths("alice").await;
    assert_eq!(copies.iter().filter(|path| path.starts_with("/hello(")).count(), 40, "{copies:?}");
}
