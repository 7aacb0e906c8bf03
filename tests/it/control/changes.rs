//! What has become of the items since a moment.

use expect_test::expect;

use crate::{
    graph::alice,
    support::{Mock, refusals},
};

/// What has changed, a line each.
async fn changes(mock: &Mock, since: &str) -> String {
    let answer = mock.send(&format!("GET /_mock/changes?since={since}")).await;
    assert_eq!(answer.status, 200, "{answer}");
    let json = answer.json();
    let line = |change: &serde_json::Value| {
        let was = |name: &str| change[name].as_str().map(|was| format!(" {name} {was}")).unwrap_or_default();
        let word = |name: &str| change[name].as_str().expect("a text").to_owned();
        format!("{}: {} {}{}{}\n", word("drive"), word("path"), word("change"), was("was"), was("was_in"))
    };
    json["changes"].as_array().expect("a list").iter().map(line).collect()
}

async fn seed(mock: &Mock, items: &str) {
    let seeded = mock
        .send(&format!("POST /_mock/seed\n\n{{\"start\": true, \"items\": {{\"alice\": [{items}]}}}}"))
        .await;
    assert_eq!(seeded.status, 201, "{seeded}");
}

const FILES: &str = r#"
    {"path": "/in/removed.txt", "text": "1"}, {"path": "/in/binned.txt", "text": "1"},
    {"path": "/in/moved.txt", "text": "1"}, {"path": "/in/renamed and written.txt", "text": "1"},
    {"path": "/in/written.txt", "text": "1"}, {"path": "/in/described.txt", "text": "1"},
    {"path": "/in/shared.txt", "text": "1"}, {"path": "/in/untouched.txt", "text": "1"},
    {"path": "/folder/a.txt", "text": "1"}, {"path": "/folder/b/c.txt", "text": "1"}"#;

#[tokio::test]
async fn every_sort_of_change_is_told_by_path() {
    let mock = Mock::new();
    seed(&mock, FILES).await;
    assert_eq!(changes(&mock, "start").await, "", "the seed is the start");
    let at = |path: &str| format!("/v1.0/me/drive/root:{path}");
    for (request, body) in [
        (format!("POST {}:/permanentDelete", at("/in/removed.txt")), ""),
        (format!("DELETE {}", at("/in/binned.txt")), ""),
        (format!("PATCH {}", at("/in/moved.txt")), r#"{"parentReference": {"path": "/drive/root:/folder"}}"#),
        (format!("PATCH {}", at("/in/renamed%20and%20written.txt")), r#"{"name": "new.txt"}"#),
        (format!("PUT {}:/content", at("/in/new.txt")), "2"),
        (format!("PUT {}:/content", at("/in/written.txt")), "2"),
        (format!("PATCH {}", at("/in/described.txt")), r#"{"description": "d"}"#),
        (
            format!("POST {}:/invite", at("/in/shared.txt")),
            r#"{"recipients": [{"email": "bob@example.com"}], "roles": ["read"], "requireSignIn": true}"#,
        ),
        (format!("PUT {}:/content", at("/in/added/added.txt")), "2"),
        (format!("PATCH {}", at("/folder")), r#"{"name": "Folder 2"}"#),
    ] {
        let answer = alice(&mock, &request, body).await;
        assert!(answer.status.is_success(), "{request}: {answer}");
    }
    expect![[r#"
        Alice's drive: /Folder 2 moved was /folder
        Alice's drive: /Folder 2/moved.txt moved was /in/moved.txt
        Alice's drive: /in/added added
        Alice's drive: /in/added/added.txt added
        Alice's drive: /in/binned.txt trashed
        Alice's drive: /in/described.txt metadata
        Alice's drive: /in/new.txt content
        Alice's drive: /in/new.txt moved was /in/renamed and written.txt
        Alice's drive: /in/removed.txt removed
        Alice's drive: /in/shared.txt metadata
        Alice's drive: /in/written.txt content
    "#]]
    .assert_eq(&changes(&mock, "start").await);
    let whole = mock.send("GET /_mock/changes?since=start&limit=1").await;
    expect![[r#"
        200 OK
        {
          "changes": [
            {
              "change": "moved",
              "drive": "Alice's drive",
              "ids": {
                "graph": "01A3AKUJQ4VGDFPQLSRQRAILZ2T7BE6LYK",
                "kdocs_file_token": "t26mQfGLUBHHFwARb1WmBPJ",
                "kdocs_open_id": "6dBxnuGjvNS2y7w0gfOwsnVF_8KqOjV97-eCTljLPeY",
                "kdocs_union_id": "NJyvBE_AAmwDEvivY6LcmXVF_8KqOjV97-eCTljLPeY",
                "koodrive": "FjYQmvyTDbWLMFC9oNM4_TetNwlCZQ1JQ",
                "wps": "CEoccg1pZJeJvouwj5yvxqAFChLboxLSv"
              },
              "path": "/Folder 2",
              "was": "/folder"
            }
          ],
          "left_out": 10
        }"#]]
    .assert_eq(&whole.to_string());
    mock.send("POST /_mock/reset").await;
    assert_eq!(changes(&mock, "start").await, "");
}

#[tokio::test]
async fn changes_since_a_snapshot_go_both_ways() {
    let mock = Mock::new();
    seed(&mock, FILES).await;
    alice(&mock, "DELETE /v1.0/me/drive/root:/folder", "").await;
    mock.send("POST /_mock/snapshots\n\n{\"name\": \"binned\"}").await;
    expect![[r#"
        Alice's drive: /folder trashed
    "#]]
    .assert_eq(&changes(&mock, "start").await);
    mock.send("POST /_mock/reset").await;
    expect![[r#"
        Alice's drive: /folder restored
    "#]]
    .assert_eq(&changes(&mock, "binned").await);
    alice(&mock, "POST /v1.0/me/drive/root:/folder:/permanentDelete", "").await;
    expect![[r#"
        Alice's drive: /folder removed
        Alice's drive: /folder/a.txt removed
        Alice's drive: /folder/b removed
        Alice's drive: /folder/b/c.txt removed
    "#]]
    .assert_eq(&changes(&mock, "binned").await);
    expect![[r#"
        Alice's drive: /folder removed
        Alice's drive: /folder/a.txt removed
        Alice's drive: /folder/b removed
        Alice's drive: /folder/b/c.txt removed
    "#]]
    .assert_eq(&changes(&mock, "start").await);
}

#[tokio::test]
async fn a_moment_that_is_not_known_is_refused() {
    let rows = [
        "GET /_mock/changes",
        "GET /_mock/changes?since=signed-in",
        "GET /_mock/changes?since=start&limit=many",
        "GET /_mock/changes?since=start&drive=alice",
        "GET /_mock/changes?since=start&app=none",
    ];
    refusals(&Mock::new(), rows.map(|request| (request, request)), expect![[r#"
        GET /_mock/changes: 400 {"detail":"`since` names the moment: `start`, or a snapshot of GET /_mock/snapshots.","status":400,"title":"Bad Request"}
        GET /_mock/changes?since=signed-in: 404 {"detail":"there is no snapshot `signed-in`, nor any other.","status":404,"title":"Not Found"}
        GET /_mock/changes?since=start&limit=many: 400 {"detail":"`limit` is a whole number, not `many`.","status":400,"title":"Bad Request"}
        GET /_mock/changes?since=start&drive=alice: 400 {"detail":"Unknown parameter `drive`: /_mock/changes has `since`, `limit`, `app`.","status":400,"title":"Bad Request"}
        GET /_mock/changes?since=start&app=none: 404 {"detail":"There is no KDocs app `none`, but `SX20260101MOCKED`, `AK20260101MOCKED`, `SX20220101ABCDEF`, `SX20220714PWALPQ`.","status":404,"title":"Not Found"}
    "#]]).await;
}
