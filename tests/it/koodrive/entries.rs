//! What becomes of entries that fail, alone and among others.

use mockdrive::world::OnConflict;
use serde_json::{Value, json};

use super::{alice, code, create, edit, file, outcome, run, space};
use crate::support::Mock;

/// Sends a task with this one entry, which is refused at once, and with a sound one, which is not.
async fn refused(mock: &Mock, (task, action): (u32, u32), bad: &str, good: &str, more: Value) -> u64 {
    let before = mock.sandbox().snapshot();
    let alone = code(&create(mock, task, action, &[bad], more.clone()).await);
    assert!(std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "a refusal changes nothing");
    let detail = run(mock, task, action, &[bad, good], more).await;
    assert_eq!(outcome(&detail), format!("2 2 {alone} [2 1]"));
    alone
}

fn into(folder: &str) -> Value {
    json!({ "taskInfo": { "newFilePath": folder } })
}

#[tokio::test]
async fn an_entry_that_does_not_exist_fails_alone() {
    let mock = Mock::new();
    let (hello, photos) = (file(&mock, "/hello.txt").await, file(&mock, "/Photos").await);
    for unknown in ["F0000000000000000000000000000000", "x", "F\u{0}", "../../etc/passwd"] {
        assert_eq!(refused(&mock, (1, 101), unknown, &hello, into(&photos)).await, 13_000_309, "{unknown:?}");
    }
}

#[tokio::test]
async fn an_entry_of_another_space_fails_alone() {
    let mock = Mock::new();
    let (hello, photos) = (file(&mock, "/hello.txt").await, file(&mock, "/Photos").await);
    let handbook = mock.id("koodrive", "team", "/Team handbook.txt").await;
    assert_eq!(refused(&mock, (1, 101), &handbook, &hello, into(&photos)).await, 13_000_302);
    assert_eq!(refused(&mock, (2, 202), &handbook, &hello, json!({})).await, 13_000_302);
}

#[tokio::test]
async fn an_entry_in_the_bin_can_only_be_restored_or_deleted() {
    let mock = Mock::new();
    let (plan, photos) = (file(&mock, "/Documents/plan.txt").await, file(&mock, "/Photos").await);
    let (hello, archive) = (file(&mock, "/hello.txt").await, file(&mock, "/archive.zip").await);
    assert_eq!(
        refused(&mock, (4, 0), &hello, &trashed(&mock, "/Photos/mountains.jpg").await, json!({})).await,
        13_000_303
    );
    run(&mock, 2, 201, &[&plan], json!({})).await;
    for task in [(1, 101), (3, 301)] {
        let good = if task.0 == 1 { &hello } else { &archive };
        assert_eq!(refused(&mock, task, &plan, good, into(&photos)).await, 13_000_306);
    }
    assert_eq!(refused(&mock, (6, 0), &plan, &hello, json!({})).await, 13_000_306);
    assert_eq!(refused(&mock, (2, 201), &plan, &hello, json!({})).await, 13_000_306);
    assert_eq!(outcome(&run(&mock, 2, 202, &[&plan, &archive], json!({})).await), "2 1 null [1 1]");
}

#[tokio::test]
async fn an_entry_that_has_sunk_below_the_bin_is_gone() {
    let mock = Mock::new();
    let (sunk, hello) = (trashed(&mock, "/Photos/mountains.jpg").await, file(&mock, "/hello.txt").await);
    mock.sink_bins();
    assert_eq!(refused(&mock, (2, 202), &sunk, &hello, json!({})).await, 13_000_309);
    let plan = trashed(&mock, "/Documents/plan.txt").await;
    assert_eq!(refused(&mock, (4, 0), &sunk, &plan, json!({})).await, 13_000_309);
}

/// Puts an item into the bin and returns its id.
async fn trashed(mock: &Mock, path: &str) -> String {
    let id = file(mock, path).await;
    run(mock, 2, 201, &[&id], json!({})).await;
    id
}

#[tokio::test]
async fn a_folder_cannot_go_into_itself_or_below() {
    let mock = Mock::new();
    let (documents, reports) = (file(&mock, "/Documents").await, file(&mock, "/Documents/Reports").await);
    let (hello, photos) = (file(&mock, "/hello.txt").await, file(&mock, "/Photos").await);
    for target in [&documents, &reports] {
        assert_eq!(refused(&mock, (1, 101), &documents, &hello, into(target)).await, 13_000_307);
    }
    assert_eq!(refused(&mock, (3, 301), &documents, &photos, into(&reports)).await, 13_000_307);
    let root = file(&mock, "/").await;
    assert_eq!(refused(&mock, (1, 101), &root, &hello, into(&reports)).await, 13_000_307);
}

#[tokio::test]
async fn the_root_cannot_be_deleted_or_leave_its_space() {
    let mock = Mock::new();
    let (root, hello, plan) =
        (file(&mock, "/").await, file(&mock, "/hello.txt").await, file(&mock, "/Documents/plan.txt").await);
    let team = json!({ "dstContainerId": space(&mock, "team").await });
    assert_eq!(refused(&mock, (1, 101), &root, &hello, team).await, 13_000_403);
    assert_eq!(refused(&mock, (2, 201), &root, &hello, json!({})).await, 13_000_403);
    assert_eq!(refused(&mock, (2, 202), &root, &plan, json!({})).await, 13_000_403);
}

#[tokio::test]
async fn what_lies_in_the_target_already_fails_alone() {
    let mock = Mock::new();
    let (hello, plan) = (file(&mock, "/hello.txt").await, file(&mock, "/Documents/plan.txt").await);
    assert_eq!(refused(&mock, (1, 101), &hello, &plan, json!({})).await, 13_000_312);
    assert_eq!(refused(&mock, (3, 301), &hello, &plan, into("root")).await, 13_000_312);
}

#[tokio::test]
async fn a_space_has_thirty_levels_of_folders() {
    let mock = Mock::new();
    edit(&mock, |world, by, now| {
        let root = world.personal_drive(alice(world)).expect("seeded").root;
        world.create_path(by, root, ["d"; 30], now)
    });
    let at = |level: usize| "/d".repeat(level);
    let (deepest, above) = (file(&mock, &at(30)).await, file(&mock, &at(29)).await);
    let (photos, hello) = (file(&mock, "/Photos").await, file(&mock, "/hello.txt").await);
    assert_eq!(refused(&mock, (1, 101), &photos, &hello, into(&deepest)).await, 13_000_310);
    let documents = file(&mock, "/Documents").await;
    assert_eq!(refused(&mock, (3, 301), &documents, &photos, into(&above)).await, 13_000_310);
}

#[tokio::test]
async fn what_does_not_fit_into_the_target_space_fails_alone() {
    let mock = Mock::new();
    let (hello, photos) = (file(&mock, "/hello.txt").await, file(&mock, "/Photos").await);
    edit(&mock, |world, _, now| {
        let owner = mockdrive::world::Owner::Personal(alice(world));
        world.add_drive("small", owner, 20, now);
        Ok(())
    });
    let tree = mock.send("GET /_mock/tree?drive=small").await.json();
    let target = json!({ "dstContainerId": tree["drives"][0]["koodrive_container"] });
    assert_eq!(refused(&mock, (1, 101), &photos, &hello, target).await, 13_000_311);
}

#[tokio::test]
async fn the_first_code_wins_when_all_entries_fail() {
    let mock = Mock::new();
    let hello = file(&mock, "/hello.txt").await;
    assert_eq!(code(&create(&mock, 1, 101, &["x", &hello], json!({})).await), 13_000_309);
    assert_eq!(code(&create(&mock, 1, 101, &[&hello, "x"], json!({})).await), 13_000_312);
}

#[tokio::test]
async fn a_job_whose_target_is_binned_while_it_waits_fails_at_run_time() {
    let mock = Mock::with(|settings| settings.tasks = "timed:1000+0".parse().expect("a pace"));
    let (hello, photos) = (file(&mock, "/hello.txt").await, file(&mock, "/Photos").await);
    let created = create(&mock, 1, 101, &[&hello], into(&photos)).await.json();
    edit(&mock, |world, by, now| {
        let root = world.personal_drive(alice(world)).expect("seeded").root;
        let photos = world.child(root, "Photos").expect("seeded");
        world.trash(by, photos, now)
    });
    mock.advance(std::time::Duration::from_secs(1));
    let id = created["data"].as_str().expect("an id");
    let detail = super::get(&mock, &format!("/koodrive/ose/v1/{id}")).await.json();
    assert_eq!(outcome(&detail["data"]), "2 3 13000305 [2]");
}

#[tokio::test]
async fn a_folder_of_the_same_name_is_made_beside_the_first() {
    let mock = Mock::new();
    let photos = file(&mock, "/Photos").await;
    edit(&mock, |world, by, now| {
        let root = world.personal_drive(alice(world)).expect("seeded").root;
        let documents = world.child(root, "Documents").expect("seeded");
        world.create_folder(by, documents, "PHOTOS", OnConflict::Fail, now)
    });
    run(&mock, 3, 301, &[&photos], into(&file(&mock, "/Documents").await)).await;
    assert_eq!(file(&mock, "/Documents/Photos_20260102_110405").await, photos);
}
