//! Addresses that a client names: of files to fetch, and of receivers. Only loopback and the hosts that the operator
//! allowed are called.

use std::{fmt::Display, time::Duration};

use crate::{
    http::{
        Call,
        post::{Callback, CallbackError, PostError},
    },
    kdocs::{error::Error, json::LONGEST_FILE},
    world::{self, Content},
};

/// How long a fetch may take.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// Returns an address that may be called, which stands in this member of the body.
///
/// # Errors
/// [`Error::Invalid`] for what is no address, [`Error::DownloadFailed`] for one that is not called.
pub fn target(call: &Call, member: &str, url: &str) -> Result<Callback, Error> {
    call.notify().callback(url).map_err(|error| match error {
        CallbackError::Malformed => Error::Invalid(format!("{member} is no absolute address").into()),
        CallbackError::Scheme(_)
        | CallbackError::Authority
        | CallbackError::Host(_)
        | CallbackError::Own(_) => download_failed(url, &error),
    })
}

/// Fetches a file.
///
/// # Errors
/// [`Error::Invalid`] for what is no address, [`Error::DownloadFailed`], [`Error::FileTooLarge`],
/// [`Error::TooManyTasks`].
pub async fn fetch(call: &Call, url: &str) -> Result<Content, Error> {
    let failed = |why: &dyn Display| download_failed(url, why);
    let target = target(call, "url", url)?;
    let sandbox = call.sandbox();
    let _under_way = sandbox.fetches.try_acquire().map_err(|_| Error::TooManyTasks)?;
    let response =
        target.get(LONGEST_FILE, TIME_LIMIT, call.memory()).await.map_err(|error| match error {
            PostError::TooLong(_) => Error::FileTooLarge(LONGEST_FILE),
            PostError::NoRoom(cause) => world::Error::from(cause).into(),
            PostError::TimedOut | PostError::Unreachable(_) | PostError::Broken(_) => failed(&error),
        })?;
    if response.status.is_success() {
        Ok(Content::new(response.body))
    } else {
        Err(failed(&format_args!("status {}", response.status.as_u16())))
    }
}

fn download_failed(url: &str, why: &dyn Display) -> Error {
    Error::DownloadFailed(format!("{url}: {why}").into())
}
