//! What only some dialects have does not exist in the others.

use axum::http::Method;

use crate::{
    http::{Call, Operation, Place, served_as},
    wps::{dialect::Dialect, error::Error},
};

/// Refuses a request whose path or method the dialect does not have, as the table refuses what no dialect has.
pub fn check(dialect: Dialect, call: &Call, method: &Method, place: Option<&Place>) -> Result<(), Error> {
    let Some(place) = place else { return Ok(()) };
    match look(dialect, method, place.operations()) {
        None => Ok(()),
        Some(Lacking::Path) => Err(Error::NoRoute(format!("{method} {}", call.path()))),
        Some(Lacking::Method) => Err(Error::Method),
    }
}

/// What a dialect does not have.
#[derive(PartialEq, Eq, Debug)]
enum Lacking {
    Path,
    Method,
}

/// Returns what the dialect lacks of a path with these operations; none also for a method that no dialect has.
fn look<'a>(
    dialect: Dialect,
    method: &Method,
    operations: impl Iterator<Item = (&'a Method, &'static Operation)> + Clone,
) -> Option<Lacking> {
    if operations.clone().all(|(_, operation)| operation.dialects.is_empty()) {
        return None;
    }
    let method = served_as(method);
    let mut served = operations.filter(|(_, operation)| dialect.serves(operation)).peekable();
    if served.peek().is_none() {
        return Some(Lacking::Path);
    }
    (!served.any(|(known, _)| known == method)).then_some(Lacking::Method)
}

#[cfg(test)]
mod tests {
    use axum::http::Method;

    use super::{Lacking, look};
    use crate::{
        http::Operation,
        wps::dialect::{Dialect, OLD_PRIVATE},
    };

    #[test]
    fn a_path_and_its_methods_exist_where_an_operation_is_served() {
        static ALL: Operation = Operation::BASE;
        static OLD: Operation = Operation { dialects: OLD_PRIVATE, ..Operation::BASE };
        let all = [(&Method::GET, &ALL)];
        let both = [(&Method::GET, &ALL), (&Method::POST, &OLD)];
        let old = [(&Method::POST, &OLD)];
        for (dialect, method, operations, expected) in [
            (Dialect::Public, Method::TRACE, &all[..], None),
            (Dialect::Public, Method::GET, &both, None),
            (Dialect::Public, Method::HEAD, &both, None),
            (Dialect::Public, Method::POST, &both, Some(Lacking::Method)),
            (Dialect::OldPrivate, Method::POST, &both, None),
            (Dialect::OldPrivate, Method::POST, &old, None),
            (Dialect::OldPrivate, Method::GET, &old, Some(Lacking::Method)),
            (Dialect::NewPrivate, Method::POST, &old, Some(Lacking::Path)),
        ] {
            let found = look(dialect, &method, operations.iter().copied());
            assert_eq!(found, expected, "{dialect:?} {method} {operations:?}");
        }
    }
}
