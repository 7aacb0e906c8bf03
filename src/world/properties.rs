//! Random sequences of operations keep the promises that every reader of a world relies on.

use std::collections::BTreeMap;

use bytes::Bytes;
use proptest::{collection::vec, prelude::*};

use super::{
    Actor, Content, Copy, Error, Item, Job, Kind, NewTask, NodeId, OnConflict, Owner, Pace, Principal, Style,
    Timestamp, World, name, tree::NameKey,
};

const QUOTA: u64 = 600;

#[derive(Clone, Debug)]
pub(super) enum Op {
    Folder(usize, &'static str, OnConflict),
    File(usize, &'static str, usize, OnConflict),
    Write(usize, usize),
    Relocate(usize, usize, Option<&'static str>, OnConflict),
    Copy(usize, usize, Option<&'static str>, OnConflict, bool),
    Trash(usize),
    Restore(usize, OnConflict),
    Delete(usize),
    EmptyBin(bool),
    Task(Vec<usize>, usize, u8, OnConflict),
    Settle(u64),
}

pub(super) fn op() -> impl Strategy<Value = Op> {
    let name = || prop::sample::select(vec!["a", "A", "b.txt", "B.TXT", "ß", "SS", "c d", "..", ""]);
    let conflict = || {
        prop::sample::select(vec![
            OnConflict::Fail,
            OnConflict::Replace,
            OnConflict::Rename(Style::Spaced),
            OnConflict::Rename(Style::Bracketed),
            OnConflict::Rename(Style::Stamped),
        ])
    };
    let node = || 0usize..24;
    prop_oneof![
        3 => (node(), name(), conflict()).prop_map(|(at, name, c)| Op::Folder(at, name, c)),
        4 => (node(), name(), 0usize..60, conflict()).prop_map(|(at, name, size, c)| Op::File(at, name, size, c)),
        1 => (node(), 0usize..60).prop_map(|(at, size)| Op::Write(at, size)),
        3 => (node(), node(), prop::option::of(name()), conflict()).prop_map(|(a, b, n, c)| Op::Relocate(a, b, n, c)),
        3 => (node(), node(), prop::option::of(name()), conflict(), any::<bool>())
            .prop_map(|(a, b, n, c, only)| Op::Copy(a, b, n, c, only)),
        2 => node().prop_map(Op::Trash),
        2 => (node(), conflict()).prop_map(|(at, c)| Op::Restore(at, c)),
        1 => node().prop_map(Op::Delete),
        1 => any::<bool>().prop_map(Op::EmptyBin),
        1 => (vec(node(), 0..4), node(), 0u8..4, conflict()).prop_map(|(a, b, k, c)| Op::Task(a, b, k, c)),
        1 => (0u64..3000).prop_map(Op::Settle),
    ]
}

pub(super) fn seed() -> World {
    let now = Timestamp::from_millis(0);
    let mut world = World::new();
    let alice = world.add_user("alice", "Alice", "alice@example.com");
    let bob = world.add_user("bob", "Bob", "bob@example.com");
    world.add_drive("one", Owner::Personal(alice), QUOTA, now);
    world.add_drive("two", Owner::Team([alice, bob].into()), QUOTA, now);
    world
}

fn bytes(size: usize) -> Content {
    Content::new(Bytes::from(vec![b'x'; size]))
}

/// Does one operation on whatever its numbers pick.
pub(super) fn apply(world: &mut World, op: &Op, now: Timestamp) -> Result<(), Error> {
    let by = Actor::User(world.users().next().expect("seeded").id);
    let ids: Vec<NodeId> = world.nodes.iter().map(|node| node.id).collect();
    let pick = |index: &usize| ids[index % ids.len()];
    match op {
        Op::Folder(at, name, c) => world.create_folder(by, pick(at), name, *c, now).map(drop),
        Op::File(at, name, size, c) => world.create_file(by, pick(at), name, bytes(*size), *c, now).map(drop),
        Op::Write(at, size) => world.write(by, pick(at), bytes(*size), now),
        Op::Relocate(id, into, name, c) => world.relocate(by, pick(id), pick(into), *name, *c, now),
        Op::Copy(source, into, name, on_conflict, children_only) => {
            let (source, into, on_conflict) = (pick(source), pick(into), *on_conflict);
            let name = name.map(Into::into);
            let copy =
                Copy { source, into, name, on_conflict, versions: true, children_only: *children_only };
            world.copy(by, &copy, now).map(drop)
        }
        Op::Trash(id) => world.trash(by, pick(id), now),
        Op::Restore(id, c) => world.restore(by, pick(id), *c, now),
        Op::Delete(id) => world.delete(pick(id)),
        Op::EmptyBin(first) => {
            let drive = world.drives().nth(usize::from(*first)).expect("two are seeded").id;
            world.empty_bin(drive).map(drop)
        }
        Op::Task(items, into, kind, on_conflict) => {
            let (into, on_conflict) = (pick(into), *on_conflict);
            let job = match kind {
                0 => Job::Move { into, on_conflict },
                1 => Job::Trash,
                2 => Job::Restore { on_conflict },
                _ => Job::Copy {
                    into: Some(into),
                    name: None,
                    on_conflict,
                    versions: false,
                    children_only: false,
                },
            };
            let item = |index: &usize| Item { given: "".into(), node: Ok(pick(index)), weight: 1 };
            let drive = world.drives().next().expect("seeded").id;
            let second = std::time::Duration::from_secs(1);
            let order = NewTask {
                api: super::Api::Graph,
                owner: Principal::default(),
                by,
                kind: 0,
                drive,
                job,
                items: items.iter().map(item).collect(),
                pace: Pace::Timed { base: second, each: second },
            };
            world.enqueue(order, now);
            Ok(())
        }
        Op::Settle(_) => {
            world.settle(now);
            Ok(())
        }
    }
}

/// Panics where a promise is broken.
fn check(world: &World) {
    let mut counts: BTreeMap<NodeId, (u64, u64)> = BTreeMap::new();
    let mut deleted = BTreeMap::new();
    for node in world.nodes.iter() {
        let top = world.ancestry(node).last().expect("the node itself");
        assert!(top.parent.is_none() || top.trashed.is_some(), "{} hangs on nothing", node.id.number());
        assert_eq!(
            world.drive(node.drive).expect("its drive").changes.get(&node.changed),
            Some(&node.id),
            "the log has its last change"
        );
        assert!(node.is_folder() || node.children() == 0);
        if node.trashed.is_some() {
            assert!(world.bin.contains(&(node.drive, node.id)));
            *deleted.entry(node.drive).or_insert(0) += node.size();
            continue;
        }
        let Some(parent) = node.parent else { continue };
        let folder = world.node(parent).expect("a live item has a folder");
        assert!(folder.is_folder() && folder.drive == node.drive);
        let key = NameKey { parent, key: name::key(&node.name) };
        assert_eq!(world.names.get(&key), Some(&node.id), "found by its name");
        let (children, size) = counts.entry(parent).or_default();
        *children += 1;
        *size += node.size();
    }
    for node in world.nodes.iter() {
        if let Kind::Folder { size, .. } = node.kind {
            assert_eq!(
                (node.children(), size),
                counts.get(&node.id).copied().unwrap_or_default(),
                "folder's sums"
            );
        }
    }
    for (id, _) in &world.graves {
        assert!(world.node(*id).is_err(), "only what is gone has a grave");
    }
    let named = world.nodes.iter().filter(|node| node.parent.is_some() && node.trashed.is_none()).count();
    assert_eq!(world.names.len(), named, "no name without an item");
    assert!(world.bin.iter().all(|(_, id)| world.node(*id).is_ok_and(|node| node.trashed.is_some())));
    for drive in world.drives() {
        assert_eq!(drive.deleted, deleted.get(&drive.id).copied().unwrap_or(0), "sum of the bin");
        let used = world.node(drive.root).expect("every drive has a root").size();
        assert!(used + drive.deleted <= drive.total, "within the quota");
    }
    let due: Vec<_> = world.tasks().filter_map(|task| Some((task.next_due()?, task.id))).collect();
    assert_eq!(world.due.len(), due.len());
    assert!(due.iter().all(|entry| world.due.contains(entry)), "the schedule knows every task");
}

/// What two worlds that no one can tell apart have in common.
fn fingerprint(world: &World) -> String {
    format!("{:?}{:?}{:?}{:?}", world.nodes, world.names, world.drives, world.bin)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_sequence_of_operations_keeps_the_promises(ops in vec(op(), 1..60)) {
        let mut world = seed();
        let mut now = Timestamp::from_millis(0);
        for op in ops {
            let pause = if let Op::Settle(pause) = op { pause } else { 1 };
            now = now.plus(std::time::Duration::from_millis(pause));
            let mut next = world.clone();
            let before = fingerprint(&world);
            if apply(&mut next, &op, now).is_ok() {
                check(&next);
                world = next;
            } else {
                // The clone is thrown away, and the original never noticed.
                prop_assert_eq!(before, fingerprint(&world));
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
