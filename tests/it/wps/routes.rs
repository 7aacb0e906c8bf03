//! What is not served: routes for later, unknown ones, and wrong methods, each in the dialect's envelope.

use axum::http::StatusCode;
use expect_test::expect;
use mockdrive::{server, world::Api};

use crate::support::{Mock, refusals};

#[tokio::test]
async fn every_route_for_later_says_so_in_its_envelope() {
    let mock = Mock::new();
    let routes = server::routes().into_iter().filter(|(api, _)| *api == Api::Wps).map(|(_, route)| route);
    let later: Vec<_> = routes.filter(|route| route.operation.name == "later").collect();
    assert!(later.len() > 250, "the documented routes in four dialects, not {}", later.len());
    for route in later {
        let path = route.path.replace(['{', '}'], "");
        let answer = mock.send(&format!("{} {path}", route.method)).await;
        let json = answer.json();
        assert_eq!(
            (answer.status, &json["code"]),
            (StatusCode::NOT_IMPLEMENTED, &501_000_001.into()),
            "{path}"
        );
        let old = path.starts_with("/graph/") || path.starts_with("/o/");
        let detail = if old { &json["detail"] } else { &json["more"]["msg"] };
        assert_eq!(*detail, format!("mockdrive does not emulate {} {path} yet.", route.method));
    }
}

#[tokio::test]
async fn each_dialect_has_its_own_envelope() {
    let mock = Mock::new();
    let requests = [
        "GET /graph/v7/drive_tasks/1/meta",
        "GET /openapi/v7/drive_tasks/1/meta",
        "GET /v7/nothing",
        "GET /graph/v7/nothing",
        "POST /v7/files/batch_get_meta",
        "POST /v7/drives",
        "GET /oauth2/token",
        "GET /o/oauth/v1/token",
    ];
    refusals(&mock, requests.map(|request| (request, request)), expect![[r#"
        GET /graph/v7/drive_tasks/1/meta: 501 {"code":501000001,"detail":"mockdrive does not emulate GET /graph/v7/drive_tasks/1/meta yet.","msg":"接口尚未实现"}
        GET /openapi/v7/drive_tasks/1/meta: 501 {"code":501000001,"more":{"code":501000001,"msg":"mockdrive does not emulate GET /openapi/v7/drive_tasks/1/meta yet."},"msg":"接口尚未实现"}
        GET /v7/nothing: 404 {"code":404000001,"more":{"code":404000001,"msg":"There is no GET /v7/nothing."},"msg":"接口不存在"}
        GET /graph/v7/nothing: 404 {"code":404000001,"detail":"There is no GET /graph/v7/nothing.","msg":"接口不存在"}
        POST /v7/files/batch_get_meta: 404 {"code":404000001,"more":{"code":404000001,"msg":"There is no POST /v7/files/batch_get_meta."},"msg":"接口不存在"}
        POST /v7/drives: 405 {"code":405000001,"more":{"code":405000001,"msg":"The path is served with other methods."},"msg":"不支持的请求方法"}
        GET /oauth2/token: 405 {"code":405000001,"more":{"code":405000001,"msg":"The path is served with other methods."},"msg":"不支持的请求方法"}
        GET /o/oauth/v1/token: 405 {"code":405000001,"detail":"The path is served with other methods.","msg":"不支持的请求方法"}
    "#]]).await;
}
