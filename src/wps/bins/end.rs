//! Letting items go from a bin: into its next level, or for good.

use axum::response::Response;
use serde::Deserialize;

use super::entries::entry;
use crate::{
    http::{TaskPace, find_word},
    world::{BinLevel, Job, Needs},
    wps::{
        auth::Caller,
        error::Error,
        respond,
        tasks::{batch, file_ids},
    },
};

/// The body of a call that ends one item.
#[derive(Deserialize)]
pub struct EndBody {
    delete_type: Option<String>,
}

/// The body of a call that ends many items.
#[derive(Deserialize)]
pub struct EndManyBody {
    file_ids: Vec<String>,
    delete_type: Option<String>,
}

/// The words for where a deletion goes, in their order: only a lower one than the present is allowed.
const WORDS: &[(&str, Place)] =
    &[("first", Place::First), ("second", Place::Second), ("permanent", Place::Nowhere)];

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Place {
    First,
    Second,
    Nowhere,
}

/// Returns whether an item in a level of the bin is deleted for good; it goes to the next lower place if no word is
/// given.
///
/// # Errors
/// [`Error::NotSupported`].
fn is_final(word: Option<&str>, level: BinLevel) -> Result<bool, Error> {
    let (here, below) = match level {
        BinLevel::First => (Place::First, Place::Second),
        BinLevel::Second => (Place::Second, Place::Nowhere),
    };
    let word = word.filter(|word| !word.is_empty());
    let to = word.map_or(Ok(below), |word| find_word("delete_type", word, WORDS))?;
    if here < to {
        Ok(to == Place::Nowhere)
    } else {
        Err(Error::NotSupported("delete_type has to name a lower place than the present.".into()))
    }
}

/// Ends one item in a level of the bin.
///
/// # Errors
/// [`Error::NotSupported`], those of [`entry`].
pub fn one(caller: &Caller, id: &str, level: BinLevel, body: &EndBody) -> Result<Response, Error> {
    let is_final = is_final(body.delete_type.as_deref(), level)?;
    caller.sandbox().write(|world, _| {
        let node = entry(caller, world, id, level)?.id;
        let ended = if is_final { world.purge(node, level) } else { world.sink(node) };
        ended.map_err(Error::from)
    })?;
    Ok(respond::done(caller.dialect))
}

/// Ends many items in a level of the bin, as a task.
///
/// # Errors
/// [`Error::NotSupported`], those of [`file_ids::check`] and [`batch::run`].
pub fn many(caller: &Caller, pace: TaskPace, level: BinLevel, body: &EndManyBody) -> Result<Response, Error> {
    let is_final = is_final(body.delete_type.as_deref(), level)?;
    let job = if is_final { Job::Purge { level } } else { Job::Sink };
    file_ids::check("file_ids", &body.file_ids)?;
    let started = batch::run(
        caller,
        pace,
        (&body.file_ids, Needs::default()),
        |world, id, _| entry(caller, world, id, level).map(AsRef::as_ref),
        |_, _| Ok(job),
    )?;
    Ok(respond::success(caller.dialect, &started))
}
