//! Holding values to schemas: the part of the language that our schemas use, and not a word more.

use serde_json::Value;

/// What is done with members that a schema does not know and does not forbid.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// They are as they should be.
    Open,
    /// They are wrong: the schema lacks them.
    Closed,
}

/// What is wrong with a value, each with its place.
pub fn faults(value: &Value, schema: &Value, root: &Value, strictness: Strictness) -> Vec<String> {
    let mut check = Check { root, strictness, faults: Vec::new() };
    check.value(value, schema, "");
    check.faults
}

struct Check<'a> {
    root: &'a Value,
    strictness: Strictness,
    faults: Vec<String>,
}

impl Check<'_> {
    fn fault(&mut self, at: &str, what: &str) {
        self.faults.push(format!("{}: {what}", if at.is_empty() { "the whole" } else { at }));
    }

    fn is_valid(&self, value: &Value, schema: &Value) -> bool {
        faults(value, schema, self.root, self.strictness).is_empty()
    }

    fn value(&mut self, value: &Value, schema: &Value, at: &str) {
        for (keyword, told) in schema.as_object().expect("a schema") {
            match keyword.as_str() {
                "$ref" => {
                    let pointer = told.as_str().expect("text").trim_start_matches('#');
                    let schema =
                        self.root.pointer(pointer).unwrap_or_else(|| panic!("there is no {pointer}"));
                    self.value(value, schema, at);
                }
                "type" if !types(told).any(|one| is_of_type(value, one)) => {
                    self.fault(at, &format!("{value} is not of type {told}"));
                }
                "const" if value != told => self.fault(at, &format!("{value} is not {told}")),
                "enum" if !told.as_array().expect("a list").contains(value) => {
                    self.fault(at, &format!("{value} is none of {told}"));
                }
                "minimum" if value.as_f64() < told.as_f64() && value.is_number() => {
                    self.fault(at, &format!("{value} is below {told}"));
                }
                "properties" => self.members(value, schema, at),
                "items" => {
                    for (n, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.value(item, told, &format!("{at}/{n}"));
                    }
                }
                "minItems" | "maxItems" => self.length(value, keyword, told, at),
                "oneOf" | "anyOf" => {
                    let fitting = told.as_array().expect("a list").iter();
                    let fitting = fitting.filter(|one| self.is_valid(value, one)).count();
                    if fitting == 0 || keyword == "oneOf" && fitting > 1 {
                        self.fault(at, &format!("{value} fits {fitting} of {keyword}"));
                    }
                }
                "description"
                | "default"
                | "title"
                | "$schema"
                | "$defs"
                | "format"
                | "required"
                | "additionalProperties"
                | "type"
                | "const"
                | "enum"
                | "minimum" => {}
                other => panic!("{other} is not known here"),
            }
        }
        self.beside(value, schema, at);
    }

    fn members(&mut self, value: &Value, schema: &Value, at: &str) {
        for (name, of) in schema["properties"].as_object().expect("members") {
            if let Some(value) = value.get(name) {
                self.value(value, of, &format!("{at}/{name}"));
            }
        }
        for name in schema["required"].as_array().into_iter().flatten() {
            let name = name.as_str().expect("a name");
            if value.is_object() && value.get(name).is_none() {
                self.fault(at, &format!("`{name}` is missing"));
            }
        }
    }

    /// Looks at the members that have no schema of their own.
    fn beside(&mut self, value: &Value, schema: &Value, at: &str) {
        let known = &schema["properties"];
        for (name, value) in value.as_object().into_iter().flatten() {
            match &schema["additionalProperties"] {
                _ if known.get(name).is_some() => {}
                Value::Bool(false) => self.fault(at, &format!("`{name}` is not known")),
                Value::Object(of) => self.value(value, &of.clone().into(), &format!("{at}/{name}")),
                _ if self.strictness == Strictness::Closed && known.is_object() => {
                    self.fault(at, &format!("`{name}` is not described"));
                }
                _ => {}
            }
        }
    }

    fn length(&mut self, value: &Value, keyword: &str, told: &Value, at: &str) {
        let (Some(items), bound) = (value.as_array(), told.as_u64().expect("a number")) else { return };
        let length = items.len() as u64;
        if if keyword == "minItems" { length < bound } else { length > bound } {
            self.fault(at, &format!("{length} items are against {keyword} {bound}"));
        }
    }
}

fn types(told: &Value) -> impl Iterator<Item = &str> {
    told.as_str().into_iter().chain(told.as_array().into_iter().flatten().filter_map(Value::as_str))
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        other => panic!("{other} is no type"),
    }
}

/// Where the objects of a value are, as JSON pointers.
pub fn objects(value: &Value, at: &str, found: &mut Vec<String>) {
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
