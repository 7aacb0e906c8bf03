//! How long packages can be fetched, where the organisation decides on it.

use std::time::Duration;

use crate::world::state::World;

impl World {
    /// Returns how long packages are kept, if somebody said so.
    pub fn package_life(&self) -> Option<Duration> {
        self.package_life
    }

    /// Sets how long packages are kept, those that are made already too.
    pub fn set_package_life(&mut self, life: Duration) {
        self.package_life = Some(life);
    }
}
