//! What the proxy does not do: it forwards nothing, and looks nothing up.

use std::{io::ErrorKind, net::TcpListener};

use expect_test::expect;
use mockdrive::{Config, MockServer, ProxyAuth};

use crate::support::raw;

/// What a proxy says to a first line: the status and the detail.
fn said(mock: &MockServer, first: &str, more: &str) -> String {
    let host = first.split(' ').nth(1).expect("a target").replace("http://", "");
    let request = format!(
        "{first} HTTP/1.1\r\nHost: {}\r\n{more}Connection: close\r\n\r\n",
        host.split('/').next().expect("text")
    );
    let answer = raw::exchange(mock.address(), &request);
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split_once(' ')).expect("a status").1.to_owned();
    let detail =
        body.split("\"detail\":\"").nth(1).map_or(body, |detail| detail.trim_end_matches(['}', '"', '\n']));
    format!("{first}: {status}: {detail}").replace(&mock.address().port().to_string(), "PORT")
}

#[test]
fn hosts_and_ports_that_are_not_ours_are_refused_and_never_called() {
    let mock = MockServer::start();
    let other = TcpListener::bind("127.0.0.1:0").expect("a port");
    other.set_nonblocking(true).expect("a socket");
    let there = other.local_addr().expect("bound");
    let port = mock.address().port();
    let mut lines = Vec::new();
    for target in [
        "example.com:443".to_owned(),
        "graph.microsoft.com.example:443".into(),
        "graph.microsoft.com:8443".into(),
        "microsoft.com:443".into(),
        "sharepoint.com:443".into(),
        format!("192.0.2.7:{port}"),
        format!("[2001:db8::1]:{port}"),
        format!("mockdrive:{port}"),
        "localhost:1".into(),
        "localhost".into(),
        "user@graph.microsoft.com:443".into(),
    ] {
        lines.push(said(&mock, &format!("CONNECT {target}"), ""));
    }
    for url in [
        "http://example.com/",
        "https://example.com/",
        "http://graph.microsoft.com:8080/v1.0/me",
        "http://user@localhost/",
    ] {
        lines.push(said(&mock, &format!("GET {url}"), ""));
    }
    expect![[r#"
        CONNECT example.com:443: 403 Forbidden: `example.com:443` is no host that mockdrive stands in for (--host NAME=PROVIDER adds one) and none of its own (--host-name NAME): it forwards nothing. Let the client call it directly: NO_PROXY=localhost,127.0.0.1,::1,example.com
        CONNECT graph.microsoft.com.example:443: 403 Forbidden: `graph.microsoft.com.example:443` is no host that mockdrive stands in for (--host NAME=PROVIDER adds one) and none of its own (--host-name NAME): it forwards nothing. Let the client call it directly: NO_PROXY=localhost,127.0.0.1,::1,graph.microsoft.com.example
        CONNECT graph.microsoft.com:8443: 403 Forbidden: `graph.microsoft.com:8443` is no host that mockdrive stands in for (--host NAME=PROVIDER adds one) and none of its own (--host-name NAME): it forwards nothing. Let the client call it directly: NO_PROXY=localhost,127.0.0.1,::1,graph.microsoft.com
        CONNECT microsoft.com:443: 403 Forbidden: `microsoft.com:443` is no host that mockdrive stands in for (--host NAME=PROVIDER adds one) and none of its own (--host-name NAME): it forwards nothing. Let the client call it directly: NO_PROXY=localhost,127.0.0.1,::1,microsoft.com
        CONNECT sharepoint.com:443: 403 Forbidden: `sharepoint.com:443` is no host that mockdrive stands in for (--host NAME=PROVIDER adds one) and none of its own (--host-name NAME): it forwards nothing. Let the client call it directly: NO_PROXY=localhost,127.0.0.1,::1,sharepoint.com
        CONNECT 192.0.2.7:PORT: 403 Forbidden: `192.0.2.7:PORT` is no host that mockdrive stands in for (--host NAME=PROVIDER adds one) and none of its own (--host-name NAME): it forwards nothing. Let the client call it directly: NO_PROXY=localhost,127.0.0.1,::1,192.0.2.7
        CONNECT [2001:db8::1]:PORT: 403 Forbidden: `[2001:db8::1]:PORT` is no host that mockdrive stands in for (--host NAME=PROVIDER adds one) and none of its own (--host-name NAME): it forwards nothing. Let the client call it directly: NO_PROXY=localhost,127.0.0.1,::1,2001:db8::1
        CONNECT mockdrive:PORT: 403 Forbidden: `mockdrive:PORT` is no host that mockdrive stands in for (--host NAME=PROVIDER adds one) and none of its own (--host-name NAME): it forwards nothing. Let the client call it directly: NO_PROXY=localhost,127.0.0.1,::1,mockdrive
        CONNECT localhost:1: 403 Forbidden: `localhost:1` is no host that mockdrive stands in for (--host NAME=PROVIDER adds one) and none of its own (--host-name NAME): it forwards nothing. Let the client call it directly: NO_PROXY=localhost,127.0.0.1,::1
        CONNECT localhost: 403 Forbidden: `localhost:443` is no host that mockdrive stands in for (--host NAME=PROVIDER adds one) and none of its own (--host-name NAME): it forwards nothing. Let the client call it directly: NO_PROXY=localhost,127.0.0.1,::1
        CONNECT user@graph.microsoft.com:443: 400 Bad Request: A proxy is asked for a host and its port: `CONNECT graph.microsoft.com:443`, or a whole http address.
        GET http://example.com/: 403 Forbidden: `example.com:80` is no host that mockdrive stands in for (--host NAME=PROVIDER adds one) and none of its own (--host-name NAME): it forwards nothing. Let the client call it directly: NO_PROXY=localhost,127.0.0.1,::1,example.com
        GET https://example.com/: 403 Forbidden: `example.com:443` is no host that mockdrive stands in for (--host NAME=PROVIDER adds one) and none of its own (--host-name NAME): it forwards nothing. Let the client call it directly: NO_PROXY=localhost,127.0.0.1,::1,example.com
        GET http://graph.microsoft.com:8080/v1.0/me: 403 Forbidden: `graph.microsoft.com:8080` is no host that mockdrive stands in for (--host NAME=PROVIDER adds one) and none of its own (--host-name NAME): it forwards nothing. Let the client call it directly: NO_PROXY=localhost,127.0.0.1,::1,graph.microsoft.com
        GET http://user@localhost/: 400 Bad Request: A proxy is asked for a host and its port: `CONNECT graph.microsoft.com:443`, or a whole http address."#]].assert_eq(&lines.join("\n"));
    for name in [there.to_string(), format!("localhost:{}", there.port())] {
        assert!(said(&mock, &format!("CONNECT {name}"), "").contains(": 403 Forbidden: "), "{name}");
        assert!(said(&mock, &format!("GET http://{name}/x"), "").contains(": 403 Forbidden: "), "{name}");
    }
    assert_eq!(other.accept().expect_err("nobody comes").kind(), ErrorKind::WouldBlock);
}

#[test]
fn its_own_names_are_the_server_itself() {
    let mock = MockServer::builder()
        .host_name("mock.example")
        .tls_name("docker.example")
        .external_url("https://outside.example:8443")
        .start()
        .expect("started");
    let port = mock.address().port();
    for target in [
        format!("localhost:{port}"),
        format!("a.localhost:{port}"),
        format!("127.0.0.1:{port}"),
        format!("127.0.0.9:{port}"),
        format!("[::1]:{port}"),
        format!("mock.example:{port}"),
        format!("MOCK.example.:{port}"),
        format!("docker.example:{port}"),
        "outside.example:8443".into(),
    ] {
        let mut stream = raw::connect(mock.address());
        let opened = raw::ask(&mut stream, &format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n"));
        assert!(opened.starts_with("HTTP/1.1 200"), "{target}: {opened}");
        let health = format!("GET /_mock/health HTTP/1.1\r\nHost: {target}\r\n\r\n");
        assert!(raw::ask(&mut stream, &health).starts_with("HTTP/1.1 200"), "{target}");
        let whole = format!("GET http://{target}/_mock/health HTTP/1.1\r\nHost: {target}\r\n\r\n");
        assert!(raw::ask(&mut raw::connect(mock.address()), &whole).starts_with("HTTP/1.1 200"), "{target}");
    }
}

#[test]
fn what_was_refused_stands_in_the_journal_of_the_sandbox() {
    let mock = MockServer::start();
    // t1 is the user.
    said(&mock, "CONNECT example.com:443", "Proxy-Authorization: Basic dDE6eA==\r\n");
    said(&mock, "GET http://example.com/a?b=c", "Proxy-Authorization: Basic dDE6eA==\r\n");
    let journal = |sandbox: &str| {
        let request =
            format!("GET {sandbox}/_mock/requests HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        let answer = raw::exchange(mock.address(), &request);
        let body: serde_json::Value =
            serde_json::from_str(answer.split_once("\r\n\r\n").expect("a body").1).expect("JSON");
        let entries = body["requests"].as_array().expect("a list").clone();
        let line = |entry: &serde_json::Value| {
            format!("{} {} {} {}", entry["method"], entry["path"], entry["status"], entry["reason"])
        };
        entries.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(journal(""), "");
    expect![[r#"
        "CONNECT" "example.com:443" 403 "`example.com:443` is no host that mockdrive stands in for (--host NAME=PROVIDER adds one) and none of its own (--host-name NAME): it forwards nothing. Let the client call it directly: NO_PROXY=localhost,127.0.0.1,::1,example.com"
        "GET" "http://example.com/a?b=c" 403 "`example.com:80` is no host that mockdrive stands in for (--host NAME=PROVIDER adds one) and none of its own (--host-name NAME): it forwards nothing. Let the client call it directly: NO_PROXY=localhost,127.0.0.1,::1,example.com""#]].assert_eq(&journal("/_sandbox/t1"));
}

#[test]
fn there_is_no_tunnel_within_a_tunnel() {
    let mock = MockServer::start();
    let mut stream = raw::connect(mock.address());
    let connect = "CONNECT graph.microsoft.com:443 HTTP/1.1\r\nHost: graph.microsoft.com:443\r\n\r\n";
    assert!(raw::ask(&mut stream, connect).starts_with("HTTP/1.1 200"));
    let answer = raw::ask(&mut stream, connect);
    assert!(
        answer.starts_with("HTTP/1.1 400") && answer.contains("There is no tunnel within a tunnel."),
        "{answer}"
    );
    let answer = raw::ask(&mut stream, "GET /v1.0/me HTTP/1.1\r\nHost: graph.microsoft.com\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 401"), "the tunnel goes on: {answer}");
}

#[test]
fn a_tunnel_without_a_port_leads_to_that_of_https() {
    let mock = MockServer::start();
    // MSAL for JavaScript opens one like this, and sends whole addresses through it, in the clear.
    let mut stream = raw::connect(mock.address());
    let connect = "CONNECT login.microsoftonline.com HTTP/1.1\r\nHost: login.microsoftonline.com\r\n\r\n";
    assert!(raw::ask(&mut stream, connect).starts_with("HTTP/1.1 200"));
    let url = "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration";
    let answer = raw::ask(
        &mut stream,
        &format!("GET {url} HTTP/1.1\r\nHost: login.microsoftonline.com\r\nConnection: close\r\n\r\n"),
    );
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let token = "\"token_endpoint\":\"https://login.microsoftonline.com/common/oauth2/v2.0/token\"";
    assert!(answer.contains(token), "{answer}");
}

#[test]
fn what_is_no_request_is_refused_within_a_tunnel_too() {
    let mock = MockServer::start();
    for nonsense in ["hello\r\n\r\n", "\u{1}\u{2}\u{3}\r\n\r\n", "GET / HTTP/9.9\r\n\r\n"] {
        let mut stream = raw::connect(mock.address());
        let connect = "CONNECT graph.microsoft.com:443 HTTP/1.1\r\nHost: graph.microsoft.com:443\r\n\r\n";
        assert!(raw::ask(&mut stream, connect).starts_with("HTTP/1.1 200"));
        let answer = raw::ask(&mut stream, nonsense);
        assert!(answer.starts_with("HTTP/1.1 400"), "{nonsense:?}: {answer}");
    }
}

#[test]
fn a_server_that_asks_for_the_user_is_answered_on_the_same_connection() {
    let config = Config { proxy_auth: ProxyAuth::Required, ..Config::default() };
    let mock = MockServer::start_with(&config).expect("started");
    let mut stream = raw::connect(mock.address());
    let connect = "CONNECT graph.microsoft.com:443 HTTP/1.1\r\nHost: graph.microsoft.com:443\r\n";
    let asked = raw::ask(&mut stream, &format!("{connect}\r\n"));
    assert!(asked.starts_with("HTTP/1.1 407 Proxy Authentication Required\r\n"), "{asked}");
    assert!(asked.contains("proxy-authenticate: Basic realm="), "{asked}");
    for wrong in ["Bearer x", "Basic !", "Basic eA==", "Basic"] {
        let refused = raw::ask(&mut stream, &format!("{connect}Proxy-Authorization: {wrong}\r\n\r\n"));
        assert!(refused.starts_with("HTTP/1.1 407"), "{wrong}: {refused}");
    }
    let whole = "GET http://graph.microsoft.com/v1.0/me HTTP/1.1\r\nHost: graph.microsoft.com\r\n\r\n";
    assert!(raw::ask(&mut stream, whole).starts_with("HTTP/1.1 407"));
    let opened = raw::ask(&mut stream, &format!("{connect}Proxy-Authorization: Basic dDE6eA==\r\n\r\n"));
    assert!(opened.starts_with("HTTP/1.1 200"), "{opened}");
}
