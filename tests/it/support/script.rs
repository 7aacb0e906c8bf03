//! Scripts: requests one after the other, each of which may need what an answer before it said.
//!
//! A row is a method and a path, the body behind it, then `=>` and the operation that it reaches. What stands behind
//! the operation is kept from the answer for later rows: a word, `=` and a pointer into the JSON; `@location` is the
//! code in the header. `{word}` stands for what was kept. Lines that begin with `#` are comments.

use std::collections::{BTreeMap, BTreeSet};

use axum::{body::Body, http::Request};
use mockdrive::server::Route;

use super::{Answer, Mock};

/// The words of a script, and what they stand for.
pub type Words = BTreeMap<String, String>;

/// Puts what they stand for in the place of the words in a text, `{word}`.
pub fn fill(text: &str, words: &Words) -> String {
    words.iter().fold(text.to_owned(), |text, (word, value)| text.replace(&format!("{{{word}}}"), value))
}

/// Keeps what a row wants to know of its answer.
pub fn keep(words: &mut Words, wanted: &str, answer: &Answer) {
    let (word, place) = wanted.split_once('=').expect("a word and a place");
    let value = if place == "@location" {
        let location = answer.header("location");
        let code = location.split_once("code=").map(|(_, code)| code.split('&').next().unwrap_or_default());
        code.map(str::to_owned)
    } else {
        answer.json().pointer(place).and_then(|value| value.as_str()).map(str::to_owned)
    };
    let value = value.unwrap_or_else(|| panic!("no {place}: {answer}"));
    words.insert(word.to_owned(), value.trim_start_matches("http://mock.test").to_owned());
}

/// Carries out the rows of a script, and insists that each reaches its operation and goes well, and that together they
/// reach every route that is emulated. Prints how many these are, and which ones are left.
///
/// `request` makes a request of method, path and body, and says which path of the routes it is for.
pub async fn carry_out(
    mock: &Mock,
    api: &str,
    routes: &[Route],
    rows: &str,
    mut words: Words,
    request: impl Fn(&str, &str, &str) -> (String, Request<Body>),
) {
    let (mut faults, mut reached) = (Vec::new(), BTreeSet::new());
    for row in rows.lines().filter(|row| !row.is_empty() && !row.starts_with('#')) {
        let (asked, told) = row.split_once(" => ").expect("an arrow");
        let asked = fill(asked, &words);
        let (method, rest) = asked.split_once(' ').expect("a method");
        let (path, body) = rest.split_once(' ').unwrap_or((rest, ""));
        let (path, request) = request(method, path, body);
        let method = request.method().clone();
        let answer = mock.call(request).await;
        let (operation, wanted) = told.split_once(' ').map_or((told, ""), |(name, wanted)| (name, wanted));
        let entry = mock.sandbox().journal.since(0).pop().expect("a request");
        if entry.operation != Some(operation) || !is_well(&answer) {
            faults.push(format!("{asked}: {:?} {answer}", entry.operation));
            continue;
        }
        let route = routes.iter().find(|route| route.method == method && fits(&route.path, &path));
        let route = route.unwrap_or_else(|| panic!("no route fits {method} {path}"));
        reached.insert(format!("{method} {}", route.path));
        for wanted in wanted.split_whitespace() {
            keep(&mut words, wanted, &answer);
        }
    }
    assert_eq!(faults.join("\n"), "");
    let (done, later): (Vec<_>, Vec<_>) = routes.iter().partition(|route| route.operation.emulated);
    let name = |route: &&Route| format!("{} {}", route.method, route.path);
    assert_eq!(done.iter().map(name).filter(|name| !reached.contains(name)).collect::<Vec<_>>(), [""; 0]);
    let later: Vec<_> = later.iter().map(name).collect();
    let (done, all) = (done.len(), routes.len());
    println!("{api}: {done} of {all} routes are emulated; 501:\n  {}", later.join("\n  "));
}

/// Whether an answer is a success, by its status and by the code in its envelope.
fn is_well(answer: &Answer) -> bool {
    let is_json = answer.header("content-type").starts_with("application/json");
    let code = || answer.json()["code"].as_i64().unwrap_or(0);
    (200..400).contains(&answer.status.as_u16()) && (!is_json || code() == 0)
}

/// Whether a path fits a route.
fn fits(route: &str, path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    route.split('/').count() == path.split('/').count()
        && route.split('/').zip(path.split('/')).all(|(part, word)| part.starts_with('{') || part == word)
}
