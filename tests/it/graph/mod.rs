//! Microsoft Graph.

mod addresses;
mod batch;
mod checkout;
mod commits;
mod content;
mod copy;
mod copy_page;
mod counts;
mod coverage;
mod deleted;
mod delta;
mod directory;
mod download;
mod exchanges;
mod folders;
mod guests;
mod habits;
mod identity;
mod leniency;
mod lists;
mod paths;
mod permissions;
mod person_lists;
mod read;
mod refusals;
mod removal;
mod route_refusals;
mod search;
mod shares;
mod sharing;
mod special;
mod stage;
mod subscriptions;
mod throttle;
mod thumbnails;
mod update;
mod uploads;
mod versions;

use crate::support::{Answer, Mock};

/// A request of alice's, with this body if it is not empty.
pub async fn alice(mock: &Mock, request: &str, body: &str) -> Answer {
    let kind = if body.is_empty() { "" } else { "\nContent-Type: application/json" };
    mock.send(&format!("{request}\nAuthorization: Bearer alice-token{kind}\n\n{body}")).await
}

/// A request of bob's, with this body if it is not empty.
pub async fn bob(mock: &Mock, request: &str, body: &str) -> Answer {
    let kind = if body.is_empty() { "" } else { "\nContent-Type: application/json" };
    mock.send(&format!("{request}\nAuthorization: Bearer bob-token{kind}\n\n{body}")).await
}

/// What the monitor of a copy tells.
pub async fn monitor(mock: &Mock, copy: &Answer) -> Answer {
    let location = copy.header("location").replace("http://mock.test", "");
    mock.send(&format!("GET {location}")).await
}

/// What lies at the end of a path of alice's drive, as the world has it.
pub fn text(mock: &Mock, path: &str) -> Option<String> {
    let world = mock.sandbox().snapshot();
    let root = world.drives().next().expect("alice's").root;
    let node = world.descend(root, path.split('/'))?;
    let content = world.node(node).ok()?.content()?.bytes();
    Some(String::from_utf8(content.to_vec()).expect("text"))
}

/// The status, the codes and the text of an error.
pub fn brief(answer: &Answer) -> String {
    let error = &answer.json()["error"];
    let inner = error["innerError"]["code"].as_str().unwrap_or("-");
    format!("{} {} {inner} {}", answer.status.as_u16(), error["code"], error["message"])
}
