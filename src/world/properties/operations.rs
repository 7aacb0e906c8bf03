//! Random operations on a small world.

use std::time::Duration;

use bytes::Bytes;
use proptest::{collection::vec, prelude::*};

use crate::world::{
    accounts::{
        account::Api,
        actor::{Actor, Principal, Stamp},
    },
    content::Content,
    drives::{details::DriveDetails, drive::Owner},
    error::Error,
    id::{DriveId, NodeId},
    labels::label::{Label, LabelKind, LabelOwner},
    name::{OnConflict, Style},
    shares::share::{Audience, ShareTerms},
    sharing::permission::{LinkKind, LinkScope, Permission, Permit, Role},
    sheets::book::Book,
    state::World,
    tasks::{
        job::{Job, Unpacked},
        task::{Needs, Pace, TaskItem, TaskSpec},
    },
    time::Timestamp,
    tree::{
        copy::CopySpec, destination::Destination, metadata::MetadataPatch, node::BinLevel, update::UpdateSpec,
    },
    uploads::{
        expected::Expected,
        session::{UploadError, UploadSpec},
    },
};

const QUOTA: u64 = 600;

#[derive(Clone, Debug)]
pub(in crate::world) enum Op {
    Folder(usize, &'static str, OnConflict),
    File(usize, &'static str, usize, OnConflict),
    Write(usize, usize),
    Put(usize, &'static str, usize, OnConflict),
    Parts(usize, &'static str, usize, OnConflict),
    Relocate(usize, usize, Option<&'static str>, OnConflict),
    Copy(usize, usize, Option<&'static str>, OnConflict, bool),
    Trash(usize),
    Restore(usize, OnConflict),
    RestoreTo(usize, usize, Option<&'static str>, OnConflict),
    Update(usize, Option<usize>, Option<&'static str>, OnConflict, Option<&'static str>),
    Role(usize, &'static str),
    Delete(usize),
    Sink(usize),
    Purge(usize, bool),
    EmptyBin(usize),
    AddDrive,
    RemoveDrive(usize),
    Task(Vec<usize>, usize, u8, OnConflict),
    RunDue(u64),
    Rename(usize, &'static str, OnConflict),
    Attribute(usize, Option<&'static str>),
    Unpack(usize),
    End(usize, u8),
    Follow(usize),
    Checkout(usize, bool),
    Share(usize),
    ShareTogether(usize, usize),
    EndShare(usize),
    Bundle(usize, usize),
    Unbundle(usize, usize),
    Book(usize),
    Note(usize, u32),
    HandOver(usize),
    Shortcut(usize, &'static str, usize, OnConflict),
    Label(usize, bool),
}

pub(in crate::world) fn op() -> impl Strategy<Value = Op> {
    let name = || {
        prop::sample::select(vec!["a", "A", "b.txt", "B.TXT", "ß", "SS", "é", "E\u{301}", "c d", "..", ""])
    };
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
        1 => (node(), name(), 0usize..60, conflict()).prop_map(|(at, name, size, c)| Op::Parts(at, name, size, c)),
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
        2 => node().prop_map(Op::Sink),
        1 => (node(), any::<bool>()).prop_map(|(at, second)| Op::Purge(at, second)),
        1 => (0usize..3).prop_map(Op::EmptyBin),
        1 => Just(Op::AddDrive),
        // The first one stays: what follows it is tested with these operations too.
        1 => (1usize..3).prop_map(Op::RemoveDrive),
        1 => (vec(node(), 0..4), node(), 0u8..5, conflict()).prop_map(|(a, b, k, c)| Op::Task(a, b, k, c)),
        1 => (0u64..3000).prop_map(Op::RunDue),
        1 => (node(), name(), conflict()).prop_map(|(at, name, c)| Op::Rename(at, name, c)),
        1 => (node(), prop::option::of(name())).prop_map(|(at, value)| Op::Attribute(at, value)),
        1 => node().prop_map(Op::Unpack),
        1 => (0usize..8, 0u8..4).prop_map(|(task, how)| Op::End(task, how)),
        1 => node().prop_map(Op::Follow),
        1 => (node(), any::<bool>()).prop_map(|(at, out)| Op::Checkout(at, out)),
        1 => node().prop_map(Op::Share),
        1 => (node(), node()).prop_map(|(one, other)| Op::ShareTogether(one, other)),
        1 => (0..9usize).prop_map(Op::EndShare),
        2 => (node(), node()).prop_map(|(one, other)| Op::Bundle(one, other)),
        1 => (0..9usize, node()).prop_map(|(nth, item)| Op::Unbundle(nth, item)),
        1 => node().prop_map(Op::Book),
        2 => (node(), 0u32..4).prop_map(|(at, number)| Op::Note(at, number)),
        1 => node().prop_map(Op::HandOver),
        2 => (node(), name(), node(), conflict()).prop_map(|(at, name, to, c)| Op::Shortcut(at, name, to, c)),
        2 => (node(), any::<bool>()).prop_map(|(at, on)| Op::Label(at, on)),
    ]
}

pub(in crate::world) fn seed() -> World {
    let now = Timestamp::from_millis(0);
    let mut world = World::new();
    let alice = world.add_user("alice", "Alice", "alice@example.com");
    let bob = world.add_user("bob", "Bob", "bob@example.com");
    world.add_drive("one", Owner::Personal(alice), QUOTA, now);
    let team = world.add_team("two", &[alice, bob], now);
    world.add_drive("two", Owner::Team(team), QUOTA, now);
    let (name, owner, attr) = ("l".into(), LabelOwner::Actor(Actor::User(alice)), "".into());
    let label = Label { number: 0, name, owner, kind: LabelKind::Custom, attr, rank: 0, created: now };
    world.create_label(label).expect("the first");
    world
}

fn bytes(size: usize) -> Content {
    Content::new(Bytes::from(vec![b'x'; size]))
}

fn nth_drive(world: &World, index: usize) -> Result<DriveId, Error> {
    world.drives().nth(index).map(|drive| drive.id).ok_or(Error::NoDrive)
}

/// Does one operation on the items that its numbers pick.
pub(in crate::world) fn apply(world: &mut World, op: &Op, now: Timestamp) -> Result<(), Error> {
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
        Op::Parts(at, name, size, c) => upload_parts(world, by, pick(at), (*name, *size), *c, now),
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
            let metadata = MetadataPatch {
                description,
                modified: Some(Timestamp::from_millis(7)),
                ..MetadataPatch::default()
            };
            let (into, name) = (into.as_ref().map(pick), name.map(Into::into));
            world.update(by, pick(id), &UpdateSpec { into, name, on_conflict: *on_conflict, metadata }, now)
        }
        Op::Role(id, role) => world.give_role(pick(id), role),
        Op::Delete(id) => world.delete(pick(id)),
        Op::Sink(id) => world.sink(pick(id)),
        Op::Purge(id, second) => {
            world.purge(pick(id), if *second { BinLevel::Second } else { BinLevel::First })
        }
        Op::EmptyBin(drive) => world.empty_bin(nth_drive(world, *drive)?).map(drop),
        Op::AddDrive => add_drive(world, by, now),
        Op::RemoveDrive(drive) => world.remove_drive(nth_drive(world, *drive)?),
        Op::Task(items, into, kind, on_conflict) => {
            let items: Vec<NodeId> = items.iter().map(pick).collect();
            world.enqueue(task(world, by, &items, pick(into), *kind, *on_conflict), now);
            Ok(())
        }
        Op::Checkout(id, out) => world.set_checkout(pick(id), out.then_some(by)),
        Op::ShareTogether(one, other) => share_together(world, &[pick(one), pick(other)], now),
        Op::EndShare(nth) => {
            let number = world.shares().nth(*nth).ok_or(Error::NotFound)?.number;
            world.end_share(number)
        }
        Op::Bundle(one, other) => bundle(world, &[pick(one), pick(other)], Stamp { at: now, by }),
        Op::Unbundle(nth, item) => unbundle(world, *nth, pick(item), Stamp { at: now, by }),
        Op::Share(id) => world.share(pick(id), permission(by, now)).map(drop),
        Op::Note(id, number) => world.note_version(pick(id), *number, Some("n"), &[("a".into(), "b".into())]),
        Op::HandOver(id) => {
            let to = Actor::User(world.users().last().expect("seeded").id);
            world.hand_over(by, pick(id), to, now)
        }
        Op::Shortcut(at, name, target, c) => {
            world.create_shortcut(by, pick(at), name, pick(target), *c, now).map(drop)
        }
        Op::Label(id, on) => label(world, by, pick(id), *on, now),
        Op::Book(id) => world.put_book(by, pick(id), Book::default(), now),
        Op::Follow(id) => {
            let user = world.users().next().expect("seeded").id;
            world.star(user, pick(id), now)
        }
        Op::RunDue(_) => {
            world.run_due(now);
            Ok(())
        }
        Op::Rename(id, name, c) => world.rename(by, pick(id), name, *c, now),
        Op::Attribute(id, value) => world.set_attribute(by, pick(id), "a", *value, now),
        Op::Unpack(into) => unpack(pick(into)).run(world, by, ids[0], now).map(drop),
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

fn add_drive(world: &mut World, by: Actor, now: Timestamp) -> Result<(), Error> {
    if world.drives().count() == 4 {
        return Ok(());
    }
    let owner = world.drives().next().expect("the first one stays").owner.clone();
    let id = world.add_drive("more", owner, QUOTA, now);
    let details = DriveDetails { description: "d".into(), ..DriveDetails::default() };
    world.describe_drive(by, id, details, now)?;
    world.rename_drive(by, id, "other", now)
}

fn label(world: &mut World, by: Actor, id: NodeId, on: bool, now: Timestamp) -> Result<(), Error> {
    let number = world.labels(LabelOwner::Actor(by)).next().expect("seeded").number;
    if on {
        world.add_label(number, id, now)?;
    } else {
        world.remove_label(number, id);
    }
    Ok(())
}

fn unpack(into: NodeId) -> Job {
    let file = |path: &str, content: Option<Content>| Unpacked { path: path.into(), content, size: 0 };
    let files = [file("a", None), file("a/b.txt", Some(bytes(3))), file("c d", Some(bytes(4)))];
    Job::Unpack { into: Some(into), files: Ok(files.into()) }
}

fn task(
    world: &World,
    by: Actor,
    items: &[NodeId],
    into: NodeId,
    kind: u8,
    on_conflict: OnConflict,
) -> TaskSpec {
    let job = match kind {
        0 => Job::Move { into, on_conflict, modifier: None },
        1 => Job::Trash,
        2 => Job::Sink,
        3 => Job::Restore { on_conflict },
        _ => Job::Copy { into: Some(into), name: None, on_conflict, versions: false, children_only: false },
    };
    let item = |id: &NodeId| TaskItem { given: "".into(), node: Ok(*id), weight: 1 };
    let second = Duration::from_secs(1);
    TaskSpec {
        fails: None,
        api: Api::Graph,
        owner: Principal::default(),
        by,
        kind: 0,
        drive: world.drives().next().expect("seeded").id,
        job,
        needs: Needs::default(),
        items: items.iter().map(item).collect(),
        pace: Pace::Timed { base: second, each: second },
    }
}

fn permission(by: Actor, now: Timestamp) -> Permission {
    let grant = Permit::Link { kind: LinkKind::View, scope: LinkScope::Anonymous, people: Vec::new() };
    Permission::new(Role::Read, grant, Stamp { at: now, by }, None)
}

/// Lets everybody have two items of the first one's drive.
/// Makes a bundle of items, or adds them to the one of its name.
fn bundle(world: &mut World, items: &[NodeId], stamp: Stamp) -> Result<(), Error> {
    let drive = world.node(items[0])?.drive;
    match world.create_bundle(drive, "Beach", None, items, OnConflict::Fail, stamp) {
        Err(Error::NameTaken(known)) => {
            items.iter().try_for_each(|item| world.add_to_bundle(known[0], *item, stamp))
        }
        other => other.map(drop),
    }
}

/// Takes an item out of a bundle, or ends it if the item is not there.
fn unbundle(world: &mut World, nth: usize, item: NodeId, stamp: Stamp) -> Result<(), Error> {
    let id = world.bundles.of_item.iter().nth(nth).ok_or(Error::NotFound)?.1;
    match world.remove_from_bundle(id, item, stamp) {
        Err(Error::NotFound) => world.delete_bundle(id),
        other => other,
    }
}

fn share_together(world: &mut World, items: &[NodeId], now: Timestamp) -> Result<(), Error> {
    let drive = world.node(items[0])?.drive;
    let owner = world.users().next().expect("seeded").id;
    let terms = ShareTerms {
        audience: Audience::Company,
        preview: true,
        edit: false,
        download: true,
        code: None,
        comment: "".into(),
        expires: now.plus(Duration::from_secs(1)),
    };
    world.create_share(owner, drive, items, terms, now).map(drop)
}

/// Uploads a file in one part; the id is reserved before something else is created.
fn upload_parts(
    world: &mut World,
    by: Actor,
    folder: NodeId,
    (name, size): (&str, usize),
    on_conflict: OnConflict,
    now: Timestamp,
) -> Result<(), Error> {
    let content = bytes(size);
    let spec = UploadSpec {
        by,
        to: Destination::Name { folder, missing: [].into(), name: name.into() },
        on_conflict,
        metadata: MetadataPatch::default(),
        expected: Expected { size: Some(content.size()), ..Expected::default() },
        deferred: true,
    };
    let refused = |error| match error {
        UploadError::Put(error) => error,
        _ => Error::NotFound,
    };
    let (id, _) = world.open_parts(spec, now);
    world.announce_part(id, 1, Some(0), content.size()).map_err(refused)?;
    world.receive_part(id, 1, content).map_err(refused)?;
    let held = world.parts_content(id).map_err(refused)?;
    world.commit_parts(id, held, now).map(drop).map_err(refused)
}
