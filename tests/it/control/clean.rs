//! What must not have happened while a client was at work.

use expect_test::expect;
use serde_json::json;

use super::verify::{texts, uploaded};
use crate::{faults::put, support::Mock};

#[tokio::test]
async fn others_are_forbidden_and_a_run_is_clean() {
    let mock = uploaded().await;
    let expected = r#""expect": [{"match": {"method": ["PUT", "POST"]}}]"#;
    let texts = texts(
        &mock,
        &[
            r#""others": "forbid""#,
            &format!(r#""others": "forbid", {expected}"#),
            r#""others": "forbid", "expect": [{}]"#,
            r#""clean": true"#,
            r#""clean": false"#,
            r#""clean": ["server_errors"]"#,
            r#""clean": ["unrouted"], "since": 6"#,
        ],
    )
    .await;
    expect![[r#"
        "others": "forbid": 409
            others: nobody expected requests 1, 2, 3, 4, 5, 6, 7 (GET /v1.0/me/drive first)
        "others": "forbid", "expect": [{"match": {"method": ["PUT", "POST"]}}]: 409
            others: nobody expected requests 1, 5, 6, 7 (GET /v1.0/me/drive first)
        "others": "forbid", "expect": [{}]: 200
        "clean": true: 409
            unrouted: no route for request 6 (GET /v1.0/me/drvie first)
            not_emulated: not emulated for request 7 (GET /v1.0/me/calendars first)
        "clean": false: 200
        "clean": ["server_errors"]: 409
            server_errors: a 5xx that no fault injected for request 7 (GET /v1.0/me/calendars first)
        "clean": ["unrouted"], "since": 6: 200
    "#]]
    .assert_eq(&texts);
}

#[tokio::test]
async fn a_client_that_comes_early_and_a_fault_that_is_left_are_told() {
    let mock = Mock::new();
    let rules = json!([
        {"id": "busy", "match": {"operation": "drive.get"}, "times": 1,
         "effect": "error=activityLimitReached,retry_after=5"},
        {"id": "lost", "match": {"operation": "driveItem.copy"}, "times": 2, "when": "after", "effect": "reset"},
        {"match": {"operation": "driveItem.update"}, "effect": "reset"},
    ]);
    put(&mock, &rules).await;
    for _ in 0..3 {
        mock.send("GET /v1.0/me/drive\nAuthorization: Bearer alice-token").await;
    }
    let texts = texts(
        &mock,
        &[
            r#""clean": ["early"]"#,
            r#""clean": ["early"], "since": 2"#,
            r#""clean": ["early"], "since": 3"#,
            r#""clean": ["unspent_faults"]"#,
            r#""clean": true"#,
        ],
    )
    .await;
    expect![[r#"
        "clean": ["early"]: 409
            early: requests 2, 3 came before the `Retry-After` of fault busy was over
        "clean": ["early"], "since": 2: 409
            early: request 3 came before the `Retry-After` of fault busy was over
        "clean": ["early"], "since": 3: 200
        "clean": ["unspent_faults"]: 409
            unspent_faults: fault lost has hit 0 requests of those that it is to
        "clean": true: 409
            early: requests 2, 3 came before the `Retry-After` of fault busy was over
            unspent_faults: fault lost has hit 0 requests of those that it is to
    "#]]
    .assert_eq(&texts);
}
