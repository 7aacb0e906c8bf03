//! Whatever a client speaks first, and however slowly it does.

use std::{
    io::{Read, Write},
    net::TcpStream,
    thread,
};

use mockdrive::MockServer;

use crate::support::{raw, tls};

const HEALTH: &str = "GET /_mock/health HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// A stream that sends every byte by itself.
struct Slowly(TcpStream);

impl Read for Slowly {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let one = buffer.len().min(1);
        self.0.read(&mut buffer[..one])
    }
}

impl Write for Slowly {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        for byte in bytes {
            self.0.write_all(&[*byte])?;
            thread::yield_now();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

/// The status and the body of an answer.
fn short(answer: &str) -> String {
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    format!("{}: {}", head.lines().next().unwrap_or_default(), body.trim_end())
}

#[test]
fn a_hello_may_come_in_pieces_of_one_byte() {
    let mock = MockServer::start();
    let stream = raw::connect(mock.address());
    stream.set_nodelay(true).expect("a socket");
    let mut secure =
        tls::secure(Slowly(stream), "localhost", &tls::trusting(&mock.ca_pem())).expect("secured");
    assert!(raw::ask(&mut secure, HEALTH).starts_with("HTTP/1.1 200 OK\r\n"));
}

#[test]
fn all_ways_in_take_turns_on_one_port() {
    let mock = MockServer::start();
    let config = tls::trusting(&mock.ca_pem());
    let port = mock.address().port();
    for _ in 0..3 {
        let mut plain = raw::connect(mock.address());
        let mut secured = tls::secure(raw::connect(mock.address()), "127.0.0.1", &config).expect("secured");
        let mut in_tunnel = tls::vendor(&mock, "graph.microsoft.com", "t1");
        let mut plain_in_tunnel = tls::tunnel(&mock, "graph.microsoft.com:80", "t1");
        let mut to_itself = tls::tunnel(&mock, &format!("localhost:{port}"), "t1");
        let me = "GET /v1.0/me?$select=displayName HTTP/1.1\r\nHost: graph.microsoft.com\r\nAuthorization: Bearer alice-token\r\n\r\n";
        let absolute = me.replace("GET ", "GET http://graph.microsoft.com");
        // Each connection has several requests.
        for _ in 0..3 {
            for stream in [&mut plain as &mut dyn Stream, &mut secured, &mut to_itself] {
                assert_eq!(short(&raw::ask(&mut *stream, HEALTH)), "HTTP/1.1 200 OK: {\"status\":\"ok\"}");
            }
            for (stream, request, scheme) in [
                (&mut plain as &mut dyn Stream, &*absolute, "http"),
                (&mut in_tunnel, me, "https"),
                (&mut plain_in_tunnel, me, "http"),
            ] {
                let context =
                    format!("{scheme}://graph.microsoft.com/v1.0/$metadata#users(displayName)/$entity");
                assert_eq!(
                    short(&raw::ask(stream, request)),
                    format!(
                        "HTTP/1.1 200 OK: {{\"@odata.context\":\"{context}\",\"displayName\":\"Alice Example\"}}"
                    )
                );
            }
        }
    }
}

/// Whatever a request is sent on.
trait Stream: Read + Write {}

impl<S: Read + Write> Stream for S {}

#[test]
fn a_proxy_may_itself_be_asked_through_tls() {
    let mock = MockServer::start();
    let config = tls::trusting(&mock.ca_pem());
    let mut proxy = tls::secure(raw::connect(mock.address()), "localhost", &config).expect("secured");
    let opened = raw::ask(
        &mut proxy,
        "CONNECT graph.microsoft.com:443 HTTP/1.1\r\nHost: graph.microsoft.com:443\r\n\r\n",
    );
    assert!(opened.starts_with("HTTP/1.1 200 OK\r\n"), "{opened}");
    let mut inner = tls::secure(proxy, "graph.microsoft.com", &config).expect("secured twice");
    let answer = raw::ask(&mut inner, "GET /v1.0/nothing HTTP/1.1\r\nHost: graph.microsoft.com\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{answer}");
}

#[test]
fn a_large_upload_and_what_it_waits_for_go_through_a_tunnel() {
    let mock = MockServer::start();
    let mut stream = tls::vendor(&mock, "graph.microsoft.com", "t1");
    let body = vec![7; 24 << 20];
    let head = format!(
        "PUT /v1.0/me/drive/root:/large.bin:/content HTTP/1.1\r\nHost: graph.microsoft.com\r\nAuthorization: Bearer alice-token\r\n\
         Content-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).expect("sent");
    assert_eq!(raw::head(&mut stream), "HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(&body).expect("sent");
    let answer = raw::answer(&mut stream);
    assert!(answer.starts_with("HTTP/1.1 201 Created\r\n"), "{answer}");
    let get = "GET /v1.0/me/drive/root:/large.bin:/content HTTP/1.1\r\nHost: graph.microsoft.com\r\nAuthorization: Bearer alice-token\r\n\r\n";
    let moved = raw::ask(&mut stream, get);
    let location = moved.lines().find_map(|line| line.strip_prefix("location: ")).expect("an address");
    let path = location.strip_prefix("https://graph.microsoft.com").expect("on the same host");
    stream
        .write_all(format!("GET {path} HTTP/1.1\r\nHost: graph.microsoft.com\r\n\r\n").as_bytes())
        .expect("sent");
    let head = raw::head(&mut stream);
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    let mut back = vec![0; body.len()];
    stream.read_exact(&mut back).expect("a whole file");
    assert!(back == body, "other bytes");
}

#[test]
fn many_who_began_a_handshake_and_go_no_further_are_in_nobodys_way() {
    let mock = MockServer::start();
    let config = tls::trusting(&mock.ca_pem());
    let half = |bytes: &[u8]| {
        let mut stream = raw::connect(mock.address());
        stream.write_all(bytes).expect("sent");
        stream
    };
    let waiting: Vec<_> =
        (0..100).flat_map(|_| [half(&[]), half(&[0x16, 3, 1, 2, 0, 1]), half(b"GET ")]).collect();
    let mut secure = tls::vendor(&mock, "graph.microsoft.com", "t1");
    assert!(
        raw::ask(&mut secure, "GET /v1.0/me HTTP/1.1\r\nHost: graph.microsoft.com\r\n\r\n").contains("401")
    );
    let mut own = tls::secure(raw::connect(mock.address()), "localhost", &config).expect("secured");
    assert!(raw::ask(&mut own, HEALTH).contains("200 OK"));
    drop(waiting);
}
