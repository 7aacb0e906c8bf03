//! Cancelling a batch task.
//!
//! See <https://support.huaweicloud.com/api-koodrive/CancelJob.html>.

use axum::response::Response;
use serde::Deserialize;

use super::find::find;
use crate::{
    http::Operation,
    koodrive::{auth::Caller, error::Error, respond, scopes::WRITE},
};

/// Cancels a task.
pub const CANCEL_JOB: Operation = Operation { name: "CancelJob", ..WRITE };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CancelBody {
    job_id: String,
}

/// Cancels a task that has not ended; what was done stays done.
///
/// Handles `POST /koodrive/ose/v1/cancel`.
pub fn cancel(caller: Caller) -> Result<Response, Error> {
    let CancelBody { job_id } = caller.body()?;
    if job_id.is_empty() {
        return Err(Error::Parameters);
    }
    caller.sandbox().write(|world, now| {
        let id = find(world, &caller, &job_id)?.id;
        world.cancel(id, now).map_err(Error::from)
    })?;
    Ok(respond::done())
}
