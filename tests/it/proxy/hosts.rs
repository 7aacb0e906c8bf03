//! What is at which host.

use std::fmt::Write;

use expect_test::expect;
use mockdrive::{Api, MockServer};

use crate::support::{raw, tls};

const HOSTS: [&str; 7] = [
    "graph.microsoft.com",
    "login.microsoftonline.com",
    "contoso.sharepoint.com",
    "developer.kdocs.cn",
    "openapi.wps.cn",
    "cn.myhuaweicloud-koodrive.com",
    "drive.example",
];

/// What a host answers to a path.
fn answer(mock: &MockServer, host: &str, path: &str) -> String {
    let mut stream = tls::tunnel(mock, &format!("{host}:80"), "t1");
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer alice-token\r\n\r\n");
    raw::ask(&mut stream, &request)
}

#[test]
fn a_vendors_host_has_the_vendors_paths_and_no_others() {
    let mock = MockServer::builder().vendor_host("drive.example", Api::Wps).start().expect("started");
    let mut rows = String::new();
    for path in [
        "/v1.0/me/drive",
        "/beta/me/drive",
        "/_api/v2.0/me/drive",
        "/11111111-1111-1111-1111-111111111111/v2.0/.well-known/openid-configuration",
        "/common/discovery/v2.0/keys",
        "/devicelogin",
        "/oidc/userinfo",
        "/api/v1/openapi/personal/files/flat?access_token=alice-token",
        "/v7/drives?page_size=10&allotee_type=user",
        "/openapi/v7/drives?page_size=10&allotee_type=user",
        "/koodrive/ose/v1/access",
        "/_mock/health",
        "/_sandbox/t1/v1.0/me",
        "/",
    ] {
        let served = HOSTS.into_iter().filter(|host| !answer(&mock, host, path).starts_with("HTTP/1.1 404"));
        writeln!(rows, "{path}: {}", served.collect::<Vec<_>>().join(" ")).expect("a string");
    }
    expect![[r#"
        /v1.0/me/drive: graph.microsoft.com
        /beta/me/drive: graph.microsoft.com
        /_api/v2.0/me/drive: graph.microsoft.com contoso.sharepoint.com
        /11111111-1111-1111-1111-111111111111/v2.0/.well-known/openid-configuration: login.microsoftonline.com
        /common/discovery/v2.0/keys: login.microsoftonline.com
        /devicelogin: login.microsoftonline.com
        /oidc/userinfo: graph.microsoft.com login.microsoftonline.com
        /api/v1/openapi/personal/files/flat?access_token=alice-token: developer.kdocs.cn
        /v7/drives?page_size=10&allotee_type=user: openapi.wps.cn drive.example
        /openapi/v7/drives?page_size=10&allotee_type=user: drive.example
        /koodrive/ose/v1/access: cn.myhuaweicloud-koodrive.com
        /_mock/health: 
        /_sandbox/t1/v1.0/me: 
        /: 
    "#]]
    .assert_eq(&rows);
}

#[test]
fn what_is_not_on_a_host_is_not_found_in_the_vendors_words() {
    let mock = MockServer::builder().vendor_host("drive.example", Api::Wps).start().expect("started");
    let mut rows = String::new();
    for host in HOSTS {
        let answer = answer(&mock, host, "/_mock/health");
        let body = answer.split_once("\r\n\r\n").expect("a body").1;
        // Dates and ids stand behind that.
        let body = body.split(",\"innerError\"").next().expect("text");
        writeln!(rows, "{host}: {} {}", &answer[9..12], body.trim_end()).expect("a string");
    }
    expect![[r#"
        graph.microsoft.com: 404 {"error":{"code":"ResourceNotFound","message":"There is no /_mock/health on this host."
        login.microsoftonline.com: 404 {"error":{"code":"ResourceNotFound","message":"There is no /_mock/health on this host."
        contoso.sharepoint.com: 404 {"error":{"code":"ResourceNotFound","message":"There is no /_mock/health on this host."
        developer.kdocs.cn: 404 {"code":30909,"message":"ApiNotExist","msg":"ApiNotExist","hint":"GET /_mock/health"}
        openapi.wps.cn: 404 {"code":404000001,"msg":"接口不存在","more":{"code":404000001,"msg":"There is no GET /_mock/health."}}
        cn.myhuaweicloud-koodrive.com: 404 {"code":404,"msg":"Not Found"}
        drive.example: 404 {"code":404000001,"msg":"接口不存在","more":{"code":404000001,"msg":"There is no GET /_mock/health."}}
    "#]].assert_eq(&rows);
}

#[test]
fn a_vendors_host_is_known_by_its_name_alone() {
    // As with a table of hosts, or `--connect-to`: nobody asks a proxy.
    let mock = MockServer::start();
    let ask = |host: &str, path: &str| {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        raw::exchange(mock.address(), &request).split(' ').nth(1).expect("a status").to_owned()
    };
    assert_eq!(ask("graph.microsoft.com", "/_mock/health"), "404");
    assert_eq!(ask("GRAPH.microsoft.com.:443", "/_mock/health"), "404");
    assert_eq!(ask("graph.microsoft.com", "/v1.0/me"), "401");
    assert_eq!(ask("graph.microsoft.com", "/v7/drives"), "404");
    assert_eq!(ask("localhost", "/v7/drives"), "401");
    assert_eq!(ask("any.example", "/v7/drives"), "401", "any other name is the server's own");
    assert_eq!(ask("any.example", "/_mock/health"), "403");
}

#[test]
fn discovery_answers_for_the_host_that_was_asked() {
    let mock = MockServer::start();
    let tenant = "11111111-1111-1111-1111-111111111111";
    let mut lines = Vec::new();
    for host in ["login.microsoftonline.com", "login.partner.microsoftonline.cn"] {
        let mut stream = tls::vendor(&mock, host, "t1");
        // Some clients write the port that https has anyway.
        for host in [host.to_owned(), format!("{host}:443")] {
            let path = format!("/{tenant}/v2.0/.well-known/openid-configuration");
            let answer = raw::ask(&mut stream, &format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"));
            let body: serde_json::Value =
                serde_json::from_str(answer.split_once("\r\n\r\n").expect("a body").1).expect("JSON");
            for name in ["issuer", "token_endpoint", "authorization_endpoint", "userinfo_endpoint"] {
                lines.push(format!("{host} {name} {}", body[name]));
            }
        }
    }
    let mut own = tls::secure(raw::connect(mock.address()), "localhost", &tls::trusting(&mock.ca_pem()))
        .expect("secured");
    let request = format!(
        "GET /{tenant}/v2.0/.well-known/openid-configuration HTTP/1.1\r\nHost: localhost:8443\r\n\r\n"
    );
    let answer = raw::ask(&mut own, &request);
    let issuer = format!("\"issuer\":\"https://localhost:8443/{tenant}/v2.0\"");
    assert!(answer.contains(&issuer), "{answer}");
    let mut stream = tls::vendor(&mock, "login.windows.net", "t1");
    let query = "api-version=1.1&authorization_endpoint=https%3A%2F%2Flogin.windows.net%2Fcommon%2Foauth2%2Fv2.0%2Fauthorize";
    let request =
        format!("GET /common/discovery/instance?{query} HTTP/1.1\r\nHost: login.windows.net\r\n\r\n");
    lines.push(raw::ask(&mut stream, &request).split_once("\r\n\r\n").expect("a body").1.to_owned());
    expect![[r#"
        login.microsoftonline.com issuer "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/v2.0"
        login.microsoftonline.com token_endpoint "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token"
        login.microsoftonline.com authorization_endpoint "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/oauth2/v2.0/authorize"
        login.microsoftonline.com userinfo_endpoint "https://login.microsoftonline.com/oidc/userinfo"
        login.microsoftonline.com:443 issuer "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/v2.0"
        login.microsoftonline.com:443 token_endpoint "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token"
        login.microsoftonline.com:443 authorization_endpoint "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/oauth2/v2.0/authorize"
        login.microsoftonline.com:443 userinfo_endpoint "https://login.microsoftonline.com/oidc/userinfo"
        login.partner.microsoftonline.cn issuer "https://login.partner.microsoftonline.cn/11111111-1111-1111-1111-111111111111/v2.0"
        login.partner.microsoftonline.cn token_endpoint "https://login.partner.microsoftonline.cn/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token"
        login.partner.microsoftonline.cn authorization_endpoint "https://login.partner.microsoftonline.cn/11111111-1111-1111-1111-111111111111/oauth2/v2.0/authorize"
        login.partner.microsoftonline.cn userinfo_endpoint "https://login.partner.microsoftonline.cn/oidc/userinfo"
        login.partner.microsoftonline.cn:443 issuer "https://login.partner.microsoftonline.cn/11111111-1111-1111-1111-111111111111/v2.0"
        login.partner.microsoftonline.cn:443 token_endpoint "https://login.partner.microsoftonline.cn/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token"
        login.partner.microsoftonline.cn:443 authorization_endpoint "https://login.partner.microsoftonline.cn/11111111-1111-1111-1111-111111111111/oauth2/v2.0/authorize"
        login.partner.microsoftonline.cn:443 userinfo_endpoint "https://login.partner.microsoftonline.cn/oidc/userinfo"
        {"tenant_discovery_endpoint":"https://login.windows.net/common/v2.0/.well-known/openid-configuration","api-version":"1.1","metadata":[{"preferred_network":"login.windows.net","preferred_cache":"login.windows.net","aliases":["login.windows.net","login.microsoftonline.com","login.microsoft.com","sts.windows.net","login.microsoftonline.us","login-us.microsoftonline.com","login.usgovcloudapi.net","login.partner.microsoftonline.cn","login.chinacloudapi.cn","login.microsoftonline.de","login.sovcloud-identity.fr","login.sovcloud-identity.de","login.sovcloud-identity.sg"]}]}"#]].assert_eq(&lines.join("\n"));
}
