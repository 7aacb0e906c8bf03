//! Subscriptions that are not taken, and those of others.

use std::sync::Arc;

use expect_test::expect;

use super::{
    receiver::{Reply, beside},
    subscribe, wanted,
};
use crate::{
    graph::{alice, bob, refusals::told},
    support::Mock,
};

#[tokio::test]
async fn wrong_subscriptions_are_refused_before_anybody_is_called() {
    let mock = Mock::new();
    let tree = mock.send("GET /_mock/tree?drive=bob").await.json();
    let bobs = tree["drives"][0]["graph_drive"].as_str().expect("an id").to_owned();
    beside(&mock, async |mut receiver| {
        let whole = wanted(&receiver.url("/hook"));
        let without = |member: &str| whole.replace(&format!(r#""{member}""#), r#""x""#);
        let resource = |text: &str| whole.replace("me/drive/root", text);
        let end = |text: &str| whole.replace("2026-01-03T00:00:00Z", text);
        let url = |text: &str| wanted(text);
        let more = |text: &str| whole.replace(r#""changeType""#, &format!(r#"{text}, "changeType""#));
        let before = mock.sandbox().snapshot();
        let mut all = Vec::new();
        for body in [
            String::new(),
            "{".into(),
            "[]".into(),
            without("changeType"),
            without("notificationUrl"),
            without("resource"),
            without("expirationDateTime"),
            whole.replace(r#""updated""#, r#""created""#),
            whole.replace(r#""updated""#, r#""updated,deleted""#),
            whole.replace(r#""updated""#, "7"),
            whole.replace("secret", &"x".repeat(129)),
            more(r#""latestSupportedTlsVersion": "v9""#),
            more(r#""includeResourceData": true"#),
            more(r#""lifecycleNotificationUrl": "http://example.com/""#),
            end("tomorrow"),
            end("2026-01-02T03:04:05Z"),
            end("2026-01-31T12:04:05.001Z"),
            resource("me/messages"),
            resource("me/drive"),
            resource("me/drive/root/children"),
            resource("https://graph.microsoft.com/v1.0/me/drive/root"),
            resource("sites/root/lists/x"),
            resource("me/drive/root:/hello.txt"),
            resource("me/drive/root:/Documents"),
            resource("me/drive/root:/missing"),
            resource("me/drive/root:/%FF"),
            resource(&format!("drives/{bobs}/root")),
            resource("drives/nonsense/root"),
            url("hook"),
            url("https://127.0.0.1/hook"),
            url("http://example.com/hook"),
            url("http://u:p@127.0.0.1/hook"),
        ] {
            let answer = alice(&mock, "POST /v1.0/subscriptions", &body).await;
            all.push(told(&answer));
        }
        assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "nothing changed");
        assert_eq!(receiver.left(), [""; 0], "nobody was called");
        expect![[r#"
            [
                "400 ValidationError -: resource is required.",
                "400 invalidRequest -: The request body is not valid JSON: EOF while parsing an object at line 1 column 1",
                "400 invalidRequest -: The request body is not valid JSON: invalid type: sequence, expected an object at line 1 column 0",
                "400 ValidationError -: changeType is required.",
                "400 ValidationError -: notificationUrl is required.",
                "400 ValidationError -: resource is required.",
                "400 ValidationError -: expirationDateTime is required.",
                "400 ValidationError -: The changeType of a subscription to a drive must be updated.",
                "400 ValidationError -: The changeType of a subscription to a drive must be updated.",
                "400 invalidRequest -: The request body is not valid JSON: invalid type: integer `7`, expected a string at line 1 column 16",
                "400 ValidationError -: clientState is longer than 128 characters.",
                "400 ValidationError -: latestSupportedTlsVersion must be one of v1_0, v1_1, v1_2, v1_3.",
                "400 ValidationError -: includeResourceData is not supported for this resource.",
                "400 ValidationError -: mockdrive calls loopback addresses and the hosts that it was started with in --notify-hosts, and example.com is neither.",
                "400 ValidationError -: \"tomorrow\" is not a valid date and time with an offset, such as 2026-01-02T03:04:05Z.",
                "400 ValidationError -: Subscription expiration must be in the future.",
                "400 ValidationError -: Subscription expiration can only be 42300 minutes in the future.",
                "400 ValidationError -: resource 'me/messages' is not supported.",
                "400 ValidationError -: resource 'me/drive' is not supported.",
                "400 ValidationError -: resource 'me/drive/root/children' is not supported.",
                "400 ValidationError -: resource 'https://graph.microsoft.com/v1.0/me/drive/root' is not supported.",
                "400 ValidationError -: resource 'sites/root/lists/x' is not supported.",
                "400 ValidationError -: Subscriptions are for folders: a file cannot be subscribed to.",
                "400 ValidationError -: On business drives, only the root folder can be subscribed to.",
                "404 itemNotFound -: The resource could not be found.",
                "400 ValidationError -: resource 'me/drive/root:/%FF' is not supported.",
                "403 accessDenied -: The caller doesn't have permission to perform the action.",
                "400 invalidRequest -: The provided drive id appears to be malformed.",
                "400 ValidationError -: \"hook\" is not a valid notification URL.",
                "501 notSupported -: mockdrive does not emulate notifications over https: use a notificationUrl that begins with http://127.0.0.1.",
                "400 ValidationError -: mockdrive calls loopback addresses and the hosts that it was started with in --notify-hosts, and example.com is neither.",
                "400 ValidationError -: \"http://u:p@127.0.0.1/hook\" is not a valid notification URL.",
            ]
        "#]].assert_debug_eq(&all);
    })
    .await;
}

#[tokio::test]
async fn a_receiver_that_does_not_answer_as_it_should_is_not_subscribed() {
    let mock = Mock::new();
    beside(&mock, async |receiver| {
        let plain = "text/plain";
        let body = wanted(&receiver.url("/hook"));
        let mut all = Vec::new();
        for reply in [
            Reply::With(403, plain, String::new()),
            Reply::With(202, plain, String::new()),
            Reply::With(302, plain, String::new()),
            Reply::With(299, plain, String::new()),
            Reply::With(200, plain, "another".into()),
            Reply::With(200, "text/html", String::new()),
            Reply::With(200, plain, "x".repeat(100_000)),
        ] {
            receiver.reply(reply);
            all.push(told(&alice(&mock, "POST /v1.0/subscriptions", &body).await));
        }
        assert_eq!(mock.sandbox().read(|world, now| world.subscriptions(now).count()), 0);
        expect![[r#"
            [
                "400 ValidationError -: Subscription validation request failed. HTTP status code is 'Forbidden'. Notification endpoint must respond with 200 OK to validation request.",
                "400 ValidationError -: Subscription validation request failed. HTTP status code is 'Accepted'. Notification endpoint must respond with 200 OK to validation request.",
                "400 ValidationError -: Subscription validation request failed. HTTP status code is 'Found'. Notification endpoint must respond with 200 OK to validation request.",
                "400 ValidationError -: Subscription validation request failed. HTTP status code is '299'. Notification endpoint must respond with 200 OK to validation request.",
                "400 ValidationError -: Subscription validation request failed. Response must exactly match validationToken query parameter.",
                "400 ValidationError -: Subscription validation request failed. Notification endpoint must respond with the content type text/plain.",
                "400 ValidationError -: Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request (no whole answer: length limit exceeded).",
            ]
        "#]].assert_debug_eq(&all);
    })
    .await;
}

#[tokio::test]
async fn a_receiver_that_is_not_there_is_not_subscribed() {
    let mock = Mock::new();
    let port =
        std::net::TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a port").port();
    let url = format!("http://127.0.0.1:{port}/");
    let answer = alice(&mock, "POST /v1.0/subscriptions", &wanted(&url)).await;
    let told = told(&answer);
    let start = "400 ValidationError -: Subscription validation request failed. Notification endpoint must respond with \
                 200 OK to validation request (not reached: ";
    assert!(told.starts_with(start), "{told}");
    let notes = mock.send("GET /_mock/requests").await.json()["requests"][0]["notes"].clone();
    assert!(notes[0].as_str().expect("a note").starts_with("validation: failed."), "{notes}");
}

#[tokio::test(start_paused = true)]
async fn a_receiver_has_ten_seconds() {
    let mock = Mock::new();
    beside(&mock, async |receiver| {
        receiver.reply(Reply::Never);
        let start = tokio::time::Instant::now();
        let answer = alice(&mock, "POST /v1.0/subscriptions", &wanted(&receiver.url("/hook"))).await;
        assert_eq!(start.elapsed().as_secs(), 10);
        expect!["400 ValidationError -: Subscription validation request timed out."]
            .assert_eq(&told(&answer));
    })
    .await;
}

#[tokio::test]
async fn subscriptions_of_others_are_not_there() {
    let mock = Mock::new();
    beside(&mock, async |mut receiver| {
        let id = subscribe(&mock, &mut receiver).await;
        let address = format!("/v1.0/subscriptions/{id}");
        let before = mock.sandbox().snapshot();
        let end = r#"{"expirationDateTime": "2026-01-04T00:00:00Z"}"#;
        let moved = format!(r#"{{"notificationUrl": "{}"}}"#, receiver.url("/mine"));
        let mut all = Vec::new();
        for (request, body) in [
            (format!("GET {address}"), ""),
            (format!("PATCH {address}"), end),
            (format!("PATCH {address}"), &moved),
            (format!("DELETE {address}"), ""),
            (format!("POST {address}/reauthorize"), ""),
            ("GET /v1.0/subscriptions/nothing".into(), ""),
        ] {
            all.push(told(&bob(&mock, &request, body).await));
        }
        let wrong = r#"{"expirationDateTime": "2025-01-04T00:00:00Z"}"#;
        for body in ["", "{}", wrong, r#"{"notificationUrl": "ftp://localhost/"}"#] {
            all.push(told(&alice(&mock, &format!("PATCH {address}"), body).await));
        }
        assert_eq!(bob(&mock, "GET /v1.0/subscriptions", "").await.json()["value"], serde_json::json!([]));
        assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "nothing changed");
        assert_eq!(receiver.left(), [""; 0], "nobody was called");
        expect![[r#"
            [
                "404 ResourceNotFound -: The object was not found.",
                "404 ResourceNotFound -: The object was not found.",
                "404 ResourceNotFound -: The object was not found.",
                "404 ResourceNotFound -: The object was not found.",
                "404 ResourceNotFound -: The object was not found.",
                "404 ResourceNotFound -: The object was not found.",
                "400 ValidationError -: Only expirationDateTime and notificationUrl can be changed, and one of them must be.",
                "400 ValidationError -: Only expirationDateTime and notificationUrl can be changed, and one of them must be.",
                "400 ValidationError -: Subscription expiration must be in the future.",
                "501 notSupported -: mockdrive does not emulate notifications over ftp: use a notificationUrl that begins with http://127.0.0.1.",
            ]
        "#]].assert_debug_eq(&all);
    })
    .await;
}
