//! What KDocs sends: JSON types only, one file a resource.

mod envelope;
mod file;
mod oauth;
mod task;
mod user;

pub use self::{
    envelope::{Empty, Failure, Success},
    file::{GivenId, IdPair},
    oauth::IssuedTokens,
    task::{FailedItem, StartedTask, TaskResult},
    user::{EditToken, UserBasic},
};
