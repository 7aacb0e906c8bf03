//! Listing what an archive holds.
//!
//! See <https://support.huaweicloud.com/api-koodrive/listFile.html>.

use std::sync::Arc;

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Operation, TaskPace, blocking},
    koodrive::{
        auth::Caller,
        error::Error,
        ids,
        jobs::{Action, Batch, Extent, plan, read_archive, times_in_archive},
        json::Loose,
        place::DEEPEST,
        respond,
        scopes::READ,
        wire::{ArchiveEntry, ArchiveList},
    },
    world::{Ability, Content, Error as WorldError, Job, Unpacked},
};

/// Lists what an archive holds.
pub const LIST_FILE: Operation = Operation { name: "listFile", starts_task: true, ..READ };

/// The largest archive in bytes that is looked into within the call.
const SMALL: u64 = 64 << 20;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ListBody {
    container_id: String,
    file_id: String,
    #[serde(default)]
    pwd: Loose<String>,
}

/// Lists what an archive holds: at once, or as a batch task if it is large.
///
/// Handles `POST /koodrive/ose/v1/archive/listFile`.
pub async fn list(pace: TaskPace, caller: Caller) -> Result<Response, Error> {
    let ListBody { container_id, file_id, pwd } = caller.body()?;
    let node = caller.live_item(caller.world(), &container_id, &file_id, Ability::Preview)?;
    let content = node.content().ok_or(WorldError::NotAFile(node.id))?.clone();
    let is_sync = pace.is_sync(|| content.size() <= SMALL);
    let memory = caller.call.memory().clone();
    let read = blocking(move || {
        let files = read_archive(&content, pwd.0.as_deref(), &Extent::Names, DEEPEST, &memory);
        files.map(|files| (files, content))
    });
    let read = read.await;
    if is_sync {
        let (files, archive) = read?;
        let uncompressed_file_list = Some(entries(&files, &archive));
        return Ok(respond::data(ArchiveList { uncompressed_file_list, task_id: None, progress: None }));
    }
    let batch = Batch {
        action: Action::Preview,
        source: container_id.clone(),
        target: container_id,
        folder: String::new(),
        files: vec![file_id],
    };
    let files = read.map(|(files, _)| Arc::from(files));
    let (id, progress) = caller.sandbox().write(|world, now| {
        let mut spec = plan(&caller, world, &batch)?;
        spec.pace = pace.of(caller.settings());
        spec.job = Job::Unpack { into: None, files };
        let id = world.enqueue(spec, now);
        Ok::<_, Error>((id, world.task(id)?.progress(now).percent))
    })?;
    let progress = (0..=100).rev().find(|whole| f64::from(*whole) <= progress);
    let task_id = Some(ids::task(id));
    Ok(respond::data(ArchiveList { uncompressed_file_list: None, task_id, progress }))
}

fn entries(files: &[Unpacked], archive: &Content) -> Vec<ArchiveEntry> {
    let times = times_in_archive(archive);
    let entry = |file: &Unpacked| ArchiveEntry {
        code: "0",
        name: file.path.to_string(),
        kind: if file.content.is_some() { "1" } else { "2" },
        update_at: times.get(&*file.path).copied(),
        file_size: file.size,
    };
    files.iter().map(entry).collect()
}
