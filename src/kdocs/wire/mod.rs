//! What KDocs sends: JSON types only, one file a resource.

mod app_file;
mod envelope;
mod file;
mod oauth;
mod share;
mod task;
mod user;

pub use self::{
    app_file::{AppFile, AppFileList, NewAppFile, VersionBody, VersionList},
    envelope::{CodeOnly, Empty, Failure, Success},
    file::{GivenId, IdPair},
    oauth::IssuedTokens,
    share::ShareLink,
    task::{FailedItem, StartedTask, TaskResult},
    user::{EditToken, UserBasic},
};
