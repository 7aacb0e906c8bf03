//! Ending the upload of a version.
//!
//! See <https://support.huaweicloud.com/api-koodrive/completeFileRevision.html>. The page's own example ends the
//! upload of a file: this ends whichever upload the file has.

use axum::response::Response;

use crate::{
    http::Operation,
    koodrive::{auth::Caller, error::Error, files, scopes::WRITE},
};

/// Ends an upload.
pub const COMPLETE_FILE_REVISION: Operation = Operation { name: "completeFileRevision", ..WRITE };

/// Makes the version of an upload whose parts are all there.
///
/// Handles `POST /koodrive/ose/v1/revision/completeRevision`.
pub async fn complete(caller: Caller) -> Result<Response, Error> {
    files::finish(caller).await
}
