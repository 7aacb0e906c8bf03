//! The certificate has every name of the vendors', and clients take it for no other.

use expect_test::expect;
use mockdrive::{Api, MockServer};
use rustls::{
    Error,
    pki_types::{CertificateDer, pem::PemObject},
};
use serde_json::Value;

use crate::support::{Mock, raw, tls};

/// What `/_mock/tls` says.
fn facts(mock: &MockServer) -> Value {
    let answer = raw::exchange(
        mock.address(),
        "GET /_mock/tls HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    );
    serde_json::from_str(answer.split_once("\r\n\r\n").expect("a body").1).expect("JSON")
}

fn names(mock: &MockServer) -> Vec<String> {
    let facts = facts(mock);
    facts["names"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|name| name.as_str().expect("text").to_owned())
        .collect()
}

#[test]
fn a_client_takes_the_certificate_for_every_name_and_no_other() {
    let mock = MockServer::builder()
        .vendor_host("drive.example", Api::Wps)
        .host_name("mock.example")
        .tls_name("docker.example")
        .tls_name("192.0.2.7")
        .start()
        .expect("started");
    let config = tls::trusting(&mock.ca_pem());
    let names = names(&mock);
    expect![[r#"
        localhost
        127.0.0.1
        ::1
        graph.microsoft.com
        graph.microsoft.us
        dod-graph.microsoft.us
        microsoftgraph.chinacloudapi.cn
        login.microsoftonline.com
        login.microsoft.com
        login.windows.net
        sts.windows.net
        login.microsoftonline.us
        login-us.microsoftonline.com
        login.usgovcloudapi.net
        login.partner.microsoftonline.cn
        login.chinacloudapi.cn
        login.microsoftonline.de
        login.sovcloud-identity.fr
        login.sovcloud-identity.de
        login.sovcloud-identity.sg
        developer.kdocs.cn
        openapi.wps.cn
        api.wps.cn
        cn.myhuaweicloud-koodrive.com
        intl.myhuaweicloud-koodrive.com
        *.sharepoint.com
        drive.example
        mock.example
        docker.example
        192.0.2.7"#]]
    .assert_eq(&names.join("\n"));
    for name in names {
        let name = name.replace('*', "contoso");
        tls::secure(raw::connect(mock.address()), &name, &config)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    for name in ["microsoft.com", "graph.microsoft.com.example", "example", "127.0.0.2", "a.b.sharepoint.com"]
    {
        let error = tls::secure(raw::connect(mock.address()), name, &config).expect_err(name);
        assert!(error.to_string().contains("not valid for name"), "{name}: {error}");
    }
}

#[test]
fn a_client_that_was_given_nothing_refuses_the_certificate() {
    let mock = MockServer::start();
    let error =
        tls::secure(raw::connect(mock.address()), "localhost", &tls::trusting_nobody()).expect_err("refused");
    let error = error.get_ref().and_then(|error| error.downcast_ref::<Error>()).expect("one of TLS");
    assert!(matches!(error, Error::InvalidCertificate(_)), "{error}");
    let other = MockServer::start();
    let config = tls::trusting(&other.ca_pem());
    let error = tls::secure(raw::connect(mock.address()), "localhost", &config).expect_err("refused");
    assert!(
        error.to_string().contains("invalid peer certificate"),
        "the authority of another server: {error}"
    );
}

#[tokio::test]
async fn the_authority_is_there_in_two_forms_and_described() {
    let mock = Mock::new();
    let pem = mock.send("GET /_mock/tls/ca.pem").await;
    assert_eq!(pem.header("content-type"), "application/x-pem-file");
    let pem = CertificateDer::from_pem_slice(&pem.body).expect("a certificate");
    let der = mock.send("GET /_mock/tls/ca.der").await;
    assert_eq!(der.header("content-type"), "application/x-x509-ca-cert");
    assert_eq!(der.body, *pem);
    let facts = mock.send("GET /_mock/tls").await.json();
    let digest = ring::digest::digest(&ring::digest::SHA256, &pem);
    let pairs: Vec<_> = digest.as_ref().iter().map(|byte| format!("{byte:02X}")).collect();
    assert_eq!(facts["authority"]["sha256"], pairs.join(":"));
    assert_ne!(facts["certificate"]["sha256"], facts["authority"]["sha256"]);
    let date = |name: &str| {
        facts["certificate"][name].as_str().expect("a date").parse::<jiff::Timestamp>().expect("a date")
    };
    let days = date("not_before").duration_until(date("not_after")).as_hours() / 24;
    assert_eq!(days, 201, "two days before now, 199 from now on");
    for request in ["POST /_mock/tls", "GET /_mock/tls?x=1", "GET /_mock/tls/ca-key.pem"] {
        let refused = mock.send(request).await;
        assert!(refused.status.is_client_error(), "{request}: {refused}");
    }
}
