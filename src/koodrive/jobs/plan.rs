//! What a batch task means in this world: its spaces, its target, and what each entry names.
//!
//! An entry that cannot succeed keeps its reason, and the task goes on without it (reference 10).

use super::action::Action;
use crate::{
    http::Call,
    koodrive::{
        auth::{Caller, item_or_root},
        error::Error,
        ids,
        place::DEEPEST,
    },
    world::{
        Ability, Api, DriveId, Error as WorldError, Job, LARGEST_COPY, Needs, Node, NodeId, OnConflict, Pace,
        Style, TaskItem, TaskSpec, Timestamp, World,
    },
};

/// What becomes of a name that is taken.
pub const ON_CONFLICT: OnConflict = OnConflict::Rename(Style::Stamped);

/// A batch task as its caller words it.
pub struct Batch {
    /// What is done.
    pub action: Action,
    /// The id of the space that the entries lie in.
    pub source: String,
    /// The id of the target space.
    pub target: String,
    /// The target folder: an id, `root`, or a path of ids; empty if none was named.
    pub folder: String,
    /// The ids of the entries.
    pub files: Vec<String>,
}

/// Makes a task of a batch; an archive is still to be read.
pub fn plan(caller: &Caller, world: &World, batch: &Batch) -> Result<TaskSpec, Error> {
    let from = match batch.action {
        Action::EmptyBin => caller.space_for(world, &batch.source, Ability::Control)?,
        _ => caller.space(world, &batch.source)?,
    };
    let (source, drive) = (from.id, caller.space(world, &batch.target)?.id);
    let into = target(world, batch, source, drive)?;
    if let Some(into) = into {
        caller.permitted(world, into, Ability::NewEmpty)?;
    }
    let item = |id: &String| {
        let node = item_or_root(world, from, id);
        let node = node.and_then(|node| entry(caller, world, batch.action, into, node));
        let weight = node.as_ref().map_or(1, |node| weight(world, batch.action, node.id));
        let given = format!("{}/{id}", batch.source).into();
        TaskItem { given, node: node.map(|node| node.id), weight }
    };
    let items = batch.files.iter().map(item).collect();
    let leaves = batch.action == Action::Move && source != drive;
    let needed = if leaves { Ability::Control } else { batch.action.needs() };
    let job = job(batch.action, source, into.map(|folder| folder.id))?;
    Ok(TaskSpec {
        api: Api::Koodrive,
        owner: caller.principal,
        by: caller.actor,
        kind: batch.action.kind(),
        drive,
        job,
        needs: Needs { item: Some(needed), throughout: true, into: Some(Ability::NewEmpty) },
        items,
        pace: Pace::AtOnce,
        fails: caller.call.failing_item(Api::Koodrive),
    })
}

/// The most entries of a task whose reasons the journal notes.
const NOTED: usize = 20;

/// Refuses a task of which nothing can succeed, with the reason of its first entry.
///
/// The vendor's response names no entry; the journal notes each that fails. That an archive cannot be read is found out
/// by the job.
pub fn check_any(call: &Call, world: &World, spec: &TaskSpec, now: Timestamp) -> Result<(), Error> {
    let results = world.dry_run(spec, now);
    let failed =
        spec.items.iter().zip(&results).filter_map(|(item, result)| Some((item, result.as_ref().err()?)));
    for (item, error) in failed.take(NOTED) {
        call.note(format!("entry {}: {error}", item.given));
    }
    match results.first() {
        Some(Err(WorldError::BadArchive | WorldError::BadPassword)) => Ok(()),
        Some(Err(error)) if results.iter().all(Result::is_err) => Err(entry_error(&spec.job, error)),
        _ => Ok(()),
    }
}

/// Returns the error of an entry; the world does not know whether what lies in the bin is the entry or the target.
pub fn entry_error(job: &Job, error: &WorldError) -> Error {
    let into = match job {
        Job::Copy { into, .. } | Job::Unpack { into, .. } => *into,
        Job::Move { into, .. } => Some(*into),
        Job::Trash
        | Job::Delete
        | Job::Sink
        | Job::Purge { .. }
        | Job::Restore { .. }
        | Job::EmptyBin { .. }
        | Job::Create { .. }
        | Job::Read { .. }
        | Job::HandOver { .. }
        | Job::Pack { .. } => None,
    };
    match error {
        WorldError::InBin(id) if Some(*id) == into => Error::TargetInBin,
        error => error.clone().into(),
    }
}

fn job(action: Action, source: DriveId, into: Option<NodeId>) -> Result<Job, Error> {
    Ok(match action {
        Action::Copy => {
            Job::Copy { into, name: None, on_conflict: ON_CONFLICT, versions: false, children_only: false }
        }
        Action::Move => {
            Job::Move { into: into.ok_or(Error::Target)?, on_conflict: ON_CONFLICT, modifier: None }
        }
        Action::Trash => Job::Trash,
        Action::Delete => Job::Delete,
        Action::Restore => Job::Restore { on_conflict: ON_CONFLICT },
        Action::Preview | Action::Decompress | Action::DecompressPart => {
            Job::Unpack { into, files: Err(WorldError::BadArchive) }
        }
        Action::Package => Job::Pack { name: None },
        Action::EmptyBin => Job::EmptyBin { drive: source },
    })
}

/// Returns the folder that receives what the task makes, if it makes anything.
fn target<'w>(
    world: &'w World,
    batch: &Batch,
    source: DriveId,
    drive: DriveId,
) -> Result<Option<&'w Node>, Error> {
    let decompresses = match batch.action {
        Action::Copy | Action::Move => false,
        Action::Decompress | Action::DecompressPart => true,
        Action::Trash
        | Action::Delete
        | Action::Restore
        | Action::Preview
        | Action::Package
        | Action::EmptyBin => return Ok(None),
    };
    let root = world.drive(drive)?.root;
    let id = match batch.folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default() {
        "" if decompresses && source == drive => beside(world, batch).unwrap_or(root),
        "" | ids::ROOT_NAME => root,
        id => ids::parse_file(world, id).ok_or(Error::Target)?,
    };
    let folder = world.node(id).map_err(|_| Error::Target)?;
    if folder.drive != drive || !folder.is_folder() {
        return Err(Error::Target);
    }
    world.live(id).map_err(|_| Error::TargetInBin)?;
    Ok(Some(folder))
}

/// Returns the folder that the archive lies in.
fn beside(world: &World, batch: &Batch) -> Option<NodeId> {
    let archive = ids::parse_file(world, batch.files.first()?)?;
    world.live(archive).ok()?.parent
}

/// Returns an entry, or why it fails.
fn entry<'w>(
    caller: &Caller,
    world: &World,
    action: Action,
    into: Option<&Node>,
    node: &'w Node,
) -> Result<&'w Node, WorldError> {
    match (action, into) {
        (Action::Copy | Action::Move, Some(into)) => check_way(world, world.live(node.id)?, into)?,
        _ if action.reads_archive() && world.live(node.id)?.is_folder() => {
            return Err(WorldError::NotAFile(node.id));
        }
        // The task itself finds out the rest: whether an item is in the bin, or is the root.
        _ => {}
    }
    // What leaves a space is gone from it as if it was deleted for good.
    let leaves = action == Action::Move && into.is_some_and(|into| into.drive != node.drive);
    caller.permit(world, node, if leaves { Ability::Control } else { action.needs() })
}

/// Refuses a way that leads into itself, nowhere, or too deep down.
pub fn check_way(world: &World, node: &Node, into: &Node) -> Result<(), WorldError> {
    if world.is_within(into.id, node.id) {
        return Err(WorldError::IntoItself(into.id));
    }
    if node.parent == Some(into.id) {
        return Err(WorldError::AlreadyThere(node.id));
    }
    let below = if node.is_folder() { 1 + world.height(node.id) } else { 0 };
    if world.depth(into) + below > DEEPEST { Err(WorldError::TooDeep { limit: DEEPEST }) } else { Ok(()) }
}

/// Returns how many shares of the time an entry takes: one for each item that is copied or packed.
fn weight(world: &World, action: Action, node: NodeId) -> u32 {
    match action {
        Action::Copy | Action::Package => weight_of_copy(world, node),
        _ => 1,
    }
}

/// Returns how many shares of the time an entry takes that is copied or packed: one for each item.
pub fn weight_of_copy(world: &World, node: NodeId) -> u32 {
    u32::try_from(world.count_copy(node, false, LARGEST_COPY).max(1)).unwrap_or(u32::MAX)
}
