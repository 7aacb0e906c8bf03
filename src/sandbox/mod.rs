//! A named world in service: it is read without a lock, written by one at a time, and has a clock of its own.
//!
//! What is left out: HTTP. What a test may change here (clock, usage, settings) is changed by `crate::control`.

pub mod clock;
pub mod executor;
pub mod journal;
pub mod outbox;
mod registry;
mod settings;
mod usage;

use std::{
    convert::Infallible,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use arc_swap::ArcSwap;

pub use self::{
    clock::Clock,
    journal::Journal,
    outbox::Outbox,
    registry::{DEFAULT, LIMIT, SandboxError, Sandboxes},
    settings::{Auth, Pace, Settings},
    usage::{OperationName, Spent, Usage},
};
use self::{outbox::Event, registry::Bells};
use crate::world::{SubscriptionEvent, Task, TaskId, Timestamp, World};

/// A world that requests read and change.
pub struct Sandbox {
    name: Arc<str>,
    origin: Origin,
    published: ArcSwap<World>,
    writer: Mutex<()>,
    /// Its clock.
    pub clock: Clock,
    /// What was used up.
    pub usage: Usage,
    /// What was asked.
    pub journal: Journal,
    settings: ArcSwap<Settings>,
    /// What it sends by itself.
    pub outbox: Outbox,
    requests: AtomicU64,
    bells: Arc<Bells>,
}

/// A sandbox at one moment: what a request sees of it from beginning to end.
#[derive(Clone)]
pub struct View {
    /// When.
    pub now: Timestamp,
    /// The world; all that was due is done.
    pub world: Arc<World>,
    /// The settings.
    pub settings: Arc<Settings>,
}

/// What a reset brings back.
struct Origin {
    world: World,
    settings: Settings,
    clock: clock::Mode,
    tokens_used: Vec<(Arc<str>, Timestamp)>,
}

impl Sandbox {
    fn new(name: Arc<str>, world: World, settings: Settings, clock: clock::Mode, bells: Arc<Bells>) -> Self {
        Self {
            name,
            published: ArcSwap::from_pointee(world.clone()),
            settings: ArcSwap::from_pointee(settings.clone()),
            origin: Origin { world, settings, clock, tokens_used: Vec::new() },
            writer: Mutex::new(()),
            clock: Clock::new(clock),
            usage: Usage::default(),
            journal: Journal::default(),
            outbox: Outbox::default(),
            requests: AtomicU64::new(0),
            bells,
        }
    }

    fn fork(&self, name: Arc<str>) -> Self {
        let (settings, bells) = (self.settings().as_ref().clone(), Arc::clone(&self.bells));
        let mut fork = Self::new(name, self.snapshot().as_ref().clone(), settings, self.clock.mode(), bells);
        fork.usage.set_tokens_used(&self.usage.tokens_used());
        fork.origin.tokens_used = fork.usage.tokens_used();
        fork
    }

    /// Its name.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// Its settings.
    pub fn settings(&self) -> Arc<Settings> {
        self.settings.load_full()
    }

    /// Puts other settings in force.
    pub fn set_settings(&self, settings: Settings) {
        self.settings.store(Arc::new(settings));
    }

    /// Counts requests that need a number of their own; the first one gets 1.
    pub fn next_request(&self) -> u64 {
        self.requests.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Looks at the world as it is now; what is due was done before.
    ///
    /// Nobody waits for the closure, and it waits for nobody: it sees one state from beginning to end.
    pub fn read<T>(&self, look: impl FnOnce(&World, Timestamp) -> T) -> T {
        let now = self.settled();
        look(&self.published.load(), now)
    }

    /// Returns what a request that enters now sees of the sandbox.
    pub fn view(&self) -> View {
        let now = self.settled();
        View { now, world: self.published.load_full(), settings: self.settings() }
    }

    /// The world as it is now, to keep; what is due was done before.
    pub fn snapshot(&self) -> Arc<World> {
        self.settled();
        self.published.load_full()
    }

    /// Changes the world: all that the closure did if it answers `Ok`, nothing otherwise.
    ///
    /// The closure runs under the one writer's lock: hash and parse before, await nothing.
    ///
    /// # Errors
    /// Those of the closure.
    pub fn write<T, E>(&self, change: impl FnOnce(&mut World, Timestamp) -> Result<T, E>) -> Result<T, E> {
        self.write_and_view(change).map(|(outcome, _)| outcome)
    }

    /// As [`Self::write`]; returns also the world that was published, whatever others have made of it since.
    ///
    /// # Errors
    /// Those of the closure.
    pub fn write_and_view<T, E>(
        &self,
        change: impl FnOnce(&mut World, Timestamp) -> Result<T, E>,
    ) -> Result<(T, Arc<World>), E> {
        let guard = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now();
        self.publish_settled(now);
        let mut next = self.published.load().as_ref().clone();
        let outcome = change(&mut next, now)?;
        // What is to be done at once is done now: no reader has to wait for it.
        let news = close(&mut next, now);
        let waits = next.next_due().is_some_and(|due| due > now);
        let next = Arc::new(next);
        let old = self.published.swap(Arc::clone(&next));
        self.notify(news, now);
        drop(guard);
        drop(old);
        if waits {
            self.wake();
        }
        Ok((outcome, next))
    }

    /// Counts a question for the state of a task, if that moves it and the task is one of the asker's.
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

    /// Brings back world, settings, clock, usage, journal and outbox as they were when the sandbox was made.
    pub fn reset(&self) {
        let guard = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.published.store(Arc::new(self.origin.world.clone()));
        self.settings.store(Arc::new(self.origin.settings.clone()));
        self.clock.set_mode(self.origin.clock);
        self.usage.clear();
        self.usage.set_tokens_used(&self.origin.tokens_used);
        self.journal.clear();
        self.outbox.clear();
        self.requests.store(0, Ordering::Relaxed);
        drop(guard);
        self.wake();
    }

    /// Lets those look again who work beside the requests: something is due, or the clock was changed.
    pub fn wake(&self) {
        self.bells.wake.notify_one();
        self.bells.outbox.notify_one();
    }

    /// How long until the clock, if it runs, makes the next notification due.
    pub fn until_notification(&self) -> Option<Duration> {
        let due = self.outbox.next_due()?;
        matches!(self.clock.mode(), clock::Mode::Running(_)).then(|| due.since(self.clock.now()))
    }

    /// Does what is due; answers how long until the clock, if it runs, makes the next task due.
    fn run_due(&self) -> Option<Duration> {
        let now = self.settled();
        let due = self.published.load().next_due()?;
        matches!(self.clock.mode(), clock::Mode::Running(_)).then(|| due.since(now))
    }

    /// Does what is due; answers the time.
    fn settled(&self) -> Timestamp {
        let now = self.clock.now();
        if self.published.load().next_due().is_some_and(|due| due <= now) {
            let _guard = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
            self.publish_settled(now);
        }
        now
    }

    /// Does what is due, under the writer's lock.
    fn publish_settled(&self, now: Timestamp) {
        let current = self.published.load();
        if current.next_due().is_some_and(|due| due <= now) {
            let mut next = current.as_ref().clone();
            let news = close(&mut next, now);
            self.published.store(Arc::new(next));
            self.notify(news, now);
        }
    }

    /// Tells subscribers of a change that was just published.
    fn notify(&self, news: Vec<SubscriptionEvent>, now: Timestamp) {
        if news.is_empty() {
            return;
        }
        for news in news {
            match news {
                SubscriptionEvent::Changed(subscription) => {
                    self.outbox.enter(subscription, Event::Changed, now);
                }
                SubscriptionEvent::Ended(subscription) if subscription.lifecycle_url.is_some() => {
                    self.outbox.enter(subscription, Event::SubscriptionRemoved, now);
                }
                SubscriptionEvent::Ended(_) => {}
            }
        }
        self.bells.outbox.notify_one();
    }
}

/// Makes a changed world ready to be published: does what is due, and finds out what to tell whom.
fn close(next: &mut World, now: Timestamp) -> Vec<SubscriptionEvent> {
    next.run_due(now);
    next.date_changes(now);
    next.take_events(now)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Sandboxes, Settings};
    use crate::world::{Actor, Error, OnConflict, Owner, Timestamp, World};

    fn sandboxes() -> Sandboxes {
        let mut world = World::new();
        let alice = world.add_user("alice", "Alice", "alice@example.com");
        world.add_drive("Alice's", Owner::Personal(alice), 1000, Timestamp::default());
        Sandboxes::new(world, Settings::default())
    }

    /// Makes a folder, then answers with `outcome`.
    fn make(sandboxes: &Sandboxes, name: &str, outcome: Result<(), Error>) -> Result<(), Error> {
        sandboxes.default().write(|world, now| {
            let drive = world.drives().next().expect("seeded");
            let (by, root) = (Actor::User(drive.person().expect("personal")), drive.root);
            world.create_folder(by, root, name, OnConflict::Fail, now)?;
            outcome
        })
    }

    fn names(world: &World) -> Vec<String> {
        let root = world.drives().next().expect("seeded").root;
        world.children(root).map(|node| node.name.to_string()).collect()
    }

    #[test]
    fn a_failed_or_panicking_write_publishes_nothing() {
        let sandboxes = sandboxes();
        let sandbox = sandboxes.default();
        make(&sandboxes, "kept", Ok(())).expect("free");
        let before = sandbox.snapshot();
        assert_eq!(make(&sandboxes, "lost", Err(Error::NotFound)), Err(Error::NotFound));
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            sandbox.write(|world, now| {
                let drive = world.drives().next().expect("seeded");
                let (by, root) = (Actor::User(drive.person().expect("personal")), drive.root);
                let made = world.create_folder(by, root, "lost too", OnConflict::Fail, now);
                assert!(made.is_err(), "stop here");
                made
            })
        }));
        assert!(panicked.is_err());
        assert!(Arc::ptr_eq(&before, &sandbox.snapshot()), "nothing was published");
        make(&sandboxes, "after", Ok(())).expect("the writer's lock is free again");
        assert_eq!(names(&sandbox.snapshot()), ["after", "kept"]);
    }

    #[test]
    fn a_reset_brings_back_the_moment_of_the_fork() {
        let sandboxes = sandboxes();
        make(&sandboxes, "first", Ok(())).expect("free");
        let fork = sandboxes.fork("default", "fork").expect("a good name");
        make(&sandboxes, "second", Ok(())).expect("free");
        assert_eq!(names(&fork.snapshot()), ["first"]);
        sandboxes.default().reset();
        assert_eq!(names(&sandboxes.default().snapshot()), [""; 0]);
        fork.reset();
        assert_eq!(names(&fork.snapshot()), ["first"]);
    }
}
