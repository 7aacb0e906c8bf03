//! What happens to a request, checked.

use std::{fmt::Display, time::Duration};

use super::{
    draw::Delay,
    form::{Connection, CutForm, RawForm, RetryAs, Stall},
};
use crate::world::{Api, Error, Pace};

/// What happens to a request.
#[derive(Clone, Default, Debug)]
pub struct Effect {
    /// What takes the place of the response.
    pub answer: Option<Answer>,
    /// When the client may come again.
    pub retry_after: Option<RetryAfter>,
    /// How long to wait before the first byte.
    pub delay: Option<Delay>,
    /// What happens to the body of the response.
    pub body: BodyEffect,
    /// What happens in the middle of the request's body.
    pub upload: Option<Upload>,
    /// How the task goes that the request starts.
    pub task: Option<TaskFault>,
}

/// What takes the place of a response.
#[derive(Clone, Debug)]
pub enum Answer {
    /// An error, as the provider words it.
    Worded(Wording),
    /// A response as it stands.
    Raw(RawForm),
    /// None: the connection ends.
    Connection(Connection),
}

/// An error that a provider is asked to word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wording {
    /// Which one.
    pub named: Named,
    /// Its text, if not the provider's.
    pub message: Option<String>,
}

/// What an error is named by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Named {
    /// Its code.
    Code(String),
    /// The status that it comes with.
    Status(u16),
}

/// When a client may come again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RetryAfter {
    /// In so many seconds.
    pub seconds: u64,
    /// How that is written.
    pub written: RetryAs,
    /// Whether a client that comes earlier is refused again.
    pub enforce: bool,
}

/// What happens to the body of a response.
#[derive(Clone, Copy, Default, Debug)]
pub struct BodyEffect {
    /// Where it breaks off.
    pub cut: Option<CutForm>,
    /// How slowly it comes.
    pub drip: Option<Drip>,
    /// Where it stands still for a while.
    pub stall: Option<Stall>,
    /// Which byte is inverted.
    pub corrupt: Option<u64>,
}

/// How slowly a body comes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Drip {
    /// How many bytes come at once.
    pub chunk: usize,
    /// How long it takes to the next ones.
    pub every: Duration,
}

/// What happens in the middle of a request's body.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Behind how many bytes.
    pub after_bytes: u64,
    /// What.
    pub then: Answer,
}

/// How a task goes.
#[derive(Clone, PartialEq, Debug)]
pub struct TaskFault {
    /// How fast, if not as the settings say.
    pub pace: Option<Pace>,
    /// Which of its items fails, from 1, and with what in which service.
    pub fail_at: Option<(usize, Vec<(Api, Error)>)>,
}

impl Named {
    /// Returns whether an error with this code and this status is named.
    pub fn fits(&self, code: impl Display, status: u16) -> bool {
        match self {
            Self::Code(named) => code.to_string() == *named,
            Self::Status(named) => status == *named,
        }
    }
}

impl BodyEffect {
    /// Returns whether nothing happens.
    pub fn is_none(&self) -> bool {
        self.cut.is_none() && self.drip.is_none() && self.stall.is_none() && self.corrupt.is_none()
    }
}

impl Effect {
    /// Returns whether there is nothing to it but a delay.
    pub fn is_delay(&self) -> bool {
        self.answer.is_none() && self.body.is_none() && self.upload.is_none() && self.task.is_none()
    }

    /// Returns whether it can happen to a request of a batch, which has no connection and no body of its own.
    pub fn hits_parts(&self) -> bool {
        matches!(self.answer, None | Some(Answer::Worded(_))) && self.body.is_none() && self.upload.is_none()
    }
}
