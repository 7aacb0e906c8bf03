//! What only some dialects have does not exist in the others.

use std::{collections::HashMap, sync::Arc};

use axum::{
    extract::{MatchedPath, Request, State},
    http::Method,
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{
    http::{Call, Route},
    wps::{dialect::Dialect, error::Error},
};

/// The paths with an operation that not every dialect has, each with all its routes.
pub struct Limited(HashMap<Arc<str>, Vec<Route>>);

impl Limited {
    /// Returns the paths of this table.
    pub fn of(table: &[Route]) -> Self {
        let mut paths: HashMap<_, Vec<Route>> = HashMap::new();
        for route in table {
            paths.entry(Arc::clone(&route.path)).or_default().push(route.clone());
        }
        paths.retain(|_, routes| routes.iter().any(|route| !route.operation.dialects.is_empty()));
        Self(paths)
    }

    /// Refuses a request whose path or method the dialect does not have.
    fn check(&self, dialect: Dialect, method: &Method, path: &str) -> Result<(), Refused> {
        let Some(routes) = self.0.get(path) else { return Ok(()) };
        // The router serves HEAD where it serves GET.
        let method = if *method == Method::HEAD { &Method::GET } else { method };
        let served: Vec<_> = routes.iter().filter(|route| dialect.serves(route.operation)).collect();
        if served.is_empty() {
            Err(Refused::Path)
        } else if served.iter().any(|route| route.method == *method) {
            Ok(())
        } else {
            Err(Refused::Method)
        }
    }
}

/// What a dialect does not have.
#[derive(PartialEq, Eq, Debug)]
enum Refused {
    Path,
    Method,
}

/// Refuses what the dialect of a request does not have, as the router refuses what no dialect has.
pub async fn refuse_others(
    State(limited): State<Arc<Limited>>,
    dialect: Dialect,
    call: Call,
    path: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let Some(path) = path else { return next.run(request).await };
    match limited.check(dialect, request.method(), path.as_str()) {
        Ok(()) => next.run(request).await,
        Err(Refused::Path) => Error::NoRoute(format!("{} {}", request.method(), call.path())).into_response(),
        Err(Refused::Method) => Error::Method.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Method;

    use super::{Limited, Refused};
    use crate::{
        http::{Operation, Route},
        wps::dialect::{Dialect, OLD_PRIVATE},
    };

    #[test]
    fn a_path_and_its_methods_exist_where_an_operation_is_served() {
        static ALL: Operation = Operation::BASE;
        static OLD: Operation = Operation { dialects: OLD_PRIVATE, ..Operation::BASE };
        let route =
            |method, path: &str, operation| Route { method, path: path.into(), operation, handler: "" };
        let limited = Limited::of(&[
            route(Method::GET, "/all", &ALL),
            route(Method::GET, "/both", &ALL),
            route(Method::POST, "/both", &OLD),
            route(Method::POST, "/old", &OLD),
        ]);
        for (dialect, method, path, expected) in [
            (Dialect::Public, Method::TRACE, "/all", Ok(())),
            (Dialect::Public, Method::GET, "/both", Ok(())),
            (Dialect::Public, Method::HEAD, "/both", Ok(())),
            (Dialect::Public, Method::POST, "/both", Err(Refused::Method)),
            (Dialect::OldPrivate, Method::POST, "/both", Ok(())),
            (Dialect::OldPrivate, Method::POST, "/old", Ok(())),
            (Dialect::OldPrivate, Method::GET, "/old", Err(Refused::Method)),
            (Dialect::NewPrivate, Method::POST, "/old", Err(Refused::Path)),
        ] {
            assert_eq!(limited.check(dialect, &method, path), expected, "{dialect:?} {method} {path}");
        }
    }
}
