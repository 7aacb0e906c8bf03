//! All sandboxes of a server, by name.

use std::{sync::Arc, time::Duration};

use dashmap::{DashMap, Entry};
use tokio::sync::Notify;

use super::{Sandbox, Settings, clock::Mode};
use crate::world::World;

/// The sandbox that serves requests which name none.
pub const DEFAULT: &str = "default";

/// How many sandboxes one server keeps.
pub const LIMIT: usize = 4096;

/// The sandboxes of a server; `default` is always there.
pub struct Sandboxes {
    by_name: DashMap<Arc<str>, Arc<Sandbox>>,
    default: Arc<Sandbox>,
    seed: World,
    settings: Settings,
    bells: Arc<Bells>,
}

/// What lets those look again who work beside the requests.
#[derive(Default)]
pub(super) struct Bells {
    /// A task was taken on, or a clock was changed.
    pub wake: Notify,
    /// There is something to send, or a clock was changed.
    pub outbox: Notify,
}

/// Why there is no such sandbox.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SandboxError {
    /// A name is 1 to 64 letters, digits, dots, hyphens and underscores, and not of dots alone.
    BadName(String),
    /// No sandbox has this name.
    Unknown(String),
    /// A sandbox of this name is there already.
    Taken(String),
    /// Too many; one has to be deleted first.
    TooMany,
    /// The default sandbox cannot be deleted.
    IsDefault,
}

impl std::fmt::Display for SandboxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::BadName(name) => {
                let rule = "1 to 64 letters, digits, dots, hyphens and underscores, and not of dots alone";
                write!(f, "`{name}` is no sandbox name: it takes {rule}")
            }
            Self::Unknown(name) => write!(f, "there is no sandbox `{name}`"),
            Self::Taken(name) => write!(f, "there is a sandbox `{name}` already"),
            Self::TooMany => {
                write!(f, "{LIMIT} sandboxes are the most: delete one with DELETE /_mock/sandboxes/{{name}}")
            }
            Self::IsDefault => write!(f, "the sandbox `{DEFAULT}` cannot be deleted: reset it"),
        }
    }
}

impl Sandboxes {
    /// A server's sandboxes, each a fork of this seed with these settings.
    pub fn new(seed: World, settings: Settings) -> Self {
        let bells = Arc::new(Bells::default());
        let default = Sandbox::new(
            DEFAULT.into(),
            seed.clone(),
            settings.clone(),
            Mode::Running(0),
            Arc::clone(&bells),
        );
        let default = Arc::new(default);
        let by_name = DashMap::with_shard_amount(4);
        by_name.insert(Arc::clone(default.name()), Arc::clone(&default));
        Self { by_name, default, seed, settings, bells }
    }

    /// The sandbox that serves requests which name none.
    pub fn default(&self) -> Arc<Sandbox> {
        Arc::clone(&self.default)
    }

    /// The sandbox of this name.
    ///
    /// # Errors
    /// [`SandboxError::Unknown`].
    pub fn get(&self, name: &str) -> Result<Arc<Sandbox>, SandboxError> {
        let found = self.by_name.get(name).map(|sandbox| Arc::clone(&sandbox));
        found.ok_or_else(|| SandboxError::Unknown(name.into()))
    }

    /// The sandbox of this name, made as a fork of the seed if it is new.
    ///
    /// # Errors
    /// [`SandboxError::BadName`], [`SandboxError::TooMany`].
    pub fn get_or_make(&self, name: &str) -> Result<Arc<Sandbox>, SandboxError> {
        self.get(name).or_else(|_| {
            let make = |name| {
                let (seed, settings) = (self.seed.clone(), self.settings.clone());
                Sandbox::new(name, seed, settings, Mode::Running(0), Arc::clone(&self.bells))
            };
            match self.insert(name, make) {
                // Another request was quicker.
                Err(SandboxError::Taken(_)) => self.get(name),
                outcome => outcome,
            }
        })
    }

    /// Makes a sandbox as a fork of another one, with its settings and clock; a reset brings back this moment.
    ///
    /// # Errors
    /// All but [`SandboxError::IsDefault`].
    pub fn fork(&self, from: &str, name: &str) -> Result<Arc<Sandbox>, SandboxError> {
        let origin = self.get(from)?;
        self.insert(name, |name| origin.fork(name))
    }

    /// Deletes a sandbox; requests that are under way in it finish unseen.
    ///
    /// # Errors
    /// [`SandboxError::Unknown`], [`SandboxError::IsDefault`].
    pub fn delete(&self, name: &str) -> Result<(), SandboxError> {
        if name == DEFAULT {
            return Err(SandboxError::IsDefault);
        }
        self.by_name.remove(name).map(drop).ok_or_else(|| SandboxError::Unknown(name.into()))
    }

    /// All sandboxes, by name.
    pub fn list(&self) -> Vec<Arc<Sandbox>> {
        let mut all: Vec<_> = self.by_name.iter().map(|sandbox| Arc::clone(&sandbox)).collect();
        all.sort_by(|a, b| a.name().cmp(b.name()));
        all
    }

    /// Settles every sandbox; answers how long until a running clock makes the next task due.
    pub(super) fn run_due(&self) -> Option<Duration> {
        let all: Vec<_> = self.by_name.iter().map(|sandbox| Arc::clone(&sandbox)).collect();
        all.iter().filter_map(|sandbox| sandbox.run_due()).min()
    }

    /// Waits until a task was taken on or a clock was changed.
    pub(super) async fn woken(&self) {
        self.bells.wake.notified().await;
    }

    /// Waits until there is something to send, or a clock was changed.
    pub async fn outbox(&self) {
        self.bells.outbox.notified().await;
    }

    fn insert(
        &self,
        name: &str,
        make: impl FnOnce(Arc<str>) -> Sandbox,
    ) -> Result<Arc<Sandbox>, SandboxError> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
        // A path of nothing but dots is resolved away by clients.
        let dots = name.bytes().all(|b| b == b'.');
        if dots || name.len() > 64 || !name.bytes().all(allowed) {
            return Err(SandboxError::BadName(name.into()));
        }
        if self.by_name.contains_key(name) {
            return Err(SandboxError::Taken(name.into()));
        }
        if self.by_name.len() >= LIMIT {
            return Err(SandboxError::TooMany);
        }
        // Made before its place is locked: a fork may have to wait for a writer.
        let sandbox = Arc::new(make(name.into()));
        match self.by_name.entry(Arc::clone(sandbox.name())) {
            Entry::Occupied(_) => Err(SandboxError::Taken(name.into())),
            Entry::Vacant(place) => {
                place.insert(Arc::clone(&sandbox));
                Ok(sandbox)
            }
        }
    }
}
