//! Notebooks: packages that are neither files nor folders.

use expect_test::expect;

use super::{alice, monitor};
use crate::support::Mock;

const BOOK: &str = "/v1.0/sites/root/drive/root:/Team%20notebook";

#[tokio::test]
async fn a_notebook_is_a_package_with_children() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#sites('root')/drive/root/$entity",
          "createdBy": "<alice's identity>",
          "createdDateTime": "2026-01-01T08:00:00Z",
          "eTag": "\"{<guid of Team notebook>},1\"",
          "fileSystemInfo": "<the fixture's dates>",
          "id": "<Team notebook>",
          "lastModifiedBy": "<alice's identity>",
          "lastModifiedDateTime": "2026-01-01T08:00:00Z",
          "name": "Team notebook",
          "package": {
            "type": "oneNote"
          },
          "parentReference": "<in the team's root>",
          "size": 21,
          "webUrl": "http://mock.test/sites/Teamdrive/Shared%20Documents/Team%20notebook"
        }"#]]
    .assert_eq(&alice(&mock, &format!("GET {BOOK}"), "").await.to_string());
    let children = alice(&mock, &format!("GET {BOOK}:/children?$select=id,name"), "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#sites('root')/drive/root/children(id,name)",
          "value": [
            {
              "@odata.etag": "\"{<guid of Minutes.one>},1\"",
              "id": "<Minutes.one>",
              "name": "Minutes.one"
            }
          ]
        }"#]]
    .assert_eq(&children.to_string());
    let section = alice(&mock, &format!("GET {BOOK}/Minutes.one?$select=name,parentReference"), "").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#sites('root')/drive/root(name,parentReference)/$entity",
          "@odata.etag": "\"{<guid of Minutes.one>},1\"",
          "name": "Minutes.one",
          "parentReference": "<in Team notebook>"
        }"#]].assert_eq(&section.to_string());
}

#[tokio::test]
async fn a_notebook_is_listed_without_the_facets_of_files_and_folders() {
    let mock = Mock::new();
    for list in ["children", "delta", "search(q='notebook')"] {
        let list = format!("GET /v1.0/sites/root/drive/root/{list}?$select=name,file,folder,package");
        let list = alice(&mock, &list, "").await.json();
        let value = list["value"].as_array().expect("a list");
        let book = value.iter().find(|item| item["name"] == "Team notebook").expect("the notebook");
        let facets: Vec<_> = book.as_object().expect("an object").keys().collect();
        assert_eq!(facets, ["@odata.etag", "name", "package"]);
    }
    for (filter, expected) in
        [("file ne null", 1), ("folder ne null", 2), ("file eq null and folder eq null", 1)]
    {
        let filter = filter.replace(' ', "%20");
        let list = format!("GET /v1.0/sites/root/drive/root/children?$filter={filter}");
        let list = alice(&mock, &list, "").await.json();
        assert_eq!(list["value"].as_array().map(Vec::len), Some(expected), "{filter}");
    }
}

#[tokio::test]
async fn a_copy_and_a_moved_notebook_are_notebooks_still() {
    let mock = Mock::new();
    let copy = alice(&mock, &format!("POST {BOOK}:/copy"), r#"{"name": "Second notebook"}"#).await;
    assert_eq!(monitor(&mock, &copy).await.json()["status"], "completed");
    let copied = alice(&mock, "GET /v1.0/sites/root/drive/root:/Second%20notebook", "").await.json();
    assert_eq!((&copied["package"]["type"], &copied["size"]), (&"oneNote".into(), &21.into()));
    let renamed = alice(&mock, &format!("PATCH {BOOK}"), r#"{"name": "Old notebook"}"#).await.json();
    assert_eq!(renamed["package"]["type"], "oneNote");
}
