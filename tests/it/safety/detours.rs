//! The server as a detour: what a stranger has it call is never the server itself, under no name.

use std::{
    fmt::Write as _,
    io::{Read, Write},
    net::{SocketAddr, TcpListener},
    time::{Duration, UNIX_EPOCH},
};

use expect_test::expect;
use mockdrive::{Builder, MockServer};

use super::short;
use crate::support::{Mock, raw};

/// A request with a JSON body on a connection of its own.
fn post(server: &MockServer, path: &str, more: &str, body: &str) -> String {
    let length = body.len();
    let head = format!("POST {path} HTTP/1.1\r\nHost: localhost\r\n{more}Connection: close\r\n");
    let request = format!("{head}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}");
    raw::exchange(server.address(), &request)
}

/// The answer to somebody who wants notifications sent to this address.
fn subscribe(server: &MockServer, url: &str) -> String {
    let body = format!(
        r#"{{"changeType": "updated", "resource": "/me/drive/root", "notificationUrl": "{url}",
            "expirationDateTime": "2026-01-03T00:00:00Z"}}"#
    );
    post(server, "/v1.0/subscriptions", "Authorization: Bearer alice-token\r\n", &body)
}

/// The status, and what the vendor says to it.
fn told(server: &MockServer, answer: &str) -> String {
    let status = answer.split(' ').nth(1).unwrap_or_default();
    let said = ["\"hint\":\"", "\"message\":\""].iter().find_map(|name| {
        answer.split_once(name).and_then(|(_, rest)| rest.split_once('"')).map(|(said, _)| said)
    });
    let told = format!("{status} {}", said.unwrap_or_default());
    told.replace(&format!(":{}", server.address().port()), ":PORT")
}

/// A server whose default sandbox has a setting that every reset takes back.
fn start(change: impl FnOnce(Builder) -> Builder) -> MockServer {
    let builder = MockServer::builder().frozen_at(UNIX_EPOCH + Duration::from_secs(1_767_323_045));
    let server = change(builder).start().expect("started");
    let body = r#"{"sync_max_items": 77}"#;
    let put = "PUT /_mock/settings HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    raw::exchange(server.address(), &format!("{put}Content-Length: {}\r\n\r\n{body}", body.len()));
    assert!(is_untouched(&server));
    server
}

/// Whether nothing has reset the default sandbox.
fn is_untouched(server: &MockServer) -> bool {
    let get = "GET /_mock/settings HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    raw::exchange(server.address(), get).contains("\"sync_max_items\":77")
}

/// Every spelling of the server's own address, on its own port.
const HOSTS: [&str; 9] = [
    "127.0.0.1",
    "127.0.0.2",
    "127.1.2.3",
    "localhost",
    "LOCALHOST.",
    "any.localhost",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
];

#[test]
fn notifications_never_go_to_the_server_itself() {
    let server = start(|builder| builder);
    let port = server.address().port();
    let mut lines = String::new();
    for host in HOSTS {
        for path in ["/_mock/reset", "/v1.0/me"] {
            lines += &told(&server, &subscribe(&server, &format!("http://{host}:{port}{path}")));
            lines.push('\n');
        }
    }
    expect![[r#"
        400 127.0.0.1 is mockdrive itself: notifications go to the application under test.
        400 127.0.0.1 is mockdrive itself: notifications go to the application under test.
        400 127.0.0.2 is mockdrive itself: notifications go to the application under test.
        400 127.0.0.2 is mockdrive itself: notifications go to the application under test.
        400 127.1.2.3 is mockdrive itself: notifications go to the application under test.
        400 127.1.2.3 is mockdrive itself: notifications go to the application under test.
        400 localhost is mockdrive itself: notifications go to the application under test.
        400 localhost is mockdrive itself: notifications go to the application under test.
        400 mockdrive calls loopback addresses and the hosts that it was started with in --notify-hosts, and localhost. is neither.
        400 mockdrive calls loopback addresses and the hosts that it was started with in --notify-hosts, and localhost. is neither.
        400 any.localhost is mockdrive itself: notifications go to the application under test.
        400 any.localhost is mockdrive itself: notifications go to the application under test.
        400 ::1 is mockdrive itself: notifications go to the application under test.
        400 ::1 is mockdrive itself: notifications go to the application under test.
        400 ::ffff:127.0.0.1 is mockdrive itself: notifications go to the application under test.
        400 ::ffff:127.0.0.1 is mockdrive itself: notifications go to the application under test.
        400 ::ffff:7f00:1 is mockdrive itself: notifications go to the application under test.
        400 ::ffff:7f00:1 is mockdrive itself: notifications go to the application under test.
    "#]].assert_eq(&lines);
    assert!(is_untouched(&server));
}

#[test]
fn names_that_the_operator_allowed_lead_nowhere_else_but_to_others() {
    let server = start(|builder| {
        let builder = builder.notify_host("0.0.0.0").notify_host("named.test").notify_host("outside.test");
        builder.host_name("named.test").external_url("http://outside.test:7777/x")
    });
    let port = server.address().port();
    let mut lines = String::new();
    for at in [format!("0.0.0.0:{port}"), format!("named.test:{port}"), "outside.test:7777".into()] {
        lines += &told(&server, &subscribe(&server, &format!("http://{at}/_mock/reset")));
        lines.push('\n');
    }
    expect![[r#"
        400 0.0.0.0 is mockdrive itself: notifications go to the application under test.
        400 named.test is mockdrive itself: notifications go to the application under test.
        400 outside.test is mockdrive itself: notifications go to the application under test.
    "#]]
    .assert_eq(&lines);
    assert!(is_untouched(&server));
}

#[test]
fn a_server_that_listens_everywhere_is_not_reached_by_its_machine() {
    let server = start(|builder| builder.listen(SocketAddr::from(([0, 0, 0, 0], 0))));
    let port = server.address().port();
    for host in HOSTS {
        let answer = subscribe(&server, &format!("http://{host}:{port}/_mock/reset"));
        assert!(answer.starts_with("HTTP/1.1 400"), "{host}: {answer}");
    }
    assert!(is_untouched(&server));
}

#[test]
fn documents_and_webhooks_are_not_fetched_from_the_server_itself() {
    let server = start(|builder| builder.auth(mockdrive::Auth::Lenient));
    let port = server.address().port();
    let mut lines = String::new();
    for host in ["127.0.0.1", "localhost", "[::1]"] {
        let at = format!("http://{host}:{port}/_mock/tree");
        for (path, body) in [
            (
                "/api/v1/openapi/office/extract/plaintext",
                format!(r#"{{"url": "{at}", "filename": "a.txt"}}"#),
            ),
            (
                "/api/v1/openapi/anonymous/preview/cloud/with_token",
                format!(r#"{{"url": "{at}", "filename": "a.txt"}}"#),
            ),
        ] {
            writeln!(lines, "{path}: {}", told(&server, &post(&server, path, "", &body))).expect("a string");
        }
    }
    expect![[r#"
        /api/v1/openapi/office/extract/plaintext: 400 http://127.0.0.1:PORT/_mock/tree: 127.0.0.1 is this server, which does not call itself
        /api/v1/openapi/anonymous/preview/cloud/with_token: 400 http://127.0.0.1:PORT/_mock/tree: 127.0.0.1 is this server, which does not call itself
        /api/v1/openapi/office/extract/plaintext: 400 http://localhost:PORT/_mock/tree: localhost is this server, which does not call itself
        /api/v1/openapi/anonymous/preview/cloud/with_token: 400 http://localhost:PORT/_mock/tree: localhost is this server, which does not call itself
        /api/v1/openapi/office/extract/plaintext: 400 http://[::1]:PORT/_mock/tree: ::1 is this server, which does not call itself
        /api/v1/openapi/anonymous/preview/cloud/with_token: 400 http://[::1]:PORT/_mock/tree: ::1 is this server, which does not call itself
    "#]]
    .assert_eq(&lines);
    assert!(is_untouched(&server));
}

#[test]
fn a_redirect_back_to_the_server_is_not_followed() {
    let server = start(|builder| builder);
    let elsewhere = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/hook", elsewhere.local_addr().expect("bound"));
    let back = format!("http://{}/_mock/reset", server.address());
    let (answer, asked) = std::thread::scope(|scope| {
        let receiver = scope.spawn(|| {
            let (mut stream, _) = elsewhere.accept().expect("the handshake");
            let mut asked = [0; 4096];
            let length = stream.read(&mut asked).expect("a request");
            let moved = format!("HTTP/1.1 307 Moved\r\nLocation: {back}\r\nContent-Length: 0\r\n\r\n");
            stream.write_all(moved.as_bytes()).expect("sent");
            String::from_utf8_lossy(&asked[..length]).into_owned()
        });
        (subscribe(&server, &url), receiver.join().expect("no panic"))
    });
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert!(asked.contains("x-mock-sent-by-server: 1"), "what the server sends is marked: {asked}");
    assert!(is_untouched(&server));
}

#[tokio::test]
async fn what_a_server_sent_controls_no_server_whatever_way_it_took() {
    let mock = Mock::new();
    let mark = "X-Mock-Sent-By-Server: 1";
    let before = mock.sandbox().snapshot();
    let reset = short(&mock.send(&format!("POST /_mock/reset\n{mark}")).await);
    expect![[r#"403 "A mockdrive sent this request for somebody else: none of them controls another one, or itself.""#]].assert_eq(&reset);
    let made = mock.send(&format!("GET /_sandbox/new/v1.0/me\n{mark}")).await;
    assert_eq!(made.status, 403, "{made}");
    assert!(std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
    let fetched = mock.send(&format!("GET /v1.0/me\n{mark}\nAuthorization: Bearer alice-token")).await;
    assert_eq!(fetched.status, 200, "one server may fetch a file from another");
}

#[tokio::test]
async fn a_link_glued_onto_a_base_leads_to_the_same_api() {
    let mock = Mock::new();
    mock.send("PUT /_mock/settings\n\n{\"tasks\": \"manual\"}").await;
    let settings = mock.sandbox().settings();
    let mut lines = String::new();
    for link in [
        "http://h/_mock/reset",
        "http://h/_sandbox/default/_mock/reset",
        "http://h/_mock/../v1.0/me",
        "http://h/v1.0/http://h/_mock/reset",
        "http://h//_mock/reset",
        "http://h/%5Fmock/reset",
        "http://h/v1.0/../_mock/reset",
        "http://h/koodrive/ose/v1/jobs",
        "http://h/api/v1/openapi/user/basic",
        "http://h/v1.0",
        "http://h",
        "http://h/v1.0/me",
        "http://h/_sandbox/t1/v1.0/me",
    ] {
        for method in ["GET", "POST"] {
            let answer =
                mock.send(&format!("{method} /v1.0/{link}\nAuthorization: Bearer alice-token")).await;
            writeln!(lines, "{method} {link}: {}", answer.line().chars().take(110).collect::<String>())
                .expect("a string");
        }
    }
    expect![[r#"
        GET http://h/_mock/reset: 400 invalidRequest -: An absolute address in the path has to be one of Microsoft Graph.
        POST http://h/_mock/reset: 400 invalidRequest -: An absolute address in the path has to be one of Microsoft Graph.
        GET http://h/_sandbox/default/_mock/reset: 400 invalidRequest -: An absolute address in the path has to be one of Microsoft Graph.
        POST http://h/_sandbox/default/_mock/reset: 400 invalidRequest -: An absolute address in the path has to be one of Microsoft Graph.
        GET http://h/_mock/../v1.0/me: 400 invalidRequest -: An absolute address in the path has to be one of Microsoft Graph.
        POST http://h/_mock/../v1.0/me: 400 invalidRequest -: An absolute address in the path has to be one of Microsoft Graph.
        GET http://h/v1.0/http://h/_mock/reset: 400 invalidRequest -: An absolute address in the path has to be one of Microsoft Graph.
        POST http://h/v1.0/http://h/_mock/reset: 400 invalidRequest -: An absolute address in the path has to be one of Microsoft Graph.
        GET http://h//_mock/reset: 400 invalidRequest -: An absolute address in the path has to be one of Microsoft Graph.
        POST http://h//_mock/reset: 400 invalidRequest -: An absolute address in the path has to be one of Microsoft Graph.
        GET http://h/%5Fmock/reset: 400 invalidRequest -: An absolute address in the path has to be one of Microsoft Graph.
        POST http://h/%5Fmock/reset: 400 invalidRequest -: An absolute address in the path has to be one of Microsoft Graph.
        GET http://h/v1.0/../_mock/reset: 400 BadRequest -: Resource not found for the segment '..'.
        POST http://h/v1.0/../_mock/reset: 400 BadRequest -: Resource not found for the segment '..'.
        GET http://h/koodrive/ose/v1/jobs: 400 invalidRequest -: An absolute address in the path has to be one of Microsoft Graph.
        POST http://h/koodrive/ose/v1/jobs: 400 invalidRequest -: An absolute address in the path has to be one of Microsoft Graph.
        GET http://h/api/v1/openapi/user/basic: 400 invalidRequest -: An absolute address in the path has to be one of Microsoft Graph.
        POST http://h/api/v1/openapi/user/basic: 400 invalidRequest -: An absolute address in the path has to be one of Microsoft Graph.
        GET http://h/v1.0: 400 invalidRequest -: An absolute address in the path has to be one of Microsoft Graph.
        POST http://h/v1.0: 400 invalidRequest -: An absolute address in the path has to be one of Microsoft Graph.
        GET http://h: 400 BadRequest -: Resource not found for the segment 'http:'.
        POST http://h: 400 BadRequest -: Resource not found for the segment 'http:'.
        GET http://h/v1.0/me: 200 {"@odata.context":"http://mock.test/v1.0/$metadata#users/$entity","businessPhones":[],"displayName":"Alice
        POST http://h/v1.0/me: 405 notAllowed -: The HTTP method is not allowed on this resource.
        GET http://h/_sandbox/t1/v1.0/me: 200 {"@odata.context":"http://mock.test/v1.0/$metadata#users/$entity","businessPhones":[],"displayName":"Alice
        POST http://h/_sandbox/t1/v1.0/me: 405 notAllowed -: The HTTP method is not allowed on this resource.
    "#]].assert_eq(&lines);
    assert_eq!(*mock.sandbox().settings(), *settings, "nothing was reset");
}
