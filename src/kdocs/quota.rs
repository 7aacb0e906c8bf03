//! How often a day an application may call (reference 7).

use crate::http::DailyLimit;

/// The limit of what changes something, copies and moves among it.
pub const WRITE: DailyLimit = DailyLimit { test: 500, production: 100_000 };

/// The limit of what reads.
pub const READ: DailyLimit = DailyLimit { test: 10_000, production: 1_000_000 };
