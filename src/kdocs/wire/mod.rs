//! What KDocs sends: JSON types only, one file a resource.

mod envelope;
mod file;
mod task;

pub use self::{
    envelope::{Failure, Success},
    file::{GivenId, IdPair},
    task::{FailedItem, StartedTask, TaskResult},
};
