//! Background tasks: what they are told, how far they are, what came of each item.

use std::{sync::Arc, time::Duration};

use super::{
    Actor, Api, Content, DriveId, Error, Job, NodeId, Packed, Principal, TaskId, Timestamp, Unpacked,
};

/// How fast a task goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pace {
    /// Done before anyone can look.
    AtOnce,
    /// By the clock.
    Timed {
        /// Before the first item.
        base: Duration,
        /// For each item.
        each: Duration,
    },
    /// Done after this many questions for its state.
    Polls(u32),
    /// Only when the control API says so.
    Manual,
}

/// One of the things that a task was asked to work on.
#[derive(Clone, Debug)]
pub struct TaskItem {
    /// The id as the caller wrote it.
    pub given: Arc<str>,
    /// What it names, or why this item fails.
    pub node: Result<NodeId, Error>,
    /// How many times the share of one item it takes.
    pub weight: u32,
}

/// A task that is about to be taken on.
#[derive(Clone, Debug)]
pub struct TaskSpec {
    /// The service that was called.
    pub api: Api,
    /// Who called it; only they see the task.
    pub owner: Principal,
    /// Whom the changes are ascribed to.
    pub by: Actor,
    /// The vendor's number for this sort of task; the world does not read it.
    pub kind: u32,
    /// The drive that it is about.
    pub drive: DriveId,
    /// What is done.
    pub job: Job,
    /// What it is done to.
    pub items: Vec<TaskItem>,
    /// How fast.
    pub pace: Pace,
}

/// A task, waiting, under way or ended.
#[derive(Clone, Debug)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// What it was told.
    pub spec: Arc<TaskSpec>,
    /// The weight of all items, and of those that were worked on.
    weight: (u64, u64),
    /// When it was taken on.
    pub created: Timestamp,
    /// When its last item was done, or when it was ended.
    pub ended: Option<Timestamp>,
    /// Whether its caller took it back.
    pub cancelled: bool,
    /// How often its state was asked for, if that is what moves it.
    pub polls: u32,
    /// What came of the items so far, in their order.
    pub results: Vec<Result<Effect, Error>>,
}

/// What a task did to an item.
#[derive(Clone, Debug)]
pub enum Effect {
    /// This item was made, moved or restored.
    Node(NodeId),
    /// The item is where it was told to go: nowhere that has an id.
    Gone,
    /// These were made of an archive, in the order of its entries.
    Unpacked(Arc<[NodeId]>),
    /// These make up an archive.
    Packed(Arc<[Packed]>),
}

/// Where a task stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TaskState {
    /// Nothing was done yet.
    Waiting,
    /// Some of it was done.
    Running,
    /// All of it was done or has failed.
    Done,
    /// Its caller took it back.
    Cancelled,
}

/// How far a task is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TaskProgress {
    /// Where it stands.
    pub state: TaskState,
    /// From 0 to 100.
    pub percent: f64,
    /// Items that were done.
    pub done: usize,
    /// Items that failed.
    pub failed: usize,
    /// All items.
    pub total: usize,
}

impl Effect {
    /// The item that was made, moved or restored.
    pub fn node(&self) -> Option<NodeId> {
        match self {
            Self::Node(node) => Some(*node),
            Self::Gone | Self::Unpacked(_) | Self::Packed(_) => None,
        }
    }
}

impl Task {
    pub(super) fn new(id: TaskId, spec: TaskSpec, now: Timestamp) -> Self {
        let weight = (spec.items.iter().map(|item| u64::from(item.weight)).sum(), 0);
        let (spec, results) = (Arc::new(spec), Vec::new());
        Self { id, spec, weight, created: now, ended: None, cancelled: false, polls: 0, results }
    }

    /// Takes down what came of the next item.
    pub(super) fn take(&mut self, result: Option<Result<Effect, Error>>) {
        self.weight.1 += self.spec.items.get(self.results.len()).map_or(0, |item| u64::from(item.weight));
        self.results.extend(result);
    }

    /// Ends it; the contents that it was to make files of are kept by those files alone.
    pub(super) fn end(&mut self, now: Timestamp) {
        self.ended = Some(now);
        if let Job::Unpack { files: Ok(files), .. } = &self.spec.job {
            let without = |file: &Unpacked| Unpacked {
                content: file.content.as_ref().map(|_| Content::default()),
                ..file.clone()
            };
            let files = Ok(files.iter().map(without).collect());
            if let Job::Unpack { files: kept, .. } = &mut Arc::make_mut(&mut self.spec).job {
                *kept = files;
            }
        }
    }

    /// How far it is at `now`.
    pub fn progress(&self, now: Timestamp) -> TaskProgress {
        let failed = self.results.iter().filter(|result| result.is_err()).count();
        let (done, total) = (self.results.len() - failed, self.spec.items.len());
        let percent = self.percent(now);
        let state = match (self.cancelled, self.ended) {
            (true, _) => TaskState::Cancelled,
            (false, Some(_)) => TaskState::Done,
            (false, None) if now < self.begins() || (percent == 0.0 && self.results.is_empty()) => {
                TaskState::Waiting
            }
            (false, None) => TaskState::Running,
        };
        TaskProgress { state, percent, done, failed, total }
    }

    /// When the first item is begun; for a task that the clock does not move, when it was taken on.
    pub fn begins(&self) -> Timestamp {
        match self.spec.pace {
            Pace::Timed { base, .. } => self.created.plus(base),
            Pace::AtOnce | Pace::Polls(_) | Pace::Manual => self.created,
        }
    }

    /// When the next item is done, if the clock moves the task and it has not ended.
    pub fn next_due(&self) -> Option<Timestamp> {
        if self.ended.is_some() {
            return None;
        }
        match self.spec.pace {
            Pace::AtOnce => Some(self.created),
            Pace::Timed { .. } => {
                let next = self.spec.items.get(self.results.len()).map_or(0, |item| u64::from(item.weight));
                Some(self.due(self.weight.1 + next))
            }
            Pace::Polls(_) | Pace::Manual => None,
        }
    }

    /// When items of this weight are done at a timed pace.
    fn due(&self, weight: u64) -> Timestamp {
        let Pace::Timed { base, each } = self.spec.pace else { return self.created };
        let share = each.saturating_mul(u32::try_from(weight).unwrap_or(u32::MAX));
        self.created.plus(base).plus(share)
    }

    fn percent(&self, now: Timestamp) -> f64 {
        if self.ended.is_some() {
            return if self.cancelled { share(self.results.len(), self.spec.items.len()) } else { 100.0 };
        }
        match self.spec.pace {
            Pace::Timed { .. } => {
                let begins = self.begins();
                let whole = self.due(self.weight.0).since(begins).as_secs_f64();
                let passed = now.since(begins).as_secs_f64();
                if whole > 0.0 { (passed / whole * 1000.0).floor().min(999.0) / 10.0 } else { 0.0 }
            }
            Pace::Polls(polls) => share(self.polls as usize, polls as usize + 1),
            Pace::AtOnce | Pace::Manual => share(self.results.len(), self.spec.items.len()),
        }
    }
}

/// A share of a whole in percent, to one decimal.
fn share(part: usize, whole: usize) -> f64 {
    let permille = (part * 1000).checked_div(whole).unwrap_or(1000);
    f64::from(u32::try_from(permille).unwrap_or(1000)) / 10.0
}
