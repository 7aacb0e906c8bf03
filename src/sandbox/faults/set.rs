//! All rules of a sandbox.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use thiserror::Error;

use super::{
    active::{Active, Listed},
    effect::Effect,
    form::When,
    rule::Rule,
};
use crate::{sandbox::matcher::Subject, world::Timestamp};

/// The most rules of a sandbox.
pub const MOST_RULES: usize = 256;

/// The most bytes that the rules of a sandbox take as they are written.
pub const MOST_BYTES: usize = 1 << 20;

/// The rules of a sandbox, in the order in which they are tried.
#[derive(Default, Debug)]
pub struct Faults {
    /// Whether there are any: without, a request costs no more than this.
    is_on: AtomicBool,
    rules: Mutex<Vec<Active>>,
    /// Those that every reset brings back.
    start: Arc<[Arc<Rule>]>,
}

/// Why a rule is not taken.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum NotTaken {
    /// There is one of this name.
    #[error("there is a rule `{0}` already")]
    Taken(Arc<str>),
    /// There are as many as there may be.
    #[error("a sandbox has at most {MOST_RULES} rules")]
    TooMany,
    /// They would be too long.
    #[error("the rules of a sandbox have at most {MOST_BYTES} bytes")]
    TooLong,
}

/// A request that rules are asked about.
pub struct Asked<'a> {
    /// What matchers look at.
    pub subject: &'a dyn Subject,
    /// The token or application key that it comes with, or else its peer.
    pub credential: &'a str,
    /// Its number in the journal.
    pub n: u64,
    /// Whether it is part of a batch.
    pub is_part: bool,
    /// The time in the sandbox.
    pub now: Timestamp,
    /// The time by the clock that only goes forward, see [`crate::sandbox::Clock::passed`].
    pub passed: Duration,
}

/// What rules say of a request.
#[derive(Default, Debug)]
pub struct Decision {
    /// How long it waits.
    pub delay: Duration,
    /// The rule that delays it, if none does more.
    pub delayed_by: Option<Arc<str>>,
    /// What happens to it.
    pub hit: Option<Hit>,
}

/// What happens to a request.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The name of the rule.
    pub id: Arc<str>,
    /// What happens.
    pub effect: Arc<Effect>,
    /// The seconds after which the client may come again, if it is asked to stay away.
    pub retry_after: Option<u64>,
}

impl Faults {
    /// Returns the faults of a sandbox whose start has these.
    pub fn starting_with(start: Arc<[Arc<Rule>]>, now: Timestamp) -> Self {
        let faults = Self { start, ..Self::default() };
        faults.reset(now);
        faults
    }

    /// Returns those that every reset brings back.
    pub fn start(&self) -> &Arc<[Arc<Rule>]> {
        &self.start
    }

    /// Returns whether there are any.
    pub fn is_on(&self) -> bool {
        self.is_on.load(Ordering::Relaxed)
    }

    /// Returns whether any rule looks into bodies.
    pub fn need_body(&self) -> bool {
        self.rules().iter().any(|active| active.rule.matcher.needs_body())
    }

    /// Puts everything back to the beginning.
    pub fn reset(&self, now: Timestamp) {
        let start = self.start.iter().map(|rule| Active::new(Arc::clone(rule), now)).collect();
        self.set(&mut self.rules(), start);
    }

    /// Puts these rules in the place of all others, each with a name.
    ///
    /// # Errors
    /// [`NotTaken`], and nothing is changed.
    pub fn replace(&self, rules: Vec<Rule>, now: Timestamp) -> Result<(), NotTaken> {
        let mut active = Vec::new();
        for rule in rules {
            push(&mut active, rule, now)?;
        }
        self.set(&mut self.rules(), active);
        Ok(())
    }

    /// Adds a rule behind all others, with a name. Returns its name.
    ///
    /// # Errors
    /// [`NotTaken`].
    pub fn add(&self, rule: Rule, now: Timestamp) -> Result<Arc<str>, NotTaken> {
        let mut rules = self.rules();
        let id = push(&mut rules, rule, now)?;
        self.is_on.store(true, Ordering::Relaxed);
        Ok(id)
    }

    /// Removes a rule; returns whether there was one.
    pub fn remove(&self, id: &str) -> bool {
        let mut rules = self.rules();
        let before = rules.len();
        rules.retain(|active| *active.rule.id != *id);
        self.is_on.store(!rules.is_empty(), Ordering::Relaxed);
        rules.len() < before
    }

    /// Takes all rules out of it.
    pub fn take(self) -> Vec<Arc<Rule>> {
        let rules = self.rules.into_inner().unwrap_or_else(PoisonError::into_inner);
        rules.into_iter().map(|active| active.rule).collect()
    }

    /// Removes all rules.
    pub fn clear(&self) {
        self.set(&mut self.rules(), Vec::new());
    }

    /// Returns all rules as they are listed.
    pub fn list(&self, now: Timestamp) -> Vec<Listed> {
        self.rules().iter().map(|active| active.listed(now)).collect()
    }

    /// Returns what happens to a request before its operation runs.
    pub fn before(&self, asked: &Asked<'_>) -> Decision {
        self.decide(asked, When::Before)
    }

    /// Returns what happens to the response of a request whose operation has run and succeeded.
    pub fn after(&self, asked: &Asked<'_>) -> Decision {
        self.decide(asked, When::After)
    }

    fn decide(&self, asked: &Asked<'_>, when: When) -> Decision {
        let mut decision = Decision::default();
        for active in self.rules().iter_mut() {
            let rule = Arc::clone(&active.rule);
            let effects = || rule.effects.iter().flatten();
            let is_meant = match when {
                // Who was asked to stay away is refused before anything else.
                When::Before => rule.matcher.matches_any_caller(asked.subject),
                When::After => rule.when == when && rule.matcher.matches(asked.subject),
            };
            if !is_meant || asked.is_part && !effects().all(|effect| effect.hits_parts()) {
                continue;
            }
            if when == When::Before
                && let Some((effect, seconds)) = active.absences.back(asked.credential, asked.n, asked.passed)
            {
                active.note(asked.n);
                let hit = Hit { id: Arc::clone(&rule.id), effect, retry_after: Some(seconds) };
                return Decision { hit: Some(hit), ..decision };
            }
            if rule.when != when {
                continue;
            }
            let Some((effect, delay)) = active.count(asked.n, asked.now) else { continue };
            decision.delay += delay;
            if effect.is_delay() {
                decision.delayed_by.get_or_insert_with(|| Arc::clone(&rule.id));
                continue;
            }
            if let Some(retry) = effect.retry_after {
                active.absences.ask(asked.credential, retry, &effect, asked.passed);
            }
            let retry_after = effect.retry_after.map(|retry| retry.seconds);
            decision.hit = Some(Hit { id: Arc::clone(&rule.id), effect, retry_after });
            break;
        }
        decision
    }

    fn rules(&self) -> MutexGuard<'_, Vec<Active>> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, rules: &mut Vec<Active>, to: Vec<Active>) {
        *rules = to;
        self.is_on.store(!rules.is_empty(), Ordering::Relaxed);
    }
}

/// Adds a rule to a list, with the first name that is free if it has none.
fn push(rules: &mut Vec<Active>, rule: Rule, now: Timestamp) -> Result<Arc<str>, NotTaken> {
    if rules.len() == MOST_RULES {
        return Err(NotTaken::TooMany);
    }
    let is_taken = |id: &str| rules.iter().any(|active| *active.rule.id == *id);
    let rule = if rule.id.is_empty() {
        let free = (1..=MOST_RULES).map(|number| format!("f{number}")).find(|id| !is_taken(id));
        rule.named(&free.unwrap_or_default())
    } else if is_taken(&rule.id) {
        return Err(NotTaken::Taken(rule.id));
    } else {
        rule
    };
    let size: usize = rules.iter().map(|active| active.rule.size).sum();
    if size + rule.size > MOST_BYTES {
        return Err(NotTaken::TooLong);
    }
    let id = Arc::clone(&rule.id);
    rules.push(Active::new(Arc::new(rule), now));
    Ok(id)
}
