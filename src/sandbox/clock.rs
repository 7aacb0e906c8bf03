//! The only reader of the system's clock; every sandbox has its own, which tests set, freeze and advance.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use crate::world::Timestamp;

/// A clock that runs with the system's at an offset, or stands still.
#[derive(Debug)]
pub struct Clock(Mutex<Mode>);

/// Whether a clock runs, and at which offset.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// This many milliseconds ahead of the system's clock.
    Running(i64),
    /// Always this time.
    Frozen(Timestamp),
}

impl Clock {
    /// Creates a clock in this mode.
    pub fn new(mode: Mode) -> Self {
        Self(Mutex::new(mode))
    }

    /// Returns the time.
    pub fn now(&self) -> Timestamp {
        now_in(self.mode())
    }

    /// Returns the mode.
    pub fn mode(&self) -> Mode {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
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

    fn change(&self, change: impl FnOnce(Mode) -> Mode) {
        let mut mode = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *mode = change(*mode);
    }
}

fn now_in(mode: Mode) -> Timestamp {
    match mode {
        Mode::Running(offset) => Timestamp::from_millis(system().millis().saturating_add(offset)),
        Mode::Frozen(at) => at,
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
fn system() -> Timestamp {
    let since_epoch = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Timestamp::default().plus(since_epoch)
}
