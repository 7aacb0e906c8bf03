//! The time of certificates: clients check them by the clock of their system, so no sandbox's counts.

use std::time::{Duration, SystemTime};

/// How far before now certificates begin to be valid: clocks of containers and virtual machines may be behind.
const BEFORE: Duration = Duration::from_hours(48);

/// When something begins and ends to be valid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Validity {
    /// From when on.
    pub from: SystemTime,
    /// Until when.
    pub until: SystemTime,
}

impl Validity {
    /// Returns a validity that ends so long from now.
    pub fn of(life: Duration) -> Self {
        let now = now();
        Self { from: now - BEFORE, until: now + life }
    }
}

/// Returns the time since 1970.
pub fn since_epoch(time: SystemTime) -> Duration {
    time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default()
}

/// Returns the time of the system's clock.
#[expect(
    clippy::disallowed_methods,
    reason = "certificates are checked by clients, who know no sandbox's clock"
)]
pub fn now() -> SystemTime {
    SystemTime::now()
}
