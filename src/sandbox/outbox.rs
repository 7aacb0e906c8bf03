//! What a sandbox sends by itself: letters to subscribers, tried again until they arrive, and what came of each try.
//!
//! What is left out: how a letter is worded and carried. Times are those of the sandbox's clock, so a test that
//! advances it makes the next try due.

use std::{
    collections::{BTreeMap, HashMap, VecDeque, hash_map::Entry},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use crate::world::{Subscription, Timestamp};

/// How many tries the log keeps.
pub const KEPT: usize = 1000;
/// How many letters wait at the most; later ones are dropped, and the log tells so.
pub const MOST_WAITING: usize = 1000;
/// How long it is until the second try; it doubles with every further one.
const FIRST_PAUSE: Duration = Duration::from_secs(10);
/// How long a letter is tried.
const PATIENCE: Duration = Duration::from_hours(4);

/// Why a subscriber is written to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Event {
    /// Something below the folder changed.
    Changed,
    /// The subscriber has to show again who they are, or notices end.
    ReauthorizationRequired,
    /// The subscription was ended from this side.
    SubscriptionRemoved,
    /// Notices may have been lost.
    Missed,
}

/// Something to tell a subscriber.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Letter {
    /// Its number, unlike that of every other letter of the sandbox.
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
    /// The letter; `tries` counts this try.
    pub letter: Letter,
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

/// A letter as it was sent, and what came of it.
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

/// Letters that wait, and the log.
#[derive(Debug, Default)]
pub struct Outbox(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    letters: u64,
    tries: u64,
    waiting: BTreeMap<(Timestamp, u64), Letter>,
    /// The subscriptions that a letter is under way to, and which: each gets one after the other.
    busy: HashMap<u64, u64>,
    log: VecDeque<Arc<Attempt>>,
}

impl Outbox {
    /// Takes a letter, to be sent at once.
    pub fn write(&self, subscription: Arc<Subscription>, event: Event, at: Timestamp) {
        let mut state = self.state();
        state.letters += 1;
        let letter = Letter { n: state.letters, subscription, event, at, tries: 0 };
        if state.waiting.len() < MOST_WAITING {
            state.waiting.insert((at, letter.n), letter);
        } else {
            let outcome = Err(format!("dropped: {MOST_WAITING} letters are waiting"));
            let url = Arc::clone(&letter.subscription.url);
            state.note(letter, at, Sent { url, body: "".into(), outcome, try_again: false }, None);
        }
    }

    /// Hands out what is due; one letter for each subscription, which has to come back through [`Self::settle`].
    pub fn take_due(&self, now: Timestamp) -> Vec<Letter> {
        let mut state = self.state();
        let State { waiting, busy, .. } = &mut *state;
        let due = waiting.iter().take_while(|((due, _), _)| *due <= now);
        let free = due.filter(|(_, letter)| match busy.entry(letter.subscription.number) {
            Entry::Occupied(_) => false,
            Entry::Vacant(place) => {
                place.insert(letter.n);
                true
            }
        });
        let keys: Vec<_> = free.map(|(key, _)| *key).collect();
        keys.iter().filter_map(|key| waiting.remove(key)).collect()
    }

    /// When the next letter is due to somebody whom no other is under way to.
    pub fn next_due(&self) -> Option<Timestamp> {
        let state = self.state();
        let free = |letter: &Letter| !state.busy.contains_key(&letter.subscription.number);
        state.waiting.iter().find(|(_, letter)| free(letter)).map(|((due, _), _)| *due)
    }

    /// Notes what came of a try; a letter that was not taken is tried again, for four hours.
    pub fn settle(&self, mut letter: Letter, now: Timestamp, sent: Sent) {
        let mut state = self.state();
        let number = letter.subscription.number;
        // A reset may have come between.
        if state.busy.get(&number) != Some(&letter.n) {
            return;
        }
        state.busy.remove(&number);
        letter.tries += 1;
        let taken = sent.outcome.as_ref().is_ok_and(|status| (200..300).contains(status));
        let pause = FIRST_PAUSE.saturating_mul(1 << (letter.tries - 1).min(16));
        let again = Some(now.plus(pause));
        let again = again.filter(|again| !taken && sent.try_again && *again < letter.at.plus(PATIENCE));
        if let Some(again) = again {
            state.waiting.insert((again, letter.n), letter.clone());
        }
        state.note(letter, now, sent, again);
    }

    /// The tries behind number `n`, oldest first.
    pub fn since(&self, n: u64) -> Vec<Arc<Attempt>> {
        self.state().log.iter().filter(|attempt| attempt.n > n).cloned().collect()
    }

    /// Forgets everything and counts tries from 1 again.
    pub fn clear(&self) {
        let mut state = self.state();
        // Letters go on counting: one that is under way is told from those that come.
        *state = State { letters: state.letters, ..State::default() };
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn note(&mut self, letter: Letter, at: Timestamp, sent: Sent, again: Option<Timestamp>) {
        self.tries += 1;
        if self.log.len() == KEPT {
            self.log.pop_front();
        }
        let Sent { url, body, outcome, .. } = sent;
        self.log.push_back(Arc::new(Attempt { n: self.tries, letter, at, url, body, outcome, again }));
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::Arc, time::Duration};

    use super::{Event, Letter, MOST_WAITING, Outbox, Sent};
    use crate::world::{NodeId, Principal, Subscription, Timestamp};

    const NOW: Timestamp = Timestamp::from_seconds(1000);

    fn subscription(number: u64) -> Arc<Subscription> {
        Arc::new(Subscription {
            number,
            by: Principal::default(),
            folder: NodeId::from_number(1).expect("not zero"),
            resource: "me/drive/root".into(),
            url: "http://localhost/".into(),
            lifecycle_url: None,
            client_state: None,
            tls_version: None,
            expires: NOW,
        })
    }

    fn sent(outcome: Result<u16, String>, try_again: bool) -> Sent {
        Sent { url: "".into(), body: "".into(), outcome, try_again }
    }

    fn numbers(letters: &[Letter]) -> Vec<u64> {
        letters.iter().map(|letter| letter.n).collect()
    }

    #[test]
    fn each_subscriber_gets_one_letter_after_the_other() {
        let outbox = Outbox::default();
        for number in [1, 1, 2] {
            outbox.write(subscription(number), Event::Changed, NOW);
        }
        let mut letters = outbox.take_due(NOW);
        assert_eq!(numbers(&letters), [1, 3]);
        assert_eq!((outbox.next_due(), outbox.take_due(NOW)), (None, vec![]));
        outbox.settle(letters.swap_remove(0), NOW, sent(Ok(202), true));
        assert_eq!(outbox.next_due(), Some(NOW));
        assert_eq!(numbers(&outbox.take_due(NOW)), [2]);
        assert_eq!(outbox.since(0).len(), 1);
    }

    #[test]
    fn a_letter_is_tried_for_four_hours_with_growing_pauses() {
        let outbox = Outbox::default();
        outbox.write(subscription(1), Event::Changed, NOW);
        let mut pauses = Vec::new();
        let mut now = NOW;
        while let Some(letter) = outbox.take_due(now).pop() {
            outbox.settle(letter, now, sent(Err("refused".into()), true));
            let Some(due) = outbox.next_due() else { break };
            pauses.push(due.since(now).as_secs());
            now = due;
        }
        assert_eq!(pauses, [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120]);
        assert_eq!(outbox.since(0).len(), pauses.len() + 1);
        assert_eq!(outbox.since(0).last().map(|attempt| attempt.again), Some(None));
    }

    #[test]
    fn nothing_is_tried_again_for_a_subscription_that_ended() {
        let outbox = Outbox::default();
        outbox.write(subscription(1), Event::Changed, NOW);
        let letter = outbox.take_due(NOW).remove(0);
        outbox.settle(letter, NOW, sent(Ok(500), false));
        assert_eq!(outbox.next_due(), None);
    }

    #[test]
    fn a_letter_that_comes_back_after_a_reset_is_forgotten() {
        let outbox = Outbox::default();
        outbox.write(subscription(1), Event::Changed, NOW);
        let letter = outbox.take_due(NOW).remove(0);
        outbox.clear();
        outbox.write(subscription(1), Event::Changed, NOW);
        assert_eq!(numbers(&outbox.take_due(NOW)), [2]);
        outbox.settle(letter, NOW, sent(Ok(500), true));
        assert_eq!((outbox.next_due(), outbox.since(0)), (None, vec![]));
    }

    #[test]
    fn letters_above_the_limit_are_dropped_and_the_log_tells_so() {
        let outbox = Outbox::default();
        for _ in 0..=MOST_WAITING {
            outbox.write(subscription(1), Event::Changed, NOW);
        }
        let log = outbox.since(0);
        assert_eq!(log.len(), 1);
        assert!(log[0].outcome.is_err() && log[0].letter.n == 1001);
        assert_eq!(numbers(&outbox.take_due(NOW.plus(Duration::from_secs(1)))), [1]);
    }
}
