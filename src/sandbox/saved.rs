//! The state of a sandbox at one moment, to return to: its start, and its snapshots.

use std::sync::Arc;

use super::{
    clock::{Clock, Mode},
    settings::Settings,
    usage::Used,
};
use crate::world::{Timestamp, World};

/// The state of a sandbox at one moment. It shares its world with all others that have the same.
pub struct Saved {
    /// The world.
    pub world: Arc<World>,
    /// The settings.
    pub settings: Arc<Settings>,
    /// The clock.
    pub clock: Mode,
    /// What the clock showed.
    pub at: Timestamp,
    /// What was used up of quotas, and when tokens were used.
    pub used: Used,
}

impl Saved {
    /// Returns the state in which nothing was used up.
    pub fn unused(world: Arc<World>, settings: Settings, clock: Mode) -> Self {
        Self::of(world, settings, clock, Used::default())
    }

    /// Returns a state.
    pub fn of(world: Arc<World>, settings: Settings, clock: Mode, used: Used) -> Self {
        Self { world, settings: Arc::new(settings), clock, at: Clock::new(clock).now(), used }
    }
}
