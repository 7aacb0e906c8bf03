//! Every error that a fault can be is one of the provider's own.

use std::fmt::Write as _;

use mockdrive::{sandbox::KnownError, server, world::Api};
use serde_json::{Value, json};

use super::{READS, hit};
use crate::support::{Answer, Mock};

/// The code of an error in the envelope of a provider, which has nothing else in it.
fn code_of(api: Api, answer: &Answer) -> Vec<String> {
    let body = answer.json();
    let members = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    match api {
        Api::Graph => {
            assert_eq!(members(&body), ["error"], "{answer}");
            let error = &body["error"];
            assert_eq!(members(error), ["code", "innerError", "message"], "{answer}");
            let inner = &error["innerError"];
            assert!(inner["request-id"] == answer.header("request-id"), "{answer}");
            [&error["code"], &inner["code"]].into_iter().filter_map(Value::as_str).map(Into::into).collect()
        }
        Api::Kdocs => {
            assert_eq!(members(&body), ["code", "hint", "message", "msg"], "{answer}");
            vec![body["code"].to_string()]
        }
        Api::Wps => {
            assert!(body.get("msg").or(body.get("message")).is_some_and(Value::is_string), "{answer}");
            vec![body["code"].to_string()]
        }
        Api::Koodrive => {
            assert_eq!(members(&body), ["code", "msg"], "{answer}");
            vec![body["code"].to_string()]
        }
    }
}

#[tokio::test]
async fn every_code_is_an_error_of_its_provider() {
    let mock = Mock::new();
    let errors = server::catalogue().errors.clone();
    for api in Api::ALL {
        let of: Vec<&KnownError> =
            errors.iter().filter(|known| known.api == api && !known.signs_in).collect();
        assert!(of.len() > 20, "{api:?} has {}", of.len());
        let (_, request) = READS.iter().find(|(name, _)| *name == api.name()).expect("a read");
        for KnownError { code, .. } in of {
            let answer = hit(&mock, json!({ "effect": { "error": code } }), request).await;
            assert!(code_of(api, &answer).contains(code), "{code}: {answer}");
            assert_eq!(answer.header("x-mock-fault"), "f1", "{code}: {answer}");
            let statuses: Vec<u16> = errors
                .iter()
                .filter(|known| known.api == api && known.code == *code)
                .map(|known| known.status)
                .collect();
            assert!(statuses.contains(&answer.status.as_u16()), "{code}: {answer}");
        }
    }
}

#[tokio::test]
async fn every_status_is_worded_by_its_provider() {
    let mock = Mock::new();
    let errors = server::catalogue().errors.clone();
    for (name, request) in READS {
        let api = Api::from_name(name).expect("a provider");
        for known in errors.iter().filter(|known| known.api == api && !known.signs_in) {
            let rule = json!({ "match": { "provider": name }, "effect": { "status": known.status, "message": "Gone fishing." } });
            let answer = hit(&mock, rule, request).await;
            assert_eq!(answer.status, known.status, "{answer}");
            code_of(api, &answer);
            assert!(String::from_utf8_lossy(&answer.body).contains("Gone fishing."), "{answer}");
        }
    }
}

#[tokio::test]
async fn the_commonest_faults_look_like_this() {
    let mock = Mock::new();
    let mut lines = String::new();
    for (name, request) in READS {
        for effect in
            [json!({"status": 429, "retry_after": 7}), json!({"status": 503}), json!({"status": 401})]
        {
            let answer = hit(&mock, json!({"match": {"provider": name}, "effect": effect}), request).await;
            writeln!(lines, "{name} {effect}: {}", answer.line()).expect("text");
        }
    }
    for request in ["GET /graph/v7/drives", "GET /openapi/v7/drives"] {
        let answer = hit(&mock, json!({"effect": "error=429000001"}), request).await;
        writeln!(lines, "{request}: {}", answer.line()).expect("text");
    }
    expect_test::expect![[r#"
        graph {"retry_after":7,"status":429}: 429 [retry-after: 7] activityLimitReached throttledRequest: The app or user has been throttled.
        graph {"status":503}: 503 serviceNotAvailable -: The service is not available. Try the request again after a delay. There may be a Retry-After header.
        graph {"status":401}: 401 InvalidAuthenticationToken -: Lifetime validation failed, the token is expired.
        kdocs {"retry_after":7,"status":429}: 429 [retry-after: 7] {"code":30002,"hint":"a fault of the control API","message":"RateLimiter","msg":"RateLimiter"}
        kdocs {"status":503}: 503 {"code":40008,"hint":"a fault of the control API","message":"AccountUpgrading","msg":"AccountUpgrading"}
        kdocs {"status":401}: 401 {"code":20007,"hint":"a fault of the control API","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        wps {"retry_after":7,"status":429}: 429 [retry-after: 7] {"code":429000001,"more":{"code":429000001,"msg":"A fault of the control API."},"msg":"请求太频繁"}
        wps {"status":503}: 503 {"code":50300007,"more":{"code":50300007,"msg":"A fault of the control API."},"msg":"TemporarilyUnavailable"}
        wps {"status":401}: 401 {"code":40100011,"more":{"code":40100011,"msg":"A fault of the control API."},"msg":"InvalidToken"}
        koodrive {"retry_after":7,"status":429}: 429 [retry-after: 7] {"code":429,"msg":"Too Many Requests"}
        koodrive {"status":503}: 503 {"code":503,"msg":"Service Unavailable"}
        koodrive {"status":401}: 401 {"code":401,"msg":"Unauthorized"}
        GET /graph/v7/drives: 429 {"code":429000001,"detail":"A fault of the control API.","msg":"请求太频繁"}
        GET /openapi/v7/drives: 429 {"code":429000001,"more":{"code":429000001,"msg":"A fault of the control API."},"msg":"请求太频繁"}
    "#]].assert_eq(&lines);
}

#[tokio::test]
async fn what_signs_in_fails_in_words_of_its_own() {
    let mock = Mock::new();
    let token = "POST /common/oauth2/v2.0/token\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=refresh_token";
    for known in server::catalogue().errors.iter().filter(|known| known.signs_in) {
        let answer = hit(&mock, json!({"effect": {"error": known.code}}), token).await;
        let body = answer.json();
        let codes = [body["error"].as_str().expect("a code").to_owned(), body["error_codes"][0].to_string()];
        assert!(codes.contains(&known.code), "{answer}");
    }
    let mut lines = String::new();
    for effect in ["status=503,retry_after=1", "status=429", "error=invalid_grant", "error=99999"] {
        let rule = json!({"match": {"operation": "oauth2.token"}, "effect": effect});
        if effect.ends_with("99999") {
            let refused = mock.send(&format!("POST /_mock/faults\n\n{rule}")).await;
            writeln!(lines, "{effect}: {}", refused.line().split(';').next().unwrap_or_default())
                .expect("text");
            continue;
        }
        let answer = hit(&mock, rule, token).await;
        let body = answer.json();
        writeln!(lines, "{effect}: {} {} {}", answer.status, body["error"], body["error_description"])
            .expect("text");
    }
    // Such a code narrows its rule down: the drives stay as they are.
    let answer = hit(&mock, json!({"effect": "error=invalid_grant"}), READS[0].1).await;
    assert_eq!(answer.status, 200, "{answer}");
    expect_test::expect![[r#"
        status=503,retry_after=1: 503 Service Unavailable "temporarily_unavailable" "AADSTS90033: A transient error has occurred. Please try again."
        status=429: 429 Too Many Requests "temporarily_unavailable" "AADSTS90055: There are too many incoming requests."
        error=invalid_grant: 400 Bad Request "invalid_grant" "AADSTS70008: The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource."
        error=99999: 400 {"detail":"The body is wrong: `effect.error` names an error that no API has, `99999`
    "#]].assert_eq(&lines);
}
