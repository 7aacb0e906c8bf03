//! What nothing reads of a request: members of bodies, options of queries, fields of forms. The journal has their names.

use std::{
    borrow::Cow,
    sync::atomic::{AtomicU64, Ordering},
};

use serde::de::DeserializeOwned;

use super::{body::Object, call::Call, pairs::pairs, watched};
use crate::sandbox::journal::MOST_UNREAD;

/// Options without a meaning, which clients add so that nothing between them and the server has the response in store.
const MEANINGLESS: [&str; 1] = ["_"];

/// The most pairs that are watched; what follows counts as read.
const MOST_PAIRS: usize = u64::BITS as usize;

/// What is read from a JSON object in a body.
pub trait FromObject: Sized {
    /// Reads it.
    fn from_object(body: &str) -> serde_json::Result<Self>;
}

impl<T: DeserializeOwned> FromObject for T {
    fn from_object(body: &str) -> serde_json::Result<Self> {
        serde_json::from_str(body).map(|Object(read)| read)
    }
}

/// Two readers of one object, each of which has members of its own.
///
/// What serde calls flattening would not say which members are left over.
pub struct Both<A, B>(pub A, pub B);

impl<A: FromObject, B: FromObject> FromObject for Both<A, B> {
    fn from_object(body: &str) -> serde_json::Result<Self> {
        let first = watched::count();
        let a = A::from_object(body);
        let second = watched::count();
        let b = B::from_object(body);
        watched::keep_common(first, second);
        Ok(Self(a?, b?))
    }
}

/// Reads a JSON object. The members that nothing has read go into the journal, but for those that the vendor has in every
/// object.
pub fn read_object<T: FromObject>(
    call: &Call,
    body: &str,
    is_everywhere: fn(&str) -> bool,
) -> serde_json::Result<T> {
    watched::begin();
    let read = T::from_object(body);
    tell_members(call, body, is_everywhere);
    read
}

fn tell_members(call: &Call, body: &str, is_everywhere: fn(&str) -> bool) {
    if watched::count() > 0 {
        let pointers = watched::pointers(body, MOST_UNREAD);
        let name = |pointer: &String| pointer.rsplit('/').next().is_some_and(is_everywhere);
        let told = pointers.into_iter().filter(|pointer| !name(pointer));
        call.record().add_unread(told.map(|pointer| ["body.", &pointer].concat()));
    }
}

/// Reads a JSON object; an empty body is `{}`. As [`read_object`], of a vendor that has no members in every object.
///
/// # Errors
/// A text for developers that says what is wrong.
pub fn parse_object<T: FromObject>(call: &Call, body: &[u8]) -> Result<T, String> {
    match str::from_utf8(body) {
        Ok("") => read_object(call, "{}", |_| false),
        Ok(body) => read_object(call, body, |_| false),
        Err(_) => return Err(why_no_text(body)),
    }
    .map_err(|error| error.to_string())
}

/// Returns what is wrong with a body that is not UTF-8.
#[cold]
fn why_no_text(body: &[u8]) -> String {
    let read = serde_json::from_slice::<serde_json::Value>(body);
    read.map_or_else(|error| error.to_string(), |_| "the body is not UTF-8".into())
}

/// The pairs of a query or a form, and which of them were read.
pub struct ReadPairs {
    pairs: Vec<(String, String)>,
    read: AtomicU64,
    of: Option<(Call, Part)>,
}

/// What has pairs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The query, which several may read.
    Query,
    /// The form, which one reads.
    Form,
}

impl ReadPairs {
    /// Watches the pairs of a request; those of a query stand for what is between its ampersands, one for each that is
    /// not empty.
    pub fn new(call: &Call, part: Part, pairs: Vec<(String, String)>) -> Self {
        let of = (!pairs.is_empty()).then(|| (call.clone(), part));
        Self { pairs, read: AtomicU64::new(0), of }
    }

    /// Has pairs that nobody watches.
    #[cfg(test)]
    pub fn unwatched(pairs: Vec<(String, String)>) -> Self {
        Self { pairs, read: AtomicU64::new(0), of: None }
    }

    /// Returns the first value whose name fits; all whose names fit count as read.
    pub fn find(&self, is_it: impl Fn(&str) -> bool) -> Option<&str> {
        self.all(is_it).next()
    }

    /// Iterates over the values whose names fit, which count as read.
    pub fn all(&self, is_it: impl Fn(&str) -> bool) -> impl Iterator<Item = &str> {
        self.mark(&is_it);
        self.pairs.iter().filter(move |(name, _)| is_it(name)).map(|(_, value)| value.as_str())
    }

    /// Says that the pairs whose names fit were read.
    pub fn mark(&self, is_it: impl Fn(&str) -> bool) {
        let read = mask(self.pairs.iter().map(|(name, _)| name), is_it);
        self.read.store(self.read.load(Ordering::Relaxed) | read, Ordering::Relaxed);
    }

    /// Iterates over all pairs, none of which counts as read.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }
}

impl Drop for ReadPairs {
    fn drop(&mut self) {
        let read = self.read.load(Ordering::Relaxed);
        match &self.of {
            Some((call, Part::Query)) => call.read_of_query(read),
            Some((call, Part::Form)) => {
                tell(call, "form.", read, self.pairs.iter().map(|(name, _)| name));
            }
            None => {}
        }
    }
}

/// Returns a bit for each name that fits, by its place.
fn mask(names: impl Iterator<Item: AsRef<str>>, is_it: impl Fn(&str) -> bool) -> u64 {
    let bits = names.take(MOST_PAIRS).enumerate().filter(|(_, name)| is_it(name.as_ref()));
    bits.fold(0, |mask, (at, _)| mask | 1 << at)
}

/// Iterates over the names of a query as [`pairs`] has them; most stand there as they are.
fn names(query: &str) -> impl Iterator<Item = Cow<'_, str>> {
    query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, _) = pair.split_once('=').unwrap_or((pair, ""));
        if name.contains(['%', '+']) {
            Cow::Owned(pairs(name).next().map(|(name, _)| name).unwrap_or_default())
        } else {
            Cow::Borrowed(name)
        }
    })
}

/// Returns the first value of an option of the query, which counts as read.
pub fn query_value(call: &Call, query: &str, name: &str) -> Option<String> {
    let (at, (_, value)) = pairs(query).enumerate().find(|(_, (known, _))| known == name)?;
    call.read_of_query(u32::try_from(at).ok().and_then(|at| 1_u64.checked_shl(at)).unwrap_or(0));
    Some(value)
}

/// Says that the options of a query whose names fit were read.
pub fn mark_query(call: &Call, query: &str, is_it: impl Fn(&str) -> bool) {
    call.read_of_query(mask(names(query), is_it));
}

/// Enters the options of a query that nothing has read, once its request was carried out.
pub(super) fn tell_query(call: &Call, query: &str) {
    let read = call.is_read_of_query();
    let count = query.split('&').filter(|pair| !pair.is_empty()).take(MOST_PAIRS).count();
    if count > read.trailing_ones() as usize {
        tell(call, "query.", read, names(query));
    }
}

fn tell(call: &Call, prefix: &str, read: u64, names: impl Iterator<Item: AsRef<str>>) {
    let unread = names.take(MOST_PAIRS).enumerate().filter_map(|(at, name)| {
        let name = name.as_ref();
        let is_read = read >> at & 1 == 1 || name.is_empty() || MEANINGLESS.contains(&name);
        (!is_read).then(|| [prefix, name].concat())
    });
    call.record().add_unread(unread);
}
