//! What a test in Rust expects of requests.

use std::{fmt::Write, thread, time::Duration};

use expect_test::expect;
use futures_util::future::join;
use mockdrive::{Bodies, Expect, Expectations, Match, MockServer, Sandbox};
use serde_json::{Value, json};

use super::{by, control, frozen, start};
use crate::support::panic_of;

/// A sandbox to which some requests have come.
fn visited(mock: &MockServer) -> Sandbox {
    let sandbox = mock.sandbox("t1");
    by(&sandbox, "alice", "GET /v1.0/me/drive", "");
    by(&sandbox, "bob", "GET /v1.0/me/drive?$select=id", "");
    by(&sandbox, "alice", "POST /v1.0/me/drive/root:/hello.txt:/copy", r#"{"name": "a.txt"}"#);
    by(&sandbox, "alice", "GET /v1.0/me/drvie", "");
    sandbox
}

/// Verifies both ways, at once, and tells what came of it; both have to say the same.
fn outcome(sandbox: &Sandbox, expected: Expectations, json: Value) -> String {
    let told = panic_of(|| sandbox.verify(expected.within(Duration::ZERO)));
    let mut json = json;
    json["wait_ms"] = 0.into();
    let answer = control(sandbox, &format!("POST /_mock/verify\n\n{json}"));
    assert_eq!(told.as_deref(), answer["detail"].as_str(), "{json}");
    told.unwrap_or_else(|| "all holds".into())
}

#[test]
fn a_verification_fails_with_the_text_that_http_has() {
    let mock = start();
    let sandbox = visited(&mock);
    let (get, copy) = (|| Match::on("drive.get"), "driveItem.copy");
    let (get_json, copy_json) = (json!({"operation": "drive.get"}), json!({"operation": "driveItem.copy"}));
    let rows = [
        (Expect::one(copy).into(), json!({"expect": [{"match": copy_json, "times": 1}]})),
        (Expect::one(get()).into(), json!({"expect": [{"match": get_json, "times": 1}]})),
        (Expect::none(get()).into(), json!({"expect": [{"match": get_json, "times": 0}]})),
        (Expect::at_least(3, get()).into(), json!({"expect": [{"match": get_json, "times": {"min": 3}}]})),
        (Expect::at_most(1, get()).into(), json!({"expect": [{"match": get_json, "times": {"max": 1}}]})),
        (
            [Expect::between(1, 2, get()), Expect::exactly(2, copy).named("two copies")].into(),
            json!({"expect": [
                {"match": get_json, "times": {"min": 1, "max": 2}},
                {"match": copy_json, "times": 2, "name": "two copies"}]}),
        ),
        (
            vec![
                Expect::one(get().caller("carol")),
                Expect::one(Match::any().path("/v1.0/me/drive*").status("5xx")),
            ]
            .into(),
            json!({"expect": [
                {"match": {"operation": "drive.get", "caller": "carol"}, "times": 1},
                {"match": {"path": "/v1.0/me/drive*", "status": "5xx"}, "times": 1}]}),
        ),
        (
            Expectations::of([Expect::one(copy), Expect::one(get())]).in_sequence(),
            json!({"expect": [{"match": copy_json, "times": 1}, {"match": get_json, "times": 1}], "order": "sequence"}),
        ),
        (
            Expectations::of([Expect::exactly(2, get()), Expect::one(copy)]).in_exact_order(),
            json!({"expect": [{"match": get_json, "times": 2}, {"match": copy_json, "times": 1}], "order": "exact"}),
        ),
        (
            Expectations::of([Expect::exactly(2, get())]).no_others(),
            json!({"expect": [{"match": get_json, "times": 2}], "others": "forbid"}),
        ),
        (Expectations::of([]).clean(), json!({"clean": true})),
        (Expectations::of([]).clean_of(&["server_errors"]), json!({"clean": ["server_errors"]})),
        (
            Expectations::of([Expect::exactly(2, get())]).since(1),
            json!({"expect": [{"match": get_json, "times": 2}], "since": 1}),
        ),
    ];
    let mut told = String::new();
    for (expected, json) in rows {
        writeln!(told, "{json}\n  {}", outcome(&sandbox, expected, json.clone()).replace('\n', "\n  "))
            .expect("text");
    }
    expect![[r#"
        {"expect":[{"match":{"operation":"driveItem.copy"},"times":1}]}
          all holds
        {"expect":[{"match":{"operation":"drive.get"},"times":1}]}
          drive.get: expected exactly 1, found 2 (requests 1, 2)
        {"expect":[{"match":{"operation":"drive.get"},"times":0}]}
          drive.get: expected none, found 2 (requests 1, 2)
        {"expect":[{"match":{"operation":"drive.get"},"times":{"min":3}}]}
          drive.get: expected at least 3, found 2 (requests 1, 2)
            nearest is request 4: operation is nothing, not drive.get
            nearest is request 3: operation is driveItem.copy, not drive.get
        {"expect":[{"match":{"operation":"drive.get"},"times":{"max":1}}]}
          drive.get: expected at most 1, found 2 (requests 1, 2)
        {"expect":[{"match":{"operation":"drive.get"},"times":{"max":2,"min":1}},{"match":{"operation":"driveItem.copy"},"name":"two copies","times":2}]}
          two copies: expected exactly 2, found 1 (request 3)
            nearest is request 4: operation is nothing, not driveItem.copy
            nearest is request 2: operation is drive.get, not driveItem.copy
            nearest is request 1: operation is drive.get, not driveItem.copy
        {"expect":[{"match":{"caller":"carol","operation":"drive.get"},"times":1},{"match":{"path":"/v1.0/me/drive*","status":"5xx"},"times":1}]}
          drive.get by carol: expected exactly 1, found 0
            nearest is request 2: caller is bob, not carol
            nearest is request 1: caller is alice, not carol
            nearest is request 4: operation is nothing, not drive.get; caller is nothing, not carol
          /v1.0/me/drive* status 5xx: expected exactly 1, found 0
            nearest is request 2: status is 200, not 5xx
            nearest is request 1: status is 200, not 5xx
            nearest is request 4: path is /v1.0/me/drvie, not /v1.0/me/drive*; status is 400, not 5xx
        {"expect":[{"match":{"operation":"driveItem.copy"},"times":1},{"match":{"operation":"drive.get"},"times":1}],"order":"sequence"}
          drive.get: expected exactly 1, found 0
            nearest is request 4: operation is nothing, not drive.get
            nearest is request 3: operation is driveItem.copy, not drive.get
          order: `drive.get` did not come behind request 3
        {"expect":[{"match":{"operation":"drive.get"},"times":2},{"match":{"operation":"driveItem.copy"},"times":1}],"order":"exact"}
          order: request 4 (GET /v1.0/me/drvie) came where nothing but `driveItem.copy` was expected
        {"expect":[{"match":{"operation":"drive.get"},"times":2}],"others":"forbid"}
          others: nobody expected requests 3, 4 (POST /v1.0/me/drive/root:/hello.txt:/copy first)
        {"clean":true}
          unrouted: no route for request 4 (GET /v1.0/me/drvie first)
        {"clean":["server_errors"]}
          all holds
        {"expect":[{"match":{"operation":"drive.get"},"times":2}],"since":1}
          drive.get: expected exactly 2, found 1 (request 2)
            nearest is request 4: operation is nothing, not drive.get
            nearest is request 3: operation is driveItem.copy, not drive.get
    "#]].assert_eq(&told);
}

#[test]
fn what_can_never_hold_is_refused_before_anything_is_waited_for() {
    let mock = start();
    let sandbox = mock.sandbox("t1");
    let rows: [(&str, &dyn Fn()); 6] = [
        ("an unknown operation", &|| sandbox.verify(Expect::one("driveItem.cpoy"))),
        ("bodies that are not kept", &|| sandbox.verify(Expect::none(Match::any().body("/name", "a")))),
        ("no range", &|| sandbox.verify(Expect::between(2, 1, "drive.get"))),
        ("an unknown check", &|| sandbox.verify(Expectations::of([]).clean_of(&["unclean"]))),
        ("too long", &|| sandbox.verify(Expectations::of([]).within(Duration::from_secs(61)))),
        ("a guard", &|| drop(sandbox.expect(Expect::one("driveItem.cpoy")))),
    ];
    let rows = rows.map(|(what, act)| format!("{what}: {}\n", panic_of(act).expect("a panic")));
    expect![[r#"
        an unknown operation: the expectations {"expect":[{"match":{"operation":["driveItem.cpoy"]},"times":{"max":1,"min":1}}]}: `expect[0].match.operation` names an operation that no API has, `driveItem.cpoy`; the nearest are `driveItem.copy`, `driveItem.put`, `driveItem.get`, and GET /_mock/info lists all
        bodies that are not kept: the expectations {"expect":[{"match":{"body":{"/name":"a"}},"times":{"max":0,"min":0}}]}: `expect[0].match.body` looks into bodies, and none is kept: set `journal.bodies` to `json` or `all`
        no range: the expectations {"expect":[{"match":{"operation":["drive.get"]},"times":{"max":1,"min":2}}]}: `expect[0].times` can never hold: `min` is 2, and `max` is 1
        an unknown check: the expectations {"clean":["unclean"],"expect":[]}: `clean[0]` is one of `early`, `unrouted`, `not_emulated`, `unspent_faults`, `server_errors`, not `unclean`
        too long: the expectations {"expect":[],"wait_ms":61000}: `wait_ms` is at most 60000, not 61000
        a guard: the expectations {"expect":[{"match":{"operation":["driveItem.cpoy"]},"times":{"max":1,"min":1}}],"since":0}: `expect[0].match.operation` names an operation that no API has, `driveItem.cpoy`; the nearest are `driveItem.copy`, `driveItem.put`, `driveItem.get`, and GET /_mock/info lists all
    "#]].assert_eq(&rows.concat());
}

#[test]
fn a_verification_awaits_what_another_thread_sends() {
    let mock = start();
    let sandbox = mock.sandbox("t1");
    sandbox.fault("op=drive.get,delay=50");
    thread::scope(|scope| {
        scope.spawn(|| by(&sandbox, "alice", "GET /v1.0/me/drive", ""));
        let expected = Expect::one(Match::on("drive.get").status(200));
        sandbox.verify(Expectations::from(expected).within(Duration::from_mins(1)));
    });
}

#[tokio::test]
async fn a_verification_in_an_async_test_lets_its_tasks_go_on() {
    let mock = start();
    let sandbox = mock.sandbox("t1");
    let expected = || Expectations::from(Expect::one("drive.get")).within(Duration::from_mins(1));
    let get = async || {
        let request = reqwest::Client::new().get(format!("{}/v1.0/me/drive", sandbox.uri()));
        request.bearer_auth("alice-token").send().await.expect("a response").status()
    };
    // It waits before the request is sent.
    let ((), status) = join(sandbox.verify_async(expected()), get()).await;
    assert_eq!(status, 200);
    sandbox.verify(expected());
    assert_eq!(get().await, 200);
    let text = panic_of(|| sandbox.verify(expected()));
    assert_eq!(text.as_deref(), Some("drive.get: expected exactly 1, found 2 (requests 1, 2)"));
}

#[tokio::test]
#[should_panic(expected = "drive.get: expected exactly 1, found 0")]
async fn a_verification_in_an_async_test_fails_as_well() {
    let mock = start();
    mock.sandbox("t1")
        .verify_async(Expectations::from(Expect::one("drive.get")).within(Duration::ZERO))
        .await;
}

#[test]
fn a_guard_verifies_what_has_come_while_it_was_there() {
    let mock = start();
    let sandbox = visited(&mock);
    let get = || by(&sandbox, "alice", "GET /v1.0/me/drive", "");
    let one = || Expectations::from(Expect::one("drive.get")).within(Duration::ZERO);
    {
        let _one = sandbox.expect(one());
        get();
    }
    let guard = sandbox.expect(one());
    get();
    guard.verify();
    let told = [
        panic_of(|| {
            let _one = sandbox.expect(one());
        }),
        panic_of(|| sandbox.expect(one().since(0)).verify()),
        panic_of(|| {
            let _one = sandbox.expect(one());
            panic!("The test has failed before.");
        }),
    ];
    let told = told.map(|text| text.expect("a panic"));
    expect![[r#"
        drive.get: expected exactly 1, found 0
        drive.get: expected exactly 1, found 4 (requests 1, 2, 5, 6)
        The test has failed before."#]]
    .assert_eq(&told.join("\n"));
}

#[test]
fn a_verification_looks_at_what_has_come_when_the_server_has_stopped() {
    let mock = frozen().keep_bodies(Bodies::Json).start().expect("started");
    let sandbox = visited(&mock);
    drop(mock);
    let copied = Match::any().body("/name", "a.txt");
    sandbox.verify([Expect::one(copied.clone()), Expect::exactly(2, "drive.get")]);
    assert_eq!(
        panic_of(|| sandbox.verify(Expect::none(copied))).as_deref(),
        Some("body./name: expected none, found 1 (request 3)")
    );
}
