//! The names of known values: `<plan.txt>` for the id of that file, `<alice's identity>` for the identity set.
//!
//! `names.json` is the table; `known.rs` holds it against the fixture. Printing folds values into names, requests
//! unfold names into values. Folding loses nothing: each printed answer is unfolded again and compared.

use std::{
    collections::{BTreeSet, HashMap},
    sync::LazyLock,
};

use serde_json::{Map, Value, json};

/// The table as it stands in the repository.
pub const TABLE: &str = include_str!("names.json");

static NAMES: LazyLock<Names> = LazyLock::new(Names::read);

struct Names {
    values: HashMap<String, Value>,
    texts: HashMap<String, String>,
    objects: HashMap<Value, String>,
    /// How long the texts are, longest first.
    lengths: Vec<usize>,
}

impl Names {
    fn read() -> Self {
        let table: Map<String, Value> = serde_json::from_str(TABLE).expect("a table");
        let mut values: HashMap<_, _> =
            table.into_iter().map(|(name, value)| (format!("<{name}>"), value)).collect();
        for number in 1.. {
            let Some(id) = values.get(&format!("<request {number}>")) else { break };
            let inner = json!({ "client-request-id": id, "date": "2026-01-02T03:04:05", "request-id": id });
            values.insert(request_ids(number), inner);
        }
        let (mut texts, mut objects) = (HashMap::new(), HashMap::new());
        for (name, value) in &values {
            assert!(!name[1..name.len() - 1].contains(['<', '>']), "{name}");
            let twice = match value {
                Value::String(text) => texts.insert(text.clone(), name.clone()),
                other => objects.insert(other.clone(), name.clone()),
            };
            assert_eq!(twice, None, "{name} stands for a value that has a name");
        }
        let lengths: BTreeSet<_> = texts.keys().map(String::len).collect();
        Self { values, texts, objects, lengths: lengths.into_iter().rev().collect() }
    }
}

/// The name of what an error of Graph says about its request: both ids, and the date at which the clock stands.
fn request_ids(number: u64) -> String {
    format!("<request {number}'s ids>")
}

/// Puts names in the place of known values, and makes sure that nothing is lost by it.
pub fn fold(value: &Value) -> Value {
    let folded = fold_value(value);
    assert_eq!(&unfold(&folded), value, "a name does not stand for its value");
    folded
}

fn fold_value(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(fold_text(text)),
        Value::Array(values) => values.iter().map(fold_value).collect(),
        Value::Object(members) => {
            if let Some(name) = NAMES.objects.get(value) {
                return Value::String(name.clone());
            }
            let mut rest = members.clone();
            if let Some(Value::String(code)) = rest.remove("code")
                && let Some(name) = NAMES.objects.get(&Value::Object(rest))
            {
                return Value::String(format!("{code} {name}"));
            }
            members.iter().map(|(key, value)| (key.clone(), fold_value(value))).collect()
        }
        other => other.clone(),
    }
}

/// Puts names in the place of the known values in a text; they stand apart from letters, digits, `-` and `_`.
pub fn fold_text(text: &str) -> String {
    assert_eq!(unfold_text(text), text, "a text looks like a name");
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let bytes = text.as_bytes();
    let mut folded = String::new();
    let (mut at, mut copied) = (0, 0);
    while at < bytes.len() {
        let starts = at == 0 || !is_word(bytes[at - 1]);
        let found = NAMES.lengths.iter().filter(|_| starts).find_map(|length| {
            let end = at + length;
            let is_whole = bytes.get(end).is_none_or(|byte| !is_word(*byte));
            let name = NAMES.texts.get(text.get(at..end)?)?;
            is_whole.then_some((end, name))
        });
        if let Some((end, name)) = found {
            folded += &text[copied..at];
            folded += name;
            (at, copied) = (end, end);
        } else {
            at += 1;
        }
    }
    folded + &text[copied..]
}

/// A text in which known values are written by name, some of which may be so already.
pub fn named(text: &str) -> String {
    fold_text(&unfold_text(text))
}

fn unfold(value: &Value) -> Value {
    match value {
        Value::String(text) => {
            let (code, name) = text
                .split_once(" <")
                .map_or((None, text.as_str()), |(code, _)| (Some(code), &text[code.len() + 1..]));
            match (NAMES.values.get(name), code) {
                (Some(value @ Value::Object(_)), None) => value.clone(),
                (Some(Value::Object(members)), Some(code)) => {
                    let mut members = members.clone();
                    members.insert("code".into(), code.into());
                    Value::Object(members)
                }
                _ => Value::String(unfold_text(text)),
            }
        }
        Value::Array(values) => values.iter().map(unfold).collect(),
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), unfold(value))).collect(),
        other => other.clone(),
    }
}

/// Puts what they stand for in the place of the names in a text; other words in angle brackets stay.
pub fn unfold_text(text: &str) -> String {
    let mut unfolded = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let end = rest[start..].find('>').map(|length| start + length + 1);
        match end.and_then(|end| Some((end, NAMES.values.get(&rest[start..end])?))) {
            Some((end, Value::String(value))) => {
                unfolded += &rest[..start];
                unfolded += value;
                rest = &rest[end..];
            }
            Some((end, object)) => {
                unfolded += &rest[..start];
                unfolded += &object.to_string();
                rest = &rest[end..];
            }
            None => {
                unfolded += &rest[..=start];
                rest = &rest[start + 1..];
            }
        }
    }
    unfolded + rest
}
