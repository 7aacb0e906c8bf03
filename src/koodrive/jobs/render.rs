//! How a job is written.

use super::{action, package, plan::entry_error};
use crate::{
    koodrive::{
        dates::compact,
        ids,
        wire::{JobDetail, JobInfo, TaskInfo, UncompressedFile},
    },
    world::{Effect, Job, Task, TaskState, Timestamp, World},
};

/// Returns the number of a state.
pub fn status_of(state: TaskState) -> u32 {
    match state {
        TaskState::Waiting => 0,
        TaskState::Running => 1,
        TaskState::Done => 2,
        TaskState::Cancelled => 3,
    }
}

/// Writes tasks in KooDrive's JSON.
pub struct Render<'w> {
    /// The world that the tasks are of.
    pub world: &'w World,
    /// When.
    pub now: Timestamp,
}

impl Render<'_> {
    /// Returns a task as lists have it.
    pub fn job(&self, task: &Task) -> JobInfo {
        let progress = task.progress(self.now);
        let done = progress.state == TaskState::Done;
        let failure = task.results.iter().find_map(|result| result.as_ref().err()).filter(|_| done);
        let begun = match progress.state {
            TaskState::Waiting => false,
            TaskState::Running | TaskState::Done => true,
            TaskState::Cancelled => !task.results.is_empty(),
        };
        JobInfo {
            task_id: ids::task(task.id),
            user_id: None,
            task_type: action::task_type(task.spec.kind),
            action_type: action::action_type(task.spec.kind),
            status: status_of(progress.state),
            progress: None,
            task_result_code: done.then_some(match (progress.done, progress.failed) {
                (_, 0) => 1,
                (0, _) => 3,
                _ => 2,
            }),
            result_code: failure.map(|error| entry_error(&task.spec.job, error).reply().code),
            content_num: task.spec.items.len(),
            container_id: self.container(task),
            tenant_id: ids::tenant(self.world),
            begin_time: begun.then(|| compact(task.begins())),
            end_time: task.ended.map(compact),
            create_time: compact(task.created),
            download_url: None,
        }
    }

    /// Returns a task with what came of each entry; links begin with `base`.
    pub fn detail(&self, task: &Task, base: &str) -> JobDetail {
        let percent = task.progress(self.now).percent;
        let job_info = JobInfo {
            user_id: task.spec.owner.user.map(|user| ids::creator(self.world, user)),
            progress: (0..=100).rev().find(|whole| f64::from(*whole) <= percent),
            download_url: package::path(task)
                .filter(|_| task.progress(self.now).state == TaskState::Done)
                .map(|path| format!("{base}{path}")),
            ..self.job(task)
        };
        let entries = task.spec.items.iter().enumerate().map(|(at, item)| {
            let (container, file) = item.given.split_once('/').unwrap_or(("", &item.given));
            let (status, effect) = match task.results.get(at) {
                None => ("0", None),
                Some(Ok(effect)) => ("1", Some(effect)),
                Some(Err(_)) => ("2", None),
            };
            TaskInfo {
                file_id: file.into(),
                status,
                new_file_id: effect.and_then(|effect| new_file(task, effect)),
                src_container_id: container.into(),
            }
        });
        let task_infos = entries.collect();
        JobDetail { job_info, task_infos, uncompressed_file_list: self.uncompressed(task) }
    }

    /// Returns the id of the target space, as the caller spelt it if an entry lies in it.
    fn container(&self, task: &Task) -> String {
        let given = task.spec.items.first().and_then(|item| item.given.split_once('/'));
        let given = given.filter(|(id, _)| ids::parse_container(self.world, id) == Some(task.spec.drive));
        given.map_or_else(|| ids::container(task.spec.drive), |(id, _)| id.into())
    }

    /// Returns what an archive held, with ids if it was decompressed.
    fn uncompressed(&self, task: &Task) -> Option<Vec<UncompressedFile>> {
        let Job::Unpack { files, .. } = &task.spec.job else { return None };
        let effect = task.results.first().and_then(|result| result.as_ref().ok());
        let made: &[_] = match effect {
            Some(Effect::Unpacked(made)) => made,
            _ => &[],
        };
        let files = effect.and(files.as_ref().ok()).map_or(&[][..], |files| files);
        let rows = files.iter().enumerate().map(|(at, file)| UncompressedFile {
            container_id: made.get(at).map(|_| self.container(task)),
            file_id: made.get(at).map(|id| ids::made(*id)),
            name: file.path.to_string(),
            file_size: file.size,
            kind: if file.content.is_some() { 1 } else { 2 },
        });
        Some(rows.collect())
    }
}

/// Returns the id of the item that an entry became; of an archive, the first one.
fn new_file(task: &Task, effect: &Effect) -> Option<String> {
    match effect {
        // An archive that was only looked into became nothing.
        Effect::Node(_) if matches!(task.spec.job, Job::Unpack { .. }) => None,
        Effect::Node(id) => Some(ids::made(*id)),
        Effect::Unpacked(made) => made.first().map(|id| ids::made(*id)),
        Effect::Gone | Effect::Packed(_) => None,
    }
}
