//! The handshake: a receiver has to confirm that it accepts notifications.
//!
//! See <https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks#notificationurl-validation>.

use std::time::Duration;

use axum::http::StatusCode;
use bytes::Bytes;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::checks;
use crate::{
    graph::{error::Error, ids},
    http::{
        Call,
        post::{Callback, PostError},
    },
};

/// How long a receiver may take.
const VALIDATION_TIMEOUT: Duration = Duration::from_secs(10);

/// Sends a token to the receiver, which has to return it as it is.
pub async fn validate(call: &Call, callback: &Callback) -> Result<(), Error> {
    let request = ids::request(call.sandbox().next_request());
    let token =
        format!("Validation: Testing client application reachability for subscription Request-Id: {request}");
    let pair = format!("validationToken={}", utf8_percent_encode(&token, NON_ALPHANUMERIC));
    let reply =
        callback.with_pair(&pair).post("text/plain; charset=utf-8", Bytes::new(), VALIDATION_TIMEOUT).await;
    let refused = |why: &str| {
        call.note(format!("validation: {why}"));
        checks::refuse(format!("Subscription validation request {why}"))
    };
    match reply {
        Err(PostError::TimedOut) => refused("timed out."),
        Err(error) => refused(&format!(
            "failed. Notification endpoint must respond with 200 OK to validation request ({error})."
        )),
        Ok(reply) if reply.status != StatusCode::OK => {
            let name = reply.status.canonical_reason().unwrap_or_default().replace([' ', '-', '\''], "");
            let name = if name.is_empty() { reply.status.as_str().into() } else { name };
            refused(&format!(
                "failed. HTTP status code is '{name}'. Notification endpoint must respond with 200 OK to validation \
                 request."
            ))
        }
        Ok(reply) if !is_plain(&reply.content_type) => {
            refused("failed. Notification endpoint must respond with the content type text/plain.")
        }
        Ok(reply) if *reply.body != *token.as_bytes() => {
            refused("failed. Response must exactly match validationToken query parameter.")
        }
        Ok(_) => Ok(()),
    }
}

/// Returns whether a content type is that of plain text.
fn is_plain(content_type: &str) -> bool {
    content_type.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("text/plain")
}
