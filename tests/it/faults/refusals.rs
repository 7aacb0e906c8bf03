//! The control API of faults, and what it refuses.

use expect_test::expect;
use serde_json::json;

use super::{READS, hit, put};
use crate::support::{Mock, refusals};

#[tokio::test]
async fn rules_are_listed_as_they_were_written_and_can_be_put_back() {
    let mock = Mock::new();
    let added = mock.send("POST /_mock/faults\n\n{\"match\": {\"operation\": \"drive.get\"}, \"effect\": \"status=503\", \"times\": 1}").await;
    expect![[r#"
        201 Created
        {
          "early": 0,
          "effect": "status=503",
          "hits": 0,
          "id": "f1",
          "match": {
            "operation": "drive.get"
          },
          "matched": 0,
          "requests": [],
          "spent": false,
          "times": 1,
          "waits": []
        }"#]]
    .assert_eq(&added.to_string());
    mock.send(READS[0].1).await;
    put(
        &mock,
        &json!([{"id": "a", "effects": ["reset", null]}, {"id": "b", "effect": {"delay": 1}, "skip": 5}]),
    )
    .await;
    let listed = mock.send("GET /_mock/faults").await;
    expect![[r#"
        200 OK
        {
          "faults": [
            {
              "early": 0,
              "effects": [
                "reset",
                null
              ],
              "hits": 0,
              "id": "a",
              "matched": 0,
              "requests": [],
              "spent": false,
              "waits": []
            },
            {
              "early": 0,
              "effect": {
                "delay": 1
              },
              "hits": 0,
              "id": "b",
              "matched": 0,
              "requests": [],
              "skip": 5,
              "spent": false,
              "waits": []
            }
          ]
        }"#]]
    .assert_eq(&listed.to_string());
    let again = mock.send(&format!("PUT /_mock/faults\n\n{}", listed.json())).await;
    assert_eq!(again.json(), listed.json());
    assert_eq!(mock.send("DELETE /_mock/faults/a").await.status, 204);
    assert_eq!(mock.send("GET /_mock/faults/b").await.json()["skip"], 5);
    assert_eq!(mock.send("DELETE /_mock/faults").await.status, 204);
    assert_eq!(mock.send("GET /_mock/faults").await.json(), json!({"faults": []}));
}

#[tokio::test]
async fn wrong_rules_are_refused_and_change_nothing() {
    let mock = Mock::new();
    put(&mock, &json!([{"id": "a", "effect": "reset"}])).await;
    let rule = |rule: serde_json::Value| format!("POST /_mock/faults\n\n{rule}");
    let rows = [
        rule(json!({"id": "a", "effect": "reset"})),
        rule(json!({"match": {"operation": "driveItem.cpoy"}, "effect": "reset"})),
        rule(json!({"match": {"operation": "driveItem.copy"}, "effect": {"error": "activityLimitRaeched"}})),
        rule(json!({"match": {"provider": "koodrive"}, "effect": {"status": 418}})),
        rule(json!({"match": {"operation": "drive.get"}, "effect": {"task": {"pace": "manual"}}})),
        rule(json!({"effect": {"error": "accessDenied", "status": 403}})),
        rule(json!({"efect": "reset"})),
        "POST /_mock/faults".to_owned(),
        "POST /_mock/faults\n\n[]".to_owned(),
        "POST /_mock/faults\n\n{".to_owned(),
        "PUT /_mock/faults\n\n{}".to_owned(),
        format!(
            "PUT /_mock/faults\n\n{}",
            json!({"faults": [{"effect": "reset"}, {"effect": {"delay": -1}}]})
        ),
        format!(
            "PUT /_mock/faults\n\n{}",
            json!({"faults": [{"id": "b", "effect": "reset"}, {"id": "b", "effect": "close"}]})
        ),
        "GET /_mock/faults/b".to_owned(),
        "DELETE /_mock/faults/b".to_owned(),
        "PATCH /_mock/faults".to_owned(),
        "GET /_mock/faults?x=1".to_owned(),
    ];
    let rows = rows.map(|row| (row.clone(), row));
    refusals(&mock, rows, expect![[r#"
        POST /_mock/faults  {"effect":"reset","id":"a"}: 409 {"detail":"There is a rule `a` already.","status":409,"title":"Conflict"}
        POST /_mock/faults  {"effect":"reset","match":{"operation":"driveItem.cpoy"}}: 400 {"detail":"The body is wrong: `match.operation` names an operation that no API has, `driveItem.cpoy`; the nearest are `driveItem.copy`, `driveItem.put`, `driveItem.get`, and GET /_mock/info lists all.","status":400,"title":"Bad Request"}
        POST /_mock/faults  {"effect":{"error":"activityLimitRaeched"},"match":{"operation":"driveItem.copy"}}: 400 {"detail":"The body is wrong: `effect.error` names an error that graph has not, `activityLimitRaeched`; there are `activityLimitReached`, `quotaLimitReached`, `accessRestricted`, `invalidRange`, `accessDenied`, `invalidPath`, `invalidRequest`, `lockMismatch`, `malwareDetected`, `maxFileSizeExceeded`, `throttledRequest`, `unauthenticated`, `ValidationError`, `itemNotFound`, `maxStreamSizeExceeded`, `notAllowed`, `notSupported`, `pathTooDeep`, `resourceLocked`, `resyncRequired`, `cannotSnapshotTree`, `invalidAcceptType`, `itemTypeDoesNotMatch`, `operationNotFound`, `pathIsTooLong`, `resourceModified`, `serviceReadOnly`, `syncStateNotFound`, `uploadSessionFailed`, `BadRequest`, `ResourceNotFound`, `TooManyRequests`, `failedDependency`, `fragmentLengthMismatch`, `fragmentOutOfOrder`, `fragmentOverlap`, `invalidQueryOption`, `noResolvedUsers`, `serviceNotAvailable`, `virusSuspicious`, `UnknownError`, `generalException`, `maxFragmentLengthExceeded`, `nameAlreadyExists`, `uploadSessionNotFound`, `Request_ResourceNotFound`, `uploadSessionIncomplete`, `InvalidAuthenticationToken`, `totalAffectedItemCountExceeded`, `resyncChangesApplyDifferences`.","status":400,"title":"Bad Request"}
        POST /_mock/faults  {"effect":{"status":418},"match":{"provider":"koodrive"}}: 400 {"detail":"The body is wrong: `effect.status` is one that errors of koodrive have, not 418: 400, 401, 403, 404, 405, 408, 409, 413, 416, 429, 500, 501, 502, 503, 504; `raw` sends any.","status":400,"title":"Bad Request"}
        POST /_mock/faults  {"effect":{"task":{"pace":"manual"}},"match":{"operation":"drive.get"}}: 400 {"detail":"The body is wrong: `effect.task` goes with an operation that starts a task: `driveItem.copy`.","status":400,"title":"Bad Request"}
        POST /_mock/faults  {"effect":{"error":"accessDenied","status":403}}: 400 {"detail":"The body is wrong: `effect.error` excludes `status`: an effect has one of `error`, `status`, `raw`, `connection`.","status":400,"title":"Bad Request"}
        POST /_mock/faults  {"efect":"reset"}: 400 {"detail":"The body is wrong: `efect` is not known here; there are `effect`, `effects`, `every`, `match`, `over`, `seed`, `when`, `id`, `skip`, `times`, `for_seconds`, `probability`.","status":400,"title":"Bad Request"}
        POST /_mock/faults: 400 {"detail":"The body is wrong: `effect` is missing: it says what happens.","status":400,"title":"Bad Request"}
        POST /_mock/faults  []: 400 {"detail":"The body is wrong: it has to be an object.","status":400,"title":"Bad Request"}
        POST /_mock/faults  {: 400 {"detail":"The body is wrong: EOF while parsing an object at line 1 column 1.","status":400,"title":"Bad Request"}
        PUT /_mock/faults  {}: 400 {"detail":"The body is wrong: `faults` is missing.","status":400,"title":"Bad Request"}
        PUT /_mock/faults  {"faults":[{"effect":"reset"},{"effect":{"delay":-1}}]}: 400 {"detail":"The body is wrong: `faults[1].effect.delay` is a number of milliseconds, `{\"uniform\": [100, 900]}` or `{\"lognormal\": {\"median\": 90, \"sigma\": 0.4}}`.","status":400,"title":"Bad Request"}
        PUT /_mock/faults  {"faults":[{"effect":"reset","id":"b"},{"effect":"close","id":"b"}]}: 409 {"detail":"There is a rule `b` already.","status":409,"title":"Conflict"}
        GET /_mock/faults/b: 404 {"detail":"There is no rule `b`; there are `a`.","status":404,"title":"Not Found"}
        DELETE /_mock/faults/b: 404 {"detail":"There is no rule `b`; there are `a`.","status":404,"title":"Not Found"}
        PATCH /_mock/faults: 405 {"detail":"This path has no other methods than GET, HEAD, PUT, POST, DELETE.","status":405,"title":"Method Not Allowed"}
        GET /_mock/faults?x=1: 400 {"detail":"Unknown parameter `x`: /_mock/faults has none.","status":400,"title":"Bad Request"}
    "#]]).await;
    let ids = mock.send("GET /_mock/faults").await.json();
    assert_eq!(ids["faults"][0]["id"], "a");
    assert_eq!(ids["faults"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn faults_belong_to_their_sandbox() {
    let mock = Mock::new();
    assert_eq!(hit(&mock, json!({"effect": {"status": 503}}), READS[0].1).await.status, 503);
    let other = READS[0].1.replace("/v1.0", "/_sandbox/other/v1.0");
    assert_eq!(mock.send(&other).await.status, 200);
    mock.fork("forked");
    assert_eq!(mock.send(&READS[0].1.replace("/v1.0", "/_sandbox/forked/v1.0")).await.status, 200);
    mock.send("POST /_mock/reset").await;
    assert_eq!(mock.send(READS[0].1).await.status, 200);
}
