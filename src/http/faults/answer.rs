//! What takes the place of a response.

use std::time::Duration;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use tokio::time::sleep;

use crate::{
    http::{call::Call, date, reason::Reason, respond::empty, wire::NoAnswer},
    sandbox::{
        clock,
        faults::{Answer, Connection, RawForm, RetryAfter, RetryAs},
    },
};

/// How long a client waits at the most for a response that does not come.
const LONGEST_HANG: Duration = Duration::from_mins(5);

/// A response as it stands, in the extensions of the one that the layers make of it.
#[derive(Clone)]
pub struct AsItStands(RawForm, Option<HeaderValue>);

/// Returns what takes the place of a response; `retry` is what `Retry-After` says. None if the provider has no such
/// error.
pub async fn make(
    answer: &Answer,
    retry: Option<(RetryAfter, u64)>,
    call: &Call,
    headers: &HeaderMap,
) -> Option<Response> {
    let retry = retry.and_then(|(retry, seconds)| written(retry.written, seconds));
    match answer {
        Answer::Worded(wording) => {
            let mut response = (call.vendor()?.fault)(wording, call, headers)?;
            // The reason of such an error is none of this one.
            response.extensions_mut().remove::<Reason>();
            if let Some(retry) = retry {
                response.headers_mut().insert(header::RETRY_AFTER, retry);
            }
            Some(response)
        }
        Answer::Raw(raw) => {
            let mut response = empty(StatusCode::from_u16(raw.status).ok()?);
            response.extensions_mut().insert(AsItStands(raw.clone(), retry));
            Some(response)
        }
        Answer::Connection(ends) => {
            if *ends == Connection::Hang {
                sleep(LONGEST_HANG).await;
            }
            let end = if *ends == Connection::Reset { NoAnswer::Reset } else { NoAnswer::Close };
            let mut response = empty(StatusCode::INTERNAL_SERVER_ERROR);
            response.extensions_mut().insert(end);
            Some(response)
        }
    }
}

/// Writes `Retry-After`; a client compares a date with its own clock, so it is that of the system.
fn written(as_what: RetryAs, seconds: u64) -> Option<HeaderValue> {
    match as_what {
        RetryAs::Seconds => Some(seconds.into()),
        RetryAs::Date => {
            // Dates have whole seconds: this one is not too early.
            let at = clock::system().plus(Duration::from_secs(seconds) + Duration::from_millis(999));
            HeaderValue::try_from(date::http(at)).ok()
        }
    }
}

impl AsItStands {
    /// Returns the response, if one is to be sent as it stands.
    pub fn take(response: &mut Response) -> Option<Response> {
        let Self(raw, retry) = response.extensions_mut().remove()?;
        let mut stands = Response::new(Body::from(raw.body));
        *stands.status_mut() = StatusCode::from_u16(raw.status).ok()?;
        for (name, value) in &raw.headers {
            let pair = HeaderName::try_from(name).ok().zip(HeaderValue::try_from(value).ok());
            if let Some((name, value)) = pair {
                stands.headers_mut().insert(name, value);
            }
        }
        if let Some(retry) = retry {
            stands.headers_mut().insert(header::RETRY_AFTER, retry);
        }
        Some(stands)
    }
}
