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
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)",
          "@odata.deltaLink": "http://mock.test/v1.0/me/drive/root/delta?$select=id,name&token=aTE9MTsxOzA7MTM7MTM7MDsxM1CmMcvv6xJiRokmW0TofEc",
          "value": [
            {
              "id": "<alice's root>",
              "name": "root"
            },
            {
              "id": "<hello.txt>",
              "name": "hello.txt"
            },
            {
              "id": "<Documents>",
              "name": "Documents"
            },
            {
              "id": "<plan.txt>",
              "name": "plan.txt"
            },
            {
              "id": "<Reports>",
              "name": "Reports"
            },
            {
              "id": "<quarterly.docx>",
              "name": "quarterly.docx"
            },
            {
              "id": "<budget.xlsx>",
              "name": "budget.xlsx"
            },
            {
              "id": "<summary.txt>",
              "name": "summary.txt"
            },
            {
              "id": "<Shared examples>",
              "name": "Shared examples"
            },
            {
              "id": "<Photos>",
              "name": "Photos"
            },
            {
              "id": "<mountains.jpg>",
              "name": "mountains.jpg"
            },
            {
              "id": "<archive.zip>",
              "name": "archive.zip"
            },
            {
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
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)",
          "@odata.deltaLink": "http://mock.test/v1.0/me/drive/root/delta?$select=id,name,cTag,parentReference&token=aTE9MTsxOzA7MTM7MTM7MDsxM1CmMcvv6xJiRokmW0TofEc",
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
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)",
          "@odata.deltaLink": "http://mock.test/v1.0/me/drive/root/delta?$select=id,name,cTag,parentReference&token=aTE9MTsxOzA7MTQ7MTQ7MDsxNIMfMaJVIuWMjWG-P7eowPI",
          "value": [
            {
              "id": "<alice's root>",
              "name": "root",
              "parentReference": {
                "driveId": "<alice's drive>",
                "driveType": "business"
              }
            },
            {
              "id": "<Documents>",
              "name": "Documents",
              "parentReference": "<in alice's root>"
            },
            {
              "id": "<Reports>",
              "name": "Reports",
              "parentReference": "<in Documents>"
            },
            {
              "id": "01A3AKUJUNKX4QJIGTPGI7EKQQOXKZVIAK",
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
          "@odata.deltaLink": "http://mock.test/v1.0/me/drive/root/delta?token=aTE9MTsxOzA7MTQ7MTQ7MDsxNIMfMaJVIuWMjWG-P7eowPI",
          "value": [
            {
              "@microsoft.graph.downloadUrl": "http://mock.test/_api/v2.0/download/AAAAAAAAAAgAAAAAAAAAAQAAAZt84HsIDFhqzjY1STjjfkvcMOyplA",
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
          "@odata.deltaLink": "http://mock.test/v1.0/me/drive/root/delta?token=aTE9MTsxOzA7MTQ7MTQ7MDsxNIMfMaJVIuWMjWG-P7eowPI",
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
                "id": "<alice's root>"
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
                "id": "<Photos>"
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
async fn deleted_items_of_consumers_have_names() {
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
          "@odata.deltaLink": "http://mock.test/v1.0/me/drive/root/delta?token=aTE9MjsxNDswOzY7NjswOzbbwulA4Iw-Cct2LzVRfBgW",
          "value": [
            {
              "cTag": "aYzo0RTYwNDlBMDJFODg0NTcyITExNy4yNTg",
              "createdBy": "<bob's identity>",
              "createdDateTime": "2026-01-01T08:00:00Z",
              "eTag": "aNEU2MDQ5QTAyRTg4NDU3MiExMTcuMg",
              "fileSystemInfo": {
                "createdDateTime": "2026-01-01T08:00:00Z",
                "lastModifiedDateTime": "2026-01-02T03:04:05Z"
              },
              "folder": {
                "childCount": 0
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
              "name": "diary.txt",
              "parentReference": {
                "driveId": "<bob's drive>",
                "driveType": "personal",
                "id": "<Private>"
              }
            }
          ]
        }"#]]
    .assert_eq(&ask(&next).await.to_string());
}
