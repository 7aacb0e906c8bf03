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
use tokio::sync::{Notify, Semaphore, futures::Notified};

use super::{
    clock::{Clock, Mode},
    events::{Event, Events, SandboxEvent},
    faults::{Faults, Rule},
    journal::Journal,
    memory::Memory,
    outbox::{message::Message, queue::Outbox},
    past::Past,
    prepare::prepared,
    quirks::Quirk,
    saved::Saved,
    settings::Settings,
    snapshots::{SnapshotError, Snapshots},
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
    /// What a reset brings back.
    start: ArcSwap<Saved>,
    /// The moments to which a test returns.
    pub snapshots: Snapshots,
    published: ArcSwap<World>,
    writer: Mutex<()>,
    /// Its clock.
    pub clock: Clock,
    /// The counters of daily limits and of tokens.
    pub usage: Usage,
    /// What goes wrong.
    pub faults: Faults,
    /// What happens in it, for those who listen.
    pub events: Arc<Events>,
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
    /// Another world was published.
    changed: Notify,
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

impl Sandbox {
    /// Makes one that begins as some other was at this moment.
    pub(super) fn starting_as(name: Arc<str>, start: Arc<Saved>, shared: Shared) -> Self {
        let (clock, usage) = (Clock::new(start.clock), Usage::default());
        let events = Arc::<Events>::default();
        usage.restore(&start.used);
        Self {
            name,
            faults: Faults::starting_with(shared.faults, clock.now()),
            published: ArcSwap::new(Arc::clone(&start.world)),
            settings: ArcSwap::new(Arc::clone(&start.settings)),
            start: ArcSwap::new(start),
            snapshots: Snapshots::default(),
            writer: Mutex::new(()),
            clock,
            usage,
            journal: Arc::new(Journal::telling(Arc::clone(&events))),
            outbox: Outbox::telling(Arc::clone(&events)),
            past: Past::default(),
            events,
            fetches: Semaphore::new(MOST_FETCHES),
            requests: AtomicU64::new(0),
            changed: Notify::new(),
            memory: shared.memory,
            wakeups: shared.wakeups,
            goes: false,
        }
    }

    /// Makes a fork, whose reset brings back this moment.
    pub(super) fn fork(&self, name: Arc<str>) -> Self {
        let saved = self.save();
        let used = saved.used.of_tokens();
        self.fork_at(name, Arc::new(Saved { used, ..saved }))
    }

    /// Makes a fork that begins as this one was at some moment, which its reset brings back.
    pub(super) fn fork_at(&self, name: Arc<str>, saved: Arc<Saved>) -> Self {
        let faults = Arc::clone(self.faults.start());
        let shared = Shared { memory: self.memory.clone(), faults, wakeups: Arc::clone(&self.wakeups) };
        Self::starting_as(name, saved, shared)
    }

    /// Returns its state, which takes the same for ten files as for a million.
    pub fn save(&self) -> Saved {
        let _guard = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let at = self.clock.now();
        self.publish_due(at);
        let (world, settings) = (self.published.load_full(), self.settings());
        Saved { world, settings, clock: self.clock.mode(), at, used: self.usage.save() }
    }

    /// Keeps its state under a name; `replace` lets it take the place of another one. Returns it.
    ///
    /// # Errors
    /// [`SnapshotError`], and nothing is changed.
    pub fn take_snapshot(&self, name: &str, replace: bool) -> Result<Arc<Saved>, SnapshotError> {
        let saved = Arc::new(self.save());
        self.snapshots.keep(name, Arc::clone(&saved), replace)?;
        Ok(saved)
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
        self.events.tell(|| Event::Sandbox(SandboxEvent::Settings));
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

    /// Reads the world while no change is under way: what the last one has to say to subscribers is in the outbox.
    pub fn between_changes<T>(&self, read: impl FnOnce(&World, Timestamp) -> T) -> T {
        let _guard = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now();
        self.publish_due(now);
        read(&self.published.load(), now)
    }

    /// Ends when another world is published from now on.
    pub fn changed(&self) -> Notified<'_> {
        self.changed.notified()
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
        let messages = prepared(&mut next, now);
        let waits = next.next_due().is_some_and(|due| due > now);
        let next = Arc::new(next);
        let old = self.published.swap(Arc::clone(&next));
        self.send(messages, now);
        self.keep(&old, now);
        drop(guard);
        self.tell_tasks(&old, &next);
        drop(old);
        self.changed.notify_waiters();
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

    /// Returns what a reset brings back.
    pub fn start(&self) -> Arc<Saved> {
        self.start.load_full()
    }

    /// Lets a reset bring this world back, with the settings and the clock as it did before.
    pub fn start_with(&self, world: Arc<World>) {
        let start = self.start();
        let Saved { clock, at, .. } = *start;
        let (settings, used) = (Arc::clone(&start.settings), start.used.clone());
        self.start.store(Arc::new(Saved { world, settings, clock, at, used }));
    }

    /// Puts a state in force, as [`Self::restore`] does, and lets a reset bring it back.
    pub fn begin_as(&self, saved: Saved) {
        let saved = Arc::new(saved);
        self.start.store(Arc::clone(&saved));
        self.restore(&saved);
    }

    /// Restores world, settings, clock, faults, usage, journal and outbox as they were when the sandbox was made; its
    /// snapshots stay.
    pub fn reset(&self) {
        let guard = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let old = self.put_back(&self.start());
        self.faults.reset(self.clock.now());
        self.journal.clear();
        self.outbox.clear();
        self.requests.store(0, Ordering::Relaxed);
        drop(guard);
        drop(old);
        self.changed.notify_waiters();
        self.events.tell(|| Event::Sandbox(SandboxEvent::Reset));
        self.wake();
    }

    /// Returns to a moment: world, settings, clock and usage are what they were. Journal and faults stay as they are, and
    /// messages that are not accepted yet are dropped, as they tell of what has not happened.
    pub fn restore(&self, saved: &Saved) {
        let guard = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let old = self.put_back(saved);
        self.outbox.drop_waiting();
        drop(guard);
        drop(old);
        self.changed.notify_waiters();
        self.events.tell(|| Event::Sandbox(SandboxEvent::Restored));
        self.wake();
    }

    /// Puts a state in force, under the writer's lock. Returns the world from before: to take it apart may take long.
    fn put_back(&self, saved: &Saved) -> Arc<World> {
        self.settings.store(Arc::clone(&saved.settings));
        self.clock.set_mode(saved.clock);
        self.usage.restore(&saved.used);
        // Whoever lags behind sees no world from before.
        self.past.clear();
        self.published.swap(Arc::clone(&saved.world))
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
            let messages = prepared(&mut next, now);
            let next = Arc::new(next);
            let old = self.published.swap(Arc::clone(&next));
            self.keep(&old, now);
            self.send(messages, now);
            self.tell_tasks(&current, &next);
            self.changed.notify_waiters();
        }
    }

    /// Tells which tasks have gone on, if anybody listens.
    fn tell_tasks(&self, before: &World, now: &World) {
        if self.events.is_on() {
            now.changed_tasks(before).for_each(|id| self.events.tell(|| Event::Task(id)));
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
