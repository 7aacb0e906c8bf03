//! Functions and keys in one segment of a path: `search(q='a')`, `drives('D')`.

use std::{borrow::Cow, cell::OnceCell, collections::HashMap};

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::{
    literals,
    words::{is_count, unqualified},
};
use crate::graph::error::Error;

/// A segment as it was read.
pub enum Segment {
    /// Neither a function nor a key.
    Plain,
    /// The count of a collection.
    Count,
    /// A collection, and the key of one thing in it: `drives('D')`.
    Key(String, String),
    /// A function with its arguments.
    Function(String, Vec<(String, String)>),
}

/// The values that a query gives to the parameters of functions; it is read when the first one is needed.
pub struct ParameterValues<'q> {
    query: Option<&'q str>,
    values: OnceCell<HashMap<String, String>>,
}

impl<'q> ParameterValues<'q> {
    pub fn of(query: Option<&'q str>) -> Self {
        Self { query, values: OnceCell::new() }
    }

    fn get(&self, name: &str) -> Option<&str> {
        let read = || {
            let pairs = self.query.unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
            let decoded = |text: &str| decode(text).into_owned();
            let mut values = HashMap::new();
            for (name, value) in pairs {
                values.entry(decoded(name)).or_insert_with(|| decoded(&value.replace('+', " ")));
            }
            values
        };
        self.values.get_or_init(read).get(name).map(String::as_str)
    }
}

/// Reads a decoded segment.
///
/// # Errors
/// Those of [`literals::check`] for the arguments of a function, and for a key.
pub fn read(segment: &str, parameters: &ParameterValues<'_>) -> Result<Segment, Error> {
    if is_count(segment) {
        return Ok(Segment::Count);
    }
    let is_name = |name: &str| name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_'));
    let call = segment.split_once('(').filter(|(name, _)| !name.is_empty() && is_name(name));
    let Some((name, inside)) = call else { return Ok(Segment::Plain) };
    let Some(inside) = inside.strip_suffix(')') else {
        // Behind a quote that is left open, the bracket is a part of the text.
        return if is_unfinished(segment) {
            literals::check(inside).map(|()| Segment::Plain)
        } else {
            Ok(Segment::Plain)
        };
    };
    literals::check(inside)?;
    let name = unqualified(name).to_owned();
    let mut arguments = Vec::new();
    for argument in split_arguments(inside) {
        match argument.split_once('=').filter(|(name, _)| is_name(name.trim())) {
            Some((name, value)) => arguments.push((name.trim().to_owned(), literal(value, parameters)?)),
            None => return Ok(Segment::Key(name, literal(argument, parameters)?)),
        }
    }
    Ok(Segment::Function(name, arguments))
}

/// Returns whether the arguments of a function go on in the next segment.
pub fn is_unfinished(segment: &str) -> bool {
    segment.split_once("='").is_some_and(|(start, _)| start.contains('(')) && !segment.ends_with(')')
}

/// Returns a function whose arguments go on behind the first segment, up to the segment that ends them.
pub fn finished(rest: &str, first: usize) -> &str {
    let mut end = first;
    while let Some(more) = rest[end..].strip_prefix('/') {
        let segment = more.split('/').next().unwrap_or_default();
        end += 1 + segment.len();
        if decode(segment).ends_with(')') {
            break;
        }
    }
    &rest[..end]
}

/// Splits at the commas outside quotes.
fn split_arguments(inside: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let comma = move |c: char| {
        quoted ^= c == '\'';
        c == ',' && !quoted
    };
    inside.split(comma).map(str::trim).filter(|argument| !argument.is_empty())
}

/// Returns the value of an argument, without its quotes; the value of a parameter stands in the query.
fn literal(text: &str, parameters: &ParameterValues<'_>) -> Result<String, Error> {
    let text = text.trim();
    let name = text.trim_matches('\'');
    let value = name.starts_with('@').then(|| parameters.get(name)).flatten();
    value.map_or(Ok(()), literals::check)?;
    Ok(unquoted(value.unwrap_or(text)))
}

/// Takes the quotes off a text, in which each quote stands twice.
fn unquoted(text: &str) -> String {
    let inside = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
    inside.map_or_else(|| text.to_owned(), |text| text.replace("''", "'"))
}

/// Decodes a segment. Bytes that are not UTF-8 stay encoded, and the route refuses them.
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

/// Encodes a segment.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
