//! Emptying a bin.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Operation, TaskPace},
    world::{self, BinLevel, Job, Needs, TaskItem},
    wps::{
        auth::Caller,
        bins,
        error::Error,
        ids,
        json::OptionalJson,
        respond, scopes,
        tasks::batch::{self, Work},
    },
};

/// 清空回收站文件.
pub const CLEAR: Operation =
    Operation { name: "deleted_files.clear", starts_task: true, ..scopes::WRITE_DELETED };

/// The body of [`clear`].
#[derive(Deserialize)]
pub struct ClearBody {
    drive_id: Option<String>,
}

/// Deletes for good what lies in the first level of the bin of a drive, or of all drives. What lies in the second
/// level stays.
///
/// Handles `POST /v7/deleted_files/clear`.
pub fn clear(
    caller: Caller,
    pace: TaskPace,
    OptionalJson(ClearBody { drive_id }): OptionalJson<ClearBody>,
) -> Result<Response, Error> {
    let started = caller.sandbox().write(|world, now| {
        let named = drive_id.as_deref().filter(|id| !id.is_empty());
        let entries = bins::entries(&caller, world, named)?;
        let item = |node: &std::sync::Arc<world::Node>| TaskItem {
            given: ids::file(node.id).into(),
            node: Ok(node.id),
            weight: 1,
        };
        let items: Vec<_> = entries.iter().map(|node| item(node)).collect();
        // A task is about one drive; that of an empty bin is as good as any.
        let drive = match (named, entries.first()) {
            (Some(id), _) => caller.named_drive(world, id)?.id,
            (None, Some(node)) => node.drive,
            (None, None) => world.drives().next().ok_or(world::Error::NoDrive)?.id,
        };
        let job = Job::Purge { level: BinLevel::First };
        Ok::<_, Error>(batch::start(
            &caller,
            pace,
            world,
            now,
            Work { drive, job, needs: Needs::default(), items },
        ))
    })?;
    Ok(respond::success(caller.dialect, &started))
}
