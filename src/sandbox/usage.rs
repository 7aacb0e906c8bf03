//! What was used up: daily limits by application and operation, and when sliding tokens were last used.

use std::{borrow::Cow, hash::Hash, sync::Arc};

use dashmap::DashMap;
use serde::{Deserialize, Serialize};

use crate::world::{Actor, AppId, Timestamp};

/// The name of an operation, as its route table spells it.
pub type OperationName = Cow<'static, str>;

/// Counters that are exact under concurrency and never go backwards within a day.
#[derive(Debug)]
pub struct Usage {
    calls: DashMap<(AppId, OperationName, i64), u64>,
    limits: DashMap<(AppId, OperationName), u64>,
    tokens: DashMap<Arc<str>, Timestamp>,
    units: DashMap<Actor, Minute>,
}

/// What was used up of a limit within a minute.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize, Serialize)]
struct Minute {
    /// The number of the minute, counted from 1970-01-01.
    number: i64,
    used: u64,
}

/// What was used up of a daily limit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spent {
    /// The application.
    pub app: AppId,
    /// The operation.
    pub operation: OperationName,
    /// The number of the day, counted from 1970-01-01.
    pub day: i64,
    /// Calls so far.
    pub used: u64,
}

/// All counters at one moment.
#[derive(Clone, Default, Debug, Deserialize, Serialize)]
pub struct Used {
    calls: Vec<((AppId, OperationName, i64), u64)>,
    limits: Vec<((AppId, OperationName), u64)>,
    tokens: Vec<(Arc<str>, Timestamp)>,
    units: Vec<(Actor, Minute)>,
}

impl Used {
    /// Returns the same for a sandbox whose quotas are whole.
    #[must_use]
    pub fn of_tokens(self) -> Self {
        Self { tokens: self.tokens, ..Self::default() }
    }

    /// Returns the same in an order that is always the same.
    #[must_use]
    pub fn sorted(&self) -> Self {
        let mut sorted = self.clone();
        sorted.calls.sort_unstable();
        sorted.limits.sort_unstable();
        sorted.tokens.sort_unstable();
        sorted.units.sort_unstable();
        sorted
    }
}

/// A sandbox is cheap to create with few shards.
const SHARDS: usize = 4;

impl Default for Usage {
    fn default() -> Self {
        Self {
            calls: DashMap::with_shard_amount(SHARDS),
            limits: DashMap::with_shard_amount(SHARDS),
            tokens: DashMap::with_shard_amount(SHARDS),
            units: DashMap::with_shard_amount(SHARDS),
        }
    }
}

impl Usage {
    /// Counts a call, unless `limit` or the limit set for a test is used up.
    ///
    /// # Errors
    /// The limit that is used up; nothing was counted.
    pub fn spend(&self, app: AppId, operation: &'static str, day: i64, limit: u64) -> Result<(), u64> {
        let operation = Cow::Borrowed(operation);
        let limit = self.limit(app, &operation).unwrap_or(limit);
        let mut used = self.calls.entry((app, operation, day)).or_insert(0);
        if *used >= limit {
            return Err(limit);
        }
        *used += 1;
        Ok(())
    }

    /// Counts units against a limit by the minute. Returns how many are used up then; none if fewer are left, and
    /// nothing was counted.
    pub fn spend_units(&self, by: Actor, minute: i64, units: u64, limit: u64) -> Option<u64> {
        let mut spent = self.units.entry(by).or_insert(Minute { number: minute, used: 0 });
        if spent.number != minute {
            *spent = Minute { number: minute, used: 0 };
        }
        let used = spent.used.saturating_add(units);
        if used > limit {
            return None;
        }
        spent.used = used;
        Some(used)
    }

    /// Returns all counters, in no order.
    pub fn spent(&self) -> Vec<Spent> {
        let read = |entry: dashmap::mapref::multiple::RefMulti<'_, (AppId, OperationName, i64), u64>| {
            let (app, operation, day) = entry.key().clone();
            Spent { app, operation, day, used: *entry.value() }
        };
        self.calls.iter().map(read).collect()
    }

    /// Sets a counter.
    pub fn set_used(&self, app: AppId, operation: OperationName, day: i64, used: u64) {
        self.calls.insert((app, operation, day), used);
    }

    /// Returns the limit that was set for a test instead of the vendor's.
    pub fn limit(&self, app: AppId, operation: &OperationName) -> Option<u64> {
        self.limits.get(&(app, operation.clone())).map(|limit| *limit)
    }

    /// Sets another limit than the vendor's.
    pub fn set_limit(&self, app: AppId, operation: OperationName, limit: u64) {
        self.limits.insert((app, operation), limit);
    }

    /// Returns when a sliding token was last used.
    pub fn token_used(&self, token: &str) -> Option<Timestamp> {
        self.tokens.get(token).map(|used| *used)
    }

    /// Records the use of a sliding token.
    pub fn use_token(&self, token: &Arc<str>, now: Timestamp) {
        self.tokens.insert(Arc::clone(token), now);
    }

    /// Returns all counters as they are now.
    pub(super) fn save(&self) -> Used {
        Used {
            calls: copied(&self.calls),
            limits: copied(&self.limits),
            tokens: copied(&self.tokens),
            units: copied(&self.units),
        }
    }

    /// Puts all counters back to what they were.
    pub(super) fn restore(&self, used: &Used) {
        put_back(&self.calls, &used.calls);
        put_back(&self.limits, &used.limits);
        put_back(&self.tokens, &used.tokens);
        put_back(&self.units, &used.units);
    }
}

fn copied<K: Clone + Eq + Hash, V: Clone>(map: &DashMap<K, V>) -> Vec<(K, V)> {
    map.iter().map(|entry| (entry.key().clone(), entry.value().clone())).collect()
}

fn put_back<K: Clone + Eq + Hash, V: Clone>(map: &DashMap<K, V>, entries: &[(K, V)]) {
    map.clear();
    for (key, value) in entries {
        map.insert(key.clone(), value.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::Usage;
    use crate::world::{Actor, Api, AppKind, World};

    #[test]
    fn a_daily_limit_is_exact_under_concurrency() {
        let app = World::new().add_app(Api::Kdocs, "key", "secret", AppKind::Test);
        let usage = Usage::default();
        let accepted: usize = std::thread::scope(|scope| {
            let spend = || (0..200).filter(|_| usage.spend(app, "copy", 0, 500).is_ok()).count();
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(spend)).collect();
            threads.into_iter().map(|thread| thread.join().expect("no panic")).sum()
        });
        assert_eq!(accepted, 500);
        assert_eq!(usage.spend(app, "copy", 0, 500), Err(500));
        assert_eq!(usage.spend(app, "copy", 1, 500), Ok(()), "another day");
        assert_eq!(usage.spend(app, "move", 0, 500), Ok(()), "another operation");
    }

    #[test]
    fn units_are_counted_exactly_and_anew_each_minute() {
        let by = Actor::App(World::new().add_app(Api::Graph, "key", "secret", AppKind::Test));
        let usage = Usage::default();
        let accepted: usize = std::thread::scope(|scope| {
            let spend = || (0..200).filter(|_| usage.spend_units(by, 7, 2, 601).is_some()).count();
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(spend)).collect();
            threads.into_iter().map(|thread| thread.join().expect("no panic")).sum()
        });
        assert_eq!(accepted, 300);
        assert_eq!(usage.spend_units(by, 7, 2, 601), None);
        assert_eq!(usage.spend_units(by, 7, 1, 601), Some(601), "what fits is taken");
        assert_eq!(usage.spend_units(by, 8, 5, 601), Some(5), "another minute");
        assert_eq!(usage.spend_units(by, 8, u64::MAX, 601), None);
    }
}
