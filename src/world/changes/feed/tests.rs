//! A client that follows a drive or a folder, page by page, ends up with the tree as it is.

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*};

use super::{DriveId, FeedCursor, FeedRow, NodeId, Timestamp, World};
use crate::world::{
    accounts::actor::Actor,
    name::OnConflict,
    properties::{
        check,
        operations::{apply, op, seed},
    },
};

/// What a client keeps: every item that it knows, with its folder and its name.
#[derive(Default)]
struct Mirror {
    items: BTreeMap<NodeId, (Option<NodeId>, String)>,
    /// Whether the drive changes between two pages: then a folder may come again after what lies in it.
    disturbed: bool,
}

impl Mirror {
    /// Reads one page. Returns where the next begins, and whether there is one.
    fn page(&mut self, world: &World, root: NodeId, cursor: FeedCursor, size: usize) -> (FeedCursor, bool) {
        let page =
            world.follow_changes(root, cursor, size, true).expect("live").expect("a cursor of this drive");
        assert!(page.rows.len() <= size);
        for row in page.rows {
            match row {
                FeedRow::Here(id) => {
                    let node = world.live(id).expect("live");
                    let known = |id| id == root || self.items.contains_key(&id);
                    let ordered = id == root || node.parent.is_some_and(known);
                    assert!(ordered || self.disturbed, "its folder came before");
                    self.items.insert(id, (node.parent, node.name.to_string()));
                }
                FeedRow::Gone { id, .. } => {
                    self.items.remove(&id);
                }
            }
        }
        (page.next, page.more)
    }

    fn follow(&mut self, world: &World, root: NodeId, mut cursor: FeedCursor, size: usize) -> FeedCursor {
        loop {
            let (next, more) = self.page(world, root, cursor, size);
            cursor = next;
            if !more {
                return cursor;
            }
        }
    }

    fn assert_is(&self, world: &World, root: NodeId) {
        let items = world.subtree(root).map(|node| (node.id, (node.parent, node.name.to_string())));
        assert_eq!(self.items, items.collect());
    }
}

fn drive(world: &World) -> DriveId {
    world.drives().next().expect("seeded").id
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Also while the drive changes between two pages.
    #[test]
    fn a_client_that_follows_a_drive_knows_its_tree(
        ops in vec((op(), any::<bool>()), 1..60),
        size in 1usize..6,
        whole_rounds in any::<bool>(),
    ) {
        let mut world = seed();
        let drive = drive(&world);
        let root = world.drive(drive).expect("seeded").root;
        let mut mirror = Mirror { disturbed: !whole_rounds, ..Mirror::default() };
        let mut cursor = world.feed_from_start(drive).expect("seeded");
        for (index, (op, look)) in ops.into_iter().enumerate() {
            let now = Timestamp::from_millis(i64::try_from(index).expect("few"));
            let mut next = world.clone();
            if apply(&mut next, &op, now).is_ok() {
                world = next;
            }
            if look {
                cursor = if whole_rounds {
                    mirror.follow(&world, root, cursor, size)
                } else {
                    mirror.page(&world, root, cursor, size).0
                };
            }
        }
        mirror.follow(&world, root, cursor, size);
        mirror.assert_is(&world, root);
    }

    #[test]
    fn a_client_that_follows_a_folder_knows_what_lies_below_it(
        before in vec(op(), 1..30),
        ops in vec((op(), any::<bool>()), 1..40),
        at in 0usize..8,
        size in 1usize..6,
        whole_rounds in any::<bool>(),
    ) {
        let mut world = seed();
        let drive = drive(&world);
        for op in before {
            let mut next = world.clone();
            if apply(&mut next, &op, Timestamp::default()).is_ok() {
                world = next;
            }
        }
        let folders: Vec<NodeId> = {
            let top = world.drive(drive).expect("seeded").root;
            world.subtree(top).filter(|node| node.is_folder()).map(|node| node.id).collect()
        };
        let root = folders[at % folders.len()];
        let mut mirror = Mirror { disturbed: !whole_rounds, ..Mirror::default() };
        let mut cursor = mirror.follow(&world, root, world.feed_from_start(drive).expect("seeded"), size);
        for (index, (op, look)) in ops.into_iter().enumerate() {
            let now = Timestamp::from_millis(i64::try_from(index).expect("few"));
            let mut next = world.clone();
            if apply(&mut next, &op, now).is_err() {
                continue;
            }
            if next.live(root).is_err() || next.live(root).is_ok_and(|node| node.drive != drive) {
                // The folder is gone, and with it its feed.
                continue;
            }
            world = next;
            if look && whole_rounds {
                cursor = mirror.follow(&world, root, cursor, size);
                mirror.assert_is(&world, root);
            } else if look {
                cursor = mirror.page(&world, root, cursor, size).0;
            }
        }
        mirror.follow(&world, root, cursor, size);
        mirror.assert_is(&world, root);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    /// A client that is told to begin anew, because the log has forgotten what it would have to know, does so.
    #[test]
    fn a_client_of_a_log_that_forgets_knows_its_tree(
        ops in vec((op(), any::<bool>()), 1..60),
        most in 1usize..6,
    ) {
        let mut world = seed();
        let drive = drive(&world);
        let root = world.drive(drive).expect("seeded").root;
        let mut mirror = Mirror::default();
        let mut cursor = world.feed_from_start(drive).expect("seeded");
        let look = |world: &World, mirror: &mut Mirror, cursor| {
            let known = world.follow_changes(root, cursor, 9, true).expect("live").is_some();
            let from = if known { cursor } else { world.feed_from_start(drive).expect("seeded") };
            if !known {
                mirror.items.clear();
            }
            mirror.follow(world, root, from, 5)
        };
        for (index, (op, looks)) in ops.into_iter().enumerate() {
            let now = Timestamp::from_millis(i64::try_from(index).expect("few"));
            let mut next = world.clone();
            if apply(&mut next, &op, now).is_ok() {
                world = next;
                let drives: Vec<DriveId> = world.drives().map(|drive| drive.id).collect();
                for id in drives {
                    world.prune_changes(id, most);
                }
                check(&world);
                prop_assert!(!world.drives().any(|drive| drive.log.exceeds(most)));
            }
            if looks {
                cursor = look(&world, &mut mirror, cursor);
                mirror.assert_is(&world, root);
            }
        }
        look(&world, &mut mirror, cursor);
        mirror.assert_is(&world, root);
    }
}

#[test]
fn a_log_keeps_the_latest_departures_and_serves_no_older_cursor() {
    let mut world = seed();
    let (drive, at) = (drive(&world), Timestamp::from_seconds);
    let root = world.drive(drive).expect("seeded").root;
    let by = Actor::User(world.users().next().expect("seeded").id);
    let mut cursors = Vec::new();
    let mut ids = Vec::new();
    for n in 0..4 {
        let id = world.create_folder(by, root, &format!("gone {n}"), OnConflict::Fail, at(n)).expect("free");
        cursors.push(world.feed_from_now(drive).expect("seeded"));
        world.delete(id).expect("there");
        world.date_changes(at(n));
        ids.push(id);
    }
    world.prune_changes(drive, 2);
    let served =
        |cursor| world.follow_changes(root, cursor, 9, false).expect("live").map(|page| page.rows.len());
    assert_eq!(
        cursors.iter().map(|cursor| served(*cursor)).collect::<Vec<_>>(),
        [None, None, Some(2), Some(1)]
    );
    let told = ids.iter().map(|id| world.deleted_node(*id).is_some()).collect::<Vec<_>>();
    assert_eq!(told, [false, false, true, true]);
    let since = |time| served(world.feed_since(drive, at(time)).expect("seeded"));
    assert_eq!(
        (since(0), since(1), since(2)),
        (None, None, Some(1)),
        "a time that is too old is refused too"
    );
}

#[test]
fn only_the_cursors_of_the_log_are_served() {
    let mut world = seed();
    let drive = drive(&world);
    let root = world.drive(drive).expect("seeded").root;
    let served = |world: &World, cursor| world.follow_changes(root, cursor, 9, true).expect("live").is_some();
    let now = world.feed_from_now(drive).expect("seeded");
    assert!(served(&world, now));
    assert!(!served(&world, FeedCursor { base: now.base + 1, ..now }));
    assert!(!served(&world, FeedCursor { at: now.at + 1, ..now }));
    world.expire_changes();
    assert!(!served(&world, now), "expired");
    assert!(served(&world, world.feed_from_now(drive).expect("seeded")));
    let since = world.feed_since(drive, Timestamp::default()).expect("seeded");
    assert!(!served(&world, since), "a time from before what the log keeps");
}

#[test]
fn a_time_stands_for_what_was_known_then() {
    let mut world = seed();
    let drive = drive(&world);
    let root = world.drive(drive).expect("seeded").root;
    let by = Actor::User(world.users().next().expect("seeded").id);
    let at = Timestamp::from_seconds;
    for (name, time) in [("a", at(10)), ("b", at(20)), ("c", at(20)), ("d", at(30))] {
        world.create_folder(by, root, name, OnConflict::Fail, time).expect("free");
        world.date_changes(time);
    }
    let known = |time| {
        let cursor = world.feed_since(drive, at(time)).expect("seeded");
        let page = world.follow_changes(root, cursor, 9, false).expect("live").expect("served");
        page.rows.iter().map(|row| world.node(row.id()).expect("live").name.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(known(5), ["", "a", "b", "c", "d"]);
    assert_eq!(known(10), ["b", "c", "d"]);
    assert_eq!(known(19), ["b", "c", "d"]);
    assert_eq!(known(29), ["d"]);
    assert_eq!(known(99), [""; 0]);
}
