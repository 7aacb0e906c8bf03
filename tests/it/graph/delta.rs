//! Following a drive.

use std::time::Duration;

use expect_test::expect;
use mockdrive::world::{Actor, Content, DriveId, Error, NodeId, OnConflict, Timestamp, World};
use serde_json::Value;

use super::alice;
use crate::support::{Answer, Mock};

/// Changes alice's drive (0), bob's (1) or the team's (3) behind the API's back.
fn change<T>(
    mock: &Mock,
    drive: usize,
    change: impl FnOnce(&mut World, Actor, &dyn Fn(&World, &str) -> NodeId, Timestamp) -> Result<T, Error>,
) -> T {
    let outcome = mock.sandbox().write(|world, now| {
        let (by, root) = {
            let drive = world.drives().nth(drive).expect("seeded");
            (drive.maker().expect("somebody's"), drive.root)
        };
        let find = |world: &World, path: &str| {
            let names = path.split('/').filter(|name| !name.is_empty());
            world.descend(root, names).expect("there is such an item")
        };
        change(world, by, &find, now)
    });
    outcome.expect("it can be done")
}

fn drive_id(mock: &Mock, index: usize) -> DriveId {
    mock.sandbox().snapshot().drives().nth(index).expect("seeded").id
}

/// The path behind the host of a link of this answer.
fn link(answer: &Answer, name: &str) -> String {
    let link = answer.json()[name].as_str().unwrap_or_else(|| panic!("{name}: {answer}")).to_owned();
    link.replace("http://mock.test", "")
}

async fn get(mock: &Mock, path: &str) -> Answer {
    alice(mock, &format!("GET {path}"), "").await
}

/// Where whoever has asked this feed before goes on.
async fn latest(mock: &Mock, feed: &str) -> String {
    let answer = get(mock, &format!("{feed}?token=latest")).await;
    assert_eq!(answer.json()["value"], serde_json::json!([]));
    link(&answer, "@odata.deltaLink")
}

/// The items of a page, by their names where they have one; what is gone has a minus before its id.
fn told(answer: &Answer) -> Vec<String> {
    let name = |item: &Value| {
        let text = |member: &str| item[member].as_str().unwrap_or_default().to_owned();
        if item.get("deleted").is_some() { format!("-{}", text("id")) } else { text("name") }
    };
    answer.json()["value"].as_array().unwrap_or_else(|| panic!("{answer}")).iter().map(name).collect()
}

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
              "id": "01A3AKUJRZ7XC2AW4ZVHHW327TW3O3F6BU",
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
              "webUrl": "http://mock.test/drives/1/Documents/Reports/renamed.txt"
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
              "webUrl": "http://mock.test/drives/1"
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

#[tokio::test]
async fn pages_are_as_long_as_asked_and_keep_the_options() {
    let mock = Mock::new();
    let mut pages = Vec::new();
    let mut next = "/v1.0/me/drive/root/delta?$top=5&$select=name,deleted".to_owned();
    loop {
        let answer = get(&mock, &next).await;
        assert_eq!(answer.status, 200);
        pages.push(told(&answer));
        // What changes between two pages is told by a later one.
        if pages.len() == 1 {
            change(&mock, 0, |world, by, find, now| {
                let hello = find(world, "hello.txt");
                world.rename(by, hello, "bye.txt", OnConflict::Fail, now)?;
                let photos = find(world, "Photos");
                world.trash(by, photos, now)
            });
        }
        let body = answer.json();
        if body.get("@odata.nextLink").is_none() {
            let link = link(&answer, "@odata.deltaLink");
            assert!(
                link.starts_with("/v1.0/me/drive/root/delta?$top=5&$select=name,deleted&token="),
                "{link}"
            );
            break;
        }
        assert!(body.get("@odata.deltaLink").is_none());
        next = link(&answer, "@odata.nextLink");
        assert!(next.starts_with("/v1.0/me/drive/root/delta?$top=5&$select=name,deleted&token="), "{next}");
    }
    expect![[r#"
        [
            [
                "root",
                "hello.txt",
                "Documents",
                "plan.txt",
                "Reports",
            ],
            [
                "quarterly.docx",
                "budget.xlsx",
                "summary.txt",
                "Shared examples",
                "archive.zip",
            ],
            [
                "locked.zip",
                "root",
                "bye.txt",
                "-",
                "-",
            ],
        ]
    "#]]
    .assert_debug_eq(&pages);
}

#[tokio::test]
async fn a_folder_is_followed_by_itself() {
    let mock = Mock::new();
    let feed = "/v1.0/me/drive/root:/Documents:/delta";
    assert_eq!(
        told(&get(&mock, feed).await),
        ["Documents", "plan.txt", "Reports", "quarterly.docx", "budget.xlsx", "summary.txt"]
    );
    let next = latest(&mock, feed).await;
    let reports = mock.id("graph", "alice", "/Documents/Reports").await;
    let summary = mock.id("graph", "alice", "/Documents/Reports/summary.txt").await;
    change(&mock, 0, |world, by, find, now| {
        // Out of the folder, into it, and beside it.
        let (reports, photos, shared) =
            (find(world, "Documents/Reports"), find(world, "Photos"), find(world, "Shared examples"));
        let (documents, hello) = (find(world, "Documents"), find(world, "hello.txt"));
        world.relocate(by, reports, shared, None, OnConflict::Fail, now)?;
        world.relocate(by, photos, documents, None, OnConflict::Fail, now)?;
        world.rename(by, hello, "bye.txt", OnConflict::Fail, now)
    });
    let answer = get(&mock, &next).await;
    let gone = told(&answer);
    assert_eq!((&gone[0], &gone[1]), (&"Documents".to_owned(), &format!("-{reports}")));
    assert!(gone.contains(&format!("-{summary}")), "{gone:?}");
    assert_eq!(gone[5..], ["Photos", "mountains.jpg"], "what came in is told with all that lies in it");
    assert_eq!(told(&get(&mock, &link(&answer, "@odata.deltaLink")).await), [""; 0]);
}

#[tokio::test]
async fn what_moves_to_another_drive_is_gone_here_and_new_there() {
    let mock = Mock::new();
    let site = mock.send("GET /_mock/tree").await.json()["drives"][3]["graph_drive"].clone();
    let team = format!("/v1.0/drives/{}/root/delta", site.as_str().expect("an id"));
    let (mine, theirs) = (latest(&mock, "/v1.0/me/drive/root/delta").await, latest(&mock, &team).await);
    let ids = [
        mock.id("graph", "alice", "/Photos").await,
        mock.id("graph", "alice", "/Photos/mountains.jpg").await,
    ];
    let target = mock.sandbox().snapshot().drives().nth(3).expect("the team's").root;
    let photos = change(&mock, 0, |world, by, find, now| {
        let photos = find(world, "Photos");
        world.relocate(by, photos, target, None, OnConflict::Fail, now).map(|()| photos)
    });
    let answer = get(&mock, &mine).await;
    assert_eq!(told(&answer), ["root", &format!("-{}", ids[0]), &format!("-{}", ids[1])]);
    assert_eq!(told(&get(&mock, &theirs).await), ["root", "Photos", "mountains.jpg"]);
    let home = mock.sandbox().snapshot().drives().next().expect("alice's").root;
    change(&mock, 0, |world, by, _, now| world.relocate(by, photos, home, None, OnConflict::Fail, now));
    assert_eq!(told(&get(&mock, &mine).await), ["root", "Photos", "mountains.jpg"]);
}

#[tokio::test]
async fn what_is_restored_is_told_with_all_that_lies_in_it() {
    let mock = Mock::new();
    let photos = change(&mock, 0, |world, by, find, now| {
        let photos = find(world, "Photos");
        world.trash(by, photos, now).map(|()| photos)
    });
    let next = latest(&mock, "/v1.0/me/drive/root/delta").await;
    change(&mock, 0, |world, by, _, now| world.restore(by, photos, OnConflict::Fail, now));
    assert_eq!(told(&get(&mock, &next).await), ["root", "Photos", "mountains.jpg"]);
}

#[tokio::test]
async fn copies_are_told() {
    let mock = Mock::new();
    let next = latest(&mock, "/v1.0/me/drive/root/delta").await;
    alice(&mock, "POST /v1.0/me/drive/root:/Photos:/copy", r#"{"name": "Pictures"}"#).await;
    assert_eq!(told(&get(&mock, &next).await), ["root", "Pictures", "mountains.jpg"]);
}

#[tokio::test]
async fn a_token_may_be_a_time() {
    let mock = Mock::new();
    mock.advance(Duration::from_hours(1));
    change(&mock, 0, |world, by, find, now| {
        let hello = find(world, "hello.txt");
        world.rename(by, hello, "bye.txt", OnConflict::Fail, now)
    });
    for (token, expected) in [
        ("2026-01-02T04:00:00Z", &["root", "bye.txt"][..]),
        ("2026-01-02T12%3A00%3A00%2B08%3A00", &["root", "bye.txt"]),
        ("2026-01-02T12:00:00+08:00", &["root", "bye.txt"]),
        ("2026-01-02T05:00:00Z", &[]),
        ("2099-01-01T00:00:00Z", &[]),
    ] {
        let answer = get(&mock, &format!("/v1.0/me/drive/root/delta?token={token}")).await;
        assert_eq!(told(&answer), expected, "{token}");
    }
}

#[tokio::test]
async fn every_spelling_of_the_function_is_understood() {
    let mock = Mock::new();
    let next = latest(&mock, "/v1.0/me/drive/root/delta").await;
    let token = next.split_once("token=").expect("a token").1.to_owned();
    let documents = mock.id("graph", "alice", "/Documents").await;
    change(&mock, 0, |world, by, find, now| {
        let hello = find(world, "hello.txt");
        world.rename(by, hello, "bye.txt", OnConflict::Fail, now)
    });
    for function in [
        format!("root/delta(token='{token}')"),
        format!("root/delta(token={token})"),
        format!("root/delta(token=%27{token}%27)"),
        format!("root/delta?(token='{token}')"),
        format!("root/delta?token={token}"),
        format!("root/microsoft.graph.delta(token='{token}')"),
        format!("delta(token='{token}')"),
        format!("delta?token={token}"),
        format!("root:/:/delta(token='{token}')"),
        format!("items/root/delta()?token={token}"),
    ] {
        let answer = get(&mock, &format!("/v1.0/me/drive/{function}")).await;
        assert_eq!(told(&answer), ["root", "bye.txt"], "{function}: {answer}");
        let next = get(&mock, &link(&answer, "@odata.deltaLink")).await;
        assert_eq!(told(&next), [""; 0], "{function}");
    }
    for all in ["root/delta()", "root/oneDrive.delta", "delta()", "delta", "root/delta?token="] {
        let answer = get(&mock, &format!("/v1.0/me/drive/{all}")).await;
        assert_eq!(told(&answer).len(), 13, "{all}: {answer}");
    }
    let answer = get(&mock, &format!("/v1.0/me/drive/items/{documents}/delta(token='{token}')")).await;
    assert_eq!(answer.status, 410, "a token of another feed: {answer}");
}

#[tokio::test]
async fn a_token_that_is_no_good_makes_the_client_begin_anew() {
    let mock = Mock::new();
    let next = latest(&mock, "/v1.0/me/drive/root/delta").await;
    let answer = get(&mock, "/v1.0/me/drive/root/delta?$top=9&token=nonsense").await;
    expect![[r#"
        410 Gone
        location: http://mock.test/v1.0/me/drive/root/delta?$top=9
        {
          "error": {
            "code": "resyncRequired",
            "innerError": {
              "client-request-id": "a6f63d92-9293-18e8-c2ab-f7cf37decdd2",
              "code": "resyncChangesApplyDifferences",
              "date": "2026-01-02T03:04:05",
              "request-id": "a6f63d92-9293-18e8-c2ab-f7cf37decdd2"
            },
            "message": "Resync required. Replace any local items with the server's version (including deletes) if you're sure that the service was up to date with your local changes when you last sync'd. Upload any local changes that the server doesn't know about."
          }
        }"#]].assert_eq(&answer.to_string());
    for token in ["%00", "%F0%9F%98%80", "aTE9MTsxOzE7MTsxOzE7", "2026-13-01T00:00:00Z", "-1"] {
        let answer = get(&mock, &format!("/v1.0/me/drive/root/delta?token={token}")).await;
        assert_eq!(answer.status, 410, "{token}");
    }
    let bobs = "Authorization: Bearer bob-token";
    assert_eq!(mock.send(&format!("GET {next}\n{bobs}")).await.status, 410, "a token of another drive");

    assert_eq!(mock.send("POST /_mock/graph/expire-delta-tokens").await.status, 204);
    let answer = get(&mock, &next).await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("location")),
        (410, "http://mock.test/v1.0/me/drive/root/delta")
    );
    let fresh = get(&mock, "/v1.0/me/drive/root/delta").await;
    assert_eq!(told(&get(&mock, &link(&fresh, "@odata.deltaLink")).await), [""; 0], "later tokens are good");
}

#[tokio::test]
async fn bad_options_are_refused() {
    let mock = Mock::new();
    for query in ["$top=0", "$top=-1", "$nothing=1", "token=%FF"] {
        let answer = get(&mock, &format!("/v1.0/me/drive/root/delta?{query}")).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["error"]["code"]),
            (400, &"invalidRequest".into())
        );
    }
    assert_eq!(get(&mock, "/v1.0/me/drive/items/01NOTHING/delta").await.status, 404);
}
