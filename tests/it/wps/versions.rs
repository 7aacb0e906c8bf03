//! The versions of a file: reading them, saying something about them, bringing one back.

use axum::http::{Method, StatusCode};
use expect_test::expect;

use super::{alice, request, sign::Draft};
use crate::support::{Answer, Mock, refusals};

const VERSIONS: &str = "/v7/drives/<alice's drive in WPS>/files/<hello.txt in WPS>/versions";

/// A mock whose `hello.txt` has three versions, of which the second is bob's words with a comment of alice's.
async fn seeded() -> Mock {
    let mock = Mock::new();
    for content in ["second", "third one"] {
        let put = format!(
            "PUT /v1.0/me/drive/root:/hello.txt:/content\nAuthorization: Bearer alice-token\n\n{content}"
        );
        assert_eq!(mock.send(&put).await.status, StatusCode::OK);
    }
    mock
}

async fn note(mock: &Mock, number: u32, body: &str) -> Answer {
    alice(mock, &format!("POST {VERSIONS}/{number}/update"), body).await
}

#[tokio::test]
async fn versions_are_listed_from_the_newest_on_with_what_was_said_of_them() {
    let mock = seeded().await;
    let noted = note(&mock, 2, r#"{"comment":"better","ext_attrs":[{"name":"a","value":"1"}]}"#).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "comment": "better",
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767323045,
            "ext_attrs": [
              {
                "name": "a",
                "value": "1"
              }
            ],
            "file_id": "<hello.txt in WPS>",
            "hash": {
              "sum": "352f7829a2384b001cc12b0c2613c756454a1f6a",
              "type": "sha1"
            },
            "id": "36UvJan7h5FLiI8ouks97N",
            "modified_by": "<alice's identity in WPS>",
            "mtime": 1767323045,
            "size": 6,
            "version": 2
          },
          "msg": "success"
        }"#]]
    .assert_eq(&noted.to_string());
    let line = format!("GET {VERSIONS}?page_size=2&with_comment=true&with_ext_attrs=true");
    let first = alice(&mock, &line, "").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "items": [
              {
                "created_by": "<alice's identity in WPS>",
                "ctime": 1767323045,
                "ext_attrs": [],
                "file_id": "<hello.txt in WPS>",
                "hash": {
                  "sum": "5dfb921e0397f27a47d79c4fda238cbbb09f2f2e",
                  "type": "sha1"
                },
                "id": "36UvJan7h5F3Flb0eGQ5Xe",
                "modified_by": "<alice's identity in WPS>",
                "mtime": 1767323045,
                "size": 9,
                "version": 3
              },
              {
                "comment": "better",
                "created_by": "<alice's identity in WPS>",
                "ctime": 1767323045,
                "ext_attrs": [
                  {
                    "name": "a",
                    "value": "1"
                  }
                ],
                "file_id": "<hello.txt in WPS>",
                "hash": {
                  "sum": "352f7829a2384b001cc12b0c2613c756454a1f6a",
                  "type": "sha1"
                },
                "id": "36UvJan7h5FLiI8ouks97N",
                "modified_by": "<alice's identity in WPS>",
                "mtime": 1767323045,
                "size": 6,
                "version": 2
              }
            ],
            "next_page_token": "hP8hZHKNHWQAAAAAAAAAAg"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&first.to_string());
    let token = first.json()["data"]["next_page_token"].as_str().expect("a token").to_owned();
    let rest = alice(&mock, &format!("{line}&page_token={token}"), "").await.json();
    assert_eq!(
        (&rest["data"]["items"][0]["version"], &rest["data"]["next_page_token"]),
        (&1.into(), &"".into())
    );
    let bare = alice(&mock, &format!("GET {VERSIONS}?page_size=10"), "").await.json();
    assert!(
        bare["data"]["items"][1].get("comment").is_none()
            && bare["data"]["items"].as_array().map(Vec::len) == Some(3)
    );
}

#[tokio::test]
async fn what_is_not_said_of_a_version_stays() {
    let mock = seeded().await;
    note(&mock, 1, r#"{"comment":"first","ext_attrs":[{"name":"a","value":"1"},{"name":"b","value":"2"}]}"#)
        .await;
    note(&mock, 1, r#"{"ext_attrs":[{"name":"a","value":"3"}]}"#).await;
    let version =
        alice(&mock, &format!("GET {VERSIONS}/1/meta?with_ext_attrs=true"), "").await.json()["data"].clone();
    assert_eq!(version["comment"], "first");
    assert_eq!(version["ext_attrs"].to_string(), r#"[{"name":"b","value":"2"},{"name":"a","value":"3"}]"#);
    note(&mock, 1, r#"{"comment":""}"#).await;
    let version = alice(&mock, &format!("GET {VERSIONS}/1/meta"), "").await.json()["data"].clone();
    assert!(version.get("comment").is_none() && version.get("ext_attrs").is_none(), "{version}");
}

#[tokio::test]
async fn a_version_that_is_brought_back_is_a_new_one() {
    let mock = seeded().await;
    let answer = alice(&mock, &format!("POST {VERSIONS}/1/revert"), "").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
    let versions = alice(&mock, &format!("GET {VERSIONS}?page_size=10"), "").await.json();
    let sizes: Vec<_> =
        versions["data"]["items"].as_array().expect("a list").iter().map(|one| one["size"].clone()).collect();
    assert_eq!(sizes, [18, 9, 6, 18]);
    let hash = |at: usize| &versions["data"]["items"][at]["hash"];
    assert_eq!(hash(0), hash(3));
}

#[tokio::test]
async fn older_private_deployments_have_their_envelope_and_digest() {
    let mock = seeded().await;
    let answer = Draft::to(Method::GET, &format!("/graph{VERSIONS}/2/meta"), "").send(&mock).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "created_by": "<alice's identity in WPS>",
            "ctime": 1767323045,
            "file_id": "<hello.txt in WPS>",
            "hash": {
              "sum": "352f7829a2384b001cc12b0c2613c756454a1f6a",
              "type": "s2s"
            },
            "id": "36UvJan7h5FLiI8ouks97N",
            "modified_by": "<alice's identity in WPS>",
            "mtime": 1767323045,
            "size": 6,
            "version": 2
          },
          "detail": "",
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
}

#[tokio::test]
async fn versions_are_refused() {
    let mock = seeded().await;
    let rows = [
        ("no size of pages", format!("GET {VERSIONS}"), ""),
        ("pages too large", format!("GET {VERSIONS}?page_size=501"), ""),
        ("a token of another list", format!("GET {VERSIONS}?page_size=1&page_token=AAAA"), ""),
        ("no bool", format!("GET {VERSIONS}?page_size=1&with_comment=x"), ""),
        (
            "a folder",
            "GET /v7/drives/<alice's drive in WPS>/files/<Documents in WPS>/versions?page_size=1".into(),
            "",
        ),
        (
            "an unknown file",
            "GET /v7/drives/<alice's drive in WPS>/files/nothing/versions?page_size=1".into(),
            "",
        ),
        ("an unknown version", format!("GET {VERSIONS}/4/meta"), ""),
        ("version 0", format!("GET {VERSIONS}/0/meta"), ""),
        ("a number out of range", format!("GET {VERSIONS}/4294967297/meta"), ""),
        ("no number", format!("GET {VERSIONS}/-1/meta"), ""),
        ("an unknown version to say something of", format!("POST {VERSIONS}/4/update"), "{}"),
        (
            "an attribute without a name",
            format!("POST {VERSIONS}/1/update"),
            r#"{"ext_attrs":[{"name":"","value":"x"}]}"#,
        ),
        (
            "an attribute without a value",
            format!("POST {VERSIONS}/1/update"),
            r#"{"ext_attrs":[{"name":"x"}]}"#,
        ),
        ("an unknown version to bring back", format!("POST {VERSIONS}/4/revert"), ""),
    ];
    let rows = rows.map(|(what, line, body)| (what, request("alice-token", &line, body)));
    refusals(&mock, rows, expect![[r#"
        no size of pages: 400 {"code":400000004,"more":{"code":400000004,"msg":"page_size is missing."},"msg":"请求参数不支持"}
        pages too large: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_size lies between 1 and 500."},"msg":"请求参数取值无效"}
        a token of another list: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_token is none of this list."},"msg":"请求参数取值无效"}
        no bool: 400 {"code":400000004,"more":{"code":400000004,"msg":"with_comment is neither true nor false."},"msg":"请求参数不支持"}
        a folder: 400 {"code":400000003,"more":{"code":400000003,"msg":"It is not a file."},"msg":"请求参数取值无效"}
        an unknown file: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `nothing`: There is no such file or folder."},"msg":"文件不存在"}
        an unknown version: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no version `4`."},"msg":"资源不存在"}
        version 0: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no version `0`."},"msg":"资源不存在"}
        a number out of range: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no version `4294967297`."},"msg":"资源不存在"}
        no number: 400 {"code":400000002,"more":{"code":400000002,"msg":"version_num: \"-1\" is no number."},"msg":"请求参数格式有误"}
        an unknown version to say something of: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no version `4`."},"msg":"资源不存在"}
        an attribute without a name: 400 {"code":400000003,"more":{"code":400000003,"msg":"An attribute has no name."},"msg":"请求参数取值无效"}
        an attribute without a value: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `value` at line 1 column 26."},"msg":"请求参数格式有误"}
        an unknown version to bring back: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no version `4`."},"msg":"资源不存在"}
    "#]]).await;
    let many: Vec<_> = (0..101).map(|n| format!(r#"{{"name":"{n}","value":""}}"#)).collect();
    let long = "x".repeat(1025);
    let rows = [
        ("too many attributes", format!(r#"{{"ext_attrs":[{}]}}"#, many.join(","))),
        ("a long comment", format!(r#"{{"comment":"{long}"}}"#)),
    ];
    let rows =
        rows.map(|(what, body)| (what, request("alice-token", &format!("POST {VERSIONS}/1/update"), &body)));
    refusals(&mock, rows, expect![[r#"
        too many attributes: 400 {"code":400000105,"more":{"code":400000105,"msg":"More than 100 items are affected."},"msg":"数目限制超出"}
        a long comment: 400 {"code":400000106,"more":{"code":400000106,"msg":"comment has more than 1024 characters."},"msg":"长度限制超出"}
    "#]]).await;
    let only = |line: &str| request("readonly-token", line, "{}");
    refusals(
        &mock,
        [
            ("a token that only reads says something", only(&format!("POST {VERSIONS}/1/update"))),
            ("a token that only reads brings one back", only(&format!("POST {VERSIONS}/1/revert"))),
            ("a stranger", request("bob-token", &format!("GET {VERSIONS}?page_size=1"), "")),
        ],
        expect![[r#"
            a token that only reads says something: 403 {"code":400000003,"desc":"The requested scope is invalid, unknown, or malformed. The request scopes 'kso.file_version.readwrite' are needed.","message":"kso: PermissionDenied access_token verify err: invalid_scope"}
            a token that only reads brings one back: 403 {"code":400000003,"desc":"The requested scope is invalid, unknown, or malformed. The request scopes 'kso.file_version.readwrite' are needed.","message":"kso: PermissionDenied access_token verify err: invalid_scope"}
            a stranger: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<hello.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        "#]],
    )
    .await;
}
