//! What the batch calls of both families share: finding the items, and doing the work now or as a task.
//!
//! See reference 9.1 and, for what the vendor leaves open, 15.

use std::{collections::HashSet, sync::Arc};

use crate::{
    http::TaskPace,
    kdocs::{auth::Caller, error::Error, ids, wire::StartedTask},
    world::{
        self, Ability, Api, Effect, Job, Needs, Node, NodeId, OnConflict, Style, Task, TaskId, TaskItem,
        TaskSpec, World,
    },
};

/// The kind of batch tasks among all tasks of the platform.
pub const KIND: u32 = 0;

/// What becomes of a name that is taken: `name(1).ext`.
pub const ON_CONFLICT: OnConflict = OnConflict::Rename(Style::Bracketed);

/// The most ids that a call takes which is limited (reference 8).
pub const MOST_FILES: usize = 100;

/// What became of a batch call.
pub enum Outcome {
    /// All of it was done within the call, and this was made or moved.
    Done(Vec<NodeId>),
    /// It is a task now.
    Accepted(TaskId),
}

impl Outcome {
    /// Returns the response to a call that makes nothing new.
    pub fn started(self) -> StartedTask {
        let task_id = match self {
            Self::Accepted(task) => ids::task(task),
            Self::Done(_) => String::new(),
        };
        StartedTask { task_id, file_ids: None }
    }
}

/// Refuses a list of ids that is empty or longer than one call takes.
///
/// # Errors
/// [`Error::Invalid`], [`Error::TooMany`].
pub fn check(name: &str, ids: &[String], most: Option<usize>) -> Result<(), Error> {
    if ids.is_empty() {
        return Err(Error::Invalid(format!("{name} is empty").into()));
    }
    match most.filter(|most| ids.len() > *most) {
        Some(most) => Err(Error::TooMany { given: ids.len(), most }),
        None => Ok(()),
    }
}

/// Does a job to the items of these ids; `plan` gets the known ones, and makes the job or refuses it.
///
/// The call is refused as a whole if no id is known, an item may not be worked on so, or the plan is refused. Otherwise it is done within the call if it
/// is small and nothing fails, and becomes a task if not; so an empty task id always means success.
pub fn run(
    caller: &Caller,
    pace: TaskPace,
    (ids, ability): (&[String], Ability),
    plan: impl FnOnce(&World, &[&Arc<Node>]) -> Result<Job, Error>,
) -> Result<Outcome, Error> {
    let settings = caller.settings();
    caller.sandbox().write(|world, now| {
        let items = items(caller, world, ids, ability)?;
        let known: Vec<_> =
            items.iter().filter_map(|item| world.live(*item.node.as_ref().ok()?).ok()).collect();
        let Some(first) = known.first() else {
            return Err(Error::NoFile(ids.first().cloned().unwrap_or_default()));
        };
        let spec = TaskSpec {
            api: Api::Kdocs,
            owner: caller.principal,
            by: caller.actor,
            kind: KIND,
            drive: first.drive,
            job: plan(world, &known)?,
            needs: Needs {
                item: Some(ability),
                throughout: matches!(ability, Ability::Copy | Ability::Move),
                into: Some(Ability::Upload),
            },
            items,
            pace: pace.of(settings),
            fails: caller.call.failing_item(Api::Kdocs),
        };
        let small = || {
            known.len() as u64 <= settings.sync_max_items
                && known.iter().all(|node| !node.is_folder())
                && known.iter().map(|node| node.size()).sum::<u64>() <= settings.sync_max_bytes
        };
        let done = if pace.is_sync(small) { world.do_at_once(&spec, now) } else { None };
        Ok(match done {
            Some(task) => Outcome::Done(made(&task)),
            None => Outcome::Accepted(world.enqueue(spec, now)),
        })
    })
}

/// Returns the directory of this id, which is to receive the items.
///
/// # Errors
/// [`Error::NoFile`], [`Error::PermissionDenied`], [`world::Error::NotAFolder`].
pub fn find_target<'w>(caller: &Caller, world: &'w World, id: &str) -> Result<&'w Arc<Node>, Error> {
    find_folder(caller, world, id, Ability::Upload)
}

/// Returns the directory of this id, if the caller may do this with it.
///
/// # Errors
/// [`Error::NoFile`], [`Error::PermissionDenied`], [`world::Error::NotAFolder`].
pub fn find_folder<'w>(
    caller: &Caller,
    world: &'w World,
    id: &str,
    ability: Ability,
) -> Result<&'w Arc<Node>, Error> {
    let target = caller.node(world, id, ability)?;
    if target.is_folder() { Ok(target) } else { Err(world::Error::NotAFolder(target.id).into()) }
}

/// Returns the job that moves items of one directory into another one.
///
/// # Errors
/// [`Error::NotSameDirectory`], [`world::Error::AlreadyThere`], [`world::Error::IntoItself`].
pub fn plan_move(
    world: &World,
    files: &[&Arc<Node>],
    target: &Node,
    modifier: Option<Arc<str>>,
) -> Result<Job, Error> {
    let mut directories = files.iter().map(|file| file.parent);
    let directory = directories.next().flatten();
    if directories.any(|other| other != directory) {
        return Err(Error::NotSameDirectory);
    }
    if directory == Some(target.id) {
        return Err(world::Error::AlreadyThere(target.id).into());
    }
    if files.iter().any(|file| world.is_within(target.id, file.id)) {
        return Err(world::Error::IntoItself(target.id).into());
    }
    Ok(Job::Move { into: target.id, on_conflict: ON_CONFLICT, modifier })
}

/// Returns what a task has made or moved, in the order of its items, the first one put last.
///
/// The vendor warns that the order is not that of the call; a client that relies on it is to find out here.
pub fn made(task: &Task) -> Vec<NodeId> {
    let mut made: Vec<_> = task.results.iter().flatten().filter_map(Effect::node).collect();
    let first = made.len().min(1);
    made.rotate_left(first);
    made
}

/// Returns the items of a call, each once, however often and under whichever id it was named.
fn items(caller: &Caller, world: &World, ids: &[String], ability: Ability) -> Result<Vec<TaskItem>, Error> {
    let find = |id: &str| {
        let node = match caller.live(world, id) {
            Ok(node) if world.admits(world.drive(node.drive)?, &caller.principal) => node,
            Ok(node) => return Ok(Err(world::Error::Unreachable(node.drive))),
            Err(error) => return Ok(Err(error)),
        };
        match caller.permit(world, node, id, ability) {
            Ok(node) => Ok(Ok(node.id)),
            Err(Error::NoFile(_)) => Ok(Err(world::Error::Unreachable(node.drive))),
            Err(error) => Err(error),
        }
    };
    let (mut given, mut nodes) = (HashSet::new(), HashSet::new());
    let distinct = ids.iter().filter(|id| given.insert(id.as_str()));
    let found = distinct.map(|id| Ok((id, find(id)?))).collect::<Result<Vec<_>, Error>>()?;
    let items = found
        .into_iter()
        .filter(|(_, node)| node.as_ref().map_or(true, |node| nodes.insert(*node)))
        .map(|(id, node)| TaskItem { given: id.as_str().into(), node, weight: 1 });
    Ok(items.collect())
}
