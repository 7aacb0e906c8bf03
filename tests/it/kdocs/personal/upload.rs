//! Uploads in forms.

use axum::{
    body::{Body, Bytes},
    http::Request,
};
use expect_test::expect;
use http_body_util::{Full, Limited};

use super::{BASE, alice, content, form, id_of, text, upload, upload_text};
use crate::support::{Mock, refusals};

#[tokio::test]
async fn a_file_is_uploaded_as_the_page_prints_it() {
    let mock = Mock::new();
    let example = form("example.pdf", "%PDF-1.7\r\n--frontie\r\n", &[("parent_path", "path1,path2")]);
    let answer = mock.send(&upload_text("/files/upload", &example)).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "id": {
              "open_id": "6dBxnuGjvNS2y7w0gfOwssV4qu0gRYOJIN4FsmOCdLQ",
              "union_id": "NJyvBE_AAmwDEvivY6LcmcV4qu0gRYOJIN4FsmOCdLQ"
            },
            "space": "personal"
          }
        }"#]]
    .assert_eq(&answer.to_string());
    let path = "/应用/SX20260101MOCKED/path1/path2/example.pdf";
    assert_eq!(mock.find("kdocs_open_id", &id_of(&answer)).await, path);
    let path = path.replace("应用", "%E5%BA%94%E7%94%A8");
    assert_eq!(content(&mock, &path).await, b"%PDF-1.7\r\n--frontie\r\n");
    // The printed example leaves the end of the path out.
    let answer = mock.send(&upload_text("/files", &example)).await;
    assert_eq!(
        mock.find("kdocs_open_id", &id_of(&answer)).await,
        "/应用/SX20260101MOCKED/path1/path2/example(1).pdf"
    );
}

#[tokio::test]
async fn the_parts_of_a_form_say_where_a_file_goes() {
    let mock = Mock::new();
    let photos = super::open_id(&mock, "/Photos").await;
    for (more, expected) in [
        (&[][..], "/应用/SX20260101MOCKED/文 档.txt"),
        (&[("path_from_root", "false")], "/应用/SX20260101MOCKED/文 档(1).txt"),
        (&[("path_from_root", "true")], "/文 档.txt"),
        (&[("parent_path", "Photos"), ("path_from_root", "1")], "/Photos/文 档.txt"),
        (&[("parent_id", &photos), ("parent_path", "passed over")], "/Photos/文 档(1).txt"),
        (
            &[("parent_id", ""), ("path_from_root", ""), ("unknown", "x")],
            "/应用/SX20260101MOCKED/文 档(2).txt",
        ),
    ] {
        let id = upload(&mock, "文 档.txt", "", more).await;
        assert_eq!(mock.find("kdocs_open_id", &id).await, expected, "{more:?}");
    }
}

#[tokio::test]
async fn broken_forms_are_refused() {
    let mock = Mock::new();
    let whole = form("a.txt", "text", &[]);
    let two = format!("{}{whole}", whole.replace("--frontier--\r\n", ""));
    let unnamed = whole.replace("; filename=\"a.txt\"", "");
    let no_file = whole.replace("name=\"file\"", "name=\"data\"");
    let cut = &whole[..whole.len() - 20];
    let rows = [
        ("nothing", ""),
        ("no form", "hello"),
        ("no end", cut),
        ("no file", &no_file),
        ("no filename", &unnamed),
        ("two files", &two),
    ];
    refusals(&mock, rows.map(|(what, body)| (what, upload_text("/files/upload", body))), expect![[r#"
        nothing: 400 {"code":10001,"hint":"the form: incomplete multipart stream","message":"InvalidArgument","msg":"InvalidArgument"}
        no form: 400 {"code":10001,"hint":"the form: incomplete multipart stream","message":"InvalidArgument","msg":"InvalidArgument"}
        no end: 400 {"code":10001,"hint":"the form: field \"file\" received with incomplete data","message":"InvalidArgument","msg":"InvalidArgument"}
        no file: 400 {"code":10001,"hint":"file: the form has none","message":"InvalidArgument","msg":"InvalidArgument"}
        no filename: 400 {"code":10001,"hint":"file: the part has no filename","message":"InvalidArgument","msg":"InvalidArgument"}
        two files: 400 {"code":10001,"hint":"file: the form has several","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]])
        .await;
    let named = ["", "a/b.txt", "a\\\\b.txt", "..", "a\0b"];
    refusals(
        &mock,
        named.map(|name| (name, upload_text("/files/upload", &form(name, "", &[])))),
        expect![[r#"
            nothing: 400 {"code":10001,"hint":"file: no file can have the name \"\"","message":"InvalidArgument","msg":"InvalidArgument"}
            a/b.txt: 400 {"code":10001,"hint":"file: no file can have the name \"a/b.txt\"","message":"InvalidArgument","msg":"InvalidArgument"}
            a\\b.txt: 400 {"code":10001,"hint":"file: no file can have the name \"a\\\\\\\\b.txt\"","message":"InvalidArgument","msg":"InvalidArgument"}
            ..: 400 {"code":10001,"hint":"file: no file can have the name \"..\"","message":"InvalidArgument","msg":"InvalidArgument"}
            a\0b: 400 {"code":10001,"hint":"the form: failed to read headers","message":"InvalidArgument","msg":"InvalidArgument"}
        "#]],
    )
    .await;
    let parts = [
        ("path_from_root", "yes"),
        ("parent_path", "a,,b"),
        ("parent_id", "nonsense"),
        ("parent_path", "hello.txt"),
    ];
    let rows = parts.map(|(name, value)| {
        let more = [(name, value), ("path_from_root", "true")];
        (format!("{name}={value}"), upload_text("/files/upload", &form("a.txt", "", &more)))
    });
    refusals(&mock, rows, expect![[r#"
        path_from_root=yes: 400 {"code":10001,"hint":"path_from_root is neither true nor false","message":"InvalidArgument","msg":"InvalidArgument"}
        parent_path=a,,b: 400 {"code":10001,"hint":"parent_path: no file can have the name \"\"","message":"InvalidArgument","msg":"InvalidArgument"}
        parent_id=nonsense: 404 {"code":30012,"hint":"nonsense","message":"FileNotExists","msg":"FileNotExists"}
        parent_path=hello.txt: 400 {"code":30906,"hint":"the target is not a directory","message":"InvalidParent","msg":"InvalidParent"}
    "#]]).await;
    let rows = [
        ("no content type", alice("POST /files/upload", &whole)),
        (
            "no boundary",
            alice("POST /files/upload", &whole).replacen('\n', "\nContent-Type: multipart/form-data\n", 1),
        ),
        ("no token", upload_text("/files/upload", &whole).replace("alice-token", "")),
        (
            "a token for reading",
            upload_text("/files/upload", &whole).replace("alice-token", "readonly-token"),
        ),
        ("JSON", text("alice-token", "POST /files/upload", "{}")),
    ];
    refusals(&mock, rows, expect![[r#"
        no content type: 400 {"code":10001,"hint":"the form: failed to decode Content-Type","message":"InvalidArgument","msg":"InvalidArgument"}
        no boundary: 400 {"code":10001,"hint":"the form: multipart boundary not found in Content-Type","message":"InvalidArgument","msg":"InvalidArgument"}
        no token: 401 {"code":20007,"hint":"access_token is required","message":"AccessTokenInvalid","msg":"AccessTokenInvalid"}
        a token for reading: 403 {"code":20003,"hint":"create_personal_files","message":"InvalidScope","msg":"InvalidScope"}
        JSON: 400 {"code":10001,"hint":"the form: failed to decode Content-Type","message":"InvalidArgument","msg":"InvalidArgument"}
    "#]]).await;
}

#[tokio::test]
async fn a_file_that_is_too_long_or_breaks_off_is_refused() {
    let mock = Mock::new();
    let request = |body: Body| {
        let request = Request::post(format!("{BASE}/files/upload?access_token=alice-token"));
        request
            .header("content-type", "multipart/form-data; boundary=frontier")
            .body(body)
            .expect("a request")
    };
    let broken_off = Body::new(Limited::new(Full::new(Bytes::from(form("a.txt", "text", &[]))), 30));
    let long = form("a.txt", &"x".repeat(104_857_601), &[]);
    let rows =
        [("a body that breaks off", request(broken_off)), ("a hundred megabytes", request(Body::from(long)))];
    refusals(&mock, rows, expect![[r#"
        a body that breaks off: 400 {"code":10001,"hint":"the body ended early","message":"InvalidArgument","msg":"InvalidArgument"}
        a hundred megabytes: 400 {"code":30008,"hint":"a file has at most 104857600 bytes","message":"FileSizeLimited","msg":"FileSizeLimited"}
    "#]]).await;
    let longest = form("a.txt", &"x".repeat(104_857_600), &[]);
    assert_eq!(mock.call(request(Body::from(longest))).await.status, 200);
}
