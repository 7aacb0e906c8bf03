//! What matchers take, match and refuse.

use std::fmt::Write;

use expect_test::expect;
use serde_json::Value;

use super::{Matcher, Subject};
use crate::{
    sandbox::catalogue::{Catalogue, KnownOperation},
    world::Api,
};

fn value(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn catalogue() -> Catalogue {
    let names = [
        (Api::Graph, "drive.get"),
        (Api::Graph, "driveItem.copy"),
        (Api::Graph, "driveItem.get"),
        (Api::Graph, "uploadSession.put"),
        (Api::Kdocs, "personal.tasks.files.copy"),
    ];
    let operations =
        names.map(|(api, name)| KnownOperation { api, name, starts_task: false, signs_in: false });
    Catalogue { operations: operations.into(), ..Catalogue::default() }
}

struct Copy {
    body: Value,
}

impl Subject for Copy {
    fn provider(&self) -> Option<&str> {
        Some("graph")
    }

    fn operation(&self) -> Option<&str> {
        Some("driveItem.copy")
    }

    fn method(&self) -> &'static str {
        "POST"
    }

    fn path(&self) -> &'static str {
        "/v1.0/me/drive/items/01A/copy"
    }

    fn query(&self, name: &str) -> Vec<String> {
        if name == "x" { vec!["1".into(), "2".into()] } else { Vec::new() }
    }

    fn header(&self, name: &str) -> Vec<String> {
        if name == "prefer" { vec!["respond-async".into()] } else { Vec::new() }
    }

    fn body(&self) -> Option<&Value> {
        Some(&self.body)
    }

    fn caller(&self) -> Option<&str> {
        Some("alice")
    }

    fn status(&self) -> Option<u16> {
        Some(202)
    }

    fn fault(&self) -> Option<&str> {
        None
    }
}

fn copy() -> Copy {
    Copy { body: value(r#"{"name": "a.txt", "parent": {"ids": [1, null]}}"#) }
}

#[test]
fn all_members_must_hold_and_any_item_of_a_list() {
    for matcher in [
        "{}",
        r#"{"provider": "graph"}"#,
        r#"{"provider": ["kdocs", "graph"], "operation": "driveItem.*"}"#,
        r#"{"operation": ["drive.get", "driveItem.copy"], "method": "post"}"#,
        r#"{"path": "/v1.0/me/drive/items/*/copy"}"#,
        r#"{"path": ["/x", "/v1.0/**"]}"#,
        r#"{"query": {"x": "2", "y": null}}"#,
        r#"{"query": {"x": ["5", "*"]}}"#,
        r#"{"header": {"Prefer": "*async", "If-Match": null}}"#,
        r#"{"body": {"/name": "a.txt", "/parent/ids/0": 1, "/parent/ids/1": null}}"#,
        r#"{"caller": ["bob", "alice"], "status": "2xx", "fault": false}"#,
        r#"{"status": [404, 202], "fault": ["f1", "false"]}"#,
    ] {
        let read =
            Matcher::read(&value(matcher), &catalogue()).unwrap_or_else(|error| panic!("{matcher}: {error}"));
        assert!(read.matches(&copy()), "{matcher}: {:?}", read.differences(&copy()));
    }
}

#[test]
fn what_differs_is_named_with_what_was_found() {
    let matcher = value(
        r#"{        "provider": ["kdocs", "wps"], "operation": "drive.*", "method": "GET", "path": "/v1.0/me/*",
        "query": {"x": null, "y": "1"}, "header": {"prefer": "a", "If-Match": "*"},
        "body": {"/name": "b", "/none": 1}, "caller": "bob", "status": ">=400", "fault": ["f1", true]}"#,
    );
    // The operation is Graph's, so these providers would be refused: each stands by itself here.
    let mut lines = String::new();
    for (name, value) in matcher.as_object().expect("an object") {
        let matcher = Matcher::read(
            &Value::Object([(name.clone(), value.clone())].into_iter().collect()),
            &catalogue(),
        )
        .expect("possible");
        assert!(!matcher.matches(&copy()), "{name}");
        for differs in matcher.differences(&copy()) {
            writeln!(lines, "{}: {}, not {}", differs.member, differs.found, differs.expected).expect("text");
        }
    }
    expect![[r#"
        body./name: "a.txt", not "b"
        body./none: null, not 1
        caller: "alice", not "bob"
        fault: null, not ["f1","true"]
        header.if-match: null, not "*"
        header.prefer: "respond-async", not "a"
        method: "POST", not "GET"
        operation: "driveItem.copy", not "drive.*"
        path: "/v1.0/me/drive/items/01A/copy", not "/v1.0/me/*"
        provider: "graph", not ["kdocs","wps"]
        query.x: ["1","2"], not null
        query.y: null, not "1"
        status: 202, not ">=400"
    "#]]
    .assert_eq(&lines);
}

#[test]
fn what_can_never_hold_is_refused_with_what_would_have_been_right() {
    let mut lines = String::new();
    for matcher in [
        r#"{"provider": "onedrive"}"#,
        r#"{"provider": ["graph", "wsp"]}"#,
        r#"{"operation": "driveItem.cpoy"}"#,
        r#"{"operation": "copy"}"#,
        r#"{"operation": "drives.*"}"#,
        r#"{"provider": "kdocs", "operation": "driveItem.copy"}"#,
        r#"{"provider": ["kdocs", "wps"], "operation": ["personal.*", "driveItem.copy"]}"#,
        r#"{"method": "FETCH"}"#,
        r#"{"path": "v1.0/me"}"#,
        r#"{"path": "/v1.0/me?x=1"}"#,
        r#"{"path": "/_sandbox/t1/v1.0/me"}"#,
        &format!(r#"{{"path": "{}"}}"#, "/".repeat(2049)),
        r#"{"query": {"x": {"y": 1}}}"#,
        r#"{"query": "x=1"}"#,
        r#"{"header": {"prefer": []}}"#,
        r#"{"body": {"name": "a.txt"}}"#,
        r#"{"status": "ok"}"#,
        r#"{"status": 4.5}"#,
        r#"{"opration": "driveItem.copy"}"#,
        r#"["graph"]"#,
    ] {
        let refused = Matcher::read(&value(matcher), &catalogue()).expect_err(matcher);
        let matcher: String = matcher.chars().take(80).collect();
        writeln!(lines, "{matcher}: {refused}").expect("text");
    }
    expect![[r#"
        {"provider": "onedrive"}: `provider` is one of `koodrive`, `graph`, `kdocs`, `wps`, not `onedrive`
        {"provider": ["graph", "wsp"]}: `provider[1]` is one of `wps`, `graph`, `kdocs`, `koodrive`, not `wsp`
        {"operation": "driveItem.cpoy"}: `operation` names an operation that no API has, `driveItem.cpoy`; the nearest are `driveItem.copy`, `driveItem.get`, `drive.get`, and GET /_mock/info lists all
        {"operation": "copy"}: `operation` names an operation that no API has, `copy`; the nearest are `driveItem.copy`, `personal.tasks.files.copy`, `drive.get`, and GET /_mock/info lists all
        {"operation": "drives.*"}: `operation` names an operation that no API has, `drives.*`; the nearest are `drive.get`, `driveItem.get`, `driveItem.copy`, and GET /_mock/info lists all
        {"provider": "kdocs", "operation": "driveItem.copy"}: `operation` names an operation that kdocs has not, `driveItem.copy`; the nearest are `personal.tasks.files.copy`, and GET /_mock/info lists all
        {"provider": ["kdocs", "wps"], "operation": ["personal.*", "driveItem.copy"]}: `operation[1]` names an operation that none of these providers has, `driveItem.copy`; the nearest are `personal.tasks.files.copy`, and GET /_mock/info lists all
        {"method": "FETCH"}: `method` is one of `PATCH`, `GET`, `HEAD`, `PUT`, `TRACE`, `DELETE`, `POST`, `CONNECT`, `OPTIONS`, not `FETCH`
        {"path": "v1.0/me"}: `path` begins with `/` or `*`, such as `/v1.0/me`
        {"path": "/v1.0/me?x=1"}: `path` is without a query: parameters stand in `query`
        {"path": "/_sandbox/t1/v1.0/me"}: `path` is without the sandbox prefix: it begins with what stands behind `/_sandbox/{name}`
        {"path": "//////////////////////////////////////////////////////////////////////: `path` has more than 2048 bytes
        {"query": {"x": {"y": 1}}}: `query.x` is a text or a list of texts, not an object
        {"query": "x=1"}: `query` is an object, not the text "x=1"
        {"header": {"prefer": []}}: `header.prefer` is an empty list: it would match nothing
        {"body": {"name": "a.txt"}}: `body.name` is no JSON pointer: that begins with `/`, such as `/name`
        {"status": "ok"}: `status` is a status such as `404`, `4xx`, `<400` or `>=500`, not `ok`
        {"status": 4.5}: `status` is a text or a list of texts, not 4.5
        {"opration": "driveItem.copy"}: `opration` is not known here; there are `operation`, `path`, `method`, `provider`, `status`, `caller`, `fault`, `header`, `body`, `query`
        ["graph"]: it is an object, not a list
    "#]].assert_eq(&lines);
}
