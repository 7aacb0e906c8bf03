//! Random sequences of operations keep the promises that every reader of a world relies on.

pub(super) mod operations;

use std::collections::{BTreeMap, BTreeSet};

use proptest::{collection::vec, prelude::*};

use self::operations::{Op, apply, op, seed};
use super::{
    id::NodeId,
    state::World,
    time::Timestamp,
    tree::{
        metadata::ClientMetadata,
        node::{BinLevel, NodeKind},
    },
};

/// Panics where a promise is broken.
pub(super) fn check(world: &World) {
    let mut counts: BTreeMap<NodeId, (u64, u64)> = BTreeMap::new();
    let mut deleted = BTreeMap::new();
    for node in world.nodes.iter() {
        let top = world.ancestry(node).last().expect("the node itself");
        assert!(top.parent.is_none() || top.trashed.is_some(), "{} hangs on nothing", node.id.number());
        assert_eq!(
            world.drive(node.drive).expect("its drive").log.at(node.changed),
            Some(node.id),
            "the log has its last change"
        );
        assert!(node.is_folder() || node.children() == 0);
        if node.trashed.is_some() {
            let place = (node.drive, node.id);
            let sunk = node.trashed.as_ref().is_some_and(|trashed| trashed.level == BinLevel::Second);
            assert_eq!((world.bin.contains(&place), world.sunk.contains(&place)), (!sunk, sunk));
            *deleted.entry(node.drive).or_insert(0) += node.size();
            continue;
        }
        let Some(parent) = node.parent else { continue };
        let folder = world.node(parent).expect("a live item has a folder");
        assert!(folder.is_folder() && folder.drive == node.drive);
        assert_eq!(world.names.get(parent, &node.name), Some(node.id), "found by its name");
        let (children, size) = counts.entry(parent).or_default();
        *children += 1;
        *size += node.size();
    }
    for node in world.nodes.iter() {
        if let NodeKind::Folder { size, .. } = node.kind {
            assert_eq!(
                (node.children(), size),
                counts.get(&node.id).copied().unwrap_or_default(),
                "folder's sums"
            );
        }
    }
    check_order(world);
    for (id, _) in &world.deleted_nodes {
        assert!(world.node(*id).is_err(), "only what is gone is a deleted node");
        assert!(world.drives().any(|drive| drive.log.after(0).any(|change| change.node == *id)));
    }
    let named = world.nodes.iter().filter(|node| node.parent.is_some() && node.trashed.is_none()).count();
    assert_eq!(world.names.len(), named, "no name without an item");
    let bins = || world.bin.iter().chain(world.sunk.iter());
    assert!(bins().all(|(_, id)| world.node(*id).is_ok_and(|node| node.trashed.is_some())));
    for (id, metadata) in &world.metadata {
        assert!(world.node(*id).is_ok(), "no metadata without an item");
        assert_ne!(**metadata, ClientMetadata::default(), "only of those that have any");
    }
    for (id, role) in &world.roles {
        assert!(world.node(*id).is_ok(), "no role without an item");
        assert_eq!(world.role_players.get(role), Some(id), "every item with a role is found by it");
    }
    for ((drive, role), id) in &world.role_players {
        assert!(world.node(*id).is_ok_and(|node| node.drive != *drive || world.role(*id) == Some(role)));
    }
    let kept = world.permissions.iter().map(|(id, _)| id);
    let kept = kept.chain(world.followers.iter().map(|(id, _)| *id)).chain(world.checkouts.keys().copied());
    let kept = kept.chain(world.starred.keys().map(|(id, _)| *id));
    let kept = kept.chain(world.books.keys().copied()).chain(world.shortcuts.keys().copied());
    let kept = kept.chain(world.webhooks.all.keys().map(|(document, _)| *document));
    let kept = kept.chain(world.labels.places.keys().map(|(id, _)| *id));
    let shared = world.shares.all.values().flat_map(|share| share.items.iter().map(|item| item.node));
    let kept = kept.chain(shared).chain(world.shares.of_item.iter().map(|(id, _)| *id));
    let kept = kept.chain(world.bundles.of_item.iter().map(|(id, _)| *id));
    assert!({ kept }.all(|id| world.node(id).is_ok()), "nothing is kept of what is gone");
    for drive in world.drives() {
        assert_eq!(drive.deleted, deleted.get(&drive.id).copied().unwrap_or(0), "sum of the bin");
        let used = world.node(drive.root).expect("every drive has a root").size();
        assert_eq!(world.taken(drive), used + drive.deleted);
        assert!(world.taken(drive) <= drive.total, "within the quota");
    }
    for (id, number) in world.notes.keys() {
        let file = world.node(*id).expect("no note without a file");
        assert!(file.versions().any(|version| version.number == *number), "or without its version");
    }
    for id in world.shortcuts.keys() {
        assert!(world.node(*id).is_ok_and(|node| !node.is_folder()), "a shortcut is a file");
    }
    assert_eq!(world.labels.items.len(), world.labels.places.len());
    let all = || world.drives().flat_map(|drive| world.bundles(drive.id));
    let inside: Vec<_> =
        all().flat_map(|bundle| bundle.items.iter().map(|item| (*item, bundle.id))).collect();
    assert_eq!(world.bundles.of_item, inside.iter().copied().collect(), "an item knows its bundles");
    assert_eq!(world.bundles.of_item.len(), inside.len(), "and stands in each of them once");
    for drive in world.drives() {
        for change in drive.log.after(0) {
            let known = world.node(change.node).is_ok() || world.deleted_node(change.node).is_some();
            assert!(known, "a follower learns what became of it");
        }
    }
    let drives = world.bin.iter().chain(world.sunk.iter()).map(|(drive, _)| *drive);
    let drives = drives.chain(world.role_players.keys().map(|(drive, _)| *drive));
    assert!({ drives }.all(|id| world.drive(id).is_ok()), "nothing is kept of a drive that is gone");
    let due: Vec<_> = world.tasks().filter_map(|task| Some((task.next_due()?, task.id))).collect();
    assert_eq!(world.due.len(), due.len());
    assert!(due.iter().all(|entry| world.due.contains(entry)), "the schedule knows every task");
}

/// Panics where the orders of the bins and of what left a drive are not those of its items.
fn check_order(world: &World) {
    for drive in world.drives() {
        let binned = world.bin.iter().chain(world.sunk.iter()).filter(|(of, _)| *of == drive.id);
        let binned: BTreeSet<NodeId> = binned.map(|(_, id)| *id).collect();
        assert_eq!(
            drive.binned.iter().map(|(_, id)| *id).collect::<BTreeSet<_>>(),
            binned,
            "the order of the bin"
        );
        assert_eq!(drive.binned.len(), binned.len());
        for change in drive.log.after(0) {
            let is_here = world
                .node(change.node)
                .is_ok_and(|node| node.drive == drive.id && node.changed == change.place);
            let departed = world.departures.contains(&(change.node, drive.id, change.place));
            assert_eq!(departed, !is_here, "an entry is of an item that is here, or has left");
        }
    }
    let departures = world.drives().map(|drive| drive.log.departures().count()).sum::<usize>();
    assert_eq!(departures, world.departures.len());
}

/// Returns a text that is the same for two worlds that no reader can distinguish.
fn fingerprint(world: &World) -> String {
    let beside = (&world.metadata, &world.roles, &world.role_players);
    let people = (&world.permissions, &world.followers, &world.checkouts, &world.books, &world.webhooks);
    let people = (people, &world.shares, &world.bundles);
    let said = (&world.notes, &world.shortcuts, &world.labels);
    let bins = (&world.bin, &world.sunk);
    format!("{:?}{:?}{:?}{bins:?}{beside:?}{people:?}{said:?}", world.nodes, world.names, world.drives)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_sequence_of_operations_keeps_the_promises(ops in vec(op(), 1..60)) {
        let mut world = seed();
        let mut now = Timestamp::from_millis(0);
        for op in ops {
            let pause = if let Op::RunDue(pause) = op { pause } else { 1 };
            now = now.plus(std::time::Duration::from_millis(pause));
            // As a sandbox does it: what fails is thrown away.
            let mut next = world.clone();
            if apply(&mut next, &op, now).is_ok() {
                check(&next);
                world = next;
            }
        }
    }

    #[test]
    fn a_fork_does_not_see_what_its_origin_does(ops in vec(op(), 1..30)) {
        let mut world = seed();
        let fork = world.clone();
        let before = fingerprint(&fork);
        for (index, op) in ops.iter().enumerate() {
            let now = Timestamp::from_millis(i64::try_from(index).expect("few"));
            let mut next = world.clone();
            if apply(&mut next, op, now).is_ok() {
                world = next;
            }
        }
        prop_assert_eq!(before, fingerprint(&fork));
    }
}
