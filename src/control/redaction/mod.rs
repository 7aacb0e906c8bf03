//! Credentials that this sandbox does not know are hidden wherever a request is shown: they may be real.
//!
//! Those that it knows are dummies, and are shown. Equal credentials look equal: `redacted:` and eight hex digits of their SHA-256.

mod bodies;
mod headers;
mod json;
mod pairs;
mod secrets;

pub use self::{
    bodies::body,
    headers::header,
    json::json,
    pairs::{named, note, url},
    secrets::{Secrets, Side},
};
