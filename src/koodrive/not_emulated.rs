//! What KooDrive documents and mockdrive does not emulate (reference 7).
//!
//! Names are the vendor's where its pages have one, and ours in the same style elsewhere. Calls whose paths are not
//! published are left out.

use axum::http::{Method, Uri};

use super::error::Error;
use crate::http::{NotEmulated, Operation};

const GET: Method = Method::GET;
const POST: Method = Method::POST;

/// The pages print two paths.
const GET_JS_SDK_INFO: Operation = Operation::not_emulated("getJsSdkInfo");

/// The rows of the route table.
#[rustfmt::skip]
pub static ROUTES: &[NotEmulated] = &[
    // Sessions.
    NotEmulated(GET, "/v1/session/authCodeURL", Operation::not_emulated("getAuthCodeURL")),
    // Files: this one appears in an example of authentication only.
    NotEmulated(POST, "/v1/files/batch", Operation::not_emulated("batchFiles")),
    // Users: the page of this one says neither what the new limit is nor where it is told.
    NotEmulated(POST, "/v1/user/expand/{org_id}", Operation::not_emulated("ExpandUserNum")),
    NotEmulated(POST, "/v1/user/batchRegister/create", Operation::not_emulated("BatchRegisterUser")),
    NotEmulated(GET, "/v1/user/batchRegister/get", Operation::not_emulated("GetBatchRegisterUserResult")),
    // What is kept of nothing: operations of files, and an audit log.
    NotEmulated(GET, "/v1/files/{file_id}/operations", Operation::not_emulated("getFileOperations")),
    NotEmulated(POST, "/v1/auditlog", Operation::not_emulated("listAuditLogs")),
    // Versions: the oldest ones go once a file has too many, whatever was said of them.
    NotEmulated(POST, "/v1/revision/updateRevision", Operation::not_emulated("updateRevision")),
    // Groups and spaces.
    NotEmulated(GET, "/v1/usergroups/{group_id}", Operation::not_emulated("GetUserGroup")),
    NotEmulated(POST, "/v1/space/allocation/transfer", Operation::not_emulated("TransferUnallocatedSpace")),
    // JavaScript SDK.
    NotEmulated(GET, "/v1/sdk/get-js-sdk-info", GET_JS_SDK_INFO),
    NotEmulated(GET, "/sdk/get-js-sdk-info", GET_JS_SDK_INFO),
];

/// Refuses an operation that is not emulated.
pub fn not_emulated(method: Method, uri: Uri) -> Error {
    Error::NotEmulated(format!("{} {}", method, uri.path()))
}
