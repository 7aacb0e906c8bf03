//! Throttling by resource units, if a test switches it on: 429 with `Retry-After`, and `RateLimit` headers before.
//!
//! See <https://learn.microsoft.com/en-us/graph/throttling> and
//! <https://learn.microsoft.com/en-us/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online>.

use std::sync::{Arc, OnceLock};

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, request::Parts},
};

use super::{delta::DELTA, error::Error};
use crate::{
    http::{Call, Caller, Operation},
    world::Actor,
};

const LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("ratelimit-reset");

const MINUTE: i64 = 60;

/// How much of a limit is left, and for how many seconds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RateLimit {
    /// The units of a minute.
    pub limit: u64,
    /// The units that are left.
    pub remaining: u64,
    /// The whole seconds until all are there again.
    pub reset: u64,
}

impl RateLimit {
    /// Tells clients to go slower, once four fifths are used up.
    pub fn tell(self, headers: &mut HeaderMap) {
        if u128::from(self.remaining) * 5 <= u128::from(self.limit) {
            headers.insert(LIMIT, self.limit.into());
            headers.insert(REMAINING, self.remaining.into());
            headers.insert(RESET, self.reset.into());
        }
    }
}

/// Carries what was counted from the caller's check to the headers of the answer.
#[derive(Clone, Default)]
pub struct Meter(Arc<OnceLock<RateLimit>>);

impl Meter {
    /// Puts a meter into a request, if units are counted at all.
    pub fn install(call: &Call, request: &mut Request) -> Option<Self> {
        call.sandbox().settings().graph_units_per_minute?;
        let meter = Self::default();
        request.extensions_mut().insert(meter.clone());
        Some(meter)
    }

    /// What was counted.
    pub fn told(&self) -> Option<RateLimit> {
        self.0.get().copied()
    }
}

/// Counts an operation against the units of the application, or of the person where no application is known.
pub fn spend(caller: &Caller, operation: &'static Operation, parts: &Parts) -> Result<(), Error> {
    let sandbox = caller.call.sandbox();
    let Some(limit) = sandbox.settings().graph_units_per_minute else { return Ok(()) };
    let units = units(operation, parts.uri.query().unwrap_or_default());
    if units == 0 {
        return Ok(());
    }
    let now = sandbox.clock.now().seconds();
    let by = caller.principal.app.map_or(caller.actor, Actor::App);
    let spent = sandbox.usage.spend_units(by, now.div_euclid(MINUTE), units, limit);
    let remaining = spent.map_or(0, |used| limit - used);
    let reset = u64::try_from(MINUTE - now.rem_euclid(MINUTE)).unwrap_or(0);
    let told = RateLimit { limit, remaining, reset };
    if let Some(Meter(meter)) = parts.extensions.get() {
        // Nobody else counts this request.
        let _ = meter.set(told);
    }
    spent.map(drop).ok_or(Error::Throttled(told))
}

/// What an operation costs: five for permissions, two for lists and changes, one for the rest; a batch costs what
/// its parts do.
fn units(operation: &Operation, query: &str) -> u64 {
    let name = operation.name.to_ascii_lowercase();
    let is_any = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if name == "batch" {
        return 0;
    }
    if is_any(&["permission", "invite", "createlink", "grant"]) {
        return 5;
    }
    if *operation == DELTA {
        let continues = query.split('&').any(|pair| pair.trim_start_matches('(').starts_with("token="));
        return if continues { 1 } else { 2 };
    }
    let lists = is_any(&["list", "search", "recent", "sharedwithme"]);
    if operation.writes || lists { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::units;
    use crate::{graph, http::Operation};

    #[test]
    fn operations_cost_what_the_vendor_says() {
        let of = |name: &'static str, writes| units(&Operation { name, writes, ..Operation::BASE }, "");
        assert_eq!(of("driveItem.permissions.list", false), 5);
        assert_eq!(of("driveItem.createLink", true), 5);
        assert_eq!(of("driveItem.content.get", false), 1);
        assert_eq!(of("driveItem.search", false), 2);
        assert_eq!(of("driveItem.update", true), 2);
        let routes = graph::routes();
        let named = |wanted: &str, query: &str| {
            let mut table = routes.table().iter();
            table.find(|route| route.operation.name == wanted).map(|route| units(route.operation, query))
        };
        assert_eq!(named("driveItem.get", ""), Some(1));
        assert_eq!(named("driveItem.children.list", ""), Some(2));
        assert_eq!(named("driveItem.copy", ""), Some(2));
        assert_eq!(named("driveItem.delta", "$top=1"), Some(2));
        assert_eq!(named("driveItem.delta", "$top=1&token=x"), Some(1));
        assert_eq!(named("batch", ""), Some(0));
    }
}
