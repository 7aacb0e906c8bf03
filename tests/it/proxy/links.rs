//! What links begin with: the scheme and the host that were asked.

use expect_test::expect;
use mockdrive::{Config, MockServer};

use crate::support::{raw, tls};

const LINK: &str = "/v1.0/me/drive/root:/hello.txt?$select=webUrl";

/// Where the item is, as the answer says.
fn link(answer: &str) -> String {
    let at = answer.split("\"webUrl\":\"").nth(1).unwrap_or_else(|| panic!("no link: {answer}"));
    let url = at.split('"').next().expect("text");
    url.split("/personal/").next().expect("text").to_owned()
}

fn request(host: &str, more: &str) -> String {
    format!("GET {LINK} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer alice-token\r\n{more}\r\n")
}

#[test]
fn links_have_the_scheme_and_host_that_were_asked() {
    let mock = MockServer::start();
    let config = tls::trusting(&mock.ca_pem());
    let port = mock.address().port();
    let graph = "graph.microsoft.com";
    let mut lines = Vec::new();
    let mut note = |what: &str, answer: &str| {
        lines.push(format!("{what}: {}", link(answer)).replace(&port.to_string(), "PORT"));
    };
    let mut plain = raw::connect(mock.address());
    let own = format!("127.0.0.1:{port}");
    note("plain", &raw::ask(&mut plain, &request(&own, "")));
    let in_sandbox = request(&own, "").replace("GET ", "GET /_sandbox/t2");
    note("plain, by prefix", &raw::ask(&mut plain, &in_sandbox));
    note("plain, by header", &raw::ask(&mut plain, &request(&own, "X-Mock-Sandbox: t2\r\n")));
    note("plain, the vendor's name", &raw::ask(&mut plain, &request(graph, "X-Mock-Sandbox: t2\r\n")));
    let whole = |scheme: &str| {
        request(graph, "Proxy-Authorization: Basic dDE6eA==\r\n")
            .replace("GET ", &format!("GET {scheme}://{graph}"))
    };
    note("a whole http address", &raw::ask(&mut plain, &whole("http")));
    note("a whole https address", &raw::ask(&mut plain, &whole("https")));
    let mut secure = tls::secure(raw::connect(mock.address()), "localhost", &config).expect("secured");
    note("TLS", &raw::ask(&mut secure, &request(&format!("localhost:{port}"), "")));
    note("TLS, by prefix", &raw::ask(&mut secure, &in_sandbox));
    let mut tunnel = tls::vendor(&mock, graph, "t1");
    note("a tunnel with TLS", &raw::ask(&mut tunnel, &request(graph, "")));
    note("a tunnel with TLS, by header", &raw::ask(&mut tunnel, &request(graph, "X-Mock-Sandbox: t2\r\n")));
    note(
        "a tunnel with TLS, forwarded",
        &raw::ask(&mut tunnel, &request(graph, "X-Forwarded-Host: a.test\r\nX-Forwarded-Proto: http\r\n")),
    );
    let mut tunnel = tls::tunnel(&mock, &format!("{graph}:80"), "t1");
    note("a plain tunnel", &raw::ask(&mut tunnel, &request(graph, "")));
    let mut tunnel = tls::tunnel(&mock, &format!("localhost:{port}"), "t1");
    note("a tunnel to the server itself", &raw::ask(&mut tunnel, &request(&format!("localhost:{port}"), "")));
    note("a tunnel to the server itself, by prefix", &raw::ask(&mut tunnel, &in_sandbox));
    let mut tunnel = tls::tunnel(&mock, &format!("{graph}:80"), "t1");
    let old = format!("GET {LINK} HTTP/1.0\r\nAuthorization: Bearer alice-token\r\n\r\n");
    note("a tunnel, no Host", &raw::ask(&mut tunnel, &old));
    expect![[r#"
        plain: http://127.0.0.1:PORT
        plain, by prefix: http://127.0.0.1:PORT/_sandbox/t2
        plain, by header: http://127.0.0.1:PORT/_sandbox/t2
        plain, the vendor's name: http://graph.microsoft.com
        a whole http address: http://graph.microsoft.com
        a whole https address: https://graph.microsoft.com
        TLS: https://localhost:PORT
        TLS, by prefix: https://127.0.0.1:PORT/_sandbox/t2
        a tunnel with TLS: https://graph.microsoft.com
        a tunnel with TLS, by header: https://graph.microsoft.com
        a tunnel with TLS, forwarded: http://a.test/_sandbox/t1
        a plain tunnel: http://graph.microsoft.com
        a tunnel to the server itself: http://localhost:PORT
        a tunnel to the server itself, by prefix: http://127.0.0.1:PORT/_sandbox/t2
        a tunnel, no Host: http://graph.microsoft.com"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn an_external_url_wins_and_has_a_prefix_where_it_is_the_servers() {
    let mut lines = Vec::new();
    for external in ["https://mock.example/base", "https://graph.microsoft.com"] {
        let config = Config { external_url: Some(external.into()), ..Config::default() };
        let mock = MockServer::start_with(&config).expect("started");
        let mut tunnel = tls::vendor(&mock, "graph.microsoft.com", "t1");
        lines.push(link(&raw::ask(&mut tunnel, &request("graph.microsoft.com", ""))));
    }
    expect![[r#"
        https://mock.example/base/_sandbox/t1
        https://graph.microsoft.com"#]]
    .assert_eq(&lines.join("\n"));
}
