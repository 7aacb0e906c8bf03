//! Work that looks at very many items holds up no other request.

use std::{cell::Cell, pin::pin, sync::mpsc};

use futures_util::{future::join_all, poll};
use mockdrive::world::{Actor, NodeId, OnConflict, Walk, World};
use tokio::runtime::Builder;

use crate::support::{Answer, Mock, NOW};

fn alice(world: &World) -> Actor {
    Actor::User(world.user_named("alice").expect("seeded").id)
}

/// A mock whose first drive, alice's, has some thousand items more.
fn large(folders: usize) -> Mock {
    let mock = Mock::new();
    let fill = |world: &mut World, _| {
        let root = world.drives().next().expect("a drive").root;
        let by = alice(world);
        let mut make =
            |parent: NodeId, name: &str| world.create_folder(by, parent, name, OnConflict::Fail, NOW);
        for folder in 0..folders {
            let folder = make(root, &format!("many {folder}"))?;
            for item in 0..999 {
                make(folder, &format!("item {item}"))?;
            }
        }
        Ok::<_, mockdrive::world::Error>(())
    };
    mock.sandbox().write(fill).expect("free");
    mock
}

/// What comes of this work, and how many questions for the health are answered beside it, on the same thread.
async fn beside<T>(mock: &Mock, work: impl Future<Output = T>) -> (T, usize) {
    let is_done = Cell::new(false);
    let work = async {
        let done = work.await;
        is_done.set(true);
        done
    };
    let ask = async {
        let mut answers = 0;
        while !is_done.get() {
            assert_eq!(mock.send("GET /_mock/health").await.status, 200);
            answers += 1;
            tokio::task::yield_now().await;
        }
        answers
    };
    tokio::join!(work, ask)
}

#[tokio::test]
async fn the_health_is_told_while_eight_large_trees_are_written() {
    let mock = large(12);
    let trees = join_all((0..8).map(|_| mock.send("GET /_mock/tree?drive=alice")));
    let (trees, answers) = beside(&mock, trees).await;
    assert!(answers > 8, "only {answers} answers");
    for tree in &trees {
        let paths = tree.json()["drives"][0]["items"].as_array().map(Vec::len);
        assert!(paths > Some(12_000), "{paths:?}");
        assert_eq!(tree.body, trees[0].body);
    }
}

#[tokio::test]
async fn a_tree_in_pieces_is_the_tree_in_one() {
    let mock = large(2);
    let paths = |answer: &Answer| -> Vec<String> {
        let drives = answer.json()["drives"].as_array().expect("a list").clone();
        let items = drives.iter().flat_map(|drive| drive["items"].as_array().expect("a list").clone());
        items.map(|item| item["path"].as_str().expect("a path").to_owned()).collect()
    };
    let world = mock.sandbox().snapshot();
    let all = world.drives().flat_map(|drive| world.subtree(drive.root)).map(|node| world.path(node));
    assert_eq!(paths(&mock.send("GET /_mock/tree").await), all.collect::<Vec<_>>());
    let top = world.drives().next().expect("a drive").root;
    let shallow = world.subtree(top).take_while(|node| world.depth(node) <= 1).map(|node| world.path(node));
    assert_eq!(paths(&mock.send("GET /_mock/tree?drive=alice&depth=1").await), shallow.collect::<Vec<_>>());
    // What is in the bin comes last.
    let many = world.child(top, "many 0").expect("made");
    mock.sandbox()
        .write(|world, now| {
            let by = alice(world);
            world.trash(by, many, now)
        })
        .expect("there");
    let with_bin = paths(&mock.send("GET /_mock/tree?drive=alice&trashed=true").await);
    let without = paths(&mock.send("GET /_mock/tree?drive=alice").await);
    assert_eq!(with_bin.len(), without.len() + 1000);
    assert_eq!(with_bin[..without.len()], without);
}

#[test]
fn a_walk_in_steps_meets_what_a_walk_at_once_does() {
    let world = Mock::new().sandbox().snapshot();
    for drive in world.drives() {
        let at_once: Vec<_> = world.subtree(drive.root).map(|node| node.id).collect();
        for most in 1..=at_once.len() + 1 {
            let (mut walk, mut met) = (Walk::from(drive.root), Vec::new());
            loop {
                let step = walk.next(&world, most);
                met.extend(step.iter().map(|node| node.id));
                if step.len() < most {
                    break;
                }
            }
            assert_eq!(met, at_once, "in steps of {most}");
        }
    }
}

/// What comes of this work, which goes on once a thread for long work is free.
fn apart<T>(work: impl Future<Output = T>) -> T {
    let runtime =
        Builder::new_current_thread().enable_all().max_blocking_threads(1).build().expect("a runtime");
    let (free, taken) = mpsc::channel::<()>();
    // The one thread for long work waits until its other end is gone.
    runtime.spawn_blocking(move || taken.recv());
    runtime.block_on(async {
        let mut work = pin!(work);
        for _ in 0..100 {
            assert!(poll!(&mut work).is_pending(), "it was done on the thread that serves");
            tokio::task::yield_now().await;
        }
        drop(free);
        work.await
    })
}

/// The answer to a request that costs no thread of its own.
fn send(mock: &Mock, request: &str) -> Answer {
    Builder::new_current_thread().build().expect("a runtime").block_on(mock.send(request))
}

#[test]
fn lists_of_a_large_drive_hold_up_nobody() {
    let mock = large(6);
    let space = send(&mock, "GET /_mock/tree?drive=alice&depth=0").json();
    let (wps, space) = (&space["drives"][0]["wps_drive"], &space["drives"][0]["koodrive_container"]);
    let (wps, space) = (wps.as_str().expect("an id"), space.as_str().expect("an id"));
    for request in [
        "GET /v1.0/me/drive/root/search(q='item 7')".to_owned(),
        "GET /v1.0/me/drive/root/children?$orderby=size".into(),
        "GET /v1.0/me/drive/root/delta".into(),
        "GET /v1.0/me/drive/recent".into(),
        "GET /api/v1/openapi/personal/files/flat?access_token=alice-token".into(),
        "GET /api/v1/openapi/personal/files/recent?access_token=alice-token".into(),
        "GET /api/v1/openapi/personal/files/search/name?access_token=alice-token&file_name=item".into(),
        "GET /v7/drive_latest/items?page_size=10".into(),
        "GET /v7/drive_freq/items?page_size=10".into(),
        "GET /v7/files/search?type=file_name&keyword=item&page_size=10".into(),
        format!("GET /v7/drives/{wps}/files/0/children?page_size=10&order_by=fsize"),
        "GET /koodrive/ose/v1/access".into(),
        format!("POST /koodrive/ose/v1/files/0\n\n{{\"containerId\":\"{space}\"}}"),
    ] {
        let (line, rest) = request.split_once('\n').unwrap_or((&request, ""));
        let request = format!(
            "{}\nAuthorization: Bearer alice-token\n{rest}",
            line.replace(' ', "%20").replacen("%20", " ", 1)
        );
        let answer = apart(mock.send(&request));
        assert_eq!(answer.status, 200, "{line}: {answer}");
    }
}
