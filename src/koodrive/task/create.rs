//! Handing over what a person has.
//!
//! See <https://support.huaweicloud.com/api-koodrive/createTask.html>.

use std::sync::Arc;

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Operation, TaskPace},
    koodrive::{
        auth::Caller,
        error::Error,
        ids,
        json::Loose,
        people::{may_manage, person},
        respond,
        scopes::WRITE,
        wire::NewTask,
    },
    world::{Api, Error as WorldError, Job, Needs, TaskSpec},
};

/// Hands over what a person has.
pub const CREATE_TASK: Operation = Operation { name: "createTask", starts_task: true, ..WRITE };

/// The kind of these tasks, which no batch task has.
const KIND: u32 = 0;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CreateBody {
    #[serde(default)]
    task_type: Loose<u64>,
    #[serde(default)]
    src_user_id: Loose<String>,
    #[serde(default)]
    dst_user_id: Loose<String>,
}

/// Moves all files of a person into a folder of another one's space, and removes the first one.
///
/// Handles `POST /koodrive/ose/v1/task/create`.
pub fn create(pace: TaskPace, caller: Caller) -> Result<Response, Error> {
    let CreateBody { task_type, src_user_id, dst_user_id } = caller.body()?;
    match task_type.0 {
        Some(0) => {}
        // No published call returns the `resultId` that it begins with.
        Some(1) => return Err(Error::NotEmulated("taskType 1 of POST /koodrive/ose/v1/task/create".into())),
        _ => return Err(Error::Parameters),
    }
    let (from, to) = (src_user_id.0.ok_or(Error::Parameters)?, dst_user_id.0.ok_or(Error::Parameters)?);
    let pace = pace.of(caller.settings());
    let task = caller.sandbox().write(|world, now| {
        let (from, to) = (person(world, &from)?, person(world, &to)?);
        may_manage(&caller, world, from.id)?;
        may_manage(&caller, world, to.id)?;
        if from.id == to.id || from.id == caller.user {
            caller.call.note("nobody hands over to themselves, or removes themselves");
            return Err(Error::Parameters);
        }
        let job = Job::HandOver { from: from.id, to: to.id, name: Arc::clone(&from.display_name) };
        let drive = world.personal_drive(to.id).ok_or(WorldError::NoDrive)?.id;
        let (owner, by) = (caller.principal, caller.actor);
        let spec = TaskSpec {
            api: Api::Koodrive,
            owner,
            by,
            kind: KIND,
            drive,
            job,
            needs: Needs::default(),
            items: Vec::new(),
            pace,
            fails: caller.call.failing_item(Api::Koodrive),
        };
        Ok(world.enqueue(spec, now))
    })?;
    Ok(respond::beside(NewTask { task_id: ids::task(task) }))
}
