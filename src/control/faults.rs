//! `/_mock/faults`: which requests go wrong, when and how.

use std::time::Duration;

use axum::{http::StatusCode, response::Response};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    json::{Json, Named},
    problem::problem,
    respond,
    state::Server,
};
use crate::{
    http::{self, Call},
    sandbox::{
        Misread,
        faults::{Listed, NotTaken, Rule, Wait},
    },
};

/// The rules that take the place of all others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllFaults {
    /// The rules, in the order in which they are tried.
    faults: Vec<Value>,
}

/// Handles `GET /_mock/faults`: the rules in the order in which they are tried, with their counts.
pub fn list(call: Call) -> Response {
    respond::json(StatusCode::OK, &all(&call))
}

/// Handles `PUT /_mock/faults`: puts these rules in the place of all others, or changes nothing.
pub fn put(
    Server(server): Server,
    call: Call,
    Json(AllFaults { faults }): Json<AllFaults>,
) -> Result<Response, Response> {
    let mut rules = Vec::with_capacity(faults.len());
    for (at, rule) in faults.iter().enumerate() {
        let read = Rule::read(rule, &server.catalogue);
        rules.push(read.map_err(|misread| refuse(&misread.item(at).member("faults")))?);
    }
    let sandbox = call.sandbox();
    sandbox.faults.replace(rules, sandbox.clock.now()).map_err(|error| not_taken(&error))?;
    Ok(respond::json(StatusCode::OK, &all(&call)))
}

/// Handles `POST /_mock/faults`: adds a rule behind all others.
pub fn add(
    Server(server): Server,
    call: Call,
    Json(rule): Json<Map<String, Value>>,
) -> Result<Response, Response> {
    let rule = Rule::read(&Value::Object(rule), &server.catalogue).map_err(|misread| refuse(&misread))?;
    let sandbox = call.sandbox();
    let id = sandbox.faults.add(rule, sandbox.clock.now()).map_err(|error| not_taken(&error))?;
    Ok(respond::json(StatusCode::CREATED, &find(&call, &id)?))
}

/// Handles `DELETE /_mock/faults`: removes all rules.
pub fn clear(call: Call) -> Response {
    call.sandbox().faults.clear();
    http::empty(StatusCode::NO_CONTENT)
}

/// Handles `GET /_mock/faults/{id}`: a rule, with its counts.
pub fn get(call: Call, Named(id): Named) -> Result<Response, Response> {
    Ok(respond::json(StatusCode::OK, &find(&call, &id)?))
}

/// Handles `DELETE /_mock/faults/{id}`: removes a rule.
pub fn delete(call: Call, Named(id): Named) -> Result<Response, Response> {
    if call.sandbox().faults.remove(&id) {
        Ok(http::empty(StatusCode::NO_CONTENT))
    } else {
        Err(unknown(&call, &id))
    }
}

fn all(call: &Call) -> Value {
    let listed = call.sandbox().faults.list(call.sandbox().clock.now());
    let rules: Vec<Value> = listed.iter().map(body).collect();
    Value::Object(Map::from_iter([("faults".to_owned(), rules.into())]))
}

fn find(call: &Call, id: &str) -> Result<Value, Response> {
    let listed = call.sandbox().faults.list(call.sandbox().clock.now());
    let found = listed.iter().find(|listed| *listed.rule.id == *id);
    found.map(body).ok_or_else(|| unknown(call, id))
}

/// Returns a rule as it was written, with its counts.
pub fn body(listed: &Listed) -> Value {
    let millis = |time: Duration| Value::from(u64::try_from(time.as_millis()).unwrap_or(u64::MAX));
    let wait = |wait: &Wait| {
        let members =
            [("n", wait.n.into()), ("asked_ms", millis(wait.asked)), ("waited_ms", millis(wait.waited))];
        Value::Object(members.map(|(name, value)| (name.to_owned(), value)).into_iter().collect())
    };
    let counts = [
        ("matched", listed.matched.into()),
        ("hits", listed.hits.into()),
        ("spent", listed.spent.into()),
        ("early", listed.early.into()),
        ("waits", listed.waits.iter().map(wait).collect()),
        ("requests", listed.requests.clone().into()),
    ];
    let mut rule = listed.rule.given.clone();
    rule.extend(counts.map(|(name, value): (&str, Value)| (name.to_owned(), value)));
    Value::Object(rule)
}

fn refuse(misread: &Misread) -> Response {
    problem(StatusCode::BAD_REQUEST, &format!("The body is wrong: {misread}."))
}

fn not_taken(error: &NotTaken) -> Response {
    let status = match error {
        NotTaken::Taken(_) => StatusCode::CONFLICT,
        NotTaken::TooMany | NotTaken::TooLong => StatusCode::BAD_REQUEST,
    };
    let mut detail = error.to_string();
    detail[..1].make_ascii_uppercase();
    problem(status, &format!("{detail}."))
}

fn unknown(call: &Call, id: &str) -> Response {
    let listed = call.sandbox().faults.list(call.sandbox().clock.now());
    let ids: Vec<&str> = listed.iter().map(|listed| &*listed.rule.id).collect();
    let detail = match &*ids {
        [] => format!("There is no rule `{id}`, nor any other."),
        ids => format!("There is no rule `{id}`; there are `{}`.", ids.join("`, `")),
    };
    problem(StatusCode::NOT_FOUND, &detail)
}
