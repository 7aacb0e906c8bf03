//! The schema of fixtures is made of the types that read them, so that each says what the other does.
//!
//! `UPDATE_EXPECT=1 cargo test --test it schema` writes `docs/fixture.schema.json` anew when `src/fixture/format.rs`
//! has changed.

use std::{collections::BTreeMap, fs, path::PathBuf};

use expect_test::expect_file;
use mockdrive::fixture;
use serde_json::{Map, Value, json};
use syn::{Attribute, Fields, GenericArgument, Item, ItemEnum, ItemStruct, PathArguments, Type};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The doc comment of something, in one line; everything has one.
fn about(attributes: &[Attribute], what: &str) -> String {
    let lines = attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).map(|attribute| {
        let syn::Meta::NameValue(pair) = &attribute.meta else { panic!("{what}") };
        let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = &pair.value else {
            panic!("{what}")
        };
        text.value().trim().to_owned()
    });
    let text = lines.collect::<Vec<_>>().join(" ").trim().to_owned();
    assert!(!text.is_empty(), "{what} is not explained in src/fixture/format.rs");
    text
}

/// What serde is told of something, as it stands there.
fn serde_words(attributes: &[Attribute]) -> String {
    let lists = attributes.iter().filter(|attribute| attribute.path().is_ident("serde"));
    lists.map(|attribute| attribute.meta.require_list().expect("a list").tokens.to_string() + ",").collect()
}

/// The value of `name = "value"` in what serde is told.
fn word<'a>(words: &'a str, name: &str) -> Option<&'a str> {
    words
        .split(',')
        .find_map(|part| part.trim().strip_prefix(name)?.trim().strip_prefix('=')?.trim().strip_prefix('"'))?
        .strip_suffix('"')
}

/// The name of a type in the schema.
fn short(name: &str) -> &str {
    name.strip_prefix("Fixture").unwrap_or(name)
}

/// The schema of a type, and whether it may be left out.
fn of_type(ty: &Type) -> (Value, bool) {
    let Type::Path(path) = ty else { panic!("a type of a fixture is a path") };
    let last = path.path.segments.last().expect("a name");
    let inner = || match &last.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first() {
            Some(GenericArgument::Type(inner)) => of_type(inner).0,
            _ => panic!("{} of nothing", last.ident),
        },
        _ => panic!("{} of nothing", last.ident),
    };
    match last.ident.to_string().as_str() {
        "Option" => (inner(), true),
        "Vec" => (json!({"type": "array", "items": inner()}), false),
        "String" => (json!({"type": "string"}), false),
        "bool" => (json!({"type": "boolean"}), false),
        "u64" => (json!({"type": "integer", "minimum": 0}), false),
        name => (json!({"$ref": format!("#/$defs/{}", short(name))}), false),
    }
}

fn of_struct(item: &ItemStruct) -> Value {
    let name = item.ident.to_string();
    assert!(serde_words(&item.attrs).contains("deny_unknown_fields"), "{name} takes unknown members");
    let (mut properties, mut required) = (Map::new(), Vec::new());
    for field in &item.fields {
        let ident = field.ident.as_ref().expect("a named field").to_string();
        let words = serde_words(&field.attrs);
        let member = word(&words, "rename").unwrap_or(&ident).to_owned();
        let (mut schema, optional) = of_type(&field.ty);
        schema["description"] = about(&field.attrs, &format!("`{member}` of {name}")).into();
        if !optional && !words.contains("default") {
            required.push(member.clone());
        }
        properties.insert(member, schema);
    }
    json!({
        "description": about(&item.attrs, &name),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn of_enum(item: &ItemEnum) -> Value {
    let name = item.ident.to_string();
    let words = serde_words(&item.attrs);
    let untagged = words.contains("untagged");
    assert!(untagged || word(&words, "rename_all") == Some("lowercase"), "{name} is written in another way");
    let variants = item.variants.iter().map(|variant| {
        let tag = variant.ident.to_string().to_lowercase();
        let description = about(&variant.attrs, &format!("{name}::{}", variant.ident));
        let mut schema = match &variant.fields {
            Fields::Unit => json!({"const": tag}),
            Fields::Unnamed(fields) if untagged => of_type(&fields.unnamed[0].ty).0,
            Fields::Unnamed(fields) => json!({
                "type": "object",
                "properties": {tag.clone(): of_type(&fields.unnamed[0].ty).0},
                "required": [tag],
                "additionalProperties": false,
            }),
            Fields::Named(_) => panic!("{name} has named fields"),
        };
        schema["description"] = description.into();
        schema
    });
    let mut schema = json!({"description": about(&item.attrs, &name), "oneOf": variants.collect::<Vec<_>>()});
    let default =
        item.variants.iter().find(|variant| variant.attrs.iter().any(|a| a.path().is_ident("default")));
    if let Some(default) = default {
        schema["default"] = default.ident.to_string().to_lowercase().into();
    }
    schema
}

/// The schema that the types make.
fn schema() -> Value {
    let text = fs::read_to_string(format!("{ROOT}/src/fixture/format.rs")).expect("the types");
    let file = syn::parse_file(&text).expect("Rust");
    let mut types: BTreeMap<String, Value> = BTreeMap::new();
    for item in &file.items {
        let (ident, schema) = match item {
            Item::Struct(item) => (&item.ident, of_struct(item)),
            Item::Enum(item) => (&item.ident, of_enum(item)),
            _ => continue,
        };
        types.insert(short(&ident.to_string()).to_owned(), schema);
    }
    let mut top = types.remove("").expect("the fixture itself");
    top["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    top["title"] = "A fixture of mockdrive".into();
    top["$defs"] = json!(types);
    top
}

/// Whether a value is what a schema says; the part of the language that the schema uses.
fn is_valid(value: &Value, schema: &Value, root: &Value) -> bool {
    if let Some(reference) = schema["$ref"].as_str() {
        let schema = root.pointer(reference.trim_start_matches('#')).expect("a definition");
        return is_valid(value, schema, root);
    }
    let is_of_type = match schema["type"].as_str() {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_u64(),
        Some(other) => panic!("{other} is no type of a fixture"),
        None => true,
    };
    let members = value.as_object().into_iter().flatten();
    let known = |(name, value): (&String, &Value)| match schema["properties"].get(name) {
        Some(of) => is_valid(value, of, root),
        None => schema["additionalProperties"] != false,
    };
    let required = schema["required"].as_array().into_iter().flatten();
    let one_of = schema["oneOf"].as_array();
    is_of_type
        && schema.get("const").is_none_or(|only| only == value)
        && members.into_iter().all(known)
        && required.into_iter().all(|name| value.get(name.as_str().expect("a name")).is_some())
        && value.as_array().into_iter().flatten().all(|item| is_valid(item, &schema["items"], root))
        && one_of.is_none_or(|all| all.iter().filter(|one| is_valid(value, one, root)).count() == 1)
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

/// Where the objects of a value are, as JSON pointers.
fn objects(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            found.push(at.to_owned());
            members.iter().for_each(|(name, value)| objects(value, &format!("{at}/{name}"), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, item)| objects(item, &format!("{at}/{n}"), found));
        }
        _ => {}
    }
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
