//! One request in a journal, from its arrival on; who works on it adds to it.

use std::{
    mem::{self, size_of},
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use tokio::time::Instant;

use super::{
    arrival::Arrival,
    bodies::Body,
    entry::{Entry, RequestState},
    settings::JournalSettings,
};

/// How many notes about a request are kept.
const MOST_NOTES: usize = 16;
/// How many names are kept of what nothing has read of a request.
pub const MOST_UNREAD: usize = 16;
/// How many characters of such a name are kept.
const LONGEST_UNREAD: usize = 64;
/// How many characters of a note, of a reason and of a caller are kept.
const LONGEST_NOTE: usize = 2200;

/// A request on its way and afterwards.
#[derive(Debug)]
pub struct Record {
    pub(super) n: u64,
    arrival: Arrival,
    began: Instant,
    operation: OnceLock<&'static str>,
    request_bytes: AtomicU64,
    /// How many bytes its journal counts it with; changed under the journal's lock.
    pub(super) counted: AtomicUsize,
    trail: Mutex<Trail>,
}

/// What comes of a request.
#[derive(Debug, Default)]
struct Trail {
    state: RequestState,
    duration: Duration,
    status: Option<u16>,
    caller: Option<Arc<str>>,
    reason: Option<Arc<str>>,
    fault: Option<Arc<str>>,
    notes: Vec<String>,
    /// How many notes were left out.
    left_out: usize,
    unread: Vec<String>,
    request: Option<Body>,
    response_bytes: u64,
    response_headers: Option<Bytes>,
    response: Option<Body>,
}

impl Record {
    pub(super) fn new(n: u64, arrival: Arrival) -> Self {
        let counted = size_of::<Self>() + arrival.path.len() + arrival.headers.len();
        Self {
            n,
            arrival,
            began: Instant::now(),
            operation: OnceLock::new(),
            request_bytes: AtomicU64::new(0),
            counted: AtomicUsize::new(counted),
            trail: Mutex::default(),
        }
    }

    /// Returns a record that stands in no journal, for what is no request of a client.
    pub fn detached() -> Arc<Self> {
        Arc::new(Self::new(0, Arrival::default()))
    }

    fn trail(&self) -> MutexGuard<'_, Trail> {
        self.trail.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns its number in the sandbox; 0 if it stands in no journal.
    pub fn number(&self) -> u64 {
        self.n
    }

    /// Returns whether it is under way.
    pub fn is_open(&self) -> bool {
        self.trail().state == RequestState::Open
    }

    /// Returns when it ended, unless it is under way.
    pub(super) fn ended_at(&self) -> Option<Instant> {
        let trail = self.trail();
        (trail.state != RequestState::Open).then_some(self.began + trail.duration)
    }

    /// Returns how much is kept of it.
    pub fn settings(&self) -> &JournalSettings {
        &self.arrival.settings
    }

    /// Returns how long ago it arrived.
    pub fn age(&self) -> Duration {
        self.began.elapsed()
    }

    /// Says which operation the route has; the first one holds.
    pub fn set_operation(&self, name: &'static str) {
        self.operation.get_or_init(|| name);
    }

    /// Returns who calls, as far as that is known.
    pub fn caller(&self) -> Option<Arc<str>> {
        self.trail().caller.clone()
    }

    /// Says who calls.
    pub fn set_caller(&self, caller: Option<Arc<str>>) {
        self.trail().caller = caller.map(|caller| cut(&caller, LONGEST_NOTE).map_or(caller, Into::into));
    }

    /// Says which rule injected a fault; the first one holds.
    pub fn set_fault(&self, id: Arc<str>) {
        self.trail().fault.get_or_insert(id);
    }

    /// Leaves a note; too many are counted only.
    pub fn note(&self, note: String) {
        let mut trail = self.trail();
        if trail.notes.len() < MOST_NOTES {
            trail.notes.push(cut(&note, LONGEST_NOTE).unwrap_or(note));
        } else {
            trail.left_out += 1;
        }
    }

    /// Adds names of what nothing has read of the request; those beyond [`MOST_UNREAD`] are left out.
    pub fn add_unread(&self, names: impl Iterator<Item = String>) {
        let unread = &mut self.trail().unread;
        let room = MOST_UNREAD.saturating_sub(unread.len());
        unread.extend(names.take(room).map(|name| cut(&name, LONGEST_UNREAD).unwrap_or(name)));
    }

    /// Takes the names of what nothing has read of the request.
    pub fn take_unread(&self) -> Vec<String> {
        mem::take(&mut self.trail().unread)
    }

    /// Counts bytes of the request's body, and keeps them if `is_kept`.
    pub fn received(&self, bytes: &[u8], is_kept: bool) {
        self.request_bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        if is_kept {
            let most = self.arrival.settings.body_bytes;
            self.trail().request.get_or_insert_default().extend(bytes, most);
        }
    }

    /// Says what the head of the response is.
    pub(super) fn responded(&self, status: u16, reason: Option<Arc<str>>, headers: Option<Bytes>) {
        let mut trail = self.trail();
        trail.status = Some(status);
        match status {
            501 => trail.unread.clear(),
            // What is refused may not have come to all of its fields; a body is always read as a whole.
            400.. => trail.unread.retain(|name| name.starts_with("body.")),
            _ => {}
        }
        trail.reason = reason.map(|reason| cut(&reason, LONGEST_NOTE).map_or(reason, Into::into));
        trail.response_headers = headers;
    }

    /// Ends it; returns by how many bytes it has grown since it arrived, which are not counted yet.
    pub(super) fn end(&self, state: RequestState, response_bytes: u64, response: Option<Body>) -> usize {
        let mut trail = self.trail();
        trail.state = state;
        trail.duration = self.age();
        trail.response_bytes = response_bytes;
        trail.response = response;
        let Trail { request, response, .. } = &mut *trail;
        [request, response].into_iter().flatten().for_each(Body::shrink);
        trail.grown()
    }

    /// Returns what a reader sees of it now.
    pub(super) fn entry(&self) -> Entry {
        let trail = self.trail();
        let mut notes = trail.notes.clone();
        if trail.left_out > 0 {
            notes.pop();
            notes.push(format!("{} more notes", trail.left_out + 1));
        }
        Entry {
            n: self.n,
            arrival: self.arrival.clone(),
            state: trail.state,
            duration: (trail.state != RequestState::Open).then_some(trail.duration),
            operation: self.operation.get().copied(),
            status: trail.status,
            caller: trail.caller.clone(),
            reason: trail.reason.clone(),
            fault: trail.fault.clone(),
            notes,
            unread: trail.unread.clone(),
            request_bytes: self.request_bytes.load(Ordering::Relaxed),
            response_bytes: trail.response_bytes,
            request: trail.request.clone(),
            response_headers: trail.response_headers.clone(),
            response: trail.response.clone(),
        }
    }
}

impl Trail {
    /// Returns how many bytes it takes beside itself.
    fn grown(&self) -> usize {
        let texts = [&self.caller, &self.reason, &self.fault].into_iter().flatten().map(|text| text.len());
        let notes = self.notes.iter().chain(&self.unread).map(|note| size_of::<String>() + note.capacity());
        let bodies = [&self.request, &self.response].into_iter().flatten().map(|body| body.bytes.capacity());
        let headers = self.response_headers.iter().map(Bytes::len);
        texts.chain(notes).chain(bodies).chain(headers).sum()
    }
}

/// Returns the beginning of a text that is too long, with an ellipsis at the end.
fn cut(text: &str, longest: usize) -> Option<String> {
    // Most are short, and are not walked through.
    if text.len() <= longest {
        return None;
    }
    text.char_indices().nth(longest)?;
    Some(text.chars().take(longest - 1).chain(['…']).collect())
}

#[cfg(test)]
mod tests {
    use super::{Arrival, LONGEST_NOTE, LONGEST_UNREAD, MOST_NOTES, MOST_UNREAD, Record};

    #[test]
    fn what_is_said_of_a_request_is_cut() {
        let record = Record::new(1, Arrival::default());
        let long = "é".repeat(LONGEST_NOTE + 1);
        record.responded(400, Some(long.as_str().into()), None);
        for _ in 0..MOST_NOTES + 2 {
            record.note(long.clone());
        }
        let entry = record.entry();
        let cut = format!("{}…", "é".repeat(LONGEST_NOTE - 1));
        assert_eq!((entry.reason.as_deref(), &entry.notes[0]), (Some(cut.as_str()), &cut));
        assert_eq!((entry.notes.len(), &*entry.notes[MOST_NOTES - 1]), (MOST_NOTES, "3 more notes"));
        let whole = Record::new(1, Arrival::default());
        whole.note("é".repeat(LONGEST_NOTE));
        assert!(!whole.entry().notes[0].ends_with('…'), "as much as is kept");
    }

    #[test]
    fn what_nothing_has_read_is_bounded() {
        let record = Record::new(1, Arrival::default());
        let names = |count, length| std::iter::repeat_with(move || "é".repeat(length)).take(count);
        record.add_unread(names(1, LONGEST_UNREAD + 1));
        record.add_unread(names(MOST_UNREAD, LONGEST_UNREAD));
        let unread = record.entry().unread;
        assert_eq!(unread.len(), MOST_UNREAD);
        assert_eq!(unread[0], format!("{}…", "é".repeat(LONGEST_UNREAD - 1)));
        assert_eq!(unread[1], "é".repeat(LONGEST_UNREAD));
    }
}
