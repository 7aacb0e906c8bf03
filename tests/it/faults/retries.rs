//! `Retry-After` that is checked.

use std::time::Duration;

use serde_json::json;

use super::{READS, hit, last, listed, put};
use crate::support::Mock;

#[tokio::test]
async fn who_waits_by_the_clock_of_the_sandbox_is_served() {
    let mock = Mock::new();
    let rule = json!({"times": 1, "effect": {"error": "activityLimitReached", "retry_after": 5}});
    let first = hit(&mock, rule, READS[0].1).await;
    assert_eq!((first.status.as_u16(), first.header("retry-after")), (429, "5"), "{first}");
    mock.advance(Duration::from_secs(2));
    let early = mock.send(READS[0].1).await;
    assert_eq!((early.status.as_u16(), early.header("retry-after")), (429, "3"), "{early}");
    let other = mock.send("GET /v1.0/me/drive\nAuthorization: Bearer bob-token").await;
    assert_eq!(other.status, 200, "another credential is not asked to wait: {other}");
    mock.advance(Duration::from_secs(3));
    assert_eq!(mock.send(READS[0].1).await.status, 200);
    let rule = listed(&mock, "f1").await;
    assert_eq!(
        (&rule["hits"], &rule["early"], &rule["spent"]),
        (&json!(1), &json!(1), &json!(true)),
        "{rule}"
    );
    let waits = rule["waits"].as_array().expect("a list");
    assert_eq!(waits.len(), 2, "{rule}");
    for (wait, (asked, waited)) in waits.iter().zip([(5000, 2000), (3000, 3000)]) {
        assert_eq!(wait["asked_ms"], asked, "{rule}");
        // The time of the system counts, too.
        assert!((waited..waited + 1000).contains(&wait["waited_ms"].as_u64().expect("a number")), "{rule}");
    }
    assert_eq!(rule["requests"], json!([1, 2]), "{rule}");
}

#[tokio::test(start_paused = true)]
async fn who_really_waits_is_served_though_the_clock_of_the_sandbox_stands() {
    let mock = Mock::new();
    let rule = json!({"times": 1, "effect": "status=429,retry_after=5"});
    assert_eq!(hit(&mock, rule, READS[3].1).await.status, 429);
    tokio::time::advance(Duration::from_millis(4_900)).await;
    assert_eq!(mock.send(READS[3].1).await.header("retry-after"), "1");
    tokio::time::advance(Duration::from_millis(100)).await;
    assert_eq!(mock.send(READS[3].1).await.status, 200);
}

#[tokio::test]
async fn credentials_are_told_apart_in_every_api() {
    let mock = Mock::new();
    let signed = |key: &str, signature: &str| {
        format!(
            "POST /graph/v7/files/batch_get_meta\nWps-Docs-Authorization: WPS-4 {key}:{signature}\n\n{{}}"
        )
    };
    let pairs = [
        (READS[0].1.to_owned(), READS[0].1.replace("alice", "bob")),
        (READS[1].1.to_owned(), READS[1].1.replace("alice", "bob")),
        (signed("AK1", "one"), signed("AK2", "two")),
        (
            "GET /koodrive/ose/v1/nothing\nAuthorization: a-token".to_owned(),
            "GET /koodrive/ose/v1/nothing".to_owned(),
        ),
    ];
    for (mine, theirs) in pairs {
        let rule = json!({"times": 1, "effect": "status=429,retry_after=60"});
        assert_eq!(hit(&mock, rule, &mine).await.status, 429, "{mine}");
        assert_ne!(mock.send(&theirs).await.status, 429, "{theirs}");
        assert_eq!(mock.send(&mine.replace("one", "three")).await.status, 429, "{mine}");
    }
}

#[tokio::test]
async fn a_date_may_say_when_to_come_again() {
    let mock = Mock::new();
    let answer =
        hit(&mock, json!({"effect": "status=503,retry_after=60,retry_after_as=date"}), READS[0].1).await;
    let date = answer.header("retry-after");
    assert!(date.ends_with(" GMT") && date.len() == "Fri, 02 Jan 2026 03:04:05 GMT".len(), "{date}");
}

#[tokio::test]
async fn early_clients_may_be_counted_only() {
    let mock = Mock::new();
    let rule = json!({"times": 1, "effect": {"status": 429, "retry_after": 60, "enforce": false}});
    assert_eq!(hit(&mock, rule, READS[0].1).await.status, 429);
    assert_eq!(mock.send(READS[0].1).await.status, 200);
    assert_eq!(listed(&mock, "f1").await["early"], 1);
    assert!(last(&mock).await["fault"].is_null());
}

#[tokio::test]
async fn a_limit_lets_so_many_pass_in_its_time() {
    let mock = Mock::new();
    put(&mock, &json!([{"over": {"requests": 2, "seconds": 10}, "effect": {"status": 429}}])).await;
    let mut statuses = Vec::new();
    for _ in 0..8 {
        statuses.push(mock.send(READS[0].1).await.status.as_u16());
        mock.advance(Duration::from_secs(2));
    }
    assert_eq!(statuses, [200, 200, 429, 429, 429, 200, 200, 429]);
}
