//! `GET /v7/drives/{drive_id}/files/{parent_id}/children`.

use std::time::Duration;

use axum::http::Method;
use expect_test::expect;

use super::super::{alice, request, sign::Draft};
use crate::support::{Answer, Mock, refusals};

const CHILDREN: &str = "GET /v7/drives/<alice's drive in WPS>/files/0/children";

fn names(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    let items = json["data"]["items"].as_array().unwrap_or_else(|| panic!("no items: {answer}"));
    items.iter().map(|item| item["name"].as_str().expect("a name").to_owned()).collect()
}

async fn listed(mock: &Mock, query: &str) -> String {
    names(&alice(mock, &format!("{CHILDREN}?page_size=100&{query}"), "").await).join(", ")
}

#[tokio::test]
async fn a_page_of_children_leads_to_the_next_one() {
    let mock = Mock::new();
    let folder = "GET /v7/drives/<alice's drive in WPS>/files/<Documents in WPS>/children";
    let first = alice(&mock, &format!("{folder}?page_size=1&with_permission=true"), "").await;
    let token = first.json()["data"]["next_page_token"].as_str().expect("a token").to_owned();
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "items": [
              {
                "created_by": "<alice's identity in WPS>",
                "ctime": 1767254400,
                "drive_id": "<alice's drive in WPS>",
                "hash": {
                  "sum": "bcafb1bab87cd5043eea47095ec148f0250c0077",
                  "type": "sha1"
                },
                "id": "<plan.txt in WPS>",
                "link_id": "cLBoUnaFZmVv",
                "link_url": "https://www.kdocs.cn/l/cLBoUnaFZmVv",
                "modified_by": "<alice's identity in WPS>",
                "mtime": 1767254400,
                "name": "plan.txt",
                "parent_id": "<Documents in WPS>",
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
                "shared": false,
                "size": 74,
                "type": "file",
                "version": 1
              }
            ],
            "next_page_token": "<token>"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&first.to_string().replace(&token, "<token>"));
    let next = format!("{folder}?page_size=5&with_permission=true&page_token={token}");
    let next = alice(&mock, &next, "").await;
    assert_eq!(names(&next), ["Reports"]);
    assert_eq!(next.json()["data"]["next_page_token"], "");
    let rows = [
        (
            "of another order",
            format!("{folder}?page_size=1&with_permission=true&order=desc&page_token={token}"),
        ),
        ("of another folder", format!("{CHILDREN}?page_size=1&with_permission=true&page_token={token}")),
        ("cut short", format!("{folder}?page_size=1&with_permission=true&page_token={}", &token[1..])),
    ];
    refusals(&mock, rows.map(|(what, line)| (what, request("alice-token", &line, ""))), expect![[r#"
        of another order: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_token is none of this list."},"msg":"请求参数取值无效"}
        of another folder: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_token is none of this list."},"msg":"请求参数取值无效"}
        cut short: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_token is none of this list."},"msg":"请求参数取值无效"}
    "#]])
        .await;
}

#[tokio::test]
async fn a_private_deployment_lists_up_to_1024() {
    let mock = Mock::new();
    let path = "/graph/v7/drives/<alice's drive in WPS>/files/<Photos in WPS>/children?page_size=1024&with_ext_attrs=1";
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "items": [
              {
                "created_by": "<alice's identity in WPS>",
                "ctime": 1767254400,
                "drive_id": "<alice's drive in WPS>",
                "ext_attrs": [],
                "hash": {
                  "sum": "1a003fac63cadcaae15eaae708cfd25e0f71030b",
                  "type": "s2s"
                },
                "id": "<mountains.jpg in WPS>",
                "link_id": "c4cfTyXxOWbJ",
                "link_url": "https://www.kdocs.cn/l/c4cfTyXxOWbJ",
                "modified_by": "<alice's identity in WPS>",
                "mtime": 1767254400,
                "name": "mountains.jpg",
                "parent_id": "<Photos in WPS>",
                "size": 7628,
                "type": "file",
                "version": 1
              }
            ],
            "next_page_token": ""
          },
          "detail": "",
          "msg": "success"
        }"#]]
    .assert_eq(&Draft::to(Method::GET, path, "").send(&mock).await.to_string());
}

#[tokio::test]
async fn a_list_is_ordered_and_narrowed_as_the_query_says() {
    let mock = Mock::new();
    mock.advance(Duration::from_mins(1));
    let files = "POST /v7/drives/private/files";
    alice(&mock, &format!("{files}/0/create"), r#"{"file_type":"file","name":"new.docx"}"#).await;
    let shortcut = r#"{"file_type":"shortcut","name":"zip.link","file_id":"<archive.zip in WPS>"}"#;
    alice(&mock, &format!("{files}/0/create"), shortcut).await;
    mock.advance(Duration::from_mins(1));
    alice(&mock, &format!("{files}/<hello.txt in WPS>/rename"), r#"{"dst_name":"Hello.TXT"}"#).await;
    let mut lines = Vec::new();
    for query in [
        "",
        "order=desc",
        "order_by=fname&order=asc",
        "order_by=ctime&order=desc",
        "order_by=mtime&order=desc",
        "order_by=fsize",
        "order_by=fsize&order=desc",
        "order_by=dtime&order=desc",
        "filter_type=folder",
        "filter_type=file",
        "filter_type=shortcut",
        "filter_type=file,shortcut&filter_exts=txt,link",
        "filter_exts=zip&filter_type=",
        "filter_exts=",
    ] {
        lines.push(format!("{query}: {}", listed(&mock, query).await));
    }
    expect![[r#"
        : archive.zip, Documents, Hello.TXT, locked.zip, new.docx, Photos, Shared examples, zip.link
        order=desc: zip.link, Shared examples, Photos, new.docx, locked.zip, Hello.TXT, Documents, archive.zip
        order_by=fname&order=asc: archive.zip, Documents, Hello.TXT, locked.zip, new.docx, Photos, Shared examples, zip.link
        order_by=ctime&order=desc: new.docx, zip.link, archive.zip, Documents, Hello.TXT, locked.zip, Photos, Shared examples
        order_by=mtime&order=desc: Hello.TXT, new.docx, zip.link, archive.zip, Documents, locked.zip, Photos, Shared examples
        order_by=fsize: Documents, new.docx, Photos, Shared examples, zip.link, Hello.TXT, locked.zip, archive.zip
        order_by=fsize&order=desc: archive.zip, locked.zip, Hello.TXT, Documents, new.docx, Photos, Shared examples, zip.link
        order_by=dtime&order=desc: archive.zip, Documents, Hello.TXT, locked.zip, new.docx, Photos, Shared examples, zip.link
        filter_type=folder: Documents, Photos, Shared examples
        filter_type=file: archive.zip, Hello.TXT, locked.zip, new.docx
        filter_type=shortcut: zip.link
        filter_type=file,shortcut&filter_exts=txt,link: Hello.TXT, zip.link
        filter_exts=zip&filter_type=: archive.zip, Documents, locked.zip, Photos, Shared examples
        filter_exts=: archive.zip, Documents, Hello.TXT, locked.zip, new.docx, Photos, Shared examples, zip.link"#]].assert_eq(&lines.join("\n"));
}

#[tokio::test]
async fn lists_that_nobody_may_see_are_refused() {
    let rows = [
        ("no size", CHILDREN.to_owned()),
        ("size 0", format!("{CHILDREN}?page_size=0")),
        ("size 501", format!("{CHILDREN}?page_size=501")),
        ("no number", format!("{CHILDREN}?page_size=many")),
        ("an unknown order", format!("{CHILDREN}?page_size=1&order=up")),
        ("ordered by nothing known", format!("{CHILDREN}?page_size=1&order_by=name")),
        ("an unknown type", format!("{CHILDREN}?page_size=1&filter_type=file,album")),
        ("no flag", format!("{CHILDREN}?page_size=1&with_permission=maybe")),
        ("a file", "GET /v7/drives/private/files/<hello.txt in WPS>/children?page_size=1".into()),
        ("an unknown folder", "GET /v7/drives/private/files/x/children?page_size=1".into()),
        (
            "another drive",
            "GET /v7/drives/<the team's drive in WPS>/files/<Documents in WPS>/children?page_size=1".into(),
        ),
        ("bob's drive", "GET /v7/drives/<bob's drive in WPS>/files/0/children?page_size=1".into()),
    ];
    let rows = rows.map(|(what, line)| (what, request("alice-token", &line, "")));
    refusals(&Mock::new(), rows, expect![[r#"
        no size: 400 {"code":400000004,"more":{"code":400000004,"msg":"page_size is missing."},"msg":"请求参数不支持"}
        size 0: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_size lies between 1 and 500."},"msg":"请求参数取值无效"}
        size 501: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_size lies between 1 and 500."},"msg":"请求参数取值无效"}
        no number: 400 {"code":400000002,"more":{"code":400000002,"msg":"page_size is no number."},"msg":"请求参数格式有误"}
        an unknown order: 400 {"code":400000004,"more":{"code":400000004,"msg":"order is none of asc, desc."},"msg":"请求参数不支持"}
        ordered by nothing known: 400 {"code":400000004,"more":{"code":400000004,"msg":"order_by is none of ctime, mtime, dtime, fname, fsize."},"msg":"请求参数不支持"}
        an unknown type: 400 {"code":400000004,"more":{"code":400000004,"msg":"filter_type is none of file, folder, shortcut."},"msg":"请求参数不支持"}
        no flag: 400 {"code":400000004,"more":{"code":400000004,"msg":"with_permission is neither true nor false."},"msg":"请求参数不支持"}
        a file: 400 {"code":400000003,"more":{"code":400000003,"msg":"It is not a folder."},"msg":"请求参数取值无效"}
        an unknown folder: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        another drive: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<Documents in WPS>`: There is no such file or folder."},"msg":"文件不存在"}
        bob's drive: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `0`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
    "#]]).await;
}
