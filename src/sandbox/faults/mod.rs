//! Faults: rules that say which requests go wrong, when and how. How it looks is each provider's.

mod absences;
mod active;
mod check;
mod draw;
mod effect;
mod form;
mod members;
mod rule;
mod scope;
mod set;
pub mod short;
#[cfg(test)]
mod tests;

pub use self::{
    absences::Wait,
    active::Listed,
    effect::{Answer, BodyEffect, Drip, Effect, Named, RetryAfter, TaskFault, Upload, Wording},
    form::{Connection, CutForm, End, RawForm, RetryAs, Stall, When},
    rule::{COUNTERS, Rule},
    set::{Asked, Decision, Faults, Hit, NotTaken},
};
