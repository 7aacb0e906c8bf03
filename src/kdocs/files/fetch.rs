//! Fetching a file that a client names by its address: from loopback and from hosts that the operator allowed.

use std::time::Duration;

use crate::{
    http::{
        Call,
        post::{CallbackError, PostError},
    },
    kdocs::{error::Error, json::LONGEST_FILE},
    world::Content,
};

/// How long a fetch may take.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// Fetches a file over plain http.
///
/// # Errors
/// [`Error::Invalid`] for what is no address, [`Error::DownloadFailed`], [`Error::FileTooLarge`],
/// [`Error::TooManyTasks`].
pub async fn fetch(call: &Call, url: &str) -> Result<Content, Error> {
    let failed = |why: &dyn std::fmt::Display| Error::DownloadFailed(format!("{url}: {why}").into());
    let target = call.notify().callback(url).map_err(|error| match error {
        CallbackError::Malformed => Error::Invalid("url is no absolute address".into()),
        CallbackError::Scheme(_) | CallbackError::Host(_) => failed(&error),
    })?;
    let sandbox = call.sandbox();
    let _under_way = sandbox.fetches.try_acquire().map_err(|_| Error::TooManyTasks)?;
    let longest = usize::try_from(LONGEST_FILE).unwrap_or(usize::MAX);
    let response = target.get(longest, TIME_LIMIT).await.map_err(|error| match error {
        PostError::TooLong(_) => Error::FileTooLarge(LONGEST_FILE),
        PostError::TimedOut | PostError::Unreachable(_) | PostError::Broken(_) => failed(&error),
    })?;
    if response.status.is_success() {
        Ok(Content::new(response.body))
    } else {
        Err(failed(&format_args!("status {}", response.status.as_u16())))
    }
}
