//! The control API under `/_mock/`.

mod tree;

use axum::{Router, extract::Request, http::StatusCode, response::Response, routing::get};
use percent_encoding::percent_decode_str;
use serde::Serialize;

use crate::http;

#[derive(Serialize)]
struct Health {
    status: &'static str,
}

/// The routes.
pub fn router() -> Router {
    Router::new()
        .route("/_mock/tree", get(tree::tree))
        .route("/_mock/health", get(async || http::json(StatusCode::OK, &Health { status: "ok" })))
        .fallback(async || problem(StatusCode::NOT_FOUND, "No API has this path; see GET /_mock/info."))
}

/// An error of the control API, and of paths that belong to no provider.
#[derive(Serialize)]
struct Problem<'a> {
    title: &'a str,
    status: u16,
    detail: &'a str,
}

/// An error as `application/problem+json`.
pub fn problem(status: StatusCode, detail: &str) -> Response {
    let title = status.canonical_reason().unwrap_or("Error");
    http::json_as(status, "application/problem+json", &Problem { title, status: status.as_u16(), detail })
}

/// The pairs of a query, percent-decoded.
struct Query(Vec<(String, String)>);

impl Query {
    fn of(request: &Request) -> Self {
        let decode =
            |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
        let pairs = request.uri().query().unwrap_or_default().split('&');
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        Self(pairs.map(|(key, value)| (decode(key), decode(value))).collect())
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}
