//! The only reader of the system's clock; every sandbox has its own, which tests set, freeze and advance.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime},
};

use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use crate::world::Timestamp;

/// A clock that runs with the system's at an offset, or stands still.
#[derive(Debug)]
pub struct Clock {
    state: Mutex<State>,
    /// When it was made.
    since: Instant,
}

#[derive(Clone, Copy, Debug)]
struct State {
    mode: Mode,
    /// How far it was moved forward, all in all.
    advanced: Duration,
}

/// Whether a clock runs, and at which offset.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// This many milliseconds ahead of the system's clock.
    Running(i64),
    /// Always this time.
    Frozen(Timestamp),
}

impl Clock {
    /// Creates a clock in this mode.
    pub fn new(mode: Mode) -> Self {
        Self { state: Mutex::new(State { mode, advanced: Duration::ZERO }), since: Instant::now() }
    }

    /// Returns the time.
    pub fn now(&self) -> Timestamp {
        now_in(self.mode())
    }

    /// Returns the mode.
    pub fn mode(&self) -> Mode {
        self.state().mode
    }

    /// Returns how long this clock is there, with all that it was moved forward: whoever waits and whoever moves the clock
    /// have both waited.
    pub fn passed(&self) -> Duration {
        self.since.elapsed() + self.state().advanced
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets the mode.
    pub fn set_mode(&self, mode: Mode) {
        self.change(|_| mode);
    }

    /// Sets the time; it stands still or runs as before.
    pub fn set(&self, to: Timestamp) {
        self.change(|mode| match mode {
            Mode::Running(_) => Mode::Running(to.millis() - system().millis()),
            Mode::Frozen(_) => Mode::Frozen(to),
        });
    }

    /// Stops it at the time that it shows, or lets it run on from there.
    pub fn freeze(&self, frozen: bool) {
        self.change(|mode| match (mode, frozen) {
            (Mode::Running(_), true) => Mode::Frozen(now_in(mode)),
            (Mode::Frozen(at), false) => Mode::Running(at.millis() - system().millis()),
            (mode, _) => mode,
        });
    }

    /// Moves it forward.
    pub fn advance(&self, by: Duration) {
        self.change(|mode| match mode {
            Mode::Running(_) => Mode::Running(now_in(mode).plus(by).millis() - system().millis()),
            Mode::Frozen(at) => Mode::Frozen(at.plus(by)),
        });
    }

    /// Moves it forward to a time; it stays where that is past.
    pub fn advance_to(&self, to: Timestamp) {
        self.change(|mode| match mode {
            Mode::Running(_) => Mode::Running(now_in(mode).max(to).millis() - system().millis()),
            Mode::Frozen(at) => Mode::Frozen(at.max(to)),
        });
    }

    fn change(&self, change: impl FnOnce(Mode) -> Mode) {
        let mut state = self.state();
        let before = now_in(state.mode);
        state.mode = change(state.mode);
        // What the change itself takes is not worth a word.
        let after = now_in(state.mode);
        state.advanced += after.since(before);
    }
}

fn now_in(mode: Mode) -> Timestamp {
    match mode {
        Mode::Running(offset) => Timestamp::from_millis(system().millis().saturating_add(offset)),
        Mode::Frozen(at) => at,
    }
}

/// Returns the time of the system.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub fn system() -> Timestamp {
    let since_epoch = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Timestamp::default().plus(since_epoch)
}
