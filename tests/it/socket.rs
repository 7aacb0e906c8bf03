//! What only a real socket shows: stopping, broken bodies, racing requests.

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpStream},
};

use mockdrive::MockServer;

use crate::support::raw;

fn connect(server: &MockServer) -> TcpStream {
    raw::connect(server.address())
}

/// Reads until what was read ends like this.
fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut text = String::new();
    let mut byte = [0];
    while !text.ends_with(end) {
        assert_eq!(stream.read(&mut byte).expect("an answer"), 1, "the connection ended: {text}");
        text.push(byte[0].into());
    }
    text
}

/// Sends a request on a connection of its own and reads the answer to its end.
fn exchange(server: &MockServer, request: &str) -> String {
    raw::exchange(server.address(), request)
}

const COPY: &str = "POST /v1.0/me/drive/root:/hello.txt:/copy HTTP/1.1\r\nHost: mock.test\r\n\
                    Authorization: Bearer alice-token\r\nContent-Type: application/json\r\nConnection: close\r\n";

#[test]
fn a_request_under_way_is_answered_before_the_server_stops() {
    let server = MockServer::start();
    let mut stream = connect(&server);
    let body = r#"{"name": "last.txt"}"#;
    let head = COPY.replace("Connection: close\r\n", "");
    write!(stream, "{head}Expect: 100-continue\r\nContent-Length: {}\r\n\r\n", body.len()).expect("sent");
    // The server has begun to read the body.
    assert!(read_until(&mut stream, "\r\n\r\n").starts_with("HTTP/1.1 100"));
    let address = server.address();
    let stopping = std::thread::spawn(move || drop(server));
    // It takes no more connections once it is asked to stop.
    while TcpStream::connect(address).is_ok() {
        std::thread::yield_now();
    }
    stream.write_all(body.as_bytes()).expect("sent");
    let answer = read_until(&mut stream, "\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 202"), "{answer}");
    stopping.join().expect("it stopped");
}

#[test]
fn a_truncated_body_is_refused_in_the_vendors_words() {
    let server = MockServer::start();
    let mut stream = connect(&server);
    write!(stream, "{COPY}Content-Length: 100\r\n\r\n{{\"name\"").expect("sent");
    stream.shutdown(Shutdown::Write).expect("a socket");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("text");
    assert!(
        answer.starts_with("HTTP/1.1 400") && answer.contains("The request body ended early."),
        "{answer}"
    );
    let answer = exchange(&server, &format!("{}\r\n", COPY.replace("POST", "GET").replace(":/copy", "")));
    assert!(answer.starts_with("HTTP/1.1 200"), "the server goes on: {answer}");
}

#[test]
fn a_truncated_body_has_its_code_in_wps() {
    let server = MockServer::start();
    let mut stream = connect(&server);
    let head = "POST /v7/drives/create HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer alice-token\r\n";
    let json = "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"name\"";
    write!(stream, "{head}Connection: close\r\n{json}").expect("sent");
    stream.shutdown(Shutdown::Write).expect("a socket");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("text");
    let body = answer.split("\r\n\r\n").nth(1).unwrap_or(&answer);
    expect_test::expect![[r#"{"code":400000007,"msg":"无效请求","more":{"code":400000007,"msg":"The body ended before its announced end."}}"#]].assert_eq(body);
}

#[test]
fn an_oversized_body_is_refused_before_it_is_sent() {
    let server = MockServer::start();
    let answer = exchange(&server, &format!("{COPY}Content-Length: 999999999999\r\n\r\n"));
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert!(answer.contains("The request body is larger than 4194304 bytes."), "{answer}");
}

#[test]
fn a_client_that_sends_a_refused_body_to_its_end_still_gets_the_answer() {
    let server = MockServer::start();
    let body = vec![b' '; 16 << 20];
    let mut stream = connect(&server);
    write!(stream, "{COPY}Content-Length: {}\r\n\r\n", body.len()).expect("sent");
    stream.write_all(&body).expect("the connection is open to the end");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("text");
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}

#[test]
fn a_request_that_is_refused_unread_leaves_its_connection_to_the_next() {
    let server = MockServer::start();
    let body = vec![b' '; 1 << 20];
    for (path, status) in [
        ("/v1.0/me/drive/root/children", "401"),
        ("/v1.0/nothing", "400"),
        ("/v1.0/teams", "501"),
        ("/api/v1/openapi/personal/files", "401"),
        ("/graph/v7/files/batch_get_meta", "401"),
        ("/koodrive/ose/v1/jobs", "401"),
        ("/nothing", "404"),
    ] {
        let mut stream = connect(&server);
        write!(stream, "POST {path} HTTP/1.1\r\nHost: mock.test\r\nContent-Length: {}\r\n\r\n", body.len())
            .expect("sent");
        stream.write_all(&body).expect("the connection is open to the end");
        let refused = read_until(&mut stream, "\r\n\r\n");
        assert!(refused.starts_with(&format!("HTTP/1.1 {status}")), "{path}: {refused}");
        stream
            .write_all(b"GET /_mock/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .expect("the connection is open still");
        let mut rest = String::new();
        stream.read_to_string(&mut rest).expect("text");
        assert!(rest.contains("HTTP/1.1 200"), "{path}: {rest}");
    }
}

#[test]
fn of_requests_that_race_for_one_name_one_wins() {
    let server = MockServer::start();
    let body = r#"{"name": "one.txt"}"#;
    let statuses: Vec<String> = std::thread::scope(|scope| {
        let race = || {
            let copy = exchange(&server, &format!("{COPY}Content-Length: {}\r\n\r\n{body}", body.len()));
            let location = copy.lines().find_map(|line| line.strip_prefix("location: ")).expect("accepted");
            let path = location.strip_prefix("http://mock.test").expect("our host");
            let monitor = exchange(
                &server,
                &format!("GET {path} HTTP/1.1\r\nHost: mock.test\r\nConnection: close\r\n\r\n"),
            );
            if monitor.contains("\"completed\"") { "completed" } else { "failed" }.to_owned()
        };
        let racers: Vec<_> = (0..8).map(|_| scope.spawn(race)).collect();
        racers.into_iter().map(|racer| racer.join().expect("no panic")).collect()
    });
    assert_eq!(statuses.iter().filter(|status| *status == "completed").count(), 1, "{statuses:?}");
}

#[test]
fn a_server_starts_from_an_async_test_too_and_frees_its_port() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let address = runtime.block_on(async {
        let server = MockServer::start();
        let health =
            exchange(&server, "GET /_mock/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assert!(health.ends_with("{\"status\":\"ok\"}\n"), "{health}");
        server.address()
    });
    assert!(TcpStream::connect(address).is_err());
}
