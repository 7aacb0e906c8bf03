//! All sandboxes of a server, by name.

use std::{sync::Arc, time::Duration};

use dashmap::{DashMap, Entry};

use super::{
    clock::{Clock, Mode},
    error::{DEFAULT, LIMIT, SandboxError, check_name},
    events::{Event, SandboxEvent},
    faults::Rule,
    idle::Idle,
    instance::{Sandbox, Shared},
    memory::Memory,
    saved::Saved,
    settings::Settings,
};
use crate::world::World;

/// The sandboxes of a server; `default` is always there.
pub struct Sandboxes {
    by_name: DashMap<Arc<str>, Arc<Sandbox>>,
    default: Arc<Sandbox>,
    start: Arc<Saved>,
    shared: Shared,
    idle: Idle,
}

impl Sandboxes {
    /// Creates a server's sandboxes, each a fork of this seed with these settings; their clocks are the system's.
    pub fn new(seed: World, settings: Settings) -> Self {
        Self::with_clock(seed, settings, Mode::Running(0), Memory::default())
    }

    /// Creates a server's sandboxes, each a fork of this seed with these settings and this clock; their contents share
    /// this memory.
    pub fn with_clock(seed: World, settings: Settings, clock: Mode, memory: Memory) -> Self {
        Self::starting_as(Saved::unused(Arc::new(seed), settings, clock), memory)
    }

    /// Creates a server's sandboxes, each of which begins with this state; their contents share this memory.
    pub fn starting_as(start: Saved, memory: Memory) -> Self {
        let (start, shared) = (Arc::new(start), Shared { memory, ..Shared::default() });
        let default = Sandbox::starting_as(DEFAULT.into(), Arc::clone(&start), shared.clone());
        let default = Arc::new(default);
        let by_name = DashMap::with_shard_amount(4);
        by_name.insert(Arc::clone(default.name()), Arc::clone(&default));
        Self { by_name, default, start, shared, idle: Idle::new(None) }
    }

    /// Lets every sandbox start with these faults; so far nobody may have used any.
    #[must_use]
    pub fn starting_with(self, faults: Vec<Arc<Rule>>) -> Self {
        let shared = Shared { faults: faults.into(), ..self.shared };
        let start = Arc::clone(&self.start);
        let default = Arc::new(Sandbox::starting_as(DEFAULT.into(), start, shared.clone()));
        self.by_name.insert(Arc::clone(default.name()), Arc::clone(&default));
        Self { default, shared, ..self }
    }

    /// Lets sandboxes that clients made by using them go once nobody has used them for so long.
    #[must_use]
    pub fn letting_go_after(self, idle: Option<Duration>) -> Self {
        Self { idle: Idle::new(idle), ..self }
    }

    /// Returns the clock that says how long a sandbox was not used: the system's, whatever those of sandboxes show.
    pub fn idle_clock(&self) -> &Clock {
        &self.idle.clock
    }

    /// Returns the sandbox that serves requests which name none.
    pub fn default(&self) -> Arc<Sandbox> {
        Arc::clone(&self.default)
    }

    /// Returns the sandbox of this name.
    ///
    /// # Errors
    /// [`SandboxError::Unknown`].
    pub fn get(&self, name: &str) -> Result<Arc<Sandbox>, SandboxError> {
        self.let_go();
        let found = self.by_name.get(name).map(|sandbox| Arc::clone(&sandbox));
        found.ok_or_else(|| SandboxError::Unknown(name.into()))
    }

    /// Returns the sandbox of this name to a request that uses it, if there is one.
    pub fn enter(&self, name: &str) -> Option<Arc<Sandbox>> {
        let found = self.by_name.get(name).map(|sandbox| Arc::clone(&sandbox))?;
        if self.touch(&found) {
            return Some(found);
        }
        self.let_go();
        None
    }

    /// Notes that a sandbox is used now. Returns whether it is still there.
    pub fn touch(&self, sandbox: &Sandbox) -> bool {
        !sandbox.goes || self.idle.touch(sandbox.name())
    }

    /// Deletes the sandboxes whose time has come. Returns how long until that of the next one does.
    pub(super) fn let_go(&self) -> Option<Duration> {
        // One of the same name that was made to stay stays.
        self.idle.let_go(|name| {
            if let Some((_, gone)) = self.by_name.remove_if(name, |_, sandbox| sandbox.goes) {
                end(&gone);
            }
        });
        self.idle.until_next()
    }

    /// Returns the sandbox of this name, made as a fork of the seed if it is new; one that is made so may go by itself.
    ///
    /// # Errors
    /// [`SandboxError::BadName`], [`SandboxError::TooMany`].
    pub fn get_or_create(&self, name: &str) -> Result<Arc<Sandbox>, SandboxError> {
        self.enter(name).map_or_else(
            || {
                let create = |name| {
                    let mut made = Sandbox::starting_as(name, Arc::clone(&self.start), self.shared.clone());
                    made.goes = self.idle.is_on();
                    made
                };
                match self.insert(name, create) {
                    // Another request was quicker.
                    Err(SandboxError::Taken(_)) => self.get(name),
                    outcome => outcome,
                }
            },
            Ok,
        )
    }

    /// Creates a sandbox as a fork of another one, with its settings and clock; a reset brings back this moment.
    ///
    /// # Errors
    /// All but [`SandboxError::IsDefault`].
    pub fn fork(&self, from: &str, name: &str) -> Result<Arc<Sandbox>, SandboxError> {
        let source = self.get(from)?;
        self.insert(name, |name| source.fork(name))
    }

    /// Creates a sandbox that begins as another one was at some moment, with all that was used up then; a reset brings
    /// back this moment.
    ///
    /// # Errors
    /// All but [`SandboxError::IsDefault`] and [`SandboxError::Unknown`].
    pub fn fork_at(
        &self,
        source: &Sandbox,
        saved: Arc<Saved>,
        name: &str,
    ) -> Result<Arc<Sandbox>, SandboxError> {
        self.insert(name, |name| source.fork_at(name, saved))
    }

    /// Deletes a sandbox; requests that are under way in it finish unseen.
    ///
    /// # Errors
    /// [`SandboxError::Unknown`], [`SandboxError::IsDefault`].
    pub fn delete(&self, name: &str) -> Result<(), SandboxError> {
        if name == DEFAULT {
            return Err(SandboxError::IsDefault);
        }
        // First, so that nothing is forgotten of one that is made under the same name meanwhile.
        self.idle.forget(name);
        let (_, gone) = self.by_name.remove(name).ok_or_else(|| SandboxError::Unknown(name.into()))?;
        end(&gone);
        Ok(())
    }

    /// Lets those end who listen to sandboxes, as the server stops.
    pub fn stop_events(&self) {
        self.list().iter().for_each(|sandbox| sandbox.events.close());
    }

    /// Returns all sandboxes, by name.
    pub fn list(&self) -> Vec<Arc<Sandbox>> {
        self.let_go();
        let mut all: Vec<_> = self.by_name.iter().map(|sandbox| Arc::clone(&sandbox)).collect();
        all.sort_by(|a, b| a.name().cmp(b.name()));
        all
    }

    /// Does what is due in every sandbox. Returns how long until a running clock makes the next task due.
    pub(super) fn run_due(&self) -> Option<Duration> {
        let all: Vec<_> = self.by_name.iter().map(|sandbox| Arc::clone(&sandbox)).collect();
        all.iter().filter_map(|sandbox| sandbox.run_due()).min()
    }

    /// Waits until a task was added or a clock was changed.
    pub(super) async fn tasks_wakeup(&self) {
        self.shared.wakeups.tasks.notified().await;
    }

    /// Waits until there is something to send, or a clock was changed.
    pub async fn outbox_wakeup(&self) {
        self.shared.wakeups.outbox.notified().await;
    }

    fn insert(
        &self,
        name: &str,
        create: impl FnOnce(Arc<str>) -> Sandbox,
    ) -> Result<Arc<Sandbox>, SandboxError> {
        check_name(name)?;
        if self.by_name.contains_key(name) {
            return Err(SandboxError::Taken(name.into()));
        }
        self.let_go();
        if self.by_name.len() >= LIMIT {
            return Err(SandboxError::TooMany);
        }
        // Made before its place is locked: a fork may have to wait for a writer.
        let sandbox = Arc::new(create(name.into()));
        if sandbox.goes {
            self.idle.add(sandbox.name());
        }
        match self.by_name.entry(Arc::clone(sandbox.name())) {
            Entry::Occupied(_) => Err(SandboxError::Taken(name.into())),
            Entry::Vacant(place) => {
                place.insert(Arc::clone(&sandbox));
                Ok(sandbox)
            }
        }
    }
}

/// Tells those who listen to a sandbox that it is gone.
fn end(gone: &Sandbox) {
    gone.events.tell(|| Event::Sandbox(SandboxEvent::Deleted));
    gone.events.close();
}
