//! What the caller shared, and what was shared with them.

use std::time::Duration;

use axum::http::Method;
use expect_test::expect;

use super::{HELLO, alice, bob, by, done, give_bob, in_private, to_bob};
use crate::support::{Answer, Mock, refusals};

const DOCUMENTS: &str = "/v7/drives/<alice's drive in WPS>/files/<Documents in WPS>";

fn names(answer: &Answer, file: impl Fn(&serde_json::Value) -> &serde_json::Value) -> Vec<String> {
    let json = answer.json();
    let items = json["data"]["items"].as_array().unwrap_or_else(|| panic!("{answer}"));
    items.iter().map(|item| file(item)["name"].as_str().expect("a name").to_owned()).collect()
}

async fn open(mock: &Mock, file: &str) {
    let body = r#"{"role_id": "viewable", "scope": "anyone", "opts": {"expire_period": 7}}"#;
    let answer = alice(mock, &format!("POST {file}/open_link"), body).await;
    assert_eq!(answer.json()["code"], 0, "{answer}");
}

#[tokio::test]
async fn what_was_sent_is_listed_until_its_link_is_closed() {
    let mock = Mock::new();
    open(&mock, HELLO).await;
    open(&mock, DOCUMENTS).await;
    let first = alice(&mock, "GET /v7/links/send?page_size=1&order_by=fsize&with_permission=true", "").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "items": [
              {
                "created_by": "<alice's identity in WPS>",
                "ctime": 1767254400,
                "drive": {
                  "allotee_id": "1690375745",
                  "allotee_type": "user",
                  "company_id": "571568323",
                  "created_by": "<alice's identity in WPS>",
                  "ctime": 1767254400,
                  "description": "",
                  "id": "<alice's drive in WPS>",
                  "mtime": 1767254400,
                  "name": "Alice's drive",
                  "quota": {
                    "deleted": 0,
                    "remaining": 1099511576706,
                    "total": 1099511627776,
                    "used": 51070
                  },
                  "source": "special",
                  "status": "inuse"
                },
                "drive_id": "<alice's drive in WPS>",
                "ext_attrs": [],
                "hash": {
                  "sum": "26b2e58eec7df0d276b2f5a724b218efcfac4b6c",
                  "type": "sha1"
                },
                "id": "<hello.txt in WPS>",
                "link_id": "c1A9gjsA8DuR",
                "link_url": "https://www.kdocs.cn/l/c1A9gjsA8DuR",
                "modified_by": "<alice's identity in WPS>",
                "mtime": 1767254400,
                "name": "hello.txt",
                "parent_id": "0",
                "permission": {
                  "comment": true,
                  "copy": true,
                  "copy_content": true,
                  "delete": true,
                  "download": true,
                  "history": true,
                  "list": true,
                  "move": true,
                  "new_empty": true,
                  "perm_ctl": true,
                  "preview": true,
                  "print": true,
                  "rename": true,
                  "saveas": true,
                  "secret": true,
                  "share": true,
                  "update": true,
                  "upload": true
                },
                "size": 18,
                "type": "file",
                "version": 1
              }
            ],
            "next_page_token": "pBsi5eYxItQAAAAAAAAAAQ"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&first.to_string());
    let token = first.json()["data"]["next_page_token"].as_str().expect("a token").to_owned();
    let path =
        format!("GET /v7/links/send?page_size=1&order_by=fsize&with_permission=true&page_token={token}");
    let second = alice(&mock, &path, "").await;
    assert_eq!(names(&second, |item| item), ["Documents"]);
    assert_eq!(second.json()["data"]["next_page_token"], "");
    done(&mock, &format!("POST {HELLO}/close_link"), "").await;
    let list = alice(&mock, "GET /v7/links/send?page_size=500", "").await;
    assert_eq!(names(&list, |item| item), ["Documents"]);
    mock.advance(Duration::from_hours(24 * 7));
    let list = alice(&mock, "GET /v7/links/send?page_size=500&order=asc", "").await;
    assert_eq!(names(&list, |item| item), ["Documents"], "one that has expired is still there");
    assert_eq!(names(&bob(&mock, "GET /v7/links/send?page_size=500", "").await, |item| item), [""; 0]);
}

#[tokio::test]
async fn what_was_sent_has_no_drive_in_private_deployments_unless_it_is_asked_for() {
    let mock = Mock::new();
    open(&mock, HELLO).await;
    let send =
        |query: &str| in_private("alice", Method::GET, &format!("/v7/links/send?page_size=1024{query}"), "");
    let without = send("").send(&mock).await;
    expect![[r#"200 {"code":0,"data":{"items":[{"created_by":"<alice's identity in WPS>","ctime":1767254400,"drive_id":"<alice's drive in WPS>","ext_attrs":[],"hash":{"sum":"26b2e58eec7df0d276b2f5a724b218efcfac4b6c","type":"s2s"},"id":"<hello.txt in WPS>","link_id":"c1A9gjsA8DuR","link_url":"https://www.kdocs.cn/l/c1A9gjsA8DuR","modified_by":"<alice's identity in WPS>","mtime":1767254400,"name":"hello.txt","parent_id":"0","size":18,"type":"file","version":1}],"next_page_token":""},"detail":"","msg":"success"}"#]].assert_eq(&without.line());
    let with = send("&with_drive=true").send(&mock).await;
    expect![[r#"
        + data / items[0] / drive: {"allotee_id":"1690375745","allotee_type":"user","company_id":"571568323","created_by":"<alice's identity in WPS>","ctime":1767254400,"description":"","id":"<alice's drive in WPS>","mtime":1767254400,"name":"Alice's drive","quota":{"deleted":0,"remaining":1099511576706,"total":1099511627776,"used":51070},"source":"private","status":"inuse"}
    "#]].assert_eq(&with.differs_from(&without));
}

#[tokio::test]
async fn what_others_gave_is_received() {
    let mock = Mock::new();
    give_bob(&mock, "viewable").await;
    mock.advance(Duration::from_mins(1));
    done(&mock, &format!("POST {DOCUMENTS}/permissions/batch_create"), &to_bob("editable")).await;
    let list =
        bob(&mock, "GET /v7/links/recv?page_size=1&order_by=fname&order=desc&with_permission=true", "").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "items": [
              {
                "file": {
                  "created_by": "<alice's identity in WPS>",
                  "ctime": 1767254400,
                  "drive_id": "<alice's drive in WPS>",
                  "hash": {
                    "sum": "26b2e58eec7df0d276b2f5a724b218efcfac4b6c",
                    "type": "sha1"
                  },
                  "id": "<hello.txt in WPS>",
                  "link_id": "c1A9gjsA8DuR",
                  "link_url": "https://www.kdocs.cn/l/c1A9gjsA8DuR",
                  "modified_by": "<alice's identity in WPS>",
                  "mtime": 1767254400,
                  "name": "hello.txt",
                  "parent_id": "0",
                  "permission": {
                    "comment": false,
                    "copy": true,
                    "copy_content": true,
                    "delete": false,
                    "download": true,
                    "history": false,
                    "list": true,
                    "move": false,
                    "new_empty": false,
                    "perm_ctl": false,
                    "preview": true,
                    "print": true,
                    "rename": false,
                    "saveas": true,
                    "secret": false,
                    "share": false,
                    "update": false,
                    "upload": false
                  },
                  "shared": false,
                  "size": 18,
                  "type": "file",
                  "version": 1
                },
                "recv_time": 1767323045
              }
            ],
            "next_page_token": "XUJKU1cwOYoAAAAAAAAAAQ"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&list.to_string());
    let list = bob(&mock, "GET /v7/links/recv?page_size=10&order_by=fname&order=asc", "").await;
    assert_eq!(names(&list, |item| &item["file"]), ["Documents", "hello.txt"]);
    let times = list.json()["data"]["items"].as_array().expect("a list").clone();
    let times: Vec<&serde_json::Value> = times.iter().map(|item| &item["recv_time"]).collect();
    assert_eq!(times, [1_767_323_105, 1_767_323_045]);
    assert_eq!(
        names(&alice(&mock, "GET /v7/links/recv?page_size=10", "").await, |item| &item["file"]),
        [""; 0]
    );
}

#[tokio::test]
async fn pages_and_orders_that_are_wrong_are_refused() {
    let mock = Mock::new();
    open(&mock, HELLO).await;
    open(&mock, DOCUMENTS).await;
    let page = alice(&mock, "GET /v7/links/send?page_size=1", "").await.json();
    let token = page["data"]["next_page_token"].as_str().expect("a token").to_owned();
    let get = |query: &str| by("alice", &format!("GET /v7/links/{query}"), "");
    let rows = [
        ("no size", get("send")),
        ("size 0", get("send?page_size=0")),
        ("size above the limit", get("recv?page_size=501")),
        ("size that is none", get("recv?page_size=many")),
        ("token that is none", get("send?page_size=1&page_token=x")),
        ("token of another list", get(&format!("recv?page_size=1&page_token={token}"))),
        ("token of another order", get(&format!("send?page_size=1&order=asc&page_token={token}"))),
        ("order by the time of deletion", get("send?page_size=1&order_by=dtime")),
        ("unknown order", get("recv?page_size=1&order=up")),
        ("flag that is none", get("recv?page_size=1&with_permission=maybe")),
    ];
    refusals(&mock, rows, expect![[r#"
        no size: 400 {"code":400000004,"more":{"code":400000004,"msg":"page_size is missing."},"msg":"请求参数不支持"}
        size 0: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_size lies between 1 and 500."},"msg":"请求参数取值无效"}
        size above the limit: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_size lies between 1 and 500."},"msg":"请求参数取值无效"}
        size that is none: 400 {"code":400000002,"more":{"code":400000002,"msg":"page_size is no number."},"msg":"请求参数格式有误"}
        token that is none: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_token is none of this list."},"msg":"请求参数取值无效"}
        token of another list: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_token is none of this list."},"msg":"请求参数取值无效"}
        token of another order: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_token is none of this list."},"msg":"请求参数取值无效"}
        order by the time of deletion: 400 {"code":400000004,"more":{"code":400000004,"msg":"order_by is none of ctime, mtime, fname, fsize."},"msg":"请求参数不支持"}
        unknown order: 400 {"code":400000004,"more":{"code":400000004,"msg":"order is none of asc, desc."},"msg":"请求参数不支持"}
        flag that is none: 400 {"code":400000004,"more":{"code":400000004,"msg":"with_permission is neither true nor false."},"msg":"请求参数不支持"}
    "#]]).await;
}
