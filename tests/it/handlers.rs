//! Every handler says in its doc which routes it handles, and the route tables agree.
//!
//! A line of a handler's doc reads ``Handles `GET /v1.0/me`.``, one line for each route, in the words of the table. A
//! reader who has a path finds its handler by searching for it, and a reader who has a handler sees its path.

use std::collections::{BTreeMap, BTreeSet};

use mockdrive::server;

use crate::architecture::HOUSE;

/// The routes that functions handle, by their full names.
type Handled = BTreeMap<String, BTreeSet<String>>;

/// The route in a line of a doc.
fn route(line: &str) -> Option<String> {
    let route = line.strip_prefix("Handles `")?.strip_suffix("`.");
    Some(route.unwrap_or_else(|| panic!("{line}: not of the form Handles `METHOD /path`.")).to_owned())
}

/// What the docs of the providers say; the control API's rows are no table that can be read back.
fn documented() -> Handled {
    let of_providers = HOUSE.docs.iter().filter(|(name, _)| !name.starts_with("control::"));
    let handled = |lines: &Vec<String>| lines.iter().filter_map(|line| route(line)).collect();
    let mut found: Handled =
        of_providers.map(|(name, lines)| (format!("mockdrive::{name}"), handled(lines))).collect();
    found.retain(|_, routes| !routes.is_empty());
    found
}

/// What the tables say; a handler that only says that nothing is emulated serves too many rows to name them.
fn routed() -> Handled {
    let mut found = Handled::new();
    for (_, route) in server::routes().into_iter().filter(|(_, route)| route.operation.emulated) {
        let handler = route.handler.to_owned();
        found.entry(handler).or_default().insert(format!("{} {}", route.method, route.path));
    }
    found
}

#[test]
fn the_docs_of_handlers_name_their_routes() {
    let (documented, routed) = (documented(), routed());
    let none = BTreeSet::new();
    let mut wrong = Vec::new();
    for handler in documented.keys().chain(routed.keys()).collect::<BTreeSet<_>>() {
        let (says, is) = (documented.get(handler).unwrap_or(&none), routed.get(handler).unwrap_or(&none));
        wrong.extend(is.difference(says).map(|route| format!("{handler} lacks: Handles `{route}`.")));
        wrong.extend(says.difference(is).map(|route| format!("{handler} does not handle {route}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn operations_that_start_tasks_say_so() {
    let mut wrong = Vec::new();
    for (_, route) in server::routes().into_iter().filter(|(_, route)| route.operation.emulated) {
        let (module, function) = route.handler.rsplit_once("::").expect("a path");
        let file = module.replacen("mockdrive", "src", 1).replace("::", "/");
        let places = [format!("{file}.rs"), format!("{file}/mod.rs")];
        let source = places.iter().find_map(|place| std::fs::read_to_string(place).ok()).expect("a source");
        let signature = source.split(&format!("fn {function}(")).nth(1).expect("a function");
        let takes_pace = signature.split("{\n").next().unwrap_or_default().contains("TaskPace");
        if takes_pace != route.operation.starts_task {
            wrong.push(format!("{}: `starts_task` is {}", route.operation.name, route.operation.starts_task));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
