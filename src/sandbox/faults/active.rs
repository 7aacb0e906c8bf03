//! A rule in force, with its counts.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use super::{
    absences::{Absences, Wait},
    draw::{Lot, draw},
    effect::Effect,
    rule::Rule,
};
use crate::world::Timestamp;

/// How many of the requests that a rule has hit are listed.
const LISTED: usize = 20;

/// A rule in force.
#[derive(Debug)]
pub struct Active {
    /// The rule.
    pub rule: Arc<Rule>,
    /// The clients that it has asked to stay away.
    pub absences: Absences,
    since: Timestamp,
    matched: u64,
    /// Matching requests behind those that it lets pass first.
    rest: u64,
    draws: u64,
    fired: u64,
    hits: u64,
    /// When requests passed below its rate.
    passes: VecDeque<Timestamp>,
    requests: VecDeque<u64>,
}

/// A rule as it is listed.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The rule.
    pub rule: Arc<Rule>,
    /// How many requests have matched.
    pub matched: u64,
    /// How many were hit.
    pub hits: u64,
    /// Whether it will hit no more.
    pub spent: bool,
    /// How often a client came before its time.
    pub early: u64,
    /// The numbers of the requests that came before their time, the last ones.
    pub early_requests: Vec<u64>,
    /// How long clients have waited, the last ones.
    pub waits: Vec<Wait>,
    /// The numbers of the requests that were hit, the last ones.
    pub requests: Vec<u64>,
}

impl Active {
    /// Puts a rule in force.
    pub fn new(rule: Arc<Rule>, since: Timestamp) -> Self {
        Self {
            rule,
            absences: Absences::default(),
            since,
            matched: 0,
            rest: 0,
            draws: 0,
            fired: 0,
            hits: 0,
            passes: VecDeque::new(),
            requests: VecDeque::new(),
        }
    }

    /// Counts request number `n`, which matches. Returns what happens to it and its delay, if the rule fires.
    pub fn count(&mut self, n: u64, now: Timestamp) -> Option<(Arc<Effect>, Duration)> {
        let rule = Arc::clone(&self.rule);
        if self.is_over(now) {
            return None;
        }
        self.matched += 1;
        if let Some(over) = rule.over {
            while self.passes.front().is_some_and(|at| now.since(*at) >= over.within) {
                self.passes.pop_front();
            }
            if self.passes.len() < over.requests {
                self.passes.push_back(now);
                return None;
            }
        }
        if self.matched <= rule.skip {
            return None;
        }
        self.rest += 1;
        if !self.rest.is_multiple_of(rule.every) || self.is_used_up() {
            return None;
        }
        if rule.probability < 1.0 {
            self.draws += 1;
            if draw(rule.seed, &rule.id, self.draws - 1, Lot::Fires) >= rule.probability {
                return None;
            }
        }
        let place = if rule.is_list { usize::try_from(self.fired).unwrap_or(usize::MAX) } else { 0 };
        self.fired += 1;
        let effect = rule.effects.get(place).cloned().flatten()?;
        let delay = effect.delay.map(|delay| delay.draw(rule.seed, &rule.id, self.hits)).unwrap_or_default();
        self.hits += 1;
        self.note(n);
        Some((effect, delay))
    }

    /// Notes the number of a request that was hit.
    pub fn note(&mut self, n: u64) {
        if self.requests.len() == LISTED {
            self.requests.pop_front();
        }
        self.requests.push_back(n);
    }

    /// Returns the rule as it is listed.
    pub fn listed(&self, now: Timestamp) -> Listed {
        Listed {
            rule: Arc::clone(&self.rule),
            matched: self.matched,
            hits: self.hits,
            spent: self.is_used_up() || self.is_over(now),
            early: self.absences.early(),
            early_requests: self.absences.early_requests(),
            waits: self.absences.waits(),
            requests: self.requests.iter().copied().collect(),
        }
    }

    fn is_used_up(&self) -> bool {
        self.rule.times.is_some_and(|times| self.fired >= times)
    }

    fn is_over(&self, now: Timestamp) -> bool {
        self.rule.lasts.is_some_and(|lasts| now.since(self.since) >= lasts)
    }
}
