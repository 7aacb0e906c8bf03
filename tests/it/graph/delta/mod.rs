//! Following a drive.

mod answers;
mod moves;
mod tokens;

use mockdrive::world::{Actor, DriveId, Error, NodeId, Timestamp, World};
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
            (world.maker(drive).expect("somebody's"), drive.root)
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

/// The path with which the next call of a feed goes on.
async fn latest(mock: &Mock, feed: &str) -> String {
    let answer = get(mock, &format!("{feed}?token=latest")).await;
    assert_eq!(answer.json()["value"], serde_json::json!([]));
    link(&answer, "@odata.deltaLink")
}

/// The items of a page, by their names where they have one; what is gone has a minus before its id.
fn names(answer: &Answer) -> Vec<String> {
    let name = |item: &Value| {
        let text = |member: &str| item[member].as_str().unwrap_or_default().to_owned();
        if item.get("deleted").is_some() { format!("-{}", text("id")) } else { text("name") }
    };
    answer.json()["value"].as_array().unwrap_or_else(|| panic!("{answer}")).iter().map(name).collect()
}
