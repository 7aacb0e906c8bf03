//! The snapshots of a sandbox, by name.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{error::is_name, nearest, saved::Saved};

/// How many snapshots a sandbox keeps.
pub const MOST_SNAPSHOTS: usize = 256;

/// What stands for the start of a sandbox where snapshots are named.
pub const START: &str = "start";

/// The snapshots of a sandbox, which a reset keeps.
#[derive(Default)]
pub struct Snapshots(Mutex<BTreeMap<Arc<str>, Arc<Saved>>>);

/// Why there is no such snapshot.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SnapshotError {
    /// A name is 1 to 64 letters, digits, dots, hyphens and underscores, and not of dots alone.
    #[error(
        "`{0}` is no snapshot name: it takes 1 to 64 letters, digits, dots, hyphens and underscores, not of dots \
         alone, and not `{START}`, which stands for the start of the sandbox"
    )]
    BadName(String),
    /// No snapshot has this name.
    #[error("there is no snapshot `{name}`{others}")]
    Unknown {
        /// The name.
        name: String,
        /// What is there instead.
        others: String,
    },
    /// A snapshot of this name is there already.
    #[error("there is a snapshot `{0}` already: with `\"replace\": true` this one takes its place")]
    Taken(String),
    /// Too many; one has to be deleted first.
    #[error("{MOST_SNAPSHOTS} snapshots are the most: delete one with DELETE /_mock/snapshots/{{name}}")]
    TooMany,
}

impl Snapshots {
    fn all(&self) -> MutexGuard<'_, BTreeMap<Arc<str>, Arc<Saved>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a state under a name; `replace` lets it take the place of another one.
    ///
    /// # Errors
    /// [`SnapshotError`], and nothing is changed.
    pub fn keep(&self, name: &str, saved: Arc<Saved>, replace: bool) -> Result<(), SnapshotError> {
        if !is_name(name) || name == START {
            return Err(SnapshotError::BadName(name.into()));
        }
        let mut all = self.all();
        match all.contains_key(name) {
            true if !replace => return Err(SnapshotError::Taken(name.into())),
            false if all.len() >= MOST_SNAPSHOTS => return Err(SnapshotError::TooMany),
            _ => {}
        }
        let old = all.insert(name.into(), saved);
        drop(all);
        // A world that nothing else has is taken apart, which may take long.
        drop(old);
        Ok(())
    }

    /// Returns the snapshot of this name.
    ///
    /// # Errors
    /// [`SnapshotError::Unknown`].
    pub fn get(&self, name: &str) -> Result<Arc<Saved>, SnapshotError> {
        let all = self.all();
        all.get(name).cloned().ok_or_else(|| unknown(name, &all))
    }

    /// Deletes a snapshot.
    ///
    /// # Errors
    /// [`SnapshotError::Unknown`].
    pub fn delete(&self, name: &str) -> Result<(), SnapshotError> {
        let mut all = self.all();
        let gone = all.remove(name).ok_or_else(|| unknown(name, &all))?;
        drop(all);
        drop(gone);
        Ok(())
    }

    /// Returns all snapshots, by name.
    pub fn list(&self) -> Vec<(Arc<str>, Arc<Saved>)> {
        self.all().iter().map(|(name, saved)| (Arc::clone(name), Arc::clone(saved))).collect()
    }
}

fn unknown(name: &str, all: &BTreeMap<Arc<str>, Arc<Saved>>) -> SnapshotError {
    let known: Vec<&str> = all.keys().map(|known| &**known).collect();
    let others = match &*known {
        [] => ", nor any other".into(),
        known => format!("; there are {}", nearest::three(name, known)),
    };
    SnapshotError::Unknown { name: name.into(), others }
}
