//! The JSON Schema that types make.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use syn::{Expr, Fields, GenericArgument, Item, ItemEnum, ItemStruct, PathArguments, Type};

use super::{
    attributes::{Words, about},
    hand::ByHand,
    source::Sources,
};

/// Whether the program reads a value or writes it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Direction {
    Read,
    Written,
}

/// How a schema is spelled.
pub struct Style {
    /// Where definitions stand: `#/$defs/`.
    pub definitions: &'static str,
    /// The name of a type there, by its file and its name in Rust.
    pub name: fn(&str, &str) -> String,
    /// Whether words are listed in an `enum`, from which programs make types, or one by one with what each means.
    pub lists_words: bool,
}

/// Makes schemas of types.
pub struct Reader<'a> {
    sources: &'a Sources,
    by_hand: &'a ByHand,
    style: Style,
    made: BTreeMap<(String, Direction), Value>,
    /// The type in Rust of each name, which no two share.
    names: BTreeMap<String, (String, String)>,
}

/// What stands for the direction in a reference, until it is known whether it makes a difference.
const MARK: char = '@';

impl<'a> Reader<'a> {
    pub fn new(sources: &'a Sources, by_hand: &'a ByHand, style: Style) -> Self {
        Self { sources, by_hand, style, made: BTreeMap::new(), names: BTreeMap::new() }
    }

    /// A reference to the schema of a type that is named in a file.
    pub fn refer(&mut self, file: &str, rust: &str, direction: Direction) -> Value {
        let (source, item) = self.sources.find(file, rust);
        let name = (self.style.name)(&source.name, rust);
        let place = (source.name.clone(), rust.to_owned());
        let known = self.names.entry(name.clone()).or_insert(place.clone());
        assert_eq!(*known, place, "two types are called {name} in the schema");
        if !self.made.contains_key(&(name.clone(), direction)) {
            self.made.insert((name.clone(), direction), Value::Null);
            let schema = match self.by_hand.get(rust) {
                Some(schema) => self.unfolded(&source.name, schema.clone(), direction),
                None => match item {
                    Item::Struct(item) => self.of_struct(&source.name, item, direction),
                    Item::Enum(item) => self.of_enum(&source.name, item, direction),
                    _ => unreachable!("it is a struct or an enum"),
                },
            };
            self.made.insert((name.clone(), direction), schema);
        }
        json!({"$ref": format!("{}{name}{MARK}{direction:?}", self.style.definitions)})
    }

    /// Puts references in the place of `{"$rust": "Type"}`.
    pub fn unfolded(&mut self, file: &str, value: Value, direction: Direction) -> Value {
        match value {
            Value::Object(members) => {
                if let Some(rust) = members.get("$rust").and_then(Value::as_str) {
                    return self.refer(file, rust, direction);
                }
                let unfold = |(name, value)| (name, self.unfolded(file, value, direction));
                members.into_iter().map(unfold).collect()
            }
            Value::Array(items) => {
                items.into_iter().map(|item| self.unfolded(file, item, direction)).collect()
            }
            other => other,
        }
    }

    /// The schema of a type, and whether it may be absent.
    pub fn of_type(&mut self, file: &str, ty: &Type, direction: Direction) -> (Value, bool) {
        let path = match ty {
            Type::Reference(reference) => return self.of_type(file, &reference.elem, direction),
            Type::Slice(slice) => return (self.list(file, &slice.elem, direction), false),
            Type::Array(array) => {
                let Expr::Lit(length) = &array.len else { panic!("a list has a number of items") };
                let syn::Lit::Int(length) = &length.lit else { panic!("a list has a number of items") };
                let length: u64 = length.base10_parse().expect("a number");
                if length == 0 {
                    return (json!({"type": "array", "items": {}, "maxItems": 0}), false);
                }
                let items = self.of_type(file, &array.elem, direction).0;
                return (bounded(items, length), false);
            }
            Type::Tuple(tuple) => {
                let mut items: Vec<_> =
                    tuple.elems.iter().map(|item| self.of_type(file, item, direction).0).collect();
                items.dedup();
                let [items] = &*items else { panic!("the items of a tuple are of one type") };
                return (bounded(items.clone(), tuple.elems.len() as u64), false);
            }
            Type::Path(path) => path,
            _ => panic!("a type in src/{file}.rs is not known here"),
        };
        let last = path.path.segments.last().expect("a name");
        let inner: Vec<&Type> = match &last.arguments {
            PathArguments::AngleBracketed(arguments) => arguments
                .args
                .iter()
                .filter_map(|argument| match argument {
                    GenericArgument::Type(inner) => Some(inner),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        };
        let schema = match (last.ident.to_string().as_str(), &*inner) {
            ("Option", [inner]) => return (self.of_type(file, inner, direction).0, true),
            ("Vec", [inner]) => self.list(file, inner, direction),
            ("Arc" | "Box" | "Cow", [inner]) => return self.of_type(file, inner, direction),
            ("BTreeMap" | "Map", [_, inner]) => {
                let values = self.nested(file, inner, direction);
                json!({"type": "object", "additionalProperties": values})
            }
            ("String" | "str", []) => json!({"type": "string"}),
            ("bool", []) => json!({"type": "boolean"}),
            ("u16" | "u32" | "u64" | "usize", []) => json!({"type": "integer", "minimum": 0}),
            ("i64", []) => json!({"type": "integer"}),
            ("f64", []) => json!({"type": "number"}),
            ("Value", []) => json!({}),
            (name, _) => match self.by_hand.get(&format!("={name}")) {
                Some(schema) => schema.clone(),
                None => self.refer(file, name, direction),
            },
        };
        (schema, false)
    }

    fn list(&mut self, file: &str, item: &Type, direction: Direction) -> Value {
        json!({"type": "array", "items": self.nested(file, item, direction)})
    }

    /// The schema of what stands in a list or behind a name, where what is absent is `null`.
    fn nested(&mut self, file: &str, ty: &Type, direction: Direction) -> Value {
        match self.of_type(file, ty, direction) {
            (schema, true) => nullable(schema),
            (schema, false) => schema,
        }
    }

    fn of_struct(&mut self, file: &str, item: &ItemStruct, direction: Direction) -> Value {
        let (name, container) = (item.ident.to_string(), Words::of(&item.attrs));
        let is_closed = container.has("deny_unknown_fields");
        assert!(is_closed || direction == Direction::Written, "{name} takes unknown members");
        let goes_both_ways = self.sources.file(file).implements(&name, "Serialize");
        let (mut properties, mut required) = (Map::new(), Vec::new());
        for field in &item.fields {
            let ident = field.ident.as_ref().expect("a named field").to_string();
            let words = Words::of(&field.attrs);
            if words.has("flatten") {
                let flat = self.flattened(file, &field.ty, direction);
                properties.extend(flat["properties"].as_object().expect("members").clone());
                required.extend(flat["required"].as_array().expect("names").iter().cloned());
                continue;
            }
            let member = words.renamed(&ident, &container);
            let by_hand = self.by_hand.get(&format!("{name}.{ident}")).cloned();
            let (mut schema, is_option) = match by_hand {
                Some(schema) => {
                    let is_option = matches!(&field.ty, Type::Path(path)
                        if path.path.segments.last().is_some_and(|last| last.ident == "Option"));
                    (self.unfolded(file, schema, direction), is_option)
                }
                None => self.of_type(file, &field.ty, direction),
            };
            let may_be_absent = match direction {
                Direction::Read => is_option || words.has("default") || container.has("default"),
                Direction::Written => words.has("skip_serializing_if"),
            };
            // To read, `null` is as good as absent; it is worth a word where it says something.
            if is_option && goes_both_ways && !words.has("skip_serializing_if") {
                schema = nullable(schema);
            }
            schema["description"] =
                about(&field.attrs, &format!("`{member}` of {name} in src/{file}.rs")).into();
            if !may_be_absent {
                required.push(member.clone().into());
            }
            properties.insert(member, schema);
        }
        let mut schema = json!({
            "description": about(&item.attrs, &format!("{name} in src/{file}.rs")),
            "type": "object",
            "properties": properties,
            "required": required,
        });
        if direction == Direction::Read {
            schema["additionalProperties"] = false.into();
        }
        schema
    }

    fn flattened(&mut self, file: &str, ty: &Type, direction: Direction) -> Value {
        let reference = self.of_type(file, ty, direction).0;
        let name =
            reference["$ref"].as_str().expect("a type with members").rsplit('/').next().expect("a name");
        let name = name.split(MARK).next().expect("a name").to_owned();
        self.made[&(name, direction)].clone()
    }

    fn of_enum(&mut self, file: &str, item: &ItemEnum, direction: Direction) -> Value {
        let (name, container) = (item.ident.to_string(), Words::of(&item.attrs));
        let is_untagged = container.has("untagged");
        assert!(is_untagged || container.value("rename_all").is_some(), "{name} is written in another way");
        let description = about(&item.attrs, &format!("{name} in src/{file}.rs"));
        let is_of_words = item.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit));
        let (mut words, mut variants, mut default) = (Vec::new(), Vec::new(), None);
        for variant in &item.variants {
            let tag = Words::of(&variant.attrs).renamed(&variant.ident.to_string(), &container);
            let mut schema = match &variant.fields {
                Fields::Unit => json!({"const": tag}),
                Fields::Unnamed(fields) => {
                    let inner = self.of_type(file, &fields.unnamed[0].ty, direction).0;
                    let one = |inner| {
                        json!({
                            "type": "object",
                            "properties": {tag.clone(): inner},
                            "required": [tag],
                            "additionalProperties": false,
                        })
                    };
                    if is_untagged { inner } else { one(inner) }
                }
                Fields::Named(_) => panic!("{name} has named fields"),
            };
            let meaning = about(&variant.attrs, &format!("{name}::{} in src/{file}.rs", variant.ident));
            schema["description"] = meaning.clone().into();
            if variant.attrs.iter().any(|attribute| attribute.path().is_ident("default")) {
                default = Some(tag.clone());
            }
            words.push((tag, meaning));
            variants.push(schema);
        }
        let mut schema = if is_of_words && self.style.lists_words {
            let meanings: Vec<_> =
                words.iter().map(|(word, meaning)| format!("\n- `{word}`: {meaning}")).collect();
            let words: Vec<_> = words.iter().map(|(word, _)| word).collect();
            json!({"description": format!("{description}\n{}", meanings.concat()), "type": "string", "enum": words})
        } else {
            json!({"description": description, "oneOf": variants})
        };
        if let Some(default) = default {
            schema["default"] = default.into();
        }
        schema
    }

    /// The definitions, and a function that puts the right ones into the references of a schema.
    ///
    /// A type that reads as it writes has one; of others the one that is read is a `Change`.
    pub fn finish(self) -> (Map<String, Value>, impl Fn(&Value) -> Value) {
        let twice: Vec<&String> = self
            .names
            .keys()
            .filter(|name| self.made.keys().filter(|(made, _)| made == *name).count() == 2)
            .collect();
        let mut apart: BTreeSet<String> = BTreeSet::new();
        loop {
            let schema = |name: &str, direction| named(&self.made[&(name.to_owned(), direction)], &apart);
            let differ = |name: &&&String| schema(name, Direction::Read) != schema(name, Direction::Written);
            let found: BTreeSet<String> = twice.iter().filter(differ).map(|name| (*name).clone()).collect();
            if found == apart {
                break;
            }
            apart = found;
        }
        let mut definitions = Map::new();
        for ((name, direction), schema) in &self.made {
            definitions.insert(spelled(name, &format!("{direction:?}"), &apart), named(schema, &apart));
        }
        (definitions, move |schema| named(schema, &apart))
    }
}

/// A schema in which references say which of two types they mean.
fn named(schema: &Value, apart: &BTreeSet<String>) -> Value {
    match schema {
        Value::Object(members) => {
            let of = |(name, value): (&String, &Value)| match (name.as_str(), value.as_str()) {
                ("$ref", Some(reference)) => {
                    let (place, name) = reference.rsplit_once('/').expect("a name");
                    let (name, direction) = name.split_once(MARK).unwrap_or((name, ""));
                    ("$ref".to_owned(), format!("{place}/{}", spelled(name, direction, apart)).into())
                }
                _ => (name.clone(), named(value, apart)),
            };
            members.iter().map(of).collect()
        }
        Value::Array(items) => items.iter().map(|item| named(item, apart)).collect(),
        other => other.clone(),
    }
}

fn spelled(name: &str, direction: &str, apart: &BTreeSet<String>) -> String {
    let is_change = direction == "Read" && apart.contains(name);
    if is_change { format!("{name}Change") } else { name.to_owned() }
}

fn bounded(items: Value, length: u64) -> Value {
    json!({"type": "array", "items": items, "minItems": length, "maxItems": length})
}

fn nullable(schema: Value) -> Value {
    match schema["type"].as_str() {
        Some(one) => {
            let both = json!([one, "null"]);
            let mut schema = schema;
            schema["type"] = both;
            schema
        }
        None => json!({"anyOf": [schema, {"type": "null"}]}),
    }
}
