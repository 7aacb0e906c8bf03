//! Points in time, as numbers; nothing here reads a clock.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Deserialize, Serialize)]
pub struct Timestamp(i64);

/// The latest instant that a client can set: the end of the year 9998.
const LATEST: i64 = 253_370_764_799_999;

impl Timestamp {
    /// Returns the instant this many milliseconds after the epoch, held within the years 0 to 9998.
    pub fn from_millis(millis: i64) -> Self {
        Self(millis.clamp(-62_135_596_800_000, LATEST))
    }

    /// Returns the instant this many seconds after the epoch.
    pub const fn from_seconds(seconds: u32) -> Self {
        Self(seconds as i64 * 1000)
    }

    /// Returns milliseconds since the epoch.
    pub fn millis(self) -> i64 {
        self.0
    }

    /// Returns whole seconds since the epoch, rounded down.
    pub fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// Returns this instant without its fraction of a second.
    #[must_use]
    pub fn whole_seconds(self) -> Self {
        Self(self.seconds() * 1000)
    }

    /// Returns the instant a duration after this one.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        let millis = i64::try_from(duration.as_millis()).unwrap_or(LATEST);
        Self::from_millis(self.0.saturating_add(millis))
    }

    /// Returns how long ago `earlier` was; zero if it lies ahead.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// Returns the number of the calendar day at this offset from UTC, counted from the epoch.
    pub fn day(self, offset_hours: i8) -> i64 {
        (self.seconds() + i64::from(offset_hours) * 3600).div_euclid(86_400)
    }

    /// Returns the same instant as a date and time of day at this offset from UTC.
    pub fn civil(self, offset_hours: i8) -> jiff::civil::DateTime {
        let offset = jiff::tz::Offset::constant(offset_hours);
        offset.to_datetime(self.into())
    }
}

impl From<Timestamp> for jiff::Timestamp {
    fn from(at: Timestamp) -> Self {
        Self::from_millisecond(at.0).unwrap_or_default()
    }
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(at: jiff::Timestamp) -> Self {
        Self::from_millis(at.as_millisecond())
    }
}
