//! Random sequences of operations keep the promises that every reader of a world relies on.

use std::collections::BTreeMap;

use bytes::Bytes;
use proptest::{collection::vec, prelude::*};

use super::{
    Actor, Content, CopySpec, Destination, Error, Job, MetadataPatch, NodeId, NodeKind, OnConflict, Owner,
    Pace, Principal, Style, TaskItem, TaskSpec, Timestamp, Unpacked, UpdateSpec, World, name, tree::NameKey,
};

const QUOTA: u64 = 600;

#[derive(Clone, Debug)]
pub(super) enum Op {
    Folder(usize, &'static str, OnConflict),
    File(usize, &'static str, usize, OnConflict),
    Write(usize, usize),
    Put(usize, &'static str, usize, OnConflict),
    Relocate(usize, usize, Option<&'static str>, OnConflict),
    Copy(usize, usize, Option<&'static str>, OnConflict, bool),
    Trash(usize),
    Restore(usize, OnConflict),
    RestoreTo(usize, usize, Option<&'static str>, OnConflict),
    Update(usize, Option<usize>, Option<&'static str>, OnConflict, Option<&'static str>),
    Role(usize, &'static str),
    Delete(usize),
    EmptyBin(bool),
    Task(Vec<usize>, usize, u8, OnConflict),
    Settle(u64),
    Rename(usize, &'static str, OnConflict),
    Attribute(usize, Option<&'static str>),
    Unpack(usize),
    End(usize, u8),
    Follow(usize),
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
        2 => (node(), name(), 0usize..60, conflict()).prop_map(|(at, name, size, c)| Op::Put(at, name, size, c)),
        3 => (node(), node(), prop::option::of(name()), conflict()).prop_map(|(a, b, n, c)| Op::Relocate(a, b, n, c)),
        3 => (node(), node(), prop::option::of(name()), conflict(), any::<bool>())
            .prop_map(|(a, b, n, c, only)| Op::Copy(a, b, n, c, only)),
        2 => node().prop_map(Op::Trash),
        2 => (node(), conflict()).prop_map(|(at, c)| Op::Restore(at, c)),
        2 => (node(), node(), prop::option::of(name()), conflict())
            .prop_map(|(a, b, n, c)| Op::RestoreTo(a, b, n, c)),
        2 => (node(), prop::option::of(node()), prop::option::of(name()), conflict(), prop::option::of(name()))
            .prop_map(|(a, b, n, c, d)| Op::Update(a, b, n, c, d)),
        1 => (node(), name()).prop_map(|(at, role)| Op::Role(at, role)),
        1 => node().prop_map(Op::Delete),
        1 => any::<bool>().prop_map(Op::EmptyBin),
        1 => (vec(node(), 0..4), node(), 0u8..4, conflict()).prop_map(|(a, b, k, c)| Op::Task(a, b, k, c)),
        1 => (0u64..3000).prop_map(Op::Settle),
        1 => (node(), name(), conflict()).prop_map(|(at, name, c)| Op::Rename(at, name, c)),
        1 => (node(), prop::option::of(name())).prop_map(|(at, value)| Op::Attribute(at, value)),
        1 => node().prop_map(Op::Unpack),
        1 => (0usize..8, 0u8..4).prop_map(|(task, how)| Op::End(task, how)),
        1 => node().prop_map(Op::Follow),
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
        Op::Put(at, name, size, c) => {
            let at = pick(at);
            let to = if world.node(at)?.is_folder() {
                Destination::Name { folder: at, missing: ["new".into()].into(), name: (*name).into() }
            } else {
                Destination::File(at)
            };
            world.put(by, &to, bytes(*size), *c, now).map(drop)
        }
        Op::Relocate(id, into, name, c) => world.relocate(by, pick(id), pick(into), *name, *c, now),
        Op::Copy(source, into, name, on_conflict, children_only) => {
            let (source, into, on_conflict) = (pick(source), pick(into), *on_conflict);
            let name = name.map(Into::into);
            let copy =
                CopySpec { source, into, name, on_conflict, versions: true, children_only: *children_only };
            world.copy(by, &copy, now).map(drop)
        }
        Op::Trash(id) => world.trash(by, pick(id), now),
        Op::Restore(id, c) => world.restore(by, pick(id), *c, now),
        Op::RestoreTo(id, into, name, c) => world.restore_to(by, pick(id), Some(pick(into)), *name, *c, now),
        Op::Update(id, into, name, on_conflict, description) => {
            let description = description.map(Into::into);
            let metadata =
                MetadataPatch { description, modified: Some(Timestamp::from_millis(7)), created: None };
            let (into, name) = (into.as_ref().map(pick), name.map(Into::into));
            world.update(by, pick(id), &UpdateSpec { into, name, on_conflict: *on_conflict, metadata }, now)
        }
        Op::Role(id, role) => world.give_role(pick(id), role),
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
            let item = |index: &usize| TaskItem { given: "".into(), node: Ok(pick(index)), weight: 1 };
            let drive = world.drives().next().expect("seeded").id;
            let second = std::time::Duration::from_secs(1);
            let spec = TaskSpec {
                api: super::Api::Graph,
                owner: Principal::default(),
                by,
                kind: 0,
                drive,
                job,
                items: items.iter().map(item).collect(),
                pace: Pace::Timed { base: second, each: second },
            };
            world.enqueue(spec, now);
            Ok(())
        }
        Op::Follow(id) => {
            let user = world.users().next().expect("seeded").id;
            world.follow(user, pick(id))
        }
        Op::Settle(_) => {
            world.run_due(now);
            Ok(())
        }
        Op::Rename(id, name, c) => world.rename(by, pick(id), name, *c, now),
        Op::Attribute(id, value) => world.set_attribute(by, pick(id), "a", *value, now),
        Op::Unpack(into) => {
            let into = Some(pick(into));
            let file =
                |path: &str, content: Option<Content>| Unpacked { path: path.into(), content, size: 0 };
            let files = [file("a", None), file("a/b.txt", Some(bytes(3))), file("c d", Some(bytes(4)))];
            let job = Job::Unpack { into, files: Ok(files.into()) };
            job.run(world, by, ids[0], now).map(drop)
        }
        Op::End(task, how) => {
            let Some(id) = world.tasks().nth(*task).map(|task| task.id) else { return Ok(()) };
            match how {
                0 => world.finish(id, now),
                1 => world.fail(id, &Error::Injected, now),
                2 => world.cancel(id, now),
                _ => {
                    world.poll(id, now);
                    Ok(())
                }
            }
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
        if let NodeKind::Folder { size, .. } = node.kind {
            assert_eq!(
                (node.children(), size),
                counts.get(&node.id).copied().unwrap_or_default(),
                "folder's sums"
            );
        }
    }
    for (id, _) in &world.deleted_nodes {
        assert!(world.node(*id).is_err(), "only what is gone has a grave");
    }
    let named = world.nodes.iter().filter(|node| node.parent.is_some() && node.trashed.is_none()).count();
    assert_eq!(world.names.len(), named, "no name without an item");
    assert!(world.bin.iter().all(|(_, id)| world.node(*id).is_ok_and(|node| node.trashed.is_some())));
    for (id, details) in &world.details {
        assert!(world.node(*id).is_ok(), "no details without an item");
        assert_ne!(**details, super::Details::default(), "only of those that have any");
    }
    let played = world.details.keys().filter(|id| world.role(**id).is_some()).count();
    assert!(played <= world.roles.len(), "every role that is told is found");
    for ((drive, role), id) in &world.roles {
        assert!(world.node(*id).is_ok_and(|node| node.drive != *drive || world.role(*id) == Some(role)));
    }
    assert!(world.marks.keys().all(|id| world.node(*id).is_ok()), "nothing is kept of what is gone");
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
    let beside = (&world.details, &world.roles, &world.marks);
    format!("{:?}{:?}{:?}{:?}{beside:?}", world.nodes, world.names, world.drives, world.bin)
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
