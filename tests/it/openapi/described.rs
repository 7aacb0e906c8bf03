//! The description as a client uses it.

use std::{fs, sync::LazyLock};

use serde_json::Value;

use super::routes::FOLDER;
use crate::support::{
    Answer,
    types::{Strictness, faults},
};

/// The description, as it is in the repository.
pub static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/openapi.json");
    serde_json::from_str(&fs::read_to_string(path).expect("the description")).expect("JSON")
});

/// An operation of the description.
#[derive(Clone, Copy)]
pub struct Operation {
    pub path: &'static str,
    pub method: &'static str,
    told: &'static Value,
}

/// All operations.
pub fn operations() -> impl Iterator<Item = Operation> {
    let paths = DOCUMENT["paths"].as_object().expect("paths").iter();
    paths.flat_map(|(path, methods)| {
        let methods = methods.as_object().expect("methods").iter();
        methods.map(move |(method, told)| Operation { path, method, told })
    })
}

/// The operation that a request is for; a word in a path is nearer than a parameter.
pub fn operation(method: &str, path: &str) -> Option<Operation> {
    let path = path.split('?').next()?.strip_prefix(FOLDER)?;
    let fits = |known: &str| {
        let (known, sent): (Vec<_>, Vec<_>) = (known.split('/').collect(), path.split('/').collect());
        known.len() == sent.len()
            && known.iter().zip(sent).all(|(known, sent)| known.starts_with('{') || *known == sent)
    };
    let is_it = |one: &Operation| one.method == method.to_lowercase() && fits(one.path);
    operations().filter(is_it).min_by_key(|one| one.path.matches('{').count())
}

impl Operation {
    /// What is wrong with a request.
    pub fn faults_of_request(self, query: &str, body: &str) -> Vec<String> {
        let mut wrong = Vec::new();
        for (name, _) in form_pairs(query) {
            if !self.parameters("query").any(|known| known["name"] == *name) {
                wrong.push(format!("the parameter `{name}` is not described"));
            }
        }
        let required = self.parameters("query").filter(|parameter| parameter["required"] == true);
        for name in required.map(|parameter| parameter["name"].as_str().expect("a name")) {
            if !form_pairs(query).any(|(known, _)| known == name) {
                wrong.push(format!("the parameter `{name}` is missing"));
            }
        }
        match (self.body(), body) {
            (_, "") if self.needs_body() => wrong.push("the body is missing".into()),
            (_, "") => {}
            (None, _) if self.needs_body() => {}
            (None, _) => wrong.push("no body is described".into()),
            (Some(schema), body) => match serde_json::from_str(body) {
                Ok(body) => wrong.extend(faults(&body, schema, &DOCUMENT, Strictness::Open)),
                Err(error) => wrong.push(error.to_string()),
            },
        }
        wrong
    }

    pub fn id(self) -> &'static str {
        self.told["operationId"].as_str().expect("an id")
    }

    pub fn needs_body(self) -> bool {
        self.told["requestBody"]["required"] == true
    }

    /// The schema of its body, if that is JSON.
    pub fn body(self) -> Option<&'static Value> {
        self.told.pointer("/requestBody/content/application~1json/schema")
    }

    /// The parameters that stand in a part of the request.
    pub fn parameters(self, place: &str) -> impl Iterator<Item = &'static Value> {
        let all = self.told["parameters"].as_array().expect("a list").iter().map(resolved);
        all.filter(move |parameter| parameter["in"] == *place)
    }

    /// The statuses that are described by their numbers.
    pub fn statuses(self) -> impl Iterator<Item = &'static str> {
        let all = self.told["responses"].as_object().expect("responses").keys();
        all.map(String::as_str).filter(|status| *status != "default")
    }

    /// The schemas of events, by what they are called.
    pub fn events(self) -> &'static Value {
        &self.told["responses"]["200"]["content"]["text/event-stream"]["x-event-data"]
    }

    /// What is wrong with an answer.
    pub fn faults_of_answer(self, answer: &Answer) -> Vec<String> {
        let responses = &self.told["responses"];
        let told = match &responses[answer.status.as_str()] {
            Value::Null if answer.status.is_success() => {
                return vec![format!("{} is not described", answer.status)];
            }
            Value::Null => &responses["default"],
            told => told,
        };
        let Some(content) = resolved(told).get("content") else {
            let is_bare = answer.body.is_empty();
            return if is_bare { Vec::new() } else { vec!["it has a body, and none is described".into()] };
        };
        let kind = answer.header("content-type").split(';').next().unwrap_or_default();
        let of_kind = content.get(kind).or_else(|| content.get("*/*"));
        let Some(of_kind) = of_kind else { return vec![format!("`{kind}` is not described")] };
        if kind.ends_with("json") && content.get(kind).is_some() {
            faults(&answer.json(), &of_kind["schema"], &DOCUMENT, Strictness::Closed)
        } else {
            Vec::new()
        }
    }
}

/// What a reference leads to.
fn resolved(value: &'static Value) -> &'static Value {
    match value["$ref"].as_str() {
        Some(reference) => DOCUMENT.pointer(reference.trim_start_matches('#')).expect("it is there"),
        None => value,
    }
}

fn form_pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}
