//! Conditions on the values of records.

use std::{cmp::Ordering, collections::HashSet, sync::Arc};

use imbl::OrdMap;
use serde::Deserialize;
use serde_json::Value;

use super::sheet;
use crate::{http::body::Object, kdocs::error::Error, world::Records};

/// Conditions, and whether one or all have to hold.
#[derive(Deserialize)]
pub struct FilterGiven {
    mode: Mode,
    criteria: Vec<Object<CriterionGiven>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum Mode {
    And,
    Or,
}

#[derive(Deserialize)]
struct CriterionGiven {
    field: String,
    op: Op,
    #[serde(default)]
    values: Vec<Value>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
enum Op {
    Equals,
    NotEqu,
    Greater,
    GreaterEqu,
    Less,
    LessEqu,
    BeginWith,
    EndWith,
    Contains,
    NotContains,
    Intersected,
    Empty,
    NotEmpty,
}

/// Conditions that were checked.
pub struct Filter {
    mode: Mode,
    criteria: Vec<(u32, Op, Vec<String>)>,
}

impl FilterGiven {
    /// Checks the conditions: each field has one at the most, and each takes a number of values.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn read(&self, records: &Records, prefer_id: bool) -> Result<Filter, Error> {
        let mut fields = HashSet::new();
        let criterion = |given: &Object<CriterionGiven>| {
            let field = sheet::field(records, &given.field, prefer_id)?.id;
            if !fields.insert(field) {
                let hint = format!("filter: {} has more than one condition", given.field);
                return Err(Error::Invalid(hint.into()));
            }
            let fits = match given.op {
                Op::Empty | Op::NotEmpty => given.values.is_empty(),
                Op::Contains | Op::NotContains | Op::Intersected => !given.values.is_empty(),
                _ => given.values.len() == 1,
            };
            if !fits {
                let hint = format!("filter: {:?} does not take {} values", given.op, given.values.len());
                return Err(Error::Invalid(hint.into()));
            }
            Ok((field, given.op, given.values.iter().map(text).collect()))
        };
        let criteria = self.criteria.iter().map(criterion).collect::<Result<Vec<_>, _>>()?;
        Ok(Filter { mode: self.mode, criteria })
    }
}

impl Filter {
    /// Whether a record is meant.
    pub fn takes(&self, values: &OrdMap<u32, Arc<str>>) -> bool {
        let mut holds = self.criteria.iter().map(|(field, op, wanted)| {
            let value = values.get(field).and_then(|value| serde_json::from_str(value).ok());
            holds(&texts(value.unwrap_or_default()), *op, wanted)
        });
        match self.mode {
            Mode::And => holds.all(|holds| holds),
            Mode::Or => self.criteria.is_empty() || holds.any(|holds| holds),
        }
    }
}

/// Whether a condition holds for a value, which is several texts where it is a list.
fn holds(values: &[String], op: Op, wanted: &[String]) -> bool {
    let any = |test: &dyn Fn(&str, &str) -> bool| {
        values.iter().any(|value| wanted.iter().any(|wanted| test(value, wanted)))
    };
    let compares = |orders: &[Ordering]| {
        any(&|value, wanted| compare(value, wanted).is_some_and(|order| orders.contains(&order)))
    };
    match op {
        Op::Equals => compares(&[Ordering::Equal]),
        Op::NotEqu => !compares(&[Ordering::Equal]),
        Op::Greater => compares(&[Ordering::Greater]),
        Op::GreaterEqu => compares(&[Ordering::Greater, Ordering::Equal]),
        Op::Less => compares(&[Ordering::Less]),
        Op::LessEqu => compares(&[Ordering::Less, Ordering::Equal]),
        Op::BeginWith => any(&|value, wanted| value.starts_with(wanted)),
        Op::EndWith => any(&|value, wanted| value.ends_with(wanted)),
        Op::Contains => any(&|value, wanted| value.contains(wanted)),
        Op::NotContains => !any(&|value, wanted| value.contains(wanted)),
        Op::Intersected => any(&|value, wanted| value == wanted),
        Op::Empty => values.iter().all(String::is_empty),
        Op::NotEmpty => !values.iter().all(String::is_empty),
    }
}

/// Compares as numbers where both are numbers, else as texts.
fn compare(value: &str, wanted: &str) -> Option<Ordering> {
    match (value.parse::<f64>(), wanted.parse::<f64>()) {
        (Ok(value), Ok(wanted)) => value.partial_cmp(&wanted),
        _ => Some(value.cmp(wanted)),
    }
}

fn texts(value: Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(values) => values.iter().map(text).collect(),
        value => vec![text(&value)],
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
