//! Emptying the recycle bin.
//!
//! See <https://support.huaweicloud.com/api-koodrive/clearRecycleFile.html>.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Operation, TaskPace},
    koodrive::{
        auth::Caller,
        error::Error,
        jobs::{Action, Batch, plan},
        json::Loose,
        respond,
        scopes::WRITE,
    },
};

/// Empties a recycle bin.
pub const CLEAR_RECYCLE_FILE: Operation = Operation { name: "clearRecycleFile", starts_task: true, ..WRITE };

/// The page's table has one name, and its example the other.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClearBody {
    #[serde(default)]
    container_id: Loose<String>,
    #[serde(default)]
    container: Loose<String>,
}

/// Empties the recycle bin of a space, as a batch task that only the list of tasks shows.
///
/// Handles `POST /koodrive/ose/v1/files/recycle`.
pub fn clear(pace: TaskPace, caller: Caller) -> Result<Response, Error> {
    let ClearBody { container_id, container } = caller.body()?;
    let space = container_id.0.or(container.0).ok_or(Error::Parameters)?;
    let batch = Batch {
        action: Action::EmptyBin,
        source: space.clone(),
        target: space,
        folder: String::new(),
        files: Vec::new(),
    };
    caller.sandbox().write(|world, now| {
        let mut spec = plan(&caller, world, &batch)?;
        spec.pace = pace.of(caller.settings());
        world.enqueue(spec, now);
        Ok::<_, Error>(())
    })?;
    Ok(respond::done())
}
