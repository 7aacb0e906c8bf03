//! The last requests of a sandbox, with notes about them.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use crate::world::Timestamp;

/// How many requests are kept.
pub const KEPT: usize = 1000;

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
    /// Enters a request, and forgets the oldest one if there are too many.
    pub fn enter(&self, mut entry: Entry) {
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
