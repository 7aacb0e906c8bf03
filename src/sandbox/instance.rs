//! One sandbox: a world that is read without a lock and written by one at a time, with a clock of its own.

use std::{
    convert::Infallible,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use arc_swap::ArcSwap;
use tokio::sync::Semaphore;

use super::{
    clock::{Clock, Mode},
    faults::{Faults, Rule},
    journal::Journal,
    memory::Memory,
    outbox::{message::Message, queue::Outbox},
    past::Past,
    quirks::Quirk,
    settings::Settings,
    usage::Usage,
    view::View,
    wakeups::Wakeups,
};
use crate::world::{Task, TaskId, Timestamp, World};

/// How many downloads may be under way on behalf of clients.
const MOST_FETCHES: usize = 16;

/// A world that requests read and change.
pub struct Sandbox {
    name: Arc<str>,
    baseline: Baseline,
    published: ArcSwap<World>,
    writer: Mutex<()>,
    /// Its clock.
    pub clock: Clock,
    /// The counters of daily limits and of tokens.
    pub usage: Usage,
    /// What goes wrong.
    pub faults: Faults,
    /// Its last requests.
    pub journal: Arc<Journal>,
    settings: ArcSwap<Settings>,
    /// What contents may take, of all sandboxes together.
    pub memory: Memory,
    /// The messages that it sends.
    pub outbox: Outbox,
    /// The worlds that readers see who lag behind, where the service is like that.
    past: Past,
    /// A permit for each download that may be under way on behalf of a client.
    pub fetches: Semaphore,
    requests: AtomicU64,
    wakeups: Arc<Wakeups>,
    /// Whether it goes by itself when nobody uses it.
    pub(super) goes: bool,
}

/// What the sandboxes of a server share.
#[derive(Clone, Default)]
pub(super) struct Shared {
    pub memory: Memory,
    /// The faults that every sandbox starts with.
    pub faults: Arc<[Arc<Rule>]>,
    pub wakeups: Arc<Wakeups>,
}

/// The state that a reset restores.
struct Baseline {
    world: World,
    settings: Settings,
    clock: Mode,
    tokens_used: Vec<(Arc<str>, Timestamp)>,
}

impl Sandbox {
    pub(super) fn new(name: Arc<str>, world: World, settings: Settings, clock: Mode, shared: Shared) -> Self {
        let running = Clock::new(clock);
        Self {
            name,
            faults: Faults::starting_with(shared.faults, running.now()),
            published: ArcSwap::from_pointee(world.clone()),
            settings: ArcSwap::from_pointee(settings.clone()),
            baseline: Baseline { world, settings, clock, tokens_used: Vec::new() },
            writer: Mutex::new(()),
            clock: running,
            usage: Usage::default(),
            journal: Arc::default(),
            outbox: Outbox::default(),
            past: Past::default(),
            fetches: Semaphore::new(MOST_FETCHES),
            requests: AtomicU64::new(0),
            memory: shared.memory,
            wakeups: shared.wakeups,
            goes: false,
        }
    }

    /// Makes a fork, whose reset brings back this moment.
    pub(super) fn fork(&self, name: Arc<str>) -> Self {
        let faults = Arc::clone(self.faults.start());
        let shared = Shared { memory: self.memory.clone(), faults, wakeups: Arc::clone(&self.wakeups) };
        let (world, settings) = (self.snapshot().as_ref().clone(), self.settings().as_ref().clone());
        let mut fork = Self::new(name, world, settings, self.clock.mode(), shared);
        fork.usage.set_tokens_used(&self.usage.tokens_used());
        fork.baseline.tokens_used = fork.usage.tokens_used();
        fork
    }

    /// Returns its name.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// Returns its settings.
    pub fn settings(&self) -> Arc<Settings> {
        self.settings.load_full()
    }

    /// Puts other settings in force.
    pub fn set_settings(&self, settings: Settings) {
        self.settings.store(Arc::new(settings));
    }

    /// Returns the number of a request that needs one of its own; the first is 1.
    pub fn next_request(&self) -> u64 {
        self.requests.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Reads the world as it is now, after what is due.
    ///
    /// No writer waits for the closure, and it waits for no writer: it sees one state from beginning to end.
    pub fn read<T>(&self, read: impl FnOnce(&World, Timestamp) -> T) -> T {
        let now = self.catch_up();
        read(&self.published.load(), now)
    }

    /// Returns what a request that enters now sees of the sandbox.
    pub fn view(&self) -> View {
        let now = self.catch_up();
        View { now, world: self.published.load_full(), settings: self.settings() }
    }

    /// Returns the world as it was some seconds ago, which is what a service shows that lags behind: [`Quirk::Late`].
    pub fn lagging(&self) -> Arc<World> {
        let now = self.catch_up();
        self.past.seen(now).unwrap_or_else(|| self.published.load_full())
    }

    /// Returns the world as it is now, after what is due.
    pub fn snapshot(&self) -> Arc<World> {
        self.catch_up();
        self.published.load_full()
    }

    /// Changes the world: publishes all that the closure did if it returns `Ok`, nothing otherwise.
    ///
    /// The closure runs under the one writer's lock: hash and parse before, await nothing.
    ///
    /// # Errors
    /// Those of the closure.
    pub fn write<T, E>(&self, change: impl FnOnce(&mut World, Timestamp) -> Result<T, E>) -> Result<T, E> {
        self.write_and_view(change).map(|(outcome, _)| outcome)
    }

    /// Changes the world as [`Self::write`]. Returns also the world that was published, without later changes.
    ///
    /// # Errors
    /// Those of the closure.
    pub fn write_and_view<T, E>(
        &self,
        change: impl FnOnce(&mut World, Timestamp) -> Result<T, E>,
    ) -> Result<(T, Arc<World>), E> {
        let guard = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now();
        self.publish_due(now);
        let mut next = self.published.load().as_ref().clone();
        let outcome = change(&mut next, now)?;
        // What is to be done at once is done now: no reader has to wait for it.
        let messages = prepare_publish(&mut next, now);
        let waits = next.next_due().is_some_and(|due| due > now);
        let next = Arc::new(next);
        let old = self.published.swap(Arc::clone(&next));
        self.send(messages, now);
        self.keep(&old, now);
        drop(guard);
        drop(old);
        if waits {
            self.wake();
        }
        Ok((outcome, next))
    }

    /// Counts a read of a task's state, if reads move the task and `is_theirs`.
    pub fn poll(&self, id: TaskId, is_theirs: impl Fn(&Task) -> bool) {
        let moves =
            |world: &World| world.task(id).is_ok_and(|task| task.is_moved_by_polls() && is_theirs(task));
        if self.read(|world, _| moves(world)) {
            let polled = self.write(|world, now| {
                world.poll(id, now);
                Ok::<_, Infallible>(())
            });
            let Ok(()) = polled;
        }
    }

    /// Restores world, settings, clock, faults, usage, journal and outbox as they were when the sandbox was made.
    pub fn reset(&self) {
        let guard = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.published.store(Arc::new(self.baseline.world.clone()));
        self.settings.store(Arc::new(self.baseline.settings.clone()));
        self.clock.set_mode(self.baseline.clock);
        self.faults.reset(self.clock.now());
        self.usage.clear();
        self.usage.set_tokens_used(&self.baseline.tokens_used);
        self.journal.clear();
        self.outbox.clear();
        self.past.clear();
        self.requests.store(0, Ordering::Relaxed);
        drop(guard);
        self.wake();
    }

    /// Wakes the loops that work beside the requests: something is due, or the clock was changed.
    pub fn wake(&self) {
        self.wakeups.tasks.notify_one();
        self.wakeups.outbox.notify_one();
    }

    /// Returns how long until the clock, if it runs, makes the next message due.
    pub fn until_message(&self) -> Option<Duration> {
        let due = self.outbox.next_due()?;
        matches!(self.clock.mode(), Mode::Running(_)).then(|| due.since(self.clock.now()))
    }

    /// Does what is due. Returns how long until the clock, if it runs, makes the next task due.
    pub(super) fn run_due(&self) -> Option<Duration> {
        let now = self.catch_up();
        let due = self.published.load().next_due()?;
        matches!(self.clock.mode(), Mode::Running(_)).then(|| due.since(now))
    }

    /// Does what is due. Returns the time.
    fn catch_up(&self) -> Timestamp {
        let now = self.clock.now();
        if self.published.load().next_due().is_some_and(|due| due <= now) {
            let _guard = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
            self.publish_due(now);
        }
        now
    }

    /// Does what is due, under the writer's lock.
    fn publish_due(&self, now: Timestamp) {
        let current = self.published.load();
        if current.next_due().is_some_and(|due| due <= now) {
            let mut next = current.as_ref().clone();
            let messages = prepare_publish(&mut next, now);
            let old = self.published.swap(Arc::new(next));
            self.keep(&old, now);
            self.send(messages, now);
        }
    }

    /// Keeps a world for readers who lag behind, if there are any.
    fn keep(&self, old: &Arc<World>, now: Timestamp) {
        if self.settings.load().quirks.has(Quirk::Late) {
            self.past.keep(Arc::clone(old), now);
        }
    }

    /// Enters the messages about a change that was just published.
    fn send(&self, messages: Vec<Message>, now: Timestamp) {
        if messages.is_empty() {
            return;
        }
        for message in messages {
            self.outbox.enter(message, now);
        }
        self.wakeups.outbox.notify_one();
    }
}

/// Prepares a changed world for being published: does what is due. Returns the messages about it.
fn prepare_publish(next: &mut World, now: Timestamp) -> Vec<Message> {
    next.run_due(now);
    next.date_changes(now);
    for task in next.take_failed() {
        let progress = task.progress(now);
        let error = task.results.iter().find_map(|result| result.as_ref().err());
        tracing::info!(
            task = task.id.number(),
            provider = task.spec.api.name(),
            failed = progress.failed,
            total = progress.total,
            error = error.map(tracing::field::display),
            "a task has failed"
        );
    }
    let notifications = next.take_events(now).into_iter().filter_map(Message::of_event);
    notifications.chain(next.take_calls().map(Message::Call)).collect()
}
