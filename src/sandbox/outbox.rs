//! What a sandbox sends by itself: notifications, tried again until they are taken, and what came of each try.
//!
//! What is left out: how one is worded and carried. Times are those of the sandbox's clock, so a test that advances it
//! makes the next try due.

use std::{
    collections::{BTreeMap, HashMap, VecDeque, hash_map::Entry},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::sync::{Notify, futures::Notified};

use crate::world::{Subscription, Timestamp};

/// How many tries the log keeps.
pub const KEPT: usize = 1000;
/// How many notifications wait for one subscriber at the most; later ones are dropped, and the log tells so.
pub const MOST_WAITING: u32 = 100;
/// How long it is until the second try; it doubles with every further one.
const FIRST_PAUSE: Duration = Duration::from_secs(10);
/// How long a notification is tried.
const PATIENCE: Duration = Duration::from_hours(4);

/// Why a subscriber is notified.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Event {
    /// Something below the folder changed.
    Changed,
    /// The subscriber has to show again who they are, or notifications end.
    ReauthorizationRequired,
    /// The subscription was ended from this side.
    SubscriptionRemoved,
    /// Notifications may have been lost.
    Missed,
}

/// Something to tell a subscriber.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notification {
    /// Its number, unlike that of every other notification of the sandbox.
    pub n: u64,
    /// Who is told.
    pub subscription: Arc<Subscription>,
    /// Why.
    pub event: Event,
    /// When it happened.
    pub at: Timestamp,
    /// How often it was tried before.
    pub tries: u32,
}

/// What came of one try.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attempt {
    /// Its number in the log, from 1.
    pub n: u64,
    /// The notification; `tries` counts this try.
    pub notification: Notification,
    /// When.
    pub at: Timestamp,
    /// Where it went.
    pub url: Arc<str>,
    /// What was sent.
    pub body: Arc<str>,
    /// The status of the answer, or why there was none.
    pub outcome: Result<u16, String>,
    /// When it is tried again.
    pub again: Option<Timestamp>,
}

/// A notification as it was sent, and what came of it.
#[derive(Debug)]
pub struct Sent {
    /// Where it went.
    pub url: Arc<str>,
    /// What was sent.
    pub body: Arc<str>,
    /// The status of the answer, or why there was none.
    pub outcome: Result<u16, String>,
    /// Whether it is tried again if it was not taken.
    pub try_again: bool,
}

/// Notifications that wait, and the log.
#[derive(Debug, Default)]
pub struct Outbox {
    state: Mutex<State>,
    cleared: Notify,
    /// A try has ended.
    ended: Notify,
}

#[derive(Debug, Default)]
struct State {
    notifications: u64,
    tries: u64,
    waiting: BTreeMap<(Timestamp, u64), Notification>,
    /// How many wait for each subscription.
    counts: HashMap<u64, u32>,
    /// The subscriptions that a notification is under way to, and which: each gets one after the other.
    busy: HashMap<u64, u64>,
    log: VecDeque<Arc<Attempt>>,
}

/// A notification that is under way; dropped without [`Self::record`], it is forgotten.
#[derive(Debug)]
pub struct UnderWay<'a> {
    outbox: &'a Outbox,
    subscription: u64,
    n: u64,
}

impl Outbox {
    /// Takes a notification, to be sent at once.
    pub fn enter(&self, subscription: Arc<Subscription>, event: Event, at: Timestamp) {
        let mut state = self.state();
        state.notifications += 1;
        let notification = Notification { n: state.notifications, subscription, event, at, tries: 0 };
        let waiting = state.counts.get(&notification.subscription.number).copied().unwrap_or(0);
        if waiting < MOST_WAITING {
            state.wait(at, notification);
        } else {
            let outcome = Err(format!("dropped: {MOST_WAITING} notifications are waiting"));
            let url = Arc::clone(&notification.subscription.url);
            state.note(notification, at, Sent { url, body: "".into(), outcome, try_again: false }, None);
        }
    }

    /// Hands out at most so many that are due, one for each subscription; each goes through [`Self::start`].
    pub fn take_due(&self, now: Timestamp, most: usize) -> Vec<Notification> {
        let mut state = self.state();
        let State { waiting, busy, .. } = &mut *state;
        let due = waiting.iter().take_while(|((due, _), _)| *due <= now);
        let free = due.filter(|(_, notification)| match busy.entry(notification.subscription.number) {
            Entry::Occupied(_) => false,
            Entry::Vacant(place) => {
                place.insert(notification.n);
                true
            }
        });
        let keys: Vec<_> = free.take(most).map(|(key, _)| *key).collect();
        keys.iter().filter_map(|key| state.take(key)).collect()
    }

    /// When the next notification is due to somebody whom no other is under way to.
    pub fn next_due(&self) -> Option<Timestamp> {
        let state = self.state();
        let free = |known: &Notification| !state.busy.contains_key(&known.subscription.number);
        state.waiting.iter().find(|(_, known)| free(known)).map(|((due, _), _)| *due)
    }

    /// Begins a try; none if the outbox was cleared since the notification was handed out.
    pub fn start(&self, notification: &Notification) -> Option<UnderWay<'_>> {
        let (subscription, n) = (notification.subscription.number, notification.n);
        let is_current = self.state().busy.get(&subscription) == Some(&n);
        is_current.then_some(UnderWay { outbox: self, subscription, n })
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

    /// The tries behind number `n`, oldest first.
    pub fn since(&self, n: u64) -> Vec<Arc<Attempt>> {
        self.state().log.iter().filter(|attempt| attempt.n > n).cloned().collect()
    }

    /// Forgets everything, also what is under way, and counts tries from 1 again.
    pub fn clear(&self) {
        let mut state = self.state();
        // Notifications go on counting: one that is under way is told from those that come.
        *state = State { notifications: state.notifications, ..State::default() };
        self.cleared.notify_waiters();
        self.ended.notify_waiters();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl UnderWay<'_> {
    /// Notes what came of the try; what was not taken is tried again, for four hours.
    pub fn record(self, mut notification: Notification, now: Timestamp, sent: Sent) {
        let mut state = self.outbox.state();
        // It may have been cleared meanwhile.
        if state.busy.get(&self.subscription) != Some(&self.n) {
            return;
        }
        notification.tries += 1;
        let taken = sent.outcome.as_ref().is_ok_and(|status| (200..300).contains(status));
        let pause = FIRST_PAUSE.saturating_mul(1 << (notification.tries - 1).min(16));
        let again = Some(now.plus(pause));
        let again = again.filter(|again| !taken && sent.try_again && *again < notification.at.plus(PATIENCE));
        if let Some(again) = again {
            state.wait(again, notification.clone());
        }
        state.note(notification, now, sent, again);
    }
}

/// The next notification to the subscriber may go.
impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        let mut state = self.outbox.state();
        if state.busy.get(&self.subscription) == Some(&self.n) {
            state.busy.remove(&self.subscription);
        }
        self.outbox.ended.notify_waiters();
    }
}

impl State {
    fn wait(&mut self, due: Timestamp, notification: Notification) {
        *self.counts.entry(notification.subscription.number).or_default() += 1;
        self.waiting.insert((due, notification.n), notification);
    }

    fn take(&mut self, key: &(Timestamp, u64)) -> Option<Notification> {
        let notification = self.waiting.remove(key)?;
        if let Entry::Occupied(mut count) = self.counts.entry(notification.subscription.number) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
        Some(notification)
    }

    fn note(&mut self, notification: Notification, at: Timestamp, sent: Sent, again: Option<Timestamp>) {
        self.tries += 1;
        if self.log.len() == KEPT {
            self.log.pop_front();
        }
        let Sent { url, body, outcome, .. } = sent;
        let attempt = Attempt { n: self.tries, notification, at, url, body, outcome, again };
        self.log.push_back(Arc::new(attempt));
    }
}

#[cfg(test)]
mod tests;
