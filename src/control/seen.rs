//! A request of the journal as matchers see it.

use std::cell::OnceCell;

use serde_json::Value;

use super::redaction::{self, Secrets, Side};
use crate::{
    http::pairs,
    sandbox::{
        journal::Entry,
        matcher::{Difference, Matcher, Subject},
    },
    world::World,
};

/// A request of the journal.
pub struct Seen<'e> {
    /// The request.
    pub entry: &'e Entry,
    body: OnceCell<Option<Value>>,
}

impl<'e> Seen<'e> {
    /// Returns a request as matchers see it.
    pub fn of(entry: &'e Entry) -> Self {
        Self { entry, body: OnceCell::new() }
    }

    /// Returns what keeps it from being meant, without the credentials in it.
    pub fn differences(&self, matcher: &Matcher, world: &World) -> Vec<Difference> {
        let mut differences = matcher.differences(self);
        for difference in &mut differences {
            hide(Secrets(world), difference);
        }
        differences
    }
}

impl Subject for Seen<'_> {
    fn provider(&self) -> Option<&str> {
        self.entry.arrival.provider
    }

    fn operation(&self) -> Option<&str> {
        self.entry.operation
    }

    fn method(&self) -> &str {
        &self.entry.arrival.method
    }

    fn path(&self) -> &str {
        self.entry.bare_path()
    }

    fn query(&self, name: &str) -> Vec<String> {
        let query = self.entry.arrival.path.split_once('?').map_or("", |(_, query)| query);
        pairs(query).filter(|(key, _)| key == name).map(|(_, value)| value).collect()
    }

    fn header(&self, name: &str) -> Vec<String> {
        let lines = self.entry.header_lines();
        lines.filter(|(known, _)| *known == name).map(|(_, value)| value.into_owned()).collect()
    }

    fn body(&self) -> Option<&Value> {
        let read = || serde_json::from_slice(&self.entry.request.as_ref()?.bytes).ok();
        self.body.get_or_init(read).as_ref()
    }

    fn caller(&self) -> Option<&str> {
        self.entry.caller.as_deref()
    }

    fn status(&self) -> Option<u16> {
        self.entry.status
    }

    fn fault(&self) -> Option<&str> {
        self.entry.fault.as_deref()
    }
}

/// Hides what a request has in the place of what was expected, where that is a credential.
fn hide(secrets: Secrets<'_>, difference: &mut Difference) {
    let found = &mut difference.found;
    if let Some(name) = difference.member.strip_prefix("header.") {
        each(found, |text| redaction::header(secrets, name, text));
    } else if let Some(name) = difference.member.strip_prefix("query.") {
        each(found, |text| redaction::named(secrets, name, text));
    } else if let Some(pointer) = difference.member.strip_prefix("body.") {
        let name = pointer.rsplit('/').next().unwrap_or_default();
        match found {
            Value::Object(_) | Value::Array(_) => {
                let shown = redaction::json(secrets, &found.to_string(), Side::Request);
                *found = serde_json::from_str(&shown).unwrap_or_default();
            }
            _ => each(found, |text| redaction::named(secrets, name, text)),
        }
    }
}

/// Changes a text, or each of a list.
fn each(value: &mut Value, change: impl Fn(&str) -> String + Copy) {
    match value {
        Value::String(text) => *text = change(text),
        Value::Array(items) => {
            for item in items {
                each(item, change);
            }
        }
        _ => {}
    }
}
