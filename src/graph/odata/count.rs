//! The segment `$count`: how many there are in a collection, as plain text, whatever page they are on.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

/// Answers with a number.
pub fn count_response(count: u64) -> Response {
    ([(header::CONTENT_TYPE, "text/plain")], count.to_string()).into_response()
}
