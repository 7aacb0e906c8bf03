//! What the vendor documents and mockdrive does not emulate yet.
//!
//! See <https://developer.kdocs.cn/server/guide/api-overview.html>, and reference 10 to 12 and 4.1. Paths that
//! the vendor misprints stand here in both spellings.

use axum::{
    extract::MatchedPath,
    http::Method,
    response::{IntoResponse, Response},
};

use super::error::Error;

const DELETE: Method = Method::DELETE;
const GET: Method = Method::GET;
const POST: Method = Method::POST;
const PUT: Method = Method::PUT;

/// The rows of the route table.
#[rustfmt::skip]
pub const ROUTES: &[(Method, &str)] = &[
    // OAuth
    (GET, "/h5/auth"),
    (GET, "/api/v1/oauth2/access_token"),
    (POST, "/api/v1/oauth2/refresh_token"),
    // Documents of users
    (GET, "/api/v1/openapi/personal/files"),
    (POST, "/api/v1/openapi/personal/files"),
    (GET, "/api/v1/openapi/personal/files/flat"),
    (GET, "/api/v1/openapi/personal/files/recent"),
    (GET, "/api/v1/openapi/personal/apps/files"),
    (POST, "/api/v1/openapi/personal/files/upload"),
    (POST, "/api/v1/openapi/personal/files/cloud"),
    (GET, "/api/v1/openapi/personal/files/search/name"),
    (GET, "/api/v1/openapi/personal/files/search/content"),
    (GET, "/api/v1/openapi/personal/files/{file_token}"),
    (DELETE, "/api/v1/openapi/personal/files/{file_token}"),
    (GET, "/api/v1/openapi/personal/files/{file_token}/download"),
    (PUT, "/api/v1/openapi/personal/files/{file_token}/name"),
    (POST, "/api/v1/openapi/personal/files/{file_token}/links"),
    (GET, "/api/v1/openapi/personal/files/{file_token}/links"),
    (DELETE, "/api/v1/openapi/personal/files/{file_token}/links"),
    (POST, "/api/v1/openapi/personal/files/{file_token}/links/members"),
    (PUT, "/api/v1/openapi/personal/files/{file_token}/links/members/{user_id}"),
    (PUT, "/api/v1/openapi/personal/files/{file_token}/links/memeber/{user_id}"),
    (DELETE, "/api/v1/openapi/personal/files/{file_token}/links/members/{user_id}"),
    (GET, "/api/v1/openapi/personal/files/{file_token}/links/with_edit_token"),
    (GET, "/api/v1/openapi/personal/files/{file_token}/url/with_edit_token"),
    (POST, "/api/v1/openapi/personal/files/{file_token}/script"),
    (POST, "/api/v1/openapi/personal/files/{file_token}/sync_script"),
    (GET, "/api/v1/openapi/personal/personal/script/status"),
    (GET, "/api/v1/openapi/personal/script/status"),
    (POST, "/api/v1/openapi/personal/tasks/files/move"),
    (POST, "/api/v1/openapi/personal/tasks/files/delete"),
    (GET, "/api/v1/openapi/personal/recycles"),
    (POST, "/api/v1/openapi/personal/recycles/recover"),
    (GET, "/api/v1/openapi/personal/forms"),
    (POST, "/api/v1/openapi/personal/forms"),
    (GET, "/api/v1/openapi/personal/forms/{form_id}"),
    (PUT, "/api/v1/openapi/personal/forms/{form_id}"),
    (GET, "/api/v1/openapi/user/basic"),
    (POST, "/api/v1/openapi/user/edit_token"),
    (DELETE, "/api/v1/openapi/user/edit_token/{token}"),
    // Documents of applications
    (GET, "/api/v1/openapi/appspace/files"),
    (POST, "/api/v1/openapi/appspace/files"),
    (POST, "/api/v1/openapi/appspace/files/upload"),
    (POST, "/api/v1/openapi/appspace/file/async/upload"),
    (GET, "/api/v1/openapi/appspace/file/async/upload/{task_id}"),
    (PUT, "/api/v1/openapi/appspace/file/async/upload/{task_id}"),
    (GET, "/api/v1/openapi/appspace/files/{file_token}"),
    (GET, "/api/v1/openapi/appspace/files/{file_token}/download"),
    (GET, "/api/v1/openapi/appspace/files/{file_token}/versions"),
    (GET, "/api/v1/openapi/appspace/files/{file_token}/versions/{version}"),
    (GET, "/api/v1/openapi/appspace/files/{file_token}/versions/{version}/download"),
    (POST, "/api/v1/openapi/appspace/files/{file_token}/versions/{version}/revert"),
    (DELETE, "/api/v1/openapi/appspace/files/{file_token}/destroy"),
    (GET, "/api/v1/openapi/appspace/files/{file_token}/url/with_edit_token"),
    // Anonymous preview, conversion, tables, notification
    (POST, "/api/v1/openapi/anonymous/preview/appspace/with_token"),
    (POST, "/api/v1/openapi/anonymous/preview/cloud/with_token"),
    (DELETE, "/api/v1/openapi/anonymous/token/{token}"),
    (POST, "/api/v1/openapi/office/convert/files/to/pdf"),
    (POST, "/api/v1/openapi/office/convert/files/to/txt"),
    (POST, "/api/v1/openapi/office/extract/plaintext"),
    (GET, "/api/v1/openapi/office/tasks/{task_id}"),
    (GET, "/api/v1/openapi/et/{file_token}/sheets"),
    (GET, "/api/v1/openapi/et/{file_token}/sheets/{sheet_idx}/cells"),
    (POST, "/api/v1/openapi/et/{file_token}/sheets/{sheet_idx}/cells"),
    (GET, "/api/v1/openapi/ksheet/{file_token}/sheets"),
    (GET, "/api/v1/openapi/ksheet/{file_token}/sheets/{sheet_idx}/cells"),
    (POST, "/api/v1/openapi/ksheet/{file_token}/sheets/{sheet_idx}/cells"),
    (GET, "/api/v1/openapi/dbt/{file_token}/schemas"),
    (POST, "/api/v1/openapi/dbt/{file_token}/sheets/{sheet_id}/records"),
    (PUT, "/api/v1/openapi/dbt/{file_token}/sheets/{sheet_id}/records"),
    (POST, "/api/v1/openapi/dbt/{file_token}/sheets/{sheet_id}/records/complex_query"),
    (POST, "/api/v1/openapi/dbt/{file_token}/webhook/sheets/{sheet_id}/records/create"),
    (POST, "/api/v1/openapi/dbt/{file_token}/webhook/sheets/{sheet_id}/cells/records/update"),
    (POST, "/api/v1/openapi/dbt/{file_token}/webhook/sheets/{sheet_id}/cells/fields/update"),
    (POST, "/api/v1/openapi/dbt/{file_token}/webhook/sheets/{sheet_id}/description"),
    (POST, "/api/v1/openapi/notification/woa/app"),
];

/// Answers 501, and says which route is meant.
pub async fn later(method: Method, path: MatchedPath) -> Response {
    Error::Later(format!("{method} {}", path.as_str())).into_response()
}
