//! What a test in Rust expects of requests.

use std::time::Duration;

use serde_json::{Map, Value};

use super::matching::Match;

/// How often some requests are expected: one of the expectations of `POST /_mock/verify`, which `docs/control.md` explains.
///
/// Requests are named by their operation, or by a [`Match`].
///
/// ```
/// use mockdrive::{Expect, Match, MockServer};
///
/// let mock = MockServer::start();
/// mock.sandbox("t1").verify([
///     Expect::none("driveItem.copy"),
///     Expect::at_most(3, Match::any().method("DELETE")).named("few deletions"),
/// ]);
/// ```
#[derive(Clone, PartialEq, Debug)]
#[must_use = "nothing is verified before a sandbox is asked to"]
pub struct Expect(Value);

impl Expect {
    /// Expects exactly one such request.
    pub fn one(which: impl Into<Match>) -> Self {
        Self::exactly(1, which)
    }

    /// Expects no such request.
    pub fn none(which: impl Into<Match>) -> Self {
        Self::exactly(0, which)
    }

    /// Expects exactly so many such requests.
    pub fn exactly(times: u64, which: impl Into<Match>) -> Self {
        Self::new(which.into(), Some(times), Some(times))
    }

    /// Expects so many such requests or more.
    pub fn at_least(times: u64, which: impl Into<Match>) -> Self {
        Self::new(which.into(), Some(times), None)
    }

    /// Expects so many such requests or fewer.
    pub fn at_most(times: u64, which: impl Into<Match>) -> Self {
        Self::new(which.into(), None, Some(times))
    }

    /// Expects no fewer such requests than `min`, and no more than `max`.
    pub fn between(min: u64, max: u64, which: impl Into<Match>) -> Self {
        Self::new(which.into(), Some(min), Some(max))
    }

    /// Calls it by this name where it fails.
    pub fn named(mut self, name: &str) -> Self {
        self.0["name"] = name.into();
        self
    }

    fn new(Match(which): Match, min: Option<u64>, max: Option<u64>) -> Self {
        let mut this = Value::Object(Map::new());
        this["match"] = which;
        for (name, bound) in [("min", min), ("max", max)] {
            if let Some(bound) = bound {
                this["times"][name] = bound.into();
            }
        }
        Self(this)
    }
}

/// What is expected of the requests of a sandbox all together: the body of `POST /_mock/verify`, which `docs/control.md`
/// explains.
///
/// One [`Expect`] or a list of them stands for their expectations in any order, with others between them.
///
/// ```
/// use mockdrive::{Expect, Expectations, MockServer};
///
/// let mock = MockServer::start();
/// // Nothing has come yet, so nothing went wrong.
/// mock.sandbox("t1").verify(Expectations::of([Expect::none("driveItem.copy")]).no_others().clean());
/// ```
#[derive(Clone, PartialEq, Debug)]
#[must_use = "nothing is verified before a sandbox is asked to"]
pub struct Expectations(pub(super) Value);

impl From<Expect> for Expectations {
    fn from(expect: Expect) -> Self {
        Self::of([expect])
    }
}

impl<const N: usize> From<[Expect; N]> for Expectations {
    fn from(expect: [Expect; N]) -> Self {
        Self::of(expect)
    }
}

impl From<Vec<Expect>> for Expectations {
    fn from(expect: Vec<Expect>) -> Self {
        Self::of(expect)
    }
}

impl Expectations {
    /// Expects all of these.
    pub fn of(expect: impl IntoIterator<Item = Expect>) -> Self {
        let expect = expect.into_iter().map(|Expect(expect)| expect).collect();
        Self(Value::Object(Map::new())).put("expect", Value::Array(expect))
    }

    fn put(mut self, member: &str, value: impl Into<Value>) -> Self {
        self.0[member] = value.into();
        self
    }

    /// Lets each come after the one before; other requests may stand between them.
    pub fn in_sequence(self) -> Self {
        self.put("order", "sequence")
    }

    /// Lets each come after the one before, and no other request at all.
    pub fn in_exact_order(self) -> Self {
        self.put("order", "exact")
    }

    /// Lets no request come that is not expected.
    pub fn no_others(self) -> Self {
        self.put("others", "forbid")
    }

    /// Lets nothing have gone wrong beside: no request without a route, none that is not emulated, none before its
    /// `Retry-After` was over, no fault unspent, no 5xx that no fault injected.
    pub fn clean(self) -> Self {
        self.put("clean", true)
    }

    /// Lets only these things not have gone wrong: some of `unrouted`, `not_emulated`, `early`, `unspent_faults`,
    /// `server_errors`.
    pub fn clean_of(self, checks: &[&str]) -> Self {
        self.put("clean", checks)
    }

    /// Looks only at requests behind this number.
    pub fn since(self, number: u64) -> Self {
        self.put("since", number)
    }

    /// Awaits requests under way and missing ones for so long; a second if nothing is said, a minute at most. Whole
    /// milliseconds count.
    pub fn within(self, time: Duration) -> Self {
        self.put("wait_ms", u64::try_from(time.as_millis()).unwrap_or(u64::MAX))
    }
}
