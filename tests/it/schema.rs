//! The schema of fixtures is made of the types that read them, so that each says what the other does.
//!
//! `UPDATE_EXPECT=1 cargo test --test it schema` writes `docs/fixture.schema.json` anew when `src/fixture/format.rs`
//! has changed.

use std::{fs, path::PathBuf};

use expect_test::expect_file;
use mockdrive::fixture;
use serde_json::{Value, json};

use crate::support::types::{ByHand, Direction, Reader, Sources, Strictness, Style, faults, objects};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The schema that the types make.
fn schema() -> Value {
    let (sources, by_hand) = (Sources::read(&["fixture/format.rs"]), ByHand::default());
    let name = |_: &str, rust: &str| rust.strip_prefix("Fixture").unwrap_or(rust).to_owned();
    let mut reader =
        Reader::new(&sources, &by_hand, Style { definitions: "#/$defs/", name, lists_words: false });
    reader.refer("fixture/format", "Fixture", Direction::Read);
    let (mut types, _) = reader.finish();
    let mut top = types.remove("").expect("the fixture itself");
    top["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    top["title"] = "A fixture of mockdrive".into();
    top["$defs"] = types.into();
    top
}

fn is_valid(value: &Value, schema: &Value, root: &Value) -> bool {
    faults(value, schema, root, Strictness::Open).is_empty()
}

/// One of everything.
fn sample() -> Value {
    json!({
        "$schema": "fixture.schema.json",
        "tenant": "11111111-1111-1111-1111-111111111111",
        "created": "2026-01-01T08:00:00Z",
        "users": [{"name": "u", "display_name": "U", "email": "u@example.com", "mobile": "1"}],
        "apps": [{"api": "wps", "key": "k", "secret": "s", "name": "K", "kind": "test", "require_signature": true,
                  "without": ["interface_team_manage"]}],
        "tokens": [{"value": "t", "user": "u", "app": "k", "scopes": "all", "expires_in": 1},
                   {"value": "v", "user": "u", "scopes": ["kso.file.read"]}],
        "drives": [{"name": "d", "owner": {"user": "u"}, "quota": 10, "flavor": "consumer", "aliases": ["a"],
                    "items": [{"path": "/x", "text": "x", "aliases": ["b"], "modified": "2026-01-01T08:00:00Z",
                               "by": "u"}, {"path": "/y", "base64": "eA=="}, {"path": "/z", "size": 1, "fill": "zeros"}]},
                   {"name": "e", "owner": {"apps": ["k"]}, "items": []}]
    })
}

/// Whether the program reads a fixture, whatever it then says of its meaning.
fn is_read(fixture: &Value, name: &str) -> bool {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("schema-{name}.json"));
    fs::write(&file, fixture.to_string()).expect("written");
    let error = fixture::from_file(&file).err().map(|error| error.to_string()).unwrap_or_default();
    let forms = [
        "missing field",
        "unknown field",
        "unknown variant",
        "invalid type",
        "invalid value",
        "expected ",
        "scopes are",
    ];
    !forms.iter().any(|form| error.contains(form))
}

#[test]
fn the_schema_says_what_the_types_read() {
    let text = serde_json::to_string_pretty(&schema()).expect("JSON");
    expect_file!["../../docs/fixture.schema.json"].assert_eq(&format!("{text}\n"));
}

#[test]
fn the_built_in_fixture_is_valid() {
    let text = fs::read_to_string(format!("{ROOT}/fixtures/default.json")).expect("the fixture");
    let schema = schema();
    assert!(is_valid(&serde_json::from_str(&text).expect("JSON"), &schema, &schema));
    assert!(is_valid(&sample(), &schema, &schema) && is_read(&sample(), "sample"));
}

#[test]
fn what_the_schema_refuses_is_refused() {
    let schema = schema();
    let mut places = Vec::new();
    objects(&sample(), "", &mut places);
    for place in places {
        let object = sample().pointer(&place).and_then(Value::as_object).expect("an object").clone();
        let mut broken = vec![("unknown", "more", json!(1))];
        for name in object.keys() {
            broken.push(("without", name.as_str(), Value::Null));
            broken.push(("wrong", name.as_str(), json!({"other": [true]})));
        }
        for (what, member, value) in broken {
            let mut fixture = sample();
            let target = fixture.pointer_mut(&place).and_then(Value::as_object_mut).expect("an object");
            if what == "without" {
                target.remove(member);
            } else {
                target.insert(member.to_owned(), value);
            }
            assert_eq!(
                is_valid(&fixture, &schema, &schema),
                is_read(&fixture, "broken"),
                "{what} `{member}` in {place}: {fixture}"
            );
        }
    }
}
