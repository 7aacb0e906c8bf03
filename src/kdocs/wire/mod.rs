//! What KDocs sends: JSON types only, one file a resource.

mod app_file;
mod envelope;
mod file;
mod share;
mod task;

pub use self::{
    app_file::{AppFile, AppFileList, NewAppFile, VersionBody, VersionList},
    envelope::{CodeOnly, Failure, NoData, Success},
    file::{GivenId, IdPair},
    share::ShareLink,
    task::{FailedItem, StartedTask, TaskResult},
};
