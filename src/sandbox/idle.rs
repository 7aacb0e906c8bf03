//! Sandboxes that go by themselves once nobody has used them for a while.
//!
//! They stand in the order of their last use, so whoever looks for those whose time has come looks at no others.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use super::clock::{Clock, Mode};
use crate::world::Timestamp;

/// The last uses of sandboxes that go by themselves.
pub struct Idle {
    after: Option<Duration>,
    /// The system's clock: a sandbox's own may stand still.
    pub clock: Clock,
    uses: Mutex<Uses>,
}

#[derive(Default)]
struct Uses {
    last: HashMap<Arc<str>, Timestamp>,
    order: BTreeSet<(Timestamp, Arc<str>)>,
}

impl Idle {
    /// Creates the rule that a sandbox goes when nobody has used it for so long; without a time it stays.
    pub fn new(after: Option<Duration>) -> Self {
        Self { after, clock: Clock::new(Mode::Running(0)), uses: Mutex::default() }
    }

    /// Returns whether sandboxes go at all.
    pub fn is_on(&self) -> bool {
        self.after.is_some()
    }

    /// Notes that a new sandbox is used now, which goes by itself from here on.
    pub fn add(&self, name: &Arc<str>) {
        let now = self.clock.now();
        self.uses().put(name, now);
    }

    /// Notes that a sandbox is used now. Returns whether it is still there to be used.
    pub fn touch(&self, name: &Arc<str>) -> bool {
        let now = self.clock.now();
        let mut uses = self.uses();
        let Some(last) = uses.last.get(name).copied() else { return false };
        if self.is_over(last, now) {
            return false;
        }
        uses.put(name, now);
        true
    }

    /// Knows no more of a sandbox that is deleted.
    pub fn forget(&self, name: &str) {
        self.uses().take(name);
    }

    /// Hands over the names whose time has come, each once, before anybody else can use them.
    pub fn let_go(&self, mut delete: impl FnMut(&str)) {
        if !self.is_on() {
            return;
        }
        let now = self.clock.now();
        let mut uses = self.uses();
        while let Some((_, name)) = uses.order.first().filter(|(last, _)| self.is_over(*last, now)).cloned() {
            uses.take(&name);
            delete(&name);
        }
    }

    /// Returns how long until the next may go.
    pub fn until_next(&self) -> Option<Duration> {
        let after = self.after?;
        let first = self.uses().order.first()?.0;
        Some(first.plus(after).since(self.clock.now()))
    }

    fn is_over(&self, last: Timestamp, now: Timestamp) -> bool {
        self.after.is_some_and(|after| last.plus(after) <= now)
    }

    fn uses(&self) -> MutexGuard<'_, Uses> {
        self.uses.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Uses {
    fn put(&mut self, name: &Arc<str>, now: Timestamp) {
        self.take(name);
        self.last.insert(Arc::clone(name), now);
        self.order.insert((now, Arc::clone(name)));
    }

    fn take(&mut self, name: &str) {
        if let Some((name, last)) = self.last.remove_entry(name) {
            self.order.remove(&(last, name));
        }
    }
}
