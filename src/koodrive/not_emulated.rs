//! What KooDrive documents and mockdrive does not emulate (reference 7).
//!
//! Names are the vendor's where its pages have one, and ours in the same style elsewhere. Calls whose paths are not
//! published are left out.

use axum::{extract::Request, http::Method};

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
    // JavaScript SDK.
    NotEmulated(GET, "/v1/sdk/get-js-sdk-info", GET_JS_SDK_INFO),
    NotEmulated(GET, "/sdk/get-js-sdk-info", GET_JS_SDK_INFO),
];

/// Refuses an operation that is not emulated.
pub async fn not_emulated(request: Request) -> Error {
    Error::NotEmulated(format!("{} {}", request.method(), request.uri().path()))
}
