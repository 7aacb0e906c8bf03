//! Each says what the other does: the table of routes, the description, and what is refused.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    described::{DOCUMENT, Operation, operation, operations},
    document::sources,
    examples::bodies,
    routes::routes,
    stops::STOPS,
};
use crate::support::{
    Answer, Mock,
    types::{Strictness, faults, objects},
};

#[test]
fn every_route_is_described_and_nothing_else_is() {
    let sources = sources();
    let routed: BTreeSet<_> =
        routes(&sources).iter().map(|route| format!("{} {}", route.method, route.path)).collect();
    let described: BTreeSet<_> = operations().map(|one| format!("{} {}", one.method, one.path)).collect();
    assert_eq!(routed, described);
    assert!(routed.len() > 40, "the table was read");
}

/// A reference that leads nowhere is found by whoever follows it; a schema that nobody refers to is found here.
#[test]
fn every_schema_is_of_use() {
    let text = DOCUMENT.to_string();
    let names = DOCUMENT["components"]["schemas"].as_object().expect("schemas").keys();
    let unused: Vec<_> =
        names.filter(|name| !text.contains(&format!("\"#/components/schemas/{name}\""))).collect();
    assert_eq!(unused, [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn parameters_are_of_the_types_that_are_described() {
    let mock = Mock::new();
    let sample = |name: &str| match name {
        "since" => "start",
        "drive" => "alice",
        _ => "/hello.txt",
    };
    for one in operations() {
        let all: Vec<&Value> = one.parameters("query").collect();
        for parameter in &all {
            let name = parameter["name"].as_str().expect("a name");
            let others = all.iter().filter(|other| other["required"] == true && other["name"] != name);
            let others = others.map(|other| other["name"].as_str().expect("a name"));
            let others: Vec<_> = others.map(|other| format!("&{other}={}", sample(other))).collect();
            let request = format!("GET /_mock{}?{name}=nonsense{}", one.path, others.concat());
            let answer = mock.send(&request).await;
            let refused = String::from_utf8(answer.body.clone()).expect("text");
            let is_no_number = refused.contains("is a whole number, not `nonsense`");
            let is_no_flag = refused.contains("is `true` or `false`, not `nonsense`");
            let found = if is_no_number {
                "integer"
            } else if is_no_flag {
                "boolean"
            } else {
                "string"
            };
            assert_eq!(parameter["schema"]["type"], found, "{request}: {answer}");
        }
        for parameter in all.iter().filter(|parameter| parameter["required"] == true) {
            let answer = mock.send(&format!("GET /_mock{}", one.path)).await;
            assert_eq!(answer.status, 400, "{}: {answer}", parameter["name"]);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_may_be_empty_is_one_that_may_be_left_out() {
    let mock = Mock::new();
    for one in operations().filter(|one| one.body().is_some()) {
        let path = one.path.replace("{id}", "none").replace("{name}", "none");
        let answer = mock.send(&format!("{} /_mock{path}", one.method.to_uppercase())).await;
        assert_eq!(answer.status == 400, one.needs_body(), "{}: {answer}", one.id());
    }
}

/// Whether a refusal is about the form of a body, and not about what it means.
fn is_about_form(answer: &Answer) -> bool {
    let detail = answer.json()["detail"].as_str().expect("text").to_owned();
    let forms =
        [" is not known here", ", not an object", ", not a list", ", not true", ", not null", "is missing."];
    forms.iter().any(|form| detail.contains(form))
}

/// The bodies of the page of documentation and of the tour, each broken at each of its places.
#[tokio::test(start_paused = true)]
async fn what_the_description_refuses_is_refused() {
    let mock = Mock::new();
    let of_stops = STOPS.iter().filter(|(_, status, _)| *status < 400).filter_map(|(request, ..)| {
        let (head, body) = request.split_once("\n\n")?;
        let (method, path) = head.lines().next()?.split_once(' ')?;
        Some((method.to_owned(), path.to_owned(), serde_json::from_str(body).ok()?))
    });
    let all: Vec<(String, String, Value)> = of_stops.chain(bodies()).collect();
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for (method, path, body) in all {
        let Some(schema) = operation(&method, &path).and_then(Operation::body) else { continue };
        let mut places = Vec::new();
        objects(&body, "", &mut places);
        for place in places {
            let object = body.pointer(&place).and_then(Value::as_object).expect("an object").clone();
            let mut broken = vec![("unknown", "more", json!(1))];
            for name in object.keys() {
                broken.push(("without", name.as_str(), Value::Null));
                broken.push(("wrong", name.as_str(), json!({"other": [true]})));
            }
            for (what, member, value) in broken {
                let mut body = body.clone();
                let target = body.pointer_mut(&place).and_then(Value::as_object_mut).expect("an object");
                if what == "without" {
                    target.remove(member);
                } else {
                    target.insert(member.to_owned(), value);
                }
                tried += 1;
                let found = faults(&body, schema, &DOCUMENT, Strictness::Open);
                let answer = mock.send(&format!("{method} {path}\n\n{body}")).await;
                let is_refused = answer.status == 400;
                if is_refused && is_about_form(&answer) && found.is_empty()
                    || !is_refused && !found.is_empty()
                {
                    wrong.push(format!(
                        "{what} `{member}` in {place} of {method} {path} {body}: {found:?}, {}",
                        answer.line()
                    ));
                }
            }
        }
        mock.start_over();
    }
    assert_eq!(wrong.join("\n"), "");
    assert!(tried > 200, "{tried} bodies were tried");
}
