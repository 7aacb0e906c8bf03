//! How much of the v7 API is emulated, route by route.
//!
//! `cargo test --test it wps::coverage -- --nocapture` shows the count.

pub mod script;

use std::{collections::BTreeMap, sync::Arc};

use axum::{body::Body, http::Request};
use expect_test::expect;
use mockdrive::{
    server::{self, Access, Route},
    world::Api,
};

use super::{
    consent::APP,
    drive_of, gateways, get, post,
    sign::Draft,
    signed,
    token::{form_text, public_token},
};
use crate::support::{Mock, Sent, script::carry_out};

/// A body that breaks off.
const BROKEN: &str = "{\"";

fn routes() -> Vec<Route> {
    server::routes().into_iter().filter(|(api, _)| *api == Api::Wps).map(|(_, route)| route).collect()
}

/// A request of a row, and the path behind its gateway.
///
/// Before the method may stand whose it is: `bob:POST`, `app:GET`, or `nobody:GET` for one without credentials. All
/// others are alice's. What stands behind `/graph` is signed, and so is the token endpoint of that dialect; what is no
/// JSON object is sent as a form.
fn request(app: &str, method: &str, path: &str, body: &str) -> (String, Request<Body>) {
    let (who, method) = method.split_once(':').unwrap_or(("alice", method));
    let token = if who == "app" { app.to_owned() } else { format!("{who}-token") };
    if let Some(behind) = path.strip_prefix("/graph") {
        return (behind.to_owned(), signed(&token, method, behind, body).request());
    }
    let request = match body {
        _ if path.starts_with("/o/oauth/v1/token") => Draft::grant(body).request(),
        _ if who == "nobody" && method == "GET" => format!("GET {path}").request(),
        _ if who == "cookie" => format!("{method} {path}\nCookie: wps_sid=alice-token").request(),
        "" if method == "GET" => get(&token, path).request(),
        _ if who == "nobody" || (method == "POST" && !body.starts_with('{')) => {
            form_text(path, body).request()
        }
        _ if method == "POST" => post(&token, path, body).request(),
        _ => {
            let head = format!("{method} {path}\nAuthorization: Bearer {token}");
            format!("{head}\nContent-Type: application/octet-stream\n\n{body}").request()
        }
    };
    (path.to_owned(), request)
}

#[tokio::test]
async fn every_operation_is_carried_out() {
    let mock = Mock::new();
    let app = public_token(&mock, APP).await;
    let current = mock.send(&get("bob-token", "/v7/users/current")).await.json();
    let id = |drive: &'static str, path: &'static str| mock.id("wps", drive, path);
    let known = [
        ("bob", current["data"]["id"].as_str().expect("an id").to_owned()),
        ("company", current["data"]["company_id"].as_str().expect("an id").to_owned()),
        ("drive", drive_of(&mock, "alice", "/").await),
        ("team", drive_of(&mock, "team", "/").await),
        ("hello", id("alice", "/hello.txt").await),
        ("plan", id("alice", "/Documents/plan.txt").await),
        ("documents", id("alice", "/Documents").await),
        ("reports", id("alice", "/Documents/Reports").await),
        ("summary", id("alice", "/Documents/Reports/summary.txt").await),
        ("quarterly", id("alice", "/Documents/Reports/quarterly.docx").await),
    ];
    let words = known.map(|(word, value)| (word.to_owned(), value)).into();
    carry_out(&mock, "WPS v7", &routes(), script::ROWS, words, |method, path, body| {
        request(&app, method, path, body)
    })
    .await;
}

#[tokio::test]
async fn no_operation_is_carried_out_without_credentials() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    let mut refused: BTreeMap<String, usize> = BTreeMap::new();
    let of_callers = |route: &&Route| route.operation.emulated && route.operation.access == Access::Token;
    for route in routes().iter().filter(of_callers) {
        for gateway in gateways(route) {
            let path = format!("{gateway}{}", route.path.replace(['{', '}'], ""));
            let answer = mock.send(&format!("{} {path}\n\n{{}}", route.method)).await;
            assert_eq!(answer.status.as_u16(), 401, "{path}: {answer}");
            *refused.entry(format!("{gateway}: {}", answer.json()["code"])).or_default() += 1;
        }
    }
    expect![[r#"
        {
            "/graph: 40100001": 87,
            "/o/cid: 40100001": 87,
            "/open: 40100001": 87,
            "/openapi: 40100011": 85,
            ": 40100001": 1,
            ": 40100011": 89,
        }
    "#]]
    .assert_debug_eq(&refused);
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
}

#[tokio::test]
async fn no_operation_takes_a_body_that_breaks_off() {
    let mock = Mock::new();
    let app = public_token(&mock, APP).await;
    let before = mock.sandbox().snapshot();
    let (mut refused, mut other) = (0, Vec::new());
    for route in routes().iter().filter(|route| route.operation.access == Access::Token) {
        if route.method == "GET" || !route.operation.emulated {
            continue;
        }
        let path = route.path.replace(['{', '}'], "");
        // Some operations are for applications alone, or are served behind one gateway.
        let gateway = if gateways(route).contains(&"") { "" } else { "/graph" };
        let whole = format!("{gateway}{path}");
        let (_, mut first) = request(&app, "POST", &whole, BROKEN);
        *first.method_mut() = route.method.clone();
        let mut answer = mock.call(first).await;
        if answer.status == 403 {
            answer = mock.call(request(&app, "app:POST", &whole, BROKEN).1).await;
        }
        // What takes no body does its work, or says what else is wrong.
        if answer.json()["code"] == 400_000_002 {
            refused += 1;
        } else {
            other.push(format!("{} {whole}: {}", route.method, answer.line()));
        }
    }
    expect![[r#"
        48 refuse the body
        POST /v7/drives/drive_id/files/file_id/delete: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        POST /graph/v7/drives/drive_id/files/file_id/upload: 400 {"code":400000004,"detail":"name is missing.","msg":"请求参数不支持"}
        POST /v7/drives/drive_id/files/file_id/versions/version_num/revert: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        POST /v7/multipart_upload_tasks/upload_id/abort: 404 {"code":404007003,"more":{"code":404007003,"msg":"There is no such upload in parts."},"msg":"分块上传任务不存在"}
        POST /v7/deleted_files/file_id/restore: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `file_id`: There is no such file or folder."},"msg":"文件不存在"}
        POST /o/oauth/v1/token: 400 {"code":40000001,"debug":{"desc":"grant_type is missing"},"error":"invalid_request","error_description":"grant_type is missing","msg":"InvalidRequest: invalid_request"}
        POST /oauth2/ticket/active: 200 {"code":0,"msg":"success"}
        POST /v7/dev/agent/token: 401 {"code":40100011,"more":{"code":40100011,"msg":"There is no access token: neither in Authorization: Bearer, nor in the cookie wps_sid of the public cloud."},"msg":"InvalidToken"}"#]].assert_eq(&format!("{refused} refuse the body\n{}", other.join("\n")));
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()));
}
