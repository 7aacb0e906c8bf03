//! Holds the table of names against the fixture.

use std::fmt::Write;

use expect_test::expect_file;
use serde_json::Value;

use super::Mock;
use crate::wps::sign::Draft;

const REQUESTS: usize = 100;

/// A table that is being written: names and values in order.
#[derive(Default)]
struct Table(Vec<(String, Value)>);

impl Table {
    fn add(&mut self, name: impl Into<String>, value: &Value) {
        let name = name.into();
        assert!(!value.is_null(), "{name}");
        self.0.push((name, value.clone()));
    }

    fn text(&self) -> String {
        let mut text = String::from("{\n");
        for (n, (name, value)) in self.0.iter().enumerate() {
            let comma = if n + 1 < self.0.len() { "," } else { "" };
            writeln!(text, "  {}: {value}{comma}", Value::from(name.as_str())).expect("a string");
        }
        text + "}\n"
    }
}

async fn read(mock: &Mock, person: &str, path: &str) -> Value {
    let answer = mock.send(&format!("GET {path}\nAuthorization: Bearer {person}-token")).await;
    assert_eq!(answer.status, 200, "{path}: {answer}");
    answer.json()
}

/// Adds what people are known by, and the sets that name them as who did something.
async fn people(table: &mut Table, mock: &Mock) {
    let info = mock.send("GET /_mock/info").await.json();
    table.add("the tenant", &info["graph_tenant"]);
    let apps = info["apps"].as_array().expect("a list");
    let app = apps.iter().find(|app| app["api"] == "graph").expect("an application");
    table.add("the Graph app", &app["id"]);
    for person in ["alice", "bob"] {
        table.add(person, &read(mock, person, "/v1.0/me?$select=id").await["id"]);
        let drive = read(mock, person, "/v1.0/me/drive").await;
        table.add(format!("{person}'s identity"), &drive["owner"]);
        table.add(format!("{person}'s user"), &drive["owner"]["user"]);
        let file = if person == "alice" { "/hello.txt" } else { "/todo.txt" };
        let file = Draft::files(&[&mock.id("wps", person, file).await]).by(&format!("{person}-token"));
        let creator = file.send(mock).await.json()["data"]["items"][0]["created_by"].clone();
        table.add(format!("{person}'s identity in WPS"), &creator);
    }
}

/// Adds the ids of a drive and of all that it holds.
fn drive(table: &mut Table, drive: &Value) {
    let owner = match drive["owner"].as_str().expect("an owner") {
        "apps" => "the app",
        "team" => "the team",
        person => person,
    };
    let id = drive["graph_drive"].as_str().expect("an id");
    table.add(format!("{owner}'s drive"), &drive["graph_drive"]);
    if id.contains('!') {
        table.add(format!("{owner}'s drive, escaped"), &id.replace('!', "%21").into());
    }
    table.add(format!("{owner}'s drive in WPS"), &drive["wps_drive"]);
    table.add(format!("{owner}'s space"), &drive["koodrive_container"]);
    if owner == "the team" {
        table.add("the team", &drive["graph_group"]);
        table.add("the team's site", &drive["graph_site"]);
    }
    for item in drive["items"].as_array().expect("a list") {
        let path = item["path"].as_str().expect("a path");
        let name = match path.rsplit('/').next() {
            None | Some("") => format!("{owner}'s root"),
            Some(name) => name.to_owned(),
        };
        let ids = &item["ids"];
        table.add(&name, &ids["graph"]);
        table.add(format!("{name} in WPS"), &ids["wps"]);
        table.add(format!("{name} in KooDrive"), &ids["koodrive"]);
        table.add(format!("open id of {name}"), &ids["kdocs_open_id"]);
        table.add(format!("union id of {name}"), &ids["kdocs_union_id"]);
        table.add(format!("file token of {name}"), &ids["kdocs_file_token"]);
    }
}

/// Adds what the members of a folder say about it as their parent, and what their tags are made of.
async fn places(table: &mut Table, mock: &Mock, (person, owner): (&str, &str), drive: &Value) {
    let id = drive["graph_drive"].as_str().expect("an id");
    let mut places = Vec::new();
    for item in drive["items"].as_array().expect("a list") {
        let path = item["path"].as_str().expect("a path");
        let item = item["ids"]["graph"].as_str().expect("an id");
        let item = read(mock, person, &format!("/v1.0/drives/{id}/items/{item}")).await;
        let name = path.rsplit('/').next().filter(|name| !name.is_empty());
        if path == "/hello.txt" {
            table.add("the fixture's dates", &item["fileSystemInfo"]);
        }
        // The guid of a root is the same in all drives.
        if let Some(guid) = item["eTag"].as_str().and_then(|tag| tag.get(2..38))
            && let Some(name) = name
            && item["eTag"].as_str().is_some_and(|tag| tag.starts_with("\"{"))
        {
            table.add(format!("guid of {name}"), &guid.into());
        }
        let Some((above, _)) = path.rsplit_once('/').filter(|_| name.is_some()) else { continue };
        let above = above.rsplit('/').next().filter(|above| !above.is_empty());
        let place = above.map_or(format!("in {owner}'s root"), |above| format!("in {above}"));
        if !places.contains(&place) {
            table.add(&place, &item["parentReference"]);
            places.push(place);
        }
    }
}

/// Adds what the first requests of a sandbox are called.
async fn requests(table: &mut Table) {
    let mock = Mock::new();
    for number in 1..=REQUESTS {
        let answer = mock.send("GET /v1.0/me\nAuthorization: Bearer alice-token").await;
        table.add(format!("request {number}"), &answer.header("request-id").into());
    }
}

#[tokio::test]
async fn the_names_are_those_of_the_fixture() {
    let mock = Mock::new();
    let mut table = Table::default();
    people(&mut table, &mock).await;
    let tree = mock.send("GET /_mock/tree").await.json();
    let drives = tree["drives"].as_array().expect("a list");
    for one in drives {
        drive(&mut table, one);
    }
    for (n, person, owner) in [(0, "alice", "alice"), (1, "bob", "bob"), (3, "alice", "the team")] {
        places(&mut table, &mock, (person, owner), &drives[n]).await;
    }
    requests(&mut table).await;
    expect_file!["names.json"].assert_eq(&table.text());
}

/// Reading the table insists on it too; here it has a name.
#[test]
fn a_name_stands_for_one_value_and_a_value_has_one_name() {
    let table: Vec<_> =
        super::names::TABLE.lines().filter_map(|line| line.trim().split_once("\": ")).collect();
    let names: std::collections::BTreeSet<_> = table.iter().map(|(name, _)| name).collect();
    let values: std::collections::BTreeSet<_> =
        table.iter().map(|(_, value)| value.trim_end_matches(',')).collect();
    assert_eq!((names.len(), values.len()), (table.len(), table.len()));
}
