//! How much of what is known of Microsoft Graph's drive API is emulated, method by method, and what the rest answers.
//!
//! `cargo test --test it coverage -- --nocapture` shows the count.

mod table;

use std::collections::BTreeSet;

use super::{
    exchanges::{beyond, routes},
    stage::Stage,
};
use crate::support::Answer;

/// A row of the table.
struct Method {
    request: String,
    path: &'static str,
    how: How,
}

enum How {
    /// The operation answers it, with this status unless it goes well.
    Done(&'static str, Option<u16>),
    /// It is not emulated, and the answer names this, or else the route.
    Later(Option<&'static str>),
}

/// What is not below `/v1.0`.
const ENDPOINTS: [&str; 4] = ["/_api/", "/_layouts/", "/{tenant}/", "/common/"];

/// Reads the table.
fn methods() -> Vec<Method> {
    let rows = table::METHODS.lines().filter(|row| !row.is_empty() && !row.starts_with('#'));
    rows.map(read).collect()
}

fn read(row: &'static str) -> Method {
    let (asked, how) = row.split_once(" => ").expect("an arrow");
    let (method, rest) = asked.split_once(' ').expect("a method");
    let (path, body) = rest.split_once(' ').unwrap_or((rest, ""));
    let base = if ENDPOINTS.iter().any(|base| path.starts_with(base)) { "" } else { "/v1.0" };
    let (operation, more) = how.split_once(' ').map_or((how, None), |(how, more)| (how, Some(more)));
    let how = match operation {
        "501" => How::Later(more),
        name => How::Done(name, more.map(|status| status.parse().expect("a status"))),
    };
    Method { request: format!("{method} {base}{path}\n\n{body}"), path: asked, how }
}

impl Method {
    /// What is wrong with an answer, if anything.
    fn fault(&self, stage: &Stage, answer: &Answer, reached: Option<&str>) -> Option<String> {
        let status = answer.status.as_u16();
        let is_right = match self.how {
            How::Done(name, Some(expected)) => reached == Some(name) && status == expected,
            How::Done(name, None) => reached == Some(name) && (200..400).contains(&status),
            How::Later(what) => {
                let route = stage.fill(self.request.split(['?', '\n']).next().unwrap_or_default());
                let error = &answer.json()["error"];
                let message = format!("mockdrive does not emulate {}.", what.unwrap_or(&route));
                status == 501 && error["code"] == "notSupported" && error["message"] == message.as_str()
            }
        };
        (!is_right).then(|| format!("{}: {reached:?} {answer}", self.path))
    }
}

#[tokio::test]
async fn every_known_method_answers_as_the_table_says() {
    let (mut faults, mut later) = (Vec::new(), Vec::new());
    let (methods, first, routes) = (methods(), Stage::new().await, routes());
    let is_open = |name| routes.iter().any(|known| known.operation == name && !known.is_closed);
    for (number, method) in methods.iter().enumerate() {
        let stage = first.fork(&format!("m{number}"));
        let token = match method.how {
            How::Done(name, _) if is_open(name) => None,
            // Bundles are those of a personal drive.
            _ if method.path.contains("bundle") => Some("bob-token"),
            _ => Some("alice-token"),
        };
        let answer = stage.send(&method.request, token).await;
        let reached = stage.operation().await;
        faults.extend(method.fault(&stage, &answer, reached.as_deref()));
        if matches!(method.how, How::Later(_)) {
            later.push(method.path);
        }
    }
    assert_eq!(faults.join("\n"), "");
    println!(
        "Microsoft Graph: {} of {} methods are emulated; 501:\n  {}",
        methods.len() - later.len(),
        methods.len(),
        later.join("\n  ")
    );
}

#[test]
fn every_operation_is_in_the_table() {
    let methods = methods();
    let done = methods.iter().filter_map(|method| match method.how {
        How::Done(name, _) => Some(name),
        How::Later(_) => None,
    });
    let done: BTreeSet<&str> = done.collect();
    // Pages and addresses that are mockdrive's own, or only a signed-in person's.
    let own = [
        "sealed.get",
        "devicelogin.page",
        "devicelogin.answer",
        "oidc.keys",
        "oidc.userinfo",
        "userrealm.get",
    ];
    let known: BTreeSet<&str> = done.iter().copied().chain(own).collect();
    let routes = routes();
    assert_eq!(beyond(routes.iter().map(|route| route.operation), &known), [""; 0]);
    let mut all: Vec<&str> = methods.iter().map(|method| method.path).collect();
    all.sort_unstable();
    assert!(all.windows(2).all(|pair| pair[0] != pair[1]), "a method stands in the table twice");
}
