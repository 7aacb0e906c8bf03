//! The sheets of a document.

use axum::response::Response;

use crate::{
    kdocs::{
        auth::token::Personal,
        books::open::{self, Kind},
        error::Error,
        json::Id,
        respond,
        wire::{SheetInfo, Sheets},
    },
    world::{Book, Cells, Sheet, SheetBody},
};

/// Returns the sheets of a document, and how far each is filled.
///
/// Handles `GET /api/v1/openapi/et/{file_token}/sheets`.
/// Handles `GET /api/v1/openapi/ksheet/{file_token}/sheets`.
pub async fn list(Personal(caller): Personal, Id(file): Id) -> Result<Response, Error> {
    let (_, book) = open::open(&caller, Kind::Cells, &file).await?;
    let info = |(at, sheet): (usize, &std::sync::Arc<Sheet>)| {
        let (row_to, col_to) = match &sheet.body {
            SheetBody::Cells(cells) => cells.last().unwrap_or_default(),
            SheetBody::Records(_) => (0, 0),
        };
        SheetInfo {
            sheet_id: sheet.id,
            sheet_idx: at,
            sheet_name: sheet.name.to_string(),
            row_from: 0,
            row_to,
            col_from: 0,
            col_to,
            is_visible: true,
            sheet_type: "et",
        }
    };
    Ok(respond::success(&Sheets { sheets_info: book.sheets.iter().enumerate().map(info).collect() }))
}

/// Returns the cells of the sheet at this index, as the path writes it.
///
/// # Errors
/// [`Error::Invalid`], [`Error::NoFile`].
pub fn at<'b>(book: &'b Book, index: &str) -> Result<(usize, &'b Cells), Error> {
    let at = index.parse().map_err(|_| Error::Invalid(format!("sheet_idx: {index}").into()))?;
    match book.sheets.get(at).map(|sheet| &sheet.body) {
        Some(SheetBody::Cells(cells)) => Ok((at, cells)),
        Some(SheetBody::Records(_)) | None => Err(Error::NoFile(format!("sheet {at}"))),
    }
}
