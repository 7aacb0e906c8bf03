//! The last requests of a sandbox, with notes about them.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use crate::world::Timestamp;

/// How many requests are kept.
pub const KEPT: usize = 1000;
/// How many notes about a request are kept.
const MOST_NOTES: usize = 16;
/// How many characters of a note, of a reason and of a caller are kept.
const LONGEST_NOTE: usize = 2200;
/// How many characters of a method are kept.
const LONGEST_METHOD: usize = 32;

/// The last requests of a sandbox, oldest first.
#[derive(Debug, Default)]
pub struct Journal(Mutex<Pages>);

#[derive(Debug, Default)]
struct Pages {
    last: u64,
    entries: VecDeque<Arc<Entry>>,
}

/// A request and its response.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Entry {
    /// Its number in the sandbox, from 1.
    pub n: u64,
    /// When the response was ready.
    pub at: Timestamp,
    /// The method.
    pub method: String,
    /// The path with its query, as the client sent it behind the sandbox prefix.
    pub path: String,
    /// The service that it belongs to; none for paths that belong to no service.
    pub provider: Option<&'static str>,
    /// The operation, if a route was found.
    pub operation: Option<&'static str>,
    /// The status of the response.
    pub status: u16,
    /// The short name of the person, or the key of the application, that called.
    pub caller: Option<Arc<str>>,
    /// Why it was refused, if it was.
    pub reason: Option<Arc<str>>,
    /// Notes about it, such as which lenience it made use of.
    pub notes: Vec<String>,
}

impl Journal {
    /// Enters a request, cut where it says too much, and forgets the oldest one if there are too many.
    pub fn enter(&self, entry: Entry) {
        let mut entry = cut(entry);
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.last += 1;
        entry.n = pages.last;
        if pages.entries.len() == KEPT {
            pages.entries.pop_front();
        }
        pages.entries.push_back(Arc::new(entry));
    }

    /// Returns the requests behind number `n`, oldest first.
    pub fn since(&self, n: u64) -> Vec<Arc<Entry>> {
        let pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.entries.iter().filter(|entry| entry.n > n).cloned().collect()
    }

    /// Forgets all requests and counts from 1 again.
    pub fn clear(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Pages::default();
    }
}

/// Returns an entry without what no reader needs of it.
fn cut(mut entry: Entry) -> Entry {
    let left_out = entry.notes.len().saturating_sub(MOST_NOTES);
    if left_out > 0 {
        entry.notes.truncate(MOST_NOTES - 1);
        entry.notes.push(format!("{} more notes", left_out + 1));
    }
    let texts = entry.notes.iter_mut().map(|note| (note, LONGEST_NOTE));
    for (text, longest) in texts.chain([(&mut entry.method, LONGEST_METHOD)]) {
        if let Some(cut) = shortened(text, longest) {
            *text = cut;
        }
    }
    for text in [&mut entry.reason, &mut entry.caller].into_iter().flatten() {
        if let Some(cut) = shortened(text, LONGEST_NOTE) {
            *text = cut.into();
        }
    }
    entry
}

/// Returns the beginning of a text that is too long, with an ellipsis at the end.
fn shortened(text: &str, longest: usize) -> Option<String> {
    text.char_indices().nth(longest)?;
    Some(text.chars().take(longest - 1).chain(['…']).collect())
}

#[cfg(test)]
mod tests {
    use super::{Entry, Journal, LONGEST_METHOD, LONGEST_NOTE, MOST_NOTES};

    #[test]
    fn what_is_said_of_a_request_is_cut() {
        let journal = Journal::default();
        let long = "é".repeat(LONGEST_NOTE + 1);
        journal.enter(Entry {
            method: "M".repeat(LONGEST_METHOD + 1),
            reason: Some(long.as_str().into()),
            notes: vec![long; MOST_NOTES + 2],
            ..Entry::default()
        });
        let entry = journal.since(0).remove(0);
        let cut = format!("{}…", "é".repeat(LONGEST_NOTE - 1));
        assert_eq!(entry.method, format!("{}…", "M".repeat(LONGEST_METHOD - 1)));
        assert_eq!((entry.reason.as_deref(), &entry.notes[0]), (Some(cut.as_str()), &cut));
        assert_eq!((entry.notes.len(), &*entry.notes[MOST_NOTES - 1]), (MOST_NOTES, "3 more notes"));
        journal.enter(Entry { notes: vec!["é".repeat(LONGEST_NOTE); MOST_NOTES], ..Entry::default() });
        assert!(journal.since(1)[0].notes.iter().all(|note| !note.ends_with('…')), "as much as is kept");
    }
}
