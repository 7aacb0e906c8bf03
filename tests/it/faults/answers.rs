//! What takes the place of a response, and what becomes of the operation.

use std::{fmt::Write as _, time::Duration};

use expect_test::expect;
use serde_json::json;

use super::{READS, hit, last, listed, put};
use crate::support::Mock;

const COPY: &str = "POST /v1.0/me/drive/root:/hello.txt:/copy\nAuthorization: Bearer alice-token\nContent-Type: application/json\n\n{\"name\": \"again.txt\"}";

#[tokio::test]
async fn before_an_operation_nothing_is_looked_at_and_nothing_changes() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    let nobody = COPY.replace("alice-token", "nobodys-token");
    let rule = json!({"match": {"operation": "driveItem.copy"}, "effect": {"status": 503}});
    put(&mock, &json!([rule])).await;
    for request in [COPY, &nobody] {
        let answer = mock.send(request).await;
        assert_eq!((answer.status.as_u16(), answer.header("x-mock-fault")), (503, "f1"), "{answer}");
    }
    assert!(std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "nothing has changed");
    assert_eq!(mock.send(READS[0].1).await.status, 200, "other operations are as ever");
    let entry = last(&mock).await;
    assert!(entry["fault"].is_null(), "{entry}");
}

#[tokio::test]
async fn a_fault_uses_up_no_daily_limit() {
    let mock = Mock::new();
    let list = "GET /api/v1/openapi/personal/files/flat?access_token=alice-token";
    let used = async |mock: &Mock| mock.send("GET /_mock/quotas").await.json()["quotas"].clone();
    let before = used(&mock).await;
    assert_eq!(hit(&mock, json!({"effect": {"error": 30002}}), list).await.status, 429);
    assert_eq!(used(&mock).await, before);
}

#[tokio::test]
async fn after_an_operation_it_has_happened_and_only_if_it_succeeded() {
    let mock = Mock::new();
    let rule = json!({"match": {"caller": "alice"}, "when": "after", "effect": {"status": 500}});
    let answer = hit(&mock, rule, COPY).await;
    assert_eq!((answer.status.as_u16(), answer.header("x-mock-fault")), (500, "f1"), "{answer}");
    assert!(mock.paths("alice").await.contains(&"/again.txt".to_owned()), "the copy is there");
    let missing = mock.send(&COPY.replace("/hello.txt:", "/no.txt:")).await;
    assert_eq!((missing.status.as_u16(), missing.header("x-mock-fault")), (404, ""), "{missing}");
    let bob = mock.send("GET /v1.0/me/drive\nAuthorization: Bearer bob-token").await;
    assert_eq!(bob.status, 200, "{bob}");
    let rule = listed(&mock, "f1").await;
    assert_eq!(rule["hits"], 1, "{rule}");
}

#[tokio::test]
async fn a_raw_response_stands_as_it_is() {
    let mock = Mock::new();
    let raw = json!({"status": 502, "headers": {"Content-Type": "text/html", "Server": "gateway"}, "body": "<h1>Bad Gateway</h1>"});
    // What keeps browsers from running it, its length, and the name of the rule.
    let ours = ["content-length", "content-security-policy", "x-content-type-options", "x-mock-fault"];
    let mut expected = [&ours[..], &["content-type", "retry-after", "server"]].concat();
    expected.sort_unstable();
    for (name, request) in READS {
        let answer = hit(&mock, json!({"effect": {"raw": raw, "retry_after": 3}}), request).await;
        let names: Vec<_> = answer.headers.keys().map(|name| name.as_str().to_owned()).collect();
        let mut names: Vec<_> = names.iter().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, expected, "{name}");
        assert_eq!((answer.status.as_u16(), &*answer.body), (502, &b"<h1>Bad Gateway</h1>"[..]), "{name}");
    }
}

#[tokio::test]
async fn unknown_paths_and_wrong_methods_are_hit_as_any_other() {
    let mock = Mock::new();
    for request in [
        "GET /v1.0/drives/x/nothing/here/at/all",
        "DELETE /v1.0/me/drive/root/children",
        "GET /api/v1/openapi/nothing",
        "GET /v7/nothing",
        "POST /koodrive/ose/v1/nothing",
    ] {
        let answer = hit(&mock, json!({"effect": {"status": 429}}), request).await;
        assert_eq!(answer.status, 429, "{request}: {answer}");
    }
    for request in ["GET /nothing", "GET /_mock/health", "GET /_mock/nothing"] {
        let answer = hit(&mock, json!({"effect": {"status": 429}}), request).await;
        assert_ne!(answer.status, 429, "{request} belongs to no provider");
    }
}

#[tokio::test]
async fn what_a_browser_asks_before_it_asks_is_never_hit() {
    let mock = Mock::new();
    let preflight =
        "OPTIONS /v1.0/me/drive\nOrigin: http://localhost:3000\nAccess-Control-Request-Method: GET";
    let answer = hit(&mock, json!({"effect": {"status": 429}}), preflight).await;
    assert!(answer.status.is_success(), "{answer}");
    assert_eq!(listed(&mock, "f1").await["matched"], 0);
}

#[tokio::test]
async fn requests_are_matched_by_what_they_bring() {
    let mock = Mock::new();
    let mut lines = String::new();
    for (what, matcher) in [
        ("method", json!({"method": "GET"})),
        ("path", json!({"path": "/v1.0/me/drive/root:/*:/copy"})),
        ("other path", json!({"path": "/v1.0/me/drive/root"})),
        ("body", json!({"body": {"/name": "again.txt"}})),
        ("other body", json!({"body": {"/name": "other.txt"}})),
        ("header", json!({"header": {"Authorization": "Bearer alice-*"}})),
        ("absent header", json!({"header": {"If-Match": null}})),
        ("query", json!({"query": {"x": "1"}})),
        ("absent query", json!({"query": {"x": null}})),
        ("provider", json!({"provider": ["kdocs", "wps"]})),
    ] {
        let answer = hit(&mock, json!({"match": matcher, "effect": {"raw": {"status": 599}}}), COPY).await;
        writeln!(lines, "{what}: {}", answer.status.as_u16()).expect("text");
        mock.start_over();
    }
    expect![[r#"
        method: 202
        path: 599
        other path: 202
        body: 599
        other body: 202
        header: 599
        absent header: 599
        query: 202
        absent query: 599
        provider: 202
    "#]]
    .assert_eq(&lines);
}

#[tokio::test]
async fn a_body_that_a_matcher_looks_into_is_read_by_the_operation_all_the_same() {
    let mock = Mock::new();
    let rule = json!({"match": {"body": {"/no": "such"}}, "effect": {"status": 429}});
    put(&mock, &json!([rule])).await;
    assert_eq!(mock.send(COPY).await.status, 202);
    let wps = "POST /v7/files/batch_get_meta\nAuthorization: Bearer alice-token\nContent-Type: application/json\n\n{\"file_ids\": []}";
    let expected = Mock::new().send(wps).await;
    let answer = mock.send(wps).await;
    assert_eq!(answer.to_string(), expected.to_string());
}

#[tokio::test(start_paused = true)]
async fn delays_are_waited_for_outside_of_every_lock() {
    let mock = Mock::new();
    put(&mock, &json!([{"match": {"operation": "drive.get"}, "effect": {"delay": 60000}}, {"effect": {"delay": {"uniform": [1000, 1000]}}}])).await;
    let started = tokio::time::Instant::now();
    let (slow, quick) = tokio::join!(mock.send(READS[0].1), mock.send(READS[1].1));
    assert_eq!(started.elapsed(), Duration::from_secs(61));
    assert_eq!((slow.status.as_u16(), slow.header("x-mock-fault")), (200, "f1"));
    assert_eq!((quick.status.as_u16(), quick.header("x-mock-fault")), (200, "f2"));
    assert_eq!(listed(&mock, "f2").await["hits"], 2);
}

#[tokio::test]
async fn a_hit_is_in_the_journal() {
    let mock = Mock::new();
    hit(&mock, json!({"id": "slow-start", "effect": {"status": 429}}), READS[0].1).await;
    let entry = last(&mock).await;
    assert_eq!((&entry["fault"], &entry["status"]), (&json!("slow-start"), &json!(429)), "{entry}");
    assert_eq!(entry["notes"], json!(["fault slow-start: status 429"]), "{entry}");
    assert_eq!(listed(&mock, "slow-start").await["requests"], json!([entry["n"]]));
}

#[tokio::test]
async fn a_request_may_bring_its_own_fault() {
    let mock = Mock::new();
    let mut lines = String::new();
    for value in [
        "status=503",
        "error=activityLimitReached,retry_after=5",
        "reset,after",
        "delay=1",
        "error=30002",
        "sattus=503",
        "op=drive.get,status=503",
        "times=2,status=503",
    ] {
        let answer = mock.send(&format!("{}\nX-Mock-Fault: {value}", READS[0].1)).await;
        let entry = last(&mock).await;
        writeln!(
            lines,
            "{value}: {} {:?} {} {}",
            answer.status.as_u16(),
            answer.header("x-mock-fault"),
            entry["fault"],
            entry["notes"]
        )
        .expect("text");
    }
    expect![[r#"
        status=503: 503 "header" "header" ["fault header: status 503"]
        error=activityLimitReached,retry_after=5: 429 "header" "header" ["fault header: error activityLimitReached"]
        reset,after: 500 "" "header" ["fault header: the connection was reset"]
        delay=1: 200 "header" "header" ["fault header: delayed by 1 ms"]
        error=30002: 200 "" null ["X-Mock-Fault: passed over, as this cannot happen to this request"]
        sattus=503: 200 "" null ["X-Mock-Fault: passed over: `sattus` is not known here; there are `status`, `after`, `path`, `stall`, `caller`, `cut`, `hang`, `method`, `pace`, `seed`, `skip`, `times`, `before`, `close`, `corrupt`, `delay`, `drip`, `error`, `every`, `id`, `op`, `p`, `reset`, `upload`, `enforce`, `message`, `provider`, `fail_at_item`, `for_seconds`, `retry_after`, `item_error`, `retry_after_as`"]
        op=drive.get,status=503: 200 "" null ["X-Mock-Fault: passed over: it says what happens and nothing else, and `match` belongs to a rule"]
        times=2,status=503: 200 "" null ["X-Mock-Fault: passed over: it says what happens and nothing else, and `times` belongs to a rule"]
    "#]].assert_eq(&lines);
    assert_eq!(mock.send(READS[0].1).await.status, 200, "the next one has none");
}
