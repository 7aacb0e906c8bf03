//! What requests are made of: words of the source, ids of the fixture, bodies of other tests.

use std::{collections::BTreeMap, fs, path::Path};

use mockdrive::world::Api;
use serde_json::Value;

use crate::{
    graph, kdocs, koodrive,
    support::{Mock, unfold_text},
    wps,
};

/// What stands between quotes in the source of an API, and the names of fields, in the spelling of JSON, too.
pub fn of_source(api: Api) -> Vec<String> {
    let mut words = Vec::new();
    collect(&Path::new("src").join(api.name()), &mut words);
    words.sort();
    words.dedup();
    words
}

fn collect(folder: &Path, words: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder of the source") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, words);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let is_word = |word: &str| {
                (1..40).contains(&word.len())
                    && word.chars().all(|c| c.is_ascii_alphanumeric() || "_-.$@".contains(c))
            };
            words.extend(text.split('"').filter(|word| is_word(word)).map(str::to_owned));
            let fields = text.lines().filter_map(|line| line.trim().strip_prefix("pub ")?.split_once(':'));
            words.extend(
                fields.filter(|(name, _)| is_word(name)).flat_map(|(name, _)| [name.into(), camel(name)]),
            );
        }
    }
}

fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| {
        let (head, rest) = part.split_at(part.len().min(1));
        name + &head.to_uppercase() + rest
    })
}

/// Ids of what there is, in the words of an API; those of drives once more.
pub async fn ids(mock: &Mock, api: Api) -> (Vec<String>, Vec<String>) {
    let tree = mock.send("GET /_mock/tree").await.json();
    let (mut ids, mut drives) = (Vec::new(), Vec::new());
    let own = |name: &str| name.starts_with(api.name());
    for drive in tree["drives"].as_array().expect("a list") {
        let members = drive.as_object().expect("an object").iter().filter(|(name, _)| own(name));
        drives.extend(members.filter_map(|(_, id)| id.as_str().map(str::to_owned)));
        for item in drive["items"].as_array().expect("a list") {
            let members = item["ids"].as_object().expect("an object").iter().filter(|(name, _)| own(name));
            ids.extend(members.filter_map(|(_, id)| id.as_str().map(str::to_owned)));
        }
    }
    let info = mock.send("GET /_mock/info").await.json();
    strings(&info["users"], &mut ids);
    ids.extend(drives.iter().cloned());
    // KDocs shows a drive as its topmost folder.
    drives.extend(drives.is_empty().then(|| ids[0].clone()));
    (ids, drives)
}

fn strings(value: &Value, to: &mut Vec<String>) {
    match value {
        Value::String(text) => to.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| strings(value, to)),
        Value::Object(members) => members.values().for_each(|value| strings(value, to)),
        _ => {}
    }
}

/// Bodies that do well in other tests, by their operation; words in braces stand for what those tests kept.
pub fn bodies(api: Api) -> BTreeMap<String, Vec<String>> {
    let mut bodies: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let rows = match api {
        Api::Graph => {
            let routes = mockdrive::server::routes();
            for exchange in graph::exchanges::all() {
                let named = |route: &&(Api, mockdrive::server::Route)| {
                    format!("{} {}", route.1.method, route.1.path) == exchange.route
                };
                let Some((_, route)) = routes.iter().find(named) else { continue };
                if let Some((_, body)) = exchange.request.split_once("\n\n") {
                    bodies.entry(route.operation.name.into()).or_default().push(body.into());
                }
            }
            return bodies;
        }
        Api::Kdocs => kdocs::coverage::script::ROWS,
        Api::Wps => wps::coverage::script::ROWS,
        Api::Koodrive => koodrive::coverage::script::ROWS,
    };
    for (asked, told) in rows.lines().filter_map(|row| row.split_once(" => ")) {
        let mut parts = asked.splitn(3, ' ').skip(2);
        let operation = told.split(' ').next().unwrap_or_default();
        if let Some(body) = parts.next() {
            bodies.entry(operation.into()).or_default().push(unfold_text(body));
        }
    }
    bodies
}
