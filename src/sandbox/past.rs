//! Worlds that were current a moment ago, for readers that lag behind.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use crate::world::{Timestamp, World};

/// How far readers lag behind, by the sandbox's clock.
const LAG: Duration = Duration::from_secs(5);

/// How many worlds are kept; with more changes than these within the lag, it is shorter.
const MOST: usize = 1000;

/// The worlds that were current within the last seconds, the oldest first, each with the time until which it was.
#[derive(Default)]
pub struct Past(Mutex<VecDeque<(Timestamp, Arc<World>)>>);

impl Past {
    /// Keeps a world that another one has taken the place of, now.
    pub fn keep(&self, world: Arc<World>, now: Timestamp) {
        let mut worlds = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let gone: Vec<_> = prune(&mut worlds, now).collect();
        worlds.push_back((now, world));
        let oldest = if worlds.len() > MOST { worlds.pop_front() } else { None };
        drop(worlds);
        drop((gone, oldest));
    }

    /// Returns the world that lagging readers see now; none if it is the current one.
    pub fn seen(&self, now: Timestamp) -> Option<Arc<World>> {
        let mut worlds = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let gone: Vec<_> = prune(&mut worlds, now).collect();
        let seen = worlds.front().map(|(_, world)| Arc::clone(world));
        drop(worlds);
        drop(gone);
        seen
    }

    /// Forgets all of them.
    pub fn clear(&self) {
        let gone = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        drop(gone);
    }
}

/// Takes those out that nobody sees any more; they are dropped without the lock.
fn prune(
    worlds: &mut VecDeque<(Timestamp, Arc<World>)>,
    now: Timestamp,
) -> impl Iterator<Item = (Timestamp, Arc<World>)> {
    let gone = worlds.iter().take_while(|(until, _)| now.since(*until) >= LAG).count();
    worlds.drain(..gone)
}
