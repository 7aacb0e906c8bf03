//! What people may do in the drives of others, with what was shared with them.

use std::fmt::Write;

use expect_test::expect;

use super::{
    alice, bob,
    sharing::{FOLDER, by_ids, invite},
};
use crate::support::Mock;

/// Does everything that the drive API offers with a folder in alice's drive, as bob, and lists how each of it went.
async fn everything(mock: &Mock) -> String {
    let folder = by_ids(mock, "/Documents").await;
    let plan = by_ids(mock, "/Documents/plan.txt").await;
    let root = by_ids(mock, "/").await;
    let outside = mock.id("graph", "alice", "/Photos").await;
    let mut lines = String::new();
    for (what, request, body) in [
        ("list", format!("GET {folder}/children"), String::new()),
        ("download", format!("GET {plan}/content"), String::new()),
        ("search", format!("GET {folder}/search(q='plan')"), String::new()),
        ("delta", format!("GET {folder}/delta"), String::new()),
        ("no such file", format!("GET {folder}:/missing.txt:/content"), String::new()),
        ("a new file", format!("PUT {folder}:/new/guest.txt:/content"), "from bob".into()),
        ("a bad name", format!("PUT {folder}:/a%7Cb:/content"), "from bob".into()),
        ("a new content", format!("PUT {plan}/content"), "from bob".into()),
        ("a session", format!("POST {folder}:/big.bin:/createUploadSession"), String::new()),
        ("a folder", format!("POST {folder}/children"), r#"{"name": "made", "folder": {}}"#.into()),
        ("a name", format!("PATCH {plan}"), r#"{"name": "renamed.txt"}"#.into()),
        ("to outside", format!("PATCH {plan}"), format!(r#"{{"parentReference": {{"id": "{outside}"}}}}"#)),
        ("a deletion", format!("DELETE {plan}"), String::new()),
        ("above: list", format!("GET {root}/children"), String::new()),
        ("above: search", format!("GET {root}/search(q='plan')"), String::new()),
        ("above: delta", format!("GET {root}/delta"), String::new()),
        ("above: a new file", format!("PUT {root}:/guest.txt:/content"), "from bob".into()),
        ("above: a bad name", format!("PUT {root}:/a%7Cb:/content"), "from bob".into()),
        ("above: a folder", format!("POST {root}/children"), r#"{"name": "made", "folder": {}}"#.into()),
    ] {
        let answer = bob(mock, &request, &body).await;
        let how = if answer.status.is_client_error() { answer.line() } else { answer.status.to_string() };
        writeln!(lines, "{what}: {how}").expect("a string");
    }
    lines
}

#[tokio::test]
async fn readers_read_what_was_shared_and_change_nothing() {
    let mock = Mock::new();
    invite(&mock, FOLDER, "read").await;
    let before = mock.sandbox().snapshot();
    expect![[r#"
        list: 200 OK
        download: 302 Found
        search: 200 OK
        delta: 200 OK
        no such file: 404 itemNotFound -: The resource could not be found.
        a new file: 403 accessDenied -: The caller doesn't have permission to perform the action.
        a bad name: 400 invalidRequest invalidPath: Name contains invalid characters.
        a new content: 403 accessDenied -: The caller doesn't have permission to perform the action.
        a session: 403 accessDenied -: The caller doesn't have permission to perform the action.
        a folder: 403 accessDenied -: The caller doesn't have permission to perform the action.
        a name: 403 accessDenied -: The caller doesn't have permission to perform the action.
        to outside: 403 accessDenied -: The caller doesn't have permission to perform the action.
        a deletion: 403 accessDenied -: The caller doesn't have permission to perform the action.
        above: list: 403 accessDenied -: The caller doesn't have permission to perform the action.
        above: search: 403 accessDenied -: The caller doesn't have permission to perform the action.
        above: delta: 403 accessDenied -: The caller doesn't have permission to perform the action.
        above: a new file: 403 accessDenied -: The caller doesn't have permission to perform the action.
        above: a bad name: 403 accessDenied -: The caller doesn't have permission to perform the action.
        above: a folder: 403 accessDenied -: The caller doesn't have permission to perform the action.
    "#]]
    .assert_eq(&everything(&mock).await);
    assert!(std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "nothing changed");
}

#[tokio::test]
async fn writers_change_what_was_shared_and_nothing_around_it() {
    let mock = Mock::new();
    invite(&mock, FOLDER, "write").await;
    expect![[r#"
        list: 200 OK
        download: 302 Found
        search: 200 OK
        delta: 200 OK
        no such file: 404 itemNotFound -: The resource could not be found.
        a new file: 201 Created
        a bad name: 400 invalidRequest invalidPath: Name contains invalid characters.
        a new content: 200 OK
        a session: 200 OK
        a folder: 201 Created
        a name: 200 OK
        to outside: 403 accessDenied -: The caller doesn't have permission to perform the action.
        a deletion: 204 No Content
        above: list: 403 accessDenied -: The caller doesn't have permission to perform the action.
        above: search: 403 accessDenied -: The caller doesn't have permission to perform the action.
        above: delta: 403 accessDenied -: The caller doesn't have permission to perform the action.
        above: a new file: 403 accessDenied -: The caller doesn't have permission to perform the action.
        above: a bad name: 403 accessDenied -: The caller doesn't have permission to perform the action.
        above: a folder: 403 accessDenied -: The caller doesn't have permission to perform the action.
    "#]]
    .assert_eq(&everything(&mock).await);
}

#[tokio::test]
async fn strangers_learn_nothing() {
    let mock = Mock::new();
    let lines = everything(&mock).await;
    assert!(lines.lines().all(|line| line.contains(": 403 ")), "{lines}");
}

#[tokio::test]
async fn who_may_write_one_file_may_write_it_by_its_path() {
    let mock = Mock::new();
    let plan = by_ids(&mock, "/Documents/plan.txt").await;
    let root = by_ids(&mock, "/").await;
    let by_path = format!("PUT {root}:/Documents/plan.txt:/content");
    assert_eq!(bob(&mock, &by_path, "from bob").await.status, 403);
    invite(&mock, &plan, "write").await;
    assert_eq!(bob(&mock, &by_path, "from bob").await.status, 200);
    let beside = format!("PUT {root}:/Documents/other.txt:/content");
    assert_eq!(bob(&mock, &beside, "from bob").await.status, 403);
    let owned =
        alice(&mock, "GET /v1.0/me/drive/root:/Documents/plan.txt?$select=lastModifiedBy,size", "").await;
    assert_eq!(owned.json()["lastModifiedBy"]["user"]["displayName"], "Bob Example");
    assert_eq!(owned.json()["size"], 8);
}
