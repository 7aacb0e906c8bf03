//! What is not served: routes for later, unknown ones, and wrong methods, each in the dialect's envelope.

use axum::http::StatusCode;
use expect_test::expect;
use mockdrive::{server, world::Api};

use super::{GATEWAYS, gateways};
use crate::support::{Mock, refusals};

#[tokio::test]
async fn every_route_for_later_says_so_in_its_envelope() {
    let mock = Mock::new();
    let routes = server::routes().into_iter().filter(|(api, _)| *api == Api::Wps).map(|(_, route)| route);
    let later: Vec<_> = routes.filter(|route| !route.operation.emulated).collect();
    let mut asked = 0;
    for route in later {
        let served = gateways(&route);
        for (gateway, _) in GATEWAYS {
            let path = format!("{gateway}{}", route.path.replace(['{', '}'], ""));
            let answer = mock.send(&format!("{} {path}", route.method)).await;
            let json = answer.json();
            let old = ["/graph/", "/o/", "/open/"].iter().any(|prefix| path.starts_with(prefix));
            let detail = if old { &json["detail"] } else { &json["more"]["msg"] };
            let (status, code, text) = if served.contains(&gateway) {
                asked += 1;
                let text = format!("mockdrive does not emulate {} {path} yet.", route.method);
                (StatusCode::NOT_IMPLEMENTED, 501_000_001, text)
            } else {
                (StatusCode::NOT_FOUND, 404_000_001, format!("There is no {} {path}.", route.method))
            };
            assert_eq!((answer.status, &json["code"]), (status, &code.into()), "{path}");
            assert_eq!(*detail, text);
        }
    }
    assert!(asked > 0, "some routes are for later");
}

#[tokio::test]
async fn each_dialect_has_its_own_envelope() {
    let mock = Mock::new();
    let requests = [
        "GET /graph/v7/wiki/spaces",
        "GET /openapi/v7/wiki/spaces",
        "GET /v7/nothing",
        "GET /graph/v7/nothing",
        "POST /v7/files/batch_get_meta",
        "POST /v7/drives",
        "GET /oauth2/token",
        "GET /o/oauth/v1/token",
    ];
    refusals(&mock, requests.map(|request| (request, request)), expect![[r#"
        GET /graph/v7/wiki/spaces: 501 {"code":501000001,"detail":"mockdrive does not emulate GET /graph/v7/wiki/spaces yet.","msg":"接口尚未实现"}
        GET /openapi/v7/wiki/spaces: 501 {"code":501000001,"more":{"code":501000001,"msg":"mockdrive does not emulate GET /openapi/v7/wiki/spaces yet."},"msg":"接口尚未实现"}
        GET /v7/nothing: 404 {"code":404000001,"more":{"code":404000001,"msg":"There is no GET /v7/nothing."},"msg":"接口不存在"}
        GET /graph/v7/nothing: 404 {"code":404000001,"detail":"There is no GET /graph/v7/nothing.","msg":"接口不存在"}
        POST /v7/files/batch_get_meta: 404 {"code":404000001,"more":{"code":404000001,"msg":"There is no POST /v7/files/batch_get_meta."},"msg":"接口不存在"}
        POST /v7/drives: 405 {"code":405000001,"more":{"code":405000001,"msg":"The path is served with other methods."},"msg":"不支持的请求方法"}
        GET /oauth2/token: 405 {"code":405000001,"more":{"code":405000001,"msg":"The path is served with other methods."},"msg":"不支持的请求方法"}
        GET /o/oauth/v1/token: 405 {"code":405000001,"detail":"The path is served with other methods.","msg":"不支持的请求方法"}
    "#]]).await;
}
