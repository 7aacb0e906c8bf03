//! What a person did with which file last, as the world remembers it.
//!
//! Nothing is kept of who only reads a file: that would make a change of every read. So what was viewed is what came by
//! a share that the person went to.

use std::collections::BTreeMap;

use crate::{
    koodrive::{auth::Caller, jobs::FIRST_SHARE_KIND},
    world::{Actor, Api, Effect, Job, NodeId, Task, Timestamp, World},
};

/// What was done with a file last, and when.
#[derive(Clone, Copy)]
pub struct Deed {
    /// When.
    pub at: Timestamp,
    /// The vendor's number of it.
    pub kind: u32,
}

const VIEWED: u32 = 1;
/// The vendor's number of what was edited.
pub const EDITED: u32 = 2;
/// The vendor's number of what was shared.
pub const SHARED: u32 = 3;
const COPIED: u32 = 4;
const UPLOADED: u32 = 5;
const SAVED: u32 = 6;

/// The latest deed for each file.
pub type Deeds = BTreeMap<NodeId, Deed>;

/// Returns what a caller had to do with.
pub fn of(caller: &Caller, world: &World) -> Deeds {
    let mut deeds = Deeds::new();
    add_own(&mut deeds, caller, world);
    add_received(&mut deeds, caller, world);
    deeds
}

/// Adds what the caller did: to files in spaces of theirs, by tasks, and by sharing.
fn add_own(deeds: &mut Deeds, caller: &Caller, world: &World) {
    let me = Actor::User(caller.user);
    let spaces = world.drives().filter(|drive| world.given(drive, &caller.principal).is_some());
    for drive in spaces {
        let binned = world.binned(drive.id).flat_map(|top| world.subtree(top.id));
        let files = world.subtree(drive.root).chain(binned).filter(|node| !node.is_folder());
        for node in files.filter(|node| node.modified.by == me) {
            let is_first = node.created == node.modified;
            put(deeds, node.id, node.modified.at, if is_first { UPLOADED } else { EDITED });
        }
    }
    for (task, kind) in world.tasks().filter_map(|task| Some((task, copied(world, task)?))) {
        let is_theirs = task.spec.api == Api::Koodrive && task.spec.owner.user == Some(caller.user);
        let at = task.ended.unwrap_or(task.created);
        for effect in task.results.iter().flatten().filter(|_| is_theirs) {
            if let Effect::Node(id) = effect {
                put(deeds, *id, at, kind);
            }
        }
    }
    for share in world.shares().filter(|share| share.owner == caller.user) {
        for item in &share.items {
            put(deeds, item.node, share.created, SHARED);
        }
    }
}

/// Returns the number of what a task did, if it copied from a share or into another space.
fn copied(world: &World, task: &Task) -> Option<u32> {
    if !matches!(task.spec.job, Job::Copy { .. }) {
        return None;
    }
    if task.spec.kind > FIRST_SHARE_KIND {
        return Some(SAVED);
    }
    let mut sources = task.spec.items.iter().filter_map(|item| world.node(*item.node.as_ref().ok()?).ok());
    sources.any(|node| node.drive != task.spec.drive).then_some(COPIED)
}

/// Adds what others shared with the caller, unless a code keeps it closed.
fn add_received(deeds: &mut Deeds, caller: &Caller, world: &World) {
    let now = caller.now();
    let received = world.shares_received(caller.user).filter(|share| now < share.terms.expires);
    for share in received {
        let (at, kind) = match share.guests.get(&caller.user) {
            Some(at) => (*at, VIEWED),
            None if share.terms.code.is_none() => (share.created, SHARED),
            None => continue,
        };
        for node in world.shared_items(share, now) {
            put(deeds, node.id, at, kind);
        }
    }
}

/// Keeps the latest deed; of two at the same time the later one in this file.
fn put(deeds: &mut Deeds, id: NodeId, at: Timestamp, kind: u32) {
    let known = deeds.entry(id).or_insert(Deed { at, kind });
    if known.at <= at {
        *known = Deed { at, kind };
    }
}
