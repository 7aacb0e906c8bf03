//! `X-Mock-Task`: how the task of one request is carried out.

use std::convert::Infallible;

use axum::http::request::Parts;

use super::{call::Call, handler::FromParts};
use crate::{sandbox::Settings, world::Pace};

/// The header that chooses.
const HEADER: &str = "x-mock-task";

/// The value of the header.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum TaskPace {
    /// None: the vendor's rule decides whether the work is done within the call.
    #[default]
    Default,
    /// `sync`: within the call, where the vendor knows such a thing; at once elsewhere.
    Sync,
    /// `async`: as a task, whatever its size.
    Async,
    /// `manual`: as a task that only the control API moves.
    Manual,
    /// As a task, whatever its size, that goes as a fault says.
    Fault(Pace),
}

impl TaskPace {
    /// Returns how fast a task goes.
    pub fn of(self, settings: &Settings) -> Pace {
        match self {
            Self::Default | Self::Async => settings.tasks.0,
            Self::Sync => Pace::AtOnce,
            Self::Manual => Pace::Manual,
            Self::Fault(pace) => pace,
        }
    }

    /// Returns whether the work is done within the call; `small` is the vendor's rule.
    pub fn is_sync(self, small: impl FnOnce() -> bool) -> bool {
        match self {
            Self::Default => small(),
            Self::Sync => true,
            Self::Async | Self::Manual | Self::Fault(_) => false,
        }
    }
}

impl FromParts for TaskPace {
    type Refusal = Infallible;

    fn from_parts(parts: &Parts) -> Result<Self, Infallible> {
        let call = Call::of(&parts.extensions);
        if let Some(pace) = call.plan().and_then(|plan| plan.pace(call.settings())) {
            return Ok(Self::Fault(pace));
        }
        let Some(value) = parts.headers.get(HEADER) else { return Ok(Self::Default) };
        Ok(match value.as_bytes() {
            b"sync" => Self::Sync,
            b"async" => Self::Async,
            b"manual" => Self::Manual,
            _ => {
                Call::of(&parts.extensions)
                    .note(format!("{HEADER}: {value:?} is none of sync, async, manual"));
                Self::Default
            }
        })
    }
}
