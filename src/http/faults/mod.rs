//! Faults on the way of a request: the rules of its sandbox and the one that it brings itself.

mod answer;
mod around;
mod finish;
pub(super) mod plan;
mod subject;

pub use self::{around::before, finish::finish, plan::Plan};
