//! Microsoft Graph.

mod addresses;
mod batch;
mod bundles;
mod checkout;
mod commits;
mod content;
mod contexts;
mod copy;
mod copy_page;
mod counts;
pub mod coverage;
mod deleted;
mod delta;
mod directory;
mod download;
pub mod exchanges;
mod folders;
mod guests;
mod habits;
mod identity;
mod leniency;
mod lists;
mod malformed;
mod notebooks;
mod paths;
mod payloads;
mod permissions;
mod person_lists;
mod personal;
mod read;
mod refusals;
mod removal;
mod route_refusals;
mod search;
mod seen;
mod shares;
mod sharing;
mod special;
mod stage;
pub mod subscriptions;
mod throttle;
mod thumbnails;
mod update;
mod uploads;
mod versions;

use expect_test::Expect;

use crate::support::{self, Answer, Mock};

/// A request of a person's, with this body if it is not empty.
pub fn by(person: &str, request: &str, body: &str) -> String {
    let kind = if body.is_empty() { "" } else { "\nContent-Type: application/json" };
    format!("{request}\nAuthorization: Bearer {person}-token{kind}\n\n{body}")
}

/// Sends a request as alice, with this body if it is not empty.
pub async fn alice(mock: &Mock, request: &str, body: &str) -> Answer {
    mock.send(&by("alice", request, body)).await
}

/// Sends a request as bob, with this body if it is not empty.
pub async fn bob(mock: &Mock, request: &str, body: &str) -> Answer {
    mock.send(&by("bob", request, body)).await
}

/// Compares how a person's requests are refused; a row is a request and its body, both of which are printed.
pub async fn refuses<R: AsRef<str>, B: AsRef<str>>(
    mock: &Mock,
    person: &str,
    rows: impl IntoIterator<Item = (R, B)>,
    expected: Expect,
) {
    let rows = rows.into_iter().map(|(request, body)| {
        let (request, body) = (request.as_ref(), body.as_ref());
        (format!("{request} {body}"), by(person, request, body))
    });
    support::refusals(mock, rows, expected).await;
}

/// Asks the monitor of a copy.
pub async fn monitor(mock: &Mock, copy: &Answer) -> Answer {
    let location = copy.header("location").replace("http://mock.test", "");
    mock.send(&format!("GET {location}")).await
}

/// The text of a file in alice's drive, as the world has it.
pub fn text(mock: &Mock, path: &str) -> Option<String> {
    let world = mock.sandbox().snapshot();
    let root = world.drives().next().expect("alice's").root;
    let node = world.descend(root, path.split('/'))?;
    let content = world.node(node).ok()?.content()?.bytes();
    Some(String::from_utf8(content.to_vec()).expect("text"))
}
