//! A sandbox of a running server, as a test in Rust holds it.

use std::sync::Arc;

use super::fault::Fault;
use crate::sandbox::{
    self, Catalogue,
    faults::{Listed, Rule},
};

/// A sandbox of a [`MockServer`](crate::MockServer): what `/_mock/` does over HTTP, without HTTP.
#[derive(Clone)]
pub struct Sandbox {
    pub(super) inner: Arc<sandbox::Sandbox>,
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) uri: String,
}

impl Sandbox {
    /// Returns what base URLs of the sandbox begin with.
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// Adds a fault behind all others.
    ///
    /// # Panics
    /// If it can never happen, or there are too many.
    pub fn fault(&self, fault: impl Into<Fault>) -> FaultHandle {
        let Fault(rule) = fault.into();
        let read = Rule::read(&rule, &self.catalogue);
        let read = read.unwrap_or_else(|misread| panic!("the fault {rule}: {misread}"));
        let added = self.inner.faults.add(read, self.inner.clock.now());
        let id = added.unwrap_or_else(|error| panic!("the fault {rule}: {error}"));
        FaultHandle { sandbox: Arc::clone(&self.inner), id }
    }

    /// Keeps world, clock, settings and quotas under a name.
    ///
    /// ```
    /// # let mock = mockdrive::MockServer::start();
    /// let sandbox = mock.sandbox("t1");
    /// sandbox.snapshot("signed-in");
    /// // What the test does now is undone here:
    /// sandbox.restore("signed-in");
    /// ```
    ///
    /// # Panics
    /// If no snapshot can have this name, there is one already, or there are too many.
    pub fn snapshot(&self, name: &str) {
        self.inner.take_snapshot(name, false).unwrap_or_else(|error| panic!("{error}"));
    }

    /// Returns to the moment of a snapshot; journal and faults stay as they are.
    ///
    /// # Panics
    /// If there is no snapshot of this name.
    pub fn restore(&self, name: &str) {
        let saved = self.inner.snapshots.get(name).unwrap_or_else(|error| panic!("{error}"));
        self.inner.restore(&saved);
    }

    /// Removes all faults.
    pub fn clear_faults(&self) {
        self.inner.faults.clear();
    }
}

/// A fault of a sandbox. It stays when this is dropped.
#[derive(Clone)]
pub struct FaultHandle {
    sandbox: Arc<sandbox::Sandbox>,
    id: Arc<str>,
}

impl FaultHandle {
    /// Returns its name, as responses have it in `X-Mock-Fault`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns how many requests it has hit.
    pub fn hits(&self) -> u64 {
        self.listed().map_or(0, |listed| listed.hits)
    }

    /// Returns how often a client came before its `Retry-After` was over.
    pub fn early(&self) -> u64 {
        self.listed().map_or(0, |listed| listed.early)
    }

    /// Removes it.
    pub fn remove(self) {
        self.sandbox.faults.remove(&self.id);
    }

    fn listed(&self) -> Option<Listed> {
        let listed = self.sandbox.faults.list(self.sandbox.clock.now());
        listed.into_iter().find(|listed| listed.rule.id == self.id)
    }
}
