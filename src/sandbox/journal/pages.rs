//! The journal itself: the last requests, bounded by their number and by their bytes.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError, atomic::Ordering},
};

use bytes::Bytes;
use tokio::{
    sync::{Notify, futures::Notified},
    time::Instant,
};

use super::{
    arrival::Arrival,
    bodies::Body,
    entry::{Entry, RequestState},
    record::Record,
};
use crate::sandbox::events::{Event, Events};

/// The last requests of a sandbox.
#[derive(Debug, Default)]
pub struct Journal {
    pages: Mutex<Pages>,
    /// A request has arrived or ended.
    changed: Notify,
    events: Arc<Events>,
}

#[derive(Debug, Default)]
struct Pages {
    /// The number of the last request.
    last: u64,
    /// The number of the last request that somebody had forgotten.
    forgotten: u64,
    /// In the order of their numbers, which have no gaps.
    records: VecDeque<Arc<Record>>,
    /// How many bytes they take.
    bytes: usize,
}

/// How busy a sandbox is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Activity {
    /// So many requests are under way.
    UnderWay(usize),
    /// The last request ended then.
    Ended(Instant),
    /// No request is kept.
    Unknown,
}

/// A request that is under way; dropped without [`Self::end`], it was aborted.
#[derive(Debug)]
pub struct Open {
    journal: Arc<Journal>,
    record: Arc<Record>,
    ended: bool,
}

impl Journal {
    /// Creates an empty one whose requests are told.
    pub fn telling(events: Arc<Events>) -> Self {
        Self { events, ..Self::default() }
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Enters a request, and forgets the oldest ones where there are too many.
    pub fn arrive(self: &Arc<Self>, arrival: Arrival) -> Open {
        let (requests, total) = (arrival.settings.requests, arrival.settings.total_bytes);
        let mut pages = self.pages();
        pages.last += 1;
        let record = Arc::new(Record::new(pages.last, arrival));
        pages.bytes += record.counted.load(Ordering::Relaxed);
        pages.records.push_back(Arc::clone(&record));
        let gone = pages.shrink(requests, total);
        drop(pages);
        drop(gone);
        self.changed.notify_waiters();
        self.events.tell(|| Event::Request(record.n));
        Open { journal: Arc::clone(self), record, ended: false }
    }

    /// Returns the requests behind number `n` as they are now, oldest first.
    pub fn since(&self, n: u64) -> Vec<Entry> {
        self.read_since(n).0
    }

    /// Returns the requests behind number `n` as they are now, oldest first, and how many of them gave way to others.
    pub fn read_since(&self, n: u64) -> (Vec<Entry>, u64) {
        let pages = self.pages();
        let first = pages.first();
        let lost = (first - 1).saturating_sub(n.max(pages.forgotten));
        let skipped = usize::try_from(n.saturating_sub(first - 1)).unwrap_or(usize::MAX);
        let records: Vec<_> = pages.records.iter().skip(skipped).cloned().collect();
        drop(pages);
        (records.iter().map(|record| record.entry()).collect(), lost)
    }

    /// Returns a request.
    pub fn entry(&self, n: u64) -> Option<Entry> {
        let record = self.pages().get(n).cloned();
        record.map(|record| record.entry())
    }

    /// Returns the number of the last request that has arrived; 0 if none has.
    pub fn last(&self) -> u64 {
        self.pages().last
    }

    /// Returns the numbers of the first and the last request that are kept.
    pub fn bounds(&self) -> Option<(u64, u64)> {
        let pages = self.pages();
        (!pages.records.is_empty()).then(|| (pages.first(), pages.last))
    }

    /// Returns whether a request is under way.
    pub fn is_under_way(&self) -> bool {
        let records: Vec<_> = self.pages().records.iter().cloned().collect();
        records.iter().any(|record| record.is_open())
    }

    /// Returns what the requests that are kept say of how busy it is.
    pub fn activity(&self) -> Activity {
        let records: Vec<_> = self.pages().records.iter().cloned().collect();
        let ends: Vec<_> = records.iter().map(|record| record.ended_at()).collect();
        match ends.iter().filter(|end| end.is_none()).count() {
            0 => ends.into_iter().flatten().max().map_or(Activity::Unknown, Activity::Ended),
            open => Activity::UnderWay(open),
        }
    }

    /// Ends when a request arrives or ends from now on.
    pub fn changed(&self) -> Notified<'_> {
        self.changed.notified()
    }

    /// Forgets all requests; numbers go on.
    pub fn forget(&self) {
        let mut pages = self.pages();
        let last = pages.last;
        let gone = std::mem::replace(&mut *pages, Pages { last, forgotten: last, ..Pages::default() });
        drop(pages);
        drop(gone);
    }

    /// Forgets all requests and counts from 1 again.
    pub fn clear(&self) {
        let gone = std::mem::take(&mut *self.pages());
        drop(gone);
    }

    /// Counts what a request has grown by, if it is still here.
    fn grow(&self, record: &Arc<Record>, by: usize) {
        let mut pages = self.pages();
        // It may have given way, and another sandbox's life may have begun since.
        if pages.get(record.n).is_some_and(|known| Arc::ptr_eq(known, record)) {
            record.counted.fetch_add(by, Ordering::Relaxed);
            pages.bytes += by;
            let settings = *record.settings();
            let gone = pages.shrink(settings.requests, settings.total_bytes);
            drop(pages);
            drop(gone);
        }
    }
}

impl Pages {
    /// Returns the number of the first request that is kept, or of the next one.
    fn first(&self) -> u64 {
        self.last + 1 - self.records.len() as u64
    }

    fn get(&self, n: u64) -> Option<&Arc<Record>> {
        self.records.get(usize::try_from(n.checked_sub(self.first())?).ok()?)
    }

    /// Takes the oldest requests out until no more are left than these, nor more bytes.
    fn shrink(&mut self, requests: usize, bytes: usize) -> Vec<Arc<Record>> {
        let mut gone = Vec::new();
        while self.records.len() > requests || self.bytes > bytes {
            let Some(oldest) = self.records.pop_front() else { break };
            self.bytes -= oldest.counted.load(Ordering::Relaxed);
            gone.push(oldest);
        }
        gone
    }
}

impl Open {
    /// Returns the record, to add to.
    pub fn record(&self) -> &Arc<Record> {
        &self.record
    }

    /// Says what the head of the response is; its headers where they are kept.
    pub fn responded(&self, status: u16, reason: Option<Arc<str>>, headers: Option<Bytes>) {
        self.record.responded(status, reason, headers);
    }

    /// Says that the response was sent.
    pub fn end(&mut self, response_bytes: u64, response: Option<Body>) {
        self.end_as(RequestState::Done, response_bytes, response);
    }

    /// Says that the client left before it had the whole response.
    pub fn abort(&mut self, response_bytes: u64, response: Option<Body>) {
        self.end_as(RequestState::Aborted, response_bytes, response);
    }

    fn end_as(&mut self, state: RequestState, response_bytes: u64, response: Option<Body>) {
        if !self.ended {
            self.ended = true;
            let grown = self.record.end(state, response_bytes, response);
            if grown > 0 {
                self.journal.grow(&self.record, grown);
            }
            self.journal.changed.notify_waiters();
            self.journal.events.tell(|| Event::Request(self.record.n));
        }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.abort(0, None);
    }
}
