//! Parameters of the control API: an unknown one is refused, as an unknown member of a body is.

use axum::{http::StatusCode, response::Response};

use super::problem::problem;
use crate::http::pairs;

/// The parameters of the routes that have any.
const KNOWN: [(&str, &[&str]); 7] = [
    ("/_mock/changes", &["since", "limit", "app"]),
    ("/_mock/content", &["drive", "path"]),
    ("/_mock/events", &["types", "since"]),
    ("/_mock/tree", &["drive", "path", "depth", "trashed", "hashes", "app"]),
    (
        "/_mock/requests",
        &[
            "since",
            "limit",
            "wait_ms",
            "provider",
            "operation",
            "method",
            "path",
            "caller",
            "status",
            "fault",
        ],
    ),
    ("/_mock/notifications", &["since"]),
    ("/_mock/snapshot", &["name"]),
];

/// Refuses a request with a parameter that its route does not have, or has twice: it would silently change nothing.
///
/// # Errors
/// The refusal.
pub fn check(path: &str, query: Option<&str>) -> Result<(), Response> {
    let known = KNOWN.iter().find(|(route, _)| *route == path).map_or(&[][..], |(_, known)| known);
    let mut seen: Vec<String> = Vec::new();
    for (name, _) in pairs(query.unwrap_or_default()) {
        let detail = match (known.contains(&name.as_str()), known) {
            (true, _) if !seen.contains(&name) => {
                seen.push(name);
                continue;
            }
            (true, _) => format!("`{name}` is given twice, and once is enough."),
            (false, []) => format!("Unknown parameter `{name}`: {path} has none."),
            (false, known) => {
                format!("Unknown parameter `{name}`: {path} has `{}`.", known.join("`, `"))
            }
        };
        return Err(problem(StatusCode::BAD_REQUEST, &detail));
    }
    Ok(())
}
