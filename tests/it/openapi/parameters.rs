//! The parameters of the routes. `src/control/parameters.rs` says which there are.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use syn::{Expr, Item};

use super::routes::{FOLDER, Route};
use crate::support::types::{Sources, doc_lines};

/// Of which route and name, of which type, and what they mean.
const QUERY: [(&str, &str, &str, &str); 19] = [
    ("/changes", "since", "string!", "The moment: `start`, or the name of a snapshot."),
    ("/changes", "limit", "integer", "How many changes at most; 10000 if it is left out, which is the most."),
    ("/changes", "app", "string", "The KDocs app whose open ids are shown; the first one if it is left out."),
    ("/content", "drive", "string!", "The drive, by its name or its owner."),
    ("/content", "path", "string!", "The path of the file from the root of the drive."),
    (
        "/events",
        "types",
        "string",
        "The types of events, with commas between them; all if it is left out: `request`, `task`, `notification`, `fault`, `clock`, `sandbox`.",
    ),
    (
        "/events",
        "since",
        "integer",
        "Only events behind this number are sent, and those that are kept first.",
    ),
    ("/notifications", "since", "integer", "Only tries behind this number are listed."),
    ("/requests", "since", "integer", "Only requests behind this number are listed."),
    ("/requests", "limit", "integer", "So many of them at most, the oldest first."),
    (
        "/requests",
        "wait_ms",
        "integer",
        "For how many milliseconds to wait for the first one, at most 60000.",
    ),
    ("/snapshot", "name", "string", "The snapshot; the state as it is now if it is left out."),
    ("/tree", "drive", "string", "The drive, by its name or its owner; all if it is left out."),
    ("/tree", "path", "string", "The folder or file to begin with; the root if it is left out."),
    ("/tree", "depth", "integer", "How many levels below it are listed; all if it is left out."),
    ("/tree", "trashed", "boolean", "Whether what lies in the recycle bins is listed, too."),
    ("/tree", "hashes", "boolean", "Whether files are listed with their SHA-256."),
    ("/tree", "app", "string", "The KDocs app whose open ids are shown; the first one if it is left out."),
    ("/requests", "*", "string", "MatchForm"),
];

/// What stands in paths.
const PATH: [(&str, &str, &str); 6] = [
    ("faults", "id", "The id of the rule."),
    ("notifications", "id", "The id of the subscription."),
    ("requests", "n", "The number of the request."),
    ("sandboxes", "name", "The name of the sandbox."),
    ("snapshots", "name", "The name of the snapshot."),
    ("tasks", "id", "The number of the task, or the id that the client knows."),
];

/// The headers that handlers read.
const HEADER: [(&str, &str, &str); 3] = [
    ("content_get", "Range", "The bytes that are wanted, as in `bytes=0-9`."),
    (
        "events_get",
        "Last-Event-ID",
        "The number behind which the stream goes on; browsers send it by themselves.",
    ),
    ("openapi_get", "If-None-Match", "The tag of the description that is known already."),
];

/// The parameters of a route.
pub fn of(route: &Route<'_>, sources: &Sources) -> Vec<Value> {
    let mut all = Vec::new();
    for name in route.names() {
        let row = PATH.iter().find(|(module, known, _)| *module == route.module && *known == name);
        let (.., meaning) = row.unwrap_or_else(|| panic!("`{name}` of {} has no row", route.path));
        let schema = if name == "n" { json!({"type": "integer"}) } else { json!({"type": "string"}) };
        all.push(
            json!({"name": name, "in": "path", "required": true, "description": meaning, "schema": schema}),
        );
    }
    for name in allowed(sources).remove(&route.path).filter(|_| route.has_query).unwrap_or_default() {
        let row = QUERY.iter().find(|(path, known, ..)| *path == route.path && *known == name);
        let (kind, meaning) = match row {
            Some((.., kind, meaning)) => (*kind, (*meaning).to_owned()),
            None => ("string", member(sources, matcher(&route.path), &name)),
        };
        let mut parameter = json!({"name": name, "in": "query", "description": meaning,
            "schema": {"type": kind.trim_end_matches('!')}});
        if kind.ends_with('!') {
            parameter["required"] = true.into();
        }
        if kind == "integer" {
            parameter["schema"]["minimum"] = 0.into();
        }
        all.push(parameter);
    }
    for (_, name, meaning) in HEADER.iter().filter(|(id, ..)| *id == route.id()) {
        all.push(json!({"name": name, "in": "header", "description": meaning, "schema": {"type": "string"}}));
    }
    all
}

/// The type whose members are parameters of a path, too.
fn matcher(path: &str) -> &'static str {
    let row = QUERY.iter().find(|(known, name, ..)| *known == path && *name == "*");
    row.unwrap_or_else(|| panic!("a parameter of {path} has no row")).3
}

/// The doc of a member of a type.
fn member(sources: &Sources, of: &str, name: &str) -> String {
    let (_, Item::Struct(item)) = sources.find("control/requests", of) else { panic!("{of} is no struct") };
    let field = item.fields.iter().find(|field| field.ident.as_ref().is_some_and(|ident| ident == name));
    doc_lines(&field.unwrap_or_else(|| panic!("{of} has no `{name}`")).attrs).join(" ")
}

/// The parameters that the routes take, by their paths.
pub fn allowed(sources: &Sources) -> BTreeMap<String, Vec<String>> {
    let items = &sources.file("control/parameters").syntax.items;
    let known = items.iter().find_map(|item| match item {
        Item::Const(item) if item.ident == "KNOWN" => Some(&*item.expr),
        _ => None,
    });
    let row = |row: &Expr| {
        let Expr::Tuple(row) = row else { panic!("a row") };
        (texts(&row.elems[0]).remove(0).replacen(FOLDER, "", 1), texts(&row.elems[1]))
    };
    let Some(Expr::Array(rows)) = known else { panic!("a table") };
    rows.elems.iter().map(row).collect()
}

fn texts(expression: &Expr) -> Vec<String> {
    match expression {
        Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => vec![text.value()],
        Expr::Reference(reference) => texts(&reference.expr),
        Expr::Array(items) => items.elems.iter().flat_map(texts).collect(),
        _ => panic!("texts"),
    }
}

/// Every row of the tables is of use.
#[test]
fn what_is_told_of_parameters_is_told_of_those_that_there_are() {
    let sources = Sources::read(&["control"]);
    let allowed = allowed(&sources);
    for (path, name, ..) in QUERY.iter().filter(|(_, name, ..)| *name != "*") {
        assert!(allowed[*path].iter().any(|known| known == name), "{path} has no `{name}`");
    }
    let routes = super::routes::routes(&sources);
    let paths: BTreeSet<_> = routes.iter().filter(|route| route.has_query).map(|route| &route.path).collect();
    assert_eq!(paths, allowed.keys().collect(), "those that read a query, and those that may have one");
    for (module, name, _) in PATH {
        assert!(
            routes.iter().any(|route| route.module == module && route.names().any(|known| known == name))
        );
    }
    for (id, name, _) in HEADER {
        assert!(routes.iter().any(|route| route.id() == id), "{id} reads `{name}`");
    }
}
