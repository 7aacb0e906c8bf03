//! Adding tasks and carrying them out, item by item, moved by the clock, by polls or by the control API.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use imbl::ordmap::DiffItem;

use crate::world::{
    error::Error,
    id::{NodeId, TaskId},
    sharing::ability::Ability,
    state::World,
    tasks::task::{Effect, Pace, Task, TaskSpec},
    time::Timestamp,
};

/// How many tasks are kept; those that have not ended do not count.
const TASKS_KEPT: usize = 10_000;

impl World {
    /// Adds a task; what is due at once is done by the next [`Self::run_due`].
    pub fn enqueue(&mut self, spec: TaskSpec, now: Timestamp) -> TaskId {
        self.last_task += 1;
        let id = TaskId(self.last_task);
        let task = Task::new(id, spec, now);
        if let Some(due) = task.next_due() {
            self.due.insert((due, id));
        }
        self.tasks.insert(id, Arc::new(task));
        id
    }

    /// Returns one task.
    ///
    /// # Errors
    /// [`Error::NoTask`].
    pub fn task(&self, id: TaskId) -> Result<&Arc<Task>, Error> {
        self.tasks.get(&id).ok_or(Error::NoTask(id))
    }

    /// Iterates over all tasks, oldest first.
    pub fn tasks(&self) -> impl DoubleEndedIterator<Item = &Task> {
        self.tasks.values().map(Arc::as_ref)
    }

    /// Iterates over the tasks that are new, or went on, since another moment of this world.
    pub fn changed_tasks(&self, before: &Self) -> impl Iterator<Item = TaskId> {
        before.tasks.diff(&self.tasks).filter_map(|change| match change {
            DiffItem::Add(id, _) | DiffItem::Update { new: (id, _), .. } => Some(*id),
            DiffItem::Remove(..) => None,
        })
    }

    /// Iterates over the tasks that the clock moves, by the time at which it next does.
    pub fn due_tasks(&self) -> impl Iterator<Item = (Timestamp, TaskId)> {
        self.due.iter().copied()
    }

    /// Returns when the clock next moves a task, or ends an upload.
    pub fn next_due(&self) -> Option<Timestamp> {
        let task = self.due.get_min().map(|(due, _)| *due);
        task.into_iter().chain(self.next_upload_expiry()).min()
    }

    /// Does what is due at `now`, in the order in which it fell due.
    pub fn run_due(&mut self, now: Timestamp) {
        self.sweep_uploads(now);
        while let Some((due, id)) = self.due.get_min().copied().filter(|(due, _)| *due <= now) {
            self.due.remove(&(due, id));
            self.step(id, due);
            if let Some(next) = self.tasks.get(&id).and_then(|task| task.next_due()) {
                self.due.insert((next, id));
            }
        }
    }

    /// Counts a read of a task's state, and finishes the task if that was the last it waited for.
    pub fn poll(&mut self, id: TaskId, now: Timestamp) {
        let Some(task) = self.tasks.get_mut(&id).filter(|task| task.is_moved_by_polls()) else { return };
        let task = Arc::make_mut(task);
        task.polls += 1;
        if matches!(task.spec.pace, Pace::Polls(polls) if task.polls > polls) {
            self.run_out(id, now);
        }
    }

    /// Does all that a task has left to do; one that has ended stays as it is.
    ///
    /// # Errors
    /// [`Error::NoTask`].
    pub fn finish(&mut self, id: TaskId, now: Timestamp) -> Result<(), Error> {
        self.unschedule(id)?;
        self.run_out(id, now);
        Ok(())
    }

    /// Ends a task: what it has left to do fails with this error; one that has ended stays as it is.
    ///
    /// # Errors
    /// [`Error::NoTask`].
    pub fn fail(&mut self, id: TaskId, error: &Error, now: Timestamp) -> Result<(), Error> {
        self.end(id, now, |task| task.results.resize(task.spec.items.len().max(1), Err(error.clone())))
    }

    /// Cancels a task; what was done stays done, and one that has ended stays as it is.
    ///
    /// # Errors
    /// [`Error::NoTask`].
    pub fn cancel(&mut self, id: TaskId, now: Timestamp) -> Result<(), Error> {
        self.end(id, now, |task| task.cancelled = true)
    }

    /// Does a task at once, if that succeeds for each item, and returns it; otherwise the world stays as it is.
    pub fn do_at_once(&mut self, spec: &TaskSpec, now: Timestamp) -> Option<Arc<Task>> {
        let mut trial = self.clone();
        let id = trial.enqueue(TaskSpec { pace: Pace::AtOnce, ..spec.clone() }, now);
        trial.run_due(now);
        let task = trial.tasks.get(&id).filter(|task| task.results.iter().all(Result::is_ok)).cloned()?;
        *self = trial;
        Some(task)
    }

    /// Returns what a task would do to each item if it were done at once; the world stays as it is.
    pub fn dry_run(&self, spec: &TaskSpec, now: Timestamp) -> Vec<Result<Effect, Error>> {
        let mut trial = self.clone();
        let id = trial.enqueue(TaskSpec { pace: Pace::Manual, fails: None, ..spec.clone() }, now);
        trial.run_out(id, now);
        trial.tasks.get(&id).map(|task| task.results.clone()).unwrap_or_default()
    }

    fn end(&mut self, id: TaskId, now: Timestamp, change: impl FnOnce(&mut Task)) -> Result<(), Error> {
        self.unschedule(id)?;
        let task = Arc::make_mut(self.tasks.get_mut(&id).ok_or(Error::NoTask(id))?);
        if task.ended.is_none() {
            change(task);
            task.end(now);
            self.note_failure(id);
            self.forget_old_tasks();
        }
        Ok(())
    }

    fn unschedule(&mut self, id: TaskId) -> Result<(), Error> {
        if let Some(due) = self.task(id)?.next_due() {
            self.due.remove(&(due, id));
        }
        Ok(())
    }

    fn run_out(&mut self, id: TaskId, now: Timestamp) {
        while self.tasks.get(&id).is_some_and(|task| task.ended.is_none()) {
            self.step(id, now);
        }
    }

    /// Does the next item of a task. An item that fails leaves no trace in the tree.
    fn step(&mut self, id: TaskId, now: Timestamp) {
        let Some(task) = self.tasks.get(&id).filter(|task| task.ended.is_none()).cloned() else { return };
        let at = task.results.len();
        let result = match task.spec.items.get(at).map(|item| item.node.clone()) {
            Some(Err(error)) => Some(Err(error)),
            item if (item.is_some() || task.spec.job.is_of_drive())
                && task.spec.fails.as_ref().is_some_and(|fails| fails.number == at + 1) =>
            {
                task.spec.fails.as_ref().map(|fails| Err(fails.error.clone()))
            }
            Some(Ok(node)) => {
                let there = self.drive_in_use(task.spec.drive).and_then(|_| self.check_in_use(node));
                let there = there.and_then(|()| self.check_needs(&task.spec, node, now));
                Some(there.and_then(|()| self.attempt(&task, node, now)))
            }
            // Such as emptying the bin: it is done once.
            None if task.spec.job.is_of_drive() && task.spec.items.is_empty() => {
                let root = self.drive_in_use(task.spec.drive).map(|drive| drive.root);
                let root = root.and_then(|root| self.check_needs(&task.spec, root, now).map(|()| root));
                Some(root.and_then(|root| self.attempt(&task, root, now)))
            }
            None => None,
        };
        drop(task);
        let Some(task) = self.tasks.get_mut(&id) else { return };
        let task = Arc::make_mut(task);
        task.record(result);
        if task.results.len() >= task.spec.items.len() {
            task.end(now);
            self.note_failure(id);
            self.forget_old_tasks();
        }
    }

    /// Refuses an item whose drive is disabled; that one is gone, the work itself finds out.
    fn check_in_use(&self, id: NodeId) -> Result<(), Error> {
        match self.node(id) {
            Ok(node) => self.drive_in_use(node.drive).map(|_| ()),
            Err(_) => Ok(()),
        }
    }

    /// Returns the tasks that have ended since the last call with items that failed.
    pub fn take_failed(&mut self) -> Vec<Arc<Task>> {
        std::mem::take(&mut self.failed_tasks)
    }

    fn note_failure(&mut self, id: TaskId) {
        if let Some(task) = self.tasks.get(&id).filter(|task| task.results.iter().any(Result::is_err)) {
            self.failed_tasks.push(Arc::clone(task));
        }
    }

    /// Refuses an item if the caller may no longer do with it what the task does; that one is gone, the work itself finds
    /// out.
    fn check_needs(&self, spec: &TaskSpec, item: NodeId, now: Timestamp) -> Result<(), Error> {
        let may = |id: NodeId, ability: Option<Ability>, throughout: bool| {
            let (Some(ability), Ok(node)) = (ability, self.node(id)) else { return Ok(()) };
            let abilities = match spec.owner.user {
                Some(_) if throughout => self.abilities_throughout(&spec.owner, node, now),
                Some(_) => self.abilities_by_address(&spec.owner, node, now),
                None => self.abilities_of_company(node),
            };
            if abilities.has(ability) { Ok(()) } else { Err(Error::Unreachable(node.drive)) }
        };
        may(item, spec.needs.item, spec.needs.throughout)?;
        spec.job.target().map_or(Ok(()), |into| may(into, spec.needs.into, false))
    }

    /// Keeps the number of tasks within bounds: the oldest go, once they have ended.
    fn forget_old_tasks(&mut self) {
        while self.tasks.len() > TASKS_KEPT
            && let Some(oldest) = self.tasks.get_min().map(|(id, _)| *id)
            && self.tasks.get(&oldest).is_some_and(|task| task.ended.is_some())
        {
            self.tasks.remove(&oldest);
        }
    }

    fn attempt(&mut self, task: &Task, node: NodeId, now: Timestamp) -> Result<Effect, Error> {
        let mut trial = self.clone();
        let run = || task.spec.job.run(&mut trial, task.spec.by, node, now);
        // A task that panics once would do so at every read: it fails instead.
        let effect = catch_unwind(AssertUnwindSafe(run)).unwrap_or(Err(Error::Panicked))?;
        *self = trial;
        Ok(effect)
    }
}
