//! Dependencies point one way, and files stay small.
//!
//! How to read it: file A has an **arrow** to file B when A names a path whose longest part that is a file is B, in a
//! `use` or in the middle of the code. `super::Node` and `crate::world::Node` are arrows to `world/mod.rs`, where
//! `Node` is only re-exported, and `crate::world::node::Node` is one to `world/node.rs`: so neighbours in a
//! module name each other directly, and the re-exports in `mod.rs` are for everyone else. `mod x;` is no arrow,
//! `pub use self::x::Y` is one from `mod.rs` to `x.rs`. Unit tests do not count: a test may build a whole world to look
//! at a small part of it.
//!
//! What is held, by arrows:
//! - There is **no circle** of files anywhere. A refusal lists the circle arrow by arrow, each with its first place:
//!   cut the one that points at something that belongs elsewhere, mostly by moving it below both.
//! - Every file stands in one **room**, and no arrow climbs from a lower room to a higher one (`rooms.rs`). A new
//!   file is a new entry in the table of its module; a new module is a new table. There are no exceptions to add.
//! - A `mod.rs` holds rows or re-exports: modules, `use`, and functions that return a table of routes.
//! - No provider names another, the fixture is for tests, and the world names no HTTP, no runtime, no serialisation.
//!
//! `cargo test --test it architecture -- --nocapture` prints for each module its files, the largest circle, the
//! floors (the longest chain of arrows).

mod arrows;
mod items;
mod names;
mod rooms;
mod source;

use std::{collections::BTreeSet, fmt::Write as _, fs, sync::LazyLock};

pub use self::source::files;
use self::{
    arrows::House,
    rooms::{Rooms, tables},
    source::{Source, name, sources},
};

/// Which modules know no other of the same kind.
const PROVIDERS: [&str; 4] = ["graph", "kdocs", "koodrive", "wps"];

/// Crates that the world does not know: it is a value, without HTTP, async or serialisation.
const NOT_IN_WORLD: [&str; 8] =
    ["axum", "http", "http_body", "http_body_util", "hyper", "serde_json", "tokio", "tower"];

/// The crate, read once: parsing it is most of the work.
pub static HOUSE: LazyLock<House> = LazyLock::new(|| House::new(&sources()));

/// The first word below `src`: `world` of `src/world/node.rs`, `server` of `src/server.rs`.
fn module_of(file: &str) -> &str {
    let below = file.trim_start_matches("src/").trim_end_matches(".rs");
    below.split('/').next().unwrap_or(below)
}

/// The circle as lists of arrows.
fn describe(circle: &[usize]) -> String {
    let mut text = format!("  a circle of {} files; cut an arrow of each round:\n", circle.len());
    for round in HOUSE.rounds(circle) {
        for (from, to) in round {
            let _ = writeln!(text, "{}", HOUSE.line(from, to));
        }
        text.push('\n');
    }
    text
}

/// Whether an entry of a table is this file, or a folder above it.
fn holds(table: &Rooms, entry: &str, file: &str) -> bool {
    let place = if table.module.is_empty() { entry.to_owned() } else { format!("{}/{entry}", table.module) };
    let rest = file.strip_prefix("src/").and_then(|file| file.strip_prefix(&*place));
    rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

/// The rooms in which a table has a file, by their places from below.
fn rooms_of(table: &Rooms, file: &str) -> Vec<usize> {
    let entries =
        table.rooms.iter().enumerate().flat_map(|(at, room)| room.iter().map(move |entry| (at, entry)));
    entries.filter(|(_, entry)| holds(table, entry, file)).map(|(at, _)| at).collect()
}

fn is_in(table: &Rooms, file: &str) -> bool {
    table.module.is_empty() || file.starts_with(&format!("src/{}/", table.module))
}

/// The arrows that climb from a room to a higher one.
fn climbing(table: &Rooms) -> Vec<String> {
    let room = |file: usize| rooms_of(table, &HOUSE.files[file]).first().copied();
    let climbs =
        |(from, to): &&(usize, usize)| room(*from).zip(room(*to)).is_some_and(|(from, to)| from < to);
    HOUSE.arrows.keys().filter(climbs).map(|(from, to)| HOUSE.line(*from, *to)).collect()
}

#[test]
fn no_circle_of_files() {
    let modules: BTreeSet<&str> = HOUSE.files.iter().map(|file| module_of(file)).collect();
    println!("{:12} {:>5} {:>14} {:>6}", "module", "files", "largest circle", "floors");
    for module in modules {
        let of = |file: &str| module_of(file) == module;
        let largest = HOUSE.circles(of).first().map_or(0, Vec::len);
        let files = HOUSE.files.iter().filter(|file| of(file)).count();
        println!("{module:12} {files:5} {largest:14} {:6}", HOUSE.floors(of));
    }
    let circles: Vec<String> = HOUSE.circles(|_| true).iter().map(|circle| describe(circle)).collect();
    assert!(circles.is_empty(), "\n{}", circles.join("\n"));
}

#[test]
fn no_arrow_climbs_from_a_room_to_a_higher_one() {
    for table in tables() {
        let climbing = climbing(table);
        assert!(climbing.is_empty(), "in src/{}, cut:\n{}", table.module, climbing.join("\n"));
    }
}

#[test]
fn every_file_stands_in_one_room() {
    for table in tables() {
        for file in HOUSE.files.iter().filter(|file| is_in(table, file)) {
            let rooms = rooms_of(table, file);
            assert_eq!(rooms.len(), 1, "{file} is in the rooms {rooms:?} of src/{}: rooms.rs", table.module);
        }
        for entry in table.rooms.iter().flat_map(|room| room.iter()) {
            let stands = HOUSE.files.iter().any(|file| holds(table, entry, file));
            assert!(stands, "{entry} in src/{} is gone: rooms.rs", table.module);
        }
    }
}

#[test]
fn every_module_has_rooms() {
    let modules: BTreeSet<&str> =
        HOUSE.files.iter().filter(|file| file.matches('/').count() > 1).map(|file| module_of(file)).collect();
    for module in modules {
        assert!(tables().any(|table| table.module == module), "{module} has no table: rooms.rs");
    }
}

#[test]
fn mod_files_hold_rows_or_re_exports() {
    assert!(HOUSE.in_mod_files.is_empty(), "{}", HOUSE.in_mod_files.join("\n"));
}

#[test]
fn no_provider_names_another() {
    let apart = |module: &str| PROVIDERS.contains(&module);
    for (from, to) in HOUSE.arrows.keys() {
        let (a, b) = (module_of(&HOUSE.files[*from]), module_of(&HOUSE.files[*to]));
        assert!(a == b || !apart(a) || !apart(b), "cut:\n{}", HOUSE.line(*from, *to));
    }
}

#[test]
fn providers_use_the_fixture_only_in_tests() {
    for (file, named) in HOUSE.files.iter().zip(&HOUSE.named) {
        if PROVIDERS.contains(&module_of(file)) {
            let product = named.iter().filter(|named| !named.in_test && !named.foreign);
            assert!(!product.clone().any(|named| named.path.starts_with(&["fixture".into()])), "{file}");
        }
    }
}

#[test]
fn the_world_knows_no_http_no_runtime_and_no_format() {
    for (file, named) in HOUSE.files.iter().zip(&HOUSE.named).filter(|(file, _)| module_of(file) == "world") {
        for named in named.iter().filter(|named| named.foreign && !named.in_test) {
            assert!(
                !NOT_IN_WORLD.contains(&named.path[0].as_str()),
                "{file}, line {}: {}",
                named.line,
                named.path.join("::")
            );
        }
    }
}

#[test]
fn no_file_passes_400_lines() {
    for path in ["src", "tests", "benches"].into_iter().flat_map(files) {
        let lines = fs::read_to_string(&path).expect("text").lines().count();
        assert!(lines <= 400, "{} has {lines} lines: split it by subject", name(&path));
    }
}

/// What a file of this text names, as seen from `src/a/b.rs`; `test` before what only tests name.
fn named(text: &str) -> Vec<String> {
    let file = |file: &str, text: &str| Source::parse(file.into(), text);
    let sources = [
        file("src/lib.rs", ""),
        file("src/a/mod.rs", ""),
        file("src/a/b.rs", text),
        file("src/a/c.rs", ""),
        file("src/a/b/d.rs", ""),
    ];
    let house = House::new(&sources);
    let mut named: Vec<String> = house.named[2]
        .iter()
        .filter(|named| named.foreign || named.in_test)
        .map(|named| format!("{} {}", if named.in_test { "test" } else { "foreign" }, named.path.join("::")))
        .collect();
    named.extend(house.arrows.keys().map(|(_, to)| house.files[*to].clone()));
    named
}

#[test]
fn paths_are_read() {
    for (text, expected) in [
        ("use crate::a::{C, c::{self, X as Y}};", &["src/a/mod.rs", "src/a/c.rs"][..]),
        ("use super::Node; mod d;", &["src/a/mod.rs"]),
        ("use self::d::D; fn f() { d::g() }", &["src/a/b/d.rs"]),
        ("fn f() -> super::c::C { d::g() }", &["src/a/c.rs", "src/a/b/d.rs"]),
        ("use super::c; fn f() { println!(\"{}\", c::X) }", &["src/a/c.rs"]),
        ("fn f() { println!(\"{}\", (super::c::X, d::Y)) }", &["src/a/c.rs", "src/a/b/d.rs"]),
        ("pub(in crate::a) struct A(pub(super) u8);", &[]),
        (
            "use serde::Serialize; #[derive(tokio::X)] struct A;",
            &["foreign serde::Serialize", "foreign tokio::X"],
        ),
        ("#[cfg(test)] mod tests { use super::super::c::X; }", &["test a::c::X"]),
    ] {
        assert_eq!(named(text), expected, "{text}");
    }
}
