//! What somebody works with, as far as it can be seen: by the versions of files that they made.
//!
//! Nothing is known of who opened a file.

use super::reach::Reach;
use crate::{
    http,
    world::{Ability, Actor, Node, Timestamp, World},
};

/// A file that somebody worked with.
#[derive(Clone, Copy)]
pub struct Used<'w> {
    /// The file.
    pub node: &'w Node,
    /// When they made the first version that is kept.
    pub first: Timestamp,
    /// When they made the last one.
    pub last: Timestamp,
    /// How many versions are theirs.
    pub times: usize,
}

/// Returns the files that somebody worked with, in the order of their ids.
pub fn files(reach: Reach, world: &World, who: Actor) -> Vec<Used<'_>> {
    let used = |node| {
        let mut own: Vec<Timestamp> = Node::versions(node)
            .filter(|version| version.modified.by == who)
            .map(|version| version.modified.at)
            .collect();
        own.sort();
        Some(Used { node, first: *own.first()?, last: *own.last()?, times: own.len() })
    };
    let used = reach.items(world).filter_map(used);
    used.filter(|used| reach.may(world, used.node, Ability::List)).collect()
}

/// Returns the files that somebody works with most: those with most versions of theirs, the latest first.
pub fn most(reach: Reach, world: &World, who: Actor) -> Vec<Used<'_>> {
    let mut all = files(reach, world, who);
    http::sort_by_key(&mut all, |used| std::cmp::Reverse((used.times, used.last, used.node.id)));
    all.truncate(MOST);
    all
}

/// How many files at most are used often.
const MOST: usize = 100;
