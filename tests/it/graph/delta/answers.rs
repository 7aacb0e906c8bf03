//! What is told: whole answers.

use expect_test::expect;
use mockdrive::world::{Content, OnConflict};

use super::{change, drive_id, get, latest, link, told};
use crate::support::Mock;

#[tokio::test]
async fn without_a_token_the_whole_tree_is_told() {
    let mock = Mock::new();
    let answer = get(&mock, "/v1.0/me/drive/root/delta?$select=id,name").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)",
          "@odata.deltaLink": "http://mock.test/v1.0/me/drive/root/delta?$select=id,name&token=aTE9MTsxOzA7MTM7MTM7MDsxMw",
          "value": [
            {
              "id": "01A3AKUJV6Y2GOVW7725BZO354PWSELRRZ",
              "name": "root"
            },
            {
              "id": "01A3AKUJQOMKUC34WDAXKWVUHPBKEPGOMM",
              "name": "hello.txt"
            },
            {
              "id": "01A3AKUJXETQ5GXK77WJK7CVALRNPIRRPP",
              "name": "Documents"
            },
            {
              "id": "01A3AKUJXRWKNKDONJ7HCNZKALRHNXDIEI",
              "name": "plan.txt"
            },
            {
              "id": "01A3AKUJWOHWK5WB3KVARI5FSSHVQNZZWP",
              "name": "Reports"
            },
            {
              "id": "01A3AKUJX2Q2EBUPFWBKYIKR6HBSEK6MLE",
              "name": "quarterly.docx"
            },
            {
              "id": "01A3AKUJUA2RYGMDVYBCFOFE6RZC5FDQA2",
              "name": "budget.xlsx"
            },
            {
              "id": "01A3AKUJWAF6LV6PYOGMJR34UAXREF64SK",
              "name": "summary.txt"
            },
            {
              "id": "01A3AKUJQOPD3BZJRUYT5JXLUWBWZO5JSB",
              "name": "Shared examples"
            },
            {
              "id": "01A3AKUJXQFJ42SJTRI46HUZNEHIREE5KQ",
              "name": "Photos"
            },
            {
              "id": "01A3AKUJWOJMN2XWRIF4SNLZDIBCLMTCRD",
              "name": "mountains.jpg"
            },
            {
              "id": "01A3AKUJWA246KQBVCUJHNLUEDRBMVODFS",
              "name": "archive.zip"
            },
            {
              "id": "01A3AKUJT7I7Q3ZOQC2YUGINMIIMOYIHBN",
              "name": "locked.zip"
            }
          ]
        }"#]].assert_eq(&answer.to_string());
}

#[tokio::test]
async fn the_latest_token_tells_nothing_and_then_what_changed() {
    let mock = Mock::new();
    let answer =
        get(&mock, "/v1.0/me/drive/root/delta?$select=id,name,cTag,parentReference&token=latest").await;
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)",
          "@odata.deltaLink": "http://mock.test/v1.0/me/drive/root/delta?$select=id,name,cTag,parentReference&token=aTE9MTsxOzA7MTM7MTM7MDsxMw",
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
          "@odata.deltaLink": "http://mock.test/v1.0/me/drive/root/delta?$select=id,name,cTag,parentReference&token=aTE9MTsxOzA7MTQ7MTQ7MDsxNA",
          "value": [
            {
              "id": "01A3AKUJV6Y2GOVW7725BZO354PWSELRRZ",
              "name": "root",
              "parentReference": {
                "driveId": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
                "driveType": "business"
              }
            },
            {
              "id": "01A3AKUJXETQ5GXK77WJK7CVALRNPIRRPP",
              "name": "Documents",
              "parentReference": {
                "driveId": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
                "driveType": "business",
                "id": "01A3AKUJV6Y2GOVW7725BZO354PWSELRRZ",
                "path": "/drives/b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE/root:"
              }
            },
            {
              "id": "01A3AKUJWOHWK5WB3KVARI5FSSHVQNZZWP",
              "name": "Reports",
              "parentReference": {
                "driveId": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
                "driveType": "business",
                "id": "01A3AKUJXETQ5GXK77WJK7CVALRNPIRRPP",
                "name": "Documents",
                "path": "/drives/b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE/root:/Documents"
              }
            },
            {
              "id": "01A3AKUJUNKX4QJIGTPGI7EKQQOXKZVIAK",
              "name": "new.txt",
              "parentReference": {
                "driveId": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
                "driveType": "business",
                "id": "01A3AKUJWOHWK5WB3KVARI5FSSHVQNZZWP",
                "name": "Reports",
                "path": "/drives/b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE/root:/Documents/Reports"
              }
            }
          ]
        }"#]].assert_eq(&answer.to_string());
    assert_eq!(told(&get(&mock, &next).await), told(&answer), "a link can be followed again");
    let empty = get(&mock, &link(&answer, "@odata.deltaLink")).await;
    assert_eq!(told(&empty), [""; 0]);
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
    assert_eq!(told(&get(&mock, &next).await), ["root", "Documents", "Reports", "renamed.txt"]);
    let request = format!("GET {next}\nAuthorization: Bearer alice-token\ndeltaExcludeParent: true");
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)",
          "@odata.deltaLink": "http://mock.test/v1.0/me/drive/root/delta?token=aTE9MTsxOzA7MTQ7MTQ7MDsxNA",
          "value": [
            {
              "@microsoft.graph.downloadUrl": "http://mock.test/_api/v2.0/download/AAAAAAAAAAgAAAAAAAAAAQAAAZt84HsIDFhqzjY1STjjfkvcMOyplA",
              "createdBy": {
                "user": {
                  "displayName": "Alice Example",
                  "email": "alice@example.com",
                  "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
                }
              },
              "createdDateTime": "2026-01-01T08:00:00Z",
              "eTag": "\"{5F972FC0-0E3F-1333-1DF2-80BC485F724A},2\"",
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
              "id": "01A3AKUJWAF6LV6PYOGMJR34UAXREF64SK",
              "lastModifiedBy": {
                "user": {
                  "displayName": "Alice Example",
                  "email": "alice@example.com",
                  "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
                }
              },
              "lastModifiedDateTime": "2026-01-02T03:04:05Z",
              "name": "renamed.txt",
              "parentReference": {
                "driveId": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
                "driveType": "business",
                "id": "01A3AKUJWOHWK5WB3KVARI5FSSHVQNZZWP",
                "name": "Reports",
                "path": "/drives/b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE/root:/Documents/Reports"
              },
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
          "@odata.deltaLink": "http://mock.test/v1.0/me/drive/root/delta?token=aTE9MTsxOzA7MTQ7MTQ7MDsxNA",
          "value": [
            {
              "createdBy": {
                "user": {
                  "displayName": "Alice Example",
                  "email": "alice@example.com",
                  "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
                }
              },
              "createdDateTime": "2026-01-01T08:00:00Z",
              "eTag": "\"{EA8CC6BE-FFDB-43D7-976F-BC7DA445C639},1\"",
              "fileSystemInfo": {
                "createdDateTime": "2026-01-01T08:00:00Z",
                "lastModifiedDateTime": "2026-01-01T08:00:00Z"
              },
              "folder": {
                "childCount": 5
              },
              "id": "01A3AKUJV6Y2GOVW7725BZO354PWSELRRZ",
              "lastModifiedBy": {
                "user": {
                  "displayName": "Alice Example",
                  "email": "alice@example.com",
                  "id": "4720a9cd-b7d5-182f-2ad9-4a3add9bf640"
                }
              },
              "lastModifiedDateTime": "2026-01-01T08:00:00Z",
              "name": "root",
              "parentReference": {
                "driveId": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
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
              "id": "01A3AKUJXQFJ42SJTRI46HUZNEHIREE5KQ",
              "parentReference": {
                "driveId": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
                "driveType": "business",
                "id": "01A3AKUJV6Y2GOVW7725BZO354PWSELRRZ"
              },
              "size": 0
            },
            {
              "deleted": {
                "state": "deleted"
              },
              "file": {},
              "id": "01A3AKUJWOJMN2XWRIF4SNLZDIBCLMTCRD",
              "parentReference": {
                "driveId": "b!H20NyOTXLfImOEec1RFOqHrbL6UQfM5QRQq--Rf3LEsmqsAGws0n_5Ta99Y2YoZE",
                "driveType": "business",
                "id": "01A3AKUJXQFJ42SJTRI46HUZNEHIREE5KQ"
              },
              "size": 0
            }
          ]
        }"#]]
    .assert_eq(&answer.to_string());

    let after = link(&answer, "@odata.deltaLink");
    let drive = drive_id(&mock, 0);
    mock.sandbox().write(|world, _| world.empty_bin(drive)).expect("alice's");
    assert_eq!(told(&get(&mock, &after).await), [""; 0], "it was gone before");
    assert_eq!(told(&get(&mock, &next).await), told(&answer), "and still is");
}

#[tokio::test]
async fn consumers_are_told_the_name_of_what_is_gone() {
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
          "@odata.deltaLink": "http://mock.test/v1.0/me/drive/root/delta?token=aTE9MjsxNDswOzY7NjswOzY",
          "value": [
            {
              "cTag": "aYzo0RTYwNDlBMDJFODg0NTcyITExNy4yNTg",
              "createdBy": {
                "user": {
                  "displayName": "Bob Example",
                  "email": "bob@example.com",
                  "id": "7d208436-24cb-1efd-65a5-406b05de80c7"
                }
              },
              "createdDateTime": "2026-01-01T08:00:00Z",
              "eTag": "aNEU2MDQ5QTAyRTg4NDU3MiExMTcuMg",
              "fileSystemInfo": {
                "createdDateTime": "2026-01-01T08:00:00Z",
                "lastModifiedDateTime": "2026-01-02T03:04:05Z"
              },
              "folder": {
                "childCount": 0
              },
              "id": "4E6049A02E884572!117",
              "lastModifiedBy": {
                "user": {
                  "displayName": "Bob Example",
                  "email": "bob@example.com",
                  "id": "7d208436-24cb-1efd-65a5-406b05de80c7"
                }
              },
              "lastModifiedDateTime": "2026-01-02T03:04:05Z",
              "name": "Public",
              "parentReference": {
                "driveId": "4e6049a02e884572",
                "driveType": "personal",
                "id": "4E6049A02E884572!101",
                "path": "/drive/root:"
              },
              "size": 0,
              "webUrl": "http://mock.test/drives/2/Public"
            },
            {
              "deleted": {
                "state": "deleted"
              },
              "file": {},
              "id": "4E6049A02E884572!118",
              "name": "diary.txt",
              "parentReference": {
                "driveId": "4e6049a02e884572",
                "driveType": "personal",
                "id": "4E6049A02E884572!117"
              }
            }
          ]
        }"#]]
    .assert_eq(&ask(&next).await.to_string());
}
