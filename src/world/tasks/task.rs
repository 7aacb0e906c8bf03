//! Background tasks: what they have to do, how far they are, the result of each item.

use std::{sync::Arc, time::Duration};

use serde::{Deserialize, Serialize};

use crate::world::{
    accounts::{
        account::Api,
        actor::{Actor, Principal},
    },
    content::Content,
    error::Error,
    id::{DriveId, NodeId, TaskId},
    sharing::ability::Ability,
    tasks::job::{Job, Packed, Unpacked},
    time::Timestamp,
};

/// How fast a task goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum Pace {
    /// Done before any read.
    AtOnce,
    /// By the clock.
    Timed {
        /// Before the first item.
        base: Duration,
        /// For each item.
        each: Duration,
    },
    /// Done after this many reads of its state.
    Polls(u32),
    /// Only when the control API says so.
    Manual,
}

/// One item that a task works on.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct TaskItem {
    /// The id as the caller wrote it.
    pub given: Arc<str>,
    /// The item that it names, or why it fails.
    pub node: Result<NodeId, Error>,
    /// How many times the share of one item it takes.
    pub weight: u32,
}

/// What the caller has to be allowed when the turn of an item comes; a right that was lost meanwhile fails it.
#[derive(Clone, Copy, Default, Debug, Deserialize, Serialize)]
pub struct Needs {
    /// With the item itself.
    pub item: Option<Ability>,
    /// Whether with all that lies below the item as well.
    pub throughout: bool,
    /// With the folder that receives what is made.
    pub into: Option<Ability>,
}

/// What a new task has to do.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct TaskSpec {
    /// The service that was called.
    pub api: Api,
    /// The caller; only they see the task.
    pub owner: Principal,
    /// The author of the changes.
    pub by: Actor,
    /// The vendor's number for this sort of task; the world does not read it.
    pub kind: u32,
    /// The drive that it is about.
    pub drive: DriveId,
    /// The work.
    pub job: Job,
    /// What the caller has to be allowed.
    pub needs: Needs,
    /// The items that it is done to.
    pub items: Vec<TaskItem>,
    /// How fast.
    pub pace: Pace,
    /// The item that has to fail, if one has.
    pub fails: Option<FailingItem>,
}

/// An item of a task that has to fail, whatever the work would come to.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct FailingItem {
    /// Which one, from 1.
    pub number: usize,
    /// What it fails with.
    pub error: Error,
}

/// A task, waiting, under way or ended.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// Its specification.
    pub spec: Arc<TaskSpec>,
    /// The weight of all items, and of those that were worked on.
    weight: (u64, u64),
    /// When it was created.
    pub created: Timestamp,
    /// When its last item was done, or when it was ended.
    pub ended: Option<Timestamp>,
    /// Whether its caller cancelled it.
    pub cancelled: bool,
    /// How often its state was read, if that is what moves it.
    pub polls: u32,
    /// The results of the items so far, in their order.
    pub results: Vec<Result<Effect, Error>>,
}

/// What a task did to an item.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub enum Effect {
    /// This item was created, moved or restored.
    Node(NodeId),
    /// The item was binned or deleted.
    Gone,
    /// These items were created from an archive, in the order of its entries.
    Unpacked(Arc<[NodeId]>),
    /// These files and folders make up an archive.
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
    /// Its caller cancelled it.
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

/// Two moments of a task are the same if it is equally far in both.
impl PartialEq for Task {
    fn eq(&self, other: &Self) -> bool {
        let far = |task: &Self| (task.id, task.results.len(), task.polls, task.cancelled, task.ended);
        far(self) == far(other)
    }
}

impl Effect {
    /// Returns the item that was made, moved or restored.
    pub fn node(&self) -> Option<NodeId> {
        match self {
            Self::Node(node) => Some(*node),
            Self::Gone | Self::Unpacked(_) | Self::Packed(_) => None,
        }
    }
}

impl Task {
    /// Whether reading its state brings it nearer to its end.
    pub fn is_moved_by_polls(&self) -> bool {
        self.ended.is_none() && matches!(self.spec.pace, Pace::Polls(_))
    }

    pub(in crate::world) fn new(id: TaskId, spec: TaskSpec, now: Timestamp) -> Self {
        let weight = (spec.items.iter().map(|item| u64::from(item.weight)).sum(), 0);
        let (spec, results) = (Arc::new(spec), Vec::new());
        Self { id, spec, weight, created: now, ended: None, cancelled: false, polls: 0, results }
    }

    /// Records the result of the next item.
    pub(in crate::world) fn record(&mut self, result: Option<Result<Effect, Error>>) {
        self.weight.1 += self.spec.items.get(self.results.len()).map_or(0, |item| u64::from(item.weight));
        self.results.extend(result);
    }

    /// Ends it. It lets go of the contents that it made files of, which those files keep.
    pub(in crate::world) fn end(&mut self, now: Timestamp) {
        self.ended = Some(now);
        if let Job::Create { content: Ok(_), .. } = &self.spec.job
            && let Job::Create { content, .. } = &mut Arc::make_mut(&mut self.spec).job
        {
            *content = Ok(Content::default());
        }
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

    /// Returns how far it is at `now`.
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

    /// Returns when the first item is begun; for a task that the clock does not move, when it was created.
    pub fn begins(&self) -> Timestamp {
        match self.spec.pace {
            Pace::Timed { base, .. } => self.created.plus(base),
            Pace::AtOnce | Pace::Polls(_) | Pace::Manual => self.created,
        }
    }

    /// Returns when the next item is done, if the clock moves the task and it has not ended.
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

    /// Returns when items of this weight are done at a timed pace.
    fn due(&self, weight: u64) -> Timestamp {
        let Pace::Timed { base, each } = self.spec.pace else { return self.created };
        let share = each.saturating_mul(u32::try_from(weight).unwrap_or(u32::MAX));
        self.created.plus(base).plus(share)
    }

    fn percent(&self, now: Timestamp) -> f64 {
        if self.ended.is_some() {
            return if self.cancelled { self.share_done() } else { 100.0 };
        }
        match self.spec.pace {
            Pace::Timed { .. } => {
                let begins = self.begins();
                let whole = self.due(self.weight.0).since(begins).as_secs_f64();
                let passed = now.since(begins).as_secs_f64();
                if whole > 0.0 { (passed / whole * 1000.0).floor().min(999.0) / 10.0 } else { 0.0 }
            }
            Pace::Polls(polls) => share(self.polls as usize, polls as usize + 1),
            Pace::AtOnce | Pace::Manual => self.share_done(),
        }
    }

    /// Returns the share of the items that were worked on; work that is done once counts as one.
    fn share_done(&self) -> f64 {
        share(self.results.len(), self.spec.items.len().max(1))
    }
}

/// Returns a share of a whole in percent, to one decimal.
fn share(part: usize, whole: usize) -> f64 {
    let permille = (part * 1000).checked_div(whole).unwrap_or(1000);
    f64::from(u32::try_from(permille).unwrap_or(1000)) / 10.0
}
