//! The user of the proxy is the sandbox.

use std::io::{Read, Write};

use mockdrive::MockServer;

use crate::support::{raw, tls};

const NAME: &str = "/v1.0/me/drive/root:/hello.txt?$select=name";

fn get(host: &str, more: &str) -> String {
    format!("GET {NAME} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer alice-token\r\n{more}\r\n")
}

/// Deletes the file in a sandbox, by which others are told from it.
fn empty(mock: &MockServer, sandbox: &str) {
    let request = "DELETE /v1.0/me/drive/root:/hello.txt HTTP/1.1\r\nHost: graph.microsoft.com\r\nAuthorization: Bearer alice-token\r\n\r\n";
    let mut stream = tls::tunnel(mock, "graph.microsoft.com:443", sandbox);
    assert!(raw::ask(&mut stream, request).starts_with("HTTP/1.1 204"));
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).expect("a status")
}

#[test]
fn a_tunnel_leads_into_the_sandbox_of_its_user() {
    let mock = MockServer::start();
    empty(&mock, "t1");
    let graph = "graph.microsoft.com";
    let mut in_t1 = tls::vendor(&mock, graph, "t1");
    let mut in_t2 = tls::vendor(&mock, graph, "t2");
    let mut in_default = tls::vendor(&mock, graph, "default");
    assert_eq!(status(&raw::ask(&mut in_t1, &get(graph, ""))), "404");
    assert_eq!(status(&raw::ask(&mut in_t2, &get(graph, ""))), "200");
    assert_eq!(status(&raw::ask(&mut in_default, &get(graph, ""))), "200");
    // The header goes before the user, and the prefix before both.
    assert_eq!(status(&raw::ask(&mut in_t2, &get(graph, "X-Mock-Sandbox: t1\r\n"))), "404");
    assert_eq!(status(&raw::ask(&mut in_t1, &get(graph, "X-Mock-Sandbox: default\r\n"))), "200");
    let own = format!("localhost:{}", mock.address().port());
    let mut to_itself = tls::tunnel(&mock, &own, "t2");
    assert_eq!(status(&raw::ask(&mut to_itself, &get(&own, ""))), "200");
    let prefixed = get(&own, "X-Mock-Sandbox: t2\r\n").replace("GET ", "GET /_sandbox/t1");
    assert_eq!(status(&raw::ask(&mut to_itself, &prefixed)), "404");
    // What is not through a tunnel says it with each request.
    let whole = |user: &str| get(graph, user).replace("GET ", "GET http://graph.microsoft.com");
    let mut proxy = raw::connect(mock.address());
    assert_eq!(status(&raw::ask(&mut proxy, &whole("Proxy-Authorization: Basic dDE6eA==\r\n"))), "404");
    assert_eq!(status(&raw::ask(&mut proxy, &whole(""))), "200");
    assert_eq!(
        status(&raw::ask(&mut proxy, &get(graph, "Proxy-Authorization: Basic dDE6eA==\r\n"))),
        "200",
        "no proxy"
    );
}

#[test]
fn a_user_that_is_no_sandbox_is_refused_before_the_tunnel_opens() {
    let mock = MockServer::start();
    let user = data_encoding::BASE64.encode(b"no sandbox:x");
    let connect = format!(
        "CONNECT graph.microsoft.com:443 HTTP/1.1\r\nHost: a\r\nProxy-Authorization: Basic {user}\r\n\r\n"
    );
    let answer = raw::ask(&mut raw::connect(mock.address()), &connect);
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    let user = data_encoding::BASE64.encode(b":x");
    let connect = connect.replace(&data_encoding::BASE64.encode(b"no sandbox:x"), &user);
    let answer = raw::ask(&mut raw::connect(mock.address()), &connect);
    assert!(answer.starts_with("HTTP/1.1 200"), "nobody is the default: {answer}");
}

#[test]
fn a_tunnel_may_be_asked_for_as_in_1996() {
    // Python's urllib3 does so.
    let mock = MockServer::start();
    let mut stream = raw::connect(mock.address());
    stream.write_all(b"CONNECT graph.microsoft.com:443 HTTP/1.0\r\n\r\n").expect("sent");
    let head = raw::head(&mut stream);
    assert!(head.starts_with("HTTP/1.0 200 OK\r\n"), "{head}");
    let mut secure =
        tls::secure(stream, "graph.microsoft.com", &tls::trusting(&mock.ca_pem())).expect("secured");
    for _ in 0..3 {
        assert_eq!(status(&raw::ask(&mut secure, &get("graph.microsoft.com", ""))), "200");
    }
}

#[test]
fn what_comes_with_the_request_for_a_tunnel_goes_through_it() {
    let mock = MockServer::start();
    let mut stream = raw::connect(mock.address());
    let connect = "CONNECT graph.microsoft.com:80 HTTP/1.1\r\nHost: graph.microsoft.com:80\r\n\r\n";
    let request = get("graph.microsoft.com", "Connection: close\r\n");
    stream.write_all(format!("{connect}{request}").as_bytes()).expect("sent");
    let mut answers = String::new();
    stream.read_to_string(&mut answers).expect("text");
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2, "{answers}");
}

#[test]
fn a_tunnel_without_a_request_does_not_hold_a_stop() {
    let mock = MockServer::start();
    let mut idle = tls::vendor(&mock, "graph.microsoft.com", "t1");
    let _plain = tls::tunnel(&mock, "graph.microsoft.com:443", "t1");
    let mut busy = tls::vendor(&mock, "graph.microsoft.com", "t1");
    let upload = "PUT /v1.0/me/drive/root:/a.txt:/content HTTP/1.1\r\nHost: graph.microsoft.com\r\nAuthorization: Bearer alice-token\r\n\
                  Content-Length: 10\r\nExpect: 100-continue\r\n\r\n";
    busy.write_all(upload.as_bytes()).expect("sent");
    assert_eq!(raw::head(&mut busy), "HTTP/1.1 100 Continue\r\n\r\n");
    let stopping = std::thread::spawn(move || drop(mock));
    let mut rest = Vec::new();
    // It may or may not say that this is the end.
    let _ = idle.read_to_end(&mut rest);
    assert!(rest.is_empty(), "{rest:?}");
    busy.write_all(b"0123456789").expect("sent");
    let answer = raw::answer(&mut busy);
    assert!(answer.starts_with("HTTP/1.1 201"), "a request under way is finished: {answer}");
    stopping.join().expect("it stopped");
}
