//! Writes, resets and forks of sandboxes.

use std::sync::Arc;

use super::{registry::Sandboxes, settings::Settings};
use crate::world::{Actor, Error, OnConflict, Owner, Timestamp, World};

fn sandboxes() -> Sandboxes {
    let mut world = World::new();
    let alice = world.add_user("alice", "Alice", "alice@example.com");
    world.add_drive("Alice's", Owner::Personal(alice), 1000, Timestamp::default());
    Sandboxes::new(world, Settings::default())
}

/// Creates a folder, then returns `outcome`.
fn create(sandboxes: &Sandboxes, name: &str, outcome: Result<(), Error>) -> Result<(), Error> {
    sandboxes.default().write(|world, now| {
        let drive = world.drives().next().expect("seeded");
        let (by, root) = (Actor::User(drive.person().expect("personal")), drive.root);
        world.create_folder(by, root, name, OnConflict::Fail, now)?;
        outcome
    })
}

fn names(world: &World) -> Vec<String> {
    let root = world.drives().next().expect("seeded").root;
    world.children(root).map(|node| node.name.to_string()).collect()
}

#[test]
fn a_failed_or_panicking_write_publishes_nothing() {
    let sandboxes = sandboxes();
    let sandbox = sandboxes.default();
    create(&sandboxes, "kept", Ok(())).expect("free");
    let before = sandbox.snapshot();
    assert_eq!(create(&sandboxes, "lost", Err(Error::NotFound)), Err(Error::NotFound));
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        sandbox.write(|world, now| {
            let drive = world.drives().next().expect("seeded");
            let (by, root) = (Actor::User(drive.person().expect("personal")), drive.root);
            let made = world.create_folder(by, root, "lost too", OnConflict::Fail, now);
            assert!(made.is_err(), "stop here");
            made
        })
    }));
    assert!(panicked.is_err());
    assert!(Arc::ptr_eq(&before, &sandbox.snapshot()), "nothing was published");
    create(&sandboxes, "after", Ok(())).expect("the writer's lock is free again");
    assert_eq!(names(&sandbox.snapshot()), ["after", "kept"]);
}

#[test]
fn a_reset_brings_back_the_moment_of_the_fork() {
    let sandboxes = sandboxes();
    create(&sandboxes, "first", Ok(())).expect("free");
    let fork = sandboxes.fork("default", "fork").expect("a good name");
    create(&sandboxes, "second", Ok(())).expect("free");
    assert_eq!(names(&fork.snapshot()), ["first"]);
    sandboxes.default().reset();
    assert_eq!(names(&sandboxes.default().snapshot()), [""; 0]);
    fork.reset();
    assert_eq!(names(&fork.snapshot()), ["first"]);
}
