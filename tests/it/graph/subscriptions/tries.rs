//! Notifications that are not taken at once.

use std::time::Duration;

use expect_test::expect;

use super::{make, subscribe};
use crate::{
    graph::alice,
    support::{
        Mock,
        receiver::{Reply, beside, log, tries},
    },
};

#[tokio::test]
async fn what_is_not_taken_is_tried_again_when_its_time_comes() {
    let mock = Mock::new();
    beside(&mock, async |mut receiver| {
        subscribe(&mock, &mut receiver).await;
        receiver.reply(Reply::With(500, "text/plain", "not now".into()));
        make(&mock, "New").await;
        let first = receiver.next().await;
        log(&mock, 1).await;
        let advance = "POST /_mock/clock/advance\n\n{\"seconds\": 10}";
        mock.send(advance).await;
        assert_eq!(receiver.next().await, first, "the same again");
        log(&mock, 2).await;
        mock.advance(Duration::from_hours(4));
        make(&mock, "Newer").await;
        receiver.next().await;
        expect![[r#"
            [
                "\"2026-01-02T03:04:05Z\" try 1: 500, again \"2026-01-02T03:04:15Z\"",
                "\"2026-01-02T03:04:15Z\" try 2: 202, again null",
                "\"2026-01-02T07:04:15Z\" try 1: 202, again null",
            ]
        "#]]
        .assert_debug_eq(&tries(&mock, 3).await);
        let rest = mock.send("GET /_mock/notifications?since=2").await.json();
        assert_eq!(rest["notifications"].as_array().expect("a list").len(), 1);
        assert_eq!(mock.send("GET /_mock/notifications?since=x").await.status, 400);
    })
    .await;
}

#[tokio::test]
async fn a_slow_receiver_keeps_nobody_else_waiting() {
    let mock = Mock::new();
    beside(&mock, async |mut receiver| {
        subscribe(&mock, &mut receiver).await;
        receiver.reply(Reply::Never);
        make(&mock, "first").await;
        receiver.next().await;
        make(&mock, "second").await;
        // The first is still under way, so the second waits; another subscription does not.
        let other = super::wanted(&receiver.url("/other"));
        assert_eq!(alice(&mock, "POST /v1.0/subscriptions", &other).await.status, 201);
        receiver.next().await;
        make(&mock, "third").await;
        // On a machine that stands still for seconds, the first is given up meanwhile.
        while !receiver.next().await.starts_with("POST /other\n") {}
    })
    .await;
}

#[tokio::test]
async fn a_receiver_of_notifications_has_three_seconds() {
    let mock = Mock::new();
    beside(&mock, async |mut receiver| {
        subscribe(&mock, &mut receiver).await;
        receiver.reply(Reply::Never);
        tokio::time::pause();
        let start = tokio::time::Instant::now();
        make(&mock, "New").await;
        while mock.sandbox().outbox.since(0).is_empty() {
            tokio::time::advance(Duration::from_millis(100)).await;
        }
        let took = start.elapsed();
        assert!((Duration::from_secs(3)..Duration::from_secs(4)).contains(&took), "{took:?}");
        expect![[r#"
            [
                "\"2026-01-02T03:04:05Z\" try 1: \"no answer in time\", again \"2026-01-02T03:04:15Z\"",
            ]
        "#]]
        .assert_debug_eq(&tries(&mock, 1).await);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_sent_for_a_subscription_that_was_ended_meanwhile() {
    let mock = Mock::new();
    beside(&mock, async |mut receiver| {
        let id = subscribe(&mock, &mut receiver).await;
        receiver.reply(Reply::With(500, "text/plain", String::new()));
        make(&mock, "New").await;
        log(&mock, 1).await;
        assert_eq!(alice(&mock, &format!("DELETE /v1.0/subscriptions/{id}"), "").await.status, 204);
        mock.send("POST /_mock/clock/advance\n\n{\"seconds\": 10}").await;
        expect![[r#"
            [
                "\"2026-01-02T03:04:05Z\" try 1: 500, again \"2026-01-02T03:04:15Z\"",
                "\"2026-01-02T03:04:15Z\" try 2: \"not sent: the subscription has ended\", again null",
            ]
        "#]]
        .assert_debug_eq(&tries(&mock, 2).await);
        assert_eq!(receiver.left().len(), 1, "the first try");
    })
    .await;
}
