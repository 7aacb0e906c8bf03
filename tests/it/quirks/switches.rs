//! The switches: the setting, the list, the command line.

use expect_test::expect;

use super::send;
use crate::support::{Mock, refusals};

#[tokio::test]
async fn quirks_are_listed_and_switched() {
    let mock = Mock::new();
    let set = send(&mock, "PUT /_mock/settings\n\n{\"quirks\": [\"graph.late\", \"wps.always-200\"]}").await;
    assert_eq!(set.json()["quirks"], serde_json::json!(["graph.late", "wps.always-200"]));
    let list = send(&mock, "GET /_mock/quirks").await.json();
    let lines = list["quirks"].as_array().expect("a list").iter();
    let lines = lines.map(|quirk| format!("{} {}: {}\n", quirk["name"], quirk["on"], quirk["what"]));
    expect![[r#"
        "graph.short-drive-ids" false: "In `delta`, the number of a personal drive loses its leading zero; elsewhere it does not."
        "graph.drive-id-case" false: "In `delta`, the number of a personal drive is in lower case; elsewhere it is in upper case."
        "graph.no-hashes" false: "`delta` and lists of business drives leave out the hashes of every third file."
        "graph.office-files-grow" false: "A docx, xlsx, pptx or html file that is put into a business drive has other bytes a moment later."
        "graph.protected-files" false: "An office file or a PDF of a business drive is downloaded with more bytes than its size and hash say."
        "graph.patch-makes-version" false: "A change of `fileSystemInfo` on a business drive makes a version of the file."
        "graph.delta-deletes-last" false: "In `delta`, deletions stand behind the items that have taken their paths."
        "graph.delta-repeats" false: "In `delta`, an item stands twice in a round; the last time counts."
        "graph.late" true: "`delta`, `search` and lists see a change five seconds of the sandbox's clock later; reads by id see it at once."
        "graph.fragment-ack-lost" false: "The first fragment of an upload session is kept and answered 500; the same fragment again is 416."
        "graph.redirect-308" false: "The renewal of a subscription is answered 308 without `Location`."
        "graph.html-errors" false: "A path that no route has is answered 404 with an HTML page."
        "graph.external-shares-missing" false: "`sharedWithMe` leaves out what lies in drives of the other kind, personal or business."
        "kdocs.always-200" false: "Errors come with status 200; only `code` tells."
        "wps.always-200" true: "Errors come with status 200; only `code` tells."
    "#]].assert_eq(&lines.collect::<String>());
}

#[tokio::test]
async fn an_unknown_quirk_is_refused_with_those_that_there_are() {
    refusals(
        &Mock::new(),
        [
            ("unknown", "PUT /_mock/settings\n\n{\"quirks\": [\"graph.hashes\"]}"),
            ("no list", "PUT /_mock/settings\n\n{\"quirks\": \"graph.late\"}"),
        ],
        expect![[r#"
            unknown: 400 {"detail":"The body is wrong: `quirks` is wrong: `graph.hashes` is no quirk; there are `graph.no-hashes`, `graph.late`, `graph.html-errors`, `graph.delta-repeats`, `graph.drive-id-case`, `graph.redirect-308`, `graph.short-drive-ids`, `wps.always-200`, `graph.protected-files`, `kdocs.always-200`, `graph.fragment-ack-lost`, `graph.patch-makes-version`, `graph.delta-deletes-last`, `graph.office-files-grow`, `graph.external-shares-missing`.","status":400,"title":"Bad Request"}
            no list: 400 {"detail":"The body is wrong: `quirks` is a list, not the text \"graph.late\".","status":400,"title":"Bad Request"}
        "#]],
    )
    .await;
}
