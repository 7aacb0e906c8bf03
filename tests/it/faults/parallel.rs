//! Counts are exact when requests come at once.

use std::{sync::Barrier, thread};

use mockdrive::MockServer;
use serde_json::json;

use super::{
    READS,
    wire::{control, put, text},
};
use crate::support::raw;

/// How many of 64 requests at once got each status, and what the rules say.
fn run(server: &MockServer) -> (usize, Vec<String>) {
    put(
        server,
        &json!([
            {"id": "seventh", "match": {"provider": "graph"}, "skip": 10, "times": 7, "effect": {"status": 429}},
            {"id": "third", "match": {"provider": "graph"}, "every": 3, "effect": {"status": 503}},
            {"id": "drawn", "match": {"provider": "graph"}, "probability": 0.5, "seed": 4, "effect": {"status": 500}},
        ]),
    );
    let start = Barrier::new(64);
    let failed = thread::scope(|scope| {
        let asks = (0..64).map(|_| {
            scope.spawn(|| {
                start.wait();
                raw::exchange(server.address(), &text(READS[0].1, true))
            })
        });
        let asks: Vec<_> = asks.collect();
        let answers = asks.into_iter().map(|ask| ask.join().expect("no panic"));
        answers.filter(|answer| !answer.starts_with("HTTP/1.1 200")).count()
    });
    let listed = control(server, "GET /_mock/faults");
    let listed = listed["faults"].as_array().expect("a list").clone();
    (
        failed,
        listed
            .iter()
            .map(|rule| format!("{}: {} of {}", rule["id"], rule["hits"], rule["matched"]))
            .collect(),
    )
}

#[test]
fn sixty_four_requests_at_once_are_counted_exactly_and_twice_the_same() {
    let server = MockServer::start();
    let (failed, counts) = run(&server);
    expect_test::expect![[r#"
        "seventh": 7 of 64
        "third": 19 of 57
        "drawn": 17 of 38"#]]
    .assert_eq(&counts.join("\n"));
    let (again, same) = run(&server);
    assert_eq!((again, same), (failed, counts));
}
