//! The tree of all drives.

use expect_test::expect;

use super::text;
use crate::support::{Mock, refusals};

#[tokio::test]
async fn the_tree_shows_every_item_with_all_its_ids() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "drives": [
            {
              "graph_drive": "<the team's drive>",
              "graph_group": "<the team>",
              "graph_site": "<the team's site>",
              "items": [
                {
                  "ids": {
                    "graph": "<the team's root>",
                    "kdocs_file_token": "<file token of the team's root>",
                    "kdocs_open_id": "<open id of the team's root>",
                    "kdocs_union_id": "<union id of the team's root>",
                    "koodrive": "<the team's root in KooDrive>",
                    "wps": "<the team's root in WPS>"
                  },
                  "path": "/",
                  "size": 125,
                  "type": "folder"
                },
                {
                  "ids": {
                    "graph": "<From Graph>",
                    "kdocs_file_token": "<file token of From Graph>",
                    "kdocs_open_id": "<open id of From Graph>",
                    "kdocs_union_id": "<union id of From Graph>",
                    "koodrive": "<From Graph in KooDrive>",
                    "wps": "<From Graph in WPS>"
                  },
                  "path": "/From Graph",
                  "size": 0,
                  "type": "folder"
                },
                {
                  "ids": {
                    "graph": "<Projects>",
                    "kdocs_file_token": "<file token of Projects>",
                    "kdocs_open_id": "<open id of Projects>",
                    "kdocs_union_id": "<union id of Projects>",
                    "koodrive": "<Projects in KooDrive>",
                    "wps": "<Projects in WPS>"
                  },
                  "path": "/Projects",
                  "size": 67,
                  "type": "folder"
                },
                {
                  "ids": {
                    "graph": "<Team handbook.txt>",
                    "kdocs_file_token": "<file token of Team handbook.txt>",
                    "kdocs_open_id": "<open id of Team handbook.txt>",
                    "kdocs_union_id": "<union id of Team handbook.txt>",
                    "koodrive": "<Team handbook.txt in KooDrive>",
                    "wps": "<Team handbook.txt in WPS>"
                  },
                  "path": "/Team handbook.txt",
                  "size": 37,
                  "type": "file"
                },
                {
                  "ids": {
                    "graph": "<Team notebook>",
                    "kdocs_file_token": "<file token of Team notebook>",
                    "kdocs_open_id": "<open id of Team notebook>",
                    "kdocs_union_id": "<union id of Team notebook>",
                    "koodrive": "<Team notebook in KooDrive>",
                    "wps": "<Team notebook in WPS>"
                  },
                  "path": "/Team notebook",
                  "size": 21,
                  "type": "folder"
                }
              ],
              "kind": "team",
              "koodrive_container": "<the team's space>",
              "name": "Team drive",
              "owner": "team",
              "wps_drive": "<the team's drive in WPS>"
            }
          ]
        }"#]]
    .assert_eq(&text(&mock, "GET /_mock/tree?drive=team&depth=1").await);
    let paths = mock.send("GET /_mock/tree?drive=alice&path=/documents/Reports").await.json();
    let paths: Vec<_> =
        paths["drives"][0]["items"].as_array().expect("a list").iter().map(|i| &i["path"]).collect();
    expect![[r#"
        [
            String("/Documents/Reports"),
            String("/Documents/Reports/budget.xlsx"),
            String("/Documents/Reports/quarterly.docx"),
            String("/Documents/Reports/summary.txt"),
        ]
    "#]]
    .assert_debug_eq(&paths);
}

#[tokio::test]
async fn a_tree_that_is_not_there_is_refused_and_an_application_has_ids_of_its_own() {
    let mock = Mock::new();
    let rows = ["depth=x", "drive=nobody", "path=/x", "trashed=yes", "dirve=alice", "depth=1&depth=2"];
    let rows = rows.map(|query| (query, format!("GET /_mock/tree?{query}")));
    refusals(
        &mock,
        rows,
        expect![[r#"
            depth=x: 400 {"detail":"`depth` is a whole number, not `x`.","status":400,"title":"Bad Request"}
            drive=nobody: 404 {"detail":"There is no drive `nobody`, but `Alice's drive`, `Bob's drive`, `App drive`, `Team drive`, by their names or owners.","status":404,"title":"Not Found"}
            path=/x: 404 {"detail":"There is no item `/x`; GET /_mock/tree lists those there are.","status":404,"title":"Not Found"}
            trashed=yes: 400 {"detail":"`trashed` is `true` or `false`, not `yes`.","status":400,"title":"Bad Request"}
            dirve=alice: 400 {"detail":"Unknown parameter `dirve`: /_mock/tree has `drive`, `path`, `depth`, `trashed`, `hashes`, `app`.","status":400,"title":"Bad Request"}
            depth=1&depth=2: 400 {"detail":"`depth` is given twice, and once is enough.","status":400,"title":"Bad Request"}
        "#]],
    )
    .await;
}

#[tokio::test]
async fn what_lies_in_the_recycle_bins_says_in_which_level_and_what_was_put_there() {
    let mock = Mock::new();
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    for path in ["hello.txt", "Documents/plan.txt", "Documents"] {
        let delete = format!("DELETE /v1.0/me/drive/root:/{path}\nAuthorization: Bearer alice-token");
        assert_eq!(mock.send(&delete).await.status, 204, "{path}");
    }
    let sink = format!("POST /v7/deleted_files/{hello}/delete\nAuthorization: Bearer alice-token");
    assert_eq!(mock.send(&sink).await.status, 200);
    let tree = mock.send("GET /_mock/tree?drive=alice&depth=0&trashed=true").await.json();
    let items = tree["drives"][0]["items"].as_array().expect("a list");
    let lines: Vec<_> =
        items.iter().map(|i| format!("{} {} {}", i["path"], i["trashed"], i["bin"])).collect();
    expect![[r#"
        "/" null null
        "/Documents" true "first"
        "/Documents/Reports" true null
        "/Documents/Reports/budget.xlsx" true null
        "/Documents/Reports/quarterly.docx" true null
        "/Documents/Reports/summary.txt" true null
        "/Documents/plan.txt" true "first"
        "/hello.txt" true "second""#]]
    .assert_eq(&lines.join("\n"));
}
