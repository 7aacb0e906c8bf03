//! What stands around all routes: what they know, parameters, unknown paths and methods, panics.

use std::sync::Arc;

use axum::{
    extract::Request,
    http::{Method, StatusCode},
    response::Response,
};

use super::{parameters, problem::problem, state::ControlState, ui};
use crate::http::{Replies, Routes, Table, front::CONTROL};

/// The control API, and all paths that belong to no provider.
pub struct Control {
    table: Table,
    state: Arc<ControlState>,
}

impl Control {
    /// Creates it with these routes; but for `health` there is nothing where it is off.
    pub fn new(routes: Routes, state: ControlState, is_off: bool) -> Self {
        let not_found = if is_off { self::is_off } else { not_found };
        let replies = Replies { not_found, method_not_allowed, panicked };
        let table = routes.into_table(replies);
        Self { table, state: Arc::new(state) }
    }

    /// Carries out a request.
    pub async fn respond(&self, mut request: Request) -> Response {
        if request.uri().path() == "/" && self.state.has_ui {
            let (parts, body) = request.into_parts();
            if let Some(led) = ui::root(&parts) {
                return led;
            }
            request = Request::from_parts(parts, body);
        }
        let place = self.table.find(request.uri().path());
        if let Some(place) = place
            && let Err(refused) = parameters::check(place.path(), request.uri().query())
        {
            return refused;
        }
        request.extensions_mut().insert(Arc::clone(&self.state));
        self.table.respond_at(place, request).await
    }
}

/// Says that nobody serves a path.
fn not_found(_: &Method, path: &str) -> Response {
    let detail = if path.starts_with(CONTROL) {
        format!("The control API has no path {path}; GET /_mock/openapi.json describes those that it has.")
    } else {
        format!("No API has the path {path}; GET /_mock/info lists the base URLs.")
    };
    problem(StatusCode::NOT_FOUND, &detail)
}

/// Responds to all but `health` where the control API is off.
fn is_off(_: &Method, path: &str) -> Response {
    if path.starts_with(CONTROL) {
        let detail =
            "The control API is off: the server was started with --control off, which leaves /_mock/health.";
        return problem(StatusCode::NOT_FOUND, detail);
    }
    let detail = format!("No API has the path {path}.");
    problem(StatusCode::NOT_FOUND, &detail)
}

/// Says which methods a path has.
fn method_not_allowed(allowed: &str) -> Response {
    let detail = format!("This path has no other methods than {}.", allowed.replace(',', ", "));
    problem(StatusCode::METHOD_NOT_ALLOWED, &detail)
}

fn panicked() -> Response {
    problem(StatusCode::INTERNAL_SERVER_ERROR, "This should not have happened; the log says more.")
}
