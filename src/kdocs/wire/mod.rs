//! What KDocs sends: JSON types only, one file a resource.

mod content;
mod envelope;
mod file;
mod personal;
mod task;

pub use self::{
    content::{Checksums, Download},
    envelope::{Failure, Nothing, Success},
    file::{GivenId, IdPair},
    personal::{CreatedFile, PersonalFile, PersonalFiles},
    task::{FailedItem, StartedTask, TaskResult},
};
