//! Dependencies point one way, and files stay small.

use std::{fs, path::Path};

/// What a module may use of the crate; providers and control know the layers below and not each other.
const ALLOWED: &[(&str, &[&str])] = &[
    ("world", &["world"]),
    ("sandbox", &["sandbox", "world"]),
    ("http", &["http", "sandbox", "world"]),
    ("graph", &["fixture", "graph", "http", "sandbox", "world"]),
    ("kdocs", &["fixture", "http", "kdocs", "sandbox", "world"]),
    ("wps", &["fixture", "http", "sandbox", "world", "wps"]),
    ("koodrive", &["fixture", "http", "koodrive", "sandbox", "world"]),
];

/// Crates that the world does not know: it is a value, without HTTP, async or serialisation.
const NOT_IN_WORLD: [&str; 6] = ["axum", "hyper", "http", "tower", "tokio", "serde"];

fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("text");
            found.push((path.display().to_string(), without_comments(&text)));
        }
    }
    found
}

/// Comments may speak of anything; as many lines stay.
fn without_comments(text: &str) -> String {
    let code = |line: &str| if line.trim_start().starts_with("//") { String::new() } else { line.to_owned() };
    text.lines().map(code).collect::<Vec<_>>().join("\n")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The modules that a source names behind `crate::`, also in a group of `use crate::{..}`.
fn used(text: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut modules = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            modules.push(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut item = String::new();
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => modules.push(word(std::mem::take(&mut item).trim())),
                _ if depth == 0 => item.push(c),
                _ => {}
            }
        }
        modules.push(word(item.trim()));
    }
    modules.retain(|module| !module.is_empty());
    modules
}

#[test]
fn dependencies_point_one_way() {
    for (module, allowed) in ALLOWED {
        let sources = sources(&root().join("src").join(module));
        assert!(!sources.is_empty(), "{module} has sources");
        for (file, text) in sources {
            for used in used(&text) {
                assert!(allowed.contains(&used.as_str()), "{file} uses crate::{used}");
            }
        }
    }
}

#[test]
fn providers_use_the_fixture_only_in_tests() {
    for module in ["graph", "kdocs", "wps", "koodrive"] {
        for (file, text) in sources(&root().join("src").join(module)) {
            let product = text.split("#[cfg(test)]").next().expect("a first part");
            assert!(!used(product).contains(&"fixture".to_owned()), "{file}");
        }
    }
}

#[test]
fn the_world_knows_no_http_no_runtime_and_no_serialisation() {
    for (file, text) in sources(&root().join("src/world")) {
        for name in NOT_IN_WORLD {
            assert!(!text.contains(&format!("{name}::")), "{file} uses {name}");
        }
    }
}

#[test]
fn no_file_passes_400_lines() {
    for folder in ["src", "tests", "benches"] {
        for (file, text) in sources(&root().join(folder)) {
            assert!(
                text.lines().count() <= 400,
                "{file} has {} lines: split it by subject",
                text.lines().count()
            );
        }
    }
}

#[test]
fn a_group_of_uses_is_read() {
    assert_eq!(used("use crate::{\n  http::{self, Call},\n  world::World,\n};"), ["http", "world"]);
    assert_eq!(used("crate::sandbox::Clock"), ["sandbox"]);
}
