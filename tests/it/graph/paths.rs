//! How long paths and names may become, and where returned paths lead.

use expect_test::expect;

use super::{alice, monitor, refuses};
use crate::support::{self, Mock};

/// A folder with a name of 200 letters in alice's root; its id.
async fn deep(mock: &Mock) -> String {
    let body = format!(r#"{{"name": "{}", "folder": {{}}}}"#, "d".repeat(200));
    let made = alice(mock, "POST /v1.0/me/drive/root/children", &body).await;
    made.json()["id"].as_str().expect("an id").to_owned()
}

#[tokio::test]
async fn nothing_gets_a_path_that_cannot_be_asked_for() {
    let mock = Mock::new();
    let folder = deep(&mock).await;
    let (fits, long) = ("f".repeat(199), "f".repeat(200));
    let at = |name: &str| format!("/v1.0/me/drive/items/{folder}:/{name}");
    assert_eq!(alice(&mock, &format!("PUT {}:/content", at(&fits)), "x").await.status, 201);
    let rename = "@microsoft.graph.conflictBehavior=rename";
    let into = |name: &str| format!(r#"{{"parentReference": {{"id": "{folder}"}}, "name": "{name}"}}"#);
    refuses(
        &mock,
        "alice",
        [
            (format!("PUT {}:/content", at(&long)), "x".to_owned()),
            (format!("PUT {}:/content?{rename}", at(&fits)), "x".into()),
            ("POST /v1.0/me/drive/root:/hello.txt:/copy".into(), into(&long)),
            (
                format!("POST /v1.0/me/drive/items/{folder}/copy"),
                format!(
                    r#"{{"parentReference": {{"path": "/drive/root:/Documents"}}, "name": "{}"}}"#,
                    "n".repeat(256)
                ),
            ),
            (
                "POST /v1.0/me/drive/root/children".into(),
                format!(r#"{{"name": "{}", "folder": {{}}}}"#, "n".repeat(401)),
            ),
            ("PATCH /v1.0/me/drive/root:/hello.txt".into(), format!(r#"{{"name": "{}"}}"#, "n".repeat(256))),
        ],
        expect![[r#"
            PUT /v1.0/me/drive/items/01A3AKUJUNJFIIVBU4QQVHOU4OIBW6FP44:/<f × 200>:/content x: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
            PUT /v1.0/me/drive/items/01A3AKUJUNJFIIVBU4QQVHOU4OIBW6FP44:/<f × 199>:/content?@microsoft.graph.conflictBehavior=rename…: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"parentReference": {"id": "01A3AKUJUNJFIIVBU4QQVHOU4OIBW6FP44"}, "name": "<f …: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
            POST /v1.0/me/drive/items/01A3AKUJUNJFIIVBU4QQVHOU4OIBW6FP44/copy {"parentReference": {"path": "/drive/root:/Documents"}…: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
            POST /v1.0/me/drive/root/children {"name": "<n × 401>", "folder": {}}: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
            PATCH /v1.0/me/drive/root:/hello.txt {"name": "<n × 256>"}: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
        "#]],
    )
    .await;
    let copy = alice(&mock, "POST /v1.0/me/drive/root:/hello.txt:/copy", &into(&"g".repeat(199))).await;
    assert_eq!(monitor(&mock, &copy).await.json()["status"], "completed");
}

#[tokio::test]
async fn a_session_makes_no_file_whose_path_is_too_long() {
    let mock = Mock::new();
    let folder = deep(&mock).await;
    let file = format!("/v1.0/me/drive/items/{folder}:/{}:", "f".repeat(199));
    assert_eq!(alice(&mock, &format!("PUT {file}/content"), "x").await.status, 201);
    let rename = r#"{"item": {"@microsoft.graph.conflictBehavior": "rename"}}"#;
    let session = alice(&mock, &format!("POST {file}/createUploadSession"), rename).await;
    let url = session.json()["uploadUrl"].as_str().expect("an address").replace("http://mock.test", "");
    let ended = mock.send(&format!("PUT {url}\nContent-Range: bytes 0-0/1\n\nx")).await;
    expect!["400 invalidRequest pathIsTooLong: Path exceeds maximum length."].assert_eq(&ended.line());
    assert_eq!(mock.send(&format!("GET {url}")).await.status, 200, "it lives on");
}

#[tokio::test]
async fn a_returned_path_leads_back_even_if_it_looks_encoded() {
    let mock = Mock::new();
    let root = "POST /v1.0/me/drive/root/children";
    for name in ["a%41", "aA"] {
        assert_eq!(alice(&mock, root, &format!(r#"{{"name": "{name}", "folder": {{}}}}"#)).await.status, 201);
    }
    let request = "PATCH /v1.0/me/drive/items/<hello.txt>";
    let move_to = async |path: &str| {
        let body = format!(r#"{{"parentReference": {{"path": "/drive/root:/{path}"}}}}"#);
        let moved = alice(&mock, request, &body).await;
        let path = moved.json()["parentReference"]["path"].as_str().expect("a path").to_owned();
        let back = alice(&mock, request, r#"{"parentReference": {"path": "/drive/root:"}}"#).await;
        assert_eq!(back.status, 200, "{back}");
        path.split_once(':').map(|(_, path)| path.to_owned())
    };
    assert_eq!(move_to("a%41").await.as_deref(), Some("/a%41"));
    assert_eq!(move_to("a%2541").await.as_deref(), Some("/a%41"));
    assert_eq!(move_to("%61A").await.as_deref(), Some("/aA"));
}

#[tokio::test]
async fn a_move_that_names_only_another_drive_is_refused() {
    let mock = Mock::new();
    let body = r#"{"parentReference": {"driveId": "<the team's drive>"}, "name": "moved.txt"}"#;
    let answer = alice(&mock, "PATCH /v1.0/me/drive/root:/hello.txt", body).await;
    expect!["400 invalidRequest -: Items cannot be moved between Drives using this request."]
        .assert_eq(&answer.line());
    let body = r#"{"parentReference": {"driveId": "<alice's drive>"}, "name": "renamed.txt"}"#;
    assert_eq!(alice(&mock, "PATCH /v1.0/me/drive/root:/hello.txt", body).await.status, 200);
}

#[tokio::test]
async fn a_path_of_any_length_is_refused_at_the_door() {
    let mock = Mock::new();
    mock.fork("t1");
    // Written in the form that is routed, three bytes would stand for each slash.
    let slashes = |length: usize| format!("/v1.0/me/drive/root:/{}b:/content", "a/".repeat(length));
    let letters = |length: usize| format!("/v1.0/me/drive/root:/{}:/content", "a".repeat(length));
    let rows = ["", "/_sandbox/t1"].into_iter().flat_map(|sandbox| {
        [letters(400), letters(401), slashes(200), slashes(17_000), letters(34_000), letters(65_000)]
            .into_iter()
            .map(move |path| (format!("GET {sandbox}{path}"), ""))
    });
    refuses(&mock, "alice", rows, expect![[r#"
        GET /v1.0/me/drive/root:/<a × 400>:/content: 404 itemNotFound -: The resource could not be found.
        GET /v1.0/me/drive/root:/<a × 401>:/content: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
        GET /v1.0/me/drive/root:/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a…: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
        GET /v1.0/me/drive/root:/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a…: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
        GET /v1.0/me/drive/root:/<a × 34000>:/content: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
        GET /v1.0/me/drive/root:/<a × 65000>:/content: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
        GET /_sandbox/t1/v1.0/me/drive/root:/<a × 400>:/content: 404 itemNotFound -: The resource could not be found.
        GET /_sandbox/t1/v1.0/me/drive/root:/<a × 401>:/content: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
        GET /_sandbox/t1/v1.0/me/drive/root:/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a…: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
        GET /_sandbox/t1/v1.0/me/drive/root:/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a…: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
        GET /_sandbox/t1/v1.0/me/drive/root:/<a × 34000>:/content: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
        GET /_sandbox/t1/v1.0/me/drive/root:/<a × 65000>:/content: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
    "#]]).await;
    let unsigned = format!("GET {}", letters(34_000));
    support::refusals(
        &mock,
        [("nobody", unsigned)],
        expect![[r#"
        nobody: 400 invalidRequest pathIsTooLong: Path exceeds maximum length.
    "#]],
    )
    .await;
}
