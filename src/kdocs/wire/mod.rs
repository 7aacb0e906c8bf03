//! What KDocs sends: JSON types only, one file a resource.

mod app_file;
mod content;
mod envelope;
mod file;
mod oauth;
mod personal;
mod share;
mod task;
mod user;

pub use self::{
    app_file::{AppFile, AppFileList, NewAppFile, Reason, UploadProgress, VersionBody, VersionList},
    content::{Checksums, Download},
    envelope::{CodeOnly, Empty, Failure, Nothing, Success},
    file::{GivenId, IdPair},
    oauth::IssuedTokens,
    personal::{CreatedFile, PersonalFile, PersonalFiles},
    share::{ShareLink, UrlWithToken},
    task::{FailedItem, StartedTask, TaskResult},
    user::{EditToken, UserBasic},
};
