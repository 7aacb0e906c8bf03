//! What the world is judged on: forks, snapshots, updates and copies in a drive of a million items.
//!
//! `cargo bench --bench world`. The memory of an item is printed first; it is read off the process, on Linux.

use std::{
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

use bytes::Bytes;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use mockdrive::{
    sandbox::{Sandboxes, Settings},
    world::{Actor, Content, CopySpec, Error, NodeId, OnConflict, Owner, Timestamp, World},
};

const FOLDERS: usize = 1000;
const FILES: usize = 1000;
/// Folders of the million whose copy makes 30,000 items.
const COPIED: usize = 30;

struct Seed {
    world: World,
    by: Actor,
    root: NodeId,
    file: NodeId,
    thirty: NodeId,
}

/// A drive with a million files and folders: `/thirty` holds 30 folders of 999 files, `/rest` the others.
fn million() -> Seed {
    let now = Timestamp::default();
    let mut world = World::new();
    let alice = world.add_user("alice", "Alice", "alice@example.com");
    let drive = world.add_drive("drive", Owner::Personal(alice), 1 << 50, now);
    let (by, root) = (Actor::User(alice), world.drive(drive).expect("made").root);
    let folder = |world: &mut World, parent, name: &str| {
        world.create_folder(by, parent, name, OnConflict::Fail, now).expect("free")
    };
    let thirty = folder(&mut world, root, "thirty");
    let rest = folder(&mut world, root, "rest");
    let mut file = root;
    for index in 0..FOLDERS {
        let parent =
            folder(&mut world, if index < COPIED { thirty } else { rest }, &format!("folder {index:04}"));
        for index in 1..FILES {
            let content = Content::new(Bytes::from_static(b"hello"));
            let name = format!("file {index:04}.txt");
            file = world.create_file(by, parent, &name, content, OnConflict::Fail, now).expect("free");
        }
    }
    Seed { world, by, root, file, thirty }
}

fn resident() -> usize {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    statm.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or(0) * 4096
}

fn world(criterion: &mut Criterion) {
    let before = resident();
    let seed = million();
    let items = FOLDERS * FILES;
    println!("memory: {} bytes an item at {items} items", (resident() - before) / items);

    criterion
        .bench_function("fork of a million items", |bencher| bencher.iter(|| black_box(seed.world.clone())));

    let sandboxes = Arc::new(Sandboxes::new(seed.world.clone(), Settings::default()));
    let sandbox = sandboxes.default();
    criterion.bench_function("published update in a million items", |bencher| {
        let mut round = 0u64;
        bencher.iter(|| {
            round += 1;
            let name = if round.is_multiple_of(2) { "even.txt" } else { "odd.txt" };
            sandbox.write(|world, now| world.rename(seed.by, seed.file, name, OnConflict::Fail, now))
        });
    });

    moments(criterion, &sandboxes);

    let copy = CopySpec {
        source: seed.thirty,
        into: seed.root,
        name: Some("copy".into()),
        on_conflict: OnConflict::Fail,
        versions: false,
        children_only: false,
    };
    criterion.bench_function("copy of 30,000 of a million items", |bencher| {
        bencher.iter_batched(
            || seed.world.clone(),
            |mut world| {
                world.copy(seed.by, &copy, Timestamp::default()).expect("room");
                world
            },
            BatchSize::PerIteration,
        );
    });
    reads_beside_copies(&sandboxes, &seed, &copy);
}

/// What a test does before and after each step: all of it costs the same for ten items as for a million.
fn moments(criterion: &mut Criterion, sandboxes: &Sandboxes) {
    let sandbox = sandboxes.default();
    criterion.bench_function("snapshot of a million items", |bencher| {
        bencher.iter(|| sandbox.take_snapshot("moment", true).expect("a name"));
    });
    let saved = sandbox.snapshots.get("moment").expect("taken");
    criterion
        .bench_function("restore of a million items", |bencher| bencher.iter(|| sandbox.restore(&saved)));
    criterion.bench_function("sandbox forked from a million items, and deleted", |bencher| {
        bencher.iter(|| {
            sandboxes.fork("default", "fork").expect("a new name");
            sandboxes.delete("fork").expect("made");
        });
    });
}

/// Tells the slowest of many reads, alone and while copies are made beside them.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn reads_beside_copies(sandboxes: &Sandboxes, seed: &Seed, copy: &CopySpec) {
    let sandbox = sandboxes.default();
    let median = |reads: usize| {
        let mut took: Vec<Duration> = (0..reads)
            .map(|_| {
                let start = Instant::now();
                sandbox.read(|world, _| black_box(world.live(seed.file).map(|node| node.size())).is_ok());
                start.elapsed()
            })
            .collect();
        took.sort();
        (took[reads / 2], took[reads * 99 / 100])
    };
    let alone = median(100_000);
    let beside = std::thread::scope(|scope| {
        let copies = scope.spawn(|| {
            for _ in 0..20 {
                // The copy is thrown away: the answer is an error.
                let _: Result<(), Error> = sandbox.write(|world, now| {
                    world.copy(seed.by, copy, now)?;
                    Err(Error::NotFound)
                });
            }
        });
        let beside = median(100_000);
        copies.join().expect("no panic");
        beside
    });
    println!("read: median and 99th percentile alone {alone:?}, beside copies of 30,000 items {beside:?}");
}

criterion_group!(benches, world);
criterion_main!(benches);
