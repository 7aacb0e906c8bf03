//! onedrive-api: errors, as the client reports them.

use std::time::Duration;

use expect_test::expect;
use serde_json::json;

use crate::{Graph, at, name, refused};

#[tokio::test]
async fn callers_are_told_apart() {
    let graph = Graph::start().await;
    let error = graph.drive("wrong-token").get_drive().await.expect_err("refused");
    expect!["Api error with 401 Unauthorized: (InvalidAuthenticationToken) Access token validation failure."]
        .assert_eq(&error.to_string());
    let reader = graph.drive("readonly-token");
    reader.get_item(at("/hello.txt")).await.expect("it may read");
    assert_eq!(refused(reader.create_folder(at("/"), name("no")).await), (403, "accessDenied".into()));
    let alice = graph.drive("alice-token").get_item(at("/hello.txt")).await.expect("a file");
    let foreign = graph.drive("bob-token").get_item(alice.id.as_ref().expect("an id")).await;
    assert_eq!(refused(foreign), (404, "itemNotFound".into()));
}

#[tokio::test]
async fn an_error_is_understood_in_full() {
    let graph = Graph::start().await;
    let alice = graph.drive("alice-token");
    let error = alice.get_item(at("/no/such/file")).await.expect_err("refused");
    expect![[r#"
        ErrorResponse {
            code: "itemNotFound",
            message: "The resource could not be found.",
            inner_error: None,
        }
    "#]]
    .assert_debug_eq(error.error_response().expect("Graph's body"));
    assert_eq!(error.retry_after(), None);
}

#[tokio::test]
async fn whoever_asks_too_much_is_told_when_to_come_back() {
    let graph = Graph::start().await;
    let alice = graph.drive("alice-token");
    graph.control("settings", json!({"graph_units_per_minute": 2})).await;
    let error = loop {
        if let Err(error) = alice.get_item(at("/hello.txt")).await {
            break error;
        }
    };
    assert_eq!(error.retry_after(), Some(Duration::from_secs(55)));
    assert_eq!(refused::<()>(Err(error)), (429, "activityLimitReached".into()));
}
