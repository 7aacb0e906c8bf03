//! A sandbox of a running server, as a test in Rust holds it.

use std::{fmt::Display, sync::Arc};

use tokio::runtime::Handle;

use super::{clock::SandboxClock, fault::Fault};
use crate::{
    control::{self, TreeDrive, TreeItem},
    sandbox::{
        self, Catalogue,
        faults::{Listed, Rule},
    },
};

/// A sandbox of a [`MockServer`](crate::MockServer): what `/_mock/` does over HTTP, without HTTP.
#[derive(Clone)]
pub struct Sandbox {
    pub(super) inner: Arc<sandbox::Sandbox>,
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) uri: String,
    /// What links begin with.
    pub(super) links: Arc<str>,
    /// That of the server.
    pub(super) runtime: Handle,
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

    /// Adds what a seed has, all or nothing: users, applications, tokens, drives and items, as `POST /_mock/seed` takes
    /// them in JSON, from a text or a `serde_json::Value`. Returns the new items.
    ///
    /// ```
    /// let mock = mockdrive::MockServer::start();
    /// let sandbox = mock.sandbox("t1");
    /// let seeded = sandbox.seed(r#"{"items": {"alice": [{"path": "/plan.txt", "text": "Buy milk."}]}}"#);
    /// let plan = seeded.item("/plan.txt");
    /// assert_eq!(plan.size, 9);
    /// let url = format!("{}/v1.0/me/drive/items/{}", sandbox.uri(), plan.ids.graph);
    /// ```
    ///
    /// # Panics
    /// If it is refused, with the reason.
    #[track_caller]
    pub fn seed(&self, json: impl Display) -> Seeded {
        match control::plant(&self.inner, json.to_string().as_bytes(), control::host(&self.links)) {
            Ok(drives) => Seeded { drives },
            Err(error) => panic!("{error}"),
        }
    }

    /// Returns to the start: world, settings, clock, quotas and faults; the journal is empty, and counts from 1. Snapshots
    /// stay.
    pub fn reset(&self) {
        self.inner.reset();
    }

    /// Returns its clock.
    pub fn clock(&self) -> SandboxClock {
        SandboxClock { sandbox: Arc::clone(&self.inner), runtime: self.runtime.clone() }
    }

    /// Removes all faults.
    pub fn clear_faults(&self) {
        self.inner.faults.clear();
    }
}

/// What a seed has added to a sandbox.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Seeded {
    /// The drives in which something is new, each with its new items.
    pub drives: Vec<TreeDrive>,
}

impl Seeded {
    /// Returns the new item at this path; of several drives, that of the first one.
    ///
    /// # Panics
    /// If there is none.
    #[track_caller]
    pub fn item(&self, path: &str) -> &TreeItem {
        let mut items = self.drives.iter().flat_map(|drive| &drive.items);
        let Some(item) = items.find(|item| item.path == path) else {
            panic!("The seed has added nothing at `{path}`.")
        };
        item
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
