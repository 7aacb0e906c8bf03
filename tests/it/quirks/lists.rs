//! Delta and lists.

use std::{fmt::Write, time::Duration};

use expect_test::expect;

use super::{by, put, rows, shows};
use crate::support::{Answer, Mock};

/// The changes since a link that an answer has.
async fn since(mock: &Mock, person: &str, before: &Answer) -> Answer {
    let link = before.json()["@odata.deltaLink"].as_str().expect("a link").replace("http://mock.test", "");
    by(mock, person, &format!("GET {link}"), "").await
}

async fn latest(mock: &Mock, person: &str) -> Answer {
    by(mock, person, "GET /v1.0/me/drive/root/delta?token=latest", "").await
}

/// The number of bob's drive, by itself and in delta.
async fn numbers_of_a_drive(mock: &Mock) -> String {
    let drive = by(mock, "bob", "GET /v1.0/me/drive", "").await.json()["id"].to_string();
    put(mock, "bob", "a.txt", "a").await;
    let delta = by(mock, "bob", "GET /v1.0/me/drive/root/delta", "").await;
    let last = rows(&delta, &["/parentReference/driveId"]);
    format!("{drive} {}", last.lines().last().expect("a row"))
}

#[tokio::test]
async fn the_number_of_a_personal_drive_is_shorter_in_delta() {
    shows(
        "graph.short-drive-ids",
        numbers_of_a_drive,
        expect![[r#"
            off:
            "0250D6AAB1F394F2" "0250D6AAB1F394F2"
            on:
            "0250D6AAB1F394F2" "250D6AAB1F394F2"
        "#]],
    )
    .await;
}

#[tokio::test]
async fn the_number_of_a_personal_drive_is_in_lower_case_in_delta() {
    shows(
        "graph.drive-id-case",
        numbers_of_a_drive,
        expect![[r#"
            off:
            "0250D6AAB1F394F2" "0250D6AAB1F394F2"
            on:
            "0250D6AAB1F394F2" "0250d6aab1f394f2"
        "#]],
    )
    .await;
}

#[tokio::test]
async fn every_third_file_of_a_list_has_no_hashes() {
    shows(
        "graph.no-hashes",
        async |mock| {
            for name in ["1.txt", "2.txt", "3.txt", "4.txt"] {
                put(mock, "alice", &format!("new/{name}"), name).await;
            }
            let list = by(mock, "alice", "GET /v1.0/me/drive/root:/new:/children", "").await;
            let delta = by(mock, "alice", "GET /v1.0/me/drive/root:/new:/delta", "").await;
            let hashes = ["/name", "/file/hashes/quickXorHash"];
            rows(&list, &hashes) + &rows(&delta, &hashes)
        },
        expect![[r#"
            off:
            "1.txt" "MXABHfBABwAAAAAABQAAAAAAAAA="
            "2.txt" "MnABHfBABwAAAAAABQAAAAAAAAA="
            "3.txt" "M3ABHfBABwAAAAAABQAAAAAAAAA="
            "4.txt" "NHABHfBABwAAAAAABQAAAAAAAAA="
            "new" -
            "1.txt" "MXABHfBABwAAAAAABQAAAAAAAAA="
            "2.txt" "MnABHfBABwAAAAAABQAAAAAAAAA="
            "3.txt" "M3ABHfBABwAAAAAABQAAAAAAAAA="
            "4.txt" "NHABHfBABwAAAAAABQAAAAAAAAA="
            on:
            "1.txt" "MXABHfBABwAAAAAABQAAAAAAAAA="
            "2.txt" "MnABHfBABwAAAAAABQAAAAAAAAA="
            "3.txt" -
            "4.txt" "NHABHfBABwAAAAAABQAAAAAAAAA="
            "new" -
            "1.txt" "MXABHfBABwAAAAAABQAAAAAAAAA="
            "2.txt" "MnABHfBABwAAAAAABQAAAAAAAAA="
            "3.txt" -
            "4.txt" "NHABHfBABwAAAAAABQAAAAAAAAA="
        "#]],
    )
    .await;
}

#[tokio::test]
async fn deletions_stand_at_the_end_of_a_delta() {
    shows(
        "graph.delta-deletes-last",
        async |mock| {
            put(mock, "alice", "a.txt", "first").await;
            let before = latest(mock, "alice").await;
            by(mock, "alice", "DELETE /v1.0/me/drive/root:/a.txt", "").await;
            put(mock, "alice", "a.txt", "second").await;
            rows(&since(mock, "alice", &before).await, &["/name", "/deleted/state"])
        },
        expect![[r#"
            off:
            "root" -
            - "deleted"
            "a.txt" -
            on:
            "root" -
            "a.txt" -
            - "deleted"
        "#]],
    )
    .await;
}

#[tokio::test]
async fn an_item_stands_twice_in_a_delta() {
    shows(
        "graph.delta-repeats",
        async |mock| {
            let before = latest(mock, "alice").await;
            put(mock, "alice", "a.txt", "a").await;
            rows(&since(mock, "alice", &before).await, &["/name", "/size"])
        },
        expect![[r#"
            off:
            "root" 51071
            "a.txt" 1
            on:
            "a.txt" 1
            "root" 51071
            "a.txt" 1
        "#]],
    )
    .await;
}

#[tokio::test]
async fn lists_lag_behind_and_reads_by_path_do_not() {
    shows(
        "graph.late",
        async |mock| {
            let before = latest(mock, "alice").await;
            put(mock, "alice", "new/a.txt", "a").await;
            mock.advance(Duration::from_secs(2));
            put(mock, "alice", "new/b.txt", "b").await;
            let mut told = String::new();
            for seconds in [0, 3, 2] {
                mock.advance(Duration::from_secs(seconds));
                let read = by(mock, "alice", "GET /v1.0/me/drive/root:/new/b.txt", "").await;
                let list = by(mock, "alice", "GET /v1.0/me/drive/root:/new:/children", "").await;
                let found = by(mock, "alice", "GET /v1.0/me/drive/root/search(q='b.txt')", "").await;
                let delta = since(mock, "alice", &before).await;
                let count = |answer: &Answer| answer.json()["value"].as_array().map_or(0, Vec::len);
                writeln!(
                    told,
                    "read {}, children {} {}, found {}, changes {}",
                    read.status,
                    list.status,
                    count(&list),
                    count(&found),
                    count(&delta)
                )
                .expect("text");
            }
            told
        },
        expect![[r#"
            off:
            read 200 OK, children 200 OK 2, found 1, changes 4
            read 200 OK, children 200 OK 2, found 1, changes 4
            read 200 OK, children 200 OK 2, found 1, changes 4
            on:
            read 200 OK, children 404 Not Found 0, found 0, changes 0
            read 200 OK, children 200 OK 1, found 0, changes 3
            read 200 OK, children 200 OK 2, found 1, changes 4
        "#]],
    )
    .await;
}

#[tokio::test]
async fn a_moment_that_is_restored_is_seen_at_once() {
    let mock = Mock::with(|settings| settings.quirks = "graph.late".parse().expect("a quirk"));
    mock.send("POST /_mock/snapshots\n\n{\"name\": \"before\"}").await;
    let children = "GET /v1.0/me/drive/root/children?$select=name";
    let before = by(&mock, "alice", children, "").await.content();
    for name in ["new/a.txt", "new/b.txt"] {
        put(&mock, "alice", name, "a").await;
        mock.advance(Duration::from_secs(1));
    }
    assert_eq!(mock.send("POST /_mock/snapshots/before/restore").await.status, 204);
    assert_eq!(by(&mock, "alice", children, "").await.content(), before);
    mock.advance(Duration::from_secs(4));
    assert_eq!(by(&mock, "alice", children, "").await.content(), before, "and nothing else later");
}

#[tokio::test]
async fn shares_of_the_other_kind_of_drive_are_missing() {
    shows(
        "graph.external-shares-missing",
        async |mock| {
            let body = r#"{"recipients": [{"email": "bob@example.com"}], "roles": ["read"], "requireSignIn": true, "sendInvitation": false}"#;
            let invited = by(mock, "alice", "POST /v1.0/me/drive/root:/hello.txt:/invite", body).await;
            assert_eq!(invited.status, 200, "{invited}");
            rows(&by(mock, "bob", "GET /v1.0/me/drive/sharedWithMe", "").await, &["/name"])
        },
        expect![[r#"
            off:
            "hello.txt"
            on:

        "#]],
    )
    .await;
}
