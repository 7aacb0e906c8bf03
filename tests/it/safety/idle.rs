//! Sandboxes that clients made go by themselves once nobody has used them for a while.

use std::time::Duration;

use mockdrive::sandbox::{LIMIT, clock::Mode};

use super::{configured, made};
use crate::support::{Mock, NOW};

/// A mock whose sandboxes go after a minute, by a clock that stands until it is advanced.
fn letting_go() -> Mock {
    let mock = configured(|config| config.sandbox_idle = "1m".parse().expect("a time"));
    mock.sandboxes().idle_clock().set_mode(Mode::Frozen(NOW));
    mock
}

/// Lets time pass for the server, whatever the clocks of its sandboxes show.
fn wait(mock: &Mock, seconds: u64) {
    mock.sandboxes().idle_clock().advance(Duration::from_secs(seconds));
}

async fn put(mock: &Mock, sandbox: &str) {
    let request = "v1.0/me/drive/root:/kept.txt:/content\nAuthorization: Bearer alice-token\n\nx";
    assert_eq!(mock.send(&format!("PUT /_sandbox/{sandbox}/{request}")).await.status, 201);
}

async fn has(mock: &Mock, sandbox: &str) -> bool {
    let request = "v1.0/me/drive/root:/kept.txt\nAuthorization: Bearer alice-token";
    mock.send(&format!("GET /_sandbox/{sandbox}/{request}")).await.status == 200
}

#[tokio::test]
async fn a_sandbox_that_a_client_made_goes_when_nobody_uses_it() {
    let mock = letting_go();
    put(&mock, "left").await;
    put(&mock, "used").await;
    wait(&mock, 59);
    assert!(has(&mock, "used").await);
    assert_eq!(made(&mock.sandboxes()), ["left", "used"]);
    wait(&mock, 1);
    assert_eq!(made(&mock.sandboxes()), ["used"]);
    wait(&mock, 58);
    assert!(has(&mock, "used").await, "each use counts from its own time");
    wait(&mock, 60);
    assert!(!has(&mock, "used").await, "a new fork of the seed");
    assert_eq!(made(&mock.sandboxes()), ["used"]);
}

#[tokio::test]
async fn a_sandbox_that_a_test_made_stays() {
    let mock = letting_go();
    let made_by_test = mock.send("POST /_mock/sandboxes\n\n{\"name\": \"stays\"}").await;
    assert_eq!(made_by_test.status, 201);
    put(&mock, "goes").await;
    let fork = mock.send("POST /_mock/sandboxes/goes/fork\n\n{\"name\": \"fork\"}").await;
    assert_eq!(fork.status, 201, "{fork}");
    wait(&mock, 100_000);
    assert_eq!(made(&mock.sandboxes()), ["fork", "stays"]);
    assert!(has(&mock, "fork").await);
}

#[tokio::test]
async fn one_that_was_deleted_is_forgotten() {
    let mock = letting_go();
    put(&mock, "t1").await;
    wait(&mock, 30);
    assert_eq!(mock.send("DELETE /_mock/sandboxes/t1").await.status, 204);
    assert_eq!(mock.send("POST /_mock/sandboxes\n\n{\"name\": \"t1\"}").await.status, 201);
    wait(&mock, 30);
    assert_eq!(made(&mock.sandboxes()), ["t1"], "the one that a test made under its name stays");
}

#[tokio::test]
async fn those_whose_time_has_come_make_room_for_others() {
    let mock = letting_go();
    for number in 1..LIMIT {
        mock.sandboxes().get_or_create(&format!("t{number}")).expect("room");
    }
    let refused = mock.send("GET /_sandbox/one-more/v1.0/me").await;
    assert_eq!(refused.status, 503, "{refused}");
    wait(&mock, 60);
    put(&mock, "one-more").await;
    assert_eq!(made(&mock.sandboxes()), ["one-more"]);
}

#[tokio::test]
async fn without_the_setting_all_stay() {
    let mock = Mock::new();
    put(&mock, "t1").await;
    wait(&mock, 100_000_000);
    assert!(has(&mock, "t1").await);
}
