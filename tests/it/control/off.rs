//! A control API of which only `health` is left.

use expect_test::expect;
use mockdrive::server::PublicAddress;

use crate::support::{Mock, refusals};

#[tokio::test]
async fn a_control_api_that_is_off_has_nothing_but_health() {
    let address = PublicAddress { control_is_off: true, ..Mock::address() };
    let mock = Mock::serving(Mock::new().sandboxes(), address);
    assert_eq!(mock.send("GET /_mock/health").await.status, 200);
    assert_eq!(mock.send("GET /v1.0/me/drive\nAuthorization: Bearer alice-token").await.status, 200);
    let rows = [
        "GET /_mock/info",
        "POST /_mock/reset",
        "PUT /_mock/settings\n\n{\"auth\": \"lenient\"}",
        "GET /_sandbox/t1/_mock/requests",
        "GET /_mock/nothing",
        "POST /_mock/health",
        "GET /_mock/health?x=1",
        "GET /nothing",
    ];
    refusals(&mock, rows.map(|request| (request, request)), expect![[r#"
        GET /_mock/info: 404 {"detail":"The control API is off: the server was started with --control off, which leaves /_mock/health.","status":404,"title":"Not Found"}
        POST /_mock/reset: 404 {"detail":"The control API is off: the server was started with --control off, which leaves /_mock/health.","status":404,"title":"Not Found"}
        PUT /_mock/settings  {"auth": "lenient"}: 404 {"detail":"The control API is off: the server was started with --control off, which leaves /_mock/health.","status":404,"title":"Not Found"}
        GET /_sandbox/t1/_mock/requests: 404 {"detail":"The control API is off: the server was started with --control off, which leaves /_mock/health.","status":404,"title":"Not Found"}
        GET /_mock/nothing: 404 {"detail":"The control API is off: the server was started with --control off, which leaves /_mock/health.","status":404,"title":"Not Found"}
        POST /_mock/health: 405 {"detail":"This path has no other methods than GET, HEAD.","status":405,"title":"Method Not Allowed"}
        GET /_mock/health?x=1: 400 {"detail":"Unknown parameter `x`: /_mock/health has none.","status":400,"title":"Bad Request"}
        GET /nothing: 404 {"detail":"No API has the path /nothing.","status":404,"title":"Not Found"}
    "#]]).await;
}
