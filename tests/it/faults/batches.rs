//! Parts of a batch.

use std::fmt::Write as _;

use expect_test::expect;
use serde_json::{Value, json};

use super::{last, listed, put};
use crate::support::Mock;

async fn batch(mock: &Mock) -> Value {
    let part = |id: &str, url: &str| json!({"id": id, "method": "GET", "url": url});
    let body = json!({"requests": [part("1", "/me/drive"), part("2", "/me/drive/root"), part("3", "/me")]});
    let request = format!(
        "POST /v1.0/$batch\nAuthorization: Bearer alice-token\nContent-Type: application/json\n\n{body}"
    );
    mock.send(&request).await.json()
}

#[tokio::test]
async fn errors_hit_parts_by_their_operation() {
    let mock = Mock::new();
    let rule = json!({"match": {"operation": "driveItem.get"}, "effect": {"error": "activityLimitReached", "retry_after": 5}});
    put(&mock, &json!([rule])).await;
    let answer = batch(&mock).await;
    let mut lines = String::new();
    for part in answer["responses"].as_array().expect("a list") {
        writeln!(
            lines,
            "{} {} {} {}",
            part["id"], part["status"], part["headers"]["Retry-After"], part["body"]["error"]["code"]
        )
        .expect("text");
    }
    expect![[r#"
        "1" 200 null null
        "2" 429 "5" "activityLimitReached"
        "3" 200 null null
    "#]]
    .assert_eq(&lines);
    let entry = last(&mock).await;
    assert_eq!(entry["fault"], "f1", "{entry}");
    assert_eq!(listed(&mock, "f1").await["requests"], json!([entry["n"]]));
}

#[tokio::test]
async fn what_happens_on_the_wire_hits_the_whole_only() {
    let mock = Mock::new();
    for effect in ["cut=1", "reset", "upload=1", "drip=1000"] {
        put(&mock, &json!([{"match": {"operation": "driveItem.get"}, "effect": effect}])).await;
        let answer = batch(&mock).await;
        let statuses: Vec<_> = answer["responses"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|part| part["status"].clone())
            .collect();
        assert_eq!(statuses, [200, 200, 200], "{effect}: {answer}");
        assert_eq!(listed(&mock, "f1").await["matched"], 0, "{effect}");
    }
    put(&mock, &json!([{"match": {"operation": "batch"}, "effect": {"status": 503}}])).await;
    assert_eq!(batch(&mock).await["error"]["code"], "serviceNotAvailable");
}
