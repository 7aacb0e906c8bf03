//! What happens in a sandbox, for those who listen: a bounded list that nobody waits for.
//!
//! An event says what has changed and not how: who listens reads that when it is sent. Without listeners nothing is made
//! or kept, and who tells of something pays one read of a flag.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::{
    sync::{Notify, futures::Notified},
    time::Instant,
};

use crate::world::TaskId;

/// How many events are kept for readers that are behind.
const KEPT: usize = 1000;

/// How many may listen to a sandbox.
pub const MOST_READERS: usize = 64;

/// For how long events are kept when nobody listens any more: so long a reader that lost its connection may take.
const LINGER: Duration = Duration::from_mins(1);

/// Something that has happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// The request of this number has arrived or ended.
    Request(u64),
    /// This task was added, went on or ended.
    Task(TaskId),
    /// The try of this number to deliver a message has ended.
    Notification(u64),
    /// The rule of this name has hit a request.
    Fault(Arc<str>),
    /// The clock was set, moved, stopped or started.
    Clock,
    /// Something has become of the whole sandbox.
    Sandbox(SandboxEvent),
}

/// What has become of a sandbox.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SandboxEvent {
    /// It is as at its start again.
    Reset,
    /// It has returned to a snapshot.
    Restored,
    /// It has other settings.
    Settings,
    /// It is gone.
    Deleted,
}

/// The events of a sandbox.
#[derive(Default, Debug)]
pub struct Events {
    /// Whether anybody listens, or may come back.
    is_on: AtomicBool,
    state: Mutex<State>,
    more: Notify,
}

#[derive(Default, Debug)]
struct State {
    /// The number of the last event.
    last: u64,
    /// In the order of their numbers, which have no gaps.
    kept: VecDeque<Event>,
    readers: usize,
    /// When the last reader left.
    left: Option<Instant>,
    /// Whether no more events come.
    is_closed: bool,
}

impl Events {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns whether anybody is to be told.
    pub fn is_on(&self) -> bool {
        self.is_on.load(Ordering::Relaxed)
    }

    /// Tells of something, if anybody listens.
    pub fn tell(&self, event: impl FnOnce() -> Event) {
        if self.is_on() {
            self.enter(event());
        }
    }

    fn enter(&self, event: Event) {
        let mut state = self.state();
        if state.readers == 0 && state.left.is_none_or(|left| left.elapsed() > LINGER) {
            // A reader that comes back later learns that it has missed something.
            state.last += 1;
            state.kept = VecDeque::new();
            self.is_on.store(false, Ordering::Relaxed);
            return;
        }
        if event == Event::Sandbox(SandboxEvent::Reset) {
            // The numbers in those before stand for something else from now on.
            state.kept.clear();
        }
        if state.kept.len() == KEPT {
            state.kept.pop_front();
        }
        state.last += 1;
        state.kept.push_back(event);
        drop(state);
        self.more.notify_waiters();
    }

    /// Lets all readers end once they have read what is there.
    pub fn close(&self) {
        self.state().is_closed = true;
        self.more.notify_waiters();
    }

    /// Listens: to what comes behind an event, or from now on. Returns none if too many listen.
    pub fn listen(self: &Arc<Self>, since: Option<u64>) -> Option<Reader> {
        let mut state = self.state();
        if state.readers == MOST_READERS {
            return None;
        }
        state.readers += 1;
        let last = since.unwrap_or(state.last);
        self.is_on.store(true, Ordering::Relaxed);
        drop(state);
        Some(Reader { events: Arc::clone(self), last })
    }
}

impl State {
    /// Returns the number of the first event that is kept, or of the next one.
    fn first(&self) -> u64 {
        self.last + 1 - self.kept.len() as u64
    }
}

/// Somebody who listens.
pub struct Reader {
    events: Arc<Events>,
    /// The number of the last event that was read.
    last: u64,
}

/// What a reader learns at once.
#[derive(PartialEq, Eq, Debug, Default)]
pub struct News {
    /// The events with their numbers.
    pub events: Vec<(u64, Event)>,
    /// The numbers behind which, and up to which, events are lost.
    pub lost: Option<(u64, u64)>,
    /// Whether no more come behind these.
    pub is_end: bool,
}

impl Reader {
    /// Ends when there may be more from now on.
    pub fn more(&self) -> Notified<'_> {
        self.events.more.notified()
    }

    /// Returns whether there is something to be read.
    pub fn has_more(&self) -> bool {
        let state = self.events.state();
        state.last != self.last || state.is_closed
    }

    /// Returns the next events, so many at most.
    pub fn next(&mut self, most: usize) -> News {
        let state = self.events.state();
        let (first, since) = (state.first(), self.last);
        // The number may be one of a server that ran before this one.
        let is_behind = since + 1 < first || since > state.last;
        let lost = is_behind.then_some((since, first - 1));
        let from = if is_behind { first } else { since + 1 };
        let skipped = usize::try_from(from - first).unwrap_or(usize::MAX);
        let events: Vec<_> = (from..).zip(state.kept.iter().skip(skipped).take(most).cloned()).collect();
        self.last = events.last().map_or(from - 1, |(n, _)| *n);
        News { events, lost, is_end: state.is_closed && self.last == state.last }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let mut state = self.events.state();
        state.readers -= 1;
        state.left = Some(Instant::now());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Duration, Event, Events, KEPT, LINGER, MOST_READERS, News, SandboxEvent};

    fn numbers(news: &News) -> Vec<u64> {
        news.events.iter().map(|(n, _)| *n).collect()
    }

    #[test]
    fn nothing_is_made_where_nobody_listens() {
        let events = Arc::new(Events::default());
        events.tell(|| panic!("nobody listens"));
        let mut reader = events.listen(Some(0)).expect("there is room");
        assert_eq!(reader.next(10), News::default());
    }

    #[test]
    fn a_slow_reader_learns_what_it_has_missed_and_holds_up_nobody() {
        let events = Arc::new(Events::default());
        let mut slow = events.listen(None).expect("there is room");
        for n in 1..=KEPT as u64 + 3 {
            events.tell(|| Event::Request(n));
        }
        let news = slow.next(2);
        assert_eq!((news.lost, numbers(&news)), (Some((0, 3)), vec![4, 5]));
        let news = slow.next(usize::MAX);
        assert_eq!((news.lost, news.events.len()), (None, KEPT - 2));
        assert_eq!(slow.next(10), News::default(), "no more, and no end");
        assert_eq!(events.state().kept.len(), KEPT);
    }

    #[tokio::test(start_paused = true)]
    async fn a_reader_comes_back_within_a_minute() {
        let events = Arc::new(Events::default());
        drop(events.listen(None));
        events.tell(|| Event::Clock);
        tokio::time::advance(LINGER).await;
        events.tell(|| Event::Request(1));
        let mut reader = events.listen(Some(1)).expect("there is room");
        assert_eq!(numbers(&reader.next(10)), [2]);
        drop(reader);
        tokio::time::advance(LINGER + Duration::from_millis(1)).await;
        events.tell(|| Event::Request(2));
        assert!(!events.is_on(), "nobody has come back");
        let mut late = events.listen(Some(2)).expect("there is room");
        assert_eq!(late.next(10).lost, Some((2, 3)), "it does not know what it has missed");
        let mut foreign = events.listen(Some(77)).expect("there is room");
        assert_eq!(foreign.next(10).lost, Some((77, 3)));
    }

    #[test]
    fn readers_are_bounded_and_end_with_the_sandbox() {
        let events = Arc::new(Events::default());
        let mut readers: Vec<_> = (0..MOST_READERS).filter_map(|_| events.listen(None)).collect();
        assert!(events.listen(None).is_none());
        events.tell(|| Event::Request(1));
        events.tell(|| Event::Sandbox(SandboxEvent::Reset));
        events.close();
        let news = readers[0].next(10);
        assert_eq!((news.lost, numbers(&news), news.is_end), (Some((0, 1)), vec![2], true));
        readers.pop();
        assert!(events.listen(None).is_some());
    }
}
