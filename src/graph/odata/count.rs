//! The segment `$count`: the size of a whole collection, as plain text.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

/// Returns the response with a number.
pub fn count_response(count: u64) -> Response {
    ([(header::CONTENT_TYPE, "text/plain")], count.to_string()).into_response()
}
