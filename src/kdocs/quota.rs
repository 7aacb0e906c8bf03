//! How often a day an application may call (reference 7).

use crate::http::DailyLimit;

/// The limit of what changes something, copies and moves among it.
pub const WRITE: DailyLimit = DailyLimit { test: 500, production: 100_000 };

/// The limit of what reads.
pub const READ: DailyLimit = DailyLimit { test: 10_000, production: 1_000_000 };

/// The limit of cells and records.
pub const SHEETS: DailyLimit = DailyLimit { test: 10_000, production: 10_000_000 };

/// The limit of conversions and extractions.
pub const OFFICE: DailyLimit = DailyLimit { test: 100, production: 200 };
