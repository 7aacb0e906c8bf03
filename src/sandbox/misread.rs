//! What is wrong with JSON that people wrote: its place, and what would have been right.

use std::fmt::{self, Display};

use serde::de::{self, Expected, Unexpected};
use serde_json::Value;

use super::nearest;

/// What is wrong with a value, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Misread {
    /// The place, such as `.faults[2].effect`; empty for the whole.
    place: String,
    /// A sentence without its subject and its end.
    text: String,
}

impl Misread {
    /// Returns what is wrong with the value at hand: `text` goes on after its place, as in "is no status".
    pub fn new(text: impl Into<String>) -> Self {
        Self { place: String::new(), text: text.into() }
    }

    /// Says that the value at hand is this member of another one.
    #[must_use]
    pub fn member(self, name: &str) -> Self {
        Self { place: format!(".{name}{}", self.place), ..self }
    }

    /// Says that the value at hand is this item of a list.
    #[must_use]
    pub fn item(self, at: usize) -> Self {
        Self { place: format!("[{at}]{}", self.place), ..self }
    }
}

impl Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.trim_start_matches('.') {
            "" => write!(f, "it {}", self.text),
            place if self.text.starts_with('`') => write!(f, "`{place}`: {}", self.text),
            place => write!(f, "`{place}` {}", self.text),
        }
    }
}

impl std::error::Error for Misread {}

impl de::Error for Misread {
    fn custom<T: Display>(text: T) -> Self {
        Self::new(text.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("is {}, not {}", plain(&expected.to_string()), found_as(found)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn invalid_length(found: usize, expected: &dyn Expected) -> Self {
        Self::new(format!("is {expected}, not a list of {found}"))
    }

    fn unknown_field(name: &str, known: &'static [&'static str]) -> Self {
        let text = match known {
            [] => "is not known here: there are no members".into(),
            known => format!("is not known here; there are {}", nearest::names(name, known, known.len())),
        };
        Self::new(text).member(name)
    }

    fn unknown_variant(name: &str, known: &'static [&'static str]) -> Self {
        Self::new(format!("is one of {}, not `{name}`", nearest::names(name, known, known.len())))
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new("is missing").member(name)
    }
}

/// Returns what was expected, in plain words.
fn plain(expected: &str) -> &str {
    match expected {
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number from 0 on",
        "f64" => "a number",
        "a string" | "string or map" => "a text",
        "a sequence" => "a list",
        "a boolean" => "`true` or `false`",
        "a map" => "an object",
        other if other.starts_with("struct ") => "an object",
        other => other,
    }
}

fn found_as(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Str(text) => format!("the text {}", Value::from(text)),
        Unexpected::Bool(value) => value.to_string(),
        Unexpected::Unsigned(value) => value.to_string(),
        Unexpected::Signed(value) => value.to_string(),
        Unexpected::Float(value) => value.to_string(),
        Unexpected::Unit | Unexpected::Option => "null".into(),
        Unexpected::Seq => "a list".into(),
        Unexpected::Map | Unexpected::StructVariant => "an object".into(),
        other => other.to_string(),
    }
}
