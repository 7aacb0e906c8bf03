//! How the description is served, and where it leads.

use std::io::Read as _;

use expect_test::expect;
use flate2::read::GzDecoder;
use mockdrive::server::PublicAddress;
use reqwest::Url;
use serde_json::Value;

use super::described::DOCUMENT;
use crate::support::{Mock, refusals};

#[tokio::test]
async fn the_description_is_that_of_the_repository() {
    let mock = Mock::new();
    let answer = mock.send("GET /_mock/openapi.json").await;
    assert_eq!(answer.json(), *DOCUMENT);
    assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
    assert_eq!(answer.header("vary"), "accept-encoding");
    let packed = mock.send("GET /_mock/openapi.json\nAccept-Encoding: br, gzip;q=0.5").await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    let mut plain = Vec::new();
    GzDecoder::new(&*packed.body).read_to_end(&mut plain).expect("gzip");
    assert_eq!((plain, packed.header("etag")), (answer.body.clone(), answer.header("etag")));
    let known = format!("GET /_mock/openapi.json\nIf-None-Match: {}", answer.header("etag"));
    let again = mock.send(&known).await;
    assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    assert_eq!(DOCUMENT["info"]["version"], env!("CARGO_PKG_VERSION"));
}

/// The server of the description is relative to where it was read: a client below the prefix of a sandbox finds its own.
#[tokio::test]
async fn its_server_is_the_sandbox_below_whose_prefix_it_was_read() {
    let mock = Mock::new();
    for (prefix, expected) in [("", "default"), ("/_sandbox/t1", "t1")] {
        let read = Url::parse(&format!("http://mock.test{prefix}/_mock/openapi.json")).expect("an address");
        let document: Value = mock.send(&format!("GET {}", read.path())).await.json();
        let server = document["servers"][0]["url"].as_str().expect("a server");
        let server = read.join(server).expect("an address").to_string();
        assert_eq!(server, format!("http://mock.test{prefix}/_mock"), "paths are put behind it as they are");
        let info = server.trim_start_matches("http://mock.test").to_owned() + "/info";
        assert_eq!(mock.send(&format!("GET {info}")).await.json()["sandbox"], expected);
    }
}

#[tokio::test]
async fn a_control_api_that_is_off_is_not_described() {
    let address = PublicAddress { control_is_off: true, ..Mock::address() };
    let mock = Mock::serving(Mock::new().sandboxes(), address);
    refusals(&mock, [("off", "GET /_mock/openapi.json")], expect![[r#"
        off: 404 {"detail":"The control API is off: the server was started with --control off, which leaves /_mock/health.","status":404,"title":"Not Found"}
    "#]]).await;
}
