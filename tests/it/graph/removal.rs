//! Deleting, deleting for good, restoring.

use expect_test::expect;

use super::{alice, refuses};
use crate::support::{Answer, Mock};

const PLAN: &str = "/Documents/plan.txt";
const EMPTY: &str = "204 No Content\n";

async fn delete(mock: &Mock, path: &str) -> String {
    let id = mock.id("graph", "alice", path).await;
    let answer = alice(mock, &format!("DELETE /v1.0/me/drive/items/{id}"), "").await;
    assert_eq!(answer.to_string(), EMPTY);
    id
}

async fn restore(mock: &Mock, id: &str, body: &str) -> Answer {
    alice(mock, &format!("POST /v1.0/me/drive/items/{id}/restore"), body).await
}

#[tokio::test]
async fn a_deleted_folder_is_gone_with_all_below_it_until_it_is_restored() {
    let mock = Mock::new();
    let (before, drive) = (mock.paths("alice").await, alice(&mock, "GET /v1.0/me/drive", "").await);
    delete(&mock, "/Documents").await;
    for gone in ["items/<Documents>", "items/<plan.txt>", "root:/Documents"] {
        let answer = alice(&mock, &format!("GET /v1.0/me/drive/{gone}"), "").await;
        expect!["404 itemNotFound -: The resource could not be found."].assert_eq(&answer.line());
    }
    let after = alice(&mock, "GET /v1.0/me/drive", "").await;
    expect![[r#"
        quota / deleted: 0 -> 41900
        quota / used: 51070 -> 9170
    "#]]
    .assert_eq(&after.differs_from(&drive));
    let restored = restore(&mock, "<Documents>", "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/items/$entity",
          "createdBy": "<alice's identity>",
          "createdDateTime": "2026-01-01T08:00:00Z",
          "eTag": "\"{<guid of Documents>},2\"",
          "fileSystemInfo": "<the fixture's dates>",
          "folder": {
            "childCount": 2
          },
          "id": "<Documents>",
          "lastModifiedBy": "<alice's identity>",
          "lastModifiedDateTime": "2026-01-01T08:00:00Z",
          "name": "Documents",
          "parentReference": "<in alice's root>",
          "size": 41900,
          "webUrl": "http://mock.test/personal/alice_example_com/Documents/Documents"
        }"#]]
    .assert_eq(&restored.to_string());
    assert_eq!(mock.paths("alice").await, before);
}

#[tokio::test]
async fn an_item_is_restored_elsewhere_and_under_another_name() {
    for (body, path) in [
        ("{}", "/Documents/plan.txt"),
        (r#"{"name": "other.txt"}"#, "/Documents/other.txt"),
        (r#"{"parentReference": {"id": "<Photos>"}}"#, "/Photos/plan.txt"),
        (r#"{"parentReference": {"path": "/drive/root:/"}, "name": "b.txt"}"#, "/b.txt"),
        (r#"{"parentReference": {"id": "root"}, "name": ""}"#, "/plan.txt"),
        (r#"{"parentReference": {"id": "", "path": ""}, "name": null}"#, "/Documents/plan.txt"),
    ] {
        let mock = Mock::new();
        let id = delete(&mock, "/Documents/plan.txt").await;
        let answer = restore(&mock, &id, body).await;
        assert_eq!(answer.status, 200, "{body}: {answer}");
        assert_eq!(mock.find("graph", &id).await, path, "{body}");
    }
}

#[tokio::test]
async fn what_is_deleted_for_good_never_comes_back() {
    let mock = Mock::new();
    let plan = mock.id("graph", "alice", "/Documents/plan.txt").await;
    let binned = delete(&mock, "/hello.txt").await;
    let documents = mock.id("graph", "alice", "/Documents").await;
    for path in [format!("items/{binned}"), "root:/archive.zip:".into(), format!("items/{documents}")] {
        let answer = alice(&mock, &format!("POST /v1.0/me/drive/{path}/permanentDelete"), "").await;
        assert_eq!(answer.to_string(), EMPTY, "{path}");
    }
    for id in [&binned, &plan, &documents] {
        assert_eq!(restore(&mock, id, "").await.status, 404);
    }
    expect![[r#"
        [
            "/locked.zip",
            "/Photos",
            "/Shared examples",
            "/Photos/mountains.jpg",
        ]
    "#]]
    .assert_debug_eq(&mock.paths("alice").await);
    let quota = alice(&mock, "GET /v1.0/me/drive", "").await.json()["quota"].clone();
    assert_eq!(quota["deleted"], 0);
}

#[tokio::test]
async fn what_has_sunk_below_the_bin_is_gone() {
    let mock = Mock::new();
    let (hello, plan) = (delete(&mock, "/hello.txt").await, mock.id("graph", "alice", PLAN).await);
    delete(&mock, "/Documents").await;
    mock.sink_bins();
    for id in [hello, plan] {
        let item = format!("/v1.0/me/drive/items/{id}");
        assert_eq!(restore(&mock, &id, "").await.status, 404);
        assert_eq!(alice(&mock, &format!("POST {item}/permanentDelete"), "").await.status, 404);
        assert_eq!(alice(&mock, &format!("GET {item}"), "").await.status, 404);
    }
}

#[tokio::test]
async fn a_wrong_removal_is_refused_and_changes_nothing() {
    let mock = Mock::new();
    delete(&mock, "/Documents").await;
    delete(&mock, "/hello.txt").await;
    let made =
        alice(&mock, "POST /v1.0/me/drive/root/children", r#"{"name": "hello.txt", "folder": {}}"#).await;
    assert_eq!(made.status, 201);
    let restore = |id: &str| format!("POST /v1.0/me/drive/items/{id}/restore");
    let stale = "DELETE /v1.0/me/drive/root:/archive.zip\nIf-Match: \"other\"";
    refuses(
        &mock,
        "alice",
        [
            ("DELETE /v1.0/me/drive/root", ""),
            ("DELETE /v1.0/me/drive/items/root", ""),
            ("DELETE /v1.0/me/drive/root:/missing", ""),
            ("DELETE /v1.0/me/drive/items/<Documents>", ""),
            (stale, ""),
            ("POST /v1.0/me/drive/root/permanentDelete", ""),
            ("POST /v1.0/me/drive/items/<plan.txt>/permanentDelete", ""),
            ("POST /v1.0/me/drive/items/<Documents>:/plan.txt:/permanentDelete", ""),
            (
                "POST /v1.0/me/drive/root:/archive.zip:/permanentDelete\nIf-Match: \"other\"",
                "",
            ),
            (&restore("root"), ""),
            ("POST /v1.0/me/drive/root:/archive.zip:/restore", ""),
            (&restore("<plan.txt>"), ""),
            (&restore("<hello.txt>"), ""),
            (&restore("<hello.txt>"), r#"{"name": "archive.zip"}"#),
            (&restore("<hello.txt>"), r#"{"name": "a?"}"#),
            (&restore("<hello.txt>"), r#"{"name": 7}"#),
            (&restore("<hello.txt>"), r#"{"name": "b", "parentReference": {"id": "<Documents>"}}"#),
            (
                &restore("<hello.txt>"),
                r#"{"name": "b", "parentReference": {"path": "/drive/root:/archive.zip"}}"#,
            ),
            (
                &restore("<hello.txt>"),
                r#"{"name": "b", "parentReference": {"driveId": "<the team's drive>", "id": "<Projects>"}}"#,
            ),
            ("POST /v1.0/drives/<the team's drive>/items/<hello.txt>/restore", ""),
        ],
        expect![[r#"
            DELETE /v1.0/me/drive/root: 400 invalidRequest -: The operation is not allowed on the root folder.
            DELETE /v1.0/me/drive/items/root: 400 invalidRequest -: The operation is not allowed on the root folder.
            DELETE /v1.0/me/drive/root:/missing: 404 itemNotFound -: The resource could not be found.
            DELETE /v1.0/me/drive/items/<Documents>: 404 itemNotFound -: The resource could not be found.
            DELETE /v1.0/me/drive/root:/archive.zip If-Match: "other": 412 resourceModified -: ETag does not match current item's value
            POST /v1.0/me/drive/root/permanentDelete: 400 invalidRequest -: The operation is not allowed on the root folder.
            POST /v1.0/me/drive/items/<plan.txt>/permanentDelete: 404 itemNotFound -: The resource could not be found.
            POST /v1.0/me/drive/items/<Documents>:/plan.txt:/permanentDelete: 404 itemNotFound -: The resource could not be found.
            POST /v1.0/me/drive/root:/archive.zip:/permanentDelete If-Match: "other": 412 resourceModified -: ETag does not match current item's value
            POST /v1.0/me/drive/items/root/restore: 400 invalidRequest -: The operation is not allowed on the root folder.
            POST /v1.0/me/drive/root:/archive.zip:/restore: 404 itemNotFound -: The resource could not be found.
            POST /v1.0/me/drive/items/<plan.txt>/restore: 404 itemNotFound -: The resource could not be found.
            POST /v1.0/me/drive/items/<hello.txt>/restore: 409 nameAlreadyExists -: Name already exists
            POST /v1.0/me/drive/items/<hello.txt>/restore {"name": "archive.zip"}: 409 nameAlreadyExists -: Name already exists
            POST /v1.0/me/drive/items/<hello.txt>/restore {"name": "a?"}: 400 invalidRequest invalidPath: Name contains invalid characters.
            POST /v1.0/me/drive/items/<hello.txt>/restore {"name": 7}: 400 BadRequest -: Property name in payload has a value that does not match schema.
            POST /v1.0/me/drive/items/<hello.txt>/restore {"name": "b", "parentReference": {"id": "<Documents>"}}: 404 itemNotFound -: The resource could not be found.
            POST /v1.0/me/drive/items/<hello.txt>/restore {"name": "b", "parentReference": {"path": "/drive/root:/archive.zip"}}: 400 invalidRequest itemTypeDoesNotMatch: The item is not a folder.
            POST /v1.0/me/drive/items/<hello.txt>/restore {"name": "b", "parentReference": {"driveId": "<the team's drive>", "id": "…: 400 invalidRequest -: Items cannot be moved between Drives using this request.
            POST /v1.0/drives/<the team's drive>/items/<hello.txt>/restore: 404 itemNotFound -: The resource could not be found.
        "#]],
    )
    .await;
}

#[tokio::test]
async fn any_method_may_come_inside_a_post() {
    let mock = Mock::new();
    let send = async |request: &str, method: &str, body: &str| {
        let head = format!("{request}\nAuthorization: Bearer alice-token\nX-HTTP-Method-Override: {method}");
        mock.send(&format!("{head}\nContent-Type: application/json\n\n{body}")).await
    };
    let path = "/v1.0/me/drive/root:/hello.txt";
    let renamed = send(&format!("POST {path}"), "patch", r#"{"name": "b.txt"}"#).await;
    assert_eq!((renamed.status.as_u16(), renamed.json()["name"].as_str()), (200, Some("b.txt")));
    let ignored = send("GET /v1.0/me/drive/root:/b.txt", "DELETE", "").await;
    assert_eq!(ignored.status, 200, "only a POST is taken for another method");
    assert_eq!(send("POST /v1.0/me/drive/root:/b.txt", "DELETE", "").await.to_string(), EMPTY);
    for wrong in ["BREW", "no method"] {
        let answer = send("POST /v1.0/me/drive/root:/archive.zip", wrong, "").await;
        assert_eq!(answer.status, 405, "{wrong}: {answer}");
    }
}
