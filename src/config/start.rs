//! What a server starts with: a fixture, a directory, or a state that was kept.

use std::{path::Path, sync::Arc};

use super::options::Config;
use crate::{
    fixture::{self, FixtureError},
    sandbox::{Clock, Memory, Sandboxes, Saved, Settings, clock::Mode},
    snapshot::{self, SnapshotFileError},
    world::{Timestamp, World},
};

/// Why there is nothing to start with.
#[derive(Debug, thiserror::Error)]
#[doc(hidden)]
pub enum StartError {
    /// A fixture, or a directory, that cannot be read.
    #[error(transparent)]
    Fixture(#[from] FixtureError),
    /// A snapshot that cannot be read or written.
    #[error("the snapshot {file}: {error}")]
    Snapshot {
        /// The file.
        file: String,
        /// What is wrong with it.
        #[source]
        error: SnapshotFileError,
    },
}

impl StartError {
    fn of(file: &Path, error: SnapshotFileError) -> Self {
        Self::Snapshot { file: file.display().to_string(), error }
    }
}

impl Config {
    /// Returns the world that this configuration describes; `now` dates what is imported, and the tokens.
    ///
    /// # Errors
    /// A fixture or a directory that cannot be read.
    fn seed(&self, now: Timestamp, memory: &Memory) -> Result<World, FixtureError> {
        let mut seed = match &self.fixture {
            Some(file) => fixture::from_file(file)?,
            None => fixture::built_in()?,
        };
        if let Some(directory) = &self.import {
            fixture::import(&mut seed, directory, memory, now)?;
        }
        // However old the fixture is, its tokens live from now on.
        seed.date_tokens(now);
        Ok(seed)
    }

    /// Returns the file whose state the server starts with, if there is one.
    pub(super) fn kept(&self) -> Option<&Path> {
        self.snapshot.as_deref().or(self.persist.as_deref().filter(|file| file.exists()))
    }

    /// Returns the sandboxes that this configuration describes.
    ///
    /// # Errors
    /// A fixture, a directory or a snapshot that cannot be read, a file to persist to that cannot be written.
    #[doc(hidden)]
    pub fn sandboxes(&self) -> Result<Sandboxes, StartError> {
        self.sandboxes_with(&self.settings(), None)
    }

    /// Returns the same with these settings in place of those of the command line, and this clock in place of one that
    /// runs with the system's.
    ///
    /// # Errors
    /// See [`Self::sandboxes`].
    pub(crate) fn sandboxes_with(
        &self,
        settings: &Settings,
        clock: Option<Mode>,
    ) -> Result<Sandboxes, StartError> {
        let memory = self.memory();
        if let Some(file) = &self.persist {
            snapshot::try_writing(file).map_err(|error| StartError::of(file, error))?;
        }
        let start = if let Some(file) = self.kept() {
            let kept = snapshot::load(file, &memory);
            let kept = kept.map_err(|error| StartError::of(file, error))?;
            let (settings, clock) = (settings.over(&kept.settings), clock.unwrap_or(kept.clock));
            Saved::of(kept.world, settings, clock, kept.used)
        } else {
            let clock = clock.unwrap_or(Mode::Running(0));
            let seed = self.seed(Clock::new(clock).now(), &memory)?;
            Saved::unused(Arc::new(seed), settings.clone(), clock)
        };
        Ok(Sandboxes::starting_as(start, memory).letting_go_after(self.sandbox_idle.0))
    }
}
