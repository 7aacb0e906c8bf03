//! Tasks of a share: one archive of what is shared, or a copy of it in a space of one's own.
//!
//! See <https://support.huaweicloud.com/api-koodrive/createBatchTask.html>.

use axum::response::Response;
use serde::Deserialize;

use super::find;
use crate::{
    http::{Operation, Refusal, TaskPace, blocking, body::Object},
    koodrive::{
        auth::{Caller, Visitor, item_or_root},
        error::Error,
        ids,
        jobs::{FIRST_SHARE_KIND, ON_CONFLICT, check_any, check_way, distinct, weight_of_copy},
        json::Loose,
        names, respond,
        scopes::PUBLIC,
        wire::ShareTask,
    },
    world::{
        Ability, Actor, Api, DriveId, Error as WorldError, Job, Needs, Node, Pace, Share, TaskId, TaskItem,
        TaskSpec, Timestamp, World,
    },
};

/// Takes on a task about what is shared.
pub const CREATE_BATCH_TASK: Operation =
    Operation { name: "createBatchTask", starts_task: true, writes: true, ..PUBLIC };

/// The most items of one task.
const MOST: usize = 1000;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct TaskBody {
    task_type: u32,
    container_id: String,
    file_ids: Vec<String>,
    target_file_id: Option<Object<TargetBody>>,
    zip_name: Option<String>,
    share_id: String,
    #[serde(default)]
    kdstoken: Loose<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct TargetBody {
    file_id: String,
    container_id: String,
}

/// What is done with what is shared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Work {
    Package,
    Save,
}

/// Takes on a task: an archive counts as a download, a copy as a saving.
///
/// Handles `POST /koodrive/ose/v1/share/tasks`.
pub async fn create(pace: TaskPace, visitor: Visitor) -> Result<Response, Error> {
    let mut body: TaskBody = visitor.body()?;
    let work = match body.task_type {
        1 => Work::Package,
        2 => Work::Save,
        _ => return Err(Error::Parameters),
    };
    if !(1..=MOST).contains(&body.file_ids.len()) {
        return Err(Error::Parameters);
    }
    body.file_ids = distinct(std::mem::take(&mut body.file_ids).into_iter());
    let task = blocking(move || take_on(&visitor, &body, work, pace)).await?;
    Ok(respond::beside(ShareTask { task_id: ids::task(task) }))
}

fn take_on(visitor: &Visitor, body: &TaskBody, work: Work, pace: TaskPace) -> Result<TaskId, Error> {
    visitor.call().sandbox().write(|world, now| {
        let share = find::identified(world, &body.share_id, now)?;
        find::enter(visitor, world, share, body.kdstoken.0.as_deref())?;
        if !share.terms.download {
            return Err(Error::NoPermission);
        }
        let number = share.number;
        let mut spec = plan(visitor, world, share, body, work)?;
        spec.pace = pace.of(visitor.call().settings());
        check_any(visitor.call(), world, &spec, now)?;
        world.count_share(number, |counts| match work {
            Work::Package => counts.downloads += 1,
            Work::Save => counts.saves += 1,
        })?;
        Ok(world.enqueue(spec, now))
    })
}

fn plan(
    visitor: &Visitor,
    world: &World,
    share: &Share,
    body: &TaskBody,
    work: Work,
) -> Result<TaskSpec, Error> {
    let from = ids::parse_container(world, &body.container_id).ok_or(WorldError::NoDrive)?;
    let (by, drive, into, job) = match (work, visitor) {
        (Work::Save, Visitor::Anybody(_)) => return Err(Refusal::NoToken.into()),
        (Work::Save, Visitor::Person(caller)) => {
            let Object(target) = body.target_file_id.as_ref().ok_or(Error::Parameters)?;
            let folder = folder(caller, world, target)?;
            let into = Some(folder.id);
            let job = Job::Copy {
                into,
                name: None,
                on_conflict: ON_CONFLICT,
                versions: false,
                children_only: false,
            };
            (caller.actor, folder.drive, Some(folder), job)
        }
        (Work::Package, _) => {
            let name = archive_name(body.zip_name.as_deref().ok_or(Error::Parameters)?)?;
            let by = visitor.principal().actor().unwrap_or(Actor::User(share.owner));
            (by, from, None, Job::Pack { name: Some(name.into()) })
        }
    };
    let item = |id: &String| {
        let node = entry(world, share, from, into, id, visitor.call().now());
        let weight = node.as_ref().map_or(1, |node| weight_of_copy(world, node.id));
        let given = format!("{}/{}/{id}", share.number, body.container_id).into();
        TaskItem { given, node: node.map(|node| node.id), weight }
    };
    Ok(TaskSpec {
        api: Api::Koodrive,
        owner: visitor.principal(),
        by,
        kind: FIRST_SHARE_KIND + body.task_type,
        drive,
        job,
        needs: Needs { into: Some(Ability::NewEmpty), ..Needs::default() },
        items: body.file_ids.iter().map(item).collect(),
        pace: Pace::AtOnce,
        fails: visitor.call().failing_item(Api::Koodrive),
    })
}

/// Returns the folder that receives the copies.
fn folder<'w>(caller: &Caller, world: &'w World, target: &TargetBody) -> Result<&'w Node, Error> {
    let space = caller.space(world, &target.container_id)?;
    let folder = item_or_root(world, space, &target.file_id);
    let folder = folder.ok().filter(|folder| folder.is_folder()).ok_or(Error::Target)?;
    world.live(folder.id).map_err(|_| Error::TargetInBin)?;
    Ok(caller.permitted(world, folder, Ability::NewEmpty)?)
}

/// Returns an entry, or why it fails.
fn entry<'w>(
    world: &'w World,
    share: &Share,
    from: DriveId,
    into: Option<&Node>,
    id: &str,
    now: Timestamp,
) -> Result<&'w Node, WorldError> {
    let node = find::item(world, share, id, now)?;
    // What was shared together may have been moved apart: the space of any of it stands for all.
    let mut spaces = share.items.iter().filter_map(|item| world.node(item.node).ok()).map(|node| node.drive);
    if node.drive != from && !spaces.any(|drive| drive == from) {
        return Err(WorldError::OtherDrive(node.drive));
    }
    into.map_or(Ok(()), |into| check_way(world, node, into))?;
    Ok(node)
}

/// Returns the name of an archive, which ends as such names do.
fn archive_name(name: &str) -> Result<String, Error> {
    names::check(name)?;
    Ok(if name.to_ascii_lowercase().ends_with(".zip") { name.into() } else { format!("{name}.zip") })
}
