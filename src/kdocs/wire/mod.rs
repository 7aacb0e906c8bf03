//! What KDocs sends: JSON types only, one file a resource.

mod app_file;
mod content;
mod envelope;
mod file;
mod form;
mod oauth;
mod office;
mod personal;
mod preview;
mod record;
mod share;
mod sheet;
mod task;
mod user;
mod webhook;

pub use self::{
    app_file::{AppFile, AppFileList, NewAppFile, Reason, UploadProgress, VersionBody, VersionList},
    content::{Checksums, Download},
    envelope::{CodeOnly, Failure, Nothing, Success},
    file::{GivenId, IdPair},
    form::{FormRow, Forms, MadeForm, WholeForm},
    oauth::IssuedTokens,
    office::{OfficeResult, OfficeTask, StartedOffice},
    personal::{CreatedFile, PersonalFile, PersonalFiles},
    preview::{PreviewAddress, PreviewTask, PreviewToken},
    record::{Detail, FieldInfo, MadeSheet, RecordRow, RecordRows, Schema, Schemas, SelectItem, ViewInfo},
    share::{ShareLink, UrlWithToken},
    sheet::{CellRange, CellRanges, SheetInfo, Sheets},
    task::{FailedItem, StartedTask, TaskResult},
    user::{EditToken, UserBasic},
    webhook::{MadeWebhook, WebhookCallBody, WebhookRow, WebhookRows},
};
