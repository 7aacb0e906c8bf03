//! DNS rebinding: a page whose name was pointed at this machine is of the server's own origin, so its name is asked for.

use std::{fmt::Write as _, net::SocketAddr};

use expect_test::expect;
use mockdrive::server::PublicAddress;

use super::{configured, made, send_with_bytes, short};
use crate::support::Mock;

/// What each request gets, one a line.
async fn outcomes<'a>(mock: &Mock, requests: impl IntoIterator<Item = &'a str>) -> String {
    let mut lines = String::new();
    for request in requests {
        let shown = request.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>();
        writeln!(lines, "{}: {}", shown.join(" | "), short(&mock.send_bare(request).await))
            .expect("a string");
    }
    lines
}

/// A mock that listens here.
fn listening(on: &str, change: impl FnOnce(&mut PublicAddress)) -> Mock {
    let mut address = PublicAddress::default();
    change(&mut address);
    let address = address.listening_on(&[on.parse::<SocketAddr>().expect("an address")]);
    Mock::serving(Mock::new().sandboxes(), address)
}

#[tokio::test]
async fn the_control_api_is_called_by_a_known_name_only() {
    let mock = configured(|config| {
        config.external_url = Some("https://Mock.Example:8443/base".into());
        config.host_name = vec!["Named.Test".into()];
    });
    let known =
        ["127.0.0.1:8080", "192.168.1.7", "[::1]:8080", "[::ffff:127.0.0.1]", "localhost", "LOCALHOST:1"];
    let known = known.into_iter().chain(["localhost.", "t1.localhost:8080", "mock.example", "NAMED.test:9"]);
    for host in known {
        let answer = mock.send_bare(&format!("GET /_mock/tree\nHost: {host}")).await;
        assert_eq!(answer.status, 200, "{host}: {answer}");
    }
    let before = mock.sandbox().settings();
    let evil = "Host: evil.example:8080\nOrigin: http://evil.example:8080";
    let rows = [
        &*format!("PUT /_mock/settings\n{evil}\n\n{{\"auth\":\"lenient\"}}"),
        &*format!("POST /_mock/reset\n{evil}"),
        "GET /_mock/tree\nHost: evil.example:8080",
        "GET /_mock/requests\nHost: evil.example",
        "GET /_mock/health\nHost: evil.example",
        "GET /_mock\nHost: evil.example",
        "GET /_mock?a=b\nHost: evil.example",
        "GET /_mock/nothing\nHost: evil.example",
        "OPTIONS /_mock/reset\nHost: evil.example",
        "HEAD /_mock/tree\nHost: evil.example",
        "GET /_sandbox/default/_mock/tree\nHost: evil.example",
        "GET /_sandbox/new/_mock/tree\nHost: evil.example",
        "GET /_sandbox/new/v1.0/me\nHost: evil.example",
        "GET /_mock/tree\nX-Mock-Sandbox: new\nHost: evil.example",
        "GET /_mock/tree\nHost: localhost.evil.example",
        "GET /_mock/tree\nHost: 127.0.0.1.evil.example",
        "GET /_mock/tree\nHost: notlocalhost",
        "GET /_mock/tree\nHost: x.named.test",
        "GET /_mock/tree\nHost: evil.example\nX-Forwarded-Host: localhost",
        "GET /_mock/tree\nHost: evil.example\nForwarded: host=localhost",
        "GET http://evil.example/_mock/tree\nHost: evil.example",
    ];
    expect![[r#"
        PUT /_mock/settings | Host: evil.example:8080 | Origin: http://evil.example:8080 | {"auth":"lenient"}: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        POST /_mock/reset | Host: evil.example:8080 | Origin: http://evil.example:8080: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        GET /_mock/tree | Host: evil.example:8080: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        GET /_mock/requests | Host: evil.example: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        GET /_mock/health | Host: evil.example: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        GET /_mock | Host: evil.example: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        GET /_mock?a=b | Host: evil.example: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        GET /_mock/nothing | Host: evil.example: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        OPTIONS /_mock/reset | Host: evil.example: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        HEAD /_mock/tree | Host: evil.example: 403
        GET /_sandbox/default/_mock/tree | Host: evil.example: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        GET /_sandbox/new/_mock/tree | Host: evil.example: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        GET /_sandbox/new/v1.0/me | Host: evil.example: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        GET /_mock/tree | X-Mock-Sandbox: new | Host: evil.example: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        GET /_mock/tree | Host: localhost.evil.example: 403 "`localhost.evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name localhost.evil.example. A web page may give this machine a name of its own."
        GET /_mock/tree | Host: 127.0.0.1.evil.example: 403 "`127.0.0.1.evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name 127.0.0.1.evil.example. A web page may give this machine a name of its own."
        GET /_mock/tree | Host: notlocalhost: 403 "`notlocalhost` is not known to be this server: use its address, `localhost`, or start it with --host-name notlocalhost. A web page may give this machine a name of its own."
        GET /_mock/tree | Host: x.named.test: 403 "`x.named.test` is not known to be this server: use its address, `localhost`, or start it with --host-name x.named.test. A web page may give this machine a name of its own."
        GET /_mock/tree | Host: evil.example | X-Forwarded-Host: localhost: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        GET /_mock/tree | Host: evil.example | Forwarded: host=localhost: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        GET http://evil.example/_mock/tree | Host: evil.example: 403 "`evil.example:80` is no host that mockdrive stands in for (--host NAME=PROVIDER adds one) and none of its own (--host-name NAME): it forwards nothing. Let the client call it directly: NO_PROXY=localhost,127.0.0.1,::1,evil.example"
    "#]].assert_eq(&outcomes(&mock, rows).await);
    assert_eq!(*mock.sandbox().settings(), *before, "nothing changed");
    assert_eq!(made(&mock.sandboxes()), [""; 0], "and nothing was made");
}

#[tokio::test]
async fn a_request_names_one_host() {
    let mock = Mock::new();
    let rows = [
        "GET /_mock/tree",
        "GET /_mock/tree\nHost: localhost\nHost: localhost",
        "GET /_mock/tree\nHost: evil.example\nHost: localhost",
        "GET /_mock/tree\nHost: localhost, localhost",
        "GET /_mock/tree\nHost: me@localhost",
        "GET /_mock/tree\nHost: localhost:",
        "GET /_mock/tree\nHost: localhost:80x",
        "GET http://localhost/_mock/tree\nHost: localhost",
        "GET http://evil.example/_mock/tree\nHost: localhost",
        "GET http://localhost/_mock/tree\nHost: evil.example",
        "GET http://localhost:81/_mock/tree\nHost: localhost",
        "GET http://localhost/_mock/tree",
    ];
    expect![[r#"
        GET /_mock/tree: 400 "A request here names one host, in `Host`."
        GET /_mock/tree | Host: localhost | Host: localhost: 400 "A request here names one host, in `Host`."
        GET /_mock/tree | Host: evil.example | Host: localhost: 400 "A request here names one host, in `Host`."
        GET /_mock/tree | Host: localhost, localhost: 400 "A request here names one host, in `Host`."
        GET /_mock/tree | Host: me@localhost: 400 "A request here names one host, in `Host`."
        GET /_mock/tree | Host: localhost:: 400 "A request here names one host, in `Host`."
        GET /_mock/tree | Host: localhost:80x: 400 "A request here names one host, in `Host`."
        GET http://localhost/_mock/tree | Host: localhost: 200
        GET http://evil.example/_mock/tree | Host: localhost: 403 "`evil.example:80` is no host that mockdrive stands in for (--host NAME=PROVIDER adds one) and none of its own (--host-name NAME): it forwards nothing. Let the client call it directly: NO_PROXY=localhost,127.0.0.1,::1,evil.example"
        GET http://localhost/_mock/tree | Host: evil.example: 400 "A request here names one host, in `Host`."
        GET http://localhost:81/_mock/tree | Host: localhost: 400 "A request here names one host, in `Host`."
        GET http://localhost/_mock/tree: 400 "A request here names one host, in `Host`."
    "#]].assert_eq(&outcomes(&mock, rows).await);
    let no_text = send_with_bytes(&mock, "GET /_mock/tree", "host").await;
    assert_eq!(no_text.status, 400, "{no_text}");
}

#[tokio::test]
async fn a_server_that_others_reach_takes_names_that_it_cannot_know() {
    let rows = [
        "GET /_mock/health\nHost: mockdrive:8080",
        "POST /_mock/reset\nHost: mockdrive:8080\nOrigin: http://mockdrive:8080",
        "GET /_mock/health\nHost: mockdrive.tests.svc.cluster.local",
        "GET /_mock/health\nHost: evil.example\nReferer: http://evil.example/",
        "POST /_mock/reset\nHost: evil.example\nOrigin: http://evil.example",
        "GET /_sandbox/new/v1.0/me\nHost: evil.example\nSec-Fetch-Site: same-origin",
    ];
    let container = listening("0.0.0.0:8080", |_| {});
    expect![[r#"
        GET /_mock/health | Host: mockdrive:8080: 200
        POST /_mock/reset | Host: mockdrive:8080 | Origin: http://mockdrive:8080: 204
        GET /_mock/health | Host: mockdrive.tests.svc.cluster.local: 200
        GET /_mock/health | Host: evil.example | Referer: http://evil.example/: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        POST /_mock/reset | Host: evil.example | Origin: http://evil.example: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        GET /_sandbox/new/v1.0/me | Host: evil.example | Sec-Fetch-Site: same-origin: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
    "#]].assert_eq(&outcomes(&container, rows).await);
    let told = listening("[::]:8080", |address| address.names = ["mockdrive".into()].into());
    expect![[r#"
        GET /_mock/health | Host: mockdrive:8080: 200
        POST /_mock/reset | Host: mockdrive:8080 | Origin: http://mockdrive:8080: 204
        GET /_mock/health | Host: mockdrive.tests.svc.cluster.local: 403 "`mockdrive.tests.svc.cluster.local` is not known to be this server: use its address, `localhost`, or start it with --host-name mockdrive.tests.svc.cluster.local. A web page may give this machine a name of its own."
        GET /_mock/health | Host: evil.example | Referer: http://evil.example/: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        POST /_mock/reset | Host: evil.example | Origin: http://evil.example: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        GET /_sandbox/new/v1.0/me | Host: evil.example | Sec-Fetch-Site: same-origin: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
    "#]].assert_eq(&outcomes(&told, rows).await);
}

#[tokio::test]
async fn the_vendors_apis_take_any_name_unless_the_server_holds_files_of_a_person() {
    let rows = [
        "GET /v1.0/me\nHost: graph.microsoft.com\nAuthorization: Bearer alice-token",
        "GET /v1.0/me\nAuthorization: Bearer alice-token",
        "GET /api/v1/openapi/user/basic?access_token=alice-token\nHost: evil.example",
        "GET /koodrive/ose/v1/space\nHost: evil.example",
        "GET /v7/users/current\nHost: evil.example",
        "GET /v1.0/me\nHost: localhost:8080\nAuthorization: Bearer alice-token",
        "GET /v1.0/me\nHost: mock.test\nAuthorization: Bearer alice-token",
    ];
    expect![[r#"
        GET /v1.0/me | Host: graph.microsoft.com | Authorization: Bearer alice-token: 200
        GET /v1.0/me | Authorization: Bearer alice-token: 200
        GET /api/v1/openapi/user/basic?access_token=alice-token | Host: evil.example: 200
        GET /koodrive/ose/v1/space | Host: evil.example: 401
        GET /v7/users/current | Host: evil.example: 401
        GET /v1.0/me | Host: localhost:8080 | Authorization: Bearer alice-token: 200
        GET /v1.0/me | Host: mock.test | Authorization: Bearer alice-token: 200
    "#]]
    .assert_eq(&outcomes(&Mock::new(), rows).await);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/files");
    let holding = configured(|config| config.import = Some(folder.into()));
    expect![[r#"
        GET /v1.0/me | Host: graph.microsoft.com | Authorization: Bearer alice-token: 200
        GET /v1.0/me | Authorization: Bearer alice-token: 400 "A request here names one host, in `Host`."
        GET /api/v1/openapi/user/basic?access_token=alice-token | Host: evil.example: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        GET /koodrive/ose/v1/space | Host: evil.example: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        GET /v7/users/current | Host: evil.example: 403 "`evil.example` is not known to be this server: use its address, `localhost`, or start it with --host-name evil.example. A web page may give this machine a name of its own."
        GET /v1.0/me | Host: localhost:8080 | Authorization: Bearer alice-token: 200
        GET /v1.0/me | Host: mock.test | Authorization: Bearer alice-token: 200
    "#]].assert_eq(&outcomes(&holding, rows).await);
}
