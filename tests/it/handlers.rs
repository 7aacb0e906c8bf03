//! Every handler says in its doc which routes it handles, and the route tables agree.
//!
//! A line of a handler's doc reads ``Handles `GET /v1.0/me`.``, one line for each route, in the words of the table. A
//! reader who has a path finds its handler by searching for it, and a reader who has a handler sees its path.

use std::collections::{BTreeMap, BTreeSet};

use mockdrive::server;
use syn::{Attribute, Expr, ExprLit, Item, ItemFn, Lit, Meta};

use crate::architecture::source::sources;

/// What the docs of a function say that it handles, by the function's full name.
type Handled = BTreeMap<String, BTreeSet<String>>;

/// The lines of a doc.
fn doc(attributes: &[Attribute]) -> impl Iterator<Item = String> {
    attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value().trim().to_owned()),
            _ => None,
        },
        _ => None,
    })
}

/// The routes in the doc of a function.
fn handled(item: &ItemFn) -> BTreeSet<String> {
    let route = |line: String| {
        let route = line.strip_prefix("Handles `")?.strip_suffix("`.");
        Some(route.unwrap_or_else(|| panic!("{line}: not of the form Handles `METHOD /path`.")).to_owned())
    };
    doc(&item.attrs).filter_map(route).collect()
}

/// What the docs of the providers say.
fn documented() -> Handled {
    let mut found = Handled::new();
    for source in sources().iter().filter(|source| source.module.first().is_none_or(|it| it != "control")) {
        for item in &source.syntax.items {
            if let Item::Fn(item) = item {
                let name = format!("mockdrive::{}::{}", source.module.join("::"), item.sig.ident);
                found.insert(name, handled(item));
            }
        }
    }
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
