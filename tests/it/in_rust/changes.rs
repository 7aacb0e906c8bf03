//! What a test in Rust changes in a sandbox.

use expect_test::expect;
use mockdrive::{Fault, Sandbox};
use serde_json::{Value, json};

use super::{by, control, frozen, start};
use crate::support::panic_of;

const SEED: &str = r#"{
    "users": [{"name": "carol", "display_name": "Carol", "email": "carol@example.com"}],
    "tokens": [{"value": "carol-token", "user": "carol", "scopes": "all"}],
    "drives": [{"name": "Carol's drive", "owner": {"user": "carol"}, "items": [{"path": "/hers.txt", "text": "hers"}]}],
    "items": {"alice": [{"path": "/a/plan.txt", "text": "Buy milk."}], "team": [{"path": "/plan.txt", "text": ""}]}
}"#;

fn paths(sandbox: &Sandbox) -> Vec<Value> {
    let tree = control(sandbox, "GET /_mock/tree?drive=alice");
    let items = tree["drives"][0]["items"].as_array().expect("a list");
    items.iter().map(|item| item["path"].clone()).collect()
}

#[test]
fn a_seed_adds_the_same_as_over_http() {
    for mock in [start(), frozen().external_url("https://mock.example").start().expect("started")] {
        let (here, there) = (mock.sandbox("here"), mock.sandbox("there"));
        let seeded = here.seed(SEED);
        let answer = control(&there, &format!("POST /_mock/seed\n\n{SEED}"));
        assert_eq!(json!(seeded.drives), answer["drives"]);
        assert_eq!(control(&here, "GET /_mock/tree"), control(&there, "GET /_mock/tree"));
        let file = seeded.item("/hers.txt");
        assert_eq!((file.kind, file.size), ("file", 4));
        assert_eq!(by(&here, "carol", &format!("GET /v1.0/me/drive/items/{}", file.ids.graph), ""), 200);
    }
}

#[test]
fn a_seed_is_a_text_or_a_value() {
    let mock = start();
    let sandbox = mock.sandbox("t1");
    let seeded = sandbox.seed(json!({"items": {"alice": [{"path": "/plan.txt", "text": "Buy milk."}]}}));
    assert_eq!(seeded.drives.len(), 1);
    assert_eq!((&*seeded.drives[0].name, seeded.item("/plan.txt").size), ("Alice's drive", 9));
}

#[test]
fn a_seed_that_is_refused_changes_nothing() {
    let mock = start();
    let sandbox = mock.sandbox("t1");
    let before = control(&sandbox, "GET /_mock/tree");
    let rows = [
        "{",
        "[]",
        r#"{"itmes": {}}"#,
        r#"{"items": {"alice": [{"path": "/hello.txt", "text": ""}]}}"#,
        r#"{"items": {"alcie": [{"path": "/plan.txt", "text": ""}]}}"#,
    ];
    let told = rows.map(|seed| {
        let told = panic_of(|| sandbox.seed(seed)).expect("a panic");
        assert_eq!(control(&sandbox, &format!("POST /_mock/seed\n\n{seed}"))["detail"], told);
        told
    });
    assert_eq!(control(&sandbox, "GET /_mock/tree"), before);
    let missing = panic_of(|| sandbox.seed("{}").item("/plan.txt").clone()).expect("a panic");
    expect![[r#"
        The body is wrong: EOF while parsing an object at line 1 column 1.
        The body is wrong: it has to be an object.
        The body is wrong: `itmes` is not known here; there are `items`, `apps`, `drives`, `start`, `tokens`, `users`.
        The seed is refused: line 1: an item of this name is there already, in large or small letters.
        The seed is refused: line 1: there is no drive `alcie`, but `Alice's drive`, `Bob's drive`, `App drive`, `Team drive`.
        The seed has added nothing at `/plan.txt`."#]].assert_eq(&format!("{}\n{missing}", told.join("\n")));
}

#[test]
fn a_reset_returns_to_the_start() {
    let mock = start();
    let sandbox = mock.sandbox("t1");
    let (before, now) = (paths(&sandbox), sandbox.clock().now());
    sandbox.seed(SEED);
    sandbox.fault(Fault::any().status(503));
    sandbox.clock().resume();
    assert_eq!(by(&sandbox, "alice", "GET /v1.0/me/drive", ""), 503);
    assert_ne!(paths(&sandbox), before);
    sandbox.reset();
    assert_eq!((paths(&sandbox), sandbox.clock().now()), (before, now));
    assert_eq!(sandbox.requests(), []);
    assert_eq!(by(&sandbox, "alice", "GET /v1.0/me/drive", ""), 200);
}
