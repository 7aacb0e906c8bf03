//! What the responses of the identity platform have in common.

use axum::{
    http::{HeaderValue, header},
    response::Response,
};

use crate::world::{BASE62, scramble, spell};

/// Marks a response that no cache may keep.
pub fn no_store(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store, no-cache"));
    response
}

/// Returns a string that looks random; it is made from a number that is handed out once.
pub fn opaque(prefix: &str, serial: u64, salt: u64) -> String {
    let part = |turn: u32| spell(scramble(serial, salt.rotate_left(turn)), &BASE62, 11);
    format!("{prefix}{}", [0, 13, 26, 39].map(part).concat())
}
