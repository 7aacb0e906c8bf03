//! The rows of a delta: whole answers.

use expect_test::expect;
use mockdrive::world::{Content, OnConflict};

use super::{change, drive_id, get, latest, link, names};
use crate::support::Mock;

#[tokio::test]
async fn without_a_token_the_whole_tree_is_listed() {
    let mock = Mock::new();
    let answer = get(&mock, "/v1.0/me/drive/root/delta?$select=id,name").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)(id,name)",
          "@odata.deltaLink": "http://mock.test/v1.0/me/drive/root/delta?$select=id,name&token=NDslMjM0OyUyMzE7MzswNmMwYWEyNi1jZGMyLWZmMjctOTRkYS1mN2Q2MzY2Mjg2NDQ7NjM5MDI5MTk4NDUwMDAwMDAwO0FBQUFBQUFBQUFFQUFBQUFBQUFBQVFBQUFBQUFBQUFBQUFBQUFBQUFBQTBBQUFBQUFBQUFEUUFBQUFBQUFBQUFBQUFBQUFBQUFBMjBQUGpQUXhTdEF4bU9ycGZIZG00MTslMjM7JTIzOyUyMzA7JTIz",
          "value": [
            {
              "@odata.etag": "\"{EA8CC6BE-FFDB-43D7-976F-BC7DA445C639},1\"",
              "id": "<alice's root>",
              "name": "root"
            },
            {
              "@odata.etag": "\"{<guid of hello.txt>},1\"",
              "id": "<hello.txt>",
              "name": "hello.txt"
            },
            {
              "@odata.etag": "\"{<guid of Documents>},1\"",
              "id": "<Documents>",
              "name": "Documents"
            },
            {
              "@odata.etag": "\"{<guid of plan.txt>},1\"",
              "id": "<plan.txt>",
              "name": "plan.txt"
            },
            {
              "@odata.etag": "\"{<guid of Reports>},1\"",
              "id": "<Reports>",
              "name": "Reports"
            },
            {
              "@odata.etag": "\"{<guid of quarterly.docx>},1\"",
              "id": "<quarterly.docx>",
              "name": "quarterly.docx"
            },
            {
              "@odata.etag": "\"{<guid of budget.xlsx>},1\"",
              "id": "<budget.xlsx>",
              "name": "budget.xlsx"
            },
            {
              "@odata.etag": "\"{<guid of summary.txt>},1\"",
              "id": "<summary.txt>",
              "name": "summary.txt"
            },
            {
              "@odata.etag": "\"{<guid of Shared examples>},1\"",
              "id": "<Shared examples>",
              "name": "Shared examples"
            },
            {
              "@odata.etag": "\"{<guid of Photos>},1\"",
              "id": "<Photos>",
              "name": "Photos"
            },
            {
              "@odata.etag": "\"{<guid of mountains.jpg>},1\"",
              "id": "<mountains.jpg>",
              "name": "mountains.jpg"
            },
            {
              "@odata.etag": "\"{<guid of archive.zip>},1\"",
              "id": "<archive.zip>",
              "name": "archive.zip"
            },
            {
              "@odata.etag": "\"{<guid of locked.zip>},1\"",
              "id": "<locked.zip>",
              "name": "locked.zip"
            }
          ]
        }"#]].assert_eq(&answer.to_string());
}

#[tokio::test]
async fn the_latest_token_lists_nothing_and_then_what_changed() {
    let mock = Mock::new();
    let answer =
        get(&mock, "/v1.0/me/drive/root/delta?$select=id,name,cTag,parentReference&token=latest").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)(id,name,cTag,parentReference)",
          "@odata.deltaLink": "http://mock.test/v1.0/me/drive/root/delta?$select=id,name,cTag,parentReference&token=NDslMjM0OyUyMzE7MzswNmMwYWEyNi1jZGMyLWZmMjctOTRkYS1mN2Q2MzY2Mjg2NDQ7NjM5MDI5MTk4NDUwMDAwMDAwO0FBQUFBQUFBQUFFQUFBQUFBQUFBQVFBQUFBQUFBQUFBQUFBQUFBQUFBQTBBQUFBQUFBQUFEUUFBQUFBQUFBQUFBQUFBQUFBQUFBMjBQUGpQUXhTdEF4bU9ycGZIZG00MTslMjM7JTIzOyUyMzA7JTIz",
          "value": []
        }"#]]
    .assert_eq(&answer.to_string());
    let next = link(&answer, "@odata.deltaLink");
    change(&mock, 0, |world, by, find, now| {
        let reports = find(world, "Documents/Reports");
        let text = Content::new("new".into());
        world.create_file(by, reports, "new.txt", text, OnConflict::Fail, now)
    });
    let answer = get(&mock, &next).await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)(id,name,cTag,parentReference)",
          "@odata.deltaLink": "http://mock.test/v1.0/me/drive/root/delta?$select=id,name,cTag,parentReference&token=NDslMjM0OyUyMzE7MzswNmMwYWEyNi1jZGMyLWZmMjctOTRkYS1mN2Q2MzY2Mjg2NDQ7NjM5MDI5MTk4NDUwMDAwMDAwO0FBQUFBQUFBQUFFQUFBQUFBQUFBQVFBQUFBQUFBQUFBQUFBQUFBQUFBQTRBQUFBQUFBQUFEZ0FBQUFBQUFBQUFBQUFBQUFBQUFBNW5OWWlpNDRhSFhqUEFQR0QtQlkzODslMjM7JTIzOyUyMzA7JTIz",
          "value": [
            {
              "@odata.etag": "\"{EA8CC6BE-FFDB-43D7-976F-BC7DA445C639},1\"",
              "id": "<alice's root>",
              "name": "root",
              "parentReference": {
                "driveId": "<alice's drive>",
                "driveType": "business"
              }
            },
            {
              "@odata.etag": "\"{<guid of Documents>},1\"",
              "id": "<Documents>",
              "name": "Documents",
              "parentReference": "<in alice's root>"
            },
            {
              "@odata.etag": "\"{<guid of Reports>},1\"",
              "id": "<Reports>",
              "name": "Reports",
              "parentReference": "<in Documents>"
            },
            {
              "@odata.etag": "\"{8A50498D-9C86-2A84-7753-8E406DE2BF9C},1\"",
              "id": "01A3AKUJUNJFIIVBU4QQVHOU4OIBW6FP44",
              "name": "new.txt",
              "parentReference": "<in Reports>"
            }
          ]
        }"#]].assert_eq(&answer.to_string());
    assert_eq!(names(&get(&mock, &next).await), names(&answer), "a link can be followed again");
    let empty = get(&mock, &link(&answer, "@odata.deltaLink")).await;
    assert_eq!(names(&empty), [""; 0]);
    assert_eq!(link(&empty, "@odata.deltaLink"), link(&answer, "@odata.deltaLink"));
}

#[tokio::test]
async fn the_folders_above_a_change_are_left_out_on_demand() {
    let mock = Mock::new();
    let next = latest(&mock, "/v1.0/me/drive/root/delta").await;
    change(&mock, 0, |world, by, find, now| {
        let item = find(world, "Documents/Reports/summary.txt");
        world.rename(by, item, "renamed.txt", OnConflict::Fail, now)
    });
    assert_eq!(names(&get(&mock, &next).await), ["root", "Documents", "Reports", "renamed.txt"]);
    let request = format!("GET {next}\nAuthorization: Bearer alice-token\ndeltaExcludeParent: true");
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)",
          "@odata.deltaLink": "http://mock.test/v1.0/me/drive/root/delta?token=NDslMjM0OyUyMzE7MzswNmMwYWEyNi1jZGMyLWZmMjctOTRkYS1mN2Q2MzY2Mjg2NDQ7NjM5MDI5MTk4NDUwMDAwMDAwO0FBQUFBQUFBQUFFQUFBQUFBQUFBQVFBQUFBQUFBQUFBQUFBQUFBQUFBQTRBQUFBQUFBQUFEZ0FBQUFBQUFBQUFBQUFBQUFBQUFBNW5OWWlpNDRhSFhqUEFQR0QtQlkzODslMjM7JTIzOyUyMzA7JTIz",
          "value": [
            {
              "@microsoft.graph.downloadUrl": "http://mock.test/_layouts/15/download.aspx?UniqueId=5f972fc0-0e3f-1333-1df2-80bc485f724a&Translate=false&tempauth=AAAAAAAAAAgAAAAAAAAAAQAAAZt84HsIjfTRtmvyQfg52FnKRoTG5A&ApiVersion=2.0",
              "createdBy": "<alice's identity>",
              "createdDateTime": "2026-01-01T08:00:00Z",
              "eTag": "\"{<guid of summary.txt>},2\"",
              "file": {
                "hashes": {
                  "quickXorHash": "3/4OED3rm25T1aKzI6Qcgd1EB8s="
                },
                "mimeType": "text/plain"
              },
              "fileSystemInfo": {
                "createdDateTime": "2026-01-01T08:00:00Z",
                "lastModifiedDateTime": "2026-01-02T03:04:05Z"
              },
              "id": "<summary.txt>",
              "lastModifiedBy": "<alice's identity>",
              "lastModifiedDateTime": "2026-01-02T03:04:05Z",
              "name": "renamed.txt",
              "parentReference": "<in Reports>",
              "size": 38,
              "webUrl": "http://mock.test/personal/alice_example_com/Documents/Documents/Reports/renamed.txt"
            }
          ]
        }"#]].assert_eq(&mock.send(&request).await.to_string());
}

#[tokio::test]
async fn what_is_gone_leaves_a_tombstone_each() {
    let mock = Mock::new();
    let next = latest(&mock, "/v1.0/me/drive/root/delta").await;
    change(&mock, 0, |world, by, find, now| {
        let photos = find(world, "Photos");
        world.trash(by, photos, now)
    });
    let answer = get(&mock, &next).await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)",
          "@odata.deltaLink": "http://mock.test/v1.0/me/drive/root/delta?token=NDslMjM0OyUyMzE7MzswNmMwYWEyNi1jZGMyLWZmMjctOTRkYS1mN2Q2MzY2Mjg2NDQ7NjM5MDI5MTk4NDUwMDAwMDAwO0FBQUFBQUFBQUFFQUFBQUFBQUFBQVFBQUFBQUFBQUFBQUFBQUFBQUFBQTRBQUFBQUFBQUFEZ0FBQUFBQUFBQUFBQUFBQUFBQUFBNW5OWWlpNDRhSFhqUEFQR0QtQlkzODslMjM7JTIzOyUyMzA7JTIz",
          "value": [
            {
              "createdBy": "<alice's identity>",
              "createdDateTime": "2026-01-01T08:00:00Z",
              "eTag": "\"{EA8CC6BE-FFDB-43D7-976F-BC7DA445C639},1\"",
              "fileSystemInfo": "<the fixture's dates>",
              "folder": {
                "childCount": 5
              },
              "id": "<alice's root>",
              "lastModifiedBy": "<alice's identity>",
              "lastModifiedDateTime": "2026-01-01T08:00:00Z",
              "name": "root",
              "parentReference": {
                "driveId": "<alice's drive>",
                "driveType": "business"
              },
              "root": {},
              "size": 43442,
              "webUrl": "http://mock.test/personal/alice_example_com/Documents"
            },
            {
              "deleted": {
                "state": "deleted"
              },
              "folder": {},
              "id": "<Photos>",
              "parentReference": {
                "driveId": "<alice's drive>",
                "driveType": "business",
                "id": "<alice's root>",
                "siteId": "c80d6d1f-d7e4-f22d-2638-479cd5114ea8"
              },
              "size": 0
            },
            {
              "deleted": {
                "state": "deleted"
              },
              "file": {},
              "id": "<mountains.jpg>",
              "parentReference": {
                "driveId": "<alice's drive>",
                "driveType": "business",
                "id": "<Photos>",
                "siteId": "c80d6d1f-d7e4-f22d-2638-479cd5114ea8"
              },
              "size": 0
            }
          ]
        }"#]]
    .assert_eq(&answer.to_string());

    let after = link(&answer, "@odata.deltaLink");
    let drive = drive_id(&mock, 0);
    mock.sandbox().write(|world, _| world.empty_bin(drive)).expect("alice's");
    assert_eq!(names(&get(&mock, &after).await), [""; 0], "it was gone before");
    assert_eq!(names(&get(&mock, &next).await), names(&answer), "and still is");
}

#[tokio::test]
async fn deleted_items_of_personal_drives_have_no_names_either() {
    let mock = Mock::new();
    let headers = "Authorization: Bearer bob-token\ndeltaExcludeParent: true";
    let ask = async |path: &str| mock.send(&format!("GET {path}\n{headers}")).await;
    let next = link(&ask("/v1.0/me/drive/root/delta?token=latest").await, "@odata.deltaLink");
    change(&mock, 1, |world, by, find, now| {
        let diary = find(world, "Private/diary.txt");
        world.delete(diary)?;
        let private = find(world, "Private");
        world.rename(by, private, "Public", OnConflict::Fail, now)
    });
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)",
          "@odata.deltaLink": "http://mock.test/v1.0/me/drive/root/delta?token=NDslMjM0OyUyMzE7Mzs0ZTYwNDlhMC0yZTg4LTQ1NzItNTE2OC1mOTExNWI1NzI3OTA7NjM5MDI5MTk4NDUwMDAwMDAwO0FBQUFBQUFBQUFJQUFBQUFBQUFBRGdBQUFBQUFBQUFBQUFBQUFBQUFBQVlBQUFBQUFBQUFCZ0FBQUFBQUFBQUFBQUFBQUFBQUFBWmxfUVRKNTlMZjBESlFINVlmM0ljcTslMjM7JTIzOyUyMzA7JTIz",
          "value": [
            {
              "cTag": "\"c:{<guid of Private>},0\"",
              "createdBy": "<bob's identity>",
              "createdDateTime": "2026-01-01T08:00:00Z",
              "eTag": "\"{<guid of Private>},2\"",
              "fileSystemInfo": {
                "createdDateTime": "2026-01-01T08:00:00Z",
                "lastModifiedDateTime": "2026-01-02T03:04:05Z"
              },
              "folder": {
                "childCount": 0,
                "view": {
                  "sortBy": "name",
                  "sortOrder": "ascending",
                  "viewType": "thumbnails"
                }
              },
              "id": "<Private>",
              "lastModifiedBy": "<bob's identity>",
              "lastModifiedDateTime": "2026-01-02T03:04:05Z",
              "name": "Public",
              "parentReference": "<in bob's root>",
              "size": 0,
              "webUrl": "http://mock.test/drives/2/Public"
            },
            {
              "deleted": {
                "state": "deleted"
              },
              "file": {},
              "id": "<diary.txt>",
              "parentReference": {
                "driveId": "<bob's drive>",
                "driveType": "personal",
                "id": "<Private>",
                "siteId": "3fbf38e3-1bd5-d3ab-fb0f-2bf350e92408"
              },
              "size": 0
            }
          ]
        }"#]]
    .assert_eq(&ask(&next).await.to_string());
}
