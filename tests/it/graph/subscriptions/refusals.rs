//! Subscriptions that are not taken, and those of others.

use expect_test::expect;

use super::{subscribe, wanted};
use crate::{
    graph::{alice, bob, by},
    support::{
        Mock,
        receiver::{Reply, beside},
        refusals,
    },
};

#[tokio::test]
async fn wrong_subscriptions_are_refused_before_anybody_is_called() {
    let mock = Mock::new();
    beside(&mock, async |mut receiver| {
        let whole = wanted(&receiver.url("/hook"));
        let without = |member: &str| whole.replace(&format!(r#""{member}""#), r#""x""#);
        let resource = |text: &str| whole.replace("me/drive/root", text);
        let end = |text: &str| whole.replace("2026-01-03T00:00:00Z", text);
        let url = |text: &str| wanted(text);
        let more = |text: &str| whole.replace(r#""changeType""#, &format!(r#"{text}, "changeType""#));
        let rows = [
            ("no body", String::new()),
            ("half a body", "{".into()),
            ("a list", "[]".into()),
            ("no changeType", without("changeType")),
            ("no notificationUrl", without("notificationUrl")),
            ("no resource", without("resource")),
            ("no expirationDateTime", without("expirationDateTime")),
            ("created", whole.replace(r#""updated""#, r#""created""#)),
            ("updated and deleted", whole.replace(r#""updated""#, r#""updated,deleted""#)),
            ("a number as changeType", whole.replace(r#""updated""#, "7")),
            ("129 characters of clientState", whole.replace("secret", &"x".repeat(129))),
            ("TLS 9", more(r#""latestSupportedTlsVersion": "v9""#)),
            ("resource data", more(r#""includeResourceData": true"#)),
            ("lifecycle elsewhere", more(r#""lifecycleNotificationUrl": "http://example.com/""#)),
            ("no date", end("tomorrow")),
            ("an end that is now", end("2026-01-02T03:04:05Z")),
            ("an end that is too far", end("2026-01-31T12:04:05.001Z")),
            ("messages", resource("me/messages")),
            ("a drive", resource("me/drive")),
            ("children", resource("me/drive/root/children")),
            ("a whole address", resource("https://graph.microsoft.com/v1.0/me/drive/root")),
            ("a list of a site", resource("sites/root/lists/x")),
            ("a file", resource("me/drive/root:/hello.txt")),
            ("a folder of a business drive", resource("me/drive/root:/Documents")),
            ("an unknown path", resource("me/drive/root:/missing")),
            ("a path that is no text", resource("me/drive/root:/%FF")),
            ("bob's drive", resource("drives/<bob's drive>/root")),
            ("no id of a drive", resource("drives/nonsense/root")),
            ("a URL without a host", url("hook")),
            ("https", url("https://127.0.0.1/hook")),
            ("another host", url("http://example.com/hook")),
            ("a URL with credentials", url("http://u:p@127.0.0.1/hook")),
        ];
        let rows = rows.map(|(what, body)| (what, by("alice", "POST /v1.0/subscriptions", &body)));
        refusals(&mock, rows, expect![[r#"
            no body: 400 ValidationError -: resource is required.
            half a body: 400 BadRequest -: Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.
            a list: 400 BadRequest -: Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.
            no changeType: 400 ValidationError -: changeType is required.
            no notificationUrl: 400 ValidationError -: notificationUrl is required.
            no resource: 400 ValidationError -: resource is required.
            no expirationDateTime: 400 ValidationError -: expirationDateTime is required.
            created: 400 ValidationError -: The changeType of a subscription to a drive must be updated.
            updated and deleted: 400 ValidationError -: The changeType of a subscription to a drive must be updated.
            a number as changeType: 400 BadRequest -: Property changeType in payload has a value that does not match schema.
            129 characters of clientState: 400 ValidationError -: clientState is longer than 128 characters.
            TLS 9: 400 ValidationError -: latestSupportedTlsVersion must be one of v1_0, v1_1, v1_2, v1_3.
            resource data: 400 ValidationError -: includeResourceData is not supported for this resource.
            lifecycle elsewhere: 400 ValidationError -: mockdrive calls loopback addresses and the hosts that it was started with in --notify-hosts, and example.com is neither.
            no date: 400 BadRequest -: Property expirationDateTime in payload has a value that does not match schema.
            an end that is now: 400 ValidationError -: Subscription expiration must be in the future.
            an end that is too far: 400 ValidationError -: Subscription expiration can only be 42300 minutes in the future.
            messages: 400 ValidationError -: resource 'me/messages' is not supported.
            a drive: 400 ValidationError -: resource 'me/drive' is not supported.
            children: 400 ValidationError -: resource 'me/drive/root/children' is not supported.
            a whole address: 400 ValidationError -: resource 'https://graph.microsoft.com/v1.0/me/drive/root' is not supported.
            a list of a site: 400 ValidationError -: resource 'sites/root/lists/x' is not supported.
            a file: 400 ValidationError -: Subscriptions are for folders: a file cannot be subscribed to.
            a folder of a business drive: 400 ValidationError -: On business drives, only the root folder can be subscribed to.
            an unknown path: 404 itemNotFound -: The resource could not be found.
            a path that is no text: 400 ValidationError -: resource 'me/drive/root:/%FF' is not supported.
            bob's drive: 403 accessDenied -: The caller doesn't have permission to perform the action.
            no id of a drive: 400 invalidRequest -: The provided drive id appears to be malformed.
            a URL without a host: 400 ValidationError -: "hook" is not a valid notification URL.
            https: 501 notSupported -: mockdrive does not emulate notifications over https to receivers whose authority it does not know: start it with --notify-ca FILE, or use a notificationUrl that begins with http://127.0.0.1.
            another host: 400 ValidationError -: mockdrive calls loopback addresses and the hosts that it was started with in --notify-hosts, and example.com is neither.
            a URL with credentials: 400 ValidationError -: "http://u:p@127.0.0.1/hook" is not a valid notification URL.
        "#]]).await;
        assert_eq!(receiver.left(), [""; 0], "nobody was called");
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
            all.push(alice(&mock, "POST /v1.0/subscriptions", &body).await.line());
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
    let line = answer.line();
    let start = "400 ValidationError -: Subscription validation request failed. Notification endpoint must respond with \
                 200 OK to validation request (not reached: ";
    assert!(line.starts_with(start), "{line}");
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
            .assert_eq(&answer.line());
    })
    .await;
}

#[tokio::test]
async fn subscriptions_of_others_are_not_there() {
    let mock = Mock::new();
    beside(&mock, async |mut receiver| {
        let id = subscribe(&mock, &mut receiver).await;
        let address = format!("/v1.0/subscriptions/{id}");
        let end = r#"{"expirationDateTime": "2026-01-04T00:00:00Z"}"#;
        let moved = format!(r#"{{"notificationUrl": "{}"}}"#, receiver.url("/mine"));
        let rows = [
            ("read", format!("GET {address}"), ""),
            ("renewed", format!("PATCH {address}"), end),
            ("moved", format!("PATCH {address}"), &moved),
            ("deleted", format!("DELETE {address}"), ""),
            ("authorized", format!("POST {address}/reauthorize"), ""),
            ("unknown", "GET /v1.0/subscriptions/nothing".into(), ""),
        ];
        let rows = rows.map(|(what, request, body)| (what, by("bob", &request, body)));
        refusals(&mock, rows, expect![[r#"
            read: 404 ResourceNotFound -: The object was not found.
            renewed: 404 ResourceNotFound -: The object was not found.
            moved: 404 ResourceNotFound -: The object was not found.
            deleted: 404 ResourceNotFound -: The object was not found.
            authorized: 404 ResourceNotFound -: The object was not found.
            unknown: 404 ResourceNotFound -: The object was not found.
        "#]]).await;
        let wrong = r#"{"expirationDateTime": "2025-01-04T00:00:00Z"}"#;
        let rows = [
            ("no body", ""),
            ("no member", "{}"),
            ("an end in the past", wrong),
            ("ftp", r#"{"notificationUrl": "ftp://localhost/"}"#),
        ];
        let rows = rows.map(|(what, body)| (what, by("alice", &format!("PATCH {address}"), body)));
        refusals(&mock, rows, expect![[r#"
            no body: 400 BadRequest -: Write requests (excluding DELETE) must contain the Content-Type header declaration.
            no member: 400 ValidationError -: Only expirationDateTime and notificationUrl can be changed, and one of them must be.
            an end in the past: 400 ValidationError -: Subscription expiration must be in the future.
            ftp: 501 notSupported -: mockdrive does not emulate notifications over ftp: use a notificationUrl that begins with http://127.0.0.1.
        "#]]).await;
        assert_eq!(bob(&mock, "GET /v1.0/subscriptions", "").await.json()["value"], serde_json::json!([]));
        assert_eq!(receiver.left(), [""; 0], "nobody was called");
    })
    .await;
}
