//! One item, many by their ids, the path of one, and whether a name is taken.

use axum::http::Method;
use expect_test::expect;

use super::super::{alice, app_token, request, sign::Draft};
use crate::support::{Mock, refusals};

const HELLO: &str = "GET /v7/drives/<alice's drive in WPS>/files/<hello.txt in WPS>/meta";

#[tokio::test]
async fn an_item_is_described_with_all_that_is_asked_for() {
    let mock = Mock::new();
    let all = "with_permission=true&with_ext_attrs=true&with_drive=true";
    let whole = alice(&mock, &format!("{HELLO}?{all}"), "").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767254400,
            "drive": {
              "allotee_id": "1690375745",
              "allotee_type": "user",
              "company_id": "571568323",
              "created_by": "<alice's identity in WPS>",
              "ctime": 1767254400,
              "description": "",
              "ext_attrs": [],
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
            "shared": false,
            "size": 18,
            "type": "file",
            "version": 1
          },
          "msg": "success"
        }"#]]
    .assert_eq(&whole.to_string());
    let by_file =
        alice(&mock, &format!("GET /v7/files/<hello.txt in WPS>/meta?{all}&with_link=true"), "").await;
    assert_eq!(by_file.json(), whole.json());
    let bare = alice(&mock, HELLO, "").await;
    let members: Vec<_> = bare.json()["data"].as_object().expect("an item").keys().cloned().collect();
    for member in ["permission", "ext_attrs", "drive"] {
        assert!(!members.iter().any(|known| known == member), "{member}");
    }
}

#[tokio::test]
async fn a_private_deployment_describes_an_item_without_its_drive() {
    let mock = Mock::new();
    let path = "/graph/v7/drives/<alice's drive in WPS>/files/0/meta?with_drive=true";
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767254400,
            "drive_id": "<alice's drive in WPS>",
            "hash": {
              "sum": "",
              "type": "s2s"
            },
            "id": "<alice's root in WPS>",
            "link_id": "cLSlgugvUJEj",
            "link_url": "https://www.kdocs.cn/l/cLSlgugvUJEj",
            "modified_by": "<alice's identity in WPS>",
            "mtime": 1767254400,
            "name": "Alice's drive",
            "parent_id": "0",
            "size": 0,
            "type": "folder",
            "version": 0
          },
          "detail": "",
          "msg": "success"
        }"#]]
    .assert_eq(&Draft::to(Method::GET, path, "").send(&mock).await.to_string());
}

#[tokio::test]
async fn many_items_are_described_once_each() {
    let mock = Mock::new();
    let ids = "file_ids=<hello.txt in WPS>,<Reports in WPS>&file_ids[]=<hello.txt in WPS>";
    let answer = alice(&mock, &format!("GET /v7/files/batch_get?{ids}"), "").await;
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
                "shared": false,
                "size": 18,
                "type": "file",
                "version": 1
              },
              {
                "created_by": "<alice's identity in WPS>",
                "ctime": 1767254400,
                "drive_id": "<alice's drive in WPS>",
                "id": "<Reports in WPS>",
                "link_id": "c6wLWMDA1WMd",
                "link_url": "https://www.kdocs.cn/l/c6wLWMDA1WMd",
                "modified_by": "<alice's identity in WPS>",
                "mtime": 1767254400,
                "name": "Reports",
                "parent_id": "<Documents in WPS>",
                "shared": false,
                "size": 0,
                "type": "folder",
                "version": 0
              }
            ]
          },
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    let ids = "file_ids=x&file_ids=<Reports in WPS>&file_ids=<todo.txt in WPS>&file_ids=x";
    let answer = alice(&mock, &format!("GET /v7/files/batch_get?mode=detailed&{ids}"), "").await.json();
    assert_eq!(answer["data"]["items"][0]["name"], "Reports");
    expect![[r#"[{"err_code":400008009,"err_msg":"文件不存在","object_id":"x"},{"err_code":403000001,"err_msg":"无权限","object_id":"KTPcAfW7j89AAN6zjAoOkN4KEuJ5GanNM"}]"#]].assert_eq(&answer["data"]["failures"].to_string());
}

#[tokio::test]
async fn a_path_leads_from_below_the_root_to_the_item() {
    let mock = Mock::new();
    let path = "GET /v7/drives/<alice's drive in WPS>/files/<summary.txt in WPS>/path";
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "location_id": "1690375745",
            "location_type": "user",
            "paths": [
              {
                "file_id": "<Documents in WPS>",
                "name": "Documents"
              },
              {
                "file_id": "<Reports in WPS>",
                "name": "Reports"
              },
              {
                "file_id": "<summary.txt in WPS>",
                "name": "summary.txt"
              }
            ]
          },
          "msg": "success"
        }"#]]
    .assert_eq(&alice(&mock, path, "").await.to_string());
    let path = "/graph/v7/drives/<the team's drive in WPS>/files/<Projects in WPS>/path";
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "location_id": "6436328858",
            "location_type": "group",
            "paths": [
              {
                "file_id": "<Projects in WPS>",
                "name": "Projects"
              }
            ]
          },
          "detail": "",
          "msg": "success"
        }"#]]
    .assert_eq(&Draft::to(Method::GET, path, "").send(&mock).await.to_string());
    let token = app_token(&mock).await;
    let path = "GET /v7/drives/<the app's drive in WPS>/files/0/path";
    let answer = mock.send(&request(&token, path, "")).await.json();
    expect![[r#"{"location_id":"","location_type":"app","paths":[]}"#]]
        .assert_eq(&answer["data"].to_string());
}

#[tokio::test]
async fn a_name_is_taken_in_any_case_unless_by_the_item_itself() {
    let mock = Mock::new();
    let check = "POST /v7/drives/<alice's drive in WPS>/files/0/check_name";
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "is_exist": true
          },
          "msg": "success"
        }"#]]
    .assert_eq(&alice(&mock, check, r#"{"name":"HELLO.txt"}"#).await.to_string());
    let mut lines = Vec::new();
    for body in [
        r#"{"name":"hallo.txt"}"#,
        r#"{"name":"Hello.txt","file_id":"<hello.txt in WPS>"}"#,
        r#"{"name":"Hello.txt","file_id":"<plan.txt in WPS>"}"#,
        r#"{"name":"Hello.txt","file_id":""}"#,
    ] {
        lines.push(format!("{body}: {}", alice(&mock, check, body).await.json()["data"]["is_exist"]));
    }
    expect![[r#"
        {"name":"hallo.txt"}: false
        {"name":"Hello.txt","file_id":"<hello.txt in WPS>"}: false
        {"name":"Hello.txt","file_id":"<plan.txt in WPS>"}: true
        {"name":"Hello.txt","file_id":""}: true"#]]
    .assert_eq(&lines.join("\n"));
}

#[tokio::test]
async fn what_the_caller_may_not_read_is_refused() {
    let mock = Mock::new();
    let check = |folder: &str, body: &str| {
        request("alice-token", &format!("POST /v7/drives/private/files/{folder}/check_name"), body)
    };
    let get = |line: &str| request("alice-token", &format!("GET /v7/{line}"), "");
    let many: Vec<_> = (0..1025).map(|n| n.to_string()).collect();
    let rows = [
        ("an unknown file", get("drives/private/files/x/meta")),
        ("a file of another drive", get("drives/<the team's drive in WPS>/files/<hello.txt in WPS>/meta")),
        ("an unknown drive", get("drives/x/files/<hello.txt in WPS>/meta")),
        ("bob's file", get("drives/<bob's drive in WPS>/files/<todo.txt in WPS>/meta")),
        ("bob's root", get("drives/<bob's drive in WPS>/files/0/meta")),
        ("no flag", get("drives/private/files/0/meta?with_drive=2")),
        ("by file alone", get("files/x/meta")),
        ("a root without a drive", get("files/0/meta")),
        ("no ids", get("files/batch_get")),
        ("an empty list of ids", get("files/batch_get?file_ids=")),
        ("1,025 ids", get(&format!("files/batch_get?file_ids={}", many.join(",")))),
        ("one unknown id", get("files/batch_get?file_ids=<hello.txt in WPS>,x")),
        ("an unknown mode", get("files/batch_get?mode=slow&file_ids=x")),
        ("the path of nothing", get("drives/private/files/x/path")),
        ("the path of what is bob's", get("drives/<bob's drive in WPS>/files/<todo.txt in WPS>/path")),
        ("no name", check("0", "{}")),
        ("an empty name", check("0", r#"{"name":""}"#)),
        ("a long name", check("0", &format!(r#"{{"name":"{}"}}"#, "n".repeat(256)))),
        ("a name in a file", check("<hello.txt in WPS>", r#"{"name":"a"}"#)),
        ("a name in an unknown folder", check("x", r#"{"name":"a"}"#)),
    ];
    refusals(&mock, rows, expect![[r#"
        an unknown file: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        a file of another drive: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<hello.txt in WPS>`: There is no such file or folder."},"msg":"文件不存在"}
        an unknown drive: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        bob's file: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<todo.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        bob's root: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `0`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        no flag: 400 {"code":400000004,"more":{"code":400000004,"msg":"with_drive is neither true nor false."},"msg":"请求参数不支持"}
        by file alone: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        a root without a drive: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `0`: There is no such file or folder."},"msg":"文件不存在"}
        no ids: 400 {"code":400000004,"more":{"code":400000004,"msg":"file_ids is missing."},"msg":"请求参数不支持"}
        an empty list of ids: 400 {"code":400000101,"more":{"code":400000101,"msg":"file_ids is empty."},"msg":"集合为空"}
        1,025 ids: 400 {"code":400000105,"more":{"code":400000105,"msg":"file_ids has more than 1024 items."},"msg":"数目限制超出"}
        one unknown id: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        an unknown mode: 400 {"code":400000004,"more":{"code":400000004,"msg":"mode is none of fastfail, detailed."},"msg":"请求参数不支持"}
        the path of nothing: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        the path of what is bob's: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<todo.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        no name: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `name` at line 1 column 2."},"msg":"请求参数格式有误"}
        an empty name: 400 {"code":400008015,"more":{"code":400008015,"msg":"The name is empty."},"msg":"文件名为空"}
        a long name: 400 {"code":400000106,"more":{"code":400000106,"msg":"name has more than 255 characters."},"msg":"长度限制超出"}
        a name in a file: 400 {"code":400000003,"more":{"code":400000003,"msg":"It is not a folder."},"msg":"请求参数取值无效"}
        a name in an unknown folder: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
    "#]]).await;
}
