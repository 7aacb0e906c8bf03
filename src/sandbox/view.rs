//! A sandbox at one moment.

use std::sync::Arc;

use super::settings::Settings;
use crate::world::{Timestamp, World};

/// A sandbox at one moment: what a request sees from beginning to end.
#[derive(Clone)]
pub struct View {
    /// The time.
    pub now: Timestamp,
    /// The world, after what was due.
    pub world: Arc<World>,
    /// The settings.
    pub settings: Arc<Settings>,
}
