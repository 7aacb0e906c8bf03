//! `/open`, a gateway of private deployments of the older kind.

use std::sync::Arc;

use expect_test::expect;

use super::sign::{Draft, PATH};
use crate::support::Mock;

fn through_open(draft: Draft) -> Draft {
    Draft { path: draft.path.replace("/graph/", "/open/"), ..draft }
}

#[tokio::test]
async fn a_signed_request_is_served_as_behind_graph() {
    let mock = Mock::new();
    let id = mock.id("wps", "alice", "/hello.txt").await;
    let graph = Draft::files(&[&id]).send(&mock).await;
    let draft = through_open(Draft::files(&[&id]));
    assert_eq!((PATH, &*draft.path), ("/graph/v7/files/batch_get_meta", "/open/v7/files/batch_get_meta"));
    let open = draft.send(&mock).await;
    assert_eq!(open.to_string(), graph.to_string());
    assert_eq!(open.json()["data"]["items"][0]["id"], id);
    let journal = mock.send("GET /_mock/requests").await.json();
    let last = journal["requests"].as_array().and_then(|all| all.last()).expect("an entry").clone();
    assert_eq!(
        (&last["path"], &last["provider"], &last["operation"]),
        (&"/open/v7/files/batch_get_meta".into(), &"wps".into(), &"files.batch_get_meta".into())
    );
}

#[tokio::test]
async fn the_prefix_is_not_signed() {
    let mock = Mock::new();
    let signed = "/open/v7/files/batch_get_meta".into();
    let answer = Draft { signed, ..through_open(Draft::files(&["x"])) }.send(&mock).await;
    assert_eq!(answer.json()["msg"], "sign check fail: authorization mismatch");
    assert_eq!(answer.json()["debug"]["url"], "/v7/files/batch_get_meta");
}

#[tokio::test]
async fn a_sandbox_before_the_prefix_may_be_signed_too() {
    let mock = Mock::new();
    mock.fork("t1");
    let id = mock.id("wps", "alice", "/hello.txt").await;
    for signed in ["/v7/files/batch_get_meta", "/_sandbox/t1/v7/files/batch_get_meta"] {
        let path = "/_sandbox/t1/open/v7/files/batch_get_meta".into();
        let answer = Draft { path, signed: signed.into(), ..Draft::files(&[&id]) }.send(&mock).await;
        assert_eq!(answer.json()["data"]["items"][0]["id"], id, "{signed}: {answer}");
    }
}

#[tokio::test]
async fn refusals_have_the_envelope_of_the_dialect() {
    let mock = Mock::new();
    let before = mock.sandbox().snapshot();
    let mut replies = Vec::new();
    for request in [
        "GET /open/v7/nothing",
        "GET /open",
        "GET /open/oauth2/token",
        "GET /open/v7/files/batch_get_meta",
        "GET /open/v7/drives",
        "POST /open/v7/drives",
        "POST /open/v7/drives/1/open_link",
        "POST /open/v7/files/batch_get_meta",
    ] {
        replies.push(format!("{request}\n{}", mock.send(request).await));
    }
    assert!(Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "the world was changed");
    expect![[r#"
        GET /open/v7/nothing
        404 Not Found
        {
          "code": 404000001,
          "detail": "There is no GET /open/v7/nothing.",
          "msg": "接口不存在"
        }
        GET /open
        404 Not Found
        {
          "code": 404000001,
          "more": {
            "code": 404000001,
            "msg": "There is no GET /open."
          },
          "msg": "接口不存在"
        }
        GET /open/oauth2/token
        404 Not Found
        {
          "code": 404000001,
          "detail": "There is no GET /open/oauth2/token.",
          "msg": "接口不存在"
        }
        GET /open/v7/files/batch_get_meta
        405 Method Not Allowed
        {
          "code": 405000001,
          "detail": "The path is served with other methods.",
          "msg": "不支持的请求方法"
        }
        GET /open/v7/drives
        401 Unauthorized
        {
          "code": 40100001,
          "debug": {
            "SignType": "",
            "appId": "",
            "appKey": "**********",
            "body": "",
            "contentType": "",
            "date": "",
            "method": "GET",
            "url": "/v7/drives"
          },
          "msg": "sign check fail: missing Wps-Docs-Date"
        }
        POST /open/v7/drives
        405 Method Not Allowed
        {
          "code": 405000001,
          "detail": "The path is served with other methods.",
          "msg": "不支持的请求方法"
        }
        POST /open/v7/drives/1/open_link
        404 Not Found
        {
          "code": 404000001,
          "detail": "There is no POST /open/v7/drives/1/open_link.",
          "msg": "接口不存在"
        }
        POST /open/v7/files/batch_get_meta
        401 Unauthorized
        {
          "code": 40100001,
          "debug": {
            "SignType": "",
            "appId": "",
            "appKey": "**********",
            "body": "",
            "contentType": "",
            "date": "",
            "method": "POST",
            "url": "/v7/files/batch_get_meta"
          },
          "msg": "sign check fail: missing Wps-Docs-Date"
        }"#]]
    .assert_eq(&replies.join("\n"));
}
