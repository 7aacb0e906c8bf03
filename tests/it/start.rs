//! Seeds: broken ones are refused with file, line and reason, and a directory becomes alice's drive.

use std::{fs, path::Path};

use mockdrive::{Config, fixture};

use crate::support::folder;

fn default() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/default.json"))
        .expect("the built-in fixture")
}

/// Puts the files of the built-in fixture beside others, where they are looked for.
fn place_files(folder: &Path) {
    let beside = folder.join("files");
    fs::create_dir(&beside).expect("a folder");
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/files")).expect("files") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), beside.join(entry.file_name())).expect("copied");
    }
}

#[test]
fn a_broken_fixture_is_refused_with_file_line_and_reason() {
    let folder = folder("broken-fixtures");
    place_files(&folder);
    let line_of = |text: &str, part: &str| text[..text.rfind(part).expect("there")].matches('\n').count() + 1;
    for (name, from, to, reason) in [
        ("json", "\"users\": [", "\"users\": {", "invalid type: map, expected a sequence"),
        ("member", "\"tenant\"", "\"tennant\"", "unknown field `tennant`"),
        ("date", "2026-01-01T08:00:00Z", "yesterday", "`created` is no RFC 3339 date"),
        ("user", "\"user\": \"bob\", \"app\"", "\"user\": \"carol\", \"app\"", "there is no user `carol`"),
        ("twice", "{ \"name\": \"bob\"", "{ \"name\": \"alice\"", "there are two users `alice`"),
        (
            "api",
            "\"api\": \"koodrive\"",
            "\"api\": \"dropbox\"",
            "unknown variant `dropbox`, expected one of",
        ),
        ("tenant", "\"11111111-1111", "\"1-1111", "`tenant` is no GUID, such as 11111111-"),
        ("email", "bob@example.com", "alice@example.com", "there are two users `alice@example.com`"),
        ("nobody", "\"name\": \"bob\"", "\"name\": \"\"", "a user has a `name`"),
        (
            "app",
            "\"key\": \"SX20220101ABCDEF\"",
            "\"key\": \"SX20260101MOCKED\"",
            "there are two apps `SX20260101MOCKED` of kdocs",
        ),
        (
            "secret",
            "\"key\": \"mock-koodrive-app\"",
            "\"key\": \"AK20260101WPSAPP\"",
            "the key `AK20260101WPSAPP` has another secret in wps",
        ),
        ("keyless", "\"key\": \"AK123456\"", "\"key\": \"\"", "an app has a `key` and a `secret`"),
        (
            "token",
            "\"value\": \"bob-token\"",
            "\"value\": \"alice-token\"",
            "there are two tokens `alice-token`",
        ),
        ("empty", "\"value\": \"bob-token\"", "\"value\": \"\"", "a token has a `value`"),
        (
            "scope",
            "\"scopes\": \"read\"",
            "\"scopes\": [\"Files.Reed\"]",
            "no API has the scope `Files.Reed`; the nearest are Files.Read, ",
        ),
        ("drive", "{ \"user\": \"bob\" }", "{ \"user\": \"alice\" }", "`alice` has a drive already"),
        ("owners", "[\"alice\", \"bob\"]", "[\"alice\", \"alice\"]", "the owner `alice` is named twice"),
        ("nobody's", "[\"alice\", \"bob\"]", "[]", "a drive belongs to somebody"),
        (
            "apps",
            "{ \"members\": [\"alice\", \"bob\"] }",
            "{ \"apps\": [\"AK123456\"] }",
            "the app `AK123456` has a drive already",
        ),
        ("nameless", "/Projects/notes.md", "/Projects//notes.md", "there is an empty name in the path"),
        ("control", "/Projects/notes.md", "/Projects/a\\tb", "no drive can hold the name \"a\\tb\""),
        (
            "capability",
            "\"without\": []",
            "\"without\": [\"interface_everything\"]",
            "a capability is one of interface_company_doc, interface_company_space, interface_team_manage",
        ),
        (
            "terms",
            "\"mock-koodrive-app\"",
            "\"mock-koodrive-app\", \"require_signature\": true",
            "only an app of wps has `require_signature` and `without`",
        ),
        (
            "scopes",
            "\"scopes\": \"read\"",
            "\"scopes\": \"some\"",
            "scopes are `all`, `read` or a list of names",
        ),
        ("path", "\"/todo.txt\"", "\"todo.txt\"", "a path begins with a slash"),
        ("file", "files/budget.xlsx", "files/missing.xlsx", "the file `files/missing.xlsx` cannot be read"),
        ("clash", "/Documents/plan.txt", "/HELLO.txt", "an item of this name is there already"),
        ("name", "/Projects/notes.md", "/Projects/..", "no drive can hold the name \"..\""),
    ] {
        let text = default().replacen(from, to, 1);
        assert_ne!(text, default(), "{name} changes something");
        let file = folder.join(format!("{name}.json"));
        fs::write(&file, &text).expect("written");
        let error = fixture::from_file(&file).err().expect("refused").to_string();
        let place = format!("{}:", file.display());
        let rest = error.strip_prefix(&place).unwrap_or_else(|| panic!("{error}"));
        let (line, given) = rest.split_once(": ").expect("a line and a reason");
        assert!(given.starts_with(reason), "{name}: {given}");
        let line: usize = line.parse().expect("a number");
        let expected = line_of(&text, to);
        assert!(line.abs_diff(expected) <= 1, "{name}: names line {line}, broken in line {expected}");
    }
    let missing = folder.join("missing.json");
    let error = fixture::from_file(&missing).err().expect("refused").to_string();
    assert!(error.starts_with(&missing.display().to_string()), "{error}");
}

#[test]
fn a_directory_becomes_alices_drive() {
    let folder = folder("imported");
    fs::create_dir_all(folder.join("a/b")).expect("folders");
    fs::write(folder.join("a/b/c.txt"), "three").expect("written");
    fs::write(folder.join("top.txt"), "").expect("written");
    let config = Config { import: Some(folder), ..Config::default() };
    let world = config.sandboxes().expect("imported").default().snapshot();
    let alice = world.drives().next().expect("seeded");
    let paths: Vec<_> = world.subtree(alice.root).map(|node| (world.path(node), node.size())).collect();
    let expected = [("/", 5), ("/a", 5), ("/top.txt", 0), ("/a/b", 5), ("/a/b/c.txt", 5)];
    assert_eq!(paths, expected.map(|(path, size)| (path.to_owned(), size)));
}

#[test]
fn links_to_folders_and_other_oddities_stop_an_import() {
    let folder = folder("looping");
    std::os::unix::fs::symlink("..", folder.join("loop")).expect("a link");
    let config = Config { import: Some(folder.clone()), ..Config::default() };
    let error = config.sandboxes().err().expect("refused").to_string();
    let expected = format!(
        "{}: neither a file nor a folder; links to folders are not followed",
        folder.join("loop").display()
    );
    assert_eq!(error, expected);
}

#[test]
fn imported_names_are_made_to_fit() {
    let folder = folder("odd-names");
    for name in ["12:30?.txt", "A.txt", "a.txt", "end. ", "ok.txt"] {
        fs::write(folder.join(name), name).expect("written");
    }
    let config = Config { import: Some(folder), ..Config::default() };
    let world = config.sandboxes().expect("imported").default().snapshot();
    let alice = world.drives().next().expect("seeded");
    let names: Vec<_> = world.children(alice.root).map(|node| node.name.to_string()).collect();
    assert_eq!(names, ["12_30_.txt", "a 1.txt", "A.txt", "end__", "ok.txt"]);
}
