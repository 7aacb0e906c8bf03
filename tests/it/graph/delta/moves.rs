//! What becomes of pages, and of items that come and go.

use expect_test::expect;
use mockdrive::world::OnConflict;

use super::{change, get, latest, link, names};
use crate::{graph::alice, support::Mock};

#[tokio::test]
async fn pages_are_as_long_as_asked_and_keep_the_options() {
    let mock = Mock::new();
    let mut pages = Vec::new();
    let mut next = "/v1.0/me/drive/root/delta?$top=5&$select=name,deleted".to_owned();
    loop {
        let answer = get(&mock, &next).await;
        assert_eq!(answer.status, 200);
        pages.push(names(&answer));
        // What changes between two pages stands on a later one.
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
    let summary = mock.id("graph", "alice", "/Documents/Reports/summary.txt").await;
    let feed = "/v1.0/me/drive/root:/Documents:/delta";
    assert_eq!(
        names(&get(&mock, feed).await),
        ["Documents", "plan.txt", "Reports", "quarterly.docx", "budget.xlsx", "summary.txt"]
    );
    let next = latest(&mock, feed).await;
    let reports = mock.id("graph", "alice", "/Documents/Reports").await;
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
    let gone = names(&answer);
    assert_eq!((&gone[0], &gone[1]), (&"Documents".to_owned(), &format!("-{reports}")));
    assert!(gone.contains(&format!("-{summary}")), "{gone:?}");
    assert_eq!(gone[5..], ["Photos", "mountains.jpg"], "what came in is listed with all that lies in it");
    assert_eq!(names(&get(&mock, &link(&answer, "@odata.deltaLink")).await), [""; 0]);
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
    assert_eq!(names(&answer), ["root", &format!("-{}", ids[0]), &format!("-{}", ids[1])]);
    assert_eq!(names(&get(&mock, &theirs).await), ["root", "Photos", "mountains.jpg"]);
    let home = mock.sandbox().snapshot().drives().next().expect("alice's").root;
    change(&mock, 0, |world, by, _, now| world.relocate(by, photos, home, None, OnConflict::Fail, now));
    assert_eq!(names(&get(&mock, &mine).await), ["root", "Photos", "mountains.jpg"]);
}

#[tokio::test]
async fn what_is_restored_is_listed_with_all_below_it() {
    let mock = Mock::new();
    let photos = change(&mock, 0, |world, by, find, now| {
        let photos = find(world, "Photos");
        world.trash(by, photos, now).map(|()| photos)
    });
    let next = latest(&mock, "/v1.0/me/drive/root/delta").await;
    change(&mock, 0, |world, by, _, now| world.restore(by, photos, OnConflict::Fail, now));
    assert_eq!(names(&get(&mock, &next).await), ["root", "Photos", "mountains.jpg"]);
}

#[tokio::test]
async fn copies_are_listed() {
    let mock = Mock::new();
    let next = latest(&mock, "/v1.0/me/drive/root/delta").await;
    alice(&mock, "POST /v1.0/me/drive/root:/Photos:/copy", r#"{"name": "Pictures"}"#).await;
    assert_eq!(names(&get(&mock, &next).await), ["root", "Pictures", "mountains.jpg"]);
}
