//! Throttling by resource units, if a test switches it on: `RateLimit` headers, then 429 with `Retry-After`.
//!
//! See <https://learn.microsoft.com/en-us/graph/throttling> and
//! <https://learn.microsoft.com/en-us/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online>.

use std::sync::{Arc, OnceLock};

use axum::{extract::Request, http::request::Parts};

use crate::{
    graph::error::{Error, rate_limit::RateLimit},
    http::{Call, Caller, Operation},
    world::Actor,
};

/// The seconds of a minute.
const MINUTE: i64 = 60;

/// Carries the count from the extraction of the caller to the headers of the response.
#[derive(Clone, Default)]
pub struct Meter(Arc<OnceLock<RateLimit>>);

impl Meter {
    /// Puts a meter into a request, if units are counted at all.
    pub fn install(call: &Call, request: &mut Request) -> Option<Self> {
        call.settings().graph_units_per_minute?;
        let meter = Self::default();
        request.extensions_mut().insert(meter.clone());
        Some(meter)
    }

    /// Returns what is left, if something was counted.
    pub fn left(&self) -> Option<RateLimit> {
        self.0.get().copied()
    }
}

/// Counts an operation against the units of the application, or of the person where no application is known.
pub fn spend(caller: &Caller, operation: &'static Operation, parts: &Parts) -> Result<(), Error> {
    let Some(limit) = caller.settings().graph_units_per_minute else { return Ok(()) };
    let units = units(operation, parts.uri.query().unwrap_or_default());
    if units == 0 {
        return Ok(());
    }
    let now = caller.now().seconds();
    let by = caller.principal.app.map_or(caller.actor, Actor::App);
    let spent = caller.sandbox().usage.spend_units(by, now.div_euclid(MINUTE), units, limit);
    let remaining = spent.map_or(0, |used| limit - used);
    let reset = u64::try_from(MINUTE - now.rem_euclid(MINUTE)).unwrap_or(0);
    let left = RateLimit { limit, remaining, reset };
    if let Some(Meter(meter)) = parts.extensions.get() {
        // A request is counted once, so the meter is empty.
        let _ = meter.set(left);
    }
    spent.map(drop).ok_or(Error::Throttled(left))
}

/// Returns what a call costs; one that goes on with a token may cost less.
fn units(operation: &Operation, query: &str) -> u64 {
    let continues = || query.split('&').any(|pair| pair.trim_start_matches('(').starts_with("token="));
    operation.units_continued.filter(|_| continues()).unwrap_or(operation.units)
}

#[cfg(test)]
mod tests {
    use super::units;
    use crate::graph;

    #[test]
    fn operations_cost_what_the_vendor_says() {
        let routes = graph::routes();
        let named = |name: &str, query: &str| {
            let mut table = routes.table().iter();
            table.find(|route| route.operation.name == name).map(|route| units(route.operation, query))
        };
        for (name, cost) in [
            ("driveItem.permissions.list", 5),
            ("driveItem.createLink", 5),
            ("driveItem.content.get", 1),
            ("driveItem.search", 2),
            ("driveItem.update", 2),
            ("driveItem.get", 1),
            ("driveItem.children.list", 2),
            ("driveItem.copy", 2),
            ("batch", 0),
        ] {
            assert_eq!(named(name, "token=x"), Some(cost), "{name}");
        }
        assert_eq!(named("driveItem.delta", "$top=1"), Some(2));
        assert_eq!(named("driveItem.delta", "$top=1&token=x"), Some(1));
    }
}
