//! The journal, as a test in Rust reads it.

use expect_test::expect;
use mockdrive::{Bodies, Expect, Fault, Match, RequestState, Sandbox};
use serde_json::json;

use super::{by, control, frozen, send, start};
use crate::support::panic_of;

/// A sandbox to which some requests have come, with their bodies.
fn visited(sandbox: &Sandbox) {
    sandbox.fault(Fault::on(Match::on("drive.get").query("$select", "id").caller("bob")).after().status(503));
    by(sandbox, "alice", "GET /v1.0/me/drive", "");
    by(sandbox, "bob", "GET /v1.0/me/drive?$select=id", "");
    by(sandbox, "alice", "POST /v1.0/me/drive/root:/hello.txt:/copy", r#"{"name": "a.txt"}"#);
    by(sandbox, "alice", "GET /v1.0/me/drvie", "");
    send(sandbox, "GET /koodrive/ose/v1/space\nIf-Match: x");
    // All have ended.
    sandbox.verify(Expect::exactly(5, Match::any()));
}

#[test]
fn requests_are_those_of_the_journal() {
    let mock = frozen().keep_bodies(Bodies::Json).start().expect("started");
    let sandbox = mock.sandbox("t1");
    assert_eq!(sandbox.requests(), []);
    visited(&sandbox);
    let requests = sandbox.requests();
    assert_eq!(json!(requests), control(&sandbox, "GET /_mock/requests")["requests"]);
    let first = &requests[0];
    assert_eq!(
        (first.operation, first.status, first.state),
        (Some("drive.get"), Some(200), RequestState::Done)
    );
    assert_eq!(requests[3].nearest[0].operation, "drive.list");
    let copied = requests[2].request.as_ref().and_then(|message| message.body.as_deref());
    assert_eq!(copied, Some(r#"{"name": "a.txt"}"#));
    // Another sandbox has others.
    assert_eq!(mock.sandbox("t2").requests(), []);
}

#[test]
fn a_matcher_chooses_among_requests() {
    let mock = frozen().keep_bodies(Bodies::Json).start().expect("started");
    let sandbox = mock.sandbox("t1");
    visited(&sandbox);
    let any = Match::any;
    let rows = [
        ("all", any()),
        ("the name of an operation", "drive.get".into()),
        ("a pattern", "driveItem.*".into()),
        ("two operations", Match::on("drive.get").operation("driveItem.copy")),
        ("a provider", any().provider("koodrive")),
        ("two providers", any().provider("graph").provider("koodrive")),
        ("a method", any().method("POST")),
        ("a path", any().path("/v1.0/me/*")),
        ("a parameter", any().query("$select", "*")),
        ("no parameter", Match::on("drive.get").without_query("$select")),
        ("a header", any().header("If-Match", "x")),
        ("no header", any().without_header("Authorization")),
        ("a value in the body", any().body("/name", "a.txt")),
        ("a caller", any().caller("bob")),
        ("a status", any().status(200)),
        ("statuses", any().status("4xx").status("5xx")),
        ("a fault", any().fault("f1")),
        ("any fault", any().fault(true)),
        ("all at once", Match::on("drive.get").caller("alice").status("2xx").fault(false)),
        ("none", Match::on("drive.get").method("DELETE")),
    ];
    let numbers = |which: Match| -> Vec<u64> {
        sandbox.requests_matching(which).iter().map(|request| request.n).collect()
    };
    let rows = rows.map(|(what, which)| format!("{what}: {:?}\n", numbers(which)));
    expect![[r#"
        all: [1, 2, 3, 4, 5]
        the name of an operation: [1, 2]
        a pattern: [3]
        two operations: [1, 2, 3]
        a provider: [5]
        two providers: [1, 2, 3, 4, 5]
        a method: [3]
        a path: [1, 2, 4]
        a parameter: [2]
        no parameter: [1]
        a header: [5]
        no header: [5]
        a value in the body: [3]
        a caller: [2]
        a status: [1]
        statuses: [2, 4, 5]
        a fault: [2]
        any fault: [2]
        all at once: [1]
        none: []
    "#]]
    .assert_eq(&rows.concat());
}

#[test]
fn a_matcher_that_can_never_hold_is_refused() {
    let mock = start();
    let sandbox = mock.sandbox("t1");
    let rows = [
        Match::on("drive.gte"),
        Match::any().provider("grpah"),
        Match::any().method("FETCH"),
        Match::any().path("v1.0"),
        Match::any().status("broken"),
        Match::any().body("/name", 1),
    ];
    let rows = rows.map(|which| panic_of(|| sandbox.requests_matching(which)).expect("a panic") + "\n");
    let fault = panic_of(|| sandbox.fault(Fault::on(Match::any().status(404)).reset())).expect("a panic");
    expect![[r#"
        the matcher {"operation":["drive.gte"]}: `operation` names an operation that no API has, `drive.gte`; the nearest are `drive.get`, `drive.create`, `drive.delete`, and GET /_mock/info lists all
        the matcher {"provider":["grpah"]}: `provider` is one of `graph`, `wps`, `kdocs`, `koodrive`, not `grpah`
        the matcher {"method":["FETCH"]}: `method` is one of `PATCH`, `GET`, `HEAD`, `PUT`, `TRACE`, `DELETE`, `POST`, `CONNECT`, `OPTIONS`, not `FETCH`
        the matcher {"path":["v1.0"]}: `path` begins with `/` or `*`, such as `/v1.0`
        the matcher {"status":["broken"]}: `status` is a status such as `404`, `4xx`, `<400` or `>=500`, not `broken`
        the matcher {"body":{"/name":1}}: `body` looks into bodies, and none is kept: set `journal.bodies` to `json` or `all`
        the fault {"effect":{"connection":"reset"},"match":{"status":["404"]}}: `match.status` is not known when a fault is decided on; `"when": "after"` hits operations that succeeded"#]].assert_eq(&(rows.concat() + &fault));
}
