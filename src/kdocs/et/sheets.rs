//! Sheets and their cells, by the rules of [`crate::kdocs::cells`].

use axum::response::Response;

use crate::{
    http::Operation,
    kdocs::{
        auth::token::Personal,
        books::path::SheetPath,
        cells::{list, read, update},
        error::Error,
        json::{Id, Json},
        query::Query,
        scopes,
    },
};

/// <https://developer.kdocs.cn/server/et/info.html>
pub const LIST: Operation = Operation { name: "et.sheets.list", ..scopes::READ_SHEETS };
/// <https://developer.kdocs.cn/server/et/workbook-get-cells.html>
pub const READ: Operation = Operation { name: "et.sheets.cells.get", ..scopes::READ_SHEETS };
/// <https://developer.kdocs.cn/server/et/workbook-update-cells.html>
pub const UPDATE: Operation = Operation { name: "et.sheets.cells.update", ..scopes::EDIT_SHEETS };

/// Returns the sheets of a document.
///
/// Handles `GET /api/v1/openapi/et/{file_token}/sheets`.
pub async fn list(Personal(caller): Personal, Id(file): Id) -> Result<Response, Error> {
    list::list(&caller, &file).await
}

/// Returns the cells of an area.
///
/// Handles `GET /api/v1/openapi/et/{file_token}/sheets/{sheet_idx}/cells`.
pub async fn read(Personal(caller): Personal, path: SheetPath, query: Query) -> Result<Response, Error> {
    read::read(&caller, &path, &query).await
}

/// Changes cells.
///
/// Handles `POST /api/v1/openapi/et/{file_token}/sheets/{sheet_idx}/cells`.
pub async fn update(
    Personal(caller): Personal,
    path: SheetPath,
    Json(body): Json<update::UpdateBody>,
) -> Result<Response, Error> {
    update::update(&caller, &path, body).await
}
