//! An answer as tests compare it.

use std::fmt;

use axum::http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::names;

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self}"))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }

    fn printed_headers(&self) -> impl Iterator<Item = (&'static str, String)> {
        ["location", "retry-after"].into_iter().filter_map(|name| {
            let value = self.headers.get(name)?.to_str().expect("text");
            Some((name, names::fold_text(value)))
        })
    }
}

/// The status, then the body: JSON is laid out, and known values are printed by name.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.status)?;
        for (name, value) in self.printed_headers() {
            writeln!(f, "{name}: {value}")?;
        }
        match serde_json::from_slice::<Value>(&self.body) {
            Ok(json) => {
                let folded = names::fold(&json);
                write!(f, "{}", serde_json::to_string_pretty(&folded).expect("it was JSON"))
            }
            Err(_) => write!(f, "{}", String::from_utf8_lossy(&self.body)),
        }
    }
}
