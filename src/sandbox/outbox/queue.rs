//! What a sandbox sends: messages, tried again until they are accepted, and the outcome of each try.
//!
//! What is left out: how one is worded and sent. Times are those of the sandbox's clock, so a test that advances it
//! makes the next try due.

use std::{
    collections::{BTreeMap, HashMap, VecDeque, hash_map::Entry},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::sync::{Notify, futures::Notified};

use super::message::{Attempt, Delivery, Message, Receiver, Sent};
use crate::{
    sandbox::events::{Event, Events},
    world::Timestamp,
};

/// How many tries the log keeps.
pub const KEPT: usize = 1000;
/// How many messages wait for one receiver at the most; later ones are dropped, and the log says so.
pub const MOST_WAITING: u32 = 100;
/// How long it is until the second try; it doubles with every further one.
const FIRST_PAUSE: Duration = Duration::from_secs(10);
/// How long a message is tried again.
const RETRY_FOR: Duration = Duration::from_hours(4);

/// Messages that wait, and the log.
#[derive(Debug, Default)]
pub struct Outbox {
    state: Mutex<State>,
    events: Arc<Events>,
    cleared: Notify,
    /// A try has ended.
    ended: Notify,
}

#[derive(Debug, Default)]
struct State {
    deliveries: u64,
    tries: u64,
    waiting: BTreeMap<(Timestamp, u64), Delivery>,
    /// How many wait for each receiver.
    counts: HashMap<Receiver, u32>,
    /// The receivers that a message is under way to, and which: each gets one after the other.
    busy: HashMap<Receiver, u64>,
    log: VecDeque<Arc<Attempt>>,
}

/// A message that is under way; dropped without [`Self::record`], it is forgotten.
#[derive(Debug)]
pub struct UnderWay<'a> {
    outbox: &'a Outbox,
    receiver: Receiver,
    n: u64,
}

impl Outbox {
    /// Creates an empty one whose tries are told.
    pub fn telling(events: Arc<Events>) -> Self {
        Self { events, ..Self::default() }
    }

    /// Returns the try of this number.
    pub fn attempt(&self, n: u64) -> Option<Arc<Attempt>> {
        self.state().log.iter().find(|attempt| attempt.n == n).cloned()
    }

    /// Enters a message, to be sent at once.
    pub fn enter(&self, message: Message, at: Timestamp) {
        let mut state = self.state();
        state.deliveries += 1;
        let delivery = Delivery { n: state.deliveries, message, at, tries: 0 };
        let waiting = state.counts.get(&delivery.message.receiver()).copied().unwrap_or(0);
        if waiting < MOST_WAITING {
            state.wait(at, delivery);
        } else {
            let outcome = Err(format!("dropped: {MOST_WAITING} notifications are waiting"));
            let url = Arc::clone(delivery.message.url());
            state.log_attempt(delivery, at, Sent { url, body: "".into(), outcome, try_again: false }, None);
            self.events.tell(|| Event::Notification(state.tries));
        }
    }

    /// Returns at most `most` that are due, one for each receiver; each goes through [`Self::start`].
    pub fn take_due(&self, now: Timestamp, most: usize) -> Vec<Delivery> {
        let mut state = self.state();
        let State { waiting, busy, .. } = &mut *state;
        let due = waiting.iter().take_while(|((due, _), _)| *due <= now);
        let free = due.filter(|(_, delivery)| match busy.entry(delivery.message.receiver()) {
            Entry::Occupied(_) => false,
            Entry::Vacant(place) => {
                place.insert(delivery.n);
                true
            }
        });
        let keys: Vec<_> = free.take(most).map(|(key, _)| *key).collect();
        keys.iter().filter_map(|key| state.take(key)).collect()
    }

    /// Returns when the next message is due for a receiver that has none under way.
    pub fn next_due(&self) -> Option<Timestamp> {
        let state = self.state();
        let free = |known: &Delivery| !state.busy.contains_key(&known.message.receiver());
        state.waiting.iter().find(|(_, known)| free(known)).map(|((due, _), _)| *due)
    }

    /// Returns when each message that waits is due, and to whom it goes.
    pub fn waiting(&self) -> Vec<(Timestamp, Receiver)> {
        let state = self.state();
        state.waiting.iter().map(|((due, _), delivery)| (*due, delivery.message.receiver())).collect()
    }

    /// Returns how many are under way.
    pub fn under_way(&self) -> usize {
        self.state().busy.len()
    }

    /// Ends when a try ends from now on, or the outbox is cleared.
    pub fn ended(&self) -> Notified<'_> {
        self.ended.notified()
    }

    /// Begins a try. Returns none if the outbox was cleared since the message was taken.
    pub fn start(&self, delivery: &Delivery) -> Option<UnderWay<'_>> {
        let (receiver, n) = (delivery.message.receiver(), delivery.n);
        let is_current = self.state().busy.get(&receiver) == Some(&n);
        is_current.then_some(UnderWay { outbox: self, receiver, n })
    }

    /// Ends when the outbox is cleared from now on.
    pub fn cleared(&self) -> Notified<'_> {
        self.cleared.notified()
    }

    /// Ends when nothing is due at this time and nothing is under way.
    pub async fn idle(&self, now: Timestamp) {
        loop {
            let ended = self.ended.notified();
            let is_idle = {
                let state = self.state();
                state.busy.is_empty() && state.waiting.keys().next().is_none_or(|(due, _)| *due > now)
            };
            if is_idle {
                return;
            }
            ended.await;
        }
    }

    /// Returns the tries behind number `n`, oldest first.
    pub fn since(&self, n: u64) -> Vec<Arc<Attempt>> {
        self.state().log.iter().filter(|attempt| attempt.n > n).cloned().collect()
    }

    /// Forgets everything, also what is under way, and counts tries from 1 again.
    pub fn clear(&self) {
        let mut state = self.state();
        // Deliveries go on counting: one that is under way is distinguished from those that come.
        *state = State { deliveries: state.deliveries, ..State::default() };
        self.cleared.notify_waiters();
        self.ended.notify_waiters();
    }

    /// Forgets what waits and what is under way; the log stays.
    pub fn drop_waiting(&self) {
        let mut state = self.state();
        let State { deliveries, tries, .. } = *state;
        let log = std::mem::take(&mut state.log);
        *state = State { deliveries, tries, log, ..State::default() };
        self.cleared.notify_waiters();
        self.ended.notify_waiters();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl UnderWay<'_> {
    /// Records the outcome of the try; what was not accepted is tried again, for four hours.
    pub fn record(self, mut delivery: Delivery, now: Timestamp, sent: Sent) {
        let mut state = self.outbox.state();
        // It may have been cleared meanwhile.
        if state.busy.get(&self.receiver) != Some(&self.n) {
            return;
        }
        delivery.tries += 1;
        let taken = sent.outcome.as_ref().is_ok_and(|status| (200..300).contains(status));
        let pause = FIRST_PAUSE.saturating_mul(1 << (delivery.tries - 1).min(16));
        let again = Some(now.plus(pause));
        let again = again.filter(|again| !taken && sent.try_again && *again < delivery.at.plus(RETRY_FOR));
        if let Some(again) = again {
            state.wait(again, delivery.clone());
        }
        state.log_attempt(delivery, now, sent, again);
        self.outbox.events.tell(|| Event::Notification(state.tries));
    }
}

/// The next message to the receiver may go.
impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        let mut state = self.outbox.state();
        if state.busy.get(&self.receiver) == Some(&self.n) {
            state.busy.remove(&self.receiver);
        }
        self.outbox.ended.notify_waiters();
    }
}

impl State {
    fn wait(&mut self, due: Timestamp, delivery: Delivery) {
        *self.counts.entry(delivery.message.receiver()).or_default() += 1;
        self.waiting.insert((due, delivery.n), delivery);
    }

    fn take(&mut self, key: &(Timestamp, u64)) -> Option<Delivery> {
        let delivery = self.waiting.remove(key)?;
        if let Entry::Occupied(mut count) = self.counts.entry(delivery.message.receiver()) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
        Some(delivery)
    }

    fn log_attempt(&mut self, delivery: Delivery, at: Timestamp, sent: Sent, again: Option<Timestamp>) {
        self.tries += 1;
        if self.log.len() == KEPT {
            self.log.pop_front();
        }
        let Sent { url, body, outcome, .. } = sent;
        let attempt = Attempt { n: self.tries, delivery, at, url, body, outcome, again };
        self.log.push_back(Arc::new(attempt));
    }
}

#[cfg(test)]
mod tests;
