//! The clock, as a test in Rust sets it.

use std::{
    io::Write,
    time::{Duration, UNIX_EPOCH},
};

use expect_test::expect;
use mockdrive::{DueKind, Ran, Sandbox, SandboxClock};

use super::{by, control, start};
use crate::support::{panic_of, raw};

/// How a clock is advanced.
type Way = fn(&SandboxClock) -> Vec<Ran>;

/// Has alice copy a file by a task that takes a second and a half.
fn copy(sandbox: &Sandbox) {
    control(sandbox, "PUT /_mock/settings\n\n{\"tasks\": \"timed:1000+500\"}");
    let copied = by(sandbox, "alice", "POST /v1.0/me/drive/root:/hello.txt:/copy", r#"{"name": "a.txt"}"#);
    assert_eq!(copied, 202);
}

fn has_copy(sandbox: &Sandbox) -> bool {
    by(sandbox, "alice", "GET /v1.0/me/drive/root:/a.txt", "") == 200
}

/// What the clock shows over HTTP.
fn shown(sandbox: &Sandbox) -> String {
    let clock = control(sandbox, "GET /_mock/clock");
    format!("{} {}", clock["now"], clock["frozen"])
}

#[test]
fn the_clock_is_frozen_released_and_set() {
    let mock = start();
    let sandbox = mock.sandbox("t1");
    let clock = sandbox.clock();
    assert_eq!(clock.now(), UNIX_EPOCH + Duration::from_secs(1_767_323_045));
    assert!(clock.is_frozen());
    clock.set(UNIX_EPOCH + Duration::from_millis(1));
    assert_eq!(shown(&sandbox), r#""1970-01-01T00:00:00.001Z" true"#);
    clock.resume();
    assert!(!clock.is_frozen());
    let later = UNIX_EPOCH + Duration::from_secs(2_000_000_000);
    clock.set(later);
    let now = clock.now();
    assert!(now >= later && now < later + Duration::from_mins(1), "it runs on from there");
    clock.freeze();
    assert_eq!(clock.now(), clock.now());
    // A moment before 1970 is its beginning.
    clock.set(UNIX_EPOCH - Duration::from_secs(1));
    assert_eq!(clock.now(), UNIX_EPOCH);
    // The clock of another sandbox is its own.
    assert_eq!(mock.sandbox("t2").clock().now(), UNIX_EPOCH + Duration::from_secs(1_767_323_045));
}

#[test]
fn what_falls_due_is_done_when_the_clock_has_gone_on() {
    let mock = start();
    let ways: [(&str, Way); 3] = [
        ("by", |clock| clock.advance(Duration::from_millis(1500))),
        ("to", |clock| clock.advance_to(clock.now() + Duration::from_millis(1500))),
        ("next", |clock| clock.advance_to_next(DueKind::Task)),
    ];
    for (name, advance) in ways {
        let sandbox = mock.sandbox(name);
        copy(&sandbox);
        assert_eq!(sandbox.clock().advance(Duration::from_millis(10)), []);
        assert!(!has_copy(&sandbox), "{name}");
        assert_eq!(advance(&sandbox.clock()), [Ran::Task(1)], "{name}");
        assert!(has_copy(&sandbox), "{name}");
    }
    assert_eq!(shown(&mock.sandbox("next")), r#""2026-01-02T03:04:06.500Z" true"#);
}

#[tokio::test]
async fn the_clock_goes_on_to_what_falls_due_next_in_an_async_test() {
    let mock = start();
    let sandbox = mock.sandbox("t1");
    sandbox.seed(r#"{"tokens": [{"value": "short", "user": "alice", "scopes": "all", "expires_in": 60}]}"#);
    assert_eq!(sandbox.clock().advance_to_next(DueKind::Any), [Ran::Token("short".into())]);
    assert_eq!(shown(&sandbox), r#""2026-01-02T03:05:05Z" true"#);
}

#[test]
fn time_does_not_go_where_nothing_is_due_nor_back() {
    let mock = start();
    let clock = mock.sandbox("t1").clock();
    let before = clock.now();
    let kinds = [DueKind::Task, DueKind::Token, DueKind::Upload, DueKind::Notification, DueKind::Any];
    let told = kinds.map(|kind| panic_of(|| clock.advance_to_next(kind)).expect("a panic") + "\n");
    let past = panic_of(|| clock.advance_to(before - Duration::from_secs(1))).expect("a panic") + "\n";
    assert_eq!(clock.now(), before);
    drop(mock);
    let stopped = panic_of(|| clock.advance_to_next(DueKind::Any)).expect("a panic");
    expect![[r#"
        Nothing falls due: no task waits for the clock: see GET /_mock/tasks for those that wait for something else.
        Nothing falls due: no access token ends.
        Nothing falls due: no upload session is open.
        Nothing falls due: no notification is to be tried again.
        Nothing falls due: no task, token, upload session or notification waits for the clock.
        It is 2026-01-02T03:04:05Z already; PUT /_mock/clock sets the clock back.
        The server has stopped."#]].assert_eq(&(told.concat() + &past + &stopped));
}

#[test]
fn who_listens_learns_of_the_clock() {
    let mock = start();
    let mut stream = raw::connect(mock.address());
    let request = "GET /_sandbox/t1/_mock/events?types=clock HTTP/1.1\r\nHost: localhost\r\n\r\n";
    stream.write_all(request.as_bytes()).expect("sent");
    raw::head(&stream);
    let clock = mock.sandbox("t1").clock();
    let changes: [Way; 3] = [
        |clock| {
            clock.set(UNIX_EPOCH);
            Vec::new()
        },
        |clock| clock.advance(Duration::from_secs(1)),
        |clock| clock.advance_to(UNIX_EPOCH + Duration::from_secs(2)),
    ];
    let told = changes.map(|change| {
        assert_eq!(change(&clock), []);
        // A line of the transfer stands before each.
        raw::until(&stream, "event: clock");
        raw::until(&stream, "}")
    });
    expect![[r#"

        id: 1
        data: {"now":"1970-01-01T00:00:00Z","frozen":true}
        id: 2
        data: {"now":"1970-01-01T00:00:01Z","frozen":true}
        id: 3
        data: {"now":"1970-01-01T00:00:02Z","frozen":true}"#]]
    .assert_eq(&told.concat());
}
