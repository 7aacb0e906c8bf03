//! Whether clients stay away for as long as they were asked to.

use std::{
    collections::{HashMap, VecDeque},
    sync::Arc,
    time::Duration,
};

use super::effect::{Effect, RetryAfter};

/// How many clients of a rule are remembered, and how many of their waits are listed.
const MOST: usize = 1000;
const LISTED: usize = 20;

/// How much too early is not: timers of clients are no more exact.
const TOLERANCE: Duration = Duration::from_millis(20);

/// The clients that were asked to stay away for a while.
#[derive(Default, Debug)]
pub struct Absences {
    by_credential: HashMap<Box<str>, Absence>,
    waits: VecDeque<Wait>,
    early: u64,
    early_at: VecDeque<u64>,
}

#[derive(Debug)]
struct Absence {
    /// The moment from which the client may come.
    until: Duration,
    /// What it was asked last, and when.
    asked: Duration,
    since: Duration,
    effect: Arc<Effect>,
}

/// How long a client was asked to wait, and how long it did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wait {
    /// The number of the request with which it came back.
    pub n: u64,
    /// What it was asked.
    pub asked: Duration,
    /// What it did.
    pub waited: Duration,
}

impl Absences {
    /// Asks a client to stay away; `passed` is the time by the clock that only goes forward.
    pub fn ask(&mut self, credential: &str, retry: RetryAfter, effect: &Arc<Effect>, passed: Duration) {
        if self.by_credential.len() >= MOST && !self.by_credential.contains_key(credential) {
            let first = self.by_credential.iter().min_by_key(|(_, absence)| absence.until);
            if let Some(first) = first.map(|(name, _)| name.clone()) {
                self.by_credential.remove(&first);
            }
        }
        let asked = Duration::from_secs(retry.seconds);
        let absence = Absence { until: passed + asked, asked, since: passed, effect: Arc::clone(effect) };
        self.by_credential.insert(credential.into(), absence);
    }

    /// Notes that a client is back. Returns the effect that it meets again and the seconds that are left, if it came too
    /// early and is refused for that.
    pub fn back(&mut self, credential: &str, n: u64, passed: Duration) -> Option<(Arc<Effect>, u64)> {
        let absence = self.by_credential.get_mut(credential)?;
        if self.waits.len() == LISTED {
            self.waits.pop_front();
        }
        let waited = passed.saturating_sub(absence.since);
        self.waits.push_back(Wait { n, asked: absence.asked, waited });
        let left = absence.until.saturating_sub(passed);
        if left <= TOLERANCE {
            self.by_credential.remove(credential);
            return None;
        }
        self.early += 1;
        if self.early_at.len() == LISTED {
            self.early_at.pop_front();
        }
        self.early_at.push_back(n);
        if !absence.effect.retry_after.is_some_and(|retry| retry.enforce) {
            return None;
        }
        let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
        (absence.asked, absence.since) = (Duration::from_secs(seconds), passed);
        Some((Arc::clone(&absence.effect), seconds))
    }

    /// Returns how often a client came too early.
    pub fn early(&self) -> u64 {
        self.early
    }

    /// Returns the numbers of the last requests that came too early.
    pub fn early_requests(&self) -> Vec<u64> {
        self.early_at.iter().copied().collect()
    }

    /// Returns the last waits.
    pub fn waits(&self) -> Vec<Wait> {
        self.waits.iter().copied().collect()
    }
}
